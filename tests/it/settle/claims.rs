//! Claimed lines: read, settled, joined to stays, kept, compared with the ledger.

use std::collections::BTreeMap;

use crate::intake::native::{CLAIMS, File, ROW, claims, codes, only_reject, stays, taken};
use crate::store::commits::KEY_ID;
use crate::support::harness::{Folder, STAYS};
use beddays::domain::{
    AmountAtStake, Authorities, Day, Language, LinkQuality, LinkedKind, Minor, Month, Severity, Unlinked,
};
use beddays::liability::{Reasons, ReviewList};
use beddays::project::Project;
use beddays::query::Engine;
use beddays::report::statement::{Circumstances, Corrections, StatementBasis, StatementFigures, statement};
use beddays::settle::Intake;
use beddays::store::Store;

fn with(rows: &str) -> Intake {
    taken(&[stays(ROW), claims(rows)])
}

/// S1 is at RX1 from 1 to 9 March 2018, person 9990000018.
const LINE: &str = "C1,S1,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n";

#[test]
fn a_line_that_names_its_stay_is_joined_exactly() {
    let intake = with(LINE);
    assert_eq!(intake.findings, []);
    let [claim] = intake.claims.as_slice() else { panic!("{:?}", intake.claims) };
    assert_eq!((claim.stay_id.as_deref(), claim.link_quality), (Some("S1"), LinkQuality::Exact));
    assert_eq!((claim.days, claim.amount_minor), (Some(3), Minor(39_000)));
    assert_eq!(intake.links[0].what, LinkedKind::Claim);
    assert!(beddays::settle::link_qualities(&intake.links).is_empty(), "a claim says nothing about a delay");
}

#[test]
fn a_line_without_a_stay_is_joined_by_person_and_days() {
    for (row, wanted) in [
        ("C1,,9990000018,2018-03-01,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", LinkQuality::SameAdmission),
        ("C1,,9990000018,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", LinkQuality::Inside),
        ("C1,,9990000018,2018-03-01,2018-03-06,2018-03-10,5,39000,GBP,RX1,Norfolk\n", LinkQuality::OffByOne),
        ("C1,,9990000018,2018-03-01,2018-03-06,2018-03-11,6,39000,GBP,RX1,Norfolk\n", LinkQuality::StartsIn),
        ("C1,,9990000018,2018-03-01,2018-03-06,2018-03-08,3,39000,GBP,RX2,Norfolk\n", LinkQuality::OtherHospital),
        ("C1,S1,,,2018-04-06,2018-04-08,3,39000,GBP,RX1,Norfolk\n", LinkQuality::NamedOnly),
    ] {
        let intake = with(row);
        assert_eq!(intake.claims[0].link_quality, wanted, "{row}");
        assert_eq!(intake.claims[0].stay_id.as_deref(), Some("S1"), "{row}");
        let doubts = if wanted.is_doubtful() { vec!["W_LINK_DOUBT"] } else { vec![] };
        assert_eq!(codes(&intake, Severity::Warning), doubts, "{row}");
    }
}

#[test]
fn a_line_without_any_stay_is_taken_and_listed_with_its_money() {
    for (row, why) in [
        ("C1,S9,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", "no delivery that was read has a stay `S9`"),
        (
            "C1,,9990000026,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n",
            "the person has no stay within a year of 6 March 2018",
        ),
        ("C1,,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", "it names neither a stay nor a person"),
        ("C1,,9990000018,,2018-05-06,2018-05-08,3,39000,GBP,RX1,Norfolk\n", "apart from 2018-05-06"),
        ("C1,S1,9990000026,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", "`S1` that it names is another person's"),
    ] {
        let intake = with(row);
        assert_eq!((intake.receipts[1].accepted, intake.receipts[1].rejected), (1, 0), "{row}");
        assert_eq!(codes(&intake, Severity::Warning), ["W_UNLINKED"], "{row}");
        let finding = &intake.findings[0];
        assert!(finding.message.contains(why), "{row}: {}", finding.message);
        assert!(finding.message.contains("at stake: 3 days, £390.00"), "{row}: {}", finding.message);
        assert_eq!((finding.record, finding.line, finding.file.as_str()), (1, 2, "claims.csv"));
        assert_eq!((intake.claims[0].stay_id.as_deref(), intake.claims[0].link_quality), (None, LinkQuality::NoMatch));
        assert!(matches!(
            intake.unlinked[0].stake,
            AmountAtStake::Claimed { days: Some(3), amount: Minor(39_000), .. }
        ));
    }
}

