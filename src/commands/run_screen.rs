//! The screen of a run, and what is said of its month and of other months beside it.

use super::Out;
use crate::domain::restated::MonthChange;
use crate::domain::sender::SenderState;
use crate::domain::{Currency, Language};
use crate::error::Result;
use crate::operate::month::run::Summary;
use crate::report::limits::{SCREEN_ROWS, left_out};
use crate::report::model::{Report, ReportCell};
use crate::report::statement::before_and_now;

/// What to do about a delivery of odd size.
const ASK: &str = "ask the sender, then `beddays acknowledge --delivery FILE` if it is right";

/// What of the month's own stays and deliveries needs a look, and what was counted.
pub(super) fn tell_alarms(summary: &Summary, out: &Out) {
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
}

/// That days are owed at a price that is not known, and which file would add it.
fn tell_prices(summary: &Summary, out: &Out) {
    let days = summary.unpriced_days();
    if days == 0 {
        return;
    }
    let month = summary.month;
    out.talk(format!(
        "warning: days of {month} owed at a price that is not known: {days}; without it the month cannot be closed"
    ));
    summary.prices_wanted.iter().for_each(|wanted| out.talk(format!("  {wanted}")));
    if summary.prices_wanted.is_empty() {
        out.talk("  none of them is in the statement of this project: `beddays query ledger_day` has them, with their regime");
    }
}

/// What the run found around the month: prices that are missing, data that did not come, and other months that changed.
pub(super) fn around(summary: &Summary, out: &mut Out) {
    tell_prices(summary, out);
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
        let (month, edition, sums) =
            (change.month, change.edition, before_and_now(Language::English, &change.sums, currency));
        out.talk(format!("late news of {month}, closed in edition {edition}, is corrected here: {sums}"));
        out.talk("  see internal-revision.html; the files of the closed month stay as they are");
    }
    summary.restated_open().for_each(|change| tell_restated(change, currency, out));
}

/// A published month that would be different by now.
pub(super) fn tell_restated(change: &MonthChange, currency: Currency, out: &mut Out) {
    let (month, sums) = (change.month, before_and_now(Language::English, &change.sums, currency));
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
    let language = report.language;
    let shown = report.figures.iter().map(|figure| (&*figure.label, figure.value.shown(language), &*figure.note));
    let shown: Vec<(&str, String, &str)> = shown.collect();
    let widest =
        |least: usize, of: &dyn Fn(&(&str, String, &str)) -> usize| shown.iter().map(of).fold(least, usize::max);
    let labels = widest(18, &|(label, ..)| label.chars().count());
    let values = widest(12, &|(_, value, _)| value.chars().count());
    for (label, value, note) in &shown {
        out.screen(format!("  {label:<labels$} {value:>values$}  {note}"))?;
    }
    if let Some(table) = report.tables().find(|table| table.id == "places") {
        out.screen(format!("\n{}", table.title))?;
        for row in table.rows.iter().take(SCREEN_ROWS) {
            let [by, hospital, authority, days] =
                [0, 1, 2, 3].map(|at| row.get(at).map_or_else(String::new, |cell| cell.shown(report.language)));
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
            let shown = |at: &usize| row.get(*at).map_or_else(String::new, |cell| cell.shown(report.language));
            let names: String = names.iter().map(|at| format!("{:<38} ", shown(at))).collect();
            let [days, amount] = figures.each_ref().map(shown);
            format!("  {names}{days:>8} {amount:>14}")
        };
        for row in table.rows.iter().take(SCREEN_ROWS) {
            out.screen(line(row))?;
        }
        if let Some(more) =
            left_out(language, (table.rows.len(), SCREEN_ROWS), "more-rows", language.word("screen-statement"))
        {
            out.screen(format!("  {more}"))?;
        }
        if let Some(total) = &table.total {
            out.screen(line(total))?;
        }
    }
    if summary.is_nothing_due == Some(true) {
        let month = ("month", summary.month.into());
        out.screen(format!("\n{}", report.language.say("nothing-due", &[month])))?;
    }
    out.screen("")
}
