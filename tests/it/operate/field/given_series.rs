//! The series of deliveries that are broken on purpose, one delivery and one run after the other: each ends in the ledger of a fresh
//! run on the final truth, whatever came twice, late, out of order, cut short or was gone.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Case;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");

/// A project that reads these files.
fn project() -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Devon").exits(0);
    case.sh(&format!("cp {ROOT}/profiles/bad-inputs.toml p/ && chmod go-rwx p/bad-inputs.toml")).exits(0);
    case.sh("sed -i 's/\"native-stay\"/\"bad-inputs.toml\"/' p/beddays.toml").exits(0);
    case
}

type Days = BTreeMap<(String, String), String>;

fn ask(case: &Case, month: &str, sql: &str) -> Vec<Value> {
    let said = case.beddays(&format!("query --project p --month {month} --format json \"{sql}\"")).exits(0);
    serde_json::from_str(&said.stdout).unwrap()
}

/// What the ledger of February states of each stay and day.
fn ledger(case: &Case) -> Days {
    let sql = "select stay_id, day, status, amount_minor, payer_code, payee_code from ledger_day";
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let state = |row: &Value| {
        format!(
            "{} {} {} {}",
            text(row, "status"),
            row["amount_minor"],
            text(row, "payer_code"),
            text(row, "payee_code")
        )
    };
    let rows = ask(case, "2026-02", sql);
    rows.iter().map(|row| ((text(row, "stay_id"), text(row, "day")), state(row))).collect()
}

/// The same with what March corrects of it.
fn corrected(case: &Case) -> Days {
    let mut days = ledger(case);
    for row in ask(case, "2026-03", "select * from revision") {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        assert_eq!(text("month"), "2026-02", "{row}");
        let (from, to): (beddays::domain::Day, beddays::domain::Day) =
            (text("from_on").parse().unwrap(), text("to_on").parse().unwrap());
        let state = format!(
            "{} {} {} {}",
            text("new_status"),
            row["new_amount_minor"],
            text("new_payer_code"),
            text("new_payee_code")
        );
        for day in from.to(to) {
            match row["new_status"].is_null() {
                true => drop(days.remove(&(text("stay_id"), day.to_string()))),
                false => drop(days.insert((text("stay_id"), day.to_string()), state.clone())),
            }
        }
    }
    days
}

#[test]
fn every_given_series_ends_in_the_ledger_of_a_fresh_run_on_the_final_truth() {
    // The files in their order, and which rows hold in the end: those of these files.
    let series: [(&str, [&str; 2], &[usize]); 6] = [
        ("q1_same_file_twice", ["01.csv", "02.csv"], &[0]),
        ("q2_rows_again_reordered", ["01.csv", "02.csv"], &[1]),
        ("q3_late_row_after_close", ["01_2026-02.csv", "02_late.csv"], &[0, 1]),
        ("q5_out_of_order", ["01_extracted_2026-03-02.csv", "02_extracted_2026-03-01.csv"], &[0]),
        // That a stay is gone takes nothing away.
        ("q6_removed_stay", ["01.csv", "02.csv"], &[0]),
        ("q7_truncated_then_whole", ["01.csv", "02.csv"], &[1]),
    ];
    let there: Vec<String> = std::fs::read_dir(format!("{ROOT}/bad-inputs/seq"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(there.len() == 6 && series.iter().all(|(name, ..)| there.iter().any(|of| of == name)), "{there:?}");
    for (name, files, truth) in series {
        let case = project();
        let put = |case: &Case, at: usize| {
            let (from, to) = (format!("{ROOT}/bad-inputs/seq/{name}/{}", files[at]), format!("stays-{}", files[at]));
            case.sh(&format!("cp {from} p/inbox/{to}")).exits(0);
            to
        };
        let first = put(&case, 0);
        let (is_cut, is_closed) = (name.starts_with("q7"), name.starts_with("q3"));
        case.beddays("run --project p --month 2026-02").exits(if is_cut { 65 } else { 0 });
        if is_cut {
            case.sh(&format!("rm p/inbox/{first}")).exits(0);
        }
        if is_closed {
            case.beddays("close --project p --month 2026-02").exits(0);
        }
        put(&case, 1);
        let month = if is_closed { "2026-03" } else { "2026-02" };
        let said = case.beddays(&format!("run --project p --month {month}"));
        assert!(said.exit.is_some_and(|exit| exit < 2), "{name}: {said:?}");
        let fresh = project();
        truth.iter().for_each(|at| _ = put(&fresh, *at));
        fresh.beddays("run --project p --month 2026-02").exits(0);
        let (wanted, found) = (ledger(&fresh), if is_closed { corrected(&case) } else { ledger(&case) });
        assert!(!wanted.is_empty(), "{name}");
        assert_eq!(found, wanted, "{name}");
        case.beddays("verify --project p").exits(0);
    }
}
