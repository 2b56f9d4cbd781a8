//! The made-up projects of three countries: they run, everything agrees, and their money is that of their country.

use std::path::Path;

use crate::support::harness::{Said, program, said};

const COUNTRIES: [(&str, &str, &str); 3] =
    [("no", "2023-08", "NOK"), ("se", "2023-02", "SEK"), ("dk", "2024-03", "DKK")];

fn demo(country: &str, folder: &Path) -> Said {
    said(program().arg("demo").arg(folder).args(["--country", country]))
}

fn beddays(folder: &Path, arguments: &[&str]) -> Said {
    said(program().arg("--project").arg(folder).args(arguments))
}

/// The text of a file of a report, whatever its form; of a workbook that of its parts.
fn text(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "xlsx") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut all = String::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            std::io::Read::read_to_string(&mut part, &mut all).unwrap();
        }
        return all;
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_sample_of_each_country_runs_in_its_own_currency() {
    let place = tempfile::TempDir::new().unwrap();
    for (country, month, currency) in COUNTRIES {
        let folder = place.path().join(country);
        let made = demo(country, &folder).exits(0).says(currency);
        assert!(!format!("{}{}", made.stdout, made.stderr).contains('£'), "{made:?}");
        let reports = folder.join("reports").join(month);
        let mut looked_at = 0;
        for entry in std::fs::read_dir(&reports).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_file() {
                looked_at += 1;
                let text = text(&entry);
                for wrong in ["£", "GBP", "pence", "[$£-809]"] {
                    assert!(!text.contains(wrong), "{country}: `{wrong}` in {}", entry.display());
                }
            }
        }
        assert!(looked_at > 15, "{country}: {looked_at} files");
        let page = text(&reports.join("internal-statement.html"));
        assert!(page.contains(currency), "{country}");
        beddays(&folder, &["verify"]).exits(0);
        let answer = beddays(&folder, &["query", "liability_total", "--format", "csv"]).exits(0).stdout;
        assert!(answer.contains(currency), "{answer}");
    }
}

#[test]
fn a_month_of_norway_is_explained_signed_closed_and_given_back() {
    let place = tempfile::TempDir::new().unwrap();
    let folder = place.path().join("no");
    demo("no", &folder).exits(0);
    let stays =
        beddays(&folder, &["query", "select stay_id from ledger_day where status = 'chargeable'", "--format", "csv"]);
    let stay = stays.exits(0).stdout.lines().nth(1).unwrap().to_owned();
    beddays(&folder, &["explain", &stay]).exits(0).says("5\u{202f}508,00\u{a0}kr til helseforetaket").says("§ 13");
    beddays(&folder, &["close", "--month", "2023-08", "--by", "Officer One", "--on", "2023-09-01"])
        .exits(0)
        .says("NOK");
    beddays(&folder, &["verify"]).exits(0);
    let statement = folder.join("reports/2023-08/internal-statement.html");
    let published = text(&statement);
    beddays(&folder, &["report", "statement", "--month", "2023-08", "--edition", "1"]).exits(0);
    assert_eq!(text(&statement), published);
    beddays(&folder, &["rebuild"]).exits(0);
}

/// A day that moves to another municipality, one that ended and was succeeded, and one in which the patient stays: the ledger
/// names who pays.
#[test]
fn who_pays_is_the_municipality_that_the_law_names() {
    let place = tempfile::TempDir::new().unwrap();
    let payers = |country: &str, id: &str| {
        let folder = place.path().join(country);
        if !folder.exists() {
            demo(country, &folder).exits(0);
        }
        let page = std::fs::read_to_string(folder.join("WHAT-IS-IN-IT.md")).unwrap();
        let row = page.lines().find(|line| line.contains(id)).unwrap_or_else(|| panic!("no row `{id}`"));
        let stay = row.trim_matches('|').split('|').nth(1).unwrap().trim().to_owned();
        let asked = format!(
            "select distinct payer_code from ledger_day where stay_id = '{stay}' and status = 'chargeable' order by payer_code"
        );
        let answer = beddays(&folder, &["query", &asked, "--format", "csv"]).exits(0).stdout;
        answer.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(payers("no", "registered in one municipality"), ["9901"]);
    assert_eq!(payers("no", "that ended in 2019"), ["9904"]);
    assert_eq!(payers("dk", "the patient moves"), ["901", "902"]);
}
