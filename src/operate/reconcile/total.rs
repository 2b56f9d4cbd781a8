//! The total of a claim: what is declared of it, held to the sum of its lines.

use std::path::Path;

use super::ReconcileRequest;
use crate::domain::{Currency, Minor};
use crate::error::{Error, Exit, Position, Result};
use crate::intake::validate::amounts;
use crate::reconcile::{ClaimLine, UnreadableLine};
use crate::report::reconcile::StatedTotal;

/// The total that is declared: on the command line, or in the footer where the profile says that it is one.
///
/// # Errors
/// 2: what was given is no amount. 65: the two differ.
pub(super) fn stated(
    request: &ReconcileRequest<'_>,
    in_footer: Option<Minor>,
    currency: Currency,
) -> Result<Option<Minor>> {
    let given = request.total.map(|text| {
        amounts::pounds(text.trim()).map(|(amount, _)| amount).map_err(|issue| {
            Error::new("X_TOTAL", Exit::Usage, format!("`{text}` is no total: {}", issue.message))
                .effect("nothing was written or changed")
                .hint("as in `--total 12345.60`")
        })
    });
    let given = given.transpose()?;
    match (given, in_footer) {
        (Some(given), Some(stated)) if given != stated => {
            let (given, stated) = (given.with(currency), stated.with(currency));
            Err(Error::new("F_COUNT", Exit::Data, format!("`--total` is {given}, and the footer says {stated}"))
                .at(Position::file(request.claim))
                .effect("nothing was written or changed")
                .hint("ask the sender which is right"))
        }
        (given, in_footer) => Ok(given.or(in_footer)),
    }
}

/// Holds a declared total to the lines. Where the amount of a row cannot be read, what the total leaves for it is said, and
/// nothing is held.
///
/// # Errors
/// 65, `F_COUNT`: the total is not the sum of the lines.
pub(super) fn check(
    path: &Path,
    stated: Option<Minor>,
    (lines, unreadable): (&[ClaimLine], &[UnreadableLine]),
    currency: Currency,
) -> Result<Option<StatedTotal>> {
    let Some(stated) = stated else { return Ok(None) };
    let of_lines: Minor = lines.iter().map(|line| line.claim.amount_minor).sum();
    let read = of_lines + unreadable.iter().filter_map(|row| row.refused.amount).sum();
    let left = Minor(stated.0 - read.0);
    let is_unknown = unreadable.iter().any(|row| row.refused.amount.is_none());
    if left == Minor(0) || is_unknown {
        return Ok(Some(StatedTotal { stated, left }));
    }
    let what = format!(
        "the total of the claim is {}, and its {} come to {}: {} apart",
        stated.with(currency),
        crate::files::wording::count(lines.len() + unreadable.len(), "line"),
        read.with(currency),
        left.with(currency)
    );
    Err(Error::new("F_COUNT", Exit::Data, what)
        .at(Position::file(path))
        .effect("nothing was written or changed")
        .hint("ask the sender for the whole claim or the right total; without a declared total the lines alone are held against the ledger"))
}
