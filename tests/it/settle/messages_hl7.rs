//! HL7 version 2 ADT messages: what is read of a file, and the stays that messages make.

use beddays::files::grid::{CellKind, Grid};
use beddays::files::hl7;
use beddays::files::hl7::FieldPath;
use beddays::files::time_stamps;
use beddays::intake::records;
use beddays::intake::records::messages::outcome::{Outcome, Verdict};
use beddays::settle;
use beddays::settle::hl7::{Folded, VisitStay};

use crate::settle::messages_support::{corpus, found, numbered, with_rules};

/// A message to order; the defaults are those of an admission at a quarter past ten.
#[derive(Clone, Debug)]
pub struct Adt<'a> {
    pub trigger: &'a str,
    pub id: &'a str,
    pub recorded: &'a str,
    pub visit: &'a str,
    pub number: &'a str,
    pub admitted: &'a str,
    pub discharged: &'a str,
    pub ward: &'a str,
    pub more: &'a str,
}

pub const ADMIT: Adt<'static> = Adt {
    trigger: "A01",
    id: "M1",
    recorded: "20260110101600",
    visit: "ST00001",
    number: "9990000018",
    admitted: "20260110101500",
    discharged: "",
    ward: "W1",
    more: "",
};

impl Adt<'_> {
    pub fn text(&self) -> String {
        let Adt { trigger, id, recorded, visit, number, admitted, discharged, ward, more } = self;
        let gap = "|".repeat(16);
        let later = "|".repeat(25);
        format!(
            "MSH|^~\\&|SND|RZZ01|RCV|LA|{recorded}||ADT^{trigger}|{id}|P|2.4\rEVN|{trigger}|{recorded}\r\
             PID|1||{number}^^^NHS~H77^^^RZZ^MR||TEST^PATIENT||19400315\r\
             PV1|1|I|{ward}^^^RZZ01{gap}{visit}{later}{admitted}|{discharged}\r{more}"
        )
    }
}

pub fn folded(bytes: &[u8]) -> Folded {
    with_rules(|rules| settle::hl7::fold(&records::hl7::messages(&hl7::read(bytes).unwrap(), rules), &numbered))
}

fn fold_all(messages: &[Adt<'_>]) -> Folded {
    folded(messages.iter().map(Adt::text).collect::<String>().as_bytes())
}

fn only_stay(folded: &Folded) -> &VisitStay {
    assert_eq!(folded.stays.len(), 1, "{folded:?}");
    &folded.stays[0]
}

fn moment(text: &str) -> beddays::domain::Moment {
    text.parse().unwrap()
}

fn codes(folded: &Folded) -> Vec<Vec<&'static str>> {
    folded.outcomes.iter().map(Outcome::codes).collect()
}

fn value<'g>(grid: &'g Grid, record: usize, column: &str) -> &'g str {
    let at = grid.columns.iter().position(|name| name == column).unwrap();
    &grid.records[record].cells[at].text
}

#[test]
fn every_file_of_the_corpus_has_the_outcome_that_its_list_says() {
    for (file, (bytes, wanted)) in corpus("hl7/") {
        let found = found(hl7::read(&bytes), |grid| {
            with_rules(|rules| settle::hl7::fold(&records::hl7::messages(grid, rules), &numbered).outcomes)
        });
        assert_eq!(found, wanted, "{file}");
    }
}

