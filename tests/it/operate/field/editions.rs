//! Months that news has overtaken, and the editions that replace one another: nothing published changes or vanishes in
//! silence.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::Case;
use super::deliveries::{EVENTS, STAYS, WHOLE, project};

impl Case {
    /// Every file below a folder of the project, by its name from there.
    fn below(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut files, mut open) = (BTreeMap::new(), vec![self.path(folder)]);
        while let Some(path) = open.pop() {
            for entry in fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
                let entry = entry.unwrap().path();
                match entry.is_dir() {
                    true => open.push(entry),
                    false => {
                        let name = entry.strip_prefix(self.path(folder)).unwrap().to_owned();
                        files.insert(name, fs::read(&entry).unwrap());
                    }
                }
            }
        }
        files
    }

    fn restated(&self, month: &str) -> Vec<Value> {
        self.run_json(month)["restated_months"].as_array().unwrap().clone()
    }
}

/// A project with March published, and a delivery that changes it.
fn march_and(file: &str, content: &str) -> Case {
    let case = project();
    case.deliver("2018-03", &WHOLE);
    case.deliver("2018-04", &WHOLE);
    case.run("2018-03").exits(0);
    case.run("2018-04").exits(0);
    assert!(case.restated("2018-04").is_empty());
    case.put(&format!("p/inbox/{file}"), content);
    case
}

/// A stay of March that nobody knew of: ready on the 15th, left on the 20th, assessed late.
fn late_stay() -> String {
    format!("{STAYS}LATE,RZZ02,Norfolk,2018-03-10T09:00,2018-03-15,2018-03-20T16:00\n")
}

const LATE_EVENTS: &str = "stay_id,kind,at,until,value\nLATE,assessment_notice,2018-03-13T10:00,,\n\
    LATE,discharge_notice,2018-03-14T10:00,,2018-03-15\nLATE,assessed,2018-03-20T10:00,,\n";

#[test]
fn a_month_that_news_changed_is_named_until_it_is_run_again() {
    let case = march_and("stays-late.csv", &late_stay());
    case.put("p/inbox/events-late.csv", LATE_EVENTS);
    let march = case.below("p/reports/2018-03");
    let before = case.run_json("2018-03")["statement_amount_minor"].as_i64().unwrap();
    for _ in 0..2 {
        case.run("2018-04").exits(1).says("2018-03, edition 1, would be different by now");
        let restated = case.restated("2018-04");
        assert_eq!(restated.len(), 1);
        let change = &restated[0];
        assert_eq!((change["month"].as_str(), &change["edition"]), (Some("2018-03"), &Value::from(1)));
        assert_eq!(change["amount_before_minor"].as_i64(), Some(before));
        // 15 to 20 March: the first day is no day of liability, five are charged at £130.
        assert_eq!(change["amount_after_minor"].as_i64(), Some(before + 5 * 13_000));
        let days = |key: &str| change[key].as_i64().unwrap();
        assert_eq!(days("chargeable_days_after") - days("chargeable_days_before"), 5);
        assert_eq!(days("delayed_days_after") - days("delayed_days_before"), 6);
        assert_eq!(days("stays_changed"), 1);
        assert_eq!(change["by_payee"].as_array().unwrap().len(), 1);
        let statement = case.statement("2018-04");
        let sentences = statement["summary"].to_string();
        assert!(sentences.contains("March 2018 (edition 1) would be different by now"), "{sentences}");
        assert!(sentences.contains("(+£650.00)"), "{sentences}");
    }
    assert!(march == case.below("p/reports/2018-03"), "March stays as it was published");
    case.run("2018-03").exits(0);
    let now = case.run_json("2018-03");
    assert_eq!(now["edition"], 2);
    assert_eq!(now["statement_amount_minor"].as_i64(), Some(before + 5 * 13_000));
    case.run("2018-04").exits(0);
    assert!(case.restated("2018-04").is_empty());
}

