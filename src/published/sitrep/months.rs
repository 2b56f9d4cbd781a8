//! Months of the report in tables with one area a row, and reasons averaged over months, as they are kept for analysis.

use super::super::cells::{plain_name, plain_words};
use super::super::csv::{Csv, CsvRow};
use super::super::gather::{Gather, RecordIssue, count_of, figure_of};
use super::super::measure::*;
use super::super::{each_row, hold};
use super::checks;
use crate::domain::published::{Area, FigureValue};
use crate::domain::{Absence, AreaKind, Month};
use crate::files::refusal::{FileWarning, Refusal};

const COLUMNS: [(&str, &str, bool); 6] = [
    ("nctr_daily_average", NOT_RESIDING_DAILY, false),
    ("discharged_total", LEFT, true),
    ("discharged_daily_average", LEFT_DAILY, false),
    ("remaining_daily_average", REMAINING_DAILY, false),
    ("remaining_pct", REMAINING_SHARE, false),
    ("days_recorded", DAYS_RECORDED, true),
];

pub(in super::super) fn read(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let keys = ["level", "code", "name"].map(|name| csv.column(name));
    let month = csv.column("month");
    let columns = COLUMNS.map(|column| (csv.column(column.0), column));
    each_row(&mut csv, gather, |gather, row| {
        let text = row.maybe(month);
        let month: Month =
            text.parse().map_err(|_| RecordIssue::new("R_DATE", "month", &text, "not a month, as in `2024-04`"))?;
        let area = area(gather, row, keys, Some(month))?;
        let mut figures = Vec::with_capacity(columns.len());
        for (at, (column, measure, is_count)) in columns {
            let text = row.maybe(at);
            let value = match &*text {
                "nan" => FigureValue::None(Absence::NotAvailable), // an average over no day
                text if is_count => count_of(column, text)?,
                text => figure_of(column, text)?,
            };
            figures.push(gather.figure(&area, Some(month), None, measure, value));
        }
        Ok(figures)
    })?;
    hold(gather, checks::months);
    if let Some((months, why)) = checks::revised_months(&gather.checks) {
        let message = format!("England is not what its integrated care boards come to in {months}: {why}");
        gather.notes.push(FileWarning::new("W_REVISED", message, ""));
    }
    Ok(())
}

/// Reasons: the mean of monthly averages. The file does not say which months, so the figures have none unless one was
/// given with the file.
pub(in super::super) fn reasons(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let keys = ["level", "code", "name"].map(|name| csv.column(name));
    let columns = ["reason", "mean_monthly_average_patients", "months"].map(|name| csv.column(name));
    let group = csv.column("reason_group");
    let period = gather.given_period();
    each_row(&mut csv, gather, |gather, row| {
        let [reason, mean, months] = columns.map(|at| row.maybe(at));
        let reason = plain_words(&reason);
        if reason.is_empty() {
            return Err(RecordIssue::new("R_REQUIRED", "reason", "", "a blank cell where a reason is wanted"));
        }
        let area = area(gather, row, keys, period)?;
        let values = [
            (BY_REASON_AVERAGE, figure_of("mean_monthly_average_patients", &mean)?),
            (MONTHS_AVERAGED, count_of("months", &months)?),
        ];
        let group = plain_words(&row.maybe(group));
        let figures = values.map(|(measure, value)| {
            let mut figure = gather.figure(&area, period, None, measure, value);
            figure.of.reason = gather.word(&reason);
            figure.of.detail = gather.word(&group);
            figure
        });
        Ok(figures.into())
    })?;
    hold(gather, checks::reasons);
    Ok(())
}

fn area(
    gather: &mut Gather<'_>,
    row: CsvRow<'_>,
    keys: [Option<usize>; 3],
    month: Option<Month>,
) -> Result<Area, RecordIssue> {
    let [level, code, name] = keys.map(|at| row.maybe(at));
    let kind = match plain_name(&level).as_str() {
        "national" => AreaKind::England,
        "region" | "regional" => AreaKind::Region,
        "icb" => AreaKind::Icb,
        "provider" => AreaKind::Provider,
        _ => return Err(RecordIssue::new("R_CODE", "level", &level, "no level of this publication")),
    };
    if code.is_empty() {
        return Err(RecordIssue::new("R_REQUIRED", "code", "", "a blank cell where a code is wanted"));
    }
    Ok(gather.area(kind, &code, &name, "", month))
}
