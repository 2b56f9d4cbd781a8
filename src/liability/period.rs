//! Clocks: what each discharge notice starts, the test at the end of its relevant day, and the period that follows.

use crate::domain::{Day, Event, EventKind, EventValue, Moment};
use crate::regime::LawRules;
use crate::regime::file::{LastDayRule, PeriodStop, StopEvent};
use crate::regime::readings::{
    DeteriorationAtRelevantDay, DischargeDay2014, EarlyAssessment, EarlyOwnCare, EarlyServices, EndEventDay,
    LimbACausation, NewDischargeNoticeAfterEnd, NoticeAfterDeparture, NoticeOrder, OrphanDischargeNotice,
    ReadyNoticeProof, Reg11bScope, SecondAssessmentNotice, SecondDischargeNotice, SelfDischarge11am,
    ShortDischargeNotice, WithdrawalDay2003,
};

use super::NotAssessed;
use super::case::Case;
use super::notices::{NoticeOutcome, cover};

/// What one discharge notice started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeClock {
    /// The place of the discharge notice among the facts.
    pub event: usize,
    /// When it was given by the clock.
    pub given: Moment,
    /// The day on which it counts as given.
    pub deemed: Day,
    /// The day it proposes.
    pub proposed: Day,
    /// The assessment notice relied on, by its place in [`super::Assessment::notices`].
    pub notice: Option<usize>,
    /// What became of it.
    pub outcome: ClockOutcome,
}

impl NoticeClock {
    /// Whether the notice stood, valid and not withdrawn, just before the fact at place `event`.
    fn stood_at(&self, event: usize, case: &Case<'_>) -> bool {
        let before = |kind| case.of(kind).any(|(at, _)| (self.event..event).contains(&at));
        match self.outcome {
            ClockOutcome::Ran(_) if before(EventKind::DischargeNoticeWithdrawn) => false,
            ClockOutcome::Ran(_) => self.event < event && !before(EventKind::AssessmentNoticeWithdrawn),
            ClockOutcome::Withdrawn { by, .. } => (self.event..by).contains(&event),
            ClockOutcome::Void(_) => false,
        }
    }
}

/// What became of a discharge notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockOutcome {
    /// It has no relevant day.
    Void(DischargeVoid),
    /// It was withdrawn, or replaced, by the end of its relevant day.
    Withdrawn {
        /// The relevant day it would have had.
        relevant_day: Day,
        /// The day of the withdrawal.
        on: Day,
        /// The withdrawal, or the notice that replaced it, by its place among the facts.
        by: usize,
    },
    /// Its relevant day came.
    Ran(LiabilityPeriod),
}

/// Why a discharge notice has no relevant day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DischargeVoid {
    /// No valid assessment notice was in force.
    NoAssessmentNotice,
    /// Given too short before the proposed day.
    TooShort,
    /// Given after the patient left.
    AfterDeparture,
    /// The period under the same assessment notice had ended for good.
    NeedsNewAssessmentNotice,
}

/// The relevant day and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiabilityPeriod {
    /// The relevant day.
    pub relevant_day: Day,
    /// The result of the test at its end.
    pub test: TestOutcome,
    /// The first day after it that can be charged.
    pub first: Day,
    /// The last day, both included; before `first` if there is none.
    pub last: Day,
    /// The event that ended the period, by its place among the facts; nothing if the stay is still open.
    pub ended_by: Option<(StopEvent, usize)>,
    /// The fact that made services ready, as far as it counts, by its place, and its moment.
    pub ready: Option<(usize, Moment)>,
}

/// The result of the test at the end of the relevant day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestOutcome {
    /// Liable: not assessed.
    NotAssessed,
    /// Liable: services missing, and nothing else in the way.
    ServicesMissing,
    /// Not liable: the patient had left.
    Left,
    /// Not liable: assessed and ready.
    Ready,
    /// Not liable: there was another cause.
    OtherCause,
}

impl TestOutcome {
    /// Whether the authority is liable.
    pub fn is_liable(self) -> bool {
        matches!(self, Self::NotAssessed | Self::ServicesMissing)
    }
}

