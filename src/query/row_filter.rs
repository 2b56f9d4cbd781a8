//! Which rows of a table take part in the answers.

use polars::prelude::{DataType, Expr, col, lit};

use crate::domain::Day;

/// A condition on one column of a table.
#[derive(Clone, Copy, Debug)]
pub enum RowFilter<'a> {
    /// The column holds one of some words. Nothing known is none of them.
    AnyOf(&'a str, &'a [&'a str]),
    /// The column holds a day from the first to the last.
    Days(&'a str, Day, Day),
}

impl RowFilter<'_> {
    pub(super) fn condition(&self) -> Expr {
        match *self {
            Self::AnyOf(column, words) => {
                let is = |word: &&str| col(column).eq(lit((*word).to_owned()));
                words.iter().map(is).reduce(Expr::or).unwrap_or_else(|| lit(false))
            }
            Self::Days(column, first, last) => {
                let day = |day: Day| lit(day.number()).cast(DataType::Date);
                col(column).gt_eq(day(first)).and(col(column).lt_eq(day(last)))
            }
        }
    }
}
