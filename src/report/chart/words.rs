//! How wide words are, estimated without a font, and how to break them over lines.

/// The width of a line of text in the sans-serif faces of the style sheet, estimated rather too wide than too narrow.
pub fn width(text: &str, size: i32, bold: bool) -> i32 {
    let thousandths: i64 = text.chars().map(letter_width).sum();
    let thousandths = if bold { thousandths * 28 / 25 } else { thousandths };
    i32::try_from((thousandths * i64::from(size) + 999) / 1000).unwrap_or(i32::MAX)
}

/// Thousandths of the size of the type, after the widest common faces (Verdana, DejaVu Sans).
fn letter_width(letter: char) -> i64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '’' | '|' | '.' | ',' | ':' | ';' | '!' | ' ' | '\u{a0}' | '\u{202f}' => 345,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' => 420,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 1000,
        '+' | '<' | '>' | '=' | '−' => 840,
        'A'..='Z' | '&' => 785,
        '\0'..='\u{7f}' | '–' | '£' | '€' => 640,
        '\u{80}'..='\u{24f}' => 700,
        _ => 1050,
    }
}

/// At most `lines` lines, none wider than `room`. Words that are too long are cut; what does not fit ends in `…`.
pub fn broken(text: &str, size: i32, bold: bool, room: i32, lines: usize) -> Vec<String> {
    let mut broken: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = broken.last().map_or("", String::as_str);
        let joined = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        let fits = width(&joined, size, bold) <= room;
        match broken.last_mut() {
            Some(last) if fits || last.is_empty() => *last = joined,
            _ => broken.push(word.to_owned()),
        }
    }
    let cut = broken.len() > lines;
    broken.truncate(lines);
    for (at, line) in broken.iter_mut().enumerate() {
        if cut && at + 1 == lines {
            line.push('…');
        }
        if width(line, size, bold) > room {
            *line = shortened(line, size, bold, room);
        }
    }
    broken
}

fn shortened(line: &str, size: i32, bold: bool, room: i32) -> String {
    let mut kept = line.trim_end_matches('…').to_owned();
    while !kept.is_empty() && width(&kept, size, bold) + width("…", size, bold) > room {
        kept.pop();
    }
    kept + "…"
}
