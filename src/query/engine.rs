//! The engine: polars over Parquet files, and the models on top of them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use polars::error::{PolarsWarning, set_warning_function};
use polars::prelude::{
    DataFrame, IntoLazy, LazyFrame, NamedFrom, PolarsError, Series, SortMultipleOptions, UnionArgs, col, concat,
};
use polars::sql::SQLContext;

use crate::domain::near;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::error::{Error, Exit, Result};

use super::answer::{Answer, unreadable};
use super::memory_table;
use super::models::{Layer, Model, Models};
use super::nesting;
use super::parquet_table;
use super::reference;
use super::row_filter::RowFilter;
use super::statement::Question;
use crate::regime::Convention;
use crate::store::schema::{COUNTED_CENSUS, COUNTED_DISCHARGE, COUNTED_LENGTH, COUNTED_MONTH, SchemaColumn, TABLES};
use crate::store::{Store, StoreRow};

/// Tables under names, ready to be asked.
pub struct Engine {
    context: SQLContext,
    /// What the context holds, by name.
    tables: BTreeMap<String, LazyFrame>,
    /// The files of tables, as long as nothing was added to them or left out.
    files: BTreeMap<String, Vec<PathBuf>>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Engine({:?})", self.tables())
    }
}

impl Engine {
    /// Opens Parquet files as tables, several of one kind as one; a table without files is not there. The calendar and the names of published measures are there too.
    ///
    /// # Errors
    /// 65: a file cannot be opened.
    pub fn open(tables: &[(&str, Vec<PathBuf>)]) -> Result<Self> {
        // Text becomes a day by a cast, which is what other engines know too; that polars would rather have its own
        // function is nothing that a user can act on.
        set_warning_function(|words, warning| {
            if !matches!(warning, PolarsWarning::Deprecation) {
                let _ = writeln!(std::io::stderr(), "polars: {words}");
            }
        });
        let mut engine = Self { context: SQLContext::new(), tables: BTreeMap::new(), files: BTreeMap::new() };
        for (name, files) in tables.iter().filter(|(_, files)| !files.is_empty()) {
            let frame = scan(name, files)?;
            engine.register(name, if files.len() > 1 { added_up(name, frame) } else { frame });
            engine.files.insert((*name).to_owned(), files.clone());
        }
        engine.register("calendar_month", reference::calendar()?.lazy());
        engine.register("drd_measure", reference::drd_measures()?.lazy());
        Ok(engine)
    }

    pub(super) fn register(&mut self, name: &str, frame: LazyFrame) {
        self.context.register(name, frame.clone());
        self.tables.insert(name.to_owned(), frame);
        self.files.remove(name);
    }

    /// Leaves only some rows of a table, for every question that comes after. A table that is not at hand has none.
    pub fn narrow(&mut self, table: &str, filter: RowFilter<'_>) {
        if let Some(frame) = self.tables.get(table) {
            self.register(table, frame.clone().filter(filter.condition()));
        }
    }

    /// Adds rows to their table, beside those that are at hand.
    ///
    /// # Errors
    /// 70: our bug.
    pub(crate) fn add_rows<R: StoreRow>(&mut self, rows: &[R]) -> Result<()> {
        let (name, more) = (R::TABLE.name, memory_table::frame(rows)?.lazy());
        let all = match self.tables.get(name).cloned() {
            None => more,
            Some(before) => {
                concat([before, more], UnionArgs::default()).map_err(|source| unreadable(source.to_string()))?
            }
        };
        self.register(name, all);
        Ok(())
    }

    /// Adds the deliveries of a store: its manifest has them, and no file of a table.
    ///
    /// # Errors
    /// 78: an older store keeps less of them. 65: its table is damaged.
    pub fn add_deliveries(&mut self, store: &Store) -> Result<()> {
        self.add_rows(&store.receipts()?)
    }

    /// Adds the conventions of a project and their bands of length, as data.
    ///
    /// # Errors
    /// 70: our bug.
    pub fn add_conventions(&mut self, conventions: &[Convention]) -> Result<()> {
        self.register("convention", reference::conventions(conventions)?.lazy());
        self.register("band", reference::bands(conventions)?.lazy());
        Ok(())
    }

