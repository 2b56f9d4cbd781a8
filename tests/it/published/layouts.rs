//! Layouts of publications of which no real file is at hand, made after their published headers.

use beddays::domain::{Absence, AreaKind};
use beddays::files::grid::GridCell;
use beddays::published::{Format, PublicationContext, PublicationRead, PublishedSheet, measure, period, read_sheets};

use crate::published::totals::{check, given, read, whole};

fn refused(bytes: &[u8]) -> String {
    let refusal = read(bytes, &given("file")).err().unwrap();
    format!("{} {} {}", refusal.code, refusal.what, refusal.hint)
}

fn days_of(published: &PublicationRead, measure: &str, attributed_to: &str) -> f64 {
    let of = published.figures.iter().filter(|f| &*f.measure == measure && &*f.of.attributed_to == attributed_to);
    of.map(|figure| figure.value.addend().unwrap()).sum()
}

const FIGURES: &str = "NHS A SUM,NHS B SUM,Social Care A SUM,Social Care B SUM,Both A SUM,Both B SUM";

/// Rows of the older record-level layouts: a stem, then patients and days of three organisations.
fn older(preamble: usize, parent: &str, year: &str, month: &str) -> String {
    let mut text = String::new();
    for line in ["Monthly delayed transfers of care", "Crown Copyright,2014", ",,", "x"].iter().take(preamble) {
        text += &format!("{line}\r\n");
    }
    text += &format!(
        "Year,Period Name,{parent},Provider Org Code,Provider Org Name,Local Authority Code,Local Authority Name,\
         Acute Or Non Acute Description,Reason For Delay,{FIGURES}\r\n"
    );
    for (care, reason, figures) in [
        ("Acute", "A_COMPLETION_ASSESSMENT", "1,20,0,3,2,40"),
        ("Acute", "I_HOUSING", "1,31,0,0,0,0"),
        ("Non-Acute", "DII_NURSING_HOME", "0,0,2,62,0,0"),
    ] {
        text += &format!("{year},{month},Q01,PARENT,RZZ,\"TRUST, MADE UP\",702,CAMDEN,{care},{reason},{figures}\r\n");
    }
    text
}

#[test]
fn record_files_are_read_in_every_layout() {
    let sha = "Provider SHA Code,Provider SHA Name";
    let parent = "Provider Parent Org Code,Provider Parent Name";
    for (preamble, columns, year, name, month) in [
        (3, sha, "2011-12", "April", "2011-04"),
        (3, sha, "2012-13", "MARCH", "2013-03"),
        (3, parent, "2016-17", "OCTOBER", "2016-10"),
        (4, parent, "2013-14", "FEBRUARY", "2014-02"),
    ] {
        let published = whole(older(preamble, columns, year, name).as_bytes());
        assert_eq!((published.format, published.receipt.read), (Format::DtocRecords, 3));
        assert!(published.figures.iter().all(|figure| figure.period == month.parse().ok()), "{month}");
        assert_eq!(days_of(&published, measure::DELAYED_DAYS, "nhs"), 51.0);
        assert_eq!(days_of(&published, measure::DELAYED_PATIENTS, "social_care"), 2.0);
        let first = &published.figures[0];
        assert_eq!((&*first.of.provider_code, &*first.provider_name), ("RZZ", "TRUST, MADE UP"));
        assert_eq!((&*first.area.ons_code, &*first.of.care_type), ("E09000007", "acute"));
    }
}

#[test]
fn a_layout_nobody_has_seen_is_read_if_it_fits_and_else_refused_by_name() {
    // 2017-18: patients are gone, the rest might be either; days under the older names are enough.
    let text = older(3, "Provider Parent Org Code,Provider Parent Name", "2017-18", "JUNE");
    let fits = text.replace(FIGURES, "NHS B SUM,Social Care B SUM,Both B SUM");
    let fits =
        fits.replace("1,20,0,3,2,40", "20,3,40").replace("1,31,0,0,0,0", "31,0,0").replace("0,0,2,62,0,0", "0,62,0");
    let published = whole(fits.as_bytes());
    assert_eq!(days_of(&published, measure::DELAYED_DAYS, "social_care"), 65.0);
    assert!(published.figures.iter().all(|figure| figure.period == "2017-06".parse().ok()));
    let renamed = text.replace("Both B SUM", "Both Days");
    assert!(refused(renamed.as_bytes()).contains("F_HEADER_UNKNOWN"), "{}", refused(renamed.as_bytes()));
    assert!(refused(renamed.as_bytes()).contains("`Both Days`"));
    let gone = text.replace("NHS B SUM", "NHS");
    assert!(refused(gone.as_bytes()).contains("different years") || refused(gone.as_bytes()).contains("not there"));
    let twice = text.replace("NHS A SUM", "NHS B SUM");
    assert!(refused(twice.as_bytes()).contains("F_HEADER_DUPLICATE"));
    let near = text.replace("Reason For Delay", "Reason For Delays");
    assert!(refused(near.as_bytes()).contains("is `Reason For Delays` meant"), "{}", refused(near.as_bytes()));
}

