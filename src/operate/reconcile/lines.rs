//! The lines of a claim: for whom each is, and which stay it means.

use std::path::Path;

use crate::domain::claim::RefusedClaim;
use crate::domain::{AuthorityId, Claim, Currency, EventRecord, Month, Stay};
use crate::error::{Error, Exit, Position, Result};
use crate::intake::claim_file::{ClaimContent, ClaimRow};
use crate::project::{Project, View};
use crate::reconcile::{ClaimLine, StayOfLine, UnreadableLine, WhyNoStay, is_same_organisation};
use crate::settle::link::key::LinkKey;
use crate::settle::link::linker::{LinkMatch, Linker};
use crate::store::Store;

/// The lines that can be read with their stays, and the rows that cannot be read.
///
/// # Errors
/// 65: a table of the store is damaged.
pub(super) fn of_claim(
    project: &Project,
    store: &Store,
    rows: Vec<ClaimRow>,
    (month, currency): (Month, Currency),
) -> Result<(Vec<ClaimLine>, Vec<UnreadableLine>)> {
    let (mut lines, mut unreadable) = (Vec::new(), Vec::new());
    for ClaimRow { record, line, content } in rows {
        match content {
            ClaimContent::Line(claim, _) if claim.currency != currency => {
                unreadable.push(in_other_currency(&claim, (record, line), currency));
            }
            ClaimContent::Line(claim, _) if claim.to_on - claim.from_on > MOST_DAYS => {
                unreadable.push(too_long(&claim, (record, line)));
            }
            ClaimContent::Line(claim, rate) => {
                let stay = StayOfLine::NotFound(WhyNoStay::Nameless);
                lines.push(ClaimLine { record, line, claim: *claim, rate, stay });
            }
            ClaimContent::Refused(refused) => {
                unreadable.push(UnreadableLine { record, line, refused: *refused });
            }
        }
    }
    let ours = OurSide::of(project, month);
    for line in &mut lines {
        if let Some(why) = ours.not_ours(&line.claim) {
            line.stay = StayOfLine::NotOurs(why);
        }
    }
    put_stays(store, &mut lines, month)?;
    Ok((lines, unreadable))
}

/// Names the stays. Those that can have to do with the claim are loaded; all of them only where one is not among these.
fn put_stays(store: &Store, lines: &mut [ClaimLine], month: Month) -> Result<()> {
    let is_open = |line: &&mut ClaimLine| !matches!(line.stay, StayOfLine::NotOurs(_));
    let first = lines.iter().map(|line| line.claim.from_on.month()).min().unwrap_or(month).min(month);
    let mut put = |stays: &[Stay], events: &[EventRecord]| {
        let linker = Linker::new(stays, events);
        for line in lines.iter_mut().filter(is_open) {
            line.stay = stay_of(&line.claim, &linker);
        }
        lines.iter().all(|line| !matches!(line.stay, StayOfLine::NotFound(_)))
    };
    let is_whole = put(&store.stays_since(first)?, &store.events_since(first)?);
    if !is_whole {
        put(&store.stays()?, &store.events()?);
    }
    Ok(())
}

/// A line of more days is a slip: a year that was mistyped.
const MOST_DAYS: i32 = 2 * 366;

/// Days of all lines together: a thousand stays of two years, or thirty thousand of a month.
const MOST_DAYS_OF_CLAIM: i64 = 1_000_000;

/// Refuses a claim of more days than can be held against a ledger one by one.
///
/// # Errors
/// 65, `F_CLAIM_DAYS`.
pub(super) fn refuse_too_many_days(path: &Path, lines: &[ClaimLine]) -> Result<()> {
    let days: i64 = lines.iter().map(|line| i64::from(line.claim.to_on - line.claim.from_on) + 1).sum();
    if days <= MOST_DAYS_OF_CLAIM {
        return Ok(());
    }
    let what =
        format!("the lines of the claim are over {days} days together, and a claim has {MOST_DAYS_OF_CLAIM} at most");
    Err(Error::new("F_CLAIM_DAYS", Exit::Data, what)
        .at(Position::file(path))
        .effect("nothing was written or changed")
        .hint("look for a year that was mistyped; or put the lines in several files: days that two of them have are named"))
}

