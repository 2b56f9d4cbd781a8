//! Official figures from real files: they keep to their own totals and to each other, and one wrong digit is named.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use beddays::domain::{Absence, AreaKind, Figure};
use beddays::files::container;
use beddays::files::container::Opened;
use beddays::files::refusal::Refusal;
use beddays::published::{
    self, Format, PublicationContext, PublicationRead, PublishedSheet, editions, lookup, measure, read_sheets,
};
use beddays::store::{Store, sha256};

use crate::support::harness::program;

/// A file of the samples, unpacked.
pub fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published");
    let bytes = std::fs::read(folder.join(name)).unwrap();
    if !name.ends_with(".gz") {
        return bytes;
    }
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text).unwrap();
    text
}

pub fn given(file: &str) -> PublicationContext<'_> {
    PublicationContext { file, sha256: "0123456789abcdef0123456789abcdef", ..PublicationContext::default() }
}

/// Reads a file in this process: that the program reads it in another is the containers' to show.
pub fn read(bytes: &[u8], given: &PublicationContext<'_>) -> Result<PublicationRead, Refusal> {
    published::read_opened(container::formats::read(bytes, &published::wanted(given.file))?, given)
}

/// The sheets of a workbook.
pub fn sheets(bytes: &[u8]) -> Vec<PublishedSheet> {
    let Ok(Opened::Grid(grid)) = container::formats::read(bytes, &published::wanted("")) else { panic!("no workbook") };
    PublishedSheet::all(grid).unwrap()
}

#[track_caller]
pub fn whole(bytes: &[u8]) -> PublicationRead {
    let published = read(bytes, &given("file")).unwrap();
    assert!(published.contradiction().is_none(), "{:?}", published.contradiction());
    assert_eq!(published.receipt.rejected + published.receipt.duplicates, 0, "{:?}", published.findings);
    assert_eq!(published.receipt.read, published.receipt.accepted);
    published
}

/// How often a rule held, and how often it did not for a known reason.
pub fn check(published: &PublicationRead, name: &str) -> (u64, u64) {
    let check = published.checks.0.iter().find(|check| check.name == name);
    check.map_or((0, 0), |check| (check.passed, check.explained))
}

const RECORDS: &str = "msitdt_2019-11_provider_la_reason.csv.gz";
const COUNCILS: &str = "la_delayed_days_2011-04_2019-12.csv.gz";
static COUNCIL_TABLE: LazyLock<PublicationRead> = LazyLock::new(|| whole(&sample(COUNCILS)));
const DRD: &str = "drd_2024-25_monthly.csv.gz";
const SITREP: &str = "acute_sitrep_2024-25_monthly.csv.gz";
const SCOTLAND: &str = "delayed-discharge-beddays-health-board_201607-202202.csv.gz";