#[test]
fn the_corpus_gives_the_stays_that_its_list_speaks_of() {
    let of = |file: &str| folded(&corpus("hl7/")[&format!("hl7/{file}")].0);
    for file in ["m01_ok.hl7", "m07_discharge_before_admit.hl7"] {
        let folded = of(file);
        let stay = only_stay(&folded);
        assert_eq!(stay.admitted_at, moment("2026-01-10T10:15"), "{file}");
        assert_eq!(stay.discharged_at, Some(moment("2026-02-06T12:00")), "{file}");
    }
    let framed = of("m03_mllp_framing.hl7");
    assert_eq!(framed.stays.len(), 2);
    // No PV1-45, no EVN-6: the event happened when it was recorded.
    assert_eq!(framed.stays[1].discharged_at, Some(moment("2026-02-06T09:30")));
    let cancelled = of("m10_cancel_discharge.hl7");
    assert_eq!(only_stay(&cancelled).discharged_at, None);
    assert_eq!(only_stay(&cancelled).messages, [0, 1, 2], "both events are kept in the trail");
    let merged = of("m11_merge_patient.hl7");
    let stay = only_stay(&merged);
    assert_eq!((&*stay.visit, &stay.messages[..]), ("ST00002", &[0, 1][..]));
    let survivor = fold_all(&[Adt { number: "9990000042", ..ADMIT }]);
    let former = fold_all(&[Adt { number: "9990000034", ..ADMIT }]);
    assert_eq!(stay.person, only_stay(&survivor).person);
    assert_eq!(stay.former, [only_stay(&former).person.clone().unwrap()]);
    assert_eq!(of("m09_same_id_other_body.hl7").stays.len(), 0);
    assert_eq!(of("m04_other_separators.hl7").stays.len(), 1);
}

