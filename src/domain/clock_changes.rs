//! The local times that the clocks of a zone showed twice or not at all.

#![deny(clippy::float_arithmetic)]

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::day::Day;
use super::moment::Moment;

/// The years that are looked at, from 1 January of the first to 31 December of the last: those that a fact can have.
const YEARS: (i16, i16) = (1990, 2100);

/// When the clocks of one zone changed. Looked up for each moment, the zone itself takes far longer.
#[derive(Clone, Debug)]
pub struct ClockChanges {
    /// First and last second that is looked at.
    within: (i64, i64),
    /// Local seconds that came twice or never, in order: from, to (not included).
    changes: Vec<(i64, i64)>,
}

impl ClockChanges {
    /// Those of a zone.
    pub fn of(zone: &TimeZone) -> Self {
        let day = |year, month, day| Day::from_ymd(year, month, day).unwrap_or_default();
        let first = Moment::midnight(day(YEARS.0, 1, 1)).seconds();
        let last = Moment::end_of(day(YEARS.1, 12, 31)).seconds();
        // Two days more at each end, for no offset is larger.
        const MARGIN: i64 = 2 * 86_400;
        let mut changes = Vec::new();
        let Ok(start) = Timestamp::from_second(first - MARGIN) else {
            return Self { within: (0, -1), changes };
        };
        let mut before = zone.to_offset(start).seconds();
        for change in zone.following(start).take_while(|change| change.timestamp().as_second() <= last + MARGIN) {
            let (at, after) = (change.timestamp().as_second(), change.offset().seconds());
            if before != after {
                changes.push((at + i64::from(before.min(after)), at + i64::from(before.max(after))));
            }
            before = after;
        }
        changes.sort_unstable();
        changes.dedup_by(|(from, to), before| {
            let overlaps = *from <= before.1;
            before.1 = if overlaps { before.1.max(*to) } else { before.1 };
            overlaps
        });
        Self { within: (first, last), changes }
    }

    /// Whether the clocks showed a moment exactly once; `false` also where that was not looked at.
    pub fn showed_once(&self, moment: Moment) -> bool {
        let second = moment.seconds();
        let behind = self.changes.partition_point(|(from, _)| *from <= second);
        let is_odd = self.changes[..behind].last().is_some_and(|(_, to)| second < *to);
        (self.within.0..=self.within.1).contains(&second) && !is_odd
    }
}
