//! Scotland's open data: bed days of delayed people, and people delayed at the census, by board or by council.

use std::collections::BTreeMap;

use super::check::{Checks, Pair, PublicationRule, SumRole, adds_up, exactly, never, sums};
use super::csv::{Csv, CsvRow};
use super::gather::{Gather, RecordIssue, count_of, figure_of};
use super::{each_row, hold, measure, period};
use crate::domain::{AreaKind, Figure};
use crate::files::refusal::Refusal;

const SCOTLAND: &str = "S92000003";
const ALL_REASONS: &str = "All Delay Reasons";
/// The groups of the published tables, of both vintages.
const REASON_GROUPS: [&str; 6] = [
    ALL_REASONS,
    "Health and Social Care Reasons",
    "Patient and Family Related Reasons",
    CODE_9,
    CODE_9_PARTS[0],
    CODE_9_PARTS[1],
];
const AGE_GROUPS: [&str; 3] = ["18-74", "75plus", ALL_AGES];
/// A row that was derived from others, or not.
const MARKS: [&str; 2] = ["", "d"];
const ALL_AGES: &str = "18plus";
/// One group in the older vintage, two in the newer.
const CODE_9: &str = "Code 9 Reasons";
const CODE_9_PARTS: [&str; 2] = ["Code 9 AWI", "Code 9 Non-AWI"];

const REASONS: PublicationRule =
    PublicationRule { name: "reasons_add_up", says: "the reasons add to all delay reasons" };
const CODE_9_SUM: PublicationRule = PublicationRule { name: "code_9_adds_up", says: "code 9 = AWI + not AWI" };
const AGES: PublicationRule = PublicationRule { name: "ages_add_up", says: "18-74 + 75plus = 18plus" };
const AREAS: PublicationRule =
    PublicationRule { name: "areas_add_to_scotland", says: "boards or councils add to Scotland" };
const AVERAGE: PublicationRule = PublicationRule {
    name: "average_is_days_by_calendar_days",
    says: "average daily beds = bed days / days of the month, halves rounded up",
};

pub(super) fn bed_days(csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let measures = [
        ("numberofdelayedbeddays", measure::DELAYED_BED_DAYS),
        ("averagedailynumberofdelayedbeds", measure::AVERAGE_DAILY_BEDS),
    ];
    read(csv, gather, &measures)?;
    hold(gather, |figures, checks| {
        totals(figures, checks);
        averages(figures, checks);
    });
    Ok(())
}

pub(super) fn census(csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    read(csv, gather, &[("numberofcensusdelays", measure::CENSUS_DELAYS)])?;
    hold(gather, totals);
    Ok(())
}

