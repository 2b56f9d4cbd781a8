//! Frames for tests: what a store holds, and stays with their facts in lists.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StructArray, UInt32Array};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{DataType, Field, Schema};
use beddays::border::{LedgerRequest, StayFrames, WordForm};
use beddays::domain::Day;
use beddays::store::Manifest;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// The frames of a store.
pub struct Frames {
    pub stays: Vec<RecordBatch>,
    pub events: Vec<RecordBatch>,
    pub reasons: Vec<RecordBatch>,
}

impl Frames {
    pub fn of(project: &Path, manifest: &Manifest) -> Self {
        let table =
            |name| manifest.files_of(name).flat_map(|stored| read(&project.join("store").join(&stored.file))).collect();
        Self { stays: table("stay"), events: table("event"), reasons: table("reason") }
    }

    pub fn borrowed(&self) -> StayFrames<'_> {
        StayFrames { stays: &self.stays, events: Some(&self.events), reasons: Some(&self.reasons) }
    }

    /// One row a stay with its facts in lists, sorted as a judge wants them.
    pub fn nested(&self) -> RecordBatch {
        let stays = one(&self.stays);
        let events = lists(&stays, &one(&self.events));
        let reasons = if self.reasons.is_empty() { None } else { Some(lists(&stays, &one(&self.reasons))) };
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        for (field, cells) in stays.schema().fields().iter().zip(stays.columns()) {
            columns.push((field.name().clone(), Arc::clone(cells)));
        }
        columns.push(("events".to_owned(), events));
        columns.extend(reasons.map(|reasons| ("reasons".to_owned(), reasons)));
        let batch = batch(columns);
        let ids = text(&batch, "stay_id");
        let persons = batch.column_by_name("person_key").map(|cells| cells.as_string::<i32>());
        let person_of = |row: usize| persons.filter(|persons| persons.is_valid(row)).map(|persons| persons.value(row));
        let admitted = batch.column_by_name("admitted_at").unwrap();
        let admitted = admitted.as_primitive::<arrow_array::types::TimestampMicrosecondType>();
        let mut order: Vec<u32> = (0..batch.num_rows() as u32).collect();
        order.sort_by_key(|row| {
            let row = *row as usize;
            (person_of(row).unwrap_or(ids.value(row)).to_owned(), admitted.value(row), ids.value(row).to_owned())
        });
        arrow_select::take::take_record_batch(&batch, &UInt32Array::from(order)).unwrap()
    }
}

/// A batch of named columns, every cell of which may be empty.
pub fn batch(columns: Vec<(String, ArrayRef)>) -> RecordBatch {
    let fields = columns.iter().map(|(name, cells)| Field::new(name, cells.data_type().clone(), true));
    let schema = Schema::new(fields.collect::<Vec<_>>());
    RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, cells)| cells).collect()).unwrap()
}

/// The batch with another column in the place of one, or without it.
pub fn with(of: &RecordBatch, name: &str, other: Option<ArrayRef>) -> RecordBatch {
    let schema = of.schema();
    let columns = schema.fields().iter().zip(of.columns()).filter_map(|(field, cells)| {
        let cells = if field.name() == name { other.clone()? } else { Arc::clone(cells) };
        Some((field.name().clone(), cells))
    });
    batch(columns.collect())
}

/// The facts of each stay as a list of structs.
fn lists(stays: &RecordBatch, facts: &RecordBatch) -> ArrayRef {
    let mut of_stay: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let ids = text(facts, "stay_id");
    (0..facts.num_rows()).for_each(|row| of_stay.entry(ids.value(row)).or_default().push(row as u32));
    let places = text(stays, "stay_id").iter().flatten().map(|id| of_stay.get(id).cloned().unwrap_or_default());
    let shape = ListArray::from_iter_primitive::<UInt32Type, _, _>(places.map(|some| Some(some.into_iter().map(Some))));
    let facts = arrow_select::take::take_record_batch(facts, shape.values().as_primitive::<UInt32Type>()).unwrap();
    let structs = StructArray::from(facts);
    let field = Arc::new(Field::new("item", structs.data_type().clone(), true));
    Arc::new(ListArray::new(field, shape.offsets().clone(), Arc::new(structs), None))
}

pub fn text<'b>(batch: &'b RecordBatch, name: &str) -> &'b arrow_array::StringArray {
    batch.column_by_name(name).unwrap().as_string()
}

/// All batches as one.
pub fn one(batches: &[RecordBatch]) -> RecordBatch {
    arrow_select::concat::concat_batches(&batches[0].schema(), batches).unwrap()
}

pub fn read(path: &Path) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

/// Rows as text, in their order.
pub fn rows(batches: &[RecordBatch]) -> Vec<String> {
    let options = FormatOptions::default().with_null("-");
    let of = |batch: &RecordBatch| -> Vec<String> {
        let columns: Vec<_> =
            batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options).unwrap()).collect();
        (0..batch.num_rows())
            .map(|row| columns.iter().map(|column| column.value(row).to_string()).collect::<Vec<_>>().join("|"))
            .collect()
    };
    batches.iter().flat_map(of).collect()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The law of 2014 over some days, on one thread.
pub fn request(first: &str, last: &str) -> LedgerRequest {
    LedgerRequest {
        regimes: vec!["england-2014".to_owned()],
        span: Some((day(first), day(last))),
        edition: 1,
        threads: 1,
        words: WordForm::Plain,
        ..LedgerRequest::default()
    }
}

/// The type of a column of text that repeats.
pub fn dictionary() -> DataType {
    DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into())
}
