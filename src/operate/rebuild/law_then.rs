//! The law that a month was judged by, where the project has chosen other readings since: its readings are known by their hash
//! alone, and are found again by trying what differs little from those of today and from the defaults.

use crate::project::Project;
use crate::regime::Law;
use crate::store::{PublishedMonth, sha256};

/// A reading with the value that is chosen.
type ChosenReading = (String, String);

/// The laws by which a month was published, under the readings of then; nothing if another file of law was used, or more than two
/// readings were others.
pub(super) fn law_then(project: &Project, published: &PublishedMonth) -> Option<Vec<Law>> {
    let is_used = |law: &&Law| {
        let is_it = |used: &crate::store::RegimeUsed| used.regime == law.id() && used.sha256 == law.hash();
        published.regimes.iter().any(is_it)
    };
    let laws: Vec<&Law> = project.law.iter().filter(is_used).collect();
    if laws.len() != published.regimes.len() {
        return None;
    }
    let is_asked = |name: &str| laws.iter().any(|law| law.asks(name));
    let present = |name: &str| laws.iter().find(|law| law.asks(name)).and_then(|law| law.answer(name));
    let known = Law::known_answers(laws.iter().copied());
    let of_today = known.iter().filter_map(|(name, _)| Some(((*name).to_owned(), present(name)?.to_owned())));
    let other = known.iter().filter(|(name, _)| is_asked(name));
    let other = other.flat_map(|(name, values)| values.iter().map(|value| ((*name).to_owned(), (*value).to_owned())));
    let (of_today, other): (Vec<ChosenReading>, Vec<ChosenReading>) = (of_today.collect(), other.collect());
    let is_it = |chosen: &[ChosenReading]| hash(&laws, chosen).as_deref() == Some(&*published.readings_sha256);
    let found = [of_today, Vec::new()].into_iter().find_map(|base| differing_little(base, &other, &is_it))?;
    laws.into_iter().map(|law| law.under(&found).ok()).collect()
}

/// The first choice of readings that is it, with none, one or two others than the base.
fn differing_little(
    base: Vec<ChosenReading>,
    other: &[ChosenReading],
    is_it: &dyn Fn(&[ChosenReading]) -> bool,
) -> Option<Vec<ChosenReading>> {
    let with =
        |one: &[&ChosenReading]| -> Vec<ChosenReading> { base.iter().chain(one.iter().copied()).cloned().collect() };
    let none = [Vec::new()].into_iter();
    let one = other.iter().map(|one| vec![one]);
    let two = other.iter().enumerate().flat_map(|(at, one)| other[at + 1..].iter().map(move |two| vec![one, two]));
    none.chain(one).chain(two).map(|changed| with(&changed)).find(|chosen| is_it(chosen))
}

/// The hash of the readings of several laws, as a published month has it.
fn hash(laws: &[&Law], chosen: &[ChosenReading]) -> Option<String> {
    let of_law = |law: &&Law| law.readings_hash_under(chosen);
    let hashes: Option<Vec<String>> = laws.iter().map(of_law).collect();
    Some(sha256(hashes?.join("\n").as_bytes()))
}

/// The readings that are others than today, in words; empty where none is.
pub(super) fn differing(project: &Project, laws: &[Law]) -> String {
    fn of<'l>(laws: &'l [Law], name: &str) -> Option<&'l str> {
        laws.iter().find_map(|law| law.answer(name))
    }
    let others = Law::known_answers(laws).into_iter().filter_map(|(name, _)| {
        let then = of(laws, name)?;
        (of(&project.law, name) != Some(then)).then(|| format!("{name} = {then}"))
    });
    others.collect::<Vec<_>>().join(", ")
}
