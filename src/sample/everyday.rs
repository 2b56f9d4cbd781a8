//! The everyday stays: half of them leave on the day they are ready, the others wait, for one side or the other.

use crate::domain::codes::Attribution;
use crate::domain::day::Weekday;
use crate::domain::{Day, Event, EventKind, EventValue, Moment};

use super::difficulties::council;
use super::people::People;
use super::sample_stay::{Left, ReturnLine, SampleStay, age, arrival, at, destination, speciality};
use super::seeded_rng::SeededRng;
use super::{FIRST, LAST, SEED};

/// What happens to a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Leaves on the day of readiness; no notices.
    NoDelay,
    /// Dies or leaves without ever being listed as ready.
    NeverReady,
    /// Waits for social care, both notices given.
    SocialCare,
    /// Waits for the health service; no notices.
    HealthNoNotices,
    /// Waits for the health service although the notices were given.
    HealthWithNotices,
    /// Waits; the discharge notice was forgotten.
    OneNotice,
    /// Both notices, and everything ready in time.
    InTime,
}

/// How often each course is taken.
const SCENARIOS: [(u32, Scenario); 7] = [
    (54, Scenario::NoDelay),
    (3, Scenario::NeverReady),
    (21, Scenario::SocialCare),
    (11, Scenario::HealthNoNotices),
    (4, Scenario::HealthWithNotices),
    (4, Scenario::OneNotice),
    (3, Scenario::InTime),
];

/// Weekends and public holidays of the three months, on which little is ready: New Year's Day and Good Friday.
const HOLIDAYS: [Day; 2] = [Day::from_number(17_532), Day::from_number(17_620)];

/// So many everyday stays. Now and then a patient comes a second time.
pub fn stays(count: u64, people: &mut People) -> Vec<SampleStay> {
    let mut drafts: Vec<SampleStay> = Vec::new();
    let mut came_again = 0;
    for serial in 0..count {
        let mut draft = stay(serial, people.next_number(), None, None);
        if serial % 25 == 24 {
            let gone =
                |other: &SampleStay| other.left.is_some_and(|left| left.method == "1" && left.at < draft.admitted_at);
            if let Some(at) = (came_again..drafts.len()).find(|at| gone(&drafts[*at])) {
                let before = &drafts[at];
                (draft.number, draft.age, draft.authority) = (before.number.clone(), before.age, before.authority);
                came_again = at + 1;
            }
        }
        drafts.push(draft);
    }
    drafts
}

/// The `serial`-th everyday stay, on some course or a given one, ready on a given day if one is given.
pub fn stay(serial: u64, number: String, scenario: Option<Scenario>, ready_on: Option<Day>) -> SampleStay {
    let mut rng = SeededRng::of(SEED, serial);
    let scenario = scenario.unwrap_or_else(|| rng.pick(&SCENARIOS));
    let ready_on = ready_on.unwrap_or_else(|| ready_day(&mut rng));
    let length = 2 + rng.between(0, 6) + rng.between(0, 8) + if rng.in_100(15) { rng.between(3, 25) } else { 0 };
    let hospital = rng.pick(&[(45, 0), (33, 1), (22, 2)]);
    let authority = rng.pick(&[(91, "Norfolk"), (4, "Suffolk"), (3, "Cambridgeshire"), (2, "Lincolnshire")]);
    let admitted_at = arrival(&mut rng, ready_on - length);
    let mut draft = SampleStay::new(hospital, number, council(authority), admitted_at);
    draft.age = age(&mut rng);
    draft.treatment_function = speciality(&mut rng);
    draft.admission_method = rng.pick(&[(70, "21"), (14, "22"), (10, "11"), (6, "12")]);
    draft.ready_on = Some(ready_on);
    let (code, blamed) = reason_of(&mut rng, scenario);
    let leaves = leaves(&mut rng, scenario, ready_on);
    draft.left = Some(Left { at: leaves, method: "1", destination: destination(code) });
    match scenario {
        Scenario::NoDelay => {}
        Scenario::NeverReady => never_ready(&mut draft, &mut rng),
        Scenario::HealthNoNotices => {}
        _ => notices(&mut draft, &mut rng, scenario, ready_on, leaves),
    }
    if let Some(code) = code.filter(|_| rng.in_100(88)) {
        reasons(&mut draft, &mut rng, code, blamed, ready_on, leaves.day());
    }
    draft
}

