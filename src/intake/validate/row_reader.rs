//! One record after the other: what refuses its file as a whole, what refuses a row by its shape, and the rows left to read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::nhs_number::mask;
use crate::files::csv_records;
use crate::files::csv_records::{CsvRecord, LineEnding};
use crate::files::header_names::trim;
use crate::files::refusal::Refusal;
use crate::files::removed;
use crate::files::text::Text;
use crate::files::wording::count;
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::field::Field;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::records::refused_rows;
use crate::intake::validate::cells::{CellIssue, CellSource, RowCells};
use crate::intake::validate::checks::ValueIssue;
use crate::intake::validate::column_values::ColumnValues;
use crate::intake::validate::file_traits::{Endings, Ids, first_of, named};
use crate::intake::validate::read_context::ReadContext;
use crate::intake::validate::read_rows::{ParseRow, ReadRows, RefusedRow};
use crate::intake::validate::readable::Supposed;
use crate::intake::validate::surround::{RowRole, Surround};
use crate::intake::validate::{checks, shape};
use crate::intake::{Delivery, Rules};

/// The place of the delivery that is read, in an audit of its own.
pub(crate) const THIS_DELIVERY: usize = 0;

/// Counts a record of which nothing is left.
pub(crate) fn pass_over_removed(place: Place, audit: &mut RecordAudit) {
    audit.read(THIS_DELIVERY);
    audit.pass_over(place, removed::REMOVED);
}

/// The rows of a file, or of a part of it, as they are read.
pub(crate) struct RowReader<'s, 'd, T> {
    pub(crate) delivery: &'s Delivery<'d>,
    pub(crate) rules: &'s Rules<'s>,
    pub(crate) columns: &'s HeaderColumns,
    pub(crate) context: Arc<ReadContext>,
    pub values: ColumnValues,
    pub endings: Endings,
    pub blank: u32,
    pub around: Surround,
    pub(crate) read: u32,
    pub ids: Ids,
    pub(crate) counts: BTreeMap<String, u32>,
    pub rows: ReadRows<T>,
}

impl<'s, 'd, T> RowReader<'s, 'd, T> {
    /// Nothing read yet.
    pub fn new(delivery: &'s Delivery<'d>, rules: &'s Rules<'s>, columns: &'s HeaderColumns) -> Self {
        Self::with(Arc::new(ReadContext::new(rules)), delivery, rules, columns)
    }

    /// As [`RowReader::new`], by what was made for the file before.
    pub fn with(
        context: Arc<ReadContext>,
        delivery: &'s Delivery<'d>,
        rules: &'s Rules<'s>,
        columns: &'s HeaderColumns,
    ) -> Self {
        let (values, endings) = (ColumnValues::new(columns.width), Endings::default());
        let rows = ReadRows::default();
        let (ids, counts) = (Ids::default(), BTreeMap::new());
        Self {
            delivery,
            rules,
            columns,
            context,
            values,
            endings,
            blank: 0,
            around: Surround::default(),
            read: 0,
            ids,
            counts,
            rows,
        }
    }

    /// Takes one record of a text; whether it counts, which a blank line does not.
    pub(crate) fn record(
        &mut self,
        text: &Text<'_>,
        record: &CsvRecord,
        place: Place,
        audit: &mut RecordAudit,
        row: ParseRow<T>,
    ) -> Result<bool, Refusal> {
        if record.is_blank(text.bytes()) {
            self.blank += 1;
            return Ok(false);
        }
        self.endings.note(record.ending);
        let source = CellSource::record(text, record);
        if self.around.part(source, self.columns, self.delivery.profile)? == RowRole::Around {
            return Ok(false);
        }
        if removed::is_removed_text(&text.bytes()[record.start..record.end]) {
            pass_over_removed(place, audit);
            return Ok(true);
        }
        self.refuse_cut(text, record)?;
        self.refuse_unnamed(text, record)?;
        audit.read(THIS_DELIVERY);
        let wrong = shape::check(text, record, self.columns).err();
        let mut remarks = Vec::new();
        if record.width != self.columns.width && wrong.is_none() {
            let message = "empty cells beyond the last column were passed over";
            let problem = ValueIssue::new("W_EMPTY_COLUMN", "", message, "");
            remarks.push(CellIssue { position: self.columns.needed, column: String::new(), problem });
        }
        self.row(source, place, (wrong, remarks), audit, row);
        Ok(true)
    }

