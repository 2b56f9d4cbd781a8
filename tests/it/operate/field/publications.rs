//! Official publications as people have them: with a figure that does not hold, by trust, in bands of a year, of months in
//! which councils changed; and the trend of discharge ready dates.

use std::fmt::Write;
use std::io::Read;

use super::Case;

fn sample(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published").join(name);
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// Three months of councils, of which one council's total in March 2018 is one too many.
pub fn torn_councils() -> String {
    let text = sample("la_delayed_days_2011-04_2019-12.csv.gz");
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let total = header.split(',').position(|name| name == "total").unwrap();
    let mut torn = format!("{header}\n");
    let of_months = |line: &&str| ["2018-02", "2018-03", "2018-04"].iter().any(|month| line.starts_with(month));
    for line in lines.filter(of_months) {
        if line.starts_with("2018-03,607,") {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            cells[total] = (cells[total].parse::<u32>().unwrap() + 1).to_string();
            writeln!(torn, "{}", cells.join(",")).unwrap();
        } else {
            writeln!(torn, "{line}").unwrap();
        }
    }
    torn
}

#[test]
fn figures_that_hold_can_be_used_although_others_do_not() {
    let case = Case::empty();
    let torn = torn_councils();
    case.put("torn.csv", &torn);
    let said = case.beddays("published torn.csv").exits(65).says("the file contradicts itself").says("--allow-failed");
    assert!(said.stdout.contains("FAILED"), "{}", said.stdout);
    let said = case.beddays("published --allow-failed torn.csv").exits(1).says("left out because they do not hold");
    let left: Vec<&str> =
        said.stdout.lines().filter(|line| line.contains("2018-03: ") && line.contains("figure")).collect();
    assert_eq!(left.len(), 1, "one area is named, and no other: {}", said.stdout);
    assert!(left[0].contains("(607)"), "{left:?}");
    let figures = case.beddays("published --allow-failed --csv torn.csv").exits(1).stdout;
    let rows: Vec<&str> = figures.lines().collect();
    let of = |month: &str, code: &str| {
        rows.iter().filter(|row| row.contains(&format!(",{month},")) && row.contains(&format!(",{code},"))).count()
    };
    assert!(of("2018-02", "607") > of("2018-03", "607"), "what does not hold is not there");
    assert_eq!(of("2018-03", "608"), of("2018-02", "608"), "what holds is there");
    let answer = case.beddays("--json published --allow-failed torn.csv").exits(1);
    let answer: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    let left = &answer["files"][0]["left_out"];
    assert_eq!((left.as_array().unwrap().len(), &left[0]["periods"][0]), (1, &"2018-03".into()));
    assert_eq!(answer["files"][0]["refused"], false);
}

#[test]
fn a_council_that_the_list_does_not_have_is_no_contradiction_of_the_file() {
    let case = Case::empty();
    let text = sample("msitdt_2019-11_provider_la_reason.csv.gz");
    // One provider and council under a code that no list has.
    let pair = text.lines().nth(1).unwrap().split(',').collect::<Vec<_>>();
    let (provider, council) = (format!(",{},", pair[3]), format!(",{},", pair[5]));
    let changed: Vec<String> = text
        .lines()
        .map(|line| {
            let is_pair = line.contains(&provider) && line.contains(&council);
            if is_pair { line.replacen(&council, ",799,", 1) } else { line.to_owned() }
        })
        .collect();
    case.put("new.csv", changed.join("\r\n") + "\r\n");
    let said = case.beddays("published new.csv").exits(65).says("`799`").says("of this program differ");
    assert!(!said.stderr.contains("contradicts itself"), "{}", said.stderr);
    let said = case.beddays("published --allow-failed new.csv").exits(1).says("(799), 2019-11: ");
    assert!(said.stdout.contains("left out"), "{}", said.stdout);
}

#[test]
fn a_file_over_the_months_in_which_councils_changed_is_read() {
    let case = Case::empty();
    let text = sample("msitdt_2019-11_provider_la_reason.csv.gz");
    let mut lines = text.lines();
    let mut both = lines.next().unwrap().to_owned() + "\n";
    let rows: Vec<&str> = lines.filter(|line| line.contains(",738,")).collect();
    assert!(!rows.is_empty(), "the sample has council 738");
    for row in &rows {
        // November and April have thirty days, so that beds stay right.
        writeln!(both, "{}", row.replace("NOVEMBER-2019", "APRIL-2019")).unwrap();
    }
    case.put("april.csv", &both);
    case.beddays("published april.csv").exits(0);
    case.put("november.csv", both.replace("APRIL-2019", "NOVEMBER-2018"));
    case.beddays("published november.csv").exits(65).says("`738`").says("of this program differ");
}

#[test]
fn tables_by_trust_and_bands_of_a_year_are_called_by_their_names() {
    let case = Case::empty();
    case.put("a.csv", "Month,Trust,NHS,Social Care,Both,Total\n2018-06,RX1,1,2,3,6\n");
    case.put("b.csv", "month,provider_code,reason_a,reason_b,reason_c\n2018-06,RX1,1,2,3\n");
    case.put("c.csv", "level,code,name,year,band,discharges\nnational,ENGLAND,England,2024-25,2-3 days,5\n");
    case.put("d.csv", "code,name,0,1,2-3,4-6,7-13,14-20,21+\nRX1,A trust,1,2,3,4,5,6,7\n");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Trust - by type of care").unwrap();
    for (column, name) in ["Region", "Code", "Name", "Acute", "Non-Acute", "Total"].iter().enumerate() {
        sheet.write(13, column as u16, *name).unwrap();
    }
    sheet.write(15, 1, "RX1").unwrap().write(15, 2, "A trust").unwrap();
    case.put("e.xlsx", book.save_to_buffer().unwrap());
    for (name, says) in [
        ("a.csv", "delayed transfers of care by trust"),
        ("b.csv", "delayed transfers of care by trust"),
        ("c.csv", "bands of delay over a year"),
        ("d.csv", "bands of delay over a year"),
        ("e.xlsx", "delayed transfers of care by trust"),
    ] {
        let said = case.beddays(&format!("published {name}")).exits(65).says(says);
        assert!(!said.stderr.contains("contradicts"), "{name}: {}", said.stderr);
    }
}

#[test]
fn discharge_ready_dates_give_a_trend_of_bed_days_by_provider_and_authority() {
    let case = Case::empty();
    let text = sample("drd_2024-25_monthly.csv.gz");
    case.put("drd.csv", &text);
    let said = case.beddays("report trend --from drd.csv --out t").exits(0);
    assert!(said.stdout.contains("t/published-trend.html"), "{said:?}");
    let page = case.read("t/published-trend.json");
    assert!(page.contains("all in the month of discharge"), "the convention is said");
    // England's bed days of each month are those of the file.
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let england: Vec<(&str, i64)> = rows
        .iter()
        .filter(|row| row[at("level")].eq_ignore_ascii_case("national"))
        .map(|row| (&row[at("month")], row[at("bed_days_after_drd")].parse::<f64>().unwrap() as i64))
        .collect();
    assert_eq!((england.len(), england.iter().map(|(_, days)| days).sum::<i64>()), (12, 3_329_387));
    let tables = case.sh("cat t/*.csv").stdout;
    let hospital = rows.iter().find(|row| row[at("level")].eq_ignore_ascii_case("provider")).unwrap();
    let council = rows.iter().find(|row| row[at("level")].to_ascii_lowercase().contains("utla")).unwrap();
    for (what, row) in [("provider", hospital), ("authority", council)] {
        let code = &row[at("code")];
        let said = case.beddays(&format!("report trend --from drd.csv --area {code} --out {what}")).exits(0);
        assert!(said.stdout.contains("published-trend.html"), "{said:?}");
        let own = case.sh(&format!("cat {what}/*.csv")).stdout;
        let of_area = rows.iter().filter(|other| &other[at("code")] == code);
        for row in of_area {
            let days = row[at("bed_days_after_drd")].parse::<f64>().unwrap() as i64;
            assert!(own.contains(&days.to_string()), "{code} {}: {days}", &row[at("month")]);
        }
    }
    let by_word = |word: &str| tables.contains(word);
    assert!(by_word("provider") || by_word("Provider"), "{}", &tables[..tables.len().min(2000)]);
    case.beddays("report trend --from drd.csv --area Norfok --out x").exits(2).says("did you mean");
}

#[test]
fn a_project_can_leave_out_what_does_not_hold() {
    let case = Case::empty();
    case.put("torn.csv", torn_councils());
    case.put(
        "stays.csv",
        "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
         A1,RX1,E10000020,2018-03-01T08:30,2018-03-08,2018-03-12T15:00\n",
    );
    case.sh(
        "beddays init p --authority Norfolk && cp stays.csv p/inbox/ && mkdir p/reference && cp torn.csv p/reference/",
    )
    .exits(0);
    let project = case.read("p/beddays.toml");
    case.put("p/beddays.toml", project.clone() + "\n[published]\nfiles = \"reference/torn.csv\"\n");
    case.beddays("run --project p --month 2018-03").exits(65).says("allow_failed = true");
    case.put("p/beddays.toml", project + "\n[published]\nfiles = \"reference/torn.csv\"\nallow_failed = true\n");
    case.beddays("run --project p --month 2018-03").exits(0);
    let rejects = case.read("p/reports/2018-03/rejects.csv");
    assert!(rejects.contains("W_FIGURES") && rejects.contains("(607)"), "{rejects}");
    let figures =
        case.beddays("query --project p --format csv 'select area_code, period from published'").exits(0).stdout;
    assert!(figures.contains("608,"), "what holds is in the store");
}
