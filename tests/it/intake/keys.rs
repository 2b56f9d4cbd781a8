//! Keys: NHS numbers (test A9) and look-alike characters (test A10).

use beddays::domain::NhsNumber;
use beddays::domain::nhs_number::NotAnNhsNumber;

use crate::intake::native::{only_reject, stays, taken};

/// The check digit by weights 10 to 2 and modulus 11; nothing where it would be ten.
fn check_digit(nine: &[u8]) -> Option<u8> {
    let sum: u32 = nine.iter().enumerate().map(|(index, digit)| u32::from(*digit) * (10 - index as u32)).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit as u8),
    }
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

/// Nine digits from the range that is never issued: 999 and six of ours.
fn nines(count: u32) -> impl Iterator<Item = Vec<u8>> {
    (0..count).map(|index| format!("999{:06}", index * 617 % 1_000_000).bytes().map(|byte| byte - b'0').collect())
}

#[test]
fn every_slip_in_a_thousand_numbers_is_found() {
    let valid: Vec<Vec<u8>> = nines(2_000)
        .filter_map(|nine| check_digit(&nine).map(|digit| [nine, vec![digit]].concat()))
        .take(1_000)
        .collect();
    assert_eq!(valid.len(), 1_000);
    let (mut wrong, mut swapped) = (0, 0);
    for number in &valid {
        assert!(NhsNumber::parse(&text(number)).is_ok(), "{}", text(number));
        for place in 0..10 {
            for other in (0..10).filter(|digit| *digit != number[place]) {
                let mut slip = number.clone();
                slip[place] = other;
                assert_eq!(NhsNumber::parse(&text(&slip)), Err(NotAnNhsNumber::CheckDigit), "{}", text(&slip));
                wrong += 1;
            }
        }
        for place in (0..9).filter(|place| number[*place] != number[place + 1]) {
            let mut slip = number.clone();
            slip.swap(place, place + 1);
            assert_eq!(NhsNumber::parse(&text(&slip)), Err(NotAnNhsNumber::CheckDigit), "{}", text(&slip));
            swapped += 1;
        }
    }
    assert_eq!(wrong, 90_000);
    assert!(swapped > 6_000, "{swapped}");
}

#[test]
fn one_digit_ten_times_is_nobody() {
    for digit in 0..10 {
        assert_eq!(NhsNumber::parse(&text(&[digit; 10])), Err(NotAnNhsNumber::Repeated));
    }
}

#[test]
fn a_check_value_of_ten_has_no_number() {
    let without: Vec<Vec<u8>> = nines(4_000).filter(|nine| check_digit(nine).is_none()).take(100).collect();
    assert_eq!(without.len(), 100);
    for nine in without {
        for last in ('0'..='9').chain(['X']) {
            assert!(NhsNumber::parse(&format!("{}{last}", text(&nine))).is_err(), "{}{last}", text(&nine));
        }
    }
}

/// Confusable letters and digits, zero-width, bidi, and whole runs of other scripts: 2,000 code points beyond ASCII.
fn odd_characters() -> Vec<char> {
    let ranges = [
        0xA1..=0xFF,
        0x370..=0x3FF,
        0x400..=0x52F,
        0x660..=0x669,
        0x6F0..=0x6F9,
        0x966..=0x96F,
        0x2000..=0x206F,
        0x20D0..=0x20FF,
        0x2100..=0x214F,
        0x2200..=0x22FF,
        0x3000..=0x303F,
        0xFE00..=0xFE0F,
        0xFE50..=0xFE6F,
        0xFEFF..=0xFEFF,
        0xFF00..=0xFFEF,
        0x1D400..=0x1D5FF,
        0xE0020..=0xE007F,
    ];
    ranges.into_iter().flatten().filter_map(char::from_u32).take(2_000).collect()
}

#[test]
fn no_character_beyond_ascii_passes_in_a_key() {
    let odd = odd_characters();
    assert_eq!(odd.len(), 2_000);
    let columns = [
        ("stay_id", "S1", 0),
        ("nhs_number", "9990000018", 1),
        ("provider_code", "RX1", 2),
        ("authority_code", "Norfolk", 4),
    ];
    for (column, good, place) in columns {
        for how in ["inside", "instead"] {
            let row = |(index, character): (usize, &char)| {
                let mut cells = [
                    format!("S{index}"),
                    "9990000018".to_owned(),
                    "RX1".to_owned(),
                    String::new(),
                    "Norfolk".to_owned(),
                ];
                let mut key: Vec<char> = if place == 0 { cells[0].chars().collect() } else { good.chars().collect() };
                match how {
                    "inside" => key.insert(1, *character),
                    _ => key[1] = *character,
                }
                cells[place] = key.into_iter().collect();
                format!("{},2018-03-01,,\n", cells.join(","))
            };
            let rows: String = odd.iter().enumerate().map(row).collect();
            let intake = taken(&[stays(&rows)]);
            assert_eq!((intake.receipts[0].read, intake.stays.len()), (2_000, 0), "{column} {how}");
            for (finding, character) in intake.findings.iter().filter(|finding| finding.record > 0).zip(&odd) {
                let name = format!("U+{:04X}", *character as u32);
                assert!(finding.message.contains(&name), "{column}: {name} not in {}", finding.message);
                assert_eq!(finding.column, column);
            }
        }
    }
}

#[test]
fn letters_that_fold_to_ascii_do_not_pass() {
    // The Kelvin sign and the long s are k and s in lower case.
    for name in ["Nor\u{17F}olk", "Norfol\u{212A}", "NORFOL\u{212A}"] {
        let intake = taken(&[stays(&format!("S1,,RX1,,{name},2018-03-01,,\n"))]);
        assert_eq!(only_reject(&intake).code, "R_ORG", "{name}");
    }
}
