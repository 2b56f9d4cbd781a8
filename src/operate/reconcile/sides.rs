//! Between whom a claim is. One claim is of one sender to one recipient: what is owed to one is not for the other to read.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::{Authorities, AuthorityId, Month};
use crate::error::{Error, Exit, Position, Result};
use crate::project::{Project, View};
use crate::reconcile::{ClaimLine, StayOfLine, is_same_organisation};

/// Who pays and who is paid.
pub(super) struct ClaimSides {
    pub payers: BTreeSet<AuthorityId>,
    pub payees: BTreeSet<Box<str>>,
}

/// The two sides by the lines whose stay was found there, so that a slip in the code of another line widens nothing; by all
/// lines that are ours only where none was found.
///
/// # Errors
/// 65, `X_SEVERAL_SENDERS`: the lines are of several organisations, or in the view of a provider of several councils.
pub(super) fn of(project: &Project, path: &Path, lines: &[ClaimLine], month: Month) -> Result<ClaimSides> {
    let ours = || lines.iter().filter(|line| !matches!(line.stay, StayOfLine::NotOurs(_)));
    let found: Vec<&ClaimLine> = ours().filter(|line| matches!(line.stay, StayOfLine::Found(_))).collect();
    let telling = if found.is_empty() { ours().collect() } else { found };
    let list = Authorities::all();
    let claimed_from: BTreeSet<AuthorityId> = telling.iter().map(|line| line.claim.payer).collect();
    let paid: BTreeSet<Box<str>> = telling.iter().map(|line| line.claim.payee_code.clone()).collect();
    let now: BTreeSet<AuthorityId> = claimed_from.iter().map(|payer| list.in_month(*payer, month)).collect();
    if project.view == View::Provider && now.len() > 1 {
        let names = now.iter().map(|payer| list.get(*payer).with_code()).collect();
        return Err(several(path, "councils", names, "payer_code"));
    }
    let is_one = |code: &str| paid.iter().all(|other| is_same_organisation(code, other));
    if project.view != View::Provider && !paid.iter().any(|code| is_one(code)) {
        let names = paid.iter().map(ToString::to_string).collect();
        return Err(several(path, "organisations that are paid", names, "payee_code"));
    }
    let payers = match project.view {
        View::Authority => project.councils_in(month).into_iter().collect(),
        View::Provider | View::System => claimed_from.into_iter().chain(now).collect(),
    };
    let payees = match project.view {
        View::Provider => project.provider.iter().map(|own| own.as_str().into()).collect(),
        View::Authority | View::System => paid,
    };
    Ok(ClaimSides { payers, payees })
}

fn several(path: &Path, who: &str, names: Vec<String>, column: &str) -> Error {
    Error::new("X_SEVERAL_SENDERS", Exit::Data, format!("the claim has lines of several {who}: {}", names.join(", ")))
        .at(Position::file(path))
        .effect("nothing was written or changed")
        .hint(format!(
            "ask for a claim of each, or put the lines of each `{column}` in a file of their own: what is owed to one is not \
             for the other to read"
        ))
}
