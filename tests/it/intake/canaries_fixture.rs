//! A project whose files hold canaries in every kind of source, right and wrong, and in the names of the files.

use std::fs;
use std::path::PathBuf;

use beddays::intake::records::scci2075::NoticeKind;

use crate::intake::canaries_search::{NOTE, spaced};
use crate::intake::container_workbook::workbook;
use crate::settle::messages_notices::order;
use crate::support::harness::Folder;

/// Sources beyond those of the project file that `init` writes.
const SOURCES: &str = r#"
[sources.feed]
files = "inbox/feed*"
profile = "feed.toml"
[sources.book]
files = "inbox/*.xlsx"
profile = "native-stay"
[sources.lines]
files = "inbox/*.ndjson"
profile = "native-stay"
[sources.hes]
files = "inbox/hes*"
profile = "hes-apc"
[sources.sus]
files = "inbox/sus*"
profile = "sus-apc"
[sources.care]
files = "inbox/cld*"
profile = "cld-r2"
[sources.adt]
files = "inbox/*.hl7"
profile = "hl7-adt"
[sources.encounters]
files = "inbox/*.json"
profile = "fhir-r4-encounter"
[sources.scotland]
files = "inbox/phs*"
profile = "phs-submission"
"#;

/// Numbers that are given out one by one, and notes.
pub struct Numbers {
    pub all: Vec<String>,
    next: usize,
}

impl Numbers {
    /// Five hundred from the range that is never issued; every fifth as one of Scotland, which begins with a birthday.
    pub fn new() -> Self {
        let nhs = (0..).map(|index| format!("999{:06}", index * 617 % 1_000_000));
        let scotland = (0..).map(|index| format!("{:02}0240{:03}", index % 28 + 1, 100 + index * 7 % 900));
        let mut all: Vec<String> = nhs.filter_map(|nine| with_check_digit(&nine)).take(400).collect();
        all.extend(scotland.filter_map(|nine| with_check_digit(&nine)).take(100));
        Self { all, next: 0 }
    }

    pub fn nhs(&mut self) -> String {
        self.next += 1;
        self.all[(self.next - 1) % 400].clone()
    }

    pub fn scottish(&mut self) -> String {
        self.next += 1;
        self.all[400 + (self.next - 1) % 100].clone()
    }

    pub fn note(&self) -> String {
        format!("{NOTE}{} she weeps and will not go home", self.next)
    }
}

fn with_check_digit(nine: &str) -> Option<String> {
    let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = (11 - sum % 11) % 11;
    (check < 10).then(|| format!("{nine}{check}"))
}

/// A row of cells with the cell at one place, from 0, replaced.
fn put(row: &str, place: usize, value: &str) -> String {
    let mut cells: Vec<&str> = row.split(',').collect();
    cells[place] = value;
    cells.join(",")
}

const STAY_HEADER: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission";

/// Rows of stays: good ones, and one with a canary in each column in each way.
fn stay_rows(numbers: &mut Numbers, prefix: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for n in 0..80 {
        let good =
            format!("{prefix}{n},{},RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,2018-03-09T16:00,81", numbers.nhs());
        let (place, way) = (n / 5 % 8, n % 5);
        let value = match way {
            0 => numbers.nhs(),
            1 => spaced(&numbers.nhs(), [' ', '-', '/', '.', '_', '\u{A0}', '\u{2013}'][n % 7]),
            2 => numbers.note(),
            3 => format!("12-{}", numbers.nhs()),
            _ => {
                rows.push(good);
                continue;
            }
        };
        rows.push(put(&good, place, &value));
    }
    rows
}