#[test]
fn records_that_cannot_be_read_are_left_and_named() {
    let text = older(3, "Provider SHA Code,Provider SHA Name", "2011-12", "April");
    for (from, to, code) in [
        ("I_HOUSING", "I_HOUSE", "R_CODE"),
        ("Non-Acute,DII", "Mixed,DII", "R_CODE"),
        ("1,20,", "1,-20,", "R_NUMBER"),
        ("1,20,", "1,2.5,", "R_NUMBER"),
        ("1,20,", "1,many,", "R_NUMBER"),
        ("2011-12,April,Q01", "2011-12,Aprilis,Q01", "R_DATE"),
        ("2011-12,April,Q01", "2011-13,April,Q01", "R_DATE"),
        ("702,CAMDEN", ",CAMDEN", "R_REQUIRED"),
        ("1,20,0,3,2,40", "1,20,0,3,2", "R_WIDTH"),
        ("702,CAMDEN", "702,CAM\"DEN", "R_QUOTE"),
    ] {
        assert!(text.contains(from), "{from}");
        let published = read(text.replacen(from, to, 1).as_bytes(), &given("file")).unwrap();
        let receipt = &published.receipt;
        assert_eq!((receipt.read, receipt.accepted, receipt.rejected), (3, 2, 1), "{to}");
        assert_eq!(published.findings[0].code, code, "{to}");
        assert!(published.findings[0].line >= 5);
    }
    let again = format!("{text}{}\r\n", text.lines().last().unwrap());
    let published = read(again.as_bytes(), &given("file")).unwrap();
    assert_eq!((published.receipt.duplicates, published.findings[0].code), (1, "D_EXACT"));
    let other = format!("{text}{}\r\n", text.lines().last().unwrap().replace("62", "61"));
    let published = read(other.as_bytes(), &given("file")).unwrap();
    assert_eq!((published.receipt.rejected, published.findings[0].code), (1, "R_CONFLICT"));
    let what = published.contradiction().unwrap().what;
    assert!(what.contains("one_figure_a_cell") && what.contains("62 stated, 61"), "{what}");
}

#[test]
fn months_are_read_as_they_are_spelt_and_no_other_way() {
    let month = |text: &str| text.parse().ok();
    assert_eq!(period::of_return("MSitDT-NOVEMBER-2019"), month("2019-11"));
    assert_eq!(period::of_return("MSitDT-April-2018"), month("2018-04"));
    assert_eq!(period::of_return("NOVEMBER-2019"), None);
    assert_eq!(beddays::domain::Month::named("Apr-24"), month("2024-04"));
    assert_eq!(beddays::domain::Month::named("July 2026"), month("2026-07"));
    assert_eq!(beddays::domain::Month::named("04-24"), None);
    assert_eq!(period::six_digits("201613"), None);
    assert_eq!(period::of_year("2016-17", "January"), month("2017-01"));
    assert_eq!(period::of_year("2016/17", "Sept"), month("2016-09"));
    assert_eq!(period::of_year("2016-18", "January"), None);
    assert_eq!(period::day_month_year("01/06/2024"), "2024-06-01".parse().ok());
    assert_eq!(period::day_month_year("2024-06-01"), None);
    assert_eq!(period::day_month_year("31/06/2024"), None);
    assert_eq!(period::long_day("13th December 2018"), "2018-12-13".parse().ok());
}

fn sheet(name: &str, rows: &[&[&str]]) -> PublishedSheet {
    let cells = |row: &&[&str]| row.iter().map(|text| GridCell::text(*text)).collect();
    PublishedSheet { name: name.to_owned(), rows: rows.iter().map(cells).collect() }
}

