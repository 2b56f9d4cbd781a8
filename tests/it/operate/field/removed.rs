//! Retention (H11): who is removed is in no byte of the project any more, what was published stays in sums.

mod counted;
mod kinds;
mod refused;
mod search;
mod stopped;

use std::collections::BTreeMap;

use super::Case;
use super::deliveries::project;
use crate::support::harness::Said;
use search::{places, totals};

/// Who is removed: her number, and the names of her stays in January and February.
pub const NUMBER: &str = "9990070008";
pub const JANUARY: &str = "ANNA-700001";
pub const FEBRUARY: &str = "ANNA-700002";
/// Who stays.
const OTHER: &str = "BERT-800001";
const OTHER_NUMBER: &str = "9990070016";
/// What was noted of her.
pub const NOTE: &str = "canarynote";

/// The stays of a month with a column that no table has: hers, and another one.
pub fn stays(month: &str, anna: &str) -> String {
    let bert = OTHER.replace("01", &month[5..]);
    let number = if anna.starts_with("CARL") { "9990070024" } else { NUMBER };
    format!(
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n\
         {bert},{OTHER_NUMBER},RZZ01,Norfolk,{month}-01T09:00,{month}-05,{month}-12T16:00,81\n\
         {anna},{number},RZZ01,Norfolk,{month}-02T09:00,{month}-06,{month}-28T16:00,82\n"
    )
}

/// The notices of both.
pub fn events(month: &str, anna: &str) -> String {
    let bert = OTHER.replace("01", &month[5..]);
    let of = |id: &str, left: &str| {
        format!(
            "{id},assessment_notice,{month}-03T10:00,,\n{id},discharge_notice,{month}-04T10:00,,{month}-06\n\
             {id},assessed,{month}-{left}T10:00,,\n"
        )
    };
    format!("stay_id,kind,at,until,value\n{}{}", of(&bert, "12"), of(anna, "28"))
}

impl Case {
    fn deliver_both(&self, month: &str, anna: &str) {
        self.put(&format!("p/inbox/stays-{month}.csv"), stays(month, anna));
        self.put(&format!("p/inbox/events-{month}.csv"), events(month, anna));
    }

    fn run_and_close(&self, month: &str) {
        let ran = self.beddays(&format!("run --project p --month {month}"));
        assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
        self.beddays(&format!("close --project p --month {month} --by One --on 2018-12-01")).exits(0);
    }

    fn remove(&self, whom: &str) -> Said {
        self.beddays(&format!("remove --project p {whom} --by 'Officer One' --on 2026-06-01"))
    }

    /// The pseudonym of the person of a stay.
    fn pseudonym(&self, stay: &str) -> String {
        let sql = format!("select person_key from stay where stay_id = '{stay}'");
        let said = self.sh(&format!("beddays query --project p \"{sql}\" --format csv")).exits(0);
        said.stdout.lines().nth(1).unwrap_or_default().to_owned()
    }

    /// What is known of every record of others: stay by stay, as `explain` says it.
    fn explained(&self, stays: &[&str]) -> BTreeMap<String, String> {
        let told = |stay: &&str| {
            let said = self.beddays(&format!("explain --project p {stay} --json")).exits(0);
            ((*stay).to_owned(), said.stdout)
        };
        stays.iter().map(told).collect()
    }

    /// Removes, and holds everything to what it was: no word left, each sum as before, others explained as before, the store
    /// whole, and the same again finds nobody.
    #[track_caller]
    pub fn removes(&self, whom: &str, (words, others): (&[&str], &[&str])) {
        let project = self.path("p");
        let (sums, explained) = (totals(&project), self.explained(others));
        for word in words {
            assert!(!places(&project, &[word]).is_empty(), "`{word}` is nowhere before");
        }
        let dry = self.beddays(&format!("remove --project p {whom} --dry-run")).exits(0);
        assert!(dry.stdout.starts_with("would be removed: "), "{dry:?}");
        assert_eq!(totals(&project), sums);
        let removed = self.remove(whom).exits(0);
        assert!(removed.stdout.starts_with("removed: "), "{removed:?}");
        assert_eq!(places(&project, words), Vec::<String>::new());
        assert_eq!(totals(&project), sums);
        for (stay, now) in self.explained(others) {
            assert!(is_explained_as(&explained[&stay], &now), "before: {}\nnow: {now}", explained[&stay]);
        }
        self.beddays("verify --project p").exits(0).says("the store is whole");
        self.remove(whom).exits(66);
        assert_eq!(places(&project, words), Vec::<String>::new());
        let log = self.read("p/audit.log");
        assert!(log.contains("\"command\":\"remove\",\"exit\":0") && log.contains("\"replaced\":{"), "{log}");
    }
}

