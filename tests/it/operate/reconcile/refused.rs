//! Claims that are refused as a whole, rows that cannot be read, and that nothing is changed by either.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::fixture::{project, stays};
use crate::operate::field::Case;
use crate::support::harness::Said;

const HEAD: &str = "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code";
const LINE: &str = "1,M-00,2018-03-04,2018-03-07,4,52000,GBP,RZZ01,Norfolk";

/// Every file of the project but the locks and the log of what was done, which has a line about each refusal too.
fn files(case: &Case) -> BTreeMap<PathBuf, Vec<u8>> {
    fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => collect(&path, files),
                false
                    if ["lock", "audit."]
                        .iter()
                        .any(|own| path.file_name().unwrap().to_string_lossy().starts_with(own)) => {}
                false => _ = files.insert(path.clone(), std::fs::read(&path).unwrap()),
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(&case.path("p"), &mut found);
    found
}

/// Refused with an exit code and these words; the project is as it was.
#[track_caller]
fn refused(case: &Case, arguments: &str, exit: i32, words: &[&str]) {
    let before = files(case);
    let said = case.beddays(&format!("reconcile --project p {arguments}")).exits(exit);
    for word in words.iter().chain(&["hint: "]) {
        assert!(said.stderr.contains(word), "`{word}` is not in {}", said.stderr);
    }
    assert_eq!(said.stdout, "");
    assert!(files(case) == before, "{arguments} changed the project");
}

fn reconciled(case: &Case, name: &str) -> Said {
    case.beddays(&format!("reconcile --project p {name} --month 2018-03"))
}

#[test]
fn what_is_refused_says_why_and_what_to_do_and_changes_nothing() {
    let case = project("authority", &stays());
    case.put("good.csv", format!("{HEAD}\n{LINE}\n"));
    reconciled(&case, "good.csv").exits(1);
    // No delivery is opened.
    case.sh("mv p/store/raw p/inbox . && beddays reconcile --project p good.csv; mv raw p/store/ && mv inbox p/")
        .exits(0);
    assert!(case.read("p/reconciled/2018-03/good/verdicts.csv").contains(",agreed,"));
    case.put("other.csv", format!("{HEAD}\n{}\n", LINE.replace("Norfolk", "Suffolk")));
    refused(&case, "other.csv --month 2018-03", 65, &["X_NOT_OUR_CLAIM", "Suffolk (E10000029)"]);
    refused(&case, "good.csv --month 2018-03 --total 520.01", 65, &["F_COUNT", "£520.01", "£520.00", "£0.01 apart"]);
    refused(&case, "good.csv --month 2018-03 --total nothing", 2, &["X_TOTAL", "as in `--total"]);
    refused(
        &case,
        "good.csv --month 2018-05",
        66,
        &["X_NO_MONTH", "2018-05 was never published", "beddays run --month 2018-05"],
    );
    refused(&case, "missing.csv --month 2018-03", 66, &["missing.csv"]);
    refused(&case, "good.csv other.csv --month 2018-03", 2, &["2 claims were named", "one claim of the month"]);
    refused(&case, "p/inbox/stays.csv --month 2018-03", 65, &["F_FORMAT", "reads stay records", "claim-pounds"]);
    case.put("empty.csv", format!("{HEAD}\n"));
    refused(&case, "empty.csv --month 2018-03", 65, &["F_NO_ROWS"]);
    case.put("nothing.csv", format!("{HEAD}\n{}\n", LINE.replace("52000", "soon")));
    refused(&case, "nothing.csv --month 2018-03", 65, &["F_UNREADABLE", "none of the 1 rows"]);
    case.put("cut.csv", format!("{HEAD}\n{LINE}\n2,M-01,2018-03-05"));
    refused(&case, "cut.csv --month 2018-03", 65, &["F_TRUNCATED"]);
    // The claim of another sender under the same name does not replace what came of the first.
    case.put("b/good.csv", format!("{HEAD}\n1,M-09,2018-03-13,2018-03-16,4,52000,GBP,RZZ02,Norfolk\n"));
    refused(&case, "b/good.csv --month 2018-03", 73, &["X_IN_THE_WAY", "RZZ01", "RZZ02"]);
    // That of the same sender does; the total that fits is taken.
    case.put("good.csv", format!("{HEAD}\n{LINE}\n2,M-01,2018-03-05,2018-03-09,5,65000,GBP,RZZ01,Norfolk\n"));
    case.beddays("reconcile --project p good.csv --month 2018-03 --total £1,170").exits(1).says("2 lines");
    case.beddays("verify --project p").exits(0);
    // The same days in another claim of the sender: both agree with the ledger, and are owed once.
    case.put("second.csv", format!("{HEAD}\n{}\n", LINE.replace("03-04", "03-05").replace(",4,52000", ",3,39000")));
    reconciled(&case, "second.csv").exits(1).says("3 days, £390.00, are in good.csv too").says("pay them once");
    let overview = case.read("p/reconciled/2018-03/second/internal-reconciliation.html");
    assert!(overview.contains("3 days of these lines, £390.00, are in good.csv too"), "{overview}");
    case.put("third.csv", format!("{HEAD}\n1,M-03,2018-03-07,2018-03-13,7,91000,GBP,RZZ01,Norfolk\n"));
    assert!(!reconciled(&case, "third.csv").exits(1).stderr.contains("pay them once"));
}

