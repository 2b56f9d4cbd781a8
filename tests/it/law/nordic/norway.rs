//! Norway, read a second time: for each day of the stay, is it charged, and what does it cost?

use super::text::{Day, Fact, Part, Stay, all, first, is_departure, is_late, part_of};
use crate::law::oracle::calendar::{date_text, read_date};

const PRICES: [(i32, i64); 13] = [
    (2003, 1600),
    (2012, 4000),
    (2014, 4255),
    (2015, 4387),
    (2016, 4505),
    (2017, 4622),
    (2018, 4747),
    (2019, 4885),
    (2020, 5036),
    (2021, 5167),
    (2022, 5306),
    (2023, 5508),
    (2024, 5745),
];

pub fn year(day: Day) -> i32 {
    date_text(day)[..4].parse().unwrap()
}

/// Each charged day with who pays, and the øre if the price is known.
pub fn judge(stay: &Stay) -> Vec<(Day, String, Option<i64>)> {
    let parts = stay.parts();
    let (from, to) = stay.span();
    let mut charged: Vec<(Day, String, Option<i64>)> = Vec::new();
    let mut began: Option<(usize, Day)> = None;
    for day in from..=to {
        let Some(version) = version(day).filter(|id| stay.has_version(id)) else { continue };
        let (at, part) = part_of(&parts, day);
        if !is_charged(stay, &part, version, day) {
            continue;
        }
        if began.is_none_or(|(of, _)| of != at) {
            began = Some((at, day));
        }
        let start_year = stay.reads("NO-A5", "start_year") && version != "norway-1999";
        let priced = if start_year { year(began.unwrap().1) } else { year(day) };
        let price = PRICES.iter().find(|(year, _)| *year == priced).map(|(_, price)| price * 100);
        let payer = if version == "norway-2019" { &stay.cells.staying_in } else { &stay.cells.registered_in };
        charged.push((day, payer.clone(), price));
    }
    charged
}

fn version(day: Day) -> Option<&'static str> {
    match year(day) {
        1999..=2011 => Some("norway-1999"),
        2012..=2018 => Some("norway-2012"),
        2019.. => Some("norway-2019"),
        _ => None,
    }
}

fn is_charged(stay: &Stay, part: &Part<'_>, version: &str, day: Day) -> bool {
    let care = stay.cells.care_type.as_str();
    let with_mental_health = version == "norway-2019" && ["mental_health", "tsb"].contains(&care);
    if care != "somatic" && !with_mental_health {
        return false;
    }
    let hospital = ["public_hospital", "private_hospital_rhf_contract"].contains(&stay.cells.setting.as_str());
    if version != "norway-1999" && !hospital {
        return false;
    }
    let Some(earliest) = earliest(stay, part, version) else { return false };
    let end = part.facts.iter().find(|fact| is_departure(fact) || fact.kind == "place_ready");
    let is_free = |day: Day| version != "norway-1999" && has_said_it_can(stay, part, day);
    if day < earliest || is_free(day) || part.relapse.is_some_and(|relapse| day >= relapse && end.is_none()) {
        return false;
    }
    let Some(end) = end else { return true };
    let end_day_charged = stay.reads("NO-A1", "yes");
    if day == end.day() && is_departure(end) {
        return end_day_charged;
    }
    if day == end.day() {
        let would_begin = (earliest..day).all(is_free);
        return version != "norway-1999" && end_day_charged && would_begin;
    }
    day < end.day()
}

/// The first day on which sections 8 to 10 are met, if they ever are.
fn earliest(stay: &Stay, part: &Part<'_>, version: &str) -> Option<Day> {
    let ready = first(part.facts, "ready")?.day();
    let notice = first(part.facts, "readiness_notice")?;
    if version == "norway-1999" {
        let wait = if stay.reads("NO-A6", "11") { 11 } else { 10 };
        return Some(ready.max(notice.day() + wait));
    }
    let mut earliest = ready.max(notice.day() + i32::from(is_after_cut_off(stay, notice)));
    let admission = first(part.so_far, "admission_notice")?;
    if is_late(admission, part.so_far, false) {
        match stay.answer("NO-A2") {
            Some("bar") => return None,
            Some("start_24h_after_notice") => {
                let day_after = i32::try_from((admission.minute + 24 * 60).div_euclid(1440)).unwrap();
                earliest = earliest.max(day_after);
            }
            _ => {}
        }
    }
    if !stay.reads("late_admission_notice", "no_effect") {
        earliest = earliest.max(admission.day());
    }
    if stay.cells.care_type != "somatic" && !stay.reads("NO-A4", "ignore") {
        let meeting = first(part.so_far, "coordination_meeting")?;
        if !stay.reads("late_meeting", "date_ignored") {
            earliest = earliest.max(meeting.day());
        }
    }
    Some(earliest)
}

fn is_after_cut_off(stay: &Stay, notice: &Fact) -> bool {
    let cut_off = stay.answer("NO-A3").and_then(|answer| answer.strip_prefix("cutoff_"));
    cut_off.is_some_and(|time| {
        let (hour, minute) = time.split_once(':').unwrap();
        notice.time() > hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap()
    })
}

/// Whether the last answer of the municipality by the end of a day was that it can receive the patient.
fn has_said_it_can(stay: &Stay, part: &Part<'_>, day: Day) -> bool {
    if stay.reads("reply_can_then_late_place", "liable_until_place") {
        return false;
    }
    let mut replies = all(part.facts, "municipality_reply").filter(|fact| fact.word != "none" && fact.day() <= day);
    replies.next_back().is_some_and(|fact| fact.word == "can")
}

#[test]
fn the_days_of_the_versions_meet() {
    assert_eq!(version(read_date("2011-12-31")), Some("norway-1999"));
    assert_eq!(version(read_date("2012-01-01")), Some("norway-2012"));
    assert_eq!(version(read_date("2019-01-01")), Some("norway-2019"));
}
