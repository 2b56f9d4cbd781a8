//! What the manifest has of a delivery: where it is, how it was read, and what became of its records.

use std::collections::BTreeMap;

use crate::domain::{Day, Receipt};
use crate::store::stored_removal::KeptBytes;

/// One delivery, kept as received in `raw/<sha256>`, or under the hash of what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDelivery {
    /// The name under which it came.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// The commit that took it.
    pub received: u64,
    /// The table that its records went to.
    pub table: String,
    /// How its dates are written.
    pub dates: String,
    /// The profile by which it was read last.
    pub profile: String,
    /// The profile itself, where it was the user's own.
    pub profile_text: Option<String>,
    /// The source of the project that it was said to be of, where its name and profile would mean another.
    pub source: Option<String>,
    /// What became of its records; nothing in a store of format 3 or older.
    pub outcome: Option<DeliveryOutcome>,
    /// Its bytes since records were removed from it; nothing where it is kept as received.
    pub kept: Option<KeptBytes>,
}

/// What became of the records of a delivery, over all partitions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryOutcome {
    /// The source of the project that it belongs to.
    pub sender: String,
    /// What its records are.
    pub records_of: String,
    /// The names of its columns of days.
    pub day_columns: Vec<String>,
    /// Records read, accepted, passed over, rejected, duplicates and waiting; warnings; blank lines.
    pub counts: [u32; 8],
    /// What else was counted.
    pub others: BTreeMap<String, u32>,
    /// The columns of which no value could be read.
    pub unreadable: Vec<String>,
    /// The first and last day on which a fact of it lies; nothing if it has none.
    pub fact_days: Option<(Day, Day)>,
}

impl DeliveryOutcome {
    /// What became of the records, with the days of their facts.
    pub fn of(receipt: &Receipt, fact_days: Option<(Day, Day)>) -> Self {
        let Receipt { read, accepted, passed_over, rejected, duplicates, waiting, warnings, blank_lines, .. } =
            *receipt;
        Self {
            sender: receipt.sender.clone(),
            records_of: receipt.table.clone(),
            day_columns: receipt.day_columns.clone(),
            counts: [read, accepted, passed_over, rejected, duplicates, waiting, warnings, blank_lines],
            others: receipt.counts.clone(),
            unreadable: receipt.unreadable.clone(),
            fact_days,
        }
    }
}

impl StoredDelivery {
    /// The SHA-256 and the size of its bytes as they are kept.
    pub fn as_kept(&self) -> (&str, u64) {
        self.kept.as_ref().map_or((&self.sha256, self.bytes), |kept| (&kept.sha256, kept.bytes))
    }

    /// What became of its records; nothing in a store of format 3 or older.
    pub fn receipt(&self) -> Option<Receipt> {
        let outcome = self.outcome.as_ref()?;
        let [read, accepted, passed_over, rejected, duplicates, waiting, warnings, blank_lines] = outcome.counts;
        Some(Receipt {
            file: self.file.clone(),
            sha256: self.sha256.clone(),
            table: outcome.records_of.clone(),
            sender: outcome.sender.clone(),
            read,
            accepted,
            passed_over,
            rejected,
            duplicates,
            warnings,
            blank_lines,
            counts: outcome.others.clone(),
            waiting,
            unreadable: outcome.unreadable.clone(),
            day_columns: outcome.day_columns.clone(),
        })
    }
}
