//! Data of a month that did not come, or lie where no source looks: never billed as if nothing were missing.

use serde_json::Value;

use super::Case;

pub const STAYS: &str = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n";
pub const EVENTS: &str = "stay_id,kind,at,until,value\n";

/// A project of Norfolk.
pub fn project() -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case
}

/// The stays of a month, as days of it: admitted, ready, left.
pub fn stays(month: &str, days: &[(u8, u8, u8)]) -> String {
    let row = |(number, (admitted, ready, left)): (usize, &(u8, u8, u8))| {
        format!(
            "S{month}-{number},RZZ01,Norfolk,{month}-{admitted:02}T09:00,{month}-{ready:02},{month}-{left:02}T16:00\n"
        )
    };
    STAYS.to_owned() + &days.iter().enumerate().map(row).collect::<String>()
}

/// The notices of these stays: each was assessed too late.
pub fn events(month: &str, days: &[(u8, u8, u8)]) -> String {
    let rows = |(number, (_, ready, left)): (usize, &(u8, u8, u8))| {
        let id = format!("S{month}-{number}");
        format!(
            "{id},assessment_notice,{month}-{:02}T10:00,,\n{id},discharge_notice,{month}-{:02}T10:00,,{month}-{ready:02}\n\
             {id},assessed,{month}-{left:02}T10:00,,\n",
            ready - 2,
            ready - 1
        )
    };
    EVENTS.to_owned() + &days.iter().enumerate().map(rows).collect::<String>()
}

/// Three stays to the end of a month of 28 days or more.
pub const WHOLE: [(u8, u8, u8); 3] = [(1, 5, 9), (8, 12, 20), (15, 20, 28)];
/// The same cut off in the middle.
pub const HALF: [(u8, u8, u8); 2] = [(1, 5, 9), (4, 8, 14)];

impl Case {
    /// Puts the files of a month and runs it.
    pub fn deliver(&self, month: &str, days: &[(u8, u8, u8)]) {
        self.put(&format!("p/inbox/stays-{month}.csv"), stays(month, days));
        self.put(&format!("p/inbox/events-{month}.csv"), events(month, days));
    }

    pub fn run(&self, month: &str) -> crate::support::harness::Said {
        self.beddays(&format!("run --project p --month {month}"))
    }

    pub fn run_json(&self, month: &str) -> Value {
        self.json(&format!("p/reports/{month}/run.json"))
    }

    pub fn statement(&self, month: &str) -> Value {
        self.json(&format!("p/reports/{month}/internal-statement.json"))
    }

    /// A change of the project file.
    pub fn set(&self, from: &str, to: &str) {
        let text = self.read("p/beddays.toml");
        assert!(text.contains(from), "`{from}` is not in\n{text}");
        self.put("p/beddays.toml", text.replacen(from, to, 1));
    }

    /// The state of each source in a month.
    fn states(&self, month: &str) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let senders = self.run_json(month)["senders"].as_array().unwrap().clone();
        senders.iter().map(|sender| (text(&sender["source"]), text(&sender["state"]))).collect()
    }

    #[track_caller]
    fn state(&self, month: &str, source: &str) -> String {
        self.states(month).into_iter().find(|(name, _)| name == source).expect(source).1
    }
}

/// A project with January and February, both whole.
fn two_months() -> Case {
    let case = project();
    for month in ["2018-01", "2018-02"] {
        case.deliver(month, &WHOLE);
        case.run(month).exits(0);
        assert_eq!(case.run_json(month)["incomplete"], false);
    }
    case
}

