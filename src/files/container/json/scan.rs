//! One JSON value after the other, as RFC 8259 has them: linear, without recursion, numbers kept as they are written.

use std::borrow::Cow;

use crate::files::container::limits::{CHARACTERS, COLUMNS, DEPTH};

/// A plain value of an object.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonValue<'j> {
    /// A text.
    Text(Cow<'j, str>),
    /// A number, as written.
    Number(&'j str),
    /// `true` or `false`.
    Word(&'static str),
    /// `null`.
    Null,
    /// An array or an object, passed over.
    Nested,
}

/// What is wrong, and where; the rest can still be read.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonIssue {
    /// Its code, `R_…`.
    pub code: &'static str,
    /// The offset of the byte.
    pub at: usize,
    /// What is wrong.
    pub what: String,
    /// In the value of which member, from 0, if in one.
    pub member: Option<usize>,
}

/// From here on nothing can be read: where, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// The offset of the byte.
    pub at: usize,
    /// Found and wanted.
    pub what: String,
}

/// The members of an object, in their order; of one with more than a table has columns, the first ones.
pub type Members<'j> = Vec<(Cow<'j, str>, JsonValue<'j>)>;

/// Reads values from some bytes.
pub struct JsonScanner<'j> {
    bytes: &'j [u8],
    /// The offset of the next byte.
    pub at: usize,
    /// The first flaw since it was last taken.
    pub issue: Option<JsonIssue>,
    /// In how many arrays and objects the next value stands that are read and not passed over.
    pub inside: usize,
    member: Option<usize>,
}

impl<'j> JsonScanner<'j> {
    /// From the start of some bytes.
    pub fn new(bytes: &'j [u8]) -> Self {
        Self { bytes, at: 0, issue: None, inside: 0, member: None }
    }

    /// The next byte behind white space.
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// Passes over one byte behind white space.
    pub fn expect(&mut self, wanted: u8) -> Result<(), Broken> {
        if self.peek() == Some(wanted) {
            self.at += 1;
            return Ok(());
        }
        Err(self.broken(&format!("wanted `{}`", wanted as char)))
    }

    /// Why nothing can be read from here.
    pub fn broken(&self, wanted: &str) -> Broken {
        let found = match self.bytes.get(self.at) {
            None => "it ends here".to_owned(),
            Some(byte) if byte.is_ascii_graphic() => format!("found `{}`", *byte as char),
            Some(byte) => format!("found the byte 0x{byte:02X}"),
        };
        Broken { at: self.at, what: format!("{found}, {wanted}") }
    }

    fn flawed(&mut self, code: &'static str, at: usize, what: &str) {
        let member = self.member;
        self.issue.get_or_insert_with(|| JsonIssue { code, at, what: what.to_owned(), member });
    }

