//! The sample of `beddays demo`: what intake and the law make of it.

use std::collections::{BTreeMap, BTreeSet};

use beddays::domain::codes::CareType;
use beddays::domain::{Authorities, Day, Event, EventKind, EventValue, LedgerStatus, Moment, Severity};
use beddays::intake::NativeTable;
use beddays::liability::{CaseOfStays, Cases, DoubtKind, Judged, LinkQualities, Reasons, ReviewList, assess_days};
use beddays::project::{MonthRule, Project};
use beddays::regime::{Law, Library, RuleId};
use beddays::sample::{Sample, demo};
use beddays::settle::Intake;

use crate::intake::native::{File, file, take_as_of};
use crate::law::oracle;

/// A day of the ledger in the few words that the tests look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub stay_id: String,
    pub day: Day,
    pub status: LedgerStatus,
    pub rule: &'static str,
    pub payer: String,
    pub pence: i64,
}

pub fn laws(regimes: &[&str]) -> Vec<Law> {
    let library = Library::built_in().unwrap();
    regimes.iter().map(|id| Law::new(library.get(id).unwrap().clone(), &[]).unwrap()).collect()
}

/// What intake makes of the files, in the order in which the ledger wants it.
pub fn taken(files: &[File], as_of: Option<&str>) -> Intake {
    let mut intake = take_as_of(files, as_of).unwrap_or_else(|error| panic!("{error}"));
    intake.stays.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    intake
}

/// The ledger of some months, and what somebody should look at.
pub fn ledger(intake: &Intake, laws: &[Law], from: &str, to: &str) -> (Vec<Row>, ReviewList) {
    let (mut month, last): (beddays::domain::Month, beddays::domain::Month) =
        (from.parse().unwrap(), to.parse().unwrap());
    let cases = Cases::of(&intake.stays, &intake.events, laws, last.last());
    let (mut rows, mut looked_at) = (Vec::new(), ReviewList::default());
    while month <= last {
        let reasons = Reasons::new(&intake.reasons);
        looked_at = assess_days(
            &cases,
            laws,
            (month.first(), month.last()),
            (&reasons, &LinkQualities::new()),
            &|_| (),
            &mut |days| {
                rows.extend(days.iter().map(|day| Row {
                    stay_id: day.stay_id.to_owned(),
                    day: day.day,
                    status: day.status,
                    rule: RuleId::ALL.iter().find(|id| id.name() == day.rule).unwrap().name(),
                    payer: Authorities::england().get(day.payer.unwrap()).name.clone(),
                    pence: day.amount_minor.0,
                }));
                Ok(())
            },
        )
        .unwrap()
        .looked_at;
        month = month.next();
    }
    (rows, looked_at)
}

fn files(sample: &Sample) -> Vec<File> {
    let table = |name: &str| match name.split('_').next() {
        Some("inbox/stays") => Some(NativeTable::Stay),
        Some("inbox/events") => Some(NativeTable::Event),
        Some("inbox/reasons") => Some(NativeTable::Reason),
        _ => None,
    };
    let csv = sample.files.iter().filter_map(|(name, text)| Some((table(name)?, name, text)));
    csv.map(|(table, name, text)| file(table, name, text)).collect()
}

/// The sample with its intake and its ledger of three months.
struct Looked {
    sample: Sample,
    intake: Intake,
    rows: Vec<Row>,
    march: ReviewList,
}

fn looked() -> Looked {
    let sample = demo();
    let intake = taken(&files(&sample), Some("2018-03-31"));
    let (rows, march) = ledger(&intake, &laws(&["england-2014"]), "2018-01", "2018-03");
    Looked { sample, intake, rows, march }
}

fn is_march(row: &Row) -> bool {
    row.day.month().to_string() == "2018-03"
}

#[test]
fn the_sample_is_the_same_bytes_twice() {
    assert_eq!(demo(), demo());
}

#[test]
fn its_project_file_is_one() {
    let (sample, folder) = (demo(), tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("beddays.toml"), &sample.project_file).unwrap();
    let project = Project::read(folder.path()).unwrap();
    assert_eq!(project.month, Some(MonthRule::Fixed(sample.month)));
    let authority = Authorities::england().get(project.authority.unwrap());
    assert_eq!((authority.code.as_str(), authority.name.as_str()), ("E10000020", "Norfolk"));
    assert_eq!(project.names.len(), 3);
    for source in &project.sources {
        let pattern = glob::Pattern::new(&source.files[0]).unwrap();
        assert_eq!(sample.files.iter().filter(|(name, _)| pattern.matches(name)).count(), 3, "{}", source.name);
    }
    assert_eq!(sample.files.len(), 11, "nine extracts, a claim, and a page that says what is in them");
}

