//! The rules that figures of delayed transfers keep among themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::super::cells::shown;
use super::super::check::{Checks, Pair, PublicationRule, PublishedSum, SumRole, adds_up, never, sums};
use super::super::{lookup, measure};
use crate::domain::{AreaKind, Figure, Month};
use crate::files::refusal::FileWarning;
use crate::files::wording::count;

const ORGANISATIONS: PublicationRule =
    PublicationRule { name: "organisations_add_up", says: "NHS + social care + both = total" };
const CARE_TYPES: PublicationRule = PublicationRule { name: "care_types_add_up", says: "acute + non-acute = total" };
const REASONS: PublicationRule = PublicationRule { name: "reasons_add_up", says: "the reasons add to the total" };
const AREAS: PublicationRule =
    PublicationRule { name: "areas_add_to_england", says: "the areas add to the England row" };
const BEDS: PublicationRule =
    PublicationRule { name: "beds_are_days_by_calendar_days", says: "DTOC beds = delayed days / days of the month" };
const IMPOSSIBLE: PublicationRule = PublicationRule {
    name: "impossible_cells_are_empty",
    says: "no delay is attributed to a body that cannot be responsible for the reason",
};
const PAIRS: PublicationRule = PublicationRule {
    name: "pairs_are_whole",
    says: "a provider and a council have 21 rows: 10 reasons of acute care, 11 of non-acute",
};
const SINCE: PublicationRule =
    PublicationRule { name: "reasons_are_of_the_month", says: "reason O has no days before April 2017" };

/// Every rule but the one about whole pairs.
pub(super) fn totals(figures: &[Figure], checks: &mut Checks) {
    let role = |part: &str| if part.is_empty() { SumRole::Total } else { SumRole::Part };
    let by_organisation = sums(figures, |figure| {
        let of = &figure.of;
        Some(((place(figure), &*of.reason, &*of.care_type), role(&of.attributed_to)))
    });
    adds_up(checks, &ORGANISATIONS, &by_organisation, near, never);
    let by_care = sums(figures, |figure| {
        let of = &figure.of;
        Some(((place(figure), &*of.reason, &*of.attributed_to), role(&of.care_type)))
    });
    adds_up(checks, &CARE_TYPES, &by_care, near, never);
    let by_reason = sums(figures, |figure| {
        let of = &figure.of;
        Some(((place(figure), &*of.care_type, &*of.attributed_to), role(&of.reason)))
    });
    adds_up(checks, &REASONS, &by_reason, near, never);
    let by_area = sums(figures, |figure| {
        let of = &figure.of;
        let role = if figure.area.kind == AreaKind::England { SumRole::Total } else { SumRole::Part };
        Some(((figure.period, &*figure.measure, &*of.care_type, &*of.attributed_to, &*of.reason), role))
    });
    adds_up(checks, &AREAS, &by_area, near, never);
    beds(figures, checks);
    impossible_cells(figures, checks);
}

fn place(figure: &Figure) -> (AreaKind, &str, Option<Month>, &str) {
    (figure.area.kind, &figure.area.code, figure.period, &figure.measure)
}

/// Days are whole; beds are fractions, each rounded by the spreadsheet at its last digits.
fn near(sum: &PublishedSum<'_>) -> f64 {
    1e-6 * (1 + sum.parts.len()) as f64
}

/// Beds against days.
pub(super) fn beds(figures: &[Figure], checks: &mut Checks) {
    let of = |wanted: &'static str| figures.iter().filter(move |figure| &*figure.measure == wanted);
    // Words of one file are shared; the measure, which differs, is left out.
    let cell = |figure: &'_ Figure| {
        let ([words @ .., _measure], kind, period) = figure.address();
        (words, kind, period)
    };
    if of(measure::DTOC_BEDS).next().is_none() {
        return;
    }
    let days: HashMap<_, _, FixedState> = of(measure::DELAYED_DAYS).map(|figure| (cell(figure), figure)).collect();
    for figure in of(measure::DTOC_BEDS) {
        let (Some(days), Some(month)) = (days.get(&cell(figure)), figure.period) else { continue };
        if figure.value.addend().is_some() {
            checks.bind(days);
        }
        let found = days.value.addend().map(|days| days / f64::from(month.days()));
        let failed = checks.failed();
        checks.compare(&BEDS, figure, Pair { stated: figure.value.addend(), found, within: 1e-6 }, || None);
        if checks.failed() > failed {
            checks.doubt(days);
        }
    }
}

