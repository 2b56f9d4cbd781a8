//! What people call areas, reasons and whoever is responsible.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::codes::Attribution;
use crate::domain::{Authorities, Language};
use crate::published::lookup;
use crate::report::public::reason;
use crate::report::trend::Dimension;

const BOARDS: &str = include_str!("../../../regimes/published/boards-scotland.csv");

static BOARD_NAMES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| BOARDS.lines().skip(1).filter_map(|line| line.split_once(',')).collect());

/// An area by its code, with the name that the publisher gives it, or that is known.
pub fn area(code: &str, published: &str) -> String {
    let authorities = Authorities::all();
    let listed = || authorities.find(code).map(|id| authorities.get(id).name.as_str());
    let name = match published {
        "" => BOARD_NAMES.get(code).copied().or_else(listed).unwrap_or_default(),
        name => name,
    };
    match (code, name) {
        (code, "") => code.to_owned(),
        ("ENG" | "S92000003", name) => name.to_owned(),
        (_, name) if is_shouted(name) => calm(name),
        (_, name) => name.to_owned(),
    }
}

/// Whether an area is meant by a name, its code set aside, in any case.
pub fn same(name: &str, wanted: &str, code: &str) -> bool {
    let authorities = Authorities::all();
    let listed = |text: &str| authorities.find(text).map(|id| authorities.get(id).code.as_str());
    name.eq_ignore_ascii_case(wanted)
        || listed(wanted).is_some_and(|listed| listed == code || lookup::ons_code(code, None) == Some(listed))
}

/// An authority of the native files, by its code.
pub fn authority(code: &str) -> String {
    area(code, "")
}

/// The value of a dimension of published figures, by its code.
pub fn value(language: Language, dimension: Dimension, code: &str) -> String {
    match dimension {
        Dimension::Attribution => responsible(language, code),
        Dimension::Reason => reason(language, code),
        Dimension::Care => care(language, code),
        Dimension::Authority => authority(code),
        Dimension::Provider => code.to_owned(),
    }
}

/// Who is responsible.
pub fn responsible(language: Language, code: &str) -> String {
    let id = match code.parse::<Attribution>() {
        Ok(Attribution::Nhs) => "responsible-nhs",
        Ok(Attribution::SocialCare) => "responsible-social-care",
        Ok(Attribution::Both) => "responsible-both",
        Ok(Attribution::Neither) => "responsible-neither",
        Err(_) => return code.to_owned(),
    };
    language.word(id).to_owned()
}

/// A kind of care: `non_acute` as `Non-acute`.
pub fn care(language: Language, code: &str) -> String {
    if let Some(words) = language.find(&format!("care-{code}")) {
        return words.to_owned();
    }
    let words = code.replace("non_", "non-").replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_shouted(name: &str) -> bool {
    name.len() > 4 && name.chars().all(|letter| !letter.is_lowercase())
}

/// `WILTSHIRE UA` as `Wiltshire UA`.
fn calm(name: &str) -> String {
    let calm = |word: &str| match word {
        "UA" | "NHS" => word.to_owned(),
        "AND" | "OF" | "UPON" | "THE" => word.to_lowercase(),
        _ => {
            let mut start = true;
            word.chars()
                .map(|letter| {
                    let own = if start { letter } else { letter.to_ascii_lowercase() };
                    start = !letter.is_alphabetic();
                    own
                })
                .collect()
        }
    };
    name.split_whitespace().map(calm).collect::<Vec<_>>().join(" ")
}
