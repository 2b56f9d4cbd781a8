//! Links: how a record that names no stay of ours was joined to one, or why it was not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::authority::AuthorityId;
use super::codes::{NotInList, codes};
use super::day::Day;
use super::money::{Currency, Minor};
use super::stay::Origin;

codes! {
    /// How surely a record belongs to its stay, the surest first; the last two are no links. A delay has the least sure
    /// of the links that it rests on.
    LinkQuality {
        /// The record names the stay, and neither its person, its hospital nor its days say otherwise.
        Exact = "exact",
        /// The record names the stay, and its hospital or its days say otherwise.
        NamedOnly = "named_only",
        /// The same person, and it begins on the day of admission and ends, as far as is known, within the stay.
        SameAdmission = "same_admission",
        /// The same person, and care begins from three days before the discharge to seven days after it.
        AroundDischarge = "around_discharge",
        /// The same person, and it begins after the day of admission and ends, as far as is known, within the stay.
        Inside = "inside",
        /// The same person, and it begins within the stay and ends two days or more after it.
        StartsIn = "starts_in",
        /// The same person, and it begins after the day of admission; but the stay has no recorded end.
        AssumedEnd = "assumed_end",
        /// The same person, and it begins on the day before the admission or later in the stay, and reaches one day beyond
        /// the stay and no further, at one end or both.
        OffByOne = "off_by_one",
        /// The same person, and it begins two days or more before the admission and ends, as far as is known, within the
        /// stay.
        EndsIn = "ends_in",
        /// The same person, and it reaches beyond the stay at both ends, by two days or more at one of them.
        Covers = "covers",
        /// The same person and days within the stay, but it names another hospital.
        OtherHospital = "other_hospital",
        /// Two stays fit equally well: it is joined to none.
        Ambiguous = "ambiguous",
        /// No stay fits: it is joined to none.
        NoMatch = "apart",
    }
}

impl LinkQuality {
    /// Whether a record of this class is joined to a stay.
    pub fn is_link(self) -> bool {
        self < Self::Ambiguous
    }

    /// Whether a person should check the link: what is known fits only in part.
    pub fn is_doubtful(self) -> bool {
        matches!(self, Self::NamedOnly | Self::OffByOne | Self::EndsIn | Self::Covers | Self::OtherHospital)
    }

    /// What the class means, in one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Exact => "names the stay, and neither person, hospital nor days say otherwise",
            Self::NamedOnly => "names the stay, but its hospital or its days say otherwise",
            Self::SameAdmission => "same person; begins on the day of admission and ends, as far as known, in the stay",
            Self::AroundDischarge => "same person; care begins from 3 days before the discharge to 7 days after it",
            Self::Inside => "same person; begins after the day of admission and ends, as far as known, in the stay",
            Self::StartsIn => "same person; begins in the stay and ends two days or more after it",
            Self::AssumedEnd => "same person; begins after the day of admission, and the stay has no recorded end",
            Self::OffByOne => {
                "same person; reaches one day beyond the stay, before the admission or after its end, and no further"
            }
            Self::EndsIn => {
                "same person; begins two days or more before the admission and ends, as far as known, in the stay"
            }
            Self::Covers => "same person; reaches beyond the stay at both ends, by two days or more at one of them",
            Self::OtherHospital => "same person and days within the stay, but another hospital is named",
            Self::Ambiguous => "two stays fit equally well: joined to none",
            Self::NoMatch => "no stay fits: joined to none",
        }
    }
}

codes! {
    /// What kind of record had to be linked.
    LinkedKind {
        /// The notices of one referral.
        Notice = "notice",
        /// A social-care event.
        Care = "care",
        /// A claimed line.
        Claim = "claim",
    }
}

/// One record that had to be linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The stay; nothing where none fits, or several do.
    pub stay_id: Option<Box<str>>,
    /// What kind of record.
    pub what: LinkedKind,
    /// How surely.
    pub quality: LinkQuality,
    /// The day by which it was looked for.
    pub from_on: Day,
    /// The record.
    pub origin: Origin,
}

/// What is at stake with a record that was linked to no stay. Unknown stays unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountAtStake {
    /// Unknown.
    Unknown,
    /// At most these days, at what the authority pays a day.
    Days {
        /// Who would pay; nothing if the record does not say.
        payer: Option<AuthorityId>,
        /// The first of them.
        first: Day,
        /// The last of them; nothing for as long as news reaches.
        last: Option<Day>,
    },
    /// What the record itself claims.
    Claimed {
        /// So many days, if it says how many.
        days: Option<u32>,
        /// So much.
        amount: Minor,
        /// In this currency.
        currency: Currency,
    },
}

/// A record that was linked to no stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlinked {
    /// What kind of record.
    pub what: LinkedKind,
    /// `ambiguous` or `apart`.
    pub quality: LinkQuality,
    /// The file, as the user knows it.
    pub file: String,
    /// First sixteen characters of the SHA-256 of its bytes: the next file may have the same name.
    pub source_id: Box<str>,
    /// The number of the record in it.
    pub record: u32,
    /// The day by which a stay was looked for.
    pub from_on: Day,
    /// Why there is none, in a few words.
    pub why: String,
    /// What is at stake.
    pub stake: AmountAtStake,
}

impl Unlinked {
    /// What orders records without a stay: their files, and their places in them.
    pub fn place(&self) -> (&str, &str, u32) {
        (&self.file, &self.source_id, self.record)
    }
}
