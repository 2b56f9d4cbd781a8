//! Something wrong or doubtful in the data: counted, located, never fatal by itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::finding_codes::{self, FindingCode};

/// What a finding did to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The record was not taken.
    Rejected,
    /// The record was taken before; it is counted and left.
    Duplicate,
    /// The record was taken; a person should check it.
    Warning,
}

impl Severity {
    /// All, the worst first.
    pub const ALL: [Self; 3] = [Self::Rejected, Self::Duplicate, Self::Warning];

    /// Its name in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Duplicate => "duplicate",
            Self::Warning => "warning",
        }
    }
}

/// One finding, with everything a sender needs to find the place and mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The file, as the user knows it.
    pub file: String,
    /// The number of the record, from 1, the header not counted; 0 for the file as a whole.
    pub record: u32,
    /// The physical line on which the record starts, from 1.
    pub line: u32,
    /// The offset of the record's first byte.
    pub byte_offset: u64,
    /// The column, or nothing where the whole record is meant.
    pub column: String,
    /// What it did to the record.
    pub severity: Severity,
    /// A stable code: `R_` rejected, `D_` duplicate, `W_` warning.
    #[serde(with = "finding_codes::as_word")]
    pub code: FindingCode,
    /// The value, masked where it could identify someone, cut where long.
    pub value: String,
    /// What is wrong, found and wanted.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The stay it is about, if known.
    pub stay_id: String,
}

/// How the names of counts of records that were passed over begin.
pub const PASSED_OVER: &str = "passed over: ";

/// What became of the records of one delivery: `read` is always `accepted` + `passed_over` + `rejected` + `duplicates`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Its name, as the user knows it.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Which table it holds.
    pub table: String,
    /// The source of the project that it belongs to; empty outside a project.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sender: String,
    /// Records read, the header and blank lines not counted.
    pub read: u32,
    /// Records taken.
    pub accepted: u32,
    /// Records that say nothing about a stay of their own, which is no fault: ordinary traffic of a feed, parts of
    /// encounters. What they were is in `counts`.
    pub passed_over: u32,
    /// Records not taken.
    pub rejected: u32,
    /// Records taken before, or overtaken by newer news.
    pub duplicates: u32,
    /// Findings that are warnings.
    pub warnings: u32,
    /// Blank lines passed over.
    pub blank_lines: u32,
    /// What else was counted in its records, whatever became of them: kinds of episodes, results of validation.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u32>,
    /// Of the records not taken, those that only wait for their stay, or for their day to come.
    #[serde(skip)]
    pub waiting: u32,
    /// The columns with several values of which none could be read, and how many.
    #[serde(skip)]
    pub unreadable: Vec<String>,
    /// The names of its columns of days, in the order of the file, by which findings of settling name them; none in messages.
    #[serde(skip)]
    pub day_columns: Vec<String>,
}

impl Receipt {
    /// The first sixteen characters of the SHA-256 of the delivery.
    pub fn source_id(&self) -> &str {
        self.sha256.get(..16).unwrap_or(&self.sha256)
    }

    /// The receipt of the same delivery with nothing counted.
    #[must_use]
    pub fn without_counts(&self) -> Self {
        let Self { file, sha256, table, .. } = self.clone();
        Self { file, sha256, table, ..Self::default() }
    }

    /// The receipt of another file with the same bytes: they were taken once, and all of its records are duplicates.
    #[must_use]
    pub fn of_repeat(&self, file: &str) -> Self {
        Self {
            file: file.to_owned(),
            accepted: 0,
            passed_over: 0,
            rejected: 0,
            waiting: 0,
            duplicates: self.read,
            warnings: 0,
            ..self.clone()
        }
    }

    /// Adds what became of some of the records to the counts of all.
    pub fn add_to(&self, total: &mut Self) {
        for (more, sum) in self.counted().into_iter().zip(total.counted_mut()) {
            *sum += more;
        }
        for (name, more) in &self.counts {
            *total.counts.entry(name.clone()).or_default() += more;
        }
    }

    /// Takes what became of some of the records off the counts of all.
    pub fn take_off(&self, total: &mut Self) {
        for (less, sum) in self.counted().into_iter().zip(total.counted_mut()) {
            *sum = sum.saturating_sub(less);
        }
        for (name, less) in &self.counts {
            if let Some(sum) = total.counts.get_mut(name) {
                *sum = sum.saturating_sub(*less);
            }
        }
        total.counts.retain(|_, count| *count > 0);
    }

    fn counted(&self) -> [u32; 8] {
        let Self { read, accepted, passed_over, rejected, duplicates, warnings, blank_lines, waiting, .. } = *self;
        [read, accepted, passed_over, rejected, duplicates, warnings, blank_lines, waiting]
    }

    fn counted_mut(&mut self) -> [&mut u32; 8] {
        let Self { read, accepted, passed_over, rejected, duplicates, warnings, blank_lines, waiting, .. } = self;
        [read, accepted, passed_over, rejected, duplicates, warnings, blank_lines, waiting]
    }

    /// Of the records that were passed over: what they were, as in `trigger A31`, and how many.
    pub fn passed_over_by_kind(&self) -> impl Iterator<Item = (&str, u32)> {
        self.counts.iter().filter_map(move |(name, count)| Some((name.strip_prefix(PASSED_OVER)?, *count)))
    }

    /// The records read and what became of them, in words; what was passed over only where something was.
    pub fn sum(&self) -> String {
        let passed_over = in_words(self.passed_over.into());
        let Self { read, accepted, rejected, duplicates, .. } = self;
        format!("read {read} = accepted {accepted}{passed_over} + rejected {rejected} + duplicates {duplicates}")
    }

    /// Records that were rejected by what stands in them.
    pub fn faulty(&self) -> u32 {
        self.rejected.saturating_sub(self.waiting)
    }
}

/// ` + passed over 3`; nothing where nothing was.
pub fn in_words(passed_over: u64) -> String {
    if passed_over == 0 { String::new() } else { format!(" + passed over {passed_over}") }
}

/// How many records a delivery brought, beside those before it from the same sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// The source of the project.
    pub sender: String,
    /// The file, as the user knows it.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Records read.
    pub records: u64,
    /// How many deliveries before it were looked at, twelve at most.
    pub before: usize,
    /// Twice the median of their records; nothing with fewer than three.
    pub doubled_median: Option<u64>,
    /// Whether it is among the sender's latest and has less than half or more than twice the median.
    pub is_alarm: bool,
    /// Where it is among the sender's latest and a far smaller share of it was readable than of the delivery before it:
    /// both shares in percent, before and now.
    pub share_fell: Option<(u64, u64)>,
    /// The note with which the user acknowledged it; nothing if it is not acknowledged.
    pub acknowledged: Option<String>,
}

impl Volume {
    /// Whether it is odd in one way or the other.
    pub fn is_odd(&self) -> bool {
        self.is_alarm || self.share_fell.is_some()
    }

    /// Whether it is odd and not acknowledged.
    pub fn is_open(&self) -> bool {
        self.is_odd() && self.acknowledged.is_none()
    }

    /// The median in words, as in `12` or `12.5`.
    pub fn median(&self) -> Option<String> {
        let half = |doubled: u64| if doubled.is_multiple_of(2) { "" } else { ".5" };
        self.doubled_median.map(|doubled| format!("{}{}", doubled / 2, half(doubled)))
    }
}