#[test]
fn a_month_of_which_nothing_came_says_so_everywhere() {
    let case = two_months();
    case.run("2018-03").exits(1).says("the data of 2018-03 are not complete").says("`stays` delivered no fact");
    assert_eq!(case.run_json("2018-03")["incomplete"], true);
    assert_eq!(case.state("2018-03", "stays"), "missing");
    assert_eq!(case.state("2018-03", "events"), "missing");
    let statement = case.statement("2018-03");
    let first = statement["summary"][0].as_str().unwrap();
    assert!(first.starts_with("The data of March 2018 are not complete: `events` delivered no fact"), "{first}");
    assert!(statement["standing"].as_str().unwrap().contains("data not complete (events, stays)"), "{statement}");
    let notice = "Not complete: data of March 2018 are missing (events, stays)";
    assert_eq!(statement["notice"], notice);
    let html = case.read("p/reports/2018-03/internal-statement.html");
    assert!(
        html.contains("@top-right { content: \"Not complete: data of March 2018 are missing"),
        "no line on each page"
    );
    assert!(html.contains(&format!("role=\"note\">{notice}")));
    assert!(case.read("p/reports/2018-03/internal-statement-about.csv").contains("Not complete"));
    use calamine::{Data, Reader, open_workbook_auto};
    let mut book = open_workbook_auto(case.path("p/reports/2018-03/internal-statement.xlsx")).unwrap();
    for name in book.sheet_names().to_owned() {
        let range = book.worksheet_range(&name).unwrap();
        assert_eq!(range.get_value((0, 0)), Some(&Data::String(notice.to_owned())), "sheet {name}");
    }
    // The data come, and the month is whole.
    case.deliver("2018-03", &WHOLE);
    case.run("2018-03").exits(0);
    assert_eq!(case.run_json("2018-03")["incomplete"], false);
    assert!(case.statement("2018-03").get("notice").is_none());
}

#[test]
fn events_alone_that_did_not_come_are_missed() {
    let case = two_months();
    case.put("p/inbox/stays-2018-03.csv", stays("2018-03", &WHOLE));
    case.run("2018-03").exits(1).says("`events` delivered no fact of March 2018");
    assert_eq!(case.state("2018-03", "stays"), "delivered");
    assert_eq!(case.state("2018-03", "events"), "missing");
    assert_eq!(case.state("2018-03", "claims"), "not_expected");
}

#[test]
fn a_header_without_rows_is_no_delivery() {
    let case = two_months();
    case.put("p/inbox/stays-2018-03.csv", stays("2018-03", &WHOLE));
    case.put("p/inbox/events-2018-03.csv", EVENTS);
    case.run("2018-03").exits(1).says("events-2018-03.csv, has a header line and no rows");
    assert_eq!(case.state("2018-03", "events"), "header_only");
    // Of the first stays there ever were, and in another form.
    let case = project();
    case.put("p/inbox/stays.json", "[]");
    let said = case.run("2018-03");
    assert!(said.exit == Some(65) || case.state("2018-03", "stays") == "header_only", "{said:?}");
}

#[test]
fn news_that_ends_before_the_month_does_is_told_from_news_that_always_did() {
    let case = two_months();
    case.deliver("2018-03", &HALF);
    case.run("2018-03").exits(1).says("the news of `stays` ends on 14 March 2018, 17 days before the month does");
    assert_eq!(case.state("2018-03", "stays"), "ends_early");
    assert_eq!(case.state("2018-03", "events"), "ends_early");
    // January's news ended three days before January did: three days are nothing new.
    let case = two_months();
    case.deliver("2018-03", &WHOLE);
    case.run("2018-03").exits(0);
    assert_eq!(case.state("2018-03", "stays"), "delivered");
}

#[test]
fn a_first_month_with_few_facts_is_not_noisy() {
    let case = project();
    case.deliver("2018-03", &HALF);
    case.run("2018-03").exits(0);
    assert_eq!(case.states("2018-03").len(), 5);
    // A month after all that ever came says what it stands on.
    case.run("2018-04").exits(0).says("no source delivered a fact of 2018-04");
    let summary = case.statement("2018-04")["summary"].to_string();
    assert!(summary.contains("No source delivered a fact of April 2018"), "{summary}");
}