/// Whether a stay is explained as before. Where a record ends is not known any more if its file is kept in another form since.
fn is_explained_as(before: &str, now: &str) -> bool {
    let is_unknown_end = |line: &str| line.trim() == "\"last_byte\": null,";
    let is_same =
        |(before, now): (&str, &str)| before == now || (before.contains("\"last_byte\": ") && is_unknown_end(now));
    before.lines().count() == now.lines().count() && before.lines().zip(now.lines()).all(is_same)
}

/// A project with January closed.
fn january() -> Case {
    let case = project();
    case.deliver_both("2018-01", JANUARY);
    case.run_and_close("2018-01");
    case
}

/// A project with January and February closed.
fn two_months() -> Case {
    let case = january();
    case.deliver_both("2018-02", FEBRUARY);
    case.run_and_close("2018-02");
    case
}

#[test]
fn a_person_is_removed_by_one_stay_from_both_months() {
    let case = two_months();
    let key = case.pseudonym(JANUARY);
    case.removes(&format!("--stay {JANUARY}"), (&[JANUARY, FEBRUARY, NUMBER, &key], &["BERT-800001", "BERT-800002"]));
    let page = case.read("p/reports/2018-01/internal-statement.html");
    assert!(page.contains("Retention: the names of 2 stays were removed on 2026-06-01"), "{page}");
    assert!(page.contains("(removed-1."), "{page}");
    // A further month corrects nothing of it.
    case.deliver_both("2018-03", "CARL-900001");
    let march = case.beddays("run --project p --month 2018-03");
    assert!(matches!(march.exit, Some(0 | 1)), "{march:?}");
    assert_eq!(case.json("p/reports/2018-03/run.json")["corrections_minor"], 0);
    assert_eq!(case.json("p/reports/2018-03/run.json")["corrected_months"].as_array().map(Vec::len), Some(0));
    case.beddays("verify --project p").exits(0);
}

/// What was before a removal is no chain any more, but a list with a hash: a copy that is changed or lost is found.
#[test]
fn a_past_that_is_changed_after_a_removal_is_found() {
    let case = two_months();
    case.removes(&format!("--stay {JANUARY}"), (&[JANUARY], &["BERT-800001"]));
    let history = case.path("p/store/history");
    let mut copies: Vec<_> = std::fs::read_dir(&history).unwrap().map(|entry| entry.unwrap().path()).collect();
    copies.sort();
    let first = &copies[0];
    let bytes = std::fs::read(first).unwrap();
    let changed = [&bytes[..], b" "].concat();
    for now in [Some(changed), None] {
        match now {
            Some(now) => std::fs::write(first, now).unwrap(),
            None => std::fs::remove_file(first).unwrap(),
        }
        case.beddays("verify --project p").exits(65);
    }
    std::fs::write(first, bytes).unwrap();
    case.beddays("verify --project p").exits(0).says("the store is whole");
}

#[test]
fn a_person_is_removed_by_the_number_from_stdin() {
    let case = two_months();
    let (sums, key) = (totals(&case.path("p")), case.pseudonym(JANUARY));
    let said = case.sh("echo 9990070008 | beddays remove --project p --person - --by One").exits(0);
    assert!(said.stdout.starts_with("removed: 2 stays, 8 records of 4 deliveries"), "{said:?}");
    assert_eq!(places(&case.path("p"), &[JANUARY, FEBRUARY, NUMBER, &key]), Vec::<String>::new());
    assert_eq!(totals(&case.path("p")), sums);
    case.beddays("verify --project p").exits(0);
    for wrong in ["9990070009", "", "Anna"] {
        let said = case.sh(&format!("echo '{wrong}' | beddays remove --project p --person - --by One")).exits(2);
        assert!(!said.stderr.contains("9990070009"), "{said:?}");
    }
}

#[test]
fn stays_that_ended_before_a_month_are_removed_and_later_ones_stay() {
    let case = two_months();
    let whom = "--before 2018-02";
    case.removes(whom, (&[JANUARY, "BERT-800001"], &["BERT-800002", FEBRUARY]));
    // The person goes on in February.
    assert!(!places(&case.path("p"), &[NUMBER]).is_empty());
    case.removes("--before 2018-03", (&[FEBRUARY, "BERT-800002", NUMBER, OTHER_NUMBER], &[]));
}

#[test]
fn every_edition_keeps_its_days_and_loses_the_names() {
    let case = project();
    case.deliver_both("2018-01", JANUARY);
    case.beddays("run --project p --month 2018-01 --as-of 2018-01-20");
    case.beddays("run --project p --month 2018-01").exits(0);
    let late = stays("2018-01", JANUARY).replace("2018-01-06,2018-01-28", "2018-01-08,2018-01-27");
    case.put("p/inbox/stays-2018-01-late.csv", late);
    case.run_and_close("2018-01");
    let words = [JANUARY, NUMBER];
    case.removes(&format!("--stay {JANUARY}"), (&words, &["BERT-800001"]));
    assert!(totals(&case.path("p")).keys().any(|key| key[0] == "2018-01-edition-3"));
    for edition in 1..=3 {
        let again = format!("report statement --project p --month 2018-01 --edition {edition}");
        case.beddays(&again).exits(0);
        assert_eq!(places(&case.path("p"), &words), Vec::<String>::new());
    }
    case.beddays("report statement --project p --month 2018-01 --as-of 2099-01-01").exits(0);
    assert_eq!(places(&case.path("p"), &words), Vec::<String>::new());
    case.beddays("verify --project p").exits(0);
}

