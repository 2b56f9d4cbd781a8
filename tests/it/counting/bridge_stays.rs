//! Stays for the tests of counting: one by hand, and thousands by a seed.

use beddays::domain::codes::{Attribution, CareType};
use beddays::domain::{
    Authorities, AuthorityId, Day, Event, EventKind, EventRecord, EventValue, Moment, Origin, Reason, Stay,
};
use beddays::regime::{Convention, Law, Library};

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn norfolk() -> AuthorityId {
    Authorities::england().find("Norfolk").unwrap()
}

fn origin() -> Origin {
    Origin { source_id: "0123456789abcdef".into(), source_record: 1 }
}

/// An adult admitted nine days before; `ready..ended`, `ready..`, or `..ended` where nobody recorded the ready day.
pub fn stay(id: &str, written: &str) -> Stay {
    let (ready, ended) = written.split_once("..").unwrap();
    let ready_on = (!ready.is_empty()).then(|| day(ready));
    let ended_on = (!ended.is_empty()).then(|| day(ended));
    Stay {
        stay_id: id.into(),
        person_key: None,
        provider_code: "RZZ01".into(),
        site_code: None,
        authority: Some(norfolk()),
        registered_in: None,
        staying_in: None,
        admitted_at: Moment::midnight(ready_on.or(ended_on).unwrap() - 9),
        expected_admission_on: None,
        ready_on,
        discharged_at: ended_on.map(|day| Moment::from_seconds(Moment::midnight(day).seconds() + 15 * 3600)),
        admission_method: None,
        discharge_method: None,
        discharge_destination: None,
        treatment_function_code: None,
        care_type: None,
        setting: None,
        funding: None,
        age_at_admission: Some(80),
        origin: origin(),
    }
}

pub fn event(stay: &str, kind: EventKind, at: Moment, value: EventValue) -> EventRecord {
    EventRecord { stay_id: stay.into(), event: Event { kind, at, until: None, value }, origin: origin() }
}

pub fn reason(stay: &str, code: &str, from: &str, to: &str) -> Reason {
    Reason {
        stay_id: stay.into(),
        from_on: day(from),
        to_on: (!to.is_empty()).then(|| day(to)),
        reason_code: code.into(),
        attributed_to: Attribution::SocialCare,
        origin: origin(),
    }
}

pub fn law(id: &str, chosen: &[(&str, &str)]) -> Vec<Law> {
    let chosen: Vec<(String, String)> = chosen.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    vec![Law::new(Library::built_in().unwrap().get(id).unwrap().clone(), &chosen).unwrap()]
}

/// Every built-in convention under every combination of its readings.
pub fn every_reading() -> Vec<Convention> {
    let mut all: Vec<Convention> = Vec::new();
    for convention in Convention::built_in().unwrap() {
        let mut forms = vec![convention.clone()];
        for reading in convention.file.reading {
            let reading = reading.into_inner();
            let others = reading.alternatives.iter().flat_map(|answer| {
                forms.iter().map(|form| form.clone().with_reading(&reading.id, answer).unwrap()).collect::<Vec<_>>()
            });
            forms = others.chain(forms.clone()).collect();
        }
        all.extend(forms);
    }
    all
}

/// Stays with their events and reasons, sorted as intake gives them.
pub struct World {
    pub stays: Vec<Stay>,
    pub events: Vec<EventRecord>,
    pub reasons: Vec<Reason>,
    pub followed_to: Day,
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit as u64) as i32
    }

    fn percent(&mut self, chance: i32) -> bool {
        self.below(100) < chance
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as i32) as usize]
    }

    fn code(&mut self, list: &[&str]) -> Option<Box<str>> {
        self.percent(60).then(|| self.one_of(list).into())
    }
}

