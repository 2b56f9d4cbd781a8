//! Every figure of a trend report, of a public pack, of what came of a claim and of a what-if report is followed to records with
//! their places, and adds up (F6).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::Path;

use beddays::domain::Language;
use beddays::operate::trace::{FiguresAsked, Trace, TraceBasis};
use beddays::project::Project;
use beddays::store::{Store, sha256};
use flate2::read::GzDecoder;
use serde_json::Value;

use super::languages::{english_beside, english_left_in};
use super::languages_of_figures::words_of;
use crate::report::trend::counting_project;
use crate::support::harness::{Folder, Said, program, said};

const SHORTER: &str = "[readings]\ndischarge_day_2014 = \"exclude\"\n";

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Every figure of a report as its JSON has it, in its order: table, column and value. Marks of hidden figures are figures.
fn figures(report: &Value) -> Vec<(String, String, Value)> {
    let is_figure = |value: &Value| {
        let is_number = value.is_i64() || value["amount_minor"].is_i64() || value["number"].is_f64();
        is_number || value["number"].is_i64() || value["hidden"].is_string()
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let top = list(&report["figures"]);
    let top = top.map(|one| ("figures".to_owned(), text(&one["label"]), one["value"].clone()));
    let mut found: Vec<(String, String, Value)> = top.collect();
    for table in list(&report["sections"]).flat_map(|section| list(&section["tables"])) {
        for row in list(&table["rows"]).chain(table["total"].as_array().map(|_| &table["total"])) {
            let cells = list(&table["columns"]).zip(list(row));
            found.extend(cells.map(|(column, value)| (text(&table["id"]), text(&column["name"]), value.clone())));
        }
    }
    found.retain(|(.., value)| is_figure(value));
    found
}

/// What the lists of a trace come to by themselves, where its figure is a count or an amount of them.
fn listed(trace: &Trace, report: &str, column: &str) -> Option<i64> {
    let is_amount = trace.shown["amount_minor"].is_i64() || column == "amount" || column == "Amount";
    let days = |days: &[beddays::operate::trace::TracedDays]| -> i64 {
        days.iter().map(|days| if is_amount { days.amount_minor.0 } else { days.days }).sum()
    };
    let found = || trace.found.iter().filter_map(|one| one.counts).sum();
    match report.split('/').next().unwrap() {
        "what-if" if column.contains("ifference") => Some(days(&trace.otherwise) - days(&trace.days)),
        "what-if" => Some(days(&trace.otherwise) + days(&trace.days)),
        "public" => (!column.to_lowercase().contains("people")).then(|| days(&trace.days)),
        "reconciled" if ["claimed", "lines", "Claimed", "Agreed"].contains(&column) => Some(found()),
        // A line and the credit for it rest on the same days; the claim of the demo has no credit.
        "reconciled" if report != "reconciled/claim-2018-03" => None,
        "reconciled" => column.contains("wed").then(|| days(&trace.days)).filter(|_| !column.contains("less")),
        _ if !trace.found.is_empty() => Some(found()),
        _ if !trace.deliveries.is_empty() => Some(trace.deliveries.iter().map(|one| one.counts).sum()),
        _ if trace.counted.is_empty() || ["stays", "delays"].contains(&column) => None,
        _ => Some(trace.counted.iter().map(|days| days.days).sum()),
    }
}

/// A project with its deliveries, and the names of the figures of one of its reports.
struct Walk<'a> {
    report: &'a str,
    files: BTreeMap<String, Vec<u8>>,
    names: BTreeMap<String, Trace>,
}