#[test]
fn a_source_says_what_it_must_deliver() {
    let cases = [
        ("monthly in the first month", "[sources.stays]\n", "[sources.stays]\nexpects = \"monthly\"\n", "2018-03", 1),
        ("monthly in a later month", "[sources.stays]\n", "[sources.stays]\nexpects = \"monthly\"\n", "2018-04", 1),
        ("nothing", "[sources.stays]\n", "[sources.stays]\nexpects = \"nothing\"\n", "2018-04", 0),
        ("optional", "[sources.stays]\n", "[sources.stays]\noptional = true\n", "2018-04", 0),
        ("reasons too", "native-reason\"\n", "native-reason\"\nexpects = \"monthly\"\n", "2018-03", 0),
        (
            "a claim that must come",
            "native-claim\"\noptional = true\n",
            "native-claim\"\nexpects = \"monthly\"\n",
            "2018-03",
            66,
        ),
    ];
    for (what, from, to, month, exit) in cases {
        let case = project();
        case.set(from, to);
        case.deliver("2018-03", &HALF);
        let said = case.run(month);
        assert_eq!(said.exit, Some(exit), "{what}: {said:?}");
    }
    let case = project();
    case.set("[sources.stays]\n", "[sources.stays]\nexpects = \"weekly\"\n");
    case.run("2018-03").exits(78).says("`weekly`").says("expects = \"monthly\"");
}

#[test]
fn a_project_may_refuse_a_month_whose_data_did_not_come() {
    let in_project = ("# policy  = \"refuse\"", "policy  = \"refuse\"");
    let in_source = ("[sources.stays]\n", "[sources.stays]\npolicy = \"refuse\"\n");
    for (from, to) in [in_project, in_source] {
        let case = two_months();
        case.set(from, to);
        let before = case.sh("find p/store p/reports -type f | sort | xargs sha256sum").exits(0).stdout;
        case.run("2018-03")
            .exits(66)
            .says("F_INCOMPLETE")
            .says("`stays` delivered no fact of March 2018")
            .says("hint:");
        let after = case.sh("find p/store p/reports -type f | sort | xargs sha256sum").exits(0).stdout;
        assert_eq!(before, after);
        case.deliver("2018-03", &WHOLE);
        case.run("2018-03").exits(0);
    }
    // Another source's policy says nothing about stays.
    let case = two_months();
    case.set("native-claim\"\n", "native-claim\"\npolicy = \"refuse\"\n");
    case.run("2018-03").exits(1);
    case.set("policy = \"refuse\"", "policy = \"sometimes\"");
    case.run("2018-03").exits(78).says("`sometimes`");
}

#[test]
fn packs_and_trends_of_such_a_month_say_it() {
    let case = project();
    case.set("# conventions = [\"england-drd\"]  ", "conventions = [\"england-msitdt\"]");
    let stays = |month: &str| stays(month, &WHOLE).replace("discharged_at", "discharged_at,age_at_admission");
    let with_age = |month: &str| stays(month).replace("T16:00\n", "T16:00,80\n");
    for month in ["2018-01", "2018-02"] {
        case.deliver(month, &WHOLE);
        case.put(&format!("p/inbox/stays-{month}.csv"), with_age(month));
        case.run(month).exits(0);
    }
    case.put("p/inbox/events-2018-03.csv", EVENTS);
    case.run("2018-03").exits(1);
    let trend = case.json("p/reports/trend/internal-trend.json");
    assert_eq!(trend["notice"], "Not complete: data of March 2018 are missing");
    assert!(trend["summary"][0].as_str().unwrap().contains("March 2018"), "{}", trend["summary"]);
    case.beddays("publish --project p --month 2018-03").exits(0);
    let pack = case.json("p/public/2018-03/public-pack.json");
    assert_eq!(pack["notice"], "Not complete: data of March 2018 are missing");
    assert!(case.read("p/public/2018-03/public-pack.html").contains("@top-right { content: \"Not complete"));
    case.beddays("publish --project p --month 2018-02").exits(0);
    assert!(case.json("p/public/2018-02/public-pack.json").get("notice").is_none());
}

/// A feed of messages, each month one file.
fn adt(month: &str, last: u8) -> String {
    let message = |number: u8, trigger: &str, day: u8, time: &str, left: &str| {
        let at = format!("{}{day:02}{time}", month.replace('-', ""));
        let admitted = format!("{}{:02}0900", month.replace('-', ""), 1 + number);
        format!(
            "MSH|^~\\&|PAS|RZZ01|COUNCIL|C|{at}00||ADT^{trigger}|M{month}{number}{trigger}|P|2.4\r\
             EVN|{trigger}|{at}00\r\
             PID|1||H{month}{number}^^^RZZ01^MR||||19400101|F\r\
             PV1|1|I|W1^1^1^RZZ01||||||||||||||||V{month}{number}^^^RZZ01^VN|||||||||||||||||||||||||{admitted}00|{left}\r"
        )
    };
    let left = |day: u8| format!("{}{day:02}160000", month.replace('-', ""));
    (0..3)
        .flat_map(|number| {
            let day = last - 2 + number;
            [message(number, "A01", 1 + number, "0900", ""), message(number, "A03", day, "1600", &left(day))]
        })
        .collect()
}

