//! Days, moments, words for nothing and layouts as senders write them.

use crate::operate::field::Case;

/// A project of Norfolk in the folder `p`, with files in its inbox.
pub fn project(case: &Case, files: &[(&str, &str)]) {
    case.beddays("init p --authority Norfolk").exits(0);
    for (name, content) in files {
        case.put(&format!("p/inbox/{name}"), content);
    }
}

/// What `check --json` answers, whatever its exit code.
#[track_caller]
fn answer(case: &Case, arguments: &str) -> serde_json::Value {
    let said = case.beddays(&format!("check --json {arguments}"));
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {said:?}"))
}

pub const HEADER: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";

pub fn row(id: &str, admitted: &str, ready: &str, left: &str) -> String {
    format!("{id},,RZZ01,E10000020,{admitted},{ready},{left},81\n")
}

/// The stays that a project holds after a run, as `stay_id,admitted_at,ready_on,discharged_at`.
fn stays(case: &Case) -> String {
    let sql = "select stay_id, admitted_at, ready_on, discharged_at from stay order by stay_id";
    case.sh(&format!("beddays query --project p --format csv '{sql}'")).exits(0).stdout
}

#[test]
fn fractions_and_null_of_a_data_warehouse() {
    let case = Case::new("01-fractions-and-null");
    let said = case.beddays("check stays.csv").exits(1).says("accepted 1 + rejected 2");
    let said = said.says("null_values = [\"NULL\"]");
    assert!(!said.stdout.contains("23:59:59"), "{said:?}");
    case.beddays("check --profile ours.toml stays.csv")
        .exits(0)
        .says("accepted 3 + rejected 0")
        .says("1 cell of `ready_on` read as blank");
    let mixed = answer(&case, "mixed.csv");
    assert_eq!((mixed["accepted"].as_u64(), mixed["rejected"].as_u64()), (Some(4), Some(1)), "{mixed}");
    let rejected: Vec<_> =
        mixed["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "rejected").collect();
    assert_eq!(rejected[0]["stay_id"], "SQ-2");
}

#[test]
fn fractions_are_cut_off_and_the_moments_are_those_of_the_ward() {
    let case = Case::new("01-fractions-and-null");
    project(&case, &[]);
    let settings = case.read("p/beddays.toml").replace("native-stay", "ours.toml");
    case.put("p/beddays.toml", settings);
    case.sh("cp ours.toml p/; cp stays.csv p/inbox/").exits(0);
    case.beddays("run --project p --month 2018-03").exits(0);
    let held = stays(&case);
    for wanted in ["SQ-1,2018-03-01T09:30,2018-03-08,2018-03-11T15:00", "SQ-2,2018-03-01T10:30,2018-03-08,\n"] {
        assert!(held.replace(":00,", ",").contains(wanted) || held.contains(wanted), "{wanted} in {held}");
    }
}

#[test]
fn fractions_and_zone_marks_in_every_reader() {
    let case = Case::empty();
    let moments = [
        ("2018-06-01 09:30:00.1", "2018-06-08T00:00:00.000", "2018-06-11T15:00:00.0000000000"),
        ("2018-06-01T08:30:00Z", "2018-06-07T23:00:00Z", "2018-06-11 14:00:00.5+0000"),
        ("2018-06-01 09:30:00,25 +01:00", "2018-06-08T00:00:00Z", "2018-06-11T15:00+01"),
        ("2018-06-01T10:30:00+0200", "2018-06-08T00:00:00+01:00", "2018-06-11T14:00:00.000000z"),
    ];
    let rows: String = moments
        .iter()
        .zip(1..)
        .map(|((from, ready, to), at)| row(&format!("F-{at}"), from, ready, &quoted(to)))
        .collect();
    let rows = rows.replace("09:30:00,25 +01:00", "09:30:00.25 +01:00");
    case.put("a.csv", format!("{HEADER}{rows}"));
    let line = |id: &str, (from, ready, to): &(&str, &str, &str)| {
        format!(
            "{{\"stay_id\":\"{id}\",\"provider_code\":\"RZZ01\",\"authority_code\":\"Norfolk\",\"admitted_at\":\"{from}\",\
             \"ready_on\":\"{ready}\",\"discharged_at\":\"{to}\"}}"
        )
    };
    let lines: Vec<String> = moments.iter().zip(1..).map(|(row, at)| line(&format!("F-{at}"), row)).collect();
    case.put("a.ndjson", lines.join("\n") + "\n");
    case.put("a.json", format!("[{}]", lines.join(",")));
    for file in ["a.csv", "a.ndjson", "a.json"] {
        let found = answer(&case, &format!("--profile native-stay {file}"));
        assert_eq!(found["accepted"], 4, "{file}: {found}");
    }
    // The same through a run.
    project(&case, &[]);
    case.sh("cp a.csv p/inbox/stays.csv; beddays run --project p --month 2018-06").exits(0);
    for id in ["F-1", "F-2", "F-3", "F-4"] {
        let held = stays(&case);
        let stay = held.lines().find(|line| line.starts_with(id)).unwrap();
        let plain = stay.replace(' ', "T").replace(":00,", ",");
        assert!(
            plain.starts_with(&format!("{id},2018-06-01T09:30")) && plain.contains(",2018-06-08,2018-06-11T15:00"),
            "{stay}"
        );
    }
    // A time that is none is named as what it is.
    let bad =
        format!("{HEADER}{}{}", row("B-1", "2018-06-01T09:30:00.x", "", ""), row("B-2", "2018-06-01T09:30", "", ""));
    case.put("bad.csv", bad);
    case.beddays("check bad.csv").exits(1).says("what stands behind the time is no fraction of a second and no offset");
}

fn quoted(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_workbook_has_text_cells_in_any_declared_form() {
    let case = Case::empty();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["stay_id", "provider_code", "authority_code", "admitted_at", "ready_on", "discharged_at"],
        ["W-1", "RZZ01", "Norfolk", "01-Mar-2018 09:30:00.000", "08-MAR-2018", "NULL"],
        ["W-2", "RZZ01", "Norfolk", "01-mar-2018 09:30", "8-March-2018 00:00:00.000", "11-Mar-2018 15:00 +0000"],
    ];
    for (at, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write(at as u32, column as u16, *text).unwrap();
        }
    }
    book.save(case.path("a.xlsx")).unwrap();
    let found = answer(&case, "--profile native-stay --dates dd-Mon-yyyy a.xlsx");
    assert_eq!((found["accepted"].as_u64(), found["rejected"].as_u64()), (Some(1), Some(1)), "{found}");
    case.beddays("check --profile native-stay a.xlsx").exits(65).says("F_DATE_FORMAT").says("--dates dd-mon-yyyy");
}