impl Walk<'_> {
    /// Whether a figure leads to records with their places, by itself or by those that it is computed from.
    fn ends(&self, trace: &Trace, depth: u32) -> bool {
        let has_places = !trace.records.is_empty() || !trace.deliveries.is_empty() || !trace.found.is_empty();
        let made_of = || trace.made_of.iter().all(|of| self.ends(&self.names[&of.figure], depth + 1));
        assert!(depth < 5, "{} is made of itself", trace.figure);
        has_places || trace.comes_to == Some(0) || (!trace.made_of.is_empty() && made_of())
    }

    /// Each record stands where it is said to stand, and each stay of the days has its records.
    fn check(&self, trace: &Trace) {
        assert_eq!(trace.adds_up, Some(true), "{trace:?}");
        assert!(self.ends(trace, 0), "{trace:?}");
        let days = trace.days.iter().chain(&trace.otherwise).map(|days| &*days.stay_id);
        let stays: BTreeSet<&str> = days.chain(trace.counted.iter().map(|days| &*days.stay_id)).collect();
        let recorded: BTreeSet<&str> = trace.records.iter().map(|record| &*record.stay_id).collect();
        assert_eq!(stays, recorded, "{}: each stay has its records", trace.figure);
        for record in &trace.records {
            let bytes = &self.files[&record.record.sha256];
            let [first, last] = [record.record.byte_offset.unwrap(), record.record.last_byte.unwrap()];
            let row = std::str::from_utf8(&bytes[first as usize..=last as usize]).unwrap();
            assert!(row.starts_with(&format!("{},", record.stay_id)) && row.ends_with('\n'), "{record:?}: {row}");
        }
        let column = trace.figure.rsplit(':').next().unwrap();
        if let Some(sum) = listed(trace, self.report, column) {
            assert_eq!(Some(sum), trace.comes_to, "{trace:?}");
        }
    }
}

/// Follows every figure of a report; gives back the tables that have figures, and the traces by name.
pub fn every_figure(
    folder: &Path,
    asked: &FiguresAsked<'_>,
    file: &str,
) -> (BTreeSet<String>, BTreeMap<String, Trace>) {
    let (project, store) = (Project::read(folder).unwrap(), Store::read_only(folder).unwrap());
    let basis = TraceBasis::read(&project, &store, asked).unwrap();
    let wanted = figures(&serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap());
    let cells = basis.cells();
    let named: Vec<(String, String, Value)> =
        cells.iter().map(|cell| (cell.table.to_owned(), cell.column.to_owned(), cell.shown.clone())).collect();
    assert_eq!(named, wanted, "every figure can be asked for");
    let raw = fs::read_dir(folder.join("store/raw")).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let files = raw.map(|bytes| (sha256(&bytes), bytes)).collect();
    let names = cells.iter().map(|cell| (cell.name(), basis.trace(cell).unwrap())).collect();
    let walk = Walk { report: asked.report, files, names };
    for (name, trace) in &walk.names {
        walk.check(trace);
        assert!(basis.asked(name).unwrap().iter().any(|cell| cell.name() == *name), "{name}");
    }
    (cells.iter().map(|cell| cell.table.to_owned()).collect(), walk.names)
}

fn tables(names: &str) -> BTreeSet<String> {
    names.split_whitespace().map(str::to_owned).collect()
}

fn explain(folder: &Path, figure: &str, more: &[&str]) -> Said {
    said(program().arg("--project").arg(folder).args(["explain", "--figure", figure]).args(more))
}

#[test]
fn every_figure_of_a_claim_a_pack_and_a_what_if_report_is_followed_to_its_records() {
    let place = tempfile::tempdir().unwrap();
    let (demo, other) = (place.path().join("demo"), place.path().join("shorter.toml"));
    let run = |arguments: &[&str]| said(program().current_dir(place.path()).args(arguments));
    run(&["demo", "demo"]).exits(0);
    fs::write(&other, SHORTER).unwrap();
    explain(&demo, "reconciled/claim-2018-03/verdicts", &[]).exits(2).says("there is none yet");
    explain(&demo, "public/figures", &[]).exits(66).says("beddays publish --month 2018-03");
    run(&["reconcile", "--project", "demo", "demo/claim-2018-03.csv"]).exits(1);
    run(&["publish", "--project", "demo"]).exits(0);
    run(&["run", "--project", "demo", "--month", "2018-03", "--what-if", "shorter.toml"]).exits(0);

    let asked = FiguresAsked { report: "reconciled/claim-2018-03", ..FiguresAsked::default() };
    let file = "reconciled/2018-03/claim-2018-03/internal-reconciliation.json";
    let (found, claim) = every_figure(&demo, &asked, file);
    let verdicts = "agreed different_days different_rate duplicate no_such_stay not_notified not_ours other_cause \
                    out_of_scope unreadable";
    assert_eq!(found, tables(&format!("{verdicts} days differences figures owed_not_claimed verdicts")));
    let rows: Vec<String> =
        fs::read_to_string(demo.join("claim-2018-03.csv")).unwrap().lines().map(str::to_owned).collect();
    let json: Value = serde_json::from_slice(&fs::read(demo.join(file)).unwrap()).unwrap();
    let of_days = list(&json["sections"]).flat_map(|section| list(&section["tables"])).find(|one| one["id"] == "days");
    for (place, row) in (1..).zip(list(&of_days.unwrap()["rows"])) {
        let line = claim[&format!("reconciled/claim-2018-03/days:{place}:owed")].found[0].line as usize;
        assert!(rows[line - 1].starts_with(row[0].as_str().unwrap()), "{row}: {}", rows[line - 1]);
    }

    let public = FiguresAsked { report: "public", ..FiguresAsked::default() };
    let (found, pack) = every_figure(&demo, &public, "public/2018-03/public-pack.json");
    assert_eq!(found, tables("by_hospital by_hospital_and_reason by_month by_reason figures"));
    let hidden = pack.values().filter(|trace| trace.shown["hidden"].is_string());
    assert!(hidden.clone().count() > 3 && hidden.clone().all(|trace| trace.how.contains("exactly ")));

    let what_if = FiguresAsked { report: "what-if/shorter", other_law: Some(&other), ..FiguresAsked::default() };
    let (found, sides) = every_figure(&demo, &what_if, "what-if/2018-03/shorter/internal-what-if.json");
    assert_eq!(found, tables("by_payer by_status by_stay figures"));
    let total = &sides["what-if/shorter/by_stay:total:difference"];
    assert!(
        total.comes_to == Some(-1_040_000) && total.otherwise.iter().all(|days| !days.cite.is_empty()),
        "{total:?}"
    );
    refused(&demo, place.path());
}

