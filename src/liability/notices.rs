//! Assessment notices: the day each counts as given, whether it is valid, and the last day of its minimum interval.

use crate::domain::{Day, EventKind, Moment};
use crate::regime::LawRules;
use crate::regime::readings::{EarlyNoticeTest, NoticeAfterDeparture, NoticeOutsideRegime};

use super::NotAssessed;
use super::case::Case;

/// What became of an assessment notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeOutcome {
    /// Its place among the facts.
    pub event: usize,
    /// When it was given by the clock.
    pub given: Moment,
    /// The day on which it counts as given.
    pub deemed: Day,
    /// The last day of the minimum interval, or why the notice is void.
    pub deadline: Result<Day, NoticeVoid>,
    /// The place and moment of its withdrawal.
    pub withdrawn: Option<(usize, Moment)>,
}

/// Why an assessment notice is void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeVoid {
    /// Given too long before the expected admission.
    TooEarly,
    /// Counts as given on a day outside the regime.
    OutsideRegime,
    /// Given after the patient left.
    AfterDeparture,
}

impl NoticeOutcome {
    /// Whether the notice is valid and in force just before the fact at place `event`.
    pub fn in_force_at(&self, event: usize) -> bool {
        self.deadline.is_ok() && self.event < event && self.withdrawn.is_none_or(|(at, _)| at > event)
    }
}

/// Judges every assessment notice of the stay.
pub(super) fn judge(case: &Case<'_>, rules: &LawRules, outcomes: &mut Vec<NoticeOutcome>) -> Result<(), NotAssessed> {
    for (event, notice) in case.of(EventKind::AssessmentNotice) {
        let given = notice.at;
        cover(rules, given.day())?;
        let deemed = rules.deemed(&rules.assessment_notice, given)?;
        let deadline = match void(case, rules, event, given, deemed) {
            Some(void) => Err(void),
            None => Ok(deadline(rules, given, deemed)?),
        };
        let mut withdrawals = case.of(EventKind::AssessmentNoticeWithdrawn);
        let withdrawn = withdrawals.find(|(at, _)| *at > event).map(|(at, withdrawal)| (at, withdrawal.at));
        outcomes.push(NoticeOutcome { event, given, deemed, deadline, withdrawn });
    }
    Ok(())
}

/// Refuses a day that no regime covers.
pub(super) fn cover(rules: &LawRules, day: Day) -> Result<(), NotAssessed> {
    let (from, to) = rules.coverage;
    if (from..=to).contains(&day) { Ok(()) } else { Err(NotAssessed::OutOfCoverage { day, from, to }) }
}

fn void(case: &Case<'_>, rules: &LawRules, event: usize, given: Moment, deemed: Day) -> Option<NoticeVoid> {
    let readings = &rules.readings;
    let left = case.departure().is_some_and(|(departure, _)| departure < event);
    if left && readings.notice_after_departure != NoticeAfterDeparture::Arithmetical {
        return Some(NoticeVoid::AfterDeparture);
    }
    let (from, to) = rules.notices;
    if !(from..=to).contains(&deemed) && readings.notice_outside_regime != NoticeOutsideRegime::Calculated {
        return Some(NoticeVoid::OutsideRegime);
    }
    let tested = if readings.early_notice_test == EarlyNoticeTest::ActualDate { given.day() } else { deemed };
    let too_early = expected_admission(case, event).is_some_and(|day| tested < day - rules.earliest_days);
    too_early.then_some(NoticeVoid::TooEarly)
}

/// The admission that a notice given before it looks forward to; nothing if the patient was there already.
fn expected_admission(case: &Case<'_>, notice: usize) -> Option<Day> {
    let admitted = case.of(EventKind::Admission).next();
    if admitted.is_some_and(|(admission, _)| admission < notice) {
        return None;
    }
    let expected = case.of(EventKind::ExpectedAdmission).last();
    expected.or(admitted).map(|(_, event)| event.at.day())
}

fn deadline(rules: &LawRules, given: Moment, deemed: Day) -> Result<Day, NotAssessed> {
    let mut day = deemed;
    let mut counted = 0;
    while counted < rules.interval_days {
        day = day.next();
        if !rules.leaves_out(day, given, deemed)? {
            counted += 1;
        }
    }
    Ok(day)
}