#[test]
fn names_of_months_are_declared() {
    let case = Case::new("02-month-names");
    let said = case.beddays("check stays.csv").exits(65).says("dd-mon-yyyy").says("`admitted_at`");
    said.says("`--dates dd-mon-yyyy`").says("dates = \"dd-mon-yyyy\"").says("beddays.toml").says("[profile]");
    case.beddays("check --dates dd-mon-yyyy stays.csv").exits(0).says("accepted 2");
    // In the source, and in a profile.
    project(&case, &[]);
    let settings = case.read("p/beddays.toml");
    let in_source =
        settings.replacen("profile = \"native-stay\"", "profile = \"native-stay\"\ndates = \"dd-mon-yyyy\"", 1);
    case.put("p/beddays.toml", in_source);
    case.sh("cp stays.csv p/inbox/; beddays run --project p --month 2018-03").exits(0).says("accepted 2");
    let held = stays(&case);
    assert!(held.contains("MN-1,2018-03-01") && held.contains("2018-03-08") && held.contains("2018-03-11"), "{held}");
    let native = include_str!("../../../../profiles/native-stay.toml");
    case.put("ours.toml", native.replace("record = \"stay\"", "record = \"stay\"\ndates = \"dd-mon-yyyy\""));
    case.beddays("check --profile ours.toml stays.csv").exits(0).says("accepted 2");
}

