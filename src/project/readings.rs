//! The readings that a file of settings chooses: a name and an answer each, as the law that is meant knows them.

use std::collections::BTreeMap;

use toml::Spanned;

use super::ProjectRefusal;
use crate::domain::near;
use crate::error::Result;
use crate::regime::named::NamedRegime;
use crate::regime::readings::NoSuchReading;
use crate::regime::{AnyRegime, Readings};

/// The readings as chosen, each with its answer in words.
///
/// # Errors
/// 78: no verb of England knows the name or the answer, and no regime of readiness that is named asks it.
pub(super) fn chosen(
    readings: &BTreeMap<String, Spanned<toml::Value>>,
    named: &[NamedRegime],
    is_asked: &dyn Fn(&str) -> bool,
    refused: &ProjectRefusal<'_>,
) -> Result<Vec<(String, String)>> {
    let as_text = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut chosen = Vec::new();
    // Each regime of readiness has readings of its own, and says itself which answers it knows.
    let of_readiness = |name: &str| {
        let asks = |(_, regime): &NamedRegime| matches!(regime, AnyRegime::Readiness(one) if one.asks(name));
        named.iter().any(asks) || is_asked(name)
    };
    for (name, value) in readings {
        let text = as_text(value.get_ref());
        if of_readiness(name) {
            chosen.push((name.clone(), text));
            continue;
        }
        Readings::unset().set(name, &text).map_err(|error| {
            let (meant, names) = match &error {
                NoSuchReading::Name(_) => (name.as_str(), Readings::ALL.iter().map(|(name, _)| *name).collect()),
                NoSuchReading::Value { values, .. } => (text.as_str(), values.to_vec()),
            };
            let hint = near::hint(meant, names, "`beddays regimes show` lists the readings");
            refused(value.span().start, error.to_string(), hint)
        })?;
        chosen.push((name.clone(), text));
    }
    Ok(chosen)
}
