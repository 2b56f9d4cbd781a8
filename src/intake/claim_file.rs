//! A claim of the other side read on its own, to be held against the ledger: every row of it, also those that cannot be read,
//! and the total that it states.

use crate::domain::claim::RefusedClaim;
use crate::domain::{Claim, Minor, Severity};
use crate::files::header_names::trim;
use crate::files::refusal::Refusal;
use crate::files::wording;
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::Profile;
use crate::intake::profile::field::Field;
use crate::intake::records::claim;
use crate::intake::validate::amounts;
use crate::intake::validate::blocks::ChunkSizes;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks;
use crate::intake::validate::footer_cell::{CellText, amount_at, footer_amount};
use crate::intake::validate::readable::word;
use crate::intake::validate::rows::{self, ReadRows, RowSink, first_of};
use crate::intake::{Delivery, Rules};

/// A claim as it was read.
#[derive(Clone, Debug, Default)]
pub struct ClaimFile {
    /// Every row, in the order of the file.
    pub rows: Vec<ClaimRow>,
    /// What the footer says that all lines come to, where the profile says that it does.
    pub total: Option<Minor>,
    /// What was found in the file beside rows that cannot be read, in words.
    pub notes: Vec<String>,
}

/// A row of a claim, and where it stands.
#[derive(Clone, Debug)]
pub struct ClaimRow {
    /// The number of its record, from 1.
    pub record: u32,
    /// The physical line on which it starts, from 1.
    pub line: u32,
    /// What it says.
    pub content: ClaimContent,
}

/// What a row says.
#[derive(Clone, Debug)]
pub enum ClaimContent {
    /// A claimed line, and what it says a day costs.
    Line(Box<Claim>, Option<Minor>),
    /// It cannot be read.
    Refused(Box<RefusedClaim>),
}

/// Reads a claim.
///
/// # Errors
/// The file is refused as a whole: it is not certain which rows it has, or its total cannot be read.
pub fn read_claim(delivery: &Delivery<'_>, rules: &Rules<'_>) -> Result<ClaimFile, Refusal> {
    let mut audit = RecordAudit::new(std::slice::from_ref(delivery));
    let prepare = &|rows: ReadRows<ClaimContent>, found| (rows, found);
    let (mut candidates, mut findings) = (Vec::new(), Vec::new());
    let mut take = |(rows, (found, _)): (ReadRows<ClaimContent>, (Vec<_>, Vec<_>))| {
        candidates.extend(rows.candidates);
        findings.extend(found);
    };
    let sink = RowSink { row: content, prepare, take: &mut take };
    rows::read(ChunkSizes::default(), (delivery, rules), &mut audit, sink, &|_| {})?;
    findings.extend(audit.take_found().0);
    let mut file = ClaimFile::default();
    for Candidate { row, place, remarks, .. } in candidates {
        file.rows.push(ClaimRow { record: place.record, line: place.line, content: row });
        file.notes.extend(
            remarks
                .iter()
                .map(|remark| format!("line {}, column {}: {}", place.line, remark.column, remark.problem.message)),
        );
    }
    for finding in findings {
        if finding.severity != Severity::Rejected {
            file.notes.push(finding.message);
            continue;
        }
        // Its shape is wrong: nothing in it was looked at.
        let (column, message, hint) = (finding.column, finding.message, finding.hint);
        let amount = amount_at(delivery, finding.line)?.and_then(|text| amount(delivery.profile, &text));
        let refused = RefusedClaim { column, code: finding.code, message, hint, amount, ..RefusedClaim::default() };
        let content = ClaimContent::Refused(Box::new(refused));
        file.rows.push(ClaimRow { record: finding.record, line: finding.line, content });
    }
    file.rows.sort_by_key(|row| row.record);
    if delivery.profile.claims.total_in_footer
        && let Some(CellText { text, place }) = footer_amount(delivery)?
    {
        let unread = || {
            let what = format!("the total of the claim cannot be read: `{}`", wording::value(trim(&text)));
            let hint = "ask the sender for the total; or leave the row out and give it with `--total AMOUNT`";
            Refusal::new("F_COUNT", what, hint).at(place)
        };
        file.total = Some(amount(delivery.profile, &text).ok_or_else(unread)?);
    }
    Ok(file)
}

/// What to do with a row that has an amount and no days.
const IF_TOTAL: &str = "if it is the total of the claim, declare it: footer = \"Total\" and total_in_footer = true in the \
                        profile, or leave the row out and give `--total AMOUNT`";

/// An amount as the profile says that amounts are written.
fn amount(profile: &Profile, text: &str) -> Option<Minor> {
    amounts::reader(profile.claims.amounts)(trim(text)).ok().map(|(amount, _)| amount)
}

/// What a row says; of one that cannot be read as much as can be.
fn content(cells: &mut RowCells<'_, '_>) -> Option<ClaimContent> {
    if let Some((claim, rate)) = claim::read_with_rate(cells) {
        return Some(ClaimContent::Line(Box::new(claim), rate));
    }
    let issue = first_of(std::mem::take(&mut cells.problems));
    let problem = issue.problem;
    let found =
        if problem.value.is_empty() { String::new() } else { format!("`{}`: ", wording::value(&problem.value)) };
    let name = |field, check: fn(&str) -> checks::Checked<Box<str>>| {
        let text = word(cells, field).filter(|text| !cells.holds_identity(text));
        text.and_then(|text| check(&text).ok()).map(|(name, _)| name)
    };
    let amount = word(cells, Field::AmountMinor).and_then(|text| amount(cells.profile, &text));
    let (claim_id, stay_id) = (name(Field::ClaimId, checks::name), name(Field::StayId, checks::id));
    let (column, message) = (issue.column, format!("{found}{}", problem.message));
    let is_undated = word(cells, Field::FromOn).is_none() && word(cells, Field::ToOn).is_none();
    let hint = if is_undated && amount.is_some() { format!("{}; {IF_TOTAL}", problem.hint) } else { problem.hint };
    let refused = RefusedClaim { claim_id, stay_id, column, code: problem.code, message, hint, amount };
    Some(ClaimContent::Refused(Box::new(refused)))
}
