//! The table of holidays against a second one that was typed from the published list (D10), every day of every year.

use beddays::calendar::{Calendar, Saturdays};
use beddays::domain::Day;

use crate::law::oracle::calendar::{FIXED_WEEKEND_HOLIDAYS, WEEKDAY_HOLIDAYS, date_text, day_number, is_sunday};

#[test]
fn every_day_is_a_holiday_in_both_tables_or_in_none_and_a_year_beyond_is_an_error() {
    let calendar = Calendar::named("england-and-wales").unwrap();
    let (first, last) = calendar.span();
    assert_eq!((first.to_string(), last.to_string()), ("2003-01-01".to_owned(), "2026-12-31".to_owned()));
    let mut holidays = 0;
    for number in day_number((2003, 1, 1))..=day_number((2026, 12, 31)) {
        let (day, date) = (Day::from_number(number), date_text(number));
        let year: i32 = date[..4].parse().unwrap();
        let listed =
            WEEKDAY_HOLIDAYS.iter().any(|(of, dates)| *of == year && dates.split(' ').any(|one| one == &date[5..]));
        let at_a_weekend = FIXED_WEEKEND_HOLIDAYS.iter().find(|(one, _)| *one == date);
        for (saturdays, is_one) in [
            (Saturdays::Neither, listed),
            (Saturdays::ChristmasAndBoxingDay, listed || at_a_weekend.is_some_and(|(_, by_default)| *by_default)),
            (Saturdays::All, listed || at_a_weekend.is_some()),
        ] {
            let found = calendar.is_rest_day(day, saturdays).unwrap();
            assert_eq!(found, is_one || is_sunday(number), "{date} under {saturdays:?}");
        }
        holidays += u32::from(listed);
    }
    assert!(holidays > 190, "{holidays}");
    for beyond in [first.previous(), last.next()] {
        assert!(!calendar.covers(beyond), "{beyond}");
        assert!(calendar.is_public_holiday(beyond, Saturdays::All).is_err(), "{beyond} is no ordinary day");
    }
}