#[test]
fn november_2019_by_record_is_145876_days_and_the_council_table_in_every_council() {
    let records = whole(&sample(RECORDS));
    assert_eq!((records.format, records.receipt.read), (Format::DtocRecords, 20_622));
    let days = records.figures.iter().filter(|figure| &*figure.measure == measure::DELAYED_DAYS);
    assert_eq!(days.map(|figure| figure.value.number().unwrap()).sum::<f64>(), 145_876.0);
    assert_eq!(check(&records, "beds_are_days_by_calendar_days"), (61_866, 0));
    assert_eq!(check(&records, "pairs_are_whole"), (982, 0));

    let councils = &*COUNCIL_TABLE;
    let month = "2019-11".parse().unwrap();
    let by_record = editions::delayed_days(&records.figures);
    let of_month = |(key, _): &(&editions::DaysKey<'_>, &f64)| key.2 == Some(month) && key.0 != AreaKind::England;
    let by_council = editions::delayed_days(&councils.figures);
    let (mut same, mut areas) = (0, 0);
    for (key, days) in by_council.iter().filter(of_month) {
        assert_eq!(by_record.get(key).copied().unwrap_or(0.0), *days, "{key:?}");
        same += 1;
        areas += usize::from(key.3 == ["", "", ""]);
    }
    // 153 areas of 17 columns; one of them has dashes but for its total.
    assert_eq!((areas, same), (153, 153 * 17 - 16));
    assert!(by_record.iter().all(|(key, days)| *days == 0.0 || by_council.contains_key(key)));
}

#[test]
fn all_105_council_months_add_to_the_england_row() {
    let councils = &*COUNCIL_TABLE;
    assert_eq!(councils.receipt.read, 16_267);
    for rule in ["organisations_add_up", "care_types_add_up", "reasons_add_up"] {
        assert_eq!(check(councils, rule), (16_267, 0), "{rule}");
    }
    // 105 months of 16 columns, and reason O in the 33 months that had it.
    assert_eq!(check(councils, "areas_add_to_england"), (105 * 16 + 33, 0));
    let peak = editions::delayed_days(&councils.figures)
        [&(AreaKind::England, "ENG", Some("2016-10".parse().unwrap()), ["", "", ""])];
    assert_eq!(peak, 200_095.0);
}

#[test]
fn both_workbooks_are_the_council_table() {
    let table = editions::delayed_days(&COUNCIL_TABLE.figures);
    for (name, edition, areas, columns) in
        [("April_11.xls", "2012-04-27", 155, 16), ("Jan_18.xls", "2018-12-13", 155, 17)]
    {
        let book = whole(&sample(name));
        assert_eq!((book.format, &*book.edition), (Format::DtocCouncils, edition));
        let days = editions::delayed_days(&book.figures);
        for (key, days) in &days {
            assert_eq!(table.get(key), Some(days), "{name} {key:?}");
        }
        let dashes = book.figures.iter().filter(|figure| figure.value.absence() == Some(Absence::Dash)).count();
        assert_eq!(days.len() + dashes, areas * columns, "{name}");
        assert!(check(&book, "sheets_agree").0 > 300);
    }
    let january = whole(&sample("Jan_18.xls"));
    assert_eq!(check(&january, "beds_are_days_by_calendar_days"), (930, 0));
    let april = whole(&sample("April_11.xls"));
    let impossible = april.figures.iter().filter(|figure| figure.value.absence() == Some(Absence::Impossible));
    assert_eq!(impossible.count(), 14);
}

#[test]
fn the_national_series_is_the_england_row_but_for_eleven_revised_months() {
    let series = whole(&sample("england_monthly_2010-08_2020-02.csv"));
    let parts = whole(&sample("england_monthly_care_reason_org_2010-08_2020-02.csv.gz"));
    assert_eq!((series.receipt.read, parts.receipt.read), (115, 7_245));
    let councils = &*COUNCIL_TABLE;
    let (series_days, council_days) =
        (editions::delayed_days(&series.figures), editions::delayed_days(&councils.figures));
    let revised: Vec<String> = council_days
        .iter()
        .filter(|(key, days)| key.0 == AreaKind::England && key.3 == ["", "", ""] && series_days[*key] != **days)
        .map(|(key, _)| key.2.unwrap().to_string())
        .collect();
    assert_eq!(revised.len(), 11);
    assert!(revised.iter().all(|month| month.starts_with("2019-")));
    // Its sheet by care, reason and organisation adds to the same totals.
    let mut sums: BTreeMap<_, f64> = BTreeMap::new();
    for figure in &parts.figures {
        *sums.entry(figure.period).or_default() += figure.value.number().unwrap();
    }
    for (month, days) in sums {
        assert_eq!(series_days[&(AreaKind::England, "ENG", month, ["", "", ""])], days);
    }
}

#[test]
fn the_sheet_saved_alone_has_no_month_until_one_is_given() {
    let bytes = sample("dtoc_2019-11_by_reason_la.csv");
    let alone = whole(&bytes);
    assert!(alone.figures.iter().all(|figure| figure.period.is_none()));
    let month = "2019-11".parse().ok();
    let dated =
        read(&bytes, &PublicationContext { period: month, edition: Some("2020-01-09"), ..given("file") }).unwrap();
    assert!(dated.figures.iter().all(|figure| figure.period == month && &*figure.edition == "2020-01-09"));
    let councils = &*COUNCIL_TABLE;
    let (dated, councils) = (editions::delayed_days(&dated.figures), editions::delayed_days(&councils.figures));
    assert!(dated.iter().all(|(key, days)| councils.get(key) == Some(days)));
}

#[test]
fn discharge_ready_figures_hold_for_every_area() {
    let drd = whole(&sample(DRD));
    assert_eq!(check(&drd, "bands_add_to_discharges"), (3_863, 0));
    assert_eq!(check(&drd, "average_is_bed_days_by_discharges"), (3_757, 0));
    assert_eq!(check(&drd, "icbs_add_to_england"), (60, 0));
    assert_eq!(check(&drd, "councils_within_england"), (48, 0));
    // April 2024 lacks a provider that England's figure counts.
    assert_eq!(check(&drd, "providers_add_to_england"), (44, 4));
    let providers = drd.checks.0.iter().find(|check| check.name == "providers_add_to_england").unwrap();
    assert!(providers.differences.iter().all(|difference| difference.period == "2024-04"));
    let blank = drd.figures.iter().filter(|figure| figure.value.absence() == Some(Absence::Blank));
    assert!(blank.count() > 0);
    whole(&sample("drd_national_2024-04_2025-09.csv"));
}

/// No month of the real file has a provider so large that it could not be the one that is absent.
#[test]
fn whichever_provider_is_absent_the_file_is_taken_and_three_in_one_are_too_many() {
    let text = String::from_utf8(sample(DRD)).unwrap();
    let providers_of = |month: &str| {
        let of_month = |line: &&str| line.starts_with("Provider,") && line.contains(&format!(",{month},"));
        let mut rows: Vec<(u64, &str)> = Vec::new();
        for line in text.lines().filter(of_month) {
            let (_, figures) = line.split_once(&format!(",{month},")).unwrap();
            rows.push((figures.split(',').next().unwrap().parse().unwrap(), line));
        }
        rows.sort_by_key(|(discharges, _)| std::cmp::Reverse(*discharges));
        rows.into_iter().map(|(_, line)| line).collect::<Vec<_>>()
    };
    let without = |gone: &[&str]| -> String {
        text.lines().filter(|line| !gone.contains(line)).map(|line| format!("{line}\n")).collect()
    };
    let largest: Vec<&str> = ["2024-05", "2024-08", "2025-01", "2025-03"].map(|month| providers_of(month)[0]).to_vec();
    whole(without(&largest).as_bytes());
    // Three that England counts can be absent; that one of them had what the three largest had cannot be.
    let without_three = without(&providers_of("2024-05")[..3]);
    whole(without_three.as_bytes());
    let england = without_three.lines().find(|line| line.starts_with("National,ENGLAND,England,,2024-05,")).unwrap();
    let counted = without_three.replace(england, &england.replace(",124,", ",122,"));
    assert_ne!(counted, without_three);
    let published = read(counted.as_bytes(), &given("drd.csv")).unwrap();
    let providers = published.checks.0.iter().find(|check| check.name == "providers_add_to_england").unwrap();
    // April stays explained; of May the discharges in all and those without delay are not: the three largest had fewer
    // delays between them than two could have.
    assert_eq!((providers.explained, providers.failed), (6, 2));
}

#[test]
fn the_situation_report_holds_and_says_where_england_was_revised() {
    let sitrep = whole(&sample(SITREP));
    assert_eq!(check(&sitrep, "no_longer_meets_is_discharged_and_remaining"), (1_941, 0));
    assert_eq!(check(&sitrep, "providers_add_to_icbs"), (12, 0));
    assert_eq!(check(&sitrep, "icbs_add_to_england"), (10, 2));
    let gone = |figure: &&Figure| figure.value.absence() == Some(Absence::NotAvailable);
    assert_eq!(sitrep.figures.iter().filter(gone).count(), 12);
    let reasons = whole(&sample("acute_sitrep_2024-25_delay_reasons.csv.gz"));
    assert_eq!(check(&reasons, "icbs_add_to_england_by_reason"), (37, 0));
}

#[test]
fn scotlands_reasons_ages_and_boards_add_up() {
    let scotland = whole(&sample(SCOTLAND));
    assert_eq!(check(&scotland, "reasons_add_up"), (3_060, 0));
    assert_eq!(check(&scotland, "ages_add_up"), (4_080, 0));
    assert_eq!(check(&scotland, "areas_add_to_scotland"), (816, 0));
    assert_eq!(check(&scotland, "average_is_days_by_calendar_days"), (12_240, 0));
    let all = |month: &str| {
        let month = month.parse().ok();
        let of = |figure: &&Figure| {
            figure.area.kind == AreaKind::Scotland
                && figure.period == month
                && &*figure.measure == measure::DELAYED_BED_DAYS
                && (&*figure.of.age_group, &*figure.of.reason) == ("18plus", "All Delay Reasons")
        };
        scotland.figures.iter().find(of).and_then(|figure| figure.value.number())
    };
    assert_eq!((all("2016-07"), all("2022-02")), (Some(43_919.0), Some(47_713.0)));
}

/// The header of a table, and its rows of one month.
fn of_month(bytes: &[u8], month: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let rows = text.lines().enumerate().filter(|(at, line)| *at == 0 || line.starts_with(month));
    rows.map(|(_, line)| format!("{line}\n")).collect::<String>().into_bytes()
}

/// The file with one text in its n-th line changed.
fn changed(bytes: &[u8], line: usize, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    assert!(lines[line - 1].contains(from), "line {line} is {}", lines[line - 1]);
    lines[line - 1] = lines[line - 1].replacen(from, to, 1);
    lines.join("\n").into_bytes()
}

#[test]
fn one_changed_digit_is_named_with_area_and_both_figures() {
    let drd = sample(DRD);
    let first_month = of_month(&sample(COUNCILS), "2011-04");
    type Case<'c> = (&'c [u8], usize, &'c str, &'c str, &'c str, &'c str);
    let cases: [Case<'_>; 7] = [
        (
            &sample(COUNCILS),
            2,
            ",864,0,0,864,",
            ",865,0,0,864,",
            "organisations_add_up",
            "Cheshire East (00EQ), 2011-04",
        ),
        (&first_month, 2, ",81,83,", ",81,84,", "reasons_add_up", "864 stated, 865 by"),
        (
            &sample("england_monthly_2010-08_2020-02.csv"),
            2,
            "20730",
            "20731",
            "reasons_add_up",
            "109918 stated, 109919",
        ),
        (&drd, 2, "300908", "300907", "bands_add_to_discharges", "England (ENGLAND), 2024-04"),
        (&drd, 2, "6.17", "6.16", "average_is_bed_days_by_discharges", "6.16 stated, 6.173"),
        (&sample(SITREP), 2, "328944", "328945", "daily_average_is_total_by_days", "10964.8 stated, 10964.83"),
        (&sample(SCOTLAND), 2, "2574,83", "2573,83", "reasons_add_up", "S08000015, 2016-07"),
    ];
    for (bytes, line, from, to, rule, words) in cases {
        let bytes = changed(bytes, line, from, to);
        let published = read(&bytes, &given("file")).unwrap();
        let failed: Vec<_> = published.checks.0.iter().filter(|check| check.failed > 0).collect();
        let named = failed.iter().find(|check| check.name == rule);
        let told: Vec<String> = named
            .unwrap_or_else(|| panic!("{rule}: {failed:?}"))
            .differences
            .iter()
            .map(|difference| difference.words())
            .collect();
        assert!(told.iter().any(|told| told.contains(words)), "{rule}: {told:?}");
        assert_eq!(published.contradiction().unwrap().code, "F_TOTALS");
    }
}

