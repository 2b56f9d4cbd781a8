//! Marts as a user asks for them: what brings their tables into the store, and what is said where it does not.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use crate::support::harness::{Folder, STAYS, program, said};

/// The project of three stays, with lines added to its file: before the sources, or at its end.
fn project(conventions: &str, end: &str) -> Folder {
    let folder = Folder::with_stays();
    let text = folder.read("beddays.toml").replace("# conventions = [\"england-drd\"]", &format!("{conventions} #"));
    folder.put("beddays.toml", text + end);
    fs::create_dir(folder.path("reference")).unwrap();
    folder
}

const MSITDT: &str = "conventions = [\"england-msitdt\"]";
const POPULATION: &str = "\n[population]\nfiles = \"reference/population*.csv\"\n";
const PUBLISHED: &str = "\n[published]\nfiles = \"reference/published/*\"\n";

fn rows(folder: &Folder, question: &str) -> Vec<String> {
    let said = folder.run(&["query", question, "--format", "csv"]).exits(0).stdout;
    said.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_model_says_which_table_it_lacks_and_what_brings_it() {
    let folder = project("", "");
    folder.march().exits(0);
    for (model, table, hint) in [
        ("rates", "counted_month", "conventions"),
        ("length_bands", "counted_length", "conventions"),
        ("peers", "published", "[published]"),
        ("counted_once", "counted_day", "conventions"),
    ] {
        folder.run(&["query", model]).exits(2).says(&format!("needs the table `{table}`")).says(hint);
    }
    folder.run(&["query", "select * from population"]).exits(2).says("has no table `population`").says("[population]");
    let listed = folder.run(&["query"]).exits(0).stdout;
    assert!(listed.contains("\nrates (needs the table `counted_month`, which the store does not have)\n"), "{listed}");
    assert!(listed.contains("\nliability_by_month\n") && listed.contains("\nfindings_by_sender\n"), "{listed}");

    let folder = project(MSITDT, "");
    folder.march().exits(0);
    folder.run(&["query", "rates"]).exits(2).says("needs the table `population`");
    assert_eq!(rows(&folder, "delayed_days_by_month"), ["england-msitdt,2018-03,E10000020,RZZ01,,,acute,25,2",]);
}

#[test]
fn a_rate_needs_the_population_of_its_year_and_is_never_zero_without() {
    let folder = project(MSITDT, POPULATION);
    folder.march().exits(66).says("[population] has no file");
    folder.put("reference/population.csv", "authority_code,year,adults\nNorfolk,2018,750000\nE10000008,2019,600000\n");
    folder.march().exits(0);
    assert_eq!(
        rows(&folder, "select authority_code, delayed_days, adults, days_per_100000, absence from rates"),
        ["E10000020,25,750000,3.3333333333333335,"]
    );
    folder.put("reference/population.csv", "authority_code,year,adults\nNorfolk,2017,750000\n");
    folder.march().exits(0);
    assert_eq!(
        rows(&folder, "select authority_code, delayed_days, adults, days_per_100000, absence from rates"),
        ["E10000020,25,,,no_population"]
    );
    let manifest = folder.read("store/manifest.json");
    for (text, wanted) in [
        ("authority,year,adults\nNorfolk,2018,1\n", "the header is `authority,year,adults`"),
        ("authority_code,year,adults\nNowhere,2018,1\n", "`Nowhere` is not a known authority"),
        ("authority_code,year,adults\nNorfolk,2018,0\n", "`0` adults"),
        ("authority_code,year,adults\nNorfolk,18,5\n", "year `18`"),
        ("authority_code,year,adults\nNorfolk,2018,-\n", "`-` adults"),
        ("authority_code,year,adults\nNorfolk,2018,5\nE10000020,2018,6\n", "line 3"),
        ("authority_code,year,adults\nNorfolk,2018\n", "cannot be read"),
    ] {
        folder.put("reference/population.csv", text);
        folder.march().exits(65).says(wanted).says("nothing was taken or published");
        assert_eq!(folder.read("store/manifest.json"), manifest, "{wanted}");
    }
    folder.put("beddays.toml", folder.read("beddays.toml").replace(POPULATION, ""));
    folder.march().exits(0);
    folder.run(&["query", "population"]).exits(2).says("has no table");
}

#[test]
fn published_figures_come_with_rank_and_year_to_date() {
    let folder = project("", PUBLISHED);
    fs::create_dir(folder.path("reference/published")).unwrap();
    let name = "england_monthly_2010-08_2020-02.csv";
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published").join(name);
    let text = fs::read_to_string(sample).unwrap();
    folder.put("reference/published/england.csv", &text);
    // The same bytes under another name are the same figures.
    folder.put("reference/published/again.csv", &text);
    folder.march().exits(0);
    let sql = "select period, value, same_month_last_year, months_to_date, year_to_date from peers \
               where attributed_to = '' and measure = 'delayed_days' and period in ('2018-04', '2019-03', '2010-08') \
               order by period";
    // Totals of financial years are known beside the file: 2018-19 had 1,665,725.
    let found = rows(&folder, sql);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("2010-08,") && found[0].ends_with(",,1,"), "April to July are not known: {found:?}");
    assert!(found[1].starts_with("2018-04,") && found[2].ends_with(",12,1665725"), "{found:?}");

    let manifest = folder.read("store/manifest.json");
    folder.march().exits(0);
    assert_eq!(folder.read("store/manifest.json"), manifest, "nothing is new");
    let (before, last) = text.trim_end().rsplit_once('\n').unwrap();
    let mut cells: Vec<String> = last.split(',').map(str::to_owned).collect();
    cells[1] = (cells[1].parse::<i64>().unwrap() + 1).to_string();
    folder.put("reference/published/england.csv", format!("{before}\n{}\n", cells.join(",")));
    folder.march().exits(65).says("F_TOTALS");
    assert_eq!(folder.read("store/manifest.json"), manifest);
}

