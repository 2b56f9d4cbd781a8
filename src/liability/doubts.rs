//! Doubts: days that the law charges and that somebody should look at before the bill goes out or is paid.

use super::days::AssessedDay;
use super::stay::Judged;
use crate::domain::codes::Attribution;
use crate::domain::{AuthorityId, Day, EventKind, LedgerDay, LedgerStatus, Minor, Reason};
use crate::regime::{Law, RuleId};

use super::cases::CaseOfStays;

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
}

impl DoubtKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::ReturnBlamesHealth,
        Self::ReturnBlamesBoth,
        Self::LiableBeforeReady,
        Self::EndsDiffer,
        Self::NoReadyDay,
        Self::CouncilUnknown,
    ];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::ReturnBlamesHealth => "The hospital's return says NHS for days that are charged",
            Self::ReturnBlamesBoth => "The hospital's return says both for days that are charged",
            Self::LiableBeforeReady => "Charged from before the recorded ready day",
            Self::EndsDiffer => "Records give different ends of the stay; the first was taken",
            Self::NoReadyDay => "No ready day recorded; counted from the first proposed day",
            Self::CouncilUnknown => {
                "The council named had ended and was split, or had not begun; no day is charged to any"
            }
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
    /// The hospital.
    pub payee_code: Box<str>,
    /// Who would pay.
    pub payer: Option<AuthorityId>,
    /// Days at stake.
    pub days: i64,
    /// Money at stake.
    pub amount: Minor,
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

/// What the days of a month that no council can be charged for would cost at most.
fn at_most(judged: &Judged, laws: &[Law], rows: &[LedgerDay<'_>]) -> Minor {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Minor(0) };
    let of_month = judged.days.iter().filter(|(_, day)| (first.day..=last.day).contains(&day.day));
    let unknown = of_month.filter(|(_, day)| day.rule == RuleId::CouncilUnknown);
    let price = |(law, day): &(usize, AssessedDay)| laws[judged.under[*law].0].rules.price_at_most(day.named, day.day);
    unknown.filter_map(price).sum()
}

/// The doubts about a case, given its rows of the month.
pub(super) fn doubts(
    case: &CaseOfStays<'_>,
    judged: &Judged,
    rows: &[LedgerDay<'_>],
    reasons: &Reasons<'_>,
    laws: &[Law],
) -> Vec<Doubt> {
    let charged = || rows.iter().filter(|row| row.status == LedgerStatus::Chargeable);
    let blamed = |row: &LedgerDay<'_>| reasons.blamed(row.stay_id, row.day);
    let doubt = |kind: DoubtKind, days: Vec<&LedgerDay<'_>>| {
        let first = days.first()?;
        Some(Doubt {
            kind,
            stay_id: first.stay_id.into(),
            payee_code: first.payee_code.into(),
            payer: first.payer,
            days: days.len() as i64,
            amount: days.iter().map(|row| row.amount_minor).sum(),
        })
    };
    let ends = case.facts.events.iter().filter(|event| event.kind.is_departure()).count();
    let ready_events = case.facts.events.iter().filter(|event| event.kind == EventKind::Ready);
    let ready_on = case.first().ready_on.or_else(|| ready_events.map(|event| event.at.day()).min());
    let early = |row: &&LedgerDay<'_>| ready_on.is_some_and(|ready| row.day < ready);
    let said_ready = ready_on.is_some() || judged.days.is_empty();
    let found = [
        doubt(DoubtKind::ReturnBlamesHealth, charged().filter(|row| blamed(row) == Some(Attribution::Nhs)).collect()),
        doubt(DoubtKind::ReturnBlamesBoth, charged().filter(|row| blamed(row) == Some(Attribution::Both)).collect()),
        doubt(DoubtKind::LiableBeforeReady, charged().filter(early).collect()),
        doubt(DoubtKind::EndsDiffer, rows.iter().filter(|_| ends > 1).collect()),
        // It moves the statistic, not the bill.
        doubt(DoubtKind::NoReadyDay, rows.iter().filter(|_| !said_ready).collect())
            .map(|doubt| Doubt { amount: Minor(0), ..doubt }),
        doubt(DoubtKind::CouncilUnknown, rows.iter().filter(|row| row.rule == RuleId::CouncilUnknown.name()).collect())
            .map(|doubt| Doubt { amount: at_most(judged, laws, rows), ..doubt }),
    ];
    found.into_iter().flatten().collect()
}