/// A national series: sheets by organisation and by care, and the one with three levels of header.
fn series() -> Vec<PublishedSheet> {
    let head: [&[&str]; 3] = [&[], &["", "Title:", "Delayed Transfers of Care"], &["", "Published:", "9th April 2020"]];
    let by_organisation: Vec<&[&str]> = [
        &head[..],
        &[
            &["", "Year", "Period", "NHS", "Social Care", "Both", "Total"],
            &["", "2010-11", "August", "10", "5", "1", "16"],
            &["", "2010-11", "January", "9", "0", "0", "9"],
        ],
    ]
    .concat();
    let by_care: Vec<&[&str]> = [
        &head[..],
        &[
            &["", "", "", "Acute", "Non-Acute", "Total"],
            &["", "2010-11", "August", "12", "4", "16"],
            &["", "2010-11", "January", "9", "-", "9"],
            &[],
            &["", "Note", "", "", "", ""],
        ],
    ]
    .concat();
    let three: Vec<&[&str]> = [
        &head[..],
        &[
            &["", "", "", "Acute", "", "", "Non-Acute", "", ""],
            &["", "", "", "A) Awaiting completion", "", "", "B) Awaiting public funding", "", ""],
            &["", "Year", "Month", "NHS", "Social Care", "Both", "NHS", "Social Care", "Both"],
            &["", "2010-11", "August", "8", "3", "1", "2", "2", "0"],
            &["", "2010-11", "January", "9", "0", "0", "0", "0", "0"],
        ],
    ]
    .concat();
    vec![
        sheet("Delayed Days by organisation", &by_organisation),
        sheet("Delayed Days by care", &by_care),
        sheet("Delayed Days", &three),
        sheet("Notes", &[&["Nothing to read here"]]),
    ]
}

#[test]
fn the_national_workbook_is_read_with_one_level_of_header_and_with_three() {
    let published = read_sheets(&series(), &given("series.xls")).unwrap();
    assert!(published.contradiction().is_none(), "{:?}", published.contradiction());
    assert_eq!((published.format, &*published.edition), (Format::DtocEngland, "2020-04-09"));
    assert_eq!((published.receipt.read, published.receipt.rejected), (6, 0), "{:?}", published.findings);
    assert_eq!((check(&published, "sheets_agree"), check(&published, "organisations_add_up")), ((2, 0), (2, 0)));
    assert_eq!(published.notes.iter().filter(|note| note.code == "W_NOT_READ").count(), 1);
    let cell = |care: &str, reason: &str, organisation: &str| {
        let of = published.figures.iter().find(|figure| {
            figure.period == "2010-08".parse().ok()
                && (&*figure.of.care_type, &*figure.of.reason, &*figure.of.attributed_to)
                    == (care, reason, organisation)
        });
        of.and_then(|figure| figure.value.number())
    };
    assert_eq!(cell("acute", "A", "both"), Some(1.0));
    assert_eq!(cell("non_acute", "B", "nhs"), Some(2.0));
    assert_eq!(cell("", "", "nhs"), Some(10.0));
    // The same with the upper levels written over every column.
    let mut repeated = series();
    for row in 3..5 {
        for at in [4, 5, 7, 8] {
            repeated[2].rows[row][at] = repeated[2].rows[row][if at < 6 { 3 } else { 6 }].clone();
        }
    }
    let again = read_sheets(&repeated, &given("series.xls")).unwrap();
    assert!(again.figures.iter().map(|figure| figure.cell()).eq(published.figures.iter().map(|figure| figure.cell())));
    let mut wrong = series();
    wrong[1].rows[4][5].text = "17".to_owned();
    let published = read_sheets(&wrong, &given("series.xls")).unwrap();
    let what = published.contradiction().unwrap().what;
    assert!(what.contains("England (ENG), 2010-08") && what.contains("17 stated, 16"), "{what}");
    let mut unknown = series();
    unknown[0].rows[3][6].text = "Sum".to_owned();
    unknown[0].rows[3].push(GridCell::text("NHS"));
    assert_eq!(read_sheets(&unknown, &given("series.xls")).err().unwrap().code, "F_HEADER_UNKNOWN");
}

/// A council workbook of the middle years, with one council.
fn councils(header: &[&str], key: &[&str]) -> Vec<PublishedSheet> {
    let of = |name: &str, labels: &[&str], england: &[&str], council: &[&str]| {
        let mut rows: Vec<Vec<&str>> = vec![vec![]; 13];
        rows[3] = vec!["", "Period:", "June 2014"];
        rows[6] = vec!["", "Published:", "1st August 2014"];
        rows.push([&[""][..], header, labels].concat());
        let dashes = vec!["-"; header.len() - 1];
        rows.push([&[""][..], &dashes, &["England"], england].concat());
        rows.push(vec![]);
        rows.push([&[""][..], key, council].concat());
        rows.push(vec!["", "Note: something"]);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        sheet(name, &rows)
    };
    vec![
        of("LA - by Type of Care", &["Acute", "Non-Acute", "Total"], &["7", "-", "7"], &["7", "-", "7"]),
        of(
            "LA - by responsible org",
            &["NHS", "Social Care", "Both", "Total"],
            &["4", "3", "-", "7"],
            &["4", "3", "-", "7"],
        ),
        of("LA - by reason", &["A) COMPLETION", "DI) RESIDENTIAL", "TOTAL"], &["5", "2", "7"], &["5", "2", "7"]),
    ]
}

