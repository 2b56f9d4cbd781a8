//! What a convention makes of one stay: every day is counted in one month or not counted for one cause.

use super::cause::{
    AGE_NOT_KNOWN, Cause, ENDS_BEFORE_READY, OWN_AUTHORITY, READY_AGAIN_NOT_KNOWN, READY_NOT_KNOWN, RuledCause,
};
use super::days::{Delay, DelayEnd, span};
use super::exclusion::{is_below, names};
use super::stay::StayToCount;
use crate::domain::{Day, Month};
use crate::regime::Convention;
use crate::regime::convention::file::LeftOutRule;
use crate::regime::convention::rules::{Booked, ConventionExclusion, ExclusionField, Use, WithinThreshold};
use crate::regime::file::Grade;

/// What becomes of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayVerdict<'a> {
    /// It is in the figure of this month.
    Counted(Month),
    /// It is in no figure, and why.
    Not(RuledCause<'a>),
    /// It lies in a month that this figure does not look at: the ledger is one month's.
    OtherMonth,
}

/// A stay under a convention.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    convention: &'a Convention,
    stay: &'a StayToCount<'a>,
    /// Why none of its days counts, if that is so.
    whole: Option<RuledCause<'a>>,
    delay: Option<Delay>,
    span: Option<(Day, Day)>,
    /// The month of all its days, where they are booked to the end.
    booked: Option<Month>,
    asks_reason: bool,
}

/// The month of days that come in order: looked up only where a month ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnMonth(Option<(Day, Day, Month)>);

impl OwnMonth {
    pub(super) fn of(&mut self, day: Day) -> Month {
        match self.0 {
            Some((first, last, month)) if first <= day && day <= last => month,
            _ => {
                let month = day.month();
                self.0 = Some((month.first(), month.last(), month));
                month
            }
        }
    }
}

impl<'a> Counted<'a> {
    /// Counts a stay.
    pub fn of(convention: &'a Convention, stay: &'a StayToCount<'a>) -> Self {
        let delay = stay.delay(&convention.rules);
        let whole = whole(convention, stay, Use::Days);
        let by_reason =
            |ground: &ConventionExclusion| ground.field == ExclusionField::ReasonCode && ground.of.contains(&Use::Days);
        Self {
            convention,
            stay,
            whole,
            delay,
            span: delay.filter(|_| whole.is_none()).and_then(|delay| whole_span(convention, stay, delay)),
            booked: match (convention.rules.booked, stay.end) {
                (Booked::MonthOfEnd, DelayEnd::On(end)) => Some(end.month()),
                _ => None,
            },
            asks_reason: !stay.reasons.is_empty() && convention.exclusions.iter().any(by_reason),
        }
    }

