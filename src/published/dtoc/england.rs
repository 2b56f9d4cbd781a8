//! The national series as a workbook: a row a month, sheets by organisation, kind of care and reason, and one of 63
//! columns whose header has three levels: care, reason, organisation.
//!
//! The rows above the header differ, and the two columns of year and month have no fixed names: a header is the first
//! row with three labels that are known, and the month is what stands left of them.

use super::super::check::PublicationRule;
use super::super::gather::{Gather, RecordIssue};
use super::super::{PublishedSheet, hold, period};
use super::blocks::{self, FigureColumn, Label};
use super::{ENGLAND, checks};
use crate::domain::{AreaKind, Day, Month};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::wording::shown;

const SHEETS: PublicationRule =
    PublicationRule { name: "sheets_agree", says: "what stands in two sheets is the same in both" };

pub(in super::super) fn read(sheets: &[PublishedSheet], gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let mut read = 0;
    for sheet in sheets {
        let Some((header, first)) = header(sheet) else {
            if sheet.rows.iter().flatten().any(|cell| !cell.text.trim().is_empty()) {
                let message = format!("sheet `{}` has no header that is known; it was not read", shown(&sheet.name));
                gather.notes.push(FileWarning::new("W_NOT_READ", message, ""));
            }
            continue;
        };
        for label in ["revised", "published"] {
            if let Some(day) = blocks::beside(sheet, header, label).and_then(period::long_day) {
                gather.states_edition(&day.to_string());
                break;
            }
        }
        let columns = columns(sheet, header, first)?;
        months(sheet, (header, first), &columns, gather);
        read += 1;
    }
    if read == 0 {
        let what = "no sheet has three known columns in one of its first 20 rows";
        return Err(Refusal::new("F_HEADER", what, "take the publisher's workbook of the national series"));
    }
    hold(gather, checks::totals);
    Ok(())
}

/// The header row and its first column of figures.
fn header(sheet: &PublishedSheet) -> Option<(usize, usize)> {
    (0..sheet.rows.len().min(20)).find_map(|row| {
        let mut known = (0..sheet.rows[row].len()).filter(|at| blocks::label_of(sheet.text(row, *at)).is_some());
        let first = known.next()?;
        // Of three levels the lowest is the header: below it stand figures, below the others as many labels or more.
        let below = sheet
            .rows
            .get(row + 1)
            .map_or(0, |cells| cells.iter().filter(|cell| blocks::label_of(cell.text.trim()).is_some()).count());
        let here = 1 + known.count();
        (here >= 3 && here > below).then_some((row, first))
    })
}

/// The columns of a sheet, with what the levels above say where the labels alone repeat.
fn columns(sheet: &PublishedSheet, header: usize, first: usize) -> Result<Vec<FigureColumn>, Refusal> {
    let width = sheet.rows[header].len();
    let above = |levels: usize| header.checked_sub(levels).filter(|row| has_labels(sheet, *row, first));
    let (Some(reasons), Some(care_types)) = (above(1), above(2)) else { return blocks::columns(sheet, header, first) };
    let (mut whole, mut columns) = (Label::default(), Vec::new());
    for at in first..width {
        if let Some(label) = blocks::label_of(sheet.text(care_types, at)) {
            whole.care_type = label.care_type;
        }
        if let Some(label) = blocks::label_of(sheet.text(reasons, at)) {
            whole.reason = label.reason;
        }
        let text = sheet.text(header, at);
        if text.is_empty() {
            continue;
        }
        let Some(label) = blocks::label_of(text) else {
            let what = format!("the column `{}` in {} is not known", shown(text), sheet.place(header, at));
            return Err(Refusal::new(
                "F_HEADER_UNKNOWN",
                what,
                "columns are never guessed: take the publisher's file again",
            ));
        };
        let label = Label { attributed_to: label.attributed_to, ..whole.clone() };
        columns.push(FigureColumn { at, measure: super::super::measure::DELAYED_DAYS, label });
    }
    Ok(columns)
}

fn has_labels(sheet: &PublishedSheet, row: usize, first: usize) -> bool {
    (first..sheet.rows[row].len()).any(|at| blocks::label_of(sheet.text(row, at)).is_some())
}

fn months(sheet: &PublishedSheet, (header, first): (usize, usize), columns: &[FigureColumn], gather: &mut Gather<'_>) {
    let mut year = String::new();
    for row in header + 1..sheet.rows.len() {
        let keys: Vec<&str> = (0..first).map(|at| sheet.text(row, at)).filter(|text| !text.is_empty()).collect();
        if !blocks::has_figures(sheet, row, columns) || keys.is_empty() {
            continue; // a blank row, or a note
        }
        gather.begin();
        let line = row as u32 + 1;
        let Some(month) = month_of(&keys, &mut year) else {
            let message = "no year and month, as in `2010-11` and `August`";
            gather.reject(line, RecordIssue::new("R_DATE", &sheet.place(row, 0), &keys.join(" "), message));
            continue;
        };
        let area = gather.area(AreaKind::England, ENGLAND, "England", "", Some(month));
        match blocks::figures(gather, (sheet, row), columns, (&area, Some(month)), &Label::default()) {
            Ok(figures) => gather.take_sheet_row(figures, &SHEETS),
            Err(issue) => gather.reject(line, issue),
        }
    }
}

/// The month of a row; the year may stand on the first row of its year only.
fn month_of(keys: &[&str], year: &mut String) -> Option<Month> {
    match keys {
        [month] => whole_month(month).or_else(|| period::of_year(year, month)),
        [label, month] => {
            *year = (*label).to_owned();
            whole_month(month).or_else(|| period::of_year(year, month))
        }
        _ => None,
    }
}

/// A cell that is a date, or text that names the year too.
fn whole_month(text: &str) -> Option<Month> {
    text.parse::<Day>().ok().map(Day::month).or_else(|| Month::named(text))
}
