//! The days of the delay: each exactly once, with the one rule it rests on, who pays, and the price.

use crate::domain::{Authorities, AuthorityId, Day, EventKind, EventValue, LedgerStatus, Minor, Moment, Standing};
use crate::regime::file::{Spares, StopEvent};
use crate::regime::readings::{
    ClaimMade, CommencementRule, DeteriorationScope, EarlyDischarge2014, LaterNhsCause, Partial2014, RedirectEffect,
    RegimeSelection, SuccessorLiability,
};
use crate::regime::{LawRule, LawRules, RuleId};

use super::NotAssessed;
use super::case::{Case, touched};
use super::notices::{NoticeOutcome, cover};
use super::period::{ClockOutcome, DischargeVoid, LiabilityPeriod, NoticeClock, TestOutcome};

/// One day of the delay under the regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssessedDay {
    /// The day.
    pub day: Day,
    /// The rule it rests on; the rule has the status.
    pub rule: LawRule,
    /// The clock that says so, by its place in [`super::Assessment::clocks`].
    pub clock: Option<usize>,
    /// The authority that the records name for the day, whether it existed then or not.
    pub named: AuthorityId,
    /// The authority that would pay, charged or not; nothing where the one named had ended and no other is known.
    pub payer: Option<AuthorityId>,
    /// What is owed: zero unless chargeable.
    pub amount: Minor,
    /// Whether it is owed for and no price of it is known.
    pub is_unpriced: bool,
    /// Of a law of readiness: the layers of its price, one bit each.
    pub layers: u8,
    /// Of a law of readiness: which day of the charge it is.
    pub number: Option<i32>,
}

impl AssessedDay {
    /// What became of it.
    pub fn status(&self) -> LedgerStatus {
        if self.is_unpriced { LedgerStatus::PriceMissing } else { self.rule.status() }
    }
}

/// Lists the days of the delay.
pub(super) fn judge(
    case: &Case<'_>,
    rules: &LawRules,
    notices: &[NoticeOutcome],
    clocks: &[NoticeClock],
    days: &mut Vec<AssessedDay>,
) -> Result<(), NotAssessed> {
    let Some((first, last)) = span(case, clocks) else { return Ok(()) };
    cover(rules, first)?;
    cover(rules, last)?;
    let mut charged_days = 0;
    for day in first.to(last) {
        let (rule, clock) = rule(case, rules, notices, clocks, day);
        let named = named(case, rules, day);
        let (payer, mut rule) = payer(rules, named, day, rule);
        if is_charged(rule) && payer.is_some() {
            charged_days += 1;
            if rules.ceiling.is_some_and(|most| charged_days > most) {
                rule = RuleId::OverCeiling;
            }
        }
        let charged = payer.filter(|_| is_charged(rule));
        let amount = charged.map_or(Ok(Minor(0)), |payer| rules.price(payer, day))?;
        let rule = LawRule::Notices(rule);
        days.push(AssessedDay { day, rule, clock, named, payer, amount, is_unpriced: false, layers: 0, number: None });
    }
    Ok(())
}

/// The first and last day of the delay: from the day the patient was ready, else the first day proposed for discharge;
/// earlier if a period of liability starts before. Nothing if no record says that the patient was ready.
fn span(case: &Case<'_>, clocks: &[NoticeClock]) -> Option<(Day, Day)> {
    let recorded = case.ready_on.or_else(|| case.of(EventKind::Ready).next().map(|(_, event)| event.at.day()));
    let proposed = case.of(EventKind::DischargeNotice).filter_map(|(_, event)| match event.value {
        EventValue::Day(day) => Some(day),
        _ => None,
    });
    let ready = recorded.or_else(|| proposed.min())?;
    let charged = clocks.iter().filter_map(|clock| match clock.outcome {
        ClockOutcome::Ran(period) if period.test.is_liable() && period.first <= period.last => Some(period.first),
        _ => None,
    });
    let charged = charged.min();
    let first = charged.map_or(ready, |day| day.min(ready));
    let last = case.last_day()?;
    // Who left on the day of being ready was not delayed.
    let left_at_once = charged.is_none() && case.departure().is_some_and(|(_, event)| event.at.day() == ready);
    (first <= last && !left_at_once).then_some((first, last))
}