#[test]
fn what_refuses_a_line() {
    for (row, code, column) in [
        (",S1,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", "R_REQUIRED", "claim_id"),
        ("C1,S1,,,2018-03-08,2018-03-06,3,39000,GBP,RX1,Norfolk\n", "R_ORDER", "to_on"),
        ("C1,S1,,2018-03-07,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", "R_ORDER", "admitted_on"),
        ("C1,S1,,,2018-03-06,2018-03-08,3.5,39000,GBP,RX1,Norfolk\n", "R_NUMBER", "days"),
        ("C1,S1,,,2018-03-06,2018-03-08,3,390.00,GBP,RX1,Norfolk\n", "R_AMOUNT", "amount_minor"),
        ("C1,S1,,,2018-03-06,2018-03-08,3,£390,GBP,RX1,Norfolk\n", "R_AMOUNT", "amount_minor"),
        ("C1,S1,,,2018-03-06,2018-03-08,3,1234567890123456,GBP,RX1,Norfolk\n", "R_AMOUNT", "amount_minor"),
        ("C1,S1,,,2018-03-06,2018-03-08,3,,GBP,RX1,Norfolk\n", "R_REQUIRED", "amount_minor"),
        ("C1,S1,,,2018-03-06,2018-03-08,3,39000,XYZ,RX1,Norfolk\n", "R_CODE", "currency"),
        ("C1,S1,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Nowhere\n", "R_ORG", "payer_code"),
        ("C1,S1,9990000019,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\n", "R_NHS", "nhs_number"),
        ("C1,S1,,,2018-03-06,2019-03-08,3,39000,GBP,RX1,Norfolk\n", "R_FUTURE", "to_on"),
    ] {
        let intake = with(row);
        let reject = only_reject(&intake);
        assert_eq!((reject.code, reject.column.as_str()), (code, column), "{row}");
        assert_eq!(intake.claims, [], "{row}");
    }
}

#[test]
fn a_line_that_counts_no_days_has_those_between_its_dates_at_stake() {
    let intake = with("C1,S9,,,2018-03-06,2018-03-08,,39000,GBP,RX1,Norfolk\n");
    assert_eq!(codes(&intake, Severity::Warning), ["W_UNLINKED", "W_CLAIM_DAYS"]);
    let said = intake.findings.iter().any(|finding| finding.message.contains("at stake: 3 days, £390.00"));
    assert!(said, "{:?}", intake.findings);
    assert!(matches!(intake.unlinked[0].stake, AmountAtStake::Claimed { days: Some(3), .. }));
    assert_eq!(intake.claims[0].days, None);
}

#[test]
fn days_that_do_not_fit_are_said_and_a_credit_is_taken() {
    let intake = with("C1,S1,,,2018-03-06,2018-03-08,2,-39000,gbp,RX1,Norfolk\n");
    assert_eq!(codes(&intake, Severity::Warning), ["W_CASE", "W_CLAIM_DAYS"]);
    assert_eq!((intake.claims[0].days, intake.claims[0].amount_minor), (Some(2), Minor(-39_000)));
    let unknown = with("C1,S1,,,2018-03-06,2018-03-08,,39000,GBP,RX1,Norfolk\n");
    assert_eq!((unknown.claims[0].days, codes(&unknown, Severity::Warning)), (None, vec!["W_CLAIM_DAYS"]));
}

#[test]
fn one_line_counts_once_later_news_wins_and_contradictions_get_nothing() {
    let other = LINE.replace("39000", "40000");
    let again = with(&LINE.repeat(3));
    assert_eq!((again.claims.len(), codes(&again, Severity::Duplicate)), (1, vec!["D_EXACT", "D_EXACT"]));
    let odd = with(&format!("{LINE}{other}"));
    assert_eq!((odd.claims.len(), codes(&odd, Severity::Rejected)), (0, vec!["R_CONFLICT", "R_CONFLICT"]));
    let later = File { name: "later.csv".to_owned(), received: 2, ..claims(&other) };
    for files in [[stays(ROW), claims(LINE), later.clone()], [stays(ROW), later, claims(LINE)]] {
        let news = taken(&files);
        assert_eq!(news.claims[0].amount_minor, Minor(40_000));
        assert_eq!(codes(&news, Severity::Duplicate), ["D_SUPERSEDED"]);
    }
    let payees = with(&format!("{LINE}{}", LINE.replace("RX1", "RX9")));
    assert_eq!(payees.claims.len(), 2, "two payees may use one name");
}

