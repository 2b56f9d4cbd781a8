//! The messages of a language, and how one becomes words.
//!
//! The parser is that of Fluent. Of its language the catalogues use messages, variables, choices and quoted text; no terms,
//! attributes or functions, which a test refuses.

use std::collections::HashMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;

use super::Argument;
use crate::built_in::BuiltInFile;
use crate::domain::Language;

type MessageWords = Pattern<&'static str>;

/// The messages by their ids.
pub struct Catalogue(HashMap<&'static str, MessageWords>);

/// What a file holds; of one with mistakes what could be read, and what could not as junk.
fn entries(file: &BuiltInFile) -> Vec<Entry<&'static str>> {
    let text: &'static str = file.text;
    parser::parse(text).unwrap_or_else(|(read, _)| read).body
}

impl Catalogue {
    pub fn read(files: &[BuiltInFile]) -> Self {
        let messages = files.iter().flat_map(entries).filter_map(|entry| match entry {
            Entry::Message(message) => Some((message.id.name, message.value?)),
            _ => None,
        });
        Self(messages.collect())
    }

    /// A message that is one piece of text.
    pub fn plain(&self, id: &str) -> Option<&'static str> {
        match self.0.get(id)?.elements.as_slice() {
            [PatternElement::TextElement { value }] => Some(value),
            _ => None,
        }
    }

    /// A message with what is put into it.
    pub fn said(&self, id: &str, arguments: &[(&str, Argument<'_>)], language: Language) -> Option<String> {
        let mut words = String::new();
        write(self.0.get(id)?, arguments, language, &mut words);
        Some(words)
    }
}

fn write(pattern: &MessageWords, arguments: &[(&str, Argument<'_>)], language: Language, words: &mut String) {
    let named = |name: &str| arguments.iter().find(|(known, _)| *known == name).map(|(_, argument)| argument);
    for element in &pattern.elements {
        match element {
            // An abbreviated word at the end of a sentence, as in `kr.`, has its full stop already.
            PatternElement::TextElement { value } if words.ends_with("kr.") => {
                words.push_str(value.strip_prefix('.').unwrap_or(value));
            }
            PatternElement::TextElement { value } => words.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                words.push_str(value);
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => match named(id.name) {
                Some(argument) => words.push_str(&argument.shown(language)),
                None => words.push_str(id.name),
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else { continue };
                let meant = named(id.name).and_then(|argument| variants.iter().find(|one| argument.is_meant(one)));
                if let Some(variant) = meant.or_else(|| variants.iter().find(|one| one.default)) {
                    write(&variant.value, arguments, language, words);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

impl Argument<'_> {
    fn shown(&self, language: Language) -> String {
        match self {
            Self::Count(number) => language.count(*number),
            Self::Plain(number) => number.to_string(),
            Self::Money(amount, currency) => language.money(*amount, *currency),
            Self::Day(day) => language.day(*day),
            Self::Month(month) => language.month(*month),
            Self::Text(text) => text.clone().into_owned(),
        }
    }

    /// Whether a variant is that of this number or code. In each of our languages 1 is `one`, and every other whole number
    /// `other`.
    fn is_meant(&self, variant: &Variant<&str>) -> bool {
        match (self, &variant.key) {
            (Self::Count(number) | Self::Plain(number), VariantKey::Identifier { name }) => {
                *number == 1 && *name == "one"
            }
            (Self::Count(number) | Self::Plain(number), VariantKey::NumberLiteral { value }) => {
                value.parse() == Ok(*number)
            }
            (Self::Text(text), VariantKey::Identifier { name }) => text == name,
            _ => false,
        }
    }
}

/// File, id and variables of each entry; an empty id where it is no message of the kind that is written here.
pub fn listed(file: &BuiltInFile) -> Vec<(&'static str, String, Vec<String>)> {
    let message = |entry| match entry {
        Entry::Message(message) if message.attributes.is_empty() => {
            let mut variables = Vec::new();
            let is_ours = message.value.as_ref().is_some_and(|pattern| list(pattern, &mut variables));
            variables.sort();
            variables.dedup();
            Some((file.path, if is_ours { message.id.name.to_owned() } else { String::new() }, variables))
        }
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
        _ => Some((file.path, String::new(), Vec::new())),
    };
    entries(file).into_iter().filter_map(message).collect()
}

/// Lists the variables of a pattern; whether it has only what `write` knows.
fn list(pattern: &MessageWords, variables: &mut Vec<String>) -> bool {
    pattern.elements.iter().all(|element| match element {
        PatternElement::TextElement { .. } => true,
        PatternElement::Placeable { expression } => match expression {
            Expression::Inline(InlineExpression::StringLiteral { .. }) => true,
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                variables.push(id.name.to_owned());
                true
            }
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                variables.push(id.name.to_owned());
                variants.iter().all(|variant| list(&variant.value, variables))
            }
            _ => false,
        },
    })
}
