//! The rules that discharge-ready-date figures keep among themselves.

use std::collections::{BTreeMap, HashMap};

use super::super::check::{Checks, Pair, PublicationRule, PublishedSum, SumRole, adds_up, exactly, lacks, never, sums};
use super::super::measure::*;
use super::absent::{AbsentProviders, DAYS};
use super::{BANDS, DELAYED};
use crate::domain::{AreaKind, Figure, Month};

const BANDS_OF_DISCHARGES: PublicationRule =
    PublicationRule { name: "bands_add_to_discharges", says: "the bands of delay add to all discharges" };
const BANDS_OF_DAYS: PublicationRule =
    PublicationRule { name: "bands_add_to_bed_days", says: "bed days by band add to all bed days" };
const IN_BAND: PublicationRule = PublicationRule {
    name: "bed_days_fit_their_band",
    says: "bed days of a band lie between its shortest and its longest delay for each discharge",
};
const AVERAGE: PublicationRule = PublicationRule {
    name: "average_is_bed_days_by_discharges",
    says: "average days = bed days / discharges, with and without those not delayed",
};
const SHARES: PublicationRule =
    PublicationRule { name: "shares_are_parts_of_the_whole", says: "a share = the count / what it is a share of" };
const ICBS: PublicationRule =
    PublicationRule { name: "icbs_add_to_england", says: "integrated care boards add to England" };
const REGIONS: PublicationRule = PublicationRule { name: "regions_add_to_england", says: "regions add to England" };
/// Boards add to England in every month that is known, and regions are made of boards; but no file with regions is at hand.
/// The one gap that is known, a provider that is in no row, is 1.6 % of England's bed days, and less of its discharges.
const UNCONFIRMED: &str = "it is not confirmed that the publisher's regions add up; they are short by less than 2%";
const SHORT_BELOW: f64 = 0.02;
const PROVIDERS_SUM: PublicationRule =
    PublicationRule { name: "providers_add_to_england", says: "providers add to England" };
const COUNCILS: PublicationRule =
    PublicationRule { name: "councils_within_england", says: "councils come to no more than England" };

pub(super) fn all(figures: &[Figure], checks: &mut Checks) {
    bands(figures, checks);
    let places = by_place(figures);
    for place in places.values() {
        bed_days_in_bands(place, checks);
        averages(place, checks);
        shares(place, checks);
    }
    areas(figures, checks);
}

/// One area in one month by one source of data.
type AreaMonth<'f> = (AreaKind, &'f str, &'f str, Option<Month>, &'f str);
type ProviderFigures<'f> = HashMap<(&'f str, &'f str), &'f Figure>;

fn place(figure: &Figure) -> AreaMonth<'_> {
    let Figure { area, of, period, .. } = figure;
    (area.kind, &area.code, &of.provider_code, *period, &of.basis)
}

fn by_place(figures: &[Figure]) -> BTreeMap<AreaMonth<'_>, ProviderFigures<'_>> {
    let mut places: BTreeMap<AreaMonth<'_>, ProviderFigures<'_>> = BTreeMap::new();
    for figure in figures {
        places.entry(place(figure)).or_default().insert((&figure.measure, &figure.of.band), figure);
    }
    places
}

/// What is there of all discharges of a place: councils have a name of their own for it.
fn total<'f>(cells: &ProviderFigures<'f>) -> Option<&'f Figure> {
    cells.get(&(DISCHARGES, "")).or_else(|| cells.get(&(COUNCIL_DISCHARGES, ""))).copied()
}

fn bands(figures: &[Figure], checks: &mut Checks) {
    let of_discharges = sums(figures, |figure| match (&*figure.measure, &*figure.of.band) {
        (DISCHARGES, "") | (COUNCIL_DISCHARGES, "") => Some((place(figure), SumRole::Total)),
        (DISCHARGES, _) => Some((place(figure), SumRole::Part)),
        _ => None,
    });
    adds_up(checks, &BANDS_OF_DISCHARGES, &of_discharges, exactly, never);
    let of_days = sums(figures, |figure| match (&*figure.measure, &*figure.of.band) {
        (BED_DAYS, "") => Some((place(figure), SumRole::Total)),
        (BED_DAYS, _) => Some((place(figure), SumRole::Part)),
        _ => None,
    });
    adds_up(checks, &BANDS_OF_DAYS, &of_days, exactly, never);
}

fn bed_days_in_bands(cells: &ProviderFigures<'_>, checks: &mut Checks) {
    for (band, (shortest, longest)) in BANDS.into_iter().zip(DAYS) {
        let (Some(days), Some(count)) = (cells.get(&(BED_DAYS, band)), cells.get(&(DISCHARGES, band))) else {
            continue;
        };
        let (Some(stated), Some(count)) = (days.value.addend(), count.value.addend()) else { continue };
        let most = if count == 0.0 { 0.0 } else { count * longest };
        let found = stated.clamp(count * shortest, most);
        checks.compare(&IN_BAND, days, Pair::exact(Some(stated), Some(found)), || None);
    }
    // All together: at least a day for everyone delayed, and none without anybody.
    let Some(days) = cells.get(&(BED_DAYS, "")) else { return };
    let (Some(stated), Some(delayed)) = (days.value.addend(), delayed(cells)) else { return };
    let found = if delayed == 0.0 { 0.0 } else { stated.max(delayed) };
    checks.compare(&IN_BAND, days, Pair::exact(Some(stated), Some(found)), || None);
}

/// How many of a place were delayed.
fn delayed(cells: &ProviderFigures<'_>) -> Option<f64> {
    let count = |band: &str| cells.get(&(DISCHARGES, band)).and_then(|figure| figure.value.addend());
    count(DELAYED).or_else(|| Some(total(cells)?.value.addend()? - count("0")?))
}

