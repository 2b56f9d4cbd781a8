//! `beddays run`: the monthly job.

use std::path::Path;

use super::progress::Bar;
use super::{Out, dry_run};
use crate::cli::RunArguments;
use crate::domain::restated::MonthChange;
use crate::domain::sender::SenderState;
use crate::domain::visible::path_in_words;
use crate::domain::{Currency, Month};
use crate::error::{Error, Exit, Result};
use crate::operate::month::run::{RunOutcome, RunRequest, Summary, run as run_month};
use crate::operate::month::which;
use crate::operate::what_if;
use crate::project::{Project, WhatIf};
use crate::report::limits::{SCREEN_ROWS, left_out};
use crate::report::model::{Report, ReportCell};
use crate::report::statement::before_and_now;

pub(super) fn run(folder: &Path, arguments: &RunArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
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
        out.screen(format!("{}: {}", ran.report.name, path_in_words(&report)))?;
        if let Ok(Some(trend)) = &ran.trend {
            out.screen(format!("trend: {}", path_in_words(trend)))?;
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
    if summary.not_judged > 0 {
        out.talk(format!("stays that no law could judge: {}, listed in the statement", summary.not_judged));
    }
    for counted in &summary.counted {
        out.talk(counted.line());
    }
    if summary.volume_alarms > 0 {
        out.talk(format!(
            "deliveries with far fewer or far more records than before: {}, see the statement; {ASK}",
            summary.volume_alarms
        ));
    }
    if summary.share_alarms > 0 {
        out.talk(format!(
            "deliveries of which a far smaller share can be read than of the one before: {}, see the statement; {ASK}",
            summary.share_alarms
        ));
    }
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
    around(&ran.summary, out);
    let unchanged = if ran.changed { "" } else { " (nothing changed since the last run)" };
    out.talk(format!("{}{unchanged}", ran.summary.line()));
    let exit = if ran.summary.exit == 0 { Exit::Done } else { Exit::Alarm };
    Ok(ran.trend_failure().map_or(exit, Error::exit))
}

/// What to do about a delivery of odd size.
const ASK: &str = "ask the sender, then `beddays acknowledge --delivery FILE` if it is right";

/// What the run found around the month: data that did not come, and other months that changed.
pub(super) fn around(summary: &Summary, out: &mut Out) {
    let currency = summary.currency;
    let end = summary.month.last().min(summary.as_of);
    for sender in summary.senders.iter().filter(|sender| sender.is_incomplete()) {
        let sentence = sender.sentence(summary.month, end);
        out.talk(format!("warning: the data of {} are not complete: {sentence}", summary.month));
    }
    if summary.senders.iter().all(|sender| sender.state == SenderState::NotExpected) {
        out.talk(format!(
            "note: no source delivered a fact of {}: its figures rest on stays that were open before",
            summary.month
        ));
    }
    for change in &summary.corrected_months {
        let (month, edition, sums) = (change.month, change.edition, before_and_now(&change.sums, currency));
        out.talk(format!("late news of {month}, closed in edition {edition}, is corrected here: {sums}"));
        out.talk("  see internal-revision.html; the files of the closed month stay as they are");
    }
    summary.restated_open().for_each(|change| tell_restated(change, currency, out));
}

/// A published month that would be different by now.
pub(super) fn tell_restated(change: &MonthChange, currency: Currency, out: &mut Out) {
    let (month, sums) = (change.month, before_and_now(&change.sums, currency));
    if change.is_closed {
        out.talk(format!("warning: {month}, closed in edition {}, would be different by now: {sums}", change.edition));
        out.talk("  the run of the first open month corrects it in its statement");
        return;
    }
    out.talk(format!("warning: {month}, edition {}, would be different by now: {sums}", change.edition));
    out.talk(format!(
        "  `beddays run --month {month}` makes a new edition; `beddays acknowledge --month {month}` leaves it as it is"
    ));
}

/// The answer, and how it follows.
pub(super) fn screen(report: &Report, summary: &Summary, out: &mut Out) -> Result<()> {
    out.screen(&report.title)?;
    out.screen(&report.standing)?;
    out.screen("")?;
    for figure in &report.figures {
        out.screen(format!("  {:<18} {:>12}  {}", figure.label, figure.value.shown(), figure.note))?;
    }
    if let Some(table) = report.tables().find(|table| table.id == "places") {
        out.screen(format!("\n{}", table.title))?;
        for row in table.rows.iter().take(SCREEN_ROWS) {
            let [by, hospital, authority, days] =
                [0, 1, 2, 3].map(|at| row.get(at).map_or_else(String::new, ReportCell::shown));
            out.screen(format!("  {by:<18} {hospital:<28} {authority:<28} {days:>8}"))?;
        }
    }
    // A status stands alone; an amount is owed to a hospital by an authority.
    let tables: [(&str, &[usize], [usize; 2]); 3] =
        [("bridge", &[0], [3, 4]), ("owed", &[0, 1], [4, 5]), ("councils", &[0, 1], [4, 5])];
    for (id, names, figures) in tables {
        let Some(table) = report.tables().find(|table| table.id == id) else { continue };
        out.screen(format!("\n{}", table.title))?;
        let line = |row: &Vec<ReportCell>| {
            let shown = |at: &usize| row.get(*at).map_or_else(String::new, ReportCell::shown);
            let names: String = names.iter().map(|at| format!("{:<38} ", shown(at))).collect();
            let [days, amount] = figures.each_ref().map(shown);
            format!("  {names}{days:>8} {amount:>14}")
        };
        for row in table.rows.iter().take(SCREEN_ROWS) {
            out.screen(line(row))?;
        }
        if let Some(more) = left_out(table.rows.len(), SCREEN_ROWS, "rows", "the statement") {
            out.screen(format!("  {more}"))?;
        }
        if let Some(total) = &table.total {
            out.screen(line(total))?;
        }
    }
    if summary.is_nothing_due == Some(true) {
        out.screen(format!("\nNothing is due for {}.", summary.month.long()))?;
    }
    out.screen("")
}
