//! The rows of one delivery: of a text, or of records that another reader cut.

use crate::domain::finding_codes;
use crate::files::grid::{Grid, GridIssue};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::removed::is_removed;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::blocks::ChunkSizes;
use crate::intake::validate::cells::{CellIssue, CellSource};
use crate::intake::validate::surround::RowRole;
use crate::intake::validate::text_head::refuse_identity;
use crate::intake::validate::{shape, text_rows};
use crate::intake::{Delivery, DeliveryContent, Rules};

pub(crate) use crate::intake::validate::file_traits::first_of;
pub use crate::intake::validate::read_rows::{ParseRow, ReadRows, RefusedRow, RowSink};
pub(crate) use crate::intake::validate::row_reader::{RowReader, THIS_DELIVERY, pass_over_removed};

/// Reads one file, a text in chunks of these sizes.
///
/// # Errors
/// The file is refused as a whole, and with it the rows that were handed on.
pub fn read<T: Send, P: Send>(
    sizes: ChunkSizes,
    (delivery, rules): (&Delivery<'_>, &Rules<'_>),
    audit: &mut RecordAudit,
    sink: RowSink<'_, T, P>,
    progress: &dyn Fn(u64),
) -> Result<(), Refusal> {
    match delivery.content {
        DeliveryContent::Text(source) => text_rows::read(source, sizes, (delivery, rules), audit, sink, progress),
        DeliveryContent::Grid(grid) => read_grid(grid, delivery, rules, audit, sink),
        DeliveryContent::Read => Ok(()),
    }
}

fn read_grid<T, P>(
    grid: &Grid,
    delivery: &Delivery<'_>,
    rules: &Rules<'_>,
    audit: &mut RecordAudit,
    sink: RowSink<'_, T, P>,
) -> Result<(), Refusal> {
    for note in &grid.notes {
        audit.note(
            THIS_DELIVERY,
            FileWarning::new(finding_codes::known(&note.code), note.message.clone(), note.hint.clone()),
        );
    }
    let (columns, notes) = HeaderColumns::of_grid(grid, delivery.profile)?;
    refuse_identity(&columns, rules)?;
    for note in notes {
        audit.note(THIS_DELIVERY, note);
    }
    let mut reader = RowReader::new(delivery, rules, &columns);
    for record in &grid.records {
        let source = CellSource::Grid(record, grid.serials);
        // Only a spreadsheet has rows that can stand round a table.
        if grid.serials.is_some() && reader.around.part(source, &columns, delivery.profile)? == RowRole::Around {
            continue;
        }
        reader.read += 1;
        let place = Place { delivery: THIS_DELIVERY, record: reader.read, line: record.line, offset: record.offset };
        if is_removed(record) {
            pass_over_removed(place, audit);
            continue;
        }
        audit.read(THIS_DELIVERY);
        let issue = |issue: &GridIssue| shape::cell_issue(issue, &columns);
        let wrong = record.problem.as_ref().map(issue);
        // What is merged in a column that is not read changes nothing.
        let is_read = |issue: &CellIssue| issue.problem.code != "W_MERGED" || columns.is_read(issue.position);
        let remarks = record.remarks.iter().map(issue).filter(is_read).collect();
        reader.row(source, place, (wrong, remarks), audit, sink.row);
    }
    (sink.take)((sink.prepare)(std::mem::take(&mut reader.rows), audit.take_found()));
    reader.close(audit)
}
