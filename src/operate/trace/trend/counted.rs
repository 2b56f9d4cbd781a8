//! The counted days of the store with their stays: how many there are of a month, reason or place, and how long delays were.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::{Cell, Trace, TracedCount};
use super::TrendFigures;
use crate::counting::{counted_census_rows, counted_delay, stays_to_count};
use crate::domain::codes::{Attribution, CareType};
use crate::domain::{Authorities, Day, EventRecord, KeptCount, Language, Month, Reason, Stay};
use crate::error::Result;
use crate::operate::trend::{is_own_count, named_days};
use crate::project::{Project, View};
use crate::regime::Convention;
use crate::regime::convention::file::BandsOf;
use crate::report::trend::DelayedDays;
use crate::store::{CountedDays, Store};

/// What stands for stays that were removed. Of their days the month is known, and no day.
const REMOVED: &str = "(removed)";

/// A counted day.
pub(super) struct CountedOn {
    pub stay_id: String,
    pub day: Day,
    /// The month that gets it.
    pub month: Month,
    /// What it is of, by name.
    pub of: DelayedDays,
    /// Whether the stay is one of the project's under any code of its own: of such the sums of months are.
    pub is_own: bool,
    /// Whether the project looks at the stay in the month: of such the people of a day and bridges are.
    pub is_looked_at: bool,
}

/// How long a delay was, at its end or at the census.
pub(super) struct CountedLength {
    pub stay_id: String,
    on: Day,
    days: i64,
    band: String,
}

/// What the store holds of counting.
pub(super) struct RecountedStays {
    days: CountedDays,
    stays: Vec<Stay>,
    events: Vec<EventRecord>,
    reasons: Vec<Reason>,
    /// What is kept of stays that were removed.
    kept: Vec<KeptCount>,
    counted_to: Day,
}

impl RecountedStays {
    /// Reads them.
    ///
    /// # Errors
    /// 65: a table is damaged.
    pub fn read(store: &Store) -> Result<Self> {
        let counted_to = store.manifest().counted_to.unwrap_or_default();
        let (days, reasons) = (store.counted_days()?, store.reasons()?);
        let kept = store.kept_counts()?;
        Ok(Self { days, stays: store.stays()?, events: store.events()?, reasons, kept, counted_to })
    }

    /// The days of months since one, by convention, in the order of stays and days.
    pub fn days(&self, (project, language): (&Project, Language), since: Month) -> BTreeMap<String, Vec<CountedOn>> {
        let stays: HashMap<&str, &Stay> = self.stays.iter().map(|stay| (&*stay.stay_id, stay)).collect();
        let mut found: BTreeMap<String, Vec<CountedOn>> = BTreeMap::new();
        for row in self.days.rows().filter(|row| row.month >= since || row.day.month() >= since) {
            let Some(stay) = stays.get(row.stay_id) else { continue };
            let codes = DelayedDays {
                authority: authority(stay).to_owned(),
                provider: stay.provider_code.to_string(),
                reason: row.reason_code.unwrap_or_default().to_owned(),
                attributed_to: row.attributed_to.map_or("", Attribution::code).to_owned(),
                care: stay.care_type.unwrap_or(CareType::Acute).code().to_owned(),
                days: 1,
            };
            found.entry(row.convention.to_owned()).or_default().push(CountedOn {
                stay_id: row.stay_id.to_owned(),
                day: row.day,
                month: row.month,
                of: named_days(project, language, codes),
                is_own: is_own(project, stay),
                is_looked_at: project.looks_at(stay, row.day.month()),
            });
        }
        for row in self.kept.iter().filter(|row| row.month >= since) {
            let codes = DelayedDays {
                authority: if row.authority_code.is_empty() { "unknown" } else { &*row.authority_code }.to_owned(),
                provider: row.provider_code.to_string(),
                reason: row.reason_code.to_string(),
                attributed_to: row.attributed_to.map_or("", Attribution::code).to_owned(),
                care: row.care_type.code().to_owned(),
                days: 1,
            };
            let (of, is_own) = (named_days(project, language, codes), is_own_count(project, row));
            let days = (0..row.days).map(|_| CountedOn {
                stay_id: REMOVED.to_owned(),
                day: row.month.first(),
                month: row.month,
                of: of.clone(),
                is_own,
                is_looked_at: false,
            });
            found.entry(row.convention.to_string()).or_default().extend(days);
        }
        for days in found.values_mut() {
            days.sort_by(|one, other| (&one.stay_id, one.day).cmp(&(&other.stay_id, other.day)));
        }
        found
    }

    /// The lengths that a convention has of a month: of delays that ended in it, or of people in its census.
    pub fn lengths(&self, project: &Project, convention: &Convention, month: Month) -> Vec<CountedLength> {
        let mut found = Vec::new();
        let Some(bands) = &convention.file.bands else { return found };
        let stays = stays_to_count(&self.stays, &self.events, &self.reasons, self.counted_to);
        for stay in stays.iter().filter(|stay| is_own(project, stay.stay)) {
            let mut push = |on: Day, days: i32, band: Option<&str>| {
                let (stay_id, days) = (stay.stay_id().to_owned(), i64::from(days));
                found.extend(band.map(|band| CountedLength { stay_id, on, days, band: band.to_owned() }));
            };
            if bands.of == BandsOf::Census {
                let mut rows = Vec::new();
                counted_census_rows(convention, stay, &mut rows);
                rows.iter().filter(|row| row.month == month).for_each(|row| push(row.day, row.days, row.band));
            } else if let Some(delay) = counted_delay(convention, stay).filter(|delay| delay.month == month) {
                push(delay.ended_on, delay.days, delay.band);
            }
        }
        found
    }
}

