//! The fast reader of large stay files against the careful one: the same rows, findings, counts and refusals.

use beddays::domain::{Authorities, Stay};
use beddays::error::Error;
use beddays::intake::DeliveryContent;
use beddays::intake::profile::DateStyle;
use beddays::intake::profile::native;
use beddays::intake::{Delivery, NativeTable, Rules};
use beddays::settle::Intake;
use beddays::settle::fast::{self, Bite, Bytes, Source};
use beddays::store::sha256;
use proptest::prelude::*;

use crate::intake::native::london;

/// Stays, and what was said about the files, by either way.
type Outcome = Result<(Vec<Stay>, Vec<beddays::domain::Receipt>, Vec<beddays::domain::Finding>), String>;

fn outcome(error: &Error) -> String {
    error.to_json().to_string()
}

fn carefully(files: &[(String, Vec<u8>)], as_of: Option<&str>, dates: DateStyle) -> Outcome {
    let zone = london();
    let (rules, as_of) = (rules(&zone), as_of.map(|day| day.parse().unwrap()));
    let profile = native(NativeTable::Stay).unwrap();
    let hashes: Vec<String> = files.iter().map(|(_, bytes)| sha256(bytes)).collect();
    let deliveries: Vec<Delivery<'_>> = files
        .iter()
        .zip(&hashes)
        .map(|((file, bytes), sha256)| {
            let (size, content) = (bytes.len(), DeliveryContent::Text(bytes));
            Delivery { file, sha256, size, content, profile: &profile, received: 1, dates }
        })
        .collect();
    let taken = beddays::settle::take(&deliveries, &rules, as_of);
    taken.map(|Intake { stays, receipts, findings, .. }| (stays, receipts, findings)).map_err(|error| outcome(&error))
}

fn quickly(files: &[(String, Vec<u8>)], as_of: Option<&str>, dates: DateStyle, bite: Bite) -> Outcome {
    let zone = london();
    let (rules, as_of) = (rules(&zone), as_of.map(|day| day.parse().unwrap()));
    let profile = native(NativeTable::Stay).unwrap();
    let slices: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let sources: Vec<Source<'_>> = files
        .iter()
        .zip(&slices)
        .map(|((file, _), bytes)| Source { file, bytes: bytes as &dyn Bytes, before: 0, dates, profile: &profile })
        .collect();
    let taken = fast::take(&sources, (&rules, as_of), bite, &|_| ()).map_err(|error| outcome(&error))?;
    let stays = taken.stays(0..taken.len()).map_err(|error| outcome(&error))?;
    Ok((stays, taken.receipts, taken.findings))
}

fn rules(zone: &jiff::tz::TimeZone) -> Rules<'_> {
    Rules { zone, key: b"a key for tests", authorities: Authorities::england() }
}

const SMALL: Bite = Bite { block: 90, batch: 400 };

#[track_caller]
fn agree_on(files: &[(String, Vec<u8>)], as_of: Option<&str>, dates: DateStyle) {
    let careful = carefully(files, as_of, dates);
    for bite in [SMALL, Bite { block: 1, batch: 1 }, Bite { block: 1000, batch: 1500 }, Bite::default()] {
        let quick = quickly(files, as_of, dates, bite);
        assert_eq!(quick, careful, "{bite:?} of {}", String::from_utf8_lossy(&files[0].1));
    }
}

fn one(text: impl AsRef<[u8]>) -> Vec<(String, Vec<u8>)> {
    vec![("stays.csv".to_owned(), text.as_ref().to_owned())]
}

const HEADER: &str = "stay_id,nhs_number,provider_code,site_code,authority_code,admitted_at,ready_on,discharged_at,\
                      admission_method,discharge_method,discharge_destination,treatment_function_code";