fn read(mut csv: Csv<'_>, gather: &mut Gather<'_>, measures: &[(&str, &'static str)]) -> Result<(), Refusal> {
    let (area, kind) = match (csv.column("hbt"), csv.column("ca")) {
        (Some(at), None) => (at, AreaKind::Board),
        (None, Some(at)) => (at, AreaKind::Council),
        _ => {
            let what = "there must be a column `HBT` or a column `CA`, and not both";
            return Err(Refusal::new("F_HEADER_MISSING", what, "take the publisher's file again"));
        }
    };
    let marks = ["hbtqf", "caqf", "agegroupqf", "reasonfordelayqf"].map(|name| csv.column(name));
    let keys = ["monthofdelay", "agegroup", "reasonfordelay"].map(|name| csv.column(name));
    let measures: Vec<(usize, &'static str)> =
        measures.iter().filter_map(|(column, measure)| Some((csv.column(column)?, *measure))).collect();
    each_row(&mut csv, gather, |gather, row| {
        known_words(row, keys, marks)?;
        figures(gather, row, (area, kind), keys, &measures)
    })
}

/// Whether the age, the reason and the marks of a row are known: what is not known is never guessed.
fn known_words(
    row: CsvRow<'_>,
    [_, age, reason]: [Option<usize>; 3],
    marks: [Option<usize>; 4],
) -> Result<(), RecordIssue> {
    let [age, reason] = [age, reason].map(|at| row.maybe(at));
    if !age.is_empty() && !AGE_GROUPS.contains(&&*age) {
        return Err(RecordIssue::new("R_CODE", "AgeGroup", &age, "no age group of this publication"));
    }
    if !reason.is_empty() && !REASON_GROUPS.contains(&&*reason) {
        return Err(RecordIssue::new("R_CODE", "ReasonForDelay", &reason, "no group of reasons of this publication"));
    }
    for (column, at) in ["HBTQF", "CAQF", "AgeGroupQF", "ReasonForDelayQF"].into_iter().zip(marks) {
        let mark = row.maybe(at);
        if !MARKS.contains(&&*mark) {
            return Err(RecordIssue::new("R_CODE", column, &mark, "neither blank nor `d` (derived)"));
        }
    }
    Ok(())
}

fn figures(
    gather: &mut Gather<'_>,
    row: CsvRow<'_>,
    (area_at, kind): (usize, AreaKind),
    keys: [Option<usize>; 3],
    measures: &[(usize, &'static str)],
) -> Result<Vec<Figure>, RecordIssue> {
    let [month, age, reason] = keys.map(|at| row.maybe(at));
    let period = period::six_digits(&month)
        .ok_or_else(|| RecordIssue::new("R_DATE", "MonthOfDelay", &month, "not a month, as in `201607`"))?;
    let code = row.text(area_at);
    for (column, text) in [("HBT or CA", &code), ("AgeGroup", &age), ("ReasonForDelay", &reason)] {
        if text.is_empty() {
            return Err(RecordIssue::new("R_REQUIRED", column, "", "a blank cell where a word is wanted"));
        }
    }
    let kind = match &*code {
        SCOTLAND => AreaKind::Scotland,
        code if code.starts_with("S08") || code.starts_with("S12") => kind,
        _ => AreaKind::Elsewhere,
    };
    let ons_code = if code.starts_with('S') { &*code } else { "" };
    let area =
        gather.area(kind, &code, if kind == AreaKind::Scotland { "Scotland" } else { "" }, ons_code, Some(period));
    let mut figures = Vec::with_capacity(measures.len());
    for (at, measure) in measures {
        let text = row.text(*at);
        let is_average = *measure == measure::AVERAGE_DAILY_BEDS;
        let value = if is_average { figure_of(measure, &text)? } else { count_of(measure, &text)? };
        let mut figure = gather.figure(&area, Some(period), None, measure, value);
        figure.of.age_group = gather.word(&age);
        figure.of.reason = gather.word(&reason);
        figures.push(figure);
    }
    Ok(figures)
}

/// Averages are rounded one by one, so only counts add up.
fn totals(figures: &[Figure], checks: &mut Checks) {
    let counts = || figures.iter().filter(|figure| &*figure.measure != measure::AVERAGE_DAILY_BEDS);
    let has_parts = |figure: &Figure| CODE_9_PARTS.contains(&&*figure.of.reason);
    let split = counts().any(has_parts);
    let by_reason = sums(counts(), |figure| {
        let role = match &*figure.of.reason {
            ALL_REASONS => SumRole::Total,
            CODE_9 if split => return None,
            _ => SumRole::Part,
        };
        Some(((figure.area.kind, &*figure.area.code, figure.period, &*figure.measure, &*figure.of.age_group), role))
    });
    adds_up(checks, &REASONS, &by_reason, exactly, never);
    let by_code_9 = sums(counts(), |figure| {
        let role = match &*figure.of.reason {
            CODE_9 => SumRole::Total,
            reason if CODE_9_PARTS.contains(&reason) => SumRole::Part,
            _ => return None,
        };
        Some(((figure.area.kind, &*figure.area.code, figure.period, &*figure.measure, &*figure.of.age_group), role))
    });
    if counts().any(|figure| &*figure.of.reason == CODE_9) {
        adds_up(checks, &CODE_9_SUM, &by_code_9, exactly, never);
    }
    let by_age = sums(counts(), |figure| {
        let role = if &*figure.of.age_group == ALL_AGES { SumRole::Total } else { SumRole::Part };
        Some(((figure.area.kind, &*figure.area.code, figure.period, &*figure.measure, &*figure.of.reason), role))
    });
    adds_up(checks, &AGES, &by_age, exactly, never);
    let by_area = sums(counts(), |figure| {
        let role = if figure.area.kind == AreaKind::Scotland { SumRole::Total } else { SumRole::Part };
        Some(((figure.period, &*figure.measure, &*figure.of.age_group, &*figure.of.reason), role))
    });
    adds_up(checks, &AREAS, &by_area, exactly, never);
}

fn averages(figures: &[Figure], checks: &mut Checks) {
    let cell = |figure: &'_ Figure| (figure.area.code.clone(), figure.period, figure.of.clone());
    let days: BTreeMap<_, _> =
        figures.iter().filter(|f| &*f.measure == measure::DELAYED_BED_DAYS).map(|f| (cell(f), f.value)).collect();
    for figure in figures.iter().filter(|figure| &*figure.measure == measure::AVERAGE_DAILY_BEDS) {
        let (Some(days), Some(month)) = (days.get(&cell(figure)), figure.period) else { continue };
        let calendar = f64::from(month.days());
        // Whole numbers throughout, so that a half is a half.
        let found = days.addend().map(|days| ((2.0 * days + calendar) / (2.0 * calendar)).floor());
        checks.compare(&AVERAGE, figure, Pair::exact(figure.value.addend(), found), || None);
    }
}
