//! Months of the workbooks in one table, as they are kept for analysis: by council, for England, and England broken down.

use super::super::csv::{Csv, CsvRow};
use super::super::gather::{Gather, RecordIssue, count_of};
use super::super::{each_row, hold, lookup, measure};
use super::{ENGLAND, checks, kind_of};
use crate::domain::published::Area;
use crate::domain::{Absence, AreaKind, Figure, Month};
use crate::files::refusal::Refusal;

/// The columns of days: name, responsible, care.
const TOTALS: [(&str, &str, &str); 6] = [
    ("nhs", "nhs", ""),
    ("social_care", "social_care", ""),
    ("both", "both", ""),
    ("total", "", ""),
    ("acute", "", "acute"),
    ("non_acute", "", "non_acute"),
];

/// From this month the reason `O` was asked for.
fn asked(reason: &lookup::DelayReason, month: Month) -> bool {
    month >= reason.first || reason.code != "O"
}

pub(in super::super) fn councils(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let [code, name, ons_code] = ["la_code", "la_name", "ons_code"].map(|name| csv.column(name));
    let columns = MonthColumns::of(&csv);
    each_row(&mut csv, gather, |gather, row| {
        let month = columns.month(row)?;
        let code = row.maybe(code);
        if code.is_empty() {
            return Err(RecordIssue::new("R_REQUIRED", "la_code", "", "a blank cell where a code is wanted"));
        }
        let area = gather.area(kind_of(&code), &code, &row.maybe(name), &row.maybe(ons_code), Some(month));
        columns.figures(gather, row, &area, month)
    })?;
    hold(gather, checks::totals);
    Ok(())
}

pub(in super::super) fn england(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let columns = MonthColumns::of(&csv);
    each_row(&mut csv, gather, |gather, row| {
        let month = columns.month(row)?;
        let area = gather.area(AreaKind::England, ENGLAND, "England", "", Some(month));
        columns.figures(gather, row, &area, month)
    })?;
    hold(gather, checks::totals);
    Ok(())
}

pub(in super::super) fn breakdown(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let [month, care, reason, org, days] = ["month", "care", "reason_code", "org", "days"].map(|name| csv.column(name));
    each_row(&mut csv, gather, |gather, row| {
        let month = month_in(row, month)?;
        let code = |column: &str, text: &str| RecordIssue::new("R_CODE", column, text, "no word of these returns");
        let [care, reason, org] = [care, reason, org].map(|at| row.maybe(at));
        let label = |text: &str| super::blocks::label_of(text);
        let care_type = label(&care).map(|label| label.care_type).filter(|word| !word.is_empty());
        let attributed_to = label(&org).map(|label| label.attributed_to).filter(|word| !word.is_empty());
        let care_type = care_type.ok_or_else(|| code("care", &care))?;
        let attributed_to = attributed_to.ok_or_else(|| code("org", &org))?;
        let reason = lookup::reason_by_letter(&reason).ok_or_else(|| code("reason_code", &reason))?;
        let area = gather.area(AreaKind::England, ENGLAND, "England", "", Some(month));
        let value = count_of("days", &row.maybe(days))?;
        let mut figure = gather.figure(&area, Some(month), None, measure::DELAYED_DAYS, value);
        figure.of.care_type = gather.word(care_type);
        figure.of.attributed_to = gather.word(attributed_to);
        figure.of.reason = gather.word(&reason.code);
        Ok(vec![figure])
    })?;
    hold(gather, checks::totals);
    Ok(())
}

struct MonthColumns {
    month: Option<usize>,
    totals: Vec<(usize, &'static (&'static str, &'static str, &'static str))>,
    reasons: Vec<(usize, &'static lookup::DelayReason)>,
}

impl MonthColumns {
    fn of(csv: &Csv<'_>) -> Self {
        let reason_at =
            |reason: &lookup::DelayReason| csv.column(&format!("reason_{}", reason.code.to_ascii_lowercase()));
        Self {
            month: csv.column("month"),
            totals: TOTALS.iter().filter_map(|total| Some((csv.column(total.0)?, total))).collect(),
            reasons: lookup::reasons().iter().filter_map(|reason| Some((reason_at(reason)?, reason))).collect(),
        }
    }

    fn month(&self, row: CsvRow<'_>) -> Result<Month, RecordIssue> {
        month_in(row, self.month)
    }

    fn figures(
        &self,
        gather: &mut Gather<'_>,
        row: CsvRow<'_>,
        area: &Area,
        month: Month,
    ) -> Result<Vec<Figure>, RecordIssue> {
        let mut figures = Vec::with_capacity(self.totals.len() + self.reasons.len());
        for (at, (column, attributed_to, care_type)) in &self.totals {
            let value = count_of(column, &row.text(*at))?;
            let mut figure = gather.figure(area, Some(month), None, measure::DELAYED_DAYS, value);
            figure.of.attributed_to = gather.word(attributed_to);
            figure.of.care_type = gather.word(care_type);
            figures.push(figure);
        }
        for (at, reason) in &self.reasons {
            let value = count_of(&format!("reason_{}", reason.code), &row.text(*at))?;
            if value.absence() == Some(Absence::Blank) && !asked(reason, month) {
                continue; // the column was not there in that month's workbook
            }
            let mut figure = gather.figure(area, Some(month), None, measure::DELAYED_DAYS, value);
            figure.of.reason = gather.word(&reason.code);
            figures.push(figure);
        }
        Ok(figures)
    }
}

fn month_in(row: CsvRow<'_>, at: Option<usize>) -> Result<Month, RecordIssue> {
    let text = row.maybe(at);
    text.parse().map_err(|_| RecordIssue::new("R_DATE", "month", &text, "not a month, as in `2018-03`"))
}
