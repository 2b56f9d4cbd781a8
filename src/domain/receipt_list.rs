//! The deliveries that a report lists, and what all others come to together: so a report does not grow with the years, and
//! its sums are those of every delivery.

use serde::Serialize;

use super::Receipt;

/// The deliveries that a report lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptList {
    /// Each by itself.
    pub listed: Vec<Receipt>,
    /// All others; nothing if there are none.
    pub earlier: Option<EarlierDeliveries>,
}

/// Deliveries that are not listed, with what became of their records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EarlierDeliveries {
    /// How many there are.
    pub deliveries: u64,
    /// Records read.
    pub read: u64,
    /// Records taken.
    pub accepted: u64,
    /// Records that say nothing about a stay of their own.
    pub passed_over: u64,
    /// Records not taken.
    pub rejected: u64,
    /// Records taken before, or overtaken by newer news.
    pub duplicates: u64,
    /// Findings that are warnings.
    pub warnings: u64,
}

impl EarlierDeliveries {
    fn add(&mut self, receipt: &Receipt) {
        self.deliveries += 1;
        self.read += u64::from(receipt.read);
        self.accepted += u64::from(receipt.accepted);
        self.passed_over += u64::from(receipt.passed_over);
        self.rejected += u64::from(receipt.rejected);
        self.duplicates += u64::from(receipt.duplicates);
        self.warnings += u64::from(receipt.warnings);
    }

    /// As a line of a list.
    pub fn words(&self) -> String {
        match self.deliveries {
            1 => "1 earlier delivery".to_owned(),
            number => format!("{number} earlier deliveries"),
        }
    }
}

impl ReceiptList {
    /// Divides receipts into those that are listed, by their places, and the others.
    pub fn of(receipts: &[Receipt], is_listed: impl Fn(usize, &Receipt) -> bool) -> Self {
        let (mut listed, mut earlier) = (Vec::new(), EarlierDeliveries::default());
        for (at, receipt) in receipts.iter().enumerate() {
            if is_listed(at, receipt) {
                listed.push(receipt.clone());
            } else {
                earlier.add(receipt);
            }
        }
        Self { listed, earlier: (earlier.deliveries > 0).then_some(earlier) }
    }
}
