//! What one cell of a publication says: a number, or which of the five ways of having none.

use crate::domain::Absence;
use crate::domain::published::FigureValue;

/// A cell's text as a value; nothing if it is neither a number nor one of the five marks.
///
/// Numbers are decimal digits with a point, with or without commas between thousands, never below zero: nothing that is
/// published here can be. A number with an exponent is what a spreadsheet makes of a very small share.
pub fn value(text: &str) -> Option<FigureValue> {
    let absence = match text {
        "" => Absence::Blank,
        "-" | "\u{2013}" => Absence::Dash,
        "NA" => Absence::Impossible,
        "[z]" => Absence::NotAvailable,
        "*" => Absence::Suppressed,
        _ => return number(text).map(FigureValue::Number),
    };
    Some(FigureValue::None(absence))
}

fn number(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let sign_off = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let plain = without_commas(whole)?;
    if plain.is_empty() || plain.len() > 15 || !digits(&plain) || !digits(fraction) {
        return None;
    }
    if sign_off.is_empty() || sign_off.len() > 2 || !digits(sign_off) || mantissa.ends_with('.') {
        return None;
    }
    format!("{plain}.{fraction}0e{exponent}").parse().ok().filter(|number: &f64| number.is_finite())
}

/// `1,234` as `1234`; nothing if the commas are not between thousands.
fn without_commas(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fits = rest.is_empty() || (!first.is_empty() && first.len() <= 3);
    (fits && rest.iter().all(|group| group.len() == 3)).then(|| format!("{first}{}", rest.concat()))
}

/// Whether a measure that counts whole things could have this value.
pub fn is_whole(value: FigureValue) -> bool {
    value.number().is_none_or(|number| number.fract() == 0.0)
}

/// A number as people write it: whole numbers without a point.
pub fn shown(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Words in one plain spelling: dashes as hyphens, one space between words, a space on both sides of a hyphen that has
/// one on either. Publications vary in nothing else from month to month.
pub fn plain_words(text: &str) -> String {
    let dashes = |letter: char| if matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { letter };
    let words: String = text.chars().map(dashes).collect();
    let words: Vec<&str> = words.split(is_space).filter(|word| !word.is_empty()).collect();
    let mut plain = String::new();
    for (at, word) in words.iter().enumerate() {
        let last = at + 1 == words.len();
        let (head, tail) = match word.strip_suffix('-') {
            Some(head) if !last && !head.is_empty() => (head, " -"),
            _ => (*word, ""),
        };
        let lead = match head.strip_prefix('-') {
            Some(rest) if at > 0 && !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()) => {
                plain.push_str(" - ");
                rest
            }
            _ => {
                if at > 0 {
                    plain.push(' ');
                }
                head
            }
        };
        plain.push_str(lead);
        plain.push_str(tail);
    }
    plain
}

/// The spaces that stand between words, the one that a typewriter does not break included; and marks of no width.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200B}' | '\u{FEFF}')
}

/// The name of a column in one plain spelling, without regard to case.
pub fn plain_name(text: &str) -> String {
    plain_words(text).to_ascii_lowercase()
}
