//! The ways in which a stay may have gone otherwise, each so exact that it can be judged.

use crate::domain::event::ValueRule;
use crate::domain::{
    Alternative, Authorities, AuthorityId, Day, Event, EventKind, EventValue, Moment, OpenQuestion, Stay,
};

use super::cases::CaseOfStays;

/// Kinds that can end, stop, lower, raise or move a bill. A record of a kind that nobody can read may be any of them.
const KINDS: [EventKind; 18] = [
    EventKind::AssessmentNotice,
    EventKind::DischargeNotice,
    EventKind::AssessmentNoticeWithdrawn,
    EventKind::DischargeNoticeWithdrawn,
    EventKind::Assessed,
    EventKind::ServicesReady,
    EventKind::PartialServicesReady,
    EventKind::AuthorityReadyNotice,
    EventKind::Discharged,
    EventKind::SelfDischarged,
    EventKind::Died,
    EventKind::FurtherTreatment,
    EventKind::OwnCare,
    EventKind::Deterioration,
    EventKind::NhsCause,
    EventKind::AuthorityRedirect,
    EventKind::Ready,
    EventKind::Relapse,
];

/// How many days before the first day of the span an unknown moment is looked for: longer than any interval of notice.
const BEFORE: i32 = 10;
/// How many days after the day of a discharge notice an unknown proposed day is looked for.
const PROPOSED: i32 = 3;
/// The most days that are tried for an unknown moment.
const MOST_DAYS: usize = 100;

/// One exact way in which a stay may have gone otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// With one more event.
    With(Event),
    /// With another end.
    Ended(Moment),
    /// Without an end.
    NotEnded,
    /// With the patient out of the bed from one day to another, both included.
    Away(Day, Day),
    /// With another ready day.
    Ready(Day),
    /// With the stay as another row gives it.
    Row(Box<Stay>),
}

impl Way {
    /// The first day that it bears on; nothing if it bears on all of them.
    fn from(&self) -> Option<Day> {
        match self {
            Self::With(event) => Some(event.at.day()),
            Self::Ended(at) => Some(at.day()),
            Self::Away(from, _) => Some(*from),
            Self::NotEnded | Self::Ready(_) | Self::Row(_) => None,
        }
    }
}

/// All ways of a question that can bear on the days of a span.
pub(super) fn ways(question: &OpenQuestion, case: &CaseOfStays<'_>, span: (Day, Day)) -> Vec<Way> {
    let listing = Listing { case, span };
    let mut ways: Vec<Way> = question.alternatives.iter().flat_map(|alternative| listing.of(alternative)).collect();
    ways.retain(|way| way.from().is_none_or(|day| day <= span.1));
    ways
}

struct Listing<'c> {
    case: &'c CaseOfStays<'c>,
    span: (Day, Day),
}

impl Listing<'_> {
    fn of(&self, alternative: &Alternative) -> Vec<Way> {
        match alternative {
            Alternative::Anything => {
                let any = Alternative::event([], [], EventValue::Nothing);
                let others = [any, Alternative::Ended(Vec::new()), Alternative::Ready(Vec::new())];
                let mut ways: Vec<Way> = others.iter().flat_map(|other| self.of(other)).collect();
                ways.push(Way::NotEnded);
                ways
            }
            Alternative::Event { kinds, at, until, value } => {
                let kinds = if kinds.is_empty() { &KINDS[..] } else { kinds };
                let at = if at.is_empty() { self.moments() } else { at.clone() };
                let each = |kind: &EventKind| self.events(*kind, &at, *until, value);
                kinds.iter().flat_map(each).map(Way::With).collect()
            }
            Alternative::Ended(at) if at.is_empty() => {
                self.days().into_iter().map(|day| Way::Ended(Moment::end_of(day))).collect()
            }
            Alternative::Ended(at) => at.iter().copied().map(Way::Ended).collect(),
            Alternative::NotEnded => vec![Way::NotEnded],
            Alternative::Away { from, until } => {
                let from = from.unwrap_or_else(|| self.case.first().admitted_at.day());
                vec![Way::Away(from, until.unwrap_or(self.span.1))]
            }
            Alternative::Ready(days) if days.is_empty() => self.days().into_iter().map(Way::Ready).collect(),
            Alternative::Ready(days) => days.iter().copied().map(Way::Ready).collect(),
            Alternative::Row(row) => vec![Way::Row(row.clone())],
        }
    }

    /// Days to try where the day cannot be read: those of the span and shortly before it, and around each fact. Of a long
    /// span those that lie first: what comes earlier moves more.
    fn days(&self) -> Vec<Day> {
        let last = self.span.1.min(self.case.facts.followed_to);
        let facts = self.case.facts.events.iter().map(|event| event.at.day());
        let around = facts.chain(self.case.first().ready_on).flat_map(|day| [day, day + 1]);
        let mut days: Vec<Day> = around.filter(|day| *day <= last).take(MOST_DAYS).collect();
        days.extend((self.span.0 - BEFORE).to(last).take(MOST_DAYS));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The first and the last second of each of those days: cut-offs lie between them.
    fn moments(&self) -> Vec<Moment> {
        self.days().into_iter().flat_map(|day| [Moment::midnight(day), Moment::end_of(day)]).collect()
    }

    fn events(&self, kind: EventKind, at: &[Moment], until: Option<Moment>, value: &EventValue) -> Vec<Event> {
        let until = until.or_else(|| kind.lasts().then(|| Moment::end_of(self.span.1)));
        let event = |at: Moment, value: EventValue| Event {
            kind,
            at,
            until: until.map(|until| until.max(at)).filter(|_| kind.lasts()),
            value,
        };
        at.iter().flat_map(|at| self.values(kind, *at, value).into_iter().map(|value| event(*at, value))).collect()
    }

    /// What an event may say: what the record says if it fits the kind, else what such an event can say.
    fn values(&self, kind: EventKind, at: Moment, value: &EventValue) -> Vec<EventValue> {
        match (kind.value_rule(), value) {
            (ValueRule::Day, EventValue::Day(_)) | (ValueRule::Authority, EventValue::Authority(_)) => {
                vec![value.clone()]
            }
            (ValueRule::Day, _) => (0..=PROPOSED).map(|days| EventValue::Day(at.day() + days)).collect(),
            (ValueRule::Authority, _) => self.another().map(EventValue::Authority).into_iter().collect(),
            (ValueRule::Word, _) => vec![value.clone()],
            (ValueRule::Nothing, _) => vec![EventValue::Nothing],
        }
    }

    /// Some other authority than that of the stay.
    fn another(&self) -> Option<AuthorityId> {
        let own = self.case.first().authority;
        Authorities::england().iter().map(|(id, _)| id).find(|id| Some(*id) != own)
    }
}
