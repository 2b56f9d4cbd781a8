//! Claims as people send them: the same days twice, credits, lines over a month end, the last day counted or not, rates,
//! amounts in pounds.

use super::Case;

const HEADER: &str = "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n";

/// The case's stay, for which 9 to 12 June are owed at £130.00 a day, with other lines.
fn with(lines: &str) -> Case {
    let case = Case::new("17-claimed-twice");
    case.put("claims.csv", format!("{HEADER}{lines}"));
    case.sh("beddays init p --authority Norfolk && cp stays.csv events.csv claims.csv p/inbox/").exits(0);
    case.beddays("run --project p --month 2018-06").exits(0);
    case
}

/// The comparison for the stay in a month, by the names of its columns.
fn compared(case: &Case, month: &str) -> Vec<(String, String)> {
    let answer =
        case.beddays(&format!("query --project p claims_against_ledger --month {month} --format csv")).exits(0);
    let mut lines = answer.stdout.lines();
    let names = lines.next().unwrap().split(',');
    let cells = lines.next().unwrap_or_default().split(',');
    names.zip(cells).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
}

#[track_caller]
fn has(case: &Case, month: &str, wanted: &[(&str, &str)]) {
    let found = compared(case, month);
    for (name, value) in wanted {
        let cell = found.iter().find(|(known, _)| known == name).map(|(_, cell)| cell.as_str());
        assert_eq!(cell, Some(*value), "{name} in {found:?}");
    }
    // The kinds of difference add up to the difference.
    let number = |name: &str| found.iter().find(|(known, _)| known == name).unwrap().1.parse::<i64>().unwrap();
    let kinds = ["twice", "rate", "not_owed", "not_claimed", "credit", "days_not_known", "not_split", "no_stay"];
    let sum: i64 = kinds.iter().map(|kind| number(&format!("{kind}_minor"))).sum();
    assert_eq!(sum, number("difference_minor"), "{found:?}");
    assert_eq!(number("claimed_minor") - number("chargeable_minor"), sum, "{found:?}");
}

fn findings(case: &Case, code: &str) -> Vec<String> {
    case.read("p/reports/2018-06/rejects.csv").lines().filter(|line| line.contains(code)).map(str::to_owned).collect()
}

#[test]
fn the_same_days_under_two_numbers_are_listed_as_claimed_twice() {
    let case = Case::new("17-claimed-twice");
    case.sh("beddays init p --authority Norfolk && cp stays.csv events.csv claims.csv p/inbox/").exits(0);
    case.beddays("run --project p --month 2018-06").exits(0);
    has(
        &case,
        "2018-06",
        &[
            ("stay_id", "CL-3"),
            ("claimed_minor", "104000"),
            ("chargeable_minor", "52000"),
            ("difference_minor", "52000"),
            ("twice_first_claim_id", "I-3"),
            ("twice_last_claim_id", "I-3D"),
            ("twice_days", "4"),
            ("twice_minor", "52000"),
        ],
    );
    let found = findings(&case, "W_CLAIM_TWICE");
    assert!(found.len() == 1 && found[0].contains("I-3") && found[0].contains("£520.00"), "{found:?}");
    let statement = case.json("p/reports/2018-06/internal-statement.json").to_string();
    for wanted in ["claimed_twice", "I-3, I-3D", "Claimed twice"] {
        assert!(statement.contains(wanted), "`{wanted}` is not in the statement");
    }
    let html = case.read("p/reports/2018-06/internal-statement.html");
    assert!(html.contains("£1,040.00") && html.contains("I-3, I-3D"));
}

