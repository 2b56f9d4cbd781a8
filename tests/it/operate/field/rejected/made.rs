//! What the tests of rejected records are made of: files of every format, charged stays, and what marks a stay.

pub mod messages;
pub mod returns;
pub mod rows;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::Workbook;

use super::super::Case;

/// A project with one rejected record of each kind that its reader can carry, each about a stay of its own.
pub struct Made {
    pub case: Case,
    /// The kinds, each with its stay.
    pub stays: Vec<(String, String)>,
}

/// A file of rows under one header.
pub type Table = Vec<Vec<String>>;

pub fn table(header: &str, rows: &[String]) -> Table {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    std::iter::once(cells(header)).chain(rows.iter().map(|row| cells(row))).collect()
}

pub fn csv(table: &Table) -> Vec<u8> {
    table.iter().map(|row| row.join(",") + "\n").collect::<String>().into_bytes()
}

pub fn gzip(table: &Table) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&csv(table)).unwrap();
    encoder.finish().unwrap()
}

pub fn object(header: &[String], row: &[String]) -> String {
    let filled = header.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    let members: Vec<String> = filled.map(|(name, cell)| format!("\"{name}\": \"{cell}\"")).collect();
    format!("{{{}}}", members.join(", "))
}

pub fn json(table: &Table) -> Vec<u8> {
    let objects: Vec<String> = table[1..].iter().map(|row| object(&table[0], row)).collect();
    format!("[{}]", objects.join(",\n")).into_bytes()
}

pub fn json_lines(table: &Table) -> Vec<u8> {
    table[1..].iter().map(|row| object(&table[0], row) + "\n").collect::<String>().into_bytes()
}

pub fn workbook(table: &Table) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in table.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            sheet.write_string(at as u32, column as u16, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The readers of rows: name, ending of the file, and how it is written.
pub const READERS: [(&str, &str, fn(&Table) -> Vec<u8>); 5] = [
    ("native CSV", "csv", csv),
    ("gzip", "csv.gz", gzip),
    ("JSON", "json", json),
    ("JSON lines", "jsonl", json_lines),
    ("workbook", "xlsx", workbook),
];

pub const STAYS: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission";
pub const EVENTS: &str = "stay_id,kind,at,until,value";

pub fn stay(id: &str, number: usize, discharged_at: &str) -> String {
    format!("{id},{},RZZ01,Norfolk,2018-06-01T08:30,2018-06-08,{discharged_at},81", nhs_number(number))
}

/// A made-up number of the 999 range with its check digit.
pub fn nhs_number(number: usize) -> String {
    let digits = format!("99907{:04}", 1000 + number);
    let sum: u32 = digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        11 => format!("{digits}0"),
        10 => nhs_number(number + 500),
        check => format!("{digits}{check}"),
    }
}

/// Notices and an assessment, after which every day of June from the 9th on is charged.
pub fn charged(id: &str) -> [String; 3] {
    [
        format!("{id},assessment_notice,2018-06-06T10:00,,"),
        format!("{id},discharge_notice,2018-06-07T10:00,,2018-06-08"),
        format!("{id},assessed,2018-06-08T10:00,,"),
    ]
}

pub fn project(sources: &str) -> String {
    format!(
        "[project]\nname = \"Norfolk\"\nview = \"authority\"\nauthority = \"Norfolk\"\nregimes = [\"england-2014\"]\nmax_rejected_share = 1.0\n{sources}"
    )
}

/// The stay of a kind.
pub fn id(kind: &str) -> String {
    format!("T-{}", kind.replace('_', "-"))
}

/// What is wrong where a stay is not marked everywhere.
pub fn not_marked(case: &Case, stay: &str) -> Option<String> {
    let run = case.json("p/reports/2018-06/run.json");
    let of_stay = |doubt: &&serde_json::Value| doubt["stay_id"] == stay && doubt["kind"] == "record_rejected";
    let Some(doubt) = run["doubts"].as_array().unwrap().iter().find(of_stay) else {
        return Some(format!("{stay} is not in run.json"));
    };
    if doubt["days"].as_i64().is_none_or(|days| days < 18)
        || doubt["record"]["line"].as_u64().is_none_or(|line| line == 0)
    {
        return Some(format!("{stay}: {doubt}"));
    }
    let statement = case.json("p/reports/2018-06/internal-statement.json");
    let tables =
        statement["sections"].as_array().unwrap().iter().flat_map(|section| section["tables"].as_array().unwrap());
    let doubtful = tables.filter(|table| table["id"] == "doubtful_stays").flat_map(|t| t["rows"].as_array().unwrap());
    if !doubtful.into_iter().any(|row| row[0] == stay) {
        return Some(format!("{stay} is not in the statement"));
    }
    let explained = case.beddays(&format!("explain --project p {stay}")).exits(0);
    let is_said = explained.stdout.contains("A record about the stay was rejected");
    (!is_said).then(|| format!("explain says nothing of {stay}: {}", explained.stdout))
}

/// The most that one rejected record puts at stake for a stay; all where it is not known, less than nothing where there is none.
pub fn at_stake(case: &Case, stay: &str) -> i64 {
    let run = case.json("p/reports/2018-06/run.json");
    let of_stay = |doubt: &&serde_json::Value| doubt["stay_id"] == stay && doubt["kind"] == "record_rejected";
    let doubts = run["doubts"].as_array().unwrap().iter().filter(of_stay);
    doubts.map(|doubt| doubt["amount_at_stake_minor"].as_i64().unwrap_or(i64::MAX)).max().unwrap_or(-1)
}

/// An initialised project of Norfolk with these sources.
pub fn norfolk(sources: &str) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.put("p/beddays.toml", project(sources));
    case
}