/// A row, of which single cells are put in place of the plain ones: `name=value`.
fn row(id: &str, changes: &[&str]) -> String {
    let mut cells = vec![
        id,
        "9990000018",
        "RX1",
        "RX1RA",
        "E10000020",
        "2018-03-01T09:00",
        "2018-03-05",
        "2018-03-09T16:00:30",
        "21",
        "1",
        "19",
        "300",
    ];
    for change in changes {
        let (name, value) = change.split_once('=').unwrap();
        let place = HEADER.split(',').position(|column| column == name).unwrap();
        cells[place] = value;
    }
    cells.join(",")
}

/// Rows that are each odd in one way, between rows that are not.
fn file_of(odd: &[&str], ending: &str) -> String {
    let mut text = format!("{HEADER}{ending}");
    for (number, odd) in odd.iter().enumerate() {
        text += &format!("{}{ending}{odd}{ending}", row(&format!("P{number}"), &[]));
    }
    text + &row("last", &[]) + ending
}

#[test]
fn every_odd_cell_has_the_fate_that_the_careful_reader_gives_it() {
    let changes = [
        "nhs_number=",
        "nhs_number=999 000 0018",
        "nhs_number=9990000019",
        "nhs_number=9999999999",
        "nhs_number=99900000188",
        "nhs_number=999000001",
        "nhs_number=999000001X",
        "nhs_number= 9990000018",
        "nhs_number=9990000018 ",
        "nhs_number=٩٩٩٠٠٠٠٠١٨",
        "provider_code=rx1",
        "provider_code=R",
        "provider_code=",
        "provider_code=RX1 ",
        "provider_code=R\u{a0}X",
        "provider_code=ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "site_code=",
        "site_code=rx1ra",
        "authority_code=Norfolk",
        "authority_code=norfolk county council",
        "authority_code=Nowhere",
        "authority_code=",
        "authority_code=\"Norfolk\"",
        "admitted_at=2018-03-01",
        "admitted_at=2018-03-01 09:00",
        "admitted_at=2018-03-01T24:00",
        "admitted_at=2018-03-01T09:60",
        "admitted_at=2018-03-01T09:00:60",
        "admitted_at=2018-03-01T0900",
        "admitted_at=2018-02-29T09:00",
        "admitted_at=2018-13-01T09:00",
        "admitted_at=1989-12-31T09:00",
        "admitted_at=1990-01-01T00:00",
        "admitted_at=2016-03-08T09:00",
        "admitted_at=2016-03-09T09:00",
        "admitted_at=1997-03-01T09:00",
        "admitted_at=2018-03-09T16:00:31",
        "admitted_at=2018-03-09T16:00:30",
        "admitted_at=2018-03-05T23:59",
        "admitted_at=2018-03-06",
        "admitted_at=01/03/2018",
        "admitted_at=",
        "admitted_at=2018-03-01T09:00Z",
        "admitted_at=2018-03-01T09:00+01:00",
        "admitted_at=2017-10-29T01:30",
        "admitted_at=2017-10-29T00:59:59",
        "admitted_at=2017-10-29T02:00",
        "admitted_at=2017-03-26T01:00",
        "admitted_at=2017-03-26T00:59",
        "admitted_at=2017-03-26T02:00",
        "ready_on=",
        "ready_on=2018-03-05T00:00",
        "ready_on=2018-03-05T01:00",
        "ready_on=2018-02-28",
        "ready_on=2018-03-10",
        "ready_on=2018-03-09",
        "ready_on=2018-02-30",
        "ready_on=2018-3-5",
        "ready_on=soon",
        "discharged_at=",
        "discharged_at=2018-03-09",
        "discharged_at=2018-10-28T01:30",
        "discharged_at=2018-03-25T01:30",
        "discharged_at=2018-12-31T23:59:59",
        "discharged_at=2019-01-01T00:00",
        "discharged_at=2018-02-01T10:00",
        "discharged_at=2101-01-01T10:00",
        "discharged_at=2020-03-02T10:00",
        "admission_method=",
        "admission_method=2A",
        "admission_method==1+1",
        "admission_method=-",
        "admission_method=a b",
        "admission_method= 21",
        "admission_method=9990000018",
        "admission_method=999 000 0018",
        "admission_method=a\tb",
        "admission_method=a\u{200b}b",
        "admission_method=é",
        "admission_method=a long word that no list has",
        "admission_method=a\"b",
        "admission_method=\"21\"",
        "admission_method=\"2,1\"",
        "admission_method=\"2\"\"1\"",
        "treatment_function_code=",
        "treatment_function_code=\"300\"",
        "treatment_function_code=300,",
        "treatment_function_code=300,x",
        "treatment_function_code=300 ",
    ];
    for ending in ["\n", "\r\n"] {
        let odd: Vec<String> =
            changes.iter().enumerate().map(|(number, change)| row(&format!("S{number}"), &[change])).collect();
        let odd: Vec<&str> = odd.iter().map(String::as_str).collect();
        for as_of in [None, Some("2018-12-31"), Some("2018-03-05"), Some("2200-01-01")] {
            agree_on(&one(file_of(&odd, ending)), as_of, DateStyle::Iso);
        }
        // Each alone as well: what one row says about a file is lost among many.
        for odd in &odd {
            agree_on(&one(format!("{HEADER}{ending}{odd}{ending}")), None, DateStyle::Iso);
        }
    }
}

