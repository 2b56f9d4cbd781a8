//! The models: one SQL file each, in layers, their order read from the SQL itself.

use std::collections::BTreeMap;
use std::sync::LazyLock;

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

macro_rules! models {
    ($($layer:ident $folder:literal: $($name:literal),+;)+) => {
        &[$($(Model {
            name: $name,
            layer: Layer::$layer,
            sql: include_str!(concat!("../../queries/", $folder, "/", $name, ".sql")),
        },)+)+]
    };
}

const ALL: &[Model] = models! {
    Staging "staging": "stg_figures", "stg_ledger_days", "stg_lengths";
    Intermediate "intermediate": "int_claim_days_in_view", "int_claim_differences", "int_claimed_days", "int_days_in_view", "int_drd_bands", "int_drd_coverage",
        "int_drd_discharges", "int_drd_levels", "int_drd_totals", "int_open_days", "int_peer_ranks", "int_standing_figures",
        "int_year_to_date";
    Mart "marts": "bridge_by_status", "census", "charged_in_two_stays", "claim_differences", "claimed_twice",
        "claims_against_ledger", "data_quality",
        "days_by_day", "delayed_days_by_month", "delays_by_payee", "drd_measures", "length_bands",
        "liability_by_month", "liability_by_payee", "liability_by_payer", "liability_by_stay", "liability_total",
        "peers", "rates", "rules_used";
    Check "checks": "amount_only_when_chargeable", "counted_days_add_up", "counted_once", "days_without_gap",
        "delayed_days_add_up", "drd_bands_add_up", "each_day_once", "ledger_months_add_up", "lengths_in_bands";
};

/// All models.
#[derive(Clone, Copy, Debug)]
pub struct Models;

impl Models {
    /// Every model, in the order of the folders.
    pub fn all() -> &'static [Model] {
        ALL
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
