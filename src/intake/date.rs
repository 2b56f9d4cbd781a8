//! Days and moments in the form that the project declared, and the forms that nobody declared but every value fits.

use jiff::tz::TimeZone;

use super::DateStyle;
use super::grid::Serials;
use crate::domain::day::Day;
use crate::domain::moment::{Caution, Moment, NotAMoment, TimeOfDay, Written};

/// Why a text is not a day or moment of the declared form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not a day of the calendar in this form.
    Day,
    /// A day, and then something that is no time of it.
    Time,
    /// A local time that the clocks went forward over.
    Skipped,
}

impl DateStyle {
    /// Every form that can be declared.
    pub const ALL: [Self; 3] = [Self::Iso, Self::DayMonthYear, Self::Serial];

    /// The form with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }

    /// The names of all forms.
    pub fn names() -> [&'static str; 3] {
        Self::ALL.map(Self::name)
    }

    /// How the project file names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iso => "yyyy-mm-dd",
            Self::DayMonthYear => "dd/mm/yyyy",
            Self::Serial => "spreadsheet-serial",
        }
    }

    /// A day and what follows it, if the text starts with a day of this form.
    fn split(self, text: &str) -> Option<(Day, &str)> {
        if self == Self::Serial {
            return of_serial(text, Serials::From1900).map(|day| (day, ""));
        }
        let (day, rest) = text.split_at_checked(10)?;
        Some((self.day(day)?, rest))
    }

    fn day(self, text: &str) -> Option<Day> {
        match self {
            Self::Iso => text.parse().ok(),
            Self::DayMonthYear => {
                let shape = text.len() == 10 && text.is_ascii() && &text[2..3] == "/" && &text[5..6] == "/";
                shape.then(|| format!("{}-{}-{}", &text[6..], &text[3..5], &text[..2])).and_then(|iso| iso.parse().ok())
            }
            Self::Serial => of_serial(text, Serials::From1900),
        }
    }
}

/// A day, and whether a midnight had to be cut off behind it.
///
/// # Errors
/// Any other time behind the day, and any other form.
pub fn day(text: &str, style: DateStyle) -> Result<(Day, bool), Wrong> {
    let (day, rest) = style.split(text).ok_or(Wrong::Day)?;
    match rest {
        "" => Ok((day, false)),
        "T00:00" | " 00:00" | "T00:00:00" | " 00:00:00" => Ok((day, true)),
        _ => Err(Wrong::Day),
    }
}

/// A moment by the clocks of `zone`.
///
/// # Errors
/// See [`Wrong`].
pub fn moment(text: &str, style: DateStyle, zone: &TimeZone) -> Result<(Moment, Written, Option<Caution>), Wrong> {
    let (day, rest) = style.split(text).ok_or(Wrong::Day)?;
    let parsed = match style {
        DateStyle::Iso => Moment::parse_in(text, zone),
        DateStyle::DayMonthYear | DateStyle::Serial => Moment::parse_in(&format!("{day}{rest}"), zone),
    };
    parsed.map_err(|error| match error {
        NotAMoment::Skipped(_) => Wrong::Skipped,
        NotAMoment::Spelling(_) if rest.starts_with(['T', ' ']) => Wrong::Time,
        NotAMoment::Spelling(_) => Wrong::Day,
    })
}

