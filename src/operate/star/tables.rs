//! What a table of the star is, and which dimension a column of it names a row of.

use crate::store::schema::Table;

/// A table of the star that a model of `queries/star` answers.
pub(super) struct StarTable {
    /// Its columns.
    pub table: Table,
    /// The columns that name a row of a dimension.
    pub joins: &'static [(&'static str, StarKey)],
}

/// A dimension that a column of a fact names a row of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StarKey {
    /// Days.
    Date,
    /// Councils and municipalities.
    Authority,
    /// Hospitals.
    Provider,
    /// What became of a day in law.
    Status,
    /// Why somebody waited.
    Reason,
    /// Who is responsible.
    Side,
    /// The law.
    Regime,
    /// Conventions of statistics.
    Convention,
    /// Stays, which are a table of the store.
    Stay,
}

impl StarKey {
    /// The table and column of its key, as the dictionary has it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Date => "dim_date.day",
            Self::Authority => "dim_authority.authority_code",
            Self::Provider => "dim_provider.provider_code",
            Self::Status => "dim_status.status",
            Self::Reason => "dim_reason.reason_code",
            Self::Side => "dim_side.attributed_to",
            Self::Regime => "dim_regime.regime",
            Self::Convention => "dim_convention.convention",
            Self::Stay => "dim_stay.stay_id",
        }
    }
}

impl StarTable {
    /// The dimension that a column names a row of.
    pub fn dimension_of(&self, column: &str) -> Option<StarKey> {
        self.joins.iter().find(|(name, _)| *name == column).map(|(_, dimension)| *dimension)
    }
}