#[test]
fn one_changed_digit_of_a_record_or_a_sheet_is_named() {
    let records = sample(RECORDS);
    let text = String::from_utf8(records.clone()).unwrap();
    // Beds of a row with one delayed day, and a day blamed on social care for further NHS care.
    let row = text.lines().position(|line| line.contains(",0.0333") && line.contains(",1,")).unwrap();
    let beds = changed(&records, row + 1, ",1,", ",2,");
    let published = read(&beds, &given("file")).unwrap();
    assert!(published.contradiction().unwrap().what.contains("beds_are_days_by_calendar_days"));
    let row = text.lines().position(|line| line.ends_with("C_FURTHER_NON_ACUTE_NHS,0.0,0,0.0,0,0.0,0")).unwrap();
    let blamed = changed(&records, row + 1, "NHS,0.0,0,0.0,0,", "NHS,0.0,0,0.0333333333,1,");
    let published = read(&blamed, &given("file")).unwrap();
    assert!(published.contradiction().unwrap().what.contains("impossible_cells_are_empty"));
    let gone: Vec<&str> = text.lines().enumerate().filter(|(at, _)| *at != 7).map(|(_, line)| line).collect();
    let published = read(gone.join("\n").as_bytes(), &given("file")).unwrap();
    let what = published.contradiction().unwrap().what;
    assert!(what.contains("pairs_are_whole") && what.contains("20 rows"), "{what}");

    for (name, sheet_name) in [("April_11.xls", "LA - by responsible org"), ("Jan_18.xls", "LA - by reason")] {
        let mut sheets = sheets(&sample(name));
        let sheet = sheets.iter_mut().find(|sheet| sheet.name == sheet_name).unwrap();
        let row = sheet.rows.iter().position(|row| row.iter().any(|cell| cell.text.trim() == "Birmingham")).unwrap();
        let cell = sheet.rows[row].iter_mut().rev().find(|cell| cell.text != "0" && cell.text.len() > 2).unwrap();
        cell.text = format!("1{}", cell.text);
        let published = read_sheets(&sheets, &given(name)).unwrap();
        let words: Vec<String> =
            published.checks.0.iter().flat_map(|check| &check.differences).map(|found| found.words()).collect();
        assert!(words.iter().any(|words| words.starts_with("Birmingham (406)")), "{name}: {words:?}");
        assert!(published.contradiction().is_some());
    }
}

