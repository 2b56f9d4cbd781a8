//! One doubt: its kind, and the days and the money at stake.

use super::NotAssessed;
use super::otherwise::{CaseBill, DayAtStake};
use crate::domain::{Alternative, AuthorityId, Minor, OpenQuestion};

/// What is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtKind {
    /// The hospital's own return blames the health service for days that the notices make chargeable.
    ReturnBlamesHealth,
    /// The return blames both sides.
    ReturnBlamesBoth,
    /// Liability began before the day on which the patient is recorded as ready.
    LiableBeforeReady,
    /// The stay's own dates and its events tell different ends: the first end was taken.
    EndsDiffer,
    /// No day is recorded on which the patient was ready: the delay was counted from the first proposed day.
    NoReadyDay,
    /// The council that owed had ended, or had not begun, and which one owes is not known: the days are not charged.
    CouncilUnknown,
    /// A record about the stay was rejected.
    RecordRejected,
    /// A record that was taken contradicts others about how the stay ended, or what happened in it.
    RecordsContradict,
    /// A record says that the patient was not in the bed.
    AwayFromBed,
    /// A record was taken with an assumption.
    Assumed,
}

/// Codes of records that contradict nothing, and for which something was assumed.
const ASSUMED: [&str; 12] = [
    "W_CARE_TIME",
    "W_CARE_TYPE",
    "W_CLASS",
    "W_EPISODE",
    "W_LENGTH",
    "W_LINK_DOUBT",
    "W_MERGED",
    "W_NO_ASSESSMENT",
    "W_NO_TIME",
    "W_REPEAT",
    "W_RESIDENCE",
    "W_SPELL_CUT",
];

impl DoubtKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::RecordRejected,
        Self::RecordsContradict,
        Self::AwayFromBed,
        Self::Assumed,
        Self::ReturnBlamesHealth,
        Self::ReturnBlamesBoth,
        Self::LiableBeforeReady,
        Self::EndsDiffer,
        Self::NoReadyDay,
        Self::CouncilUnknown,
    ];

    /// What an open question is about.
    pub(super) fn of(question: &OpenQuestion) -> Self {
        match question.alternatives.first() {
            _ if &*question.code == "R_CONFLICT" => Self::RecordsContradict,
            _ if question.is_rejected => Self::RecordRejected,
            _ if ASSUMED.contains(&&*question.code) => Self::Assumed,
            Some(Alternative::Away { .. }) => Self::AwayFromBed,
            Some(
                Alternative::Row { .. }
                | Alternative::Ended(_)
                | Alternative::Event { .. }
                | Alternative::Without { .. }
                | Alternative::NoStay,
            ) => Self::RecordsContradict,
            _ => Self::Assumed,
        }
    }

    /// A stable name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReturnBlamesHealth => "return_blames_health",
            Self::ReturnBlamesBoth => "return_blames_both",
            Self::LiableBeforeReady => "liable_before_ready",
            Self::EndsDiffer => "ends_differ",
            Self::NoReadyDay => "no_ready_day",
            Self::CouncilUnknown => "council_unknown",
            Self::RecordRejected => "record_rejected",
            Self::RecordsContradict => "records_contradict",
            Self::AwayFromBed => "away_from_bed",
            Self::Assumed => "assumed",
        }
    }

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::ReturnBlamesHealth => "The hospital's return attributes charged days to the NHS",
            Self::ReturnBlamesBoth => "The hospital's return attributes charged days to both",
            Self::LiableBeforeReady => "Charged from before the recorded ready day",
            Self::EndsDiffer => "Records give different ends of the stay; the first was taken",
            Self::NoReadyDay => "No ready day recorded; counted from the first proposed day",
            Self::CouncilUnknown => {
                "The council named had ended and was split, or had not begun; no day is charged to any"
            }
            Self::RecordRejected => "A record about the stay was rejected",
            Self::RecordsContradict => "A record contradicts others about the stay",
            Self::AwayFromBed => "By a record, the patient was away from the bed",
            Self::Assumed => "A record was taken with an assumption",
        }
    }

    /// What to do about it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::ReturnBlamesHealth | Self::ReturnBlamesBoth => {
                "ask the hospital which is right: an other cause at the end of the relevant day ends liability for services"
            }
            Self::LiableBeforeReady => "compare the notices with the clinical record",
            Self::EndsDiffer => "ask the hospital on which day, and how, the patient left",
            Self::NoReadyDay => "ask the hospital for the day; it moves the statistic, not the bill",
            Self::CouncilUnknown => {
                "ask the hospital where the patient lived, and send the council that came after there"
            }
            Self::RecordRejected => {
                "ask the sender for the record again before the bill is paid; the next fact of its kind from the same sender \
                 counts as its correction, whatever day it says"
            }
            Self::RecordsContradict => "ask the sender which record is right",
            Self::AwayFromBed => "ask the hospital whether the bed was kept: no day is owed for a patient who was away",
            Self::Assumed => "ask the sender for what is missing; rejects.csv names what was assumed",
        }
    }
}

/// Why it is not known what is at stake, or not of all days.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotKnown {
    /// The stay cannot be judged as the record has it.
    #[error(transparent)]
    Refused(NotAssessed),
    /// So many of the days have no price that is known.
    #[error("the price of {0} of the days is not known")]
    Price(usize),
    /// So many of the days have no price in any tariff.
    #[error("no tariff has a price for {0} of the days")]
    Tariff(usize),
}

/// One doubt about one stay, with what is at stake in the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is doubtful.
    pub kind: DoubtKind,
    /// The stay.
    pub stay_id: Box<str>,
    /// The delay that its days belong to.
    pub delay_id: Box<str>,
    /// The hospital.
    pub payee_code: Box<str>,
    /// Who would pay.
    pub payer: Option<AuthorityId>,
    /// The days at stake, each with its money.
    pub at_stake: Vec<DayAtStake>,
    /// What the case comes to as it stands.
    pub stands: CaseBill,
    /// What it would come to if the record were right, under the way that moves most; nothing where no record is meant,
    /// or no law could judge it then.
    pub otherwise: Option<CaseBill>,
    /// Why what is at stake is not known, or not all of it.
    pub not_known: Option<NotKnown>,
    /// The record that leaves it open, if it is one.
    pub record: Option<Box<OpenQuestion>>,
}

impl Doubt {
    /// Days at stake; nothing where they are not known.
    pub fn days(&self) -> Option<i64> {
        self.is_known().then_some(self.at_stake.len() as i64)
    }

    /// Money at stake; nothing where it is not known.
    pub fn amount(&self) -> Option<Minor> {
        let sum = self.at_stake.iter().map(|day| day.amount).sum();
        (self.is_known() && (self.not_known.is_none() || sum != Minor(0))).then_some(sum)
    }

    fn is_known(&self) -> bool {
        self.not_known.is_none() || !self.at_stake.is_empty()
    }
}
