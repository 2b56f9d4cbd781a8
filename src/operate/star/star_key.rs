//! Which dimension a column of the star names a row of.

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
    /// The dimension that a column names a row of, by its name, which means the same in every table.
    pub fn of(column: &str) -> Option<Self> {
        Some(match column {
            "day" | "month_on" | "admitted_on" | "ready_on" | "discharged_on" => Self::Date,
            "authority_code" | "payer_code" => Self::Authority,
            "provider_code" | "payee_code" => Self::Provider,
            "status" => Self::Status,
            "reason_code" => Self::Reason,
            "attributed_to" => Self::Side,
            "regime" => Self::Regime,
            "convention" => Self::Convention,
            "stay_id" => Self::Stay,
            _ => return None,
        })
    }

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
