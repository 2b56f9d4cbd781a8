//! A profile of one's own, as a user writes it: what it reads, and what is wrong with it, said before a file is read.

use rust_xlsxwriter::{Format, Workbook};

use crate::intake::container::HEADERS;
use crate::support::harness::{Said, program, said};

const PROFILE: &str = include_str!("../../profiles/bad-inputs.toml");

/// A row of the feed, with another note.
fn row(number: u32, note: &str) -> String {
    format!(
        "ST{number},9990000026,RZZ01,E10999901,2026-01-05,2026-02-02T10:15:00,2026-02-04T09:30:00,2026-02-06,2026-02-08,\
         awaiting_care_package,13000,{note}\n"
    )
}

fn table(rows: &[String]) -> String {
    HEADERS.join(",") + "\n" + &rows.concat()
}

/// `check` of one file with a profile.
fn check(profile: &str, name: &str, bytes: impl AsRef<[u8]>) -> Said {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("p.toml"), profile).unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    said(program().current_dir(&folder).args(["check", "--as-of", "2026-04-15", "--profile", "p.toml", name]))
}

/// The profile with one line written otherwise.
fn with(line: &str, other: &str) -> String {
    assert!(PROFILE.contains(line), "{line}");
    PROFILE.replacen(line, other, 1)
}

#[test]
fn quotes_that_swallow_rows_in_a_note_are_refused() {
    let swallowed = table(&[row(1, "\"abc"), row(2, "x"), row(3, "abc\""), row(4, "y")]);
    check(PROFILE, "a.csv", swallowed).exits(1).says("R_QUOTE").says("read 2 = accepted 1 + rejected 1");
    let last_cell = table(&[row(1, "\"abc"), row(2, "\"")]);
    check(PROFILE, "a.csv", last_cell).exits(1).says("R_QUOTE");
    // In the middle of a row the end of one row and the start of the next are held.
    let middle = |open: &str, close: &str| {
        let names = HEADERS.join(",").replace(",note", "").replace("la_code", "la_code,note");
        let row = |number: u32, note: &str| {
            row(number, "").replace("13000,", "13000").replace("E10999901", &format!("E10999901,{note}"))
        };
        format!("{names}\n{}{}", row(1, open), row(2, close))
    };
    check(PROFILE, "a.csv", middle("a", "b")).exits(0);
    check(PROFILE, "a.csv", middle("\"a", "b\"")).exits(1).says("R_QUOTE");
}

#[test]
fn a_note_may_have_line_breaks_and_commas() {
    let notes = ["\"went home\nby car\"", "\"one, two, three\n\nfour, five\r\nsix\"", "\"a\n\""];
    let rows: Vec<String> = notes.iter().zip(1..).map(|(note, number)| row(number, note)).collect();
    check(PROFILE, "a.csv", table(&rows)).exits(0).says("read 3 = accepted 3");
}

#[test]
fn two_headers_of_one_column_refuse_the_file() {
    let profile = with("header = \"ready_on\"", "header = [\"ready_on\", \"medically_fit\"]");
    check(&profile, "a.csv", table(&[row(1, "x")])).exits(0);
    let both = table(&[row(1, "x")]).replace("note\n", "note,medically_fit\n").replace(",x\n", ",x,2026-02-01\n");
    let said = check(&profile, "a.csv", both).exits(65);
    said.says("F_HEADER_DUPLICATE").says("`ready_on`").says("`medically_fit`");
}