#[test]
fn every_odd_id_has_the_fate_that_the_careful_reader_gives_it() {
    let ids = [
        "",
        "a",
        "-a",
        "a-b",
        "a..b",
        "a//b",
        "a./b",
        "a b",
        "S9990000018",
        "S0000000001",
        "9990000018",
        "999-000-0018",
        "RX1-999-000-0018",
        "999000001-8x",
        "x999000001-8",
        "0009990000018",
        "99900000180",
        "RX1-2018-00000012345",
        "RX1-999000001",
        "é",
        "a\"b",
        "\"quoted\"",
        "'a'",
        "=a",
        "1.2/3_4-5",
        "+1",
        " padded",
        "padded ",
        "99A90B00C00D18",
        "9990000026",
        "A.9990000018.B",
        "2026/9990000018",
        "09990000018",
        "A.09990000018",
        "x_0009990000018_y",
        "12-09990000018",
        "0999-000-0018",
        "0-999-0000018",
        "1-09990-000018",
        "09990000019",
        "00000000019",
        "00101000006",
        "19990000018",
        "0099900000180",
    ];
    let long = ["x".repeat(63), "x".repeat(64), "x".repeat(65), "x".repeat(66), "x".repeat(300)];
    let ids = ids.into_iter().chain(long.iter().map(String::as_str));
    let odd: Vec<String> = ids.map(|id| row(id, &[])).collect();
    let odd: Vec<&str> = odd.iter().map(String::as_str).collect();
    agree_on(&one(file_of(&odd, "\n")), None, DateStyle::Iso);
    for odd in &odd {
        agree_on(&one(format!("{HEADER}\n{odd}\n")), None, DateStyle::Iso);
    }
    let numbers = ["9990000018", "9990000026", "9990000034", "9990000042"].map(|id| row(id, &["nhs_number="]));
    agree_on(&one(format!("{HEADER}\n{}\n", numbers.join("\n"))), None, DateStyle::Iso);
}

