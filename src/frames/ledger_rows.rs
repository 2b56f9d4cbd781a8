//! Rows of the ledger as columns: for the file of a month, and for frames of other programs.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int32Array, Int64Array};

use crate::domain::LedgerDay;
use crate::error::{Error, Result};
use crate::frames::dictionary_column::DictionaryColumn;
use crate::frames::rows::columns::authority_code;

/// Rows of the ledger as columns.
pub(crate) struct LedgerRowGroup {
    stay_id: DictionaryColumn,
    delay_id: DictionaryColumn,
    day: Vec<i32>,
    n: Vec<i32>,
    status: DictionaryColumn,
    amount_minor: Vec<i64>,
    currency: DictionaryColumn,
    payer_code: DictionaryColumn,
    payee_code: DictionaryColumn,
    layer: DictionaryColumn,
    regime: DictionaryColumn,
    regime_hash: DictionaryColumn,
    readings_hash: DictionaryColumn,
    rule: DictionaryColumn,
    cite: DictionaryColumn,
    /// How many rows there is capacity for.
    capacity: usize,
}

impl LedgerRowGroup {
    /// No rows yet, and capacity for so many.
    pub fn new(capacity: usize) -> Self {
        Self {
            stay_id: DictionaryColumn::default(),
            delay_id: DictionaryColumn::default(),
            day: Vec::with_capacity(capacity),
            n: Vec::with_capacity(capacity),
            status: DictionaryColumn::default(),
            amount_minor: Vec::with_capacity(capacity),
            currency: DictionaryColumn::default(),
            payer_code: DictionaryColumn::default(),
            payee_code: DictionaryColumn::default(),
            layer: DictionaryColumn::default(),
            regime: DictionaryColumn::default(),
            regime_hash: DictionaryColumn::default(),
            readings_hash: DictionaryColumn::default(),
            rule: DictionaryColumn::default(),
            cite: DictionaryColumn::default(),
            capacity,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.day.len()
    }

    /// One more row.
    ///
    /// # Errors
    /// 70: a place in a delay beyond two billion.
    pub fn add(&mut self, row: &LedgerDay<'_>) -> Result<()> {
        self.stay_id.add(row.stay_id);
        self.delay_id.add_sorted_times(row.delay_id, 1);
        self.day.push(row.day.number());
        self.n.push(i32::try_from(row.n).map_err(|_| Error::bug("a delay of more than two billion days"))?);
        self.status.add(row.status.code());
        self.amount_minor.push(row.amount_minor.0);
        self.currency.add(row.currency.code());
        match row.payer {
            Some(payer) => self.payer_code.add(authority_code(payer)),
            None => self.payer_code.add_nothing(),
        }
        self.payee_code.add(row.payee_code);
        self.layer.add(row.layer);
        self.regime.add(row.regime);
        self.regime_hash.add(row.regime_hash);
        self.readings_hash.add(row.readings_hash);
        self.rule.add(row.rule);
        self.cite.add(row.cite);
        Ok(())
    }

    /// The columns in the order of the table; the group is empty afterwards.
    pub fn columns(&mut self, edition: i32) -> Vec<ArrayRef> {
        let (rows, capacity) = (self.day.len(), self.capacity);
        vec![
            self.stay_id.column(),
            self.delay_id.column(),
            Arc::new(Date32Array::from(take(&mut self.day, capacity))),
            Arc::new(Int32Array::from(take(&mut self.n, capacity))),
            self.status.column(),
            Arc::new(Int64Array::from(take(&mut self.amount_minor, capacity))),
            self.currency.column(),
            self.payer_code.column(),
            self.payee_code.column(),
            self.layer.column(),
            self.regime.column(),
            self.regime_hash.column(),
            self.readings_hash.column(),
            self.rule.column(),
            self.cite.column(),
            Arc::new(Int32Array::from_value(edition, rows)),
        ]
    }
}

/// The numbers so far; room for as many again stays behind.
fn take<T>(numbers: &mut Vec<T>, capacity: usize) -> Vec<T> {
    std::mem::replace(numbers, Vec::with_capacity(capacity))
}