#[test]
fn every_form_of_days_can_be_declared_and_no_other_is_read_then() {
    let forms: [(&str, &str, &str, &str); 11] = [
        ("yyyy-mm-dd", "2018-03-01 09:30:00.000", "2018-03-08", "2018-03-11T15:00"),
        ("dd/mm/yyyy", "01/03/2018 09:30:00.000", "08/03/2018", "11/03/2018 15:00"),
        ("d/m/yyyy", "1/3/2018 9:30", "8/3/2018", "11/3/2018 15:00:00"),
        ("dd.mm.yyyy", "01.03.2018 09:30", "08.03.2018 00:00:00.0", "11.03.2018T15:00+00"),
        ("d.m.yyyy", "1.3.2018 9:30", "8.3.2018", "11.3.2018 15:00Z"),
        ("dd-mm-yyyy", "01-03-2018 09:30", "08-03-2018", "11-03-2018 15:00:00.123 +0000"),
        ("dd-mon-yyyy", "01-MAR-2018 09:30", "8-Mar-2018", "11-march-2018 15:00"),
        ("dd mon yyyy", "1 March 2018 09:30", "08 Mar 2018", "11 MAR 2018 15:00"),
        ("yyyy/mm/dd", "2018/03/01 09:30", "2018/03/08", "2018/03/11 15:00"),
        ("yyyymmdd", "20180301 09:30", "20180308", "20180311150000.000+0000"),
        ("spreadsheet-serial", "43160.3958333333", "43167", "43170.625"),
    ];
    for (form, admitted, ready, left) in forms {
        let case = Case::empty();
        project(&case, &[("stays.csv", &format!("{HEADER}{}", row("F-1", admitted, ready, left)))]);
        let settings = case.read("p/beddays.toml");
        let declared = format!("profile = \"native-stay\"\ndates = \"{form}\"");
        case.put("p/beddays.toml", settings.replacen("profile = \"native-stay\"", &declared, 1));
        case.beddays("run --project p --month 2018-03").exits(0);
        let held = stays(&case).replace(' ', "T").replace(":00,", ",");
        assert!(held.contains("F-1,2018-03-01T09:30,2018-03-08,2018-03-11T15:00"), "{form}: {held}");
        for (other, from, day, to) in forms {
            let reads = form == other
                || (form == "d/m/yyyy" && matches!(other, "yyyy-mm-dd" | "dd/mm/yyyy"))
                || (form == "d.m.yyyy" && other == "dd.mm.yyyy");
            case.put("other.csv", format!("{HEADER}{}", row("O-1", from, day, to)));
            let said = case.beddays(&format!("check --dates {} other.csv", form.replace(' ', "\\ ")));
            assert_eq!(said.exit, Some(if reads { 0 } else { 65 }), "{form} reads {other}: {said:?}");
        }
    }
}

#[test]
fn days_with_dots_of_a_list_with_semicolons() {
    let case = Case::new("04-days-with-dots");
    let said = case.beddays("check --profile ours.toml list.csv").exits(1).says("rejected 2").says("kommune");
    assert!(!said.stdout.contains("utskrivningsklar`"), "{said:?}");
    let english = case.read("list.csv").replace("0301", "E10000020").replace("4208723", "RZZ01");
    case.put("list.csv", english);
    let said = case.beddays("check --profile ours.toml list.csv").exits(0).says("accepted 2");
    said.says("W_TIME_DROPPED").says("the time was cut off");
}

#[test]
fn placeholder_days_are_refused_with_the_line_that_declares_them() {
    let case = Case::new("03-placeholder-days");
    let said = case.beddays("check stays.csv").exits(1).says("accepted 1 + rejected 4");
    let said = ["9999-12-31", "1900-01-01", "2049-12-31", "2100-12-31"]
        .iter()
        .fold(said, |said, day| said.says(&format!("null_dates = [\"{day}\"]")));
    drop(said);
    let said = case.beddays("check --profile sus-apc sus.csv").exits(1).says("accepted 1 + rejected 2");
    said.says("null_dates = [\"9999-12-31\"]").says("null_dates = [\"1900-01-01\"]");
    let nulls = "null_dates = [\"1800-01-01\", \"9999-12-31\", \"1900-01-01\", \"2049-12-31\", \"2100-12-31\"]";
    let native = include_str!("../../../../profiles/native-stay.toml");
    case.put("ours.toml", native.replace("record = \"stay\"", &format!("record = \"stay\"\n{nulls}")));
    let said = case.beddays("check --profile ours.toml stays.csv").exits(0).says("accepted 5");
    said.says("3 cells of `discharged_at`").says("1 cell of `ready_on`");
    let sus = include_str!("../../../../profiles/sus-apc.toml").replace("null_dates = [\"1800-01-01\"]", nulls);
    case.put("sus.toml", sus);
    case.beddays("check --profile sus.toml sus.csv").exits(0).says("accepted 3").says("1 cell of `discharge_date`");
}

