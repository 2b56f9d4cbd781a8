//! Every line of a ledger is explained: from which record of which file, by which rule of which law, with which dates, and to the
//! penny (F6).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use beddays::liability::Reasons;
use beddays::operate::explain::{ExplainBasis, ExplainedDay, ExplainedRecord, Explanation, explain, records_of};
use beddays::project::Project;
use beddays::store::{Store, sha256};
use serde_json::Value;

use crate::operate::reconcile::fixture::number;
use crate::support::harness::Folder;

const STAYS: usize = 860;

/// A month with stays of every kind of day: charged, without a notice, spared by other causes, out of scope, ready in time.
fn month() -> Folder {
    let folder = Folder::new();
    let header = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission,care_type\n";
    let (mut stays, mut events) = (header.to_owned(), "stay_id,kind,at,until,value\n".to_owned());
    for at in 0..STAYS {
        let (ready, left, person) = (1 + at % 5, 26 + at % 5, number(at as u32));
        let (provider, council) = (["RZZ01", "RZZ02"][at % 2], ["Norfolk", "Norfolk", "Suffolk"][at % 3]);
        let care = if at % 11 == 3 { "maternity" } else { "" };
        writeln!(
            stays,
            "L{at:04},{person},{provider},{council},2018-02-2{}T09:00,2018-03-{ready:02},2018-03-{left}T16:00,8{},{care}",
            at % 8,
            at % 10
        )
        .unwrap();
        if at % 5 != 1 {
            writeln!(events, "L{at:04},assessment_notice,2018-02-2{}T10:00,,", 5 + at % 3).unwrap();
            writeln!(events, "L{at:04},discharge_notice,2018-02-28T{:02}:30,,2018-03-{ready:02}", 9 + at % 4).unwrap();
        }
        if at % 7 == 2 {
            writeln!(events, "L{at:04},nhs_cause,2018-03-08,2018-03-12,").unwrap();
        }
        if at % 6 == 4 {
            writeln!(
                events,
                "L{at:04},assessed,2018-03-02T10:00,,\nL{at:04},services_ready,2018-03-{:02}T10:00,,",
                8 + at % 9
            )
            .unwrap();
        }
    }
    folder.put("inbox/stays.csv", stays);
    folder.put("inbox/events.csv", events);
    let ran = folder.march();
    assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    folder
}

/// One line of the ledger.
#[derive(Debug)]
struct Line {
    status: String,
    amount_minor: i64,
    rule: String,
    law_sha256: String,
    readings_sha256: String,
    cite: String,
}

/// The lines of the ledger by stay and day, as a question to the store gives them.
fn ledger(folder: &Folder) -> BTreeMap<String, BTreeMap<String, Line>> {
    let asked =
        "select stay_id, day, status, amount_minor, rule, regime_hash, readings_hash, cite from every_ledger_day";
    let answer = folder.run(&["query", asked, "--format", "csv"]).exits(0).stdout;
    let mut lines: BTreeMap<String, BTreeMap<String, Line>> = BTreeMap::new();
    for row in csv::Reader::from_reader(answer.as_bytes()).into_records().map(Result::unwrap) {
        let [stay, day, status, amount, rule, law, readings, cite] = std::array::from_fn(|at| row[at].to_owned());
        let line = Line {
            status,
            amount_minor: amount.parse().unwrap(),
            rule,
            law_sha256: law,
            readings_sha256: readings,
            cite,
        };
        lines.entry(stay).or_default().insert(day, line);
    }
    lines
}

/// What the files of the inbox have at a place: each record must begin there.
struct Files(BTreeMap<String, (String, Vec<u8>)>);

impl Files {
    fn of(folder: &Folder) -> Self {
        let files = ["inbox/stays.csv", "inbox/events.csv"].map(|name| {
            let bytes = folder.read(name).into_bytes();
            (name.to_owned(), (sha256(&bytes), bytes))
        });
        Self(files.into())
    }

    /// Checks that a record is where the explanation says, and of the stay.
    fn check(&self, record: &ExplainedRecord, stay: &str) {
        let (hash, bytes) = &self.0[&record.file];
        assert_eq!(&record.sha256, hash, "{record:?}");
        let (line, offset) = (record.line.unwrap(), record.byte_offset.unwrap() as usize);
        let before = bytes[..offset].iter().filter(|byte| **byte == b'\n').count();
        assert_eq!((before as u32 + 1, record.record + 1), (line, line), "{record:?}");
        let last = record.last_byte.unwrap() as usize;
        let record_bytes = std::str::from_utf8(&bytes[offset..=last]).unwrap();
        let row = record_bytes.strip_suffix('\n').unwrap_or_else(|| panic!("{record:?}: {record_bytes}"));
        assert!(!row.contains('\n'), "{record:?}: {row}");
        assert!(row.starts_with(&format!("{stay},")), "{record:?}: {row}");
        assert!(record.gave == "stay" || row.split(',').nth(1) == Some(record.gave), "{record:?}: {row}");
    }
}