/// Goal: rows are refused for the reasons that were put in, for no other, and the rest is clean. Method: count findings
/// by code.
#[test]
fn every_finding_was_meant() {
    let intake = looked().intake;
    let count = |severity| {
        let mut counts = BTreeMap::new();
        let of_kind = intake.findings.iter().filter(|finding| finding.severity == severity);
        of_kind.for_each(|finding| *counts.entry(finding.code).or_insert(0) += 1);
        counts
    };
    let rejected = [
        ("R_ORG", 1),
        ("R_CODE", 1),
        ("R_CONFLICT", 2),
        ("R_DATE", 1),
        ("R_FUTURE", 1),
        ("R_KIND", 1),
        ("R_NHS", 2),
        ("R_ORDER", 1),
        ("R_TIME", 2),
        ("R_UNKNOWN_STAY", 1),
        ("R_VALUE", 1),
        ("R_WIDTH", 1),
    ];
    assert_eq!(count(Severity::Rejected), BTreeMap::from(rejected), "{:#?}", intake.findings);
    let doubtful = [
        ("W_CASE", 2),
        ("W_EVENT_AFTER_DISCHARGE", 8),
        ("W_EVENT_BEFORE_ADMISSION", 4),
        ("W_NHS_FORMAT", 3),
        ("W_NO_NHS_NUMBER", 2),
        ("W_NO_TIME", 2),
        ("W_OVERLAP", 4),
    ];
    assert_eq!(count(Severity::Warning), BTreeMap::from(doubtful), "{:#?}", intake.findings);
    let again = count(Severity::Duplicate);
    assert_eq!(again.keys().copied().collect::<Vec<_>>(), ["D_EXACT", "D_SUPERSEDED"]);
    assert!(again["D_EXACT"] >= 10 && again["D_SUPERSEDED"] >= 20, "{again:?}");
    for receipt in &intake.receipts {
        assert_eq!(
            receipt.read,
            receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates,
            "{receipt:?}"
        );
        assert!(receipt.read > 0);
    }
    assert_eq!(intake.receipts.iter().map(|receipt| receipt.rejected).sum::<u32>(), 15);
}

/// Goal: the sample looks like the months of real hospitals. Method: bounds on its shape.
#[test]
fn its_shape_is_that_of_real_months() {
    let Looked { intake, rows, .. } = looked();
    assert!((380..=420).contains(&intake.stays.len()), "{}", intake.stays.len());
    let hospitals: BTreeSet<&str> = intake.stays.iter().map(|stay| &*stay.provider_code).collect();
    assert_eq!(hospitals, BTreeSet::from(["RZZ01", "RZZ02", "RZZ03"]));
    let share = |count: usize| count * 100 / intake.stays.len();
    let on_time = |stay: &&beddays::domain::Stay| {
        let same_day = stay.ready_on.is_some() && stay.ready_on == stay.discharged_at.map(Moment::day);
        same_day && intake.events.iter().all(|event| event.stay_id != stay.stay_id)
    };
    let count = intake.stays.iter().filter(on_time).count();
    assert!((30..=40).contains(&share(count)), "{count} leave on the day they are ready");
    let old = intake.stays.iter().filter(|stay| (65..=98).contains(&stay.age_at_admission.unwrap())).count();
    assert!((75..=95).contains(&share(old)), "{old} are 65 to 98");
    let open = intake.stays.iter().filter(|stay| stay.discharged_at.is_none()).count();
    assert!((10..=40).contains(&open), "{open} are still in hospital");
    let others = intake
        .stays
        .iter()
        .filter(|stay| Authorities::england().get(stay.authority.unwrap()).name != "Norfolk")
        .count();
    assert!((3..=12).contains(&share(others)), "{others} of other councils");

    let waits: Vec<i32> = intake
        .stays
        .iter()
        .filter_map(|stay| Some(stay.discharged_at?.day() - stay.ready_on?))
        .filter(|days| *days > 0)
        .collect();
    let middling = waits.iter().filter(|days| (2..=12).contains(*days)).count();
    assert!(middling * 100 > waits.len() * 75, "{middling} of {} wait 2 to 12 days", waits.len());
    assert!(waits.iter().filter(|days| **days >= 30).count() >= 5);

    let notices = || intake.events.iter().filter(|record| record.event.kind == EventKind::AssessmentNotice);
    let late = notices().filter(|record| record.event.at.time().seconds() > 14 * 3600).count();
    assert!((12..=40).contains(&(late * 100 / notices().count())), "{late} of {} after two", notices().count());
    let days: BTreeSet<&str> = notices().map(|record| record.event.at.day().weekday().short()).collect();
    assert_eq!(days.len(), 7, "{days:?}");
    let charged = rows.iter().filter(|row| row.status == LedgerStatus::Chargeable);
    let holidays: BTreeSet<String> = charged.map(|row| row.day.to_string()).collect();
    assert!(holidays.contains("2018-03-30"), "nobody is charged for Good Friday");
    let early =
        |stay: &&beddays::domain::Stay| stay.discharged_at.is_some_and(|left| left.time().seconds() < 11 * 3600);
    assert!(intake.stays.iter().filter(early).count() >= 20);
}

