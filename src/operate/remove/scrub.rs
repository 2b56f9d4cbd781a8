//! The names and numbers of those who are removed, taken out of any file: text, pages, workbooks and archives.

use std::collections::{BTreeSet, HashSet};
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use flate2::read::MultiGzDecoder;
use flate2::{Compression, write::GzEncoder};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::markup::{is_in, no_text_in_page, text_in_sheet};
use super::words::Words;
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{NhsNumber, NumberScheme, PersonKey};
use crate::error::{Error, Exit, Position, Result};
use crate::files::container::FileKind;

/// The file of a month that lists rejected records.
pub(super) const REJECTS: &str = "rejects.csv";
/// What stands in place of a number.
const NUMBER: &str = "removed";

/// What is looked for.
pub(super) struct Scrub {
    /// Names of stays, hashes of files that are others now, and what was said of removed records.
    pub words: Words,
    /// Of the names of stays those that are hardly anything else.
    pub rare: Words,
    /// The persons by their pseudonyms.
    pub persons: BTreeSet<PersonKey>,
    pub pseudonyms: Pseudonyms,
    /// Whose numbers stand in the files; nothing for NHS numbers.
    pub scheme: Option<NumberScheme>,
    /// The stays.
    pub stays: HashSet<Box<str>>,
    /// Records that were removed, by the name of the delivery and their number.
    pub records: HashSet<(String, u32)>,
    /// The line that a page gets.
    pub line: String,
}

