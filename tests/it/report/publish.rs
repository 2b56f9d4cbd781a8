//! `beddays publish` from the outside: what the pack shows, what it keeps to itself, and when it is refused.

use std::fmt::Write as _;

use calamine::{Data, Reader, Xlsx};

use crate::support::harness::Folder;

const HEADER: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";

/// A ten-digit number from the range that was never issued, by its place.
fn nhs_number(at: usize) -> String {
    let head = format!("999{at:06}");
    let sum: usize = head.bytes().zip((2..=10).rev()).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        11 => format!("{head}0"),
        10 => nhs_number(at + 500_000),
        check => format!("{head}{check}"),
    }
}

/// Stays of March 2018: 24 at one hospital, 14 at a second, 3 at a third, with days of their own and a reason each.
fn stays(months: &[u32]) -> (String, String) {
    let (mut stays, mut reasons) = (HEADER.to_owned(), "stay_id,from_on,to_on,reason_code,attributed_to\n".to_owned());
    for month in months {
        for at in 0..41_usize {
            let hospital = match at {
                0..24 => "RZZ01",
                24..38 => "RZZ02",
                _ => "RZZ03",
            };
            let (ready, left) = (3 + at % 7, 5 + at % 7 + at % 16);
            let id = format!("CANARY{month}{at:03}");
            let number = nhs_number(1000 * *month as usize + at);
            writeln!(
                stays,
                "{id},{number},{hospital},Norfolk,2018-{month:02}-01T09:00,2018-{month:02}-{ready:02},2018-{month:02}-{left:02}T16:00,8{}",
                at % 10
            )
            .unwrap();
            let code = if at == 5 { "Waits_for_CANARY_the_neighbour" } else { ["A", "B", "C"][at % 3] };
            writeln!(reasons, "{id},2018-{month:02}-{ready:02},,{code},social_care").unwrap();
        }
    }
    (stays, reasons)
}

fn project(months: &[u32]) -> Folder {
    let folder = Folder::new();
    let (stays, reasons) = stays(months);
    folder.put("inbox/stays.csv", stays);
    folder.put("inbox/reasons.csv", reasons);
    for month in months {
        let said = folder.run(&["run", "--month", &format!("2018-{month:02}")]);
        assert!(matches!(said.exit, Some(0 | 1)), "{said:?}");
    }
    folder
}

#[test]
fn a_pack_shows_no_few_people_and_nothing_of_single_stays() {
    let folder = project(&[3]);
    folder.run(&["publish"]).exits(0).says("public-pack.html").says("edition 1");
    let files = folder.files("public/2018-03");
    let names: Vec<String> =
        files.keys().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    for wanted in
        ["public-pack.html", "public-pack.xlsx", "public-pack.json", "public-pack-by_hospital.csv", "public-shown.json"]
    {
        assert!(names.iter().any(|name| name == wanted), "{wanted}: {names:?}");
    }
    let (stays, _) = stays(&[3]);
    let keys = folder.run(&["query", "select person_key from stay", "--format", "csv"]).exits(0).stdout;
    let mut secrets: Vec<String> = keys.lines().skip(1).map(str::to_owned).collect();
    for line in stays.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        secrets.extend([cells[0], cells[1]].map(str::to_owned));
        secrets.extend([4, 5, 6].map(|at| cells[at][..10].to_owned()));
    }
    secrets.push("neighbour".to_owned());
    assert!(secrets.len() > 150);
    for (path, bytes) in &files {
        let text = if path.extension().unwrap() == "xlsx" {
            in_workbook(bytes)
        } else {
            String::from_utf8(bytes.clone()).unwrap()
        };
        for secret in &secrets {
            assert!(!text.contains(secret), "{} holds {secret}", path.display());
        }
        let first = text.lines().next().unwrap().to_uppercase();
        let name = path.file_name().unwrap().to_string_lossy().to_uppercase();
        assert!(first.contains("PUBLIC") && name.contains("PUBLIC"), "{}: {first}", path.display());
    }
}

