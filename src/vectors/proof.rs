//! What only cases can show of a regime file: that each month is governed once, that every value and answer moves some case,
//! and that every rule is reached.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use toml::Spanned;

use super::made_up::{MadeUpCase, made_up, ordinary};
use crate::domain::moment::TimeOfDay;
use crate::domain::{Day, Month};
use crate::error::{Error, Exit, Position, Result};
use crate::liability::{ReadinessLaw, assess_readiness};
use crate::regime::readiness::PriceLevel;
use crate::regime::readiness::file::ReadinessForce;
use crate::regime::{AnyRegime, Library, ReadinessRegime};

/// How many made-up cases are tried before a value is called dead.
const CASES: u64 = 12_000;
/// Most values move one of the first.
const FIRST_CASES: u64 = 800;

/// Proves a regime, as far as its procedure has a proof.
///
/// # Errors
/// 78: a month without law, or under two; a value, answer or rule that is dead.
pub fn prove(regime: &AnyRegime, library: &Library) -> Result<()> {
    let AnyRegime::Readiness(regime) = regime else { return Ok(()) };
    let mut wrong = months(regime, library);
    // A value of the regime that no day of an agreement meets is no fault of the agreement.
    if wrong.is_empty() && regime.extends.is_none() {
        let cases = BaseCases::of(regime);
        wrong.extend(answers(regime, &cases));
        wrong.extend(values(regime, &cases));
        wrong.extend(rules(regime, &cases));
    }
    let Some((first, more)) = wrong.split_first() else { return Ok(()) };
    let place = |byte: usize| Position::in_text(Path::new(&regime.path), &regime.text, byte);
    let more: Vec<String> = more.iter().map(|one| format!("and in {}: {}", place(one.byte), one.what)).collect();
    Err(Error::new("C_REGIME", Exit::Config, first.what.clone())
        .at(place(first.byte))
        .effect(more.join("\n  "))
        .hint("a value that moves no case is left out of the file, and a day belongs to one version of the law"))
}

struct Unproved {
    byte: usize,
    what: String,
}

/// The versions that follow each other, of which the regime is one, in order of time.
fn succession<'a>(regime: &'a ReadinessRegime, library: &'a Library) -> Vec<&'a ReadinessRegime> {
    let mut versions = vec![regime];
    while let Some(before) = versions[0].file.regime.follows.as_ref().and_then(|id| library.readiness(id)) {
        if versions.iter().any(|known| known.id() == before.id()) {
            break;
        }
        versions.insert(0, before);
    }
    let all = || library.all().iter().filter_map(|other| library.readiness(other.id()));
    while let Some(next) = all().find(|other| {
        let last = versions[versions.len() - 1].id();
        other.file.regime.follows.as_deref() == Some(last) && versions.iter().all(|known| known.id() != other.id())
    }) {
        versions.push(next);
    }
    versions
}

/// An ordinary case of every month and kind of care: some version charges it, and only one governs each day.
fn months(regime: &ReadinessRegime, library: &Library) -> Vec<Unproved> {
    let mut wrong = Vec::new();
    let follows = regime.file.regime.follows.as_ref();
    if let Some(before) = follows.filter(|id| library.readiness(id).is_none()) {
        let byte = regime.text.find("follows").unwrap_or(0);
        wrong.push(Unproved { byte, what: format!("it follows `{before}`, which is not at hand") });
        return wrong;
    }
    let versions = succession(regime, library);
    let law = |regime| ReadinessLaw { regime, answers: Cow::Owned(regime.answers(&[]).unwrap_or_default()) };
    let laws: Vec<ReadinessLaw<'_>> = versions.into_iter().map(law).collect();
    for care in &regime.file.scope.care_types.value {
        let (byte, first, last) = span(regime, care, &laws);
        let mut month: Month = first.month();
        while month.first() <= last {
            let ready_on = (month.first() + 9).max(first).min(last);
            let case = ordinary(regime, care, ready_on);
            let found = assess_readiness(&case.case(), &laws, PriceLevel::OfTheDay);
            let what = match found {
                Ok(days) if days.iter().any(|day| day.is_charged()) => None,
                Ok(_) => Some(format!("an ordinary case of {care} in {month} is charged by no version: a gap")),
                Err(refused) => Some(format!("an ordinary case of {care} in {month}: {refused}")),
            };
            wrong.extend(what.map(|what| Unproved { byte, what }));
            month = month.next();
        }
    }
    wrong.truncate(5);
    wrong
}

