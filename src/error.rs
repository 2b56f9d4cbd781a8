//! The one error type: what went wrong, where, what happened to the data, what to do next, and the exit code.

mod excerpt;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::visible::file_name;

pub use excerpt::hint_of_toml;

/// The exit codes of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Done with rejected records or an alarm.
    Alarm = 1,
    /// Wrong arguments.
    Usage = 2,
    /// Input refused, a total that does not reconcile, or damaged stored data.
    Data = 65,
    /// A declared input is missing.
    NoInput = 66,
    /// Our bug.
    Bug = 70,
    /// An output cannot be created.
    CannotCreate = 73,
    /// Disk or I/O error.
    Io = 74,
    /// Another run holds the lock, or the clock went back: later it may work.
    Busy = 75,
    /// A folder or key that is open to others.
    Open = 77,
    /// Project or regime file wrong.
    Config = 78,
}

/// A place in a file, as a text editor counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The file, spelt as the user spelt it; shown without what could be an NHS number.
    #[serde(serialize_with = "shown_name")]
    pub file: PathBuf,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

impl Position {
    /// A whole file.
    pub fn file(file: &Path) -> Self {
        Self { file: file.to_owned(), line: None, column: None }
    }

    /// The place of a byte in a text.
    pub fn in_text(file: &Path, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            file: file.to_owned(),
            line: Some(before.matches('\n').count() + 1),
            column: Some(before[line_start..].chars().count() + 1),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", file_name(&self.file))?;
        if let Some(line) = self.line {
            write!(f, " line {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

fn shown_name<S: serde::Serializer>(file: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&file_name(file))
}

/// What went wrong. Every error that reaches the user is one of these.
#[derive(Debug)]
pub struct Error(Box<ErrorFields>);

#[derive(Debug, Serialize)]
struct ErrorFields {
    code: &'static str,
    #[serde(serialize_with = "exit_number")]
    exit: Exit,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// The line that is wrong, with the words underlined: for people, who see no columns.
    #[serde(skip)]
    excerpt: Option<String>,
    effect: String,
    hint: String,
    /// What else went wrong beside it, in other files of the same command.
    #[serde(skip)]
    further: Vec<Error>,
}

fn exit_number<S: serde::Serializer>(exit: &Exit, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(*exit as u8)
}

/// A result with the one error type.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What all of them gave, or one error that reports every one that failed.
///
/// # Errors
/// As [`Error::several`].
pub fn every<T>(results: impl IntoIterator<Item = Result<T>>) -> Result<Vec<T>> {
    let (mut whole, mut errors) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => whole.push(value),
            Err(error) => errors.push(error),
        }
    }
    Error::several(errors).map_or(Ok(whole), Err)
}

/// The text of a file of settings: a project, a law, a profile.
///
/// # Errors
/// 78 with line and column where it is not UTF-8.
pub fn settings_text(code: &'static str, path: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        Error::new(code, Exit::Config, format!("byte 0x{:02X} is not UTF-8", error.as_bytes()[valid]))
            .at(Position::in_text(path, &text, valid))
            .effect("nothing was read or changed")
            .hint("save the file as UTF-8")
    })
}

impl Error {
    /// An error with a stable code (`F_…` a file, `C_…` project or regime, `S_…` the store, `X_…` the rest), the exit
    /// code that goes with it, and what went wrong.
    pub fn new(code: &'static str, exit: Exit, what: impl Into<String>) -> Self {
        Self(Box::new(ErrorFields {
            code,
            exit,
            what: what.into(),
            position: None,
            excerpt: None,
            effect: String::new(),
            hint: String::new(),
            further: Vec::new(),
        }))
    }

    /// One error of several, of which all are reported: input that is refused comes first and gives the exit code, the others
    /// keep their order. Nothing if there is none.
    pub fn several(mut errors: Vec<Self>) -> Option<Self> {
        let first = errors.iter().position(|error| error.exit() == Exit::Data).unwrap_or(0);
        let mut first = (first < errors.len()).then(|| errors.remove(first))?;
        for mut error in errors {
            let further = std::mem::take(&mut error.0.further);
            first.0.further.push(error);
            first.0.further.extend(further);
        }
        Some(first)
    }

