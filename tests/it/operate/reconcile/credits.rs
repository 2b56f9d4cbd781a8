//! Credits against duplicates and rates, numbers of days beside exact lines, and lines over years.

use beddays::operate::reconcile::{ReconcileRequest, compare};
use beddays::operate::trace::FiguresAsked;
use beddays::reconcile::{JudgedLine, Reconciliation};

use super::fixture::{RATE, project, read, stays};
use crate::operate::field::Case;
use crate::operate::traced_reports::every_figure;

const HEAD: &str = "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n";

/// A line of M-00, which is owed from 4 to 7 March.
fn line(id: &str, (from, to): (u32, u32), days: i64, amount: i64) -> String {
    format!("{id},M-00,2018-03-{from:02},2018-03-{to:02},{days},{amount},GBP,RZZ01,Norfolk\n")
}

fn held(case: &Case, rows: &[String]) -> Reconciliation {
    case.put("claim.csv", format!("{HEAD}{}", rows.concat()));
    let (project, month, claim) = (read(case), Some("2018-03".parse().unwrap()), case.path("claim.csv"));
    compare(&project, &ReconcileRequest { claim: &claim, month, profile: None, dates: None, total: None })
        .unwrap()
        .reconciled
}

/// Verdict, days owed and claimed less owed of each line.
fn said(found: &Reconciliation) -> Vec<(&'static str, i64, i64)> {
    let line = |line: &JudgedLine| (line.verdict.code(), line.owed_days(), line.difference().0);
    found.lines.iter().map(line).collect()
}

#[test]
fn a_credit_undoes_the_duplicate_and_a_credit_of_the_rate_leaves_the_days() {
    let case = project("authority", &stays());
    let four = 4 * RATE;
    let all = (4, 7);
    let found = held(&case, &[line("1", all, 4, four), line("2", all, 4, four), line("3", all, 4, -four)]);
    assert_eq!(said(&found), [("agreed", 4, 0), ("duplicate", 0, four), ("duplicate", 0, -four)]);
    assert!(found.lines[2].parts.iter().all(|part| part.of_line == Some(1)));
    // The line of exactly that amount first, and the other takes its place.
    let dear = 4 * (RATE + 500);
    let found = held(&case, &[line("1", all, 4, dear), line("2", all, 4, four), line("3", all, 4, -dear)]);
    assert!(found.lines[2].parts.iter().all(|part| part.of_line == Some(0)));
    assert_eq!(found.lines[0].parts.iter().map(|part| part.owed.0).sum::<i64>(), four);
    assert_eq!(found.lines.iter().map(|line| line.difference().0).sum::<i64>(), 0);
    // A credit of a part of the price takes money off; the day stays claimed, until its whole price is taken back.
    let rate = [line("1", all, 4, 62_000), line("2", all, 4, -10_000)];
    let found = held(&case, &rate);
    assert_eq!(said(&found), [("different_rate", 4, 10_000), ("different_rate", 0, -10_000)]);
    let found = held(&case, &[rate.concat(), line("3", all, 4, -four)]);
    // The days are owed and not claimed again.
    assert_eq!(said(&found)[2], ("different_days", 0, -four));
    // In words that fit: a credit of what no line before it claims.
    case.put("alone.csv", format!("{HEAD}{}{}", line("1", all, 4, -four), line("2", all, 4, four)));
    let words = case.beddays("reconcile --project p alone.csv --month 2018-03").exits(1);
    words.says("takes off days that no line before it claims");
}

/// Lines, duplicates, credits of them and of their rate, a number of days, and a line over years: each figure is explained by its
/// lines and by the days of the ledger.
#[test]
fn every_figure_of_a_claim_with_credits_is_followed() {
    let case = project("authority", &stays());
    let (all, four) = ((4, 7), 4 * RATE);
    let years = "8,M-00,2016-12-31,2018-03-05,430,1000000,GBP,RZZ01,Norfolk\n".to_owned();
    let claims = [
        vec![line("1", all, 4, four), line("2", all, 4, four), line("3", all, 4, -four)],
        vec![line("1", all, 4, 62_000), line("2", all, 4, -10_000), line("3", all, 4, -four)],
        vec![line("1", all, 4, -four), line("2", (3, 9), 2, 2 * RATE), years, "9,M-00,x,,,,,,\n".to_owned()],
    ];
    for (number, rows) in claims.iter().enumerate() {
        case.put(&format!("claim-{number}.csv"), format!("{HEAD}{}", rows.concat()));
        case.beddays(&format!("reconcile --project p claim-{number}.csv --month 2018-03")).exits(1);
        let report = format!("reconciled/claim-{number}");
        let asked = FiguresAsked { report: &report, ..FiguresAsked::default() };
        let file = format!("reconciled/2018-03/claim-{number}/internal-reconciliation.json");
        let (tables, traces) = every_figure(&case.path("p"), &asked, &file);
        assert!(tables.contains("days") && traces.len() > 30, "{tables:?}");
        let owed = &traces[&format!("{report}/figures:Owed by the ledger")];
        assert!(owed.comes_to.is_some_and(|owed| owed > 0) && !owed.days.is_empty(), "{owed:?}");
    }
}

#[test]
fn a_number_of_days_takes_at_most_that_many_and_after_the_exact_lines() {
    let case = project("authority", &stays());
    // The exact line is no duplicate of one that does not say which days it means.
    let found = held(&case, &[line("1", (1, 9), 2, 2 * RATE), line("2", (4, 5), 2, 2 * RATE)]);
    assert_eq!(said(&found), [("agreed", 2, 0), ("agreed", 2, 0)]);
    // No days: money alone, without a section of law that is empty.
    case.put("none.csv", format!("{HEAD}{}", line("1", (4, 7), 0, 500)));
    let words = case.beddays("reconcile --project p none.csv --month 2018-03").exits(1).says("claimed for no day");
    assert!(!words.stdout.contains("[]"), "{}", words.stdout);
}

#[test]
fn days_out_of_scope_are_spans_and_a_line_has_two_years_at_most() {
    let case = project("authority", &stays());
    let row = |to: &str, days: i64| format!("1,M-00,2018-03-04,{to},{days},{},GBP,RZZ01,Norfolk\n", days * RATE);
    let found = held(&case, &[row("2019-03-03", 365)]);
    let parts = &found.lines[0].parts;
    assert_eq!((parts.len(), found.lines[0].owed_days()), (29, 4));
    let far = parts.last().unwrap();
    assert_eq!(
        (far.day.unwrap().to_string(), far.last.unwrap().to_string(), far.days),
        ("2018-04-01".into(), "2019-03-03".into(), 337)
    );
    assert_eq!(found.lines[0].difference().0, 361 * RATE);
    case.put("far.csv", format!("{HEAD}{}{}", line("2", (4, 7), 4, 4 * RATE), row("2020-04-04", 763)));
    case.beddays("reconcile --project p far.csv --month 2018-03").exits(1).says("over two years");
    // All lines together: a million days at most.
    let rows: String = (0..1_400).map(|at| row("2020-03-02", 730).replacen("1,", &format!("{at},"), 1)).collect();
    case.put("days.csv", format!("{HEAD}{rows}"));
    case.beddays("reconcile --project p days.csv --month 2018-03").exits(65).says("F_CLAIM_DAYS").says("1022000 days");
}
