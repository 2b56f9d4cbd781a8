//! The rules that figures of the situation report keep among themselves.

use std::collections::{BTreeMap, HashMap};

use super::super::check::{Checks, Pair, PublicationRule, PublishedSum, SumRole, adds_up, exactly, never, sums};
use super::super::measure::*;
use crate::domain::{AreaKind, Figure, Month};

const LEFT_OR_STAYED: PublicationRule = PublicationRule {
    name: "no_longer_meets_is_discharged_and_remaining",
    says: "patients who no longer meet the criteria to reside = discharged + remaining",
};
const DAILY: PublicationRule =
    PublicationRule { name: "daily_average_is_total_by_days", says: "daily average = total / days recorded" };
const SHARE: PublicationRule = PublicationRule {
    name: "remaining_share_is_remaining_by_all",
    says: "the share of those who stayed = remaining / no longer meeting the criteria",
};
const PROVIDERS: PublicationRule =
    PublicationRule { name: "providers_add_to_icbs", says: "providers come to the same as integrated care boards" };
const ICBS: PublicationRule =
    PublicationRule { name: "icbs_add_to_england", says: "integrated care boards add to England" };
/// The one difference that the publisher's revisions explain: small, and in months only. In 2024-25 it was a thousandth.
const REVISED: &str =
    "the national series is revised apart from the files of organisations; less than 1% of the figure";
const REVISED_BELOW: f64 = 0.01;
const REASONS: PublicationRule = PublicationRule {
    name: "icbs_add_to_england_by_reason",
    says: "reasons of integrated care boards add to England, as far as rounding lets them",
};

/// Rows of the daily file. Those with a remark are dated wrongly and stay out.
pub(super) fn daily(figures: &[Figure], checks: &mut Checks) {
    let dated = || figures.iter().filter(|figure| figure.remark.is_empty());
    let has_total = dated().any(|figure| &*figure.measure == LEFT && figure.of.band.is_empty());
    let of_area = sums(dated(), |figure| {
        let role = match (&*figure.measure, figure.of.band.is_empty()) {
            (NOT_RESIDING, _) => SumRole::Total,
            (REMAINING, _) => SumRole::Part,
            (LEFT, is_total) if is_total == has_total => SumRole::Part,
            _ => return None,
        };
        Some(((figure.area.kind, &*figure.area.code, figure.day), role))
    });
    adds_up(checks, &LEFT_OR_STAYED, &of_area, exactly, never);
    let core = || dated().filter(|figure| [NOT_RESIDING, LEFT, REMAINING].contains(&&*figure.measure));
    let role = |figure: &Figure| match figure.area.kind {
        AreaKind::England => Some(SumRole::Total),
        AreaKind::Icb => Some(SumRole::Part),
        _ => None,
    };
    let of_england = sums(core(), |figure| Some(((figure.day, &*figure.measure, &*figure.of.band), role(figure)?)));
    adds_up(checks, &ICBS, &of_england, exactly, never);
    providers(core(), checks);
}

type TrustFigures<'f> = HashMap<&'f str, &'f Figure>;

/// Monthly tables.
pub(super) fn months(figures: &[Figure], checks: &mut Checks) {
    let mut places: BTreeMap<(AreaKind, &str, Option<Month>), TrustFigures<'_>> = BTreeMap::new();
    for figure in figures {
        let place = (figure.area.kind, &*figure.area.code, figure.period);
        places.entry(place).or_default().insert(&figure.measure, figure);
    }
    for cells in places.values() {
        month(cells, checks);
    }
    let totals = || figures.iter().filter(|figure| &*figure.measure == LEFT);
    let england = sums(totals(), |figure| match figure.area.kind {
        AreaKind::England => Some((figure.period, SumRole::Total)),
        AreaKind::Icb => Some((figure.period, SumRole::Part)),
        _ => None,
    });
    adds_up(checks, &ICBS, &england, exactly, revised);
    providers(totals(), checks);
}

