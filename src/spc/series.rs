//! The points of one series as a file gives them: put in order, checked for holes, its rebases found.

use std::collections::BTreeMap;

use super::period::{Gap, SeriesPeriod, are_months, missing};
use crate::files::strict_csv::{CsvIssue, CsvIssues, StrictRow};
use crate::files::wording::shown;

/// One row of a series.
#[derive(Clone, Debug)]
pub(super) struct SeriesRow<'p> {
    pub line: StrictRow<'p>,
    pub seq: Option<i64>,
    pub period: String,
    pub value: f64,
}

/// A series whose rows are in order of time.
#[derive(Clone, Debug)]
pub(super) struct OrderedSeries<'p> {
    pub id: String,
    pub rows: Vec<SeriesRow<'p>>,
    /// Read where every row has one that is a month or a day.
    periods: Vec<SeriesPeriod>,
}

const HOLE: &str = "a chart over a hole would be wrong: add the missing rows, or begin the series after the hole";

impl<'p> OrderedSeries<'p> {
    /// Puts the rows in order, by `seq` where there is one, else by `period`.
    ///
    /// # Errors
    /// A flaw: a row without its place, a place taken twice, a hole.
    pub fn in_order(id: String, rows: Vec<SeriesRow<'p>>) -> Result<Self, CsvIssue> {
        let mut series = Self { id, rows, periods: Vec::new() };
        if series.rows.iter().any(|row| row.seq.is_some()) {
            series.rows.sort_by_key(|row| row.seq);
            series.check_seq()?;
            series.periods = series.read_periods(true)?;
        } else {
            series.periods = series.read_periods(false)?;
            let mut order: Vec<usize> = (0..series.rows.len()).collect();
            order.sort_by_key(|at| series.periods[*at]);
            series.rows = order.iter().map(|at| series.rows[*at].clone()).collect();
            series.periods.sort_unstable();
        }
        series.check_periods()?;
        Ok(series)
    }

    /// The number of a row as `rebase_at` names it: its `seq`, else its place from 1.
    pub fn number(&self, at: usize) -> i64 {
        self.rows[at].seq.unwrap_or(at as i64 + 1)
    }

    /// The place of the row that is named by its `seq` (from 1) or its period.
    pub fn place(&self, name: &str) -> Option<usize> {
        let by_number = name.parse().ok().and_then(|n: i64| (0..self.rows.len()).find(|at| self.number(*at) == n));
        let period = SeriesPeriod::parse(name);
        let meant = |at: &usize| {
            self.rows[*at].period == name
                || period.zip(self.periods.get(*at)).is_some_and(|(name, period)| period.is_meant_by(name))
        };
        by_number.or_else(|| (0..self.rows.len()).find(meant))
    }

    /// Where new segments begin, from numbers or periods with `|` between.
    pub fn rebases(&self, written: &str, issues: &mut CsvIssues) -> Vec<usize> {
        let mut found = Vec::new();
        for name in written.split('|').map(str::trim).filter(|name| !name.is_empty()) {
            match self.place(name) {
                Some(at) => found.push(at),
                None => issues.add(|| {
                    let what = format!("series `{}` has no point `{}` to begin a new segment at", shown(&self.id), shown(name));
                    let hint = "`rebase_at` names the first point of the new segment by its `seq` (from 1) or `period`; several with | between";
                    self.rows[0].line.issue("R_REBASE", "rebase_at", what, hint)
                }),
            }
        }
        found
    }

    fn issue(&self, at: usize, code: &'static str, column: &str, what: &str, hint: &str) -> CsvIssue {
        self.rows[at].line.issue(code, column, format!("series `{}`: {what}", shown(&self.id)), hint)
    }