#[test]
fn council_workbooks_are_read_with_the_key_columns_of_every_year() {
    for (header, key) in [
        (&["SHA", "Code", "Name"][..], &["-", "702", "Camden"][..]),
        (&["Region", "Code", "Name"], &["London", "702", "Camden"]),
        (&["Region", "ONS Geography", "Code", "Name"], &["London", "E09000007", "702", "Camden"]),
    ] {
        let published = read_sheets(&councils(header, key), &given("la.xls")).unwrap();
        assert!(published.contradiction().is_none(), "{:?}", published.contradiction());
        assert_eq!((published.receipt.read, published.receipt.rejected), (6, 0), "{:?}", published.findings);
        assert_eq!((published.format, &*published.edition), (Format::DtocCouncils, "2014-08-01"));
        assert!(published.figures.iter().all(|figure| figure.period == "2014-06".parse().ok()));
        let camden = published.figures.iter().find(|figure| figure.area.kind == AreaKind::Council).unwrap();
        assert_eq!((&*camden.area.name, &*camden.area.ons_code), ("Camden", "E09000007"));
        let dash = published.figures.iter().filter(|figure| figure.value.absence() == Some(Absence::Dash)).count();
        assert_eq!(dash, 4);
    }
    let mut other = councils(&["SHA", "Code", "Name"], &["-", "702", "Camden"]);
    other[1].rows[3][2].text = "July 2014".to_owned();
    assert_eq!(read_sheets(&other, &given("la.xls")).err().unwrap().code, "F_PERIOD");
    let mut other = councils(&["Cluster", "Code", "Name"], &["-", "702", "Camden"]);
    other.truncate(1);
    assert_eq!(read_sheets(&other, &given("la.xls")).err().unwrap().code, "F_HEADER_UNKNOWN");
}

const DRD_HEADER: &str = "Date,Data Source,Data Type,Upper Tier Local Authority Code,Upper Tier Local Authority,\
                          Region (of Provider),ICB (of Provider),Code,Organisation Name,Measure,Value";
const DELAYS: [&str; 7] = [
    "No delay",
    "a 1 day delay",
    "a 2-3 day delay",
    "a 4-6 day delay",
    "a 7-13 day delay",
    "a 14-20 day delay",
    "a delay of 21 days or more",
];
const WITHIN: [&str; 6] = ["1 day", "2-3 days", "4-6 days", "7-13 days", "14-20 days", "21 days or more"];

/// The rows of one area: all measures of its level from its discharges and bed days by band.
fn drd_area(date: &str, place: &str, is_council: bool, counts: [u32; 7], days: [u32; 6]) -> String {
    let (all, bed_days): (u32, u32) = (counts.iter().sum(), days.iter().sum());
    let delayed = all - counts[0];
    let share = |part: u32, whole: u32| format!("{:.4}", f64::from(part) / f64::from(whole));
    let mut rows: Vec<(String, String)> = Vec::new();
    let total = if is_council {
        "Total Discharges for UTLA from acceptable trusts"
    } else {
        "Number of patients discharged in total"
    };
    rows.push((total.to_owned(), all.to_string()));
    rows.push(("Total bed days lost due to delayed discharge".to_owned(), bed_days.to_string()));
    rows.push(("Date of discharge is same as Discharge Ready Date".to_owned(), share(counts[0], all)));
    rows.push(("Date of Discharge is 1+ days after Discharge Ready Date".to_owned(), share(delayed, all)));
    for (delay, count) in DELAYS.iter().zip(counts) {
        let words = "patients discharged where, between the Discharge Ready Date and Discharge Date, there is";
        rows.push((format!("Number of {words} {delay}"), count.to_string()));
        rows.push((format!("% of {words} {delay}"), share(count, all)));
    }
    for ((within, count), days) in WITHIN.iter().zip(&counts[1..]).zip(days) {
        let words = "patients discharged after their Discharge Ready Date but discharged within";
        rows.push((format!("% of {words} {within}"), share(*count, delayed)));
        rows.push((
            format!("Total bed days after Discharge Ready Date for patients discharged within {within}"),
            days.to_string(),
        ));
    }
    let average = |by: u32| format!("{:.2}", f64::from(bed_days) / f64::from(by));
    rows.push((
        "Average days from Discharge Ready Date to date of discharge (inc 0 day delays)".to_owned(),
        average(all),
    ));
    rows.push((
        "Average days from Discharge Ready Date to date of discharge (exc 0 day delays)".to_owned(),
        average(delayed),
    ));
    let row = |(measure, value): (String, String)| format!("{date},SUS,{place},\"{measure}\",{value}\n");
    rows.into_iter().map(row).collect()
}