#[test]
fn every_odd_shape_has_the_fate_that_the_careful_reader_gives_it() {
    let good = row("S1", &[]);
    let open = row("S2", &["admission_method=\"2"]);
    let shapes = [
        String::new(),
        "\n".into(),
        good.clone(),
        format!("{good}\n"),
        format!("{good}\n\n"),
        format!("\n\n{good}\n"),
        format!("{good}\r\n{good}\n"),
        format!("{good}\r{good}\r"),
        "S1,9990000018\n".into(),
        "S1,99900000".into(),
        format!("{good}\n{HEADER}\n{good}\n"),
        format!("{good},,\n"),
        format!("{good},x\n"),
        ",,,,,,,,,,,\n".into(),
        format!("{good}\n\x1A"),
        format!("{good}\n{open}"),
        format!("{good}\n{open}\n{good}\n"),
        format!("{open}\n\"1\n{good}\n"),
        format!("{open}\n1\"\n{good}\n"),
        format!("{open}\n{good}\n1\",1,19,300\n{good}\n"),
        format!("{good}\n{open}\n1\"x,1,19,300\n{good}\n"),
        format!("{}\0\n", good),
        format!("{good}\n\0\n{good}\n"),
        format!("{good}\n  ,\t,\n{good}\n"),
        format!("{good}\n\u{a0}\n{good}\n"),
    ];
    for shape in &shapes {
        for start in ["", "\u{feff}", "\u{feff}\u{feff}", "\n\n", "sep=,\n"] {
            agree_on(&one(format!("{start}{HEADER}\n{shape}")), None, DateStyle::Iso);
        }
    }
    for bytes in [&b"\xFF"[..], b"\xC3", b"\xE9t\xE9", b"\x81", b"\xC3\xA9"] {
        let mut text = format!("{HEADER}\n{good}\n{}", row("S3", &["admission_method=X"])).into_bytes();
        let at = text.iter().rposition(|byte| *byte == b'X').unwrap();
        text.splice(at..=at, bytes.iter().copied());
        agree_on(&one(&text), None, DateStyle::Iso);
        let again = format!("\n{good}\n").into_bytes();
        agree_on(&one([text, again].concat()), None, DateStyle::Iso);
    }
    let wide: Vec<u8> = format!("\u{feff}{HEADER}\n{good}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    agree_on(&one(wide), None, DateStyle::Iso);
    let semicolons = format!("sep=;\n{HEADER}\n{good}\n").replace(',', ";");
    agree_on(&one(semicolons), None, DateStyle::Iso);
    agree_on(&one(""), None, DateStyle::Iso);
    agree_on(&one(HEADER), None, DateStyle::Iso);
    agree_on(&one(HEADER.replace("ready_on", "ready")), None, DateStyle::Iso);
    agree_on(&one(format!("{HEADER},\n{good},\n{good},x\n")), None, DateStyle::Iso);
}

#[test]
fn other_columns_and_the_other_form_of_dates_agree_too() {
    let key = "0123456789abcdef".repeat(4);
    let header = "person_key,nhs_number,stay_id,provider_code,authority_code,admitted_at,expected_admission_on,\
                  age_at_admission,care_type,setting,funding,registered_in,staying_in,source_id";
    let mut text = format!("{header}\n");
    for (number, cells) in [
        format!("{key},,S1,RX1,Norfolk,2018-03-01T09:00,2018-03-02,81,acute,ward,,,,x"),
        format!("{},,S2,RX1,Norfolk,2018-03-01T09:00,,,,,,,,", key.to_uppercase()),
        ",9990000018,S3,RX1,Norfolk,2018-03-01T09:00,,007,Acute,w,x,y,z,\"".into(),
        ",9990000018,S4,RX1,Norfolk,2018-03-01T09:00,,131,nothing,w,x,y,z,".into(),
        format!("{key},9990000018,S5,RX1,Norfolk,2018-03-01T09:00,,,,,,,,"),
        ",,S6,RX1,Norfolk,2018-03-01T09:00,2101-01-01,1a,,,,,,".into(),
        ",9990000026,S7,RX1,Norfolk,2018-03-01T09:00,,130,hospice,,,,,".into(),
    ]
    .iter()
    .enumerate()
    {
        let _ = number;
        text += &format!("{cells}\n");
    }
    agree_on(&one(&text), None, DateStyle::Iso);
    agree_on(
        &one(text.replace("2018-03-01", "01/03/2018").replace("2018-03-02", "02/03/2018")),
        None,
        DateStyle::DayMonthYear,
    );
    agree_on(&one(&text), None, DateStyle::DayMonthYear);
    let none =
        "stay_id,provider_code,authority_code,admitted_at\nS1,RX1,Norfolk,2018-03-01\nS2,RX2,Norfolk,2018-03-01\n";
    agree_on(&one(none), None, DateStyle::Iso);
    agree_on(&one(none), Some("2019-01-01"), DateStyle::Iso);
}

#[test]
fn every_number_is_the_person_that_the_careful_reader_sees() {
    let mut state = 1_u64;
    let mut row_of = |place: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let nine = (state >> 20) % 1_000_000_000;
        let digits = format!("{nine:09}");
        let sum: u32 = digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = (11 - sum % 11 + u32::from(place.is_multiple_of(10))) % 11 % 10;
        row(&format!("N{place}"), &[&format!("nhs_number={digits}{check}")])
    };
    let numbers = (0..4_000).map(&mut row_of);
    let repeated =
        (0..10).map(|digit| row(&format!("R{digit}"), &[&format!("nhs_number={}", digit.to_string().repeat(10))]));
    let rows: Vec<String> = numbers.chain(repeated).collect();
    let files = one(format!("{HEADER}\n{}\n", rows.join("\n")));
    let careful = carefully(&files, None, DateStyle::Iso);
    assert!(careful.as_ref().is_ok_and(|(stays, ..)| stays.len() > 3_000));
    assert_eq!(quickly(&files, None, DateStyle::Iso, Bite::default()), careful);
}

