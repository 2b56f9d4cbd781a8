//! Random cases: plausible stays with nasty details, in the text format of section 9.

use super::CaseText;
use super::calendar::{self, Day, Moment};
use super::chance::Chance;
use super::lists::{AUTHORITIES, AWKWARD_2003, AWKWARD_2014, READINGS};

/// A case that owns its text cells.
#[derive(Clone, Debug)]
pub struct OwnedCaseText {
    pub regime: String,
    pub qualifies: String,
    pub authority: String,
    pub params: String,
    pub events: String,
}

impl OwnedCaseText {
    pub fn as_text(&self) -> CaseText<'_> {
        CaseText {
            regime: &self.regime,
            qualifies: &self.qualifies,
            authority: &self.authority,
            params: &self.params,
            events: &self.events,
        }
    }
}

/// The events so far, each with its place in time.
struct Story {
    chance: Chance,
    events: Vec<(Moment, String)>,
}

impl Story {
    fn add_date(&mut self, kind: &str, day: Day) {
        let text = format!("{kind}@{}", calendar::date_text(day));
        self.events.push((calendar::start_of(day), text));
    }

    /// Adds an event near one of these hours; now and then in the very minute of the one before.
    fn add(&mut self, kind: &str, day: Day, hours: &[i32], value: &str) {
        let minutes = self.chance.minutes_near(hours);
        let mut at = calendar::start_of(day) + Moment::from(minutes) * 60;
        if self.chance.percent(3) {
            at = self.events.last().map_or(at, |(last, _)| *last);
        }
        let value = if value.is_empty() { String::new() } else { format!("={value}") };
        self.events.push((at, format!("{kind}@{}{value}", timestamp(at))));
    }

    /// Adds a lasting state: dates, timestamps, a lone date, or (if it may) a lone timestamp.
    fn add_state(&mut self, kind: &str, first_day: Day, last_day: Day, may_be_lone: bool) {
        let minutes = self.chance.minutes_near(&[9, 11, 14]);
        let start = calendar::start_of(first_day) + Moment::from(minutes) * 60;
        let form = self.chance.between(if may_be_lone { 1 } else { 46 }, 100);
        let (at, when) = match form {
            1..=30 => (calendar::start_of(first_day), calendar::date_text(first_day)),
            31..=45 => (start, timestamp(start)),
            46..=60 => {
                let (from, to) = (calendar::date_text(first_day), calendar::date_text(last_day));
                (calendar::start_of(first_day), format!("{from}..{to}"))
            }
            61..=70 => {
                let midnight = calendar::start_of(last_day + 1);
                (start, format!("{}..{}", timestamp(start), timestamp(midnight)))
            }
            _ => {
                let later = self.chance.minutes_near(&[11, 14, 20]);
                let end = calendar::start_of(last_day) + Moment::from(later) * 60;
                let end = end.max(start + 60);
                (start, format!("{}..{}", timestamp(start), timestamp(end)))
            }
        };
        self.events.push((at, format!("{kind}@{when}")));
    }
}

fn timestamp(at: Moment) -> String {
    let day = calendar::day_of(at);
    let minutes = (at - calendar::start_of(day)) / 60;
    format!("{}T{:02}:{:02}", calendar::date_text(day), minutes / 60, minutes % 60)
}

/// The same seed always gives the same case.
pub fn random_case(seed: u64) -> OwnedCaseText {
    let mut story = Story { chance: Chance(seed), events: Vec::new() };
    let is_2003 = story.chance.percent(55);
    let anchor = anchor(&mut story.chance, is_2003);
    let in_hospital = add_admission(&mut story, anchor);
    add_assessment_notices(&mut story, anchor);
    let relevant = add_discharge_notices(&mut story, in_hospital, anchor);
    let ready = add_authority_steps(&mut story, anchor, relevant);
    let leaving = add_departure(&mut story, ready);
    add_troubles(&mut story, anchor, relevant, ready);
    if story.chance.percent(5) {
        let (at, text) = {
            let last = i32::try_from(story.events.len()).expect("a short list") - 1;
            let place = usize::try_from(story.chance.between(0, last)).expect("not negative");
            story.events[place].clone()
        };
        story.events.push((at, text)); // delivered twice
    }
    drop_most_after(&mut story, leaving);
    story.events.sort_by_key(|(at, _)| *at);
    let events: Vec<&str> = story.events.iter().map(|(_, text)| text.as_str()).collect();
    let events = events.join(";");
    let chance = &mut story.chance;
    let reasons = ["no:rehabilitation", "no:palliative", "no:mental_health", "no:intermediate"];
    let regime = if is_2003 { "england-2003" } else { "england-2014" };
    let authority = authority(chance, anchor);
    OwnedCaseText {
        regime: regime.to_owned(),
        qualifies: if chance.percent(2) { chance.pick(&reasons) } else { "yes" }.to_owned(),
        authority: authority.to_owned(),
        params: params(chance, &format!("{regime} {authority} {events}")),
        events,
    }
}

