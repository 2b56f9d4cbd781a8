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
    let mut scanner = RecordScanner::new(text.bytes(), 0, delimiter);
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

/// Refuses a file with numbers of people of another country than the law's: no reader of ours checks them or keeps them out of what
/// is shown.
///
/// # Errors
/// The file has such a column.
pub(crate) fn refuse_identity(columns: &HeaderColumns, rules: &Rules<'_>) -> Result<(), Refusal> {
    let has = |field: Field| columns.position(field).is_some();
    let (what, hint) = match rules.law {
        Some(law) if has(Field::NhsNumber) => (
            format!("a column is read as NHS numbers, and the law is that of {}", law.country),
            "call the column `person_number`, or have the profile do so: it is read by the country's own rules",
        ),
        None if has(Field::PersonNumber) => (
            "a column is read as identity numbers of Norway, Sweden or Denmark, and the law is England's".to_owned(),
            "NHS numbers belong into the column `nhs_number`",
        ),
        _ => return Ok(()),
    };
    Err(Refusal::new("F_IDENTITY", what, hint).at((1, 1)))
}
