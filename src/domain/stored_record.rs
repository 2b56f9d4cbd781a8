//! Records as the store keeps them.

use std::sync::Arc;

/// What stands in place of each letter of a record that was removed: the control character "cancel", which no sender writes.
pub const REMOVED_SIGN: u8 = 0x18;

/// A record of a delivery as it was read; in the order of deliveries and records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredRecord {
    /// The delivery, by its place in the list of the store.
    pub delivery: u32,
    /// Its number in the delivery, from 1.
    pub record: u32,
    /// Its bytes, for whoever can read them.
    pub form: Arc<[u8]>,
    /// Its first physical line, from 1.
    pub line: u32,
    /// Its first byte in the file as it came.
    pub offset: u64,
}

impl StoredRecord {
    /// Its delivery and number.
    pub fn in_list(&self) -> (usize, u32) {
        (self.delivery as usize, self.record)
    }
}