impl Scrub {
    /// Where names and numbers stand in a text, in order, each with what takes its place.
    pub fn find<'s>(&'s self, text: &[u8]) -> Vec<(Range<usize>, &'s str)> {
        self.with_numbers(self.words.find(text), text)
    }

    /// The same in what a sender wrote, where a short name may be something else.
    pub fn find_rare<'s>(&'s self, text: &[u8]) -> Vec<(Range<usize>, &'s str)> {
        self.with_numbers(self.rare.find(text), text)
    }

    fn with_numbers<'s>(
        &'s self,
        mut found: Vec<(Range<usize>, &'s str)>,
        text: &[u8],
    ) -> Vec<(Range<usize>, &'s str)> {
        if !self.persons.is_empty() {
            let numbers: Vec<(Range<usize>, PersonKey)> = match self.scheme {
                None => numbers(text).into_iter().map(|(at, number)| (at, self.pseudonyms.person(&number))).collect(),
                Some(scheme) => {
                    let of_country = scheme.found_in(text).into_iter();
                    of_country.map(|(at, number)| (at, self.pseudonyms.national(&number))).collect()
                }
            };
            let theirs = numbers.into_iter().filter(|(_, person)| self.persons.contains(person));
            found.extend(theirs.map(|(place, _)| (place, NUMBER)));
            found.extend(self.persons.iter().flat_map(|person| pseudonyms_in(text, person)));
            found.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
            let mut end = 0;
            found.retain(|(place, _)| {
                place.start >= end && {
                    end = place.end;
                    true
                }
            });
        }
        found
    }

    /// A text without them; nothing if there is none.
    pub fn text(&self, text: &[u8]) -> Option<Vec<u8>> {
        replaced(text, self.find(text))
    }

    /// A file without them, by its name and bytes; nothing if it has none.
    ///
    /// # Errors
    /// 65: it has some and is of a kind from which they cannot be taken, or its figures would be others.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<Option<Vec<u8>>> {
        match FileKind::of(bytes) {
            FileKind::Zip => self.archive(name, bytes),
            FileKind::Gzip => {
                let mut content = Vec::new();
                if MultiGzDecoder::new(bytes).read_to_end(&mut content).is_err() {
                    return self.unsearched(name, bytes);
                }
                let inner = name.strip_suffix(".gz").unwrap_or(name);
                Ok(self.file(inner, &content)?.map(|content| gzip(&content)))
            }
            FileKind::Compound | FileKind::Other(_) => self.unsearched(name, bytes),
            _ => self.plain(name, bytes),
        }
    }

    fn plain(&self, name: &str, bytes: &[u8]) -> Result<Option<Vec<u8>>> {
        let kept = if name.ends_with(REJECTS) { self.rejects(bytes) } else { None };
        let (bytes, is_other) = (kept.as_deref().unwrap_or(bytes), kept.is_some());
        let mut found = self.find(bytes);
        if name.ends_with(".html") {
            let hidden = no_text_in_page(bytes);
            found.retain(|(place, _)| !is_in(&hidden, place.start));
        }
        let Some(other) = replaced(bytes, found) else { return Ok(is_other.then(|| bytes.to_vec())) };
        if name.ends_with(".json") && !has_the_same_figures(bytes, &other) {
            return Err(cannot(name, "a name that is removed stands in it as a figure too"));
        }
        Ok(Some(if name.ends_with(".html") { self.with_line(other) } else { other }))
    }

    /// A page that says what was removed.
    fn with_line(&self, page: Vec<u8>) -> Vec<u8> {
        const END: &[u8] = b"</body>";
        let Some(end) = page.windows(END.len()).rposition(|bytes| bytes == END) else { return page };
        let line = format!("<p class=\"retention\">{}</p>\n", self.line);
        [&page[..end], line.as_bytes(), &page[end..]].concat()
    }

    /// The list of rejected records without those that were removed; nothing if it has none of them.
    fn rejects(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let is_kept = |line: &&[u8]| reject_of(line).is_none_or(|reject| !self.is_removed(&reject));
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let kept: Vec<&[u8]> = lines.iter().copied().filter(is_kept).collect();
        (kept.len() < lines.len()).then(|| kept.concat())
    }

    /// Whether a row of a list of rejected records is about who is removed.
    pub fn is_removed(&self, reject: &Reject) -> bool {
        self.stays.contains(reject.stay_id.as_str()) || self.records.contains(&(reject.file.clone(), reject.record))
    }

    /// Adds what was said of a removed record: its value can say something of the person.
    pub fn add_said(&mut self, code: &str, value: &str, message: &str) {
        if !value.trim_matches('*').is_empty() {
            self.words.replace(&format!("{code}: {value}"), &format!("{code}: {NUMBER}"));
            self.words.replace(&format!("`{value}`"), &format!("`{NUMBER}`"));
            self.words.replace(&format!("\"value\": \"{value}\""), "\"value\": \"\"");
        }
        if message.len() > 8 && message.bytes().any(|byte| byte.is_ascii_digit()) {
            self.words.replace(message, NUMBER);
        }
    }

    fn archive(&self, name: &str, bytes: &[u8]) -> Result<Option<Vec<u8>>> {
        let failed = |why: String| cannot(name, &why);
        let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return self.unsearched(name, bytes) };
        let (mut files, mut is_other) = (Vec::new(), false);
        for at in 0..archive.len() {
            let mut inner = archive.by_index(at).map_err(|error| failed(error.to_string()))?;
            let mut content = Vec::new();
            inner.read_to_end(&mut content).map_err(|error| failed(error.to_string()))?;
            let inner = inner.name().map_err(|error| failed(error.to_string()))?.into_owned();
            // The cells of a sheet have names of their own, as in `S1`.
            let other =
                if inner.starts_with("xl/worksheets/") { self.sheet(&content) } else { self.file(&inner, &content)? };
            let new_name = self.text(inner.as_bytes()).and_then(|name| String::from_utf8(name).ok());
            is_other |= other.is_some() || new_name.is_some();
            files.push((new_name.unwrap_or(inner), other.unwrap_or(content)));
        }
        if !is_other {
            return Ok(None);
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let options = options.compression_level(Some(6)).last_modified_time(DateTime::default());
        let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
        for (inner, content) in files {
            packed.start_file(&inner, options).map_err(|error| failed(error.to_string()))?;
            packed.write_all(&content).map_err(|error| failed(error.to_string()))?;
        }
        Ok(Some(packed.finish().map_err(|error| failed(error.to_string()))?.into_inner()))
    }

    /// A sheet of a workbook: what is text in it.
    fn sheet(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let (mut found, texts) = (self.find(bytes), text_in_sheet(bytes));
        found.retain(|(place, _)| is_in(&texts, place.start));
        replaced(bytes, found)
    }

    /// A file of a kind that is not read: refused if its bytes have a name as they stand.
    fn unsearched(&self, name: &str, bytes: &[u8]) -> Result<Option<Vec<u8>>> {
        match self.find(bytes).is_empty() {
            true => Ok(None),
            false => Err(cannot(name, "it is of a kind from which names cannot be taken")),
        }
    }
}