    /// Why none of its days counts, if that is so.
    pub fn whole(&self) -> Option<RuledCause<'a>> {
        self.whole
    }

    /// Every counted day with the month that gets it, in order.
    pub fn days(&self) -> impl Iterator<Item = (Day, Month)> + use<'a> {
        let (this, mut own) = (*self, OwnMonth::default());
        let days = self.span.into_iter().flat_map(|(first, last)| first.to(last));
        days.filter_map(move |day| match this.verdict_in(day, own.of(day)) {
            DayVerdict::Counted(month) => Some((day, month)),
            DayVerdict::Not(_) | DayVerdict::OtherMonth => None,
        })
    }

    /// What becomes of a day, any day.
    pub fn verdict(&self, day: Day) -> DayVerdict<'a> {
        self.verdict_in(day, day.month())
    }

    /// The same for a day whose own month is known.
    pub(super) fn verdict_in(&self, day: Day, own: Month) -> DayVerdict<'a> {
        let delay = match (self.whole, self.delay) {
            (None, Some(delay)) => delay,
            (Some(why), _) => return DayVerdict::Not(why),
            // A stay without a ready day is never counted: `whole` says so.
            (None, None) => return DayVerdict::Not(unknown_ready(self.convention)),
        };
        if day < delay.ready_on {
            return DayVerdict::Not(self.by_boundary(Cause::BeforeReady));
        }
        if day > self.stay.last_day() {
            return DayVerdict::Not(self.by_boundary(Cause::AfterDelay));
        }
        let (delay, span) = self.period(delay, day);
        if matches!(delay.end, DelayEnd::On(ill_on) if day > ill_on) {
            return DayVerdict::Not(self.by_boundary(Cause::IllAgain));
        }
        if let Some(why) = self.left_out_that_day(day) {
            return DayVerdict::Not(why);
        }
        match span {
            Some((first, last)) if (first..=last).contains(&day) => DayVerdict::Counted(self.booked.unwrap_or(own)),
            _ => DayVerdict::Not(self.not_counted(delay, day)),
        }
    }

    /// The delay that a day belongs to, where a patient was ready more than once, and its counted days.
    fn period(&self, delay: Delay, day: Day) -> (Delay, Option<(Day, Day)>) {
        match self.stay.delay_on(&self.convention.rules, day).filter(|_| self.stay.is_ill_again()) {
            Some(period) => (period, span(&self.convention.rules, period)),
            None => (delay, self.span),
        }
    }

    fn left_out_that_day(&self, day: Day) -> Option<RuledCause<'a>> {
        self.asks_reason.then(|| ground_of_reason(self.convention, self.stay, day, Use::Days)).flatten()
    }

    /// Why a day between the ready day and the end is not counted.
    fn not_counted(&self, delay: Delay, day: Day) -> RuledCause<'a> {
        let (rules, days) = (&self.convention.rules, &self.convention.file.days);
        let (DelayEnd::On(last_day) | DelayEnd::Open(last_day)) = delay.end;
        if rules.booked == Booked::MonthOfEnd && matches!(delay.end, DelayEnd::Open(_)) {
            return why(self.convention, Cause::NotEnded, &days.booked.cite, days.booked.grade);
        }
        let is_short = rules.threshold_days > 0 && last_day - delay.ready_on <= rules.threshold_days;
        if let Some(threshold) = days.threshold.as_ref().filter(|_| is_short) {
            return why(self.convention, Cause::BelowThreshold, &threshold.cite, threshold.grade);
        }
        let begins = match rules.within_threshold {
            WithinThreshold::LeftOut => delay.ready_on + rules.threshold_days,
            WithinThreshold::CountedOncePassed => delay.ready_on,
        };
        match &days.within_threshold {
            Some(within) if day < begins => why(self.convention, Cause::WithinThreshold, &within.cite, within.grade),
            _ if day <= begins && !rules.boundary.counts_first() => self.by_boundary(Cause::BoundaryFirstDay),
            _ => self.by_boundary(Cause::BoundaryLastDay),
        }
    }

    fn by_boundary(&self, cause: Cause) -> RuledCause<'a> {
        let boundary = &self.convention.file.days.boundary;
        why(self.convention, cause, &boundary.cite, boundary.grade)
    }
}

/// Why no day of a stay counts, nor its place in the census, if that is so: first who is left out, then what is not known.
/// A number that a ground asks for must be known; a code that is not recorded excludes no stay.
pub(super) fn whole<'a>(convention: &'a Convention, stay: &StayToCount<'a>, of: Use) -> Option<RuledCause<'a>> {
    if stay.is_elsewhere {
        let cause = Cause::OtherStatistic;
        let (rule, words, cite) = ("authority", cause.words(), OWN_AUTHORITY);
        return Some(RuledCause { cause, by: convention.label(), rule, words, cite, grade: None });
    }
    let mut missing = None;
    for (at, ground) in convention.exclusions.iter().enumerate().filter(|(_, ground)| ground.of.contains(&of)) {
        let number = stay.number(ground.field);
        let holds = number.is_some_and(|number| is_below(ground, number))
            || stay.code(ground.field).is_some_and(|code| names(ground, code));
        match written(convention, at) {
            Some(ground) if holds => return Some(by_ground(convention, ground)),
            Some(file) if ground.field.is_number() && number.is_none() => {
                missing = missing.or(Some(unknown(convention, ground.field, &file.cite, file.grade)));
            }
            _ => {}
        }
    }
    if stay.delay(&convention.rules).is_none() {
        return Some(if stay.is_ill_again() { not_ready_again(convention) } else { unknown_ready(convention) });
    }
    missing.or_else(|| ends_before(convention, stay))
}

