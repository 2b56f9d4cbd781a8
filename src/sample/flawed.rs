//! Stays with something wrong in their rows: refused ones, doubtful ones, and ones about which a refused row came.

use crate::domain::Day;

use super::everyday::{Scenario, stay};
use super::people::People;
use super::sample_stay::{RowFault, SampleStay};

/// Flaws of rows of stays, each with the days of its stays' readiness.
const FLAWS: [(RowFault, Scenario, &[&str]); 12] = [
    (RowFault::CheckDigit, Scenario::NoDelay, &["2018-03-08"]),
    (RowFault::RepeatedDigit, Scenario::NoDelay, &["2018-03-15"]),
    (RowFault::LeftFirst, Scenario::NoDelay, &["2018-03-13"]),
    (RowFault::Council, Scenario::NoDelay, &["2018-03-20"]),
    (RowFault::NoSuchDay, Scenario::NoDelay, &["2018-02-27"]),
    (RowFault::Future, Scenario::NoDelay, &["2018-03-12"]),
    (RowFault::Comma, Scenario::NoDelay, &["2018-03-22"]),
    (RowFault::Contradiction, Scenario::NoDelay, &["2018-03-23"]),
    (RowFault::LowerCase, Scenario::NoDelay, &["2018-03-09", "2018-03-19"]),
    (RowFault::Groups, Scenario::SocialCare, &["2018-03-07", "2018-03-09", "2018-03-12"]),
    (RowFault::NoNumber, Scenario::NoDelay, &["2018-01-17", "2018-03-14"]),
    (RowFault::NoTime, Scenario::NoDelay, &["2018-02-13", "2018-03-06"]),
];

/// Rows that will be refused: the file, the row, and the ready day of the stay that it is about.
const REFUSED_ROWS: [(&str, &str, &str); 5] = [
    (EVENTS, "{id},services_ready,2018-03-25T01:30,,", "2018-03-19"),
    (EVENTS, "{id},assessment_notice,2018-03-14,,", "2018-03-12"),
    (EVENTS, "{id},assesment_notice,2018-03-06T10:20,,", "2018-03-07"),
    (EVENTS, "{id},discharge_notice,2018-03-21T11:05,,", "2018-03-21"),
    (REASONS, "{id},2018-03-20,2018-03-21,E,social services", "2018-03-20"),
];

/// The name of the event files.
pub const EVENTS: &str = "events";
/// The name of the reason files.
pub const REASONS: &str = "reasons";
/// A row about a stay that no file has.
pub const UNKNOWN_STAY: &str = "RV-18-90017,discharge_notice,2018-03-13T10:25,,2018-03-14";

/// All of them.
pub fn stays(people: &mut People) -> Vec<SampleStay> {
    let day = |text: &str| -> Option<Day> { text.parse().ok() };
    let mut drafts = Vec::new();
    for (flaw, scenario, days) in FLAWS {
        for ready_on in days {
            let number = people.next_number();
            let mut draft = stay(2_000_000 + drafts.len() as u64, number, Some(scenario), day(ready_on));
            draft.flaw = Some(flaw);
            drafts.push(draft);
        }
    }
    for (file, row, ready_on) in REFUSED_ROWS {
        let number = people.next_number();
        let serial = 2_000_000 + drafts.len() as u64;
        let mut draft = stay(serial, number, Some(Scenario::HealthNoNotices), day(ready_on));
        draft.refused_rows.push((file, row.to_owned()));
        drafts.push(draft);
    }
    drafts
}
