//! Scotland's monthly return of delayed discharges.

use beddays::domain::codes::Attribution;
use beddays::domain::scotland::ScottishReason;
use beddays::domain::{Authorities, Country, Day, EventKind};
use beddays::intake::profile::DateStyle;
use beddays::settle::Intake;

use crate::support::source::{
    duplicates, must_break_well, must_survive, recognised, rejected, sent, take_files, warned,
};

const HEADER: &str = "month,chi,patient_postcode,sex,date_of_birth,health_board,local_authority,out_of_area,\
location_code,specialty_code,delay_reason_1,delay_reason_2,admission_date,referral_date,ready_for_discharge_date,\
discharge_date,discharge_reason";

/// A number with its check digit, made up: nine digits and the check that makes them one.
fn chi(nine: &str) -> String {
    let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = (11 - sum % 11) % 11;
    assert!(check < 10, "{nine} has no check digit");
    format!("{nine}{check}")
}

/// A woman born on 1 February 1940.
fn her() -> String {
    (10..99).map(|n| format!("010240{n}2")).find(|nine| check_exists(nine)).map(|nine| chi(&nine)).unwrap()
}

fn check_exists(nine: &str) -> bool {
    let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    sum % 11 != 1
}

fn nth(n: usize) -> String {
    let nines = (100..999).map(|n| format!("010240{n}")).filter(|nine| check_exists(nine));
    chi(&nines.filter(|nine| (nine.as_bytes()[8] - b'0').is_multiple_of(2)).nth(n).unwrap())
}

struct Row(Vec<String>);

impl Row {
    fn new() -> Self {
        let cells = format!(
            "Feb 2020,{},EH1 1AA,F,01/02/1940,NHS Lothian,14,N,S314H,A1,11A,,20/01/2020,25/01/2020,05/02/2020,,",
            her()
        );
        Self(cells.split(',').map(str::to_owned).collect())
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        let at = HEADER.split(',').position(|known| known == name).unwrap_or_else(|| panic!("{name}"));
        self.0[at] = value.to_owned();
        self
    }
}

fn file_of(rows: &[Row]) -> String {
    let lines: String = rows.iter().map(|row| row.0.join(",") + "\n").collect();
    format!("{HEADER}\n{lines}")
}

/// A file of good records.
pub fn good() -> String {
    file_of(&[Row::new(), Row::new().with("chi", &nth(1)), Row::new().with("month", "Mar 2020")])
}

fn take_rows(rows: &[Row]) -> Intake {
    take_files(&[sent("phs-submission", "lothian.csv", file_of(rows))])
}