#[test]
fn claims_and_links_come_back_from_the_store() {
    let rows = format!(
        "{LINE}C2,,9990000018,2018-03-01,2018-03-06,2018-03-08,,-39000,EUR,RX2,Camden\n\
         C3,GONE,,,2018-03-06,2018-03-06,1,1,GBP,RX1,Norfolk\n"
    );
    let intake = with(&rows);
    assert_eq!((intake.claims.len(), intake.links.len(), intake.unlinked.len()), (3, 3, 1));
    let project = tempfile::tempdir().unwrap();
    Store::create(project.path(), KEY_ID).unwrap();
    let mut store = Store::open(project.path()).unwrap();
    let mut commit = store.begin();
    let backwards: Vec<_> = intake.claims.iter().rev().cloned().collect();
    commit.put_claims(&backwards).unwrap();
    commit.put_links(&intake.links).unwrap();
    commit.finish().unwrap();
    assert_eq!(store.claims().unwrap(), intake.claims);
    assert_eq!(store.links().unwrap(), intake.links);
    let mut commit = store.begin();
    let twice = [intake.claims.clone(), intake.claims].concat();
    assert_eq!(commit.put_claims(&twice).unwrap_err().exit() as u8, 70);
}

#[test]
fn what_hangs_on_a_notice_is_priced_at_most_and_unknown_stays_unknown() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let (project, store) = (Project::read(&folder.project()).unwrap(), Store::read_only(&folder.project()).unwrap());
    let month: Month = "2018-03".parse().unwrap();
    let ledger = store.ledger_file(month).unwrap().unwrap();
    let [stays, finding] = ["stay", "finding_count"].map(|name| store.table_files(name).unwrap());
    let tables = [("ledger_day", vec![ledger]), ("stay", stays), ("finding_count", finding)];
    let mut engine = Engine::open(&tables).unwrap();
    engine.add_deliveries(&store).unwrap();
    let (view, code) = project.view_and_code(Some(month));
    engine.add_parameters(&[("view", view), ("code", &code)]).unwrap();
    engine.build().unwrap();
    let day = |text: &str| text.parse::<Day>().unwrap();
    let payer = Authorities::england().find("Camden");
    let days = |payer, first, last: Option<&str>| AmountAtStake::Days { payer, first: day(first), last: last.map(day) };
    let stakes = [
        // Camden pays £155 a day: 20 to 31 March are twelve days, to the 21st two.
        (days(payer, "2018-03-20", None), "12", "£1,860.00"),
        (days(payer, "2018-03-20", Some("2018-03-21")), "2", "£310.00"),
        (days(payer, "2018-04-20", None), "0", "£0.00"),
        (days(None, "2018-03-20", None), "12", "– (no authority named)"),
        (days(payer, "1999-12-31", Some("2000-01-01")), "2", "– (no price for some of the days)"),
        (AmountAtStake::Unknown, "– (not known)", "– (not known)"),
    ];
    let unlinked = stakes.iter().map(|(stake, ..)| Unlinked {
        source_id: "".into(),
        what: LinkedKind::Notice,
        quality: LinkQuality::NoMatch,
        file: "notices.xml".to_owned(),
        record: 1,
        from_on: day("2018-03-01"),
        why: "the person has no stay here".to_owned(),
        stake: *stake,
    });
    let unlinked: Vec<Unlinked> = unlinked.collect();
    let corrections = Corrections::default();
    let accrual = beddays::report::statement::Accrual::default();
    let basis = StatementBasis {
        language: Language::English,
        accrual: &accrual,
        scope: beddays::report::statement::StatementScope::Everything,
        authority: project.authority,
        owner: &project.name,
        reader: beddays::report::statement::StatementReader::Payer,
        names: &project.names,
        month,
        as_of: month.last(),
        edition: 1,
        laws: &project.law,
        receipts: &[],
        listed: &beddays::domain::ReceiptList::default(),
        links: &[],
        claims: &[],
        unlinked: &unlinked,
        volumes: &[],
        looked_at: &ReviewList::default(),
        elsewhere: &[],
        reasons: Reasons::new(&[]),
        open_stays: &BTreeMap::new(),
        unused_events: &BTreeMap::new(),
        other_answers: &Default::default(),
        ledger_sha256: "",
        circumstances: Circumstances {
            senders: &[],
            restated: &[],
            replaces: None,
            corrections: &corrections,
            corrections_before: Minor(0),
        },
    };
    let figures = StatementFigures::of(&mut engine, (Minor(0), &[]), &corrections, &accrual).unwrap();
    let report = statement(&basis, &figures, &mut engine).unwrap();
    let table = report.tables().find(|table| table.id == "not_linked").unwrap();
    let shown: Vec<(String, String)> =
        table.rows.iter().map(|row| (row[5].shown(Language::English), row[6].shown(Language::English))).collect();
    let wanted: Vec<(String, String)> =
        stakes.iter().map(|(_, days, money)| ((*days).to_owned(), (*money).to_owned())).collect();
    assert_eq!(shown, wanted);
}

