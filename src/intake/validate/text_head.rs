//! What stands above the rows of a text: the line that declares the delimiter, blank lines, the header line.

use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::files::header_names;
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::text::Text;
use crate::intake::profile::field::Field;
use crate::intake::profile::header::{self, HeaderColumns};
use crate::intake::validate::file_traits::Endings;
use crate::intake::validate::shape;
use crate::intake::{Delivery, Rules};

/// What stands above the rows of a text.
pub(crate) struct TextHead<'t> {
    /// The columns.
    pub columns: HeaderColumns,
    /// Behind the header line.
    pub scanner: RecordScanner<'t>,
    /// How the header line ends.
    pub endings: Endings,
    /// Blank lines above it.
    pub blank: u32,
    /// Other lines above it, by the profile.
    pub above: u32,
    /// What there is to say about it.
    pub notes: Vec<FileWarning>,
}

/// Reads what stands above the rows of a text.
pub(crate) fn head<'t>(text: &'t Text<'_>, delivery: &Delivery<'_>) -> Result<TextHead<'t>, Refusal> {
    let mut notes = Vec::new();
    let delimiter = header::delimiter(text, delivery.profile);
    let mut scanner = RecordScanner::new(text.bytes(), text.start(), delimiter);
    if let Some(name) = header_names::separator_line(text, &mut scanner) {
        let message = format!("the first line says that {name} divides the cells; it was followed");
        notes.push(FileWarning::new("W_SEP_LINE", message, ""));
    }
    let (mut record, mut blank, mut above) = (CsvRecord::default(), 0, 0);
    let header_row = delivery.profile.layout.header_row;
    loop {
        let more = scanner.next(&mut record).map_err(|unclosed| shape::unclosed(text, unclosed))?;
        let is_blank = more && record.is_blank(text.bytes());
        let is_above = more && header_row.is_some_and(|header| record.line < header);
        if !is_blank && !is_above {
            break;
        }
        (blank, above) = (blank + u32::from(is_blank), above + u32::from(!is_blank));
    }
    if let Some(header) = header_row.filter(|header| *header != record.line) {
        let what = format!("no row begins on line {header}, where the profile says the header stands");
        let hint = "correct `header_row` in the profile: lines are counted from 1, blank ones too";
        return Err(Refusal::new("F_HEADER", what, hint).at((header as usize, 1)));
    }
    let (columns, more) = HeaderColumns::read(&record, text, &scanner, delivery.profile)?;
    notes.extend(more);
    let mut endings = Endings::default();
    endings.note(record.ending);
    Ok(TextHead { columns, scanner, endings, blank, above, notes })
}

/// Refuses a file with NHS numbers under a law of another country: the number of its people is none, and no reader of ours checks
/// it or keeps it out of what is shown.
///
/// # Errors
/// The file has such a column.
pub(crate) fn refuse_identity(columns: &HeaderColumns, rules: &Rules<'_>) -> Result<(), Refusal> {
    let Some(law) = rules.law.filter(|_| columns.position(Field::NhsNumber).is_some()) else { return Ok(()) };
    let what = format!(
        "a column is read as NHS numbers, and the law is that of {}: its identity numbers are other ones, and are not read yet",
        law.country
    );
    let hint = "leave the column out of the export; which stays are of one person can be said by `person_key`, a keyed pseudonym";
    Err(Refusal::new("F_IDENTITY", what, hint).at((1, 1)))
}