#[test]
fn corrections_of_closed_months_keep_their_sums() {
    let case = january();
    case.put("p/inbox/stays-late.csv", stays("2018-01", JANUARY).replace("2018-01-28T16", "2018-01-20T16"));
    case.deliver_both("2018-02", "CARL-900001");
    case.run_and_close("2018-02");
    let corrected = case.json("p/reports/2018-02/run.json")["corrections_minor"].clone();
    assert!(corrected.as_i64().is_some_and(|pence| pence < 0), "{corrected}");
    case.removes(&format!("--stay {JANUARY}"), (&[JANUARY, NUMBER], &["BERT-800001", "CARL-900001"]));
    assert_eq!(case.json("p/reports/2018-02/run.json")["corrections_minor"], corrected);
    assert!(case.read("p/reports/2018-02/internal-revision.html").contains("(removed-1.1)"));
    case.deliver_both("2018-03", "CARL-900002");
    assert!(matches!(case.beddays("run --project p --month 2018-03").exit, Some(0 | 1)));
    assert_eq!(case.json("p/reports/2018-03/run.json")["corrections_minor"], 0);
}

#[test]
fn one_removal_after_another_and_runs_in_between() {
    let case = two_months();
    case.removes(&format!("--stay {JANUARY}"), (&[JANUARY, FEBRUARY, NUMBER], &["BERT-800001"]));
    case.deliver_both("2018-03", "CARL-900001");
    case.run_and_close("2018-03");
    case.removes(
        "--stay BERT-800001",
        (&["BERT-800001", "BERT-800002", "BERT-800003", OTHER_NUMBER], &["CARL-900001"]),
    );
    let rebuilt = case.beddays("rebuild --project p").exits(0);
    assert!(rebuilt.stdout.contains("removed under retention"), "{rebuilt:?}");
    case.beddays("verify --project p").exits(0);
    let state = case.read("p/store/manifest.json");
    case.beddays("ingest --project p p/inbox/stays-2018-01.csv").exits(0);
    assert_eq!(case.read("p/store/manifest.json"), state);
}

#[test]
fn the_delivery_as_it_was_is_named_and_not_taken() {
    let case = january();
    let original = case.read("p/inbox/stays-2018-01.csv");
    case.remove(&format!("--stay {JANUARY}")).exits(0);
    case.put("p/inbox/stays-2018-01.csv", &original);
    case.beddays("verify --project p").exits(0).says("as it was before records were removed from it");
    case.deliver_both("2018-02", "CARL-900001");
    case.beddays("run --project p --month 2018-02");
    assert!(case.read("p/reports/2018-02/rejects.csv").contains("before records were removed"), "not named");
    case.beddays(&format!("explain --project p {JANUARY}")).exits(66);
}

/// Figures that are made of records anew say what was removed: the bridge to the bill still leads to it, and a what-if names the
/// stays that it cannot hold against another law.
#[test]
fn bridges_and_what_ifs_say_what_was_removed() {
    let case = project();
    case.sh("sed -i 's/^regimes.*/&\\nconventions = [\"england-msitdt\"]/' p/beddays.toml").exits(0);
    case.deliver_both("2018-01", JANUARY);
    case.run_and_close("2018-01");
    let bridge = || -> serde_json::Value {
        let said = case.beddays("bridge --project p --month 2018-01 --from england-msitdt --to bill --json").exits(0);
        serde_json::from_str(&said.stdout).unwrap()
    };
    let before = bridge();
    case.remove(&format!("--stay {JANUARY}")).exits(0);
    let after = bridge();
    assert_eq!(after["to"]["days"], before["to"]["days"]);
    assert_eq!(after["to"]["amount_minor"], before["to"]["amount_minor"]);
    let steps = after["steps"].as_array().unwrap();
    let days: i64 = steps.iter().map(|step| step["days"].as_i64().unwrap()).sum();
    assert_eq!(after["from"]["days"].as_i64().unwrap() + days, after["to"]["days"].as_i64().unwrap());
    let removed = steps.iter().find(|step| step["cause"] == "removed").unwrap();
    assert!(removed["days"].as_i64().unwrap() > 10 && removed["stays"] == 1, "{removed}");
    case.put("p/other.toml", "[readings]\ndischarge_day_2014 = \"exclude\"\n");
    let said = case.beddays("run --project p --month 2018-01 --what-if p/other.toml").exits(0);
    said.says("on neither side, because their records were removed: 1 stay");
}