#[test]
fn placeholder_days_in_other_forms_and_profiles() {
    let case = Case::empty();
    for (form, day) in [
        ("dd/mm/yyyy", "31/12/9999 00:00"),
        ("dd-mon-yyyy", "31-DEC-2999"),
        ("yyyymmdd", "19000101"),
        ("spreadsheet-serial", "2958465"),
        ("dd.mm.yyyy", "01.01.0001"),
    ] {
        let good = match form {
            "dd/mm/yyyy" => "01/03/2018 09:30",
            "dd-mon-yyyy" => "01-Mar-2018 09:30",
            "yyyymmdd" => "20180301 09:30",
            "dd.mm.yyyy" => "01.03.2018 09:30",
            _ => "43160.5",
        };
        case.put("a.csv", format!("{HEADER}{}{}", row("A-1", good, "", day), row("A-2", good, "", "")));
        let said = case.beddays(&format!("check --dates {form} a.csv")).exits(1).says("accepted 1 + rejected 1");
        said.says("null_dates = [");
        let native = include_str!("../../../../profiles/native-stay.toml");
        let nulls = "null_dates = [\"9999-12-31\", \"2999-12-31\", \"1900-01-01\", \"0001-01-01\"]";
        let ours = native.replace("record = \"stay\"", &format!("record = \"stay\"\ndates = \"{form}\"\n{nulls}"));
        case.put("ours.toml", ours);
        case.beddays("check --profile ours.toml a.csv").exits(0).says("accepted 2").says("1 cell of `discharged_at`");
    }
    // A claim without an end, and an event.
    case.put(
        "claims.csv",
        "claim_id,stay_id,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
        C1,S1,2018-03-01,2018-03-08,9999-12-31,4,52000,GBP,RZZ01,E10000020\n",
    );
    case.beddays("check --profile native-claim claims.csv").says("null_dates = [\"9999-12-31\"]");
    case.put("events.csv", "stay_id,kind,at,until,value\nS1,discharged,2099-12-31T00:00,,\n");
    case.beddays("check events.csv").exits(1).says("null_dates = [\"2099-12-31\"]");
}

#[test]
fn words_for_nothing_are_refused_in_any_column_until_they_are_declared() {
    let case = Case::empty();
    let native = include_str!("../../../../profiles/native-stay.toml");
    for word in ["NULL", "N/A", "na", "None", "nil", "-", "#N/A", "(null)"] {
        let cells = format!("N-1,,RZZ01,E10000020,2018-03-01T09:30,2018-03-08,2018-03-11T15:00,{word}\n");
        let left = row("N-2", "2018-03-01T09:30", "2018-03-08", word);
        let site = row("N-3", "2018-03-01T09:30", "", "");
        case.put("a.csv", format!("{HEADER}{cells}{left}{site}"));
        let declare = format!("null_values = [\"{word}\"]");
        case.beddays("check a.csv").exits(1).says("accepted 1 + rejected 2").says(&declare);
        case.put("ours.toml", native.replace("record = \"stay\"", &format!("record = \"stay\"\n{declare}")));
        case.beddays("check --profile ours.toml a.csv").exits(0).says("accepted 3").says("1 cell of `discharged_at`");
    }
    // A code that would pass as one, an event, and a record of JSON.
    case.put("b.csv", format!("{HEADER}{}", row("N-1", "2018-03-01T09:30", "", "").replace("RZZ01", "NULL")));
    case.beddays("check b.csv").exits(1).says("R_NULL");
    case.put("events.csv", "stay_id,kind,at,until,value\nS1,discharged,2018-03-09T10:00,NULL,\n");
    case.beddays("check events.csv").exits(1).says("null_values = [\"NULL\"]");
    case.put("a.ndjson", "{\"stay_id\":\"J-1\",\"provider_code\":\"RZZ01\",\"authority_code\":\"Norfolk\",\"admitted_at\":\"2018-03-01T09:30\",\"discharged_at\":\"null\"}\n");
    case.beddays("check --profile native-stay a.ndjson").exits(1).says("null_values = [\"null\"]");
}

