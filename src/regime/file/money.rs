//! The parts of a regime file about money: bands, prices, who takes over.

use serde::Deserialize;

use crate::domain::{Day, Minor};

use super::Grade;

/// A band of authorities with one price.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceBand {
    /// Its name, as in `higher`.
    pub id: String,
    /// Authorities by name.
    #[serde(default)]
    pub authorities: Vec<String>,
    /// Authorities that are in it by reading `bedfordshire_successors=higher`.
    #[serde(default)]
    pub successors: Vec<String>,
    /// Whether every London borough and the City of London is in it.
    #[serde(default)]
    pub london: bool,
    /// Whether all others are in it.
    #[serde(default)]
    pub rest: bool,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A dated price of a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// The band.
    pub band: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// The price in minor units.
    pub amount_minor: Minor,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// Until when another authority can take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedirectUntil {
    /// Only before the patient leaves.
    Departure,
    /// At any time.
    AnyTime,
}
