//! What all files give while they are read.

use super::part::Remarked;
use super::places::{self, Log};
use super::table::Table;
use crate::intake::findings::record_audit::RecordAudit;

/// What all files give.
#[derive(Debug)]
pub struct Gathered {
    /// Their rows.
    pub table: Table,
    /// Where rows came from.
    pub log: Log,
    /// Rows of which there is something to say if they are taken.
    pub remarked: Vec<Remarked>,
    /// What was counted and found.
    pub audit: RecordAudit,
}

/// How far the gathering had come.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    log: places::Mark,
    rows: usize,
    pseudonyms: usize,
    remarked: usize,
    findings: usize,
}

impl Gathered {
    /// How far it has come.
    pub fn mark(&self) -> Mark {
        let Self { table, log, remarked, audit } = self;
        let (rows, pseudonyms) = (table.len(), table.pseudonyms.len());
        Mark { log: log.mark(), rows, pseudonyms, remarked: remarked.len(), findings: audit.found() }
    }

    /// Forgets what came after, which was of one delivery.
    pub fn back_to(&mut self, mark: Mark, number: usize) {
        self.table.truncate(mark.rows, mark.pseudonyms);
        self.log.back_to(mark.log);
        self.remarked.truncate(mark.remarked);
        self.audit.forget(number, mark.findings);
    }
}
