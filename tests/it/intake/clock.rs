//! Clock changes of Europe/London, 2004 to 2030 (test D1): local times, offsets, and days counted over a change.

use beddays::domain::moment::{Caution, MomentPrecision, NotAMoment};
use beddays::domain::{ClockChanges, Day, Moment};
use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::intake::native::london;

const TIMES: [&str; 12] = [
    "00:30", "00:59:59", "01:30", "02:00", "10:59:59", "11:00", "13:59:59", "14:00", "14:00:01", "17:00", "17:00:01",
    "23:59:59",
];

/// Summer time by the directive, without any table: from 01:00 UTC on the last Sunday of March to 01:00 UTC on that of
/// October.
fn changes() -> Vec<(Day, bool)> {
    let last_sunday = |year: i16, month: i8| {
        let last = Day::from_ymd(year, month, 31).unwrap();
        // 1970-01-04 was a Sunday, number 3.
        last - (last.number() - 3).rem_euclid(7)
    };
    (2004..=2030).flat_map(|year| [(last_sunday(year, 3), true), (last_sunday(year, 10), false)]).collect()
}

fn seconds(time: &str) -> i64 {
    let parts: Vec<i64> = time.split(':').map(|part| part.parse().unwrap()).collect();
    parts[0] * 3600 + parts[1] * 60 + parts.get(2).unwrap_or(&0)
}

/// Local seconds of the change day for a time in UTC on that day; below 0 on the day before.
fn local_of_utc(utc: i64, spring: bool) -> i64 {
    let summer = if spring { utc >= 3600 } else { utc < 3600 };
    utc + if summer { 3600 } else { 0 }
}

#[test]
fn every_change_day_reads_as_the_ward_clock_said() {
    let (zone, mut tried) = (london(), 0);
    for (day, spring) in changes() {
        for time in TIMES {
            let at = |local: i64| i64::from(day.number()) * 86_400 + local;
            let read = |text: &str| {
                Moment::parse_in(text, &zone).map(|(moment, written, caution)| (moment.seconds(), written, caution))
            };
            let local = seconds(time);
            let came = if spring { !(3600..7200).contains(&local) } else { true };
            let twice = !spring && (3600..7200).contains(&local);
            let text = format!("{day}T{time}");
            let wanted = match (came, twice) {
                (false, _) => Err(NotAMoment::Skipped(text.clone())),
                (true, twice) => Ok((at(local), MomentPrecision::ToTheSecond, twice.then_some(Caution::CameTwice))),
            };
            assert_eq!(read(&text), wanted, "{text}");
            for offset in ["Z", "+00:00"] {
                let wanted = (at(local_of_utc(local, spring)), MomentPrecision::ToTheSecond, None);
                assert_eq!(read(&format!("{text}{offset}")), Ok(wanted), "{text}{offset}");
            }
            let utc = local - 3600;
            let there = local_of_utc(utc, spring);
            // Summer's offset on a clock that was on winter time is converted, and said.
            let caution = (there != local).then_some(Caution::OtherZone);
            let wanted = (at(there), MomentPrecision::ToTheSecond, caution);
            assert_eq!(read(&format!("{text}+01:00")), Ok(wanted), "{text}+01:00");
            tried += 4;
        }
    }
    assert_eq!(tried, 54 * 12 * 4);
}

#[test]
fn the_cut_off_stays_at_two_by_the_ward_clock() {
    let zone = london();
    let two = |text: &str| Moment::parse_in(text, &zone).unwrap().0.time().seconds() <= 14 * 3600;
    // 2025-03-30 has 23 hours and 2025-10-26 has 25; two o'clock is 13:00Z on the one and 14:00Z on the other.
    for (text, in_time) in [
        ("2025-03-30T14:00:00", true),
        ("2025-03-30T14:00:01", false),
        ("2025-03-30T13:00:00Z", true),
        ("2025-03-30T13:00:01Z", false),
        ("2025-03-30T14:00:01+01:00", false),
        ("2025-10-26T14:00:00Z", true),
        ("2025-10-26T14:00:01Z", false),
    ] {
        assert_eq!(two(text), in_time, "{text}");
    }
}

