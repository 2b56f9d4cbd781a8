//! Checks that need the whole file: what refuses it, and warnings about it.

use crate::files::refusal::{FileWarning, Refusal};
use crate::files::wording::count;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::RecordKind;
use crate::intake::profile::field::Field;
use crate::intake::validate::row_reader::{RowReader, THIS_DELIVERY};

impl<T> RowReader<'_, '_, T> {
    /// What can be said only when the whole file was seen.
    pub(crate) fn close(mut self, audit: &mut RecordAudit) -> Result<(), Refusal> {
        self.end(self.read, audit)
    }

    /// Ends a file of so many records: what refuses it as a whole, and what there is to say about it.
    pub(crate) fn end(&mut self, records: u32, audit: &mut RecordAudit) -> Result<(), Refusal> {
        self.read = records;
        audit.set_day_columns(THIS_DELIVERY, self.columns.of_days(self.delivery.profile));
        if let Some(refusal) = self.values.refusal(self.columns, self.delivery.dates) {
            return Err(refusal);
        }
        self.refuse_numbers_as_ids()?;
        for note in self.closing_notes() {
            audit.note(THIS_DELIVERY, note);
        }
        for (position, values) in self.values.unreadable() {
            let column = format!("`{}` ({})", self.columns.name(position), count(values as usize, "value"));
            audit.unreadable(THIS_DELIVERY, column);
        }
        audit.blank_lines(THIS_DELIVERY, self.blank);
        audit.counts(THIS_DELIVERY, std::mem::take(&mut self.counts));
        Ok(())
    }

    /// Refuses a file whose stays are all named by what are NHS numbers: they would be kept in the clear.
    fn refuse_numbers_as_ids(&self) -> Result<(), Refusal> {
        if !self.ids.are_numbers() {
            return Ok(());
        }
        let what = format!("all {} stay ids are NHS numbers, which must not be kept", self.ids.all);
        let hint = "ask the sender for the hospital's own number of each stay";
        Err(Refusal::new("F_STAY_ID", what, hint).at((1, 1)))
    }

    fn closing_notes(&self) -> Vec<FileWarning> {
        let mut notes = Vec::new();
        if self.read == 0 {
            let hint = "if rows were expected, ask the sender; an empty extract deletes nothing";
            notes.push(FileWarning::new("W_NO_ROWS", "the file has a header line and no rows", hint));
        }
        let persons = [Field::NhsNumber, Field::PersonNumber, Field::PersonKey];
        let has_person = persons.iter().any(|field| self.columns.position(*field).is_some());
        if self.delivery.profile.record == RecordKind::Stay && self.read > 0 && !has_person {
            let message = match self.rules.law {
                None => "the file has no column `nhs_number`: its stays were taken without persons",
                Some(_) => "the file has no column `person_number`: its stays were taken without persons",
            };
            let hint = "without the number it is not known which stays are of one person";
            notes.push(FileWarning::new("W_NO_NHS_NUMBER", message, hint));
        }
        if self.blank > 0 {
            let message = format!("{} passed over", count(self.blank as usize, "blank line"));
            notes.push(FileWarning::new("W_BLANK", message, ""));
        }
        for (position, nulls) in self.values.nulls() {
            let (cells, column) = (count(nulls, "cell"), self.columns.name(position));
            let message = format!("{cells} of `{column}` read as blank: by the profile they mean nothing");
            notes.push(FileWarning::new("W_NULL", message, ""));
        }
        notes.extend(self.around.note());
        if !self.columns.unnamed.is_empty() {
            let message = format!("{} without name or values passed over", count(self.columns.unnamed.len(), "column"));
            notes.push(FileWarning::new("W_EMPTY_COLUMN", message, ""));
        }
        if self.endings.are_odd() {
            let message = "lines end in different ways, or in a carriage return alone; each was taken as a line end";
            notes.push(FileWarning::new("W_EOL", message, "some program on the way joined or converted files"));
        }
        notes
    }
}
