//! Every figure of a statement, of each council's statement and of a revision report is explained by what makes it up, and adds up
//! (F6).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use beddays::operate::trace::{FiguresAsked, Trace, TraceBasis};
use beddays::project::Project;
use beddays::store::{Store, sha256};
use serde_json::Value;

use super::rebuild::{forged, project};
use crate::support::harness::{program, said};

/// Every figure of a statement as its JSON has it: table, column and value, in their order.
fn figures(statement: &Value) -> Vec<(String, String, Value)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    // An amount that is not known is no figure that could add up.
    let top: Vec<Value> =
        list(&statement["figures"]).into_iter().filter(|one| !one["value"]["missing"].is_string()).collect();
    let mut found: Vec<(String, String, Value)> =
        top.iter().map(|one| ("figures".to_owned(), text(&one["label"]), one["value"].clone())).collect();
    for table in list(&statement["sections"]).iter().flat_map(|section| list(&section["tables"])) {
        let columns = list(&table["columns"]);
        for row in list(&table["rows"]).into_iter().chain(table["total"].as_array().map(|_| table["total"].clone())) {
            for (column, value) in columns.iter().zip(list(&row)) {
                let is_figure = value.is_i64() || value["amount_minor"].is_i64();
                if is_figure {
                    found.push((text(&table["id"]), text(&column["name"]), value));
                }
            }
        }
    }
    found
}

/// The files of a project by their hash.
fn delivered(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder.join("store/raw")).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.map(|bytes| (sha256(&bytes), bytes)).collect()
}

/// The days that are listed are those that are counted, and each record stands where it is said to stand.
fn check_parts(trace: &Trace, files: &BTreeMap<String, Vec<u8>>) {
    let has_parts = !trace.days.is_empty() || !trace.found.is_empty() || !trace.deliveries.is_empty();
    let has_parts = has_parts || !trace.corrections.is_empty() || !trace.rests_on.is_empty();
    assert!(has_parts || trace.comes_to == Some(0), "{trace:?}");
    let stays: BTreeSet<&str> = trace.days.iter().map(|days| &*days.stay_id).collect();
    let recorded: BTreeSet<&str> = trace.records.iter().map(|record| &*record.stay_id).collect();
    assert_eq!(stays, recorded, "{}: each stay has its records", trace.figure);
    for record in &trace.records {
        let bytes = &files[&record.record.sha256];
        let [first, last] = [record.record.byte_offset.unwrap() as usize, record.record.last_byte.unwrap() as usize];
        let row = std::str::from_utf8(&bytes[first..=last]).unwrap();
        assert!(row.starts_with(&format!("{},", record.stay_id)) && row.ends_with('\n'), "{record:?}: {row}");
        assert_eq!(row.matches('\n').count(), 1, "{record:?}: {row}");
    }
}

/// Every figure of the last statement of a project; gives back which tables had figures.
fn every_figure(folder: &Path) -> BTreeSet<String> {
    every_figure_of(folder, None, "")
}

/// The reports of the last month of a project beside its statement, by what stands before their figures, with their files.
fn other_reports(folder: &Path, month: &str) -> Vec<(String, String)> {
    let of_month = folder.join(format!("reports/{month}"));
    let councils = fs::read_dir(of_month.join("statements")).into_iter().flatten();
    let councils = councils.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut reports: Vec<(String, String)> =
        councils.map(|code| (code.clone(), format!("statements/{code}/internal-statement.json"))).collect();
    let revision = "internal-revision.json".to_owned();
    reports.extend(of_month.join(&revision).exists().then(|| ("revision".to_owned(), revision)));
    reports.sort();
    reports
}

/// Every figure of every report of a month beside its statement; gives back the reports, and which tables had figures.
fn every_other_figure(folder: &Path, month: &str) -> (Vec<String>, BTreeSet<String>) {
    let reports = other_reports(folder, month);
    let tables = reports.iter().flat_map(|(name, file)| every_figure_in(folder, (month, None), (name, file)));
    let tables = tables.collect();
    (reports.into_iter().map(|(name, _)| name).collect(), tables)
}