#[test]
fn a_new_edition_keeps_the_files_of_the_old_one_and_says_what_it_replaces() {
    let case = march_and("stays-late.csv", &late_stay());
    case.put("p/inbox/events-late.csv", LATE_EVENTS);
    case.put("p/reports/2018-03/my notes.txt", "agreed with the trust on 3 May");
    case.put("p/reports/2018-03/internal-statement-mine.csv", "mine");
    let before = case.below("p/reports/2018-03");
    let first = case.run_json("2018-03")["statement_amount_minor"].as_i64().unwrap();
    case.run("2018-03").exits(0).says("edition 2");
    let kept = case.below("p/reports/2018-03/edition-1");
    for (name, bytes) in &before {
        let is_mine = ["my notes.txt", "internal-statement-mine.csv"].contains(&name.to_str().unwrap());
        assert!(is_mine || kept.get(name) == Some(bytes), "{} is not as it was", name.display());
        assert!(!is_mine || case.below("p/reports/2018-03").get(name) == Some(bytes), "{} is gone", name.display());
    }
    assert_eq!(kept.len(), before.len() - 2);
    let statement = case.statement("2018-03");
    let sentences = statement["summary"].as_array().unwrap();
    let says =
        sentences.iter().filter_map(Value::as_str).find(|text| text.starts_with("This edition replaces")).unwrap();
    assert_eq!(first, 260_000);
    for wanted in ["edition 1", "£2,600.00", "£3,250.00", "(+£650.00)", "1 stay changed", "edition-1"] {
        assert!(says.contains(wanted), "`{wanted}` is not in {says}");
    }
    let replaces = case.run_json("2018-03")["replaces"].clone();
    assert_eq!((&replaces["edition"], &replaces["amount_before_minor"]), (&Value::from(1), &Value::from(first)));
    let tables =
        statement["sections"].as_array().unwrap().iter().flat_map(|section| section["tables"].as_array().unwrap());
    let table = tables.into_iter().find(|table| table["id"] == "replaces").unwrap();
    assert_eq!(table["rows"].as_array().unwrap().len(), 2, "one hospital with a change, and those without");
    // Again, and nothing changes; written anew from the store, and every byte is the same.
    let (store, reports) = (case.below("p/store"), case.below("p/reports"));
    case.run("2018-03").exits(0).says("nothing changed");
    assert!(store == case.below("p/store") && reports == case.below("p/reports"));
    case.sh("rm -r p/reports/2018-03 p/reports/2018-04").exits(0);
    case.beddays("report statement --project p --month 2018-03").exits(0);
    case.beddays("report statement --project p --month 2018-04").exits(0);
    let mut again = case.below("p/reports");
    for name in ["2018-03/my notes.txt", "2018-03/internal-statement-mine.csv"] {
        again.insert(name.into(), reports[&PathBuf::from(name)].clone());
    }
    assert!(again == reports, "a report written again differs");
    case.beddays("verify --project p").exits(0).says("the store is whole");
}

#[test]
fn a_statement_is_the_same_bytes_after_later_deliveries_and_other_names() {
    let case = march_and("stays-late.csv", &late_stay());
    let march = case.below("p/reports/2018-03");
    case.run("2018-04").exits(1);
    case.set("[names]\n", "[names]\nRZZ01 = \"Northgate\"\n");
    case.sh("rm -r p/reports/2018-03 p/inbox/*").exits(0);
    case.beddays("report statement --project p --month 2018-03").exits(0);
    assert!(march == case.below("p/reports/2018-03"));
}

