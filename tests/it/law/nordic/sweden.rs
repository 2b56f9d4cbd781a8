//! Sweden, read a second time: the Act of 2017 with the transition of 2018, and the Act of 1990.

use super::norway::year;
use super::text::{Day, Fact, Part, Stay, all, first, is_departure, is_late, part_of};
use crate::law::oracle::calendar::{date_text, read_date};

const PRICES: [(i32, i64); 4] = [(2019, 7800), (2020, 8200), (2022, 9300), (2023, 10500)];

/// Each charged day with who pays, and the öre if the price is known.
pub fn judge(stay: &Stay) -> Vec<(Day, String, Option<i64>)> {
    let parts = stay.parts();
    let (from, to) = stay.span();
    let mut charged = Vec::new();
    let mut began: Option<(usize, Day)> = None;
    for day in from..=to {
        let (at, part) = part_of(&parts, day);
        let Some(version) = version(stay, &part, day).filter(|id| stay.has_version(id)) else { continue };
        let is_charged = match version {
            "sweden-1990" => is_charged_1990(stay, &part, day),
            _ => is_charged_2018(stay, &parts, at, day),
        };
        if !is_charged {
            continue;
        }
        if began.is_none_or(|(of, _)| of != at) {
            began = Some((at, day));
        }
        let price = if version == "sweden-1990" {
            let of_care = match stay.cells.care_type.as_str() {
                "somatic" => 4816,
                "geriatric" => 3475,
                _ => 4085,
            };
            (year(day) == 2016).then_some(of_care * 100)
        } else {
            let priced = if stay.reads("SE-A6", "start_year") { year(began.unwrap().1) } else { year(day) };
            PRICES.iter().find(|(year, _)| *year == priced).map(|(_, price)| price * 100)
        };
        charged.push((day, stay.cells.registered_in.clone(), price));
    }
    charged
}

/// The notice that governs: the first, or the latest by that reading of the Act of 2017.
fn notice<'a>(stay: &Stay, part: &Part<'a>) -> Option<&'a Fact> {
    let latest = stay.reads("second_readiness_notice", "latest");
    let mut notices = part.facts.iter().filter(|fact| fact.kind == "readiness_notice");
    if latest { notices.next_back() } else { notices.next() }
}