/// The place of a kind of care's force in the file, and the days it should be governed on: from the end of the version before,
/// or the beginning of the coverage, to the end of this one.
fn span(regime: &ReadinessRegime, care: &String, laws: &[ReadinessLaw<'_>]) -> (usize, Day, Day) {
    let of_care = |force: &ReadinessForce| force.care_types.is_empty() || force.care_types.contains(care);
    let forces = || regime.file.in_force.iter().filter(|force| of_care(force.get_ref()));
    let last = forces().map(|force| force.get_ref().to.unwrap_or(regime.file.coverage.to)).max();
    let before = laws.iter().map(|law| law.regime).take_while(|other| other.id() != regime.id()).last();
    let ended = before.into_iter().flat_map(|before| {
        let in_scope = before.file.scope.care_types.value.contains(care);
        before.file.in_force.iter().map(Spanned::get_ref).filter(move |force| in_scope && of_care(force))
    });
    let follows = ended.filter_map(|force| force.to).max().map(Day::next);
    let first = follows.map_or(regime.file.coverage.from, |day| day.min(regime.file.coverage.from));
    let byte = forces().next().map_or(0, |force| force.span().start);
    (byte, first, last.unwrap_or(first))
}

/// What a law makes of a case, in a form that can be compared with what another makes of it.
type CaseResult = std::result::Result<Vec<(Day, String, String, Vec<(String, Option<i64>)>)>, String>;

/// Made-up cases with what a regime makes of them.
struct BaseCases<'a> {
    regime: &'a ReadinessRegime,
    first: Vec<(MadeUpCase, CaseResult)>,
}

impl<'a> BaseCases<'a> {
    fn of(regime: &'a ReadinessRegime) -> Self {
        let case = |seed| {
            let case = made_up(regime, seed);
            let found = found(regime, &[], &case, level(regime));
            (case, found)
        };
        Self { regime, first: (0..FIRST_CASES).map(case).collect() }
    }

    /// Whether some case comes out otherwise than by default.
    fn moved_by(&self, other: &ReadinessRegime, chosen: &Chosen) -> bool {
        let level = level(self.regime);
        self.first.iter().any(|(case, before)| found(other, chosen, case, level) != *before)
            || self.moved_later(other, chosen, &[])
    }

    /// Whether one of the rarer cases comes out otherwise under some answers than under others.
    fn moved_later(&self, other: &ReadinessRegime, chosen: &Chosen, before: &Chosen) -> bool {
        let level = level(self.regime);
        let cases = (0..CASES).map(|seed| made_up(self.regime, seed));
        cases.into_iter().any(|case| found(other, chosen, &case, level) != found(self.regime, before, &case, level))
    }
}

/// Readings with the answers chosen.
type Chosen = [(String, String)];

/// The level of prices at which a regime has the most of them.
fn level(regime: &ReadinessRegime) -> PriceLevel {
    let level = regime.file.layer.iter().find_map(|layer| layer.get_ref().price_level.as_ref());
    level.map_or(PriceLevel::OfTheDay, |level| PriceLevel::Of(level.value))
}

fn found(regime: &ReadinessRegime, chosen: &Chosen, case: &MadeUpCase, level: PriceLevel) -> CaseResult {
    let answers = Cow::Owned(regime.answers(chosen)?);
    let laws = [ReadinessLaw { regime, answers }];
    let days = assess_readiness(&case.case(), &laws, level).map_err(|refused| refused.to_string())?;
    let days = days.iter().map(|day| {
        let layers = day.layers.iter();
        let layers = layers.map(|one| (one.layer.to_owned(), one.amount.as_ref().ok().map(|amount| amount.0)));
        (day.day, day.rule.name().to_owned(), day.payer.to_owned(), layers.collect())
    });
    Ok(days.collect())
}

/// Every answer that is not the default moves a case.
fn answers(regime: &ReadinessRegime, cases: &BaseCases<'_>) -> Vec<Unproved> {
    let mut wrong = Vec::new();
    for reading in &regime.file.reading {
        let (byte, reading) = (reading.span().start, reading.get_ref());
        for answer in &reading.alternatives {
            let chosen = [(reading.id.clone(), an_answer(answer))];
            if !cases.moved_by(regime, &chosen) {
                let what = format!("reading `{}`: no case can tell `{answer}` from `{}`", reading.id, reading.default);
                wrong.push(Unproved { byte, what });
            }
        }
    }
    wrong
}

/// An answer that is a time of day needs one.
fn an_answer(answer: &str) -> String {
    answer.replace("HH:MM", "15:00")
}

