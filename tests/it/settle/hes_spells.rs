//! Hospital episodes: stays put together from them, the legal values, the counts that the statistics publish.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use beddays::domain::codes::CareType;
use beddays::domain::{Authorities, Country, Moment, Residence, Stay};
use beddays::settle::Intake;
use proptest::prelude::*;

use crate::support::harness::Folder;
use crate::support::source::{
    Sent, duplicates, must_break_well, must_survive, recognised, rejected, sent, take_files, try_take, warned,
};

const HEADER: &str = "EPIKEY|ENCRYPTED_HESID|PROCODE3|PROCODE5|SITETRET|ADMIDATE|EPISTART|EPIEND|EPIORDER|TRANSIT|\
DISDATE|DISREADYDATE|ADMIMETH|DISMETH|DISDEST|CLASSPAT|EPISTAT|EPITYPE|TRETSPEF|STARTAGE|RESLADST|RESLADST_ONS";

/// An episode; what a test does not set is that of a plain emergency stay of one episode.
#[derive(Clone, Debug)]
struct Row(Vec<(&'static str, String)>);

impl Row {
    fn new(key: &str, person: &str) -> Self {
        let cells = HEADER.split('|').map(|name| (name, String::new())).collect();
        Self(cells)
            .with("EPIKEY", key)
            .with("ENCRYPTED_HESID", person)
            .with("PROCODE3", "RX1")
            .with("PROCODE5", "RX100")
            .with("ADMIMETH", "21")
            .with("DISMETH", "1")
            .with("DISDEST", "19")
            .with("CLASSPAT", "1")
            .with("EPISTAT", "3")
            .with("EPITYPE", "1")
            .with("EPIORDER", "1")
            .with("TRETSPEF", "300")
            .with("STARTAGE", "81")
            .with("RESLADST_ONS", "E07000145")
            .days("2018-03-01", "2018-03-01", "2018-03-09", "2018-03-09")
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        let cell = self.0.iter_mut().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name}"));
        value.clone_into(&mut cell.1);
        self
    }

    fn days(self, admitted: &str, start: &str, end: &str, left: &str) -> Self {
        self.with("ADMIDATE", admitted).with("EPISTART", start).with("EPIEND", end).with("DISDATE", left)
    }

    fn line(&self) -> String {
        self.0.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("|")
    }
}

fn file_of(rows: &[Row]) -> String {
    let lines: String = rows.iter().map(|row| row.line() + "\n").collect();
    format!("{HEADER}\n{lines}")
}

fn take_rows(rows: &[Row]) -> Intake {
    take_files(&[sent("hes-apc", "hes.txt", file_of(rows))])
}

fn days(stay: &Stay) -> (String, Option<String>) {
    (stay.admitted_at.day().to_string(), stay.discharged_at.map(|moment| moment.day().to_string()))
}

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/hes-artificial").join(name);
    fs::read_to_string(path).unwrap()
}

/// The artificial file with its whole header; columns that are not read are blank.
fn artificial(delimiter: &str) -> String {
    let (header, rows) = (sample("header.csv"), sample("episodes.csv"));
    let header: Vec<&str> = header.trim_end().split(',').collect();
    let mut lines = rows.lines();
    let kept: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut text = header.join(delimiter) + "\n";
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |name: &&str| kept.iter().position(|known| known == name).map_or("", |at| cells[at]);
        text += &(header.iter().map(cell).collect::<Vec<_>>().join(delimiter) + "\n");
    }
    text
}