#[test]
fn days_are_claimed_twice_in_part_across_files_and_by_two_payees() {
    // The second line comes in another file and overlaps on two days.
    let case = with("I-3,CL-3,2018-06-09,2018-06-12,4,52000,GBP,RZZ01,E10000020\n");
    case.put(
        "p/inbox/claims_july.csv",
        format!("{HEADER}J-1,CL-3,2018-06-11,2018-06-13,3,39000,GBP,RZZ01,E10000020\n"),
    );
    case.beddays("run --project p --month 2018-06");
    has(&case, "2018-06", &[("twice_days", "2"), ("twice_minor", "26000"), ("not_owed_minor", "13000")]);
    let found = findings(&case, "W_CLAIM_TWICE");
    assert!(found.len() == 1 && found[0].contains("claims_july.csv") && found[0].contains("£260.00"), "{found:?}");
    // Two payees, the second a site of the first.
    let case = with(
        "A,CL-3,2018-06-09,2018-06-12,4,52000,GBP,RZZ,E10000020\n\
         B,CL-3,2018-06-09,2018-06-10,2,26000,GBP,RZZ01,E10000020\n",
    );
    has(&case, "2018-06", &[("twice_days", "2"), ("twice_minor", "26000"), ("difference_minor", "26000")]);
    // Three times.
    let line = |name: &str| format!("{name},CL-3,2018-06-09,2018-06-12,4,52000,GBP,RZZ01,E10000020\n");
    let case = with(&(line("A") + &line("B") + &line("C")));
    has(&case, "2018-06", &[("twice_days", "8"), ("twice_minor", "104000")]);
    assert_eq!(findings(&case, "W_CLAIM_TWICE").len(), 2);
}

#[test]
fn a_credit_is_taken_off_the_line_that_it_credits() {
    let line = "I-3,CL-3,2018-06-09,2018-06-12,4,52000,GBP,RZZ01,E10000020\n";
    let again = "I-3D,CL-3,2018-06-09,2018-06-12,4,52000,GBP,RZZ01,E10000020\n";
    for days in ["4", "-4", ""] {
        let credit = format!("C-3D,CL-3,2018-06-09,2018-06-12,{days},-52000,GBP,RZZ01,E10000020\n");
        let case = with(&format!("{line}{again}{credit}"));
        has(
            &case,
            "2018-06",
            &[("claimed_days", "4"), ("claimed_minor", "52000"), ("difference_minor", "0"), ("twice_minor", "0")],
        );
        assert_eq!(findings(&case, "W_CLAIM_TWICE"), Vec::<String>::new(), "`{days}`");
        // The whole bill was taken back: nothing is claimed any more.
        let case = with(&format!("{line}{}", credit.replace("C-3D", "C-3")));
        has(&case, "2018-06", &[("claimed_days", "0"), ("claimed_minor", "0"), ("not_claimed_minor", "-52000")]);
    }
    // Of three lines the credit of one payee leaves those of the other.
    let of = |name: &str, payee: &str, amount: &str| {
        format!("{name},CL-3,2018-06-09,2018-06-12,4,{amount},GBP,{payee},E10000020\n")
    };
    let lines = of("A", "RZZ", "52000") + &of("B-1", "RZZ01", "52000") + &of("B-2", "RZZ01", "52000");
    let case = with(&(lines + &of("C-A", "RZZ", "-52000")));
    let found = findings(&case, "W_CLAIM_TWICE");
    assert!(found.len() == 1 && found[0].contains("`B-1`"), "{found:?}");
    // It is the line of its amount that a credit takes off, not the last of its payee.
    let two_days = "B,CL-3,2018-06-09,2018-06-10,2,26000,GBP,RZZ01,E10000020\n";
    let credit = two_days.replace("B,", "C-B,").replace(",26000", ",-26000");
    let case = with(&(of("A", "RZZ01", "52000") + &of("D", "RZZ01", "52000") + two_days + &credit));
    let found = findings(&case, "W_CLAIM_TWICE");
    assert!(found.len() == 1 && found[0].contains("`A`") && found[0].contains("£520.00"), "{found:?}");
    // A credit of one of the days, and one of money alone.
    let case = with(&format!("{line}C-1,CL-3,2018-06-12,2018-06-12,1,-13000,GBP,RZZ01,E10000020\n"));
    has(&case, "2018-06", &[("claimed_days", "3"), ("claimed_minor", "39000"), ("not_claimed_minor", "-13000")]);
    let dear = line.replace("52000", "56000");
    let case = with(&format!("{dear}C-2,CL-3,2018-06-09,2018-06-12,0,-4000,GBP,RZZ01,E10000020\n"));
    has(&case, "2018-06", &[("claimed_days", "4"), ("claimed_minor", "52000"), ("difference_minor", "0")]);
    // Days below zero are those of a credit.
    let case = Case::new("17-claimed-twice");
    case.put("claims.csv", format!("{HEADER}I-3,CL-3,2018-06-09,2018-06-12,-4,52000,GBP,RZZ01,E10000020\n"));
    case.beddays("check claims.csv --profile native-claim").exits(1).says("R_NUMBER");
}

