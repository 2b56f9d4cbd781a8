//! Random cases of the Nordic laws, as text.

use super::text::Cells;
use crate::law::oracle::calendar::{date_text, read_date};
use crate::law::oracle::chance::Chance;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    Norway,
    Sweden,
    Denmark,
}

/// Where a stay is made: near days on which something changes, or anywhere.
fn anchor(country: Country, chance: &mut Chance) -> i32 {
    let edges: &[&str] = match country {
        Country::Norway => {
            &["2012-01-01", "2019-01-01", "2003-06-01", "2013-12-28", "2020-12-30", "2025-01-02", "2022-03-27"]
        }
        Country::Sweden => &[
            "2018-01-01",
            "2019-01-01",
            "2016-06-20",
            "2016-12-20",
            "2023-01-01",
            "2020-03-29",
            "2022-10-30",
            "2018-06-01",
        ],
        Country::Denmark => &["2017-01-01", "2016-02-28", "2020-06-01"],
    };
    if chance.percent(75) {
        return read_date(chance.pick(edges)) + chance.between(-12, 6);
    }
    let (from, to) = match country {
        Country::Norway => ("2001-01-01", "2025-06-01"),
        Country::Sweden => ("2004-01-01", "2025-06-01"),
        Country::Denmark => ("2007-02-01", "2025-06-01"),
    };
    chance.between(read_date(from), read_date(to))
}

struct Written {
    minute: i64,
    text: String,
}

struct Writer<'a> {
    facts: Vec<Written>,
    chance: &'a mut Chance,
}

impl Writer<'_> {
    fn put(&mut self, kind: &str, minute: i64, word: &str) {
        let day = i32::try_from(minute.div_euclid(1440)).unwrap();
        let time = minute.rem_euclid(1440);
        let value = if word.is_empty() { String::new() } else { format!("={word}") };
        let text = format!("{kind}@{}T{:02}:{:02}{value}", date_text(day), time / 60, time % 60);
        self.facts.push(Written { minute, text });
    }

    /// A minute between five in the morning and midnight, often about noon: no clock is changed then.
    fn on(&mut self, day: i32) -> i64 {
        i64::from(day) * 1440 + i64::from(self.chance.minutes_near(&[12, 15, 9]).clamp(300, 1439))
    }
}

pub fn random_case(country: Country, seed: u64) -> Cells {
    let mut chance = Chance(seed ^ (country as u64) << 40);
    let mut cells = scope(country, &mut chance);
    let ready_on = anchor(country, &mut chance);
    let admitted = ready_on - chance.between(0, 6);
    let mut writer = Writer { facts: Vec::new(), chance: &mut chance };
    let admission = writer.on(admitted);
    writer.put("admission", admission, "");
    if country != Country::Denmark {
        admission_messages(&mut writer, admission);
    }
    let mut day = ready_on;
    for part in 0..writer.chance.between(1, 3) {
        if part > 0 {
            day += writer.chance.between(0, 12);
            let at = writer.on(day);
            writer.put("relapse", at, "");
            day += writer.chance.between(0, 4);
        }
        one_part(country, &mut writer, day);
    }
    let long = country == Country::Sweden && cells.care_type == "psychiatric" && writer.chance.percent(70);
    day += writer.chance.between(0, if long { 60 } else { 16 });
    let left = writer.on(day).max(admission + 1);
    let how = writer.chance.pick(&["discharged", "discharged", "died", "self_discharged"]);
    writer.put(how, left, "");
    let mut facts = writer.facts;
    facts.retain(|fact| fact.minute <= left);
    facts.sort_by_key(|fact| fact.minute);
    cells.events = facts.into_iter().map(|fact| fact.text).collect::<Vec<_>>().join(";");
    cells.params = params(country, &cells.regime, &mut chance);
    cells
}

fn scope(country: Country, chance: &mut Chance) -> Cells {
    let (regimes, cares): (&[&str], &[&str]) = match country {
        Country::Norway => (
            &[
                "norway-1999",
                "norway-2012",
                "norway-2019",
                "norway-1999>norway-2012>norway-2019",
                "norway-2012>norway-2019",
            ],
            &["somatic", "somatic", "mental_health", "tsb", "maternity"],
        ),
        Country::Sweden => (
            &["sweden-1990", "sweden-2018", "sweden-2018", "sweden-1990>sweden-2018"],
            &["somatic", "somatic", "psychiatric", "psychiatric", "geriatric", "dental"],
        ),
        Country::Denmark => (
            &["denmark-2007", "denmark-2017", "denmark-2007>denmark-2017"],
            &["somatic", "somatic", "psychiatric", "hospice", "specialised_rehab"],
        ),
    };
    let settings = ["public_hospital", "public_hospital", "private_hospital_rhf_contract", "private_rehab_institution"];
    Cells {
        regime: chance.pick(regimes).to_owned(),
        care_type: chance.pick(cares).to_owned(),
        setting: if country == Country::Norway { chance.pick(&settings).to_owned() } else { String::new() },
        registered_in: "K1".to_owned(),
        staying_in: chance.pick(&["K1", "K2"]).to_owned(),
        ..Cells::default()
    }
}

