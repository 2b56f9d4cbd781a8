//! The claim that the program writes from one side is read by the other: where both have the same records it agrees in full,
//! where they differ each side sees the mirror image of the other.

use std::collections::{BTreeMap, BTreeSet};

use beddays::domain::{Authorities, Day};
use beddays::operate::reconcile::{ReconcileRequest, compare};
use beddays::reconcile::{ClaimVerdict, Reconciliation, StayOfLine};

use super::fixture::{Kind, RATE, Stay, project, read, stays};
use crate::operate::field::Case;

/// The stays of one hospital.
fn of_one() -> Vec<Stay> {
    stays().into_iter().filter(|stay| stay.provider == "RZZ01").collect()
}

fn norfolk() -> &'static str {
    &Authorities::england().get(Authorities::england().find("Norfolk").unwrap()).code
}

/// The claim of a project, put where the other reads it.
fn claim_of(case: &Case, name: &str, to: &Case) -> std::path::PathBuf {
    case.beddays("report claim --project p --month 2018-03").exits(0);
    to.put("other.csv", case.read(&format!("p/claims/2018-03/{name}.csv")));
    to.path("other.csv")
}

fn held(case: &Case, claim: &std::path::Path) -> Reconciliation {
    let (project, month) = (read(case), Some("2018-03".parse().unwrap()));
    compare(&project, &ReconcileRequest { claim, month, profile: None, dates: None, total: None }).unwrap().reconciled
}

/// Claimed less owed by stay, lines and what no line claims together; stays without a difference left out.
fn by_stay(found: &Reconciliation) -> BTreeMap<String, i64> {
    let mut by_stay: BTreeMap<String, i64> = BTreeMap::new();
    for line in &found.lines {
        let claimed = line.line.claim.claimed_stay_id.clone().unwrap();
        if let StayOfLine::Found(stay_id) = &line.line.stay {
            assert_eq!(*stay_id, claimed);
        }
        *by_stay.entry(claimed.to_string()).or_default() += line.difference().0;
    }
    for stay in &found.unclaimed {
        *by_stay.entry(stay.stay_id.to_string()).or_default() -= stay.owed().0;
    }
    by_stay.retain(|_, difference| *difference != 0);
    by_stay
}

fn agreed(found: &Reconciliation) -> BTreeSet<(String, Day)> {
    let mut days = BTreeSet::new();
    for line in &found.lines {
        let stay_id = line.line.claim.claimed_stay_id.clone().unwrap();
        let own = line.parts.iter().filter(|part| part.verdict == ClaimVerdict::Agreed);
        days.extend(own.map(|part| (stay_id.to_string(), part.day.unwrap())));
    }
    days
}

#[test]
fn a_claim_written_by_the_provider_agrees_in_full_with_the_same_records_of_the_council() {
    let stays = of_one();
    let (council, provider) = (project("authority", &stays), project("provider", &stays));
    let claim = claim_of(&provider, norfolk(), &council);
    let said = council.beddays("reconcile --project p other.csv --month 2018-03").exits(0);
    let owed: i64 = stays.iter().map(|stay| stay.owed().len() as i64 * RATE).sum();
    assert!(said.stdout.contains("gap £0.00") && !said.stdout.contains("different"), "{}", said.stdout);
    let document = council.json("p/reconciled/2018-03/other/verdicts.json");
    assert_eq!((document["claimed_minor"].as_i64(), document["owed_minor"].as_i64()), (Some(owed), Some(owed)));
    let found = held(&council, &claim);
    let charged = stays.iter().filter(|stay| !stay.owed().is_empty()).count();
    assert_eq!((found.lines.len(), found.gap().0), (charged, 0));
    assert!(found.lines.iter().all(|line| line.verdict == ClaimVerdict::Agreed));
    let pack = council.read("p/reconciled/2018-03/other/dispute-pack.html");
    assert!(pack.contains("Every line of the claim is agreed: nothing is contested."), "{pack}");
    // Suffolk's file is not for Norfolk.
    let suffolk = &Authorities::england().get(Authorities::england().find("Suffolk").unwrap()).code;
    council.put("suffolk.csv", provider.read(&format!("p/claims/2018-03/{suffolk}.csv")));
    council
        .beddays("reconcile --project p suffolk.csv --month 2018-03")
        .exits(65)
        .says("X_NOT_OUR_CLAIM")
        .says("Suffolk");
    // What was written is covered by `verify`, and seen when it was changed.
    provider.beddays("verify --project p").exits(0);
    provider.sh(&format!("echo >> p/claims/2018-03/{}.csv", norfolk())).exits(0);
    provider.beddays("verify --project p").says("claims/2018-03").says("is not as it was written");
}

#[test]
fn swapping_the_sides_gives_the_mirror_image_stay_by_stay() {
    let ours = of_one();
    let mut theirs = ours.clone();
    for (at, stay) in theirs.iter_mut().enumerate() {
        match at % 7 {
            0 => stay.left = stay.left + 2,
            1 if stay.kind == Kind::Charged => stay.kind = Kind::NotNotified,
            1 if stay.kind == Kind::NotNotified => stay.kind = Kind::Charged,
            2 => stay.ready = stay.ready + 1,
            3 if stay.kind == Kind::OtherCause => stay.kind = Kind::Charged,
            4 => stay.id = format!("T-{at}"),
            _ => {}
        }
    }
    let (council, provider) = (project("authority", &ours), project("provider", &theirs));
    let by_council = held(&council, &claim_of(&provider, norfolk(), &council));
    let by_provider = held(&provider, &claim_of(&council, "RZZ01", &provider));
    assert_ne!(by_council.gap().0, 0);
    assert_eq!(by_council.gap().0, -by_provider.gap().0);
    assert_eq!((by_council.claimed, by_council.owed), (by_provider.owed, by_provider.claimed));
    let mirrored: BTreeMap<String, i64> = by_provider_negated(&by_provider);
    assert_eq!(by_stay(&by_council), mirrored);
    assert!(mirrored.len() > 12, "{mirrored:?}");
    assert_eq!(agreed(&by_council), agreed(&by_provider));
    assert!(agreed(&by_council).len() > 50);
    // What the one contests with a rule, the other misses, and the other way round.
    let contested = |found: &Reconciliation| -> i64 {
        found.lines.iter().flat_map(|line| &line.parts).map(|part| part.difference().0.max(0)).sum()
    };
    let missed = |found: &Reconciliation| -> i64 {
        let of_lines = found.lines.iter().flat_map(|line| &line.parts).map(|part| (-part.difference().0).max(0));
        of_lines.sum::<i64>() + found.unclaimed_sum().0
    };
    assert_eq!(contested(&by_council), missed(&by_provider));
    assert_eq!(contested(&by_provider), missed(&by_council));
}

fn by_provider_negated(found: &Reconciliation) -> BTreeMap<String, i64> {
    by_stay(found).into_iter().map(|(stay, difference)| (stay, -difference)).collect()
}
