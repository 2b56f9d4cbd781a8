//! Data goes to stdout, messages go to stderr.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{ErrorKind, Write};

use crate::domain::Month;
use crate::error::{Error, Exit, Result};

/// Where a command puts what it has to say.
#[derive(Debug)]
pub(crate) struct Out {
    /// Whether a program reads it: then stdout has one document and nothing else.
    pub json: bool,
    reader_left: bool,
    has_document: bool,
    month: Option<Month>,
    did: String,
    hashes: BTreeMap<String, String>,
}

impl Out {
    pub fn new(json: bool) -> Self {
        Self { json, reader_left: false, has_document: false, month: None, did: String::new(), hashes: BTreeMap::new() }
    }

    /// The month that the command is about, for the audit log.
    pub fn of_month(&mut self, month: Month) {
        self.month = Some(month);
    }

    /// What the command changed, for the audit log: no name and no id of anybody, and no file of a sender.
    pub fn changed(&mut self, what: impl Into<String>) {
        self.did = what.into();
    }

    /// As [`Out::of_month`] has it.
    pub fn month(&self) -> Option<Month> {
        self.month
    }

    /// As [`Out::changed`] has it.
    pub fn did(&self) -> &str {
        &self.did
    }

    /// The hashes of what was removed from and closed, before and after, for the audit log.
    pub fn replaced(&mut self, hashes: BTreeMap<String, String>) {
        self.hashes = hashes;
    }

    /// As [`Out::replaced`] has it.
    pub fn hashes(&self) -> BTreeMap<String, String> {
        self.hashes.clone()
    }

    /// One line of data.
    ///
    /// # Errors
    /// 74: stdout does not take it. A reader that left early is no error in the end.
    pub fn data(&mut self, line: impl Display) -> Result<()> {
        let written = writeln!(std::io::stdout(), "{line}");
        self.noted(written)
    }

    /// Bytes of data as they are.
    ///
    /// # Errors
    /// As [`Out::data`].
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        let written = std::io::stdout().write_all(bytes);
        self.noted(written)
    }

    /// A value as JSON: the one document of a command.
    ///
    /// # Errors
    /// As [`Out::data`].
    pub fn value(&mut self, value: &impl serde::Serialize) -> Result<()> {
        let bytes = crate::report::json::pretty(value)?;
        self.has_document = true;
        self.bytes(&bytes)
    }

    /// An error: for people on stderr. For a program too, and on stdout where the command has given no document yet.
    pub fn fail(&mut self, error: &Error) {
        if !self.json {
            return self.talk(error);
        }
        let document = error.to_json();
        self.talk(&document);
        if !self.has_document {
            // A closed output does not change the exit code.
            let _ = self.value(&document);
        }
    }

    /// One line of talk, for people.
    pub fn talk(&self, line: impl Display) {
        // A closed output does not stop the command.
        let _ = writeln!(std::io::stderr(), "{line}");
    }

    /// Whether whoever read stdout has left.
    pub fn reader_left(&self) -> bool {
        self.reader_left
    }

    /// Makes sure that stdout has everything.
    ///
    /// # Errors
    /// As [`Out::data`].
    pub fn finish(&mut self) -> Result<()> {
        let flushed = std::io::stdout().flush();
        self.noted(flushed)
    }

    fn noted(&mut self, written: std::io::Result<()>) -> Result<()> {
        written.map_err(|source| {
            self.reader_left = source.kind() == ErrorKind::BrokenPipe;
            Error::new("X_STDOUT", Exit::Io, format!("stdout does not take the output: {source}"))
        })
    }
}
