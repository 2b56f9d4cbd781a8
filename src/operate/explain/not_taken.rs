//! A stay of which no row was taken: what the rejected rows give, and what is at stake.

use super::{ExplainBasis, Explanation};
use crate::domain::{Minor, near, not_taken as stays_not_taken, of_stay};
use crate::error::{Error, Exit, Result};
use crate::files::wording::shown;
use crate::liability::doubts_of_not_taken;
use crate::operate::month::doubts::DoubtFound;
use crate::report::statement::record_place;

/// What is known of a stay that is not here.
///
/// # Errors
/// 66: no rejected row says enough to work out what the stay comes to. Records about it that were rejected are named.
pub(super) fn not_taken(stay_id: &str, known: &ExplainBasis<'_>) -> Result<Explanation> {
    let about = of_stay(known.questions, stay_id, |question| &question.stay_id);
    let records = || {
        about.iter().map(|question| format!("{}: {}", record_place(known.language, question.at()), question.found()))
    };
    let stays = stays_not_taken(about, |_| false, known.followed_to);
    let stays = stays.iter().flat_map(|stay| &stay.rows).map(|(_, row)| &row.stay);
    let Some(first) = stays.clone().map(|stay| stay.admitted_at.day()).min() else {
        return Err(not_here(stay_id, known, &records().collect::<Vec<_>>()));
    };
    let left = stays.filter_map(|stay| stay.discharged_at).map(|at| at.day()).max();
    let span = (first, left.map_or(known.followed_to, |left| left.max(known.followed_to)));
    let doubts = doubts_of_not_taken(about, &[], known.laws, (span, known.followed_to));
    let currency = known.currency();
    let mut head = vec![known.language.word("explain-not-taken").to_owned()];
    head.extend(records().map(|record| format!("  {record}")));
    Ok(Explanation {
        stay_id: stay_id.to_owned(),
        head,
        facts: Vec::new(),
        notices: Vec::new(),
        is_of_notices: known.is_of_notices(),
        days: Vec::new(),
        without_days: known.language.word("explain-none-taken"),
        doubts: doubts.iter().map(|doubt| DoubtFound::of(known.language, doubt)).collect(),
        charged_twice: Vec::new(),
        records: Vec::new(),
        sums: Vec::new(),
        currency,
        total: known.language.say("explain-nothing", &[("amount", (Minor(0), currency).into())]),
    })
}

fn not_here(stay_id: &str, known: &ExplainBasis<'_>, about: &[String]) -> Error {
    let hint = "rejects.csv shows whether its record was rejected; `beddays query stay` lists the stays";
    let hint = match about {
        [] => near::hint(stay_id, known.stays.iter().map(|stay| &*stay.stay_id), hint),
        about => format!("records about it were rejected: {}", about.join("; ")),
    };
    Error::new("X_NO_STAY", Exit::NoInput, format!("no stay `{}` was taken", shown(stay_id)))
        .effect("nothing was changed")
        .hint(hint)
}