#[test]
fn a_line_over_a_month_end_is_split_to_the_penny() {
    // 27 June to 3 July are 7 days, four of them in June: 4/7 of £100.00 are £57.14, and what is left is July's.
    let line = "I-9,CL-3,2018-06-27,2018-07-03,7,10000,GBP,RZZ01,E10000020\n";
    let case = with(line);
    has(&case, "2018-06", &[("claimed_days", "4"), ("claimed_minor", "5714")]);
    case.beddays("run --project p --month 2018-07");
    has(&case, "2018-07", &[("claimed_days", "3"), ("claimed_minor", "4286")]);
    // £2.00 over 29 and 30 June and 1 July: the larger remainder is July's.
    let case = with("I-9,CL-3,2018-06-29,2018-07-01,3,200,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("claimed_minor", "133")]);
    case.beddays("run --project p --month 2018-07");
    has(&case, "2018-07", &[("claimed_minor", "67")]);
    // A credit is split as the line that it credits; the last day is not counted.
    let case = with("C-9,CL-3,2018-06-27,2018-07-04,7,-10000,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("claimed_days", "-4"), ("claimed_minor", "-5714")]);
    // What cannot be split stands whole in the month of its last day, and is named.
    let case = with("I-9,CL-3,2018-06-27,2018-07-10,5,65000,GBP,RZZ01,E10000020\n");
    assert_eq!(findings(&case, "W_CLAIM_SPLIT").len(), 1);
    has(&case, "2018-06", &[("claimed_minor", "0")]);
    case.beddays("run --project p --month 2018-07");
    has(&case, "2018-07", &[("claimed_days", "5"), ("claimed_minor", "65000"), ("not_split_minor", "65000")]);
}

#[test]
fn the_last_day_is_counted_or_not() {
    // By the number of days: 9 to 13 June with 4 days are 9 to 12.
    let case = with("I-3,CL-3,2018-06-09,2018-06-13,4,52000,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("claimed_days", "4"), ("difference_minor", "0")]);
    assert!(findings(&case, "W_CLAIM_DAYS")[0].contains("not claimed"));
    // Without a number both ends are taken, which is said.
    let case = with("I-3,CL-3,2018-06-09,2018-06-12,,52000,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("claimed_days", "4"), ("lines_without_days", "1"), ("difference_minor", "0")]);
    assert_eq!(findings(&case, "W_CLAIM_DAYS").len(), 1);
    // A number that no rule explains: the days are not known, the money is.
    let case = with("I-3,CL-3,2018-06-01,2018-06-12,4,52000,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("claimed_days", "4"), ("days_not_known_minor", "52000"), ("difference_minor", "0")]);
    // By the profile.
    let case =
        with_profile("last_day = \"not_counted\"", "I-3,CL-3,2018-06-09,2018-06-13,,52000,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("claimed_days", "4"), ("difference_minor", "0")]);
    assert_eq!(findings(&case, "W_CLAIM_DAYS"), Vec::<String>::new());
}

/// The same with claims read by a profile of the project.
fn with_profile(head: &str, lines: &str) -> Case {
    let case = Case::new("17-claimed-twice");
    let profile = include_str!("../../../../profiles/native-claim.toml");
    case.put(
        "bills.toml",
        profile
            .replace("record = \"claim\"", &format!("record = \"claim\"\n{head}"))
            .replace("name = \"native-claim\"", "name = \"bills\""),
    );
    case.put("claims.csv", format!("{HEADER}{lines}"));
    case.sh(
        "beddays init p --authority Norfolk && mkdir -p p/profiles && cp bills.toml p/profiles/ && \
         cp stays.csv events.csv p/inbox/ && cp claims.csv p/inbox/bills.csv && \
         printf '\n[sources.bills]\nfiles = \"inbox/bills*.csv\"\nprofile = \"profiles/bills.toml\"\n' >> p/beddays.toml",
    )
    .exits(0);
    case.beddays("run --project p --month 2018-06").exits(0);
    case
}

#[test]
fn a_rate_is_compared_with_the_tariff() {
    let case = with("I-3,CL-3,2018-06-09,2018-06-12,4,60000,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("rate_minor", "8000"), ("difference_minor", "8000"), ("not_owed_minor", "0")]);
    let html = case.read("p/reports/2018-06/internal-statement.html");
    assert!(html.contains("not priced by the tariff") && html.contains("£80.00"));
    // A line of days that are not owed has a rate too.
    let case = with("I-4,CL-3,2018-06-01,2018-06-02,2,24000,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("not_owed_minor", "24000"), ("not_claimed_minor", "-52000")]);
    assert!(case.read("p/reports/2018-06/internal-statement.html").contains("not priced by the tariff"));
    // A penny.
    let case = with("I-3,CL-3,2018-06-09,2018-06-12,4,52001,GBP,RZZ01,E10000020\n");
    has(&case, "2018-06", &[("rate_minor", "1"), ("difference_minor", "1")]);
    let case = with("I-3,CL-3,2018-06-09,2018-06-12,4,52000,GBP,RZZ01,E10000020\n");
    assert!(!case.read("p/reports/2018-06/internal-statement.html").contains("not priced by the tariff"));
}

#[test]
fn amounts_are_in_pounds_where_the_profile_says_so_and_nowhere_else() {
    for (amount, claimed) in [
        ("£520.00", "52000"),
        ("520", "52000"),
        ("520.5", "52050"),
        ("\"£1,520.00\"", "152000"),
        ("-520.00", "-52000"),
        ("-£520", "-52000"),
        ("(520.00)", "-52000"),
    ] {
        let line = format!("I-3,CL-3,2018-06-09,2018-06-12,4,{amount},GBP,RZZ01,E10000020\n");
        let case = with_profile("amounts = \"pounds\"", &line);
        has(&case, "2018-06", &[("claimed_minor", claimed)]);
    }
    let refused = ["520.005", "1,52", "\"15,20.00\"", "£", "520.", "1.520,00", "--520", "5e2", "(-520)"];
    for amount in refused.map(|amount| {
        if amount.contains(',') && !amount.contains('"') { format!("\"{amount}\"") } else { amount.to_owned() }
    }) {
        let case = Case::new("17-claimed-twice");
        let profile = include_str!("../../../../profiles/native-claim.toml");
        case.put("bills.toml", profile.replace("record = \"claim\"", "record = \"claim\"\namounts = \"pounds\""));
        case.put("claims.csv", format!("{HEADER}I-3,CL-3,2018-06-09,2018-06-12,4,{amount},GBP,RZZ01,E10000020\n"));
        case.beddays("check claims.csv --profile bills.toml").exits(1).says("R_AMOUNT");
    }
    // Never guessed: in minor units a pound sign is refused, and the refusal says how pounds are declared.
    let case = Case::new("17-claimed-twice");
    case.put("claims.csv", format!("{HEADER}I-3,CL-3,2018-06-09,2018-06-12,4,£520.00,GBP,RZZ01,E10000020\n"));
    case.beddays("check claims.csv --profile native-claim").exits(1).says("amounts = \"pounds\"");
    // Pounds in another currency, and a profile of other records.
    let case = Case::new("17-claimed-twice");
    let profile = include_str!("../../../../profiles/native-claim.toml");
    case.put("bills.toml", profile.replace("record = \"claim\"", "record = \"claim\"\namounts = \"pounds\""));
    case.put("claims.csv", format!("{HEADER}I-3,CL-3,2018-06-09,2018-06-12,4,520,NOK,RZZ01,E10000020\n"));
    case.beddays("check claims.csv --profile bills.toml").exits(1).says("R_CODE");
}