#[test]
fn all_months_are_in_the_liability_by_month_and_what_senders_sent_in_the_quality() {
    let folder = project(MSITDT, "");
    folder.march().exits(0);
    let bad = STAYS.replace("S3,9990000034", "S9,9990000035").lines().last().unwrap().to_owned();
    let header = STAYS.lines().next().unwrap();
    let good = "S8,,RZZ02,Norfolk,2018-04-03T09:00,,,79";
    folder.put("inbox/stays-april.csv", format!("{header}\n{bad}\n{good}\n"));
    folder.run(&["run", "--month", "2018-04"]).exits(1);
    let months = rows(&folder, "select month, delayed_days, chargeable_days, amount_minor from liability_by_month");
    assert_eq!(months.len(), 2, "{months:?}");
    assert!(months[0].starts_with("2018-03,") && months[1].starts_with("2018-04,30,"), "{months:?}");
    let quality = rows(&folder, "select sender, records, rejected from records_by_sender");
    assert_eq!(quality, ["events,6,0", "stays,5,1"]);
    let found = rows(&folder, "select sender, code, findings, share_of_records from findings_by_sender");
    assert!(found.contains(&"stays,R_NHS,1,0.2".to_owned()), "{found:?}");
    for check in ["ledger_months_add_up", "counted_days_add_up", "each_day_once"] {
        assert_eq!(rows(&folder, check), Vec::<String>::new(), "{check}");
    }
}

#[test]
fn only_questions_are_answered_and_what_engines_answer_differently_is_said() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    for order in
        ["drop table stay", "delete from stay", "create table x as select 1", "explain select 1", "no_such_model"]
    {
        folder.run(&["query", order]).exits(2);
    }
    let told = "warning: beyond what engines answer alike";
    let odd = "select s.id, r.v from (select 1 as id union all select 9 as id) as s left join (select 5 as v) as r on s.id < r.v";
    folder.run(&["query", odd]).exits(0).says(told).says("rows that fit nothing may be lost");
    folder.run(&["query", "select sum(n) over (order by day) as x from ledger_day"]).exits(0).says("a window");
    let plain = folder.run(&["query", "select admitted_at from stay order by stay_id", "--format", "csv"]).exits(0);
    assert!(!plain.stderr.contains(told));
    assert!(plain.stdout.starts_with("admitted_at\n2018-"), "{}", plain.stdout);
    assert!(plain.stdout.contains('T'), "a moment is told by the clock: {}", plain.stdout);
}

