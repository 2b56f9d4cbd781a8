//! Which notices are good, what they rest on, and the relevant day of each discharge notice.

use super::calendar::{self, Day};
use super::text::{Event, Kind, Record};

/// An assessment notice: s.2 (2003), para 1 (2014).
pub struct Assessment {
    /// Its rank among the events.
    pub place: usize,
    /// The day on which it counts as given: reg 10 (2003), reg 11 (2014).
    treated_as_given: Day,
    /// The last day of the minimum interval; none if the notice is bad.
    deadline: Option<Day>,
}

/// What has become of a discharge notice by the end of its relevant day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    RelevantDay(Day),
    Invalid,
    Withdrawn,
}

/// A discharge notice that rests on an assessment notice: s.5(3) (2003), para 2 (2014).
pub struct Discharge {
    pub place: usize,
    /// The rank of the assessment notice relied on.
    pub relies_on: usize,
    pub standing: Standing,
}

impl Assessment {
    pub fn in_words(&self) -> String {
        self.deadline.map_or_else(|| "invalid".to_owned(), calendar::date_text)
    }
}

impl Discharge {
    pub fn in_words(&self) -> String {
        match self.standing {
            Standing::RelevantDay(day) => calendar::date_text(day),
            Standing::Invalid => "invalid".to_owned(),
            Standing::Withdrawn => "withdrawn".to_owned(),
        }
    }

    /// Both notices have been given from here on.
    pub fn complete_from(&self) -> usize {
        self.place.max(self.relies_on)
    }
}

/// 2.5 (reg 10) and 3.4 (reg 11): the day on which a notice counts as given.
fn treated_as_given(record: &Record, notice: &Event) -> Day {
    let day = notice.day();
    let is_late = match (record.is_2003(), notice.kind) {
        (true, _) if calendar::is_shielded(record, day) => true,
        (true, Kind::DischargeNotice) if !calendar::is_friday(day) => notice.at > calendar::hour_of(day, 17),
        // 2003: assessment notices, and discharge notices on a Friday. 2014: every notice.
        _ => notice.at > calendar::hour_of(day, 14),
    };
    let mut given = if is_late { day + 1 } else { day };
    while record.is_2003() && calendar::is_shielded(record, given) {
        given += 1; // reg 10(3)
    }
    given
}

pub fn assessment_notices(record: &Record) -> Vec<Assessment> {
    let assess_one = |notice: &Event| {
        let given = treated_as_given(record, notice);
        let is_good = !is_too_early(record, notice, given)
            && !is_outside_regime(record, given)
            && !is_after_departure(record, notice);
        let deadline = is_good.then(|| last_day_of_interval(record, notice, given));
        Assessment { place: notice.place, treated_as_given: given, deadline }
    };
    record.of_kind(Kind::AssessmentNotice).map(assess_one).collect()
}

/// 2.3 (s.2(3)(b)) and 3.2 (para 1(3)): more than seven days before the expected admission.
fn is_too_early(record: &Record, notice: &Event, given: Day) -> bool {
    if record.of_kind(Kind::Admission).any(|admission| admission.place < notice.place) {
        return false; // the patient is in hospital already
    }
    let tested = if record.reads("early_notice_test", "actual_date") { notice.day() } else { given };
    // Without a recorded expectation the admission itself shows what was to be expected.
    let expected = record.of_kind(Kind::ExpectedAdmission).next().or_else(|| record.of_kind(Kind::Admission).next());
    expected.is_some_and(|expected| tested < expected.day() - 7)
}

/// Section 1 and reading `notice_outside_regime`: the day it is treated as given decides.
fn is_outside_regime(record: &Record, given: Day) -> bool {
    if record.reads("notice_outside_regime", "calculated") {
        return false;
    }
    let (first_day, last_day) =
        if record.is_2003() { ((2003, 10, 1), (2015, 3, 31)) } else { ((2015, 4, 1), (2022, 6, 30)) };
    given < calendar::day_number(first_day) || given > calendar::day_number(last_day)
}

/// Reading `notice_after_departure`.
fn is_after_departure(record: &Record, notice: &Event) -> bool {
    !record.reads("notice_after_departure", "arithmetical")
        && record.departure().is_some_and(|departure| departure.place < notice.place)
}

/// 2.6 (s.5(7)-(8), reg 6) and 3.5 (reg 8): step through the days after the notice.
fn last_day_of_interval(record: &Record, notice: &Event, given: Day) -> Day {
    let takes_three = !record.is_2003() && record.reads("interval_2014", "three_days");
    let length = if takes_three { 3 } else { 2 };
    let last_day_of_rule = calendar::day_number(calendar::LAST_DAY_OF_SUNDAY_RULE);
    let (mut day, mut counted) = (given, 0);
    while counted < length {
        day += 1;
        let tested = if record.reads("sunday_interval_test", "actual_notice_date") {
            notice.day()
        } else if record.reads("sunday_interval_test", "each_day") {
            day
        } else {
            given
        };
        let is_left_out = record.is_2003() && tested <= last_day_of_rule && calendar::is_sunday_or_holiday(record, day);
        if !is_left_out {
            counted += 1;
        }
    }
    day
}

