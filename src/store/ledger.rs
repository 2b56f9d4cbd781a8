//! The ledger of one month, read back.

#![deny(clippy::float_arithmetic)]

pub(crate) mod writer;
use std::fs::File;
use std::path::Path;

use arrow_array::StringArray;

use super::schema::LEDGER_DAY;
use crate::domain::{AuthorityId, Currency, Day, LedgerDay, LedgerStatus, Minor};
use crate::error::Result;
use crate::store::parquet::table_reader;
use crate::store::rows::columns::{Batch, authority, unknown_word};

/// A stored ledger. Its rows borrow their words from it.
#[derive(Debug, Default)]
pub struct Ledger {
    parts: Vec<LedgerBatch>,
}

/// Some thousand rows: words as the decoder left them, the rest as our own types.
#[derive(Debug)]
struct LedgerBatch {
    facts: Vec<LedgerValues>,
    stay_id: StringArray,
    delay_id: StringArray,
    payee_code: StringArray,
    layer: StringArray,
    regime: StringArray,
    regime_hash: StringArray,
    readings_hash: StringArray,
    rule: StringArray,
    cite: StringArray,
}

#[derive(Clone, Copy, Debug)]
struct LedgerValues {
    day: Day,
    n: u32,
    status: LedgerStatus,
    amount_minor: Minor,
    currency: Currency,
    payer: Option<AuthorityId>,
}

impl Ledger {
    pub(super) fn read(file: File, path: &Path) -> Result<Self> {
        let parts = table_reader::read(&LEDGER_DAY, file, path, |batch, parts| {
            parts.push(LedgerBatch::of(batch)?);
            Ok(())
        })?;
        Ok(Self { parts })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.facts.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows, sorted by stay, delay, day and regime.
    pub fn rows(&self) -> impl Iterator<Item = LedgerDay<'_>> {
        self.parts.iter().flat_map(|part| (0..part.facts.len()).map(|row| part.row(row)))
    }
}

impl LedgerBatch {
    fn of(batch: &Batch<'_>) -> Result<Self> {
        Ok(Self {
            facts: facts(batch)?,
            stay_id: batch.text("stay_id")?.all(),
            delay_id: batch.text("delay_id")?.all(),
            payee_code: batch.text("payee_code")?.all(),
            layer: batch.text("layer")?.all(),
            regime: batch.text("regime")?.all(),
            regime_hash: batch.text("regime_hash")?.all(),
            readings_hash: batch.text("readings_hash")?.all(),
            rule: batch.text("rule")?.all(),
            cite: batch.text("cite")?.all(),
        })
    }

    fn row(&self, row: usize) -> LedgerDay<'_> {
        let LedgerValues { day, n, status, amount_minor, currency, payer } = self.facts[row];
        LedgerDay {
            stay_id: self.stay_id.value(row),
            delay_id: self.delay_id.value(row),
            day,
            n,
            status,
            amount_minor,
            currency,
            payer,
            payee_code: self.payee_code.value(row),
            layer: self.layer.value(row),
            regime: self.regime.value(row),
            regime_hash: self.regime_hash.value(row),
            readings_hash: self.readings_hash.value(row),
            rule: self.rule.value(row),
            cite: self.cite.value(row),
        }
    }
}

fn facts(batch: &Batch<'_>) -> Result<Vec<LedgerValues>> {
    let day = batch.days("day")?;
    let n = batch.int32("n")?;
    let status = batch.text("status")?;
    let amount_minor = batch.int64("amount_minor")?;
    let currency = batch.text("currency")?;
    let payer_code = batch.text("payer_code")?;
    let facts = batch.rows().map(|row| {
        let unknown = || unknown_word(&format!("`{}` as a currency", currency.must(row)));
        Ok(LedgerValues {
            day: day.must_day(row),
            n: u32::try_from(n.must(row)).map_err(|_| unknown_word("a place in a delay below 0"))?,
            status: status.parse(row)?,
            amount_minor: Minor(amount_minor.must(row)),
            currency: Currency::from_code(currency.must(row)).ok_or_else(unknown)?,
            payer: payer_code.get(row).map(authority).transpose()?,
        })
    });
    facts.collect()
}
