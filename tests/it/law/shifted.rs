//! What must follow when one fact of a stay is another one: a later discharge, an earlier readiness (C8), a rate that changes
//! within the stay (C10), and a stay that is billed in parts (C9).

use std::collections::BTreeMap;
use std::path::Path;

use beddays::domain::{Authorities, Day, EventKind, EventRecord, LedgerDay, Minor, Origin, Stay};
use beddays::liability::{Cases, LinkQualities, Reasons, assess_days};
use beddays::regime::{Law, Library, Regime};
use beddays::vectors::{Vector, VectorOutcome, events, find};

use crate::law::oracle::random::{OwnedCaseText, random_case};
use crate::law::regimes::LAW_2014;
use crate::store::commits::rows;

/// A fact as text: its kind, its time or two, its value.
pub type Fact = (String, Vec<String>, String);

/// The facts of a case: kind, when, and what stands behind the time.
pub fn facts(case: &OwnedCaseText) -> Vec<Fact> {
    let fact = |text: &str| {
        let (kind, rest) = text.split_once('@').unwrap();
        let (times, value) = rest.split_once('=').unwrap_or((rest, ""));
        (kind.to_owned(), times.split("..").map(str::to_owned).collect(), value.to_owned())
    };
    case.events.split(';').map(fact).collect()
}

pub fn written(facts: &[Fact]) -> String {
    let fact = |(kind, times, value): &Fact| {
        let value = if value.is_empty() { String::new() } else { format!("={value}") };
        format!("{kind}@{}{value}", times.join(".."))
    };
    facts.iter().map(fact).collect::<Vec<_>>().join(";")
}

/// A time, or a day, so many days later.
pub fn moved(text: &str, days: i32) -> String {
    text.get(..10)
        .and_then(|day| day.parse::<Day>().ok())
        .map_or_else(|| text.to_owned(), |day| format!("{}{}", day + days, &text[10..]))
}

fn found(case: &OwnedCaseText, events: &str, library: &Library) -> Option<VectorOutcome> {
    find(&Vector::case(&case.regime, "yes", &case.authority, "", events), library, "").ok()
}

/// The case with one fact of a kind moved, where there is exactly one and nothing else happens from the earlier of the two
/// times to the later one.
fn with_moved(case: &OwnedCaseText, kind: &str, days: i32) -> Option<(String, String)> {
    let mut facts = facts(case);
    let is_departure = |kind: &str| matches!(kind, "discharged" | "self_discharged" | "died");
    let alike = |other: &str| if is_departure(kind) { is_departure(other) } else { other == kind };
    let places: Vec<usize> = (0..facts.len()).filter(|at| alike(&facts[*at].0)).collect();
    let [place] = places[..] else { return None };
    if facts[place].0 != kind {
        return None;
    }
    let (before, after) = (facts[place].1[0].clone(), moved(&facts[place].1[0], days));
    let (first, last) = if days > 0 { (&before[..10], &after[..10]) } else { (&after[..10], &before[..10]) };
    let between = |time: &String| (first..=last).contains(&&time[..10]);
    if facts.iter().enumerate().any(|(at, fact)| at != place && fact.1.iter().any(between)) {
        return None;
    }
    let earlier = written(&facts);
    facts[place].1[0] = after;
    facts.sort_by(|one, other| one.1[0].cmp(&other.1[0]));
    Some((earlier, written(&facts)))
}