#[test]
fn a_record_gives_a_stay_and_its_reason() {
    let text = file_of(&[Row::new().with("discharge_date", "20/02/2020").with("discharge_reason", "01")]);
    assert_eq!(recognised(text.as_bytes()), "phs-submission");
    let intake = take_files(&[sent("phs-submission", "lothian.csv", &text)]);
    assert_eq!((rejected(&intake), warned(&intake)), (vec![], vec![]));
    let stay = &intake.stays[0];
    assert_eq!((&*stay.provider_code, stay.site_code.as_deref()), ("S08000024", Some("S314H")));
    let council = Authorities::all().get(stay.authority.unwrap());
    assert_eq!((council.name.as_str(), council.country), ("City of Edinburgh", Country::Scotland));
    assert_eq!(stay.admitted_at.to_string(), "2020-01-20T00:00");
    assert_eq!(stay.ready_on.unwrap().to_string(), "2020-02-05");
    assert_eq!(stay.discharged_at.unwrap().day().to_string(), "2020-02-20");
    assert_eq!(stay.age_at_admission, Some(79));
    let reason = &intake.reasons[0];
    assert_eq!((&*reason.reason_code, reason.attributed_to), ("11A", Attribution::Both));
    assert_eq!(
        (reason.from_on.to_string(), reason.to_on.map(|day| day.to_string())),
        ("2020-02-05".to_owned(), Some("2020-02-20".to_owned()))
    );
    let all = format!("{intake:?}");
    for secret in [her().as_str(), &her()[..6], "EH1", "1940-02-01"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[test]
fn the_months_of_one_delay_are_one_stay_with_the_reasons_of_each() {
    let months = [
        Row::new(),
        Row::new().with("month", "March 2020").with("delay_reason_1", "25D"),
        Row::new()
            .with("month", "2020-04")
            .with("delay_reason_1", "25D")
            .with("discharge_date", "10/04/2020")
            .with("discharge_reason", "3"),
    ];
    let files: Vec<_> = months
        .iter()
        .enumerate()
        .map(|(n, row)| sent("phs-submission", &format!("file{n}.csv"), format!("{HEADER}\n{}\n", row.0.join(","))))
        .collect();
    let mut backwards = files.clone();
    backwards.reverse();
    for files in [files, backwards] {
        let intake = take_files(&files);
        assert!(intake.receipts.iter().all(|receipt| receipt.accepted == 1), "{:?}", intake.findings);
        let [stay] = &intake.stays[..] else { panic!("{:?}", intake.stays) };
        assert_eq!(stay.discharged_at.unwrap().day().to_string(), "2020-04-10", "the latest month says how it stands");
        let reasons: Vec<_> = intake
            .reasons
            .iter()
            .map(|reason| format!("{} {}..{}", reason.reason_code, reason.from_on, reason.to_on.unwrap()))
            .collect();
        assert_eq!(reasons, ["11A 2020-02-05..2020-02-29", "25D 2020-03-01..2020-04-10"]);
    }
    // The same month again: the later file wins, the same is said once, two that contradict each other are neither.
    let old = sent("phs-submission", "lothian_2020-03-02.csv", file_of(&[Row::new()]));
    let new = sent("phs-submission", "lothian_2020-03-20.csv", file_of(&[Row::new().with("delay_reason_1", "44")]));
    let intake = take_files(&[new, old]);
    assert_eq!((duplicates(&intake), &*intake.reasons[0].reason_code), (vec!["D_SUPERSEDED"], "44"));
    assert_eq!(duplicates(&take_rows(&[Row::new(), Row::new()])), ["D_EXACT"]);
    let both = take_rows(&[Row::new(), Row::new().with("delay_reason_1", "44")]);
    assert_eq!(rejected(&both), [("R_CONFLICT", "", 1), ("R_CONFLICT", "", 2)]);
    // Another delay of the same admission is another record of its own.
    let two = take_rows(&[Row::new(), Row::new().with("ready_for_discharge_date", "20/02/2020")]);
    assert_eq!(two.stays.len(), 2);
}

#[test]
fn reasons_follow_the_rule_of_the_return() {
    let cases: [(&str, &str, Result<&str, &str>, &[&str]); 12] = [
        ("11A", "", Ok("11A"), &[]),
        ("11a", "", Ok("11A"), &[]),
        ("11A", "25D", Ok("11A"), &[]),
        ("9", "51X", Ok("51X"), &[]),
        ("09", "71X", Ok("71X"), &[]),
        ("", "", Ok("11A"), &["W_REASON"]),
        ("", "51X", Ok("51X"), &["W_REASON"]),
        ("9", "", Err("R_REASON"), &[]),
        ("9", "9", Err("R_REASON"), &[]),
        ("12Z", "", Err("R_REASON"), &[]),
        ("11A", "12Z", Err("R_REASON"), &[]),
        ("100", "", Ok("100"), &[]),
    ];
    for (first, second, wanted, warnings) in cases {
        let intake = take_rows(&[Row::new().with("delay_reason_1", first).with("delay_reason_2", second)]);
        let name = format!("{first}/{second}");
        match wanted {
            Ok(code) => assert_eq!(intake.reasons.first().map(|reason| &*reason.reason_code), Some(code), "{name}"),
            Err(code) => assert_eq!(rejected(&intake).first().map(|found| found.0), Some(code), "{name}"),
        }
        assert_eq!(warned(&intake).into_iter().map(|(code, ..)| code).collect::<Vec<_>>(), warnings, "{name}");
    }
    assert_eq!(ScottishReason::all().len(), 32);
    let group = |code: &str| {
        ScottishReason::find(code).map(|reason| (reason.group1.as_str(), reason.group2.as_str(), reason.attribution()))
    };
    assert_eq!(group("51X"), Some(("Code 9", "Adults with Incapacity Act", Attribution::Neither)));
    assert_eq!(group("44"), Some(("Health and Social Care Reasons", "Transport", Attribution::Both)));
    assert_eq!(group("67"), Some(("Patient/Carer/Family-related Reasons", "Disagreements", Attribution::Neither)));
    assert_eq!(group("9"), None);
}

#[test]
fn values_are_checked_and_the_number_never_kept() {
    let wrong = {
        let mut number = her().into_bytes();
        number[9] = b'0' + (number[9] - b'0' + 1) % 10;
        String::from_utf8(number).unwrap()
    };
    let no_day = chi(&(10..99).map(|n| format!("320240{n}2")).find(|nine| check_exists(nine)).unwrap());
    let short = her().strip_prefix('0').unwrap().to_owned();
    let cases: Vec<(&str, &str, &str, &[&str], &[&str])> = vec![
        ("chi", "wrong check", &wrong, &["R_CHI"], &[]),
        ("chi", "no birthday", &no_day, &["R_CHI"], &[]),
        ("chi", "eight digits", "01024012", &["R_CHI"], &[]),
        ("chi", "blank", "", &["R_REQUIRED"], &[]),
        ("chi", "without its zero", &short, &[], &["W_CHI"]),
        ("sex", "of a man", "M", &[], &["W_CHI"]),
        ("sex", "2", "02", &[], &[]),
        ("sex", "not known", "9", &[], &[]),
        ("sex", "a word", "lady", &["R_CODE"], &[]),
        ("date_of_birth", "another", "02/02/1940", &[], &["W_CHI"]),
        ("date_of_birth", "after admission", "01/02/2040", &["R_AGE"], &[]),
        ("health_board", "by code", "S08000024", &[], &[]),
        ("health_board", "by letter", "S", &[], &[]),
        ("health_board", "nobody's", "NHS Atlantis", &["R_ORG"], &[]),
        ("local_authority", "90", "90", &[], &[]),
        ("local_authority", "99", "99", &[], &[]),
        ("local_authority", "32", "32", &[], &[]),
        ("local_authority", "33", "33", &["R_ORG"], &[]),
        ("local_authority", "0", "0", &["R_ORG"], &[]),
        ("out_of_area", "yes", "Y", &[], &[]),
        ("out_of_area", "perhaps", "perhaps", &["R_CODE"], &[]),
        ("discharge_reason", "6", "6", &["R_CODE"], &[]),
        ("month", "a word", "lately", &["R_DATE"], &[]),
        ("month", "202002", "202002", &[], &[]),
        ("month", "a day of it", "01/02/2020", &[], &[]),
        ("month", "before the delay", "Jan 2020", &[], &["W_MONTH"]),
        ("ready_for_discharge_date", "before admission", "01/01/2020", &["R_ORDER"], &[]),
        ("ready_for_discharge_date", "American", "02/15/2020", &["R_DATE"], &[]),
        ("discharge_date", "before ready", "04/02/2020", &["R_ORDER"], &[]),
        ("admission_date", "blank", "", &["R_REQUIRED"], &[]),
    ];
    for (column, name, value, rejects, warnings) in cases {
        // A good row before it, so that one odd day is a slip and not another form.
        let good = Row::new().with("chi", &nth(5));
        let intake = take_rows(&[good, Row::new().with(column, value)]);
        let codes =
            |found: Vec<(&'static str, &str, u32)>| found.into_iter().map(|(code, ..)| code).collect::<Vec<_>>();
        assert_eq!(codes(rejected(&intake)), rejects, "{column} {name}");
        assert_eq!(codes(warned(&intake)), warnings, "{column} {name}");
        let shown = format!("{intake:?}");
        assert!(!shown.contains(&her()) && !shown.contains(&short) && !shown.contains(&wrong), "{column} {name}");
    }
}

#[test]
fn death_and_unfitness_end_a_delay_in_their_own_way() {
    let row = |reason: &str| Row::new().with("discharge_date", "20/02/2020").with("discharge_reason", reason);
    let died = take_rows(&[row("4")]);
    assert_eq!(died.events[0].event.kind, EventKind::Died);
    assert!(died.stays[0].discharged_at.is_some());
    let unfit = take_rows(&[row("5")]);
    assert_eq!(unfit.events[0].event.kind, EventKind::FurtherTreatment);
    assert_eq!(unfit.stays[0].discharged_at, None, "the patient did not leave");
    assert_eq!(take_rows(&[row("2")]).events, []);
}

#[test]
fn days_are_read_as_numbers_of_a_spreadsheet_where_that_is_declared() {
    let zero: Day = "1899-12-30".parse().unwrap();
    let serial = |day: &str| (day.parse::<Day>().unwrap() - zero).to_string();
    let row = Row::new()
        .with("date_of_birth", &serial("1940-02-01"))
        .with("admission_date", &serial("2020-01-20"))
        .with("referral_date", &serial("2020-01-25"))
        .with("ready_for_discharge_date", &serial("2020-02-05"));
    let mut file = sent("phs-submission", "lothian.csv", file_of(&[row]));
    let refused = crate::support::source::try_take(std::slice::from_ref(&file), None).unwrap_err();
    assert_eq!(refused.code(), "F_DATE_FORMAT");
    assert!(refused.to_json().to_string().contains("spreadsheet-serial"), "{refused}");
    file.dates = Some(DateStyle::Serial);
    let intake = take_files(&[file]);
    let plain = take_rows(&[Row::new()]);
    assert_eq!((rejected(&intake), &intake.stays[0].stay_id), (vec![], &plain.stays[0].stay_id));
}

#[test]
fn names_that_boards_have_used_are_read() {
    let text = format!(
        "NHS Board,MonthFlag,CHI No,Patient Postcode,Gender,Patient DOB,Local Authority Area,OutOfAreaCaseIndicator,\
HealthLocationCode,SpecialtyCode,ReasonForDelay,ReasonForDelaySecondary,Original Admission Date,DateReferralReceived,\
ReadyForDischargeDate,DateDischarge,DischargeReason\n\
Lothian,Feb 2020,{},EH1 1AA,F,01/02/1940,14,N,S314H,A1,11A,,20/01/2020,25/01/2020,05/02/2020,,\n",
        her()
    );
    let (theirs, ours) = (take_files(&[sent("phs-submission", "a.csv", text)]), take_rows(&[Row::new()]));
    let mut stay = theirs.stays[0].clone();
    stay.origin = ours.stays[0].origin.clone();
    assert_eq!((rejected(&theirs), &stay), (vec![], &ours.stays[0]));
}

#[test]
fn a_broken_file_behaves_as_any_other() {
    let rows: Vec<Row> = (0..4).map(|n| Row::new().with("chi", &nth(n))).collect();
    let good = file_of(&rows);
    must_break_well("phs-submission", &good, ',', "ready_for_discharge_date");
    let numbers: Vec<String> = (0..4).map(nth).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    must_survive("phs-submission", good.as_bytes(), 11, &numbers);
}

/// `check` of one file, with the profile's name or TOML.
fn check(profile: &str, name: &str, bytes: impl AsRef<[u8]>) -> crate::support::harness::Said {
    let folder = tempfile::tempdir().unwrap();
    let named = if profile.contains('\n') { "p.toml" } else { profile };
    std::fs::write(folder.path().join("p.toml"), profile).unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    crate::support::harness::said(crate::support::harness::program().current_dir(&folder).args([
        "check",
        "--profile",
        named,
        name,
    ]))
}

#[test]
fn days_are_read_in_every_form_that_boards_write() {
    let plain = take_rows(&[Row::new()]).stays.remove(0);
    let (birth, admitted, ready) = ("date_of_birth", "admission_date", "ready_for_discharge_date");
    for days in [
        ["01/02/1940", "20/01/2020", "05/02/2020"],
        ["1/2/1940", "20/1/2020", "5/2/2020"],
        ["1/02/1940", "20/01/2020", "05/2/2020"],
        ["1940-02-01", "2020-01-20", "2020-02-05"],
        ["1/2/1940 0:00", "2020-01-20T00:00", "05/02/2020 00:00:00"],
    ] {
        let row = Row::new().with(birth, days[0]).with(admitted, days[1]).with(ready, days[2]);
        let intake = take_rows(&[row]);
        assert_eq!(rejected(&intake), [], "{days:?}");
        assert_eq!(intake.stays[0].stay_id, plain.stay_id, "{days:?}");
        assert_eq!(intake.stays[0].age_at_admission, Some(79));
    }
    // The second row says that the file's form is another.
    for wrong in
        ["31/2/2020", "2/15/2020", "5/2/20", "05-02-2020", "43866", "5/2/2020x", "5//2020", "2020-2-5", "005/2/2020"]
    {
        let rows = [Row::new().with(ready, wrong), Row::new().with("chi", &nth(5))];
        assert_eq!(rejected(&take_rows(&rows)), [("R_DATE", ready, 1)], "{wrong}");
    }
    for (form, says) in
        [(["2/15/2020", "2/16/2020"], "m/d/yyyy"), (["43866", "43867"], "dates = \"spreadsheet-serial\"")]
    {
        let rows = [Row::new().with(ready, form[0]), Row::new().with("chi", &nth(5)).with(ready, form[1])];
        check("phs-submission", "a.csv", file_of(&rows)).exits(65).says("F_DATE_FORMAT").says(says);
    }
    let short = file_of(&[Row::new().with(ready, "5/2/20")]);
    check("phs-submission", "a.csv", short).exits(1).says("R_DATE").says("its year has two digits");
}

#[test]
fn serial_days_are_read_where_the_profile_or_the_workbook_says_so() {
    let profile =
        std::fs::read_to_string(crate::settle::messages_support::root().join("profiles/phs-submission.toml")).unwrap();
    let serial = profile.replace("dates = \"d/m/yyyy\"", "dates = \"spreadsheet-serial\"");
    assert_ne!(serial, profile);
    let days = [("date_of_birth", 14_642), ("admission_date", 43_850), ("referral_date", 43_855)];
    let row = days.iter().fold(Row::new(), |row, (name, day)| row.with(name, &day.to_string()));
    let row = row.with("ready_for_discharge_date", "43866.0").with("month", "43862");
    check(&serial, "a.csv", file_of(std::slice::from_ref(&row))).exits(0).says("accepted 1");
    let half = row.with("ready_for_discharge_date", "43866.5");
    check(&serial, "a.csv", file_of(&[half])).exits(0).says("W_TIME_DROPPED");
    // One such number among days of the declared form is a slip, and what to declare is said.
    let one = [Row::new().with("referral_date", "43855"), Row::new().with("chi", &nth(5))];
    check("phs-submission", "a.csv", file_of(&one)).exits(1).says("dates = \"spreadsheet-serial\"");
    for styled in [true, false] {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, (name, text)) in HEADER.split(',').zip(&Row::new().0).enumerate() {
            sheet.write(0, column as u16, name).unwrap();
            match days.iter().find(|(known, _)| *known == name) {
                Some((_, day)) if styled => {
                    let style = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
                    sheet.write_with_format(1, column as u16, *day, &style).unwrap();
                }
                Some((_, day)) => drop(sheet.write(1, column as u16, *day).unwrap()),
                None => drop(sheet.write(1, column as u16, text).unwrap()),
            }
        }
        for profile in ["phs-submission", &serial] {
            // In the workbook of the second profile the ready day is text in the other form.
            let said = check(profile, "a.xlsx", book.save_to_buffer().unwrap());
            if profile == "phs-submission" {
                said.exits(0).says("accepted 1")
            } else {
                said.exits(1).says("R_DATE")
            };
        }
    }
}

#[test]
fn councils_are_known_by_number_code_and_name() {
    let name = |text: &str| {
        let intake = take_rows(&[Row::new().with("local_authority", text)]);
        let stay = intake.stays.first()?;
        Some((Authorities::all().get(stay.authority.unwrap()).name.clone(), warned(&intake).len()))
    };
    for (text, council) in [
        ("1", "Aberdeen City"),
        ("S12000033", "Aberdeen City"),
        ("S12000049", "Glasgow City"),
        ("S12000046", "Glasgow City"),
        ("S12000015", "Fife"),
        ("S12000047", "Fife"),
        ("Argyll and Bute", "Argyll and Bute"),
        ("Argyll & Bute", "Argyll and Bute"),
        ("Na h-Eileanan Siar", "Comhairle nan Eilean Siar"),
        ("Orkney Islands", "Orkney"),
        ("Falkirk Council", "Falkirk"),
    ] {
        assert_eq!(name(text), Some((council.to_owned(), 0)), "{text}");
    }
    assert_eq!(name("s12000033"), Some(("Aberdeen City".to_owned(), 1)));
    let list = Authorities::all();
    for (_, council) in list.iter().filter(|(_, one)| one.code.starts_with("S12")) {
        assert_eq!(name(&council.code).map(|found| found.0), Some(council.name.clone()));
    }
    // Nor a council of England, nor a country.
    for wrong in
        ["S12000099", "S12000001", "S99999999", "E10000020", "Norfolk", "S08000024", "Glasgow Town", "X99999999"]
    {
        let intake = take_rows(&[Row::new().with("local_authority", wrong)]);
        assert_eq!(rejected(&intake), [("R_ORG", "local_authority", 1)], "{wrong}");
    }
}
