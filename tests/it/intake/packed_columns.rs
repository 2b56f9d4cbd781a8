//! Packed columns as Parquet: what the parquet crate reads back is what was given, whatever it is.

use std::io::Write;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Date32Type, Int64Type, TimestampMicrosecondType};
use beddays::error::Result;
use beddays::store::schema::STAY;
use beddays::store::{PackedColumn, RowGroup, write_packed};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::data_type::AsBytes;
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Row {
    id: String,
    person: Option<u8>,
    site: Option<u16>,
    admitted: i64,
    discharged: Option<i64>,
    ready: Option<i32>,
    record: i64,
}

/// Rows to be written, some columns packed in one way and some in another.
struct Group<'g>(&'g [Row], &'g [Box<str>]);

fn micros(seconds: i64) -> i64 {
    seconds * 1_000_000
}

fn person(number: u8) -> String {
    format!("{number:03}").repeat(usize::from(number % 4) + 1)
}

impl RowGroup for Group<'_> {
    fn cells(&self, column: &'static str) -> Result<PackedColumn<'_>> {
        let Self(rows, words) = self;
        Ok(match column {
            "stay_id" => {
                let (mut bytes, mut ends) = (Vec::new(), vec![0]);
                for row in *rows {
                    bytes.extend_from_slice(row.id.as_bytes());
                    ends.push(bytes.len() as i32);
                }
                PackedColumn::Text(bytes.into(), ends.into())
            }
            "person_key" => {
                let mut plain = Vec::new();
                for number in 0..=u8::MAX {
                    plain.extend_from_slice(&(person(number).len() as u32).to_le_bytes());
                    plain.extend_from_slice(person(number).as_bytes());
                }
                let numbers = rows.iter().map(|row| row.person.map_or(0, |person| u32::from(person) + 1)).collect();
                PackedColumn::Codes(numbers, plain, 256)
            }
            "provider_code" | "source_id" => PackedColumn::Words(vec![3; rows.len()], words),
            "site_code" => PackedColumn::Words(rows.iter().map(|row| row.site.map_or(0, u32::from)).collect(), words),
            "admitted_at" => {
                PackedColumn::Moments(vec![1; rows.len()], rows.iter().map(|row| micros(row.admitted)).collect())
            }
            "discharged_at" => PackedColumn::Moments(
                rows.iter().map(|row| u32::from(row.discharged.is_some())).collect(),
                rows.iter().filter_map(|row| row.discharged).map(micros).collect(),
            ),
            "ready_on" => {
                let least = rows.iter().filter_map(|row| row.ready).min().unwrap_or_default();
                let number = |ready: i32| (ready - least) as u32 + 1;
                PackedColumn::Int32(rows.iter().map(|row| row.ready.map_or(0, number)).collect(), least - 1)
            }
            "source_record" => PackedColumn::Int64(rows.iter().map(|row| row.record).collect()),
            _ => PackedColumn::Nothing(rows.len()),
        })
    }
}

fn written(rows: &[Row], words: &[Box<str>], group_rows: usize, threads: usize) -> Vec<u8> {
    let groups: Vec<&[Row]> = rows.chunks(group_rows).collect();
    let group = |number: usize| Group(groups[number], words);
    write_packed(&STAY, &["stay_id"], groups.len(), threads, group, Vec::new()).unwrap()
}

/// A number with few or with many bits.
fn number() -> impl Strategy<Value = i64> {
    prop_oneof![0..100_i64, -5..5_i64, any::<i64>(), Just(i64::MIN), Just(i64::MAX)]
}

fn row() -> impl Strategy<Value = Row> {
    // Any second of which microseconds can be counted.
    let moment = || prop_oneof![1_400_000_000..1_400_200_000_i64, -9_000_000_000_000..9_000_000_000_000_i64];
    let id = "(RX1-2019-0000|RX1-2019-000|é|)[a-c]{0,12}";
    let ready = prop::option::of(16_000..16_400_i32);
    (
        id,
        prop::option::of(0..40_u8),
        prop::option::of(1..900_u16),
        moment(),
        prop::option::of(moment()),
        ready,
        number(),
    )
        .prop_map(|(id, person, site, admitted, discharged, ready, record)| Row {
            id,
            person,
            site,
            admitted,
            discharged,
            ready,
            record,
        })
}

fn same(rows: &[Row], words: &[Box<str>], batch: &RecordBatch) {
    let column = |name: &str| batch.column_by_name(name).unwrap();
    let texts = |name: &str| {
        let column = column(name).as_string::<i32>();
        column.iter().map(|text| text.map(str::to_owned)).collect::<Vec<Option<String>>>()
    };
    let of =
        |cell: fn(&Row, &[Box<str>]) -> Option<String>| -> Vec<_> { rows.iter().map(|row| cell(row, words)).collect() };
    let moments = |name: &str| column(name).as_primitive::<TimestampMicrosecondType>().iter().collect::<Vec<_>>();
    assert_eq!(texts("stay_id"), of(|row, _| Some(row.id.clone())));
    assert_eq!(texts("person_key"), of(|row, _| row.person.map(person)));
    assert_eq!(texts("provider_code"), of(|_, words| Some(words[2].to_string())));
    assert_eq!(texts("site_code"), of(|row, words| row.site.map(|site| words[usize::from(site) - 1].to_string())));
    assert_eq!(moments("admitted_at"), rows.iter().map(|row| Some(micros(row.admitted))).collect::<Vec<_>>());
    assert_eq!(moments("discharged_at"), rows.iter().map(|row| row.discharged.map(micros)).collect::<Vec<_>>());
    let days: Vec<_> = column("ready_on").as_primitive::<Date32Type>().iter().collect();
    assert_eq!(days, rows.iter().map(|row| row.ready).collect::<Vec<_>>());
    let records: Vec<_> = column("source_record").as_primitive::<Int64Type>().iter().collect();
    assert_eq!(records, rows.iter().map(|row| Some(row.record)).collect::<Vec<_>>());
    assert_eq!(column("funding").null_count(), rows.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_read_back(
        rows in prop::collection::vec(row(), 1..700),
        group_rows in prop_oneof![1..9_usize, 60..300_usize],
    ) {
        let words: Vec<Box<str>> = (1..=900).map(|number| format!("W{number}").into()).collect();
        let bytes = written(&rows, &words, group_rows, 1);
        prop_assert_eq!(&bytes, &written(&rows, &words, group_rows, 3));
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let groups = reader.metadata().row_groups().to_vec();
        for (group, rows) in groups.iter().zip(rows.chunks(group_rows)) {
            let place = group.columns().iter().position(|column| column.column_path().string() == "admitted_at");
            let statistics = group.column(place.unwrap()).statistics().unwrap();
            let least = rows.iter().map(|row| micros(row.admitted)).min().unwrap();
            prop_assert_eq!(statistics.min_bytes_opt().unwrap(), least.as_bytes());
        }
        let batches: Vec<RecordBatch> = reader.with_batch_size(rows.len()).build().unwrap().map(|batch| batch.unwrap()).collect();
        let all = arrow::compute::concat_batches(&batches[0].schema(), &batches).unwrap();
        same(&rows, &words, &all);
    }
}