/// Goal (C8): a discharge one day later never lowers the days, readiness one day earlier never raises them. Method: 10,000
/// random stays each, of both laws; no other fact lies between the two days.
#[test]
fn a_later_discharge_never_lowers_the_days_and_earlier_readiness_never_raises_them() {
    let library = Library::built_in().unwrap();
    for (kind, days) in [("discharged", 1), ("services_ready", -1)] {
        let (mut pairs, mut moves) = (0, 0);
        for case in (0..).map(random_case) {
            let Some((as_it_was, other)) = with_moved(&case, kind, days) else { continue };
            let (Some(one), Some(other_found)) = (found(&case, &as_it_was, &library), found(&case, &other, &library))
            else {
                continue;
            };
            let (one, two) = (one.days.len(), other_found.days.len());
            assert!(if days > 0 { two >= one } else { two <= one }, "{one} and {two}: {case:?} and {other}");
            moves += u32::from(one != two);
            pairs += 1;
            if pairs == 10_000 {
                break;
            }
        }
        assert!(moves > 1_000, "{kind}: only {moves} of {pairs} pairs differ");
    }
}

const STANDARD: &str = "band = \"standard\"\nfrom = \"2015-04-01\"\nto = \"2022-06-30\"\namount_minor = 13000\n";

/// The law of 2014 with another rate from one day on.
fn with_another_rate(day: Day, amount: i64) -> Library {
    let until = STANDARD.replace("2022-06-30", &(day - 1).to_string());
    let since = STANDARD.replace("2015-04-01", &day.to_string()).replace("13000", &amount.to_string());
    assert!(LAW_2014.contains(STANDARD));
    let text =
        LAW_2014.replacen(STANDARD, &format!("{until}cite = \"a\"\ngrade = \"verified\"\n\n[[tariff]]\n{since}"), 1);
    let mut library = Library::built_in().unwrap();
    library.put(Regime::parse(Path::new("law.toml"), &text).unwrap_or_else(|error| panic!("{error}")));
    library
}

/// Goal (C10): each day at its own day's rate. Method: 60 laws, each with another rate from its own day on, and 200 stays
/// each, moved so that the day lies among those that are charged.
#[test]
fn a_rate_that_changes_within_a_stay_prices_each_day_by_its_own_rate() {
    let library = Library::built_in().unwrap();
    let cases: Vec<(OwnedCaseText, VectorOutcome)> = (0..)
        .map(random_case)
        .filter(|case| case.regime == "england-2014" && case.authority == "Norfolk")
        .filter_map(|case| found(&case, &case.events, &library).map(|found| (case, found)))
        .filter(|(_, found)| found.days.len() > 1 && found.amount() == Minor(13_000) * found.days.len() as i64)
        .take(200)
        .collect();
    let (mut priced, mut split) = (0, 0);
    for number in 0..60 {
        let day = "2015-07-06".parse::<Day>().unwrap() + number * 41;
        let changed = with_another_rate(day, 14_001 + i64::from(number));
        for (case, before) in &cases {
            let by = day - before.days[before.days.len() / 2].0;
            let moved_facts = facts(case).into_iter().map(|(kind, times, value)| {
                (kind, times.iter().map(|time| moved(time, by)).collect(), moved(&value, by))
            });
            let events = written(&moved_facts.collect::<Vec<_>>());
            let (Some(plain), Some(other)) = (found(case, &events, &library), found(case, &events, &changed)) else {
                panic!("{case:?} moved by {by} days is not judged")
            };
            let rate = |on: Day| Minor(if on < day { 13_000 } else { 14_001 + i64::from(number) });
            let wanted: Vec<_> = plain.days.iter().map(|(on, payer, _)| (*on, *payer, rate(*on))).collect();
            assert_eq!(other.days, wanted, "{events}, another rate from {day} on");
            priced += other.days.len();
            split += usize::from(wanted.iter().any(|one| one.0 < day) && wanted.iter().any(|one| one.0 >= day));
        }
    }
    assert!(priced > 24_000 && split > 10_000, "{priced} days, {split} stays with both rates");
}

