//! `beddays position`: what is accepted, contested and settled of a month, stay by stay.

use std::path::Path;

use super::Out;
use crate::cli::PositionArguments;
use crate::domain::position::PositionSums;
use crate::domain::visible::path_in_words;
use crate::domain::{Currency, Minor};
use crate::error::{Exit, Result};
use crate::files::wording::count;
use crate::operate::month::positions::{self, PositionOutcome, PositionRequest};

pub(super) fn position(folder: &Path, arguments: &PositionArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let PositionArguments { month, stay, claim, state, amount, reason, by, on, .. } = arguments;
    out.of_month(*month);
    let is_said = claim.is_some() || !stay.is_empty();
    let outcome = match is_said {
        false => positions::show(&project, *month)?,
        true => positions::say(
            &project,
            PositionRequest {
                month: *month,
                stays: stay,
                claim: claim.as_deref(),
                state: *state,
                amount: amount.as_deref(),
                reason: reason.as_deref().unwrap_or_default(),
                by: by.as_deref().unwrap_or_default(),
                on: *on,
            },
        )?,
    };
    let said = in_words(&outcome);
    out.changed(if is_said { said.join(", ") } else { "wrote the sheet of positions".to_owned() });
    if out.json {
        out.value(&outcome)?;
        return Ok(Exit::Done);
    }
    let (month, edition, currency) = (outcome.month, outcome.edition, outcome.currency);
    if is_said {
        let by = outcome.said.first().map_or_else(String::new, |said| format!(" by {} on {}", said.by, said.on));
        out.data(format!("{month}, edition {edition}: {}{by}", said.join(", ")))?;
    }
    out.data(sums(&outcome.sums, currency))?;
    if let Some([low, high]) = outcome.accrual_minor {
        out.data(format!("to accrue: from {} to {}", low.with(currency), high.with(currency)))?;
    }
    for stay_id in &outcome.to_look_at {
        out.data(format!(
            "to be looked at again: stay {stay_id} is charged otherwise than when something was said of it"
        ))?;
    }
    for stay in &outcome.passed_over {
        out.talk(format!("nothing was said of stay {}: {}", stay.stay_id, stay.why));
    }
    if outcome.lines_without_stay > 0 {
        let lines = count(outcome.lines_without_stay as usize, "line");
        let amount = outcome.without_stay_minor.with(currency);
        out.talk(format!("{lines} of the claim ({amount}) are of no stay of ours: nothing is said of them here"));
    }
    super::tell_kept(&outcome.folder.kept, out);
    out.talk(format!("sheet: {}", path_in_words(&outcome.folder.folder.join("internal-positions.html"))));
    Ok(Exit::Done)
}

/// `1 stay accepted, 2 stays contested`.
fn in_words(outcome: &PositionOutcome) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for state in crate::domain::position::PositionState::ALL {
        let stays = outcome.said.iter().filter(|said| said.state == *state).count();
        words.extend((stays > 0).then(|| format!("{} {state}", count(stays, "stay"))));
    }
    words.extend((outcome.withdrawn > 0).then(|| format!("{} withdrawn", count(outcome.withdrawn, "stay"))));
    if words.is_empty() { vec!["nothing was said".to_owned()] } else { words }
}

/// What is charged and asked beyond it, and its parts; those that are always there, and the others where they are not 0.
fn sums(sums: &PositionSums, currency: Currency) -> String {
    let part = |words: &str, amount: Minor| format!("{words} {}", amount.with(currency));
    let some = |words: &str, amount: Minor| (amount != Minor(0)).then(|| part(words, amount));
    let whole: Vec<String> =
        std::iter::once(part("charged", sums.charged_minor)).chain(some("asked beyond", sums.beyond_minor)).collect();
    let parts = [
        Some(part("accepted", sums.accepted_minor)),
        Some(part("contested", sums.contested_minor)),
        Some(part("settled", sums.settled_minor)),
        some("fell away", sums.fell_away_minor),
        Some(part("not yet said", sums.not_said_minor)),
    ];
    format!("{} = {}", whole.join(" + "), parts.into_iter().flatten().collect::<Vec<_>>().join(" + "))
}
