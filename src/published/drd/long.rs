//! The publisher's CSV: one measure of one area a row.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::super::cells::{plain_name, plain_words};
use super::super::csv::{Csv, CsvRow};
use super::super::gather::{Gather, RecordIssue, count_of, figure_of};
use super::super::{each_row, hold, measure};
use super::{checks, kind_of, measures};
use crate::domain::{AreaKind, Figure, Month};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::wording::list;

/// The code of a column that does not apply to a row.
const NONE: &str = "[z]";

pub(in super::super) fn read(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let columns = [
        "date",
        "data source",
        "data type",
        "upper tier local authority code",
        "upper tier local authority",
        "code",
        "organisation name",
        "measure",
        "value",
    ]
    .map(|name| csv.column(name));
    let unknown = RefCell::new(BTreeSet::new());
    each_row(&mut csv, gather, |gather, row| figures(gather, row, columns, &unknown))?;
    let unknown = unknown.into_inner();
    if !unknown.is_empty() {
        let names = list(unknown.iter().map(String::as_str));
        let message = format!("measures that are not among the 38 known ones were kept under their own words: {names}");
        gather.notes.push(FileWarning::new("W_MEASURE", message, ""));
    }
    hold(gather, checks::all);
    Ok(())
}

fn figures(
    gather: &mut Gather<'_>,
    row: CsvRow<'_>,
    columns: [Option<usize>; 9],
    unknown: &RefCell<BTreeSet<String>>,
) -> Result<Vec<Figure>, RecordIssue> {
    let [date, source, level, council, council_name, code, name, words, value] = columns.map(|at| row.maybe(at));
    let month = Month::named(&date)
        .ok_or_else(|| RecordIssue::new("R_DATE", "Date", &date, "not a month, as in `Apr-24` or `July 2026`"))?;
    let level = plain_name(&level);
    let kind = kind_of(&level)
        .ok_or_else(|| RecordIssue::new("R_CODE", "Data Type", &level, "no level of this publication"))?;
    let is_council = kind == AreaKind::Council;
    let (area_code, area_name) = if is_council { (&council, &council_name) } else { (&code, &name) };
    // Patients of no English council have a row of their own, with a code or without.
    let kind = if is_council && !area_code.starts_with('E') { AreaKind::Elsewhere } else { kind };
    if area_code.is_empty() || (**area_code == *NONE && !is_council) {
        return Err(RecordIssue::new("R_REQUIRED", "Code", area_code, "no code of the area that the row is about"));
    }
    let ons_code = if kind == AreaKind::Council { &**area_code } else { "" };
    let area = gather.area(kind, area_code, area_name, ons_code, Some(month));
    let known = measures::named(&words);
    let (measure, band, is_count) = match known {
        Some(known) => (known.name, known.band, known.is_count),
        None => (measure::OTHER, "", false),
    };
    let value = if is_count { count_of("Value", &value)? } else { figure_of("Value", &value)? };
    let mut figure = gather.figure(&area, Some(month), None, measure, value);
    figure.of.band = gather.word(band);
    figure.of.basis = gather.word(&source);
    if known.is_none() {
        let words = plain_words(&words);
        figure.of.detail = gather.word(&words);
        unknown.borrow_mut().insert(words);
    }
    if level == "provider activity mapped to utla" {
        figure.of.provider_code = gather.word(&code);
        figure.provider_name = gather.word(&name);
    }
    Ok(vec![figure])
}
