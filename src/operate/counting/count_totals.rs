//! What is added up while stays are counted: small tables whose size follows places and reasons, not stays.

use std::hash::Hash;

use rayon::prelude::*;

use crate::domain::codes::{Attribution, CareType};
use crate::domain::{
    Authorities, AuthorityId, CountedCensus, CountedCensusRow, CountedDelay, CountedDischargeRow, CountedLengthRow,
    CountedMonthRow, CountedOf, CountedPlace, CountedStay, Day, Month,
};
use crate::regime::Convention;

/// A key of numbers is hashed for every stay: the standard library's hasher would be the largest cost of counting.
type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// Month, authority, hospital: the hospital by its number among the words.
type CountedWhere = (Month, Option<AuthorityId>, u32);
/// Kind of care, reason, side.
type What = (CareType, u32, Option<Attribution>);
/// Of end or census, place, kind of care, band.
type Length = (&'static str, CountedWhere, CareType, u32);

/// The sums of one convention.
#[derive(Default)]
pub(crate) struct CountTotals {
    words: NumberedWords,
    months: HashMap<(CountedWhere, What), [i32; 2]>,
    lengths: HashMap<Length, [i32; 3]>,
    census: HashMap<(CountedWhere, Day, What), [i32; 3]>,
    discharges: HashMap<CountedWhere, [i32; 2]>,
}

/// The sums as rows, in the order of their tables.
#[derive(Default)]
pub(crate) struct Tallied<'a> {
    pub months: Vec<CountedMonthRow<'a>>,
    pub lengths: Vec<CountedLengthRow<'a>>,
    pub census: Vec<CountedCensusRow<'a>>,
    pub discharges: Vec<CountedDischargeRow<'a>>,
}

/// Words with numbers.
#[derive(Default)]
struct NumberedWords {
    numbers: HashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl NumberedWords {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        // A project has far fewer codes than 32 bits can count.
        let number = self.words.len() as u32;
        self.numbers.insert(word.into(), number);
        self.words.push(word.into());
        number
    }

    fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }
}

