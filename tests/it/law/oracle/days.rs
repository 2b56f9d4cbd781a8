//! The walk: is this day charged under this discharge notice, and if not, why not?

use super::calendar::{self, Day, Moment};
use super::notices::{self, Discharge, Standing};
use super::text::{Event, Kind, Record};

/// Why a day costs nothing under a discharge notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyFree {
    NoticeWithoutEffect,
    NotLiable,
    BeforeThePeriod,
    SundayOrHolidayAtTheStart,
    NotInForce,
    PeriodOver,
    ReadyByEleven,
    Deterioration,
    LaterNhsCause,
}

/// The days to walk: from the first event to the last thing recorded (section 7a, open stays).
pub fn horizon(record: &Record) -> Option<(Day, Day)> {
    let first_day = record.events.iter().map(Event::day).min()?;
    let last_day = record.events.iter().map(last_recorded_day).max()?;
    Some((first_day, last_day))
}

/// A state with a recorded end was still being recorded then; without one it has one day.
fn last_recorded_day(event: &Event) -> Day {
    event.day().max(calendar::day_of(event.until - 1))
}

pub fn why_free(record: &Record, notices: &[Discharge], notice: &Discharge, day: Day) -> Option<WhyFree> {
    let Standing::RelevantDay(relevant_day) = notice.standing else {
        return Some(WhyFree::NoticeWithoutEffect);
    };
    let first_day = first_day(record, relevant_day);
    let reasons = [
        (day <= relevant_day, WhyFree::BeforeThePeriod),
        (day < first_day, WhyFree::SundayOrHolidayAtTheStart),
        (!is_in_force(record, day), WhyFree::NotInForce),
    ];
    if let Some((_, why)) = reasons.into_iter().find(|(applies, _)| *applies) {
        return Some(why);
    }
    if !is_liable(record, notice, relevant_day) {
        return Some(WhyFree::NotLiable);
    }
    if is_over(record, notices, notice, day) {
        return Some(WhyFree::PeriodOver);
    }
    if is_ready_by_eleven(record, notice, day, first_day) {
        return Some(WhyFree::ReadyByEleven);
    }
    if is_deterioration_day(record, relevant_day, day) {
        return Some(WhyFree::Deterioration);
    }
    is_suspended(record, day).then_some(WhyFree::LaterNhsCause)
}

/// 2.9 (s.6(4)(a), reg 8(2)) and 3.7 (reg 9(2)).
fn first_day(record: &Record, relevant_day: Day) -> Day {
    let mut day = relevant_day + 1;
    while record.is_2003() && calendar::is_shielded(record, day) {
        day += 1;
    }
    day
}

/// Section 1, 2.16, 3.11 and the notes under 7a: days on which no money can fall due.
fn is_in_force(record: &Record, day: Day) -> bool {
    let from = |date| day >= calendar::day_number(date);
    if from((2020, 3, 19)) && record.reads("covid_pause", "operational") {
        return false;
    }
    if record.is_2003() {
        let is_past_change = from((2015, 4, 1)) && record.reads("regime_selection", "day_date");
        from((2004, 1, 5)) && !is_past_change
    } else {
        from((2015, 4, 1)) && !from((2022, 7, 1))
    }
}

/// 2.8 (s.6(1)-(3)) and 3.6 (para 4), tested at the end of the relevant day.
fn is_liable(record: &Record, notice: &Discharge, relevant_day: Day) -> bool {
    let midnight = calendar::start_of(relevant_day + 1);
    if record.departure().is_some_and(|departure| departure.at < midnight) {
        return false;
    }
    let is_before_payments = relevant_day < calendar::day_number((2004, 1, 5));
    if is_before_payments && record.reads("commencement_rule", "relevant_day") {
        return false;
    }
    let has_other_cause = record.events.iter().any(|event| {
        let is_cause = match event.kind {
            Kind::NhsCause => true,
            Kind::Deterioration => !record.reads("deterioration_at_relevant_day", "no_cause"),
            _ => false,
        };
        is_cause && event.lasts_to_end_of(relevant_day)
    });
    let is_assessed = record.of_kind(Kind::Assessed).any(|assessed| {
        // s.4(5), para 3(1)
        let counts = assessed.place > notice.relies_on || record.reads("early_assessment", "counts");
        counts && assessed.at < midnight
    });
    let is_ready = ready_since(record, notice).is_some_and(|ready| ready < midnight);
    let needs_sole_cause = record.reads("limb_a_causation", "sole_cause");
    let limb_a = !is_assessed && (!has_other_cause || !needs_sole_cause);
    let limb_b = !is_ready && !has_other_cause;
    limb_a || limb_b
}

/// Does a readiness of this kind count under the reading `early_services`?
fn counts_as_readiness(record: &Record, notice: &Discharge, event: &Event) -> bool {
    event.place > notice.relies_on || !record.reads("early_services", "only_after_notice")
}

/// From when are all services in place, as far as the record shows?
fn ready_since(record: &Record, notice: &Discharge) -> Option<Moment> {
    let first = |kind: Kind| {
        let of_kind = record.events.iter().filter(|event| event.kind == kind);
        of_kind.filter(|event| counts_as_readiness(record, notice, event)).map(|event| event.at).min()
    };
    // The question of 7a is about a ready notice "without a recorded readiness": a record settles it.
    let proves = record.reads("ready_notice_proof", "proves_readiness");
    first(Kind::ServicesReady).or_else(|| first(Kind::AuthorityReadyNotice).filter(|_| proves))
}