/// Names that are not there, options that the report does not have, and files that are others than those of the report.
fn refused(demo: &Path, place: &Path) {
    let other = place.join("shorter.toml");
    let given = ["--what-if", other.to_str().unwrap()];
    let claim = |figure: &str| explain(demo, &format!("reconciled/claim-2018-03/{figure}"), &[]);
    claim("agreed:N-001:owed")
        .exits(0)
        .says("adds up: £2,340.00")
        .says("`claim-2018-03.csv`, record 1, line 2")
        .says("bytes ");
    claim("agred").exits(2).says("did you mean `agreed`");
    claim("agreed:99:owed").exits(2).says("rows are 1 to ");
    claim("agreed:N-001:owd").exits(2).says("columns: days, claimed, owed_days, owed, difference");
    explain(demo, "reconciled/clam-2018-03/agreed", &[]).exits(2).says("did you mean `claim-2018-03`");
    explain(demo, "reconciled/agreed", &[]).exits(2).says("reconciled/CLAIM and what-if/NAME");
    explain(demo, "reconciled//agreed", &[]).exits(2);
    explain(demo, "trnd/all_by_month", &[]).exits(2).says("did you mean `trend`");
    explain(demo, "trend/all_by_month", &[]).exits(66).says("beddays report trend");
    explain(demo, "trend/all_by_month", &["--month", "2018-03"]).exits(2).says("name the row of the month");
    explain(demo, "public/by_hospital", &["--edition", "1"]).exits(2).says("leave `--edition` out");
    explain(demo, "public/by_hospital", &given).exits(2).says("`--what-if` is for a figure of a what-if report");
    explain(demo, "public/by_hospital:1:people", &["--month", "2017-01"]).exits(66);
    explain(demo, "public/by_hospital:1:people", &[]).exits(0).says("rounded to the nearest 5 by the rule hes-2018");
    explain(demo, "public/figures:Amount", &[]).exits(0).says("Amount = £63,700.00").says("exactly: £63,830.00");
    explain(demo, "what-if/shorter/by_stay", &[]).exits(2).says("--what-if FILE");
    explain(demo, "what-if/shorter/by_stay", &given)
        .exits(0)
        .says("Days under the other law")
        .says("adds up: -£10,400.00");
    fs::write(&other, format!("# Another file.\n{SHORTER}")).unwrap();
    explain(demo, "what-if/shorter/by_stay", &given).exits(2).says("is another than that of the report");
    let (file, pack) = ("public/2018-03/public-pack.json", "public/by_hospital:1:people");
    let before = fs::read(demo.join(file)).unwrap();
    fs::write(demo.join(file), "{}").unwrap();
    explain(demo, pack, &[]).exits(65).says("is not as it was written");
    fs::write(demo.join(file), before).unwrap();
    fs::remove_dir_all(demo.join("disclosure")).unwrap();
    explain(demo, pack, &[]).exits(65).says("no record says what the figures of the pack are exactly");
}