    fn check_seq(&self) -> Result<(), CsvIssue> {
        if self.rows[0].seq.is_none() {
            let hint = "number every row of the series, or none and give periods";
            return Err(self.issue(0, "R_SEQ", "seq", "this row has no `seq`, others have", hint));
        }
        for at in 1..self.rows.len() {
            let (before, here) = (self.number(at - 1), self.number(at));
            let line = self.rows[at - 1].line.number();
            match here.checked_sub(before) {
                Some(1) => {}
                Some(0) => {
                    let what = format!("`seq` {here} is there twice, also on line {line}");
                    return Err(self.issue(at, "R_TWICE", "seq", &what, "take one of the two out"));
                }
                _ => {
                    let what = format!("`seq` goes from {before} to {here}: {} missing", before.saturating_add(1));
                    return Err(self.issue(at, "R_HOLE", "seq", &what, HOLE));
                }
            }
        }
        Ok(())
    }

    /// The periods of all rows; none where `seq` orders them and periods are no dates, but names or nothing.
    fn read_periods(&self, has_seq: bool) -> Result<Vec<SeriesPeriod>, CsvIssue> {
        let read: Vec<Option<SeriesPeriod>> = self.rows.iter().map(|row| SeriesPeriod::parse(&row.period)).collect();
        if has_seq && read.iter().all(Option::is_none) {
            return Ok(Vec::new());
        }
        let hint = "write months as 2018-03 or Mar-18, days as 2018-03-31; for anything else number the rows in a column `seq`";
        if let Some(at) = read.iter().position(Option::is_none) {
            let what = match self.rows[at].period.as_str() {
                "" => "the period is missing".to_owned(),
                period => format!("`{}` is no month or day of the calendar", shown(period)),
            };
            return Err(self.issue(at, "R_PERIOD", "period", &what, hint));
        }
        let periods: Vec<SeriesPeriod> = read.into_iter().flatten().collect();
        let months = |period: &SeriesPeriod| matches!(period, SeriesPeriod::Month(_));
        match periods.iter().position(|period| months(period) != months(&periods[0])) {
            Some(at) => {
                let what = format!("`{}` and `{}` are a month and a day", self.rows[0].period, self.rows[at].period);
                Err(self.issue(at, "R_PERIOD", "period", &what, "write all periods of a series in one way"))
            }
            None => Ok(periods),
        }
    }

    fn check_periods(&self) -> Result<(), CsvIssue> {
        for at in 1..self.periods.len() {
            let (before, here) = (self.periods[at - 1], self.periods[at]);
            let line = self.rows[at - 1].line.number();
            if here == before {
                let what = format!("{here} is there twice, also on line {line}");
                return Err(self.issue(at, "R_TWICE", "period", &what, "take one of the two out"));
            }
            if here < before {
                let what = format!("{here} comes after {before} by `seq`");
                return Err(self.issue(at, "R_PERIOD", "period", &what, "`seq` and `period` must give the same order"));
            }
        }
        // Whoever numbers days that are not of different months says which follow each other: working days, say.
        if self.rows[0].seq.is_some() && !are_months(&self.periods) {
            return Ok(());
        }
        match missing(&self.periods) {
            None => Ok(()),
            Some(Gap::Missing(at, first, 1)) => {
                let what = format!("{first} is missing, before {}", self.periods[at]);
                Err(self.issue(at, "R_HOLE", "period", &what, HOLE))
            }
            Some(Gap::Missing(at, first, count)) => {
                let what = format!("{count} periods from {first} on are missing, before {}", self.periods[at]);
                Err(self.issue(at, "R_HOLE", "period", &what, HOLE))
            }
            Some(Gap::Uneven(at)) => {
                let what = format!(
                    "{} does not follow {} as the others follow each other",
                    self.periods[at],
                    self.periods[at - 1]
                );
                let hint = "a chart wants points at equal distances; if these are, number the rows in a column `seq`";
                Err(self.issue(at, "R_PERIOD", "period", &what, hint))
            }
        }
    }
}

/// What the rows of a file give, by series, in the order in which the series first appear.
pub(super) fn by_id<T>(rows: impl Iterator<Item = (String, T)>) -> Vec<(String, Vec<T>)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<(String, Vec<T>)> = Vec::new();
    for (id, row) in rows {
        let next = found.len();
        let place = *places.entry(id.clone()).or_insert(next);
        if place == next {
            found.push((id, Vec::new()));
        }
        found[place].1.push(row);
    }
    found
}