/// Judges every discharge notice of the stay.
pub(super) fn judge(
    case: &Case<'_>,
    rules: &LawRules,
    notices: &[NoticeOutcome],
    clocks: &mut Vec<NoticeClock>,
) -> Result<(), NotAssessed> {
    for (event, notice) in case.of(EventKind::DischargeNotice) {
        let EventValue::Day(proposed) = notice.value else { continue };
        let given = notice.at;
        cover(rules, given.day())?;
        let deemed = rules.deemed(&rules.discharge_notice, given)?;
        let relied_on = relied_on(rules, notices, event, deemed);
        let mut clock = NoticeClock {
            event,
            given,
            deemed,
            proposed,
            notice: relied_on,
            outcome: ClockOutcome::Void(DischargeVoid::NoAssessmentNotice),
        };
        if let Some(at) = relied_on {
            clock.outcome = start(case, rules, &notices[at], clocks, &mut clock)?;
        }
        clocks.push(clock);
    }
    replace(rules, clocks);
    Ok(())
}

/// The assessment notice that a discharge notice relies on.
fn relied_on(rules: &LawRules, notices: &[NoticeOutcome], event: usize, deemed: Day) -> Option<usize> {
    let by_deemed = rules.readings.notice_order == NoticeOrder::ByDeemedDate;
    let mut standing = (0..notices.len()).filter(|at| {
        let notice = &notices[*at];
        notice.in_force_at(event) && (!by_deemed || notice.deemed <= deemed)
    });
    let found = match rules.readings.second_assessment_notice {
        SecondAssessmentNotice::LatestGoverns => standing.next_back(),
        _ => standing.next(),
    };
    if found.is_none() && rules.readings.orphan_discharge_notice == OrphanDischargeNotice::AttachesToNext {
        return notices.iter().position(|notice| {
            notice.deadline.is_ok() && (notice.event > event || (by_deemed && notice.in_force_at(event)))
        });
    }
    found
}

fn start(
    case: &Case<'_>,
    rules: &LawRules,
    notice: &NoticeOutcome,
    earlier: &[NoticeClock],
    clock: &mut NoticeClock,
) -> Result<ClockOutcome, NotAssessed> {
    let readings = &rules.readings;
    let left = case.departure().is_some_and(|(departure, _)| departure < clock.event);
    if left && readings.notice_after_departure != NoticeAfterDeparture::Arithmetical {
        return Ok(ClockOutcome::Void(DischargeVoid::AfterDeparture));
    }
    if clock.deemed > clock.proposed - rules.lead_days {
        if readings.short_discharge_notice != ShortDischargeNotice::Defer {
            return Ok(ClockOutcome::Void(DischargeVoid::TooShort));
        }
        clock.proposed = clock.deemed + rules.lead_days;
    }
    if needs_new_assessment_notice(case, rules, notice, earlier, clock) {
        return Ok(ClockOutcome::Void(DischargeVoid::NeedsNewAssessmentNotice));
    }
    let deadline = notice.deadline.unwrap_or(notice.deemed);
    let relevant_day = clock.proposed.max(deadline);
    if let Some((on, by)) = withdrawal(case, notice, clock, relevant_day) {
        return Ok(ClockOutcome::Withdrawn { relevant_day, on, by });
    }
    period(case, rules, notice, earlier, clock, relevant_day).map(ClockOutcome::Ran)
}

/// Reading `require_new_assessment_notice`: whether further treatment, own care or an authority's notice came after an
/// earlier discharge notice and no assessment notice was given since.
fn needs_new_assessment_notice(
    case: &Case<'_>,
    rules: &LawRules,
    notice: &NoticeOutcome,
    earlier: &[NoticeClock],
    clock: &NoticeClock,
) -> bool {
    if rules.readings.new_discharge_notice_after_end != NewDischargeNoticeAfterEnd::RequireNewAssessmentNotice {
        return false;
    }
    let ends = [EventKind::FurtherTreatment, EventKind::OwnCare, EventKind::AuthorityReadyNotice];
    let since = notice.event..clock.event;
    let ran = |other: &&NoticeClock| matches!(other.outcome, ClockOutcome::Ran(_));
    let mut ended = ends.into_iter().flat_map(|kind| case.of(kind)).filter(|(at, _)| since.contains(at));
    ended.any(|(at, _)| earlier.iter().filter(ran).any(|other| other.stood_at(at, case)))
}

