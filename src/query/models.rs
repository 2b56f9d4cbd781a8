//! The models: one SQL file each, in layers, their order read from the SQL itself.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::built_in::{BuiltInFile, MODELS};
use crate::error::Result;

use super::answer::unreadable;
use super::statement::Question;

/// The layer that a model belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// One to one with a table of the store: renamed and cast, nothing else.
    Staging,
    /// Steps on the way.
    Intermediate,
    /// What reports show.
    Mart,
    /// Facts of the star export: marts and ledgers with the keys of dimensions.
    Star,
    /// Questions that must find nothing.
    Check,
}

/// One SQL file.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Its name: the name of the file without `.sql`.
    pub name: &'static str,
    /// Its layer: the name of the folder.
    pub layer: Layer,
    /// The text.
    pub sql: &'static str,
}

static ALL: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let layers = [Layer::Staging, Layer::Intermediate, Layer::Mart, Layer::Star, Layer::Check].into_iter().zip(MODELS);
    let of = |(layer, files): (Layer, &'static [BuiltInFile])| {
        files.iter().map(move |file| Model { name: file.name, layer, sql: file.text })
    };
    layers.flat_map(of).collect()
});

/// All models.
#[derive(Clone, Copy, Debug)]
pub struct Models;

impl Models {
    /// Every model, in the order of the folders.
    pub fn all() -> &'static [Model] {
        &ALL
    }

    /// The model with this name.
    pub fn find(name: &str) -> Option<&'static Model> {
        ALL.iter().find(|model| model.name == name)
    }

    /// Every model after those that it reads from.
    ///
    /// # Errors
    /// 70: two models read from each other (our bug, found by a test).
    pub fn in_order() -> Result<Vec<&'static Model>> {
        let mut waiting: BTreeMap<&str, &Model> = ALL.iter().map(|model| (model.name, model)).collect();
        let mut order = Vec::with_capacity(ALL.len());
        while !waiting.is_empty() {
            let ready = |model: &&&Model| {
                model.reads().iter().all(|name| name == model.name || !waiting.contains_key(name.as_str()))
            };
            let ready: Vec<&Model> = waiting.values().filter(ready).copied().collect();
            if ready.is_empty() {
                return Err(unreadable(format!("models read from each other: {:?}", waiting.keys())));
            }
            for model in ready {
                waiting.remove(model.name);
                order.push(model);
            }
        }
        Ok(order)
    }
}

impl Model {
    /// The table of which it can be asked some rows at a time, as its text says: what it answers for a row depends on no other.
    pub fn by_part_of(&self) -> Option<&'static str> {
        self.sql.lines().find_map(|line| line.strip_prefix("-- by rows of: "))
    }

    /// The tables and models that the SQL reads from, in alphabetical order.
    pub fn reads(&self) -> &'static [String] {
        static READS: LazyLock<BTreeMap<&str, Vec<String>>> = LazyLock::new(|| {
            // SQL that does not parse reads nothing here; the engine says what is wrong with it when it runs.
            let reads = |model: &Model| {
                Question::parse(model.sql).map_or_else(|_| Vec::new(), |sql| sql.tables().into_iter().collect())
            };
            ALL.iter().map(|model| (model.name, reads(model))).collect()
        });
        READS.get(self.name).map_or(&[], Vec::as_slice)
    }
}
