//! Tables that no file holds: the calendar, the conventions with their bands, the names of published measures.

use polars::prelude::{Column, DataFrame, NamedFrom, Series};

use super::answer::unreadable;
use crate::domain::{Day, Month};
use crate::error::Result;
use crate::published;
use crate::regime::Convention;
use crate::regime::convention::file::BandsOf;
use crate::regime::convention::rules::Booked;

/// The years of the calendar: every month that a stay or a publication can be in.
const YEARS: (i16, i16) = (1990, 2069);

fn frame(columns: Vec<Series>) -> Result<DataFrame> {
    let columns = columns.into_iter().map(Column::from).collect();
    DataFrame::new_infer_height(columns).map_err(|source| unreadable(source.to_string()))
}

fn texts(name: &str, cells: Vec<String>) -> Series {
    Series::new(name.into(), cells)
}

fn numbers(name: &str, cells: Vec<i64>) -> Series {
    Series::new(name.into(), cells)
}

/// Every month: its days, its place in the calendar and in the financial year from April, and the month a year before.
pub(super) fn calendar() -> Result<DataFrame> {
    let first = Day::from_ymd(YEARS.0, 1, 1).unwrap_or_default().month();
    let months: Vec<Month> =
        std::iter::successors(Some(first), |month| Some(month.next())).take_while(|m| m.year() <= YEARS.1).collect();
    let texts = |name, cell: &dyn Fn(&Month) -> String| texts(name, months.iter().map(cell).collect());
    let numbers = |name, cell: &dyn Fn(&Month) -> i64| numbers(name, months.iter().map(cell).collect());
    frame(vec![
        texts("month", &Month::to_string),
        texts("first_on", &|month| month.first().to_string()),
        texts("last_on", &|month| month.last().to_string()),
        numbers("days", &|month| month.days().into()),
        numbers("year", &|month| month.year().into()),
        numbers("month_of_year", &|month| month.month_of_year()),
        texts("month_last_year", &|month| format!("{:04}-{:02}", month.year() - 1, month.month_of_year())),
        texts("financial_year", &|month| month.financial_year()),
        numbers("month_of_financial_year", &|month| month.month_of_financial_year()),
    ])
}

/// The conventions of a project.
pub(super) fn conventions(conventions: &[Convention]) -> Result<DataFrame> {
    let texts = |name, cell: &dyn Fn(&Convention) -> String| texts(name, conventions.iter().map(cell).collect());
    let booked = |convention: &Convention| match convention.rules.booked {
        Booked::OwnMonth => "own_month".to_owned(),
        Booked::MonthOfEnd => "month_of_end".to_owned(),
    };
    frame(vec![
        texts("convention", &|convention| convention.label().to_owned()),
        texts("title", &|convention| convention.file.convention.title.clone()),
        texts("publisher", &|convention| convention.file.convention.publisher.clone()),
        texts("booked", &booked),
    ])
}

/// Their bands of length, from the shortest, which is in place 1.
pub(super) fn bands(conventions: &[Convention]) -> Result<DataFrame> {
    let (mut labels, mut of, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let (mut places, mut from_days) = (Vec::new(), Vec::new());
    for convention in conventions {
        let Some(bands) = &convention.file.bands else { continue };
        for (place, band) in (1..).zip(&bands.list) {
            labels.push(convention.label().to_owned());
            of.push(match bands.of {
                BandsOf::End => "end".to_owned(),
                BandsOf::Census => "census".to_owned(),
            });
            places.push(place);
            names.push(band.name.clone());
            from_days.push(band.from.into());
        }
    }
    frame(vec![
        texts("convention", labels),
        texts("bands_of", of),
        numbers("place", places),
        texts("band", names),
        numbers("from_days", from_days),
    ])
}

/// The 38 measures of the discharge-ready-date publication, by what they are and the place of their band (0: over all).
pub(super) fn drd_measures() -> Result<DataFrame> {
    let all: Vec<_> = published::drd_measures().collect();
    frame(vec![
        numbers("number", (1..).take(all.len()).collect()),
        texts("measure", all.iter().map(|(measure, ..)| measure.clone()).collect()),
        texts("what", all.iter().map(|(_, what, _)| (*what).to_owned()).collect()),
        numbers("place", all.iter().map(|(.., place)| *place).collect()),
    ])
}