/// A month of the publisher's file: England, two boards, two providers, a council, and its providers.
fn drd(date: &str) -> String {
    let one = ([80, 6, 5, 4, 3, 1, 1], [6, 12, 20, 30, 15, 40]);
    let other = ([50, 2, 0, 1, 0, 0, 2], [2, 0, 5, 0, 0, 70]);
    let sum7: [u32; 7] = std::array::from_fn(|at| one.0[at] + other.0[at]);
    let sum6: [u32; 6] = std::array::from_fn(|at| one.1[at] + other.1[at]);
    let mut text = format!("{DRD_HEADER}\n");
    let place = |kind: &str, code: &str| format!("{kind},[z],[z],[z],[z],{code},NAME");
    text += &drd_area(date, &place("National", "ENGLAND"), false, sum7, sum6);
    text += &format!("{date},SUS,{},Number of providers submitting acceptable data,2\n", place("National", "ENGLAND"));
    text += &format!("{date},SUS,{},% of providers submitting acceptable data,0.9\n", place("National", "ENGLAND"));
    for (icb, provider, (counts, days)) in [("QXX", "RZZ", one), ("QYY", "RYY", other)] {
        text += &drd_area(date, &place("ICB", icb), false, counts, days);
        text += &drd_area(date, &place("Provider", provider), false, counts, days);
    }
    text += &drd_area(date, "UTLA Aggregate,E09000007,Camden,[z],[z],[z],[z]", true, other.0, other.1);
    let utla = "UTLA Aggregate,E09000007,Camden,[z],[z],[z],[z]";
    text += &format!("{date},SUS,{utla},% of all UTLA discharges that are from acceptable trusts,[z]\n");
    let mapped = "Provider activity mapped to UTLA,E09000007,Camden,LONDON,NHS NCL,RZZ,TRUST";
    text += &format!("{date},SUS,{mapped},Total Discharges of UTLA patients from provider,41\n");
    text += &format!("{date},SUS,{mapped},% trust contributes to UTLA discharges,*\n");
    text
}

#[test]
fn the_discharge_ready_file_is_read_with_all_its_measures() {
    for (date, month) in [("Apr-24", "2024-04"), ("July 2026", "2026-07")] {
        let published = whole(drd(date).as_bytes());
        assert_eq!(published.format, Format::DrdEngland);
        assert!(published.figures.iter().all(|figure| figure.period == month.parse().ok()));
        let unknown = published.figures.iter().filter(|figure| &*figure.measure == measure::OTHER);
        assert_eq!(unknown.count(), 0);
        assert_eq!(check(&published, "bands_add_to_discharges"), (6, 0));
        assert_eq!(check(&published, "bands_add_to_bed_days"), (6, 0));
        assert_eq!(check(&published, "average_is_bed_days_by_discharges"), (12, 0));
        assert_eq!(check(&published, "providers_add_to_england"), (15, 0));
        let names: std::collections::BTreeSet<_> =
            published.figures.iter().map(|figure| (figure.measure.clone(), figure.of.band.clone())).collect();
        assert_eq!(names.len(), 38, "every one of the 38 measures");
        let mapped = published.figures.iter().find(|figure| &*figure.measure == measure::FROM_PROVIDER).unwrap();
        assert_eq!((&*mapped.area.code, &*mapped.of.provider_code), ("E09000007", "RZZ"));
        let absences: Vec<_> = published.figures.iter().filter_map(|figure| figure.value.absence()).collect();
        assert_eq!(absences, [Absence::NotAvailable, Absence::Suppressed]);
    }
}

#[test]
fn a_changed_digit_of_the_discharge_ready_file_is_named() {
    let text = drd("Apr-24");
    let rows: Vec<&str> = text.lines().collect();
    // Every number of every area but the two that nothing follows from.
    let mut tried = 0;
    for (at, row) in rows.iter().enumerate().skip(1) {
        let (head, value) = row.rsplit_once(',').unwrap();
        if value.parse::<f64>().is_err() || head.contains("% of providers") || head.contains("UTLA patients from") {
            continue;
        }
        let changed = match value.parse::<u32>() {
            Ok(number) => (number + 9).to_string(),
            Err(_) => format!("{:.4}", value.parse::<f64>().unwrap() + 0.2),
        };
        let changed = format!("{head},{changed}");
        let other: Vec<&str> = rows.iter().enumerate().map(|(n, row)| if n == at { &*changed } else { *row }).collect();
        let published = read(other.join("\n").as_bytes(), &given("file")).unwrap();
        assert!(published.contradiction().is_some() || head.contains("acceptable data"), "{changed}");
        tried += 1;
    }
    assert!(tried > 180, "{tried}");
}