    /// Where.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.0.position = Some(position);
        self
    }

    /// Where in a file of settings; its line is shown, with the word at the byte underlined.
    #[must_use]
    pub fn in_settings(self, file: &Path, text: &str, byte: usize) -> Self {
        self.at(Position::in_text(file, text, byte)).underlined(text, byte)
    }

    /// The same of a text that is no file: a question in SQL.
    #[must_use]
    pub fn underlined(mut self, text: &str, byte: usize) -> Self {
        self.0.excerpt = excerpt::excerpt(text, byte);
        self
    }

    /// What happened to the data.
    #[must_use]
    pub fn effect(mut self, effect: impl Into<String>) -> Self {
        self.0.effect = effect.into();
        self
    }

    /// The same with something else before what happened to the data.
    #[must_use]
    pub fn before_the_effect(mut self, before: impl fmt::Display) -> Self {
        self.0.effect = format!("{before}; {}", self.0.effect);
        self
    }

    /// The same with other words for a part of what happened to the data.
    #[must_use]
    pub fn in_the_effect(mut self, part: &str, instead: &str) -> Self {
        self.0.effect = self.0.effect.replacen(part, instead, 1);
        self
    }

    /// What to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = hint.into();
        self
    }

    /// An assumption of ours that does not hold.
    pub fn bug(what: impl Into<String>) -> Self {
        Self::new("X_BUG", Exit::Bug, what)
            .effect("nothing was published; the last good month stays")
            .hint("this is our bug: please report it with the version and the command")
    }

    /// An operation on a file that the system refused.
    pub fn io(action: &str, path: &Path, source: &std::io::Error) -> Self {
        let (exit, hint) = match source.kind() {
            std::io::ErrorKind::NotFound => (Exit::NoInput, "look at the name, and at the folder that it counts from"),
            std::io::ErrorKind::AlreadyExists => (Exit::CannotCreate, "move what lies there out of the way"),
            std::io::ErrorKind::PermissionDenied => (Exit::Io, "look at who may read and write it (`ls -l`)"),
            _ => (Exit::Io, "look at the disk (`dmesg`, `df`)"),
        };
        Self::new("X_IO", exit, format!("cannot {action}: {source}"))
            .at(Position::file(path))
            .effect("nothing was published; the last good month stays")
            .hint(hint)
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The exit code.
    pub fn exit(&self) -> Exit {
        self.0.exit
    }

    /// The same, and all that is reported with it, with files under the names that `name` gives them.
    #[must_use]
    pub fn with_files_named(mut self, name: &dyn Fn(&Path) -> Option<PathBuf>) -> Self {
        if let Some(position) = &mut self.0.position {
            position.file = name(&position.file).unwrap_or_else(|| std::mem::take(&mut position.file));
        }
        let further = std::mem::take(&mut self.0.further);
        self.0.further = further.into_iter().map(|error| error.with_files_named(name)).collect();
        self
    }

    /// What went wrong, in one sentence.
    pub fn what(&self) -> &str {
        &self.0.what
    }

    /// The file that it is about.
    pub fn file(&self) -> Option<&Path> {
        self.0.position.as_ref().map(|position| position.file.as_path())
    }

    /// What to do next; empty if unknown.
    pub fn advice(&self) -> &str {
        &self.0.hint
    }

    /// The fields as JSON, for `--json`: under `error`, and what went wrong beside it under `further`.
    pub fn to_json(&self) -> serde_json::Value {
        let further: Vec<&ErrorFields> = self.0.further.iter().map(|error| &*error.0).collect();
        if further.is_empty() {
            return serde_json::json!({ "error": self.0 });
        }
        serde_json::json!({ "error": self.0, "further": further })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ErrorFields { code, what, position, excerpt, effect, hint, further, .. } = &*self.0;
        write!(f, "error[{code}]: {what}")?;
        if let Some(position) = position {
            write!(f, " in {position}")?;
        }
        if let Some(excerpt) = excerpt {
            write!(f, "\n{excerpt}")?;
        }
        if !effect.is_empty() {
            write!(f, "\n  {effect}")?;
        }
        if !hint.is_empty() {
            write!(f, "\nhint: {hint}")?;
        }
        for error in further {
            write!(f, "\n{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
