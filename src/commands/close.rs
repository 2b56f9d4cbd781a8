//! `beddays close`: a published month stays as it is from now on.

use crate::domain::Language;
use std::path::Path;

use crate::cli::CloseArguments;
use crate::error::{Exit, Result};
use crate::operate::month::closed;
use crate::regime::Law;
use crate::report::statement::before_and_now;

use super::Out;

pub(super) fn close(folder: &Path, arguments: &CloseArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    out.of_month(arguments.month);
    let by = arguments.by.as_deref().unwrap_or_default();
    let closing = closed::close(&project, arguments.month, (by, arguments.on))?;
    out.changed(format!("closed edition {}", closing.closed.edition));
    if out.json {
        out.value(&closing)?;
        return Ok(Exit::Done);
    }
    let (month, edition) = (arguments.month, closing.closed.edition);
    let amounts = closing.amount_minor.iter().map(|(currency, amount)| amount.with(*currency));
    let amounts = amounts.collect::<Vec<_>>().join(" + ");
    let amounts = if amounts.is_empty() { "nothing owed".to_owned() } else { amounts };
    out.data(format!("closed: {month}, edition {edition}; ledger of all payers {amounts}"))?;
    out.data(format!("seal: {}", closing.closed.seal_sha256))?;
    if !closing.incomplete.is_empty() {
        let missing = closing.incomplete.join(", ");
        out.talk(format!("data of {month} were not complete when it was published: {missing}"));
    }
    let currency = Law::currency_of(&project.law);
    for change in &closing.to_correct {
        let sums = before_and_now(Language::English, &change.sums, currency);
        out.talk(format!("not in it is what came since about {}: {sums}", change.month));
    }
    out.talk("what changes of it from now on is corrected in the statement of the first open month");
    Ok(Exit::Done)
}