    /// Adds a table of one row with text values: what a run was asked.
    ///
    /// # Errors
    /// 70: our bug.
    pub fn add_parameters(&mut self, parameters: &[(&str, &str)]) -> Result<()> {
        let columns = parameters.iter().map(|(name, value)| Series::new((*name).into(), [*value]).into());
        let frame = DataFrame::new_infer_height(columns.collect()).map_err(|source| unreadable(source.to_string()))?;
        self.register("parameters", frame.lazy());
        Ok(())
    }

    /// Runs every check that the tables at hand allow; one that finds something is an error.
    ///
    /// # Errors
    /// 65: a check found something: a total does not reconcile. 70: a model does not run (our bug).
    pub fn build(&mut self) -> Result<()> {
        for check in Models::all().iter().filter(|model| model.layer == Layer::Check) {
            if self.missing_of(check).is_some() {
                continue;
            }
            let found = self.ask(check.name)?;
            if !found.rows.is_empty() {
                return Err(Error::new(
                    "S_CHECK",
                    Exit::Data,
                    format!("check `{}` found {} rows", check.name, found.rows.len()),
                )
                .effect("nothing was published; the last good month stays")
                .hint(format!("queries/checks/{}.sql says what must hold; please report it", check.name)));
            }
        }
        Ok(())
    }

    /// The answer of a model or table by its name, or of SQL. Models are run when something asks for them, each once.
    ///
    /// # Errors
    /// 2: the SQL is not understood, or needs a table that the store does not have.
    pub fn ask(&mut self, question: &str) -> Result<Answer> {
        if self.is_table(question) || Models::find(question).is_some() || needs(question).is_some() {
            return Answer::of(&self.frame(question)?);
        }
        if question.split_whitespace().count() == 1 {
            return Err(self.no_such_name(question.trim()));
        }
        nesting::refuse_deep(question)?;
        nesting::on_large_stack(|| {
            for name in Question::parse(question)?.tables() {
                self.prepare(&name)?;
            }
            Answer::of(&self.collect(question, question)?)
        })?
    }

    /// The rows of a table or model.
    pub(super) fn frame(&mut self, name: &str) -> Result<DataFrame> {
        self.prepare(name)?;
        let table = self.tables.get(name).cloned().ok_or_else(|| self.no_such_name(name))?;
        table.collect().map_err(|source| self.does_not_run(name, &source))
    }

    /// Runs a model, and before it those that it reads from.
    fn prepare(&mut self, name: &str) -> Result<()> {
        if self.is_table(name) {
            return Ok(());
        }
        let model = Models::find(name);
        let missing = model.map_or_else(|| needs(name).map(|_| name), |model| self.missing_of(model));
        if let Some(missing) = missing {
            return Err(no_table(name, missing));
        }
        let Some(model) = model else { return Ok(()) };
        for read in model.reads() {
            self.prepare(read)?;
        }
        let frame = match model.by_part_of() {
            _ if model.layer == Layer::Staging => {
                self.context.execute(model.sql).map_err(|source| self.does_not_run(name, &source))?
            }
            Some(table) if self.files.contains_key(table) => self.collect_by_part(model, table)?.lazy(),
            _ => self.collect(model.sql, name)?.lazy(),
        };
        self.register(name, frame);
        Ok(())
    }

    /// Gives the rows of a table or model, some at a time where it goes row by row through a table.
    ///
    /// # Errors
    /// As [`Engine::ask`], or `take` refuses.
    pub fn each_part(&mut self, name: &str, take: &mut dyn FnMut(&Answer) -> Result<()>) -> Result<()> {
        let model = Models::find(name).and_then(|model| Some((model, model.by_part_of()?)));
        let Some((model, table)) = model.filter(|(_, table)| self.files.contains_key(*table)) else {
            return take(&self.ask(name)?);
        };
        model.reads().iter().try_for_each(|read| self.prepare(read))?;
        self.by_part(model, table, &mut |rows| take(&Answer::of(&rows)?))
    }