fn rule(
    case: &Case<'_>,
    rules: &LawRules,
    notices: &[NoticeOutcome],
    clocks: &[NoticeClock],
    day: Day,
) -> (RuleId, Option<usize>) {
    if case.excluded.is_some() {
        return (RuleId::Excluded, None);
    }
    if day < rules.notices.0 {
        return (RuleId::BeforeNotices, None);
    }
    if day > rules.payments.1 {
        return (RuleId::AfterPayments, None);
    }
    let mut spared = None;
    for (at, clock) in clocks.iter().enumerate() {
        let ClockOutcome::Ran(period) = clock.outcome else { continue };
        if !period.test.is_liable() || day < period.first || day > period.last {
            continue;
        }
        match left_out(case, rules, &period, day) {
            None => return (in_force(rules, &period, day), Some(at)),
            Some(rule) => spared = spared.or(Some((rule, Some(at)))),
        }
    }
    spared.unwrap_or_else(|| unliable(rules, notices, clocks, day))
}

/// What a day inside a period of liability rests on, once dates of force and the readings about them are looked at.
fn in_force(rules: &LawRules, period: &LiabilityPeriod, day: Day) -> RuleId {
    let readings = &rules.readings;
    let payments_from = rules.payments.0;
    if readings.commencement_rule == CommencementRule::RelevantDay && period.relevant_day < payments_from {
        RuleId::CommencementTest
    } else if day < payments_from {
        RuleId::BeforePayments
    } else if readings.regime_selection == RegimeSelection::DayDate && day > rules.notices.1 {
        RuleId::CaseRunsOut
    } else if rules.paused_from.is_some_and(|from| day >= from) {
        RuleId::CovidPause
    } else if readings.claim_made == ClaimMade::False {
        RuleId::ClaimNotMade
    } else if period.test == TestOutcome::NotAssessed {
        RuleId::NotAssessed
    } else {
        RuleId::ServicesMissing
    }
}

/// Why a day inside a period of liability is not counted, if it is not.
fn left_out(case: &Case<'_>, rules: &LawRules, period: &LiabilityPeriod, day: Day) -> Option<RuleId> {
    let readings = &rules.readings;
    let hour = Moment::at(day, rules.ready_by);
    let ready = period.ready.is_some_and(|(_, moment)| moment <= hour);
    match rules.spares {
        Spares::FirstDay if day == period.first && ready => return Some(RuleId::ReadyByHourFirst),
        Spares::AnyDay if ready || in_place_otherwise(case, rules, day, hour) => return Some(RuleId::ReadyByHour),
        _ => {}
    }
    if deterioration(case, rules, period, day) {
        return Some(RuleId::Deterioration);
    }
    // Every day that a cause touches: one that was there at the test already holds a patient no less than a later one.
    let suspended = readings.later_nhs_cause == LaterNhsCause::Suspend
        && case.of(EventKind::NhsCause).any(|(_, event)| touched(event).contains(&day));
    suspended.then_some(RuleId::LaterCause)
}

/// 2014: partial arrangements (reading `partial_2014=any`), or a patient who had left by the hour, which no patient could
/// without arrangements (reading `early_discharge_2014`).
fn in_place_otherwise(case: &Case<'_>, rules: &LawRules, day: Day, hour: Moment) -> bool {
    let readings = &rules.readings;
    let partial = readings.partial_2014 == Partial2014::Any
        && case.of(EventKind::PartialServicesReady).any(|(_, event)| event.at <= hour);
    let left = readings.early_discharge_2014 == EarlyDischarge2014::ArrangementsInPlace
        && case.of(EventKind::Discharged).any(|(_, event)| event.at.day() == day && event.at <= hour);
    partial || left
}

fn deterioration(case: &Case<'_>, rules: &LawRules, period: &LiabilityPeriod, day: Day) -> bool {
    let linked = rules.readings.deterioration_scope == DeteriorationScope::RelevantDayLinked;
    case.of(EventKind::Deterioration).any(|(_, event)| {
        let days = touched(event);
        days.contains(&day) && (!linked || days.contains(&period.relevant_day))
    })
}

/// What a day outside every period of liability rests on: the latest clock that had begun, else the assessment notice.
fn unliable(rules: &LawRules, notices: &[NoticeOutcome], clocks: &[NoticeClock], day: Day) -> (RuleId, Option<usize>) {
    let begun = clocks.iter().enumerate().rfind(|(_, clock)| clock.deemed <= day);
    let Some((at, clock)) = begun else { return (waiting(notices, day), None) };
    let rule = match clock.outcome {
        ClockOutcome::Void(DischargeVoid::NoAssessmentNotice) => waiting(notices, day),
        ClockOutcome::Void(_) => RuleId::DischargeNoticeVoid,
        ClockOutcome::Withdrawn { on, .. } if day <= on => RuleId::UntilRelevantDay,
        ClockOutcome::Withdrawn { .. } => RuleId::NoticeWithdrawn,
        ClockOutcome::Ran(period) if day <= period.relevant_day => RuleId::UntilRelevantDay,
        ClockOutcome::Ran(period) => after_relevant_day(rules, &period, day),
    };
    (rule, Some(at))
}

