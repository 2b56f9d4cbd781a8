//! Sections beside the charts: how long delays lasted, how many people were delayed each day, which files were read.

use crate::domain::{Day, Language, Month};
use crate::report::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};
use crate::words::Argument;

const LENGTHS: [ReportColumn; 4] = [
    column("band", "head-length", ColumnKind::Text),
    column("delays", "head-delays", ColumnKind::Count),
    column("share", "head-share", ColumnKind::Number),
    column("days", "head-whole-days", ColumnKind::Count),
];

const PEOPLE: [ReportColumn; 3] = [
    column("day", "head-day", ColumnKind::Day),
    column("weekday", "head-weekday", ColumnKind::Text),
    column("people", "head-people", ColumnKind::Count),
];

const SOURCES: [ReportColumn; 7] = [
    column("file", "head-file", ColumnKind::Text),
    column("months", "head-months", ColumnKind::Text),
    column("read", "head-records-read", ColumnKind::Count),
    column("accepted", "head-accepted", ColumnKind::Count),
    column("rejected", "head-rejected", ColumnKind::Count),
    column("unknown", "head-unknown", ColumnKind::Count),
    column("held", "head-held", ColumnKind::Count),
];

/// How long the delays of a month were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthCounts {
    /// The month.
    pub month: Month,
    /// The day of the census, where lengths are those of people in it; else they are those of delays that ended.
    pub census: Option<Day>,
    /// Each band of the convention with its delays and their days, in order.
    pub bands: Vec<(String, i64, i64)>,
}

/// How long delays last: bars of delays by band.
pub fn bands(language: Language, lengths: &LengthCounts) -> Section {
    let (all, days) = lengths.bands.iter().fold((0, 0), |sum, (_, delays, days)| (sum.0 + delays, sum.1 + days));
    let mean = language.measure(if all == 0 { 0.0 } else { days as f64 / all as f64 }, 1);
    let of = |when| [("all", all.into()), ("mean", mean.into()), when];
    let (sentence, title) = match lengths.census.map(|day| ("day", day.into())) {
        Some(day) => {
            (language.say("trend-lengths-census", &of(day.clone())), language.say("trend-lengths-census-table", &[day]))
        }
        None => {
            let month = ("month", Argument::from(lengths.month));
            let sentence = language.say("trend-lengths-ended", &of(month.clone()));
            (sentence, language.say("trend-lengths-ended-table", &[month]))
        }
    };
    let bar = |(name, delays, _): &(String, i64, i64)| ChartBar { label: name.clone(), value: *delays, strong: true };
    let row = |(name, delays, days): &(String, i64, i64)| {
        let share = if all == 0 { 0.0 } else { *delays as f64 / all as f64 * 100.0 };
        vec![
            ReportCell::text(name.clone()),
            ReportCell::Count(*delays),
            ReportCell::number(share, 1),
            ReportCell::Count(*days),
        ]
    };
    let chart = ReportChart {
        id: "lengths",
        title: title.clone(),
        description: sentence.clone(),
        unit: language.word("trend-unit-delays"),
        drawing: Drawing::Bars(lengths.bands.iter().map(bar).collect()),
    };
    let total = [ReportCell::text(language.word("trend-all")), ReportCell::Count(all), ReportCell::text("")];
    let table = ReportTable {
        id: "lengths_table",
        title,
        columns: titled(language, &LENGTHS),
        rows: lengths.bands.iter().map(row).collect(),
        total: Some(total.into_iter().chain([ReportCell::Count(days)]).collect()),
        empty: language.word("trend-no-bands"),
    };
    let title = language.word("trend-lengths-title").to_owned();
    Section { id: "lengths_of_delay", title, text: vec![sentence], chart: Some(chart), tables: vec![table] }
}

/// How many people were delayed on each day of a month.
pub fn people(language: Language, month: Month, people: &[i64], note: Option<&str>) -> Section {
    let days = || (0..).zip(people).map(|(at, people)| (month.first() + at, *people));
    let most = people.iter().copied().max().unwrap_or(0);
    let least = people.iter().copied().min().unwrap_or(0);
    let on = |wanted: i64| {
        days().find(|(_, people)| *people == wanted).map_or_else(String::new, |(day, _)| language.day(day))
    };
    let mut text = vec![language.say(
        "trend-people",
        &[
            ("month", month.into()),
            ("least", least.into()),
            ("least_on", on(least).into()),
            ("most", most.into()),
            ("most_on", on(most).into()),
        ],
    )];
    text.extend(note.map(str::to_owned));
    let title = language.say("trend-people-table", &[("month", month.into())]);
    let chart = ReportChart {
        id: "people_by_day",
        title: title.clone(),
        description: text.join(" "),
        unit: language.word("trend-unit-people"),
        drawing: Drawing::Heat { first: month.first(), values: people.to_vec() },
    };
    let row = |(day, people): (Day, i64)| {
        vec![ReportCell::Day(day), ReportCell::text(language.weekday(day.weekday())), ReportCell::Count(people)]
    };
    let (columns, rows) = (titled(language, &PEOPLE), days().map(row).collect());
    let empty = language.word("trend-no-days");
    let table = ReportTable { id: "people_by_day_table", title, columns, rows, total: None, empty };
    let title = language.word("trend-people-title").to_owned();
    Section { id: "people", title, text, chart: Some(chart), tables: vec![table] }
}

/// One published file, and what it was held to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name.
    pub file: String,
    /// Its first and last month.
    pub months: Option<(Month, Month)>,
    /// Records read.
    pub read: u32,
    /// Records taken.
    pub accepted: u32,
    /// Records not taken.
    pub rejected: u32,
    /// Figures without a number.
    pub unknown: u64,
    /// Totals that follow from other figures of the file.
    pub held: u64,
    /// Totals that do not, for a reason that is known.
    pub explained: u64,
}

/// What the published files are worth: records, figures without a number, totals that were added up again.
pub fn sources(language: Language, files: &[SourceFile]) -> Section {
    let sum = |part: fn(&SourceFile) -> u64| files.iter().map(part).sum::<u64>() as i64;
    let totals = sum(|file| file.held + file.explained);
    let text = vec![language.say(
        "trend-sources",
        &[
            ("totals", totals.into()),
            ("held", sum(|file| file.held).into()),
            ("explained", sum(|file| file.explained).into()),
            ("unknown", sum(|file| file.unknown).into()),
        ],
    )];
    let row = |file: &SourceFile| {
        let months = file.months.map_or_else(
            || language.word("trend-not-stated").to_owned(),
            |(first, last)| month_to_month(language, first, last),
        );
        let counts =
            [u64::from(file.read), u64::from(file.accepted), u64::from(file.rejected), file.unknown, file.held];
        let counts = counts.map(|count| ReportCell::Count(i64::try_from(count).unwrap_or(i64::MAX)));
        [ReportCell::text(file.file.clone()), ReportCell::Text(months)].into_iter().chain(counts).collect()
    };
    let title = language.word("trend-sources-table").to_owned();
    let (columns, rows) = (titled(language, &SOURCES), files.iter().map(row).collect());
    let empty = language.word("trend-no-files");
    let table = ReportTable { id: "sources", title, columns, rows, total: None, empty };
    let title = language.word("data-title").to_owned();
    Section { id: "quality", title, text, chart: None, tables: vec![table] }
}

/// A span of months by their codes.
pub(super) fn month_to_month(language: Language, first: Month, last: Month) -> String {
    let ends = [("first", first), ("last", last)].map(|(name, month)| (name, month.to_string().into()));
    language.say("trend-months-span", &ends)
}
