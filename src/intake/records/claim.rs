//! Claimed lines: a row of the claim table, and which of several rows of one line is taken.

use crate::domain::{Claim, ClaimedDays, Currency, Day, LinkQuality, Minor};
use crate::intake::profile::field::Field;
use crate::intake::profile::{Amounts, LastDay};
use crate::intake::records::stay::named_person;
use crate::intake::validate::amounts;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks;
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::council;
use crate::intake::validate::organisation::organisation;

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut RowCells<'_, '_>) -> Option<Claim> {
    read_with_rate(cells).map(|(claim, _)| claim)
}

/// As [`read`], with what the line says a day costs.
pub fn read_with_rate(cells: &mut RowCells<'_, '_>) -> Option<(Claim, Option<Minor>)> {
    let list = cells.rules.authorities;
    let claim_id = cells.required(Field::ClaimId, checks::name);
    let claimed_stay_id = cells.optional(Field::StayId, checks::id);
    let person_key = named_person(cells);
    let admitted_on = cells.day(Field::AdmittedOn);
    let from_on = cells.required_day(Field::FromOn);
    let to_on = cells.required_day(Field::ToOn);
    let form = cells.profile.claims;
    let in_pounds = form.amounts == Amounts::Pounds;
    let days = cells.optional(Field::Days, signed_days);
    let money = amounts::reader(form.amounts);
    let rate = cells.optional(Field::RateMinor, money);
    let amount_minor = cells.required(Field::AmountMinor, money);
    let currency = cells.required(Field::Currency, checks::currency);
    if in_pounds && currency.is_some_and(|currency| currency != Currency::Gbp) {
        let problem = ValueIssue::new("R_CODE", "", "the profile says that amounts are in pounds", "write GBP");
        cells.refuse(Field::Currency, problem);
    }
    if let (Some((days, true)), Some(Minor(0..))) = (days, amount_minor) {
        let message = "days below zero in a line that is no credit";
        let hint = "ask the sender which of days and amount is right";
        cells.refuse(Field::Days, ValueIssue::new("R_NUMBER", &format!("-{days}"), message, hint));
    }
    let law = cells.rules.law;
    let payee_code = cells.required(Field::PayeeCode, |text| organisation(text, law));
    // A line that reaches over the day on which a council began is not wholly its own.
    let payer = cells.required(Field::PayerCode, |text| {
        let (payer, _) = council::on(text, list, "R_ORG", from_on)?;
        to_on.map_or(Ok((payer, None)), |day| council::held(payer, text, list, day).map(|(_, remark)| (payer, remark)))
    });
    cells.fill_required();
    let days = days.map(|(days, _)| days);
    let mut claim = Claim {
        claim_id: claim_id?,
        stay_id: None,
        link_quality: LinkQuality::NoMatch,
        claimed_stay_id,
        person_key,
        admitted_on,
        from_on: from_on?,
        to_on: to_on?,
        days,
        claimed_days: ClaimedDays::Both,
        amount_minor: amount_minor?,
        currency: currency?,
        payee_code: payee_code?,
        payer: payer?,
        origin: cells.origin(),
    };
    claim.claimed_days = claimed_days(&claim, form.last_day);
    check_days(cells, &claim);
    cells.is_clean().then_some((claim, rate))
}

fn check_days(cells: &mut RowCells<'_, '_>, claim: &Claim) {
    let (from, to) = (claim.from_on, claim.to_on);
    cells.check_range(Field::FromOn, from);
    cells.check_range(Field::ToOn, to);
    if let Some(day) = claim.admitted_on {
        cells.check_range(Field::AdmittedOn, day);
    }
    let hint = "ask the sender which of the two is right";
    if to < from {
        let message = format!("before its first day {from}");
        cells.refuse(Field::ToOn, ValueIssue::new("R_ORDER", &to.to_string(), message, hint));
        return;
    }
    if let Some(admitted) = claim.admitted_on.filter(|admitted| *admitted > from) {
        let message = format!("after the first day claimed {from}");
        cells.refuse(Field::AdmittedOn, ValueIssue::new("R_ORDER", &admitted.to_string(), message, hint));
    }
    if let Some(message) = said_of_days(claim, cells.profile.claims.last_day) {
        let days = claim.days.map(|days| days.to_string()).unwrap_or_default();
        let hint = "ask the sender which days are meant; the claim was taken as it is";
        cells.remark(Field::Days, ValueIssue::new("W_CLAIM_DAYS", &days, message, hint));
    }
    if claim.claimed_days == ClaimedDays::Unknown && from.month() != to.month() {
        let message = "the line lies in several months, and it is not known which of its days it claims: not split";
        let hint = "ask the sender for a line for each month; the whole line stands in the month of its last day";
        cells.remark(Field::ToOn, ValueIssue::new("W_CLAIM_SPLIT", &to.to_string(), message, hint));
    }
}

/// A number of days; in a credit it may be written below zero.
fn signed_days(text: &str) -> Checked<(u32, bool)> {
    let (digits, is_negative) = text.strip_prefix('-').map_or((text, false), |digits| (digits, true));
    checks::days(digits).map(|(days, remark)| ((days, is_negative), remark))
}

/// Which days a line claims: as the sender's profile says, else as the number of days fits its dates. A credit that says no
/// number takes back money alone, until it is known which line it credits.
fn claimed_days(claim: &Claim, last_day: Option<LastDay>) -> ClaimedDays {
    let span = span(claim.from_on, claim.to_on);
    let (both, not_last) = (claim.days == Some(span), claim.days.map(|days| days + 1) == Some(span));
    match (last_day, claim.days) {
        (_, None) if claim.is_credit() => ClaimedDays::Unknown,
        (Some(LastDay::Counted), None) => ClaimedDays::Both,
        (Some(LastDay::NotCounted), None) if span > 1 => ClaimedDays::NotLast,
        (_, None) => ClaimedDays::Assumed,
        (_, Some(0)) => ClaimedDays::Unknown,
        (None | Some(LastDay::Counted), _) if both => ClaimedDays::Both,
        (None | Some(LastDay::NotCounted), _) if not_last => ClaimedDays::NotLast,
        _ => ClaimedDays::Unknown,
    }
}

/// What is said about the days of a line; nothing where they are as its dates, or as the profile, have them.
fn said_of_days(claim: &Claim, last_day: Option<LastDay>) -> Option<String> {
    let (from, to, span) = (claim.from_on, claim.to_on, span(claim.from_on, claim.to_on));
    let dates = format!("from {from} to {to} are {span} days, both counted");
    match claim.claimed_days {
        ClaimedDays::Both => None,
        ClaimedDays::NotLast if last_day.is_some() => None,
        ClaimedDays::NotLast => Some(format!("{dates}; the last day was taken as not claimed")),
        ClaimedDays::Assumed => (span > 1).then(|| format!("the line says no number of days; {dates}: all were taken")),
        ClaimedDays::Unknown if claim.days.is_none() => {
            Some("the credit says no number of days: money alone is taken off".to_owned())
        }
        ClaimedDays::Unknown => Some(format!("{dates}; it is not known which of them are claimed")),
    }
}

fn span(from: Day, to: Day) -> u32 {
    u32::try_from(to - from + 1).unwrap_or(0)
}
