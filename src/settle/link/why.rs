//! In words: why a record was joined to no stay, and what is at stake.

use crate::domain::{AmountAtStake, Day, LinkQuality, Stay};
use crate::files::wording::{count, list, shown};
use crate::settle::link::key::LinkKey;
use crate::settle::link::linker::{LinkMatch, Linker};

/// How many stays are named at most.
const NAMED: usize = 3;

/// Why there is no stay.
pub(crate) fn words(key: &LinkKey<'_>, found: &LinkMatch, linker: &Linker<'_>) -> String {
    if let LinkMatch::Several(at) = found {
        let names = at.iter().take(NAMED).map(|at| &*linker.stay(*at).stay_id);
        let more = at.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        return format!("the stays {}{more} fit equally well", list(names));
    }
    let named = key.stay_id.map(|id| match linker.find_id(id) {
        Some(_) => format!("the stay `{}` that it names is another person's", shown(id)),
        None => format!("no delivery that was read has a stay `{}`", shown(id)),
    });
    let person = match (key.person, linker.nearest(key)) {
        (None, _) if named.is_some() => None,
        (None, _) => Some("it names neither a stay nor a person".to_owned()),
        (Some(_), None) => Some(format!("the person has no stay within a year of {}", key.from.long())),
        (Some(_), Some((stay, left, stays))) => Some(format!(
            "{} of the person {} apart from {}; the nearest is {}",
            count(stays, "stay"),
            if stays == 1 { "lies" } else { "lie" },
            key.from,
            spanned(stay, left)
        )),
    };
    named.into_iter().chain(person).collect::<Vec<_>>().join("; ")
}

/// What is doubtful about a link.
pub(crate) fn doubts(key: &LinkKey<'_>, stay: &Stay, quality: LinkQuality, linker: &Linker<'_>) -> Vec<String> {
    let weak = quality.is_doubtful().then(|| format!("joined to the stay, but doubtful: {}", quality.sentence()));
    let other = key.stay_id.filter(|id| **id != *stay.stay_id && linker.find_id(id).is_some());
    let other = other
        .map(|id| format!("joined by person and days; the stay `{}` that it names is another person's", shown(id)));
    weak.into_iter().chain(other).collect()
}

fn spanned(stay: &Stay, left: Option<Day>) -> String {
    let from = stay.admitted_at.day();
    match left {
        Some(left) => format!("`{}` from {from} to {left}", stay.stay_id),
        None => format!("`{}` from {from}", stay.stay_id),
    }
}

/// What is at stake.
pub(crate) fn at_stake(stake: &AmountAtStake) -> String {
    match stake {
        AmountAtStake::Unknown => "not known".to_owned(),
        AmountAtStake::Days { first, last: Some(last), .. } if last < first => "no day".to_owned(),
        AmountAtStake::Days { first, last: Some(last), .. } => {
            format!("at most the days from {first} to {last}, at the authority's daily amount")
        }
        AmountAtStake::Days { first, last: None, .. } => {
            format!("at most every day from {first}, at the authority's daily amount")
        }
        AmountAtStake::Claimed { days, amount, currency } => {
            let days = days.map_or("an unknown number of days".to_owned(), |days| count(days as usize, "day"));
            format!("{days}, {}", amount.with(*currency))
        }
    }
}
