//! `beddays run`: the monthly job.

use std::path::Path;

use crate::cli::RunArguments;
use crate::error::{Error, Exit, Result};
use crate::operate::month::{Ran, Request, run as run_month};
use crate::project::Project;
use crate::report::model::{Cell, Report};

use super::Out;
use super::progress::Bar;

pub(super) fn run(folder: &Path, arguments: &RunArguments, out: &mut Out) -> Result<Exit> {
    let project = Project::read(folder)?;
    let month = arguments.month.or(project.month).ok_or_else(|| {
        Error::new("X_NO_MONTH", Exit::Usage, "which month?")
            .effect("nothing was done: nothing here reads the clock")
            .hint("`--month 2018-03`, or `month = \"2018-03\"` in beddays.toml")
    })?;
    let ran = run_month(&project, Request { month, as_of: arguments.as_of }, &Bar::new())?;
    tell(&ran, out)
}

/// One screen: the answer, how it follows, where the statement lies; the last line for a log.
pub(super) fn tell(ran: &Ran, out: &mut Out) -> Result<Exit> {
    let statement = ran.folder.join("internal-statement.html");
    if out.json {
        out.value(&ran.summary)?;
    } else {
        screen(&ran.report, out)?;
        out.data(format!("statement: {}", statement.display()))?;
        if let Ok(Some(trend)) = &ran.trend {
            out.data(format!("trend: {}", trend.display()))?;
        }
    }
    let summary = &ran.summary;
    if summary.rejected > 0 {
        let rejects = ran.folder.join("rejects.csv");
        out.talk(format!("rejected records: {}, see {}", summary.rejected, rejects.display()));
    }
    if summary.not_judged > 0 {
        out.talk(format!("stays that no law could judge: {}, listed in the statement", summary.not_judged));
    }
    for counted in &summary.counted {
        out.talk(counted.line());
    }
    if summary.volume_alarms > 0 {
        out.talk(format!(
            "deliveries with far fewer or far more records than before: {}, see the statement",
            summary.volume_alarms
        ));
    }
    if let Err(why) = &ran.trend {
        out.talk(format!("no trend report: {why}"));
    }
    for file in &summary.unread_files {
        out.talk(format!("warning: `{file}` matches no source of beddays.toml and was not read"));
    }
    let unchanged = if ran.changed { "" } else { " (nothing changed since the last run)" };
    out.talk(format!("{}{unchanged}", ran.summary.line()));
    Ok(if ran.summary.exit == 0 { Exit::Done } else { Exit::Alarm })
}

fn screen(report: &Report, out: &mut Out) -> Result<()> {
    out.data(&report.title)?;
    out.data(&report.standing)?;
    out.data("")?;
    for figure in &report.figures {
        out.data(format!("  {:<18} {:>12}  {}", figure.label, figure.value.shown(), figure.note))?;
    }
    for (id, columns) in [("bridge", [0, 3, 4]), ("owed", [0, 4, 5])] {
        let Some(table) = report.tables().find(|table| table.id == id) else { continue };
        out.data(format!("\n{}", table.title))?;
        for row in table.rows.iter().chain(&table.total) {
            let [name, days, amount] = columns.map(|at| row.get(at).map_or_else(String::new, Cell::shown));
            out.data(format!("  {name:<38} {days:>8} {amount:>14}"))?;
        }
    }
    out.data("")
}