#[test]
fn every_kind_of_news_about_a_published_month_is_seen() {
    let header = "stay_id,kind,at,until,value\n";
    let cases = [
        (
            "a stay that ended earlier",
            "stays-9.csv",
            format!("{STAYS}S2018-03-1,RZZ01,Norfolk,2018-03-08T09:00,2018-03-12,2018-03-15T10:00\n"),
            true,
        ),
        (
            "services that were ready",
            "events-9.csv",
            format!("{header}S2018-03-1,services_ready,2018-03-14T09:00,,\n"),
            true,
        ),
        (
            "a notice withdrawn",
            "events-9.csv",
            format!("{header}S2018-03-1,discharge_notice_withdrawn,2018-03-11T18:00,,\n"),
            true,
        ),
        (
            "another authority",
            "stays-9.csv",
            format!("{STAYS}S2018-03-1,RZZ01,Suffolk,2018-03-08T09:00,2018-03-12,2018-03-20T16:00\n"),
            true,
        ),
        (
            "a stay of another authority",
            "stays-9.csv",
            format!("{STAYS}S9,RZZ01,Suffolk,2018-03-08T09:00,2018-03-12,2018-03-20T16:00\n"),
            false,
        ),
        (
            "a stay of May",
            "stays-9.csv",
            format!("{STAYS}S9,RZZ01,Norfolk,2018-05-08T09:00,2018-05-12,2018-05-20T16:00\n"),
            false,
        ),
        (
            "a reason",
            "reasons-9.csv",
            "stay_id,from_on,to_on,reason_code,attributed_to\nS2018-03-1,2018-03-12,,A,nhs\n".to_owned(),
            false,
        ),
    ];
    for (what, file, content, changes) in cases {
        let case = march_and(file, &content);
        case.run("2018-04").exits(i32::from(changes));
        let months: Vec<String> =
            case.restated("2018-04").iter().map(|change| change["month"].as_str().unwrap().to_owned()).collect();
        assert_eq!(months, if changes { vec!["2018-03"] } else { vec![] }, "{what}");
    }
}

#[test]
fn a_later_month_is_seen_as_well_and_another_reading_of_the_law() {
    let case = march_and(
        "stays-9.csv",
        &format!("{STAYS}S2018-04-1,RZZ01,Norfolk,2018-04-08T09:00,2018-04-12,2018-04-13T10:00\n"),
    );
    case.run("2018-03").exits(1).says("2018-04, edition 1, would be different by now");
    // A month that knew more than this run does is not compared.
    case.beddays("run --project p --month 2018-03 --as-of 2018-03-31").exits(1);
    assert!(case.restated("2018-03").is_empty());
}

#[test]
fn a_change_is_acknowledged_with_its_ledger_and_no_more() {
    let case = march_and("stays-late.csv", &late_stay());
    case.put("p/inbox/events-late.csv", LATE_EVENTS);
    case.beddays("acknowledge --project p --month 2018-03").exits(0).says("nothing to acknowledge");
    case.run("2018-04").exits(1);
    case.beddays("acknowledge --project p --month 2018-07").exits(66);
    case.sh("beddays acknowledge --project p --month 2018-03 --note 'settled in May'").exits(0).says("(+£650.00)");
    case.run("2018-04").exits(0);
    let change = case.restated("2018-04")[0].clone();
    assert_eq!(change["acknowledged"], "settled in May");
    assert!(case.statement("2018-04")["summary"].to_string().contains("acknowledged: settled in May"));
    case.beddays("verify --project p").exits(0);
    // More news about the same month rings again; a new edition ends it.
    let more = "stay_id,kind,at,until,value\nLATE,services_ready,2018-03-18T09:00,,\n";
    case.put("p/inbox/events-more.csv", more);
    case.run("2018-04").exits(1);
    assert_eq!(case.restated("2018-04")[0]["acknowledged"], Value::Null);
    // A file of one record is an odd delivery, which is another thing.
    case.run("2018-03").says("edition 2");
    assert!(!case.read("p/store/manifest.json").contains("settled in May"), "it was of an edition that is gone");
    case.run("2018-04");
    assert!(case.restated("2018-04").is_empty());
}

#[test]
fn what_an_interrupted_run_left_is_no_edition() {
    let case = march_and("stays-late.csv", &late_stay());
    case.put("p/inbox/events-late.csv", LATE_EVENTS);
    let first = case.below("p/reports/2018-03");
    case.run("2018-03").exits(0);
    let (second, kept) = (case.below("p/reports/2018-03"), case.below("p/reports/2018-03/edition-1"));
    assert!(first == kept);
    // As if the run had died at every place after its commit: old files, some of them new, an edition half kept.
    let html = PathBuf::from("internal-statement.html");
    let folder = case.path("p/reports/2018-03");
    for (name, bytes) in &first {
        fs::write(folder.join(name), bytes).unwrap();
    }
    fs::write(folder.join(&html), &second[&html]).unwrap();
    fs::write(folder.join("run.json.part"), "half").unwrap();
    fs::remove_file(folder.join("edition-1/run.json")).unwrap();
    fs::write(folder.join("edition-1").join(&html), &second[&html][..100]).unwrap();
    case.run("2018-03").exits(0).says("nothing changed");
    assert!(second == case.below("p/reports/2018-03"));
    // A third edition keeps both.
    case.put("p/inbox/events-3.csv", format!("{EVENTS}LATE,services_ready,2018-03-18T09:00,,\n"));
    case.run("2018-03").says("edition 3");
    assert!(kept == case.below("p/reports/2018-03/edition-1"));
    let mut wanted = second;
    wanted.retain(|name, _| !name.starts_with("edition-1"));
    assert!(wanted == case.below("p/reports/2018-03/edition-2"));
    let replaces = case.run_json("2018-03")["replaces"].clone();
    assert_eq!((&replaces["edition"], &replaces["stays_changed"]), (&Value::from(2), &Value::from(1)));
}