/// Stays of half a year at two hospitals, some days of each month by two reasons.
fn half_a_year() -> Folder {
    let folder = Folder::new();
    let settings = "[project]\nconventions = [\"england-msitdt\", \"england-drd\"]\n";
    let text = folder.read("beddays.toml").replacen("[project]\n", settings, 1);
    let more = "\n[trend]\nrebase = [\"2018-01\"]\n[published]\nfiles = \"reference/councils.csv\"\n\
                [population]\nfiles = \"reference/adults.csv\"\n";
    folder.put("beddays.toml", text + more);
    fs::create_dir(folder.path("reference")).unwrap();
    let sample =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published/la_delayed_days_2011-04_2019-12.csv.gz");
    let mut councils = String::new();
    GzDecoder::new(fs::File::open(sample).unwrap()).read_to_string(&mut councils).unwrap();
    let is_near = |line: &&str| {
        let cells: Vec<&str> = line.split(',').take(2).collect();
        cells[0] == "month" || (("2017-03".."2018-04").contains(&cells[0]) && ["607", "102", "106"].contains(&cells[1]))
    };
    let councils: String = councils.lines().filter(is_near).map(|line| format!("{line}\n")).collect();
    folder.put("reference/councils.csv", councils);
    folder.put(
        "reference/adults.csv",
        "authority_code,year,adults\nE10000020,2018,700000\nE10000006,2018,400000\nE08000037,2018,160000\n",
    );
    let mut stays =
        "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n".to_owned();
    let mut reasons = "stay_id,from_on,to_on,reason_code,attributed_to\n".to_owned();
    for (number, month) in ["2017-10", "2017-11", "2017-12", "2018-01", "2018-02", "2018-03"].iter().enumerate() {
        for stay in 0..4 {
            let (id, hospital) = (format!("H{number}{stay}"), 1 + stay % 2);
            let (ready, left) = (3 + stay, 6 + 2 * stay + number % 3 * stay);
            stays += &format!(
                "{id},RZZ0{hospital},Norfolk,{month}-01T09:00,{month}-{ready:02},{month}-{left:02}T15:00,80\n"
            );
            let (code, side) = if stay < 2 { ("C", "nhs") } else { ("A", "social_care") };
            reasons += &format!("{id},{month}-{ready:02},{month}-{left:02},{code},{side}\n");
        }
    }
    folder.put("inbox/stays.csv", stays);
    folder.put("inbox/reasons.csv", reasons);
    for month in ["2017-10", "2017-11", "2017-12", "2018-01", "2018-02", "2018-03"] {
        let ran = folder.run(&["run", "--month", month]);
        assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    }
    folder
}

