//! Rows of a file that was read carefully as a whole, packed like all others.

use super::gathered::Gathered;
use super::packed::{Has, NOBODY, PSEUDONYM, Plain, Rows};
use super::part::{Remarked, bytes_of};
use super::words::Dictionary;
use crate::intake::findings::candidate::Candidate;
use crate::intake::records::stay::StayRow;

/// Adds the rows; the log has been told of the file. `false` if one cannot be packed, which no accepted row should be.
pub fn add(candidates: Vec<Candidate<StayRow>>, words: &[Dictionary], gathered: &mut Gathered) -> bool {
    let Gathered { table, log, remarked, .. } = gathered;
    let (first, mut rows, mut pseudonyms) = (table.len() as u32, Rows::default(), Vec::new());
    for (row, Candidate { row: StayRow { stay, .. }, place, remarks, .. }) in (first..).zip(candidates) {
        let person = match &stay.person_key {
            None => NOBODY,
            Some(key) => {
                pseudonyms.push(bytes_of(&key.0));
                PSEUDONYM | (pseudonyms.len() as u32 - 1)
            }
        };
        let Some(plain) = Plain::of(&stay, person, words) else { return false };
        rows.push(stay.stay_id.as_bytes(), 0..stay.stay_id.len(), &plain, &Has::ALL);
        log.place(place);
        if !remarks.is_empty() {
            remarked.push(Remarked { row, place, issues: remarks });
        }
    }
    table.append(&rows, &(0..rows.len() as u32).collect::<Vec<_>>(), &pseudonyms);
    true
}
