//! Writes the ledger of a month as a stream: it never holds more than one row group, and a row costs no allocation.

use std::collections::BTreeMap;
use std::io::Write;

use crate::domain::nhs_number::mask;
use crate::domain::{Currency, LedgerDay, LedgerStatus, Minor};
use crate::error::{Error, Exit, Result};
use crate::frames::ledger_rows::LedgerRowGroup;
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::schema::LEDGER_DAY;

/// What a ledger adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerTotals {
    /// Its rows.
    pub rows: u64,
    /// Days by status; they add up to the rows.
    pub days_by_status: BTreeMap<LedgerStatus, u64>,
    /// What is owed, by currency; nothing at all if no day is charged.
    pub amount_minor: BTreeMap<Currency, Minor>,
}

/// A ledger being written. Rows come sorted by delay, day and regime; batches may be of any size.
pub struct LedgerWriter<W: Write + Send> {
    table: TableWriter<W>,
    edition: i32,
    group: LedgerRowGroup,
    last: Last,
    rows: u64,
    days: [u64; LedgerStatus::ALL.len()],
    amounts: [Option<Minor>; Currency::ALL.len()],
}

impl<W: Write + Send> LedgerWriter<W> {
    /// Starts the ledger of one edition of a month.
    ///
    /// # Errors
    /// The output refuses.
    pub fn create(output: W, edition: u32) -> Result<Self> {
        let edition = i32::try_from(edition).map_err(|_| broken("an edition beyond two billion", ""))?;
        let table = TableWriter::new(&LEDGER_DAY, output)?;
        let (group, last) = (LedgerRowGroup::new(GROUP_ROWS), Last::default());
        Ok(Self { table, edition, group, last, rows: 0, days: [0; _], amounts: [None; _] })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// A row out of order or there already, an amount on a day that is not chargeable, or an output that refuses. The
    /// first two are our bugs, and no ledger with one is ever published.
    pub fn push(&mut self, rows: &[LedgerDay<'_>]) -> Result<()> {
        for row in rows {
            if !self.last.goes_before(row) {
                return Err(broken("two ledger rows out of order, or one day of a delay twice", row.stay_id));
            }
            if row.status != LedgerStatus::Chargeable && row.amount_minor != Minor(0) {
                return Err(broken("a ledger row with an amount that is not chargeable", row.stay_id));
            }
            self.last.set(row);
            self.count(row)?;
            self.group.add(row)?;
            if self.group.len() == GROUP_ROWS {
                self.write_group()?;
            }
        }
        Ok(())
    }

    fn count(&mut self, row: &LedgerDay<'_>) -> Result<()> {
        self.rows += 1;
        self.days[row.status as usize] += 1;
        if row.status == LedgerStatus::Chargeable {
            let sum = &mut self.amounts[row.currency as usize];
            let next = sum.unwrap_or_default().0.checked_add(row.amount_minor.0);
            *sum = Some(Minor(next.ok_or_else(|| broken("a sum of money beyond 92 quadrillion", row.stay_id))?));
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let columns = self.group.columns(self.edition);
        self.table.write_group(columns)
    }

    /// Ends the ledger and gives back the output.
    ///
    /// # Errors
    /// The output refuses.
    pub fn finish(mut self) -> Result<(W, LedgerTotals)> {
        if self.group.len() > 0 {
            self.write_group()?;
        }
        let totals = LedgerTotals {
            rows: self.rows,
            days_by_status: filled(LedgerStatus::ALL.iter().copied(), self.days.map(|days| (days > 0).then_some(days))),
            amount_minor: filled(Currency::ALL.into_iter(), self.amounts),
        };
        Ok((self.table.finish()?, totals))
    }
}

fn filled<K: Ord, V>(keys: impl Iterator<Item = K>, values: impl IntoIterator<Item = Option<V>>) -> BTreeMap<K, V> {
    keys.zip(values).filter_map(|(key, value)| Some((key, value?))).collect()
}

/// The key of the last row. Its memory is used again and again.
#[derive(Default)]
struct Last {
    delay_id: String,
    regime: String,
    day: Option<crate::domain::Day>,
}

impl Last {
    fn goes_before(&self, row: &LedgerDay<'_>) -> bool {
        let Some(day) = self.day else { return true };
        let last = (self.delay_id.as_str(), day, self.regime.as_str());
        last < (row.delay_id, row.day, row.regime)
    }

    fn set(&mut self, row: &LedgerDay<'_>) {
        let words = [(&mut self.delay_id, row.delay_id), (&mut self.regime, row.regime)];
        for (kept, word) in words {
            if kept != word {
                kept.clear();
                kept.push_str(word);
            }
        }
        self.day = Some(row.day);
    }
}

fn broken(what: &str, stay_id: &str) -> Error {
    let stay = if stay_id.is_empty() { String::new() } else { format!(" (stay {})", mask(stay_id)) };
    Error::new("X_BUG", Exit::Bug, format!("the ledger would hold {what}{stay}"))
        .effect("nothing was published; the last good month stays")
        .hint("this is a bug of the program: please report it")
}