#[test]
fn a_store_of_the_format_before_opens_and_goes_on() {
    let case = march_and("stays-late.csv", &late_stay());
    let path = case.path("p/store/manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    manifest["format"] = Value::from(1);
    for month in manifest["months"].as_array_mut().unwrap() {
        for key in ["reports", "earlier", "incomplete"] {
            month.as_object_mut().unwrap().remove(key);
        }
    }
    manifest["self_sha256"] = Value::from("");
    let bare = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
    let hash = beddays::store::sha256(bare.as_bytes());
    fs::write(&path, bare.replace("\"self_sha256\": \"\"", &format!("\"self_sha256\": \"{hash}\""))).unwrap();
    // Programs of that format wrote no journal.
    case.sh("rm -r p/store/reports p/reports/*/internal-journal.csv").exits(0);
    case.beddays("verify --project p").exits(0);
    case.beddays("report statement --project p --month 2018-03").exits(66).says("kept no files of reports").says("run");
    let march = case.below("p/reports/2018-03");
    case.run("2018-04").exits(1);
    case.run("2018-03").exits(0).says("edition 2");
    // The list of the files still has the journal.
    let without_list = |mut files: BTreeMap<PathBuf, Vec<u8>>| {
        files.remove(&PathBuf::from("internal-files.sha256"));
        files
    };
    let kept = case.below("p/reports/2018-03/edition-1");
    assert!(without_list(march) == without_list(kept), "what the program before wrote is kept as well");
    case.beddays("verify --project p").exits(0);
}

#[test]
fn stays_that_are_open_over_months_change_none_of_them() {
    let case = project();
    let open = "O1,RZZ01,Norfolk,2018-01-02T09:00,2018-01-08,\nO2,RZZ02,Norfolk,2018-02-20T09:00,2018-02-26,\n";
    case.put("p/inbox/stays.csv", format!("{STAYS}{open}"));
    let notices = |id: &str, at: &str, ready: &str| {
        format!("{id},assessment_notice,{at}T10:00,,\n{id},discharge_notice,{at}T11:00,,{ready}\n")
    };
    let notices = notices("O1", "2018-01-04", "2018-01-08") + &notices("O2", "2018-02-22", "2018-02-26");
    case.put("p/inbox/events.csv", format!("{EVENTS}{notices}"));
    for month in ["2018-01", "2018-02", "2018-03", "2018-02", "2018-01"] {
        case.run(month);
        assert!(case.restated(month).is_empty(), "{month}: {:?}", case.restated(month));
        assert!(case.run_json(month)["statement_chargeable_days"].as_u64().unwrap() > 2, "{month}");
    }
    // Half of a month is what it was, whatever came later.
    case.beddays("run --project p --month 2018-03 --as-of 2018-03-15");
    case.run("2018-02");
    assert!(case.restated("2018-02").is_empty());
    // They leave: where they were, nothing changes before that day.
    case.put("p/inbox/stays-2.csv", format!("{STAYS}{}", open.replace(",\n", ",2018-02-27T10:00\n")));
    case.beddays("run --project p --month 2018-01");
    let months: Vec<String> = case.restated("2018-01").iter().map(|change| change["month"].to_string()).collect();
    assert_eq!(months, ["\"2018-02\"", "\"2018-03\""]);
}