    /// An object with plain values.
    pub fn object(&mut self) -> Result<Members<'j>, Broken> {
        self.inside += 1;
        let members = self.members();
        self.inside -= 1;
        members
    }

    fn members(&mut self) -> Result<Members<'j>, Broken> {
        self.expect(b'{')?;
        let mut members = Vec::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(members);
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.broken("wanted a name in double quotes"));
            }
            let at = self.at;
            let name = self.string()?;
            self.expect(b':')?;
            self.member = Some(members.len());
            let value = self.value()?;
            self.member = None;
            if members.len() < COLUMNS {
                members.push((name, value));
            } else {
                self.flawed("R_JSON", at, "more members than a table has columns");
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break self.at += 1,
                _ => return Err(self.broken("wanted `,` or `}`")),
            }
        }
        Ok(members)
    }

    /// Any value; of one that holds others only that it is one.
    pub fn value(&mut self) -> Result<JsonValue<'j>, Broken> {
        match self.peek() {
            Some(b'"') => {
                let at = self.at;
                let text = self.string()?;
                if text.len() <= CHARACTERS || text.chars().nth(CHARACTERS).is_none() {
                    return Ok(JsonValue::Text(text));
                }
                let what =
                    format!("found {} characters in one value, at most {CHARACTERS} are wanted", text.chars().count());
                self.flawed("R_TOO_LONG", at, &what);
                Ok(JsonValue::Text(Cow::Borrowed("")))
            }
            Some(b'-' | b'0'..=b'9') => self.number().map(JsonValue::Number),
            Some(b'{' | b'[') => self.pass_over().map(|()| JsonValue::Nested),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<JsonValue<'j>, Broken> {
        let words = [("true", JsonValue::Word("true")), ("false", JsonValue::Word("false")), ("null", JsonValue::Null)];
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let found = words.into_iter().find(|(word, _)| rest.starts_with(word.as_bytes()));
        let (word, value) = found.ok_or_else(|| self.broken("wanted a value"))?;
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<&'j str, Broken> {
        let start = self.at;
        self.at += usize::from(self.bytes[self.at] == b'-');
        self.digits()?;
        let whole = &self.bytes[start..self.at];
        let whole = whole.strip_prefix(b"-").unwrap_or(whole);
        if whole.len() > 1 && whole[0] == b'0' {
            self.at = start;
            return Err(self.broken("wanted a number without zeros in front"));
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        let text = str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        if text.len() > CHARACTERS {
            self.flawed("R_TOO_LONG", start, "a number of more characters than a cell can hold");
            return Ok("");
        }
        Ok(text)
    }

    fn digits(&mut self) -> Result<(), Broken> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(self.broken("wanted a digit"));
        }
        self.at += count;
        Ok(())
    }

    /// A text in double quotes. What no text may hold is a flaw; only a missing end breaks.
    fn string(&mut self) -> Result<Cow<'j, str>, Broken> {
        let start = self.at + 1;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
        if let Some(length) = plain.filter(|length| rest[*length] == b'"') {
            self.at = start + length + 1;
            return Ok(self.utf8(&rest[..length], start));
        }
        self.escaped(start)
    }

    fn utf8<'t>(&mut self, bytes: &'t [u8], at: usize) -> Cow<'t, str> {
        if let Err(error) = std::str::from_utf8(bytes) {
            let byte = bytes[error.valid_up_to()];
            self.flawed("R_ENCODING", at + error.valid_up_to(), &format!("byte 0x{byte:02X} is not UTF-8"));
        }
        String::from_utf8_lossy(bytes)
    }

    fn escaped(&mut self, start: usize) -> Result<Cow<'j, str>, Broken> {
        let mut text: Vec<u8> = Vec::new();
        self.at = start;
        loop {
            match self.bytes.get(self.at) {
                None => return Err(self.broken("and a text is not closed")),
                Some(b'"') => break self.at += 1,
                Some(b'\\') => {
                    let character = self.escape();
                    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                Some(byte) => {
                    if *byte < 0x20 {
                        let what = format!("a text holds the control character U+{byte:04X} as it is, not escaped");
                        self.flawed("R_JSON", self.at, &what);
                    }
                    text.push(*byte);
                    self.at += 1;
                }
            }
        }
        Ok(Cow::Owned(self.utf8(&text, start).into_owned()))
    }

    /// A backslash and what it stands for.
    fn escape(&mut self) -> char {
        let start = self.at;
        let letter = self.bytes.get(start + 1).copied().unwrap_or_default();
        self.at = (start + 2).min(self.bytes.len());
        match letter {
            b'"' | b'\\' | b'/' => letter as char,
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_point(start),
            _ => {
                // Only the backslash is passed over: what follows may be the closing quote.
                self.at = start + 1;
                self.flawed("R_JSON", start, "a backslash before a character that is not escaped so");
                char::REPLACEMENT_CHARACTER
            }
        }
    }

    fn code_point(&mut self, start: usize) -> char {
        let unit = |scanner: &Self, at: usize| {
            let digits = scanner.bytes.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
            u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
        };
        let Some(first) = unit(self, self.at) else {
            self.flawed("R_JSON", start, "`\\u` without four hexadecimal digits");
            return char::REPLACEMENT_CHARACTER;
        };
        self.at += 4;
        let is_pair = self.bytes.get(self.at..self.at + 2) == Some(br"\u");
        let second = if is_pair { unit(self, self.at + 2) } else { None };
        let mut units = char::decode_utf16(std::iter::once(first).chain(second));
        match units.next() {
            Some(Ok(character)) => {
                self.at += if character.len_utf16() == 2 { 6 } else { 0 };
                character
            }
            _ => {
                let what = format!("`\\u{first:04x}` is half of a character without the other half");
                self.flawed("R_ENCODING", start, &what);
                char::REPLACEMENT_CHARACTER
            }
        }
    }

    /// Passes over an array or object.
    fn pass_over(&mut self) -> Result<(), Broken> {
        // The closing bracket of each level, and whether a comma or the end must follow.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    if self.inside + open.len() == DEPTH {
                        return Err(self.broken(&format!("values within values more than {DEPTH} deep")));
                    }
                    self.at += 1;
                    open.push(bracket + 2);
                    if self.peek() == open.last().copied() {
                        self.at += 1;
                        open.pop();
                    } else {
                        self.name_in(open.last())?;
                        continue;
                    }
                }
                Some(b'"') => drop(self.string()?),
                Some(b'-' | b'0'..=b'9') => drop(self.number()?),
                _ => drop(self.word()?),
            }
            // A value is complete: close what it completes.
            loop {
                let Some(close) = open.last().copied() else { return Ok(()) };
                match self.peek() {
                    Some(byte) if byte == close => {
                        self.at += 1;
                        open.pop();
                    }
                    Some(b',') => {
                        self.at += 1;
                        break self.name_in(Some(&close))?;
                    }
                    _ => return Err(self.broken(&format!("wanted `,` or `{}`", close as char))),
                }
            }
        }
    }

    /// In an object, the name and the colon before the next value.
    fn name_in(&mut self, close: Option<&u8>) -> Result<(), Broken> {
        if close != Some(&b'}') {
            return Ok(());
        }
        if self.peek() != Some(b'"') {
            return Err(self.broken("wanted a name in double quotes"));
        }
        self.string()?;
        self.expect(b':')
    }
}