    /// Refuses a file that ends in the middle of a row.
    fn refuse_cut(&self, text: &Text<'_>, record: &CsvRecord) -> Result<(), Refusal> {
        if record.ending != LineEnding::File || record.fault.is_some() || record.width >= self.columns.needed {
            return Ok(());
        }
        let (found, wanted) = (count(record.width, "cell"), self.columns.needed);
        let what = format!("the file ends in the middle of a row: found {found}, {wanted} wanted, and no line end");
        let hint = "ask the sender for the whole file again; if it is whole, end its last line";
        Err(Refusal::new("F_TRUNCATED", what, hint).at(text.place(record.start)))
    }

    /// Refuses a file that has values in a column without a name.
    fn refuse_unnamed(&self, text: &Text<'_>, record: &CsvRecord) -> Result<(), Refusal> {
        if record.fault.is_some() || record.width != self.columns.width {
            return Ok(());
        }
        let bytes = text.bytes();
        let filled = |span: &csv_records::Span| !csv_records::is_blank(&bytes[span.start..span.end]);
        let found = self.columns.unnamed.iter().find_map(|position| record.cells.get(*position).filter(|s| filled(s)));
        match found {
            Some(span) => {
                let what = "a column without a name holds values";
                let hint = "ask the sender what the column is; name it or take it out";
                Err(Refusal::new("F_HEADER_EMPTY", what, hint).at(text.place(span.start)))
            }
            None => Ok(()),
        }
    }

    /// Reads one record, unless its shape refuses it already.
    pub(crate) fn row(
        &mut self,
        source: CellSource<'_, '_>,
        place: Place,
        (wrong, remarks): (Option<CellIssue>, Vec<CellIssue>),
        audit: &mut RecordAudit,
        row: ParseRow<T>,
    ) {
        let source_id = self.delivery.sha256.get(..16).unwrap_or(self.delivery.sha256);
        let mut cells = RowCells {
            source,
            columns: self.columns,
            profile: self.delivery.profile,
            rules: self.rules,
            context: &self.context,
            style: self.delivery.dates,
            values: &mut self.values,
            source_id,
            record: place.record,
            problems: Vec::new(),
            remarks,
            counts: &mut self.counts,
        };
        let is_shapeless = wrong.is_some();
        let result = match wrong {
            None => {
                cells.note_nulls();
                row(&mut cells)
            }
            Some(issue) => {
                cells.problems.push(issue);
                None
            }
        };
        let written = cells.text(Field::StayId);
        self.ids.note(written.as_deref().map(trim));
        let was_refused = result.is_none() || !cells.is_clean();
        let supposed = if was_refused { refused_rows::of_row(&cells, is_shapeless) } else { Supposed::default() };
        let holds_identity = was_refused && written.as_deref().is_some_and(|id| cells.holds_identity(id));
        let (problems, remarks) = (cells.problems, cells.remarks.into());
        match result.filter(|_| problems.is_empty()) {
            Some(row) => self.rows.candidates.push(Candidate { row, place, also: Box::default(), remarks }),
            None => {
                let kept = written.as_deref().map(trim).filter(|_| !holds_identity);
                let stay_id = kept.and_then(|id| checks::id(id).ok()).map(|(id, _)| id);
                let issue = first_of(problems);
                let code = issue.problem.code;
                let name = named(stay_id.as_deref());
                // An id that is someone's number is not shown, however it is spelt.
                let name = if code == "R_ID" { mask(&name) } else { name };
                let Supposed { alternatives, whose, is_beside_the_bill } = supposed;
                let disposition = Disposition::cell(issue, &name).naming(stay_id.as_deref());
                let disposition = Disposition { alternatives, whose, is_beside_the_bill, ..disposition };
                audit.reject(place, disposition);
                self.rows.refused.extend(stay_id.map(|stay_id| RefusedRow { stay_id, place, code }));
            }
        }
    }
}
