//! The monthly workbook by council, April 2011 to December 2019, in every layout: England by care, reason and
//! organisation, and councils by kind of care, by organisation and by reason, since April 2017 with beds beside days.

use super::super::cells::plain_name;
use super::super::check::PublicationRule;
use super::super::gather::{Gather, RecordIssue};
use super::super::{PublishedSheet, hold, lookup, period};
use super::blocks::{self, FigureColumn, Label};
use super::{CARE_TYPES, ENGLAND, checks, kind_of, word_of};
use crate::domain::{AreaKind, Day, Month};
use crate::files::refusal::{FileWarning, Refusal};

const SHEETS: PublicationRule =
    PublicationRule { name: "sheets_agree", says: "what stands in two sheets is the same in both" };

/// Whether any sheet has the header of a council sheet.
pub(in super::super) fn are_council_sheets(sheets: &[PublishedSheet]) -> bool {
    sheets.iter().any(|sheet| blocks::header_row(sheet, ["code", "name"]).is_some())
}

pub(in super::super) fn read(sheets: &[PublishedSheet], gather: &mut Gather<'_>) -> Result<(), Refusal> {
    if !are_council_sheets(sheets) {
        let what = "no sheet has `Code` and `Name` in its first 20 rows, as those of the council workbook do";
        return Err(Refusal::new("F_HEADER", what, "take the publisher's `LA Type B` workbook"));
    }
    let mut month: Option<(Month, &str)> = None;
    for sheet in sheets {
        let councils = blocks::header_row(sheet, ["code", "name"]);
        let england = blocks::header_row(sheet, ["type of care", "reason for delay"]);
        let Some(row) = councils.map(|found| found.0).or(england.map(|found| found.0)) else {
            note_unread(sheet, gather);
            continue;
        };
        let stated = stated_month(sheet, row)?;
        match (month, stated) {
            (Some((one, name)), Some(other)) if one != other => {
                let what =
                    format!("sheet `{name}` is of {}, and sheet `{}` of {}", one.long(), sheet.name, other.long());
                return Err(Refusal::new("F_PERIOD", what, "take the publisher's workbook again"));
            }
            (None, Some(stated)) => month = Some((stated, &sheet.name)),
            _ => {}
        }
        state_edition(sheet, row, gather);
        let period = stated.or(gather.given_period());
        match (councils, england) {
            (Some((row, [code, name])), _) => council_sheet(sheet, row, (code, name), period, gather)?,
            (None, Some((row, [care, reason]))) => england_sheet(sheet, row, (care, reason), period, gather)?,
            (None, None) => {}
        }
    }
    hold(gather, checks::totals);
    Ok(())
}

fn note_unread(sheet: &PublishedSheet, gather: &mut Gather<'_>) {
    let filled = sheet.rows.iter().filter(|row| row.iter().any(|cell| !cell.text.trim().is_empty())).count();
    if filled == 0 {
        return;
    }
    let message = match plain_name(&sheet.name).as_str() {
        "data quality" => {
            format!("sheet `Data Quality` names {} whose data the publisher revised", filled.saturating_sub(1))
        }
        _ => {
            format!(
                "sheet `{}` has no header that is known; it was not read",
                crate::files::wording::shown(&sheet.name)
            )
        }
    };
    gather.notes.push(FileWarning::new("W_NOT_READ", message, ""));
}

/// The month that a sheet states. A sheet saved alone states none.
fn stated_month(sheet: &PublishedSheet, header: usize) -> Result<Option<Month>, Refusal> {
    let Some(text) = blocks::beside(sheet, header, "period") else { return Ok(None) };
    let month = Month::named(text).or_else(|| text.parse::<Day>().ok().map(Day::month));
    let refused = || {
        let what = format!("`{}` in sheet `{}` is no month", crate::files::wording::shown(text), sheet.name);
        Refusal::new("F_PERIOD", what, "the month stands beside `Period:`, as in `April 2011`")
    };
    month.map(Some).ok_or_else(refused)
}

