//! NHS numbers in texts and names of files, however they are spelt (tests A9 and H1).

use beddays::domain::NhsNumber;
use beddays::domain::nhs_number::NotAnNhsNumber;
use beddays::domain::nhs_number_in_text::{could_be_number, holds_number, without_numbers};
use beddays::files::wording::{shown, value};

const SPELLINGS: [&str; 18] = [
    "9990000018",
    "999 000 0018",
    "999-000-0018",
    "999\u{A0}000\u{A0}0018",
    "999\u{2013}000\u{2013}0018",
    "999.000.0018",
    "999/000/0018",
    "999_000_0018",
    "99900 00018",
    "9 9 9 0 0 0 0 0 1 8",
    "9990\u{200B}000018",
    "99900\n00018",
    "９９９００００018",
    "٩٩٩٠٠٠٠٠١٨",
    "NHS9990000018X",
    "12/9990000018",
    "2018-03-31 9990000018",
    "call 999 000 0018 tonight",
];

#[test]
fn a_number_is_found_in_every_spelling() {
    for text in SPELLINGS {
        assert!(could_be_number(text), "{text}");
        assert!(holds_number(text), "{text}");
        assert!(shown(text).contains("***"), "{text}: {}", shown(text));
    }
    for text in ["9.990000018E9", "9.990000018", "12-9990000018", "99900000189"] {
        assert!(could_be_number(text), "{text}");
    }
}

#[test]
fn dates_amounts_and_short_names_are_no_numbers() {
    for text in [
        "2018-03-31",
        "2018-03-31T13:45",
        "2018-03-31 13:45:00",
        "31/03/2018 13:45",
        "31-03-2018 09:00",
        "ST00000",
        "RX1",
        "13000",
        "123456789",
        "999 000",
        "U+200B",
        "99900x00018",
    ] {
        assert!(!could_be_number(text), "{text}");
        assert!(!holds_number(text), "{text}");
        assert_eq!(shown(text), text);
    }
    // Ten digits whose check digit is wrong are hidden where a value is shown, and may be a name.
    assert!(could_be_number("9990000019") && !holds_number("9990000019"));
}

#[test]
fn a_name_of_a_file_keeps_its_date_and_loses_its_number() {
    for (name, wanted) in [
        ("inbox/stays_9990000018.csv", "inbox/stays_999***0018.csv"),
        ("stays 999 000 0018 2018-03-31.csv", "stays 999***0018 2018-03-31.csv"),
        ("999-000-0018_9990000026.csv", "999***0018_999***0026.csv"),
        ("v2_9990000018", "v2_999***0018"),
        ("９９９0000018.csv", "９９９***0018.csv"),
        ("9990000019.csv", "999***0019.csv"),
    ] {
        assert_eq!(without_numbers(name), wanted);
    }
    for name in [
        "stays_2018-03-31.csv",
        "stays_20180331.csv",
        "stays_2018033109.csv",
        "stays_20180331T120000.csv",
        "stays_201803311200.csv",
        "extract 2018-03-31 12.csv",
        "x\u{FF}.csv",
    ] {
        assert_eq!(without_numbers(name), name);
    }
}

#[test]
fn what_people_wrote_is_not_shown_where_a_value_is() {
    assert_eq!(value("she will not go home"), "she***home");
    for text in ["awaiting_care_package", "Bath and Somerset", "2018-03-31 13:45", "N/A"] {
        assert_eq!(value(text), text);
    }
}

/// Spellings of a number where one is wanted (test A9).
#[test]
fn a_number_is_read_in_groups_and_in_no_other_spelling() {
    for text in ["9990000018", "999 000 0018", "999-000-0018", "99900 00018"] {
        assert_eq!(NhsNumber::parse(text).unwrap().clear(), "9990000018", "{text}");
    }
    for text in [
        "",
        "999000001",
        "99900000180",
        "999.000.0018",
        "999/000/0018",
        "9990000018.0",
        "9.990000018E9",
        "'9990000018",
        "=\"9990000018\"",
        "+9990000018",
        "-9990000018x",
        "999000001O",
        "999000001l",
        "９９９００００018",
        "٩٩٩٠٠٠٠٠١٨",
        "999\u{A0}000\u{A0}0018",
        "999\u{200B}0000018",
        "NHS9990000018",
        "0x3B8B87C2",
    ] {
        assert_eq!(NhsNumber::parse(text), Err(NotAnNhsNumber::Shape), "{text}");
    }
}

/// A whole run of digits is looked at, whatever bounds it; with zeros before ten digits they are looked at alone.
#[test]
fn a_number_is_found_between_any_signs_and_behind_zeros() {
    for number in ["9990000018", "09990000018", "0009990000018", "00000000009990000018"] {
        for (before, behind) in
            [("", ""), ("A.", ".B"), ("2026/", ""), ("x_", "/7"), ("A", "B"), ("12-", "-1"), ("é", "é")]
        {
            let text = format!("{before}{number}{behind}");
            assert!(holds_number(&text), "{text}");
            assert!(!without_numbers(&text).contains("9990000018"), "{text}: {}", without_numbers(&text));
        }
    }
    for split in ["99900.00018", "999_0000018", "9/990000018", "S-99.90.00.00.18", "999.0000.018"] {
        assert!(holds_number(split), "{split}");
    }
    // A series of a year is none, whatever its check digit.
    let series = (0..100).map(|last| format!("2018/0047{last:02}")).collect::<Vec<_>>();
    assert!(series.iter().any(|id| NhsNumber::parse(&id.replace('/', "")).is_ok()));
    assert!(series.iter().all(|id| !holds_number(id)), "{series:?}");
    for spelling in ["0999-000-0018", "0 999 000 0018", "0-9990000018", "09990 000018"] {
        assert!(holds_number(spelling), "{spelling}");
    }
    // Another digit before or behind makes another number of it, a wrong check digit none, and a counter is padded.
    for text in ["19990000018", "99900000180", "09990000019", "0099900000180", "00000000019", "000000000000019"] {
        assert!(!holds_number(text), "{text}");
    }
    assert!(NhsNumber::parse("0000000019").is_ok(), "the counter would be a number by its check digit");
    // A CHI number begins with day and month of birth, and so with a zero in the first nine days of a month.
    let chi = |nine: &str| (0..10).map(|last| format!("{nine}{last}")).find(|number| NhsNumber::parse(number).is_ok());
    let (born, counted) = (chi("010190000").unwrap(), chi("001390000").unwrap());
    assert!(holds_number(&born) && holds_number(&format!("00{born}")), "{born}");
    assert!(holds_number(&counted) && !holds_number(&format!("00{counted}")), "{counted}");
}
