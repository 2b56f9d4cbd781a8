//! The engine: polars over Parquet files, and the models on top of them.

use std::path::Path;

use polars::prelude::{DataFrame, IntoLazy, LazyFrame, NamedFrom, ScanArgsParquet, Series};
use polars::sql::SQLContext;

use crate::error::{Error, Exit, Result};

use super::answer::{Answer, unreadable};
use super::models::{Layer, Model, Models};

/// Tables under names, ready to be asked.
pub struct Engine {
    context: SQLContext,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Engine({:?})", self.context.get_tables())
    }
}

impl Engine {
    /// Opens Parquet files as tables.
    ///
    /// # Errors
    /// 65: a file cannot be opened.
    pub fn open(tables: &[(&str, &Path)]) -> Result<Self> {
        let context = SQLContext::new();
        for (name, path) in tables {
            let scanned =
                LazyFrame::scan_parquet((*path).to_string_lossy().as_ref().into(), ScanArgsParquet::default());
            let frame = scanned.map_err(|source| {
                Error::new("S_UNREADABLE", Exit::Data, format!("table `{name}` cannot be opened: {source}"))
                    .effect("nothing was published; the last good month stays")
                    .hint("`beddays verify` checks the store")
            })?;
            context.register(name, frame);
        }
        Ok(Self { context })
    }

    /// Adds a table of one row with text values: what a run was asked.
    ///
    /// # Errors
    /// 70: our bug.
    pub fn add_parameters(&mut self, parameters: &[(&str, &str)]) -> Result<()> {
        let columns = parameters.iter().map(|(name, value)| Series::new((*name).into(), [*value]).into());
        let frame = DataFrame::new_infer_height(columns.collect()).map_err(|source| unreadable(source.to_string()))?;
        self.context.register("parameters", frame.lazy());
        Ok(())
    }

    /// Runs every model that the tables at hand allow, each once, in order; a check that finds something is an error.
    ///
    /// # Errors
    /// 65: a check found something: a total does not reconcile. 70: a model does not run (our bug).
    pub fn build(&mut self) -> Result<()> {
        for model in Models::in_order()? {
            let tables = self.context.get_tables();
            if !model.reads().all(|name| is_step(model, name) || tables.iter().any(|table| table == name)) {
                continue;
            }
            let frame = self.collect(model.sql, model.name)?;
            if model.layer == Layer::Check && frame.height() > 0 {
                return Err(Error::new(
                    "S_CHECK",
                    Exit::Data,
                    format!("check `{}` found {} rows", model.name, frame.height()),
                )
                .effect("nothing was published; the last good month stays")
                .hint(format!("queries/checks/{}.sql says what must hold; please report it", model.name)));
            }
            self.context.register(model.name, frame.lazy());
        }
        Ok(())
    }

    /// The answer of a model or table by its name, or of SQL.
    ///
    /// # Errors
    /// 2: the SQL is not understood or names what is not there.
    pub fn ask(&mut self, question: &str) -> Result<Answer> {
        let known = self.context.get_tables().iter().any(|table| table == question);
        let sql = if known { format!("select * from {question}") } else { question.to_owned() };
        Answer::of(&self.collect(&sql, question)?)
    }

    /// The names of all tables and models at hand.
    pub fn tables(&self) -> Vec<String> {
        self.context.get_tables()
    }

    fn collect(&mut self, sql: &str, name: &str) -> Result<DataFrame> {
        let answered = self.context.execute(sql).and_then(LazyFrame::collect);
        answered.map_err(|source| {
            Error::new("X_SQL", Exit::Usage, format!("`{name}` does not run: {source}"))
                .effect("nothing was changed")
                .hint(format!("there are {}", self.tables().join(", ")))
        })
    }
}

/// Whether a name is a step of the model itself (`with step as (…)`).
fn is_step(model: &Model, name: &str) -> bool {
    name == model.name || model.sql.contains(&format!("{name} as ("))
}