fn authority(stay: &Stay) -> &str {
    stay.authority.map_or("unknown", |id| &Authorities::all().get(id).code)
}

fn is_own(project: &Project, stay: &Stay) -> bool {
    match project.view {
        View::Authority => stay.authority.is_some_and(|id| project.councils().contains(&id)),
        View::Provider => Some(&*stay.provider_code) == project.provider.as_deref(),
        View::System => true,
    }
}

impl TrendFigures {
    /// The days of the report's convention that are meant, of the stays that the project's sums are of.
    pub(super) fn own_days(&self, is_meant: impl Fn(&CountedOn) -> bool) -> Vec<&CountedOn> {
        let days = self.days.get(&self.convention).into_iter().flatten();
        days.filter(|day| day.is_own && is_meant(day)).collect()
    }

    /// Counted days, each once.
    pub(super) fn counted(&self, days: &[&CountedOn]) -> Trace {
        let mut counted: Vec<TracedCount> = Vec::new();
        for day in days {
            let is_next = |last: &&mut TracedCount| {
                last.stay_id == day.stay_id && last.to_on.next() == day.day && last.why == day.of.reason
            };
            let is_of_month = |last: &&mut TracedCount| {
                last.stay_id == day.stay_id && last.from_on == day.month.first() && last.why == day.of.reason
            };
            if day.stay_id == REMOVED {
                match counted.last_mut().filter(is_of_month) {
                    Some(last) => last.days += 1,
                    None => counted.push(TracedCount {
                        stay_id: day.stay_id.clone(),
                        from_on: day.month.first(),
                        to_on: day.month.last(),
                        days: 1,
                        why: day.of.reason.clone(),
                    }),
                }
                continue;
            }
            match counted.last_mut().filter(is_next) {
                Some(last) => (last.to_on, last.days) = (day.day, last.days + 1),
                None => counted.push(TracedCount {
                    stay_id: day.stay_id.clone(),
                    from_on: day.day,
                    to_on: day.day,
                    days: 1,
                    why: day.of.reason.clone(),
                }),
            }
        }
        Trace { comes_to: Some(days.len() as i64), ..self.of_counts(counted) }
    }

    /// Counts of stays with the records behind them.
    pub(super) fn of_counts(&self, counted: Vec<TracedCount>) -> Trace {
        let stays: BTreeSet<&str> = counted.iter().map(|days| &*days.stay_id).collect();
        let records = self.records.of_stays(&stays);
        Trace { counted, records, ..Trace::default() }
    }

    /// The days of months, each counted once, with where they stand.
    pub(super) fn of_months(&self, days: &[&CountedOn], months: &[Month]) -> Trace {
        Trace {
            how: self.by_convention("trace-counts"),
            rests_on: self.editions(months, "counted_day"),
            ..self.counted(days)
        }
    }

    /// How many people were delayed on a day.
    pub(super) fn of_people(&self, cell: &Cell<'_>) -> Option<Trace> {
        let days = self.days.get(&self.convention).into_iter().flatten();
        let days: Vec<&CountedOn> =
            days.filter(|day| day.is_looked_at && day.day.to_string() == cell.text("day")).collect();
        let how = self.by_convention("trace-people");
        Some(Trace { how, ..self.of_months(&days, &[self.head.month]) })
    }

    /// How long delays were.
    pub(super) fn of_lengths(&self, cell: &Cell<'_>) -> Option<Trace> {
        let band = cell.text("band");
        if cell.column == "share" {
            let made_of =
                self.of_column(cell.table, "delays", |other| other.place.is_none() || other.place == cell.place);
            let [own, all] = [0, 1].map(|at| made_of.get(at).and_then(|of| of.shown.as_i64()).unwrap_or_default());
            let share = if all == 0 { 0.0 } else { own as f64 / all as f64 * 100.0 };
            let how = cell.language.word("trace-share-length").to_owned();
            return Some(Trace { how, made_of, adds_up: Some(cell.is(share)), ..Trace::default() });
        }
        let meant: Vec<&CountedLength> =
            self.lengths.iter().filter(|length| cell.is_total() || length.band == band).collect();
        let first = |length: &CountedLength| {
            let days = self.own_days(|day| day.stay_id == length.stay_id);
            days.first().map_or(length.on, |day| day.day.min(length.on))
        };
        let counted = meant.iter().map(|length| TracedCount {
            stay_id: length.stay_id.clone(),
            from_on: first(length),
            to_on: length.on,
            days: length.days,
            why: length.band.clone(),
        });
        let (how, comes_to) = match cell.column {
            "delays" => ("trace-delays", meant.len() as i64),
            _ => ("trace-lengths", meant.iter().map(|length| length.days).sum()),
        };
        let rests_on = self.editions(&[self.head.month], "counted_day");
        let how = cell.language.word(how).to_owned();
        Some(Trace { how, comes_to: Some(comes_to), rests_on, ..self.of_counts(counted.collect()) })
    }
}
