//! What is doubtful about the stay that is explained, over its whole delay: records that leave it open, and days on which
//! its person is charged for in another stay too.

use std::collections::BTreeMap;

use super::ExplainBasis;
use crate::domain::{Currency, Day, Language, LedgerDay, Minor, PersonKey, Stay};
use crate::liability::{CaseOfStays, Cases, Judged, doubts, row};
use crate::operate::month::doubts::DoubtFound;
use serde::Serialize;

/// Days on which one person is charged for in this stay and in another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChargedTwice {
    /// The other stay.
    pub stay_id: String,
    /// The first of the days.
    pub first_day: Day,
    /// The last of them.
    pub last_day: Day,
    /// How many.
    pub days: i64,
    /// What is owed at most once: of each day the smaller of the two amounts.
    pub amount_minor: Minor,
}

impl ChargedTwice {
    /// For people.
    pub fn line(&self, language: Language, currency: Currency) -> String {
        let days = [("first", self.first_day), ("last", self.last_day)].map(|(name, day)| (name, day.into()));
        let of = [
            ("days", self.days.into()),
            ("stay", (&self.stay_id).into()),
            ("amount", (self.amount_minor, currency).into()),
        ];
        language.say("explain-twice", &of.into_iter().chain(days).collect::<Vec<_>>())
    }
}

fn rows<'a>(case: &CaseOfStays<'a>, known: &ExplainBasis<'a>, judged: &Judged) -> Vec<LedgerDay<'a>> {
    let days = judged.days.iter().enumerate();
    days.map(|(place, (law, day))| row(case, &known.laws[judged.under[*law].0], day, place)).collect()
}

/// The doubts about a case that was judged.
pub(super) fn of_case<'a>(case: &CaseOfStays<'a>, known: &ExplainBasis<'a>, judged: &Judged) -> Vec<DoubtFound> {
    let rows = rows(case, known, judged);
    let first = rows.first().map_or(known.followed_to, |row| row.day).min(case.first().admitted_at.day());
    let last = rows.last().map_or(known.followed_to, |row| row.day).max(known.followed_to);
    let found = doubts(case, (judged, known.laws), (first, last), &rows, &known.reasons);
    found.iter().map(|doubt| DoubtFound::of(known.language, doubt)).collect()
}

/// Days of a case on which its person is charged for in another case too.
pub(super) fn charged_twice<'a>(
    case: &CaseOfStays<'a>,
    cases: &Cases<'a>,
    known: &ExplainBasis<'a>,
    judged: &Judged,
) -> Vec<ChargedTwice> {
    let persons: Vec<&PersonKey> = case.stays.iter().filter_map(|stay| stay.person_key.as_ref()).collect();
    let of_person = |stay: &Stay| stay.person_key.as_ref().is_some_and(|key| persons.contains(&key));
    let others = cases.having(of_person).filter(|other| other.first().stay_id != case.first().stay_id);
    let own: BTreeMap<Day, Minor> =
        charged(&rows(case, known, judged)).map(|row| (row.day, row.amount_minor)).collect();
    let mut found = BTreeMap::new();
    for other in others {
        let mut judged = Judged::default();
        if other.judge(known.laws, &mut judged).is_err() {
            continue;
        }
        for row in charged(&rows(&other, known, &judged)) {
            let Some(amount) = own.get(&row.day) else { continue };
            let day = row.day;
            let twice = found.entry(row.stay_id.to_owned()).or_insert_with(|| ChargedTwice {
                stay_id: row.stay_id.to_owned(),
                first_day: day,
                last_day: day,
                days: 0,
                amount_minor: Minor(0),
            });
            (twice.last_day, twice.days) = (day, twice.days + 1);
            twice.amount_minor = twice.amount_minor + row.amount_minor.min(*amount);
        }
    }
    found.into_values().collect()
}

fn charged<'r, 'a>(rows: &'r [LedgerDay<'a>]) -> impl Iterator<Item = &'r LedgerDay<'a>> {
    rows.iter().filter(|row| row.amount_minor > Minor(0))
}