#[test]
fn both_half_past_ones_fall_on_their_day() {
    let zone = london();
    let read = |text: &str| Moment::parse_in(text, &zone).unwrap();
    let wanted: Moment = "2025-10-26T01:30".parse().unwrap();
    assert_eq!(read("2025-10-26T01:30").2, Some(Caution::CameTwice));
    for text in ["2025-10-26T01:30+01:00", "2025-10-26T01:30Z", "2025-10-26T00:30Z"] {
        assert_eq!((read(text).0.seconds(), read(text).2), (wanted.seconds(), None), "{text}");
    }
    // The clock is the same, and the instants are in their order.
    let instants = ["00:59:59+01:00", "01:00+01:00", "01:59:59+01:00", "01:00Z", "01:59:59Z", "02:00Z"];
    let moments = instants.map(|time| read(&format!("2025-10-26T{time}")).0);
    assert!(moments.is_sorted_by(|one, other| one < other), "{moments:?}");
    assert_eq!(read("2025-10-26T00:30Z").0, read("2025-10-26T01:30+01:00").0);
    assert!(read("2025-10-26T00:30Z").0 < read("2025-10-26T01:30Z").0);
    for moment in moments {
        assert_eq!(Moment::from_microseconds(moment.microseconds().unwrap()), moment);
    }
}

#[test]
fn far_and_unknown_offsets_are_converted_and_said() {
    let zone = london();
    for (text, wanted) in [
        ("2026-02-02T10:15:00+14:00", "2026-02-01T20:15"),
        ("2026-02-02T10:15:00-05:00", "2026-02-02T15:15"),
        ("2026-02-02T10:15:00-00:00", "2026-02-02T10:15"),
        ("2026-02-02T00:15:00+01:00", "2026-02-01T23:15"),
    ] {
        let (moment, _, caution) = Moment::parse_in(text, &zone).unwrap();
        assert_eq!((moment.to_string().as_str(), caution), (wanted, Some(Caution::OtherZone)), "{text}");
    }
}

#[test]
fn times_that_no_clock_shows_are_refused() {
    let zone = london();
    for text in [
        "2026-02-02T23:59:60",
        "2026-02-02T24:00",
        "2026-02-02T10:60",
        "2026-02-02T1:15",
        "2026-02-02T10:15 BST",
        "2026-02-02Z",
        "2026-02-02T10:15+15:00",
        "2026-02-02T10:15+1:00",
        "2026-02-30T10:15",
        "２026-02-02T10:15",
    ] {
        assert!(matches!(Moment::parse_in(text, &zone), Err(NotAMoment::Spelling(_))), "{text}");
    }
}

#[test]
fn days_over_a_change_are_calendar_days() {
    for (day, _) in changes() {
        let (before, after) = (day - 3, day + 4);
        assert_eq!(after - before, 7, "{day}");
        assert_eq!(before.to(after).count(), 8, "{day}");
        assert_eq!(Moment::end_of(day).day(), day);
    }
}

#[test]
fn days_are_those_of_the_calendar() {
    let epoch = Date::constant(1970, 1, 1);
    let (first, last) = (-4_371_587, 2_932_896);
    let numbers = (first..first + 800).chain(-800_000..-799_000).chain(-60_000..60_000).chain(last - 800..=last);
    for number in numbers {
        let date = epoch.saturating_add(jiff::Span::new().days(number));
        assert_eq!(Day::from_number(number).date(), date);
        assert_eq!(Day::from_ymd(date.year(), date.month(), date.day()), Some(Day::from_number(number)));
    }
    assert_eq!(Day::from_number(first - 1).date(), Date::MIN);
    assert_eq!(Day::from_number(last + 1).date(), Date::MAX);
}

#[test]
fn the_clocks_showed_a_time_once_where_the_zone_says_so() {
    for name in
        ["Europe/London", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
    {
        let zone = TimeZone::get(name).unwrap();
        let changes = ClockChanges::of(&zone);
        let mut odd = 0;
        for half_hour in 0..(17_520 * 4) {
            let moment = Moment::from_seconds(1_420_070_400 + 1_800 * half_hour);
            let date = moment.day().date().at(0, 0, 0, 0);
            let local = date.saturating_add(jiff::Span::new().seconds(moment.time().seconds()));
            let is_once = matches!(zone.to_ambiguous_timestamp(local).offset(), AmbiguousOffset::Unambiguous { .. });
            assert_eq!(changes.showed_once(moment), is_once, "{name} {moment}");
            odd += usize::from(!is_once);
        }
        assert_eq!(odd > 0, name != "UTC", "{name}");
        assert!(!changes.showed_once(Moment::from_seconds(-1)), "a year that was not looked at");
    }
}