#[test]
fn no_number_is_left_in_what_is_folded() {
    let text = [ADMIT, Adt { trigger: "A40", id: "M2", more: "MRG|9990000034^^^NHS~H78^^^RZZ\r", ..ADMIT }];
    let folded = fold_all(&text);
    let shown = format!("{folded:?}");
    for secret in ["9990000018", "9990000034", "H77", "H78", "PATIENT", "1940"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert_eq!(only_stay(&folded).age_at_admission, Some(85));
}

#[test]
fn what_cancels_undoes_the_last_of_its_kind_and_nothing_else() {
    let at = |trigger, id, recorded, more| Adt { trigger, id, recorded, ..more };
    let left = Adt { discharged: "20260206120000", ..ADMIT };
    let discharge = at("A03", "M3", "20260206120100", left.clone());
    let cancel = at("A13", "M4", "20260206150000", ADMIT);
    let again = Adt { discharged: "20260208093000", ..at("A03", "M5", "20260208100000", ADMIT) };
    let stay = fold_all(&[ADMIT, discharge.clone(), cancel.clone(), again]);
    assert_eq!(only_stay(&stay).discharged_at, Some(moment("2026-02-08T09:30")));

    // A second discharge is a correction of the first; what cancels it leaves none.
    let twice = at("A03", "M9", "20260206130000", left);
    assert_eq!(only_stay(&fold_all(&[ADMIT, discharge.clone(), twice, cancel])).discharged_at, None);

    let to = |id, recorded, ward| Adt { ward, ..at("A02", id, recorded, ADMIT) };
    let (second, third) = (to("M6", "20260111090000", "W2"), to("M7", "20260112090000", "W3"));
    let back = at("A12", "M8", "20260112100000", ADMIT);
    let moved = fold_all(&[ADMIT, second, third, back.clone()]);
    let stay = only_stay(&moved);
    assert_eq!(stay.transfers.len(), 1);
    assert_eq!(stay.place().ward.as_deref(), Some("W2"));
    assert_eq!(stay.messages.len(), 4);

    let nothing = fold_all(&[ADMIT, back]);
    assert_eq!(codes(&nothing), [vec![], vec!["W_CANCEL"]]);

    let never = at("A11", "MA", "20260110120000", ADMIT);
    let none = fold_all(&[ADMIT, never.clone(), at("A08", "MB", "20260110130000", ADMIT)]);
    assert_eq!((none.stays.len(), codes(&none)), (0, vec![vec![], vec![], vec!["W_CANCEL"]]));
    let readmitted = Adt { admitted: "20260111080000", ..at("A01", "MC", "20260111081000", ADMIT) };
    let stays = fold_all(&[ADMIT, never, readmitted]);
    assert_eq!(only_stay(&stays).admitted_at, moment("2026-01-11T08:00"));
}

#[test]
fn an_update_changes_days_and_says_that_there_is_none() {
    let update = |id, recorded, discharged| Adt { trigger: "A08", id, recorded, discharged, ..ADMIT };
    let admitted = Adt { admitted: "20260110091500", ..update("M2", "20260111000000", "") };
    let folded = fold_all(&[ADMIT, admitted.clone(), update("M3", "20260206130000", "20260206120000")]);
    assert_eq!(only_stay(&folded).discharged_at, Some(moment("2026-02-06T12:00")));
    let cleared = update("M4", "20260207130000", "\"\"");
    let folded = fold_all(&[ADMIT, admitted, update("M3", "20260206130000", "20260206120000"), cleared]);
    assert_eq!(only_stay(&folded).discharged_at, None);
    let last = update("M5", "20260206130000", "20260205120000~20260206120000");
    assert_eq!(only_stay(&fold_all(&[ADMIT, last])).discharged_at, Some(moment("2026-02-06T12:00")));
}

#[test]
fn a_pending_discharge_is_expected_until_it_is_off() {
    let pending = Adt { trigger: "A16", id: "M2", recorded: "20260201090000", more: "PV2|||||||||20260206\r", ..ADMIT };
    let expected = Some("2026-02-06".parse().unwrap());
    assert_eq!(only_stay(&fold_all(&[ADMIT, pending.clone()])).expected_discharge_on, expected);
    let off = Adt { trigger: "A25", id: "M3", recorded: "20260202090000", ..ADMIT };
    assert_eq!(only_stay(&fold_all(&[ADMIT, pending, off])).expected_discharge_on, None);
}

#[test]
fn merges_are_followed_in_order_even_to_and_fro() {
    let merge = |id, recorded, number, more| Adt { trigger: "A40", id, recorded, number, more, ..ADMIT };
    let person = |number| only_stay(&fold_all(&[Adt { number, ..ADMIT }])).person.clone();
    let first = merge("M2", "20260111090000", "9990000026", "MRG|9990000018^^^NHS\r");
    let second = merge("M3", "20260112090000", "9990000034", "MRG|9990000026^^^NHS\r");
    let back = merge("M4", "20260113090000", "9990000018", "MRG|9990000026^^^NHS\r");
    let chain = fold_all(&[second.clone(), first.clone(), ADMIT]);
    assert_eq!(only_stay(&chain).person, person("9990000034"));
    assert_eq!(only_stay(&chain).former.len(), 2);
    let to_and_fro = fold_all(&[ADMIT, first, back]);
    assert_eq!(only_stay(&to_and_fro).person, person("9990000018"));
    // By the hospital's own number.
    let own = Adt { number: "9990000042", ..merge("M5", "20260111090000", "", "MRG|H77^^^RZZ\r") };
    assert_eq!(only_stay(&fold_all(&[ADMIT, own])).person, person("9990000042"));
}

#[test]
fn what_contradicts_itself_or_is_cut_is_rejected_and_says_why() {
    let bad = |text: String, code: &str| {
        let folded = folded(text.as_bytes());
        assert_eq!(codes(&folded).concat(), [code], "{text}");
        assert_eq!(folded.outcomes[0].verdict, Verdict::Rejected);
    };
    let good = ADMIT.text();
    bad(good.replace("\rPV1|1|I", "\rZV1|1|I"), "R_HL7");
    bad(good.replace("EVN|A01", "EVN|A03"), "R_HL7");
    bad(good.replace("\rPID", "\rTHIS LINE WAS BROKEN\rPID"), "R_HL7");
    bad(good.replace("|M1|P|", "||P|"), "R_HL7");
    bad(good.replace("|M1|P|", "|M1|T|"), "R_HL7_TEST");
    bad(good.replace("ADT^A01", "ORU^R01"), "R_HL7_TYPE");
    bad(good.replace("A01", "A09"), "R_HL7_TYPE");
    bad(good.replace("ST00001", ""), "R_REQUIRED");
    bad(good.replace("9990000018", "9990000019"), "R_NHS");
    bad(good.replace("~H77", "~9990000026^^^NHS~H77"), "R_NHS");
    bad(good.replace("20260110101500", "20260230101500"), "R_DATE");
    bad(good.replace("20260110101500", "202601"), "R_DATE");
    bad(good.replace("20260110101500", "2026011010"), "R_TIME");
    bad(good.replace("20260110101500", "20260329013000"), "R_TIME");
    bad(good.replace("^~\\&", "^^^^"), "R_HL7");
    bad(good.replace("SND", "S\\ND").replace("PATIENT", "P").replacen("^~\\&", "^~A&", 1), "R_HL7");
    bad(Adt { trigger: "A03", admitted: "", ..ADMIT }.text(), "R_UNKNOWN_STAY");
    bad(
        Adt { trigger: "A03", discharged: "20260101", ..ADMIT }.text().replace("20260101", "20260101090000"),
        "R_ORDER",
    );
    let mut latin = good.replace("TEST", "T?ST").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'?').unwrap();
    latin[at] = 0xC9;
    assert_eq!(codes(&folded(&latin)).concat(), ["R_ENCODING"]);
    let declared = String::from_utf8_lossy(&latin).into_owned().replace("|2.4\r", "|2.4||||||8859/1\r");
    let mut declared = declared.replace('\u{FFFD}', "?").into_bytes();
    let at = declared.iter().position(|byte| *byte == b'?').unwrap();
    declared[at] = 0xC9;
    assert!(codes(&folded(&declared)).concat().is_empty());
}

