//! Reasons for delay of Scotland's return, with their groups.

use std::sync::LazyLock;

use super::codes::Attribution;

/// A reason for delay.
#[derive(Debug, serde::Deserialize)]
pub struct ScottishReason {
    /// The code, as in `11A`.
    pub code: String,
    /// The group of the published tables, as in `Health and Social Care Reasons`.
    pub group1: String,
    /// The group within it.
    pub group2: String,
    /// In words.
    pub description: String,
}

static REASONS: LazyLock<Vec<ScottishReason>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(LIST.as_bytes()).into_deserialize::<ScottishReason>();
    rows.map(|row| row.expect("the built-in list reads; a test reads it")).collect()
});
const LIST: &str = include_str!("../../regimes/reasons-scotland.csv");

/// For `#[serde(with)]`: a reason as its code, which is read back if the list has it.
pub(crate) mod as_code {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::ScottishReason;

    pub(crate) fn serialize<S: Serializer>(reason: &&'static ScottishReason, serializer: S) -> Result<S::Ok, S::Error> {
        reason.code.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static ScottishReason, D::Error> {
        let code = <Box<str>>::deserialize(deserializer)?;
        ScottishReason::find(&code)
            .ok_or_else(|| D::Error::custom(format!("no reason for delay has the code `{code}`")))
    }
}

impl ScottishReason {
    /// Every reason.
    pub fn all() -> &'static [Self] {
        &REASONS
    }

    /// The reason with this code.
    pub fn find(code: &str) -> Option<&'static Self> {
        REASONS.iter().find(|reason| reason.code.eq_ignore_ascii_case(code))
    }

    /// Who is responsible. Scotland's health and social care partnerships answer for their reasons together;
    /// the others are attributed to neither side.
    pub fn attribution(&self) -> Attribution {
        if self.group1 == "Health and Social Care Reasons" { Attribution::Both } else { Attribution::Neither }
    }
}
