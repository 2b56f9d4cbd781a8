//! What the program knows: its regimes and conventions, and the SQL of its models.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, RecordBatch};

use super::outgoing::{plain_batch, text};
use crate::built_in::{BuiltInFile, MODELS};
use crate::domain::{Day, near};
use crate::error::{Error, Exit, Result};
use crate::regime::{AnyRegime, Convention, Library};

/// One regime or convention.
struct KnownRule {
    kind: &'static str,
    id: String,
    title: String,
    days: (Option<Day>, Option<Day>),
    currency: Option<&'static str>,
    sha256: String,
}

/// The regimes and conventions that are built in: `kind` (`liability` or `counting`), `id`, `title`, `first_day` and `last_day` for
/// which it was read or used, `currency`, and `sha256` of its file. A group's regime is not among them: it owes no single day.
///
/// # Errors
/// 70: our bug.
pub fn regimes() -> Result<RecordBatch> {
    let mut rules = Vec::new();
    for regime in Library::built_in()?.all() {
        let (title, coverage, sha256) = regime.title();
        if !matches!(regime, AnyRegime::GroupMean(_)) {
            rules.push(KnownRule {
                kind: "liability",
                id: regime.id().to_owned(),
                title: title.to_owned(),
                days: (Some(coverage.from), Some(coverage.to)),
                currency: regime.currency_and_zone().0.map(|currency| currency.code()),
                sha256: sha256.to_owned(),
            });
        }
    }
    for convention in Convention::built_in()? {
        let used = convention.file.used.as_ref();
        rules.push(KnownRule {
            kind: "counting",
            id: convention.id().to_owned(),
            title: convention.file.convention.title.clone(),
            days: (used.map(|used| used.from), used.and_then(|used| used.to)),
            currency: None,
            sha256: convention.hash.clone(),
        });
    }
    let days = |day: fn(&KnownRule) -> Option<Day>| -> ArrayRef {
        Arc::new(rules.iter().map(|rule| day(rule).map(Day::number)).collect::<Date32Array>())
    };
    plain_batch(vec![
        ("kind", text(rules.iter().map(|rule| Some(rule.kind)))),
        ("id", text(rules.iter().map(|rule| Some(&rule.id)))),
        ("title", text(rules.iter().map(|rule| Some(&rule.title)))),
        ("first_day", days(|rule| rule.days.0)),
        ("last_day", days(|rule| rule.days.1)),
        ("currency", text(rules.iter().map(|rule| rule.currency))),
        ("sha256", text(rules.iter().map(|rule| Some(&rule.sha256)))),
    ])
}

fn files() -> impl Iterator<Item = &'static BuiltInFile> {
    MODELS.into_iter().flatten()
}

/// The names of the models: questions in SQL, in the order of their layers.
pub fn models() -> impl Iterator<Item = &'static str> {
    files().map(|file| file.name)
}

/// The SQL of a model. It reads tables of the store and other models by their names.
///
/// # Errors
/// 2: there is none of this name.
pub fn model(name: &str) -> Result<&'static str> {
    files().find(|file| file.name == name).map(|file| file.text).ok_or_else(|| {
        Error::new("X_NO_MODEL", Exit::Usage, format!("no model `{name}`")).effect("nothing was read").hint(near::hint(
            name,
            models(),
            "`models()` lists them",
        ))
    })
}
