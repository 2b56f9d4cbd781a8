//! Sums of money at the edge of what a number holds (C5): they stop with the name of the sum, and never wrap round.

use std::panic::catch_unwind;

use beddays::domain::{Currency, Minor};

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
