//! `beddays report`: a report from the store again, or the trend of official figures.

use std::path::{Path, PathBuf};

use crate::cli::{ReportArguments, ReportName};
use crate::error::{Error, Exit, Result};
use crate::operate::month::editions;
use crate::operate::trend::{self, FilesRequest, StoreRequest};
use crate::report::trend::Charting;

use super::Out;

pub(super) fn report(folder: &Path, arguments: &ReportArguments, out: &mut Out) -> Result<Exit> {
    let page = match (arguments.name, &arguments.out) {
        (ReportName::Statement, _) => statement(folder, arguments, out)?,
        (ReportName::Trend, Some(out)) => of_files(arguments, out)?,
        (ReportName::Trend, None) => of_store(folder, arguments)?,
    };
    if out.json {
        out.value(&serde_json::json!({ "page": page }))?
    } else {
        out.data(page.display())?
    }
    Ok(Exit::Done)
}

fn statement(folder: &Path, arguments: &ReportArguments, out: &Out) -> Result<PathBuf> {
    let is_trend = arguments.convention.is_some()
        || arguments.months.is_some()
        || !arguments.rebase.is_empty()
        || arguments.target.is_some()
        || !arguments.from.is_empty();
    if is_trend {
        return Err(usage(
            "a statement is of one month and has no trend",
            "`beddays report statement [--month YYYY-MM]`",
        ));
    }
    let project = super::project_within(folder, arguments.wait)?;
    let placed = editions::report_again(&project, arguments.month)?;
    super::tell_kept(&placed.kept, out);
    let name = if project.law.is_empty() { "statistics" } else { "statement" };
    Ok(placed.folder.join(format!("internal-{name}.html")))
}

fn months(arguments: &ReportArguments) -> Result<usize> {
    if arguments.month.is_some() {
        return Err(usage("a trend is of several months", "`--months N` takes the last N"));
    }
    Ok(arguments.months.map_or(trend::MONTHS, usize::from))
}

/// What the command line says of the charts; nothing if it says nothing.
fn charting(arguments: &ReportArguments) -> Result<Option<Charting>> {
    if arguments.target.is_some_and(|target| !(0.0..1e9).contains(&target)) {
        return Err(usage("the target is no number of days per day", "as in `--target 12.5`"));
    }
    let charting = Charting { rebase: arguments.rebase.clone(), target_per_day: arguments.target };
    Ok((charting != Charting::default()).then_some(charting))
}

fn of_store(folder: &Path, arguments: &ReportArguments) -> Result<PathBuf> {
    let request = StoreRequest {
        convention: arguments.convention.as_deref(),
        months: months(arguments)?,
        charting: charting(arguments)?,
    };
    trend::of_store(&super::project_within(folder, arguments.wait)?, &request)
}

fn of_files(arguments: &ReportArguments, out: &Path) -> Result<PathBuf> {
    trend::of_files(&FilesRequest {
        files: &arguments.from,
        area: arguments.area.as_deref(),
        months: months(arguments)?,
        allow_failed: arguments.allow_failed,
        population: arguments.population.as_deref(),
        charting: charting(arguments)?.unwrap_or_default(),
        out,
    })
}

fn usage(what: &str, hint: &str) -> Error {
    Error::new("X_USAGE", Exit::Usage, what).effect("nothing was written").hint(hint)
}
