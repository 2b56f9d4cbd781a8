//! One row while it is read into a table: its cells by column, and what was found wrong or doubtful in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::files::header_names::trim;

use crate::files::csv_records::CsvRecord;
use crate::files::encoding;
use crate::files::grid::{CellKind, GridRecord, Serials};
use crate::files::text::Text;
use crate::intake::profile::blank_values;
use crate::intake::profile::field::{Field, Item};
use crate::intake::profile::header::HeaderColumns;
use crate::intake::profile::{CheckKind, Profile};
use crate::intake::validate::checks;
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::column_values::ColumnValues;
use crate::intake::validate::read_context::ReadContext;

use crate::domain::Origin;
use crate::domain::nhs_number::mask;
use crate::intake::Rules;
use crate::intake::profile::DateStyle;

/// A problem or a remark, and the column it is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CellIssue {
    /// The column's place in the file.
    pub position: usize,
    /// Its name in the file.
    pub column: String,
    /// What is wrong.
    pub problem: ValueIssue,
}

/// Where the cells of a row come from.
#[derive(Clone, Copy)]
pub enum CellSource<'a, 't> {
    /// A record of a text, and all of it where it is UTF-8.
    Text(&'t Text<'t>, &'a CsvRecord, Option<&'t str>),
    /// A record of a grid, and how its bare numbers count days.
    Grid(&'t GridRecord, Option<Serials>),
}

impl<'a, 't> CellSource<'a, 't> {
    /// A record of a text.
    pub fn record(text: &'t Text<'t>, record: &'a CsvRecord) -> Self {
        Self::Text(text, record, std::str::from_utf8(&text.bytes()[record.start..record.end]).ok())
    }

    /// How many cells it has.
    pub fn width(self) -> usize {
        match self {
            Self::Text(_, record, _) => record.cells.len(),
            Self::Grid(record, _) => record.cells.len(),
        }
    }

    /// The text of a cell as it stands.
    pub fn text(self, position: usize) -> Option<Cow<'t, str>> {
        match self {
            Self::Text(text, record, whole) => {
                let span = record.cells.get(position)?;
                // Of a row that is not UTF-8, which was refused before, single cells can be.
                let text = match whole {
                    Some(whole) => whole.get(span.start - record.start..span.end - record.start)?,
                    None => std::str::from_utf8(&text.bytes()[span.start..span.end]).ok()?,
                };
                Some(if span.doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) })
            }
            Self::Grid(record, _) => record.cells.get(position).map(|cell| Cow::Borrowed(cell.text.as_str())),
        }
    }

    /// Line and column where a cell stands.
    pub fn place(self, position: usize) -> (usize, usize) {
        match self {
            Self::Text(text, record, _) => record.cells.get(position).map_or((1, 1), |span| {
                let (line, column) = encoding::place(&text.bytes()[record.start..], span.start - record.start);
                (record.line as usize + line - 1, column)
            }),
            Self::Grid(record, _) => (record.line as usize, position + 1),
        }
    }
}

/// The cells of one row.
pub struct RowCells<'a, 't> {
    pub(crate) source: CellSource<'a, 't>,
    pub(crate) columns: &'a HeaderColumns,
    pub(crate) profile: &'a Profile,
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) context: &'a ReadContext,
    pub(crate) style: DateStyle,
    pub(crate) values: &'a mut ColumnValues,
    pub(crate) source_id: &'a str,
    pub(crate) record: u32,
    pub(crate) problems: Vec<CellIssue>,
    pub(crate) remarks: Vec<CellIssue>,
    pub(crate) counts: &'a mut BTreeMap<String, u32>,
}

impl<'a, 't> RowCells<'a, 't> {
    /// Which record of which delivery the row is.
    pub fn origin(&self) -> Origin {
        Origin { source_id: self.source_id.into(), source_record: self.record }
    }

