//! Files of built-in profiles other than the native ones: what the tests of patient-level sources share.

use beddays::domain::{Authorities, Finding, Severity};
use beddays::error::Error;
use beddays::files::text_source::TextSource;
use beddays::intake::profile::DateStyle;
use beddays::intake::profile::named;
use beddays::intake::{Delivery, DeliveryContent, Rules};
use beddays::settle::{Intake, take};

use crate::intake::native::london;

/// A delivery of a test.
#[derive(Clone, Debug)]
pub struct Sent {
    pub profile: &'static str,
    pub name: String,
    pub bytes: Vec<u8>,
    pub received: u32,
    pub dates: Option<DateStyle>,
}

pub fn sent(profile: &'static str, name: &str, bytes: impl AsRef<[u8]>) -> Sent {
    Sent { profile, name: name.to_owned(), bytes: bytes.as_ref().to_vec(), received: 1, dates: None }
}

pub fn try_take(files: &[Sent], as_of: Option<&str>) -> Result<Intake, Error> {
    let zone = london();
    let as_of = as_of.map(|day| day.parse().unwrap());
    let rules = Rules { zone: &zone, key: b"a key for tests", authorities: Authorities::england(), law: None };
    let profiles: Vec<_> = files.iter().map(|file| named(file.profile).unwrap()).collect();
    let hashes: Vec<String> = files.iter().map(|file| beddays::store::sha256(&file.bytes)).collect();
    let deliveries: Vec<Delivery<'_>> = files
        .iter()
        .zip(&hashes)
        .zip(&profiles)
        .map(|((file, sha256), profile)| {
            let (size, content) = (file.bytes.len(), DeliveryContent::Text(TextSource::Memory(&file.bytes)));
            let (received, dates) = (file.received, file.dates.unwrap_or(profile.dates));
            Delivery { file: &file.name, sha256, size, content, profile, received, dates }
        })
        .collect();
    let intake = take(&deliveries, &rules, as_of)?;
    for receipt in &intake.receipts {
        assert_eq!(
            receipt.read,
            receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates,
            "{receipt:?}"
        );
    }
    Ok(intake)
}

pub fn take_files(files: &[Sent]) -> Intake {
    try_take(files, None).unwrap_or_else(|error| panic!("{error}"))
}

/// Code, column and record of every finding of one severity.
pub fn found(intake: &Intake, severity: Severity) -> Vec<(&'static str, &str, u32)> {
    let of = |finding: &&Finding| finding.severity == severity;
    intake.findings.iter().filter(of).map(|finding| (finding.code, &*finding.column, finding.record)).collect()
}

pub fn rejected(intake: &Intake) -> Vec<(&'static str, &str, u32)> {
    found(intake, Severity::Rejected)
}

pub fn duplicates(intake: &Intake) -> Vec<&'static str> {
    found(intake, Severity::Duplicate).into_iter().map(|(code, ..)| code).collect()
}

/// Codes of the warnings about records; those about whole files are left out.
pub fn warned(intake: &Intake) -> Vec<(&'static str, &str, u32)> {
    found(intake, Severity::Warning).into_iter().filter(|(.., record)| *record > 0).collect()
}

