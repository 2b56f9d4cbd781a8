//! Series of delayed days by month: the days themselves, and what a control chart computes from them.

use super::super::{Cell, Trace};
use super::TrendFigures;
use super::counted::CountedOn;
use super::per_day;
use crate::domain::{Language, Month};
use crate::report::trend::{Dimension, LimitsOf, NOT_STATED, limits_of, of_table};
use crate::words::Argument;

/// Whether a day is one of a series: of all days, or of one value of a dimension.
fn is_of(day: &CountedOn, series: Option<(Dimension, &str)>) -> bool {
    series.is_none_or(|(dimension, name)| {
        let own = dimension.of(&day.of);
        own == name || (own.is_empty() && Language::ALL.iter().any(|language| name == language.word(NOT_STATED)))
    })
}

impl TrendFigures {
    /// Days of a series by month.
    fn by_month(&self, series: Option<(Dimension, &str)>) -> Vec<i64> {
        let days = self.own_days(|day| is_of(day, series));
        self.months.iter().map(|month| days.iter().filter(|day| day.month == *month).count() as i64).collect()
    }

    fn per_day(&self, days: &[i64]) -> Vec<f64> {
        days.iter().zip(&self.months).map(|(days, month)| *days as f64 / f64::from(month.days())).collect()
    }

    /// The limits of a series, as the report takes them.
    fn limits(&self, series: Option<(Dimension, &str)>) -> Option<LimitsOf> {
        limits_of(&self.per_day(&self.by_month(series)), self.charting.places_in(&self.months))
    }

    /// The large figures.
    pub(super) fn at_the_top(&self, cell: &Cell<'_>) -> Option<Trace> {
        let last = *self.months.last()?;
        let of_last = || self.own_days(|day| day.month == last);
        Some(match cell.column {
            "Delayed days" => self.of_months(&of_last(), &[last]),
            "Financial year to date" => {
                let is_of_year = |month: Month| month.financial_year_begins() == last.financial_year_begins();
                let months: Vec<Month> = self.months.iter().copied().filter(|month| is_of_year(*month)).collect();
                self.of_months(&self.own_days(|day| months.contains(&day.month)), &months)
            }
            "Beds on average" => Trace {
                how: per_day((cell.language, "trace-per-day"), last),
                made_of: self.of_column("figures", "Delayed days", |_| true),
                adds_up: Some(cell.is(of_last().len() as f64 / f64::from(last.days()))),
                ..Trace::default()
            },
            "Months of special-cause variation" => Trace {
                how: cell.language.word("trace-special").to_owned(),
                comes_to: Some(self.limits(None)?.special as i64),
                made_of: self.of_column("all_by_month", "per_day", |_| true),
                ..Trace::default()
            },
            _ => return None,
        })
    }

    /// A figure of a series: all days, or those of a value of a dimension.
    pub(super) fn of_series(&self, cell: &Cell<'_>) -> Option<Trace> {
        let (dimension, is_monthly) = match cell.table {
            "all_by_month" => (None, true),
            table => of_table(table).map(|(dimension, is_monthly)| (Some(dimension), is_monthly))?,
        };
        let series = dimension.filter(|_| !cell.is_total()).map(|dimension| (dimension, cell.text("name")));
        let last = *self.months.last()?;
        let month = if is_monthly { cell.text("month").parse().ok()? } else { last };
        let months = if cell.column == "twelve_months" { self.last_year() } else { &[month][..] };
        let days = self.own_days(|day| months.contains(&day.month) && is_of(day, series));
        let is_of_series = |other: &Cell<'_>| dimension.is_none() || other.text("name") == cell.text("name");
        let is_of_month = |other: &Cell<'_>| is_of_series(other) && other.text("month") == cell.text("month");
        let at = self.months.binary_search(&month).ok()?;
        Some(match cell.column {
            "delayed_days" | "twelve_months" | "last_month" => self.of_months(&days, months),
            "per_day" => {
                let made_of = match is_monthly {
                    true => self.of_column(cell.table, "delayed_days", is_of_month),
                    false => self.of_column(cell.table, "last_month", |other| other.place == cell.place),
                };
                let how = per_day((cell.language, "trace-per-day"), month);
                let adds_up = Some(cell.is(days.len() as f64 / f64::from(month.days())));
                Trace { how, made_of, adds_up, ..Trace::default() }
            }
            "lower_limit" | "centre" | "upper_limit" => {
                let (limit, span) = limit_at(cell, &self.limits(series)?, (&self.months, at))?;
                let names: Vec<String> = span.iter().map(Month::to_string).collect();
                self.of_limit(cell, (limit, &span), self.of_segment(cell, &names))
            }
            _ => return None,
        })
    }