#[test]
fn files_and_batches_are_whole_or_refused() {
    let message = ADMIT.text();
    let refused = |text: &str, code: &str| {
        assert_eq!(hl7::read(text.as_bytes()).map_err(|refusal| refusal.code), Err(code), "{text:?}");
    };
    let other = ADMIT.text().replace("|M1|", "|M2|");
    let whole = format!("FHS|^~\\&|S\rBHS|^~\\&|S\r{message}{other}BTS|2\rBHS|^~\\&|S\rBTS|0\rFTS|2\r");
    assert_eq!(hl7::read(whole.as_bytes()).unwrap().records.len(), 2);
    refused(&whole.replace("BTS|2", "BTS|3"), "F_COUNT");
    refused(&whole.replace("BTS|2", "BTS|x"), "F_COUNT");
    refused(&whole.replace("FTS|2", "FTS|1"), "F_COUNT");
    refused(&whole.replace("BTS|0\r", ""), "F_TRUNCATED");
    refused(&whole.replace("FTS|2\r", ""), "F_TRUNCATED");
    refused(&format!("BHS|^~\\&|S\r{message}"), "F_TRUNCATED");
    // A count that is left out claims nothing.
    assert!(hl7::read(whole.replace("BTS|2", "BTS|").as_bytes()).is_ok());
    refused("", "F_EMPTY");
    refused("\r\n \r", "F_EMPTY");
    refused("stay_id,kind\r", "F_HL7");
    refused(&format!("PID|1\r{message}"), "F_HL7");
    let empty = hl7::read(b"BHS|^~\\&|S\rBTS|0\r").unwrap();
    assert_eq!((empty.records.len(), empty.notes[0].code.as_str()), (0, "W_NO_ROWS"));
}

