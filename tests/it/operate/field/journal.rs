//! The journal of a month for the ledger of a finance office: its lines are what is to be paid, to the penny.

use super::Case;
use super::deliveries::{STAYS, WHOLE, project};

/// The lines of the journal of a month, by the names of its columns.
fn lines(case: &Case, month: &str) -> Vec<Vec<(String, String)>> {
    let text = case.read(&format!("p/reports/{month}/internal-journal.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let line = |record: csv::StringRecord| names.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| line(record.unwrap())).collect()
}

fn cell<'l>(line: &'l [(String, String)], name: &str) -> &'l str {
    &line.iter().find(|(column, _)| column == name).unwrap_or_else(|| panic!("{name}: {line:?}")).1
}

#[test]
fn the_lines_of_a_journal_are_what_is_to_be_paid() {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    let first = lines(&case, "2018-01");
    assert_eq!(first.len(), 1);
    assert_eq!((cell(&first[0], "amount"), cell(&first[0], "reference")), ("2600.00", "BD-2018-01-1-001"));
    assert_eq!((cell(&first[0], "posting_date"), cell(&first[0], "cost_code")), ("2018-01-31", ""));
    case.beddays("close --project p --month 2018-01").exits(0);
    // The columns and codes of an office; a name that a spreadsheet could take for a formula is none.
    let text = case.read("p/beddays.toml").replace("[names]\n", "[names]\nRZZ01 = \"=cmd|' /C calc'!A0\"\n");
    case.put(
        "p/beddays.toml",
        format!(
            "{text}\n[journal]\ncolumns = [[\"Supplier\", \"payee_name\"], [\"Cost centre\", \"cost_code\"], \
             [\"Month\", \"service_month\"], [\"What\", \"kind\"], [\"Pence\", \"amount_minor\"], [\"Amount\", \"amount\"]]\n\
             cost_code = \"4711-200\"\ncost_codes = {{ RZZ02 = \"4711-210\" }}\n"
        ),
    );
    case.deliver("2018-02", &WHOLE);
    case.put(
        "p/inbox/stays-9.csv",
        format!("{STAYS}S2018-01-1,RZZ01,Norfolk,2018-01-08T09:00,2018-01-12,2018-01-15T16:00\n"),
    );
    case.run("2018-02");
    let run = case.run_json("2018-02");
    let found = lines(&case, "2018-02");
    let sum: i64 = found.iter().map(|line| cell(line, "Pence").parse::<i64>().unwrap()).sum();
    assert_eq!(Some(sum), run["to_pay_minor"].as_i64());
    let of = |kind: &str| found.iter().find(|line| cell(line, "What") == kind).unwrap();
    assert_eq!((cell(of("correction"), "Month"), cell(of("bill"), "Month")), ("2018-01", "2018-02"));
    assert_eq!(cell(of("correction"), "Amount"), "-650.00");
    assert_eq!(cell(of("bill"), "Cost centre"), "4711-200");
    assert!(cell(of("bill"), "Supplier").starts_with("'="), "{found:?}");
    case.beddays("verify --project p").exits(0);
}

#[test]
fn a_journal_without_a_line_says_so_by_its_columns_and_an_unknown_column_is_refused() {
    let case = project();
    case.put("p/inbox/stays.csv", format!("{STAYS}S1,RZZ01,Norfolk,2018-01-08T09:00,,2018-01-15T16:00\n"));
    case.run("2018-01");
    assert_eq!(case.read("p/reports/2018-01/internal-journal.csv").lines().count(), 1);
    let statement = case.statement("2018-01")["summary"].to_string();
    assert!(statement.contains("Nothing is due for January 2018."), "{statement}");
    let text = case.read("p/beddays.toml");
    case.put("p/beddays.toml", format!("{text}\n[journal]\ncolumns = [[\"Supplier\", \"payee\"]]\n"));
    case.run("2018-01").exits(78).says("`payee` is not one of").says("beddays.toml");
}