/// The day of the first assessment notice.
fn anchor(chance: &mut Chance, is_2003: bool) -> Day {
    if chance.percent(40) {
        let date = if is_2003 { chance.pick(&AWKWARD_2003) } else { chance.pick(&AWKWARD_2014) };
        return calendar::day_number(date) + chance.between(-4, 4);
    }
    let (first, last) = if is_2003 { ((2003, 12, 20), (2015, 3, 25)) } else { ((2015, 4, 1), (2022, 6, 20)) };
    let day = chance.between(calendar::day_number(first), calendar::day_number(last));
    // Fridays and the weekend are the interesting days of the 2003 rules.
    if chance.percent(30) { day - (day - 1).rem_euclid(7) + chance.between(-1, 2) } else { day }
}

fn authority(chance: &mut Chance, day: Day) -> &'static str {
    let name = chance.pick(&AUTHORITIES);
    // Long after a split nobody would be charged: that is tried near the day.
    let is_long_split = matches!(name, "Bedfordshire" | "Cheshire") && day > calendar::day_number((2009, 8, 1));
    if is_long_split {
        return "Kent";
    }
    let is_successor = matches!(name, "Bedford" | "Central Bedfordshire");
    if is_successor && day < calendar::day_number((2009, 4, 1)) { "Norfolk" } else { name }
}

/// None to three readings, more often than not such as the case gives work to.
fn params(chance: &mut Chance, case: &str) -> String {
    let wanted = chance.pick(&[0, 0, 0, 0, 1, 1, 1, 2, 2, 3]);
    let mut chosen: Vec<(&str, &str)> = Vec::new();
    while chosen.len() < wanted {
        let reading = chance.pick(&READINGS);
        let is_new = chosen.iter().all(|(known, _)| *known != reading.name);
        if is_new && (reading.may_matter_in(case) || chance.percent(25)) {
            chosen.push((reading.name, chance.pick(reading.values)));
        }
    }
    let parts: Vec<String> = chosen.iter().map(|(name, value)| format!("{name}={value}")).collect();
    parts.join(";")
}

/// Returns the day from which the patient is in hospital.
fn add_admission(story: &mut Story, anchor: Day) -> Day {
    if !story.chance.percent(12) {
        let day = anchor - story.chance.between(0, 12);
        if story.chance.percent(70) {
            story.add_date("admission", day);
        } else {
            story.add("admission", day, &[9, 14], "");
        }
        return day;
    }
    let expected = anchor + story.chance.pick(&[2, 5, 6, 7, 7, 7, 8, 8, 9]);
    story.add_date("expected_admission", expected);
    if story.chance.percent(50) {
        story.add_date("admission", expected);
    }
    expected
}

fn how_many_notices(chance: &mut Chance) -> usize {
    match chance.between(1, 100) {
        1..=3 => 0,
        4..=78 => 1,
        79..=95 => 2,
        _ => 3,
    }
}

fn add_assessment_notices(story: &mut Story, anchor: Day) {
    let wanted = how_many_notices(&mut story.chance);
    let mut day = anchor;
    for _ in 0..wanted {
        story.add("assessment_notice", day, &[14, 14, 17], "");
        day += story.chance.pick(&[0, 1, 1, 2, 3, 5, 8]);
    }
}

/// Returns about the first relevant day.
fn add_discharge_notices(story: &mut Story, in_hospital: Day, anchor: Day) -> Day {
    let wanted = how_many_notices(&mut story.chance);
    let mut day = in_hospital.max(anchor) + story.chance.pick(&[0, 1, 1, 1, 1, 1, 2, 3]);
    if story.chance.percent(4) {
        day = anchor - story.chance.between(0, 2);
    }
    let mut first_relevant = None;
    for _ in 0..wanted {
        let proposed = day + story.chance.pick(&[0, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 6]);
        story.add("discharge_notice", day, &[14, 17, 17], &calendar::date_text(proposed));
        first_relevant.get_or_insert(proposed.max(anchor + 2));
        day += story.chance.pick(&[0, 1, 1, 2, 3, 5, 8, 12]);
    }
    first_relevant.unwrap_or(anchor + 3)
}

