//! What is said of the stays of a month, held against what each is charged and what was said before.

use std::collections::BTreeMap;

use super::charged::ChargedStay;
use super::typed::{amount_of, reason_of};
use super::{PassedOverStay, PositionRequest, of_claim, sheet};
use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::position::{PositionState, StayPosition};
use crate::domain::visible::visible;
use crate::domain::{Day, Minor, near};
use crate::error::{Error, Exit, Result};
use crate::project::Project;
use crate::store::PublishedMonth;

pub(super) fn refused<T>(what: String, hint: impl Into<String>) -> Result<T> {
    Err(Error::new("X_POSITION", Exit::Data, what).effect("nothing was noted").hint(hint.into()))
}

fn usage<T>(what: &str, hint: &str) -> Result<T> {
    Err(Error::new("X_ARGUMENTS", Exit::Usage, what).effect("nothing was noted").hint(hint))
}

/// What is to be noted.
#[derive(Default)]
pub(super) struct NotedPositions {
    pub positions: Vec<StayPosition>,
    pub withdrawn: Vec<Box<str>>,
    pub passed_over: Vec<PassedOverStay>,
    pub without_stay: (i64, Minor),
}

/// What it is held against.
pub(super) struct Saying<'a> {
    pub project: &'a Project,
    pub published: &'a PublishedMonth,
    pub stays: &'a BTreeMap<Box<str>, ChargedStay>,
    pub held: &'a BTreeMap<Box<str>, StayPosition>,
    pub who: (Box<str>, Day),
}

