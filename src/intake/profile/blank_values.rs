//! Words and days that systems write where there is nothing. Read as nothing only where a profile declares them; else a
//! value is refused with the line that would declare it.

use jiff::tz::TimeZone;

use crate::domain::Day;
use crate::intake::profile::DateStyle;
use crate::intake::profile::dates;
use crate::intake::validate::checks::ValueIssue;

/// Words for nothing, in any case, that databases, spreadsheets and programs write.
const WORDS: [&str; 20] = [
    "null", "(null)", "<null>", "[null]", "\\n", "n/a", "#n/a", "(n/a)", "n.a.", "na", "<na>", "none", "nil", "nan",
    "nat", "-", "--", "---", "(blank)", "(none)",
];

/// Days within the years of facts that mean the end of time.
const CEILINGS: [(i16, i8, i8); 9] = [
    (2049, 12, 31),
    (2050, 1, 1),
    (2050, 12, 31),
    (2079, 6, 6),
    (2079, 12, 31),
    (2099, 1, 1),
    (2099, 12, 31),
    (2100, 1, 1),
    (2100, 12, 31),
];

/// What a spreadsheet shows for the number 0 where a day or a time is wanted.
const ZEROS: [&str; 5] = ["1900-01-00", "00/01/1900", "0/1/1900", "00-Jan-1900", "00.01.1900"];

/// Whether it is a word for nothing.
pub fn is_word(text: &str) -> bool {
    let begins = matches!(text.as_bytes().first(), Some(b'n' | b'N' | b'(' | b'<' | b'[' | b'\\' | b'#' | b'-'));
    begins && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether it stands for no day and can be read as none: `0`, `0000-00-00`, `00/00/0000`, `1900-01-00`.
pub fn is_no_day(text: &str) -> bool {
    let zeros = text.bytes().any(|byte| byte == b'0') && text.bytes().all(|byte| b"0-/.: T".contains(&byte));
    zeros
        || ZEROS
            .iter()
            .any(|zero| text.strip_prefix(zero).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', 'T'])))
}

/// Whether it is a day of the calendar that systems write where there is none: the first or the last that they can.
pub fn is_placeholder(day: Day) -> bool {
    let date = day.date();
    let (year, month, day) = (date.year(), date.month(), date.day());
    match year {
        2200.. => true,
        ..1900 => true,
        1900..1990 => matches!((month, day), (1, 1) | (12, 30 | 31)),
        2101..2200 => matches!((month, day), (1, 1) | (12, 31)),
        _ => CEILINGS.contains(&(year, month, day)),
    }
}

/// What to say of a word for nothing that the profile does not declare; `refused` is what its column says of it.
pub fn undeclared_word(text: &str, refused: Option<ValueIssue>) -> ValueIssue {
    let message = "a word for nothing, which the profile does not declare";
    let hint = format!(
        "if the sender writes it where there is no value, declare it under [profile] of a profile of your own: \
         null_values = [\"{}\"]",
        escaped(text)
    );
    match refused {
        Some(problem) => ValueIssue { message: message.to_owned(), hint, ..problem },
        None => ValueIssue::new("R_NULL", text, message, hint),
    }
}

/// What to do about a day that stands for none and that the profile does not declare.
pub fn undeclared_day(text: &str) -> String {
    format!(
        "if the sender writes it where there is no day, declare it under [profile] of a profile of your own: \
         null_dates = [\"{}\"]",
        escaped(text)
    )
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
}

/// Days that a profile gives a meaning, by how the file writes them or as yyyy-mm-dd.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    texts: Vec<String>,
    days: Vec<Day>,
    /// The years of the days, as most forms write them.
    years: Vec<String>,
}

impl Days {
    /// Of the texts in a profile whose files write days so.
    pub fn new(texts: Vec<String>, style: DateStyle) -> Self {
        let read = |text: &String| {
            let styles = [DateStyle::Iso, style];
            styles.into_iter().find_map(|style| dates::day(text, style, &TimeZone::UTC).ok()).map(|(day, _)| day)
        };
        let days: Vec<Day> = texts.iter().filter_map(read).collect();
        let mut years: Vec<String> = days.iter().map(|day| format!("{:04}", day.date().year())).collect();
        years.sort_unstable();
        years.dedup();
        Self { texts, days, years }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Whether a text is one of them, with any time behind it.
    pub fn have(&self, text: &str, style: DateStyle) -> bool {
        if self.texts.iter().any(|known| known == text) {
            return true;
        }
        // Few days are one of these, and to read them all takes time.
        let holds = |year: &String| text.as_bytes().windows(year.len()).any(|part| part == year.as_bytes());
        let may_be = style == DateStyle::Serial || self.years.iter().any(holds);
        let day = || dates::moment(text, style, &TimeZone::UTC).ok().map(|(moment, ..)| moment.day());
        may_be && day().is_some_and(|day| self.days.contains(&day))
    }
}