/// Every figure of a statement: of the last one, or of a month and edition.
fn every_figure_of(folder: &Path, of: Option<(&str, u32)>, report: &str) -> BTreeSet<String> {
    let month = of.map_or("", |of| of.0);
    every_figure_in(folder, (month, of.map(|of| of.1)), (report, "internal-statement.json"))
}

fn every_figure_in(
    folder: &Path,
    (of, edition): (&str, Option<u32>),
    (report, file): (&str, &str),
) -> BTreeSet<String> {
    let project = Project::read(folder).unwrap();
    let store = Store::read_only(folder).unwrap();
    let basis =
        TraceBasis::read(&project, &store, &FiguresAsked { report, month: of.parse().ok(), edition, other_law: None })
            .unwrap();
    let place = edition.map_or_else(String::new, |edition| format!("edition-{edition}/"));
    let path = folder.join(format!("reports/{}/{place}{file}", basis.edition().0));
    let wanted = figures(&serde_json::from_slice(&fs::read(path).unwrap()).unwrap());
    let (cells, files) = (basis.cells(), delivered(folder));
    let named: Vec<(String, String, Value)> =
        cells.iter().map(|cell| (cell.table.to_owned(), cell.column.to_owned(), cell.shown.clone())).collect();
    assert_eq!(named, wanted, "every figure can be asked for");
    let (mut sums, mut wrong) = (0, Vec::new());
    for cell in &cells {
        let trace = basis.trace(cell).unwrap();
        check_parts(&trace, &files);
        match trace.adds_up {
            Some(true) => sums += 1,
            Some(false) => wrong.push(format!("{}: {:?} of {}", trace.figure, trace.comes_to, trace.shown)),
            None => {}
        }
        let asked = basis.asked(&trace.figure).unwrap();
        assert!(asked.iter().any(|other| other.name() == cell.name()), "{}", trace.figure);
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), cells.len());
    // What another answer to a question of law would change is no sum of what is kept.
    let all = cells.iter().filter(|cell| cell.table != "open_questions").count();
    assert!(sums * 10 > all * 8, "{report}: {sums} of {all} are sums");
    cells.iter().map(|cell| cell.table.to_owned()).collect()
}

#[test]
fn every_figure_of_the_sample_statement_is_explained_and_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let demo = folder.path().join("demo");
    said(program().arg("demo").arg(&demo)).exits(0);
    let tables = every_figure(&demo);
    let all = "accrual bridge charged_twice doubtful_stays doubts figures findings hospitals open_questions owed patients_by_day \
               receipts rejected_elsewhere rules senders stays volumes";
    assert_eq!(tables, all.split_whitespace().map(str::to_owned).collect());
    let explain = |figure: &str| said(program().arg("--project").arg(&demo).args(["explain", "--figure", figure]));
    let said_of = explain("owed:1:amount").exits(0).says("adds up: £25,480.00");
    assert!(said_of.stdout.contains(" ledger days of ") && said_of.stdout.contains(", line "), "{}", said_of.stdout);
    explain("owed:Northgate General Hospital:amount").exits(0).says("owed:1:amount: ");
    explain("figures:Amount").exits(0).says("Amount = £63,830.00");
    explain("findings:1").exits(0).says("R_KIND").says("line 355");
    explain("owd:1").exits(2).says("did you mean `owed`");
    explain("owed:9:amount").exits(2).says("rows are 1 to 3");
    explain("patients_by_day").exits(2).says("name a row");
}

#[test]
fn every_figure_of_statements_with_corrections_is_explained_and_adds_up() {
    let authority = every_figure(&project("authority").path(""));
    assert!(authority.contains("corrected_days") && authority.contains("to_pay"), "{authority:?}");
    let system = every_figure(&project("system").path(""));
    assert!(system.contains("councils") && system.contains("to_pay"), "{system:?}");
}

