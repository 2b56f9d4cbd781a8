//! Data goes to stdout, messages go to stderr.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write, stderr};

use crate::cli::{Cli, ColorChoice};
use crate::domain::Month;
use crate::error::{Error, Exit, Result};

/// Where a command puts what it has to say.
#[derive(Debug)]
pub(crate) struct Out {
    /// Whether a program reads it: then stdout has one document and nothing else.
    pub json: bool,
    voice: Voice,
    has_colours: bool,
    reader_left: bool,
    has_document: bool,
    month: Option<Month>,
    did: String,
    hashes: BTreeMap<String, String>,
}

/// How much is said beside the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// Errors.
    Quiet,
    /// What people want to know.
    Usual,
    /// What is read, too.
    Verbose,
}

impl Out {
    /// As the command line asks.
    pub fn of(cli: &Cli) -> Self {
        let voice = match (cli.quiet, cli.verbose) {
            (true, _) => Voice::Quiet,
            (_, true) => Voice::Verbose,
            _ => Voice::Usual,
        };
        Self { voice, has_colours: !cli.json && has_colours(cli.color), ..Self::new(cli.json) }
    }

    pub fn new(json: bool) -> Self {
        let (voice, has_colours) = (Voice::Usual, false);
        Self {
            json,
            voice,
            has_colours,
            reader_left: false,
            has_document: false,
            month: None,
            did: String::new(),
            hashes: BTreeMap::new(),
        }
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

    /// One line of a screen that sums up what a command did: no data that was asked for.
    ///
    /// # Errors
    /// As [`Out::data`].
    pub fn screen(&mut self, line: impl Display) -> Result<()> {
        if self.voice == Voice::Quiet { Ok(()) } else { self.data(line) }
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
            return self.say(error);
        }
        let document = error.to_json();
        self.say(&document);
        if !self.has_document {
            // A closed output does not change the exit code.
            let _ = self.value(&document);
        }
    }

    /// One line of talk, for people.
    pub fn talk(&self, line: impl Display) {
        if self.voice != Voice::Quiet {
            self.say(line);
        }
    }

    /// One line of talk for who asked to know more.
    pub fn detail(&self, line: impl Display) {
        if self.is_verbose() {
            self.say(line);
        }
    }

    /// Whether [`Out::detail`] says anything.
    pub fn is_verbose(&self) -> bool {
        self.voice == Voice::Verbose
    }

    /// Whether the progress of a stage may be shown.
    pub fn shows_progress(&self) -> bool {
        self.voice != Voice::Quiet && stderr().is_terminal()
    }

    fn say(&self, line: impl Display) {
        let text = line.to_string();
        let text = if self.has_colours { coloured(&text) } else { text };
        // A closed output does not stop the command.
        let _ = writeln!(stderr(), "{text}");
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

/// Whether the terminal has colours and is to show them.
fn has_colours(choice: ColorChoice) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let is_dumb = std::env::var_os("TERM").is_none_or(|terminal| terminal == "dumb");
            stderr().is_terminal() && !is_dumb && !is_set("NO_COLOR")
        }
    }
}

/// The words with which lines of errors and warnings begin, in red and yellow.
fn coloured(text: &str) -> String {
    let line = |line: &str| {
        let colours = [("error", "31"), ("warning", "33")];
        let begins = colours.iter().find_map(|(word, colour)| Some((word, colour, line.strip_prefix(word)?)));
        match begins.filter(|(.., rest)| rest.starts_with([':', '['])) {
            Some((word, colour, rest)) => format!("\x1b[1;{colour}m{word}\x1b[0m{rest}"),
            None => line.to_owned(),
        }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
