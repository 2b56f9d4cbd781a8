//! What stands round the records of a table by its profile: lines above the header, rows below it, a footer.

use crate::files::header_names::trim;
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::wording::count;
use crate::intake::profile::Profile;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::cells::CellSource;

/// The rows that were passed over as the profile says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surround {
    /// Lines with anything in them above the header.
    pub above: u32,
    /// Rows right below it.
    pub below: u32,
    /// The footer and what stands below it.
    pub footer: u32,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// It is a record.
    Record,
    /// It is passed over.
    Around,
}

impl Surround {
    /// Whether the next row that is not blank is a record.
    ///
    /// # Errors
    /// `F_FOOTER`: a record stands below the footer.
    pub fn part(
        &mut self,
        source: CellSource<'_, '_>,
        columns: &HeaderColumns,
        profile: &Profile,
    ) -> Result<RowRole, Refusal> {
        let layout = &profile.layout;
        if self.below < layout.skip_rows {
            self.below += 1;
            return Ok(RowRole::Around);
        }
        let Some(footer) = &layout.footer else { return Ok(RowRole::Record) };
        if self.footer == 0 {
            if !is_footer(source, columns, profile) {
                return Ok(RowRole::Record);
            }
        } else if is_whole(source, columns, profile) {
            let what = format!(
                "a record stands below the row that begins with `{footer}`, which the profile says is the footer"
            );
            let hint = "ask the sender whether two files were joined; or correct `footer` in the profile";
            return Err(Refusal::new("F_FOOTER", what, hint).at(source.place(0)));
        }
        self.footer += 1;
        Ok(RowRole::Around)
    }

    /// What there is to say of them.
    pub fn note(&self) -> Option<FileWarning> {
        let parts =
            [(self.above, "above the header"), (self.below, "below the header"), (self.footer, "from the footer on")];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(rows, _)| *rows > 0)
            .map(|(rows, place)| format!("{} {place}", count(rows as usize, "row")))
            .collect();
        let message = format!("{} passed over, as the profile says", said.join(", "));
        (!said.is_empty()).then(|| FileWarning::new("W_AROUND", message, ""))
    }
}

/// Whether the footer begins with this row, which is not blank.
pub(crate) fn is_footer(source: CellSource<'_, '_>, columns: &HeaderColumns, profile: &Profile) -> bool {
    let footer = profile.layout.footer.as_ref();
    footer.is_some_and(|footer| begins_with(source, footer) && !is_whole(source, columns, profile))
}

/// Whether every column that a record must have is filled.
fn is_whole(source: CellSource<'_, '_>, columns: &HeaderColumns, profile: &Profile) -> bool {
    let mut required = profile.required().filter_map(|column| columns.position(column.item)).peekable();
    let filled = |position: usize| source.text(position).is_some_and(|text| !trim(&text).is_empty());
    required.peek().is_some() && required.all(filled)
}

fn begins_with(source: CellSource<'_, '_>, footer: &str) -> bool {
    let texts = (0..source.width()).filter_map(|position| source.text(position));
    let first = texts.map(|text| trim(&text).to_lowercase()).find(|text| !text.is_empty());
    first.is_some_and(|text| text.starts_with(&footer.to_lowercase()))
}
