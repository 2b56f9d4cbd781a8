//! What came of a claim, for programs: one object with every line and its parts, and one row a line as CSV.

use ::csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::{LaterCorrection, OtherClaim, ReconciledClaim, StatedTotal};
use crate::domain::claim::RefusedClaim;
use crate::domain::{Authorities, Currency, Day, LedgerStatus, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::reconcile::{ClaimVerdict, JudgedLine, LinePart, UnreadableLine, VerdictSum};
use crate::report::csv::safe;

use super::words::differences_of;

/// A claim reconciled.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictDocument {
    /// That it is not for publication.
    pub class: &'static str,
    /// The claim by its name.
    pub claim: String,
    /// SHA-256 of the claim.
    pub claim_sha256: String,
    /// Who is paid, by code.
    pub payee_codes: Vec<String>,
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// SHA-256 of the ledger.
    pub ledger_sha256: String,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What is claimed, as far as it can be read.
    pub claimed_minor: Minor,
    /// What is owed by the ledger.
    pub owed_minor: Minor,
    /// Claimed less owed.
    pub gap_minor: Minor,
    /// The total that the claim states.
    pub total: Option<StatedTotal>,
    /// Rows whose amount cannot be read: in no sum.
    pub rows_of_unknown_amount: i64,
    /// The lines of each verdict; with what is not claimed they add up to the gap.
    pub by_verdict: Vec<SumDocument>,
    /// Each penny of the lines under what it is itself; with what is not claimed this adds up to the gap.
    pub by_kind: Vec<SumDocument>,
    /// Lines that agree, and are of what is in doubt by the statement of the same edition.
    pub agreed_in_doubt_lines: i64,
    /// What they claim.
    pub agreed_in_doubt_minor: Minor,
    /// What is owed and claimed by no line.
    pub owed_not_claimed_minor: Minor,
    /// Every line that could be read, in the order of the file.
    pub lines: Vec<LineDocument>,
    /// Every row that could not be read.
    pub unreadable: Vec<UnreadableDocument>,
    /// The stays that are owed for and not claimed.
    pub owed_not_claimed: Vec<UnclaimedDocument>,
    /// What was found in the file beside.
    pub notes: Vec<String>,
    /// Other claims of the sender for the month, with what they have in common with this one.
    pub other_claims: Vec<OtherClaim>,
    /// What statements of other months corrected of this one, between the two sides: in none of the sums above.
    pub later_corrections: Vec<LaterCorrection>,
}

