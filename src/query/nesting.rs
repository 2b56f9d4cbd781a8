//! How deeply a question in SQL is nested. Engines walk it level by level, and each level takes a piece of the stack: a
//! question of thousands of levels would end the program.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Query, SetExpr, Visit, Visitor};
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Tokenizer;

use super::statement::DIALECT;
use crate::error::{Error, Exit, Result};

/// The most levels of a question, as of `1 + 2 + 3`, which has two.
const MOST_LEVELS: usize = 200;
/// The most words and signs of a question: no more levels than that can be walked to be counted.
const MOST_TOKENS: usize = 50_000;
/// The stack for work that goes down many levels, in bytes: memory is taken as far as it is used.
const STACK: usize = 256 << 20;

/// Refuses a question that is nested too deeply. One that is no SQL is refused elsewhere.
///
/// # Errors
/// 2: it has too many levels, or is too long for them to be counted.
pub(super) fn refuse_deep(sql: &str) -> Result<()> {
    let tokens = Tokenizer::new(&DIALECT, sql).tokenize().map_or(0, |tokens| tokens.len());
    if tokens > MOST_TOKENS {
        return Err(refused(format!("the question has {tokens} words and signs; at most {MOST_TOKENS} are read")));
    }
    let levels = on_large_stack(|| levels(sql))?;
    if levels > MOST_LEVELS {
        return Err(refused(format!("the question is nested {levels} levels deep; at most {MOST_LEVELS} are read")));
    }
    Ok(())
}

/// Does work that goes down many levels.
///
/// # Errors
/// 74: the system has no memory for the stack. 70: the work broke an assumption.
pub(super) fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let working = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let no_memory = |error| Error::new("X_SQL", Exit::Io, format!("no memory to read the question: {error}"));
        let done = working.map_err(no_memory)?.join();
        done.map_err(|_| Error::bug("a question ended its thread"))
    })
}

fn refused(what: String) -> Error {
    Error::new("X_SQL", Exit::Usage, what)
        .effect("nothing was changed")
        .hint("write a list (`in (…)`) or a table of values in place of a long chain of `or`, `+` or `union`")
}

fn levels(sql: &str) -> usize {
    let mut levels = Levels::default();
    if let Ok(statements) = Parser::parse_sql(&DIALECT, sql) {
        let _ = statements.visit(&mut levels);
    }
    levels.most
}

#[derive(Default)]
struct Levels {
    now: usize,
    most: usize,
}

impl Levels {
    fn down(&mut self, levels: usize) -> ControlFlow<()> {
        self.now += levels;
        self.most = self.most.max(self.now);
        ControlFlow::Continue(())
    }

    fn up(&mut self, levels: usize) -> ControlFlow<()> {
        self.now -= levels;
        ControlFlow::Continue(())
    }
}

impl Visitor for Levels {
    type Break = ();

    fn pre_visit_expr(&mut self, _: &Expr) -> ControlFlow<()> {
        self.down(1)
    }

    fn post_visit_expr(&mut self, _: &Expr) -> ControlFlow<()> {
        self.up(1)
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.down(1 + unions(&query.body))
    }

    fn post_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.up(1 + unions(&query.body))
    }
}

/// How many `union`s and the like stand in one chain.
fn unions(body: &SetExpr) -> usize {
    let (mut body, mut found) = (body, 0);
    while let SetExpr::SetOperation { left, .. } = body {
        (body, found) = (left, found + 1);
    }
    found
}