#[test]
fn both_editions_of_a_cell_are_stored_and_the_latest_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let key = "0".repeat(16);
    Store::create(folder.path(), &key).unwrap();
    let early = sample("Jan_18.xls");
    let mut sheets = sheets(&early);
    for cell in sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flatten() {
        if cell.text == "13th December 2018" {
            cell.text = "-".to_owned(); // as first published, on 8 March 2018
        }
    }
    let hashes = [sha256(b"first"), sha256(b"revised")];
    let first = read_sheets(&sheets, &PublicationContext { sha256: &hashes[0], ..given("first.xls") }).unwrap();
    let revised = read(&early, &PublicationContext { sha256: &hashes[1], ..given("revised.xls") }).unwrap();
    assert_eq!((&*first.edition, &*revised.edition), ("2018-03-08", "2018-12-13"));
    let all: Vec<Figure> = first.figures.iter().chain(&revised.figures).cloned().collect();
    let mut store = Store::open(folder.path()).unwrap();
    let mut commit = store.begin();
    commit.put_published(&all).unwrap();
    commit.finish().unwrap();
    let stored = store.published().unwrap();
    assert_eq!(stored.len(), all.len());
    let mut expected: Vec<&Figure> = all.iter().collect();
    expected.sort_by(|one, other| one.cell().cmp(&other.cell()).then_with(|| one.edition.cmp(&other.edition)));
    assert!(stored.iter().eq(expected));
    let latest = editions::latest(&stored);
    assert_eq!(latest.len(), revised.figures.len());
    assert!(latest.iter().all(|figure| &*figure.edition == "2018-12-13"));
}