/// A ready day from January to March: fewer at weekends, and fewer in March, which has the difficult stays besides.
fn ready_day(rng: &mut SeededRng) -> Day {
    loop {
        let day = FIRST + rng.between(0, LAST - FIRST);
        let of_week = match day.weekday() {
            Weekday::Saturday => 55,
            Weekday::Sunday => 40,
            _ => 100,
        };
        let of_month = if day.month() == LAST.month() { 60 } else { 100 };
        if rng.in_100(of_week) && rng.in_100(of_month) {
            return day;
        }
    }
}

fn is_quiet(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || HOLIDAYS.contains(&day)
}

/// When the patient leaves: mostly between ten and five, and seldom at a weekend if services must start that day.
fn leaves(rng: &mut SeededRng, scenario: Scenario, ready_on: Day) -> Moment {
    let days = match scenario {
        Scenario::NoDelay | Scenario::NeverReady => 0,
        Scenario::InTime => rng.between(1, 3),
        _ => match rng.below(100) {
            0..8 => 1,
            8..91 => 2 + rng.between(0, 4) + rng.between(0, 6),
            91..97 => 14 + rng.between(0, 13),
            _ => 30 + rng.between(0, 16),
        },
    };
    let mut day = ready_on + days;
    while days > 0 && is_quiet(day) && rng.in_100(75) {
        day = day.next();
    }
    let minutes = rng.pick(&[(8, (450, 590)), (30, (600, 779)), (50, (780, 1020)), (12, (1021, 1210))]);
    at(day, rng.between(minutes.0, minutes.1))
}

/// What the return says: a letter, and who is blamed. One in eight days of social care is blamed on someone else.
fn reason_of(rng: &mut SeededRng, scenario: Scenario) -> (Option<&'static str>, Attribution) {
    let social = [(34, "E"), (20, "Dii"), (15, "Di"), (15, "A"), (8, "F"), (5, "B"), (3, "G")];
    let health = [(34, "C"), (24, "A"), (16, "G"), (10, "Dii"), (8, "F"), (5, "I"), (3, "H")];
    match scenario {
        Scenario::NoDelay | Scenario::NeverReady => (None, Attribution::Nhs),
        Scenario::HealthNoNotices | Scenario::HealthWithNotices => (Some(rng.pick(&health)), Attribution::Nhs),
        _ => {
            let code = rng.pick(&social);
            // The return lets these letters be blamed on both sides.
            let can_be_both = matches!(code, "A" | "B" | "Dii" | "E" | "F");
            let blamed = match rng.below(100) {
                0..6 => Attribution::Nhs,
                6..13 if can_be_both => Attribution::Both,
                _ => Attribution::SocialCare,
            };
            (Some(code), blamed)
        }
    }
}

/// One line of the return, or two where the reason changed on the way.
fn reasons(
    draft: &mut SampleStay,
    rng: &mut SeededRng,
    code: &'static str,
    blamed: Attribution,
    first: Day,
    last: Day,
) {
    let changes = last - first >= 5 && blamed == Attribution::SocialCare && code != "A" && rng.in_100(30);
    let from = if changes { first + rng.between(2, 4) } else { first };
    if changes {
        draft.reasons.push(ReturnLine { from: first, to: Some(from.previous()), code: "A", blamed });
    }
    draft.reasons.push(ReturnLine { from, to: Some(last), code, blamed });
}