#[test]
fn reports_of_published_months_are_those_of_the_run_and_need_no_delivery() {
    let folder = project(MSITDT, "");
    // The same file again under another name, and a row that is rejected: both stand in the quality of the data.
    folder.put("inbox/stays_again.csv", folder.read("inbox/stays.csv"));
    folder.run(&["run", "--month", "2018-03"]);
    folder.run(&["run", "--month", "2018-04"]);
    let of_run = folder.files("reports");
    assert!(of_run.iter().any(|(path, _)| path.to_string_lossy().contains("trend")), "no trend was written");
    // Without any delivery at hand.
    fs::rename(folder.path("store/raw"), folder.path("raw-elsewhere")).unwrap();
    std::fs::DirBuilder::new().mode(0o700).create(folder.path("store/raw")).unwrap();
    fs::rename(folder.path("inbox"), folder.path("inbox-elsewhere")).unwrap();
    folder.run(&["report", "trend"]).exits(0);
    folder.run(&["report", "statement", "--month", "2018-03"]).exits(0);
    folder.run(&["report", "statement", "--month", "2018-04"]).exits(0);
    for (path, bytes) in &of_run {
        assert!(fs::read(folder.project().join(path)).unwrap() == *bytes, "{} is not that of the run", path.display());
    }
    folder.run(&["query", "findings_by_sender"]).exits(0);
    folder.run(&["explain", "S1"]).exits(0);
    folder.run(&["bridge", "--from", "england-msitdt", "--to", "bill", "--month", "2018-03"]).exits(0);
}

#[test]
fn a_store_of_the_format_before_is_taken_over_by_the_next_run() {
    let folder = project(MSITDT, "");
    folder.run(&["run", "--month", "2018-03"]);
    folder.run(&["run", "--month", "2018-04"]);
    let manifest = folder.read("store/manifest.json");
    let (head, _) = manifest.split_once("\"self_sha256\": \"").unwrap();
    let older = head.replace(&format!("\"format\": {},", beddays::store::FORMAT), "\"format\": 2,");
    assert_ne!(older, head);
    let bare = format!("{older}\"self_sha256\": \"\"\n}}\n");
    let hash = beddays::store::sha256(bare.as_bytes());
    folder.put("store/manifest.json", bare.replace("\"\"\n}", &format!("\"{hash}\"\n}}")));
    folder.run(&["report", "trend"]).exits(78).says("S_FORMAT").says("run the last month again");
    folder.run(&["report", "statement", "--month", "2018-04"]).exits(0);
    folder.run(&["run", "--month", "2018-04"]).says("edition 1");
    folder.run(&["report", "trend"]).exits(0);
}

/// `run.json` is made of the figures that the marts give, and of no word of a report.
#[test]
fn the_summary_of_a_run_has_the_figures_of_the_marts() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("sample");
    said(program().arg("demo").arg(&project)).exits(0);
    let json = fs::read_to_string(project.join("reports/2018-03/run.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&json).unwrap();
    let asked = |question: &str| {
        let said = said(program().args(["query", question, "--format", "csv", "--project"]).arg(&project)).exits(0);
        said.stdout.lines().nth(1).unwrap().split(',').map(|cell| cell.parse().unwrap()).collect::<Vec<i64>>()
    };
    let figure = |name: &str| summary[name].as_i64().unwrap_or_else(|| panic!("{name} in {json}"));
    let names = ["statement_delayed_days", "statement_chargeable_days", "statement_amount_minor"];
    let own = asked("select delayed_days, chargeable_days, amount_minor from liability_total");
    assert_eq!(names.map(figure).to_vec(), own);
    assert_eq!(
        vec![figure("charged_twice_minor")],
        asked("select sum(amount_minor) as pence from charged_in_two_stays")
    );
    assert!(own[1] > 0 && own[1] < own[0] && figure("charged_twice_minor") > 0, "{own:?}");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operate/month/summary.rs");
    let source = fs::read_to_string(source).unwrap();
    for word in ["report::model", "KeyFigure", "label", "\"Delayed days\"", "\"Amount\"", "\"In doubt\""] {
        assert!(!source.contains(word), "summary.rs reads `{word}`");
    }
}