/// A form: what to call it, whether a text fits it, and how a project can declare it, if it can.
type Form = (&'static str, fn(&str) -> bool, Option<DateStyle>);

/// The forms that are looked for when no value of a column is in the declared one.
const FORMS: [Form; 7] = [
    ("yyyy-mm-dd", |text| starts_with_day(text, "yyyy-mm-dd"), Some(DateStyle::Iso)),
    ("dd/mm/yyyy", |text| starts_with_day(text, "dd/mm/yyyy"), Some(DateStyle::DayMonthYear)),
    ("mm/dd/yyyy", |text| starts_with_day(text, "mm/dd/yyyy"), None),
    ("dd.mm.yyyy", |text| starts_with_day(text, "dd.mm.yyyy"), None),
    ("dd-mm-yyyy", |text| starts_with_day(text, "dd-mm-yyyy"), None),
    ("yyyymmdd", |text| starts_with_day(text, "yyyymmdd"), None),
    ("serial numbers of a spreadsheet", is_serial, Some(DateStyle::Serial)),
];

/// A set of `FORMS`, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forms(u8);

impl Forms {
    /// Every form.
    pub const ANY: Self = Self((1 << FORMS.len()) - 1);

    /// Those of the set that this text fits too.
    #[must_use]
    pub fn narrowed(self, text: &str) -> Self {
        let fits = |index: &usize| self.0 & 1 << index != 0 && FORMS[*index].1(text);
        Self((0..FORMS.len()).filter(fits).fold(0, |set, index| set | 1 << index))
    }

    /// Those that are in both sets.
    #[must_use]
    pub fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether no form is left.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names, and those that a project can declare.
    pub fn names(self) -> Vec<(&'static str, Option<DateStyle>)> {
        let members = FORMS.iter().enumerate().filter(|(index, _)| self.0 & 1 << index != 0);
        members.map(|(_, (name, _, style))| (*name, *style)).collect()
    }
}

/// Whether a day of the calendar in this form comes first, and nothing or a time behind it.
fn starts_with_day(text: &str, form: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(form.len()) else { return false };
    let mut parts = [String::new(), String::new(), String::new()];
    for (found, wanted) in day.bytes().zip(form.bytes()) {
        let part = match wanted {
            b'y' => 0,
            b'm' => 1,
            b'd' => 2,
            _ if found == wanted => continue,
            _ => return false,
        };
        parts[part].push(char::from(found));
    }
    let [year, month, day] = parts;
    let is_day = format!("{year}-{month}-{day}").parse::<Day>().is_ok();
    let time = rest.strip_prefix(['T', ' ']);
    is_day && (rest.is_empty() || time.is_some_and(|time| time.get(..5).is_some_and(is_time)))
}

fn is_time(text: &str) -> bool {
    text.parse::<TimeOfDay>().is_ok()
}

/// Whether it is a number that a spreadsheet shows as a day between 1954 and 2119.
fn is_serial(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(part) && whole.len() == 5 && digits(whole) && (b'2'..=b'7').contains(&whole.as_bytes()[0])
}

/// The day behind a bare number of a spreadsheet; nothing for fractions, and for the 29 February 1900 that never was.
pub fn of_serial(text: &str, serials: Serials) -> Option<Day> {
    let number: i32 = text.parse().ok().filter(|number| *number > 0)?;
    let (zero, past) = match serials {
        // Lotus took 1900 for a leap year, and everybody kept to it: from 61 on the count is one too high.
        Serials::From1900 if number == 60 => return None,
        Serials::From1900 => (Day::from_ymd(1899, 12, 31)?, i32::from(number > 60)),
        Serials::From1904 => (Day::from_ymd(1904, 1, 1)?, 0),
    };
    Some(zero + (number - past)).filter(|day| (1900..=2200).contains(&day.date().year()))
}

/// What to tell somebody whose value is not in the declared form.
pub fn hint(text: &str, style: DateStyle) -> String {
    let forms = Forms::ANY.narrowed(text).names();
    let wanted = match style {
        DateStyle::Iso => "write it as yyyy-mm-dd, as in 2018-03-31, with a time as 2018-03-31T13:45",
        DateStyle::DayMonthYear => "write it as dd/mm/yyyy, as in 31/03/2018, with a time as 31/03/2018 13:45",
        DateStyle::Serial => "write it as the number that a spreadsheet counts days by, as in 43190",
    };
    let declare = forms.iter().find_map(|(_, other)| other.filter(|other| *other != style));
    match (declare, forms.first()) {
        (Some(other), _) => {
            format!("{wanted}; if the whole file is written so, set `dates = \"{}\"` for it", other.name())
        }
        (None, Some((name, _))) => format!("it looks like {name}; {wanted}"),
        (None, None) => wanted.to_owned(),
    }
}