#[test]
fn in_april_the_year_so_far_is_the_month_and_no_row_calls_it_unknown() {
    let folder = project(&[4]);
    folder.run(&["publish"]).exits(0);
    let text = folder.read("public/2018-04/public-pack-by_month.csv");
    assert!(text.contains("April 2018") && !text.contains("Year so far"), "{text}");
}

fn in_workbook(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for name in book.sheet_names() {
        for row in book.worksheet_range(&name).unwrap().rows() {
            let cells: Vec<String> =
                row.iter().map(|cell| if cell == &Data::Empty { String::new() } else { cell.to_string() }).collect();
            writeln!(text, "{}", cells.join("\t")).unwrap();
        }
    }
    text
}

#[test]
fn every_number_of_a_pack_is_a_multiple_and_every_star_has_few_people_behind_it() {
    let folder = project(&[3]);
    folder.run(&["publish", "--rule", "hes-2018"]).exits(0);
    let exact = folder.run(&["query", "select payee_code, count(distinct stay_id) as stays, count(*) as days from ledger_day group by payee_code order by payee_code", "--format", "csv"]).exits(0).stdout;
    let csv = folder.read("public/2018-03/public-pack-by_hospital.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    assert_eq!(header.iter().next_back(), Some("PUBLIC"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    for (row, line) in rows.iter().zip(exact.lines().skip(1)) {
        let line: Vec<&str> = line.split(',').collect();
        let (stays, days): (i64, i64) = (line[1].parse().unwrap(), line[2].parse().unwrap());
        assert!(row[0].contains(line[0]));
        for (shown, exact) in [(&row[1], stays), (&row[2], days)] {
            match shown {
                "*" => assert!((1..=7).contains(&stays), "{line:?} {row:?}"),
                "[c]" => {}
                number => {
                    let number: i64 = number.parse().unwrap();
                    assert!(stays > 7 && number % 5 == 0 && (number - exact).abs() <= 2, "{line:?} {row:?}");
                }
            }
        }
        // A figure of nobody is 0, never a mark.
        assert_eq!(&row[3], "0", "no notice was given, so nothing is charged");
        assert_eq!(&row[5], "0");
    }
    let third = &rows[2];
    assert!(!third[1].bytes().any(|byte| byte.is_ascii_digit()), "3 people must not be shown: {third:?}");
}

#[test]
fn the_same_month_again_is_the_same_pack_and_news_makes_a_new_edition() {
    let folder = project(&[3]);
    folder.run(&["publish", "--month", "2018-03"]).exits(0).says("edition 1");
    let (public, records) = (folder.files("public"), folder.files("disclosure"));
    folder.run(&["publish", "--month", "2018-03"]).exits(0).says("edition 1");
    assert!(public == folder.files("public") && records == folder.files("disclosure"));
    let late =
        format!("{HEADER}LATE1,{},RZZ01,Norfolk,2018-03-01T09:00,2018-03-03,2018-03-20T16:00,90\n", nhs_number(900));
    folder.put("inbox/stays_late.csv", late);
    folder.march();
    folder.run(&["publish", "--month", "2018-03"]).exits(0).says("edition 2").says("1 other packs");
    assert_eq!(folder.files("disclosure").len(), 2);
}

#[test]
fn months_are_checked_together() {
    let folder = project(&[3, 4, 5]);
    for (month, others) in [("2018-03", "0 other"), ("2018-04", "1 other"), ("2018-05", "2 other")] {
        folder.run(&["publish", "--month", month]).exits(0).says(others);
    }
    let csv = folder.read("public/2018-05/public-pack-by_month.csv");
    assert!(csv.contains("March 2018") && csv.contains("Year so far"), "{csv}");
    // A month that was never run is unknown, not zero.
    let unknown = csv.lines().find(|line| line.starts_with("January 2018")).unwrap();
    assert!(unknown.contains("people: not known") && !unknown.contains(",0,"), "{unknown}");
    folder.run(&["publish", "--month", "2018-05", "--without", "months"]).exits(0).says("edition 2");
    assert!(!folder.path("public/2018-05/public-pack-by_month.csv").exists(), "what is left out is gone");
}

