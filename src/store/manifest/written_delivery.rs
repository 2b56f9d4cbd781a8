//! A delivery as the manifest writes it: a line, and once what many of them share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::store::stored_delivery::{DeliveryOutcome, StoredDelivery};
use crate::store::stored_removal::KeptBytes;

/// How deliveries were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadAs {
    table: String,
    dates: String,
    profile: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    profile_text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sender: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    records_of: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    day_columns: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliveryLine {
    file: String,
    sha256: String,
    bytes: u64,
    received: u64,
    /// By its place in the list of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read_as: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counts: Option<[u32; 8]>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    others: BTreeMap<String, u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unreadable: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fact_days: Option<(Day, Day)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept: Option<KeptBytes>,
    // As an older store has it.
    #[serde(default, skip_serializing)]
    table: String,
    #[serde(default, skip_serializing)]
    dates: String,
    #[serde(default, skip_serializing)]
    profile: String,
    #[serde(default, skip_serializing)]
    profile_text: Option<String>,
}

/// The place of something in a list, at the end of which it is put if it is not there.
pub(super) fn place_in<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|other| *other == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

impl DeliveryLine {
    pub fn of(delivery: StoredDelivery, read_as: &mut Vec<ReadAs>) -> Self {
        let StoredDelivery {
            file,
            sha256,
            bytes,
            received,
            table,
            dates,
            profile,
            profile_text,
            source,
            outcome,
            kept,
        } = delivery;
        let is_counted = outcome.is_some();
        let DeliveryOutcome { sender, records_of, day_columns, counts, others, unreadable, fact_days } =
            outcome.unwrap_or_default();
        let shared = ReadAs { table, dates, profile, profile_text, source, sender, records_of, day_columns };
        Self {
            file,
            sha256,
            bytes,
            received,
            read_as: Some(place_in(read_as, shared)),
            counts: is_counted.then_some(counts),
            others,
            unreadable,
            fact_days,
            kept,
            table: String::new(),
            dates: String::new(),
            profile: String::new(),
            profile_text: None,
        }
    }

    pub fn stored(self, read_as: &[ReadAs]) -> Result<StoredDelivery, String> {
        let Self { file, sha256, bytes, received, counts, others, unreadable, fact_days, kept, .. } = self;
        let shared = match self.read_as {
            Some(place) => read_as.get(place).cloned().ok_or_else(|| format!("how `{file}` was read is missing"))?,
            None => {
                let Self { table, dates, profile, profile_text, .. } = self;
                ReadAs { table, dates, profile, profile_text, ..ReadAs::default() }
            }
        };
        let ReadAs { table, dates, profile, profile_text, source, sender, records_of, day_columns } = shared;
        let outcome = counts.map(|counts| DeliveryOutcome {
            sender,
            records_of,
            day_columns,
            counts,
            others,
            unreadable,
            fact_days,
        });
        Ok(StoredDelivery { file, sha256, bytes, received, table, dates, profile, profile_text, source, outcome, kept })
    }
}
