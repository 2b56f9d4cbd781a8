//! `beddays run --dry-run`: what a run would read, settle and publish. Nothing is changed.

use serde_json::json;

use super::Out;
use super::progress::Bar;
use super::run_screen::{around, screen};
use crate::error::{Exit, Result};
use crate::files::wording::count;
use crate::operate::month::dry_run::{MonthDryRun, dry_run as make};
use crate::operate::month::run::RunRequest;
use crate::project::Project;

pub(super) fn dry_run(project: &Project, request: RunRequest, out: &mut Out) -> Result<Exit> {
    let dry = make(project, request, &Bar::new(out))?;
    let exit = if dry.made.summary.exit == 0 { Exit::Done } else { Exit::Alarm };
    if out.json {
        let files: Vec<&str> = dry.made.files.iter().map(|file| file.name.as_str()).collect();
        out.value(&json!({
            "dry_run": true,
            "would_change": dry.would_change,
            "new_files": dry.new,
            "deliveries": dry.deliveries,
            "settled": dry.made.settled,
            "files": files,
            "run": dry.made.summary,
        }))?;
    } else {
        tell(&dry, out)?;
    }
    around(&dry.made.summary, out);
    out.talk("nothing was changed: this was a dry run");
    Ok(exit)
}

fn tell(dry: &MonthDryRun, out: &mut Out) -> Result<()> {
    let MonthDryRun { made, new, deliveries, would_change } = dry;
    screen(&made.report, &made.summary, out)?;
    out.data(format!(
        "would read: {} that came since, of {}",
        count(new.len(), "file"),
        count(*deliveries, "delivery")
    ))?;
    new.iter().try_for_each(|file| out.data(format!("  {file}")))?;
    if let Some(why) = &made.rebuilt {
        out.data(format!("would read every delivery anew: {why}"))?;
    }
    out.data(format!("would settle: {}", count(made.settled, "record")))?;
    let (month, edition) = (made.summary.month, made.summary.edition);
    out.data(match would_change {
        true => format!(
            "would publish: {month}, edition {edition}, {} in reports/{month}/",
            count(made.files.len(), "file")
        ),
        false => format!("would publish nothing new: the store has {month}, edition {edition}, as it would be"),
    })?;
    made.files.iter().for_each(|file| out.detail(format!("  {}", file.name)));
    Ok(())
}