/// The day of a withdrawal, of either notice, that came by the end of the relevant day.
fn withdrawal(case: &Case<'_>, notice: &NoticeOutcome, clock: &NoticeClock, relevant_day: Day) -> Option<(Day, usize)> {
    let complete = clock.event.max(notice.event);
    let of_assessment = notice.withdrawn.filter(|(at, _)| *at > complete).map(|(at, moment)| (moment.day(), at));
    let mut withdrawals = case.of(EventKind::DischargeNoticeWithdrawn);
    let of_discharge = withdrawals.find(|(at, _)| *at > clock.event).map(|(at, event)| (event.at.day(), at));
    of_assessment.into_iter().chain(of_discharge).filter(|(day, _)| *day <= relevant_day).min()
}

/// Reading `replaces`: a valid second discharge notice before the end of the first one's relevant day takes its place.
fn replace(rules: &LawRules, clocks: &mut [NoticeClock]) {
    if rules.readings.second_discharge_notice != SecondDischargeNotice::Replaces {
        return;
    }
    for at in 0..clocks.len() {
        let ClockOutcome::Ran(LiabilityPeriod { relevant_day, .. }) = clocks[at].outcome else { continue };
        let later = clocks[at + 1..]
            .iter()
            .find(|clock| !matches!(clock.outcome, ClockOutcome::Void(_)) && clock.given.day() <= relevant_day);
        if let Some((on, by)) = later.map(|clock| (clock.given.day(), clock.event)) {
            clocks[at].outcome = ClockOutcome::Withdrawn { relevant_day, on, by };
        }
    }
}

fn period(
    case: &Case<'_>,
    rules: &LawRules,
    notice: &NoticeOutcome,
    earlier: &[NoticeClock],
    clock: &NoticeClock,
    relevant_day: Day,
) -> Result<LiabilityPeriod, NotAssessed> {
    let ready = ready(case, rules, notice);
    let test = test(case, rules, notice, ready, relevant_day);
    let horizon = case.last_day().unwrap_or(relevant_day);
    let mut period =
        LiabilityPeriod { relevant_day, test, first: relevant_day.next(), last: relevant_day, ended_by: None, ready };
    if !test.is_liable() || horizon <= relevant_day {
        return Ok(period);
    }
    while rules.start_moves && rules.is_protected(period.first)? {
        period.first = period.first.next();
    }
    period.last = horizon;
    for stop in &rules.stops {
        if let Some((day, event)) = stop_day(case, rules, stop, notice, earlier, clock, ready)
            && (day < period.last || (day == period.last && period.ended_by.is_none()))
        {
            period.last = day;
            period.ended_by = Some((stop.event, event));
        }
    }
    Ok(period)
}

/// The first moment at which services were ready, as far as the readings let it count.
fn ready(case: &Case<'_>, rules: &LawRules, notice: &NoticeOutcome) -> Option<(usize, Moment)> {
    let only_after = rules.readings.early_services == EarlyServices::OnlyAfterNotice;
    let counts = |(at, _): &(usize, &Event)| !only_after || *at > notice.event;
    let recorded = case.of(EventKind::ServicesReady).find(counts);
    let proven = || {
        let proves = rules.readings.ready_notice_proof == ReadyNoticeProof::ProvesReadiness;
        case.of(EventKind::AuthorityReadyNotice).filter(|_| proves).find(counts)
    };
    recorded.or_else(proven).map(|(at, event)| (at, event.at))
}

fn test(
    case: &Case<'_>,
    rules: &LawRules,
    notice: &NoticeOutcome,
    ready: Option<(usize, Moment)>,
    relevant_day: Day,
) -> TestOutcome {
    let readings = &rules.readings;
    if case.departure().is_some_and(|(_, event)| event.at.day() <= relevant_day) {
        return TestOutcome::Left;
    }
    let early_counts = readings.early_assessment == EarlyAssessment::Counts;
    let assessed = case
        .of(EventKind::Assessed)
        .any(|(at, event)| (early_counts || at > notice.event) && event.at.day() <= relevant_day);
    let unfit_counts = readings.deterioration_at_relevant_day != DeteriorationAtRelevantDay::NoCause;
    let other_cause = case.lasts_to_end_of(EventKind::NhsCause, relevant_day)
        || (unfit_counts && case.lasts_to_end_of(EventKind::Deterioration, relevant_day));
    let in_place = ready.is_some_and(|(_, moment)| moment.day() <= relevant_day);
    let excused = other_cause && readings.limb_a_causation == LimbACausation::SoleCause;
    if !assessed && !excused {
        TestOutcome::NotAssessed
    } else if in_place && assessed {
        TestOutcome::Ready
    } else if other_cause || in_place {
        TestOutcome::OtherCause
    } else {
        TestOutcome::ServicesMissing
    }
}

