//! The difficulties of the law, each as stays of its own in March: read from a table with what the law makes of them.

use serde::Deserialize;

use crate::domain::codes::{Attribution, CareType};
use crate::domain::{Authorities, AuthorityId, Day, Event, EventKind, Moment};
use crate::vectors;

use super::SEED;
use super::people::People;
use super::sample_stay::{HOSPITALS, Left, ReturnLine, SampleStay, age, arrival, destination, speciality};
use super::seeded_rng::SeededRng;

const TABLE: &str = include_str!("../../data-samples/demo/difficulties.csv");

/// One row of the table.
#[derive(Clone, Debug, Deserialize)]
pub struct Difficulty {
    /// What is difficult, in words.
    pub difficulty: String,
    /// The ready days of its stays, joined by `;`.
    ready_on: String,
    /// The facts as in vector files; `[3]` is the third day after the ready day, `~10:15` about a quarter past ten.
    facts: String,
    /// What is special about the stay itself, `name=value` joined by `;`.
    stay: String,
    /// The letter of the return and who is blamed.
    reason: String,
    /// How many days are charged for each stay.
    pub charged_days: usize,
    /// Rules that days of March rest on, joined by `;`.
    pub rules: String,
}

/// The table.
pub fn table() -> Vec<Difficulty> {
    let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize();
    rows.map(|row| row.expect("the built-in table reads; a test reads it")).collect()
}

/// The stays of every difficulty, with the place of its row in the table.
pub fn stays(table: &[Difficulty], people: &mut People) -> Vec<(usize, SampleStay)> {
    let mut drafts: Vec<(usize, SampleStay)> = Vec::new();
    let mut before = 0;
    for (row, difficulty) in table.iter().enumerate() {
        let now = drafts.len();
        for (place, ready_on) in difficulty.ready_on.split(';').enumerate() {
            let mut rng = SeededRng::of(SEED, drafts.len() as u64 + 1_000_000);
            let ready_on = ready_on.parse().expect("the built-in table has days; a test reads it");
            let mut draft = difficulty.draft(people.next_number(), ready_on, &mut rng);
            if difficulty.stay.split(';').any(|special| special == "person=previous") {
                let other = &drafts[before + place].1;
                draft.hospital = (other.hospital + 1) % HOSPITALS.len();
                (draft.number, draft.age) = (other.number.clone(), other.age);
            }
            drafts.push((row, draft));
        }
        before = now;
    }
    drafts
}

impl Difficulty {
    fn draft(&self, number: String, ready_on: Day, rng: &mut SeededRng) -> SampleStay {
        let text = dated(&self.facts, ready_on, rng);
        let facts = vectors::events(&text).expect("the facts of the built-in table read; a test reads them");
        let days_before = rng.between(7, 10) + rng.between(0, 12);
        let admitted_at = arrival(rng, ready_on - days_before);
        let hospital = rng.pick(&[(45, 0), (32, 1), (23, 2)]);
        let mut draft = SampleStay::new(hospital, number, council("Norfolk"), admitted_at);
        draft.age = age(rng);
        draft.treatment_function = speciality(rng);
        draft.ready_on = Some(ready_on);
        let mut reason = self.reason.split(' ');
        let code = reason.next().and_then(|letter| LETTERS.iter().find(|code| **code == letter)).copied();
        for event in facts {
            take(&mut draft, event, destination(code));
        }
        self.specials(&mut draft);
        if let (Some(code), Some(blamed)) = (code, reason.next()) {
            let blamed: Attribution = blamed.parse().expect("the built-in table blames somebody; a test reads it");
            let to = draft.left.map(|left| left.at.day());
            draft.reasons.push(ReturnLine { from: ready_on.max(draft.admitted_at.day()), to, code, blamed });
        }
        draft
    }

    fn specials(&self, draft: &mut SampleStay) {
        for (name, value) in self.stay.split(';').filter_map(|part| part.split_once('=')) {
            match name {
                "care_type" => {
                    draft.care_type = value.parse().expect("the built-in table has kinds of care; a test reads it");
                    draft.treatment_function = function(draft.care_type);
                }
                "age" => draft.age = value.parse().expect("the built-in table has ages; a test reads it"),
                "funding" => draft.funding = value.to_owned(),
                "setting" => draft.setting = value.to_owned(),
                "authority" => draft.authority = council(value),
                "ready_on" => draft.ready_on = None,
                "destination" => draft.left = draft.left.map(|left| Left { destination: "51", ..left }),
                _ => debug_assert!(name == "person", "the built-in table has no special `{name}`"),
            }
        }
        if draft.age < 18 {
            draft.treatment_function = "420";
        }
        if draft.expected_on.is_some() {
            draft.admission_method = "11";
        }
    }
}

/// Letters of the return that the table uses.
const LETTERS: [&str; 10] = ["A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I"];

/// A council by its name.
pub fn council(name: &str) -> AuthorityId {
    Authorities::england().find(name).expect("the councils of the sample are in the list; a test looks them up")
}

/// Puts a fact where it belongs: some are columns of the stay.
fn take(draft: &mut SampleStay, event: Event, destination: &'static str) {
    let left = |method, destination| Some(Left { at: event.at, method, destination });
    match event.kind {
        EventKind::Admission => draft.admitted_at = event.at,
        EventKind::ExpectedAdmission => draft.expected_on = Some(event.at.day()),
        EventKind::Ready => draft.ready_on = Some(event.at.day()),
        EventKind::Discharged => draft.left = left("1", destination),
        EventKind::SelfDischarged => draft.left = left("2", "19"),
        EventKind::Died => draft.left = left("4", "79"),
        _ => draft.events.push(event),
    }
}

/// The speciality that gives a kind of care.
fn function(care: CareType) -> &'static str {
    match care {
        CareType::Palliative => "315",
        CareType::MentalHealth => "715",
        CareType::Rehabilitation | CareType::Intermediate => "314",
        CareType::Maternity => "501",
        _ => "430",
    }
}

/// The facts with days for `[3]` and times for `~10:15`.
fn dated(facts: &str, ready_on: Day, rng: &mut SeededRng) -> String {
    let mut text = String::with_capacity(facts.len() * 2);
    let mut rest = facts;
    while let Some(at) = rest.find(['[', '~']) {
        text.push_str(&rest[..at]);
        let (sign, behind) = rest[at..].split_at(1);
        if sign == "[" {
            let (offset, behind) = behind.split_once(']').expect("the built-in table closes brackets; a test reads it");
            let offset: i32 = offset.parse().expect("the built-in table has numbers in brackets; a test reads it");
            text.push_str(&(ready_on + offset).to_string());
            rest = behind;
        } else {
            let (time, behind) = behind.split_at(5);
            let about: Moment = format!("{ready_on}T{time}").parse().expect("the built-in table has times of day");
            let moved = Moment::from_seconds(about.seconds() + i64::from(rng.between(-20, 20)) * 60);
            text.push_str(&moved.time().to_string());
            rest = behind;
        }
    }
    text.push_str(rest);
    text
}