#[test]
fn a_feed_of_messages_that_stopped_is_missed_too() {
    let case = project();
    case.set("[sources.stays]\n", "[sources.stays]\noptional = true\n");
    let source = "\n[sources.adt]\nfiles = \"inbox/adt/*.hl7\"\nprofile = \"adt.toml\"\n";
    case.set("\n[sources.events]", &format!("{source}\n[sources.events]"));
    let profile = "[profile]\nname = \"ours\"\nabout = \"ADT of one trust\"\nrecord = \"adt\"\n\n[defaults]\n";
    case.put("p/adt.toml", format!("{profile}authority_code = \"E10000020\"\nprovider_code = \"RZZ01\"\n"));
    for month in ["2018-01", "2018-02"] {
        case.put(&format!("p/inbox/adt/{month}.hl7"), adt(month, 28));
        case.run(month).exits(0);
        assert_eq!(case.state(month, "adt"), "delivered", "{month}");
    }
    case.run("2018-03").exits(1).says("`adt` delivered no fact of March 2018");
    case.put("p/inbox/adt/2018-03.hl7", adt("2018-03", 15));
    case.run("2018-03").exits(1).says("the news of `adt` ends on 15 March 2018");
    case.put("p/inbox/adt/2018-03b.hl7", adt("2018-03", 31).replace("M2018", "N2018"));
    let said = case.run("2018-03");
    assert_eq!(case.state("2018-03", "adt"), "delivered", "{said:?}");
}

#[test]
fn sources_of_gzip_and_json_are_missed_too() {
    // The same months as gzip, and as JSON.
    for ending in ["csv.gz", "json"] {
        let case = project();
        for month in ["2018-01", "2018-02"] {
            case.put(&format!("stays-{month}.csv"), stays(month, &WHOLE));
            let rows = json_rows(&stays(month, &WHOLE));
            match ending {
                "json" => case.put(&format!("p/inbox/stays-{month}.json"), rows),
                _ => drop(case.sh(&format!("gzip -c stays-{month}.csv > p/inbox/Stays-{month}.CSV.GZ")).exits(0)),
            }
            case.run(month).exits(0);
        }
        case.run("2018-03").exits(1);
        assert_eq!(case.state("2018-03", "stays"), "missing", "{ending}");
    }
}

/// A CSV file as an array of JSON objects.
fn json_rows(csv: &str) -> String {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = names.iter().zip(row.iter()).map(|(name, cell)| (name.to_owned(), Value::from(cell)));
        Value::Object(cells.collect())
    };
    Value::Array(reader.records().map(|record| row(record.unwrap())).collect()).to_string()
}

#[test]
fn the_default_patterns_take_every_format_whatever_the_case_of_the_suffix() {
    let given = Case::new("19-check-looks-inside");
    for name in ["stays.xlsx", "STAYS.XLSX", "Stays June.xlsx", "stays.csv.gz", "stays.CSV.GZ"] {
        let case = project();
        let from = if name.to_lowercase().ends_with("gz") { "stays.csv.gz" } else { "stays.xlsx" };
        case.put(&format!("p/inbox/{name}"), std::fs::read(given.path(from)).unwrap());
        let said = case.run("2018-06");
        assert_eq!(case.run_json("2018-06")["unread_files"], Value::Array(vec![]), "{name}: {said:?}");
        assert!(case.run_json("2018-06")["accepted"].as_u64().unwrap() > 0, "{name}");
    }
    let csv = stays("2018-03", &WHOLE);
    for (name, content) in [
        ("STAYS.CSV", csv.clone()),
        ("stays.Txt", csv.clone()),
        ("stays.tsv", csv.clone()),
        ("stays.JSON", json_rows(&csv)),
        ("stays.jsonl", json_rows(&csv).trim_matches(['[', ']']).replace("},{", "}\n{")),
    ] {
        let case = project();
        case.put(&format!("p/inbox/{name}"), content);
        case.run("2018-03").exits(0);
        assert_eq!(case.run_json("2018-03")["accepted"], 3, "{name}");
    }
}

