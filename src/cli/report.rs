//! `beddays report` as typed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::WaitArguments;
use super::spc::with_reason;
use crate::domain::{Day, Language, Month};

/// Which report, of what.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Which report.
    #[arg(value_enum)]
    pub name: ReportName,
    /// Statement and claim: the month (default: the last published one).
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// Statement: the edition (default: the latest). What was published then is put in place again, byte for byte.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub edition: Option<u32>,
    /// Statement: as it stood at the end of a day (UTC), by the audit log: the files that were published then, byte for byte, in a
    /// folder of their own.
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "edition")]
    pub as_of: Option<Day>,
    /// Trend: by which convention of the project (default: its first, in the order of their names).
    #[arg(long, value_name = "NAME", conflicts_with = "from")]
    pub convention: Option<String>,
    /// Trend: at most so many months, the last ones (default: 36).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..))]
    pub months: Option<u16>,
    /// Trend: begin the limits anew in this month, because something is known to have changed.
    #[arg(long, value_name = "YYYY-MM")]
    pub rebase: Vec<Month>,
    /// Trend: take limits from the first N months of each segment; they hold for all later ones.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..))]
    pub fix_after: Option<u16>,
    /// Trend: take limits from these months only; they hold for all others.
    #[arg(long, value_name = "YYYY-MM..YYYY-MM", conflicts_with = "fix_after", value_parser = span_of_months)]
    pub baseline: Option<(Month, Month)>,
    /// Trend: leave this month out of limits and rules, and say why; it is drawn all the same (a ghost point).
    #[arg(long, value_name = "YYYY-MM=WHY", value_parser = month_with_reason)]
    pub ghost: Vec<(Month, String)>,
    /// Trend: which trust came after which, as breaks of their series: `succ.csv` of the Organisation Data Service, or
    /// code,successor_code,from_on.
    #[arg(long, value_name = "FILE.csv")]
    pub successors: Option<PathBuf>,
    /// Trend: aim at no more than so many delayed days per day.
    #[arg(long = "target", value_name = "PER-DAY")]
    pub target: Option<f64>,
    /// Trend: of official figures in these files instead of the store: delayed transfers of care or discharge ready dates
    /// (England), or bed days (Scotland).
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "out")]
    pub from: Vec<PathBuf>,
    /// Trend of official figures: of one council, provider or board, by its code or name.
    #[arg(long, value_name = "CODE", requires = "from")]
    pub area: Option<String>,
    /// Trend of official figures: leave out the figures that do not hold, instead of refusing their file.
    #[arg(long, requires = "from")]
    pub allow_failed: bool,
    /// Trend of official figures: adults by area, for rates: authority_code,year,adults.
    #[arg(long, value_name = "FILE.csv", requires = "from")]
    pub population: Option<PathBuf>,
    /// Trend of official figures: the folder to write to.
    #[arg(long, value_name = "DIR", requires = "from")]
    pub out: Option<PathBuf>,
    /// Trend: the language of the report: en, nb, sv or da (default: `language` of beddays.toml, else en).
    #[arg(long, value_name = "CODE")]
    pub language: Option<Language>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}

fn span_of_months(text: &str) -> Result<(Month, Month), String> {
    let span = text.split_once("..").and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    let span: Option<(Month, Month)> = span.filter(|(first, last)| first < last);
    span.ok_or_else(|| "a baseline goes from one month to a later one, as in 2018-04..2019-03".to_owned())
}

fn month_with_reason(text: &str) -> Result<(Month, String), String> {
    let (month, why) = with_reason(text)?;
    let month = month.parse().map_err(|_| format!("`{month}` is no month: write it as in \"2020-04=first wave\""))?;
    Ok((month, why))
}

/// Reports by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportName {
    /// The liability statement.
    Statement,
    /// The claim itself: what is charged in a month, a file for each of the other side, as `reconcile` reads it.
    Claim,
    /// The trend: are delays rising, where, why, compared with whom.
    Trend,
}