/// What lines or parts of one verdict come to.
#[derive(Clone, Debug, Serialize)]
pub struct SumDocument {
    /// The verdict.
    pub verdict: ClaimVerdict,
    /// Lines.
    pub lines: i64,
    /// What they claim.
    pub claimed_minor: Minor,
    /// What is owed for them.
    pub owed_minor: Minor,
    /// Claimed less owed.
    pub difference_minor: Minor,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
pub struct LineDocument {
    /// The claimant's name for it.
    pub claim_id: String,
    /// The number of its record in the file, from 1.
    pub record: u32,
    /// The physical line on which it starts.
    pub line: u32,
    /// The one verdict.
    pub verdict: ClaimVerdict,
    /// The stay as the line names it.
    pub stay_id: Option<String>,
    /// First day.
    pub from_on: Day,
    /// Last day, or the day after it.
    pub to_on: Day,
    /// Days claimed; nothing where the line does not say.
    pub days: Option<i64>,
    /// Days owed.
    pub owed_days: i64,
    /// What is claimed.
    pub claimed_minor: Minor,
    /// What is owed for it.
    pub owed_minor: Minor,
    /// Claimed less owed.
    pub difference_minor: Minor,
    /// What differs, in words.
    pub what: Vec<String>,
    /// Its parts.
    pub parts: Vec<PartDocument>,
}

/// One day of a line, or what of it no single day can be said.
#[derive(Clone, Debug, Serialize)]
pub struct PartDocument {
    /// The day.
    pub day: Option<Day>,
    /// The last day, where the part is several days outside the month; else nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Day>,
    /// What it is.
    pub verdict: ClaimVerdict,
    /// Days claimed.
    pub days: i64,
    /// Days owed.
    pub owed_days: i64,
    /// What is claimed.
    pub claimed_minor: Minor,
    /// What is owed.
    pub owed_minor: Minor,
    /// The other line with the same day.
    pub of_line: Option<String>,
    /// The other month in whose statement it stands.
    pub in_month: Option<Month>,
    /// What the ledger says of the day.
    pub status: Option<LedgerStatus>,
    /// The rule that decided.
    pub rule: Option<String>,
    /// The section of law.
    pub cite: Option<String>,
    /// The authority that pays, or would.
    pub payer_code: Option<String>,
}

/// One row that could not be read.
#[derive(Clone, Debug, Serialize)]
pub struct UnreadableDocument {
    /// The claimant's name for it.
    pub claim_id: Option<String>,
    /// The number of its record in the file, from 1.
    pub record: u32,
    /// The physical line on which it starts.
    pub line: u32,
    /// The column.
    pub column: String,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// What it claims; nothing where that cannot be read, which is not zero.
    pub claimed_minor: Option<Minor>,
}

/// One stay that is owed for and not claimed.
#[derive(Clone, Debug, Serialize)]
pub struct UnclaimedDocument {
    /// The stay.
    pub stay_id: String,
    /// Its days.
    pub days: Vec<Day>,
    /// What is owed.
    pub owed_minor: Minor,
    /// The line of the file of a row that names the stay and cannot be read.
    pub named_on_line: Option<u32>,
}

/// The document.
pub fn verdicts(claim: &ReconciledClaim<'_>) -> VerdictDocument {
    let reconciled = claim.reconciled;
    let sums = |sums: std::collections::BTreeMap<ClaimVerdict, VerdictSum>| {
        let sum = |(verdict, sum): (ClaimVerdict, VerdictSum)| SumDocument {
            verdict,
            lines: sum.lines,
            claimed_minor: sum.claimed,
            owed_minor: sum.owed,
            difference_minor: sum.difference(),
        };
        sums.into_iter().map(sum).collect()
    };
    VerdictDocument {
        class: "internal",
        claim: claim.file.to_owned(),
        claim_sha256: claim.file_sha256.to_owned(),
        payee_codes: claim.payees.iter().map(ToString::to_string).collect(),
        month: claim.month,
        edition: claim.edition,
        ledger_sha256: claim.ledger_sha256.to_owned(),
        currency: claim.currency,
        claimed_minor: reconciled.claimed,
        owed_minor: reconciled.owed,
        gap_minor: reconciled.gap(),
        total: claim.total,
        rows_of_unknown_amount: reconciled.of_unknown_amount(),
        by_verdict: sums(reconciled.by_verdict()),
        by_kind: sums(reconciled.by_kind()),
        agreed_in_doubt_lines: reconciled.agreed_in_doubt().lines,
        agreed_in_doubt_minor: reconciled.agreed_in_doubt().claimed,
        owed_not_claimed_minor: reconciled.unclaimed_sum(),
        lines: reconciled.lines.iter().map(|line| line_of(claim, line)).collect(),
        unreadable: reconciled.unreadable.iter().map(unreadable_of).collect(),
        owed_not_claimed: reconciled
            .unclaimed
            .iter()
            .map(|stay| UnclaimedDocument {
                stay_id: stay.stay_id.to_string(),
                days: stay.days.iter().map(|(day, _)| *day).collect(),
                owed_minor: stay.owed(),
                named_on_line: stay.named_by.and_then(|at| reconciled.unreadable.get(at)).map(|row| row.line),
            })
            .collect(),
        notes: claim.notes.to_vec(),
        other_claims: claim.others.to_vec(),
        later_corrections: claim.later.to_vec(),
    }
}

fn line_of(claim: &ReconciledClaim<'_>, judged: &JudgedLine) -> LineDocument {
    let line = &judged.line;
    LineDocument {
        claim_id: line.claim.claim_id.to_string(),
        record: line.record,
        line: line.line,
        verdict: judged.verdict,
        stay_id: line.claim.claimed_stay_id.as_deref().map(str::to_owned),
        from_on: line.claim.from_on,
        to_on: line.claim.to_on,
        days: judged.days(),
        owed_days: judged.owed_days(),
        claimed_minor: judged.claimed(),
        owed_minor: judged.owed(),
        difference_minor: judged.difference(),
        what: differences_of(claim, judged),
        parts: judged.parts.iter().map(|part| part_of(claim, part)).collect(),
    }
}

fn part_of(claim: &ReconciledClaim<'_>, part: &LinePart) -> PartDocument {
    let of_line = part.of_line.and_then(|at| claim.reconciled.lines.get(at));
    let ledger = part.ledger.as_ref();
    PartDocument {
        day: part.day,
        last_day: part.last,
        verdict: part.verdict,
        days: part.days,
        owed_days: part.owed_days,
        claimed_minor: part.claimed,
        owed_minor: part.owed,
        of_line: of_line.map(|line| line.line.claim.claim_id.to_string()),
        in_month: part.in_month,
        status: part.status(),
        rule: ledger.map(|day| day.rule.to_string()),
        cite: ledger.map(|day| day.cite.to_string()),
        payer_code: ledger.and_then(|day| day.payer).map(|payer| Authorities::all().get(payer).code.clone()),
    }
}

fn unreadable_of(row: &UnreadableLine) -> UnreadableDocument {
    let RefusedClaim { claim_id, column, code, message, hint, amount, .. } = row.refused.clone();
    let (record, line, claim_id) = (row.record, row.line, claim_id.map(String::from));
    UnreadableDocument { claim_id, record, line, column, code, message, hint, claimed_minor: amount }
}

impl VerdictDocument {
    /// Whether claim and ledger agree in every line, nothing that is owed is left out, and no other claim has the same days.
    pub fn agrees(&self) -> bool {
        self.unreadable.is_empty()
            && self.other_claims.iter().all(|other| other.days == 0)
            && self.owed_not_claimed.is_empty()
            && self.lines.iter().all(|line| line.verdict == ClaimVerdict::Agreed)
    }