fn native(numbers: &mut Numbers, folder: &Folder) {
    let mut stays = stay_rows(numbers, "CANARYSTAY-");
    stays.push(format!(
        "CANARYSTAY-x,{},RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,,81,{}",
        numbers.nhs(),
        numbers.note()
    ));
    stays.push(format!("CANARYSTAY-y,{},\"RZZ01\"{},Norfolk,2018-03-01,2018-03-07,,81", numbers.nhs(), numbers.note()));
    let name = format!("inbox/stays_{}.csv", numbers.nhs());
    folder.put(&name, format!("{STAY_HEADER}\n{}\n", stays.join("\n")));
    let mut events = String::from("stay_id,kind,at,until,value\n");
    let mut reasons = String::from("stay_id,from_on,to_on,reason_code,attributed_to\n");
    for n in [4, 9, 14, 19, 24] {
        events += &format!("CANARYSTAY-{n},assessment_notice,2018-03-05T10:00,,\n");
        events += &format!("CANARYSTAY-{n},discharge_notice,2018-03-06T10:00,,2018-03-07\n");
        events += &format!("{},died,2018-03-06T10:00,,\n", numbers.nhs());
        events += &format!("CANARYSTAY-{n},{},2018-03-06T10:00,,\n", numbers.note());
        events += &format!("CANARYSTAY-{n},municipality_reply,2018-03-06T10:00,,ref {}\n", numbers.nhs());
        events += &format!("CANARYSTAY-{n},discharge_notice,2018-03-06T10:00,,{}\n", numbers.note());
        reasons += &format!("CANARYSTAY-{n},2018-03-07,2018-03-08,E,social_care\n");
        reasons += &format!("CANARYSTAY-{n},2018-03-07,2018-03-08,{},social_care\n", numbers.nhs());
        reasons += &format!("CANARYSTAY-{n},2018-03-07,{},E,{}\n", numbers.nhs(), numbers.note());
    }
    folder.put("inbox/events.csv", events);
    folder.put(&format!("inbox/reasons {}.csv", spaced(&numbers.nhs(), ' ')), reasons);
    let mut claims = String::from(
        "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n",
    );
    for n in 0..12 {
        let good = format!("C{n},,{},,2018-03-06,2018-03-08,3,39000,GBP,RZZ01,Norfolk", numbers.nhs());
        claims += &put(&good, n % 11, &if n % 2 == 0 { numbers.nhs() } else { numbers.note() });
        claims +=
            &format!("\nD{n},CANARYSTAY-{n},{},,2018-03-06,2018-03-08,3,39000,GBP,RZZ01,Norfolk\n", numbers.nhs());
    }
    folder.put("inbox/claims.csv", claims);
}

/// The feed with a column of notes, broken in the ways that would show a note.
fn feed(numbers: &mut Numbers, folder: &Folder) {
    let header = "stay_id,nhs_number,provider_code,la_code,admitted_on,assessment_notice_at,discharge_notice_at,\
ready_on,discharged_on,delay_reason,daily_rate_pence,note";
    let mut text = format!("{header}\n").into_bytes();
    for n in 0..60 {
        let (number, note) = (numbers.nhs(), numbers.note());
        let good = format!(
            "FEED{n},{number},RZZ01,E10999901,2018-03-05,2018-03-06T10:15:00,2018-03-07T09:30:00,2018-03-09,2018-03-11,\
             awaiting_care_package,13000,"
        );
        let row = match n % 10 {
            0 => good + &note,
            1 => format!("{good}{note}, and, so, on, {}", numbers.nhs()),
            2 => format!("{good}said \"{note}\""),
            3 => format!("{good}\"{note}\" she said"),
            4 => put(&good, 9, &note) + &note,
            5 => format!("{good}={note} {}", numbers.nhs()),
            6 => format!("{good}\"{note}\r\nFEED{n}x,{},RZZ01,E10999901\"", numbers.nhs()),
            7 => format!("{good}{}", note.repeat(1_000)),
            8 => put(&good, 0, &note).rsplit_once(',').unwrap().0.to_owned(),
            _ => format!("{good}\u{0}{note}"),
        };
        text.extend(row.bytes());
        text.push(b'\n');
    }
    folder.put("feed.toml", include_str!("../../profiles/bad-inputs.toml"));
    folder.put(&format!("inbox/feed-{}.csv", numbers.nhs()), text);
}

fn spreadsheet_and_lines(numbers: &mut Numbers, folder: &Folder) {
    let cells = |row: &String| {
        let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
        format!("<row>{}</row>", row.split(',').map(cell).collect::<String>())
    };
    let mut rows = vec![STAY_HEADER.to_owned()];
    rows.extend(stay_rows(numbers, "BOOK-"));
    let content = format!("<sheetData>{}</sheetData>", rows.iter().map(cells).collect::<String>());
    let sheet = format!("People {}", numbers.nhs());
    folder.put("inbox/book.xlsx", workbook(&[(&sheet, "visible", &content)], "", &[]));
    let names: Vec<&str> = STAY_HEADER.split(',').collect();
    let mut lines = String::new();
    for (n, row) in stay_rows(numbers, "LINE-").iter().enumerate() {
        let members = names.iter().zip(row.split(',')).map(|(name, value)| format!("\"{name}\": \"{value}\""));
        let line = format!("{{{}}}", members.collect::<Vec<_>>().join(", "));
        lines += match n % 9 {
            0 => &line[..line.len() / 2],
            1 => line.strip_suffix('}').unwrap(),
            _ => &line,
        };
        lines += "\n";
    }
    folder.put("inbox/lines.ndjson", lines);
}