fn add<K: Eq + Hash, const N: usize>(sums: &mut HashMap<K, [i32; N]>, key: K, more: [i32; N]) {
    let sum = sums.entry(key).or_insert([0; N]);
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// The council of a month: one that ended has its days in the one that came after it.
fn in_month(authority: Option<AuthorityId>, month: Month) -> Option<AuthorityId> {
    authority.map(|authority| Authorities::all().in_month(authority, month))
}

impl CountTotals {
    fn place(&mut self, month: Month, of: &CountedOf<'_>) -> CountedWhere {
        (month, in_month(of.authority, month), self.words.number(of.provider_code))
    }

    /// Days of stays by month and reason.
    pub fn add_stays(&mut self, rows: &[CountedStay<'_>]) {
        for row in rows {
            let place = self.place(row.month, &row.of);
            let reason = self.words.number(row.reason_code.unwrap_or_default());
            add(&mut self.months, (place, (row.of.care_type, reason, row.attributed_to)), [row.days, 1]);
        }
    }

    /// Delays that ended.
    pub fn add_delays(&mut self, rows: &[CountedDelay<'_>]) {
        for row in rows {
            let place = self.place(row.month, &row.of);
            let band = self.words.number(row.band.unwrap_or_default());
            let key = ("end", place, row.of.care_type, band);
            add(&mut self.lengths, key, [1, i32::from(row.days > 0), row.days]);
        }
    }

    /// People at censuses.
    pub fn add_census(&mut self, rows: &[CountedCensus<'_>]) {
        for row in rows {
            let place = self.place(row.month, &row.of);
            let band = self.words.number(row.band.unwrap_or_default());
            add(&mut self.lengths, ("census", place, row.of.care_type, band), [1, 1, row.days]);
            let reason = self.words.number(row.reason_code.unwrap_or_default());
            let key = (place, row.day, (row.of.care_type, reason, row.attributed_to));
            let [people, days, longest] = self.census.entry(key).or_insert([0; 3]);
            (*people, *days) = (*people + 1, *days + row.days);
            *longest = (*longest).max(row.days);
        }
    }

    /// One discharge, and whether a delay could be counted for it.
    pub fn add_discharge(&mut self, month: Month, of: (&str, Option<AuthorityId>), counted: bool) {
        let place = (month, in_month(of.1, month), self.words.number(of.0));
        add(&mut self.discharges, place, [1, i32::from(counted)]);
    }

    /// The rows.
    pub fn rows<'a>(&'a self, convention: &'a Convention) -> Tallied<'a> {
        let place = |(month, authority, provider): CountedWhere| CountedPlace {
            convention: convention.label(),
            month,
            authority_code: authority.map_or("", |id| &Authorities::all().get(id).code),
            provider_code: self.words.word(provider),
        };
        let side = |side: Option<Attribution>| side.map_or("", |side| side.code());
        let by_place = |at: &CountedPlace<'a>| (at.month, at.authority_code, at.provider_code);
        let months = || {
            let row = |((at, what), sums): (&(CountedWhere, What), &_)| self.month_row(place(*at), *what, *sums);
            let mut rows: Vec<CountedMonthRow<'a>> = self.months.iter().map(row).collect();
            rows.par_sort_unstable_by_key(|row| {
                (by_place(&row.place), row.care_type.code(), row.reason_code, side(row.attributed_to))
            });
            rows
        };
        let lengths = || {
            let row = |(key, sums): (&Length, &_)| self.length_row(place(key.1), *key, *sums);
            let mut rows: Vec<CountedLengthRow<'a>> = self.lengths.iter().map(row).collect();
            // Of the end after those of the census, as the words are ordered.
            rows.par_sort_unstable_by_key(|row| (row.bands_of, by_place(&row.place), row.care_type.code(), row.band));
            rows
        };
        let census = || {
            let row = |((at, day, what), sums): (&(CountedWhere, Day, What), &_)| {
                self.census_row(place(*at), *day, *what, *sums)
            };
            let mut rows: Vec<CountedCensusRow<'a>> = self.census.iter().map(row).collect();
            rows.par_sort_unstable_by_key(|row| {
                (by_place(&row.place), row.care_type.code(), row.reason_code, side(row.attributed_to))
            });
            rows
        };
        let (months, (lengths, census)) = rayon::join(months, || rayon::join(lengths, census));
        let mut discharges: Vec<CountedDischargeRow<'a>> =
            self.discharges.iter().map(|(at, sums)| discharge_row(place(*at), *sums)).collect();
        discharges.sort_unstable_by_key(|row| by_place(&row.place));
        Tallied { months, lengths, census, discharges }
    }

    fn month_row<'a>(&'a self, place: CountedPlace<'a>, what: What, [days, people]: [i32; 2]) -> CountedMonthRow<'a> {
        let (care_type, reason, attributed_to) = what;
        CountedMonthRow { place, care_type, reason_code: self.words.word(reason), attributed_to, days, people }
    }

    fn length_row<'a>(&'a self, place: CountedPlace<'a>, key: Length, sums: [i32; 3]) -> CountedLengthRow<'a> {
        let ((bands_of, _, care_type, band), [delays, delayed, delay_days]) = (key, sums);
        CountedLengthRow { place, bands_of, care_type, band: self.words.word(band), delays, delayed, delay_days }
    }

    fn census_row<'a>(&'a self, place: CountedPlace<'a>, day: Day, what: What, sums: [i32; 3]) -> CountedCensusRow<'a> {
        let ((care_type, reason, attributed_to), [people, days_so_far, longest_days]) = (what, sums);
        let reason_code = self.words.word(reason);
        CountedCensusRow { place, day, care_type, reason_code, attributed_to, people, days_so_far, longest_days }
    }
}

fn discharge_row(place: CountedPlace<'_>, [discharges, counted]: [i32; 2]) -> CountedDischargeRow<'_> {
    CountedDischargeRow { place, discharges, counted }
}
