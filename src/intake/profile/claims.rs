//! How claims, spells and services of a sender are read where the records themselves leave it open.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::RecordKind;
use super::mistake::{ProfileMistake, wrong};

/// In what amounts are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amounts {
    /// In whole minor units, such as pence.
    #[default]
    Minor,
    /// In pounds, with pence behind a point.
    Pounds,
}

/// Whether the last day of a line is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastDay {
    /// It is.
    Counted,
    /// It is not: it is the day on which the patient left.
    NotCounted,
}

/// How a spell is taken whose last known episode ended and is not the end of the stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutSpell {
    /// The patient is still there: a later episode has not come yet.
    #[default]
    Open,
    /// The stay ended with that episode.
    Ends,
}

impl CutSpell {
    /// # Errors
    /// The records of the profile are no episodes.
    pub(super) fn of(written: Option<Spanned<Self>>, record: RecordKind) -> Result<Self, ProfileMistake> {
        match written {
            Some(written) if record != RecordKind::Episode => {
                let hint = "it belongs into a profile of record = \"episode\"";
                Err(wrong(&written, "`cut_spell` says how spells are taken, and no record here is an episode", hint))
            }
            written => Ok(written.map(Spanned::into_inner).unwrap_or_default()),
        }
    }
}

/// When on its day a service began, where the record has a day and no time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceStart {
    /// At its end: by then it certainly had.
    #[default]
    EndOfDay,
    /// In the morning.
    Morning,
}

impl ServiceStart {
    /// # Errors
    /// The records of the profile are not of social care.
    pub(super) fn of(written: Option<Spanned<Self>>, record: RecordKind) -> Result<Self, ProfileMistake> {
        match written {
            Some(written) if record != RecordKind::CareEvent => {
                let hint = "it belongs into a profile of record = \"care_event\"";
                Err(wrong(&written, "`service_start` says when services began, and no record here is one", hint))
            }
            written => Ok(written.map(Spanned::into_inner).unwrap_or_default()),
        }
    }
}

/// How claims are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClaimForm {
    /// In what amounts are written.
    pub amounts: Amounts,
    /// Whether the last day counts, where the sender always does it in one way.
    pub last_day: Option<LastDay>,
    /// Whether the footer has in the column of the amounts what all lines come to.
    pub total_in_footer: bool,
}

impl ClaimForm {
    /// # Errors
    /// The records of the profile are no claims.
    pub(super) fn of(
        amounts: Option<Spanned<Amounts>>,
        last_day: Option<Spanned<LastDay>>,
        (total_in_footer, has_footer): (Option<Spanned<bool>>, bool),
        record: RecordKind,
    ) -> Result<Self, ProfileMistake> {
        let hint = "it belongs into a profile of record = \"claim\"";
        if let Some(written) = total_in_footer.as_ref().filter(|written| *written.get_ref()) {
            if record != RecordKind::Claim {
                return Err(wrong(
                    written,
                    "`total_in_footer` says what claims come to, and no record here is one",
                    hint,
                ));
            }
            if !has_footer {
                let hint = "add footer = \"Total\": how the row begins that has the total";
                return Err(wrong(written, "`total_in_footer` needs the footer in which the total stands", hint));
            }
        }
        if record != RecordKind::Claim {
            if let Some(written) = &amounts {
                return Err(wrong(written, "`amounts` says how claims write money, and no record here is one", hint));
            }
            if let Some(written) = &last_day {
                return Err(wrong(written, "`last_day` says what claims count, and no record here is one", hint));
            }
        }
        let amounts = amounts.map(Spanned::into_inner).unwrap_or_default();
        let total_in_footer = total_in_footer.is_some_and(Spanned::into_inner);
        Ok(Self { amounts, last_day: last_day.map(Spanned::into_inner), total_in_footer })
    }
}