    /// The figures per day that limits are taken from; of a series that the report does not list by month, none.
    fn of_segment(&self, cell: &Cell<'_>, months: &[String]) -> Vec<super::super::MadeOf> {
        let table = match cell.table {
            "all_by_month" => "all_by_month".to_owned(),
            table => table.replace("_last", "_months"),
        };
        let is_meant = |other: &Cell<'_>| {
            other.text("name") == cell.text("name") && months.iter().any(|month| month == other.text("month"))
        };
        self.of_column(&table, "per_day", is_meant)
    }

    pub(super) fn of_limit(
        &self,
        cell: &Cell<'_>,
        (limit, span): (f64, &[Month]),
        made_of: Vec<super::super::MadeOf>,
    ) -> Trace {
        let end = |month: Option<&Month>| month.map_or_else(String::new, Month::to_string).into();
        let of = [
            ("limit", if cell.column == "centre" { "mean" } else { "range" }.into()),
            ("months", Argument::Plain(span.len() as i64)),
            ("first", end(span.first())),
            ("last", end(span.last())),
        ];
        let how = cell.language.say("trace-limit", &of);
        let adds_up = Some(cell.is(limit));
        if !made_of.is_empty() {
            return Trace { how, made_of, adds_up, ..Trace::default() };
        }
        // The report has no figures by month of this series: the days themselves.
        let series = of_table(cell.table).map(|(dimension, _)| (dimension, cell.text("name")));
        let days = self.own_days(|day| span.contains(&day.month) && is_of(day, series));
        Trace { how, adds_up, comes_to: None, ..self.of_months(&days, span) }
    }

    /// Which few reasons make up most of the days.
    pub(super) fn of_reasons(&self, cell: &Cell<'_>) -> Option<Trace> {
        let series = (!cell.is_total()).then(|| (Dimension::Reason, cell.text("reason")));
        let days = self.own_days(|day| self.last_year().contains(&day.month) && is_of(day, series));
        if cell.column == "delayed_days" {
            return Some(self.of_months(&days, self.last_year()));
        }
        let is_part = |other: &Cell<'_>| match cell.column {
            "share" => other.place == cell.place || other.is_total(),
            _ => other.place <= cell.place || other.is_total(),
        };
        let made_of = self.of_column(cell.table, "delayed_days", is_part);
        let numbers: Vec<i64> = made_of.iter().filter_map(|of| of.shown.as_i64()).collect();
        let (all, parts) = numbers.split_last()?;
        let share = if *all == 0 { 0.0 } else { parts.iter().sum::<i64>() as f64 / *all as f64 * 100.0 };
        let how = match cell.column {
            "share" => cell.language.word("trace-share"),
            _ => cell.language.word("trace-share-so-far"),
        };
        Some(Trace { how: how.to_owned(), made_of, adds_up: Some(cell.is(share)), ..Trace::default() })
    }
}

/// The limit in a cell, that of the month at a place, and the months that it is taken from.
pub(super) fn limit_at(
    cell: &Cell<'_>,
    found: &LimitsOf,
    (months, at): (&[Month], usize),
) -> Option<(f64, Vec<Month>)> {
    let [lower, centre, upper] = *found.limits.get(at)?;
    let limit = match cell.column {
        "lower_limit" => lower,
        "centre" => centre,
        _ => upper,
    };
    let taken_from = found.taken_from.get(at)?.iter();
    Some((limit, taken_from.filter_map(|at| months.get(*at).copied()).collect()))
}