/// A text with other words in some places, which are in order; nothing if there are none.
pub(super) fn replaced(text: &[u8], found: Vec<(Range<usize>, &str)>) -> Option<Vec<u8>> {
    if found.is_empty() {
        return None;
    }
    let (mut other, mut copied) = (Vec::with_capacity(text.len()), 0);
    for (place, with) in found {
        other.extend_from_slice(&text[copied..place.start]);
        other.extend_from_slice(with.as_bytes());
        copied = place.end;
    }
    other.extend_from_slice(&text[copied..]);
    Some(other)
}

/// What a row of a list of rejected records says.
#[derive(Debug)]
pub(super) struct Reject {
    pub file: String,
    pub record: u32,
    pub code: String,
    pub value: String,
    pub message: String,
    pub stay_id: String,
}

/// The rows of a list of rejected records.
pub(super) fn rejects_in(bytes: &[u8]) -> impl Iterator<Item = Reject> {
    bytes.split_inclusive(|byte| *byte == b'\n').filter_map(reject_of)
}

fn reject_of(line: &[u8]) -> Option<Reject> {
    let row = csv::ReaderBuilder::new().has_headers(false).from_reader(line).into_records().next()?.ok()?;
    let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
    let record = row.get(1)?.parse().ok()?;
    Some(Reject { file: cell(0), record, code: cell(6), value: cell(7), message: cell(8), stay_id: cell(10) })
}

pub(super) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(content).and_then(|()| packed.finish()).expect("memory takes every byte")
}

/// What can be NHS numbers in a text: ten digits, with a space or a hyphen between groups or without, right to the check digit.
fn numbers(text: &[u8]) -> Vec<(Range<usize>, NhsNumber)> {
    let mut found = Vec::new();
    for start in 0..text.len() {
        if !text[start].is_ascii_digit() || (start > 0 && text[start - 1].is_ascii_digit()) {
            continue;
        }
        let (mut at, mut digits) = (start, 0);
        while digits < 10 {
            match text.get(at) {
                Some(byte) if byte.is_ascii_digit() => digits += 1,
                Some(b' ' | b'-') if text.get(at + 1).is_some_and(u8::is_ascii_digit) => {}
                _ => break,
            }
            at += 1;
        }
        let is_bounded = !text.get(at).is_some_and(u8::is_ascii_digit);
        if digits == 10
            && is_bounded
            && let Ok(number) =
                std::str::from_utf8(&text[start..at]).map_or(Err(()), |word| NhsNumber::parse(word).map_err(drop))
        {
            found.push((start..at, number));
        }
    }
    found
}

/// Where a pseudonym stands in a text.
fn pseudonyms_in<'s>(text: &[u8], person: &PersonKey) -> Vec<(Range<usize>, &'s str)> {
    let word = person.0.as_bytes();
    let places = text.windows(word.len().max(1)).enumerate().filter(|(_, bytes)| *bytes == word);
    places.map(|(at, _)| (at..at + word.len(), NUMBER)).collect()
}

/// Whether two versions of a JSON file have the same figures in the same order.
fn has_the_same_figures(before: &[u8], after: &[u8]) -> bool {
    let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).ok();
    let (Some(before), Some(after)) = (read(before), read(after)) else {
        return read(before).is_none();
    };
    figures(&before) == figures(&after)
}

fn figures(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Number(number) => vec![number.to_string()],
        serde_json::Value::Array(values) => values.iter().flat_map(figures).collect(),
        // Names can be keys, which are in order.
        serde_json::Value::Object(values) => {
            let mut all: Vec<String> = values.values().flat_map(figures).collect();
            all.sort();
            all
        }
        _ => Vec::new(),
    }
}

fn cannot(name: &str, why: &str) -> Error {
    Error::new("X_REMOVE", Exit::Data, format!("nothing can be removed from the file: {why}"))
        .at(Position::file(std::path::Path::new(name)))
        .effect("nothing was removed or changed")
        .hint("move the file out of the project folder, or take what is to be removed out of it, then remove again")
}