#[test]
fn the_artificial_file_reads_with_its_known_flag_totals() {
    for delimiter in [",", "|"] {
        let text = artificial(delimiter);
        assert_eq!(recognised(text.as_bytes()), "hes-apc");
        let intake = take_files(&[sent("hes-apc", "FILE0184861_HES_APC_200199.txt", &text)]);
        let receipt = &intake.receipts[0];
        assert_eq!(receipt.read, 2075);
        let count = |name: &str| receipt.counts.get(name).copied().unwrap_or(0);
        let flagged = ["fce", "fae", "fae_emergency", "fde"].map(count);
        assert_eq!(flagged, [1978, 1759, 623, 1782], "as flagged by the publisher");
        let by_rule = ["fce by rule", "fae by rule", "fae_emergency by rule", "fde by rule"].map(count);
        assert_eq!(by_rule, by_hand(), "recomputed from the other columns");
        // The columns were made independently of each other, so many rows are flagged otherwise.
        assert!(count("fce flagged otherwise than by rule") > 100);
        let codes: BTreeSet<&str> = rejected(&intake).into_iter().map(|(code, ..)| code).collect();
        let known = ["R_CODE", "R_DATE_INVALID", "R_ORG", "R_SPELL"];
        assert!(codes.iter().all(|code| known.contains(code)), "{codes:?}");
        let of = |wanted: &str| rejected(&intake).into_iter().filter(|(code, ..)| *code == wanted).collect::<Vec<_>>();
        // Destination 86 is in no list of destinations; it is one of sources.
        assert_eq!(of("R_CODE").iter().filter(|(_, column, _)| *column == "disdest").count(), 4);
        assert_eq!(of("R_DATE_INVALID").len(), 1);
        // Residence in no council: 77 not known, 3 of no fixed abode; some of them share a stay with a known one.
        assert!((60..=80).contains(&of("R_ORG").len()), "{}", of("R_ORG").len());
        assert_eq!(receipt.accepted as usize + rejected(&intake).len(), 2075);
        assert!(!intake.findings.iter().any(|finding| finding.code == "W_UNKNOWN_COLUMN"));
    }
}

/// The same counts without the program: finished, of an admitted patient, and so on.
fn by_hand() -> [u32; 4] {
    let text = sample("episodes.csv");
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &str| names.iter().position(|known| *known == name).unwrap();
    let mut counts = [0; 4];
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |name: &str| cells[at(name)];
        if cell("EPISTAT") != "3" || !["1", "2", "5"].contains(&cell("CLASSPAT")) {
            continue;
        }
        let first = cell("EPIORDER") == "1";
        let kinds = [true, first, first && cell("ADMIMETH").starts_with('2'), cell("SPELEND") == "Y"];
        kinds.iter().zip(&mut counts).for_each(|(is, count)| *count += u32::from(*is));
    }
    counts
}

#[test]
fn a_stay_begins_as_its_first_episode_and_ends_as_its_last() {
    let rows = [
        Row::new("3", "P")
            .days("2018-03-01", "2018-03-05", "2018-03-09", "2018-03-09")
            .with("EPIORDER", "3")
            .with("DISDEST", "54")
            .with("DISREADYDATE", "2018-03-07")
            .with("ADMIMETH", "28")
            .with("SITETRET", "RX1RB")
            .with("STARTAGE", "82"),
        Row::new("1", "P")
            .days("2018-03-01", "2018-03-01", "2018-03-04", "")
            .with("DISMETH", "8")
            .with("DISDEST", "98")
            .with("SITETRET", "RX1RA"),
        Row::new("2", "P")
            .days("2018-03-01", "2018-03-04", "2018-03-05", "")
            .with("DISMETH", "8")
            .with("DISDEST", "98")
            .with("EPIORDER", "2")
            .with("ADMIMETH", "13"),
    ];
    let intake = take_rows(&rows);
    assert_eq!((intake.stays.len(), intake.receipts[0].accepted), (1, 3), "{:?}", intake.findings);
    let stay = &intake.stays[0];
    assert_eq!(days(stay), ("2018-03-01".to_owned(), Some("2018-03-09".to_owned())));
    assert_eq!(stay.discharged_at, Some(Moment::end_of("2018-03-09".parse().unwrap())));
    assert_eq!(stay.ready_on.unwrap().to_string(), "2018-03-07");
    let codes = [&stay.admission_method, &stay.discharge_method, &stay.discharge_destination, &stay.site_code];
    assert_eq!(codes.map(|code| code.as_deref().unwrap()), ["21", "1", "54", "RX1RB"]);
    assert_eq!((&*stay.provider_code, stay.age_at_admission, stay.care_type), ("RX1", Some(81), None));
    assert_eq!(Authorities::england().get(stay.authority.unwrap()).name, "Norfolk");
    assert!(stay.stay_id.starts_with("spell-") && !stay.stay_id.contains('P'));
    assert_eq!(stay.person_key.as_ref().unwrap().0.len(), 64);
}

