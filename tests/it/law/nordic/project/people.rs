//! Numbers of people under the laws of the north: checked by their country's rules, kept as pseudonyms, in no file of ours.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use beddays::domain::{NumberScheme, Pseudonyms};

use super::{events, norway, project_file};
use crate::support::harness::{Folder, said};

/// A made-up person of the tax office's test range: the month is raised by 80.
const PERSON: &str = "01815000117";

/// Whether digits are a number with the check digits of a country, worked out in another way than the program does.
fn fits(scheme: NumberScheme, digits: &str) -> bool {
    let rest = |weights: &[u32]| {
        let sum: u32 = digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
        (11 - sum % 11) % 11
    };
    let digit = |at: usize| digits[at..=at].parse::<u32>().unwrap();
    match scheme {
        NumberScheme::Norway => {
            rest(&[3, 7, 6, 1, 8, 9, 4, 5, 2]) == digit(9) && rest(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == digit(10)
        }
        NumberScheme::Denmark => rest(&[4, 3, 2, 7, 6, 5, 4, 3, 2]) == digit(9),
        NumberScheme::Sweden => {
            let doubled: String = (0..9).map(|at| (digit(at) * (2 - at as u32 % 2)).to_string()).collect();
            let sum: u32 = doubled.chars().map(|letter| letter.to_digit(10).unwrap()).sum();
            (10 - sum % 10) % 10 == digit(9)
        }
    }
}

/// Goal: a slip of one digit is found, and every spelling of a number is one person. Method: numbers that are printed as examples,
/// and each of their digits changed to each other one.
#[test]
fn numbers_are_checked_by_the_rules_of_their_country() {
    let cases = [
        (NumberScheme::Norway, "13097248022", &["130972 48022", "130972-48022"][..]),
        // A D-number: the day is raised by 40.
        (NumberScheme::Norway, "41815000100", &[]),
        (NumberScheme::Sweden, "8112189876", &["811218-9876", "811218+9876", "198112189876", "19811218-9876"]),
        (NumberScheme::Denmark, "0707614285", &["070761-4285", "070761 4285"]),
    ];
    let pseudonyms = Pseudonyms::new(b"key");
    let mut keys = Vec::new();
    for (scheme, number, spellings) in cases {
        let found = scheme.parse(number).unwrap();
        assert!(fits(scheme, number) && found.fits());
        assert!(!format!("{found:?}").contains(&number[4..]), "{found:?}");
        for spelling in spellings {
            assert_eq!(scheme.parse(spelling).unwrap(), found, "{spelling}");
            assert_eq!(scheme.found_in(format!("x {spelling};").as_bytes()).len(), 1, "{spelling}");
        }
        // In other spellings it is found too, wherever it is to be kept as it is.
        let (birth, rest) = number.split_at(6);
        let apart = format!("{}.{}.{}-{rest}", &birth[..2], &birth[2..4], &birth[4..]);
        for text in [
            apart,
            format!("0{number}"),
            format!("X{birth}--{rest}"),
            format!("{birth}.{rest}/7"),
            format!("A-{number}.csv"),
        ] {
            assert!(scheme.stands_in(&text), "{text}");
        }
        assert!(!scheme.stands_in(&format!("1{number}")) && !scheme.stands_in(&format!("{number}1")));
        keys.push(pseudonyms.national(&found));
        for at in 0..number.len() {
            for digit in '0'..='9' {
                let mut other: String = number.to_owned();
                other.replace_range(at..=at, &digit.to_string());
                let parsed = scheme.parse(&other);
                match parsed {
                    Ok(parsed) => assert_eq!(parsed.fits(), fits(scheme, &other), "{other}"),
                    Err(_) => assert!(other != number),
                }
                let is_taken = scheme.parse(&other).is_ok_and(|other| other.fits());
                assert_eq!(is_taken, other == number, "{other}");
            }
        }
        for wrong in ["", "1", &number[1..], &format!("{number}1"), &number.replace('1', "I"), "00000000000"] {
            assert!(scheme.parse(wrong).is_err(), "{wrong}");
        }
    }
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 4);
    // Days of birth that no calendar has, and centuries that the digits behind them do not allow.
    for (scheme, wrong) in [
        (NumberScheme::Norway, "31029900000"),
        (NumberScheme::Norway, "01015095000"),
        (NumberScheme::Sweden, "8102309876"),
        (NumberScheme::Sweden, "210012319876"),
        (NumberScheme::Denmark, "3002614285"),
    ] {
        assert!(scheme.parse(wrong).is_err(), "{wrong}");
    }
}

