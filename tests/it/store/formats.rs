//! The manifest as it is written, and as older programs wrote it.

use beddays::store::{Manifest, Store, sha256};

use crate::store::commits::{publish, rows};

/// As a store of format 3 has it: each entry says everything.
const OLD: &str = r#"{
  "format": 3,
  "commit": 2,
  "program": "beddays 0.1.0",
  "key_id": "0123456789abcdef",
  "deliveries": [
    {
      "file": "inbox/stays.csv",
      "sha256": "d06f",
      "bytes": 812,
      "received": 1,
      "table": "stay",
      "dates": "yyyy-mm-dd",
      "profile": "ours.toml",
      "profile_text": "name = \"ours\""
    }
  ],
  "tables": {
    "stay": { "file": "tables/stay-5b1c.parquet", "sha256": "5b1c", "bytes": 99, "rows": 7 }
  },
  "months": [
    {
      "month": "2018-03",
      "edition": 2,
      "as_of": "2018-03-31",
      "news_to": 1,
      "regimes": [{ "regime": "england-2014", "sha256": "a3bb" }],
      "readings_sha256": "d506",
      "ledger": { "file": "ledger/another.parquet", "sha256": "e95a", "bytes": 5, "rows": 3 },
      "days_by_status": { "chargeable": 3 },
      "amount_minor": { "GBP": 46500 },
      "incomplete": ["events"],
      "earlier": [
        { "edition": 1, "ledger": { "file": "ledger/first.parquet", "sha256": "1111", "bytes": 4, "rows": 2 } }
      ]
    }
  ],
  "counted_to": "2018-03-31",
  "previous_manifest_sha256": null,
  "self_sha256": ""
}"#;

fn text(manifest: &Manifest) -> String {
    serde_json::to_string(manifest).unwrap()
}

#[test]
fn what_older_programs_wrote_is_read_and_written_anew_without_a_difference() {
    let old: Manifest = serde_json::from_str(OLD).unwrap();
    let (delivery, month) = (&old.deliveries[0], &old.months[0]);
    assert_eq!((&*delivery.table, &*delivery.profile), ("stay", "ours.toml"));
    assert_eq!((delivery.profile_text.as_deref(), &delivery.outcome), (Some("name = \"ours\""), &None));
    assert_eq!((&*old.tables["stay"].file, old.tables["stay"].rows), ("tables/stay-5b1c.parquet", 7));
    assert_eq!((&*month.regimes[0].sha256, &*month.readings_sha256), ("a3bb", "d506"));
    assert_eq!(
        (&*month.ledger.file, &*month.earlier[0].ledger.file),
        ("ledger/another.parquet", "ledger/first.parquet")
    );
    let again: Manifest = serde_json::from_str(&text(&old)).unwrap();
    assert!(again == old, "{}", text(&old));
}

#[test]
fn places_that_are_not_in_a_list_are_refused() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let whole = text(Store::read_only(project.path()).unwrap().manifest());
    assert!(serde_json::from_str::<Manifest>(&whole).is_ok());
    for (written, other) in [
        ("\"read_as\":0", "\"read_as\":9"),
        ("\"law\":0", "\"law\":1"),
        ("\"partitions\":{", "\"partitions\":{\"2018-01\":{\"deliveries\":\"0-4294967295\",\"tables\":{}},"),
        ("\"partitions\":{", "\"partitions\":{\"2018-01\":{\"deliveries\":\"one\",\"tables\":{}},"),
    ] {
        // A store without partitions has none in its manifest.
        let whole = match whole.contains("\"partitions\"") {
            true => whole.clone(),
            false => whole.replace("\"tables\":", "\"partitions\":{},\"tables\":"),
        };
        let changed = whole.replace(written, other).replace("\"tables\":{}},}", "\"tables\":{}}}");
        assert_ne!(changed, whole, "{written}");
        assert!(serde_json::from_str::<Manifest>(&changed).is_err(), "{other}");
    }
}

#[test]
fn each_delivery_and_month_is_one_line() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let bytes = std::fs::read(project.path().join("store/manifest.json")).unwrap();
    let written = String::from_utf8(bytes).unwrap();
    let manifest = Store::read_only(project.path()).unwrap().manifest().clone();
    for delivery in &manifest.deliveries {
        let line = written.lines().find(|line| line.contains(&delivery.sha256)).unwrap();
        assert!(line.contains(&delivery.file) && line.trim_start().starts_with('{'), "{line}");
    }
    let whole = |line: &str| line.trim_end_matches(',').ends_with('}');
    let begun = written.lines().filter(|line| line.trim_start().starts_with("{\""));
    assert_eq!(begun.filter(|line| !whole(line)).collect::<Vec<_>>(), Vec::<&str>::new());
    let ledger = &manifest.months[0].ledger;
    let of_month = written.lines().filter(|line| line.contains(&ledger.sha256)).collect::<Vec<_>>();
    assert!(of_month.len() == 1 && of_month[0].contains("\"month\":"), "{of_month:?}");
    assert!(!written.contains(&ledger.file), "the name of a file follows from its hash");
    assert_eq!(sha256(written.as_bytes()), Store::read_only(project.path()).unwrap().manifest_sha256());
}