/// The last day that a stop leaves, with the event behind it.
fn stop_day(
    case: &Case<'_>,
    rules: &LawRules,
    stop: &PeriodStop,
    notice: &NoticeOutcome,
    earlier: &[NoticeClock],
    clock: &NoticeClock,
    ready: Option<(usize, Moment)>,
) -> Option<(Day, usize)> {
    let complete = clock.event.max(notice.event);
    let after = |kind: EventKind| case.of(kind).find(|(at, _)| *at > complete);
    let (at, moment) = match stop.event {
        StopEvent::ServicesReady => return services_ready_day(case, rules, stop, ready?),
        StopEvent::OwnCare => own_care(case, rules, notice, earlier, clock),
        StopEvent::AssessmentNoticeWithdrawn => {
            return notice
                .withdrawn
                .filter(|(at, _)| *at > complete)
                .map(|(at, moment)| (last_day(rules, stop, moment), at));
        }
        StopEvent::Discharged => after(EventKind::Discharged),
        StopEvent::SelfDischarged => after(EventKind::SelfDischarged),
        StopEvent::Died => after(EventKind::Died),
        StopEvent::FurtherTreatment => after(EventKind::FurtherTreatment),
        StopEvent::AuthorityReadyNotice => after(EventKind::AuthorityReadyNotice),
        StopEvent::DischargeNoticeWithdrawn => after(EventKind::DischargeNoticeWithdrawn),
    }
    .map(|(at, event)| (at, event.at))?;
    Some((last_day(rules, stop, moment), at))
}

/// Own care ends the period when it is arranged after the discharge notice; arranged between the two notices it ends
/// the later period as well (reading `early_own_care`), unless an earlier discharge notice stood when it was arranged.
fn own_care<'a>(
    case: &Case<'a>,
    rules: &LawRules,
    notice: &NoticeOutcome,
    earlier: &[NoticeClock],
    clock: &NoticeClock,
) -> Option<(usize, &'a Event)> {
    let counts_early = rules.readings.early_own_care != EarlyOwnCare::Ignored;
    let spent = |care: usize| earlier.iter().any(|other| other.stood_at(care, case));
    case.of(EventKind::OwnCare)
        .find(|(at, _)| *at > clock.event.max(notice.event) || (counts_early && *at > notice.event && !spent(*at)))
}

/// Readiness ends a 2003 period: before the hour the day before is the last.
fn services_ready_day(
    case: &Case<'_>,
    rules: &LawRules,
    stop: &PeriodStop,
    (at, ready): (usize, Moment),
) -> Option<(Day, usize)> {
    if rules.readings.reg11b_scope != Reg11bScope::DischargeDayOnly {
        return Some((last_day(rules, stop, ready), at));
    }
    let leaves = |kind: EventKind| match kind {
        EventKind::SelfDischarged => rules.readings.self_discharge_11am != SelfDischarge11am::False,
        kind => kind == EventKind::Discharged,
    };
    let (_, departure) = case.departure().filter(|(_, event)| leaves(event.kind))?;
    let day = departure.at.day();
    let before = stop.before.map(|hour| Moment::at(day, hour));
    before.is_some_and(|hour| ready < hour).then(|| (day.previous(), at))
}

/// The last day that an ending event leaves, under the readings.
fn last_day(rules: &LawRules, stop: &PeriodStop, moment: Moment) -> Day {
    let readings = &rules.readings;
    let day = moment.day();
    let asks = |reading: &str| stop.readings.iter().any(|name| name == reading);
    let excluded = match readings.end_event_day {
        EndEventDay::Exclude => true,
        EndEventDay::ElevenAm => moment.time() < rules.ready_by,
        EndEventDay::Include | EndEventDay::Unset => false,
    };
    let before_hour = stop.before.is_some_and(|hour| moment.time() < hour);
    let previous = match stop.event {
        StopEvent::AssessmentNoticeWithdrawn if asks("withdrawal_day_2003") => {
            readings.withdrawal_day_2003 != WithdrawalDay2003::Include
        }
        StopEvent::SelfDischarged if readings.self_discharge_11am == SelfDischarge11am::False => excluded,
        StopEvent::Discharged if readings.discharge_day_2014 == DischargeDay2014::Exclude => true,
        _ => stop.last_day == LastDayRule::Previous || before_hour || (excluded && asks("end_event_day")),
    };
    if previous { day.previous() } else { day }
}
