//! Where a patient lives, from the district codes of hospital records: the council with social-services functions there.

use std::sync::LazyLock;

use super::authority::{Authorities, AuthorityId};

/// What a code of residence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Residence {
    /// This council's area, or a country whose councils are not distinguished.
    Known(AuthorityId),
    /// England, or nowhere: the council is unknown. In words.
    NoCouncil(&'static str),
}

/// A range of codes of one length, from the first to the last in the order of ASCII.
#[derive(serde::Deserialize)]
struct CodeRange {
    first: String,
    last: String,
    authority: String,
}

/// The former four-character codes and the nine-character codes of districts, in the order of their lengths and codes. No
/// code is in two ranges.
static RANGES: LazyLock<Vec<(String, String, AuthorityId)>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(LIST.as_bytes()).into_deserialize::<CodeRange>();
    let rows = rows.map(|row| row.expect("the built-in list reads; a test reads it"));
    let found = rows.map(|row| {
        let authority =
            Authorities::built_in().find(&row.authority).expect("its authorities are known; a test reads it");
        (row.first, row.last, authority)
    });
    let mut ranges: Vec<(String, String, AuthorityId)> = found.collect();
    ranges.sort_by(|(one, ..), (other, ..)| (one.len(), one).cmp(&(other.len(), other)));
    ranges
});
const LIST: &str = include_str!("../../regimes/residence.csv");

const NO_COUNCIL: [(&str, &str); 3] = [
    ("U", "no fixed abode: the council is the one where the patient was found, which the record does not say"),
    ("Y", "the place of residence is not known"),
    ("E99999999", "England, without saying where"),
];

impl Residence {
    /// What a code of residence says: a nine-character code, one of the four-character codes before it, or a letter.
    /// Nothing if the code is unknown.
    pub fn of_code(code: &str) -> Option<Self> {
        if !code.is_ascii() {
            return None;
        }
        let code = code.to_ascii_uppercase();
        if let Some((_, words)) = NO_COUNCIL.iter().find(|(letter, _)| *letter == code) {
            return Some(Self::NoCouncil(words));
        }
        let range = || {
            let behind = RANGES.partition_point(|(first, ..)| (first.len(), first) <= (code.len(), &code));
            let (first, last, authority) = RANGES.get(behind.checked_sub(1)?)?;
            (first.len() == code.len() && code <= *last).then_some(*authority)
        };
        // A Scottish council has a code of its own, and stands in a range of codes whose council is not known.
        let own = || (code.len() == 9).then(|| Authorities::built_in().find(&code)).flatten();
        own().or_else(range).map(Self::Known)
    }
}