#[test]
fn a_cell_of_many_lines_is_one_cell_wherever_batches_end() {
    // What lies within the quotes looks like lines that are all wrong, or like rows.
    for (line, count) in [("x\n", 300_000), ("x\r\n", 1_500), (&format!("{}\n", row("inner", &[])), 40)] {
        let long = row("long", &[]).replace("19,", &format!("\"{}\",", line.repeat(count)));
        let files = one(format!("{HEADER}\n{}\n{long}\n{}\n", row("before", &[]), row("behind", &[])));
        let careful = carefully(&files, None, DateStyle::Iso);
        for bite in [Bite::default(), Bite { block: 20_000, batch: 100_000 }, Bite { block: 300, batch: 1_000 }] {
            assert!(quickly(&files, None, DateStyle::Iso, bite) == careful, "{bite:?} of {line:?}");
        }
    }
}

#[test]
fn many_words_and_more_pairs_than_are_remembered_agree() {
    let mut text = format!("{HEADER}\n");
    for number in 0..5_000 {
        let (method, site) = (format!("admission_method=m{number}"), format!("site_code=R{:04}", number % 300));
        text += &format!("{}\n", row(&format!("S{number}"), &[&method, &site, "nhs_number="]));
    }
    let quick = quickly(&one(&text), None, DateStyle::Iso, Bite { block: 4096, batch: 16384 });
    assert_eq!(quick, carefully(&one(&text), None, DateStyle::Iso));
}

fn stay_row() -> impl Strategy<Value = String> {
    let id = prop_oneof![3 => (0_u8..40).prop_map(|id| format!("S{id}")), 1 => Just("\"S1\"".to_owned())];
    let number = prop::sample::select(vec!["9990000018", "9990000026", "9990000034", "999 000 0026", "", "9990000019"]);
    let provider = prop::sample::select(vec!["RX1", "RX1", "RX2", "rx1", "", "\"RX3\""]);
    let admitted = prop::sample::select(vec!["2018-03-01T10:00", "2018-03-02", "2018-03-25T01:30", "01/03/2018"]);
    let left = prop::sample::select(vec!["2018-03-09T11:00", "2018-03-20T11:00:59", "", "2018-02-01", "2018-03-10"]);
    let method = prop::sample::select(vec!["21", "21", "2A", "\"a\nb\"", "a\"b", "x,y", " 21", "é"]);
    (id, number, provider, admitted, left, method).prop_map(|(id, number, provider, admitted, left, method)| {
        format!("{id},{number},{provider},,Norfolk,{admitted},,{left},{method},1,19,300\n")
    })
}

