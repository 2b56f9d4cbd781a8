//! The time-stamp codes of Norway's patient register: the same bill as for events in words, a row with another code refused.

use super::norway;
use crate::support::harness::Folder;

/// The days that are billed of each stay.
fn bill(folder: &Folder) -> String {
    folder.run(&["run", "--month", "2023-08"]).exits(0);
    folder
        .run(&[
            "query",
            "SELECT stay_id, day, payer_code, amount_minor, status FROM ledger_day ORDER BY stay_id, day, status",
            "--format",
            "csv",
        ])
        .exits(0)
        .stdout
}

fn in_words(rows: &str) -> Folder {
    let folder = norway();
    folder.put("inbox/events.csv", format!("stay_id,kind,at,until,value\n{rows}"));
    folder
}

fn in_codes(rows: &str) -> Folder {
    let folder = norway();
    std::fs::remove_file(folder.path("inbox/events.csv")).unwrap();
    let file = std::fs::read_to_string(folder.path("beddays.toml")).unwrap();
    folder.put("beddays.toml", file.replace("native-event", "norway-times"));
    folder.put("inbox/events.csv", format!("opphold;tidspunktkode;tidspunkt\n{rows}"));
    folder
}

/// Goal: every code means its event. Method: one stay that is refused, ready no more, ready again and taken at last, one that is
/// taken in time; the bills are the same, and each code makes a difference.
#[test]
fn codes_give_the_bill_of_the_same_events_in_words() {
    let words = "A-1,admission_notice,2023-08-01T18:00,,\nA-1,ready,2023-08-03T08:00,,\nA-1,readiness_notice,2023-08-03T09:30,,\n\
                 A-1,municipality_reply,2023-08-03T11:00,,cannot\nA-1,relapse,2023-08-05T10:00,,\nA-1,ready,2023-08-06T08:00,,\n\
                 A-1,readiness_notice,2023-08-06T09:30,,\nA-1,municipality_reply,2023-08-06T11:00,,cannot\nA-1,place_ready,2023-08-09T09:00,,\n\
                 A-2,admission_notice,2023-08-01T18:00,,\nA-2,readiness_notice,2023-08-07T09:30,,\nA-2,municipality_reply,2023-08-07T11:00,,can\n";
    let codes = "A-1;1;01.08.2023 18:00\nA-1;2;03.08.2023 08:00\nA-1;3;03.08.2023 09:30\nA-1;6;03.08.2023 11:00\nA-1;4;05.08.2023 10:00\n\
                 A-1;2;06.08.2023 08:00\nA-1;3;06.08.2023 09:30\nA-1;6;06.08.2023 11:00\nA-1;12;09.08.2023 09:00\n\
                 A-2;1;01.08.2023 18:00\nA-2;3;07.08.2023 09:30\nA-2;7;07.08.2023 11:00\n";
    let bill_of_words = bill(&in_words(words));
    assert!(bill_of_words.contains("A-1,2023-08-03"), "{bill_of_words}");
    assert_eq!(bill(&in_codes(codes)), bill_of_words);
    for row in ["A-1;4;05", "A-1;12;09", "A-1;3;03"] {
        let less: String =
            codes.lines().filter(|line| !line.starts_with(row)).map(|line| format!("{line}\n")).collect();
        assert_ne!(bill(&in_codes(&less)), bill_of_words, "{row}");
    }
}

/// Goal: a code that is not in the register's list is no event. Method: codes 5 and 13, and an answer of a municipality that no code gives.
#[test]
fn another_code_refuses_its_row_with_its_place() {
    let folder =
        in_codes("A-1;1;01.08.2023 18:00\nA-1;5;03.08.2023 09:30\nA-1;13;03.08.2023 11:00\nA-1;;04.08.2023 11:00\n");
    let said = folder.run(&["check", "inbox/events.csv", "--profile", "norway-times"]);
    let all = format!("{}{}", said.stdout, said.stderr);
    for place in ["R_KIND", "line 3", "line 4", "line 5"] {
        assert!(all.contains(place), "{place}: {all}");
    }
}
