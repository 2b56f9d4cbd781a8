//! Providers that England's figure counts and the file lacks: which differences they can explain, and which not.

use std::collections::{BTreeMap, HashMap};

use super::super::check::PublishedSum;
use super::super::measure::{BED_DAYS, DISCHARGES, PROVIDERS};
use super::{BANDS, DELAYED};
use crate::domain::{AreaKind, Figure, Month};

/// Shortest and longest delay of each band.
pub(super) const DAYS: [(f64, f64); 7] =
    [(0.0, 0.0), (1.0, 1.0), (2.0, 3.0), (4.0, 6.0), (7.0, 13.0), (14.0, 20.0), (21.0, f64::INFINITY)];

const WHY: &str = "England's figure includes more providers than the file has";

/// An absent provider has at most so many times the figure of the largest that is there. In the year 2024-25 the largest had
/// at most 1.7 times what the next one had, so that any one provider can be absent.
const TIMES_LARGEST: f64 = 2.0;

/// A sum: month, measure, band and source of data, which is empty where England has all sources together.
pub(super) type SumKey<'f> = (Option<Month>, &'f str, &'f str, &'f str);

/// By how much providers fall short of England.
pub(super) struct AbsentProviders<'s> {
    by_source: bool,
    /// How many providers England's figure counts.
    counted: HashMap<Option<Month>, f64>,
    short: BTreeMap<SumKey<'s>, f64>,
}

impl<'s> AbsentProviders<'s> {
    /// Of these sums of providers.
    pub fn new(figures: &[Figure], sums: &BTreeMap<SumKey<'s>, PublishedSum<'_>>, by_source: bool) -> Self {
        let of_england = |figure: &&Figure| &*figure.measure == PROVIDERS && figure.area.kind == AreaKind::England;
        let counted = figures.iter().filter(of_england);
        let counted = counted.filter_map(|figure| Some((figure.period, figure.value.number()?))).collect();
        let short = sums.iter().filter(|(_, sum)| sum.is_whole());
        let short = short.filter_map(|(key, sum)| Some((*key, short_of(sum)?))).collect();
        Self { by_source, counted, short }
    }

    /// Why providers do not add to England, if that many absent ones can have what is lacking.
    pub fn explain(&self, sum: &PublishedSum<'_>) -> Option<&'static str> {
        let total = sum.totals.first()?;
        let absent = self.counted.get(&total.period)? - sum.parts.len() as f64;
        let largest = sum.parts.iter().filter_map(|part| part.value.addend()).fold(0.0, f64::max);
        let is_possible = (0.0..=absent * TIMES_LARGEST * largest).contains(&short_of(sum)?);
        let basis = if self.by_source { &*total.of.basis } else { "" };
        (absent > 0.0 && is_possible && self.fits_together(total.period, basis)).then_some(WHY)
    }

    /// Whether what is lacking in a month could be what providers have: nothing below zero, and bed days as long as the bands
    /// of the discharges are.
    fn fits_together(&self, month: Option<Month>, basis: &str) -> bool {
        let of = |measure: &str, band: &str| self.short.get(&(month, measure, band, basis)).copied();
        let is_negative = |(key, short): (&SumKey<'_>, &f64)| (key.0, key.3) == (month, basis) && *short < 0.0;
        let within = |(discharges, days): (f64, f64), (shortest, longest): (f64, f64)| {
            let most = if discharges == 0.0 { 0.0 } else { discharges * longest };
            (discharges * shortest..=most).contains(&days)
        };
        let in_band = |band: &str, days: (f64, f64)| {
            of(DISCHARGES, band).zip(of(BED_DAYS, band)).is_none_or(|short| within(short, days))
        };
        let delayed = of(DISCHARGES, DELAYED).or_else(|| Some(of(DISCHARGES, "")? - of(DISCHARGES, "0")?));
        !self.short.iter().any(is_negative)
            && BANDS.into_iter().zip(DAYS).all(|(band, days)| in_band(band, days))
            && delayed.zip(of(BED_DAYS, "")).is_none_or(|short| within(short, (1.0, f64::INFINITY)))
    }
}

/// By how much the parts fall short of their total.
fn short_of(sum: &PublishedSum<'_>) -> Option<f64> {
    Some(sum.totals.first()?.value.addend()? - sum.found()?)
}