fn after_relevant_day(rules: &LawRules, period: &LiabilityPeriod, day: Day) -> RuleId {
    match period.test {
        // No day of a stay lies behind its end, so this one is for the compiler.
        TestOutcome::Left => RuleId::EndDischarged,
        TestOutcome::Ready => RuleId::ReadyAtTest,
        TestOutcome::OtherCause => RuleId::OtherCauseAtTest,
        TestOutcome::NotAssessed | TestOutcome::ServicesMissing if day < period.first => RuleId::RestDayFirst,
        TestOutcome::NotAssessed | TestOutcome::ServicesMissing => {
            let by_hour = period.ready.is_some_and(|(_, moment)| moment <= Moment::at(day, rules.ready_by));
            match period.ended_by {
                Some((StopEvent::ServicesReady, _)) if day == period.first && by_hour => RuleId::ReadyByHourFirst,
                Some((StopEvent::ServicesReady, _)) => RuleId::ReadyEnds,
                Some((StopEvent::SelfDischarged, _)) => RuleId::EndSelfDischarged,
                Some((StopEvent::Died, _)) => RuleId::EndDied,
                Some((StopEvent::OwnCare, _)) => RuleId::EndOwnCare,
                Some((StopEvent::FurtherTreatment, _)) => RuleId::EndFurtherTreatment,
                Some((StopEvent::AuthorityReadyNotice, _)) => RuleId::EndAuthorityNotice,
                Some((StopEvent::AssessmentNoticeWithdrawn | StopEvent::DischargeNoticeWithdrawn, _)) => {
                    RuleId::EndWithdrawn
                }
                Some((StopEvent::Discharged, _)) | None => RuleId::EndDischarged,
            }
        }
    }
}

/// No discharge notice had begun anything: the assessment notice decides what was missing.
fn waiting(notices: &[NoticeOutcome], day: Day) -> RuleId {
    let mut valid = notices.iter().rev().filter(|notice| notice.deemed <= day && notice.deadline.is_ok());
    match valid.next() {
        None => RuleId::NoAssessmentNotice,
        Some(notice) if notice.withdrawn.is_some_and(|(_, moment)| moment.day() < day) => RuleId::NoticeWithdrawn,
        Some(notice) if notice.deadline.is_ok_and(|deadline| day <= deadline) => RuleId::UntilRelevantDay,
        Some(_) => RuleId::NoDischargeNotice,
    }
}

fn is_charged(rule: RuleId) -> bool {
    matches!(rule, RuleId::NotAssessed | RuleId::ServicesMissing)
}

/// The authority that pays on `day`, and what the day then rests on: a council that had ended pays no more, and of several
/// that came after it none is chosen.
fn payer(rules: &LawRules, named: AuthorityId, day: Day, rule: RuleId) -> (Option<AuthorityId>, RuleId) {
    let without = |instead: RuleId| (None, if is_charged(rule) { instead } else { rule });
    match Authorities::all().on(named, day) {
        Standing::Is(council) => (Some(council), rule),
        Standing::Passed(_) if rules.readings.successor_liability == SuccessorLiability::Ends => {
            without(RuleId::CouncilEnded)
        }
        Standing::Passed(council) => (Some(council), rule),
        Standing::Split | Standing::NotYet => without(RuleId::CouncilUnknown),
    }
}

/// The authority that the records name for `day`: the one notified first until another takes over.
fn named(case: &Case<'_>, rules: &LawRules, day: Day) -> AuthorityId {
    let departure = case.departure().map_or(usize::MAX, |(at, _)| at);
    let in_time = |at: usize| rules.redirect_any_time || at < departure;
    let mut redirects = case.of(EventKind::AuthorityRedirect).filter(|(at, _)| in_time(*at));
    let ab_initio = rules.readings.redirect_effect == RedirectEffect::AbInitio;
    let taken_over = redirects.rfind(|(_, event)| ab_initio || event.at.day() <= day);
    match taken_over.map(|(_, event)| &event.value) {
        Some(EventValue::Authority(authority)) => *authority,
        _ => case.authority,
    }
}