impl Saying<'_> {
    fn money(&self, amount: Minor) -> String {
        amount.with(sheet::currency(self.project))
    }

    /// A position of a stay, by whoever says it.
    fn position(&self, stay_id: &str, state: PositionState) -> StayPosition {
        StayPosition {
            stay_id: stay_id.into(),
            state,
            charged_minor: self.stays.get(stay_id).map_or(Minor(0), |stay| stay.charged),
            beyond_minor: Minor(0),
            amount_minor: Minor(0),
            reason: Box::default(),
            claim: Box::default(),
            by: self.who.0.clone(),
            on: self.who.1,
        }
    }

    /// What was said of a stay, if that was on no later day.
    fn before(&self, stay_id: &str) -> Result<Option<&StayPosition>> {
        let before = self.held.get(stay_id);
        if let Some(later) = before.filter(|before| before.on > self.who.1) {
            let what = format!("stay `{stay_id}` was {} on {}, after {}", later.state, later.on, self.who.1);
            return refused(what, "look at the clock (`date`); `--on YYYY-MM-DD` gives the day");
        }
        Ok(before)
    }

    /// What is said of the stays that are named.
    pub fn of_stays(&self, request: &PositionRequest<'_>) -> Result<NotedPositions> {
        let mut said = NotedPositions::default();
        if request.amount.is_some() && request.stays.len() > 1 {
            return usage("`--amount` is of one stay", "name the stays one by one where an amount is said of each");
        }
        for stay_id in request.stays {
            let before = self.before(stay_id)?;
            let Some(state) = request.state else {
                if before.is_none() {
                    self.known(stay_id)?;
                    let what = format!("nothing was said of stay `{stay_id}` in {}", request.month);
                    return refused(what, "nothing to do");
                }
                said.withdrawn.push(stay_id.as_str().into());
                continue;
            };
            if before.is_none_or(|before| before.beyond_minor == Minor(0)) {
                self.known(stay_id)?;
            }
            let position = self.of_stay((stay_id, state), before, request)?;
            said.positions.retain(|other| other.stay_id != position.stay_id);
            said.positions.push(position);
        }
        Ok(said)
    }

    /// Refuses a stay that the month does not charge for.
    fn known(&self, stay_id: &str) -> Result<()> {
        let month = self.published.month;
        let Some(stay) = self.stays.get(stay_id) else {
            let what = format!("no stay `{}` is delayed in {month}", visible(&without_numbers(stay_id)));
            let names = self.stays.keys().map(|stay_id| &**stay_id);
            let otherwise = format!("the statement of {month} lists the stays");
            return Err(Error::new("X_NO_STAY", Exit::NoInput, what)
                .effect("nothing was noted")
                .hint(near::hint(stay_id, names, &otherwise)));
        };
        if stay.charged == Minor(0) {
            let what = format!("nothing is charged for stay `{stay_id}` in {month}");
            return refused(
                what,
                format!("`beddays explain {stay_id}` says why; a claim for it is contested by `--claim`"),
            );
        }
        Ok(())
    }

    fn of_stay(
        &self,
        (stay_id, state): (&str, PositionState),
        before: Option<&StayPosition>,
        request: &PositionRequest<'_>,
    ) -> Result<StayPosition> {
        let new = self.position(stay_id, state);
        let month = self.published.month;
        if let Some(settled) = before.filter(|before| before.state == PositionState::Settled) {
            let what = format!("stay `{stay_id}` was settled by {} on {}", settled.by, settled.on);
            return refused(
                what,
                format!("`beddays position --month {month} --stay {stay_id} --withdraw` comes first"),
            );
        }
        // What a claim asks beyond what is charged stays in question until it is settled.
        let standing = before.filter(|before| before.charged_minor == new.charged_minor);
        let beyond = standing.map_or(Minor(0), |before| before.beyond_minor);
        let all = new.charged_minor + beyond;
        let amount = self.amount((stay_id, state), (before, standing), request)?.unwrap_or(all);
        if amount < Minor(0) || (amount == Minor(0) && state == PositionState::Contested) {
            return refused(
                format!("{} is no amount that is {state}", self.money(amount)),
                "give what of the stay is meant",
            );
        }
        if amount > all {
            let beyond =
                if beyond == Minor(0) { String::new() } else { format!(" and {} asked beyond it", self.money(beyond)) };
            let what = format!(
                "{} is {state} of stay `{stay_id}`, which is charged {} in {month}{beyond}",
                self.money(amount),
                self.money(new.charged_minor)
            );
            return refused(what, "give no more than both; a claim that asks more is contested by `--claim`");
        }
        Ok(StayPosition {
            beyond_minor: beyond,
            amount_minor: amount,
            reason: reason_of(request.reason),
            claim: standing.map_or_else(Box::default, |before| before.claim.clone()),
            ..new
        })
    }

    /// The amount that is said of a stay, if one is; refuses what cannot be said after what was said before.
    fn amount(
        &self,
        (stay_id, state): (&str, PositionState),
        (before, standing): (Option<&StayPosition>, Option<&StayPosition>),
        request: &PositionRequest<'_>,
    ) -> Result<Option<Minor>> {
        let amount = request.amount.map(amount_of).transpose()?;
        match (state, amount) {
            (PositionState::Accepted, Some(_)) => usage(
                "accepted is the whole amount",
                "`--as contested --amount X` contests a part, and accepts the rest",
            ),
            (PositionState::Contested, _) if request.reason.trim().is_empty() => {
                usage("nothing says why it is contested", "`--reason TEXT` says why")
            }
            (PositionState::Settled, _) if before.is_none() => {
                let what = format!("nothing was said of stay `{stay_id}` yet, so nothing of it can be settled");
                refused(what, "accept it, or contest it, and settle it when it is paid or agreed")
            }
            (PositionState::Settled, _) if standing.is_none() => {
                let was = before.map_or(Minor(0), |before| before.charged_minor);
                let now = self.stays.get(stay_id).map_or(Minor(0), |stay| stay.charged);
                let (was, now) = (self.money(was), self.money(now));
                let what = format!(
                    "stay `{stay_id}` was charged {was} when something was said of it, and is charged {now} now"
                );
                refused(what, "look at it again, and accept it or contest it, before it is settled")
            }
            (PositionState::Settled, None) if before.is_some_and(|before| before.state == PositionState::Contested) => {
                let what = format!("stay `{stay_id}` is contested: what was agreed of it is not said");
                refused(what, "`--amount X` says what was agreed for the stay in all")
            }
            (_, amount) => Ok(amount),
        }
    }

    /// Every stay of a claim: accepted where all lines agree, else contested.
    pub fn of_claim(&self, name: &str) -> Result<NotedPositions> {
        let of_claim::OfClaim { stays, without_stay } = of_claim::read(&self.project.folder, self.published, name)?;
        let mut said = NotedPositions { without_stay, ..NotedPositions::default() };
        for stay in stays {
            let new = self.position(&stay.stay_id, stay.state());
            let before = self.before(&stay.stay_id)?;
            let why = if before.is_some_and(|before| before.state == PositionState::Settled) {
                Some("it is settled")
            } else if stay.owed_minor != new.charged_minor {
                Some("it is charged otherwise by now than when the claim was held against it")
            } else if stay.short_minor > new.charged_minor {
                Some("its lines take back more than is charged")
            } else {
                None
            };
            if let Some(why) = why {
                said.passed_over.push(PassedOverStay { stay_id: stay.stay_id, why });
                continue;
            }
            if (new.charged_minor, stay.contested()) == (Minor(0), Minor(0)) {
                continue;
            }
            let contested = stay.contested();
            said.positions.push(StayPosition {
                beyond_minor: stay.beyond_minor,
                amount_minor: if contested == Minor(0) { new.charged_minor } else { contested },
                reason: if contested == Minor(0) { Box::default() } else { stay.verdicts.into() },
                claim: name.into(),
                ..new
            });
        }
        Ok(said)
    }
}
