//! The same cells in other types of Arrow give the same rows.

use arrow_array::RecordBatch;
use arrow_cast::cast;
use arrow_schema::{DataType, TimeUnit};
use beddays::border::ledger;

use super::framed::{Frames, dictionary, one, request, rows, with};

/// Goal: frames of pandas, polars, pyarrow and DuckDB hold the same in other types. Method: stored stays and events, each kind of
/// column cast to every type that is taken.
#[test]
fn other_types_of_the_same_cells_give_the_same_rows() {
    let folder = crate::support::harness::Folder::with_stays();
    folder.march();
    let manifest = serde_json::from_str(&folder.read("store/manifest.json")).unwrap();
    let frames = Frames::of(&folder.project(), &manifest);
    let wanted = rows(&ledger(frames.borrowed(), &request("2018-03-01", "2018-03-31")).unwrap().rows);
    assert!(wanted.len() > 20, "{wanted:?}");
    let text = [DataType::LargeUtf8, DataType::Utf8View, dictionary()];
    let time =
        [TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Nanosecond].map(|unit| DataType::Timestamp(unit, None));
    let number = [DataType::UInt8, DataType::Int16, DataType::Int64, DataType::UInt32];
    let cast_all = |batch: &RecordBatch, from: &DataType, to: &DataType| {
        let schema = batch.schema();
        let meant = schema.fields().iter().filter(|field| field.data_type() == from && field.name() != "source_record");
        meant.fold(batch.clone(), |batch, field| {
            let cells = cast(batch.column_by_name(field.name()).unwrap(), to).unwrap();
            with(&batch, field.name(), Some(cells))
        })
    };
    let day_as_time = time.iter().map(|kind| (DataType::Date32, kind.clone()));
    let changes = (text.into_iter().map(|kind| (DataType::Utf8, kind)))
        .chain(time.iter().map(|kind| (DataType::Timestamp(TimeUnit::Microsecond, None), kind.clone())))
        .chain(number.into_iter().map(|kind| (DataType::Int32, kind)))
        .chain(day_as_time);
    for (from, to) in changes {
        let of = |batches: &[RecordBatch]| vec![cast_all(&one(batches), &from, &to)];
        let other = Frames { stays: of(&frames.stays), events: of(&frames.events), reasons: Vec::new() };
        let found = ledger(other.borrowed(), &request("2018-03-01", "2018-03-31"));
        assert_eq!(
            rows(&found.unwrap_or_else(|error| panic!("{from} as {to}: {error}")).rows),
            wanted,
            "{from} as {to}"
        );
    }
}
