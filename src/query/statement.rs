//! A question in SQL, taken apart before it runs: which tables it reads, and what it may not ask.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sqlparser::ast::{Ident, ObjectName, Query, Statement, TableFactor, Visit, Visitor};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use super::answered_wrongly::answered_wrongly;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::error::{Error, Exit, Result};

/// The dialect by which polars reads SQL too.
pub(super) const DIALECT: GenericDialect = GenericDialect {};

/// One question: a `select`, alone or behind `with`.
#[derive(Clone, Debug)]
pub(super) struct Question {
    query: Box<Query>,
}

impl Question {
    /// Takes a question apart.
    ///
    /// # Errors
    /// 2: it is no SQL, more than one statement, no question, or reads from a function and not from a table.
    pub(super) fn parse(sql: &str) -> Result<Self> {
        let refused = |what: String, hint: &str| {
            Err(Error::new("X_SQL", Exit::Usage, without_numbers(&what)).effect("nothing was changed").hint(hint))
        };
        let statements = match Parser::parse_sql(&DIALECT, sql) {
            Ok(statements) => statements,
            Err(error) => {
                let what = error.to_string();
                let what = what.trim_start_matches("sql parser error: ");
                let refused =
                    refused(format!("this SQL is not understood: {what}"), "line and column are those of the SQL");
                return refused.map_err(|error| match byte_of(what, sql) {
                    Some(byte) => error.underlined(sql, byte),
                    None => error,
                });
            }
        };
        let [Statement::Query(query)] = &statements[..] else {
            let what = "only questions are answered: one `select`, or `with` and a `select`";
            return refused(
                what.to_owned(),
                "the store cannot be changed by SQL; `beddays query` lists tables and models",
            );
        };
        let question = Self { query: query.clone() };
        if let Some(function) = question.table_function() {
            let what = format!(
                "`{function}` reads from a function: a question reads the tables of the store and nothing else"
            );
            return refused(what, "no file and no address can be read by SQL; `beddays query` lists tables and models");
        }
        if let Some((what, hint)) = answered_wrongly(&question.query) {
            return refused(what, &hint);
        }
        Ok(question)
    }

    /// The question as it was parsed.
    pub(super) fn query(&self) -> &Query {
        &self.query
    }

    /// The tables that it reads from, in lower case, each once; steps of its own (`with step as`) are none.
    pub(super) fn tables(&self) -> BTreeSet<String> {
        let mut names = TableNames::default();
        let _ = self.query.visit(&mut names);
        names.read.difference(&names.steps).cloned().collect()
    }

    fn table_function(&self) -> Option<String> {
        match self.query.visit(&mut Functions) {
            ControlFlow::Break(function) => Some(function),
            ControlFlow::Continue(()) => None,
        }
    }
}

/// The byte in a question that the parser's words name: `… at Line: 1, Column: 8`.
fn byte_of(what: &str, sql: &str) -> Option<usize> {
    let (line, column) = what.rsplit_once("at Line: ")?.1.split_once(", Column: ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.trim().parse().ok()?);
    let begins = sql.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let within = sql[begins..].char_indices().map(|(at, _)| at).nth(column.checked_sub(1)?)?;
    Some(begins + within)
}

fn lower(ident: &Ident) -> String {
    ident.value.to_lowercase()
}

/// The names that stand where a table can stand.
#[derive(Default)]
struct TableNames {
    read: BTreeSet<String>,
    steps: BTreeSet<String>,
}

impl Visitor for TableNames {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let steps = query.with.iter().flat_map(|with| &with.cte_tables);
        self.steps.extend(steps.map(|step| lower(&step.alias.name)));
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, name: &ObjectName) -> ControlFlow<()> {
        self.read.extend(name.0.last().and_then(|part| part.as_ident()).map(lower));
        ControlFlow::Continue(())
    }
}

/// Stops at the first function that stands in the place of a table, whatever its name.
struct Functions;

impl Visitor for Functions {
    type Break = String;

    fn pre_visit_table_factor(&mut self, table: &TableFactor) -> ControlFlow<String> {
        match table {
            TableFactor::Table { args: None, .. } | TableFactor::Derived { .. } | TableFactor::NestedJoin { .. } => {
                ControlFlow::Continue(())
            }
            TableFactor::Table { name, .. } | TableFactor::Function { name, .. } => {
                ControlFlow::Break(name.to_string())
            }
            other => ControlFlow::Break(other.to_string()),
        }
    }
}
