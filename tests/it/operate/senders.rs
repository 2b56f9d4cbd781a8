//! Senders: whose records were rejected, and a delivery that is far smaller or larger than those before it.

use crate::support::harness::{Folder, STAYS};

/// A delivery of `count` stays of its own, who left on the day they were ready.
fn extract(name: &str, count: usize) -> String {
    let header = STAYS.lines().next().unwrap();
    let row = |n: usize| format!("{name}-{n},,RZZ01,Norfolk,2018-03-01T09:00,2018-03-05,2018-03-05T16:00,80\n");
    format!("{header}\n{}", (0..count).map(row).collect::<String>())
}

fn summary(folder: &Folder) -> serde_json::Value {
    serde_json::from_str(&folder.read("reports/2018-03/run.json")).unwrap()
}

fn table(folder: &Folder, id: &str) -> Vec<serde_json::Value> {
    let report: serde_json::Value =
        serde_json::from_str(&folder.read("reports/2018-03/internal-statement.json")).unwrap();
    let sections = report["sections"].as_array().unwrap();
    let mut tables = sections.iter().flat_map(|section| section["tables"].as_array().unwrap());
    tables.find(|table| table["id"] == id).map_or_else(Vec::new, |table| table["rows"].as_array().unwrap().clone())
}

#[test]
fn a_volume_outside_half_to_twice_of_the_median_is_an_alarm() {
    // The median of 10, 20, 12 is 12; half of it is 6, twice of it 24.
    for (records, is_alarm) in [(5, true), (6, false), (24, false), (25, true)] {
        let folder = Folder::new();
        for (month, count) in [("01", 10), ("02", 20), ("03", 12)] {
            folder.put(&format!("inbox/stays_2018-{month}.csv"), extract(month, count));
            folder.march().exits(0);
        }
        folder.put("inbox/stays_2018-04.csv", extract("04", records));
        let said = folder.march().exits(i32::from(is_alarm));
        assert_eq!(summary(&folder)["volume_alarms"], u8::from(is_alarm), "{records}");
        let rejects = folder.read("reports/2018-03/rejects.csv");
        assert_eq!(rejects.contains("W_VOLUME"), is_alarm, "{records}");
        if is_alarm {
            said.says("far fewer or far more records than before: 1");
            let row = &table(&folder, "volumes")[3];
            assert_eq!((&row[0], &row[1]), (&"stays".into(), &"inbox/stays_2018-04.csv".into()));
            assert_eq!((&row[2], &row[3], &row[4]), (&records.into(), &"12".into(), &3.into()));
            assert_eq!(row[5], "below half or above twice of the median");
        }
        // The same again says the same.
        let reports = folder.files("reports");
        folder.march().exits(i32::from(is_alarm));
        assert!(reports == folder.files("reports"));
    }
}

/// An odd delivery that the sender has explained rings no more, and the next odd one does.
#[test]
fn an_odd_delivery_is_acknowledged_by_its_name_or_hash_and_says_so_for_good() {
    let folder = Folder::new();
    for month in ["01", "02", "03"] {
        folder.put(&format!("inbox/stays_2018-{month}.csv"), extract(month, 12));
        folder.march();
    }
    let odd = "inbox/stays_2018-04.csv";
    folder.put(odd, extract("04", 5));
    folder.march().exits(1).says("`beddays acknowledge --delivery FILE`");
    folder
        .run(&["doctor"])
        .exits(1)
        .says("`inbox/stays_2018-04.csv` has far fewer")
        .says("acknowledge --delivery inbox");
    // Asking about what is not odd, or was never there, notes nothing.
    let manifest = folder.read("store/manifest.json");
    folder.run(&["acknowledge", "--delivery", "inbox/stays_2018-03.csv"]).exits(0).says("nothing is odd");
    folder.run(&["acknowledge", "--delivery", "inbox/stays_2018-05.csv"]).exits(66).says("did you mean");
    folder.run(&["acknowledge", "--delivery", odd, "--month", "2018-03"]).exits(2);
    folder.run(&["acknowledge"]).exits(2);
    assert_eq!(folder.read("store/manifest.json"), manifest);
    let note = "a ward was closed; ask 9990000018";
    folder.run(&["acknowledge", "--delivery", odd, "--note", note]).exits(0).says("5 records, beside a median of 12");
    for _ in 0..2 {
        folder.march().exits(0);
        assert_eq!(summary(&folder)["volume_alarms"], 0);
        let said = table(&folder, "volumes")[3][5].as_str().unwrap().to_owned();
        assert!(said.starts_with("below half or above twice of the median; acknowledged: a ward was closed"), "{said}");
        assert!(!said.contains("9990000018"));
    }
    folder.run(&["doctor"]).exits(0);
    folder.run(&["verify"]).exits(0);
    let reports = folder.files("reports/2018-03");
    folder.run(&["report", "statement"]).exits(0);
    assert!(folder.files("reports/2018-03") == reports);
    folder.put("inbox/stays_2018-06.csv", extract("06", 4));
    folder.march().exits(1).says("far fewer or far more records than before: 1");
    let hash = beddays::store::sha256(folder.read("inbox/stays_2018-06.csv").as_bytes());
    folder.run(&["acknowledge", "--delivery", &hash[..16]]).exits(0).says("acknowledged: inbox/stays_2018-06.csv");
    folder.march().exits(0);
}

