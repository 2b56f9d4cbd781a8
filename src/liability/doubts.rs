//! Doubts: days that the law charges and that somebody should look at before the bill goes out or is paid.

use std::collections::BTreeMap;

use super::cases::CaseOfStays;
use super::days::AssessedDay;
use super::left_open::{ends_differ, left_open};
use super::otherwise::{CaseBill, DayAtStake};
use super::stay::Judged;
use crate::domain::codes::Attribution;
use crate::domain::{
    Alternative, Authorities, AuthorityId, Day, EventKind, LedgerDay, LedgerStatus, Minor, OpenQuestion, Reason,
};
use crate::regime::{Law, RuleId};

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
            Some(Alternative::Away { .. }) => Self::AwayFromBed,
            Some(
                Alternative::Ended(_) | Alternative::Event { .. } | Alternative::Without { .. } | Alternative::NoStay,
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
    pub not_known: Option<String>,
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
        self.is_known().then(|| self.at_stake.iter().map(|day| day.amount).sum())
    }

    fn is_known(&self) -> bool {
        self.not_known.is_none() || !self.at_stake.is_empty()
    }
}

/// The money that is in doubt, each pound once, however many doubts touch it: of each day of a delay that counts, the most
/// that one doubt puts at stake.
pub fn amount_in_doubt(doubts: &[Doubt], counts: impl Fn(&Doubt, &DayAtStake) -> bool) -> Minor {
    let mut most: BTreeMap<(&str, Day), Minor> = BTreeMap::new();
    for doubt in doubts {
        for day in doubt.at_stake.iter().filter(|day| counts(doubt, day)) {
            let held = most.entry((&doubt.delay_id, day.day)).or_default();
            *held = day.amount.max(*held);
        }
    }
    most.into_values().sum()
}

/// The reasons of the hospital's return, by stay.
#[derive(Clone, Copy, Debug)]
pub struct Reasons<'a>(&'a [Reason]);

impl<'a> Reasons<'a> {
    /// Reasons sorted by stay, as intake gives them.
    pub fn new(sorted: &'a [Reason]) -> Self {
        Self(sorted)
    }

    /// Whom the return blames for a day of a stay, if it says so.
    pub fn blamed(&self, stay_id: &str, day: Day) -> Option<Attribution> {
        let from = self.0.partition_point(|reason| &*reason.stay_id < stay_id);
        let mut of_stay = self.0[from..].iter().take_while(|reason| &*reason.stay_id == stay_id);
        let covers = |reason: &&Reason| reason.from_on <= day && reason.to_on.is_none_or(|to| day <= to);
        of_stay.find(covers).map(|reason| reason.attributed_to)
    }

    /// The reason codes of a stay's days between two days, each once.
    pub fn codes(&self, stay_id: &str, first: Day, last: Day) -> Vec<&'a str> {
        let from = self.0.partition_point(|reason| &*reason.stay_id < stay_id);
        let of_stay = self.0[from..].iter().take_while(|reason| &*reason.stay_id == stay_id);
        let touching = of_stay.filter(|reason| reason.from_on <= last && reason.to_on.is_none_or(|to| first <= to));
        let mut codes: Vec<&str> = touching.map(|reason| &*reason.reason_code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// A day for which no council can be charged: what it would cost at most, and which councils may owe it; nothing where no
/// tariff has a price for it.
fn without_council(judged: &Judged, laws: &[Law], day: Day) -> Option<DayAtStake> {
    let unknown = |day: &AssessedDay| day.rule == RuleId::CouncilUnknown;
    let (law, found) = judged.days.iter().find(|(_, held)| held.day == day && unknown(held))?;
    let amount = laws[judged.under[*law].0].rules.price_at_most(found.named, day)?;
    let after = Authorities::all().successors(found.named);
    // No council was ever followed by more than two.
    let payers = [after.first().copied(), after.get(1).copied()];
    Some(DayAtStake { day, amount, payers })
}

/// The doubts about a case, given its rows of a span of days: what its own records contradict, and what records that were
/// not taken leave open.
pub fn doubts(
    case: &CaseOfStays<'_>,
    (judged, laws): (&Judged, &[Law]),
    span: (Day, Day),
    rows: &[LedgerDay<'_>],
    reasons: &Reasons<'_>,
) -> Vec<Doubt> {
    let charged = || rows.iter().filter(|row| row.status == LedgerStatus::Chargeable);
    let blamed = |row: &LedgerDay<'_>| reasons.blamed(row.stay_id, row.day);
    let stands = CaseBill::of_rows(rows);
    let doubt = |kind: DoubtKind, days: Vec<&LedgerDay<'_>>| {
        let first = days.first()?;
        let amount = |row: &LedgerDay<'_>| match kind {
            // It moves the statistic, not the bill.
            DoubtKind::NoReadyDay => Minor(0),
            _ => row.amount_minor,
        };
        let at_stake = |row: &&LedgerDay<'_>| match kind {
            DoubtKind::CouncilUnknown => without_council(judged, laws, row.day),
            _ => Some(DayAtStake { day: row.day, amount: amount(row), payers: [row.payer; 2] }),
        };
        let at_stake: Vec<DayAtStake> = days.iter().filter_map(at_stake).collect();
        let unpriced = days.len() - at_stake.len();
        Some(Doubt {
            kind,
            stay_id: first.stay_id.into(),
            delay_id: first.delay_id.into(),
            payee_code: first.payee_code.into(),
            payer: first.payer,
            at_stake,
            stands,
            otherwise: None,
            not_known: (unpriced > 0).then(|| format!("no tariff has a price for {unpriced} of the days")),
            record: None,
        })
    };
    let ready_events = case.facts.events.iter().filter(|event| event.kind == EventKind::Ready);
    let ready_on = case.first().ready_on.or_else(|| ready_events.map(|event| event.at.day()).min());
    let early = |row: &&LedgerDay<'_>| ready_on.is_some_and(|ready| row.day < ready);
    let said_ready = ready_on.is_some() || judged.days.is_empty();
    let found = [
        doubt(DoubtKind::ReturnBlamesHealth, charged().filter(|row| blamed(row) == Some(Attribution::Nhs)).collect()),
        doubt(DoubtKind::ReturnBlamesBoth, charged().filter(|row| blamed(row) == Some(Attribution::Both)).collect()),
        doubt(DoubtKind::LiableBeforeReady, charged().filter(early).collect()),
        ends_differ(case, laws, span, rows),
        doubt(DoubtKind::NoReadyDay, rows.iter().filter(|_| !said_ready).collect()),
        doubt(DoubtKind::CouncilUnknown, rows.iter().filter(|row| row.rule == RuleId::CouncilUnknown.name()).collect()),
    ];
    let mut found: Vec<Doubt> = found.into_iter().flatten().collect();
    found.extend(left_open(case, laws, span, rows));
    found
}
