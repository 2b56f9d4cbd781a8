//! Days and moments in the form that the project declared, and the forms that nobody declared but every value fits.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use super::DateStyle;
use super::grid::Serials;
use crate::domain::day::{Day, digits};
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
    pub const ALL: [Self; 4] = [Self::Iso, Self::DayMonthYear, Self::ShortDayMonthYear, Self::Serial];

    /// The form with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }

    /// The names of all forms.
    pub fn names() -> [&'static str; 4] {
        Self::ALL.map(Self::name)
    }

    /// How the project file names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iso => "yyyy-mm-dd",
            Self::DayMonthYear => "dd/mm/yyyy",
            Self::ShortDayMonthYear => "d/m/yyyy",
            Self::Serial => "spreadsheet-serial",
        }
    }

    /// Whether everything that the other form writes is read in this one.
    fn reads(self, other: Self) -> bool {
        self == other || (self == Self::ShortDayMonthYear && matches!(other, Self::Iso | Self::DayMonthYear))
    }

    /// A day of this form and the time behind it as `hh:mm`, if somebody wants to see how one is written.
    pub fn example(self) -> &'static str {
        match self {
            Self::Iso => "2018-03-05T13:45",
            Self::DayMonthYear => "05/03/2018 13:45",
            Self::ShortDayMonthYear => "5/3/2018 13:45",
            Self::Serial => "43164.572917",
        }
    }

    /// A day and what follows it, if the text starts with a day of this form.
    fn split(self, text: &str) -> Option<(Day, Cow<'_, str>)> {
        let (day, rest) = match self {
            Self::Serial => {
                let (day, time) = of_serial(text, Serials::From1900)?;
                return Some((day, time.map_or(Cow::Borrowed(""), |time| Cow::Owned(format!("T{time}")))));
            }
            Self::ShortDayMonthYear => {
                let (day, rest) = short_day(text).or_else(|| Self::Iso.whole_day(text))?;
                return Some((day, with_two_digits(rest)));
            }
            Self::Iso | Self::DayMonthYear => self.whole_day(text)?,
        };
        Some((day, Cow::Borrowed(rest)))
    }

    /// A day of ten characters, and what follows it.
    fn whole_day(self, text: &str) -> Option<(Day, &str)> {
        let (day, rest) = text.split_at_checked(10)?;
        let day = if self == Self::Iso { day.parse().ok() } else { short_day(day).map(|(day, _)| day) };
        let slashes = self == Self::Iso || (text.as_bytes()[2] == b'/' && text.as_bytes()[5] == b'/');
        day.filter(|_| slashes).map(|day| (day, rest))
    }
}

/// `1/3/2018` or `31/03/2018`, and what follows it.
fn short_day(text: &str) -> Option<(Day, &str)> {
    let part = |text: &str| {
        let (part, rest) = text.split_once('/').filter(|(part, _)| matches!(part.len(), 1 | 2))?;
        let number = digits(part.as_bytes())?;
        Some((number, text.len() - rest.len()))
    };
    let (day, at) = part(text)?;
    let (month, next) = part(&text[at..])?;
    let (year, rest) = text[at + next..].split_at_checked(4)?;
    let year = digits(year.as_bytes())?;
    Some((Day::from_ymd(year, month as i8, day as i8)?, rest))
}

/// ` 9:30` as ` 09:30`, which is how a spreadsheet writes the time behind such a day.
fn with_two_digits(rest: &str) -> Cow<'_, str> {
    match rest.as_bytes() {
        [b' ' | b'T', hour, b':', ..] if hour.is_ascii_digit() => Cow::Owned(format!("{}0{}", &rest[..1], &rest[1..])),
        _ => Cow::Borrowed(rest),
    }
}