/// Cells that cannot have a value.
pub(super) fn impossible_cells(figures: &[Figure], checks: &mut Checks) {
    let (mut last, mut reason) = (None, None);
    for figure in figures {
        let of = &figure.of;
        // The figures of a row have one reason.
        if last != Some(of.reason.as_ptr()) {
            (last, reason) = (Some(of.reason.as_ptr()), lookup::reason_by_letter(&of.reason));
        }
        let Some(reason) = reason else { continue };
        if figure.period.is_some_and(|month| !was_asked(reason, month)) {
            empty(&SINCE, figure, checks);
            continue;
        }
        let is_possible = match &*of.attributed_to {
            "nhs" => reason.may_be[0],
            "social_care" => reason.may_be[1],
            "both" => reason.may_be[2],
            _ => true,
        };
        if is_possible && (reason.acute || &*of.care_type != "acute") {
            continue;
        }
        empty(&IMPOSSIBLE, figure, checks);
    }
}

fn empty(rule: &PublicationRule, figure: &Figure, checks: &mut Checks) {
    match figure.value.number().unwrap_or(0.0) {
        0.0 => checks.hold(rule),
        stated => {
            checks.doubt(figure);
            checks.differ(rule, figure, (shown(stated), "0".to_owned()), None);
        }
    }
}

/// Whether rows are missing or too many. The layout of 2018 to 2020 has a row for every reason, so there it is a rule;
/// whether the older ones always did is unknown, so a note lists their missing rows.
pub(super) fn whole_pairs(figures: &[Figure], checks: &mut Checks, is_rule: bool) -> Option<FileWarning> {
    let mut pairs: BTreeMap<_, (BTreeSet<(&str, &str)>, &Figure)> = BTreeMap::new();
    let days_of_nhs =
        figures.iter().filter(|figure| &*figure.measure == measure::DELAYED_DAYS && &*figure.of.attributed_to == "nhs");
    for figure in days_of_nhs {
        let key = (&*figure.of.provider_code, &*figure.area.code, figure.period);
        let row = (&*figure.of.care_type, &*figure.of.reason);
        pairs.entry(key).or_insert((BTreeSet::new(), figure)).0.insert(row);
    }
    let mut partial: Vec<String> = Vec::new();
    let mut torn: HashSet<_> = HashSet::new();
    for (key, (rows, figure)) in pairs {
        let wanted = rows_of(figure.period);
        if rows == wanted {
            if is_rule {
                checks.hold(&PAIRS);
            }
            continue;
        }
        let stated = format!("{} rows{}", rows.len(), apart(&rows, &wanted));
        if is_rule {
            let words = (figure.what_words(), stated, format!("{} rows", wanted.len()));
            checks.differ_from(&PAIRS, figure, words, "the layout", None);
            torn.insert(key);
        } else {
            partial.push(format!("{}, {}: {stated}", figure.area_words(), figure.period_words()));
        }
    }
    let of_pair = |figure: &&Figure| {
        !torn.is_empty() && torn.contains(&(&*figure.of.provider_code, &*figure.area.code, figure.period))
    };
    figures.iter().filter(of_pair).for_each(|figure| checks.doubt(figure));
    let first = partial.first()?;
    let pairs = count(partial.len(), "provider and council pair");
    let message = format!("{pairs} without a row for each kind of care and reason of the month: {first}");
    Some(FileWarning::new("W_ROWS_MISSING", message, "if the publisher's file has them, take it again"))
}

/// The rows of a pair: every reason of the month for each kind of care that it can be given for.
fn rows_of(month: Option<Month>) -> BTreeSet<(&'static str, &'static str)> {
    let reasons = lookup::reasons().iter().filter(|reason| month.is_none_or(|month| was_asked(reason, month)));
    let rows = |reason: &'static lookup::DelayReason| {
        let acute = reason.acute.then_some(("acute", &*reason.code));
        acute.into_iter().chain([("non_acute", &*reason.code)])
    };
    reasons.flat_map(rows).collect()
}

/// The reason `O` came late; the others are as old as the return.
fn was_asked(reason: &lookup::DelayReason, month: Month) -> bool {
    reason.code != "O" || month >= reason.first
}

/// What is not there, and what should not be.
fn apart(rows: &BTreeSet<(&str, &str)>, wanted: &BTreeSet<(&str, &str)>) -> String {
    let named = |word: &str, rows: Vec<&(&str, &str)>| {
        let names: Vec<String> = rows.iter().take(6).map(|(care, reason)| format!("{care} {reason}")).collect();
        let more = if rows.len() > 6 { " and others" } else { "" };
        if rows.is_empty() { String::new() } else { format!(", {word} {}{more}", names.join(" and ")) }
    };
    let (gone, surplus) = (wanted.difference(rows).collect(), rows.difference(wanted).collect());
    format!("{}{}", named("without", gone), named("with", surplus))
}