fn stays(rows: &[(&str, &str)]) -> String {
    let row = |(id, number): &(&str, &str)| {
        format!("{id},{number},883971752,9901,2023-08-01T10:00,2023-08-07,2023-08-11T12:00,somatic,public_hospital\n")
    };
    let header =
        "stay_id,person_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,care_type,setting\n";
    header.to_owned() + &rows.iter().map(row).collect::<String>()
}

/// The files of a project, but for what was delivered, in which some digits stand.
fn with_digits(folder: &Path, digits: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(with_digits(&path, digits));
        } else if fs::read(&path).unwrap().windows(digits.len()).any(|bytes| bytes == digits.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_person_is_known_by_the_number_of_the_country_and_kept_as_a_pseudonym() {
    let folder = norway();
    let wrong = "01815000118";
    std::fs::remove_file(folder.path("inbox/stays.csv")).unwrap();
    // Neither does the name of a delivery keep a number.
    folder.put(
        "inbox/stays-13097248022.csv",
        stays(&[("A-1", PERSON), ("A-2", "018150 00117"), ("A-3", wrong), ("N01815000117", ""), ("A-5", "")]),
    );
    folder.put("inbox/events.csv", events(&["A-1", "A-2"], "2023", ""));
    let said = folder.run(&["run", "--month", "2023-08"]).exits(1);
    assert!(!format!("{}{}", said.stdout, said.stderr).contains(&PERSON[4..]), "{said:?}");
    let rejects = folder.read("reports/2023-08/rejects.csv");
    assert!(rejects.contains("no fødselsnummer: the check digit does not fit"), "{rejects}");
    assert!(rejects.contains("this holds a fødselsnummer: it would go into reports in the clear"), "{rejects}");
    assert_eq!(rejects.matches("R_PERSON_NUMBER").count(), 2, "{rejects}");
    assert!(rejects.contains("no fødselsnummer; the stay was taken without a person"), "{rejects}");
    let told = folder.run(&["query", "select count(distinct person_key) n, count(*) m from stay", "--format", "csv"]);
    assert!(told.exits(0).stdout.contains("1,3"));
    for digits in [PERSON, wrong, "13097248022"] {
        let kept = with_digits(&folder.project(), digits);
        assert!(kept.iter().all(|file| file.contains("/inbox/") || file.contains("/raw/")), "{kept:?}");
    }
    folder.run(&["explain", "A-1"]).exits(0);
}

#[test]
fn a_person_is_removed_by_the_number_of_the_country() {
    let folder = norway();
    folder.put("inbox/stays.csv", stays(&[("A-1", PERSON), ("A-2", "")]));
    folder.put("inbox/events.csv", events(&["A-1", "A-2"], "2023", &format!("A-2,ready,2023-08-07T09:00,,{PERSON}\n")));
    folder.run(&["run", "--month", "2023-08"]);
    folder.run(&["close", "--month", "2023-08", "--by", "One"]).exits(0);
    let mut command = folder.command(&["remove", "--person", "-", "--by", "One"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"018150-00117\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let kept = with_digits(&folder.path("store"), PERSON);
    assert_eq!(kept, Vec::<String>::new());
    folder.run(&["verify"]).exits(0);
    let mut command = folder.command(&["remove", "--person", "-", "--by", "One"]);
    let told = said(command.stdin(Stdio::null())).exits(2);
    assert!(told.stderr.contains("no fødselsnummer"), "{told:?}");
}

/// Goal: hospitals are known by the codes of their country, in every table and page as they are written. Method: an HSA-id, whose
/// number of the organisation would pass as an NHS number, and a SOR code.
#[test]
fn hospitals_have_the_codes_of_their_country() {
    let folder = norway();
    let codes = ["SE2321000015-1003", "265161000016000", "974753898"];
    let rows: Vec<(String, &str)> = (1..4).zip(codes).map(|(at, code)| (format!("A-{at}"), code)).collect();
    let ids: Vec<(&str, &str)> = rows.iter().map(|(id, _)| (id.as_str(), "9901")).collect();
    let mut text = super::stays(&ids, "2023");
    for (id, code) in &rows {
        text = text.replace(&format!("{id},883971752"), &format!("{id},{code}"));
    }
    folder.put(
        "inbox/stays.csv",
        text.clone()
            + &super::stays(&[("A-4", "9901")], "2023").lines().nth(1).unwrap().replace("883971752", "SE-2321-1"),
    );
    let ids: Vec<&str> = rows.iter().map(|(id, _)| id.as_str()).collect();
    folder.put("inbox/events.csv", events(&ids, "2023", ""));
    folder.run(&["run", "--month", "2023-08"]).exits(1);
    let rejects = folder.read("reports/2023-08/rejects.csv");
    assert!(
        rejects.contains("an organisation code is 3 to 31 ASCII letters and digits, with one hyphen at most"),
        "{rejects}"
    );
    assert_eq!(rejects.matches("\"rejected\"").count(), 1, "{rejects}");
    let page = folder.read("reports/2023-08/internal-statement.html");
    let ledger =
        folder.run(&["query", "select distinct payee_code from ledger_day", "--format", "csv"]).exits(0).stdout;
    for code in codes {
        assert!(page.contains(code), "{code} is not on the page");
        assert!(ledger.contains(code), "{ledger}");
    }
}

/// A CPR number whose check digit does not fit is taken, and what has its digits goes with the person.
#[test]
fn a_number_that_checks_nothing_is_removed_too() {
    let folder = Folder::new();
    folder.put("beddays.toml", project_file("\"denmark-2017\", \"priser.toml\"", ""));
    folder.put("priser.toml", "prices_of = \"denmark-2017\"\nindex = [{ price_level = 2016, year = 2023, percent = \"115.0\", cite = \"x\", grade = \"secondary\" }]\n");
    folder.put("kommuner.csv", super::MUNICIPALITIES);
    let rows = stays(&[("A-1", "130972-1001"), ("A-2", "")]).replace("somatic,public_hospital", "somatic,");
    folder.put("inbox/stays.csv", rows);
    let more = "A-2,ready,2023-08-07T09:00,,1309721001\n";
    folder.put("inbox/events.csv", "stay_id,kind,at,until,value\nA-1,ready,2023-08-07T09:00,,\n".to_owned() + more);
    let said = folder.run(&["run", "--month", "2023-08"]);
    assert!(folder.read("reports/2023-08/rejects.csv").contains("W_PERSON_NUMBER"), "{said:?}");
    folder.run(&["close", "--month", "2023-08", "--by", "One"]).exits(0);
    let mut command = folder.command(&["remove", "--person", "-", "--by", "One"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"1309721001\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for digits in ["1309721001", "130972-1001"] {
        assert_eq!(with_digits(&folder.path("store"), digits), Vec::<String>::new());
    }
}

/// A column of another country's numbers refuses the file.
#[test]
fn numbers_of_another_country_are_refused_with_the_file() {
    let folder = Folder::with_stays();
    let header = "stay_id,person_number,provider_code,authority_code,admitted_at\n";
    folder.put("inbox/stays.csv", format!("{header}S1,{PERSON},RM102,E10000020,2018-03-01T10:00\n"));
    let told = folder.march().exits(65).says("F_IDENTITY").says("NHS numbers belong into the column `nhs_number`");
    assert!(!told.stderr.contains(PERSON), "{told:?}");
    let folder = norway();
    folder.put("beddays.toml", project_file("\"sweden-2018\"", ""));
    folder.put("inbox/stays.csv", stays(&[("A-1", PERSON)]));
    folder.run(&["check", "inbox/stays.csv"]).exits(1).says("a personnummer is ten digits");
}

/// Goal: nobody is admitted before the day of birth. Method: numbers of people born after the admission, and on its day; a number
/// without its century says nothing of it.
#[test]
fn a_number_of_somebody_born_after_the_admission_has_a_word() {
    let day = |year, month, day| beddays::domain::Day::from_ymd(year, month, day);
    assert_eq!(NumberScheme::Sweden.birth("20990101-1230"), day(2099, 1, 1));
    assert_eq!(NumberScheme::Sweden.birth("990101-1230"), None);
    assert_eq!(NumberScheme::Denmark.birth("070761-4285"), day(1961, 7, 7));
    assert_eq!(NumberScheme::Norway.birth(PERSON), day(1950, 1, 1));
    assert_eq!(NumberScheme::Norway.birth("41815000100"), day(1950, 1, 1));
    let right = |begins: &str| {
        (0..100).map(|end| format!("{begins}{end:02}")).find(|it| NumberScheme::Norway.parse(it).is_ok())
    };
    let unborn = (500..999).find_map(|series| right(&format!("018139{series}"))).unwrap();
    let newborn = (500..999).find_map(|series| right(&format!("018823{series}"))).unwrap();
    assert_eq!(NumberScheme::Norway.birth(&newborn), day(2023, 8, 1));
    let folder = norway();
    folder.put("inbox/stays.csv", stays(&[("A-1", &unborn), ("A-2", &newborn), ("A-3", PERSON)]));
    folder.put("inbox/events.csv", events(&["A-1", "A-2", "A-3"], "2023", ""));
    folder.run(&["run", "--month", "2023-08"]).exits(0);
    let rejects = folder.read("reports/2023-08/rejects.csv");
    let found: Vec<&str> = rejects.lines().filter(|line| line.contains("W_PERSON_NUMBER")).collect();
    assert!(found.len() == 1 && found[0].contains("lies after the admission on 2023-08-01"), "{rejects}");
    assert!(found[0].contains("A-1") && !rejects.contains(&unborn[4..]), "{rejects}");
}