/// `count` made-up stays of the year after `from`, with what is rare in life made common.
pub fn random_world(count: usize, from: &str, seed: u64) -> World {
    let (mut dice, from) = (Dice(seed), day(from));
    let mut world = World { stays: Vec::new(), events: Vec::new(), reasons: Vec::new(), followed_to: from + 400 };
    for n in 0..count {
        let id = format!("R{n:05}");
        let admitted = from + dice.below(365);
        let ready = admitted + dice.one_of(&[0, 1, 3, 3, 7, 12, 30]);
        let length = dice.one_of(&[0, 0, 1, 2, 2, 3, 4, 5, 6, 8, 13, 21, 40]);
        let left = Moment::from_seconds(Moment::midnight(ready + length).seconds() + i64::from(dice.below(86_000)));
        let stay = Stay {
            admitted_at: Moment::midnight(admitted),
            ready_on: dice.percent(90).then_some(ready),
            discharged_at: (!dice.percent(1)).then_some(left),
            admission_method: dice.code(&["11", "21", "2A", "31", "82"]),
            discharge_method: dice.code(&["1", "1", "2", "4", "5"]),
            discharge_destination: dice.code(&["19", "19", "55", "51", "79"]),
            treatment_function_code: dice.code(&["300", "301", "502", "711", "660", "560"]),
            care_type: dice.percent(15).then(|| dice.one_of(CareType::ALL)),
            setting: dice.percent(4).then(|| "private_hospital".into()),
            funding: dice.percent(4).then(|| "private".into()),
            age_at_admission: dice.one_of(&[None, Some(17), Some(18), Some(70), Some(80), Some(91), Some(85)]),
            ..self::stay(&id, &format!("{ready}..{}", ready + length))
        };
        facts(&mut dice, &mut world, &stay, ready, length);
        world.stays.push(stay);
    }
    world.events.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    world.reasons.sort_by(|one, other| (&one.stay_id, one.from_on).cmp(&(&other.stay_id, other.from_on)));
    world
}

/// Notices and what came of them, reasons, and now and then another end.
fn facts(dice: &mut Dice, world: &mut World, stay: &Stay, ready: Day, length: i32) {
    let id = &*stay.stay_id;
    let at = |day: Day, hour: i64| Moment::from_seconds(Moment::midnight(day).seconds() + hour * 3600);
    let hour = i64::from(8 + dice.below(10));
    let mut add = |kind, day, hour, value| world.events.push(event(id, kind, at(day, hour), value));
    if stay.ready_on.is_none() && dice.percent(30) {
        add(EventKind::Ready, ready, 9, EventValue::Nothing);
    }
    if dice.percent(70) {
        // Now and then the hospital proposed an earlier day than the one it recorded as ready.
        let proposed = ready - dice.one_of(&[0, 0, 0, 0, 2]);
        add(EventKind::AssessmentNotice, proposed - 4, hour, EventValue::Nothing);
        if dice.percent(85) {
            add(EventKind::DischargeNotice, proposed - 2, hour, EventValue::Day(proposed));
        }
        if dice.percent(50) {
            add(EventKind::Assessed, ready - 1, 10, EventValue::Nothing);
        }
        if dice.percent(20) {
            add(EventKind::ServicesReady, ready + dice.below(5), 10, EventValue::Nothing);
        }
        if dice.percent(10) {
            add(EventKind::NhsCause, ready - 1 + dice.below(4), 10, EventValue::Nothing);
        }
        if dice.percent(10) {
            add(EventKind::Deterioration, ready + dice.below(5), 10, EventValue::Nothing);
        }
        if dice.percent(10) {
            add(EventKind::DischargeNoticeWithdrawn, ready + dice.below(4), 12, EventValue::Nothing);
        }
    }
    if length > 2 && dice.percent(8) {
        add(EventKind::SelfDischarged, ready + 2, 12, EventValue::Nothing);
    }
    if length > 3 && dice.percent(12) {
        let ill = ready + 1 + dice.below(3);
        add(EventKind::Relapse, ill, 14, EventValue::Nothing);
        if dice.percent(60) {
            add(EventKind::Ready, ill + 1 + dice.below(3), 9, EventValue::Nothing);
        }
    }
    for part in 0..dice.below(3) {
        let from = (ready + part * 3).to_string();
        let to = if dice.percent(70) { (ready + part * 3 + 2).to_string() } else { String::new() };
        world.reasons.push(reason(id, dice.one_of(&["A", "Di", "11A", "100", "26X", "46X"]), &from, &to));
    }
}