fn statistics(numbers: &mut Numbers, folder: &Folder) {
    let mut hes = String::from(
        "EPIKEY|ENCRYPTED_HESID|PROCODE3|PROCODE5|SITETRET|ADMIDATE|EPISTART|EPIEND|EPIORDER|DISDATE|ADMIMETH|DISMETH|\
DISDEST|CLASSPAT|EPISTAT|EPITYPE|TRETSPEF|STARTAGE|RESLADST_ONS\n",
    );
    for n in 0..19 {
        let key = numbers.nhs();
        let row = format!(
            "5{n:05},{key},RX1,RX100,,2018-03-01,2018-03-01,2018-03-09,1,2018-03-09,21,1,19,1,3,1,300,81,E07000145"
        );
        hes += &(row.replace(',', "|") + "\n");
        let value = if n % 2 == 0 { numbers.nhs() } else { numbers.note() };
        hes += &(put(&row.replace("5000", "6000"), n, &value).replace(',', "|") + "\n");
    }
    folder.put("inbox/hes.txt", hes);
    let mut sus = String::from(
        "NHS_Number,Local_Patient_Identifier,Provider_Code,Local_Authority_Code,Admission_Date,Discharge_Date,\
Admission_Method,Discharge_Method,Generated_Record_ID,Episode_Start_Date,Episode_End_Date\n",
    );
    for n in 0..22 {
        let good = format!(
            "{},{},RX100,E10000020,2018-03-01,2018-03-09,21,1,R{n},2018-03-01,2018-03-09",
            numbers.nhs(),
            numbers.nhs()
        );
        let value = if n < 11 { numbers.nhs() } else { numbers.note() };
        sus += &format!("{good}\n{}\n", put(&good.replace(",R", ",Q"), n % 11, &value));
    }
    folder.put("inbox/sus.csv", sus);
    let header = "month,chi,patient_postcode,sex,date_of_birth,health_board,local_authority,out_of_area,location_code,\
specialty_code,delay_reason_1,delay_reason_2,admission_date,referral_date,ready_for_discharge_date,discharge_date,\
discharge_reason";
    let mut scotland = format!("{header}\n");
    for n in 0..51 {
        let number = numbers.scottish();
        let good = format!(
            "Feb 2020,{number},EH1 1AA,F,{}/02/1940,NHS Lothian,14,N,S314H,A1,11A,,20/01/2020,25/01/2020,05/02/2020,20/02/2020,01",
            &number[..2]
        );
        let value = if n % 2 == 0 { numbers.scottish() } else { numbers.note() };
        scotland += &(if n < 17 { good.clone() } else { put(&good, n % 17, &value) } + "\n");
    }
    folder.put(&format!("inbox/phs-{}.csv", numbers.scottish()), scotland);
}

fn quoted(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")
}

fn care(numbers: &mut Numbers, folder: &Folder) {
    let names = crate::settle::client_level_data::fields("cld-r2");
    let mut text = names.join(",") + "\n";
    for n in 0..names.len() {
        let number = numbers.nhs();
        let good = crate::settle::client_level_data::request("cld-r2", "Discharge from Hospital");
        let good = good.with("NHS_Number", &number).with("LA_Person_Unique_Identifier", &numbers.nhs());
        let good = good.with("Event_Description", &numbers.note()).with("Event_Reference", &numbers.nhs());
        text += &(quoted(&good.cells) + "\n");
        let value = if n % 2 == 0 { numbers.nhs() } else { numbers.note() };
        text += &(quoted(&good.with(&names[n], &value).cells) + "\n");
    }
    folder.put("inbox/cld.csv", text);
}