#[test]
fn every_figure_of_a_trend_report_is_followed_to_its_stays_or_to_the_published_file() {
    let folder = half_a_year();
    let asked = FiguresAsked { report: "trend", ..FiguresAsked::default() };
    let file = "reports/trend/internal-trend.json";
    let (found, traces) = every_figure(&folder.project(), &asked, file);
    let all = "all_by_month attribution_last attribution_months bridge_1_table bridge_2_table few_reasons_table figures \
               people_by_day_table peers_table provider_last provider_months reason_last reason_months senders";
    let missing: Vec<String> = tables(all).difference(&found).cloned().collect();
    assert!(missing.is_empty(), "{missing:?} of {found:?}");
    // The limits begin anew in January: those of the last month are taken from three.
    let limit = &traces["trend/all_by_month:6:upper_limit"];
    let months: Vec<&str> = limit.made_of.iter().map(|of| &*of.figure).collect();
    assert_eq!(months, ["4", "5", "6"].map(|row| format!("trend/all_by_month:{row}:per_day")), "{limit:?}");
    let days = &traces["trend/all_by_month:6:delayed_days"];
    assert!(days.rests_on.contains(&"2018-03: edition 1, provisional".to_owned()), "{days:?}");
    // Norfolk in March 2018, by each side that is responsible, on its line of the file.
    let councils = folder.read("reference/councils.csv");
    let line = 1 + councils.lines().position(|line| line.starts_with("2018-03,607,")).unwrap();
    let name = |trace: &&Trace| trace.title.contains("Norfolk") && trace.figure.ends_with(":delayed_days");
    let own = traces.values().filter(|trace| trace.figure.starts_with("trend/peers_table")).find(name).unwrap();
    assert!(own.found.iter().all(|one| one.file == "reference/councils.csv" && one.line as usize == line), "{own:?}");
    let rate = traces.values().find(|trace| trace.figure.ends_with(":per_100000_adults")).unwrap();
    assert!(rate.rests_on[0].contains("`reference/adults.csv`, line "), "{rate:?}");
    // The other convention of the project counts delays by their end, and has bands of their lengths.
    folder.run(&["report", "trend", "--convention", "england-drd"]).exits(0);
    let (found, _) = every_figure(&folder.project(), &asked, file);
    assert!(found.contains("lengths_table"), "{found:?}");
    // In another language every figure is followed to the same, in words of that language.
    folder.run(&["report", "trend", "--language", "sv"]).exits(0);
    let (project, store) = (Project::read(&folder.project()).unwrap(), Store::read_only(&folder.project()).unwrap());
    let basis = TraceBasis::read(&project, &store, &asked).unwrap();
    let traces: Vec<Trace> = basis.cells().iter().map(|cell| basis.trace(cell).unwrap()).collect();
    let wrong: Vec<&Trace> = traces.iter().filter(|trace| trace.adds_up == Some(false)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let (words, left) = (traces.iter().flat_map(words_of).collect::<Vec<_>>(), english_beside(Language::Swedish));
    let found = english_left_in(&words, &left);
    assert!(words.len() > 500 && found.is_empty(), "{} {found:#?}", words.len());
    folder.run(&["report", "trend"]).exits(0);
    let explain = |figure: &str| explain(&folder.project(), figure, &[]);
    explain("trend/all_by_month:2018-03:per_day").exits(0).says("computed again: the same").says("Made of");
    explain("trend/all_by_month:2017-09").exits(2).says("rows are 1 to 6");
    explain("trend/all_by_months:1").exits(2).says("did you mean `all_by_month`");
    // News makes the store another than that of the report, and the figures say so.
    folder.put(
        "inbox/stays2.csv",
        "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n\
                                    L1,RZZ01,Norfolk,2018-03-01T09:00,2018-03-05,2018-03-20T15:00,80\n",
    );
    folder.run(&["ingest", "inbox/stays2.csv"]).exits(1);
    explain("trend/all_by_month:2018-03:delayed_days")
        .exits(0)
        .says("the store has changed since the report was written");
}

/// Goal: limits of named months, some of them left out, name the figures that they are taken from.
#[test]
fn limits_of_a_baseline_are_followed_to_its_months_without_those_left_out() {
    let folder = half_a_year();
    let settings = "baseline = [\"2017-10\", \"2018-01\"]\nghost = [{ month = \"2017-12\", why = \"a strike\" }]\n";
    folder.put("beddays.toml", folder.read("beddays.toml").replacen("rebase = [\"2018-01\"]\n", settings, 1));
    folder.run(&["report", "trend"]).exits(0);
    let asked = FiguresAsked { report: "trend", ..FiguresAsked::default() };
    let (_, traces) = every_figure(&folder.project(), &asked, "reports/trend/internal-trend.json");
    for column in ["upper_limit", "centre"] {
        let limit = &traces[&format!("trend/all_by_month:6:{column}")];
        let months: Vec<&str> = limit.made_of.iter().map(|of| &*of.figure).collect();
        assert_eq!(months, ["1", "2", "4"].map(|row| format!("trend/all_by_month:{row}:per_day")), "{limit:?}");
    }
}

/// Goal: the amounts of a trend are followed to the charged days of their months. Method: two months, of which one is charged.
#[test]
fn money_of_a_trend_is_followed_to_its_charged_days() {
    let folder = counting_project();
    let asked = FiguresAsked { report: "trend", ..FiguresAsked::default() };
    let (found, traces) = every_figure(&folder.project(), &asked, "reports/trend/internal-trend.json");
    assert!(found.contains("money_months"), "{found:?}");
    let [none, some] = ["1", "2"].map(|row| &traces[&format!("trend/money_months:{row}:amount")]);
    assert_eq!((none.comes_to, none.adds_up, none.days.len()), (Some(0), Some(true), 0), "{none:?}");
    let sum: i64 = some.days.iter().map(|days| days.amount_minor.0).sum();
    assert!(some.comes_to == Some(sum) && some.adds_up == Some(true) && sum > 0, "{some:?}");
    let limit = &traces["trend/money_months:2:upper_limit"];
    assert_eq!((limit.made_of.len(), limit.adds_up), (2, Some(true)), "{limit:?}");
}