#[test]
fn a_provider_that_the_file_lacks_is_known_from_englands_own_count() {
    let text = drd("Apr-24");
    let gone: String = text
        .lines()
        .filter(|row| !row.contains("Provider,[z],[z],[z],[z],RYY"))
        .map(|row| format!("{row}\n"))
        .collect();
    let published = whole(gone.as_bytes());
    // Nine of its counts were not zero.
    assert_eq!(check(&published, "providers_add_to_england"), (6, 9));
    // If England counts one provider only, nothing explains the difference.
    let fewer = gone.replace("submitting acceptable data,2", "submitting acceptable data,1");
    let published = read(fewer.as_bytes(), &given("file")).unwrap();
    assert!(published.contradiction().unwrap().what.contains("providers_add_to_england"));
}

/// Discharges and bed days by band.
type Delays = ([u32; 7], [u32; 6]);

/// A month with England, one board of all of it, and other areas; England counts so many providers.
fn drd_month(england: Delays, providers: u32, areas: &[(&str, &str, Delays)]) -> String {
    let place = |kind: &str, code: &str| format!("{kind},[z],[z],[z],[z],{code},NAME");
    let mut text = format!("{DRD_HEADER}\n");
    for (kind, code, (counts, days)) in [("National", "ENGLAND", england), ("ICB", "QXX", england)].iter().chain(areas)
    {
        text += &drd_area("Apr-24", &place(kind, code), false, *counts, *days);
    }
    let national = place("National", "ENGLAND");
    text + &format!("Apr-24,SUS,{national},Number of providers submitting acceptable data,{providers}\n")
}

/// The rule that a month breaks, if any.
fn broken(text: &str) -> Option<String> {
    read(text.as_bytes(), &given("file")).unwrap().contradiction().map(|refusal| refusal.what)
}

fn plus(one: Delays, other: Delays) -> Delays {
    (std::array::from_fn(|at| one.0[at] + other.0[at]), std::array::from_fn(|at| one.1[at] + other.1[at]))
}

#[test]
fn an_absent_provider_explains_what_a_provider_can_have() {
    let one: Delays = ([800, 60, 50, 40, 30, 10, 10], [60, 120, 200, 300, 150, 400]);
    let other: Delays = ([500, 20, 10, 10, 10, 5, 20], [20, 25, 50, 90, 80, 700]);
    let month = |gone: Delays, shown: Delays, counted: u32| {
        drd_month(plus(plus(one, other), gone), counted, &[("Provider", "RZZ", one), ("Provider", "RYY", shown)])
    };
    let gone: Delays = ([300, 30, 4, 6, 7, 1, 2], [30, 9, 30, 60, 15, 50]);
    let mut changed = other;
    assert_eq!(broken(&month(gone, other, 3)), None);
    let refused = |text: &str, why: &str| {
        let what = broken(text).unwrap_or_else(|| panic!("taken: {why}"));
        assert!(what.contains("providers_add_to_england"), "{why}: {what}");
    };
    refused(&month(gone, other, 2), "England counts no more than there are");
    // Everything of one provider nine times as large: nobody is twice the largest.
    let large: Delays = (one.0.map(|count| count * 9), one.1.map(|days| days * 9));
    refused(&month(large, other, 3), "larger than any");
    assert_eq!(broken(&month(large, other, 7)), None, "five could have as much");
    // Figures that keep to all rules of their own row, but leave to the absent one what nobody can have.
    changed.1[1] = 28;
    refused(&month(gone, changed, 3), "four discharges after 2 or 3 days leave 8 bed days at least, 6 are left");
    changed = other;
    changed.1[5] = 780;
    refused(&month(gone, changed, 3), "less than nothing is left");
    changed = other;
    (changed.0[1], changed.1[0]) = (60, 60);
    refused(&month(gone, changed, 3), "fewer discharges than none are left");
}

#[test]
fn regions_may_be_short_of_england_by_a_little() {
    let north: Delays = ([8000, 600, 500, 400, 300, 100, 100], [600, 1200, 2000, 3000, 1500, 4000]);
    let south: Delays = ([5000, 200, 100, 100, 100, 50, 200], [200, 250, 500, 900, 800, 7000]);
    let england = plus(north, south);
    let month = |south: Delays| drd_month(england, 2, &[("Regional", "Y60", north), ("Regional", "Y61", south)]);
    let published = whole(month(south).as_bytes());
    assert_eq!(check(&published, "regions_add_to_england"), (15, 0));
    let with = |discharges: u32| {
        let mut changed = south;
        changed.0[0] = discharges;
        month(changed)
    };
    let short = whole(with(5000 - 200).as_bytes());
    assert_eq!(check(&short, "regions_add_to_england"), (13, 2), "the band and its total, 1.5 and 1.3 % short");
    for wrong in [5000 - 260, 5000 - 4000, 5001, 6000] {
        let what = broken(&with(wrong)).unwrap_or_else(|| panic!("{wrong} is taken"));
        assert!(what.contains("regions_add_to_england"), "{what}");
    }
}

