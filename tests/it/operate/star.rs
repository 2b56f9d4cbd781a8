//! The star export: what other programs are given is what the store has, each code has its row in a dimension, and a folder is
//! either as it was or a whole export.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;

use arrow_array::{Decimal128Array, RecordBatch};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::support::harness::{Folder, program, said};

/// The demo, two of its months published.
fn demo() -> (tempfile::TempDir, std::path::PathBuf) {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("demo");
    said(program().arg("demo").arg(&folder)).exits(0);
    (outer, folder)
}

fn export(project: &Path, star: &Path) -> crate::support::harness::Said {
    said(program().arg("--project").arg(project).args(["export", "--star"]).arg(star))
}

type Rows = Vec<BTreeMap<String, String>>;

fn rows(path: &Path) -> Rows {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.deserialize().map(Result::unwrap).collect()
}

fn parquet(path: &Path) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

/// A cell as the CSV file has it.
fn cell(batch: &RecordBatch, column: usize, row: usize) -> String {
    let array = batch.column(column);
    if let Some(amounts) = array.as_any().downcast_ref::<Decimal128Array>() {
        return amounts.value_as_string(row);
    }
    arrow_cast::display::array_value_to_string(array, row).unwrap()
}

/// Goal: whoever joins facts and dimensions loses no row and no penny. Method: every file of the demo's export in both formats,
/// held against the dictionary, against each other and against what `query` says of the store.
#[test]
fn facts_dimensions_and_dictionary_of_the_demo_fit() {
    let (outer, project) = demo();
    let star = outer.path().join("star");
    let told = export(&project, &star).exits(0);
    let dictionary = rows(&star.join("dictionary.csv"));
    let names: BTreeSet<&str> = dictionary.iter().map(|line| line["table"].as_str()).collect();
    assert_eq!(names.len(), 15, "{names:?}");
    let mut tables: BTreeMap<&str, Rows> = BTreeMap::new();
    for name in &names {
        let columns: Vec<&BTreeMap<String, String>> =
            dictionary.iter().filter(|line| line["table"] == **name).collect();
        let read = rows(&star.join(format!("csv/{name}.csv")));
        let batches = parquet(&star.join(format!("parquet/{name}.parquet")));
        let mut at = 0;
        for batch in &batches {
            assert_eq!(batch.num_columns(), columns.len(), "{name}");
            for (place, (column, field)) in columns.iter().zip(batch.schema().fields()).enumerate() {
                let kind = match field.data_type() {
                    DataType::Utf8 => "text",
                    DataType::Date32 => "date",
                    DataType::Int64 => "int64",
                    DataType::Decimal128(18, 2) => "decimal(18, 2)",
                    other => panic!("{other}"),
                };
                let of_file = (field.name().as_str(), kind, if field.is_nullable() { "yes" } else { "" });
                assert_eq!(of_file, (&*column["column"], &*column["type"], &*column["may_be_empty"]), "{name}");
                for row in 0..batch.num_rows() {
                    assert_eq!(cell(batch, place, row), read[at + row][&column["column"]], "{name}, row {}", at + row);
                }
            }
            at += batch.num_rows();
        }
        assert_eq!(at, read.len(), "{name}");
        let line = told.stdout.lines().find(|line| line.trim_start().starts_with(&format!("{name} ")));
        assert!(line.is_some_and(|line| line.contains(&format!(" {} row", at))), "{name}: {at} in {told:?}");
        tables.insert(name, read);
    }
    let mut joined = 0;
    for line in dictionary.iter().filter(|line| !line["names_a_row_of"].is_empty()) {
        let (dimension, key) = line["names_a_row_of"].split_once('.').unwrap();
        let known: Vec<&str> = tables[dimension].iter().map(|row| row[key].as_str()).collect();
        assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len(), "{dimension} has a key twice");
        for row in &tables[line["table"].as_str()] {
            let code = row[&line["column"]].as_str();
            let is_none = code.is_empty() && line["may_be_empty"] == "yes";
            assert!(is_none || known.contains(&code), "{}: `{code}` is no row of {dimension}", line["table"]);
            joined += 1;
        }
    }
    assert!(joined > 2_000, "{joined}");
    let sum =
        |table: &str, column: &str| tables[table].iter().map(|row| row[column].parse::<i64>().unwrap()).sum::<i64>();
    let asked = |sql: &str| {
        let asked = said(program().arg("--project").arg(&project).args(["query", sql, "--format", "csv"])).exits(0);
        asked.stdout.lines().nth(1).unwrap().to_owned()
    };
    let ledger = "select count(*) as days, sum(amount_minor) as minor from every_ledger_day";
    assert_eq!(
        asked(ledger),
        format!("{},{}", tables["fact_ledger_day"].len(), sum("fact_ledger_day", "amount_minor"))
    );
    assert_eq!(sum("fact_liability", "amount_minor"), sum("fact_ledger_day", "amount_minor"));
    assert_eq!(sum("fact_liability", "chargeable_days"), sum("fact_ledger_day", "chargeable_days"));
    assert_eq!(sum("fact_delayed_days", "delayed_days"), sum("fact_counted_day", "delayed_days"));
    assert_eq!(asked("select count(*) as stays from stay"), tables["dim_stay"].len().to_string());
    let days = &tables["dim_date"];
    let first = &days[0];
    let of_first = ["day", "month", "month_name", "financial_year", "weekday_number"].map(|name| first[name].as_str());
    assert_eq!(of_first[0], first["month_on"]);
    assert!(of_first[0].ends_with("-01") && of_first[0].starts_with(of_first[1]), "{of_first:?}");
    let council = tables["dim_authority"].iter().find(|row| row["authority_code"] == "E10000020").unwrap();
    assert_eq!(council["authority"], "Norfolk");
}