#[test]
fn a_day_of_a_workbook_is_a_day_in_an_event_too() {
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 2, 6).unwrap();
    for (dates, styled) in [("yyyy-mm-dd", false), ("yyyy-mm-dd", true), ("dd/mm/yyyy", true), ("dd/mm/yyyy", false)] {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, (name, value)) in HEADERS.iter().zip(row(1, "x").trim_end().split(',')).enumerate() {
            sheet.write(0, column as u16, *name).unwrap();
            let text = match (dates, *name) {
                ("dd/mm/yyyy", "admitted_on") => "05/01/2026".to_owned(),
                ("dd/mm/yyyy", "discharged_on") => "08/02/2026".to_owned(),
                ("dd/mm/yyyy", "assessment_notice_at") => "02/02/2026T10:15:00".to_owned(),
                ("dd/mm/yyyy", "discharge_notice_at") => "04/02/2026T09:30:00".to_owned(),
                _ => value.to_owned(),
            };
            match *name {
                "ready_on" if styled => {
                    let style = Format::new().set_num_format("yyyy-mm-dd");
                    sheet.write_with_format(1, column as u16, &day, &style).unwrap();
                }
                "ready_on" => drop(sheet.write(1, column as u16, 46_059).unwrap()),
                _ => drop(sheet.write(1, column as u16, text).unwrap()),
            }
        }
        let profile = with("dates = \"yyyy-mm-dd\"", &format!("dates = \"{dates}\""));
        let said = check(&profile, "a.xlsx", book.save_to_buffer().unwrap());
        said.exits(0).says("accepted 1");
    }
}

#[test]
fn a_default_day_fills_blank_and_missing_cells() {
    let open = table(&[row(1, "x")]).replace(",2026-02-08,", ",,");
    let with_default =
        |dates: &str| with("[defaults]", "[defaults]\ndischarged_at = \"2026-02-08\"").replacen("yyyy-mm-dd", dates, 1);
    check(&with_default("yyyy-mm-dd"), "a.csv", &open).exits(0).says("accepted 1");
    // It is a day like any other: one before the admission refuses the row.
    let early = with("[defaults]", "[defaults]\ndischarged_at = \"2026-01-02\"");
    check(&early, "a.csv", &open).exits(1).says("R_ORDER");
    check(&early, "a.csv", table(&[row(1, "x")])).exits(0);
    let missing = open.replace("discharged_on,", "").replace(",2026-02-06,,", ",2026-02-06,");
    check(&early, "a.csv", &missing).exits(1).says("R_ORDER");
    let other = open.replace("2026-01-05", "05/01/2026").replace("2026-02-06", "06/02/2026");
    let other = other.replace("2026-02-02T", "02/02/2026T").replace("2026-02-04T", "04/02/2026T");
    check(&with_default("dd/mm/yyyy"), "a.csv", other).exits(0);
}

#[test]
fn what_no_row_could_have_refuses_the_profile() {
    let file = table(&[row(1, "x")]);
    check(PROFILE, "a.csv", &file).exits(0);
    for (line, other, says) in [
        ("[defaults]", "[defaults]\nready_on = \"2026-13-45\"", "ready_on"),
        ("[defaults]", "[defaults]\nready_on = \"06/02/2026\"", "yyyy-mm-dd"),
        ("[defaults]", "[defaults]\nready_on = \"2026-02-06T10:00\"", "yyyy-mm-dd"),
        ("\"social_care\"", "\"somebody\"", "attributed_to"),
        ("hl7 = \"hl7-adt\"", "hl7 = \"nope\"", "`nope`"),
        ("hl7 = \"hl7-adt\"", "hl7 = \"fhir-r4-encounter\"", "hl7"),
        ("hl7 = \"hl7-adt\"", "hl8 = \"hl7-adt\"", "`hl8`"),
        ("header = \"ready_on\"", "header = []", "no header"),
        ("header = \"ready_on\"", "header = \" \"", "no header"),
        ("at = \"assessment_notice_at\"", "at = []", "no header"),
        ("E10999901 = \"E10000008\"", "E10999901 = \"E99\"", "authority_code"),
        ("RZZ01 = \"RZZ01\"", "RZZ01 = \"\"", "provider_code"),
        ("RZZ01 = \"RZZ01\"", "RZZ01 = \"R Z\"", "provider_code"),
        ("awaiting_care_package = \"E\"", "awaiting_care_package = \"\"", "reason_code"),
    ] {
        check(&with(line, other), "a.csv", &file).exits(78).says("p.toml").says(says);
    }
}

#[test]
fn an_empty_file_is_empty_whatever_its_name() {
    for name in ["a.csv", "a.json", "a.xml", "a.csv.gz", "a.hl7", "a.xlsx", "a.ndjson", "a"] {
        for content in ["", "\r\n \n"] {
            check(PROFILE, name, content).exits(65).says("F_EMPTY");
        }
    }
    check("[profile]\nname = \"h\"\nabout = \"h\"\nrecord = \"adt\"\n", "a", "").exits(65).says("F_EMPTY");
}

