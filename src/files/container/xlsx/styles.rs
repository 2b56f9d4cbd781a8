//! Which styles make a number a day, a moment or a time of day.

use std::collections::HashMap;

use crate::files::container::xlsx::date::ShownPart;
use crate::files::container::xml::{XmlEvent, XmlReader};
use crate::files::refusal::Refusal;

/// What each style of cells, by its number, shows of a date; nothing if it shows a plain number.
pub fn read(mut reader: XmlReader<'_>) -> Result<Vec<Option<ShownPart>>, Refusal> {
    let (mut formats, mut styles) = (HashMap::new(), Vec::new());
    let mut cells_depth = usize::MAX;
    loop {
        let depth = reader.depth();
        match reader.next()? {
            XmlEvent::Start(element) => match element.name() {
                "numFmt" => {
                    let format = element.attribute("formatCode").unwrap_or_default();
                    formats.insert(element.attribute("numFmtId").unwrap_or_default(), of_format(&format));
                }
                "cellXfs" => cells_depth = depth + 1,
                "xf" if depth == cells_depth => {
                    let number = element.attribute("numFmtId").unwrap_or_default();
                    styles.push(match formats.get(&number) {
                        Some(shown) => *shown,
                        None => of_number(&number),
                    });
                }
                _ => {}
            },
            XmlEvent::End(open) if open < cells_depth => cells_depth = usize::MAX,
            XmlEvent::Done => return Ok(styles),
            _ => {}
        }
    }
}

/// The formats that every program knows, ECMA-376 part 1, 18.8.30; those of East Asia are dates too.
fn of_number(number: &str) -> Option<ShownPart> {
    match number.parse().ok()? {
        14_u32..=17 | 27..=31 | 34..=36 | 50..=58 => Some(ShownPart::Day),
        18..=21 | 32 | 33 | 45 | 47 => Some(ShownPart::Time),
        22 => Some(ShownPart::Moment),
        _ => None,
    }
}

/// What a format shows: only its first section counts; texts in quotes, colours and conditions do not.
pub fn of_format(format: &str) -> Option<ShownPart> {
    let (mut day, mut time, mut month_or_minute) = (false, false, false);
    let mut characters = format.chars().peekable();
    while let Some(character) = characters.next() {
        match character.to_ascii_lowercase() {
            ';' => break,
            '\\' | '_' | '*' => drop(characters.next()),
            '"' => drop(characters.by_ref().find(|character| *character == '"')),
            '[' => {
                let inside: String = characters.by_ref().take_while(|character| *character != ']').collect();
                let lower = inside.to_ascii_lowercase();
                // Hours that go on beyond a day are a duration.
                if !lower.is_empty() && ["h", "m", "s"].iter().any(|unit| lower.replace(unit, "").is_empty()) {
                    return None;
                }
            }
            'y' | 'd' => day = true,
            'h' | 's' => time = true,
            'm' => month_or_minute = true,
            // Noon: AM/PM or A/P.
            'a' if characters.peek().is_some_and(|next| matches!(next.to_ascii_lowercase(), 'm' | '/')) => {
                let is_long = characters.next().is_some_and(|next| next != '/');
                for _ in 0..if is_long { 3 } else { 1 } {
                    characters.next();
                }
                time = true;
            }
            _ => {}
        }
    }
    match (day || (month_or_minute && !time), time) {
        (true, true) => Some(ShownPart::Moment),
        (true, false) => Some(ShownPart::Day),
        (false, true) => Some(ShownPart::Time),
        (false, false) => None,
    }
}