#[test]
fn lines_may_end_in_every_way_and_places_are_kept() {
    let (one, two) = (ADMIT.text(), ADMIT.text().replace("|M1|", "|M2|").replace("ST00001", "ST00002"));
    let plain = format!("{one}{two}");
    for (ends, line) in [("\r", 5), ("\n", 5), ("\r\n", 5), ("\r\n\r\n", 9)] {
        let text = format!("\u{feff}{}", plain.replace('\r', ends));
        let grid = hl7::read(text.as_bytes()).unwrap();
        assert_eq!(grid.records.len(), 2);
        assert_eq!((grid.records[0].line, grid.records[1].line), (1, line), "{ends:?}");
        for record in &grid.records {
            assert!(text[record.offset as usize..].starts_with("MSH|"));
        }
        assert_eq!(value(&grid, 1, "control_id"), "M2");
        assert_eq!(value(&grid, 0, "digest"), value(&hl7::read(one.as_bytes()).unwrap(), 0, "digest"));
    }
    let cut = hl7::read(plain.trim_end().as_bytes()).unwrap();
    assert_eq!(cut.records[1].remarks[0].code, "W_TRUNCATED");
}

#[test]
fn values_are_decoded_and_null_is_not_nothing() {
    let text = Adt { ward: "A\\T\\E \\S\\ \\X43\\\\Q\\", discharged: "\"\"", ..ADMIT }.text();
    let grid = hl7::read(text.as_bytes()).unwrap();
    assert_eq!(value(&grid, 0, "ward"), "A&E ^ C\\Q\\");
    assert_eq!(grid.records[0].remarks[0].code, "W_ESCAPE");
    let at = grid.columns.iter().position(|name| name == "discharged_at").unwrap();
    assert_eq!(grid.records[0].cells[at].kind, CellKind::Null);
    let further: FieldPath = "ZDR-2.1".parse().unwrap();
    let grid = hl7::read_with(format!("{}ZDR|1|20260201^x\r", ADMIT.text()).as_bytes(), &[further]).unwrap();
    assert_eq!(value(&grid, 0, "ZDR-2.1"), "20260201");
    for wrong in ["ZDR", "ZDR-0", "ZDRX-1", "ZDR-1.0", "zdr-1", ""] {
        assert!(wrong.parse::<FieldPath>().is_err(), "{wrong}");
    }
}

#[test]
fn time_stamps_keep_precision_and_offset() {
    for (stamp, iso) in [
        ("2026", Some("2026")),
        ("202602", Some("2026-02")),
        ("20260206", Some("2026-02-06")),
        ("20260206+0100", Some("2026-02-06")),
        ("2026020609", Some("2026-02-06T09")),
        ("202602060930", Some("2026-02-06T09:30")),
        ("20260206093001.1234-0500", Some("2026-02-06T09:30:01-05:00")),
        ("2026020", None),
        ("20260206093001.", None),
        ("20260206T0930", None),
        ("20260206093001+01", None),
        ("", None),
        ("é", None),
    ] {
        assert_eq!(time_stamps::from_hl7(stamp, None).as_deref(), iso, "{stamp}");
    }
    for (stamp, iso) in [
        ("202607100930", Some("2026-07-10T09:30+00:00")),
        ("202607100930+0100", Some("2026-07-10T09:30+01:00")),
        ("20260710", Some("2026-07-10")),
        ("202607312400", Some("2026-08-01T00:00+00:00")),
        ("20261231240000", Some("2027-01-01T00:00:00+00:00")),
        ("202607312401", Some("2026-07-31T24:01+00:00")),
    ] {
        assert_eq!(time_stamps::from_hl7(stamp, Some("+0000")).as_deref(), iso, "{stamp}");
    }
    let summer = Adt { admitted: "20260710101500+0000", ..ADMIT };
    assert_eq!(only_stay(&fold_all(&[summer])).admitted_at, moment("2026-07-10T11:15"));
}

#[test]
fn who_is_two_patients_without_a_merge_is_warned_of() {
    let other = Adt { trigger: "A08", id: "M2", recorded: "20260111090000", number: "9990000026", ..ADMIT };
    assert_eq!(codes(&fold_all(&[ADMIT, other])), [vec![], vec!["W_PERSON"]]);
}

