//! `beddays run`: the monthly job.

use std::path::Path;

use super::progress::Bar;
use super::run_screen::{around, screen, tell_alarms};
use super::{Out, dry_run};
use crate::cli::RunArguments;
use crate::domain::Month;
use crate::domain::visible::path_in_words;
use crate::error::{Error, Exit, Result};
use crate::files::wording::count;
use crate::operate::month::positions::PositionOutcome;
use crate::operate::month::run::{RunOutcome, RunRequest, run as run_month};
use crate::operate::month::which;
use crate::operate::what_if;
use crate::project::{Project, WhatIf};

pub(super) fn run(folder: &Path, arguments: &RunArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let language = arguments.language.unwrap_or(project.language);
    let project = Project { language, ..project };
    let month = match arguments.month {
        Some(month) => month,
        None => by_rule(&project, out)?,
    };
    out.of_month(month);
    if let Some(file) = &arguments.what_if {
        return what_if(&project, month, file, out);
    }
    let request = RunRequest { month, as_of: arguments.as_of };
    if arguments.dry_run {
        return dry_run::dry_run(&project, request, out);
    }
    let ran = run_month(&project, request, &Bar::new(out))?;
    tell(&ran, out).map_err(|error| {
        let folder = path_in_words(&ran.folder);
        error.effect(format!("{month} is in the store and its reports in {folder}: only this summary was not printed"))
    })
}

/// What a published month would come to under other law.
fn what_if(project: &Project, month: Month, file: &Path, out: &mut Out) -> Result<Exit> {
    let other = WhatIf::read(project, file)?;
    let (outcome, placed) = what_if::of_published(project, month, &other)?;
    out.changed(format!("reported what {month} would be under another law"));
    if out.json {
        out.value(&outcome.difference)?;
    } else {
        out.data(outcome.line())?;
    }
    super::tell_kept(&placed.kept, out);
    out.talk(format!("report: {}", path_in_words(&placed.folder.join("internal-what-if.html"))));
    Ok(Exit::Done)
}

/// The month that the project file names or whose rule means it; the run says which one the clock chose.
fn by_rule(project: &Project, out: &Out) -> Result<Month> {
    let rule = project.month.ok_or_else(|| {
        Error::new("X_NO_MONTH", Exit::Usage, "which month?")
            .effect("nothing was done: without a rule no month is chosen by the clock")
            .hint("`--month 2018-03`, or `month = \"2018-03\"` or `month = \"previous\"` in beddays.toml")
    })?;
    let chosen = which::month(project, rule)?;
    if let Some(why) = &chosen.why {
        out.talk(format!("month: {}, {why}", chosen.month));
    }
    Ok(chosen.month)
}

/// A sheet of positions that was written anew, and how many of its stays are to be looked at again.
fn tell_positions(month: Month, sheet: &PositionOutcome, out: &Out) {
    let page = path_in_words(&sheet.folder.folder.join("internal-positions.html"));
    let again = match sheet.to_look_at.len() {
        0 => String::new(),
        stays => format!(", {} charged otherwise than when something was said", count(stays, "stay")),
    };
    out.talk(format!("positions of {month}{again}: {page}"));
}

/// One screen: the answer, how it follows, where the statement lies; the last line for a log.
pub(super) fn tell(ran: &RunOutcome, out: &mut Out) -> Result<Exit> {
    let (edition, read) = (ran.summary.edition, ran.summary.parsed);
    out.of_month(ran.summary.month);
    out.changed(if ran.changed {
        format!("edition {edition}; records read: {read}")
    } else {
        "nothing changed".to_owned()
    });
    let report = ran.folder.join(format!("{}-{}.html", ran.report.class, ran.report.name));
    if out.json {
        out.value(&ran.summary)?;
    } else {
        screen(&ran.report, &ran.summary, out)?;
        let language = ran.report.language;
        let file = |name: &str| language.instead(&format!("screen-file-{name}"), &[], || name.to_owned());
        out.screen(format!("{}: {}", file(ran.report.name), path_in_words(&report)))?;
        if let Ok(Some(trend)) = &ran.trend {
            out.screen(format!("{}: {}", file("trend"), path_in_words(trend)))?;
        }
    }
    super::tell_kept(&ran.kept, out);
    let summary = &ran.summary;
    for delivery in &summary.deliveries {
        out.detail(format!("{} from {}: {}", delivery.file, delivery.sender, delivery.sum()));
    }
    if let Some(why) = &ran.rebuilt {
        out.talk(format!("all {} deliveries were read anew: {why}", summary.all_deliveries()));
    }
    if summary.rejected > 0 {
        let rejects = ran.folder.join("rejects.csv");
        out.talk(format!("rejected records: {}, see {}", summary.rejected, path_in_words(&rejects)));
    }
    if ran.is_sign_off_void {
        out.talk(format!(
            "the statement of {} is another than the one that was signed: its sign-off begins anew",
            summary.month
        ));
    }
    for line in summary.alarms() {
        out.talk(line);
    }
    tell_alarms(summary, out);
    match (&ran.trend, ran.trend_failure()) {
        (_, Some(failure)) => out.fail(failure),
        (Err(why), None) => out.talk(format!("no trend report: {why}")),
        (Ok(_), None) => {}
    }
    for unread in &summary.unread_files {
        out.talk(format!("warning: `{}` matches no source of beddays.toml and was not read", unread.file));
        out.talk(format!("  {}", unread.would_read));
    }
    for (line, page) in &ran.shadow {
        out.talk(format!("{line}: {}", path_in_words(page)));
    }
    for (month, sheet) in &ran.positions {
        match sheet {
            Ok(sheet) => tell_positions(*month, sheet, out),
            Err(why) => out.talk(format!("no sheet of positions of {month}: {}", why.what())),
        }
    }
    around(&ran.summary, out);
    let unchanged = if ran.changed { "" } else { " (nothing changed since the last run)" };
    out.talk(format!("{}{unchanged}", ran.summary.line()));
    let exit = if ran.summary.exit == 0 { Exit::Done } else { Exit::Alarm };
    Ok(ran.trend_failure().map_or(exit, Error::exit))
}
