//! CSV for programs that spreadsheets cannot turn into formulas (G2).

use beddays::report::csv::{plain, safe, write};
use proptest::prelude::*;

use crate::report::fixture::{FORMULAS, LOGS, SCRIPTS, payloads, statement};
use crate::report::model::everything_hostile;

#[test]
fn words_that_look_like_formulas_are_marked() {
    for (text, wanted) in [
        ("Northfield General Hospital", "Northfield General Hospital"),
        ("=1+1", "'=1+1"),
        ("-130.00", "-130.00"),
        ("12", "12"),
        ("+44 20 7946 0000", "'+44 20 7946 0000"),
        ("-", "'-"),
        ("--1", "'--1"),
        ("-1.", "'-1."),
        ("  @SUM(1)", "'  @SUM(1)"),
        ("\u{feff}=1", "'\u{feff}=1"),
        ("\u{ff1d}1+1", "'\u{ff1d}1+1"),
        ("\u{2212}1+1", "'\u{2212}1+1"),
        ("x;=1+1", "x;'=1+1"),
        ("x\t =1", "x\t' =1"),
        ("\t\u{c}=1", "'\t\u{c}'=1"),
        ("a\n\nb", "a\n\nb"),
        ("x\r\n=1", "x\r\n'=1"),
        ("x;\"=1", "x;'\"=1"),
        ("'quoted'", "''quoted'"),
        ("care-home", "care-home"),
        ("a, -b", "a,' -b"),
        ("", ""),
    ] {
        assert_eq!(safe(text), wanted, "{text:?}");
        assert_eq!(plain(wanted), text);
    }
}

#[test]
fn no_cell_is_a_formula_whatever_splits_the_line() {
    let mut cells = 0;
    for (name, bytes) in write(&everything_hostile()).unwrap() {
        for separator in [b',', b';', b'\t'] {
            let mut reader = ::csv::ReaderBuilder::new()
                .delimiter(separator)
                .flexible(true)
                .has_headers(false)
                .from_reader(&bytes[..]);
            for record in reader.records() {
                for cell in record.unwrap().iter() {
                    cells += 1;
                    let visible = cell.trim_start_matches(|letter: char| {
                        letter.is_whitespace()
                            || letter.is_control()
                            || "\u{feff}\u{200e}\u{200f}\u{202e}".contains(letter)
                    });
                    let is_number = cell.parse::<f64>().is_ok();
                    let triggers = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{2212}'];
                    assert!(is_number || !visible.starts_with(triggers), "{name} {}: {cell:?}", separator as char);
                }
            }
        }
    }
    assert!(cells > 5_000, "{cells}");
}

#[test]
fn every_payload_comes_back_as_it_was() {
    let all = [FORMULAS, SCRIPTS, LOGS].into_iter().flat_map(payloads);
    for text in all {
        assert_eq!(plain(&safe(&text)), text);
    }
}

proptest! {
    #[test]
    fn marks_can_be_taken_away(text in r#"[-=+@';"\t\r\n a0.]{0,12}"#) {
        prop_assert_eq!(plain(&safe(&text)), text);
    }

    #[test]
    fn any_text_comes_back(text in any::<String>()) {
        prop_assert_eq!(plain(&safe(&text)), text);
    }
}

#[test]
fn the_form_is_rfc_4180_with_machine_names() {
    let files = write(&statement()).unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "statement-by_hospital.csv",
            "statement-by_status.csv",
            "statement-by_day.csv",
            "statement-by_stay.csv",
            "statement-rejected.csv",
            "statement-doubtful.csv",
            "statement-readings.csv",
            "statement-totals.csv",
            "statement-about.csv",
        ]
    );
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    assert_eq!(
        text,
        "provider_name,stays,chargeable_days,amount_minor,amount_currency,missing,INTERNAL\r\n\
         Northfield General Hospital,71,364,5642000,GBP,,not for publication\r\n\
         St Agnes Infirmary,71,355,5502500,GBP,,not for publication\r\n\
         Royal Lowmoor Hospital,70,336,5208000,GBP,,not for publication\r\n"
    );
    let stays = String::from_utf8(files[3].1.clone()).unwrap();
    assert!(stays.contains(
        "ST10000,Northfield General Hospital,2018-02-20,2018-02-27,2018-03-02,,,0,,,0,GBP,\
         Care package at home not yet arranged,\"first_chargeable_on: not charged, last_chargeable_on: not charged, \
         rate_minor: no rate\",not for publication\r\n"
    ));
    let totals = String::from_utf8(files[7].1.clone()).unwrap();
    assert!(totals.contains("by_hospital,amount_minor,16352500,GBP,,not for publication\r\n"), "{totals}");
    let about = String::from_utf8(files[8].1.clone()).unwrap();
    assert!(about.contains("figure,,Change on February,-418500,GBP,27 days fewer,not for publication\r\n"), "{about}");
}