    /// The answer of a model that goes row by row through a table, put together.
    fn collect_by_part(&mut self, model: &Model, table: &str) -> Result<DataFrame> {
        let mut answer: Option<DataFrame> = None;
        self.by_part(model, table, &mut |rows| {
            match &mut answer {
                Some(answer) => _ = answer.vstack_mut(&rows).map_err(|source| unreadable(source.to_string()))?,
                None => answer = Some(rows),
            }
            Ok(())
        })?;
        Ok(answer.unwrap_or_default())
    }

    /// Gives the answers of such a model, some rows of the table at a time.
    fn by_part(&mut self, model: &Model, table: &str, take: &mut dyn FnMut(DataFrame) -> Result<()>) -> Result<()> {
        let files = self.files.get(table).cloned().unwrap_or_default();
        let whole = self.tables.get(table).cloned();
        let staging: Vec<&Model> = model.reads().iter().filter_map(|name| Models::find(name)).collect();
        let parts = parquet_table::scan_parts(&files).map_err(|source| self.does_not_run(table, &source))?;
        // A file without rows has one part all the same: that of the whole.
        for part in if parts.is_empty() { whole.clone().into_iter().collect() } else { parts } {
            self.context.register(table, part);
            for model in &staging {
                let frame = self.context.execute(model.sql).map_err(|source| self.does_not_run(model.name, &source))?;
                self.context.register(model.name, frame);
            }
            take(self.collect(model.sql, model.name)?)?;
        }
        for name in staging.iter().map(|model| model.name).chain([table]) {
            if let Some(frame) = self.tables.get(name) {
                self.context.register(name, frame.clone());
            }
        }
        Ok(())
    }

    /// The table that a model of this name needs and that is not at hand.
    pub fn missing_for(&self, name: &str) -> Option<&'static str> {
        Models::find(name).and_then(|model| self.missing_of(model))
    }

    /// The table that a model needs, itself or through others, and that is not at hand.
    pub fn missing_of(&self, model: &Model) -> Option<&'static str> {
        let absent = model.reads().iter().filter(|name| !self.is_table(name));
        absent.map(String::as_str).find_map(|name| match Models::find(name) {
            Some(other) => self.missing_of(other),
            None => Some(name),
        })
    }

    fn is_table(&self, name: &str) -> bool {
        self.tables.contains_key(name)
    }

    /// The names of all tables at hand, and of the models that have run.
    pub fn tables(&self) -> Vec<String> {
        self.tables.keys().cloned().collect()
    }

    fn collect(&mut self, sql: &str, name: &str) -> Result<DataFrame> {
        let answered = self.context.execute(sql).and_then(LazyFrame::collect);
        answered.map_err(|source| self.does_not_run(name, &source))
    }

    /// Every table at hand and every model that can run.
    fn names(&self) -> Vec<String> {
        let models = Models::all().iter().filter(|model| self.missing_of(model).is_none()).map(|model| model.name);
        let mut names: Vec<String> = self.tables().into_iter().chain(models.map(str::to_owned)).collect();
        names.sort();
        names.dedup();
        names
    }

    fn no_such_name(&self, name: &str) -> Error {
        let names = self.names();
        let known = Models::all().iter().map(|model| model.name).chain(names.iter().map(String::as_str));
        let there_are =
            "`beddays query` without a question lists tables and models; SQL begins with `select` or `with`";
        Error::new("X_NO_MODEL", Exit::Usage, format!("there is no table or model `{}`", without_numbers(name)))
            .effect("nothing was asked or changed")
            .hint(near::hint(name, known, there_are))
    }

    fn does_not_run(&self, name: &str, source: &PolarsError) -> Error {
        if let Some(refused) = refused_by_the_system(source) {
            return Error::new(
                "X_IO",
                Exit::Io,
                format!("a table that `{}` reads cannot be read: {refused}", without_numbers(name)),
            )
            .effect("nothing was published; the last good month stays")
            .hint("look at the folder of the project and its disk; `beddays verify` checks the store");
        }
        let names = self.names();
        // The engine goes on with its plan of the question, which says nothing to who asked. A question may name a person by a
        // number, who is not named in the answer.
        let source = source.to_string();
        let what = format!("`{name}` does not run: {}", source.split("\n\nResolved plan").next().unwrap_or_default());
        let error = Error::new("X_SQL", Exit::Usage, without_numbers(&what))
            .effect("nothing was changed")
            .hint(self.meant(name, &names));
        // The engine names what it does not know in quotes.
        let said = what.get(name.len() + 2..).unwrap_or_default();
        let mut named = said.split(['"', '`', '\'']).filter(|word| word.len() > 1 && !word.contains(' '));
        match named.find_map(|word| name.find(word)).filter(|_| name.contains(' ')) {
            Some(byte) => error.underlined(name, byte),
            None => error,
        }
    }

    /// Which names a question may have meant that are no table, and all that there are.
    fn meant(&self, question: &str, names: &[String]) -> String {
        let there_are = format!("there are {}", names.join(", "));
        let read = Question::parse(question).map(|question| question.tables()).unwrap_or_default();
        match read.iter().find(|name| !names.contains(name)) {
            Some(unknown) => near::hint(unknown, names.iter().map(String::as_str), &there_are),
            None => there_are,
        }
    }
}