/// The authority's assessment, services and notices. Returns the day of readiness.
fn add_authority_steps(story: &mut Story, anchor: Day, relevant: Day) -> Day {
    match story.chance.between(1, 20) {
        1..=2 => {} // never
        3..=5 => {
            let day = relevant + story.chance.between(0, 4);
            story.add("assessed", day, &[11, 14], "");
        }
        6 => {
            let day = anchor - story.chance.between(0, 2);
            story.add("assessed", day, &[11, 14], "");
        }
        _ => {
            let day = anchor + story.chance.between(0, 2);
            story.add("assessed", day, &[11, 14], "");
        }
    }
    let ready = relevant + story.chance.pick(&[0, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 12, 20]);
    if story.chance.percent(82) {
        story.add("services_ready", ready, &[11], "");
    }
    if story.chance.percent(3) {
        let day = anchor - story.chance.between(0, 3);
        story.add("services_ready", day, &[11], "");
    }
    if story.chance.percent(4) {
        let day = ready + story.chance.between(0, 3);
        story.add("services_ready", day, &[11], "");
    }
    if story.chance.percent(16) {
        let day = (ready + story.chance.pick(&[-2, -1, 0, 0, 0, 1])).max(anchor);
        story.add("authority_ready_notice", day, &[11, 14], "");
    }
    if story.chance.percent(12) {
        let day = (ready - story.chance.between(0, 4)).max(anchor);
        story.add("partial_services_ready", day, &[11], "");
    }
    ready
}

/// Returns the moment of leaving, or none for an open stay.
fn add_departure(story: &mut Story, ready: Day) -> Option<Moment> {
    let day = ready + story.chance.pick(&[-1, 0, 0, 0, 0, 0, 1, 1, 2, 4]);
    match story.chance.between(1, 100) {
        1..=9 => return None,
        10..=16 => story.add("died", day, &[2, 11], ""),
        17 => story.add_date("died", day),
        18..=26 => story.add("self_discharged", day, &[11], ""),
        _ => story.add("discharged", day, &[11, 11, 15], ""),
    }
    story.events.last().map(|(at, _)| *at)
}

fn add_troubles(story: &mut Story, anchor: Day, relevant: Day, ready: Day) {
    if story.chance.percent(16) {
        let first = relevant + story.chance.pick(&[-2, -1, 0, 0, 1, 2]);
        let last = first + story.chance.between(0, 4);
        story.add_state("nhs_cause", first, last, false);
    }
    if story.chance.percent(16) {
        let first = relevant + story.chance.pick(&[-1, 0, 0, 1, 2, 3]);
        let last = first + story.chance.between(0, 2);
        story.add_state("deterioration", first, last, true);
    }
    let latest = ready.max(anchor);
    for (kind, share) in [
        ("own_care", 6),
        ("further_treatment", 6),
        ("assessment_notice_withdrawn", 8),
        ("discharge_notice_withdrawn", 9),
    ] {
        if story.chance.percent(share) {
            let day = story.chance.between(anchor - 1, latest);
            if matches!(kind, "own_care" | "further_treatment") && story.chance.percent(8) {
                story.add_date(kind, day);
            } else {
                story.add(kind, day, &[11, 14], "");
            }
            // Life goes on: often a fresh notice follows.
            if story.chance.percent(50) {
                let day = day + story.chance.between(0, 3);
                if kind == "assessment_notice_withdrawn" {
                    story.add("assessment_notice", day, &[14], "");
                }
                let proposed = calendar::date_text(day + story.chance.between(1, 3));
                story.add("discharge_notice", day, &[14, 17], &proposed);
            }
        }
    }
    if story.chance.percent(8) {
        let day = story.chance.between(anchor - 1, latest);
        let to = authority(&mut story.chance, anchor);
        if story.chance.percent(60) {
            let text = format!("authority_redirect@{}={to}", calendar::date_text(day));
            story.events.push((calendar::start_of(day), text));
        } else {
            story.add("authority_redirect", day, &[11, 15], to);
        }
    }
}

/// Once the patient has left, little more is recorded.
fn drop_most_after(story: &mut Story, leaving: Option<Moment>) {
    let Some(leaving) = leaving else { return };
    let chance = &mut story.chance;
    story.events.retain(|(at, _)| *at <= leaving || chance.percent(25));
}