#[test]
fn every_status_of_the_regime_occurs_in_march() {
    let Looked { rows, .. } = looked();
    let found: BTreeSet<LedgerStatus> = rows.iter().filter(|row| is_march(row)).map(|row| row.status).collect();
    // 2014 has no free first day and no free days; it was in force all March; every claim is made by default.
    // No council of it ended, and every price is known.
    let elsewhere = [
        LedgerStatus::PriceMissing,
        LedgerStatus::FreeDay,
        LedgerStatus::FirstDayExempt,
        LedgerStatus::NotInForce,
        LedgerStatus::NotClaimed,
        LedgerStatus::NoPayer,
    ];
    let wanted = LedgerStatus::ALL.iter().copied().filter(|status| !elsewhere.contains(status)).collect();
    assert_eq!(found, wanted);
}

/// Rules of the file that no stay of the sample can rest on.
const OUT_OF_REACH: [(RuleId, &str); 11] = [
    (RuleId::CouncilEnded, "another reading, and no council of it ended"),
    (RuleId::CouncilUnknown, "no council of it ended"),
    (RuleId::BeforeNotices, "before April 2015"),
    (RuleId::AfterPayments, "after June 2022"),
    (RuleId::CovidPause, "another reading, from March 2020"),
    (RuleId::ClaimNotMade, "another reading"),
    (RuleId::LaterCause, "another reading"),
    (RuleId::EndDischarged, "another reading: the day of discharge is the last day of the stay, and counts"),
    (RuleId::EndSelfDischarged, "another reading, likewise"),
    (RuleId::EndDied, "another reading, likewise"),
    (RuleId::ReadyByHourFirst, "2003"),
];

#[test]
fn every_rule_within_reach_occurs() {
    let Looked { rows, .. } = looked();
    let found: BTreeSet<&str> = rows.iter().map(|row| row.rule).collect();
    let law = laws(&["england-2014"]);
    let of_regime = RuleId::ALL.iter().filter(|id| law[0].rule(**id).is_some());
    let out_of_reach = |id: &RuleId| OUT_OF_REACH.iter().any(|(other, _)| other == id);
    let wanted: BTreeSet<&str> = of_regime.filter(|id| !out_of_reach(id)).map(|id| id.name()).collect();
    assert_eq!(found, wanted);
}

/// Goal: each difficulty is there at least twice and is what it says. Method: the days charged and the rules that its
/// row of the table promises, against the ledger.
#[test]
fn every_difficulty_shows_what_it_says() {
    let Looked { sample, rows, .. } = looked();
    assert!(sample.difficulties.len() >= 60);
    for shown in &sample.difficulties {
        assert!(shown.stays.len() >= 2, "{shown:?}");
        for stay in &shown.stays {
            let of_stay = || rows.iter().filter(|row| row.stay_id == *stay);
            let charged = of_stay().filter(|row| row.status == LedgerStatus::Chargeable).count();
            let story: Vec<_> = of_stay().map(|row| format!("{} {}", row.day, row.rule)).collect();
            assert_eq!(charged, shown.charged_days, "{}: {stay} {story:#?}", shown.difficulty);
            for rule in shown.rules.iter().filter(|rule| !rule.is_empty()) {
                let found = of_stay().any(|row| is_march(row) && row.rule == rule);
                assert!(found, "{}: no day of {stay} in March rests on {rule}: {story:#?}", shown.difficulty);
            }
        }
    }
}

