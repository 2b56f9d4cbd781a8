//! The rules that figures of the situation report keep among themselves.

use std::collections::{BTreeMap, HashMap};

use super::super::check::{Checks, Pair, Role, Rule, Sum, adds_up, exactly, never, sums};
use super::super::measure::*;
use crate::domain::{AreaKind, Figure, Month};

const LEFT_OR_STAYED: Rule = Rule {
    name: "no_longer_meets_is_discharged_and_remaining",
    says: "patients who no longer meet the criteria to reside = discharged + remaining",
    excuse: None,
};
const DAILY: Rule =
    Rule { name: "daily_average_is_total_by_days", says: "daily average = total / days recorded", excuse: None };
const SHARE: Rule = Rule {
    name: "remaining_share_is_remaining_by_all",
    says: "the share of those who stayed = remaining / no longer meeting the criteria",
    excuse: None,
};
const PROVIDERS: Rule =
    Rule { name: "providers_add_to_icbs", says: "providers come to the same as integrated care boards", excuse: None };
const ICBS: Rule = Rule {
    name: "icbs_add_to_england",
    says: "integrated care boards add to England",
    excuse: Some("the national series is revised apart from the files of organisations"),
};
const REASONS: Rule = Rule {
    name: "icbs_add_to_england_by_reason",
    says: "reasons of integrated care boards add to England, as far as rounding lets them",
    excuse: None,
};

/// Rows of the daily file. Those with a remark are dated wrongly and stay out.
pub(super) fn daily(figures: &[Figure], checks: &mut Checks) {
    let dated = || figures.iter().filter(|figure| figure.remark.is_empty());
    let has_total = dated().any(|figure| &*figure.measure == LEFT && figure.of.band.is_empty());
    let of_area = sums(dated(), |figure| {
        let role = match (&*figure.measure, figure.of.band.is_empty()) {
            (NOT_RESIDING, _) => Role::Total,
            (REMAINING, _) => Role::Part,
            (LEFT, is_total) if is_total == has_total => Role::Part,
            _ => return None,
        };
        Some(((figure.area.kind, &*figure.area.code, figure.day), role))
    });
    adds_up(checks, &LEFT_OR_STAYED, &of_area, exactly, never);
    let core = || dated().filter(|figure| [NOT_RESIDING, LEFT, REMAINING].contains(&&*figure.measure));
    let role = |figure: &Figure| match figure.area.kind {
        AreaKind::England => Some(Role::Total),
        AreaKind::Icb => Some(Role::Part),
        _ => None,
    };
    let of_england = sums(core(), |figure| Some(((figure.day, &*figure.measure, &*figure.of.band), role(figure)?)));
    adds_up(checks, &ICBS, &of_england, exactly, never);
}

type Cells<'f> = HashMap<&'f str, &'f Figure>;

/// Monthly tables.
pub(super) fn months(figures: &[Figure], checks: &mut Checks) {
    let mut places: BTreeMap<(AreaKind, &str, Option<Month>), Cells<'_>> = BTreeMap::new();
    for figure in figures {
        let place = (figure.area.kind, &*figure.area.code, figure.period);
        places.entry(place).or_default().insert(&figure.measure, figure);
    }
    for cells in places.values() {
        month(cells, checks);
    }
    let totals = || figures.iter().filter(|figure| &*figure.measure == LEFT);
    let england = sums(totals(), |figure| match figure.area.kind {
        AreaKind::England => Some((figure.period, Role::Total)),
        AreaKind::Icb => Some((figure.period, Role::Part)),
        _ => None,
    });
    adds_up(checks, &ICBS, &england, exactly, never);
    providers(totals(), checks);
}

/// Providers against boards: neither is one figure, so their sums are held to each other at the first board.
fn providers<'f>(totals: impl Iterator<Item = &'f Figure>, checks: &mut Checks) {
    let mut sides: BTreeMap<Option<Month>, [Sum<'f>; 2]> = BTreeMap::new();
    for figure in totals {
        let side = match figure.area.kind {
            AreaKind::Icb => 0,
            AreaKind::Provider => 1,
            _ => continue,
        };
        sides.entry(figure.period).or_default()[side].parts.push(figure);
    }
    for [icbs, providers] in sides.values() {
        let (Some(first), false) = (icbs.parts.first(), providers.parts.is_empty()) else { continue };
        // A provider that merged away has no figure, and nothing to add.
        let known = providers.parts.iter().filter_map(|provider| provider.value.addend()).sum();
        let mut all = (*first).clone();
        all.area.name = "all integrated care boards".into();
        checks.compare(&PROVIDERS, &all, Pair::exact(icbs.found(), Some(known)), || None);
    }
}

fn month(cells: &Cells<'_>, checks: &mut Checks) {
    let value = |measure: &str| cells.get(measure).and_then(|figure| figure.value.number());
    let (all, left, stayed) = (value(NOT_RESIDING_DAILY), value(LEFT_DAILY), value(REMAINING_DAILY));
    if let Some(figure) = cells.get(NOT_RESIDING_DAILY) {
        // Three figures, each rounded to two places.
        let found = left.zip(stayed).map(|(left, stayed)| left + stayed);
        checks.compare(&LEFT_OR_STAYED, figure, Pair { stated: all, found, within: 0.015 + 1e-6 }, || None);
    }
    if let Some(figure) = cells.get(LEFT_DAILY) {
        let days = value(DAYS_RECORDED).filter(|days| *days > 0.0);
        let found = value(LEFT).zip(days).map(|(total, days)| total / days);
        checks.compare(&DAILY, figure, Pair { stated: left, found, within: 0.005 + 1e-6 }, || None);
    }
    if let Some(figure) = cells.get(REMAINING_SHARE) {
        let found = stayed.zip(all.filter(|all| *all > 0.0)).map(|(stayed, all)| 100.0 * stayed / all);
        // The share was taken before the two averages were rounded.
        let within = 0.005 + all.map_or(0.0, |all| 100.0 * 0.01 / all) + 1e-6;
        checks.compare(&SHARE, figure, Pair { stated: figure.value.number(), found, within }, || None);
    }
}

/// Reasons averaged over months: boards add to England where all were averaged over the same number of months.
pub(super) fn reasons(figures: &[Figure], checks: &mut Checks) {
    let months: HashMap<_, _> = figures
        .iter()
        .filter(|figure| &*figure.measure == MONTHS_AVERAGED)
        .map(|figure| ((figure.area.kind, &*figure.area.code, &*figure.of.reason), figure.value.number()))
        .collect();
    let of =
        |figure: &Figure| months.get(&(figure.area.kind, &*figure.area.code, &*figure.of.reason)).copied().flatten();
    let averages = figures.iter().filter(|figure| &*figure.measure == BY_REASON_AVERAGE);
    let mut england = sums(averages, |figure| match figure.area.kind {
        AreaKind::England => Some((&*figure.of.reason, Role::Total)),
        AreaKind::Icb => Some((&*figure.of.reason, Role::Part)),
        _ => None,
    });
    england.retain(|_, sum| {
        let wanted = sum.totals.first().and_then(|total| of(total));
        sum.parts.iter().all(|part| of(part) == wanted)
    });
    adds_up(checks, &REASONS, &england, |sum| 0.005 * (1 + sum.parts.len()) as f64 + 1e-6, never);
}