/// A day, and whether a midnight had to be cut off behind it.
///
/// # Errors
/// Any other time behind the day, and any other form.
pub fn day(text: &str, style: DateStyle) -> Result<(Day, bool), Wrong> {
    let (day, rest) = style.split(text).ok_or(Wrong::Day)?;
    match &*rest {
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
        _ => Moment::parse_in(&format!("{day}{rest}"), zone),
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
const FORMS: [Form; 9] = [
    ("yyyy-mm-dd", |text| starts_with_day(text, "yyyy-mm-dd"), Some(DateStyle::Iso)),
    ("dd/mm/yyyy", |text| starts_with_day(text, "dd/mm/yyyy"), Some(DateStyle::DayMonthYear)),
    ("mm/dd/yyyy", |text| starts_with_day(text, "mm/dd/yyyy"), None),
    ("dd.mm.yyyy", |text| starts_with_day(text, "dd.mm.yyyy"), None),
    ("dd-mm-yyyy", |text| starts_with_day(text, "dd-mm-yyyy"), None),
    ("yyyymmdd", |text| starts_with_day(text, "yyyymmdd"), None),
    ("serial numbers of a spreadsheet", is_serial, Some(DateStyle::Serial)),
    (SHORT, |text| whole_day(text).is_some(), Some(DateStyle::ShortDayMonthYear)),
    (SHORT_AMERICAN, |text| swapped(text).is_some_and(|text| whole_day(&text).is_some()), None),
];
/// The forms that hold those of two digits.
const SHORT: &str = "d/m/yyyy";
const SHORT_AMERICAN: &str = "m/d/yyyy";

/// A set of `FORMS`, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forms(u16);

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

    /// The names, and those that a project can declare; of two forms of which one holds the other, the narrower.
    pub fn names(self) -> Vec<(&'static str, Option<DateStyle>)> {
        let members = FORMS.iter().enumerate().filter(|(index, _)| self.0 & 1 << index != 0);
        let all: Vec<_> = members.map(|(_, (name, _, style))| (*name, *style)).collect();
        let has = |wanted: &str| all.iter().any(|(name, _)| *name == wanted);
        let held = [(SHORT, "dd/mm/yyyy"), (SHORT_AMERICAN, "mm/dd/yyyy")];
        let narrower = |name: &str| held.iter().any(|(wide, narrow)| name == *wide && has(narrow));
        all.iter().filter(|(name, _)| !narrower(name)).copied().collect()
    }

    /// Whether there are forms, and none of them is read as the declared one is.
    pub fn are_foreign(self, style: DateStyle) -> bool {
        let forms = self.names();
        !forms.is_empty() && forms.iter().all(|(_, other)| other.is_none_or(|other| !style.reads(other)))
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

/// A day as `1/3/2018` or `31/03/2018`, and nothing or a time behind it.
fn whole_day(text: &str) -> Option<Day> {
    let (day, rest) = short_day(text)?;
    let rest = with_two_digits(rest);
    let time = rest.strip_prefix(['T', ' ']);
    (rest.is_empty() || time.is_some_and(|time| time.get(..5).is_some_and(is_time))).then_some(day)
}

/// The first two of three parts between slashes in each other's place.
fn swapped(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('/')?;
    let (second, rest) = rest.split_once('/')?;
    Some(format!("{second}/{first}/{rest}"))
}

/// Whether it is a day in slashes whose year has two digits, whichever of the others is the day.
fn has_short_year(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').collect();
    let [first, second, year] = parts[..] else { return false };
    let full = year.len() == 2 && digits(year.as_bytes()).is_some();
    // 2000 is a leap year, so that a day of February is one.
    let with_year = |text: String| short_day(&text).is_some();
    full && (with_year(format!("{first}/{second}/2000")) || with_year(format!("{second}/{first}/2000")))
}

/// Whether it is a number that a spreadsheet shows as a day between 1954 and 2119.
fn is_serial(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(part) && whole.len() == 5 && digits(whole) && (b'2'..=b'7').contains(&whole.as_bytes()[0])
}

/// The day behind a bare number of a spreadsheet, and the time that its fraction is, to the nearest second: a whole number
/// is a day alone, also where a program wrote `.0` behind it. Nothing for the 29 February 1900 that never was.
pub fn of_serial(text: &str, serials: Serials) -> Option<(Day, Option<TimeOfDay>)> {
    const DAY_SECONDS: i32 = 86_400;
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let plain = [whole, part].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let mut number: i32 = whole.parse().ok().filter(|number| plain && *number > 0)?;
    let fraction: f64 = format!("0.{part}").parse().ok()?;
    let mut seconds = (fraction * f64::from(DAY_SECONDS)).round() as i32;
    if seconds == DAY_SECONDS {
        (number, seconds) = (number + 1, 0);
    }
    let (zero, past) = match serials {
        // Lotus took 1900 for a leap year, and everybody kept to it: from 61 on the count is one too high.
        Serials::From1900 if number == 60 => return None,
        Serials::From1900 => (Day::from_ymd(1899, 12, 31)?, i32::from(number > 60)),
        Serials::From1904 => (Day::from_ymd(1904, 1, 1)?, 0),
    };
    // Beyond the year 2200, where a sum of days could run over.
    let number = Some(number).filter(|number| *number < 110_000)?;
    let day = Some(zero + (number - past)).filter(|day| (1900..=2200).contains(&day.date().year()))?;
    Some((day, (seconds > 0).then(|| TimeOfDay::from_seconds(seconds))))
}

/// What to tell somebody whose value is not in the declared form.
pub fn hint(text: &str, style: DateStyle) -> String {
    let forms = Forms::ANY.narrowed(text).names();
    let wanted = match style {
        DateStyle::Iso => "write it as yyyy-mm-dd, as in 2018-03-31, with a time as 2018-03-31T13:45",
        DateStyle::DayMonthYear => "write it as dd/mm/yyyy, as in 31/03/2018, with a time as 31/03/2018 13:45",
        DateStyle::ShortDayMonthYear => {
            "write it as d/m/yyyy, as in 31/3/2018, or as yyyy-mm-dd, with a time as 31/3/2018 13:45"
        }
        DateStyle::Serial => {
            "write it as the number that a spreadsheet counts days by, as in 43190, with a time as its fraction, as in \
             43190.572917; where no time is wanted, without one"
        }
    };
    let declare = forms.iter().find_map(|(_, other)| other.filter(|other| !style.reads(*other)));
    match (declare, forms.first()) {
        _ if has_short_year(text) => format!("its year has two digits, and nobody can say of which century; {wanted}"),
        (Some(other), _) => {
            format!("{wanted}; if the whole file is written so, set `dates = \"{}\"` for it", other.name())
        }
        (None, Some((_, Some(_)))) | (None, None) => wanted.to_owned(),
        (None, Some((name, None))) => format!("it looks like {name}; {wanted}"),
    }
}