/// The ground on which a day is left out by its reason, if it is.
pub(super) fn ground_of_reason<'a>(
    convention: &'a Convention,
    stay: &StayToCount<'a>,
    day: Day,
    of: Use,
) -> Option<RuledCause<'a>> {
    let grounds = convention.exclusions.iter().enumerate();
    let mut by_reason =
        grounds.filter(|(_, ground)| ground.field == ExclusionField::ReasonCode && ground.of.contains(&of));
    let (at, _) =
        by_reason.find(|(_, ground)| stay.reasons_on(day).any(|reason| names(ground, &reason.reason_code)))?;
    written(convention, at).map(|ground| by_ground(convention, ground))
}

/// The codes that a convention needs and that are not recorded, of a stay that it counts.
pub fn codes_not_known(convention: &Convention, stay: &StayToCount<'_>) -> impl Iterator<Item = ExclusionField> {
    let has_ended = matches!(stay.end, DelayEnd::On(_));
    let asked = |field: &ExclusionField| convention.exclusions.iter().any(|ground| ground.field == *field);
    let fields = ExclusionField::ALL.into_iter().filter(asked).filter(move |field| {
        let by_end = matches!(field, ExclusionField::DischargeMethod | ExclusionField::DischargeDestination);
        !field.is_number() && *field != ExclusionField::ReasonCode && (has_ended || !by_end)
    });
    fields.filter(|field| stay.code(*field).is_none()).collect::<Vec<_>>().into_iter()
}

fn written(convention: &Convention, at: usize) -> Option<&LeftOutRule> {
    convention.file.excluded.get(at).map(toml::Spanned::get_ref)
}

fn by_ground<'a>(convention: &'a Convention, ground: &'a LeftOutRule) -> RuledCause<'a> {
    let why = why(convention, Cause::LeftOut, &ground.cite, ground.grade);
    RuledCause { rule: &ground.reason, words: &ground.words, ..why }
}

fn unknown<'a>(convention: &'a Convention, field: ExclusionField, cite: &'a str, grade: Grade) -> RuledCause<'a> {
    let words = match field {
        ExclusionField::AgeAtReady => AGE_NOT_KNOWN,
        _ => Cause::Unknown.words(),
    };
    RuledCause { rule: field.name(), words, ..why(convention, Cause::Unknown, cite, grade) }
}

fn unknown_ready(convention: &Convention) -> RuledCause<'_> {
    let boundary = &convention.file.days.boundary;
    RuledCause {
        rule: "ready_on",
        words: READY_NOT_KNOWN,
        ..why(convention, Cause::Unknown, &boundary.cite, boundary.grade)
    }
}

/// A patient who was ready, ill again, and has no second ready day recorded.
fn not_ready_again(convention: &Convention) -> RuledCause<'_> {
    RuledCause { words: READY_AGAIN_NOT_KNOWN, ..unknown_ready(convention) }
}

/// From the first to the last day that can be counted: of a patient who was ready more than once, over all periods.
fn whole_span(convention: &Convention, stay: &StayToCount<'_>, delay: Delay) -> Option<(Day, Day)> {
    if convention.rules.booked == Booked::OwnMonth && stay.is_ill_again() {
        let (DelayEnd::On(last) | DelayEnd::Open(last)) = delay.end;
        return Some((delay.ready_on, last));
    }
    span(&convention.rules, delay)
}

/// A stay that ended before it was ready contradicts itself.
fn ends_before<'a>(convention: &'a Convention, stay: &StayToCount<'a>) -> Option<RuledCause<'a>> {
    let boundary = &convention.file.days.boundary;
    let (DelayEnd::On(end), Some(ready)) = (stay.end, stay.ready_on) else { return None };
    (end < ready).then(|| RuledCause {
        rule: "discharged_at",
        words: ENDS_BEFORE_READY,
        ..why(convention, Cause::Unknown, &boundary.cite, boundary.grade)
    })
}

fn why<'a>(convention: &'a Convention, cause: Cause, cite: &'a str, grade: Grade) -> RuledCause<'a> {
    RuledCause { cause, by: convention.label(), rule: "", words: cause.words(), cite, grade: Some(grade) }
}

/// The cause of a day that a convention counts in another month than its own.
pub(super) fn moved<'a>(convention: &'a Convention, cause: Cause) -> RuledCause<'a> {
    let booked = &convention.file.days.booked;
    why(convention, cause, &booked.cite, booked.grade)
}
