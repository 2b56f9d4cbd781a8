//! Regimes that are named, under the readings that are chosen: the law of a project, or of a frame.

use std::path::Path;

use toml::Spanned;

use super::{Agreement, AnyRegime, Law, Library};
use crate::domain::near;
use crate::error::{Error, Result};

/// Refuses names at one byte of where they are written: what is wrong there, and what would be right.
pub(crate) type PlacedRefusal<'r> = dyn Fn(usize, String, String) -> Error + 'r;

/// A regime that is named, with the place of its name.
pub(crate) type NamedRegime = (usize, AnyRegime);

/// The regimes that are named, each a built-in one or a file of the project; a file of prices adds to one of them.
///
/// # Errors
/// 78: there is no such regime, no project can be run under it, or the file is wrong.
pub(crate) fn named(folder: &Path, names: &[Spanned<String>], refused: &PlacedRefusal<'_>) -> Result<Vec<NamedRegime>> {
    let mut library = Library::of_projects(names.iter().map(|name| name.get_ref().as_str()))?;
    let mut ids: Vec<(usize, String)> = Vec::new();
    let is_file = |name: &&Spanned<String>| name.get_ref().ends_with(".toml");
    // Names come first, then files of prices, then agreements: each is about a regime that stands beside it.
    for name in names.iter().filter(|name| !is_file(name)) {
        ids.push((name.span().start, name.get_ref().clone()));
    }
    let (agreements, files): (Vec<_>, Vec<_>) =
        names.iter().filter(is_file).partition(|name| is_agreement(&folder.join(name.get_ref())));
    for name in files.into_iter().chain(agreements) {
        let id = library.add(&folder.join(name.get_ref()))?;
        if !ids.iter().any(|(_, known)| *known == id) {
            ids.push((name.span().start, id));
        }
    }
    ids.sort_unstable();
    let mut found = Vec::new();
    for (byte, id) in ids {
        match library.find(&id) {
            Some(AnyRegime::GroupMean(_)) => return Err(refused(byte, group_mean(&id), GROUP_MEAN.to_owned())),
            Some(regime) => found.push((byte, regime.clone())),
            None => {
                let known: Vec<&str> = Library::names_for_projects().collect();
                let there_are = format!("there are {}; a file of your own ends in .toml", known.join(", "));
                let hint = near::hint(&id, known.iter().copied(), &there_are);
                return Err(refused(byte, format!("no regime `{id}`"), hint));
            }
        }
    }
    one_country(&found, refused)?;
    agreements_hold(&mut found, refused)?;
    Ok(found)
}

/// Whether a file calls itself an agreement. One that cannot be read is for the reader of law to refuse.
fn is_agreement(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| Agreement::is_one(&text))
}

/// On the days of an agreement the regime that it extends, and any other agreement on it, gives way.
fn agreements_hold(found: &mut [NamedRegime], refused: &PlacedRefusal<'_>) -> Result<()> {
    let agreements: Vec<NamedRegime> = found.iter().filter(|(_, one)| one.extends().is_some()).cloned().collect();
    let hint =
        || "a day that two would charge is never guessed: name one of them, or give them days of their own".to_owned();
    for (at, (byte, agreement)) in agreements.iter().enumerate() {
        let (from, to) = agreement.days();
        let meets = |other: &AnyRegime| other.days().0 <= to && from <= other.days().1;
        // A law of notices has one span and gives no day away; one of readiness does, but not from one agreement to another.
        let laws = found.iter().map(|(_, law)| law).filter(|law| law.id() != agreement.id() && law.has_one_span());
        let mut others = agreements[..at].iter().map(|(_, other)| other).chain(laws);
        if let Some(other) = others.find(|other| meets(other)) {
            let (first, last) = (other.days().0.max(from), other.days().1.min(to));
            let both = format!("`{}` and `{}`", other.id(), agreement.id());
            return Err(refused(*byte, format!("{both} both charge days from {first} to {last}"), hint()));
        }
        let is_base = |other: &&mut NamedRegime| agreement.extends() == Some(other.1.id());
        found.iter_mut().filter(is_base).for_each(|(_, base)| base.give_way(agreement));
    }
    Ok(())
}

fn group_mean(id: &str) -> String {
    format!("`{id}` settles a group on its mean, and no project can be run under it")
}

const GROUP_MEAN: &str =
    "no single day of it is owed, so that there is no ledger of days: `beddays regimes test` answers cases of it";

/// Refuses regimes of two countries, or of two procedures: one statement has one currency and one list of authorities.
fn one_country(found: &[NamedRegime], refused: &PlacedRefusal<'_>) -> Result<()> {
    let Some((_, first)) = found.first() else { return Ok(()) };
    let whose = |regime: &AnyRegime| {
        let (currency, zone) = regime.currency_and_zone();
        (currency, zone.to_owned(), matches!(regime, AnyRegime::Readiness(_)))
    };
    match found.iter().find(|(_, other)| whose(other) != whose(first)) {
        None => Ok(()),
        Some((byte, other)) => {
            let what = format!("`{}` and `{}` are of two countries, or work in two ways", first.id(), other.id());
            let hint = "one project has one currency, one zone and one list of authorities: make a project for each";
            Err(refused(*byte, what, hint.to_owned()))
        }
    }
}

/// The law of regimes under the readings that are chosen; versions of readiness in order of time.
///
/// # Errors
/// 78: one of them knows no such answer.
pub(crate) fn under(
    named: Vec<NamedRegime>,
    chosen: &[(String, String)],
    refused: &PlacedRefusal<'_>,
) -> Result<Vec<Law>> {
    let law = |(byte, regime): NamedRegime| {
        let law = match regime {
            AnyRegime::Notices(regime) => Law::new(*regime, chosen).map_err(|error| error.to_string()),
            AnyRegime::Readiness(regime) => Law::of_readiness(*regime, chosen),
            AnyRegime::GroupMean(regime) => Err(group_mean(regime.id())),
        };
        law.map_err(|what| refused(byte, what, String::new()))
    };
    let mut laws: Vec<Law> = named.into_iter().map(law).collect::<Result<_>>()?;
    laws.sort_by_key(|law| law.readiness().map(|law| law.begins()));
    Ok(laws)
}
