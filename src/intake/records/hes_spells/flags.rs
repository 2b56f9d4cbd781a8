//! Kinds of episodes that the statistics count: as the sender flagged them, and as the rules give them.

use std::borrow::Cow;

use crate::intake::profile::field::Field;
use crate::intake::validate::cells::RowCells;

/// Patient classifications of patients who lie in a bed of the ward: ordinary, day case, mothers and babies.
const ADMITTED: [&str; 3] = ["1", "2", "5"];

/// The column of each kind of episode, and what is counted: the flags, the kinds by the rules, and where the two differ.
const KINDS: [(Field, [&str; 3]); 4] = [
    (Field::Fce, ["fce", "fce by rule", "fce flagged otherwise than by rule"]),
    (Field::Fae, ["fae", "fae by rule", "fae flagged otherwise than by rule"]),
    (Field::FaeEmergency, ["fae_emergency", "fae_emergency by rule", "fae_emergency flagged otherwise than by rule"]),
    (Field::Fde, ["fde", "fde by rule", "fde flagged otherwise than by rule"]),
];

/// Counts the kinds of an episode: `fce` and so on by the sender's flags, `fce by rule` by what the record says.
///
/// - finished consultant episode: finished (EPISTAT 3), of an admitted patient (CLASSPAT 1, 2, 5);
/// - finished admission episode: the first of its spell (EPIORDER 1) among them; an emergency by ADMIMETH 2x;
/// - finished discharge episode: the last of its spell (SPELEND Y; without it a DISMETH that says the patient left).
pub fn count(cells: &mut RowCells<'_, '_>) {
    let is = |cells: &RowCells<'_, '_>, field: Field, codes: &[&str]| {
        meaning(cells, field).is_some_and(|text| codes.contains(&&*text))
    };
    let fce = is(cells, Field::EpisodeStatus, &["3"]) && is(cells, Field::PatientClassification, &ADMITTED);
    let first = is(cells, Field::EpisodeOrder, &["1", "01"]);
    let emergency = meaning(cells, Field::AdmissionMethod).is_some_and(|method| method.starts_with('2'));
    let last = match meaning(cells, Field::SpellEnd).as_deref() {
        None | Some("") => is(cells, Field::DischargeMethod, &["1", "2", "3", "4", "5", "6", "7"]),
        Some(end) => end.eq_ignore_ascii_case("y"),
    };
    let by_rules = [fce, fce && first, fce && first && emergency, fce && last];
    for ((flag, [name, ruled, otherwise]), by_rule) in KINDS.into_iter().zip(by_rules) {
        let flagged = is(cells, flag, &["1"]);
        if flagged {
            cells.count(name);
        }
        if by_rule {
            cells.count(ruled);
        }
        if !cells.is_blank(flag) && flagged != by_rule {
            cells.count(otherwise);
        }
    }
}

/// What a cell means by the profile's list; nothing for a code that the list does not have.
fn meaning<'c>(cells: &RowCells<'c, 'c>, field: Field) -> Option<Cow<'c, str>> {
    cells.meaning(field).ok().filter(|text| !text.is_empty())
}
