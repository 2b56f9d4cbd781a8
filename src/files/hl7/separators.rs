//! The characters that a message divides its fields by, as its own header declares them, and escape sequences.

/// The separators of one message, from MSH-1 and MSH-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Between fields.
    pub field: char,
    /// Between components.
    pub component: char,
    /// Between repetitions of a field.
    pub repetition: Option<char>,
    /// Around escape sequences.
    pub escape: Option<char>,
    /// Between parts of a component.
    pub part: Option<char>,
}

impl Separators {
    /// From a header segment (MSH, FHS, BHS).
    ///
    /// # Errors
    /// In words: what is wrong with them.
    pub fn of(header: &[u8]) -> Result<Self, &'static str> {
        let rest = header.get(3..).filter(|rest| !rest.is_empty()).ok_or("the header ends after its name")?;
        let encoding: Vec<u8> = rest[1..].iter().copied().take_while(|byte| *byte != rest[0]).take(6).collect();
        if encoding.is_empty() || encoding.len() > 5 {
            return Err("MSH-2 has to be the four characters that divide components, repetitions, escapes and parts");
        }
        let all: Vec<u8> = std::iter::once(rest[0]).chain(encoding.iter().copied()).collect();
        let distinct = (1..all.len()).all(|at| !all[..at].contains(&all[at]));
        if !distinct || !all.iter().all(u8::is_ascii_punctuation) {
            return Err("MSH-1 and MSH-2 have to be different characters, neither letters nor digits");
        }
        let at = |place: usize| all.get(place).copied().map(char::from);
        let (field, component) = (char::from(all[0]), char::from(all[1]));
        Ok(Self { field, component, repetition: at(2), escape: at(3), part: at(4) })
    }

    /// The repetitions of a field.
    pub fn repetitions<'t>(&self, field: &'t str) -> impl DoubleEndedIterator<Item = &'t str> + use<'t> {
        let mark = self.repetition;
        field.split(move |character| Some(character) == mark)
    }

    /// A component, from 1, of a repetition; empty if there is none.
    pub fn component<'t>(&self, repetition: &'t str, number: usize) -> &'t str {
        repetition.split(self.component).nth(number.saturating_sub(1)).unwrap_or("")
    }

    /// A part, from 1, of a component; empty if there is none.
    pub fn part<'t>(&self, component: &'t str, number: usize) -> &'t str {
        let mark = self.part;
        let mut parts = component.split(move |character| Some(character) == mark);
        parts.nth(number.saturating_sub(1)).unwrap_or("")
    }

    /// Text with its escape sequences decoded, and the first one that is not known, which stays as it is.
    pub fn decode<'t>(&self, text: &'t str) -> (String, Option<&'t str>) {
        let Some(mark) = self.escape else { return (text.to_owned(), None) };
        let (mut plain, mut unknown, mut rest) = (String::with_capacity(text.len()), None, text);
        while let Some(start) = rest.find(mark) {
            plain.push_str(&rest[..start]);
            let sequence = &rest[start + 1..];
            let Some(length) = sequence.find(mark) else {
                unknown.get_or_insert(&rest[start..]);
                rest = &rest[start..];
                break;
            };
            let whole = &rest[start..start + length + 2];
            match self.meaning(&sequence[..length]) {
                Some(meaning) => plain.push_str(&meaning),
                None => {
                    unknown.get_or_insert(whole);
                    plain.push_str(whole);
                }
            }
            rest = &sequence[length + 1..];
        }
        plain.push_str(rest);
        (plain, unknown)
    }

    fn meaning(&self, sequence: &str) -> Option<String> {
        let one = |character: char| Some(character.to_string());
        match sequence {
            "F" => one(self.field),
            "S" => one(self.component),
            "T" => self.part.and_then(one),
            "R" => self.repetition.and_then(one),
            "E" => self.escape.and_then(one),
            "P" => one('#'),
            // Highlighting on and off.
            "H" | "N" => Some(String::new()),
            _ => match sequence.strip_prefix('X') {
                Some(digits) => hexadecimal(digits),
                None => layout(sequence),
            },
        }
    }
}

/// Bytes in hexadecimal, if they are UTF-8.
fn hexadecimal(digits: &str) -> Option<String> {
    let digits = digits.as_bytes();
    let (pairs, rest) = digits.as_chunks::<2>();
    if pairs.is_empty() || !rest.is_empty() {
        return None;
    }
    let value = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
    let bytes: Option<Vec<u8>> = pairs.iter().map(|[high, low]| Some(value(*high)? << 4 | value(*low)?)).collect();
    String::from_utf8(bytes?).ok()
}

/// Commands of formatted text: breaks of a line, skips, and what only a printer needs.
fn layout(sequence: &str) -> Option<String> {
    let (command, count) = sequence.split_at_checked(3)?;
    let counted = count.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit()) && count.len() <= 4;
    match command {
        _ if !counted => None,
        ".br" | ".sp" | ".ce" => Some("\n".to_owned()),
        ".sk" => Some(" ".to_owned()),
        ".fi" | ".nf" | ".in" | ".ti" => Some(String::new()),
        _ => None,
    }
}