#[test]
fn episodes_go_together_by_the_rule_of_the_statistics() {
    let (a, b) = (Row::new("1", "P"), Row::new("2", "P"));
    let cases: Vec<(&str, Row, Row, usize)> = vec![
        (
            "same admission",
            a.clone().days("2018-03-01", "2018-03-01", "2018-03-02", ""),
            b.clone().days("2018-03-01", "2018-03-05", "2018-03-09", "2018-03-09"),
            1,
        ),
        (
            "same first day",
            a.clone().days("2018-03-01", "2018-03-03", "2018-03-04", ""),
            b.clone().days("2018-03-02", "2018-03-03", "2018-03-09", "2018-03-09"),
            1,
        ),
        (
            "went on",
            a.clone().with("DISMETH", "8").days("2018-03-01", "2018-03-01", "2018-03-04", ""),
            b.clone().days("2018-03-04", "2018-03-04", "2018-03-09", "2018-03-09"),
            1,
        ),
        (
            "not known how it ended",
            a.clone().with("DISMETH", "9").days("2018-03-01", "2018-03-01", "2018-03-04", ""),
            b.clone().days("2018-03-04", "2018-03-04", "2018-03-09", "2018-03-09"),
            1,
        ),
        (
            "went on, and no day of admission",
            a.clone().with("DISMETH", "8").days("2018-03-01", "2018-03-01", "2018-03-04", ""),
            b.clone().days("1800-01-01", "2018-03-04", "2018-03-09", "2018-03-09"),
            1,
        ),
        (
            "a day between",
            a.clone().with("DISMETH", "8").days("2018-03-01", "2018-03-01", "2018-03-04", ""),
            b.clone().days("2018-03-05", "2018-03-05", "2018-03-09", "2018-03-09"),
            2,
        ),
        (
            "back on the day of discharge",
            a.clone().days("2018-03-01", "2018-03-01", "2018-03-04", "2018-03-04"),
            b.clone().days("2018-03-04", "2018-03-04", "2018-03-09", "2018-03-09"),
            2,
        ),
        (
            "another provider",
            a.clone().with("DISMETH", "8").days("2018-03-01", "2018-03-01", "2018-03-04", ""),
            b.clone().with("PROCODE3", "RX2").days("2018-03-01", "2018-03-04", "2018-03-09", "2018-03-09"),
            2,
        ),
        (
            "another person",
            a.clone().days("2018-03-01", "2018-03-01", "2018-03-04", ""),
            b.clone().with("ENCRYPTED_HESID", "Q").days("2018-03-01", "2018-03-01", "2018-03-04", ""),
            2,
        ),
        ("nobody", a.with("ENCRYPTED_HESID", ""), b.with("ENCRYPTED_HESID", ""), 2),
    ];
    for (name, one, other, stays) in cases {
        for rows in [[one.clone(), other.clone()], [other.clone(), one.clone()]] {
            let intake = take_rows(&rows);
            assert_eq!((intake.stays.len(), intake.receipts[0].accepted), (stays, 2), "{name}: {:?}", intake.findings);
        }
    }
}