fn too_long(claim: &Claim, (record, line): (u32, u32)) -> UnreadableLine {
    let refused = RefusedClaim {
        claim_id: Some(claim.claim_id.clone()),
        stay_id: claim.claimed_stay_id.clone(),
        column: "to_on".to_owned(),
        code: "R_DATE_RANGE",
        message: format!("from {} to {} are over two years, and a line has two at most", claim.from_on, claim.to_on),
        hint: "ask the sender for the days".to_owned(),
        amount: Some(claim.amount_minor),
    };
    UnreadableLine { record, line, refused }
}

fn in_other_currency(claim: &Claim, (record, line): (u32, u32), currency: Currency) -> UnreadableLine {
    let refused = RefusedClaim {
        claim_id: Some(claim.claim_id.clone()),
        stay_id: claim.claimed_stay_id.clone(),
        column: "currency".to_owned(),
        code: "R_CODE",
        message: format!("claims {}, and the ledger is in {currency}", claim.amount_minor.with(claim.currency)),
        hint: format!("ask the sender for the line in {currency}"),
        amount: None,
    };
    UnreadableLine { record, line, refused }
}

/// Who answers for a claim in this project.
enum OurSide {
    Authority(Vec<AuthorityId>),
    Provider(String),
    Everyone,
}

impl OurSide {
    fn of(project: &Project, month: Month) -> Self {
        match project.view {
            View::Authority => Self::Authority(project.councils_in(month)),
            View::Provider => Self::Provider(project.provider.clone().unwrap_or_default()),
            View::System => Self::Everyone,
        }
    }

    /// Why a line is for somebody else.
    fn not_ours(&self, claim: &Claim) -> Option<WhyNoStay> {
        match self {
            Self::Authority(own) if !own.contains(&claim.payer) => Some(WhyNoStay::OtherPayer(claim.payer)),
            Self::Provider(own) if !is_same_organisation(own, &claim.payee_code) => {
                Some(WhyNoStay::OtherPayee { payee: claim.payee_code.clone(), own: own.as_str().into() })
            }
            _ => None,
        }
    }
}

/// The stay that a line means: the one that it names, else the one of its person that fits its days.
fn stay_of(claim: &Claim, linker: &Linker<'_>) -> StayOfLine {
    let payee = || claim.payee_code.clone();
    let named = claim.claimed_stay_id.as_deref();
    if let Some(stay) = named.and_then(|id| linker.find_id(id)) {
        let own = [Some(&*stay.provider_code), stay.site_code.as_deref()];
        if !own.into_iter().flatten().any(|code| is_same_organisation(code, &claim.payee_code)) {
            return StayOfLine::NotFound(WhyNoStay::OfOtherPayee(payee()));
        }
        return match (&claim.person_key, &stay.person_key) {
            (Some(claimed), Some(own)) if claimed != own => StayOfLine::NotFound(WhyNoStay::OfOtherPerson),
            _ => StayOfLine::Found(stay.stay_id.clone()),
        };
    }
    if claim.person_key.is_none() {
        return StayOfLine::NotFound(named.map_or(WhyNoStay::Nameless, |named| WhyNoStay::Unknown(named.into())));
    }
    let key = LinkKey {
        stay_id: None,
        person: claim.person_key.as_ref(),
        hospital: Some(&claim.payee_code),
        from: claim.admitted_on.unwrap_or(claim.from_on),
        to: Some(claim.to_on),
        follows: false,
    };
    match linker.find(&key) {
        LinkMatch::Stay(at, _) => StayOfLine::Found(linker.stay(at).stay_id.clone()),
        LinkMatch::Several(_) => StayOfLine::NotFound(WhyNoStay::Several),
        LinkMatch::Nothing => {
            StayOfLine::NotFound(WhyNoStay::NotTheseDays { named: named.map(Box::from), payee: payee() })
        }
    }
}
