//! England's delayed transfers of care, August 2010 to February 2020: records, council workbooks, the national series.

mod blocks;
mod checks;
pub(super) mod councils;
pub(super) mod england;
pub(super) mod months;
pub(super) mod records;

use crate::domain::AreaKind;

/// The three that can be responsible: how columns name them in plain spelling, and our word.
pub(super) const ORGANISATIONS: [(&str, &str); 3] = [("nhs", "nhs"), ("social care", "social_care"), ("both", "both")];

/// The two kinds of care, in the same way.
pub(super) const CARE_TYPES: [(&str, &str); 2] = [("acute", "acute"), ("non-acute", "non_acute")];

/// England's own code where the publication writes a dash.
pub(super) const ENGLAND: &str = "ENG";

/// What kind of area a code of the returns names: 9900 is Wales, 9901 Scotland, 9902 outside Great Britain.
pub(super) fn kind_of(la_code: &str) -> AreaKind {
    match la_code {
        ENGLAND => AreaKind::England,
        "9900" | "9901" | "9902" => AreaKind::Elsewhere,
        _ => AreaKind::Council,
    }
}

/// Our word for a name in plain spelling.
pub(super) fn word_of(list: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    list.iter().find(|(written, _)| *written == name).map(|(_, word)| *word)
}