/// Stays and their facts as records, of cases that are told from each other by their numbers.
pub fn records(cases: impl IntoIterator<Item = (u64, OwnedCaseText)>) -> (Vec<Stay>, Vec<EventRecord>) {
    let (mut stays, mut records) = (Vec::new(), Vec::new());
    for (number, case) in cases {
        let Ok(facts) = events(&case.events) else { continue };
        let authority = Authorities::england().find(&case.authority);
        let origin = Origin { source_id: "00112233aabbccdd".into(), source_record: number as u32 };
        let first = facts.iter().map(|event| event.at).min().unwrap();
        let admission = facts.iter().find(|event| event.kind == EventKind::Admission);
        let admitted_at = admission.map_or(first, |event| event.at);
        stays.push(Stay { stay_id: format!("S{number:07}").into(), authority, admitted_at, ..bare(origin.clone()) });
        let of_stay = |event| EventRecord { stay_id: format!("S{number:07}").into(), event, origin: origin.clone() };
        records.extend(facts.into_iter().map(of_stay));
    }
    records.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    (stays, records)
}

/// A stay of which nothing is known but what every stay has.
fn bare(origin: Origin) -> Stay {
    Stay {
        person_key: None,
        site_code: None,
        expected_admission_on: None,
        ready_on: None,
        discharged_at: None,
        care_type: None,
        funding: None,
        origin,
        ..rows(1).stays.remove(0)
    }
}

/// The days of a span, as text by stay and day.
pub fn ledger(cases: &Cases<'_>, laws: &[Law], span: (Day, Day)) -> BTreeMap<(String, Day), (String, Minor)> {
    let mut rows = BTreeMap::new();
    let mut push = |batch: &[LedgerDay<'_>]| {
        for row in batch {
            let there = rows.insert((row.delay_id.to_owned(), row.day), (format!("{row:?}"), row.amount_minor));
            assert!(there.is_none(), "{} {} is there twice", row.delay_id, row.day);
        }
        Ok(())
    };
    assess_days(cases, laws, span, (&Reasons::new(&[]), &LinkQualities::new()), &|_| {}, &mut push).unwrap();
    rows
}

/// Goal (C9): a stay cut at each end of a month is the whole stay, to the penny. Method: 20,000 random stays, billed month by
/// month and at once.
#[test]
fn the_months_of_a_stay_add_up_to_the_whole() {
    let library = Library::built_in().unwrap();
    let laws: Vec<Law> = library.iter().map(|regime| Law::new(regime.clone(), &[]).unwrap()).collect();
    let (mut stays, events) = records((0..20_500).map(|seed| (seed, random_case(seed))));
    stays.truncate(20_000);
    assert_eq!(stays.len(), 20_000);
    let month = |stay: &Stay| stay.admitted_at.day().month();
    stays.sort_by_key(|stay| (month(stay), stay.stay_id.clone()));
    let (mut amount, mut crossing) = (Minor(0), 0);
    for alike in stays.chunk_by(|one, other| month(one) == month(other)) {
        let (first, last) = (month(&alike[0]).first() - 20, month(&alike[0]).last() + 100);
        let cases = Cases::of(alike, &events, &laws, last);
        let whole = ledger(&cases, &laws, (first, last));
        let (mut parts, mut part_of, mut months) = (BTreeMap::new(), first.month(), BTreeMap::<String, u32>::new());
        while part_of.first() <= last {
            let part = ledger(&cases, &laws, (part_of.first().max(first), part_of.last().min(last)));
            let mut of_month: Vec<&String> = part.keys().map(|(stay, _)| stay).collect();
            of_month.dedup();
            of_month.into_iter().for_each(|stay| *months.entry(stay.clone()).or_default() += 1);
            parts.extend(part);
            part_of = part_of.next();
        }
        assert!(whole == parts, "the stays of {}", month(&alike[0]));
        amount = whole.values().map(|(_, amount)| *amount).fold(amount, |sum, more| sum + more);
        crossing += months.values().filter(|months| **months > 1).count();
    }
    assert!(amount > Minor(100_000_000) && crossing > 3_000, "{amount:?}, {crossing} stays in more than one month");
}
