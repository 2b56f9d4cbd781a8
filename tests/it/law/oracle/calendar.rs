//! Days, clock times and the public holidays of section 10.

use super::text::Record;

/// Days since 1970-01-01.
pub type Day = i32;
/// Seconds since 1970-01-01T00:00 by the local clock; every day has 86,400 of them.
pub type Moment = i64;

const SECONDS_A_DAY: Moment = 86_400;

/// s.5(8): the last day with Sundays and public holidays left out of the interval.
pub const LAST_DAY_OF_SUNDAY_RULE: (i32, i32, i32) = (2005, 3, 31);

/// Section 10, first table: weekday holidays of England and Wales.
pub const WEEKDAY_HOLIDAYS: [(i32, &str); 24] = [
    (2003, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
    (2004, "01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28"),
    (2005, "01-03 03-25 03-28 05-02 05-30 08-29 12-26 12-27"),
    (2006, "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    (2007, "01-01 04-06 04-09 05-07 05-28 08-27 12-25 12-26"),
    (2008, "01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26"),
    (2009, "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28"),
    (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
    (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
    (2013, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
    (2014, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
    (2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    (2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27"),
    (2017, "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    (2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"),
    (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
    (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
    (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
    (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
    (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
    (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
];

/// Section 10, second table: fixed holidays at a weekend whose substitute is in the first table,
/// and whether the default reading calls the day itself a public holiday. Those on a Sunday are
/// protected as Sundays in any case, so it makes no odds what is said of them here.
pub const FIXED_WEEKEND_HOLIDAYS: [(&str, bool); 21] = [
    ("2004-12-25", true),  // Saturday, Christmas Day: common-law holiday
    ("2004-12-26", true),  // Sunday anyway
    ("2005-01-01", false), // Saturday, New Year's Day: moved to Monday
    ("2005-12-25", true),  // Sunday anyway
    ("2006-01-01", false), // Sunday anyway
    ("2009-12-26", true),  // Saturday, Boxing Day: 1971 Act Sch. 1 para 1
    ("2010-12-25", true),  // Saturday, Christmas Day: common-law holiday
    ("2010-12-26", true),  // Sunday anyway
    ("2011-01-01", false), // Saturday, New Year's Day: moved to Monday
    ("2011-12-25", true),  // Sunday anyway
    ("2012-01-01", false), // Sunday anyway
    ("2015-12-26", true),  // Saturday, Boxing Day: 1971 Act Sch. 1 para 1
    ("2016-12-25", true),  // Sunday anyway
    ("2017-01-01", false), // Sunday anyway
    ("2020-12-26", true),  // Saturday, Boxing Day: 1971 Act Sch. 1 para 1
    ("2021-12-25", true),  // Saturday, Christmas Day: common-law holiday
    ("2021-12-26", true),  // Sunday anyway
    ("2022-01-01", false), // Saturday, New Year's Day: moved to Monday
    ("2022-12-25", true),  // Sunday anyway
    ("2023-01-01", false), // Sunday anyway
    ("2026-12-26", true),  // Saturday, Boxing Day: 1971 Act Sch. 1 para 1
];

pub fn start_of(day: Day) -> Moment {
    Moment::from(day) * SECONDS_A_DAY
}

pub fn eleven_of(day: Day) -> Moment {
    hour_of(day, 11)
}

pub fn hour_of(day: Day, hour: Moment) -> Moment {
    start_of(day) + hour * 3600
}

pub fn day_of(moment: Moment) -> Day {
    Day::try_from(moment.div_euclid(SECONDS_A_DAY)).expect("a date within living memory")
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_in_year(year: i32) -> i32 {
    if is_leap(year) { 366 } else { 365 }
}

/// Counted up year by year and month by month.
pub fn day_number((year, month, day_of_month): (i32, i32, i32)) -> Day {
    let years: i32 = (1970..year).map(days_in_year).sum();
    let months: i32 = (1..month).map(|month| days_in_month(year, month)).sum();
    years + months + day_of_month - 1
}

fn civil(day: Day) -> (i32, i32, i32) {
    let (mut year, mut left) = (1970, day);
    while left >= days_in_year(year) {
        left -= days_in_year(year);
        year += 1;
    }
    let mut month = 1;
    while left >= days_in_month(year, month) {
        left -= days_in_month(year, month);
        month += 1;
    }
    (year, month, left + 1)
}

pub fn read_date(text: &str) -> Day {
    let mut fields = text.trim().split('-').map(|field| field.parse().expect("YYYY-MM-DD"));
    let mut next = || fields.next().expect("a date has year, month and day");
    let (year, month, day_of_month) = (next(), next(), next());
    let is_real = (1970..=2200).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_in_month(year, month)).contains(&day_of_month);
    assert!(is_real, "no such day: {text}");
    day_number((year, month, day_of_month))
}

pub fn date_text(day: Day) -> String {
    let (year, month, day_of_month) = civil(day);
    format!("{year:04}-{month:02}-{day_of_month:02}")
}

/// 1970-01-01 was a Thursday: the first Sunday was day 3, the first Friday day 1.
pub fn is_sunday(day: Day) -> bool {
    day.rem_euclid(7) == 3
}

pub fn is_friday(day: Day) -> bool {
    day.rem_euclid(7) == 1
}

/// Is this a public holiday under section 10 and the reading `weekend_actual_holidays`?
fn is_public_holiday(record: &Record, day: Day) -> bool {
    let date = date_text(day);
    if let Some((_, by_default)) = FIXED_WEEKEND_HOLIDAYS.iter().find(|(known, _)| *known == date) {
        if record.reads("weekend_actual_holidays", "none") {
            return false;
        }
        return *by_default || record.reads("weekend_actual_holidays", "all");
    }
    let (year, _, _) = civil(day);
    let listed = WEEKDAY_HOLIDAYS.iter().find(|(known, _)| *known == year);
    listed.is_some_and(|(_, dates)| dates.split(' ').any(|known| known == &date[5..]))
}

pub fn is_sunday_or_holiday(record: &Record, day: Day) -> bool {
    is_sunday(day) || is_public_holiday(record, day)
}

/// Is the day shielded by regs 8(2) and 10 (2003)? The reading `sunday_rules_sunset` lets that
/// shield lapse after 31 March 2005, day by day.
pub fn is_shielded(record: &Record, day: Day) -> bool {
    let has_lapsed = record.reads("sunday_rules_sunset", "2005-03-31") && day > day_number(LAST_DAY_OF_SUNDAY_RULE);
    !has_lapsed && is_sunday_or_holiday(record, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_right_number_and_name() {
        assert_eq!(read_date("1970-01-01"), 0);
        assert_eq!(read_date("2004-01-12"), 12_429);
        for day in 0..40_000 {
            assert_eq!(read_date(&date_text(day)), day);
        }
        assert!(is_friday(read_date("2004-02-06")));
        assert!(is_sunday(read_date("2004-02-08")));
    }

    #[test]
    fn listed_weekend_holidays_fall_at_a_weekend_and_the_others_do_not() {
        let is_weekend = |day: Day| matches!(day.rem_euclid(7), 2 | 3);
        for (date, _) in FIXED_WEEKEND_HOLIDAYS {
            assert!(is_weekend(read_date(date)), "{date}");
        }
        for (year, dates) in WEEKDAY_HOLIDAYS {
            for date in dates.split(' ') {
                assert!(!is_weekend(read_date(&format!("{year}-{date}"))), "{year}-{date}");
            }
        }
    }
}
