//! The publisher's CSV: one metric of one area on one day a row; eight columns to May 2024, ten from June 2024.
//!
//! Rows dated outside their file's month are known traps. They are kept, marked, and counted in a warning: additional bed
//! days are weekly snapshots and may carry the last day of the month before; others carry a wrong month.

use std::collections::BTreeMap;

use super::super::cells::{plain_name, plain_words};
use super::super::csv::{Csv, CsvRow, NextRow};
use super::super::gather::{Gather, RecordIssue, figure_of};
use super::super::{hold, measure, period};
use super::checks;
use crate::domain::{AreaKind, Figure, Month};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::wording::count;

const MISDATED: &str = "dated outside the month of its file";
const EVE: &str = "weekly snapshot dated the day before the month";

pub(in super::super) fn read(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let columns =
        ["period", "level", "region", "icb", "org code", "org name", "metric", "value", "metric type", "metric group"]
            .map(|name| csv.column(name));
    let mut rows = Vec::new();
    let mut months: BTreeMap<Option<Month>, usize> = BTreeMap::new();
    loop {
        match csv.next()? {
            NextRow::End => break,
            NextRow::Unread(line, code, message, hint) => {
                gather.begin();
                gather.reject(line, RecordIssue { hint, ..RecordIssue::new(code, "", "", message) });
            }
            NextRow::Row(line, row) => {
                gather.begin();
                match figure(gather, row, columns) {
                    Ok(figure) => {
                        *months.entry(figure.period).or_default() += 1;
                        rows.push((line, figure));
                    }
                    Err(issue) => gather.reject(line, issue),
                }
            }
        }
    }
    gather.receipt.blank_lines = csv.blank_lines;
    let month = months.iter().max_by_key(|(_, rows)| **rows).and_then(|(month, _)| *month);
    take(rows, month, gather);
    hold(gather, checks::daily);
    Ok(())
}

/// Takes the rows, those outside the month of the file with a mark.
fn take(rows: Vec<(u32, Figure)>, month: Option<Month>, gather: &mut Gather<'_>) {
    let mut outside: BTreeMap<(String, &'static str), u32> = BTreeMap::new();
    for (line, mut figure) in rows {
        if let (Some(month), Some(day)) = (month, figure.day)
            && day.month() != month
        {
            let is_eve = &*figure.measure == measure::ADDITIONAL_BED_DAYS && day == month.previous().last();
            let why = if is_eve { EVE } else { MISDATED };
            figure.remark = gather.word(why);
            *outside.entry((day.to_string(), why)).or_default() += 1;
        }
        gather.back_at(figure.origin.source_record);
        gather.take(line, vec![figure]);
    }
    for ((day, why), rows) in outside {
        let month = month.map_or_else(String::new, Month::long);
        let message = format!(
            "{} of {day} in the file of {month}: {why}; they are kept under that day, with a remark",
            count(rows as usize, "row")
        );
        let hint = "leave them out of sums until the publisher corrects the file";
        gather.receipt.warnings += rows;
        gather.notes.push(FileWarning::new("W_MISDATED", message, hint));
    }
}

fn figure(gather: &mut Gather<'_>, row: CsvRow<'_>, columns: [Option<usize>; 10]) -> Result<Figure, RecordIssue> {
    let [date, level, region, _, code, name, metric, value, kind, group] = columns.map(|at| row.maybe(at));
    let day = period::day_month_year(&date)
        .ok_or_else(|| RecordIssue::new("R_DATE", "Period", &date, "not a day, as in `01/06/2024`"))?;
    let area_kind = match plain_name(&level).as_str() {
        "national" => AreaKind::England,
        "region" | "regional" => AreaKind::Region,
        "icb" => AreaKind::Icb,
        "provider" => AreaKind::Provider,
        _ => return Err(RecordIssue::new("R_CODE", "Level", &level, "no level of this publication")),
    };
    // A region may have no code of its own.
    let has_code = !code.is_empty() && code != "[z]";
    let area_code = if has_code { &code } else { &region };
    if area_code.is_empty() || *area_code == "[z]" {
        return Err(RecordIssue::new("R_REQUIRED", "Org Code", &code, "no code of the area that the row is about"));
    }
    let words = plain_words(&metric);
    if words.is_empty() {
        return Err(RecordIssue::new("R_REQUIRED", "Metric", "", "a blank cell where a metric is wanted"));
    }
    let value = figure_of("Value", &value)?;
    let area = gather.area(area_kind, area_code, &name, "", Some(day.month()));
    let (measure, band) = measure_of(&words, &plain_name(&group));
    let mut figure = gather.figure(&area, Some(day.month()), Some(day), measure, value);
    figure.of.band = gather.word(band);
    figure.of.basis = gather.word(&plain_words(&kind));
    match measure {
        measure::NOT_RESIDING | measure::LEFT | measure::REMAINING => {}
        measure::BY_REASON | measure::COST_BY_REASON => figure.of.reason = gather.word(&words),
        _ => figure.of.detail = gather.word(&words),
    }
    Ok(figure)
}

/// What a metric is, by its exact words or its group; any other is kept under its own words.
fn measure_of(words: &str, group: &str) -> (&'static str, &'static str) {
    match words.to_ascii_lowercase().as_str() {
        "number of patients who no longer meet the criteria to reside" => return (measure::NOT_RESIDING, ""),
        "number of patients discharged" => return (measure::LEFT, ""),
        "number of patients discharged by 17:00" => return (measure::LEFT, "by 17:00"),
        "number of patients discharged between 17:01 and 23:59" => return (measure::LEFT, "17:01 to 23:59"),
        "number of patients remaining in hospital who no longer meet the criteria to reside" => {
            return (measure::REMAINING, "");
        }
        "number of additional bed days, patients with a length of stay of 7 days or over" => {
            return (measure::ADDITIONAL_BED_DAYS, "7+");
        }
        "number of additional bed days, patients with a length of stay of 14 days or over" => {
            return (measure::ADDITIONAL_BED_DAYS, "14+");
        }
        "number of additional bed days, patients with a length of stay of 21 days or over" => {
            return (measure::ADDITIONAL_BED_DAYS, "21+");
        }
        _ => {}
    }
    match group {
        "discharge destination" => (measure::BY_DESTINATION, ""),
        "delay reason" => (measure::BY_REASON, ""),
        "delay reason los 7+" => (measure::BY_REASON, "7+"),
        "delay reason los 14+" => (measure::BY_REASON, "14+"),
        "delay reason los 7+ costs" => (measure::COST_BY_REASON, "7+"),
        "additional bed days lost" => (measure::ADDITIONAL_BED_DAYS, ""),
        _ => (measure::OTHER, ""),
    }
}