#[test]
fn a_row_that_cannot_be_read_keeps_its_place_and_its_money() {
    let case = project("authority", &stays());
    let rows = [
        LINE,
        "2,M-01,2018-03-32,2018-03-09,5,65000,GBP,RZZ01,Norfolk",
        "3,M-03,2018-03-07,2018-03-13,7,9l000,GBP,RZZ01,Norfolk",
        "4,M-05,2018-03-09,2018-03-17,nine,117000,GBP,RZZ01,Norfolk",
        "5,M-05,2018-03-09,2018-03-17,9,100,EUR,RZZ01,Norfolk",
        "6,M-05,2018-03-09",
        "7,M-05,1990-03-09,2018-03-17,,100,GBP,RZZ01,Norfolk",
    ];
    case.put("claim.csv", format!("{HEAD}\n{}\n", rows.join("\n")));
    let said = reconciled(&case, "claim.csv").exits(1).says("line 3, column from_on: cannot be read");
    assert!(said.stdout.contains("£650.00 is in doubt") && said.stdout.contains("its amount cannot be read either"));
    let found = case.json("p/reconciled/2018-03/claim/verdicts.json");
    let unreadable = found["unreadable"].as_array().unwrap();
    let row = |at: usize| {
        let row = &unreadable[at];
        (
            row["line"].as_u64().unwrap(),
            row["column"].as_str().unwrap(),
            row["code"].as_str().unwrap(),
            row["claimed_minor"].as_i64(),
        )
    };
    let rows: Vec<_> = (0..unreadable.len()).map(row).collect();
    assert_eq!(
        rows,
        [
            (3, "from_on", "R_DATE", Some(65_000)),
            (4, "amount_minor", "R_AMOUNT", None),
            (5, "days", "R_NUMBER", Some(117_000)),
            (6, "currency", "R_CODE", None),
            (7, "to_on", "R_WIDTH", None),
            (8, "to_on", "R_DATE_RANGE", Some(100)),
        ]
    );
    assert_eq!((found["claimed_minor"].as_i64(), found["rows_of_unknown_amount"].as_i64()), (Some(234_100), Some(3)));
    // What these rows may have claimed is owed and not claimed by a line, and says who named it.
    let owed = found["owed_not_claimed"].as_array().unwrap();
    let named = |stay: &str| owed.iter().find(|one| one["stay_id"] == stay).unwrap()["named_on_line"].as_u64();
    assert_eq!((named("M-01"), named("M-03"), named("M-05"), named("M-08")), (Some(3), Some(4), Some(5), None));
    // In CSV the unknown amount is blank, never a zero.
    let csv = case.read("p/reconciled/2018-03/claim/verdicts.csv");
    assert!(csv.contains("\r\n4,3,,,,unreadable,,,,,,"), "{csv}");
    // A row of sums that is not declared is no line, and is named as what it may be.
    case.put("sums.csv", format!("{HEAD}\n{LINE}\nTotal,,,,,52000,,,\n"));
    let said = reconciled(&case, "sums.csv").exits(1);
    assert!(said.stdout.contains("if it is the total of the claim, declare it"), "{}", said.stdout);
    // With a declared total what is left for them is said, and the claim is not refused.
    case.beddays("reconcile --project p claim.csv --month 2018-03 --total 5000").exits(1);
    let page = case.read("p/reconciled/2018-03/claim/letter.html");
    assert!(page.contains("of the stated total of £5,000.00, £2,659.00 is left for what they claim"), "{page}");
}

#[test]
fn a_workbook_is_read_as_intake_reads_it_and_formulas_do_nothing() {
    let case = project("authority", &stays());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in HEAD.split(',').enumerate() {
        sheet.write(0, column as u16, name).unwrap();
    }
    let mut rows = vec![LINE.to_owned(), LINE.replacen("1,M-00", "2,M-00", 1)];
    rows.push("=HYPERLINK(1),M-01,2018-03-05,2018-03-09,5,65000,GBP,RZZ01,Norfolk".replace("HYPERLINK(1)", "1+1"));
    for (row, line) in (1..).zip(&rows) {
        for (column, cell) in line.split(',').enumerate() {
            match cell.parse::<f64>() {
                Ok(number) if column == 4 || column == 5 => sheet.write(row, column as u16, number).unwrap(),
                _ => sheet.write_string(row, column as u16, cell).unwrap(),
            };
        }
    }
    // A formula is the value that it had when the file was saved.
    sheet.write_formula(1, 5, Formula::new("=4*13000").set_result("52000")).unwrap();
    // A hidden row counts; two merged cells of amounts are one amount that cannot be told apart.
    sheet.set_row_hidden(2).unwrap();
    sheet.merge_range(4, 5, 5, 5, "", &Format::new()).unwrap();
    for row in [4, 5] {
        for (column, cell) in LINE.replace("M-00", "M-03").split(',').enumerate().filter(|(column, _)| *column != 5) {
            sheet.write_string(row, column as u16, cell).unwrap();
        }
    }
    sheet.write_number(4, 5, 52_000.0).unwrap();
    case.put("claim.xlsx", book.save_to_buffer().unwrap());
    reconciled(&case, "claim.xlsx").exits(1);
    let found = case.json("p/reconciled/2018-03/claim/verdicts.json");
    let lines: Vec<_> =
        found["lines"].as_array().unwrap().iter().map(|line| line["verdict"].as_str().unwrap()).collect();
    assert_eq!(lines[..3], ["agreed", "duplicate", "agreed"], "{found:#}");
    let merged = lines.len() - 3 + found["unreadable"].as_array().unwrap().len();
    assert_eq!(merged, 2, "{found:#}");
    // A name that a spreadsheet would run is marked in every file that it opens.
    let csv = case.read("p/reconciled/2018-03/claim/verdicts.csv");
    assert!(csv.contains(",'=1+1,") && !csv.contains(",=1+1,"), "{csv}");
    let agreed = case.read("p/reconciled/2018-03/claim/internal-reconciliation-agreed.csv");
    assert!(agreed.contains("'=1+1"), "{agreed}");
}