/// Ways in which any sender's file can be broken, and what must come of each: the code that refuses it, or how many of
/// its rows are rejected by which code. `good` is a header and four good rows of different stays or events, `date` the
/// column with the first required day.
pub fn must_break_well(profile: &'static str, good: &str, delimiter: char, date: &str) {
    let lines: Vec<&str> = good.lines().collect();
    let (header, rows) = (lines[0], &lines[1..]);
    assert_eq!(rows.len(), 4);
    let file = |text: String| sent(profile, "broken.csv", text);
    let intake = take_files(&[file(good.to_owned())]);
    assert_eq!((intake.receipts[0].accepted, rejected(&intake)), (4, vec![]), "the sample itself must be good");
    let columns: Vec<&str> = header.split(delimiter).collect();
    let at = columns.iter().position(|name| *name == date).unwrap();
    let with_dates = |change: &dyn Fn(usize, &str) -> String| {
        let row = |(number, row): (usize, &&str)| {
            let cells = row.split(delimiter).enumerate();
            let cells: Vec<String> =
                cells.map(|(i, cell)| if i == at { change(number, cell) } else { cell.to_owned() }).collect();
            cells.join(&delimiter.to_string())
        };
        format!("{header}\n{}\n", rows.iter().enumerate().map(row).collect::<Vec<_>>().join("\n"))
    };
    let utf16 = |text: &str| {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let refused: Vec<(&str, Vec<u8>)> = vec![
        ("F_EMPTY", vec![]),
        ("F_EMPTY", b"\n\n".to_vec()),
        ("F_FORMAT", b"PK\x03\x04abc".to_vec()),
        ("F_DELIMITER", good.replace(delimiter, ";").into_bytes()),
        ("F_UNCLOSED_QUOTE", format!("{header}\n\"{}\n{}\n", rows[0], rows[1]).into_bytes()),
        ("F_TRUNCATED", format!("{header}\n{}\n{}", rows[0], &rows[1][..rows[1].len() / 2]).into_bytes()),
        ("F_HEADER_MISSING", good.replacen(date, "nothing_known", 1).into_bytes()),
        (
            "F_HEADER_DUPLICATE",
            good.lines()
                .map(|line| format!("{line}{delimiter}{}\n", line.split(delimiter).nth(at).unwrap()))
                .collect::<String>()
                .into_bytes(),
        ),
        ("F_HEADER", format!("Report of the trust\nMade on Monday\n{good}").into_bytes()),
        ("F_DATE_FORMAT", with_dates(&|_, _| "13.02.2018".to_owned()).into_bytes()),
        ("F_ENCODING", [good.as_bytes(), b"\xE9\n"].concat()),
    ];
    for (code, bytes) in refused {
        let error = try_take(&[sent(profile, "broken.csv", &bytes)], None).expect_err(code);
        assert_eq!(error.code(), code, "{profile}: {error}");
    }
    let harmless: Vec<Vec<u8>> = vec![
        [b"\xEF\xBB\xBF", good.as_bytes()].concat(),
        utf16(good),
        good.replace('\n', "\r\n").into_bytes(),
        good.replace('\n', "\r").into_bytes(),
        good.replace('\n', "\n\n").into_bytes(),
        good.trim_end().as_bytes().to_vec(),
    ];
    for bytes in harmless {
        let intake = take_files(&[sent(profile, "broken.csv", &bytes)]);
        assert_eq!((intake.receipts[0].accepted, rejected(&intake)), (4, vec![]), "{profile}");
    }
    let one_row: Vec<(&str, String)> = vec![
        ("R_HEADER_REPEAT", format!("{good}{header}\n")),
        ("R_WIDTH", format!("{good}{}{delimiter}x{delimiter}y\n", rows[0])),
        ("R_WIDTH", format!("{good}{}\n", rows[0].split(delimiter).next().unwrap())),
        ("R_CONTROL", format!("{good}{}\n", rows[0].replacen(delimiter, &format!("\0{delimiter}"), 1))),
        ("R_QUOTE", format!("{good}a\"b{}\n", rows[0])),
    ];
    for (code, text) in one_row {
        let intake = take_files(&[file(text)]);
        let codes: Vec<_> = rejected(&intake).into_iter().map(|(code, ..)| code).collect();
        assert_eq!((intake.receipts[0].accepted, codes), (4, vec![code]), "{profile}");
    }
    for (code, value) in [("R_DATE", "31/02/2018"), ("R_DATE_RANGE", "01/01/1899"), ("R_REQUIRED", "")] {
        let value = match named(profile).unwrap().dates {
            DateStyle::Iso if !value.is_empty() => format!("{}-{}-{}", &value[6..], &value[3..5], &value[..2]),
            _ => value.to_owned(),
        };
        let text = with_dates(&|number, cell| if number == 2 { value.clone() } else { cell.to_owned() });
        let intake = take_files(&[file(text)]);
        let rejects = rejected(&intake);
        assert_eq!((rejects[0].0, rejects[0].2, rejects.len()), (code, 3, 1), "{profile}");
        assert_eq!(intake.receipts[0].accepted, 3, "{profile}");
    }
    let empty = take_files(&[file(format!("{header}\n"))]);
    assert_eq!((empty.receipts[0].read, empty.findings.iter().any(|f| f.code == "W_NO_ROWS")), (0, true), "{profile}");
    let twice = take_files(&[file(format!("{good}{}\n", rows[0]))]);
    assert_eq!((twice.receipts[0].accepted, duplicates(&twice)), (4, vec!["D_EXACT"]), "{profile}");
}

/// Changed files of a kind: nothing panics, every record is accounted for, no number of a person gets out.
pub fn must_survive(profile: &'static str, good: &[u8], seed: u64, secrets: &[&str]) {
    let mut state = seed;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for _ in 0..150 {
        let mut bytes = good.to_vec();
        for _ in 0..=next(4) {
            let at = next(bytes.len());
            match next(5) {
                0 => bytes[at] = b",|;\"\n\r\t0a\xFF\0"[next(11)],
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"\",\n9-/"[next(6)]),
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let end = (at + next(60)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    let to = next(bytes.len());
                    bytes.splice(to..to, part);
                }
            }
        }
        let Ok(intake) = try_take(&[sent(profile, "changed.csv", &bytes)], None) else { continue };
        let shown = format!("{:?}", intake);
        for secret in secrets {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

/// The name of the profile that a text is recognised as one for.
#[track_caller]
pub fn recognised(text: &[u8]) -> String {
    let reader = beddays::files::container::ProcessReader::default();
    beddays::intake::open::recognise("", text, &[], &reader).expect("a header that is known").profile.name.clone()
}