/// The Act by the date of the notice; each Act looks for the one that governs by its own reading.
fn version(stay: &Stay, part: &Part<'_>, day: Day) -> Option<&'static str> {
    let old = first(part.facts, "readiness_notice").map_or(day, Fact::day);
    let new = notice(stay, part).map_or(day, Fact::day);
    let psychiatric = stay.cells.care_type == "psychiatric";
    let (old_to, new_from) = if psychiatric { ("2018-01-01", "2018-01-02") } else { ("2017-12-31", "2018-01-01") };
    let is_old = (read_date("2003-07-01")..=read_date(old_to)).contains(&old);
    if is_old && stay.has_version("sweden-1990") {
        Some("sweden-1990")
    } else if new >= read_date(new_from) {
        Some("sweden-2018")
    } else {
        None
    }
}

fn is_charged_2018(stay: &Stay, parts: &[Part<'_>], at: usize, day: Day) -> bool {
    let part = &parts[at];
    if !["somatic", "psychiatric"].contains(&stay.cells.care_type.as_str()) {
        return false;
    }
    let Some(notice) = notice(stay, part) else { return false };
    let mut not_before = Day::MIN;
    // 5:3(1): the admission message.
    let Some(message) = first(part.so_far, "admission_notice") else { return false };
    if is_late(message, part.so_far, stay.reads("hours_across_clock_change", "wall_clock")) {
        match stay.answer("SE-A2") {
            Some("review") => {}
            Some("defer") => not_before = message.day(),
            _ => return false,
        }
    }
    // 5:3, last paragraph: the call, where a joint plan is required.
    if all(part.so_far, "joint_plan_required").next_back().is_some_and(|fact| fact.word != "no") {
        let anew = stay.reads("call_before_relapse", "new_call_needed");
        let Some(call) = first(if anew { part.facts } else { part.so_far }, "joint_plan_called") else { return false };
        if call.day() - notice.day() > 3 {
            match stay.answer("SE-A2") {
                Some("review") => {}
                Some("defer") => not_before = not_before.max(call.day()),
                _ => return false,
            }
        }
    }
    let statutory = statutory_start(stay, parts, at, day).max(not_before);
    let Some(start) = start_after_obstacle(stay, part, statutory) else { return false };
    let suspended = stay.reads("late_regional_obstacle", "suspends") && obstacle(part, day).is_some();
    let ended = match part.facts.iter().find(|fact| is_departure(fact)) {
        Some(left) if stay.reads("SE-A1", "yes") => day > left.day(),
        Some(left) => day >= left.day(),
        None => part.relapse.is_some_and(|relapse| day >= relapse),
    };
    day >= start && !suspended && !ended
}

/// Three days after the notice, four if after noon; for psychiatric care of 2018 thirty.
fn statutory_start(stay: &Stay, parts: &[Part<'_>], at: usize, day: Day) -> Day {
    let mut starts = vec![clock(stay, parts, at, day, false)];
    if is_thirty(stay, &parts[at], day) {
        starts.push(clock(stay, parts, at, day, true));
    }
    starts.into_iter().max().unwrap()
}

fn is_thirty(stay: &Stay, part: &Part<'_>, day: Day) -> bool {
    let date = match notice(stay, part) {
        Some(notice) if !stay.reads("SE-A4", "day_of_care") => notice.day(),
        _ => day,
    };
    stay.cells.care_type == "psychiatric" && date <= read_date("2018-12-31")
}

/// The day on which one of the two clocks has run, less what ran before relapses by the reading `resume`.
fn clock(stay: &Stay, parts: &[Part<'_>], at: usize, day: Day, thirty: bool) -> Day {
    let counts = |notice: &Fact| {
        let noon = !thirty || stay.reads("SE-A4", "notice_date_noon");
        notice.day() + i32::from(noon && notice.time() > 720)
    };
    let mut days = if thirty { 30 } else { 3 };
    if stay.reads("SE-A5", "resume") {
        for earlier in &parts[..at] {
            let relapse = earlier.relapse.unwrap();
            let ran = notice(stay, earlier).filter(|_| !thirty || is_thirty(stay, earlier, relapse));
            days -= ran.map_or(0, |notice| (relapse - counts(notice)).clamp(0, days));
        }
    }
    _ = day;
    counts(notice(stay, &parts[at]).unwrap()) + days
}

/// 5:5: the day on which the obstacle of a day was gone; the outer nothing says that there is none that day.
fn obstacle(part: &Part<'_>, day: Day) -> Option<Option<Day>> {
    let (mut since, mut seen) = (None, false);
    for fact in part.so_far {
        match fact.kind.as_str() {
            "regional_care_unavailable" => since = since.or(Some(fact.day())),
            "regional_care_available" => {
                let from = since.or(if seen { None } else { Some(Day::MIN) });
                if from.is_some_and(|from| (from..fact.day()).contains(&day)) {
                    return Some(Some(fact.day()));
                }
                (since, seen) = (None, true);
            }
            _ => {}
        }
    }
    since.filter(|since| *since <= day).map(|_| None)
}

fn start_after_obstacle(stay: &Stay, part: &Part<'_>, statutory: Day) -> Option<Day> {
    let mut start = statutory;
    while let Some(cleared) = obstacle(part, start) {
        if stay.reads("SE-A3", "bar_stay") {
            return None;
        }
        start = cleared?;
    }
    Some(start)
}

fn is_charged_1990(stay: &Stay, part: &Part<'_>, day: Day) -> bool {
    let weekdays = match stay.cells.care_type.as_str() {
        "somatic" | "geriatric" => 5,
        "psychiatric" => 30,
        _ => return false,
    };
    let (Some(notice), Some(call)) = (first(part.facts, "readiness_notice"), first(part.facts, "planning_call")) else {
        return false;
    };
    let weekdays = weekdays + usize::from(stay.reads("SE-A8", "next_weekday"));
    let nth = (call.day() + 1..).filter(|day| is_weekday(*day)).nth(weekdays - 1).unwrap();
    let start = nth.max(notice.day());
    let ended = match part.facts.iter().find(|fact| is_departure(fact)) {
        Some(left) if stay.reads("SE-A8", "end_day_free") => day >= left.day(),
        Some(left) => day > left.day(),
        None => part.relapse.is_some_and(|relapse| day >= relapse),
    };
    day >= start && !ended
}

/// Not a Saturday, Sunday, public holiday, nor the eve of midsummer, Christmas or the new year (section 3).
pub fn is_weekday(day: Day) -> bool {
    let of_week = (day - 4).rem_euclid(7);
    if of_week >= 5 {
        return false;
    }
    let date = date_text(day);
    let fixed = ["01-01", "01-06", "05-01", "12-24", "12-25", "12-26", "12-31"];
    let easter = easter(year(day));
    let moving = [easter - 2, easter + 1, easter + 39];
    let national = if year(day) >= 2005 { date.ends_with("06-06") } else { day == easter + 50 };
    // Midsummer's eve is the Friday from the 19th to the 25th of June.
    let eve = of_week == 4 && ("06-19"..="06-25").contains(&&date[5..]);
    !(fixed.contains(&&date[5..]) || moving.contains(&day) || national || eve)
}

/// Easter Sunday by Gauss, with his two exceptions.
fn easter(year: i32) -> Day {
    let (a, b, c) = (year % 19, year % 4, year % 7);
    let d = (19 * a + 24) % 30;
    let e = (2 * b + 4 * c + 6 * d + 5) % 7;
    let mut days = 22 + d + e;
    if days == 57 || (days == 56 && d == 28 && a > 10) {
        days -= 7;
    }
    read_date(&format!("{year}-03-01")) + days - 1
}

/// Goal: the calendar of the old Act against a second one that reckons Easter by another rule, every day of its years.
#[test]
fn the_weekdays_of_the_old_act_are_the_same_in_both_calendars() {
    let calendar = beddays::calendar::Calendar::named("sweden-weekdays").unwrap();
    let mut weekdays = 0;
    for day in read_date("2003-01-01")..=read_date("2018-12-31") {
        let found = calendar.is_weekday(beddays::domain::Day::from_number(day)).unwrap();
        assert_eq!(found, is_weekday(day), "{}", date_text(day));
        weekdays += i32::from(found);
    }
    assert!(weekdays > 3_900, "{weekdays}");
}
