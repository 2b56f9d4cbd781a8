//! Codes of areas held to the lists that there are, to the names beside them, and to each other within a file.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::cells::plain_name;
use super::check::{Checks, PublicationRule};
use super::lookup::{self, Council};
use crate::domain::published::Area;
use crate::domain::{AreaKind, Figure, Month};
use crate::files::refusal::FileWarning;
use crate::files::wording::shown;

const CODES: PublicationRule =
    PublicationRule { name: "codes_are_in_the_list", says: "every code is one of the list of its month" };
const NAMES: PublicationRule =
    PublicationRule { name: "names_fit_codes", says: "a name is that of the code beside it" };
const ONS_CODES: PublicationRule =
    PublicationRule { name: "ons_codes_fit_codes", says: "a council's nine characters are those of its code" };
const ONE_NAME: PublicationRule =
    PublicationRule { name: "codes_have_one_name", says: "a code has one name in a month" };

const COUNCIL_LIST: &str = "the list of councils";
const BOARD_LIST: &str = "the list of boards";

/// Areas outside England in the returns of delayed transfers: code, and a word of each name.
const ELSEWHERE: [(&str, &str); 3] = [("9900", "wales"), ("9901", "scotland"), ("9902", "outside")];

/// Words that names of councils have or have not.
const PLAIN: [&str; 15] = [
    "ua",
    "city",
    "council",
    "county",
    "borough",
    "metropolitan",
    "district",
    "unitary",
    "authority",
    "london",
    "royal",
    "of",
    "the",
    "and",
    "upon",
];

/// Holds every area of every month once to whatever is known of it.
pub(super) fn check(figures: &[Figure], checks: &mut Checks) -> Vec<FileWarning> {
    let mut seen: HashSet<(&Area, Option<Month>)> = HashSet::new();
    let mut names = AreaNames::default();
    let mut last = None;
    let mut torn = HashSet::new();
    for figure in figures {
        // The figures of a row share their area, and words of one file are shared.
        let words = [&figure.area.code, &figure.area.name, &figure.of.provider_code, &figure.provider_name];
        let this = Some((words.map(|word| word.as_ptr()), figure.area.kind, figure.period));
        if last == this {
            continue;
        }
        last = this;
        let failed = checks.failed();
        names.add("provider within a council", &figure.of.provider_code, &figure.provider_name, figure, checks);
        if checks.failed() > failed {
            torn.insert((figure.area.kind, &*figure.area.code, figure.period));
        }
        if !seen.insert((&figure.area, figure.period)) {
            continue;
        }
        let failed = checks.failed();
        let Area { kind, code, name, .. } = &figure.area;
        if !matches!(kind, AreaKind::England | AreaKind::Scotland | AreaKind::Elsewhere) {
            names.add(kind.code(), code, name, figure, checks);
        }
        match (kind, &*figure.publication) {
            (AreaKind::Board, _) => board(figure, checks),
            (AreaKind::Council, "dtoc-records" | "dtoc-councils") => council(figure, checks),
            (AreaKind::Council, "drd-england") => council_by_ons_code(figure, checks),
            (AreaKind::Elsewhere, "dtoc-records" | "dtoc-councils") => elsewhere(figure, checks),
            _ => {}
        }
        if checks.failed() > failed {
            torn.insert((*kind, &**code, figure.period));
        }
    }
    // The figures cannot be assigned then: all of the area and month are doubtful.
    let is_torn = |figure: &&Figure| torn.contains(&(figure.area.kind, &*figure.area.code, figure.period));
    if !torn.is_empty() {
        figures.iter().filter(is_torn).for_each(|figure| checks.doubt(figure));
    }
    names.notes()
}

fn board(figure: &Figure, checks: &mut Checks) {
    let code = &figure.area.code;
    match lookup::boards().contains(&**code) {
        true => checks.hold(&CODES),
        false => differ(&CODES, figure, "code", (code, "no such board"), BOARD_LIST, checks),
    }
}

fn council(figure: &Figure, checks: &mut Checks) {
    let Area { code, name, ons_code, .. } = &figure.area;
    let same: Vec<Council> = lookup::councils().filter(|council| *council.la_code == **code).collect();
    let of_month: Vec<Council> = same.iter().copied().filter(|council| council.was_in(figure.period)).collect();
    if of_month.is_empty() {
        let found = if same.is_empty() { "no such council" } else { "no council of that month" };
        return differ(&CODES, figure, "code", (code, found), COUNCIL_LIST, checks);
    }
    checks.hold(&CODES);
    let known = of_month.iter().map(|council| council.name).collect::<Vec<_>>().join(" or ");
    if !name.is_empty() {
        match of_month.iter().any(|council| fits(name, council, figure.period)) {
            true => checks.hold(&NAMES),
            false => differ(&NAMES, figure, &format!("name of {code}"), (name, &known), COUNCIL_LIST, checks),
        }
    }
    if !ons_code.is_empty() {
        let mut known: Vec<&str> = of_month.iter().flat_map(Council::codes).collect();
        known.sort_unstable();
        known.dedup();
        match known.contains(&&**ons_code) {
            true => checks.hold(&ONS_CODES),
            false => {
                let what = format!("nine characters of {code}");
                differ(&ONS_CODES, figure, &what, (ons_code, &known.join(" or ")), COUNCIL_LIST, checks);
            }
        }
    }
}

