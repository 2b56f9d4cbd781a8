//! What is wrong in the text of a profile, and where; and keys that hold one text or several.

use serde::Deserialize;
use toml::Spanned;

/// What is wrong, and at which byte of the text.
pub(super) struct ProfileMistake {
    pub(super) at: usize,
    pub(super) what: String,
    pub(super) hint: String,
}

pub(super) fn wrong<T>(at: &Spanned<T>, what: impl Into<String>, hint: impl Into<String>) -> ProfileMistake {
    ProfileMistake { at: at.span().start, what: what.into(), hint: hint.into() }
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Headers {
    One(String),
    Several(Vec<String>),
}

pub(super) fn several(headers: Headers) -> Vec<String> {
    match headers {
        Headers::One(header) => vec![header],
        Headers::Several(headers) => headers,
    }
}
