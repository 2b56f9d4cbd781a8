//! What `check` says of files: it looks where a run looks, and says nothing of what it did not read.

use std::io::Write;

use super::Case;

const STAYS: &str = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
                     A1,RX1,E10000020,2018-06-01T08:30,2018-06-08,2018-06-12T15:00\n";
const EVENTS: &str = "stay_id,kind,at,until,value\n\
                      A1,assessment_notice,2018-06-02T10:00,,\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

/// A workbook with a sheet of these rows beside a sheet of notes.
fn workbook(rows: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap().write(0, 0, "made for a test").unwrap();
    let sheet = book.add_worksheet().set_name("Data").unwrap();
    for (row, line) in rows.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet.write(row as u32, column as u16, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn case_19_the_header_is_found_in_a_workbook_and_in_a_gzip() {
    let case = Case::new("19-check-looks-inside");
    let stays = case.beddays("--json check stays.xlsx").exits(0);
    let stays: serde_json::Value = serde_json::from_str(&stays.stdout).unwrap();
    assert_eq!((stays["accepted"].as_u64(), &stays["files"][0]["profile"]), (Some(6), &"native-stay".into()));
    let claims = case.beddays("--json check claims.xlsx").exits(0);
    let claims: serde_json::Value = serde_json::from_str(&claims.stdout).unwrap();
    assert_eq!((claims["accepted"].as_u64(), &claims["files"][0]["profile"]), (Some(3), &"native-claim".into()));
    case.beddays("check stays.csv.gz").exits(0);
    let packed = case
        .sh("gzip -dc stays.csv.gz > plain.csv && beddays --json check plain.csv; beddays --json check stays.csv.gz");
    let answers: Vec<serde_json::Value> =
        serde_json::Deserializer::from_str(&packed.stdout).into_iter().map(Result::unwrap).collect();
    for name in ["records", "accepted", "rejected", "duplicates", "codes"] {
        assert_eq!(answers[0][name], answers[1][name], "{name}");
    }
}

#[test]
fn every_container_is_recognised_by_its_names() {
    let case = Case::empty();
    let json = "[{\"stay_id\":\"A1\",\"provider_code\":\"RX1\",\"authority_code\":\"E10000020\",\
                \"admitted_at\":\"2018-06-01T08:30\"}]";
    case.put("s.json", json);
    case.put("s.ndjson", json.trim_matches(['[', ']']));
    case.put("s.json.gz", gzip(json));
    case.put("s.csv.gz", gzip(STAYS));
    case.put("s.xlsx", workbook(STAYS));
    case.put("s.xlsx.gz", {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(&workbook(STAYS)).unwrap();
        packed.finish().unwrap()
    });
    case.put("sep.csv", format!("sep=;\n{}", STAYS.replace(',', ";")));
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(STAYS.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    case.put("wide.csv", utf16);
    for name in ["s.json", "s.ndjson", "s.json.gz", "s.csv.gz", "s.xlsx", "s.xlsx.gz", "sep.csv", "wide.csv"] {
        let said = case.beddays(&format!("check {name}")).exits(0);
        assert!(said.stdout.contains(&format!("{name}: read 1 = accepted 1")), "{}", said.stdout);
        assert!(said.stdout.contains("(profile native-stay)"), "{}", said.stdout);
    }
}

#[test]
fn messages_in_a_gzip_are_messages() {
    let case = Case::empty();
    let message = "MSH|^~\\&|PAS|RX1|||20180601083000||ADT^A01|1|P|2.4\rEVN|A01|20180601083000\r\
                   PID|1||9990000018^^^NHS^NH\rPV1|1|I|W1^^^RX1|||||||||||||||||V1\r";
    case.put("adt.hl7", message);
    case.put("adt.hl7.gz", gzip(message));
    let bundle = "{\"resourceType\":\"Encounter\",\"id\":\"e1\",\"status\":\"in-progress\"}";
    case.put("e.json", bundle);
    case.put("e.json.gz", gzip(bundle));
    for (plain, packed, profile) in [("adt.hl7", "adt.hl7.gz", "hl7-adt"), ("e.json", "e.json.gz", "fhir-r4-encounter")]
    {
        let [plain, packed] = [plain, packed].map(|name| case.beddays(&format!("--json check {name}")));
        let of =
            |said: &crate::support::harness::Said| -> serde_json::Value { serde_json::from_str(&said.stdout).unwrap() };
        let (one, other) = (of(&plain), of(&packed));
        assert_eq!(other["files"][0]["profile"], profile, "{}{}", packed.stdout, packed.stderr);
        assert_eq!((plain.exit, &one["records"], &one["codes"]), (packed.exit, &other["records"], &other["codes"]));
        assert_eq!(one["records"], 1);
    }
}

#[test]
fn another_sign_between_the_cells_is_named() {
    let case = Case::empty();
    for (name, sign, words) in [("semi.csv", ";", "a semicolon"), ("tab.tsv", "\t", "a tab"), ("bar.csv", "|", "a bar")]
    {
        case.put(name, STAYS.replace(',', sign));
        let said = case.beddays(&format!("check {name}")).exits(65);
        let said = said.says(&format!("the cells are divided by {words}")).says("sep=");
        assert!(!said.stderr.contains("no profile"), "{}", said.stderr);
    }
}

#[test]
fn a_misspelt_column_is_named_with_its_right_spelling_and_the_nearest_profile() {
    let case = Case::empty();
    case.put("a.csv", STAYS.replace("admitted_at", "admited_at"));
    case.put("b.csv.gz", gzip(&STAYS.replace("provider_code", "provder_code")));
    case.put("c.xlsx", workbook(&STAYS.replace("authority_code", "authorty_code")));
    case.put("d.json", "[{\"stay_id\":\"A1\",\"knd\":\"assessed\",\"at\":\"2018-06-01T08:30\"}]");
    case.put("e.csv", format!("note,{}", STAYS.replace("stay_id", "stay_idd").replace("\nA1", "\nx,A1")));
    for (name, wrong, right, profile) in [
        ("a.csv", "admited_at", "admitted_at", "native-stay"),
        ("b.csv.gz", "provder_code", "provider_code", "native-stay"),
        ("c.xlsx", "authorty_code", "authority_code", "native-stay"),
        ("d.json", "knd", "kind", "native-event"),
        ("e.csv", "stay_idd", "stay_id", "native-stay"),
    ] {
        let said = case.beddays(&format!("check {name}")).exits(65);
        said.says(&format!("`{wrong}` may be meant for `{right}`"))
            .says(&format!("`{profile}` is the nearest profile"));
    }
}

#[test]
fn a_file_of_no_profile_is_said_to_be_so_only_where_its_header_was_read() {
    let case = Case::empty();
    case.put("menu.csv", "soup,price\nleek,3\n");
    case.put("menu.xlsx", workbook("soup,price\nleek,3"));
    case.put("menu.json", "[{\"soup\":\"leek\"}]");
    for name in ["menu.csv", "menu.xlsx", "menu.json"] {
        case.beddays(&format!("check {name}")).exits(65).says("the header is that of no profile");
    }
    case.put("a.pdf", "%PDF-1.4\n");
    case.put("damaged.xlsx", &workbook(STAYS)[..400]);
    case.put("blank.csv", "  \n");
    case.put("cut.csv.gz", &gzip(STAYS)[..30]);
    for (name, reason) in
        [("a.pdf", "a PDF"), ("damaged.xlsx", "F_"), ("blank.csv", "nothing in the file"), ("cut.csv.gz", "F_")]
    {
        let said = case.beddays(&format!("check {name}")).exits(65).says(reason);
        assert!(!said.stderr.contains("the header"), "{}", said.stderr);
    }
}

#[test]
fn the_store_of_the_project_is_looked_at_and_left_alone() {
    let case = Case::empty();
    case.put("s/stays.csv", STAYS);
    case.put("more/events.csv", EVENTS);
    case.put(
        "more/claims.csv",
        "claim_id,from_on,to_on,amount_minor,currency,payee_code,payer_code,stay_id\n\
         C1,2018-06-08,2018-06-11,52000,GBP,RX1,E10000020,A1\n",
    );
    let said = case.beddays("check more/events.csv").exits(1).says("stays were looked for in these files alone");
    assert!(said.stdout.contains("R_UNKNOWN_STAY"));
    case.sh("beddays init p --authority Norfolk && cp s/stays.csv p/inbox/stays.csv && beddays run --project p --month 2018-06")
        .exits(0);
    let before = case.sh("find p -type f -exec sha256sum {} + | sort").stdout;
    for file in ["more/events.csv", "more/claims.csv"] {
        let said =
            case.beddays(&format!("check --project p {file}")).exits(0).says("the project's store was looked at");
        for wrong in ["R_UNKNOWN_STAY", "W_UNLINKED"] {
            assert!(!said.stdout.contains(wrong), "{}", said.stdout);
        }
        assert!(said.stderr.contains("1 delivery"), "{}", said.stderr);
        assert!(!said.stdout.contains("stays.csv"), "a delivery of the store is no file of the check: {}", said.stdout);
    }
    // In the folder of the project, nothing need be named.
    case.sh("cd p && beddays check ../more/events.csv").exits(0).says("the project's store was looked at");
    // A stay of the store that comes again with other news is news, and the store's row is not told of.
    case.put("more/stays.csv", STAYS.replace("06-12T15:00", "06-13T15:00"));
    let said = case.beddays("check --project p more/stays.csv").exits(0);
    assert!(said.stdout.contains("accepted 1 + rejected 0 + duplicates 0"), "{}", said.stdout);
    // What was delivered before is seen as it was taken then.
    let said = case.beddays("check --project p s/stays.csv").exits(0);
    assert!(said.stdout.contains("accepted 1 + rejected 0 + duplicates 0"), "{}", said.stdout);
    assert_eq!(before, case.sh("find p -type f -exec sha256sum {} + | sort").stdout, "nothing is stored");
    case.beddays("check --project nowhere more/events.csv").exits(78).says("holds no project");
}

#[test]
fn a_file_of_the_inbox_is_read_as_its_source_says() {
    let case = Case::empty();
    case.sh("beddays init p --authority Norfolk").exits(0);
    let own = "[profile]\nname = \"ours\"\nabout = \"Ours.\"\nrecord = \"stay\"\n\n[columns]\n\
               stay_id = { header = \"Spell\", required = true }\n\
               provider_code = { header = \"Trust\", required = true }\n\
               authority_code = { header = \"Council\", required = true }\n\
               admitted_at = { header = \"In\", required = true }\n";
    case.put("p/ours.toml", own);
    let project = case.read("p/beddays.toml").replacen(
        "profile = \"native-stay\"",
        "profile = \"ours.toml\"\ndates = \"dd/mm/yyyy\"",
        1,
    );
    assert!(project.contains("ours.toml"), "{project}");
    case.put("p/beddays.toml", project);
    let rows = "Spell,Trust,Council,In\nA1,RX1,E10000020,01/06/2018 08:30\n";
    case.put("p/inbox/stays.csv", rows);
    case.put("elsewhere.csv", rows.replace("01/06/2018 08:30", "2018-06-01T08:30"));
    let inbox = case.beddays("check --project p p/inbox/stays.csv").exits(0);
    assert!(inbox.stdout.contains("accepted 1") && inbox.stdout.contains("(profile ours)"), "{}", inbox.stdout);
    // A file elsewhere is recognised as the project's own kind by its header.
    let elsewhere = case.beddays("check --project p elsewhere.csv").exits(0);
    assert!(elsewhere.stdout.contains("(profile ours)"), "{}", elsewhere.stdout);
}