/// Every number, time, date and yes or no of the file moves a case when it is another.
fn values(regime: &ReadinessRegime, cases: &BaseCases<'_>) -> Vec<Unproved> {
    let Ok(table) = regime.text.parse::<toml::Table>() else { return Vec::new() };
    let mut changed = Vec::new();
    changes(&toml::Value::Table(table.clone()), &mut Vec::new(), &mut changed);
    let mut wrong = Vec::new();
    for Change { path, value } in changed {
        let mut other = toml::Value::Table(table.clone());
        if let Some(place) = at(&mut other, &path) {
            *place = value.clone();
        }
        let text = toml::to_string(&other).unwrap_or_default();
        // What the checker refuses cannot be written, and needs no case.
        let Ok(changed) = ReadinessRegime::parse(Path::new(&regime.path), &text) else { continue };
        let under = path.iter().position(|step| *step == FileStep::Key("under".to_owned()));
        let answer = under.and_then(|under| path.get(under + 1)).and_then(|step| match step {
            FileStep::Key(written) => written.split_once('='),
            FileStep::Item(_) => None,
        });
        let moved = match answer {
            None => cases.moved_by(&changed, &[]),
            Some((reading, answer)) => {
                let chosen = [(reading.to_owned(), an_answer(answer))];
                cases.moved_later(&changed, &chosen, &chosen)
            }
        };
        if !moved {
            let what = format!("{}: no case moves when it is {value}", shown(&path));
            wrong.push(Unproved { byte: byte_of(&regime.text, &path), what });
        }
    }
    wrong
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FileStep {
    Key(String),
    Item(usize),
}

/// Another value for a place in a file.
struct Change {
    path: Vec<FileStep>,
    value: toml::Value,
}

/// The table of a file that a path leads to.
fn byte_of(text: &str, path: &[FileStep]) -> usize {
    match path {
        [FileStep::Key(list), FileStep::Item(at), ..] => {
            text.match_indices(&format!("[[{list}]]")).nth(*at).map(|(byte, _)| byte)
        }
        [FileStep::Key(table), ..] => text.find(&format!("[{table}]")),
        _ => None,
    }
    .unwrap_or(0)
}

fn shown(path: &[FileStep]) -> String {
    let steps = path.iter().map(|step| match step {
        FileStep::Key(key) => key.clone(),
        FileStep::Item(at) => (at + 1).to_string(),
    });
    steps.collect::<Vec<_>>().join(".")
}

fn at<'a>(value: &'a mut toml::Value, path: &[FileStep]) -> Option<&'a mut toml::Value> {
    path.iter().try_fold(value, |value, step| match step {
        FileStep::Key(key) => value.get_mut(key.as_str()),
        FileStep::Item(at) => value.get_mut(*at),
    })
}

fn changes(value: &toml::Value, path: &mut Vec<FileStep>, found: &mut Vec<Change>) {
    let descriptive = ["coverage", "regime", "reading", "remark", "rule", "cite", "grade"];
    let key = path.iter().rev().find_map(|step| match step {
        FileStep::Key(key) => Some(key.clone()),
        FileStep::Item(_) => None,
    });
    let mut add = |value: toml::Value| found.push(Change { path: path.clone(), value });
    match value {
        toml::Value::Integer(number) => add(toml::Value::Integer(number + 1)),
        toml::Value::Boolean(yes) => add(toml::Value::Boolean(!yes)),
        toml::Value::String(text) => {
            let day: Option<Day> = text.parse().ok();
            let step = if key.as_deref() == Some("to") { -1 } else { 1 };
            if let Some(day) = day {
                add(toml::Value::String((day + step).to_string()));
            } else if text.parse::<TimeOfDay>().is_ok() {
                add(toml::Value::String("17:30".to_owned()));
            }
        }
        toml::Value::Array(items) if items.iter().all(toml::Value::is_str) => {
            for left_out in 0..items.len() {
                let mut fewer = items.clone();
                fewer.remove(left_out);
                add(toml::Value::Array(fewer));
            }
        }
        toml::Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(FileStep::Item(at));
                changes(item, path, found);
                path.pop();
            }
        }
        toml::Value::Table(table) => {
            for (key, value) in table.iter().filter(|(key, _)| !descriptive.contains(&key.as_str())) {
                path.push(FileStep::Key(key.clone()));
                changes(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Every rule of the file is reached, by default or under some answer.
fn rules(regime: &ReadinessRegime, cases: &BaseCases<'_>) -> Vec<Unproved> {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut add = |found: &CaseResult| {
        reached.extend(found.iter().flatten().map(|(_, rule, _, _)| rule.clone()));
    };
    cases.first.iter().for_each(|(_, found)| add(found));
    for reading in regime.file.reading.iter().map(Spanned::get_ref) {
        for answer in &reading.alternatives {
            let chosen = [(reading.id.clone(), an_answer(answer))];
            cases.first.iter().for_each(|(case, _)| add(&found(regime, &chosen, case, level(regime))));
        }
    }
    let dead = regime.file.rule.iter().filter(|rule| !reached.contains(&rule.get_ref().id));
    let dead = dead.map(|rule| Unproved {
        byte: rule.span().start,
        what: format!("rule `{}`: no made-up case reaches it", rule.get_ref().id),
    });
    dead.collect()
}
