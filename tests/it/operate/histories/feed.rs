//! What a month costs: a clean feed of two years, the records of which are counted.

use std::fs;
use std::path::Path;
use std::process::Command;

use beddays::domain::{Day, Month};
use beddays::operate::month::run::{RunOutcome, RunRequest, run};
use beddays::operate::progress::Silent;
use beddays::project::Project;

use super::made::{STAYS, nhs_number};
use super::project::Place;
use crate::support::harness;

/// So many stays begin in each month; the last of them goes on into the next.
const A_MONTH: usize = 10;

/// The stays of a month with their events and reasons. Each person returns after thirteen months.
pub fn put_month(place: &Place, number: usize, month: Month) -> u64 {
    let (mut stays, mut events, mut reasons) = (String::new(), String::new(), String::new());
    let on = |day: usize| month.first() + day as i32;
    for at in 0..A_MONTH {
        let id = format!("F{number}-{at}");
        let (begun, left) = (on(at), if at + 1 == A_MONTH { month.last() + 6 } else { on(at + 12) });
        let person = nhs_number(number % 13 * A_MONTH + at);
        let row = |left: String| format!("{id},{person},RZZ01,Norfolk,{begun}T09:00,{},{left},81\n", on(at + 4));
        stays += &row(if left > month.last() { String::new() } else { format!("{left}T16:00") });
        for (kind, day, value) in
            [("assessment_notice", 2, String::new()), ("discharge_notice", 3, on(at + 4).to_string())]
        {
            events += &format!("{id},{kind},{}T10:00,,{value}\n", on(at + day));
        }
        reasons += &format!("{id},{},{},A,nhs\n", on(at + 5), on(at + 6));
    }
    // The stay that went on from the month before has ended.
    if number > 0 {
        let (at, before) = (A_MONTH - 1, month.previous());
        let (id, person) = (format!("F{}-{at}", number - 1), nhs_number((number - 1) % 13 * A_MONTH + at));
        let on = |day: usize| before.first() + day as i32;
        let left = before.last() + 6;
        stays += &format!("{id},{person},RZZ01,Norfolk,{}T09:00,{},{left}T16:00,81\n", on(at), on(at + 4));
    }
    let day = month.last();
    place.put(&format!("inbox/stays_{day}.csv"), &format!("{STAYS}\n{stays}"));
    place.put(&format!("inbox/events_{day}.csv"), &format!("stay_id,kind,at,until,value\n{events}"));
    place.put(
        &format!("inbox/reasons_{day}.csv"),
        &format!("stay_id,from_on,to_on,reason_code,attributed_to\n{reasons}"),
    );
    [stays, events, reasons].iter().map(|rows| rows.lines().count() as u64).sum()
}

fn month_run(place: &Place, month: Month, as_of: Option<Day>) -> RunOutcome {
    let project = Project::read(&place.path("")).unwrap();
    run(&project, RunRequest { month, as_of }, &Silent).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_month_of_a_clean_feed_costs_what_is_new_in_it() {
    let place = Place::new("authority");
    let (mut month, mut settled): (Month, Vec<usize>) = ("2018-01".parse().unwrap(), Vec::new());
    for number in 0..24 {
        let delivered = put_month(&place, number, month);
        let ran = month_run(&place, month, None);
        assert_eq!(ran.summary.parsed, delivered, "{month}: only what is new is parsed");
        assert_eq!((ran.summary.rejected, ran.summary.duplicates > 0), (0, number > 0), "{month}");
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(place.path(&format!("reports/{month}/run.json"))).unwrap()).unwrap();
        assert_eq!(json["parsed"], delivered);
        // What is new, and the stay that was open with its facts.
        let of_open_stay = if number > 0 { 4 } else { 0 };
        assert_eq!(ran.settled as u64, delivered + of_open_stay, "{month}: {} records settled", ran.settled);
        settled.push(ran.settled);
        month = month.next();
    }
    assert_eq!(settled[23], settled[1], "{settled:?}");
}

/// The bytes that the run of a month reads, whatever they are of; nothing where the system does not count them.
fn bytes_read(place: &Place, month: Month) -> Option<u64> {
    let script = "\"$0\" run --month \"$1\" >/dev/null 2>&1; code=$?; cat /proc/$$/io; test $code -le 1";
    let mut shell = Command::new("sh");
    shell.args(["-c", script]).arg(harness::program().get_program()).arg(month.to_string());
    let ran = shell.current_dir(place.path("")).output().unwrap();
    assert!(ran.status.success() || !Path::new("/proc/self/io").exists(), "{month}: {ran:?}");
    let counted = String::from_utf8(ran.stdout).unwrap();
    counted.lines().find_map(|line| line.strip_prefix("rchar: ")?.parse().ok())
}

/// What a month reads is its deliveries and what these have to do with, however many came before.
#[test]
fn the_bytes_that_a_month_reads_do_not_grow_with_the_years() {
    let place = Place::new("authority");
    // The trend of a convention is that of its last months, and reads what it shows.
    place.put(
        "beddays.toml",
        &fs::read_to_string(place.path("beddays.toml")).unwrap().replace("conventions = ", "# conventions = "),
    );
    let (mut month, mut read): (Month, Vec<u64>) = ("2018-01".parse().unwrap(), Vec::new());
    for number in 0..30 {
        put_month(&place, number, month);
        let Some(bytes) = bytes_read(&place, month) else {
            println!("the system counts no bytes: nothing was tested");
            return;
        };
        read.push(bytes);
        // What was delivered is in the store: the next run has no need to look at it again.
        for file in fs::read_dir(place.path("inbox")).unwrap().map(|entry| entry.unwrap().path()) {
            if file.is_file() {
                fs::remove_file(file).unwrap();
            }
        }
        month = month.next();
    }
    assert!(read[29] * 10 <= read[12] * 12, "bytes read, month by month: {read:?}");
}