/// Goal: a delivery of odd volume rings, and an empty one takes nothing away (A7). Method: factors of the usual hundred; half and
/// twice are the limits, where a doubled month is the first that no season explains.
#[test]
fn seven_factors_of_the_usual_volume_ring_or_not_and_an_empty_file_takes_nothing_away() {
    for (records, is_alarm) in
        [(0, true), (10, true), (49, true), (51, false), (149, false), (151, false), (1_000, true)]
    {
        let folder = Folder::new();
        for month in ["01", "02", "03"] {
            folder.put(&format!("inbox/stays_2018-{month}.csv"), extract(month, 100));
            folder.march().exits(0);
        }
        let stays = || folder.run(&["query", "select count(*) as n from stay", "--format", "csv"]).exits(0).stdout;
        let before = stays();
        folder.put("inbox/stays_2018-04.csv", extract("04", records));
        let ran = folder.march();
        assert_eq!(ran.exit, Some(i32::from(is_alarm)), "{records}: {ran:?}");
        assert_eq!(summary(&folder)["volume_alarms"], u8::from(is_alarm), "{records}");
        let more = |text: &str| text.lines().last().unwrap().parse::<usize>().unwrap();
        assert_eq!(more(&stays()), more(&before) + records, "{records}");
    }
}

#[test]
fn fewer_than_three_deliveries_before_say_nothing_and_an_alarm_ends_with_the_next_delivery() {
    let folder = Folder::new();
    for (month, count, exit) in [("01", 10, 0), ("02", 10, 0), ("03", 50, 0), ("04", 1, 1), ("05", 10, 0)] {
        folder.put(&format!("inbox/stays_2018-{month}.csv"), extract(month, count));
        folder.march().exits(exit);
    }
}

#[test]
fn a_median_between_two_is_kept_to_the_half() {
    let folder = Folder::new();
    for (month, count) in [("01", 10), ("02", 11), ("03", 12), ("04", 15)] {
        folder.put(&format!("inbox/stays_2018-{month}.csv"), extract(month, count));
        folder.march().exits(0);
    }
    // The median of 10, 11, 12, 15 is 11.5, half of it 5.75.
    folder.put("inbox/stays_2018-05.csv", extract("05", 5));
    folder.march().exits(1);
    assert_eq!(table(&folder, "volumes")[4][3], "11.5");
}

#[test]
fn only_the_last_twelve_before_count() {
    let folder = Folder::new();
    // The second twelve are far larger than the first; what comes then is held against the second alone.
    for (run, (records, exit)) in [(1, 0), (8, 1)].into_iter().enumerate() {
        for number in 0..12 {
            folder.put(&format!("inbox/stays_{run}{number:02}.csv"), extract(&format!("N{run}-{number}"), records));
        }
        folder.march().exits(exit);
    }
    folder.put("inbox/stays_300.csv", extract("N3", 8));
    folder.march().exits(0);
    let rows = table(&folder, "volumes");
    assert_eq!(rows.last().map(|row| (&row[3], &row[4])), Some((&"8".into(), &12.into())));
}

#[test]
fn what_came_in_one_run_is_not_held_against_itself() {
    let folder = Folder::new();
    for (name, count) in [("01", 10), ("02", 10), ("03", 10), ("04", 1)] {
        folder.put(&format!("inbox/stays_2018-{name}.csv"), extract(name, count));
    }
    folder.march().exits(0);
    assert_eq!(summary(&folder)["volume_alarms"], 0);
    folder.put("inbox/stays_2018-05.csv", extract("05", 1));
    folder.march().exits(1);
}

#[test]
fn each_sender_stands_with_its_own_records_and_codes() {
    let folder = Folder::with_stays();
    folder.put("inbox/events_bad.csv", "stay_id,kind,at,until,value\nGONE,assessed,2018-03-05T10:00,,\n");
    folder.march().exits(1);
    let senders = table(&folder, "senders");
    let shown: Vec<(String, i64, i64)> = senders
        .iter()
        .map(|row| (row[0].as_str().unwrap().to_owned(), row[2].as_i64().unwrap(), row[5].as_i64().unwrap()))
        .collect();
    assert_eq!(shown, [("events".to_owned(), 7, 1), ("stays".to_owned(), 3, 0)]);
    let codes = table(&folder, "findings");
    let rejected = codes.iter().find(|row| row[1] == "R_UNKNOWN_STAY").unwrap();
    assert_eq!(rejected[0], "events");
    assert!(rejected[4].as_str().unwrap().contains("inbox/events_bad.csv line 2, stay_id"), "{rejected:?}");
    assert_eq!(summary(&folder)["deliveries"][0]["sender"], "events");
}
