//! Claimed lines: a row of the claim table, and which of several rows of one line is taken.

use std::collections::HashMap;

use super::cells::Cells;
use super::check::{self, Problem};
use super::council;
use super::field::Field;
use super::link::Told;
use super::news::Rank;
use super::settle::{again, earlier};
use super::sheet::Rows;
use super::stay::named_person;
use super::tally::{Candidate, Fate, Tally};
use crate::domain::{Claim, LinkQuality, Origin};

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut Cells<'_, '_>) -> Option<Claim> {
    let list = cells.rules.authorities;
    let claim_id = cells.required(Field::ClaimId, check::name);
    let claimed_stay_id = cells.optional(Field::StayId, check::id);
    let person_key = named_person(cells);
    let admitted_on = cells.day(Field::AdmittedOn);
    let from_on = cells.required_day(Field::FromOn);
    let to_on = cells.required_day(Field::ToOn);
    let days = cells.optional(Field::Days, check::days);
    let amount_minor = cells.required(Field::AmountMinor, check::amount);
    let currency = cells.required(Field::Currency, check::currency);
    let payee_code = cells.required(Field::PayeeCode, check::organisation);
    // A line that reaches over the day on which a council began is not wholly its own.
    let payer = cells.required(Field::PayerCode, |text| {
        let (payer, _) = council::on(text, list, "R_ORG", from_on)?;
        to_on.map_or(Ok((payer, None)), |day| council::held(payer, text, list, day).map(|(_, remark)| (payer, remark)))
    });
    cells.fill_required();
    let claim = Claim {
        claim_id: claim_id?,
        stay_id: None,
        link_quality: LinkQuality::Apart,
        claimed_stay_id,
        person_key,
        admitted_on,
        from_on: from_on?,
        to_on: to_on?,
        days,
        amount_minor: amount_minor?,
        currency: currency?,
        payee_code: payee_code?,
        payer: payer?,
        origin: cells.origin.clone(),
    };
    check_days(cells, &claim);
    cells.is_clean().then_some(claim)
}

fn check_days(cells: &mut Cells<'_, '_>, claim: &Claim) {
    let (from, to) = (claim.from_on, claim.to_on);
    cells.check_past(Field::FromOn, from);
    cells.check_past(Field::ToOn, to);
    if let Some(day) = claim.admitted_on {
        cells.check_past(Field::AdmittedOn, day);
    }
    let hint = "ask the sender which of the two is right";
    if to < from {
        let message = format!("before its first day {from}");
        cells.refuse(Field::ToOn, Problem::new("R_ORDER", &to.to_string(), message, hint));
        return;
    }
    if let Some(admitted) = claim.admitted_on.filter(|admitted| *admitted > from) {
        let message = format!("after the first day claimed {from}");
        cells.refuse(Field::AdmittedOn, Problem::new("R_ORDER", &admitted.to_string(), message, hint));
    }
    let span = i64::from(to - from) + 1;
    if let Some(days) = claim.days.filter(|days| i64::from(*days) != span) {
        let message = format!("from {from} to {to} are {span} days, both counted");
        let hint = "ask the sender which days are left out, or counted twice; the claim was taken as it is";
        cells.remark(Field::Days, Problem::new("W_CLAIM_DAYS", &days.to_string(), message, hint));
    }
}

/// Takes one row a line: equal rows once, the later news of two, and neither of two that contradict each other.
pub fn settle(rows: Rows<Claim>, ranks: &[Rank<'_>], tally: &mut Tally) -> Vec<Told<Claim>> {
    let mut candidates = rows.candidates;
    let name = |candidate: &Candidate<Claim>| (candidate.row.payee_code.clone(), candidate.row.claim_id.clone());
    candidates.sort_by(|a, b| name(a).cmp(&name(b)).then_with(|| earlier(ranks, a.place, b.place)));
    let mut taken = Vec::new();
    for group in candidates.chunk_by(|a, b| name(a) == name(b)) {
        if let Some(at) = settle_line(group, ranks, tally) {
            taken.push(Told { row: group[at].row.clone(), place: group[at].place });
        }
    }
    taken
}

fn settle_line(group: &[Candidate<Claim>], ranks: &[Rank<'_>], tally: &mut Tally) -> Option<usize> {
    let mut seen: HashMap<Claim, usize> = HashMap::new();
    // The class of a row is the place of the first that says the same.
    let class_of = |(at, candidate): (usize, &Candidate<Claim>)| *seen.entry(content(&candidate.row)).or_insert(at);
    let classes: Vec<usize> = group.iter().enumerate().map(class_of).collect();
    let later = |a: usize, b: usize| ranks[group[a].place.delivery].is_later_than(&ranks[group[b].place.delivery]);
    let newest = (1..group.len()).fold(0, |best, next| if later(next, best) { next } else { best });
    let is_sure = (0..group.len()).all(|other| classes[other] == classes[newest] || later(newest, other));
    let stay_id = |at: usize| group[at].row.claimed_stay_id.as_deref().unwrap_or("");
    if !is_sure {
        let second = classes.iter().position(|class| *class != classes[0]).unwrap_or(0);
        for (at, candidate) in group.iter().enumerate() {
            let other = if classes[at] == classes[0] { second } else { 0 };
            let (record, file) = (group[other].place.record, tally.file(group[other].place.delivery));
            let message = format!("record {record} of `{file}` gives this line otherwise; neither was taken");
            let hint = "ask the sender which is right; a later delivery settles it too";
            let fate = Fate::new("R_CONFLICT", stay_id(at), message, hint).column("claim_id");
            tally.reject_all(candidate, &fate);
        }
        return None;
    }
    let first = classes[newest];
    for (at, candidate) in group.iter().enumerate() {
        if at == first {
            tally.accept(candidate, stay_id(at));
        } else if classes[at] == first {
            let fate = again(stay_id(at), group[first].place, tally);
            tally.duplicate_all(candidate, &fate);
        } else {
            let newer = group[newest].place;
            let message = format!("newer news is in record {} of `{}`", newer.record, tally.file(newer.delivery));
            let hint = "nothing to do; the older row stays in the delivery as it was received";
            tally.duplicate_all(candidate, &Fate::new("D_SUPERSEDED", stay_id(at), message, hint));
        }
    }
    Some(first)
}

/// All that a row says, without where it came from.
fn content(claim: &Claim) -> Claim {
    Claim { origin: Origin { source_id: "".into(), source_record: 0 }, ..claim.clone() }
}