#[test]
fn codes_of_councils_lead_to_the_council_of_the_month() {
    let month = |text: &str| text.parse().ok();
    assert_eq!(lookup::ons_code("809", month("2019-04")), Some("E10000009"));
    assert_eq!(lookup::ons_code("809", month("2019-05")), Some("E06000059"));
    assert_eq!(lookup::ons_code("809", month("2012-01")), Some("E10000009"));
    assert_eq!(lookup::ons_code("809", None), None);
    assert_eq!(lookup::ons_code("00EQ", None), Some("E06000049"));
    assert_eq!(lookup::ons_code("9900", month("2019-05")), None);
    let numbers: std::collections::BTreeSet<&str> = lookup::councils().map(|council| council.la_code).collect();
    assert_eq!(numbers.len(), 155, "152 of the files of 2015 to 2019, Bedfordshire, Cheshire and the Isles of Scilly");
    assert_eq!(lookup::ons_code("738", month("2019-04")), Some("E06000058"));
    assert_eq!(lookup::ons_code("218", None), Some("E06000065"), "one council under two codes");
    assert_eq!(lookup::reasons().len(), 11);
    assert_eq!(lookup::reason_by_label("DII) AWAITING NURSING HOME PLACEMENT").unwrap().code, "Dii");
    assert!(lookup::reason_by_label("Dii awaiting").is_none());
    let april = whole(&sample("April_11.xls"));
    let camden = april.figures.iter().find(|figure| &*figure.area.code == "702").unwrap();
    assert_eq!(&*camden.area.ons_code, "E09000007");
}