    /// One row a line of the claim, in the order of the file. Words that a spreadsheet could run are marked with an apostrophe.
    ///
    /// # Errors
    /// 70: it cannot be written (our bug).
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        for line in &self.lines {
            let days = line.days.map_or_else(String::new, |days| days.to_string());
            let amounts =
                [line.claimed_minor, line.owed_minor, line.difference_minor].map(|amount| amount.0.to_string());
            let [claimed, owed, difference] = amounts;
            let stay_id = line.stay_id.clone().unwrap_or_default();
            let (from, to) = (line.from_on.to_string(), line.to_on.to_string());
            let (verdict, what) = (line.verdict.code().to_owned(), line.what.join(". "));
            let owed_days = line.owed_days.to_string();
            let cells = vec![
                line.line.to_string(),
                line.claim_id.clone(),
                stay_id,
                from,
                to,
                verdict,
                days,
                owed_days,
                claimed,
                owed,
                difference,
                what,
            ];
            rows.push((line.record, cells));
        }
        for row in &self.unreadable {
            let claimed = row.claimed_minor.map_or_else(String::new, |amount| amount.0.to_string());
            let mut cells = vec![row.line.to_string(), row.claim_id.clone().unwrap_or_default()];
            cells.extend(["", "", ""].map(str::to_owned));
            cells.extend([ClaimVerdict::Unreadable.code().to_owned(), String::new(), String::new(), claimed.clone()]);
            let difference = if claimed.is_empty() { String::new() } else { claimed };
            let owed = if difference.is_empty() { String::new() } else { "0".to_owned() };
            let what = format!("{} ({}, column {})", row.message, row.code, row.column);
            cells.extend([owed, difference, what]);
            rows.push((row.record, cells));
        }
        rows.sort_by_key(|(record, _)| *record);
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        let written = writer.write_record(COLUMNS).and_then(|()| {
            rows.iter().try_for_each(|(_, cells)| writer.write_record(cells.iter().map(|cell| safe(cell).into_owned())))
        });
        let bug = |why: String| Error::new("X_REPORT", Exit::Bug, format!("verdicts.csv: {why}"));
        written.map_err(|error| bug(error.to_string()))?;
        writer.into_inner().map_err(|error| bug(error.to_string()))
    }
}

const COLUMNS: [&str; 12] = [
    "line",
    "claim_id",
    "stay_id",
    "from_on",
    "to_on",
    "verdict",
    "days",
    "owed_days",
    "claimed_minor",
    "owed_minor",
    "difference_minor",
    "what",
];