#[test]
fn an_unknown_measure_is_kept_under_its_own_words() {
    let text = format!("{}Apr-24,SUS,National,[z],[z],[z],[z],ENGLAND,ENGLAND,Beds closed,12.5\n", drd("Apr-24"));
    let published = whole(text.as_bytes());
    let other = published.figures.iter().find(|figure| &*figure.measure == measure::OTHER).unwrap();
    assert_eq!((&*other.of.detail, other.value.number()), ("Beds closed", Some(12.5)));
    assert!(published.notes.iter().any(|note| note.code == "W_MEASURE" && note.message.contains("Beds closed")));
}

const CORE: [&str; 3] = [
    "Number of patients who no longer meet the criteria to reside",
    "Number of patients discharged",
    "Number of patients remaining in hospital who no longer meet the criteria to reside",
];

/// A month of the situation report: two days of England and a board, ten columns or eight.
fn sitrep(columns: usize) -> String {
    let more = if columns == 10 { ",Metric Type,Metric Group" } else { "" };
    let mut text = format!("Period,Level,Region,ICB,Org Code,Org Name,Metric,Value{more}\n");
    let mut row = |date: &str, place: &str, metric: &str, value: &str, group: &str| {
        let more = if columns == 10 { format!(",Daily metric,{group}") } else { String::new() };
        text += &format!("{date},{place},\"{metric}\",{value}{more}\n");
    };
    for date in ["01/06/2024", "02/06/2024"] {
        for place in [
            "National,[z],[z],ENG,ENGLAND (Type 1 Trusts)",
            "ICB,LONDON,[z],QXX,NHS MADE UP",
            "PROVIDER,LONDON,NHS MADE UP,RZZ,TRUST",
        ] {
            for (metric, value) in CORE.iter().zip(["90", "40", "50"]) {
                row(date, place, metric, value, "NCTR");
            }
        }
    }
    let place = "PROVIDER,LONDON,NHS MADE UP,RZZ,TRUST";
    row("01/06/2024", place, "Hospital process\u{A0}\u{2013} Awaiting  therapy", "2.5", "Delay reason LOS 7+");
    row("01/06/2024", place, "Hospital process- Awaiting transport", "[z]", "Delay reason LOS 7+");
    let bed_days = "Number of additional bed days, patients with a length of stay of 7 days or over";
    row("31/05/2024", place, bed_days, "70", "Additional bed days lost");
    row("01/10/2025", place, CORE[0], "90", "NCTR");
    text
}

/// As Windows-1252, in which these publications mostly come.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        '\u{2013}' => 0x96,
        '\u{A0}' => 0xA0,
        other => u8::try_from(other).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn the_situation_report_is_read_in_both_widths_and_encodings() {
    for columns in [8, 10] {
        let text = sitrep(columns);
        let marked = format!("\u{FEFF}{text}");
        for bytes in [marked.into_bytes(), windows_1252(&text)] {
            let published = whole(&bytes);
            assert_eq!((published.format, published.receipt.read), (Format::AcuteSitrepEngland, 22));
            assert_eq!(check(&published, "no_longer_meets_is_discharged_and_remaining"), (6, 0));
            assert_eq!(check(&published, "icbs_add_to_england"), (6, 0));
            let find = |words: &str| {
                published
                    .figures
                    .iter()
                    .find(|figure| &*figure.of.detail == words || &*figure.of.reason == words)
                    .unwrap()
            };
            let therapy = find("Hospital process - Awaiting therapy");
            assert_eq!(therapy.value.number(), Some(2.5));
            let transport = find("Hospital process - Awaiting transport");
            assert_eq!(transport.value.absence(), Some(Absence::NotAvailable));
            if columns == 10 {
                assert_eq!((&*therapy.measure, &*therapy.of.band), (measure::BY_REASON, "7+"));
            }
            let marked: Vec<_> = published.figures.iter().filter(|figure| !figure.remark.is_empty()).collect();
            assert_eq!(marked.len(), 2, "dated outside the month, kept and marked");
            assert!(marked.iter().any(|figure| figure.remark.starts_with("weekly snapshot")));
            let warned = published.notes.iter().filter(|note| note.code == "W_MISDATED").count();
            assert_eq!(warned, 2);
        }
    }
    assert!(read(&windows_1252(&sitrep(10)), &given("f")).unwrap().notes.iter().any(|note| note.code == "W_ENCODING"));
    let changed = sitrep(10).replacen(",50,Daily", ",51,Daily", 1);
    let what = read(changed.as_bytes(), &given("f")).unwrap().contradiction().unwrap().what;
    assert!(what.contains("ENGLAND (Type 1 Trusts) (ENG), 2024-06-01") && what.contains("90 stated, 91"), "{what}");
    let mixed = [&b"\xEF\xBB\xBF"[..], "\u{E9}\n".as_bytes(), &windows_1252(&sitrep(8))].concat();
    assert!(refused(&mixed).starts_with("F_ENCODING"));
}

