//! What finance officers say about the stays of a published month: accepted, contested, settled. The ledger and the sealed files
//! of the statement stay as they are, whether the month is open or closed; the positions have a table and a sheet of their own.
//!
//! ```text
//! stays by hand, or a claim that was reconciled ─▶ refused or not ─▶ store: the table of the month ─▶ positions/2018-03/
//! ```

mod charged;
mod of_claim;
mod saying;
pub(crate) mod sheet;
mod typed;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::position::{PositionState, PositionSums, StayPosition};
use crate::domain::{Currency, Day, Minor, Month};
use crate::error::Result;
use crate::key::Key;
use crate::operate::file_set::PlacedSet;
use crate::operate::month::sign_off;
use crate::project::Project;
use crate::store::{ReportsLock, Store};
use charged::charged_stays;
use saying::{Saying, refused};

/// What is said, of which stays.
#[derive(Clone, Copy, Debug)]
pub struct PositionRequest<'a> {
    /// The month.
    pub month: Month,
    /// The stays.
    pub stays: &'a [String],
    /// The claim whose stays are meant, by the name of its folder.
    pub claim: Option<&'a str>,
    /// What is said of them; nothing to take back what was said.
    pub state: Option<PositionState>,
    /// What is contested, or settled, as it was written.
    pub amount: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Who says it.
    pub by: &'a str,
    /// On which day; nothing for the day of today.
    pub on: Option<Day>,
}

/// A stay of a claim of which nothing was said, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassedOverStay {
    /// The stay.
    pub stay_id: String,
    /// Why.
    pub why: &'static str,
}

/// What was said, and how the month stands.
#[derive(Clone, Debug, Serialize)]
pub struct PositionOutcome {
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What was said now.
    pub said: Vec<StayPosition>,
    /// How many stays have none any more of what was said.
    pub withdrawn: usize,
    /// Stays of the claim that were passed over.
    pub passed_over: Vec<PassedOverStay>,
    /// Lines of the claim that are of no stay of ours, and what they claim: nothing can be said of them by stay.
    pub lines_without_stay: i64,
    /// What these claim.
    pub without_stay_minor: Minor,
    /// What all stays of the month come to.
    pub sums: PositionSums,
    /// What the month could come to at least and at most, with what was said in place of the doubts; nothing where it was run by an
    /// older program.
    pub accrual_minor: Option<[Minor; 2]>,
    /// Stays of which something was said that is charged otherwise by now.
    pub to_look_at: Vec<String>,
    /// Everything that holds, by stay.
    pub positions: Vec<StayPosition>,
    /// The folder of the sheet.
    #[serde(skip)]
    pub folder: PlacedSet,
}

/// Notes what is said, and puts the sheet in place.
///
/// # Errors
/// 2: no amount, or no reason; 65: it makes no sense of what the stay is charged, or of what was said before; 66: the month, the
/// stay or the claim is not there; 75: the clock went back. Nothing is noted then.
pub fn say(project: &Project, request: PositionRequest<'_>) -> Result<PositionOutcome> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(request.month), "nothing was noted")?.clone();
    let stays = charged_stays(project, &store, &published)?;
    let before = store.positions(&published)?;
    let held: BTreeMap<Box<str>, StayPosition> =
        before.iter().map(|position| (position.stay_id.clone(), position.clone())).collect();
    let saying = Saying { project, published: &published, stays: &stays, held: &held, who: who(project, &request)? };
    let mut said = match request.claim {
        Some(claim) => saying.of_claim(claim)?,
        None => saying.of_stays(&request)?,
    };
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let mut after = held.clone();
    said.withdrawn.iter().for_each(|stay_id| _ = after.remove(stay_id));
    after.extend(said.positions.iter().map(|position| (position.stay_id.clone(), position.clone())));
    let mut commit = store.begin();
    commit.put_positions(request.month, &after.into_values().collect::<Vec<_>>())?;
    commit.finish()?;
    let placed = sheet::put_in_place(project, &store, request.month).map_err(|error| {
        let hint = format!("`beddays position --month {}` writes the sheet", request.month);
        error.before_the_effect("what was said is in the store").hint(hint)
    })?;
    let outcome = sheet::outcome(placed);
    said.positions.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    Ok(PositionOutcome {
        said: said.positions,
        withdrawn: said.withdrawn.len(),
        passed_over: said.passed_over,
        lines_without_stay: said.without_stay.0,
        without_stay_minor: said.without_stay.1,
        ..outcome
    })
}

/// How a month stands; its sheet is put in place again.
///
/// # Errors
/// 66: the month was never published; or the system refuses.
pub fn show(project: &Project, month: Month) -> Result<PositionOutcome> {
    let key = Key::read(&project.folder)?;
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let store = Store::read_only(&project.folder)?;
    store.require_key(&key.id())?;
    store.manifest().published(Some(month), "nothing was written")?;
    Ok(sheet::outcome(sheet::put_in_place(project, &store, month)?))
}

/// Who says it, and on which day.
fn who(project: &Project, request: &PositionRequest<'_>) -> Result<(Box<str>, Day)> {
    let by = sign_off::name(request.by).map_err(|error| error.effect("nothing was noted"))?;
    if by.is_empty() {
        return refused("nobody is named".to_owned(), "`--by NAME` names who says it");
    }
    if without_numbers(request.reason) != request.reason {
        let what = "the reason has what could be the number of a patient".to_owned();
        return refused(what, "say it without the number: the stay is named by its id");
    }
    Ok((by.into(), sign_off::day_of(project, request.on)?))
}
