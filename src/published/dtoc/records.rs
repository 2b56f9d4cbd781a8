//! The record-level file: one row for provider, council, kind of care and reason, with days of all three organisations.
//!
//! Its columns changed with the years (health authority or parent, snapshot patients or beds, year and month or one
//! period). Any mix of the columns that are known is read if all three organisations have days under one style of name.

use super::super::cells::plain_name;
use super::super::csv::{Csv, CsvRow};
use super::super::gather::{Gather, RecordIssue, count_of, figure_of};
use super::super::{each_row, hold, lookup, measure, period};
use super::{CARE_TYPES, checks, kind_of, word_of};
use crate::domain::published::FigureValue;
use crate::domain::{Figure, Month};
use crate::files::refusal::Refusal;

/// Where the figures of one organisation stand.
struct RecordColumns {
    attributed_to: &'static str,
    days: usize,
    patients: Option<usize>,
    beds: Option<usize>,
}

/// Where the month stands.
enum MonthPlace {
    One(usize),
    YearAndName(usize, usize),
}

/// For each organisation: days and patients of the older style, days and beds of the newer.
const STYLES: [(&str, [&str; 4]); 3] = [
    ("nhs", ["nhs b sum", "nhs a sum", "nhs", "nhs dtoc beds"]),
    ("social_care", ["social care b sum", "social care a sum", "social care", "social care dtoc beds"]),
    ("both", ["both b sum", "both a sum", "both b", "both dtoc beds"]),
];

pub(in super::super) fn read(mut csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let columns = columns(&csv)?;
    let period = period_columns(&csv)?;
    let place = |name: &str| csv.column(name).unwrap_or(usize::MAX);
    let keys = [
        "local authority code",
        "local authority name",
        "provider org code",
        "provider org name",
        "acute or non acute description",
        "reason for delay",
    ]
    .map(place);
    let full = csv.column("period").is_some() && columns.iter().all(|organisation| organisation.beds.is_some());
    each_row(&mut csv, gather, |gather, row| figures(gather, row, &columns, &period, keys))?;
    let mut note = None;
    hold(gather, |figures, found| {
        checks::impossible_cells(figures, found);
        checks::beds(figures, found);
        note = checks::whole_pairs(figures, found, full);
    });
    gather.notes.extend(note);
    Ok(())
}

fn refused(what: String) -> Refusal {
    Refusal::new("F_HEADER_MISSING", what, "columns are never guessed: take the publisher's file again")
}

fn columns(csv: &Csv<'_>) -> Result<Vec<RecordColumns>, Refusal> {
    let is_older = csv.column("nhs b sum").is_some();
    let mut used = Vec::new();
    for (attributed_to, [older, patients, newer, beds]) in STYLES {
        let (wanted, unwanted) = if is_older { (older, [newer, beds]) } else { (newer, [older, patients]) };
        let Some(days) = csv.column(wanted) else {
            return Err(refused(format!("the header is that of `dtoc-records`, but `{wanted}` is not there")));
        };
        if let Some(other) = unwanted.iter().find(|name| csv.column(name).is_some()) {
            return Err(refused(format!("`{wanted}` and `{other}` are columns of different years of `dtoc-records`")));
        }
        let (patients, beds) = (csv.column(patients), csv.column(beds));
        used.push(RecordColumns { attributed_to, days, patients, beds });
    }
    Ok(used)
}

fn period_columns(csv: &Csv<'_>) -> Result<MonthPlace, Refusal> {
    match (csv.column("period"), csv.column("year"), csv.column("period name")) {
        (Some(period), None, None) => Ok(MonthPlace::One(period)),
        (None, Some(year), Some(name)) => Ok(MonthPlace::YearAndName(year, name)),
        _ => Err(refused("the month must stand in `Period`, or in `Year` and `Period Name`".to_owned())),
    }
}

fn month_of(row: CsvRow<'_>, period: &MonthPlace) -> Result<Month, RecordIssue> {
    let (column, text, month) = match *period {
        MonthPlace::One(at) => ("Period", row.text(at), period::of_return(&row.text(at))),
        MonthPlace::YearAndName(year, name) => {
            ("Period Name", row.text(name), period::of_year(&row.text(year), &row.text(name)))
        }
    };
    month.ok_or_else(|| RecordIssue::new("R_DATE", column, &text, "not a month as these files write it"))
}

fn figures(
    gather: &mut Gather<'_>,
    row: CsvRow<'_>,
    columns: &[RecordColumns],
    period: &MonthPlace,
    keys: [usize; 6],
) -> Result<Vec<Figure>, RecordIssue> {
    let month = month_of(row, period)?;
    let [code, name, provider, provider_name, care, reason] = keys.map(|at| row.text(at));
    for (column, text) in [("Local Authority Code", &code), ("Provider Org Code", &provider)] {
        if text.is_empty() {
            return Err(RecordIssue::new("R_REQUIRED", column, "", "a blank cell where a code is wanted"));
        }
    }
    let care_type = word_of(&CARE_TYPES, &plain_name(&care)).ok_or_else(|| {
        RecordIssue::new("R_CODE", "Acute Or Non Acute Description", &care, "neither `Acute` nor `Non-Acute`")
    })?;
    let reason = lookup::reason_by_token(&reason)
        .ok_or_else(|| RecordIssue::new("R_CODE", "Reason For Delay", &reason, "no reason of these returns"))?;
    let area = gather.area(kind_of(&code), &code, &name, "", Some(month));
    let mut figures = Vec::with_capacity(2 * columns.len());
    // A file of some months has millions of figures: what those of a row share is looked up once.
    let mut of_row = gather.figure(&area, Some(month), None, measure::DELAYED_DAYS, FigureValue::Number(0.0));
    of_row.of.provider_code = gather.word(&provider);
    of_row.provider_name = gather.word(&provider_name);
    of_row.of.reason = gather.word(&reason.code);
    of_row.of.care_type = gather.word(care_type);
    for organisation in columns {
        let attributed_to = gather.word(organisation.attributed_to);
        let mut put = |measure: &str, value| {
            let mut figure = Figure { value, ..of_row.clone() };
            if measure != measure::DELAYED_DAYS {
                figure.measure = gather.word(measure);
            }
            figure.of.attributed_to = attributed_to.clone();
            figures.push(figure);
        };
        put(measure::DELAYED_DAYS, count_of("days", &row.text(organisation.days))?);
        if let Some(at) = organisation.patients {
            put(measure::DELAYED_PATIENTS, count_of("patients", &row.text(at))?);
        }
        if let Some(at) = organisation.beds {
            put(measure::DTOC_BEDS, figure_of("DTOC beds", &row.text(at))?);
        }
    }
    Ok(figures)
}