/// A month of Scotland's open data, of two areas and the newer or older groups of code 9.
fn scotland(area: &str, measures: &str, codes: [&str; 2], split: bool) -> String {
    let mut text =
        format!("MonthOfDelay,{area},{area}QF,AgeGroup,AgeGroupQF,ReasonForDelay,ReasonForDelayQF,{measures}\n");
    let groups: &[(&str, u32)] = if split {
        &[
            ("Health and Social Care Reasons", 7),
            ("Patient and Family Related Reasons", 2),
            ("Code 9 AWI", 3),
            ("Code 9 Non-AWI", 4),
        ]
    } else {
        &[("Health and Social Care Reasons", 7), ("Patient and Family Related Reasons", 2), ("Code 9 Reasons", 7)]
    };
    for (code, times) in codes.into_iter().zip([1, 2]).chain([("S92000003", 3)]) {
        for (age, more) in [("18-74", 1), ("75plus", 4), ("18plus", 5)] {
            let all = [("All Delay Reasons", 16)];
            for (reason, days) in groups.iter().chain(&all) {
                let days = days * times * more;
                let average = if measures.contains(',') { format!(",{}", (2 * days + 31) / 62) } else { String::new() };
                text += &format!("202305,{code},,{age},,{reason},,{days}{average}\n");
            }
        }
    }
    text
}

#[test]
fn scotland_is_read_by_board_and_by_council_days_and_census() {
    const DAYS: &str = "NumberOfDelayedBedDays,AverageDailyNumberOfDelayedBeds";
    const CENSUS: &str = "NumberOfCensusDelays";
    for (area, codes, kind) in
        [("HBT", ["S08000015", "S08000016"], AreaKind::Board), ("CA", ["S12000005", "S12000006"], AreaKind::Council)]
    {
        for (measures, format) in [(DAYS, Format::ScotlandBeddays), (CENSUS, Format::ScotlandCensus)] {
            for split in [false, true] {
                let text = scotland(area, measures, codes, split);
                let published = whole(text.as_bytes());
                assert_eq!(published.format, format);
                assert!(published.figures.iter().any(|figure| figure.area.kind == kind));
                assert_eq!(check(&published, "reasons_add_up"), (9, 0));
                let changed = text.replacen(",7", ",8", 1);
                assert!(read(changed.as_bytes(), &given("f")).unwrap().contradiction().is_some());
            }
        }
    }
    let both = scotland("HBT", CENSUS, ["S08000015", "S08000016"], false).replace("HBTQF", "CA");
    assert!(refused(both.as_bytes()).starts_with("F_HEADER_MISSING"));
}

#[test]
fn what_is_no_publication_is_refused_by_what_it_is() {
    for (bytes, code) in [
        (&b"stay_id,provider_code\nS1,RX1\n"[..], "F_HEADER "),
        (b"", "F_EMPTY"),
        (b"\x1F\x8B\x08\x00", "F_"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 not really a workbook", "F_FORMAT"),
        (b"PK\x03\x04nothing", "F_"),
        (b"[{\"period\": \"2019-11\"}]", "F_FORMAT"),
        (b"<html><body>sign in</body></html>", "F_FORMAT"),
        (b"Period,Level,Region,ICB,Org Code,Org Name,Metric,Value\n", "F_NO_ROWS"),
        (b"Period,Level,Region,ICB,Org Code,Org Name,Metric,\"Value\n", "F_UNCLOSED_QUOTE"),
    ] {
        assert!(refused(bytes).starts_with(code), "{}", refused(bytes));
    }
    let records = older(3, "Provider SHA Code,Provider SHA Name", "2011-12", "April");
    let as_other = PublicationContext { format: Some(Format::ScotlandCensus), ..given("file") };
    assert_eq!(read(records.as_bytes(), &as_other).err().unwrap().code, "F_HEADER");
}

#[test]
fn a_cell_of_a_file_without_sheets_is_named_by_its_line_and_column() {
    let sheet = |name: &str| PublishedSheet { name: name.to_owned(), rows: Vec::new() };
    assert_eq!(sheet("").place(11, 15), "line 12, column 16 (P)");
    assert_eq!(sheet("LA").place(11, 15), "sheet `LA`, cell P12");
}
