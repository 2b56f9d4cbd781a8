//! Texts of cells: the table that cells point into, and texts within cells.

use crate::files::container::xml::{XmlEvent, XmlReader};
use crate::files::refusal::Refusal;

/// Reads the table of texts. How many it says it has is not believed.
pub fn read(mut reader: XmlReader<'_>) -> Result<Vec<Box<str>>, Refusal> {
    let mut strings = Vec::new();
    loop {
        match reader.next()? {
            XmlEvent::Start(element) if element.name() == "si" => {
                strings.push(rich_text(&mut reader)?.into_boxed_str())
            }
            XmlEvent::Done => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of the element that has just started: all its runs, without the signs of how to pronounce it.
pub fn rich_text(reader: &mut XmlReader<'_>) -> Result<String, Refusal> {
    let (depth, mut text) = (reader.depth(), String::new());
    loop {
        let (is_text, is_sound) = match reader.next()? {
            XmlEvent::Start(element) => (element.name() == "t", element.name() == "rPh"),
            XmlEvent::End(open) if open < depth => return Ok(text),
            XmlEvent::Done => return Ok(text),
            _ => (false, false),
        };
        if is_text {
            text.push_str(&unescape(reader.text()?));
        } else if is_sound {
            reader.skip()?;
        }
    }
}

/// Takes back the form `_x000D_` in which workbooks keep characters that XML cannot hold.
pub fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), &*text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = code.filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        plain.push_str(&rest[..at]);
        match character {
            Some(character) => plain.push(character),
            None => plain.push_str("_x"),
        }
        rest = &rest[at + if character.is_some() { 7 } else { 2 }..];
    }
    plain.push_str(rest);
    plain
}