/// The edition: the day of the last revision, else of publication.
fn state_edition(sheet: &PublishedSheet, header: usize, gather: &mut Gather<'_>) {
    for label in ["revised", "published"] {
        let Some(text) = blocks::beside(sheet, header, label) else { continue };
        if let Some(day) = period::long_day(text) {
            gather.states_edition(&day.to_string());
            return;
        }
    }
}

fn council_sheet(
    sheet: &PublishedSheet,
    header: usize,
    (code_at, name_at): (usize, usize),
    period: Option<Month>,
    gather: &mut Gather<'_>,
) -> Result<(), Refusal> {
    let ons_at = sheet.rows[header].iter().position(|cell| plain_name(&cell.text) == "ons geography");
    for (at, cell) in sheet.rows[header].iter().enumerate().take(name_at) {
        let name = plain_name(&cell.text);
        if !["", "sha", "region", "ons geography", "code"].contains(&name.as_str()) {
            let what = format!("the column `{}` in {} is not known", cell.text, sheet.place(header, at));
            return Err(Refusal::new(
                "F_HEADER_UNKNOWN",
                what,
                "columns are never guessed: take the publisher's file again",
            ));
        }
    }
    let columns = blocks::columns(sheet, header, name_at + 1)?;
    for row in header + 1..sheet.rows.len() {
        if !blocks::has_figures(sheet, row, &columns) {
            continue; // a blank row, or a note
        }
        gather.begin();
        let dash_off = |at: usize| Some(sheet.text(row, at)).filter(|text| *text != "-").unwrap_or_default();
        let (code, name) = (dash_off(code_at), sheet.text(row, name_at));
        let ons_code = ons_at.map(dash_off).unwrap_or_default();
        let is_england = code.is_empty() && name.eq_ignore_ascii_case("england");
        if !is_england && (code.is_empty() || name.is_empty()) {
            let message = "figures without the code and the name of an area";
            gather.reject(row as u32 + 1, RecordIssue::new("R_REQUIRED", &sheet.place(row, code_at), code, message));
            continue;
        }
        let code = if is_england { ENGLAND } else { code };
        let area = gather.area(kind_of(code), code, name, ons_code, period);
        put(gather, (sheet, row), &columns, (&area, period), &Label::default());
    }
    Ok(())
}

fn england_sheet(
    sheet: &PublishedSheet,
    header: usize,
    (care_at, reason_at): (usize, usize),
    period: Option<Month>,
    gather: &mut Gather<'_>,
) -> Result<(), Refusal> {
    let columns = blocks::columns(sheet, header, reason_at + 1)?;
    let area = gather.area(AreaKind::England, ENGLAND, "England", "", period);
    let mut care_type = "";
    for row in header + 1..sheet.rows.len() {
        let care = sheet.text(row, care_at);
        let of_row = word_of(&CARE_TYPES, &plain_name(care));
        care_type = of_row.unwrap_or(care_type);
        if !blocks::has_figures(sheet, row, &columns) {
            continue; // a blank row, or a note
        }
        gather.begin();
        let label = sheet.text(row, reason_at);
        let reason = match label {
            "-" => Some(""),
            label => lookup::reason_by_label(label).map(|reason| reason.code.as_str()),
        };
        let (Some(reason), false, true) = (reason, care_type.is_empty(), care.is_empty() || of_row.is_some()) else {
            let issue = RecordIssue::new(
                "R_CODE",
                &sheet.place(row, reason_at),
                label,
                "no kind of care and reason of these returns",
            );
            gather.reject(row as u32 + 1, issue);
            continue;
        };
        let whole = Label { care_type, reason, ..Label::default() };
        put(gather, (sheet, row), &columns, (&area, period), &whole);
    }
    Ok(())
}

fn put(
    gather: &mut Gather<'_>,
    (sheet, row): (&PublishedSheet, usize),
    columns: &[FigureColumn],
    place: (&crate::domain::published::Area, Option<Month>),
    whole: &Label,
) {
    match blocks::figures(gather, (sheet, row), columns, place, whole) {
        Ok(figures) => gather.take_sheet_row(figures, &SHEETS),
        Err(issue) => gather.reject(row as u32 + 1, issue),
    }
}