#[test]
fn every_cell_is_measured() {
    // The first has many bytes and few enough characters, the second too many of both.
    let (short, long) = ("\u{e9}".repeat(20_000), "x".repeat(32_768));
    check(PROFILE, "a.csv", table(&[row(1, &short)])).exits(0);
    let wide = HEADERS.join(",") + ",more\n" + row(1, &short).trim_end() + "," + &long + "\n";
    check(PROFILE, "a.csv", wide).exits(1).says("R_TOO_LONG");
}

/// A built-in profile with lines behind it.
fn built_in(name: &str, more: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("profiles/{name}.toml"));
    std::fs::read_to_string(path).unwrap() + "\n" + more
}

#[test]
fn words_that_nobody_knows_refuse_profiles_of_every_kind() {
    let cases: [(&str, &str, &str, bool); 33] = [
        ("hes-apc", "codes.authority_code", "N1 = \"E10000020\"", true),
        ("hes-apc", "codes.authority_code", "N1 = \"E10999999\"", false),
        ("hes-apc", "codes.former_authority_code", "N1 = \"33UC\"", true),
        ("hes-apc", "codes.provider_code", "N1 = \"R X\"", false),
        ("hes-apc", "codes.episode_order", "first = \"1\"", true),
        ("hes-apc", "codes.episode_order", "first = \"one\"", false),
        ("hes-apc", "codes.treatment_function_code", "GM = \"300\"", true),
        ("hes-apc", "codes.treatment_function_code", "GM = \"general medicine\"", false),
        ("hes-apc", "codes.fce", "yes = \"yes\"", false),
        ("hes-apc", "defaults", "admission_method = \"21\"", true),
        ("hes-apc", "defaults", "admission_method = \"emergency\"", false),
        ("hes-apc", "codes.admitted_at", "x = \"2018-01-01\"", false),
        ("phs-submission", "codes.reason_code", "A = \"11A\"", true),
        ("phs-submission", "codes.reason_code", "A = \"11Z\"", false),
        ("phs-submission", "codes.second_reason_code", "A = \"waiting\"", false),
        ("phs-submission", "codes.discharge_reason", "died = \"4\"", true),
        ("phs-submission", "codes.discharge_reason", "died = \"died\"", false),
        ("phs-submission", "codes.out_of_area", "J = \"Y\"", true),
        ("phs-submission", "codes.out_of_area", "J = \"perhaps\"", false),
        ("phs-submission", "codes.sex", "W = \"F\"", true),
        ("phs-submission", "codes.sex", "W = \"lady\"", false),
        ("phs-submission", "codes.month", "Feb = \"2020-02\"", true),
        ("phs-submission", "codes.month", "Feb = \"2020-13\"", false),
        ("phs-submission", "defaults", "authority_code = \"S12000099\"", false),
        ("phs-submission", "defaults", "authority_code = \"S12000036\"", true),
        ("cld-r1", "codes.event_type", "R = \"Request\"", true),
        ("cld-r1", "codes.event_type", "R = \"Enquiry\"", false),
        ("cld-r1", "codes.authority_code", "Us = \"E10000020\"", true),
        ("cld-r1", "codes.authority_code", "Us = \"E1\"", false),
        ("cld-r1", "codes.service_component", "H = \"home care\"", true),
        ("cld-r1", "defaults", "outcome = \"progress to assessment\"", true),
        ("cld-r1", "defaults", "outcome = \"somewhere\"", false),
        ("cld-r1", "defaults", "client_type = \"Nobody\"", false),
    ];
    for (name, table, line, good) in cases {
        let profile = built_in(name, &format!("[{table}]\n{line}\n"));
        let said = check(&profile, "a.csv", "a,b\n1,2\n");
        if good {
            said.exits(65).says("F_HEADER");
        } else {
            let at = profile.lines().position(|written| written.ends_with(&line)).unwrap() + 1;
            let said = said.exits(78).says("C_PROFILE");
            assert!(
                [at, at - 1].iter().any(|line| said.stderr.contains(&format!("`p.toml` line {line},"))),
                "{}",
                said.stderr
            );
        }
    }
}

