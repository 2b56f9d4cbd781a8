//! Strange strings in every text field of the tables come back byte for byte (A11): from the store, from its Parquet files by a
//! reader of others, and in the answer to a question.

use std::collections::BTreeMap;
use std::fs::File;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_schema::DataType;
use beddays::domain::{Event, EventKind, EventValue, PersonKey, Stay};
use beddays::store::Store;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::report::fixture::{FORMULAS, LOGS, SCRIPTS, payloads};
use crate::settle::messages_support::Chance;
use crate::store::commits::{KEY_ID, Rows, put, rows};

const PATHS: &str = include_str!("../../bad-inputs/payloads/paths.txt");

/// The 256 payloads, and 515 strings of other kinds: every control character, what hides or turns text, letters of many bytes,
/// words that programs take for something else, great lengths, and mixtures by chance.
fn strings() -> Vec<String> {
    let mut all: Vec<String> = [FORMULAS, SCRIPTS, LOGS, PATHS].into_iter().flat_map(payloads).collect();
    assert_eq!(all.len(), 256);
    let letters =
        ('\0'..='\u{20}').chain('\u{7f}'..='\u{a0}').chain('\u{2000}'..='\u{200f}').chain('\u{2028}'..='\u{202f}');
    let letters =
        letters.chain('\u{2060}'..='\u{206f}').chain("\u{feff}\u{fffe}\u{ffff}\u{fdd0}\u{ad}\u{34f}\u{115f}".chars());
    let letters = letters
        .chain("\u{3164}\u{1d11e}\u{10ffff}\u{e0001}\u{1f468}\u{130}\u{131}\u{df}\u{17f}\u{212a}\u{fb01}".chars());
    for letter in letters {
        all.extend([letter.to_string(), format!("a{letter}b")]);
    }
    let words = "null NULL None nil undefined NaN nan inf -inf Infinity true FALSE 0 -0 00 1e999 1E-5 0x10 1_000 1,5 ½ 1/2 \
                 2018-02-30 23:60 #REF! #N/A N/A - -- ' '' \" \"\" \\ \\\\ / // . .. ~ $HOME ${x} {{7*7}} <%=7%> %s %n %00 \
                 ;DROP `id` $(id) && || ｆｕｌｌ é e\u{301} Å \u{212b} مرحبا שלום नमस्ते 你好 こんにちは 한국어 ไทย Ω≈ç√ \
                 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Z̸̡͈a̷l̵g̶o̸ rtl\u{202e}txt";
    all.extend(words.split(' ').map(str::to_owned));
    all.extend([255, 256, 257, 32_767, 32_768, 65_535, 65_536, 100_000].map(|length| "é".repeat(length)));
    let pieces: Vec<String> = all[256..400].to_vec();
    let mut chance = Chance(3);
    while all.len() < 256 + 515 {
        all.push((0..=chance.below(6)).map(|_| pieces[chance.below(pieces.len())].as_str()).collect());
    }
    assert_eq!(all.len(), 771);
    all
}

/// Rows with a string in each field that holds text: the row's own in its id, the others turned so that fields differ.
fn filled(strings: &[String]) -> Rows {
    let mut rows = rows(strings.len() as u32);
    for (at, stay) in rows.stays.iter_mut().enumerate() {
        let text = |by: usize| -> Box<str> { strings[(at + by) % strings.len()].as_str().into() };
        // Ids are unique: the number stands before the text.
        let id: Box<str> = format!("{at:04}{}", text(0)).into();
        (rows.events[at].stay_id, rows.reasons[at].stay_id) = (id.clone(), id.clone());
        let kind = EventKind::MunicipalityReply;
        rows.events[at].event = Event { kind, value: EventValue::Word(text(14)), ..rows.events[at].event.clone() };
        rows.reasons[at].reason_code = text(15);
        rows.delays[at].stay_id = id.clone();
        rows.delays[at].delay_id = format!("{at:04}{}", text(16)).into();
        let mut origin = stay.origin.clone();
        origin.source_id = text(12);
        *stay = Stay {
            stay_id: id,
            person_key: Some(PersonKey(text(1))),
            provider_code: text(2),
            site_code: Some(text(3)),
            registered_in: Some(text(4)),
            staying_in: Some(text(5)),
            admission_method: Some(text(6)),
            discharge_method: Some(text(7)),
            discharge_destination: Some(text(8)),
            treatment_function_code: Some(text(9)),
            setting: Some(text(10)),
            funding: Some(text(11)),
            origin,
            ..stay.clone()
        };
    }
    rows
}

