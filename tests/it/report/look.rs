//! Writes the example reports to a folder so that a person can look at them: see `reports/README.md`.

use std::path::Path;

use beddays::report::model::Report;
use beddays::report::{chart, csv, html, json, xlsx};

use crate::report::fixture::{FORMULAS, LOGS, SCRIPTS, hostile, payloads, statement};

fn write_all(report: &Report, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("statement.html"), html::render(report).unwrap()).unwrap();
    std::fs::write(folder.join("statement.xlsx"), xlsx::write(report).unwrap()).unwrap();
    std::fs::write(folder.join("statement.json"), json::write(report).unwrap()).unwrap();
    for (name, bytes) in csv::write(report).unwrap() {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    for one in report.sections.iter().filter_map(|section| section.chart.as_ref()) {
        std::fs::write(folder.join(format!("{}.svg", one.id)), chart::svg(one).unwrap()).unwrap();
    }
}

#[test]
#[ignore = "writes files for people to look at: BEDDAYS_LOOK=folder cargo test --test it report_look -- --ignored"]
fn written_to_a_folder() {
    let folder = std::env::var_os("BEDDAYS_LOOK").expect("BEDDAYS_LOOK names a folder");
    write_all(&statement(), &Path::new(&folder).join("plain"));
    let strings: Vec<String> = [FORMULAS, SCRIPTS, LOGS].into_iter().flat_map(payloads).collect();
    write_all(&hostile(&strings), &Path::new(&folder).join("hostile"));
}