#[test]
fn claims_are_kept_and_stand_beside_the_ledger() {
    let folder = Folder::with_stays();
    // S1 owes 8 and 9 March, 2 x £130; the hospital claims three days. S2 owes 23 days. One line has no stay.
    let rows = "C1,S1,,,2018-03-07,2018-03-09,3,39000,GBP,RZZ01,Norfolk\n\
                C2,,9990000026,2018-03-02,2018-03-09,2018-03-31,23,299000,GBP,RZZ01,Norfolk\n\
                C3,GONE,,,2018-03-05,2018-03-06,,26000,GBP,RZZ01,Norfolk\n\
                C4,S1,,,2018-02-27,2018-03-01,3,39000,GBP,RZZ01,Norfolk\n";
    folder.put("inbox/claims.csv", format!("{CLAIMS}{rows}"));
    folder.march().exits(0);
    let asked = folder.run(&["query", "claims_against_ledger", "--format", "csv"]).exits(0);
    let lines: Vec<&str> = asked.stdout.lines().collect();
    assert_eq!(
        lines[0],
        "stay_id,currency,claimed_lines,lines_without_days,claimed_days,chargeable_days,claimed_minor,\
         chargeable_minor,difference_minor,twice_first_claim_id,twice_last_claim_id,twice_days,twice_minor,rate_minor,\
         not_owed_minor,not_claimed_minor,credit_minor,days_not_known_minor,not_split_minor,no_stay_minor"
    );
    let mut rows: Vec<&str> = lines[1..].to_vec();
    rows.sort_unstable();
    assert_eq!(
        rows,
        [
            ",GBP,1,1,2,0,26000,0,26000,,,0,0,0,0,0,0,0,0,26000",
            // Of the line from 27 February one of its three days is in March.
            "S1,GBP,2,0,4,2,52000,26000,26000,,,0,0,0,26000,0,0,0,0,0",
            "S2,GBP,1,0,23,23,299000,299000,0,,,0,0,0,0,0,0,0,0,0"
        ]
    );
    folder.run(&["query", "select link_quality from claim where claim_id = 'C2'"]).exits(0).says("same_admission");
    folder.run(&["query", "select stay_id from link where link_quality = 'apart'", "--json"]).exits(0).says("null");
    let html = folder.read("reports/2018-03/internal-statement.html");
    for wanted in
        ["no delivery that was read has a stay `GONE`", "£260.00", "1 record belongs to no stay here", "same_admission"]
    {
        assert!(html.contains(wanted), "`{wanted}` is not in the statement");
    }
    let rejects = folder.read("reports/2018-03/rejects.csv");
    assert!(rejects.contains("W_UNLINKED") && rejects.contains("claims.csv"));
    assert!(STAYS.contains("9990000026") && !html.contains("9990000026"));
    let (store, reports) = (folder.files("store"), folder.files("reports"));
    folder.march().exits(0).says("nothing changed");
    assert!(store == folder.files("store") && reports == folder.files("reports"));
    folder.run(&["report", "statement"]).exits(0);
    assert!(reports == folder.files("reports"), "a report written again differs");
}