/// Every column of text of the files of a table, as the Parquet crate reads it.
fn columns(store: &Store, table: &str) -> BTreeMap<String, Vec<String>> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in store.table_files(table).unwrap() {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
        for batch in reader.map(Result::unwrap) {
            for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
                let plain = arrow_cast::cast(column, &DataType::Utf8).ok();
                if let Some(plain) =
                    plain.filter(|_| matches!(column.data_type(), DataType::Utf8 | DataType::Dictionary(..)))
                {
                    let cells = plain.as_string::<i32>().iter().map(|cell| cell.unwrap_or_default().to_owned());
                    columns.entry(field.name().clone()).or_default().extend(cells);
                }
            }
        }
    }
    columns
}

/// Goal: no reader of the tables sees another text than the sender's. Method: 771 strings through every text field of stays,
/// events, reasons and delays; each is compared where it comes back.
#[test]
fn strange_strings_come_back_from_every_text_field_of_the_tables() {
    let strings = strings();
    let folder = crate::support::harness::Folder::new();
    // The store of the test has a key of its own: it is made anew for these rows.
    std::fs::remove_dir_all(folder.path("store")).unwrap();
    Store::create(&folder.project(), KEY_ID).unwrap();
    let rows = filled(&strings);
    let mut store = Store::open(&folder.project()).unwrap();
    let mut commit = store.begin();
    put(&mut commit, &rows, 100);
    commit.finish().unwrap();
    drop(store);

    let store = Store::read_only(&folder.project()).unwrap();
    let by_id = |mut stays: Vec<Stay>| {
        stays.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
        stays
    };
    assert!(by_id(store.stays().unwrap()) == by_id(rows.stays.clone()), "the store's own reader");
    let (events, reasons) = (store.events().unwrap(), store.reasons().unwrap());
    assert!(
        rows.events.iter().all(|event| events.contains(event)) && rows.reasons.iter().all(|row| reasons.contains(row))
    );

    let mut fields = 0;
    for (table, least) in [("stay", 13), ("event", 2), ("reason", 2), ("delay_period", 2)] {
        let mut whole = 0;
        for (name, mut found) in columns(&store, table) {
            assert_eq!(found.len(), strings.len(), "{table}.{name}");
            let is_id =
                found.iter().all(|cell| cell.len() > 3 && cell.bytes().take(4).all(|byte| byte.is_ascii_digit()));
            if is_id {
                found.iter_mut().for_each(|cell| drop(cell.drain(..4)));
            }
            let mut wanted = strings.clone();
            found.sort();
            wanted.sort();
            // Columns of codes of our own hold none of them.
            if wanted == found {
                whole += 1;
            } else {
                assert!(found.iter().all(|cell| cell.is_ascii() && cell.len() < 40), "{table}.{name}");
            }
        }
        assert!(whole >= least, "{table}: {whole} columns of text came back");
        fields += whole;
    }

    let asked = "select stay_id, funding, setting, site_code from stay order by stay_id";
    let answer = folder.run(&["query", asked, "--format", "json"]).exits(0).stdout;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let answered = answer.as_array().or_else(|| answer["rows"].as_array()).unwrap();
    assert_eq!(answered.len(), strings.len());
    let stays: BTreeMap<&str, &Stay> = rows.stays.iter().map(|stay| (&*stay.stay_id, stay)).collect();
    for row in answered {
        let stay = stays[row["stay_id"].as_str().unwrap()];
        let cells = ["funding", "setting", "site_code"].map(|name| row[name].as_str());
        assert_eq!(cells, [stay.funding.as_deref(), stay.setting.as_deref(), stay.site_code.as_deref()]);
    }
    println!("{fields} fields of text, {} strings", strings.len());
}