/// The line and its explanation say the same, and the explanation says why.
fn check_day(day: &ExplainedDay, line: &Line, what: &str) {
    let said = (day.status, day.amount_minor, &day.rule, &day.law_sha256, &day.readings_sha256, &day.cite);
    let held = (&*line.status, line.amount_minor, &line.rule, &line.law_sha256, &line.readings_sha256, &line.cite);
    assert_eq!(said, held, "{what}");
    assert!(!day.words.is_empty() && !day.cite.is_empty() && !day.grade.is_empty(), "{what}");
    if day.status == "chargeable" {
        assert!(
            day.because.contains("relevant day 2018-03-") && day.because.contains("period 2018-03-"),
            "{what}: {day:?}"
        );
        assert!(day.price.starts_with("rate `standard` ["), "{what}: {day:?}");
    }
}

/// The sum of an explanation from its parts.
fn check_sum(found: &Explanation, what: &str) {
    let parts: i64 = found.sums.iter().map(|sum| sum.days * sum.rate_minor).sum();
    let days: i64 = found.days.iter().map(|day| day.amount_minor).sum();
    assert_eq!(parts, days, "{what}");
    assert!(found.sums.iter().all(|sum| sum.amount_minor == sum.days * sum.rate_minor), "{what}");
    let pounds = format!("£{}.{:02}", grouped(days / 100), days % 100);
    assert!(found.total.ends_with(&pounds), "{what}: {} is not {pounds}", found.total);
}

fn grouped(pounds: i64) -> String {
    if pounds < 1_000 { pounds.to_string() } else { format!("{},{:03}", pounds / 1_000, pounds % 1_000) }
}

/// Goal: no pound without its record, its rule and its sum. Method: each of some 20,000 lines of a month through the explanation of
/// its stay; the records are looked up in the files, the sums made again; some of the stays through the command too.
#[test]
fn every_line_of_a_ledger_is_explained_to_the_record_and_the_penny() {
    let folder = month();
    let (lines, files) = (ledger(&folder), Files::of(&folder));
    let project = Project::read(&folder.project()).unwrap();
    let store = Store::read_only(&folder.project()).unwrap();
    let (stays, events, reasons, questions) =
        (store.stays().unwrap(), store.events().unwrap(), store.reasons().unwrap(), store.questions().unwrap());
    let deliveries = &store.manifest().deliveries;
    let named: Vec<(&str, &str)> = deliveries.iter().map(|one| (&*one.file, &*one.sha256)).collect();
    let wanted: BTreeSet<_> =
        stays.iter().flat_map(|stay| records_of(&stay.stay_id, std::slice::from_ref(stay), &[])).collect();
    let facts = events.iter().map(|fact| (fact.origin.source_id.clone(), fact.origin.source_record));
    let places = store.record_places(&wanted.into_iter().chain(facts).collect()).unwrap();
    let known = ExplainBasis {
        language: beddays::domain::Language::English,
        stays: &stays,
        events: &events,
        reasons: Reasons::new(&reasons),
        questions: &questions,
        laws: &project.law,
        followed_to: store.manifest().months.last().unwrap().as_of,
        files: &named,
        places: &places,
    };
    let (mut explained, mut statuses, mut owed) = (0, BTreeSet::new(), 0);
    for (stay, days) in &lines {
        let found = explain(stay, &known).unwrap();
        let own = events.iter().filter(|fact| *fact.stay_id == **stay).count();
        assert_eq!(found.records.len(), own + 1, "{stay}: the stay's row and that of each event");
        found.records.iter().for_each(|record| files.check(record, stay));
        check_sum(&found, stay);
        let by_day: BTreeMap<String, &ExplainedDay> = found.days.iter().map(|day| (day.day.to_string(), day)).collect();
        for (day, line) in days {
            check_day(by_day[day], line, &format!("{stay} {day}"));
            statuses.insert(line.status.clone());
            owed += line.amount_minor;
            explained += 1;
        }
    }
    assert!(explained >= 20_000 && lines.len() == STAYS, "{explained} lines of {} stays", lines.len());
    assert!(statuses.len() >= 5, "{statuses:?}");
    let of_month = &store.manifest().months.last().unwrap().amount_minor;
    assert_eq!(of_month.values().map(|amount| amount.0).sum::<i64>(), owed, "the lines are all there are");

    // The command says the same, for programs and for people.
    for stay in lines.keys().step_by(STAYS / 15) {
        let json = folder.run(&["explain", stay, "--json"]).exits(0).stdout;
        let wanted = serde_json::to_value(explain(stay, &known).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), wanted, "{stay}");
    }
    let words = folder.run(&["explain", "L0000"]).exits(0).stdout;
    assert!(words.contains("  stay: `inbox/stays.csv`, record 1, line 2, bytes 110 to "), "{words}");
    assert!(words.contains("  assessment notice: `inbox/events.csv`, record 1, line 2, bytes 28 to "), "{words}");
}