fn never_ready(draft: &mut SampleStay, rng: &mut SeededRng) {
    draft.ready_on = None;
    let leaves = if rng.in_100(70) { ("4", "79") } else { ("2", "19") };
    draft.left = draft.left.map(|left| Left { at: left.at, method: leaves.0, destination: leaves.1 });
}

/// When someone in an office sends something: from before nine to after five, a third of it after two.
fn office(rng: &mut SeededRng, day: Day) -> Moment {
    let (first, last) =
        rng.pick(&[(12, (500, 569)), (42, (570, 719)), (12, (720, 839)), (2, (840, 840)), (32, (841, 1040))]);
    at(day, rng.between(first, last))
}

/// The day on which a notice counts as given (regulation 11).
fn counts(moment: Moment) -> Day {
    if moment > at(moment.day(), 14 * 60) { moment.day().next() } else { moment.day() }
}

/// The notices and what the authority did, from the first notice to the morning of leaving.
fn notices(draft: &mut SampleStay, rng: &mut SeededRng, scenario: Scenario, ready_on: Day, leaves: Moment) {
    let mut push = |kind, at, value| draft.events.push(Event { kind, at, until: None, value });
    let first_day = (ready_on - rng.between(0, 4)).max(draft.admitted_at.day().next());
    let assessment_notice = office(rng, first_day);
    push(EventKind::AssessmentNotice, assessment_notice, EventValue::Nothing);
    let mut relevant_day = counts(assessment_notice) + 2;
    if scenario != Scenario::OneNotice {
        let same_day = Moment::from_seconds(assessment_notice.seconds() + 2_700);
        let sent_on = (ready_on - rng.between(0, 1)).max(first_day);
        let discharge_notice = office(rng, sent_on).max(same_day);
        // Three in a hundred are sent too late for the day they propose.
        let lead = i32::from(!rng.in_100(3));
        let proposed = (counts(discharge_notice) + lead).max(ready_on) + i32::from(rng.in_100(20));
        push(EventKind::DischargeNotice, discharge_notice, EventValue::Day(proposed));
        relevant_day = relevant_day.max(proposed);
    }
    let late = scenario == Scenario::SocialCare && rng.in_100(18);
    let assessed_on = if late { relevant_day + rng.between(1, 3) } else { relevant_day - rng.between(0, 1) };
    let ready = services(rng, scenario, relevant_day, leaves);
    let assessed = at(assessed_on.max(first_day.next()), rng.between(640, 1000));
    let assessed = assessed.min(Moment::from_seconds(ready.seconds() - 3_600));
    push(EventKind::Assessed, assessed, EventValue::Nothing);
    push(EventKind::ServicesReady, ready, EventValue::Nothing);
    if rng.in_100(15) {
        let notified_at = Moment::from_seconds(ready.seconds() + 1_200);
        push(EventKind::AuthorityReadyNotice, notified_at, EventValue::Nothing);
    }
    if scenario == Scenario::HealthWithNotices {
        let until = Some(Moment::end_of(leaves.day().previous().max(ready_on)));
        let value = EventValue::Nothing;
        draft.events.push(Event { kind: EventKind::NhsCause, at: Moment::midnight(ready_on), until, value });
    }
    draft.events.retain(|event| event.at <= leaves);
    draft.events.sort_by_key(|event| event.at);
}

/// When everything was ready: the day before, or some hours before the patient left.
fn services(rng: &mut SeededRng, scenario: Scenario, relevant_day: Day, leaves: Moment) -> Moment {
    let before = Moment::from_seconds(leaves.seconds() - i64::from(rng.between(40, 200)) * 60);
    let by_night = before < at(leaves.day(), 8 * 60);
    match scenario {
        Scenario::InTime => at(relevant_day, rng.between(700, 1000)).min(before),
        _ if by_night || rng.in_100(30) => at(leaves.day().previous(), rng.between(800, 1030)),
        _ => before,
    }
}
