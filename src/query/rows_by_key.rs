//! The rows of a table apart by the words of one of its columns, in one pass: each group can be asked like a whole table.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoLazy, SortMultipleOptions};

use super::answer::unreadable;
use super::engine::Engine;
use super::models::Models;
use crate::error::Result;

/// The rows of a table or model, sorted by one of its columns. Within a group they keep their order.
#[derive(Debug)]
pub struct RowsByKey {
    name: &'static str,
    frame: DataFrame,
    /// Where the rows of each word begin, and how many there are. Nothing known is the empty word.
    places: BTreeMap<String, (usize, usize)>,
}

impl RowsByKey {
    /// The words of the column.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// The rows of some words.
    fn of(&self, keys: &[&str]) -> Result<DataFrame> {
        let mut rows = self.frame.slice(0, 0);
        for (from, count) in keys.iter().filter_map(|key| self.places.get(*key)) {
            let more = self.frame.slice(*from as i64, *count);
            rows.vstack_mut(&more).map_err(|source| unreadable(source.to_string()))?;
        }
        rows.rechunk_mut();
        Ok(rows)
    }
}

impl Engine {
    /// The rows of a table or model by the words of a column, for another engine to answer with where it is asked for `name`.
    ///
    /// # Errors
    /// As [`Engine::ask`]; 70: the column holds no words (our bug).
    pub fn rows_by_key(&mut self, model: &str, column: &str, name: &'static str) -> Result<RowsByKey> {
        let failed = |source: polars::prelude::PolarsError| unreadable(source.to_string());
        let order = SortMultipleOptions::default().with_maintain_order(true);
        let frame = self.frame(model)?.sort([column], order).map_err(failed)?;
        let words = frame.column(column).and_then(|column| column.str().cloned()).map_err(failed)?;
        let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (at, word) in words.iter().enumerate() {
            let word = word.unwrap_or_default();
            match places.get_mut(word) {
                Some((_, count)) => *count += 1,
                None => _ = places.insert(word.to_owned(), (at, 1)),
            }
        }
        Ok(RowsByKey { name, frame, places })
    }

    /// An engine that holds of some models the rows of some words alone; what reads from those models can be asked.
    ///
    /// # Errors
    /// 70: our bug.
    pub fn of_keys<'m>(models: impl IntoIterator<Item = (&'m RowsByKey, &'m [&'m str])>) -> Result<Self> {
        let mut engine = Self::open(&[])?;
        for (rows, keys) in models {
            engine.register(rows.name, rows.of(keys)?.lazy());
        }
        Ok(engine)
    }

    /// Whether a table or model can be asked with what is at hand.
    pub fn can_ask(&self, name: &str) -> bool {
        self.tables().iter().any(|table| table == name)
            || Models::find(name).is_some_and(|model| self.missing_of(model).is_none())
    }
}