/// Why England differs from its boards in a month, if it does by so little.
fn revised(sum: &PublishedSum<'_>) -> Option<&'static str> {
    let (stated, found) = (sum.totals.first()?.value.addend()?, sum.found()?);
    ((stated - found).abs() < REVISED_BELOW * stated).then_some(REVISED)
}

/// The months in which England was revised apart, and what that means.
pub(super) fn revised_months(checks: &Checks) -> Option<(String, &'static str)> {
    let check = checks.0.iter().find(|check| check.name == ICBS.name)?;
    let revised = check.differences.iter().filter(|difference| difference.explained.is_some());
    let months: Vec<&str> = revised.map(|difference| &*difference.period).collect();
    (!months.is_empty()).then(|| (months.join(", "), REVISED))
}

/// Providers against boards: neither is one figure, so their sums are held to each other at the first board.
fn providers<'f>(totals: impl Iterator<Item = &'f Figure>, checks: &mut Checks) {
    let mut sides: BTreeMap<_, [PublishedSum<'f>; 2]> = BTreeMap::new();
    for figure in totals {
        let side = match figure.area.kind {
            AreaKind::Icb => 0,
            AreaKind::Provider => 1,
            _ => continue,
        };
        let key = (figure.period, figure.day, &*figure.measure, &*figure.of.band);
        sides.entry(key).or_default()[side].parts.push(figure);
    }
    for [icbs, providers] in sides.values() {
        let (Some(first), false) = (icbs.parts.first(), providers.parts.is_empty()) else {
            checks.lack(&PROVIDERS, &icbs.parts, false);
            checks.lack(&PROVIDERS, &providers.parts, true);
            continue;
        };
        icbs.parts.iter().chain(&providers.parts).for_each(|figure| checks.bind(figure));
        // A provider that merged away has no figure, and nothing to add.
        let known = providers.parts.iter().filter_map(|provider| provider.value.addend()).sum();
        let mut all = (*first).clone();
        all.area.name = "all integrated care boards".into();
        checks.compare(&PROVIDERS, &all, Pair::exact(icbs.found(), Some(known)), || None);
    }
}

fn month(cells: &TrustFigures<'_>, checks: &mut Checks) {
    let value = |measure: &str| cells.get(measure).and_then(|figure| figure.value.number());
    let (all, left, stayed) = (value(NOT_RESIDING_DAILY), value(LEFT_DAILY), value(REMAINING_DAILY));
    if let Some(figure) = cells.get(NOT_RESIDING_DAILY) {
        // Three figures, each rounded to two places.
        let found = left.zip(stayed).map(|(left, stayed)| left + stayed);
        bind_all(cells, [LEFT_DAILY, REMAINING_DAILY], all.is_some() && found.is_some(), checks);
        checks.compare(&LEFT_OR_STAYED, figure, Pair { stated: all, found, within: 0.015 + 1e-6 }, || None);
    }
    if let Some(figure) = cells.get(LEFT_DAILY) {
        let days = value(DAYS_RECORDED).filter(|days| *days > 0.0);
        let found = value(LEFT).zip(days).map(|(total, days)| total / days);
        bind_all(cells, [LEFT, DAYS_RECORDED], left.is_some() && found.is_some(), checks);
        checks.compare(&DAILY, figure, Pair { stated: left, found, within: 0.005 + 1e-6 }, || None);
    }
    if let Some(figure) = cells.get(REMAINING_SHARE) {
        let found = stayed.zip(all.filter(|all| *all > 0.0)).map(|(stayed, all)| 100.0 * stayed / all);
        // The share was taken before the two averages were rounded.
        let within = 0.005 + all.map_or(0.0, |all| 100.0 * 0.01 / all) + 1e-6;
        checks.compare(&SHARE, figure, Pair { stated: figure.value.number(), found, within }, || None);
    }
}

fn bind_all(cells: &TrustFigures<'_>, measures: [&str; 2], is_held: bool, checks: &mut Checks) {
    let found = measures.iter().filter(|_| is_held).filter_map(|measure| cells.get(measure));
    found.for_each(|figure| checks.bind(figure));
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
        AreaKind::England => Some((&*figure.of.reason, SumRole::Total)),
        AreaKind::Icb => Some((&*figure.of.reason, SumRole::Part)),
        _ => None,
    });
    england.retain(|_, sum| {
        let wanted = sum.totals.first().and_then(|total| of(total));
        sum.totals.is_empty() || sum.parts.iter().all(|part| of(part) == wanted)
    });
    adds_up(checks, &REASONS, &england, |sum| 0.005 * (1 + sum.parts.len()) as f64 + 1e-6, never);
}