/// Has the period ended before this day, by anything on record?
fn is_over(record: &Record, notices: &[Discharge], notice: &Discharge, day: Day) -> bool {
    let by_readiness = record.is_2003()
        && !record.reads("reg11b_scope", "discharge_day_only")
        && ready_since(record, notice).is_some_and(|ready| day > last_day_when_ready(ready));
    let ended_before = |event: &Event| {
        ends_this_period(record, notices, notice, event)
            && last_day_with(record, notice, event).is_some_and(|last_day| day > last_day)
    };
    by_readiness || record.events.iter().any(ended_before)
}

/// 2.11, reg 11(b): able before 11:00, treated as discharged the day before.
fn last_day_when_ready(ready: Moment) -> Day {
    let day = calendar::day_of(ready);
    if ready < calendar::eleven_of(day) { day - 1 } else { day }
}

/// Does the event bear on the period of this notice, or did it come too early for that?
fn ends_this_period(record: &Record, notices: &[Discharge], notice: &Discharge, event: &Event) -> bool {
    match event.kind {
        Kind::Discharged | Kind::SelfDischarged | Kind::Died => true,
        Kind::OwnCare if event.place < notice.complete_from() => {
            // 7a `early_own_care`; but care that ended an earlier notice's delay is spent (7).
            let is_spent = notices
                .iter()
                .any(|earlier| earlier.place < notice.place && notices::was_pending(record, earlier, event));
            event.place > notice.relies_on && !is_spent && !record.reads("early_own_care", "ignored")
        }
        _ => event.place > notice.complete_from(),
    }
}

/// The last day that still counts when this event has happened: table 2.11 and 3.7 (reg 9(3)).
fn last_day_with(record: &Record, notice: &Discharge, event: &Event) -> Option<Day> {
    let (day, day_before) = (event.day(), event.day() - 1);
    let last_day = match (event.kind, record.is_2003()) {
        (Kind::Discharged, true) if is_deemed_back(record, notice, event) => day_before,
        (Kind::Discharged, false) if record.reads("discharge_day_2014", "exclude") => day_before,
        (Kind::Discharged | Kind::AuthorityReadyNotice, _) => day,
        (Kind::SelfDischarged, true)
            if !record.reads("self_discharge_11am", "false") && is_deemed_back(record, notice, event) =>
        {
            day_before
        }
        // s.3(4): accrual stops; no "ends with" wording.
        (Kind::AssessmentNoticeWithdrawn, true) => {
            if record.reads("withdrawal_day_2003", "include") {
                day
            } else {
                day_before
            }
        }
        // Reg 9(3)(a) of 2014; in both regimes the days of reg 9(a)-(d) and 9(3)(c)-(f).
        (Kind::AssessmentNoticeWithdrawn | Kind::DischargeNoticeWithdrawn, false)
        | (Kind::SelfDischarged | Kind::Died | Kind::OwnCare | Kind::FurtherTreatment, _) => {
            let is_left_out = record.reads("end_event_day", "exclude")
                || (record.reads("end_event_day", "eleven_am") && event.before_eleven());
            if is_left_out { day_before } else { day }
        }
        // Among them the 2003 discharge notice withdrawn too late: s.5(5).
        _ => return None,
    };
    Some(last_day)
}

/// Reg 11 (2003): the patient is treated as discharged on the day before.
fn is_deemed_back(record: &Record, notice: &Discharge, leaving: &Event) -> bool {
    let eleven = calendar::eleven_of(leaving.day());
    let by_readiness = record.reads("reg11b_scope", "discharge_day_only")
        && ready_since(record, notice).is_some_and(|ready| ready < eleven);
    leaving.before_eleven() || by_readiness
}

/// 2.9 (reg 8(1): the first day only) and 3.7 (reg 9(4)(a): every day).
fn is_ready_by_eleven(record: &Record, notice: &Discharge, day: Day, first_day: Day) -> bool {
    let is_in_place = ready_since(record, notice).is_some_and(|ready| ready <= calendar::eleven_of(day));
    if record.is_2003() {
        return day == first_day && is_in_place;
    }
    let is_partly_in_place = record.reads("partial_2014", "any")
        && record
            .of_kind(Kind::PartialServicesReady)
            .any(|partial| counts_as_readiness(record, notice, partial) && partial.by_eleven_of(day));
    // A discharge by 11:00 implies arrangements in place by 11:00 (3.7).
    let has_left = !record.reads("early_discharge_2014", "record_only")
        && record.of_kind(Kind::Discharged).any(|discharged| discharged.day() == day && discharged.by_eleven_of(day));
    is_in_place || is_partly_in_place || has_left
}

/// 2.10 (reg 8(3)) and 3.7 (reg 9(4)(b)).
fn is_deterioration_day(record: &Record, relevant_day: Day, day: Day) -> bool {
    // Literal words of 2003: the same deterioration made him unfit on the relevant day.
    let is_linked = record.is_2003() && record.reads("deterioration_scope", "relevant_day_linked");
    record.of_kind(Kind::Deterioration).any(|event| event.touches(day) && (!is_linked || event.touches(relevant_day)))
}

/// Reading `later_nhs_cause=suspend`: "drops every day the cause touches" (7a), whenever the cause began.
fn is_suspended(record: &Record, day: Day) -> bool {
    record.reads("later_nhs_cause", "suspend") && record.of_kind(Kind::NhsCause).any(|cause| cause.touches(day))
}
