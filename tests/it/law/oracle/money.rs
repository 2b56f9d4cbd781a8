//! Who pays for a day, and how much.

use super::calendar::Day;
use super::text::{Kind, Record};

/// 2.12 and 3.8: London boroughs and the City of London.
const LONDON: [&str; 33] = [
    "Barking and Dagenham",
    "Barnet",
    "Bexley",
    "Brent",
    "Bromley",
    "Camden",
    "City of London",
    "Croydon",
    "Ealing",
    "Enfield",
    "Greenwich",
    "Hackney",
    "Hammersmith and Fulham",
    "Haringey",
    "Harrow",
    "Havering",
    "Hillingdon",
    "Hounslow",
    "Islington",
    "Kensington and Chelsea",
    "Kingston upon Thames",
    "Lambeth",
    "Lewisham",
    "Merton",
    "Newham",
    "Redbridge",
    "Richmond upon Thames",
    "Southwark",
    "Sutton",
    "Tower Hamlets",
    "Waltham Forest",
    "Wandsworth",
    "Westminster",
];

/// 2.12: the other higher rate authorities of the 2003 Schedule.
const HIGHER_OUTSIDE_LONDON: [&str; 15] = [
    "Bedfordshire",
    "Bracknell Forest",
    "Buckinghamshire",
    "Hertfordshire",
    "Luton",
    "Milton Keynes",
    "Oxfordshire",
    "Reading",
    "Slough",
    "Surrey",
    "Thurrock",
    "West Berkshire",
    "West Sussex",
    "Windsor and Maidenhead",
    "Wokingham",
];

/// 2.12: the councils that replaced Bedfordshire on 1 April 2009.
const BEDFORDSHIRE_SUCCESSORS: [&str; 2] = ["Bedford", "Central Bedfordshire"];

/// Councils that ended: the last day as a date, and what came after. Where that is one council, it owes from then on.
const ENDED: [(&str, (i32, i32, i32), &[&str]); 7] = [
    ("Bedfordshire", (2009, 3, 31), &["Bedford", "Central Bedfordshire"]),
    ("Cheshire", (2009, 3, 31), &["Cheshire East", "Cheshire West and Chester"]),
    ("Bournemouth", (2019, 3, 31), &["Bournemouth, Christchurch and Poole"]),
    ("Poole", (2019, 3, 31), &["Bournemouth, Christchurch and Poole"]),
    ("Dorset County Council", (2019, 3, 31), &["Bournemouth, Christchurch and Poole", "Dorset"]),
    ("Buckinghamshire County Council", (2020, 3, 31), &["Buckinghamshire"]),
    ("Northamptonshire", (2021, 3, 31), &["North Northamptonshire", "West Northamptonshire"]),
];

/// Councils that began: the first day, and whether nobody bore the name before.
const BEGAN: [(&str, (i32, i32, i32), bool); 4] = [
    ("Bedford", (2009, 4, 1), true),
    ("Central Bedfordshire", (2009, 4, 1), true),
    ("Dorset", (2019, 4, 1), false),
    ("Buckinghamshire", (2020, 4, 1), false),
];

/// Who owes in place of the council that a record names since `named_on`; nobody where that cannot be told.
fn successor(record: &Record, named: &str, named_on: Day, day: Day) -> Option<String> {
    let has_not_begun = BEGAN.iter().any(|(name, date, is_new_name)| {
        let first = super::calendar::day_number(*date);
        *name == named && (*is_new_name || named_on >= first) && day < first
    });
    if has_not_begun {
        return None;
    }
    // A name that two councils bore after each other means the one of the day on which it was named.
    let ended = ENDED.iter().find(|(name, (year, month, of_month), _)| {
        let last = super::calendar::day_number((*year, *month, *of_month));
        let is_county = name.strip_suffix(" County Council").is_some_and(|short| short == named) && named_on <= last;
        (*name == named || is_county) && day > last
    });
    match ended {
        None => Some(named.to_owned()),
        Some((_, _, [only])) if !record.reads("successor_liability", "ends_with_council") => Some((*only).to_owned()),
        Some(_) => None,
    }
}

/// 2.13 (reg 18, s.8) and 3.9 (reg 12): the authority liable for the day.
pub fn payer(record: &Record, day: Day) -> Option<String> {
    let from_the_start = record.reads("redirect_effect", "ab_initio");
    let mut payer = record.first_authority.clone();
    let mut named_on = record.events.iter().map(|event| event.day()).min().unwrap_or(day);
    for redirect in record.of_kind(Kind::AuthorityRedirect) {
        // 2003: only before discharge. 2014: not so limited.
        let is_too_late =
            record.is_2003() && record.departure().is_some_and(|departure| departure.place < redirect.place);
        if !is_too_late && (from_the_start || redirect.day() <= day) {
            payer.clone_from(&redirect.value);
            named_on = redirect.day();
        }
    }
    successor(record, &payer, named_on, day)
}

/// 2.12 (reg 7) and 3.8 (reg 10), in pence; nothing where no claim is made (3.12).
pub fn pence_a_day(record: &Record, payer: &str) -> i64 {
    let is_in = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(payer));
    if record.is_2003() {
        let is_successor = is_in(&BEDFORDSHIRE_SUCCESSORS) && !record.reads("bedfordshire_successors", "lower");
        if is_in(&LONDON) || is_in(&HIGHER_OUTSIDE_LONDON) || is_successor { 12_000 } else { 10_000 }
    } else if record.reads("claim_made", "false") {
        0
    } else if is_in(&LONDON) {
        15_500
    } else {
        13_000
    }
}
