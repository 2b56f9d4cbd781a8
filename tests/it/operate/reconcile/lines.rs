//! Lines that say less, or more, than their days: credits, numbers of days, last days, persons, rates.

use beddays::domain::{
    Authorities, Claim, ClaimedDays, Currency, Day, Language, LedgerStatus, LinkQuality, Minor, Origin,
};
use beddays::intake::profile;
use beddays::operate::reconcile::{ReconcileRequest, compare};
use beddays::reconcile::{ClaimLine, JudgedLine, OwedDay, ReconcileBasis, Reconciliation, StayOfLine, reconcile};
use beddays::report::reconcile::remarks_of;

use super::fixture::{RATE, number, project, read, stays};
use crate::operate::field::Case;

const HEAD: &str =
    "claim_id,stay_id,nhs_number,from_on,to_on,days,rate_minor,amount_minor,currency,payee_code,payer_code\n";

fn held(case: &Case, rows: &str) -> Reconciliation {
    held_by(case, &format!("{HEAD}{rows}"), None)
}

fn held_by(case: &Case, text: &str, profile: Option<&str>) -> Reconciliation {
    case.put("claim.csv", text);
    let (project, month) = (read(case), Some("2018-03".parse().unwrap()));
    let profile = profile.map(|name| profile::find(name, &case.path("")).unwrap());
    let claim = case.path("claim.csv");
    compare(&project, &ReconcileRequest { claim: &claim, month, profile, dates: None, total: None })
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
        .reconciled
}

/// Verdict, days owed and claimed less owed of each line.
fn said(found: &Reconciliation) -> Vec<(&'static str, i64, i64)> {
    let line = |line: &JudgedLine| (line.verdict.code(), line.owed_days(), line.difference().0);
    found.lines.iter().map(line).collect()
}

/// M-00 is owed from 4 to 7 March, M-01 from 5 to 9 March, M-02 has no notice from 5 to 11 March; M-04 another cause from 8.
#[test]
fn credits_numbers_of_days_and_last_days_are_taken_as_they_are_meant() {
    let case = project("authority", &stays());
    let line = |id: &str, stay: &str, from: &str, to: &str, days: &str, amount: i64| {
        format!("{id},{stay},,2018-03-{from},2018-03-{to},{days},,{amount},GBP,RZZ01,Norfolk\n")
    };
    let four = 4 * RATE;
    // Claimed, taken back whole, claimed again: the credit undoes what the first line made.
    let rows = [
        line("1", "M-00", "04", "09", "6", 6 * RATE),
        line("2", "M-00", "04", "09", "6", -6 * RATE),
        line("3", "M-00", "04", "07", "4", four),
    ];
    let found = held(&case, &rows.concat());
    assert_eq!(said(&found), [("different_days", 4, 2 * RATE), ("different_days", -4, -2 * RATE), ("agreed", 4, 0)]);
    assert_eq!(found.claimed.0, four);
    // A credit of two days that are owed: they are owed and not claimed any more.
    let rows = [line("1", "M-00", "04", "07", "4", four), line("2", "M-00", "06", "07", "2", -2 * RATE)];
    assert_eq!(said(&held(&case, &rows.concat())), [("agreed", 4, 0), ("different_days", 0, -2 * RATE)]);
    // A credit without a number of days takes back the line of its amount; money alone takes back money.
    let rows = [line("1", "M-00", "04", "07", "4", four), line("2", "M-00", "04", "07", "", -four)];
    let found = held(&case, &rows.concat());
    assert_eq!(said(&found), [("agreed", 4, 0), ("different_days", 0, -four)]);
    let rows = [line("1", "M-00", "04", "07", "4", four), line("2", "M-00", "04", "07", "", -700)];
    assert_eq!(said(&held(&case, &rows.concat())), [("agreed", 4, 0), ("different_days", 0, -700)]);
    // As many days as are owed between the dates, whichever they are.
    assert_eq!(said(&held(&case, &line("1", "M-00", "01", "09", "4", four))), [("agreed", 4, 0)]);
    // More than are owed: the others are none of its delayed days, or are all without a notice.
    assert_eq!(said(&held(&case, &line("1", "M-00", "01", "09", "6", 6 * RATE))), [("different_days", 4, 2 * RATE)]);
    assert_eq!(said(&held(&case, &line("1", "M-02", "05", "11", "3", 3 * RATE))), [("not_notified", 0, 3 * RATE)]);
    // Fewer: all that is owed between the dates is held against it.
    assert_eq!(said(&held(&case, &line("1", "M-00", "01", "09", "3", 3 * RATE))), [("different_days", 4, -RATE)]);
    // Six days by the dates, five days said: the last one is not claimed.
    assert_eq!(said(&held(&case, &line("1", "M-01", "05", "10", "5", 5 * RATE))), [("agreed", 5, 0)]);
    // No number of days: all from the first to the last, and it is said.
    let found = held(&case, &line("1", "M-00", "04", "07", "", four));
    assert_eq!(said(&found), [("agreed", 4, 0)]);
    assert!(remarks_of(Language::English, &found.lines[0])[0].contains("no number of days"), "{found:?}");
    // A penny that no share can have stays in the line.
    let found = held(&case, &line("1", "M-01", "05", "09", "5", 5 * RATE + 1));
    assert_eq!(said(&found), [("different_rate", 5, 1)]);
}

