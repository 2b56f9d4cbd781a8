//! Sections beside the charts: how long delays lasted, how many people were delayed each day, which files were read.

use super::column;
use crate::domain::decimal::decimal;
use crate::domain::money::thousands;
use crate::domain::{Day, Month};
use crate::report::model::{ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportTable, Section};

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
pub fn bands(lengths: &LengthCounts) -> Section {
    let (all, days) = lengths.bands.iter().fold((0, 0), |sum, (_, delays, days)| (sum.0 + delays, sum.1 + days));
    let whose = match lengths.census {
        Some(day) => format!("people delayed on the census day, {}", day.long()),
        None => format!("delays that ended in {}", lengths.month.long()),
    };
    let average =
        if all == 0 { String::new() } else { format!(", on average {} days", decimal(days as f64 / all as f64, 1)) };
    let sentence = format!("{} {whose}{average}.", thousands(all.unsigned_abs()));
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
    let title = format!("By length in days: {whose}");
    let chart = ReportChart {
        id: "lengths",
        title: title.clone(),
        description: sentence.clone(),
        unit: "delays",
        drawing: Drawing::Bars(lengths.bands.iter().map(bar).collect()),
    };
    let columns = vec![
        column("band", "Length", ColumnKind::Text),
        column("delays", "Delays", ColumnKind::Count),
        column("share", "Share in %", ColumnKind::Number),
        column("days", "Their days, all months together", ColumnKind::Count),
    ];
    let total =
        Some(vec![ReportCell::text("All"), ReportCell::Count(all), ReportCell::text(""), ReportCell::Count(days)]);
    let rows = lengths.bands.iter().map(row).collect();
    let table = ReportTable { id: "lengths_table", title, columns, rows, total, empty: "no bands" };
    let title = "How long do delays last?".to_owned();
    Section { id: "lengths_of_delay", title, text: vec![sentence], chart: Some(chart), tables: vec![table] }
}

/// How many people were delayed on each day of a month.
pub fn people(month: Month, people: &[i64], note: Option<&str>) -> Section {
    let days = || (0..).zip(people).map(|(at, people)| (month.first() + at, *people));
    let most = people.iter().copied().max().unwrap_or(0);
    let least = people.iter().copied().min().unwrap_or(0);
    let on = |wanted: i64| days().find(|(_, people)| *people == wanted).map_or_else(String::new, |(day, _)| day.long());
    let mut text = vec![format!(
        "People delayed on a day of {}: {} at the least ({}), {} at the most ({}).",
        month.long(),
        thousands(least.unsigned_abs()),
        on(least),
        thousands(most.unsigned_abs()),
        on(most)
    )];
    text.extend(note.map(str::to_owned));
    let title = format!("People delayed on each day of {}", month.long());
    let chart = ReportChart {
        id: "people_by_day",
        title: title.clone(),
        description: text.join(" "),
        unit: "people",
        drawing: Drawing::Heat { first: month.first(), values: people.to_vec() },
    };
    let columns = vec![
        column("day", "Day", ColumnKind::Day),
        column("weekday", "Weekday", ColumnKind::Text),
        column("people", "People delayed", ColumnKind::Count),
    ];
    let row = |(day, people): (Day, i64)| {
        vec![ReportCell::Day(day), ReportCell::text(day.weekday().short()), ReportCell::Count(people)]
    };
    let rows = days().map(row).collect();
    let table = ReportTable { id: "people_by_day_table", title, columns, rows, total: None, empty: "no days" };
    let title = "On which days are people waiting?".to_owned();
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
pub fn sources(files: &[SourceFile]) -> Section {
    let sum = |part: fn(&SourceFile) -> u64| files.iter().map(part).sum::<u64>();
    let text = vec![format!(
        "{} totals were added up again: {} are as published, {} differ for a reason that is known. {} figures have no \
         number, and are not 0.",
        thousands(sum(|file| file.held + file.explained)),
        thousands(sum(|file| file.held)),
        thousands(sum(|file| file.explained)),
        thousands(sum(|file| file.unknown)),
    )];
    let columns = vec![
        column("file", "File", ColumnKind::Text),
        column("months", "Months", ColumnKind::Text),
        column("read", "Records read", ColumnKind::Count),
        column("accepted", "Accepted", ColumnKind::Count),
        column("rejected", "Rejected", ColumnKind::Count),
        column("unknown", "Figures without a number", ColumnKind::Count),
        column("held", "Totals that add up", ColumnKind::Count),
    ];
    let row = |file: &SourceFile| {
        let months = file.months.map_or_else(|| "not stated".to_owned(), |(first, last)| format!("{first} to {last}"));
        let counts =
            [u64::from(file.read), u64::from(file.accepted), u64::from(file.rejected), file.unknown, file.held];
        let counts = counts.map(|count| ReportCell::Count(i64::try_from(count).unwrap_or(i64::MAX)));
        [ReportCell::text(file.file.clone()), ReportCell::Text(months)].into_iter().chain(counts).collect()
    };
    let title = "Published files, and what they were held to".to_owned();
    let rows = files.iter().map(row).collect();
    let table = ReportTable { id: "sources", title, columns, rows, total: None, empty: "no files" };
    let title = "How good are the data?".to_owned();
    Section { id: "quality", title, text, chart: None, tables: vec![table] }
}