/// The folded messages with another class (PV1-2) than that of an inpatient.
fn of_classes(classes: &[(&str, Adt<'_>)]) -> Folded {
    let text = |(class, adt): &(&str, Adt<'_>)| adt.text().replacen("PV1|1|I|", &format!("PV1|1|{class}|"), 1);
    folded(classes.iter().map(text).collect::<String>().as_bytes())
}

fn all_codes(folded: &Folded) -> Vec<&'static str> {
    folded.outcomes.iter().flat_map(Outcome::codes).collect()
}

#[test]
fn only_visits_of_inpatients_are_stays() {
    for class in ["I", "B", "i"] {
        let folded = of_classes(&[(class, ADMIT)]);
        assert_eq!((folded.stays.len(), all_codes(&folded)), (1, vec![]), "{class}");
    }
    for class in ["E", "O", "P", "R", "C"] {
        let folded = of_classes(&[(class, ADMIT)]);
        assert_eq!((folded.stays.len(), all_codes(&folded)), (0, vec!["R_CLASS"]), "{class}");
    }
    for class in ["", "U", "N", "LOCAL"] {
        let folded = of_classes(&[(class, ADMIT)]);
        assert_eq!((folded.stays.len(), all_codes(&folded)), (1, vec!["W_CLASS"]), "{class}");
    }
    // The last word counts: who came to the emergency department and was admitted is an inpatient.
    let later = Adt { trigger: "A08", id: "M2", recorded: "20260110121600", ..ADMIT };
    let folded = of_classes(&[("E", ADMIT), ("I", later.clone())]);
    assert_eq!((folded.stays.len(), all_codes(&folded)), (1, vec![]));
    let folded = of_classes(&[("I", ADMIT), ("O", later)]);
    assert_eq!((folded.stays.len(), all_codes(&folded)), (0, vec!["R_CLASS", "R_CLASS"]));
}

#[test]
fn news_of_a_visit_that_was_cancelled_is_said_to_be_lost() {
    let cancel = Adt { trigger: "A11", id: "M2", recorded: "20260110111600", ..ADMIT };
    let left = Adt { trigger: "A03", id: "M3", recorded: "20260206120000", discharged: "20260206115500", ..ADMIT };
    let folded = fold_all(&[ADMIT, cancel.clone(), left.clone()]);
    assert!(folded.stays.is_empty());
    let codes: Vec<_> = folded.outcomes.iter().map(Outcome::codes).collect();
    assert_eq!(codes, [vec![], vec![], vec!["W_CANCEL"]]);
    let again = Adt { id: "M4", recorded: "20260110121600", ..ADMIT };
    let folded = fold_all(&[ADMIT, cancel, again, left]);
    assert_eq!((folded.stays.len(), all_codes(&folded)), (1, vec![]));
}

#[test]
fn a_time_that_is_given_twice_is_said_where_the_two_differ() {
    let leave = |discharged: &'static str| {
        let left = Adt { trigger: "A03", id: "M2", recorded: "20260208120000", discharged, ..ADMIT };
        let folded = fold_all(&[ADMIT, left]);
        (only_stay(&folded).discharged_at.unwrap().to_string(), all_codes(&folded))
    };
    assert_eq!(leave("20260206115500~20260206115500"), ("2026-02-06T11:55".to_owned(), vec![]));
    assert_eq!(leave("20260206115500~20260207115500"), ("2026-02-07T11:55".to_owned(), vec!["W_REPEAT"]));
    let admitted = fold_all(&[Adt { admitted: "20260110101500~20260109101500", ..ADMIT }]);
    assert_eq!(only_stay(&admitted).admitted_at.to_string(), "2026-01-10T10:15");
    assert_eq!(all_codes(&admitted), ["W_REPEAT"]);
}
