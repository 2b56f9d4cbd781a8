//! Every date of 36 years there and back (D6), and every date that the calendar does not have (D7).

use beddays::domain::{Day, Month, Severity};
use beddays::store::Store;

use crate::intake::native::{STAYS, codes, stays, take_as_of};
use crate::law::oracle::calendar::{date_text, day_number};
use crate::store::commits::{KEY_ID, RECEIVED};

/// Every date from 1 December 1999 to the end of 2035, as text, counted by the test's own calendar.
fn dates() -> Vec<String> {
    let dates: Vec<String> = (day_number((1999, 12, 1))..=day_number((2035, 12, 31))).map(date_text).collect();
    assert_eq!(dates.len(), 13_180);
    dates
}

#[test]
fn every_date_is_parsed_printed_and_stepped() {
    let (mut before, mut leap_days): (Option<Day>, u32) = (None, 0);
    for (number, text) in dates().into_iter().enumerate() {
        let day: Day = text.parse().unwrap();
        assert_eq!(day.to_string(), text);
        assert_eq!(day.number(), day_number((1999, 12, 1)) + number as i32, "{text}");
        if let Some(before) = before {
            assert_eq!((before.next(), day.previous(), day - before), (day, before, 1), "{text}");
            assert_eq!((day.weekday() as usize + 6) % 7, before.weekday() as usize, "{text}");
        }
        let month: Month = text[..7].parse().unwrap();
        assert_eq!(day.month(), month);
        assert_eq!((month.first() == day, month.last() == day), (text.ends_with("-01"), day.next().month() != month));
        assert!(
            day.long().ends_with(&text[..4]) && day.long().starts_with(text[8..].trim_start_matches('0')),
            "{text}"
        );
        leap_days += u32::from(text.ends_with("-02-29"));
        before = Some(day);
    }
    assert_eq!(leap_days, 9);
}

/// Goal: no date is another one after intake, Parquet and back. Method: one stay for each date, all three of whose dates are it.
#[test]
fn every_date_goes_through_intake_and_store() {
    let dates = dates();
    let row = |(n, date): (usize, &String)| format!("D{n:05},,RX1,,Norfolk,{date}T09:30,{date},{date}T17:05\n");
    let intake = take_as_of(&[stays(&dates.iter().enumerate().map(row).collect::<String>())], None).unwrap();
    assert_eq!(codes(&intake, Severity::Rejected), Vec::<&str>::new());
    let project = tempfile::tempdir().unwrap();
    Store::create(project.path(), KEY_ID).unwrap();
    let mut store = Store::open(project.path()).unwrap();
    let mut commit = store.begin();
    commit.add_delivery(RECEIVED, &mut STAYS.as_bytes(), None).unwrap();
    commit.put_stays(&intake.stays).unwrap();
    commit.finish().unwrap();
    let kept = Store::read_only(project.path()).unwrap().stays().unwrap();
    assert_eq!(kept.len(), dates.len());
    for (stay, date) in kept.iter().zip(&dates) {
        assert_eq!(stay.admitted_at.to_string(), format!("{date}T09:30"));
        assert_eq!(stay.ready_on.unwrap().to_string(), *date);
        assert_eq!(stay.discharged_at.unwrap().to_string(), format!("{date}T17:05"));
    }
}

/// Goal: exactly the days of the calendar are taken. Method: months 00 to 13 and days 00 to 32 of eight years.
#[test]
fn exactly_the_days_of_the_calendar_are_taken() {
    let parts = |(year, month): (u32, u32)| (0..=32).map(move |day| format!("{year}-{month:02}-{day:02}"));
    let tried: Vec<String> =
        (2012..2020).flat_map(|year| (0..=13).map(move |month| (year, month))).flat_map(parts).collect();
    assert_eq!(tried.len(), 3_696);
    let there: Vec<String> = (day_number((2012, 1, 1))..=day_number((2019, 12, 31))).map(date_text).collect();
    assert_eq!(there.len(), 2_922);
    let row = |(n, date): (usize, &String)| format!("D{n:04},,RX1,,Norfolk,{date},,\n");
    let intake = take_as_of(&[stays(&tried.iter().enumerate().map(row).collect::<String>())], None).unwrap();
    let taken: Vec<String> = intake.stays.iter().map(|stay| stay.admitted_at.day().to_string()).collect();
    assert_eq!(taken, there);
    let rejects: Vec<_> = intake.findings.iter().filter(|finding| finding.severity == Severity::Rejected).collect();
    assert_eq!(rejects.len(), 774);
    for finding in rejects {
        let date = &tried[finding.record as usize - 1];
        assert_eq!((finding.code, &*finding.column, &*finding.value), ("R_DATE", "admitted_at", date.as_str()));
        assert!(date.parse::<Day>().is_err() && !there.contains(date));
    }
}
