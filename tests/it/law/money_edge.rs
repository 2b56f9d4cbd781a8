//! Sums of money at the edge of what a number holds (C5): they stop with the name of the sum, and never wrap round.

use std::panic::catch_unwind;

use beddays::domain::{Currency, Minor, Severity};

use crate::intake::native::{claims, codes, taken};

const EDGES: [i64; 8] = [i64::MIN, i64::MIN + 1, -1, 0, 1, 13_000, i64::MAX - 1, i64::MAX];

/// What a sum gives, or the words with which it stops.
fn stopped(sum: impl FnOnce() -> Minor + std::panic::UnwindSafe) -> Result<Minor, String> {
    catch_unwind(sum).map_err(|panic| {
        panic.downcast_ref::<String>().cloned().or(panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap()
    })
}

#[test]
fn no_sum_of_money_wraps_round() {
    let (mut tried, mut stops) = (0, 0);
    let mut check = |wanted: Option<i64>, found: Result<Minor, String>, what: String| {
        tried += 1;
        match (wanted, found) {
            (Some(wanted), Ok(found)) => assert_eq!(found, Minor(wanted), "{what}"),
            (None, Err(words)) => {
                stops += 1;
                assert!(words.contains("a sum of money within"), "{what}: {words}");
            }
            (wanted, found) => panic!("{what}: wanted {wanted:?}, found {found:?}"),
        }
    };
    for one in EDGES {
        for other in EDGES {
            check(one.checked_add(other), stopped(|| Minor(one) + Minor(other)), format!("{one} + {other}"));
            check(one.checked_mul(other), stopped(|| Minor(one) * other), format!("{one} * {other}"));
            let sum = stopped(|| [Minor(one), Minor(other)].into_iter().sum());
            check(one.checked_add(other), sum, format!("the sum of {one} and {other}"));
        }
    }
    assert!(tried >= 150 && stops >= 50, "{tried}, {stops}");
    assert_eq!(Minor(i64::MIN).with(Currency::Gbp), "-£92,233,720,368,547,758.08");
    assert_eq!(Minor(i64::MAX).with(Currency::Gbp), "£92,233,720,368,547,758.07");
}

/// Goal: no sum of claims wraps round in SQL either, which adds up whole numbers of 64 bits without a word. Method: a line is so
/// small that ninety million of the largest fit; a larger one is rejected.
#[test]
fn no_claim_is_so_large_that_a_sum_of_claims_wraps_round() {
    let row = |id: &str, amount: &str| format!("{id},S1,,,2018-03-06,2018-03-08,3,{amount},GBP,RX1,Norfolk\n");
    let (most, more) = ("99999999999", "100000000000");
    let rows = [("C1", most), ("C2", "-99999999999"), ("C3", more), ("C4", "-100000000000"), ("C5", "999999999999999")];
    let intake = taken(&[claims(&rows.map(|(id, amount)| row(id, amount)).concat())]);
    let amounts: Vec<Minor> = intake.claims.iter().map(|claim| claim.amount_minor).collect();
    assert_eq!(amounts, [Minor(99_999_999_999), Minor(-99_999_999_999)]);
    assert_eq!(codes(&intake, Severity::Rejected), ["R_AMOUNT"; 3]);
    assert!(amounts[0] * 90_000_000 > amounts[0]);
}
