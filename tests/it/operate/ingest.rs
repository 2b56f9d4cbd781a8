//! `beddays ingest`: what lies in the Parquet file, and when none is written.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{DataType, Date32Type, Int32Type, Int64Type, TimeUnit, TimestampMicrosecondType};
use beddays::domain::Stay;
use beddays::intake::DeliveryContent;
use beddays::intake::profile::native;
use beddays::intake::{Delivery, NativeTable, Rules};
use beddays::operate::deliveries::ingest::{IngestRequest, ingest};
use beddays::operate::progress::Silent;
use beddays::project::Project;
use beddays::settle::fast::Bite;
use beddays::store::{GROUP_ROWS, sha256};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::support::harness::{Folder, STAYS};

/// Many stays of some persons, with blanks, words that are many or few, and rows that are rejected.
fn stays(rows: u32, numbers: &[String]) -> String {
    let mut text = "stay_id,nhs_number,provider_code,site_code,authority_code,admitted_at,ready_on,discharged_at,\
                    admission_method,treatment_function_code,age_at_admission,care_type,setting\n"
        .to_owned();
    for row in 0..rows {
        let mixed = row.wrapping_mul(2_654_435_761) >> 7;
        let pick = |list: &[&str], by: u32| list[(mixed / by) as usize % list.len()].to_owned();
        let number = match mixed / 3 % 6 {
            3 => "",
            4 => "9990000019",
            _ => numbers[row as usize % numbers.len()].as_str(),
        };
        let admitted =
            format!("2018-{:02}-{:02}T{:02}:{:02}", 1 + mixed % 3, 1 + mixed / 5 % 28, mixed % 24, mixed / 7 % 60);
        let (ready, left) =
            (pick(&["2018-04-02", "", "2018-04-05"], 11), pick(&["2018-04-06T10:00", "2018-04-05T23:59:59", ""], 13));
        let site = pick(&["RX101", "RX102", "", "RX103"], 17);
        let care = pick(&["", "", "acute", "hospice"], 19);
        text += &format!(
            "S{row:05},{number},R{}X,{site},{},{admitted},{ready},{left},m{},{},{},{care},\n",
            mixed % 5,
            pick(&["Norfolk", "E10000029", "Suffolk"], 23),
            mixed % 700,
            if row < rows / 2 { "300" } else { "" },
            if mixed % 3 == 0 { String::new() } else { (mixed % 100).to_string() },
        );
    }
    text
}

/// The number that begins with nine digits, if there is one.
fn with_check_digit(nine: u32) -> Option<String> {
    let digits = format!("{nine:09}");
    let sum: u32 = digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = (11 - sum % 11) % 11;
    (check < 10).then(|| format!("{digits}{check}"))
}

/// So many persons.
fn numbers(count: u32) -> Vec<String> {
    (999_000_001_u32..).step_by(283).filter_map(with_check_digit).take(count as usize).collect()
}

/// Persons who are all looked at in a few groups of the many: multiplied as the reader does it, their numbers begin alike.
fn crowd(count: usize) -> Vec<String> {
    let begins_alike = |number: &String| {
        let nine: u32 = number[..9].parse().unwrap();
        nine.wrapping_mul(0x9E37_79B1) & ((1 << 30) - 1) < 1 << 22
    };
    (999_000_001_u32..=999_999_999).filter_map(with_check_digit).filter(begins_alike).take(count).collect()
}

fn request<'a>(files: &'a [std::path::PathBuf], target: &'a Path, group_rows: usize) -> IngestRequest<'a> {
    let bite = Bite { block: 4096, batch: 20_000 };
    IngestRequest { files, target: Some(target), dates: Default::default(), as_of: None, bite, group_rows }
}

/// The rows of a file as text by column.
fn rows_of(path: &Path) -> Vec<BTreeMap<String, String>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.unwrap();
        let first = rows.len();
        rows.resize(first + batch.num_rows(), BTreeMap::new());
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            for row in 0..batch.num_rows() {
                if column.is_valid(row) {
                    rows[first + row].insert(field.name().clone(), cell(column, row));
                }
            }
        }
    }
    rows
}

fn cell(column: &ArrayRef, row: usize) -> String {
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Date32 => column.as_primitive::<Date32Type>().value(row).to_string(),
        DataType::Timestamp(TimeUnit::Microsecond, None) => {
            column.as_primitive::<TimestampMicrosecondType>().value(row).to_string()
        }
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        other => panic!("a reader sees {other}"),
    }
}