fn messages(numbers: &mut Numbers, folder: &Folder) {
    let mut hl7 = String::new();
    for n in 0..30 {
        let (number, note) = (numbers.nhs(), numbers.note());
        let broken = [number.clone(), note.clone(), format!("V{n}")][n % 3].clone();
        let place = n / 3;
        let at = |wanted: usize, good: &str| if wanted == place { broken.clone() } else { good.to_owned() };
        hl7 += &format!(
            "MSH|^~\\&|{}|RZZ01|RCV|LA|{}||{}|{}|P|2.4\rEVN|A01|{}\rPID|1||{}^^^NHS||{note}^PATIENT||{}|||{note}^NR1 1AA\r\
             NK1|1|{note}\rPV1|1|I|{}||||||||||||||||{}|||||||||||||||||||||||||{}|\rNTE|1||{note}\r",
            at(0, "SND"),
            at(1, "20180306093000"),
            at(2, "ADT^A01^ADT_A01"),
            at(3, &format!("M{n}")),
            at(4, "20180306093000"),
            at(5, &number),
            at(6, "19300203"),
            at(7, "W1^^^RZZ01"),
            at(8, &format!("HL{n}")),
            at(9, "20180301101500"),
        );
    }
    folder.put("inbox/adt.hl7", hl7);
    let mut entries = Vec::new();
    for n in 0..24 {
        let (number, note) = (numbers.nhs(), numbers.note());
        let broken = [&number, &note][n % 2].clone();
        let at = |wanted: usize, good: &str| if wanted == n / 2 { broken.clone() } else { good.to_owned() };
        entries.push(format!(
            "{{\"resource\": {{\"resourceType\": \"{}\", \"id\": \"{}\", \"status\": \"{}\", \"class\": {{\"code\": \
             \"{}\"}}, \"text\": {{\"div\": \"<div>{note}</div>\"}}, \"subject\": {{\"display\": \"{note}\", \
             \"identifier\": {{\"system\": \"https://fhir.nhs.uk/Id/nhs-number\", \"value\": \"{}\"}}}}, \
             \"serviceProvider\": {{\"identifier\": {{\"value\": \"{}\"}}}}, \"period\": {{\"start\": \"{}\", \"end\": \
             \"{}\"}}, \"{}\": 1}}}}",
            at(0, "Encounter"),
            at(1, &format!("FHIR{n}")),
            at(2, "finished"),
            at(3, "IMP"),
            at(4, &number),
            at(5, "RZZ01"),
            at(6, "2018-03-01"),
            at(7, "2018-03-09"),
            at(8, "priority"),
        ));
    }
    let bundle =
        format!("{{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{}]}}", entries.join(","));
    folder.put("inbox/bundle.json", bundle);
    fs::create_dir_all(folder.path("inbox/notices")).unwrap();
    for n in 0..12 {
        let (number, note) = (numbers.nhs(), numbers.note());
        let broken = [&number, &note][n % 2].clone();
        let kinds = [NoticeKind::AssessmentNotice, NoticeKind::DischargeNotice, NoticeKind::DischargeDisagreed];
        let mut message = order(kinds[n % 3], "M", "2018-03-06T10:00:00Z");
        let id = format!("M{n}");
        message.id = &id;
        message.number = &number;
        message.reason = ("07", &note);
        let more =
            format!("<entry><resource><Patient><name><text value=\"{note}\"/></name></Patient></resource></entry>");
        message.more = &more;
        match n / 2 {
            0 => message.encounter = &broken,
            1 => message.referral = &broken,
            2 => message.issued = &broken,
            3 => message.council = &broken,
            4 => message.period = (&broken, "2018-03-15"),
            _ => {}
        }
        folder.put(&format!("inbox/notices/{}-{n}.xml", numbers.nhs()), message.xml());
    }
}

/// The project, and every file of it that holds canaries.
pub fn project(numbers: &mut Numbers) -> (Folder, Vec<PathBuf>) {
    let folder = Folder::new();
    // Half of the rows are broken on purpose.
    let mut text = folder.read("beddays.toml").replacen("[project]", "[project]\nmax_rejected_share = 1", 1);
    text.push_str(SOURCES);
    folder.put("beddays.toml", text);
    native(numbers, &folder);
    feed(numbers, &folder);
    spreadsheet_and_lines(numbers, &folder);
    statistics(numbers, &folder);
    care(numbers, &folder);
    messages(numbers, &folder);
    let files = folder.files("inbox").into_keys().map(|file| folder.path(&file.to_string_lossy())).collect();
    (folder, files)
}
