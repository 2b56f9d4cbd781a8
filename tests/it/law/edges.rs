//! Stays over the days on which the law began, changed and ended (D8).

use std::collections::BTreeMap;

use beddays::domain::{Day, LedgerDay, Minor};
use beddays::liability::{Cases, LinkQualities, Reasons, assess_days};
use beddays::regime::{Law, Library};

use crate::law::oracle::judge;
use crate::law::oracle::random::{OwnedCaseText, random_case};
use crate::law::shifted::{facts, moved, records, written};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// When the case was first notified.
fn notified(case: &OwnedCaseText) -> Option<Day> {
    facts(case).iter().find(|fact| fact.0 == "assessment_notice").map(|fact| day(&fact.1[0][..10]))
}

/// Forty random cases of a law, none so near to its end that a late notice counts as given after it, that were notified within a span, under the default readings.
fn around(regime: &str, first: &str, last: &str) -> Vec<OwnedCaseText> {
    let is_meant = |case: &OwnedCaseText| {
        let is_plain = case.regime == regime && case.qualifies == "yes" && !case.events.contains("authority_redirect");
        // Without an end a stay is followed to the day that is asked for, which the second reading has none of.
        let is_plain = is_plain && ["discharged@", "died@"].iter().any(|end| case.events.contains(end));
        // And a record of a stay has a day of admission.
        let is_plain = is_plain && format!(";{}", case.events).contains(";admission@");
        is_plain
            && case.authority == "Norfolk"
            && notified(case).is_some_and(|on| (day(first)..=day(last)).contains(&on))
    };
    let bare = |case: OwnedCaseText| OwnedCaseText { params: String::new(), ..case };
    (0..3_000_000).map(random_case).filter(is_meant).map(bare).take(40).collect()
}

/// Goal: each day is under the law in force for it, and nothing is owed after the last one ended. Method: 200 stays over the five
/// edges against the second reading of the law; those of the last edge are moved behind it.
#[test]
fn two_hundred_stays_over_the_edges_of_the_law_are_under_the_right_one() {
    let library = Library::built_in().unwrap();
    let laws: Vec<Law> = library.iter().map(|regime| Law::new(regime.clone(), &[]).unwrap()).collect();
    let after = around("england-2014", "2022-06-05", "2022-06-30").into_iter().map(|case| {
        let later = |(kind, times, value): (String, Vec<String>, String)| {
            (kind, times.iter().map(|time| moved(time, 30)).collect(), moved(&value, 30))
        };
        let events = written(&facts(&case).into_iter().map(later).collect::<Vec<_>>());
        OwnedCaseText { events, ..case }
    });
    let edges = [
        around("england-2003", "2003-12-20", "2004-01-20"),
        around("england-2003", "2015-03-10", "2015-03-28"),
        around("england-2014", "2015-04-01", "2015-04-12"),
        around("england-2014", "2022-06-05", "2022-06-30"),
        after.collect(),
    ];
    let (mut stays_tried, mut charged, mut free_beyond) = (0, [0; 5], 0);
    for (edge, cases) in edges.iter().enumerate() {
        assert_eq!(cases.len(), 40, "edge {edge}");
        for case in cases {
            let (stays, events) = records([(1, case.clone())]);
            let span = (day("2003-01-01"), day("2026-12-31"));
            let cases = Cases::of(&stays, &events, &laws, day("2022-12-31"));
            let mut rows = BTreeMap::new();
            let mut push = |batch: &[LedgerDay<'_>]| {
                rows.extend(batch.iter().map(|row| (row.day, (row.regime.to_owned(), row.amount_minor))));
                Ok(())
            };
            assess_days(&cases, &laws, span, (&Reasons::new(&[]), &LinkQualities::new()), &|_| {}, &mut push).unwrap();
            let found: Vec<(i32, i64)> = rows
                .iter()
                .filter(|(_, (_, amount))| *amount > Minor(0))
                .map(|(day, (_, amount))| (day.number(), amount.0))
                .collect();
            let wanted = if edge == 4 { Vec::new() } else { judge(&case.as_text()).days };
            let wanted: Vec<(i32, i64)> = wanted.iter().map(|(day, _, pence)| (*day, *pence)).collect();
            assert_eq!(found, wanted, "edge {edge}: {case:?}");
            for (on, (regime, amount)) in &rows {
                assert!(
                    *amount == Minor(0) || (*on >= day("2004-01-05") && *on <= day("2022-06-30")),
                    "{on}: {case:?}"
                );
                assert!(edge == 4 || *amount == Minor(0) || *regime == case.regime, "{on} under {regime}: {case:?}");
                free_beyond += u32::from(*on > day("2022-06-30"));
            }
            charged[edge] += found.len();
            stays_tried += 1;
        }
    }
    assert_eq!(stays_tried, 200);
    assert!(
        charged[..4].iter().all(|days| *days >= 20) && charged[4] == 0 && free_beyond > 50,
        "{charged:?} {free_beyond}"
    );
}
