//! Whether the lines of the audit log follow one another, and where they do not.

use std::collections::BTreeMap;

use super::line::{AuditLine, hash};

/// The log, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditChain {
    /// How many lines there are.
    pub lines: usize,
    /// Whether its first line begins the log of a store that was there before.
    pub is_later: bool,
    /// The SHA-256 of each line, by its number.
    pub hashes: BTreeMap<u64, String>,
    /// The last line that there is, or that is only in `audit.head` yet.
    pub last: Option<AuditLine>,
    /// Its SHA-256; empty where there is none.
    pub last_sha256: String,
    /// When the last command ended that did what it was asked; nothing where none did.
    pub last_done: Option<String>,
    /// Where something is missing or is not as it was written.
    pub gaps: Vec<AuditGap>,
    /// The line that is in `audit.head` and not, or not whole, in `audit.log`: a command was stopped while it added it, or it
    /// was cut.
    pub pending: Option<Vec<u8>>,
    /// How many bytes of `audit.log` are whole lines.
    pub whole: u64,
}

/// Something is missing, or is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditGap {
    /// The line of `audit.log`, from 1, at which it shows.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// A line as it stands, and what it says.
struct Read<'t> {
    text: &'t [u8],
    line: AuditLine,
}

impl AuditChain {
    /// Checks `audit.log` and `audit.head`. Of a log of which the beginning is left out, so many bytes, the first line that
    /// there is is not held against the one before it.
    pub(super) fn of((left_out, log): (u64, &[u8]), head: Option<&[u8]>) -> Self {
        let whole = log.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let (lines, torn) = log.split_at(whole);
        let mut chain = Self { whole: left_out + whole as u64, ..Self::default() };
        let mut before: Option<Read<'_>> = None;
        for text in lines.split_inclusive(|byte| *byte == b'\n') {
            chain.lines += 1;
            let text = &text[..text.len() - 1];
            let Some(line) = AuditLine::read(text) else {
                chain.gap(chain.lines, "it is no line of the log: it was changed or put in".to_owned());
                continue;
            };
            if left_out > 0 && before.is_none() && chain.gaps.is_empty() {
                chain.lines = line.n as usize;
            } else if let Some(what) = broken(before.as_ref(), &line) {
                chain.gap(chain.lines, what);
            }
            chain.is_later |= before.is_none() && !line.store_before.is_empty();
            chain.hashes.insert(line.n, hash(text));
            chain.note_done(&line);
            before = Some(Read { text, line });
        }
        chain.check_head(before.as_ref(), head, torn);
        if chain.last.is_none() {
            chain.last_sha256 = before.as_ref().map_or_else(String::new, |last| hash(last.text));
            chain.last = before.map(|last| last.line);
        }
        chain
    }

    fn note_done(&mut self, line: &AuditLine) {
        if line.exit <= 1 {
            self.last_done = Some(line.ended.clone());
        }
    }

    fn gap(&mut self, line: usize, what: String) {
        self.gaps.push(AuditGap { line, what });
    }

    /// Holds the end of the log against the copy of its last line.
    fn check_head(&mut self, last: Option<&Read<'_>>, head: Option<&[u8]>, torn: &[u8]) {
        let (end, of_last) = (self.lines, last.map_or(0, |last| last.line.n));
        let Some(text) = head else {
            if self.lines > 0 || !torn.is_empty() {
                self.gap(end.max(1), "audit.head, which has the last line once more, is missing".to_owned());
            }
            return;
        };
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let Some(head) = AuditLine::read(text) else {
            return self.gap(end.max(1), "audit.head is no line of the log".to_owned());
        };
        let follows = head.n == of_last + 1 && head.before == last.map_or_else(String::new, |last| hash(last.text));
        if follows && text.starts_with(torn) && self.gaps.is_empty() {
            self.pending = Some(text.to_vec());
            self.hashes.insert(head.n, hash(text));
            self.note_done(&head);
            (self.last_sha256, self.last) = (hash(text), Some(head));
        } else if head.n > of_last {
            self.gap(end + 1, format!("{} missing at its end", lines_from_to(of_last + 1, head.n)));
        } else if head.n < of_last {
            self.gap(end, format!("the last line by audit.head is {}: what follows it was put in", head.n));
        } else if last.is_none_or(|last| last.text != text) {
            self.gap(end.max(1), "the last line is not the one of audit.head: one of them was changed".to_owned());
        } else if !torn.is_empty() {
            self.gap(end + 1, "it has no end: something was put in behind the last line".to_owned());
        }
    }
}

/// Why a line does not follow the one before.
fn broken(before: Option<&Read<'_>>, line: &AuditLine) -> Option<String> {
    let (number, wanted) = (line.n, before.map_or(0, |before| before.line.n) + 1);
    if number > wanted {
        return Some(format!("{} missing before it", lines_from_to(wanted, number - 1)));
    }
    if number < wanted {
        return Some(format!("it has the number {number} where {wanted} is wanted: it was moved here or put in"));
    }
    if line.before == before.map_or_else(String::new, |before| hash(before.text)) {
        return None;
    }
    Some(match before {
        Some(_) => "it does not fit the line before it: one of the two was changed or put in".to_owned(),
        None => "it is called the first, and holds the hash of another before it".to_owned(),
    })
}

fn lines_from_to(first: u64, last: u64) -> String {
    if first == last { format!("line {first} is") } else { format!("lines {first} to {last} are") }
}
