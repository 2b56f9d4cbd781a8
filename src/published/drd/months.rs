//! Months of the publication in tables with one area a row, as they are kept for analysis.

use super::super::cells::plain_name;
use super::super::csv::Csv;
use super::super::gather::{Gather, RecordIssue, count_of, figure_of};
use super::super::measure::*;
use super::super::{each_row, hold};
use super::{DELAYED, checks, kind_of};
use crate::domain::{Absence, AreaKind, Month};
use crate::files::refusal::Refusal;

/// The columns of figures: name, measure, band, whether whole things are counted, whether it is there for councils only.
const COLUMNS: [(&str, &str, &str, bool); 10] = [
    ("total_discharges", DISCHARGES, "", true),
    ("same_day", DISCHARGES, "0", true),
    ("delayed", DISCHARGES, DELAYED, true),
    ("bed_days_after_drd", BED_DAYS, "", true),
    ("avg_days_exc_zero", AVERAGE_DAYS_DELAYED, "", false),
    ("same_day_pct", DISCHARGES_SHARE, "0", false),
    ("delayed_pct", DISCHARGES_SHARE, DELAYED, false),
    ("acceptable_providers", PROVIDERS, "", true),
    ("acceptable_provider_pct", PROVIDERS_SHARE, "", false),
    ("utla_coverage_pct", COUNCIL_SHARE, "", false),
];

/// Measures that a level may not have: their blank cells say nothing.
fn is_for(measure: &str, kind: AreaKind) -> bool {
    match measure {
        PROVIDERS | PROVIDERS_SHARE => matches!(kind, AreaKind::England | AreaKind::Region | AreaKind::Icb),
        COUNCIL_SHARE => kind == AreaKind::Council,
        _ => true,
    }
}

pub(in super::super) fn read(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let [level, code, name, month] = ["level", "code", "name", "month"].map(|name| csv.column(name));
    let columns = COLUMNS.map(|column| (csv.column(column.0), column));
    each_row(&mut csv, gather, |gather, row| {
        let (level, code, name) = (row.maybe(level), row.maybe(code), row.maybe(name));
        let month = month_of(&row.maybe(month))?;
        let kind = kind_of(&plain_name(&level))
            .ok_or_else(|| RecordIssue::new("R_CODE", "level", &level, "no level of this publication"))?;
        if code.is_empty() {
            return Err(RecordIssue::new("R_REQUIRED", "code", "", "a blank cell where a code is wanted"));
        }
        let ons_code = if kind == AreaKind::Council { &*code } else { "" };
        let area = gather.area(kind, &code, &name, ons_code, Some(month));
        let mut figures = Vec::with_capacity(columns.len());
        for (at, (column, measure, band, is_count)) in columns {
            let text = row.maybe(at);
            let value = if is_count { count_of(column, &text)? } else { figure_of(column, &text)? };
            if value.absence() == Some(Absence::Blank) && !is_for(measure, kind) {
                continue;
            }
            let mut figure = gather.figure(&area, Some(month), None, measure, value);
            figure.of.band = gather.word(band);
            figures.push(figure);
        }
        Ok(figures)
    })?;
    hold(gather, checks::all);
    Ok(())
}

/// National shares by month: the part of patients delayed, discharges, and the part of bed days.
pub(in super::super) fn shares(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let columns = ["month", "org_code", "perc_patients_delayed", "patients_discharged_volume", "perc_bed_delays"]
        .map(|name| csv.column(name));
    each_row(&mut csv, gather, |gather, row| {
        let [month, org, delayed, discharges, bed_days] = columns.map(|at| row.maybe(at));
        let month = month_of(&month)?;
        if !org.eq_ignore_ascii_case("national") {
            return Err(RecordIssue::new("R_CODE", "org_code", &org, "not `National`"));
        }
        let area = gather.area(AreaKind::England, "ENGLAND", "England", "", Some(month));
        let delayed = figure_of("perc_patients_delayed", &delayed)?;
        let mut delayed = gather.figure(&area, Some(month), None, DISCHARGES_SHARE, delayed);
        delayed.of.band = gather.word(DELAYED);
        let discharges = count_of("patients_discharged_volume", &discharges)?;
        let discharges = gather.figure(&area, Some(month), None, DISCHARGES, discharges);
        let bed_days = figure_of("perc_bed_delays", &bed_days)?;
        Ok(vec![delayed, discharges, gather.figure(&area, Some(month), None, BED_DAYS_SHARE, bed_days)])
    })
}

fn month_of(text: &str) -> Result<Month, RecordIssue> {
    text.parse().map_err(|_| RecordIssue::new("R_DATE", "month", text, "not a month, as in `2024-04`"))
}