/// Two exports to one folder at once: one of them is there at the end, and whole.
#[test]
fn two_exports_at_once_leave_a_whole_one() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    folder.run(&["export", "--star", "../star"]).exits(0);
    let whole = folder.files("../star");
    for _ in 0..4 {
        let running: Vec<_> =
            (0..3).map(|_| folder.command(&["export", "--star", "../star"]).spawn().unwrap()).collect();
        let ended: Vec<bool> = running.into_iter().map(|mut child| child.wait().unwrap().success()).collect();
        assert!(ended.contains(&true), "{ended:?}");
        assert_eq!(folder.files("../star"), whole);
    }
    let left =
        fs::read_dir(folder.path("..")).unwrap().filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    assert!(left.filter(|name| name.starts_with(".star.")).count() == 0);
}

/// A day at a price that is not known is no day at no price.
#[test]
fn an_amount_that_is_not_known_is_empty() {
    let outer = tempfile::tempdir().unwrap();
    let project = outer.path().join("dk");
    said(program().args(["demo", "--country", "dk"]).arg(&project)).exits(0);
    let (prices, months) = (project.join("priser.toml"), project.join("reports"));
    let other_year = fs::read_to_string(&prices).unwrap().replace("year = 2024", "year = 2020");
    fs::write(&prices, other_year).unwrap();
    let months = fs::read_dir(months).unwrap().filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    let month = months.filter(|name| name.len() == 7).max().unwrap();
    let run = said(program().arg("--project").arg(&project).args(["run", "--month", &month]));
    assert!(matches!(run.exit, Some(0 | 1)), "{run:?}");
    let star = outer.path().join("star");
    export(&project, &star).exits(0);
    for row in rows(&star.join("csv/fact_ledger_day.csv")) {
        assert_eq!(row["amount"].is_empty(), row["status"] == "price_missing", "{row:?}");
    }
    let liability = rows(&star.join("csv/fact_liability.csv"));
    assert!(liability.iter().any(|row| row["price_missing_days"] != "0"), "{liability:?}");
    for row in liability {
        assert_eq!(row["amount"].is_empty(), row["price_missing_days"] != "0", "{row:?}");
    }
}

/// Goal: no export is lost or half there. Method: exports over an earlier one, over files of others, and over a folder that
/// cannot be written.
#[test]
fn an_export_takes_the_place_of_an_earlier_one_and_of_nothing_else() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let star = folder.path("../star");
    let before = folder.files("store");
    folder.run(&["export", "--star", "../star"]).exits(0).says("fact_counted_day is left out");
    let first = folder.files("../star");
    folder.run(&["export", "--star", "../star"]).exits(0);
    assert_eq!(folder.files("../star"), first, "the same store gives the same bytes");
    // No process has this number.
    fs::create_dir(folder.path("../.star.999999999.new")).unwrap();
    folder.put("../.star.999999999.new/left", "by an export that was stopped");
    fs::create_dir(folder.path("../.star.new")).unwrap();
    folder.put("../.star.new/notes", "ours");
    fs::remove_file(star.join("csv/dim_date.csv")).unwrap();
    folder.run(&["export", "--star", "../star"]).exits(0);
    assert_eq!(folder.files("../star"), first);
    assert!(!folder.path("../.star.999999999.new").exists() && folder.read("../.star.new/notes") == "ours");
    for own in ["star", "store/star", "inbox", "./reports/2018-03", "../project/star"] {
        folder.run(&["export", "--star", own]).exits(73).says("in the folder of the project");
        assert!(own == "inbox" || own.starts_with("./") || !folder.path(own).exists());
    }
    fs::create_dir(star.join("csv/dim_side.csv.d")).unwrap();
    folder.run(&["export", "--star", "../star"]).exits(73);
    fs::remove_dir(star.join("csv/dim_side.csv.d")).unwrap();
    for other in ["../star/notes.txt", "../star/csv/ours.csv"] {
        folder.put(other, "ours");
        let with_ours = folder.files("../star");
        folder.run(&["export", "--star", "../star"]).exits(73).says("error[X_IN_THE_WAY]").says("holds something else");
        assert_eq!(folder.files("../star"), with_ours);
        fs::remove_file(folder.path(other)).unwrap();
    }
    folder.put("../a-file", "ours");
    folder.run(&["export", "--star", "../a-file"]).exits(73).says("no folder has the name");
    folder.run(&["export", "--star", "../nowhere/star"]).exits(73);
    assert_eq!(folder.files("store"), before, "nothing of the store changes");
    let unpublished = Folder::with_stays();
    unpublished.run(&["export", "--star", "../star"]).exits(66).says("nothing was exported");
    assert!(!unpublished.path("../star").exists());
}