#[test]
fn a_profile_says_encoding_header_rows_and_footer() {
    let case = Case::empty();
    let table = "Stays of M\u{e4}rz;;\n;;\nSt\u{e4}y;Code;Council;In;Ward\nid;code;name;day;text\n\
        E-1;RZZ01;Norfolk;01.03.2018 09:30;Gr\u{fc}n\nE-2;RZZ01;Norfolk;02.03.2018 09:30;\u{201c}x\u{201d}\nTotal;2;;;\nprinted by;;;;\n";
    let bytes: Vec<u8> = table
        .chars()
        .map(|letter| match letter {
            '\u{201c}' => 0x93,
            '\u{201d}' => 0x94,
            letter => letter as u8,
        })
        .collect();
    case.put("a.csv", &bytes);
    let profile = |more: &str| {
        format!(
            "[profile]\nname = \"ours\"\nabout = \"x\"\nrecord = \"stay\"\ndates = \"dd.mm.yyyy\"\ndelimiter = \";\"\n{more}\n\
             [columns]\nstay_id = {{ header = \"St\u{e4}y\", required = true }}\nprovider_code = {{ header = \"Code\", \
             required = true }}\nauthority_code = {{ header = \"Council\", required = true }}\nadmitted_at = {{ header = \
             \"In\", required = true }}\nsetting = \"Ward\"\n"
        )
    };
    let layout = "encoding = \"windows-1252\"\nheader_row = 3\nskip_rows = 1\nfooter = \"Total\"";
    case.put("ours.toml", profile(layout));
    let said = case.beddays("check --profile ours.toml a.csv").exits(0).says("read 2 = accepted 2");
    said.says("1 row above the header, 1 row below the header, 2 rows from the footer on passed over");
    // Without the encoding, without the row, with a footer that has records below it, and for messages.
    case.put("ours.toml", profile("header_row = 3\nskip_rows = 1\nfooter = \"Total\""));
    case.beddays("check --profile ours.toml a.csv").exits(65).says("encoding = \"windows-1252\"");
    case.put("ours.toml", profile("encoding = \"windows-1252\"\nskip_rows = 1\nfooter = \"Total\""));
    case.beddays("check --profile ours.toml a.csv").exits(65).says("header_row = 3");
    case.put("ours.toml", profile("encoding = \"windows-1252\"\nheader_row = 2"));
    case.beddays("check --profile ours.toml a.csv").exits(65);
    case.put("ours.toml", profile(layout));
    case.put("b.csv", [&bytes[..], b"E-3;RZZ01;Norfolk;03.03.2018 09:30;x\n"].concat());
    case.beddays("check --profile ours.toml b.csv").exits(65).says("F_FOOTER");
    case.put("c.csv", table);
    case.beddays("check --profile ours.toml c.csv").exits(65).says("F_ENCODING").says("it is UTF-8");
    case.put("m.toml", "[profile]\nname = \"m\"\nabout = \"x\"\nrecord = \"adt\"\nheader_row = 3\n");
    case.beddays("check --profile m.toml a.csv").exits(78).says("no message has a header");
    // The same sheet as a workbook.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, line) in table.lines().enumerate() {
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write(at as u32, column as u16, text).unwrap();
        }
    }
    book.save(case.path("a.xlsx")).unwrap();
    let said = case.beddays("check --profile ours.toml a.xlsx").exits(0).says("read 2 = accepted 2");
    said.says("1 row below the header, 2 rows from the footer on passed over");
}

#[test]
fn a_form_of_days_for_messages_is_refused_with_the_reason() {
    let case = Case::empty();
    project(&case, &[]);
    let settings = case.read("p/beddays.toml");
    let at = "profile  = \"scci2075\"";
    assert!(settings.contains(at), "{settings}");
    case.put("p/beddays.toml", settings.replace(at, &format!("{at}\ndates = \"dd/mm/yyyy\"")));
    case.beddays("run --project p --month 2018-03").exits(78).says("no message writes days as `dd/mm/yyyy`");
    case.sh(&format!("cp {} m.hl7", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad-inputs/hl7/m01_ok.hl7"))).exits(0);
    case.beddays("check --dates dd/mm/yyyy m.hl7").exits(65).says("no message writes days as `dd/mm/yyyy`");
    case.beddays("check --dates mm/yy m.hl7").exits(2).says("dd-mon-yyyy");
}