#[test]
fn a_line_names_its_stay_or_its_person_and_another_hospital_or_person_is_no_such_stay() {
    let case = project("authority", &stays());
    let line = |stay: &str, person: &str, from: &str, to: &str, payee: &str| {
        format!("1,{stay},{person},2018-03-{from},2018-03-{to},,,{},GBP,{payee},Norfolk\n", 4 * RATE)
    };
    let verdict = |row: &str| held(&case, row).lines[0].verdict.code();
    assert_eq!(verdict(&line("M-00", "", "04", "07", "RZZ01")), "agreed");
    assert_eq!(verdict(&line("", &number(0), "04", "07", "RZZ01")), "agreed");
    assert_eq!(verdict(&line("theirs-7", &number(0), "04", "07", "RZZ01")), "agreed");
    assert_eq!(verdict(&line("M-00", &number(1), "04", "07", "RZZ01")), "no_such_stay");
    assert_eq!(verdict(&line("", &number(999), "04", "07", "RZZ01")), "no_such_stay");
    assert_eq!(verdict(&line("", "", "04", "07", "RZZ01")), "no_such_stay");
    assert_eq!(verdict(&line("M-00", "", "04", "07", "RZZ02")), "no_such_stay");
    // The same days under the stay and under the person are the same days.
    let rows =
        line("M-00", "", "04", "07", "RZZ01") + &line("", &number(0), "05", "06", "RZZ01").replacen("1,", "2,", 1);
    let found = held(&case, &rows);
    assert_eq!(found.lines[1].verdict.code(), "duplicate");
    assert!(found.lines[1].parts.iter().all(|part| part.of_line == Some(0)));
}

#[test]
fn a_claim_in_pounds_has_its_total_in_the_last_row() {
    let case = project("authority", &stays());
    let head = "Line,Stay,NHS number,Hospital code,Council,From,To,Days,Rate (£),Amount (£)\n";
    let row = "7,M-00,,RZZ01,Norfolk,2018-03-04,2018-03-07,4,£130.00,£520.00\n";
    let found = held_by(&case, &format!("{head}{row}Total,,,,,,,,,£520.00\n"), None);
    assert_eq!(said(&found), [("agreed", 4, 0)]);
    // The rate that a line states is held to its amount.
    let other = row.replace("£130.00", "£140.00");
    let found = held_by(&case, &format!("{head}{other}"), None);
    assert_eq!(said(&found), [("agreed", 4, 0)]);
    assert!(remarks_of(Language::English, &found.lines[0])[0].contains("its rate £140.00 for 4 days"), "{found:?}");
    case.put("claim.csv", format!("{head}{row}Total,,,,,,,,,£521.00\n"));
    case.beddays("reconcile --project p claim.csv --month 2018-03")
        .exits(65)
        .says("F_COUNT")
        .says("£521.00")
        .says("£520.00");
}

/// Two days in one month with two prices: an amount that is their sum agrees on both, whatever a half of it is.
#[test]
fn a_line_over_a_change_of_the_tariff_that_is_priced_by_it_agrees_on_each_day() {
    let norfolk = Authorities::england().find("Norfolk").unwrap();
    let price = |day: Day| Minor(if day < day_of("2018-03-07") { 10_000 } else { 13_000 });
    let owed = |day: Day| OwedDay {
        status: LedgerStatus::Chargeable,
        amount: price(day),
        payer: Some(norfolk),
        payee: "RZZ01".into(),
        regime: "england-2014".into(),
        rule: "services_missing".into(),
        cite: "paragraph 4(2)".into(),
    };
    let days: Vec<Day> = day_of("2018-03-05").to(day_of("2018-03-08")).collect();
    let basis = ReconcileBasis {
        month: "2018-03".parse().unwrap(),
        currency: Currency::Gbp,
        payers: [norfolk].into(),
        payees: ["RZZ01".into()].into(),
        days: days.iter().map(|day| (("S".into(), *day), owed(*day))).collect(),
        charged_elsewhere: Default::default(),
        price: &|_, day| Some(price(day)),
    };
    let line = |amount: i64| ClaimLine {
        record: 1,
        line: 2,
        claim: Claim {
            claim_id: "1".into(),
            stay_id: None,
            link_quality: LinkQuality::NoMatch,
            claimed_stay_id: Some("S".into()),
            person_key: None,
            admitted_on: None,
            from_on: days[0],
            to_on: days[3],
            days: Some(4),
            claimed_days: ClaimedDays::Both,
            amount_minor: Minor(amount),
            currency: Currency::Gbp,
            payee_code: "RZZ01".into(),
            payer: norfolk,
            origin: Origin { source_id: "".into(), source_record: 1 },
        },
        rate: None,
        stay: StayOfLine::Found("S".into()),
    };
    let found = reconcile(vec![line(46_000)], Vec::new(), &basis).unwrap();
    assert_eq!(said(&found), [("agreed", 4, 0)]);
    assert!(found.lines[0].parts.iter().all(|part| part.difference() == Minor(0)));
    // A tenth more: a tenth more on each day.
    let found = reconcile(vec![line(50_600)], Vec::new(), &basis).unwrap();
    let differences: Vec<i64> = found.lines[0].parts.iter().map(|part| part.difference().0).collect();
    assert_eq!((said(&found), differences), (vec![("different_rate", 4, 4_600)], vec![1_000, 1_000, 1_300, 1_300]));
}

fn day_of(text: &str) -> Day {
    text.parse().unwrap()
}