#[test]
fn a_file_that_no_source_means_ends_with_1_and_with_the_line_that_would_read_it() {
    let adt = adt("2018-03", 28);
    let cases = [
        ("inbox/stays-2.ods", "x", "\"inbox/stays*.ods\"] under [sources.stays]"),
        ("inbox/Events_2.docx", "x", "\"inbox/events*.docx\"] under [sources.events]"),
        ("inbox/march/stays-2.csv", "x", "\"inbox/march/stays*.csv\"] under [sources.stays]"),
        ("inbox/notices/old/one.xml", "x", "files = \"inbox/notices/old/one.xml\""),
        ("inbox/export.hl7", &adt, "files = \"inbox/export.hl7\", profile = \"hl7-adt\""),
        ("inbox/export.csv", STAYS, "\"inbox/export.csv\"] under [sources.stays]"),
        ("inbox/notes.txt", "call the trust", "files = \"inbox/notes.txt\" with its profile"),
    ];
    for (name, content, line) in cases {
        let case = project();
        case.deliver("2018-03", &WHOLE);
        case.put(&format!("p/{name}"), content);
        case.run("2018-03").exits(1).says(&format!("`{name}` matches no source")).says(line);
        let unread = case.run_json("2018-03")["unread_files"].clone();
        assert_eq!((unread.as_array().unwrap().len(), &unread[0]["file"]), (1, &Value::from(name)), "{name}");
        assert_eq!(case.run_json("2018-03")["exit"], 1);
    }
    // A pattern of one suffix, and a workbook beside it.
    let case = project();
    case.set("{csv,tsv,txt,xlsx,xlsm,xls,json,jsonl,ndjson,gz}", "csv");
    case.deliver("2018-03", &WHOLE);
    case.put("p/inbox/stays-late.xlsx", "x");
    case.run("2018-03").exits(1).says("files = [\"inbox/stays*.csv\", \"inbox/stays*.xlsx\"] under [sources.stays]");
    // What the computer puts there by itself is no delivery, and a file that is gone was kept.
    case.sh("rm p/inbox/stays-late.xlsx p/inbox/stays-2018-03.csv; touch p/inbox/.DS_Store p/inbox/Thumbs.db").exits(0);
    case.run("2018-03").exits(0);
}

#[test]
fn a_list_of_patterns_and_folders_in_folders_are_read() {
    let case = project();
    case.set(
        "\"inbox/stays*.{csv,tsv,txt,xlsx,xlsm,xls,json,jsonl,ndjson,gz}\"",
        "[\"inbox/stays*.csv\", \"inbox/trusts/**/*.csv\"]",
    );
    case.deliver("2018-03", &WHOLE);
    case.put("p/inbox/trusts/a/b/2018-04.CSV", stays("2018-04", &WHOLE));
    case.run("2018-03").exits(0);
    assert_eq!(case.run_json("2018-03")["deliveries"].as_array().unwrap().len(), 3);
    case.set("inbox/trusts/**/*.csv", "inbox/[");
    case.run("2018-03").exits(78).says("is no pattern");
}

#[test]
fn the_project_file_of_init_explains_every_key() {
    let structs = [include_str!("../../../../src/project/file.rs"), include_str!("../../../../src/project/source.rs")];
    let template = include_str!("../../../../data-samples/project/beddays.toml");
    let mut keys = Vec::new();
    for text in structs {
        for body in text.split("#[serde(deny_unknown_fields)]\n").skip(1) {
            let body = &body[..body.find("\n}").unwrap()];
            let fields =
                body.lines().skip(1).filter_map(|line| line.trim().trim_start_matches("pub ").split_once(": "));
            keys.extend(fields.map(|(name, _)| name.to_owned()).filter(|name| !name.starts_with(['#', '/'])));
        }
    }
    assert!(keys.len() > 20 && keys.contains(&"expects".to_owned()), "{keys:?}");
    for key in keys {
        let words: Vec<&str> = template.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        assert!(words.contains(&key.as_str()), "`{key}` is not in the project file of `init`");
    }
}

