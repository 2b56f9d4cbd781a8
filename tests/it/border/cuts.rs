//! Batches cut anywhere give the same rows.

use beddays::border::{Judge, LedgerFrames, LedgerRequest, fingerprint, ledger};

use super::framed::{Frames, request, rows};
use crate::operate::histories::made::Chance;

fn sample() -> Frames {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("demo");
    crate::support::harness::said(crate::support::harness::program().arg("demo").arg(&project)).exits(0);
    crate::support::harness::said(crate::support::harness::program().current_dir(&project).arg("run"));
    let manifest = serde_json::from_slice(&std::fs::read(project.join("store/manifest.json")).unwrap()).unwrap();
    Frames::of(&project, &manifest)
}

/// All that a judge gave, in order.
#[derive(Default)]
struct Given {
    rows: Vec<String>,
    unjudged: Vec<String>,
    doubts: Vec<String>,
}

impl Given {
    fn add(&mut self, found: &LedgerFrames) {
        self.rows.extend(rows(&found.rows));
        self.unjudged.extend(rows(std::slice::from_ref(&found.unjudged)));
        self.doubts.extend(rows(std::slice::from_ref(&found.doubts)));
    }

    fn sorted(mut self) -> [Vec<String>; 3] {
        [&mut self.rows, &mut self.unjudged, &mut self.doubts].into_iter().for_each(|list| list.sort());
        [self.rows, self.unjudged, self.doubts]
    }
}

/// Goal: no cut shows, also where transfers join stays of a person. Method: the stays of the demonstration, every tenth of which is
/// another hospital's from the day the one before it ended, pushed in batches that are cut at random; 10 cuts by default, 1,000
/// with `BEDDAYS_SWEEP=1`. The rows come in one order, and are those of the whole frames.
#[test]
fn batches_cut_anywhere_give_the_rows_of_whole_frames() {
    let frames = sample();
    let nested = joined(&frames.nested());
    let request = LedgerRequest {
        readings: vec![("transfer_ends_case".to_owned(), "false".to_owned())],
        ..request("2018-01-01", "2018-03-31")
    };
    let whole = ledger(
        beddays::border::StayFrames { stays: std::slice::from_ref(&nested), events: None, reasons: None },
        &request,
    )
    .unwrap();
    let joins = rows(&whole.rows).iter().filter(|row| row.split('|').next() != row.split('|').nth(1)).count();
    assert!(joins > 0, "no case goes on in another stay");
    let mut wanted = Given::default();
    wanted.add(&whole);
    let wanted = wanted.sorted();
    let cuts = if std::env::var_os("BEDDAYS_SWEEP").is_some() { 1_000 } else { 10 };
    let mut first: Option<Vec<String>> = None;
    for seed in 0..cuts {
        let (mut chance, mut judge, mut given, mut from) =
            (Chance::new(seed), Judge::new(&request).unwrap(), Given::default(), 0);
        let largest = [2, 10, 300, 2_000][seed as usize % 4];
        while from < nested.num_rows() {
            let length = chance.below(largest).min(nested.num_rows() - from);
            given.add(&judge.push(&nested.slice(from, length)).unwrap());
            from += length;
        }
        given.add(&judge.finish().unwrap());
        assert_eq!(first.get_or_insert_with(|| given.rows.clone()), &given.rows, "cut {seed}: the order");
        assert_eq!(given.sorted(), wanted, "cut {seed}");
    }
    assert_eq!(fingerprint(&whole.rows).unwrap().rows as usize, wanted[0].len());
}

/// The stays with every tenth person's facts once more in a second stay that goes on elsewhere.
fn joined(nested: &arrow_array::RecordBatch) -> arrow_array::RecordBatch {
    use std::sync::Arc;

    use arrow_array::cast::AsArray;
    use arrow_array::types::TimestampMicrosecondType;
    use arrow_array::{Array, StringArray, TimestampMicrosecondArray};

    use super::framed::{text, with};

    let (ids, persons) = (text(nested, "stay_id"), text(nested, "person_key"));
    let moments = |name: &str| nested.column_by_name(name).unwrap().as_primitive::<TimestampMicrosecondType>().clone();
    let (admitted, left) = (moments("admitted_at"), moments("discharged_at"));
    let destination = text(nested, "discharge_destination");
    let mut rows: Vec<(String, i64, String, usize, bool)> = Vec::new();
    for row in 0..nested.num_rows() {
        let person = if persons.is_null(row) { format!("P{}", ids.value(row)) } else { persons.value(row).to_owned() };
        rows.push((person.clone(), admitted.value(row), ids.value(row).to_owned(), row, false));
        if row.is_multiple_of(10) && left.is_valid(row) {
            rows.push((person, left.value(row), format!("{}-2", ids.value(row)), row, true));
        }
    }
    rows.sort();
    let places = arrow_array::UInt32Array::from_iter_values(rows.iter().map(|row| row.3 as u32));
    let taken = arrow_select::take::take_record_batch(nested, &places).unwrap();
    let day = 86_400_000_000;
    let is_followed = |row: usize| row.is_multiple_of(10) && left.is_valid(row);
    let column = |cells: StringArray| Some(Arc::new(cells) as arrow_array::ArrayRef);
    let taken = with(&taken, "stay_id", column(rows.iter().map(|row| Some(row.2.as_str())).collect()));
    let taken = with(&taken, "person_key", column(rows.iter().map(|row| Some(row.0.as_str())).collect()));
    let destinations = rows.iter().map(|row| match row.4 {
        false if is_followed(row.3) => Some("51"),
        _ => destination.is_valid(row.3).then(|| destination.value(row.3)),
    });
    let taken = with(&taken, "discharge_destination", column(destinations.collect()));
    let begun: TimestampMicrosecondArray = rows.iter().map(|row| Some(row.1)).collect();
    let ended =
        rows.iter().map(|row| left.is_valid(row.3).then(|| left.value(row.3) + if row.4 { 9 * day } else { 0 }));
    let ended: TimestampMicrosecondArray = ended.collect();
    with(&with(&taken, "admitted_at", Some(Arc::new(begun))), "discharged_at", Some(Arc::new(ended)))
}