/// What the system said where it refused to open or read a file.
fn refused_by_the_system(source: &PolarsError) -> Option<&std::io::Error> {
    match source {
        PolarsError::IO { error, .. } => Some(error),
        PolarsError::Context { error, .. } | PolarsError::ExprContext { error, .. } => refused_by_the_system(error),
        _ => None,
    }
}

fn no_table(name: &str, missing: &str) -> Error {
    let what = if name == missing {
        format!("the store has no table `{name}`")
    } else {
        format!("`{name}` needs the table `{missing}`, which the store does not have")
    };
    let hint = needs(missing).unwrap_or("`beddays query` lists the tables and models that there are");
    Error::new("X_NO_TABLE", Exit::Usage, what).effect("nothing was asked or changed").hint(hint)
}

/// What brings a table into the store; nothing for a name that is none.
fn needs(table: &str) -> Option<&'static str> {
    Some(match table {
        name if name.starts_with("counted_") => {
            "name a convention: `conventions = [\"england-msitdt\"]` in [project] of beddays.toml, then `beddays run`"
        }
        "population" => {
            "give the adults of each authority and year: [population] files = \"…\" in beddays.toml, then `beddays run`"
        }
        "published" => "give official files: [published] files = \"…\" in beddays.toml, then `beddays run`",
        "band" => "name a convention with bands in [project] of beddays.toml",
        name if TABLES.iter().any(|table| table.name == name) => "`beddays run` writes it",
        _ => return None,
    })
}

/// The sums of counting, of which each partition has its own: one row for each key. The longest of several is no sum.
fn added_up(name: &str, frame: LazyFrame) -> LazyFrame {
    let sums = [&COUNTED_MONTH, &COUNTED_LENGTH, &COUNTED_CENSUS, &COUNTED_DISCHARGE];
    let Some(table) = sums.into_iter().find(|table| table.name == name) else { return frame };
    let is_key = |column: &SchemaColumn| table.key.contains(&column.name) || column.name == "day";
    let names = |columns: Vec<&SchemaColumn>| columns.into_iter().map(|column| col(column.name)).collect::<Vec<_>>();
    let (keys, others): (Vec<&SchemaColumn>, Vec<&SchemaColumn>) =
        table.columns.iter().partition(|column| is_key(column));
    let added = others.into_iter().map(|column| match column.name {
        "longest_days" => col(column.name).max(),
        name => col(name).sum(),
    });
    let all = frame.group_by_stable(names(keys)).agg(added.collect::<Vec<_>>());
    all.select(names(table.columns.iter().collect())).sort(table.key.to_vec(), SortMultipleOptions::default())
}

fn scan(name: &str, files: &[PathBuf]) -> Result<LazyFrame> {
    parquet_table::scan(files.to_vec()).map_err(|source| {
        Error::new("S_UNREADABLE", Exit::Data, format!("table `{name}` cannot be opened: {source}"))
            .effect("nothing was published; the last good month stays")
            .hint("`beddays verify` checks the store")
    })
}