/// Goal: money moves between councils. Method: the payers of the stays about redirects.
#[test]
fn redirects_have_somewhere_to_go() {
    let Looked { sample, rows, .. } = looked();
    let payers = |words: &str| {
        let shown = sample.difficulties.iter().find(|shown| shown.difficulty.starts_with(words)).unwrap();
        let mut days: BTreeMap<(&str, i64), usize> = BTreeMap::new();
        let charged = rows.iter().filter(|row| row.stay_id == shown.stays[0] && row.pence > 0);
        charged.for_each(|row| *days.entry((&row.payer, row.pence)).or_default() += 1);
        days.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(payers("Another council takes over in the middle"), [(("Norfolk", 13000), 2), (("Suffolk", 13000), 3)]);
    assert_eq!(payers("We take over"), [(("Norfolk", 13000), 3), (("Suffolk", 13000), 2)]);
    assert_eq!(payers("A London borough"), [(("Camden", 15500), 3), (("Norfolk", 13000), 1)]);
    assert_eq!(payers("Another council takes over after"), [(("Norfolk", 13000), 3)]);
}

#[test]
fn march_has_every_doubt_and_nothing_unjudged() {
    let Looked { march, .. } = looked();
    assert_eq!(march.unjudged, []);
    // Councils that ended are in `field/councils.rs`, records that tell different ends in `stays.rs`, what records leave
    // open in `field/rejected.rs`: the sample's hospitals agree with themselves.
    let elsewhere = [
        DoubtKind::EndsDiffer,
        DoubtKind::CouncilUnknown,
        DoubtKind::RecordRejected,
        DoubtKind::RecordsContradict,
        DoubtKind::AwayFromBed,
        DoubtKind::Assumed,
    ];
    for kind in DoubtKind::ALL.into_iter().filter(|kind| !elsewhere.contains(kind)) {
        let found = march.doubts.iter().filter(|doubt| doubt.kind == kind).count();
        assert!(found >= 2, "{kind:?}: {found}");
    }
}

fn as_text(event: &Event) -> String {
    let until = event.until.map_or_else(String::new, |until| match until == Moment::end_of(until.day()) {
        true => format!("..{}", until.day()),
        false => format!("..{until}"),
    });
    let value = match &event.value {
        EventValue::Nothing => String::new(),
        EventValue::Day(day) => format!("={day}"),
        EventValue::Authority(authority) => format!("={}", Authorities::england().get(*authority).name),
        EventValue::Word(word) => format!("={word}"),
    };
    format!("{}@{}{until}{value}", event.kind, event.at)
}

fn is_in_scope(case: &CaseOfStays<'_>) -> bool {
    let stay = case.first();
    stay.care_type == Some(CareType::Acute)
        && stay.age_at_admission >= Some(18)
        && stay.funding.as_deref() == Some("nhs")
        && stay.setting.as_deref() == Some("nhs_hospital")
}

/// Goal: what the sample says is owed is what the law says. Method: every ended stay against the second reading of the
/// law in the tests, day by day.
#[test]
fn the_oracle_agrees_on_every_stay_of_the_sample() {
    let intake = looked().intake;
    let law = laws(&["england-2014"]);
    let mut compared = 0;
    for case in Cases::of(&intake.stays, &intake.events, &law, "2018-03-31".parse().unwrap()).iter() {
        let mut judged = Judged::default();
        case.judge(&law, &mut judged).unwrap();
        let charged = judged.days.iter().filter(|(_, day)| day.amount.0 > 0);
        let name = |authority| Authorities::england().get(authority).name.clone();
        let found: Vec<_> =
            charged.map(|(_, day)| (day.day.number(), name(day.payer.unwrap()), day.amount.0)).collect();
        if !is_in_scope(&case) {
            assert_eq!(found, [], "{}", case.first().stay_id);
            continue;
        }
        if case.first().discharged_at.is_none() {
            continue;
        }
        let events: Vec<String> = case.facts.events.iter().map(as_text).collect();
        let text = oracle::CaseText {
            regime: "england-2014",
            qualifies: "yes",
            authority: &name(case.first().authority.unwrap()),
            params: "",
            events: &events.join(";"),
        };
        let days = oracle::judge(&text).days;
        assert_eq!(found, days, "{}\n{}", case.first().stay_id, oracle::explain(&text));
        compared += 1;
    }
    assert!(compared > 300, "{compared}");
}

/// Prints the sample in figures, and writes it to the folder that BEDDAYS_SAMPLE names:
/// `cargo test --test it sample_in_figures -- --ignored --nocapture`.
#[test]
#[ignore = "prints; for people who change the sample"]
fn sample_in_figures() {
    let Looked { sample, intake, rows, march } = looked();
    if let Ok(folder) = std::env::var("BEDDAYS_SAMPLE") {
        let folder = std::path::Path::new(&folder);
        std::fs::create_dir_all(folder.join("inbox")).unwrap();
        std::fs::write(folder.join("beddays.toml"), &sample.project_file).unwrap();
        sample.files.iter().for_each(|(name, text)| std::fs::write(folder.join(name), text).unwrap());
    }
    for month in ["2018-01", "2018-02", "2018-03"] {
        let mut by_rule: BTreeMap<(LedgerStatus, &str), usize> = BTreeMap::new();
        let of_month = || rows.iter().filter(|row| row.day.month().to_string() == month);
        of_month().for_each(|row| *by_rule.entry((row.status, row.rule)).or_default() += 1);
        println!("{month}: {} days, {} pence", of_month().count(), of_month().map(|row| row.pence).sum::<i64>());
        by_rule.iter().for_each(|((status, rule), days)| println!("  {days:5} {status} {rule}"));
    }
    intake.receipts.iter().for_each(|receipt| println!("{receipt:?}"));
    println!("{} stays, {} events, {} reasons", intake.stays.len(), intake.events.len(), intake.reasons.len());
    march.doubts.iter().for_each(|doubt| println!("{doubt:?}"));
}