/// A stay as its row must be.
fn row_of(stay: &Stay) -> BTreeMap<String, String> {
    let authorities = beddays::domain::Authorities::england();
    let micros = |moment: beddays::domain::Moment| (moment.seconds() * 1_000_000).to_string();
    let text = |word: &Option<Box<str>>| word.as_ref().map(ToString::to_string);
    let cells = [
        ("stay_id", Some(stay.stay_id.to_string())),
        ("person_key", stay.person_key.as_ref().map(|key| key.0.to_string())),
        ("provider_code", Some(stay.provider_code.to_string())),
        ("site_code", text(&stay.site_code)),
        ("authority_code", Some(authorities.get(stay.authority.unwrap()).code.clone())),
        ("admitted_at", Some(micros(stay.admitted_at))),
        ("ready_on", stay.ready_on.map(|day| day.number().to_string())),
        ("discharged_at", stay.discharged_at.map(micros)),
        ("admission_method", text(&stay.admission_method)),
        ("treatment_function_code", text(&stay.treatment_function_code)),
        ("care_type", stay.care_type.map(|kind| kind.code().to_owned())),
        ("age_at_admission", stay.age_at_admission.map(|age| age.to_string())),
        ("source_id", Some(stay.origin.source_id.to_string())),
        ("source_record", Some(stay.origin.source_record.to_string())),
    ];
    cells.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// What the careful reader makes of a file is what the file of the fast one holds, for so many rows in a row group.
fn holds(text: &str, group_rows: &[usize], threads: &[usize]) {
    let folder = Folder::new();
    folder.put("stays.csv", text);
    let project = Project::read(&folder.project()).unwrap();
    let key = beddays::key::Key::read(&folder.project()).unwrap();
    let (zone, hash) = (crate::intake::native::london(), sha256(text.as_bytes()));
    let authorities = beddays::domain::Authorities::england();
    let rules = Rules { zone: &zone, key: key.bytes(), authorities };
    let files = [folder.path("stays.csv")];
    let name = files[0].display().to_string();
    let profile = native(NativeTable::Stay).unwrap();
    let (size, content) = (text.len(), DeliveryContent::Text(text.as_bytes()));
    let (sha256, dates) = (hash.as_str(), Default::default());
    let delivery = Delivery { file: &name, sha256, size, content, profile: &profile, received: 1, dates };
    let wanted = beddays::settle::take(&[delivery], &rules, None).unwrap();
    let rows: Vec<_> = wanted.stays.iter().map(row_of).collect();
    assert!(rows.len() * 2 >= text.lines().count(), "{} of {}", rows.len(), text.lines().count());
    for group_rows in group_rows {
        let mut seen = None;
        for threads in threads {
            let target = folder.path(&format!("out-{group_rows}-{threads}.parquet"));
            let pool = rayon::ThreadPoolBuilder::new().num_threads(*threads).build().unwrap();
            let ingested = pool.install(|| ingest(&project, &request(&files, &target, *group_rows), &Silent)).unwrap();
            assert_eq!((&ingested.receipts, &ingested.findings), (&wanted.receipts, &wanted.findings));
            let bytes = fs::read(&target).unwrap();
            assert!(seen.replace(bytes.clone()).is_none_or(|before| before == bytes), "{threads} threads");
            assert!(rows_of(&target) == rows, "{group_rows} rows in a group");
        }
    }
}

#[test]
fn the_file_holds_the_rows_that_were_taken_in_their_order_whatever_the_number_of_threads() {
    holds(&stays(3_000, &numbers(5)), &[64, 1_000, GROUP_ROWS], &[1, 2, 8]);
}

#[test]
fn persons_who_come_often_seldom_and_once_have_their_own_pseudonyms() {
    for persons in [40, 180, 240, 400, 3_000] {
        holds(&stays(3_000, &numbers(persons)), &[700], &[2]);
    }
    holds(&stays(3_000, &crowd(100)), &[700], &[2]);
}

#[test]
fn one_hospital_alone_is_in_order_too() {
    let one = (1..5).fold(stays(3_000, &numbers(90)), |text, other| text.replace(&format!(",R{other}X,"), ",R0X,"));
    holds(&one, &[700], &[1, 2]);
    // The first and nearly the last moment that a row can have (the last days of these years mean that there is none), with few rows between them.
    let header = "stay_id,provider_code,authority_code,admitted_at,discharged_at";
    let row = |id: &str, day: &str| format!("{id},RX1,Norfolk,{day}T00:00,{day}T23:59:59\n");
    for days in
        [&["2099-12-30", "1990-01-01"][..], &["2099-12-30"], &["2100-12-30", "2018-01-01", "1990-01-01", "1990-01-02"]]
    {
        let rows: String = days.iter().zip(0..).map(|(day, id)| row(&format!("S{id}"), day)).collect();
        holds(&format!("{header}\n{rows}"), &[GROUP_ROWS], &[2]);
    }
}

#[test]
fn words_for_whose_numbers_a_row_has_no_room_are_kept_apart() {
    let header = "stay_id,provider_code,site_code,authority_code,admitted_at,treatment_function_code";
    let row = |row: u32| {
        let site = format!("R{}{:03}", char::from(b'A' + (row / 1_000 % 26) as u8), row % 1_000);
        format!("S{row},RX1,{site}{},Norfolk,2018-03-01T10:00,f{row}\n", char::from(b'A' + (row / 26_000) as u8))
    };
    // One word more than there are numbers of sixteen bits, and some of them again.
    let rows: String = (0..65_540)
        .chain(65_530..65_540)
        .zip(0..)
        .map(|(word, id)| row(word).replacen(&format!("S{word}"), &format!("S{id}"), 1))
        .collect();
    holds(&format!("{header}\n{rows}"), &[GROUP_ROWS], &[2]);
}

#[test]
fn nothing_is_overwritten_but_by_the_same_bytes_and_nothing_is_left_behind() {
    let folder = Folder::new();
    folder.put("stays.csv", STAYS);
    let arguments = ["ingest", "stays.csv", "--to", "out.parquet"];
    folder.run(&arguments).exits(0).says("read 3 = accepted 3 + rejected 0 + duplicates 0");
    let before = (fs::read(folder.path("out.parquet")).unwrap(), folder.read("out.findings.csv"));
    folder.run(&arguments).exits(0);
    assert_eq!((fs::read(folder.path("out.parquet")).unwrap(), folder.read("out.findings.csv")), before);
    folder.put("stays.csv", format!("{STAYS}S4,9990000019,RZZ02,Norfolk,2018-03-03T09:00,,,79\n"));
    folder.run(&arguments).exits(73).says("X_EXISTS");
    assert_eq!((fs::read(folder.path("out.parquet")).unwrap(), folder.read("out.findings.csv")), before);
    folder.run(&["ingest", "stays.csv", "--to", "new.parquet"]).exits(1);
    assert!(folder.read("new.findings.csv").contains("R_NHS"));
    fs::remove_file(folder.path("out.parquet")).unwrap();
    folder.run(&arguments).exits(73).says("out.findings.csv");
    let left = folder.files(".").into_keys().filter(|path| path.extension().is_some_and(|ending| ending == "part"));
    assert_eq!(left.count(), 0);
    assert!(!folder.path("out.parquet").exists());
}

#[test]
fn a_dry_run_writes_nothing_and_counts_for_programs() {
    let folder = Folder::new();
    folder.put("stays.csv", format!("{STAYS}S4,9990000019,RZZ02,Norfolk,2018-03-03T09:00,,,79\n"));
    let before = folder.files(".");
    let said = folder.run(&["ingest", "stays.csv", "--dry-run", "--json"]).exits(1);
    let value: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((&value["records"], &value["accepted"], &value["rejected"]), (&4.into(), &3.into(), &1.into()));
    assert_eq!((&value["duplicates"], &value["codes"]["R_NHS"]), (&0.into(), &1.into()));
    assert_eq!(folder.files("."), before);
}

#[test]
fn what_stops_it_has_the_exit_code_of_its_kind() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.put("stays.csv", STAYS);
    folder.put("cut.csv", &STAYS[..STAYS.len() - 20]);
    let ingest = |file: &str, to: &str| folder.run(&["ingest", file, "--to", to]);
    ingest("absent.csv", "out.parquet").exits(66);
    ingest("cut.csv", "out.parquet").exits(65).says("F_TRUNCATED");
    ingest("stays.csv", "nowhere/out.parquet").exits(73).says("X_NO_FOLDER");
    folder.run(&["ingest", "stays.csv"]).exits(2);
    folder.run(&["ingest", "stays.csv", "--to", "out.parquet", "--dates", "mm/dd/yyyy"]).exits(2);
    fs::set_permissions(folder.path("beddays.key"), fs::Permissions::from_mode(0o644)).unwrap();
    ingest("stays.csv", "out.parquet").exits(77);
    fs::remove_file(folder.path("beddays.key")).unwrap();
    ingest("stays.csv", "out.parquet").exits(66);
    fs::remove_file(folder.path("beddays.toml")).unwrap();
    ingest("stays.csv", "out.parquet").exits(78);
    assert!(!folder.path("out.parquet").exists() && !folder.path("out.parquet.part").exists());
}