#[test]
fn what_was_published_must_be_what_the_record_says() {
    let folder = project(&[3]);
    folder.run(&["publish"]).exits(0);
    let shown = folder.read("public/2018-03/public-shown.json");
    folder.put("public/2018-03/public-shown.json", shown.replacen("\"*\"", "3", 1));
    folder.run(&["publish"]).exits(65).says("X_RECORD").says("public-shown.json");
    folder.put("public/2018-03/public-shown.json", shown);
    let record = folder.read("disclosure/internal-pack-2018-03-1.json");
    assert!(record.lines().next().unwrap().contains("INTERNAL"));
    let wrong = record.replacen("\"*\"", "15", 1);
    folder.put("disclosure/internal-pack-2018-03-1.json", &wrong);
    folder.run(&["publish"]).exits(65).says("does not fit its own SHA-256");
    // As if a program of long ago had written it, which wrote no hash.
    let at = wrong.find(",\n  \"self_sha256\"").unwrap();
    folder.put("disclosure/internal-pack-2018-03-1.json", format!("{}\n}}\n", &wrong[..at]));
    folder.run(&["publish"]).exits(65).says("contradicts itself");
    folder.put("disclosure/internal-pack-2018-03-1.json", &record[..record.len() / 2]);
    folder.run(&["publish"]).exits(65).says("X_RECORD").says("internal-pack-2018-03-1.json");
}

/// An earlier pack that shows too much cannot be taken back by hiding more now: the next pack is refused, by name.
#[test]
fn a_pack_that_an_earlier_one_opens_is_refused() {
    let folder = project(&[3, 4]);
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    let name = "disclosure/internal-pack-2018-03-1.json";
    let text = folder.read(name);
    assert!(text.contains("[c]"), "something had to be withheld");
    let mut record: serde_json::Value = serde_json::from_str(&text).unwrap();
    // As if a program of long ago had withheld nothing beyond the rule.
    for cell in record["pack"]["cells"].as_array_mut().unwrap() {
        for (figure, people) in [("people", "people"), ("days", "people")] {
            let exact = |name: &str| cell["exact"]["figures"][name].as_i64().unwrap();
            let (value, few) = (exact(figure), (1..=7).contains(&exact(people)));
            cell["shown"][figure] = if few { serde_json::json!("*") } else { serde_json::json!((value + 2) / 5 * 5) };
        }
    }
    record.as_object_mut().unwrap().remove("self_sha256");
    folder.put(name, serde_json::to_string(&record).unwrap());
    std::fs::remove_dir_all(folder.path("public")).unwrap();
    let said = folder
        .run(&["publish", "--month", "2018-04"])
        .exits(65)
        .says("X_DISCLOSURE")
        .says("hospital RZZ03")
        .says("--without");
    assert!(!folder.path("public/2018-04").exists(), "{said:?}");
}

#[test]
fn the_rule_is_named_in_the_project_file_and_refused_if_unknown() {
    let folder = project(&[3]);
    let text = folder.read("beddays.toml");
    assert!(text.contains("[disclosure]\nrule = \"hes-2018\""));
    folder.put("beddays.toml", text.replace("hes-2018", "hes-1998"));
    folder.run(&["publish"]).exits(78).says("hes-1998").says("hes-2018").says("line");
    folder.put("beddays.toml", text.replace("rule = \"hes-2018\"", "rule = \"hes-2018\"\nlevel = 3"));
    folder.run(&["publish"]).exits(78).says("level");
    folder.put("beddays.toml", text.replace("[disclosure]\nrule = \"hes-2018\"", ""));
    folder.run(&["publish"]).exits(0);
    folder.run(&["publish", "--rule", "utopia"]).exits(78).says("utopia");
    folder.run(&["publish", "--month", "2018-01"]).exits(66).says("2018-01");
}

#[test]
fn internal_files_say_so_in_name_and_first_line() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let files = folder.files("reports/2018-03");
    let mut seen = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.to_string_lossy().contains("statement")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("internal-"), "{name}");
        let text = if name.ends_with("xlsx") { in_workbook(bytes) } else { String::from_utf8(bytes.clone()).unwrap() };
        let first = text.lines().next().unwrap().to_uppercase();
        assert!(first.contains("INTERNAL"), "{name}: {first}");
        seen += 1;
    }
    assert!(seen > 6, "{seen}");
}