#[test]
fn every_place_of_a_row_takes_every_sign_as_the_careful_reader_does() {
    let whole = row("RX1-2018-07", &[]);
    let signs = b"0123456789/:;-.,@AZ[`az{~_ !=+\t\x7f";
    let changed = |(place, sign): (usize, &u8)| {
        let mut row = whole.clone().into_bytes();
        row[place] = *sign;
        String::from_utf8(row).unwrap()
    };
    let rows = (0..whole.len()).flat_map(|place| signs.iter().map(move |sign| (place, sign))).map(changed);
    let rows: Vec<String> = rows.collect();
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    let careful = carefully(&one(&text), None, DateStyle::Iso);
    for bite in [SMALL, Bite::default()] {
        assert_eq!(quickly(&one(&text), None, DateStyle::Iso, bite), careful);
    }
}

/// A number with its check digit, behind zeros or not, cut into pieces, with something before and behind it.
fn id_with_number() -> impl Strategy<Value = String> {
    let cuts = prop::collection::vec((1_usize..10, prop::sample::select(vec!["-", ".", "/", "_", "A"])), 0..3);
    ("[0-9]{9}", "0{0,5}", cuts, "(|RX1-|7|00-|2018/)", "(|-1|0|Z|-000)").prop_map(
        |(nine, zeros, cuts, before, behind)| {
            let sum: u32 =
                nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
            let mut number = format!("{zeros}{nine}{}", (11 - sum % 11) % 11 % 10);
            for (at, sign) in cuts {
                number.insert_str(at, sign);
            }
            format!("{before}{number}{behind}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn ids_that_may_hold_a_number_have_the_fate_that_the_careful_reader_gives_them(
        ids in prop::collection::vec(id_with_number(), 1..60),
    ) {
        let rows: Vec<String> = ids.iter().map(|id| row(id, &[])).collect();
        let files = one(format!("{HEADER}\n{}\n", rows.join("\n")));
        let careful = carefully(&files, None, DateStyle::Iso);
        prop_assert_eq!(quickly(&files, None, DateStyle::Iso, Bite::default()), careful);
    }
}

/// Changes to the bytes of a file.
fn slips() -> impl Strategy<Value = Vec<(usize, usize, &'static [u8])>> {
    let put: Vec<&'static [u8]> = vec![
        b"",
        b"\"",
        b"\"\"",
        b"\n",
        b"\r",
        b"\r\n",
        b",",
        b"\0",
        b"\x1A",
        b"\xEF\xBB\xBF",
        b"\xFF",
        b"\xC3\xA9",
        b"=",
        b" ",
        b"\xE9",
        b"\n\n",
        b"9",
        b"-",
    ];
    prop::collection::vec((any::<usize>(), 0_usize..4, prop::sample::select(put)), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn random_and_mutated_files_agree(
        rows in prop::collection::vec(stay_row(), 0..30),
        more in prop::collection::vec(stay_row(), 0..6),
        slips in slips(),
        crlf in any::<bool>(),
        second in 0_u8..4,
        block in 1_usize..600,
        batch in 1_usize..2000,
        as_of in prop::sample::select(vec![None, Some("2018-12-31"), Some("2018-03-09")]),
    ) {
        let mut text = format!("{HEADER}\n{}", rows.concat());
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let mut bytes = text.into_bytes();
        for (at, taken, put) in slips {
            let at = at % (bytes.len() + 1);
            let end = (at + taken).min(bytes.len());
            bytes.splice(at..end, put.iter().copied());
        }
        let mut files = vec![("stays_2018-04.csv".to_owned(), bytes)];
        match second {
            1 => files.push(("stays_2018-05.csv".to_owned(), format!("{HEADER}\n{}", more.concat()).into_bytes())),
            2 => files.push(("other.csv".to_owned(), format!("{HEADER}\n{}", more.concat()).into_bytes())),
            3 => files.push(("again.csv".to_owned(), files[0].1.clone())),
            _ => {}
        }
        let careful = carefully(&files, as_of, DateStyle::Iso);
        let quick = quickly(&files, as_of, DateStyle::Iso, Bite { block, batch });
        prop_assert_eq!(quick, careful);
    }
}