/// Was an assessment notice withdrawn between these two ranks? It takes every one in force.
fn assessment_withdrawn_between(record: &Record, from: usize, to: usize) -> bool {
    record.of_kind(Kind::AssessmentNoticeWithdrawn).any(|withdrawal| withdrawal.place > from && withdrawal.place < to)
}

/// The assessment notice on which a discharge notice rests (s.5(1), para 2(1)), if any.
fn relied_on<'a>(record: &Record, assessments: &'a [Assessment], notice: &Event) -> Option<&'a Assessment> {
    let by_deemed_date = record.reads("notice_order", "by_deemed_date");
    let given = treated_as_given(record, notice);
    let good = || assessments.iter().filter(|assessment| assessment.deadline.is_some());
    let in_force = |assessment: &&Assessment| {
        assessment.place < notice.place && !assessment_withdrawn_between(record, assessment.place, notice.place)
    };
    let in_order = |assessment: &&Assessment| !by_deemed_date || assessment.treated_as_given <= given;
    let mut standing = good().filter(in_force).filter(in_order);
    let governing =
        if record.reads("second_assessment_notice", "latest_governs") { standing.next_back() } else { standing.next() };
    if governing.is_some() || !record.reads("orphan_discharge_notice", "attaches_to_next") {
        return governing;
    }
    // The next good one: later by the clock, or already there but treated as given later.
    good().find(|assessment| assessment.place > notice.place || in_force(assessment))
}

pub fn discharge_notices(record: &Record, assessments: &[Assessment]) -> Vec<Discharge> {
    let mut judged: Vec<Discharge> = Vec::new();
    for notice in record.of_kind(Kind::DischargeNotice) {
        let Some(assessment) = relied_on(record, assessments, notice) else {
            continue; // an orphan is no notice at all and has no entry (vector E14-40)
        };
        let mut fresh = Discharge { place: notice.place, relies_on: assessment.place, standing: Standing::Invalid };
        if !is_after_departure(record, notice) && !needs_new_assessment(record, &judged, &fresh) {
            fresh.standing = standing(record, notice, assessment, fresh.complete_from());
        }
        if fresh.standing != Standing::Invalid && record.reads("second_discharge_notice", "replaces") {
            replace_pending(&mut judged, notice.day());
        }
        judged.push(fresh);
    }
    judged
}

/// 2.4, 2.7 (s.5(3)-(6), reg 5(1)(a)) and 3.3, 3.5 (para 2, reg 5).
fn standing(record: &Record, notice: &Event, assessment: &Assessment, complete_from: usize) -> Standing {
    let (Some(deadline), false) = (assessment.deadline, notice.value.is_empty()) else {
        return Standing::Invalid;
    };
    // One clear day between means two days ahead.
    let lead = if record.reads("discharge_notice_lead", "clear_day") { 2 } else { 1 };
    let earliest = treated_as_given(record, notice) + lead;
    let mut proposed = calendar::read_date(&notice.value);
    if proposed < earliest {
        if !record.reads("short_discharge_notice", "defer") {
            return Standing::Invalid;
        }
        proposed = earliest;
    }
    let relevant_day = proposed.max(deadline);
    let is_withdrawn = record.events.iter().any(|event| {
        // Before the end of the relevant day: s.5(5), para 2(4).
        takes_back(event, notice.place, complete_from) && event.day() <= relevant_day
    });
    if is_withdrawn { Standing::Withdrawn } else { Standing::RelevantDay(relevant_day) }
}

/// Does this event withdraw the notice itself, or the assessment notice under it?
fn takes_back(event: &Event, notice_place: usize, complete_from: usize) -> bool {
    match event.kind {
        Kind::DischargeNoticeWithdrawn => event.place > notice_place,
        Kind::AssessmentNoticeWithdrawn => event.place > complete_from,
        _ => false,
    }
}

/// Reading `second_discharge_notice=replaces`: those whose relevant day is not yet over give way.
fn replace_pending(earlier: &mut [Discharge], today: Day) {
    for notice in earlier {
        if matches!(notice.standing, Standing::RelevantDay(day) if today <= day) {
            notice.standing = Standing::Withdrawn;
        }
    }
}

/// Reading `new_discharge_notice_after_end=require_new_assessment_notice`.
fn needs_new_assessment(record: &Record, earlier: &[Discharge], fresh: &Discharge) -> bool {
    record.reads("new_discharge_notice_after_end", "require_new_assessment_notice")
        && record.events.iter().any(|event| {
            let is_end = matches!(event.kind, Kind::FurtherTreatment | Kind::OwnCare | Kind::AuthorityReadyNotice);
            is_end
                && event.place > fresh.relies_on
                && event.place < fresh.place
                && earlier
                    .iter()
                    .any(|notice| notice.standing != Standing::Withdrawn && was_pending(record, notice, event))
        })
}

/// Did a good discharge notice stand, not withdrawn, when this event happened?
pub fn was_pending(record: &Record, notice: &Discharge, event: &Event) -> bool {
    let is_taken_back = record
        .events
        .iter()
        .any(|earlier| earlier.place < event.place && takes_back(earlier, notice.place, notice.complete_from()));
    notice.standing != Standing::Invalid && notice.complete_from() < event.place && !is_taken_back
}