/// Councils of today by their nine characters: those that the list has not are new since, and nothing is known of them.
fn council_by_ons_code(figure: &Figure, checks: &mut Checks) {
    let Area { code, name, .. } = &figure.area;
    let Some(council) = lookup::councils().find(|council| *council.ons_code == **code) else { return };
    if name.is_empty() {
        return;
    }
    match fits(name, &council, None) {
        true => checks.hold(&NAMES),
        false => differ(&NAMES, figure, &format!("name of {code}"), (name, council.name), COUNCIL_LIST, checks),
    }
}

fn elsewhere(figure: &Figure, checks: &mut Checks) {
    let Area { code, name, .. } = &figure.area;
    let Some((_, word)) = ELSEWHERE.iter().find(|(known, _)| *known == &**code) else { return };
    match name.is_empty() || plain_name(name).contains(word) {
        true => checks.hold(&NAMES),
        false => differ(&NAMES, figure, &format!("name of {code}"), (name, word), "the return", checks),
    }
}

fn differ(
    rule: &PublicationRule,
    figure: &Figure,
    what: &str,
    (stated, found): (&str, &str),
    by: &'static str,
    checks: &mut Checks,
) {
    checks.differ_from(rule, figure, (what.to_owned(), format!("`{}`", shown(stated)), found.to_owned()), by, None);
}

/// Publications spell a council in several ways: one word of its own must be the same, and the whole must not be the name
/// of another.
fn fits(name: &str, council: &Council, month: Option<Month>) -> bool {
    let (stated, known) = (own_words(name), own_words(council.name));
    if stated == known {
        return true;
    }
    let others = || lookup::councils().filter(|other| other.la_code != council.la_code && other.was_in(month));
    stated.intersection(&known).next().is_some() && !others().any(|other| own_words(other.name) == stated)
}

fn own_words(name: &str) -> BTreeSet<String> {
    let plain = plain_name(name);
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 1);
    words.filter(|word| !PLAIN.contains(word)).map(str::to_owned).collect()
}

/// The names of codes, and the codes of names, where no list says which is right.
#[derive(Default)]
struct AreaNames<'f> {
    by_month: BTreeMap<(&'static str, &'f str, Option<Month>), &'f str>,
    names: BTreeMap<(&'static str, &'f str), BTreeMap<String, &'f str>>,
    codes: BTreeMap<(&'static str, String), BTreeSet<&'f str>>,
}

impl<'f> AreaNames<'f> {
    fn add(&mut self, kind: &'static str, code: &'f str, name: &'f str, figure: &'f Figure, checks: &mut Checks) {
        if code.is_empty() || name.is_empty() {
            return;
        }
        let known = *self.by_month.entry((kind, code, figure.period)).or_insert(name);
        if known == name && self.names.get(&(kind, code)).is_some_and(|names| names.values().any(|one| *one == name)) {
            return;
        }
        let plain = plain_name(name);
        if plain_name(known) != plain {
            differ(
                &ONE_NAME,
                figure,
                &format!("name of {code}"),
                (name, &format!("`{}`", shown(known))),
                "another row",
                checks,
            );
        }
        self.names.entry((kind, code)).or_default().entry(plain.clone()).or_insert(name);
        self.codes.entry((kind, plain)).or_default().insert(code);
    }

    /// What may be right: names change, and two areas may share one.
    fn notes(self) -> Vec<FileWarning> {
        let mut notes = Vec::new();
        let renamed = self.names.iter().filter(|(_, names)| names.len() > 1).map(|((kind, code), names)| {
            let names: Vec<String> = names.values().map(|name| format!("`{}`", shown(name))).collect();
            format!("{kind} {code} is {}", names.join(" and "))
        });
        let shared = self.codes.iter().filter(|(_, codes)| codes.len() > 1).map(|((kind, name), codes)| {
            let codes: Vec<&str> = codes.iter().copied().collect();
            format!("{kind} `{}` is {}", shown(name), codes.join(" and "))
        });
        for (noun, found) in [
            ("code with more than one name", renamed.collect::<Vec<_>>()),
            ("name with more than one code", shared.collect()),
        ] {
            if let Some(first) = found.first() {
                let message = format!("{}: {first}", many(found.len(), noun));
                notes.push(FileWarning::new(
                    "W_AREA_NAMES",
                    message,
                    "compare codes and names with the publisher's lists",
                ));
            }
        }
        notes
    }
}

/// `2 codes with …`.
fn many(number: usize, words: &str) -> String {
    let (noun, rest) = words.split_once(' ').unwrap_or((words, ""));
    format!("{} {rest}", crate::files::wording::count(number, noun))
}