#[test]
fn the_command_opens_gzip_and_workbooks_and_holds_them_against_each_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published");
    let files = ["April_11.xls", "Jan_18.xls", COUNCILS].map(|name| folder.join(name));
    let output = program().arg("published").args(files).arg("--json").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let records: Vec<u64> = (0..3).map(|at| json["files"][at]["records"].as_u64().unwrap()).collect();
    assert_eq!(records, [487, 488, 16_267]);
    let compared = json["comparisons"].as_array().unwrap();
    assert_eq!(compared.len(), 2, "two months share no cell: {compared:?}");
    for comparison in compared {
        assert!(comparison["same"].as_u64().unwrap() > 2_000 && comparison["different"] == 0, "{comparison}");
    }
}

#[test]
fn the_command_tells_checks_and_refuses_with_65() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("series.csv");
    let bytes = sample("england_monthly_2010-08_2020-02.csv");
    std::fs::write(&path, &bytes).unwrap();
    let run = |more: &[&str]| {
        let output = program().arg("published").arg(&path).args(more).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (exit, said, _) = run(&[]);
    assert_eq!(exit, Some(0));
    assert!(said.contains("dtoc-england") && said.contains("organisations_add_up: 115 passed, 0 failed"), "{said}");
    let (_, json, _) = run(&["--json", "--edition", "2020-04-09"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["files"][0]["figures"], &json["files"][0]["edition"]), (&1955.into(), &"2020-04-09".into()));
    let (_, csv, _) = run(&["--csv"]);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let columns = beddays::store::schema::PUBLISHED.columns.iter().map(|column| column.name);
    assert!(rows.headers().unwrap().iter().eq(columns));
    assert_eq!(rows.records().map(Result::unwrap).count(), 1955);
    let (exit, _, error) = run(&["--as", "drd-england"]);
    assert_eq!(exit, Some(65));
    assert!(error.contains("F_HEADER"), "{error}");
    std::fs::write(&path, changed(&bytes, 3, "69468", "69469")).unwrap();
    let (exit, said, error) = run(&[]);
    assert_eq!(exit, Some(65));
    assert!(said.contains("FAILED: England (ENG), 2010-09"), "{said}");
    assert!(error.contains("F_TOTALS") && error.contains("115855 stated, 115856"), "{error}");
    let (_, csv, _) = run(&["--csv"]);
    assert_eq!(csv.lines().count(), 1, "nothing is taken of a file that contradicts itself");
}
