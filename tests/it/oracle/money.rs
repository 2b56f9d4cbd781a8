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

/// 2.13 (reg 18, s.8) and 3.9 (reg 12): the authority liable for the day.
pub fn payer(record: &Record, day: Day) -> String {
    let from_the_start = record.reads("redirect_effect", "ab_initio");
    let mut payer = record.first_authority.clone();
    for redirect in record.of_kind(Kind::AuthorityRedirect) {
        // 2003: only before discharge. 2014: not so limited.
        let is_too_late =
            record.is_2003() && record.departure().is_some_and(|departure| departure.place < redirect.place);
        if !is_too_late && (from_the_start || redirect.day() <= day) {
            payer.clone_from(&redirect.value);
        }
    }
    payer
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