    /// The text of a cell; nothing if the file has no such column, and no character where the profile says that the
    /// cell means nothing.
    pub fn text(&self, item: impl Into<Item>) -> Option<Cow<'t, str>> {
        let item = item.into();
        let text = self.raw(item)?;
        Some(if self.is_null(item, trim(&text)) { Cow::Borrowed("") } else { text })
    }

    /// Whether the profile says that a text in this column means nothing.
    pub(crate) fn is_null(&self, item: Item, text: &str) -> bool {
        !text.is_empty() && (self.profile.is_null_value(text) || self.is_null_day(item, text))
    }

    /// Counts the cells that mean nothing by the profile.
    pub(crate) fn note_nulls(&mut self) {
        if !self.profile.has_nulls() {
            return;
        }
        for column in &self.profile.columns {
            let text = self.raw(column.item);
            let is_null = text.is_some_and(|text| self.is_null(column.item, trim(&text)));
            if let Some(position) = self.columns.position(column.item).filter(|_| is_null) {
                self.values.note_null(position);
            }
        }
    }

    /// The text of a cell as it stands.
    pub(crate) fn raw(&self, item: Item) -> Option<Cow<'t, str>> {
        self.source.text(self.columns.position(item)?)
    }

    /// The text of every cell, whatever its column.
    pub(crate) fn all_texts(&self) -> Vec<String> {
        match self.source {
            CellSource::Text(text, record, _) => {
                let cell = |span: &crate::files::csv_records::Span| text.bytes().get(span.start..span.end);
                let cells = record.cells.iter().filter_map(cell);
                cells.map(|bytes| trim(&String::from_utf8_lossy(bytes)).to_owned()).collect()
            }
            CellSource::Grid(record, _) => record.cells.iter().map(|cell| trim(&cell.text).to_owned()).collect(),
        }
    }

    /// What the file says that a cell is.
    pub(crate) fn kind(&self, item: Item) -> CellKind {
        let CellSource::Grid(record, _) = self.source else { return CellKind::Text };
        let cell = self.columns.position(item).and_then(|position| record.cells.get(position));
        cell.map_or(CellKind::Text, |cell| cell.kind)
    }

    /// The value of a cell that may be blank.
    pub fn optional<T>(&mut self, item: impl Into<Item>, check: impl FnOnce(&str) -> Checked<T>) -> Option<T> {
        let item = item.into();
        let text = self.text(item);
        self.value(item, text, check)
    }

    /// The value of a cell with this text, which may be blank.
    fn value<T>(
        &mut self,
        item: Item,
        text: Option<Cow<'_, str>>,
        check: impl FnOnce(&str) -> Checked<T>,
    ) -> Option<T> {
        let default = self.profile.default(item);
        let trimmed = text.as_deref().map_or("", trim);
        if let Some(text) = text.as_deref().filter(|text| text.len() != trimmed.len()) {
            let shown = trim(text);
            self.remark(item, ValueIssue::new("W_TRIM", shown, "white space round the value was passed over", ""));
        }
        if trimmed.is_empty() {
            return self.checked(item, check(default?));
        }
        if self.kind(item) == CellKind::Number && item.is_name() {
            self.remark(item, checks::numeric_name(trimmed));
        }
        match self.mapped(item, trimmed) {
            Ok((text, remark)) => {
                if let Some(remark) = remark {
                    self.remark(item, remark);
                }
                let is_nothing = blank_values::is_word(trimmed) && !self.is_listed(item, trimmed);
                let checked = self.without_identity(item, text, check(text));
                if is_nothing {
                    self.refuse(item, blank_values::undeclared_word(trimmed, checked.err()));
                    return None;
                }
                self.note_value(item, checked.is_ok());
                self.checked(item, checked)
            }
            Err(problem) if blank_values::is_word(trimmed) => {
                self.refuse(item, blank_values::undeclared_word(trimmed, Some(problem)));
                None
            }
            Err(problem) => {
                self.note_value(item, false);
                self.refuse(item, problem);
                None
            }
        }
    }

    /// Whether an identity number of the law's country stands in a text.
    pub(crate) fn holds_identity(&self, text: &str) -> bool {
        let scheme = self.rules.numbers();
        scheme.is_some_and(|scheme| scheme.stands_in(text))
    }

    /// Refuses an identity number of the law's country where it would be kept in the clear.
    fn without_identity<T>(&self, item: Item, text: &str, checked: Checked<T>) -> Checked<T> {
        let Some(scheme) = self.rules.numbers() else { return checked };
        let is_kept = matches!(item, Item::Field(field) if field.is_kept_as_written());
        if checked.is_err() || !is_kept || !self.holds_identity(text) {
            return checked;
        }
        let message = format!("this holds a {}: it would go into reports in the clear", scheme.name());
        let hint = "put the number into the column person_number";
        Err(ValueIssue::new("R_PERSON_NUMBER", &mask(text), message, hint))
    }

    /// What a code means by the profile's list, where it has one for the column.
    fn mapped<'c>(&self, item: Item, text: &'c str) -> Result<(&'c str, Option<ValueIssue>), ValueIssue>
    where
        'a: 'c,
    {
        let profile: &'a Profile = self.profile;
        let (Some(map), Item::Field(field)) = (profile.code_map(item), item) else { return Ok((text, None)) };
        match map.read(field, text) {
            Ok(read) => Ok(read),
            Err(_) if self.profile.is_former(field, text) => {
                let message = "a value of the release before; kept as it is";
                let remark = ValueIssue::new("W_FORMER_VALUE", text, message, "send the value of this release");
                Ok((text, Some(remark)))
            }
            Err(problem) => Err(problem),
        }
    }

    /// Whether the profile lists a word as a value of the column, or people write what they like there.
    fn is_listed(&self, item: Item, text: &str) -> bool {
        match item {
            Item::Check(number) => match self.profile.checks.get(usize::from(number)).map(|check| &check.what) {
                Some(CheckKind::List(list)) => list.iter().any(|code| code.eq_ignore_ascii_case(text)),
                Some(CheckKind::Text) => true,
                _ => false,
            },
            _ => self.profile.code_map(item).is_some_and(|map| map.has(text)),
        }
    }

    fn note_value(&mut self, item: Item, good: bool) {
        if let Some(position) = self.columns.position(item) {
            self.values.note(position, good);
        }
    }

    fn checked<T>(&mut self, item: Item, checked: Checked<T>) -> Option<T> {
        match checked {
            Ok((value, remark)) => {
                if let Some(remark) = remark {
                    self.remark(item, remark);
                }
                Some(value)
            }
            Err(problem) => {
                self.refuse(item, problem);
                None
            }
        }
    }

    /// The value of a cell that must not be blank.
    pub fn required<T>(&mut self, item: impl Into<Item>, check: impl FnOnce(&str) -> Checked<T>) -> Option<T> {
        let item = item.into();
        let text = self.text(item);
        self.filled(item, text.as_deref())?;
        self.value(item, text, check)
    }

    /// Refuses a blank cell.
    pub(crate) fn fill(&mut self, item: Item) -> Option<()> {
        let text = self.text(item);
        self.filled(item, text.as_deref())
    }

    /// Refuses a cell with this text, if it is blank.
    fn filled(&mut self, item: Item, text: Option<&str>) -> Option<()> {
        if text.is_none_or(|text| trim(text).is_empty()) && self.profile.default(item).is_none() {
            let message = match self.kind(item) {
                CellKind::Absent => "the record has no such key, a value is wanted",
                CellKind::Null => "the value is null, a value is wanted",
                _ => "the cell is blank, a value is wanted",
            };
            self.refuse(item, ValueIssue::new("R_REQUIRED", "", message, "ask the sender for the value"));
            return None;
        }
        Some(())
    }

    /// Refuses the row for every column that the profile wants filled and that is blank.
    pub fn fill_required(&mut self) {
        let profile = self.profile;
        for item in profile.columns.iter().filter(|column| column.filled).map(|column| column.item) {
            let is_reported = self.problems.iter().any(|issue| Some(issue.position) == self.columns.position(item));
            if !is_reported {
                let _ = self.fill(item);
            }
        }
    }

    /// Whether the file has no such column, or nothing stands in the cell.
    pub fn is_blank(&self, item: impl Into<Item>) -> bool {
        self.text(item).is_none_or(|text| trim(&text).is_empty())
    }

    /// What a cell means by the profile's list of codes, with nothing said about it; empty if it is blank.
    ///
    /// # Errors
    /// The list does not have its code.
    pub fn meaning<'c>(&self, field: Field) -> Result<Cow<'c, str>, ValueIssue>
    where
        'a: 'c,
        't: 'c,
    {
        let text = match self.text(field).unwrap_or_default() {
            Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
            Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
        };
        let profile: &'a Profile = self.profile;
        match (profile.code_map(field.into()).filter(|_| !text.is_empty()), text) {
            (None, text) => Ok(text),
            (Some(map), Cow::Borrowed(text)) => map.read(field, text).map(|(meaning, _)| Cow::Borrowed(meaning)),
            (Some(map), Cow::Owned(text)) => map.read(field, &text).map(|(meaning, _)| Cow::Owned(meaning.to_owned())),
        }
    }

    /// Counts the record under a name, whatever becomes of it.
    pub fn count(&mut self, name: &str) {
        match self.counts.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(name.to_owned(), 1);
            }
        }
    }

    /// Whether the file says at all which person a stay belongs to.
    pub fn has_person_column(&self) -> bool {
        [Field::NhsNumber, Field::PersonNumber, Field::PersonKey]
            .iter()
            .any(|field| self.columns.position(*field).is_some())
    }

    /// Refuses the row for one of its cells.
    pub fn refuse(&mut self, item: impl Into<Item>, problem: ValueIssue) {
        let issue = self.issue(item.into(), problem);
        self.problems.push(issue);
    }

    /// Warns about a cell.
    pub fn remark(&mut self, item: impl Into<Item>, problem: ValueIssue) {
        let issue = self.issue(item.into(), problem);
        self.remarks.push(issue);
    }

    fn issue(&self, item: Item, problem: ValueIssue) -> CellIssue {
        let position = self.columns.position(item);
        let column = position.map_or(item.name(), |position| self.columns.name(position)).to_owned();
        let mut problem = problem;
        if item.is_private() {
            problem.value = crate::files::wording::hidden(&problem.value);
        }
        CellIssue { position: position.unwrap_or(usize::MAX), column, problem }
    }

    /// Whether nothing was found wrong so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}