#[test]
fn values_are_legal_or_said_to_be_otherwise() {
    let row = || Row::new("1", "P");
    let late = || row().days("2023-03-01", "2023-03-01", "2023-03-09", "2023-03-09");
    let cases: Vec<(&str, Row, &[&str], &[&str])> = vec![
        ("good", row(), &[], &[]),
        ("no day of admission", row().with("ADMIDATE", "1800-01-01"), &["R_REQUIRED"], &[]),
        ("no ready day", row().with("DISREADYDATE", "1800-01-01"), &[], &[]),
        ("invalid admission", row().with("ADMIDATE", "1801-01-01"), &["R_DATE_INVALID"], &[]),
        ("invalid ready day", row().with("DISREADYDATE", "1801-01-01"), &["R_DATE_INVALID"], &[]),
        ("another old day", row().with("ADMIDATE", "1802-01-01"), &["R_DATE_RANGE"], &[]),
        ("ready before admission", row().with("DISREADYDATE", "2018-02-27"), &["R_ORDER"], &[]),
        ("ready after discharge", row().with("DISREADYDATE", "2018-03-10"), &["R_ORDER"], &[]),
        ("left before admission", row().with("DISDATE", "2018-02-01"), &["R_ORDER"], &[]),
        ("episode ends before it starts", row().with("EPIEND", "2018-02-01"), &["R_ORDER"], &[]),
        ("no method", row().with("DISMETH", "0"), &["R_CODE"], &[]),
        ("destination of no list", row().with("DISDEST", "86"), &["R_CODE"], &[]),
        ("method 2 while it was one", row().with("DISMETH", "2"), &[], &[]),
        ("method 2 when retired", late().with("DISMETH", "2"), &[], &["W_CODE_TERM"]),
        ("destination 54 when retired", late().with("DISDEST", "54"), &[], &["W_CODE_TERM"]),
        ("destination 65 when retired", late().with("DISDEST", "65"), &[], &["W_CODE_TERM"]),
        ("destination 85 when retired", late().with("DISDEST", "85"), &[], &["W_CODE_TERM"]),
        ("method 6 before it was one", row().with("DISMETH", "6"), &[], &["W_CODE_TERM"]),
        ("method 7", late().with("DISMETH", "7"), &[], &[]),
        ("order 98", row().with("EPIORDER", "98"), &[], &[]),
        ("order 99", row().with("EPIORDER", "99"), &[], &["W_EPISODE_ORDER"]),
        ("order in words", row().with("EPIORDER", "first"), &["R_NUMBER"], &[]),
        ("age 7003", row().with("STARTAGE", "7003"), &[], &[]),
        ("age 7008", row().with("STARTAGE", "7008"), &["R_AGE"], &[]),
        ("no first day", row().with("EPISTART", ""), &["R_REQUIRED"], &[]),
        ("two characters of a site", row().with("SITETRET", "04"), &[], &["W_SITE"]),
        ("no provider", row().with("PROCODE3", "").with("PROCODE5", ""), &["R_REQUIRED"], &[]),
        ("left, and no day", row().with("DISDATE", ""), &[], &["W_DISCHARGE"]),
        ("a day, and not left", row().with("DISMETH", "8"), &[], &["W_DISCHARGE"]),
        ("not left", row().with("DISMETH", "8").with("DISDATE", "").with("EPIEND", ""), &[], &[]),
        ("nowhere", row().with("RESLADST_ONS", "U"), &["R_ORG"], &[]),
        ("England at large", row().with("RESLADST_ONS", "E99999999"), &["R_ORG"], &[]),
        ("not known where", row().with("RESLADST_ONS", "").with("RESLADST", "Y"), &["R_ORG"], &[]),
        ("no residence", row().with("RESLADST_ONS", ""), &["R_REQUIRED"], &[]),
        ("no such district", row().with("RESLADST_ONS", "E07999999"), &["R_ORG"], &[]),
        ("old code", row().with("RESLADST_ONS", "").with("RESLADST", "33UC"), &[], &[]),
        ("Scotland", row().with("RESLADST_ONS", "S99999999"), &[], &[]),
        ("nobody's number", row().with("ENCRYPTED_HESID", ""), &[], &["W_NO_NHS_NUMBER"]),
    ];
    for (name, row, rejects, warnings) in cases {
        let intake = take_rows(&[row]);
        let codes =
            |found: Vec<(&'static str, &str, u32)>| found.into_iter().map(|(code, ..)| code).collect::<Vec<_>>();
        assert_eq!(codes(rejected(&intake)), rejects, "{name}");
        assert_eq!(codes(warned(&intake)), warnings, "{name}");
        assert_eq!(intake.stays.len(), usize::from(rejects.is_empty()), "{name}");
    }
    let unready = take_rows(&[row().with("DISREADYDATE", "1800-01-01"), row()]);
    let note = unready.findings.iter().find(|finding| finding.code == "W_NULL").unwrap();
    assert!(note.message.starts_with("1 cell of `disreadydate`"), "{note:?}");
    let baby = take_rows(&[row().with("STARTAGE", "7003")]);
    assert_eq!(baby.stays[0].age_at_admission, Some(0));
    let site = take_rows(&[row().with("PROCODE3", "").with("PROCODE5", "RX1AB")]);
    assert_eq!(&*site.stays[0].provider_code, "RX1");
    let none = take_rows(&[row().with("PROCODE3", "").with("PROCODE5", "89999")]);
    assert_eq!(&*none.stays[0].provider_code, "89999");
}

#[test]
fn residence_is_a_council_a_country_or_nobody_knows() {
    let name = |code: &str| match Residence::of_code(code) {
        Some(Residence::Known(id)) => Some(Authorities::all().get(id).name.clone()),
        Some(Residence::NoCouncil(_)) => Some("-".to_owned()),
        None => None,
    };
    let cases = [
        ("00CN", "Birmingham"),
        ("E08000025", "Birmingham"),
        ("18UB", "Devon"),
        ("E07000040", "Devon"),
        ("00AA", "City of London"),
        ("00BK", "Westminster"),
        ("E09000033", "Westminster"),
        ("15UB", "Cornwall"),
        ("15UH", "Isles of Scilly"),
        ("20UD", "Durham"),
        ("E07000245", "Suffolk"),
        ("E07000223", "West Sussex"),
        ("E07000026", "Cumbria"),
        ("45UB", "West Sussex"),
        ("00LC", "Medway"),
        ("00HN", "Bournemouth"),
        ("S12000034", "Aberdeenshire"),
        ("00QB", "Scotland (council not given)"),
        ("W06000015", "Wales (council not given)"),
        ("00PT", "Wales (council not given)"),
        ("S", "Scotland (council not given)"),
        ("W", "Wales (council not given)"),
        ("Z", "Northern Ireland"),
        ("N99999999", "Northern Ireland"),
        ("X", "Abroad"),
        ("M99999999", "Isle of Man"),
        ("L99999999", "Channel Islands"),
        ("U", "-"),
        ("Y", "-"),
        ("E99999999", "-"),
        ("18ub", "Devon"),
    ];
    for (code, wanted) in cases {
        assert_eq!(name(code).as_deref(), Some(wanted), "{code}");
    }
    for code in ["", "00AI", "99UB", "E07000999", "E07", "É07000040", "q"] {
        assert_eq!(name(code), None, "{code}");
    }
    assert!(Authorities::england().find("S12000034").is_none(), "nobody outside England is found among its councils");
    assert!(Authorities::england().iter().all(|(_, authority)| authority.country == Country::England));
    let abroad = Authorities::all().find("X99999999").unwrap();
    assert_eq!(Authorities::england().get(abroad).country, Country::Elsewhere);
}

#[test]
fn the_kind_of_care_is_given_only_where_the_codes_leave_no_doubt() {
    let row = || Row::new("1", "P");
    let cases = [
        (row(), None),
        (row().with("TRETSPEF", "&"), None),
        (row().with("TRETSPEF", "700"), None),
        (row().with("TRETSPEF", "715"), Some(CareType::MentalHealth)),
        (row().with("TRETSPEF", "315"), Some(CareType::Palliative)),
        (row().with("TRETSPEF", "314"), Some(CareType::Rehabilitation)),
        (row().with("TRETSPEF", "318"), Some(CareType::Intermediate)),
        (row().with("CLASSPAT", "5"), Some(CareType::Maternity)),
        (row().with("EPITYPE", "2"), Some(CareType::Maternity)),
    ];
    for (row, care) in cases {
        assert_eq!(take_rows(std::slice::from_ref(&row)).stays[0].care_type, care, "{row:?}");
    }
    let first = row().with("DISMETH", "8").days("2018-03-01", "2018-03-01", "2018-03-04", "");
    let last = Row::new("2", "P").with("TRETSPEF", "314").days("2018-03-01", "2018-03-04", "2018-03-09", "2018-03-09");
    let intake = take_rows(&[first, last]);
    assert_eq!(intake.stays[0].care_type, Some(CareType::Rehabilitation));
    assert_eq!(warned(&intake)[0].0, "W_CARE_TYPE");
}

#[test]
fn a_stay_falls_with_the_episode_that_it_cannot_do_without() {
    let first = Row::new("1", "P").with("DISMETH", "8").days("2018-03-01", "2018-03-01", "2018-03-04", "");
    let last = Row::new("2", "P").days("2018-03-01", "2018-03-04", "2018-03-09", "2018-03-09");
    let other = Row::new("3", "P").days("2018-06-01", "2018-06-01", "2018-06-02", "2018-06-02");
    let bad = take_rows(&[first.clone(), last.clone().with("DISDEST", "77"), other.clone()]);
    assert_eq!(rejected(&bad), [("R_SPELL", "", 1), ("R_CODE", "disdest", 2)]);
    assert_eq!(bad.stays.len(), 1, "the other stay of the person stands");
    let lost = take_rows(&[first.clone(), last.clone().with("EPISTART", "1801-01-01"), other.clone()]);
    assert_eq!(rejected(&lost), [("R_DATE_INVALID", "epistart", 2)]);
    assert_eq!(warned(&lost).iter().filter(|(code, ..)| *code == "W_EPISODE").count(), 2);
    let conflict = take_rows(&[first.clone(), last.clone(), last.clone().with("DISDATE", "2018-03-10"), other]);
    assert_eq!(rejected(&conflict), [("R_SPELL", "", 1), ("R_CONFLICT", "", 2), ("R_CONFLICT", "", 3)]);
    // The later delivery mends it.
    let old = sent("hes-apc", "hes_2018-03.txt", file_of(&[first.clone(), last.clone().with("DISDEST", "77")]));
    let new = sent("hes-apc", "hes_2018-04.txt", file_of(std::slice::from_ref(&last)));
    let mended = take_files(&[old, new]);
    assert_eq!((rejected(&mended), mended.stays.len()), (vec![("R_CODE", "disdest", 2)], 1));
}

#[test]
fn contradictions_between_episodes_of_one_stay_are_said_and_none_is_lost() {
    let first = || Row::new("1", "P").with("DISMETH", "8").days("2018-03-01", "2018-03-01", "2018-03-04", "");
    let last = || Row::new("2", "P").with("EPIORDER", "2").days("2018-03-01", "2018-03-04", "2018-03-09", "2018-03-09");
    let ready = |row: Row, day: &str| row.with("DISREADYDATE", day);
    type Said = &'static [(&'static str, &'static str, u32)];
    let cases: Vec<(&str, Row, Row, Said)> = vec![
        ("good", first(), last(), &[]),
        ("discharge in every episode", first().with("DISDATE", "2018-03-09"), last(), &[]),
        ("two admissions", first(), last().with("ADMIDATE", "2018-03-02"), &[("W_SPELL_START", "admitted_at", 2)]),
        (
            "before the admission",
            first().with("ADMIDATE", "2018-03-02"),
            last().with("ADMIDATE", "2018-03-02"),
            &[("W_SPELL_START", "episode_start", 1)],
        ),
        (
            "discharge in the middle",
            first().with("DISDATE", "2018-03-04"),
            last(),
            &[("W_SPELL_END", "discharged_at", 1)],
        ),
        (
            "discharge in the middle alone",
            first().with("DISDATE", "2018-03-04"),
            last().with("DISDATE", "").with("DISMETH", "8"),
            &[("W_SPELL_END", "discharged_at", 1), ("W_SPELL_CUT", "episode_end", 2)],
        ),
        ("left in the middle", first().with("DISMETH", "2"), last(), &[("W_SPELL_END", "discharge_method", 1)]),
        ("ready in the middle", ready(first(), "2018-03-03"), last(), &[("W_SPELL_END", "ready_on", 1)]),
        ("the same ready day", ready(first(), "2018-03-07"), ready(last(), "2018-03-07"), &[]),
        (
            "another ready day",
            ready(first(), "2018-03-03"),
            ready(last(), "2018-03-07"),
            &[("W_SPELL_END", "ready_on", 1)],
        ),
        ("left before its end", first(), last().with("DISDATE", "2018-03-08"), &[("W_SPELL_END", "episode_end", 2)]),
        ("left after its end", first(), last().with("DISDATE", "2018-03-12"), &[("W_SPELL_DAYS", "episode_end", 2)]),
        ("days between", first(), last().with("EPISTART", "2018-03-06"), &[("W_SPELL_DAYS", "episode_start", 2)]),
        ("the next day", first(), last().with("EPISTART", "2018-03-05"), &[]),
        ("twice covered", first(), last().with("EPISTART", "2018-03-03"), &[("W_SPELL_DAYS", "episode_start", 2)]),
        ("no end in the middle", first().with("EPIEND", ""), last(), &[("W_SPELL_DAYS", "episode_end", 1)]),
    ];
    for (name, one, other, wanted) in cases {
        let intake = take_rows(&[one.clone(), other.clone()]);
        assert_eq!((rejected(&intake), warned(&intake)), (vec![], wanted.to_vec()), "{name}");
        let [stay] = &intake.stays[..] else { panic!("{name}: {:?}", intake.stays) };
        let wanted_end = other.0.iter().find(|(cell, _)| *cell == "DISDATE").map(|(_, day)| day.as_str()).unwrap();
        assert_eq!(days(stay).1.as_deref().unwrap_or(""), wanted_end, "{name}: the last episode says how it ended");
        // Wherever the rows stand, the same is said of the same record.
        let turned = take_rows(&[other, one]);
        let places: BTreeSet<_> =
            warned(&turned).into_iter().map(|(code, column, at)| (code, column, 3 - at)).collect();
        assert_eq!(places, wanted.iter().copied().collect(), "{name}");
    }
    let before = take_rows(&[last().with("DISDATE", "2018-03-03"), first()]);
    assert_eq!(rejected(&before), [("R_ORDER", "disdate", 1), ("R_SPELL", "", 2)]);
    let alone = take_rows(&[Row::new("9", "").with("ADMIDATE", "2018-03-02")]);
    assert_eq!(warned(&alone).iter().filter(|(code, ..)| *code == "W_SPELL_START").count(), 1);
    let finding = take_rows(&[first(), last().with("DISDATE", "2018-03-08")]).findings.remove(0);
    assert_eq!((finding.line, &*finding.value), (3, "2018-03-09"), "{finding:?}");
    // An episode that is there open and with its end is one.
    let open = Row::new("3", "P").with("DISMETH", "8").days("2018-03-01", "2018-03-01", "", "");
    assert_eq!(warned(&take_rows(&[first(), open, last()])), []);
}

#[test]
fn the_later_news_of_an_episode_wins() {
    let open = Row::new("1", "P").with("DISMETH", "8").days("2018-03-01", "2018-03-01", "", "").with("EPISTAT", "1");
    let done = Row::new("1", "P");
    let files = [
        sent("hes-apc", "hes_2018-03-05.txt", file_of(&[open])),
        sent("hes-apc", "hes_2018-03-31.txt", file_of(&[done])),
    ];
    let intake = take_files(&files);
    assert_eq!((intake.stays.len(), duplicates(&intake)), (1, vec!["D_SUPERSEDED"]));
    assert_eq!(days(&intake.stays[0]).1.as_deref(), Some("2018-03-09"));
    let again = take_files(&[files[1].clone(), files[0].clone()]);
    assert_eq!(again.stays, intake.stays, "the order of the files does not matter");
}

#[test]
fn sus_names_are_read_by_their_own_profile() {
    let text = "Provider_Code,Pseudo_NHS_Number,Generated_Record_ID,Admission_Date,Episode_Start_Date,Episode_End_Date,\
Discharge_Date,Admission_Method,Discharge_Method,Discharge_Destination,Local_Authority_Code,Ward_Colour\n\
RX100,abc,77,2018-03-01,2018-03-01,2018-03-04,,21,8,98,E10000020,blue\n\
RX100,abc,78,2018-03-01,2018-03-04,2018-03-09,2018-03-09,21,1,19,E10000020,red\n";
    assert_eq!(recognised(text.as_bytes()), "sus-apc");
    let intake = take_files(&[sent("sus-apc", "sus.csv", text)]);
    assert_eq!(days(&intake.stays[0]), ("2018-03-01".to_owned(), Some("2018-03-09".to_owned())));
    assert_eq!((intake.stays.len(), &*intake.stays[0].provider_code), (1, "RX1"));
    assert!(intake.findings.iter().any(|finding| finding.code == "W_UNKNOWN_COLUMN"));
}

#[test]
fn english_law_leaves_out_who_lives_elsewhere() {
    let folder = Folder::new();
    let mut project = folder.read("beddays.toml");
    project = project.replace("native-stay", "hes-apc");
    folder.put("beddays.toml", project.replace("view      = \"authority\"", "view      = \"system\""));
    let rows =
        ["S99999999", "W99999999", "X", "S12000034", "E07000145"].iter().enumerate().map(|(number, residence)| {
            Row::new(&number.to_string(), &format!("P{number}"))
                .with("RESLADST_ONS", residence)
                .with("DISREADYDATE", "2018-03-05")
        });
    folder.put("inbox/stays_hes.txt", file_of(&rows.collect::<Vec<_>>()));
    folder.march().exits(0);
    let question = "select authority_code, status, count(*) as n from stay inner join ledger_day using (stay_id) \
                    group by authority_code, status order by authority_code";
    let days = folder.run(&["query", "--format", "csv", question]).exits(0).stdout;
    let wanted = "authority_code,status,n\nE10000020,notice_missing,5\nS12000034,out_of_scope,5\n\
                  S99999999,out_of_scope,5\nW99999999,out_of_scope,5\nX99999999,out_of_scope,5\n";
    assert_eq!(days.replace("\r\n", "\n"), wanted);
}

fn four() -> String {
    let rows: Vec<Row> = (1..=4).map(|n| Row::new(&n.to_string(), &format!("P{n}"))).collect();
    file_of(&rows)
}

#[test]
fn a_broken_file_behaves_as_any_other() {
    must_break_well("hes-apc", &four(), '|', "EPISTART");
    must_survive("hes-apc", four().as_bytes(), 7, &[]);
    let error = try_take(&[sent("hes-apc", "a.csv", four().replace('|', ";"))], None).unwrap_err();
    assert!(error.to_string().contains("semicolon"), "{error}");
}

/// A spell of the generator: who, where, the day of admission, and how many days each episode lasts.
#[derive(Clone, Debug)]
struct Made {
    person: u8,
    provider: u8,
    gap: i32,
    episodes: Vec<i32>,
    open: bool,
    method: &'static str,
    without_admission: bool,
}

fn spells() -> impl Strategy<Value = Vec<Made>> {
    let one = (0_u8..3, 0_u8..2, 1_i32..20, prop::collection::vec(0_i32..6, 1..5), any::<bool>(), any::<bool>());
    let made = one.prop_map(|(person, provider, gap, episodes, odd, without_admission)| Made {
        person,
        provider,
        gap,
        episodes,
        open: false,
        method: if odd { "9" } else { "8" },
        without_admission,
    });
    prop::collection::vec(made, 1..12).prop_map(|mut spells| {
        if let Some(last) = spells.last_mut() {
            last.open = last.gap % 2 == 0;
        }
        spells
    })
}

/// The rows of the spells, and what each must become. Spells of one person and provider never touch each other.
fn rows_of(spells: &[Made]) -> (Vec<Row>, BTreeSet<(String, String, String, Option<String>)>) {
    let start: beddays::domain::Day = "2018-01-01".parse().unwrap();
    let mut clock = start;
    let (mut rows, mut wanted) = (Vec::new(), BTreeSet::new());
    for (number, spell) in spells.iter().enumerate() {
        let admitted = clock + spell.gap;
        let (mut day, last) = (admitted, spell.episodes.len() - 1);
        for (place, length) in spell.episodes.iter().enumerate() {
            let end = day + *length;
            let (is_last, key) = (place == last, format!("{number:03}{place}"));
            // An episode of no day starts with the one before it, so its own admission can stay out.
            let blank = spell.without_admission && place > 0;
            let admitted = if blank { "1800-01-01".to_owned() } else { admitted.to_string() };
            let left = if is_last && !spell.open { end.to_string() } else { String::new() };
            let until = if is_last && spell.open { String::new() } else { end.to_string() };
            let method = if !is_last {
                spell.method
            } else if spell.open {
                "8"
            } else {
                "1"
            };
            rows.push(
                Row::new(&key, &format!("person {}", spell.person))
                    .with("PROCODE3", ["RX1", "RX2"][usize::from(spell.provider)])
                    .with("EPIORDER", &(place + 1).to_string())
                    .with("DISMETH", method)
                    .days(&admitted, &day.to_string(), &until, &left),
            );
            day = end;
        }
        let left = (!spell.open).then(|| day.to_string());
        let provider = ["RX1", "RX2"][usize::from(spell.provider)].to_owned();
        wanted.insert((provider, format!("{}", spell.person), admitted.to_string(), left));
        clock = day;
    }
    (rows, wanted)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn shuffled_and_cut_files_make_the_same_stays(
        spells in spells(),
        order in prop::collection::vec(any::<u32>(), 60),
        files in 1_usize..4,
    ) {
        let (rows, wanted) = rows_of(&spells);
        let plain = take_rows(&rows);
        let found: Vec<(String, String, Option<String>)> = plain.stays.iter().map(|stay| {
            let (admitted, left) = days(stay);
            (stay.provider_code.to_string(), admitted, left)
        }).collect();
        let mut wanted: Vec<_> = wanted.into_iter().map(|(provider, _, admitted, left)| (provider, admitted, left)).collect();
        let mut sorted = found.clone();
        sorted.sort();
        wanted.sort();
        prop_assert_eq!(sorted, wanted, "{:?}", plain.findings);

        let mut shuffled: Vec<(u32, Row)> = rows.iter().cloned().enumerate().map(|(at, row)| (order[at % order.len()], row)).collect();
        shuffled.sort_by_key(|(place, _)| *place);
        let shuffled: Vec<Row> = shuffled.into_iter().map(|(_, row)| row).collect();
        let size = shuffled.len().div_ceil(files);
        let cut: Vec<Sent> = shuffled.chunks(size).enumerate()
            .map(|(number, rows)| sent("hes-apc", &format!("part{number}.txt"), file_of(rows)))
            .collect();
        let again = take_files(&cut);
        let content = |intake: &Intake| intake.stays.iter().map(|stay| {
            let mut stay = stay.clone();
            stay.origin = plain.stays[0].origin.clone();
            stay
        }).collect::<Vec<_>>();
        prop_assert_eq!(content(&again), content(&plain));
    }
}

#[test]
fn no_district_code_is_in_two_ranges() {
    let text = include_str!("../../../regimes/residence.csv");
    let mut ranges: Vec<(usize, &str, &str)> = text
        .lines()
        .skip(1)
        .map(|line| {
            let [first, last, ..] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
            (first.len(), first, last)
        })
        .collect();
    ranges.sort_unstable();
    assert!(ranges.len() > 200);
    for pair in ranges.windows(2) {
        let ((length, _, last), (next_length, first, _)) = (pair[0], pair[1]);
        assert!(length < next_length || last < first, "{pair:?}: a code is looked up by one search");
    }
}