fn averages(cells: &ProviderFigures<'_>, checks: &mut Checks) {
    let all = total(cells).and_then(|total| total.value.addend());
    let delayed = delayed(cells);
    let days = cells.get(&(BED_DAYS, "")).and_then(|days| days.value.addend());
    for (measure, by) in [(AVERAGE_DAYS, all), (AVERAGE_DAYS_DELAYED, delayed)] {
        let Some(figure) = cells.get(&(measure, "")) else { continue };
        if by == Some(0.0) {
            continue; // an average over no discharges has no value
        }
        let stated = figure.value.number();
        let within = stated.map_or(0.0, |stated| rounding(stated, 2));
        let found = days.zip(by).map(|(days, by)| days / by);
        checks.compare(&AVERAGE, figure, Pair { stated, found, within }, || None);
    }
}

fn shares(cells: &ProviderFigures<'_>, checks: &mut Checks) {
    let all = total(cells).and_then(|total| total.value.addend());
    let count = |band: &str| cells.get(&(DISCHARGES, band)).and_then(|figure| figure.value.addend());
    let none = count("0");
    let delayed = delayed(cells);
    let wholes = [(DISCHARGES_SHARE, all), (DELAYED_SHARE, delayed)];
    for band in BANDS.into_iter().chain([DELAYED]) {
        for (measure, whole) in wholes {
            let Some(figure) = cells.get(&(measure, band)) else { continue };
            share(figure, if band == DELAYED { delayed } else { count(band) }, whole, checks);
        }
    }
    for (measure, part) in [(SAME_DAY, none), (LATER, delayed)] {
        let Some(figure) = cells.get(&(measure, "")) else { continue };
        // A count or a share, as the file has it: only a share can be below one unless there was no delay.
        if figure.value.number().is_some_and(|value| Some(value) == part) {
            checks.bind(figure);
            checks.hold(&SHARES);
        } else {
            share(figure, part, all, checks);
        }
    }
}

/// A share as a fraction or in percent, as the file has it.
fn share(figure: &Figure, part: Option<f64>, whole: Option<f64>, checks: &mut Checks) {
    let (Some(part), Some(whole), Some(stated)) = (part, whole, figure.value.number()) else { return };
    if whole == 0.0 {
        return;
    }
    let fraction = part / whole;
    if (stated - fraction).abs() <= rounding(stated, 2) {
        checks.bind(figure);
        checks.hold(&SHARES);
        return;
    }
    let found = if stated <= 1.0 && fraction * 100.0 > 1.5 { fraction } else { fraction * 100.0 };
    let pair = Pair { stated: Some(stated), found: Some(found), within: rounding(stated, 1) };
    checks.compare(&SHARES, figure, pair, || None);
}

/// How far rounding can have moved a figure with as many decimals as are written, and at least so many.
fn rounding(stated: f64, least: usize) -> f64 {
    let text = stated.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len()).clamp(least, 9);
    0.5 * 10_f64.powi(-(decimals as i32)) + 1e-9
}

fn areas(figures: &[Figure], checks: &mut Checks) {
    let counted = || figures.iter().filter(|figure| [DISCHARGES, BED_DAYS, PROVIDERS].contains(&&*figure.measure));
    // An area has one source of data, and England all of them, unless a file gives every area by each source.
    let mut sources: HashMap<_, &str> = HashMap::new();
    let by_source = counted().any(|figure| {
        let Figure { area, of, period, measure, .. } = figure;
        let cell = (area.kind, &*area.code, &*of.provider_code, *period, &**measure, &*of.band);
        *sources.entry(cell).or_insert(&of.basis) != &*of.basis
    });
    let sums_of = |kind: AreaKind| {
        sums(counted(), move |figure| {
            let role = match figure.area.kind {
                AreaKind::England => SumRole::Total,
                other if other == kind && figure.of.provider_code.is_empty() => SumRole::Part,
                _ => return None,
            };
            let basis = if by_source { &*figure.of.basis } else { "" };
            Some(((figure.period, &*figure.measure, &*figure.of.band, basis), role))
        })
    };
    adds_up(checks, &ICBS, &sums_of(AreaKind::Icb), exactly, never);
    adds_up(checks, &REGIONS, &sums_of(AreaKind::Region), exactly, unconfirmed);
    let mut of_providers = sums_of(AreaKind::Provider);
    of_providers.retain(|(_, measure, ..), _| *measure != PROVIDERS);
    let absent = AbsentProviders::new(figures, &of_providers, by_source);
    adds_up(checks, &PROVIDERS_SUM, &of_providers, exactly, |sum| absent.explain(sum));
    let mut of_councils = sums_of(AreaKind::Council);
    of_councils.retain(|(_, measure, ..), _| *measure != PROVIDERS);
    lacks(checks, &COUNCILS, &of_councils);
    for sum in of_councils.values().filter(|sum| sum.is_whole()) {
        for total in &sum.totals {
            let (stated, found) = (total.value.addend(), sum.found());
            // Less than England is what the publisher's notes lead one to expect: patients from elsewhere.
            let found = found.zip(stated).map(|(found, stated)| found.max(stated));
            checks.compare(&COUNCILS, total, Pair::exact(stated, found), || None);
        }
    }
}

/// Why regions do not add to England, if they are short of it by so little.
fn unconfirmed(sum: &PublishedSum<'_>) -> Option<&'static str> {
    let (stated, found) = (sum.totals.first()?.value.addend()?, sum.found()?);
    (found < stated && stated - found < SHORT_BELOW * stated).then_some(UNCONFIRMED)
}