fn admission_messages(writer: &mut Writer<'_>, admission: i64) {
    if writer.chance.percent(30) {
        let later = i64::from(writer.chance.between(0, 90));
        writer.put("need_identified", admission + later * 60, "");
    }
    if writer.chance.percent(92) {
        let hours =
            if writer.chance.percent(60) { writer.chance.between(0, 24) } else { writer.chance.between(22, 100) };
        let minutes = i64::from(writer.chance.between(-61, 61));
        let mut at = (admission + i64::from(hours) * 60 + minutes).max(admission - 600);
        // Not in the hours of the night in which clocks are changed.
        if at.rem_euclid(1440) < 240 {
            at += 240;
        }
        writer.put("admission_notice", at, "");
    }
    if writer.chance.percent(12) {
        let day = i32::try_from(admission / 1440).unwrap() + writer.chance.between(2, 15);
        let at = writer.on(day);
        writer.put("admission_notice", at, "");
    }
}

fn one_part(country: Country, writer: &mut Writer<'_>, day: i32) {
    let near = |writer: &mut Writer<'_>, low: i32, high: i32| {
        let day = day + writer.chance.between(low, high);
        writer.on(day)
    };
    if country != Country::Sweden && writer.chance.percent(95) {
        let at = near(writer, 0, 1);
        writer.put("ready", at, "");
        if writer.chance.percent(15) {
            let at = near(writer, 0, 8);
            writer.put("ready", at, "");
        }
    }
    if country != Country::Denmark && writer.chance.percent(93) {
        let at = near(writer, 0, 2);
        writer.put("readiness_notice", at, "");
        if writer.chance.percent(15) {
            let at = near(writer, 0, 9);
            writer.put("readiness_notice", at, "");
        }
    }
    match country {
        Country::Norway => norway(writer, near),
        Country::Sweden => sweden(writer, near),
        Country::Denmark => {
            if writer.chance.percent(25) {
                let (at, to) = (near(writer, -2, 12), writer.chance.pick(&["B", "C"]));
                writer.put("residence_moved", at, to);
            }
        }
    }
}

fn norway(writer: &mut Writer<'_>, near: impl Fn(&mut Writer<'_>, i32, i32) -> i64) {
    for _ in 0..writer.chance.between(0, 3) {
        let (at, word) = (near(writer, 0, 9), writer.chance.pick(&["can", "cannot", "cannot", "none"]));
        writer.put("municipality_reply", at, word);
    }
    if writer.chance.percent(65) {
        let at = near(writer, -1, 14);
        writer.put("place_ready", at, "");
    }
    if writer.chance.percent(60) {
        let at = near(writer, -4, 8);
        writer.put("coordination_meeting", at, "");
    }
}

fn sweden(writer: &mut Writer<'_>, near: impl Fn(&mut Writer<'_>, i32, i32) -> i64) {
    if writer.chance.percent(90) {
        let at = near(writer, -3, 2);
        writer.put("planning_call", at, "");
    }
    if writer.chance.percent(60) {
        let (at, word) = (near(writer, -1, 1), writer.chance.pick(&["yes", "no"]));
        writer.put("joint_plan_required", at, word);
    }
    if writer.chance.percent(60) {
        let at = near(writer, -2, 7);
        writer.put("joint_plan_called", at, "");
    }
    if writer.chance.percent(35) {
        let at = near(writer, -2, 9);
        writer.put("regional_care_unavailable", at, "");
    }
    if writer.chance.percent(30) {
        let at = near(writer, 0, 14);
        writer.put("regional_care_available", at, "");
    }
}

/// Some other answers, by number or name, of those that one of the versions asks.
fn params(country: Country, regime: &str, chance: &mut Chance) -> String {
    let of = |id: &str| regime.split('>').any(|one| one == id);
    let mut known: Vec<&str> = Vec::new();
    match country {
        Country::Norway => {
            known.push("NO-A1=yes");
            if of("norway-1999") {
                known.push("NO-A6=11");
            }
            if of("norway-2012") || of("norway-2019") {
                known.extend(["NO-A2=bar", "NO-A2=start_24h_after_notice", "NO-A3=cutoff_15:00", "NO-A3=cutoff_21:30"]);
                known.extend(["NO-A5=start_year", "reply_can_then_late_place=liable_until_place"]);
                known.push("late_admission_notice=no_effect");
            }
            if of("norway-2019") {
                known.extend(["NO-A4=ignore", "late_meeting=date_ignored"]);
            }
        }
        Country::Sweden => {
            if of("sweden-1990") {
                known.extend(["SE-A8=next_weekday", "SE-A8=end_day_free"]);
            }
            if of("sweden-2018") {
                known.extend(["SE-A1=yes", "SE-A2=review", "SE-A2=defer", "SE-A3=bar_stay", "SE-A4=notice_date_noon"]);
                known.extend([
                    "SE-A4=day_of_care",
                    "SE-A5=resume",
                    "SE-A6=start_year",
                    "late_regional_obstacle=suspends",
                ]);
                known.extend(["call_before_relapse=new_call_needed", "hours_across_clock_change=wall_clock"]);
                // With both Acts at hand two notices can lie under one each: that is refused, and shown elsewhere.
                if !of("sweden-1990") {
                    known.push("second_readiness_notice=latest");
                }
            }
        }
        Country::Denmark => {
            known.push("DK-A1=ready_out");
            if of("denmark-2017") {
                known.extend(["DK-A2=both", "DK-A3=from_2017", "DK-A4=restart", "DK-A5=continue"]);
                known.push("second_ready_without_relapse=restarts");
            }
        }
    }
    let mut chosen: Vec<&str> = (0..chance.between(0, 3)).map(|_| chance.pick(&known)).collect();
    if country == Country::Denmark {
        chosen.push("price_level=2016");
    }
    chosen.join(";")
}