#[test]
fn every_figure_of_a_revision_report_and_of_the_statements_of_councils_is_explained_and_adds_up() {
    let place = project("system");
    let folder = place.path("");
    let (reports, tables) = every_other_figure(&folder, "2018-04");
    assert!(reports.len() > 1 && reports.contains(&"revision".to_owned()), "{reports:?}");
    for table in ["stays", "corrected_days", "to_pay", "closed_steps", "figures"] {
        assert!(tables.contains(table), "{table} of {tables:?}");
    }
    // The second edition of March changes the first, and corrects the months before.
    let (_, tables) = every_other_figure(&folder, "2018-03");
    for table in ["changed_days", "edition_steps", "closed_steps"] {
        assert!(tables.contains(table), "{table} of {tables:?}");
    }
    let explain = |figure: &str| {
        said(program().arg("--project").arg(&folder).args(["explain", "--month", "2018-03", "--figure", figure]))
    };
    let said_of = explain("revision/changed_days:1").exits(0).says("Revision report of 2018-03, edition 2");
    assert!(said_of.stdout.contains(", line 4, bytes "), "{}", said_of.stdout);
    explain("E10000020/owed").exits(0).says("Statement of Norfolk of 2018-03, edition 2").says("adds up: ");
    explain("E1000020/owed").exits(2).says("did you mean `E10000020`");
    explain("revision/closed").exits(2).says("closed_steps");
}

#[test]
fn every_figure_of_the_reports_of_a_project_of_stories_is_explained_and_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let demo = folder.path().join("demo");
    said(program().arg("demo").arg(&demo)).exits(0);
    let settings = fs::read_to_string(demo.join("beddays.toml")).unwrap();
    let line = settings.lines().find(|line| line.starts_with("view")).unwrap().to_owned();
    fs::write(demo.join("beddays.toml"), settings.replace(&line, "view = \"system\"")).unwrap();
    let run = said(program().arg("--project").arg(&demo).args(["run", "--month", "2018-03"]));
    assert!(run.exit.is_some_and(|exit| exit < 2), "{run:?}");
    let (reports, tables) = every_other_figure(&demo, "2018-03");
    assert!(reports.len() > 3, "{reports:?}");
    for table in ["stays", "doubts", "doubtful_stays", "charged_twice", "accrual"] {
        assert!(tables.contains(table), "{table} of {tables:?}");
    }
}

#[test]
fn every_figure_of_an_edition_that_was_replaced_is_explained() {
    let place = project("authority");
    every_figure_of(&place.path(""), Some(("2018-03", 1)), "");
    let explain = |edition: &str| {
        let figure = ["explain", "--figure", "owed", "--month", "2018-03", "--edition", edition];
        said(program().arg("--project").arg(place.path("")).args(figure))
    };
    let (first, second) = (explain("1").exits(0), explain("2").exits(0));
    assert!(first.stdout.contains("Statement of 2018-03, edition 1") && first.stdout != second.stdout);
    explain("3").exits(66).says("editions are 1 to 2");
}

#[test]
fn a_figure_that_is_not_the_sum_of_its_parts_is_65() {
    let place = project("authority");
    let explain = || said(program().arg("--project").arg(place.path("")).args(["explain", "--figure", "owed"]));
    explain().exits(0).says("adds up: ");
    let of = |text: &str| text.parse().unwrap();
    let ledger = place.manifest().month(of("2018-03")).unwrap().ledger.clone();
    let ledger = forged(&place, &ledger, |hash| format!("ledger/2018-04-edition-1-{hash}.parquet"));
    place.forge(|manifest| {
        manifest.months.iter_mut().find(|month| month.month == of("2018-04")).unwrap().ledger = ledger.clone();
    });
    explain().exits(65).says("DOES NOT ADD UP").says("error[S_RECONCILE]");
}
