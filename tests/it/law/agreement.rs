//! The engine against a slow second reading of the law that shares no code with it.

use beddays::domain::{Authorities, Day};
use beddays::regime::Library;
use beddays::vectors::{Vector, VectorOutcome, find};

use crate::law::oracle::random::random_case;
use crate::law::oracle::{Verdict, explain, judge};

/// What the engine found, in the oracle's words.
fn said(found: &VectorOutcome) -> Verdict {
    let authorities = Authorities::england();
    let days = found.days.iter();
    Verdict {
        deadlines: found.deadlines.clone(),
        relevant_days: found.relevant_days.iter().flatten().cloned().collect(),
        days: days.map(|(day, payer, amount)| (day.number(), authorities.get(*payer).name.clone(), amount.0)).collect(),
    }
}

/// Goal: days, payers, pence, deadlines and relevant days are the same on 100,000 random stays over 2003-2022, with
/// alternative readings thrown in. Method: both read the same text; a difference prints the seed and the reasons.
#[test]
fn a_hundred_thousand_random_stays_agree_with_the_oracle() {
    let library = Library::built_in().unwrap();
    let seeds: u64 = std::env::var("BEDDAYS_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let mut differences = Vec::new();
    let mut charged = 0_u64;
    for seed in 0..seeds {
        let case = random_case(seed);
        let vector = Vector::case(&case.regime, &case.qualifies, &case.authority, &case.params, &case.events);
        let expected = judge(&case.as_text());
        charged += u64::from(!expected.days.is_empty());
        let found = find(&vector, &library, "").map(|found| said(&found));
        if found.as_ref() != Ok(&expected) {
            let shown = |verdict: &Verdict| {
                let days = verdict.days.iter().map(|(day, payer, _)| format!("{} {payer}", Day::from_number(*day)));
                format!("{:?} {:?} {:?}", verdict.deadlines, verdict.relevant_days, days.collect::<Vec<_>>())
            };
            let found = found.as_ref().map_or_else(Clone::clone, shown);
            differences.push(format!(
                "seed {seed}: {case:?}\n engine {found}\n oracle {}\n{}",
                shown(&expected),
                explain(&case.as_text())
            ));
        }
    }
    let first = differences.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} of {seeds} differ\n{first}", differences.len());
    assert!(charged * 5 > seeds * 2, "only {charged} of {seeds} stays are charged for anything");
}
