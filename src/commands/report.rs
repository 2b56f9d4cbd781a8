//! `beddays report`: a report from the store again, or the trend of official figures.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::{ReportArguments, ReportName};
use crate::domain::{Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::files::wording::count;
use crate::operate::month::{editions, past};
use crate::operate::reconcile::claim_out;
use crate::operate::trend::{self, FilesRequest, StoreRequest, Successors};
use crate::project::Project;
use crate::report::trend::{Charting, FixedBaseline};
use serde_json::json;

use super::Out;

pub(super) fn report(folder: &Path, arguments: &ReportArguments, out: &mut Out) -> Result<Exit> {
    if let Some(month) = arguments.month {
        out.of_month(month);
    }
    out.changed(match arguments.name {
        ReportName::Claim => "wrote the claims again",
        ReportName::Statement => "wrote the statement again",
        ReportName::Trend => "wrote the trend again",
    });
    let page = match (arguments.name, &arguments.out) {
        (ReportName::Claim, _) => return claims(folder, arguments, out),
        (ReportName::Statement, _) => statement(folder, arguments, out)?,
        (ReportName::Trend, Some(out)) => of_files(arguments, out)?,
        (ReportName::Trend, None) => of_store(folder, arguments)?,
    };
    if out.json {
        out.value(&json!({ "page": page }))?
    } else {
        out.data(page.display())?
    }
    Ok(Exit::Done)
}

/// The claims of a month, a file for each of the other side.
fn claims(folder: &Path, arguments: &ReportArguments, out: &mut Out) -> Result<Exit> {
    refuse_trend(arguments, "claim")?;
    let project = super::project_within(folder, arguments.wait)?;
    let written = claim_out::write(&project, arguments.month)?;
    super::tell_kept(&written.folder.kept, out);
    let folder = &written.folder.folder;
    if out.json {
        let file = |(name, lines, amount): &(String, usize, Minor)| json!({ "file": folder.join(name), "lines": lines, "amount_minor": amount, "currency": written.currency });
        let files: Vec<_> = written.files.iter().map(file).collect();
        let sums = |of: &BTreeMap<Month, Minor>| {
            let one = |(month, amount): (&Month, &Minor)| json!({ "month": month, "amount_minor": amount });
            of.iter().map(one).collect::<Vec<_>>()
        };
        let (corrects, corrected) = (sums(&written.corrects), sums(&written.corrected));
        out.value(&json!({ "month": written.month, "claims": files, "corrects": corrects, "corrected": corrected }))?;
    } else {
        for (name, lines, amount) in &written.files {
            let (path, lines) = (folder.join(name), count(*lines, "line"));
            out.data(format!("{}: {lines}, {}", path.display(), amount.with(written.currency)))?;
        }
        if written.files.is_empty() {
            out.talk(format!("nothing is charged in {}: there is nothing to claim", written.month));
        }
        for (month, amount) in &written.corrects {
            let (of, amount) = (written.month, amount.with(written.currency));
            out.talk(format!("not in these files: the statement of {of} corrects {month} by {amount}"));
        }
        for (month, amount) in &written.corrected {
            let (of, amount) = (written.month, amount.with(written.currency));
            out.talk(format!(
                "{of} was corrected since by {amount}, in the statement of {month}: the files have what was published"
            ));
        }
    }
    Ok(Exit::Done)
}

/// Refuses what only a trend has.
fn refuse_trend(arguments: &ReportArguments, name: &str) -> Result<()> {
    let is_trend = arguments.convention.is_some()
        || arguments.months.is_some()
        || !arguments.rebase.is_empty()
        || arguments.fix_after.is_some()
        || arguments.baseline.is_some()
        || !arguments.ghost.is_empty()
        || arguments.successors.is_some()
        || arguments.target.is_some()
        || arguments.language.is_some()
        || !arguments.from.is_empty();
    if !is_trend {
        return Ok(());
    }
    let hint = format!("`beddays report {name} [--month YYYY-MM]`");
    Err(usage(&format!("a {name} is of one month and has no trend"), &hint))
}

fn statement(folder: &Path, arguments: &ReportArguments, out: &Out) -> Result<PathBuf> {
    refuse_trend(arguments, "statement")?;
    let project = super::project_within(folder, arguments.wait)?;
    let placed = match arguments.as_of {
        Some(day) => past::report_as_of(&project, arguments.month, day)?,
        None => editions::report_again(&project, arguments.month, arguments.edition)?,
    };
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
    let first = arguments.fix_after.map(|months| FixedBaseline::First(months.into()));
    let ghosts: BTreeMap<Month, String> = arguments.ghost.iter().cloned().collect();
    if let Some((month, _)) = arguments.ghost.iter().find(|(month, why)| ghosts.get(month) != Some(why)) {
        return Err(usage(&format!("{month} is left out twice"), "give `--ghost` once for each month"));
    }
    let charting = Charting {
        rebase: arguments.rebase.clone(),
        target_per_day: arguments.target,
        baseline: arguments.baseline.map(|(first, last)| FixedBaseline::Months(first, last)).or(first),
        ghosts,
    };
    Ok((charting != Charting::default()).then_some(charting))
}

fn of_store(folder: &Path, arguments: &ReportArguments) -> Result<PathBuf> {
    let successors = arguments.successors.as_deref().map(Successors::read).transpose()?;
    let request = StoreRequest {
        convention: arguments.convention.as_deref(),
        months: months(arguments)?,
        successors: successors.as_ref(),
        charting: charting(arguments)?,
    };
    let project = super::project_within(folder, arguments.wait)?;
    let language = arguments.language.unwrap_or(project.language);
    trend::of_store(&Project { language, ..project }, &request)
}

fn of_files(arguments: &ReportArguments, out: &Path) -> Result<PathBuf> {
    let successors = arguments.successors.as_deref().map(Successors::read).transpose()?;
    let request = FilesRequest {
        files: &arguments.from,
        area: arguments.area.as_deref(),
        months: months(arguments)?,
        allow_failed: arguments.allow_failed,
        population: arguments.population.as_deref(),
        successors: successors.as_ref(),
        language: arguments.language.unwrap_or_default(),
        charting: charting(arguments)?.unwrap_or_default(),
        out,
    };
    trend::of_files(&request).map_err(super::of_no_project)
}

fn usage(what: &str, hint: &str) -> Error {
    Error::new("X_USAGE", Exit::Usage, what).effect("nothing was written").hint(hint)
}