#[test]
fn a_translation_means_a_known_word_and_a_new_code_means_itself() {
    let hes = |codes: &str| {
        let text = built_in("hes-apc", "");
        let at = text.find("discharge_method = [").unwrap();
        let end = at + text[at..].find('\n').unwrap();
        check(&format!("{}discharge_method = {codes}{}", &text[..at], &text[end..]), "a.csv", "a,b\n1,2\n")
    };
    hes("{ L = \"1\", D = \"4\", \"*\" = \"warn\" }").exits(65);
    hes("[\"1\", \"10\"]").exits(65);
    hes("{ L = \"1\", D = \"died\" }").exits(78).says("died").says("discharge_method");
    hes("{ L = \"1\", D = \"\" }").exits(78);
}

#[test]
fn codes_of_a_profile_decide_the_residence_and_the_kinds_of_episodes() {
    let profile = built_in("sus-apc", "[codes.authority_code]\nOurs = \"E10000020\"\n");
    let row = |council: &str, last: &str| {
        format!(
            "Provider_Code,Pseudo_NHS_Number,Generated_Record_ID,Admission_Date,Episode_Start_Date,Episode_End_Date,\
             Discharge_Date,Admission_Method,Discharge_Method,Local_Authority_Code,Patient_Classification,\
             Episode_Status,Last_Episode_In_Spell_Indicator\nRX100,abc,77,2018-03-01,2018-03-01,2018-03-04,2018-03-04,21,1,\
             {council},1,3,{last}\n"
        )
    };
    check(&profile, "a.csv", row("Ours", "1")).exits(0).says("accepted 1").says("fde by rule");
    check(&profile, "a.csv", row("E10000020", "1")).exits(1).says("R_ORG");
    let last = check(&profile, "a.csv", row("Ours", "2")).exits(0);
    assert!(!format!("{}{}", last.stdout, last.stderr).contains("fde by rule"), "the last episode is another");
}

#[test]
fn serial_moments_of_notices_are_days_and_fractions() {
    let serial = with("dates = \"yyyy-mm-dd\"", "dates = \"spreadsheet-serial\"");
    // 2026-01-05, 2026-02-02 10:15, 2026-02-04 09:30, 2026-02-06, 2026-02-08.
    let file = |asked: &str, ready: &str| {
        let row = format!(
            "ST1,9990000026,RZZ01,E10999901,46027,{asked},46057.3958333333,{ready},46061,awaiting_care_package,13000,x\n"
        );
        table(&[row])
    };
    check(&serial, "a.csv", file("46055.4270833333", "46059")).exits(0).says("accepted 1");
    check(&serial, "a.csv", file("46055.42708", "46059.0")).exits(0).says("accepted 1");
    // A day alone is no time, which is said with an example of the declared form; of a moment the day is taken.
    check(&serial, "a.csv", file("46055", "46059")).exits(1).says("R_TIME").says("43190.572917");
    check(&serial, "a.csv", file("46055.4270833333", "46059.25")).exits(0).says("W_TIME_DROPPED");
    let iso = check(&serial, "a.csv", file("2026-02-02T10:15:00", "46059")).exits(1);
    iso.says("dates = \"yyyy-mm-dd\"").says("with a time as its fraction");
    // The clocks of London went forward on 29 March 2026 from one o'clock.
    check(&serial, "a.csv", file("46110.0625", "46059")).exits(1).says("R_TIME").says("never was");
}

#[test]
fn a_profile_of_messages_has_no_form_of_days() {
    for record in ["notice", "adt", "encounter"] {
        let profile = |dates: &str| format!("[profile]\nname = \"n\"\nabout = \"n\"\nrecord = \"{record}\"\n{dates}");
        check(&profile("dates = \"yyyy-mm-dd\"\n"), "a", "").exits(65).says("F_EMPTY");
        for dates in ["spreadsheet-serial", "dd/mm/yyyy", "d/m/yyyy"] {
            let said = check(&profile(&format!("dates = \"{dates}\"\n")), "a", "").exits(78);
            said.says("C_PROFILE").says("`p.toml` line 5").says("no message writes days as").says("leave `dates` out");
        }
    }
}