#[test]
fn a_system_sees_the_authority_of_each_row() {
    let case = project();
    case.set("view      = \"authority\"", "view      = \"system\"");
    case.deliver("2018-03", &WHOLE);
    let stays = case.read("p/inbox/stays-2018-03.csv").replacen("Norfolk", "Suffolk", 1);
    case.put("p/inbox/stays-2018-03.csv", stays);
    let said = case.run("2018-03").exits(0);
    for authority in ["Norfolk", "Suffolk"] {
        let row = |line: &&str| line.trim_start().starts_with(authority) && line.contains('£');
        assert_eq!(said.stdout.lines().filter(row).count(), 1, "{authority}: {}", said.stdout);
    }
    assert!(!said.stdout.contains("is owed"), "{}", said.stdout);
    assert!(said.stdout.contains("what each council owes for March 2018"), "{}", said.stdout);
}

#[test]
fn the_whole_inbox_is_looked_at_and_nothing_else_of_the_project() {
    let case = project();
    case.set("inbox/stays*.{", "./inbox/trust/stays*.{");
    case.put("p/inbox/trust/stays.csv", stays("2018-03", &WHOLE));
    case.run("2018-03").exits(0);
    assert_eq!(case.run_json("2018-03")["deliveries"][0]["sender"], "stays");
    case.put("p/inbox/stays.csv", stays("2018-03", &HALF));
    case.put("p/inbox/a/b/c/deep.csv", "x");
    case.put("p/letters/to-the-trust.txt", "x");
    case.run("2018-03").exits(1);
    let unread = case.run_json("2018-03")["unread_files"].clone();
    let files: Vec<&str> = unread.as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["inbox/a/b/c/deep.csv", "inbox/stays.csv"]);
}

/// No line of beddays.toml reads an archive or the workbook of another program: that is what is said of them.
#[test]
fn a_file_of_a_form_that_no_source_reads_is_not_said_to_be_readable() {
    use std::io::Write as _;
    let archive = |name: &str, content: &str| {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    };
    let open_document = archive("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let cases = [
        ("inbox/stays-2.zip", archive("stays.csv", &stays("2018-03", &WHOLE)), "ZIP archive"),
        ("inbox/stays-2.ods", open_document, "a format that is not read here"),
        ("inbox/stays-2.pdf", b"%PDF-1.7\n1 0 obj\n".to_vec(), "PDF"),
    ];
    for (name, content, form) in cases {
        let case = project();
        case.deliver("2018-03", &WHOLE);
        case.put(&format!("p/{name}"), content);
        let said = case.run("2018-03").exits(1).says(&format!("`{name}` matches no source"));
        let said = said.says("no source can read it").says(form);
        assert!(!said.stderr.contains("this would read it"), "{}", said.stderr);
    }
}

#[test]
fn an_array_without_objects_is_refused_by_its_right_name() {
    let case = two_months();
    case.deliver("2018-03", &WHOLE);
    for (name, content) in [("stays-late.json", "[]"), ("events-late.json", " [ ]\n"), ("reasons.json", "[\n]")] {
        let file = format!("p/inbox/{name}");
        case.put(&file, content);
        case.run("2018-03").exits(65).says("error[F_EMPTY]: the JSON array has no objects").says(name);
        case.sh(&format!("rm {file}")).exits(0);
    }
    case.run("2018-03").exits(0);
}

#[test]
fn three_days_without_news_are_a_sign_of_a_busy_sender_alone() {
    let quiet: Vec<(u8, u8, u8)> = WHOLE.to_vec();
    let busy: Vec<(u8, u8, u8)> = (1..=14).map(|day| (day, day + 4, day + 14)).collect();
    for (days, state, exit) in [(quiet, "delivered", 0), (busy, "ends_early", 1)] {
        let case = project();
        case.deliver("2018-02", &days);
        case.deliver("2018-03", &days);
        case.run("2018-03").exits(exit);
        assert_eq!(case.state("2018-03", "stays"), state, "the news of March ends on the 28th");
    }
}
