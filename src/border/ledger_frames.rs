//! The ledger of some stays as frames: its rows, the stays that could not be judged, and what a person should look at.

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use rayon::ThreadPool;

use super::outgoing::{WordForm, plain_batch, table_batch, text};
use super::stay_input::{NotRead, ReadStays};
use crate::domain::Day;
use crate::error::Result;
use crate::frames::ledger_rows::LedgerRowGroup;
use crate::frames::rows::columns::authority_code;
use crate::frames::schema::LEDGER_DAY;
use crate::liability::{Cases, Doubt, LinkQualities, NotAssessed, Reasons, Unjudged, assess_days};
use crate::regime::Law;

/// Rows of a batch.
const BATCH_ROWS: usize = 131_072;

/// What became of some stays.
#[derive(Clone, Debug)]
pub struct LedgerFrames {
    /// Batches of the table `ledger_day`, one row a delayed day.
    pub rows: Vec<RecordBatch>,
    /// `stay_id`, `cause`, `why`: stays that cannot be read or that no law could judge. None of their days is in `rows`.
    pub unjudged: RecordBatch,
    /// `stay_id`, `delay_id`, `kind`, `days`, `amount_minor`, `payer_code`, `payee_code`, `words`, `advice`: days that the law
    /// charges and that a person should check.
    pub doubts: RecordBatch,
}

/// By what stays are judged.
pub(super) struct LedgerBasis {
    pub laws: Vec<Law>,
    /// The first and last day of the rows.
    pub span: (Day, Day),
    /// The day to which a stay without an end is followed.
    pub followed_to: Day,
    pub edition: i32,
    pub words: WordForm,
    /// Threads of its own: those of the whole process are gone in a process that forked.
    pub threads: ThreadPool,
}

impl LedgerBasis {
    /// Whether a case goes on where the patient is transferred to another hospital.
    pub fn goes_on(&self) -> bool {
        self.laws.iter().any(Law::goes_on_elsewhere)
    }

    /// Judges stays; `read` has all those of each person among them.
    ///
    /// # Errors
    /// 70: our bug.
    pub fn judge(&self, read: ReadStays, astray: Vec<NotRead>) -> Result<LedgerFrames> {
        let ReadStays { stays, events, reasons, mut not_read } = read;
        let (mut group, mut rows) = (LedgerRowGroup::new(0), Vec::new());
        let cases = Cases::of(&stays, &events, &self.laws, self.followed_to);
        let reasons = Reasons::new(&reasons);
        let assessed = self.threads.install(|| {
            let mut push = |days: &[crate::domain::LedgerDay<'_>]| {
                for day in days {
                    group.add(day)?;
                    if group.len() == BATCH_ROWS {
                        rows.push(table_batch(&LEDGER_DAY, group.columns(self.edition), self.words)?);
                    }
                }
                Ok(())
            };
            assess_days(&cases, &self.laws, self.span, (&reasons, &LinkQualities::new()), &|_| {}, &mut push)
        })?;
        if group.len() > 0 || rows.is_empty() {
            rows.push(table_batch(&LEDGER_DAY, group.columns(self.edition), self.words)?);
        }
        not_read.extend(assessed.looked_at.unjudged.into_iter().map(not_judged));
        not_read.extend(astray);
        Ok(LedgerFrames { rows, unjudged: unjudged(&not_read)?, doubts: doubts(&assessed.looked_at.doubts)? })
    }
}

fn not_judged(Unjudged { stay_id, refusal }: Unjudged) -> NotRead {
    let cause = match refusal {
        NotAssessed::OutOfCoverage { .. } => "out_of_coverage",
        NotAssessed::NotTabled(_) => "not_tabled",
        NotAssessed::NoPrice(_) => "no_price",
        NotAssessed::NoAuthority => "no_authority",
        NotAssessed::Ended { .. } => "ended",
        NotAssessed::Readiness(_) => "not_judged",
    };
    NotRead { stay_id, cause, why: refusal.to_string() }
}

fn unjudged(found: &[NotRead]) -> Result<RecordBatch> {
    plain_batch(vec![
        ("stay_id", text(found.iter().map(|one| Some(&*one.stay_id)))),
        ("cause", text(found.iter().map(|one| Some(one.cause)))),
        ("why", text(found.iter().map(|one| Some(&one.why)))),
    ])
}

fn doubts(found: &[Doubt]) -> Result<RecordBatch> {
    let numbers =
        |number: fn(&Doubt) -> Option<i64>| -> ArrayRef { Arc::new(found.iter().map(number).collect::<Int64Array>()) };
    plain_batch(vec![
        ("stay_id", text(found.iter().map(|doubt| Some(&*doubt.stay_id)))),
        ("delay_id", text(found.iter().map(|doubt| Some(&*doubt.delay_id)))),
        ("kind", text(found.iter().map(|doubt| Some(doubt.kind.name())))),
        ("days", numbers(Doubt::days)),
        ("amount_minor", numbers(|doubt| doubt.amount().map(|amount| amount.0))),
        ("payer_code", text(found.iter().map(|doubt| doubt.payer.map(authority_code)))),
        ("payee_code", text(found.iter().map(|doubt| Some(&*doubt.payee_code)))),
        ("words", text(found.iter().map(|doubt| Some(doubt.kind.words())))),
        ("advice", text(found.iter().map(|doubt| Some(doubt.kind.advice())))),
    ])
}
