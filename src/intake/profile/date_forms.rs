//! The forms of days that a text can be in, declared or not: to say what a column looks like that cannot be read.

use crate::domain::moment::TimeOfDay;
use crate::intake::profile::DateStyle;
use crate::intake::profile::date_style::{day_by, iso_time};

/// A form: what to call it, and how a project can declare it, if it can.
type Form = (&'static str, Option<DateStyle>);

/// The forms that are looked for when no value of a column is in the declared one.
const FORMS: [Form; 14] = [
    ("yyyy-mm-dd", Some(DateStyle::Iso)),
    ("dd/mm/yyyy", Some(DateStyle::DayMonthYear)),
    ("mm/dd/yyyy", None),
    ("dd.mm.yyyy", Some(DateStyle::Dotted)),
    ("dd-mm-yyyy", Some(DateStyle::Hyphened)),
    ("mm-dd-yyyy", None),
    ("dd-mon-yyyy", Some(DateStyle::MonthName)),
    ("dd mon yyyy", Some(DateStyle::SpacedMonthName)),
    ("yyyy/mm/dd", Some(DateStyle::YearFirst)),
    ("yyyymmdd", Some(DateStyle::Compact)),
    (SERIAL, Some(DateStyle::Serial)),
    ("d/m/yyyy", Some(DateStyle::ShortDayMonthYear)),
    ("d.m.yyyy", Some(DateStyle::ShortDotted)),
    ("m/d/yyyy", None),
];
const SERIAL: &str = "serial numbers of a spreadsheet";
/// Forms that hold those of two digits.
const HELD: [(&str, &str); 3] = [("d/m/yyyy", "dd/mm/yyyy"), ("d.m.yyyy", "dd.mm.yyyy"), ("m/d/yyyy", "mm/dd/yyyy")];

/// A set of `FORMS`, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forms(u16);

impl Forms {
    /// Every form.
    pub const ANY: Self = Self((1 << FORMS.len()) - 1);

    /// Those of the set that this text fits too.
    #[must_use]
    pub fn narrowed(self, text: &str) -> Self {
        let fits = |index: &usize| self.0 & 1 << index != 0 && fits(FORMS[*index].0, text);
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
    pub fn names(self) -> Vec<Form> {
        let members = FORMS.iter().enumerate().filter(|(index, _)| self.0 & 1 << index != 0);
        let all: Vec<Form> = members.map(|(_, form)| *form).collect();
        let has = |wanted: &str| all.iter().any(|(name, _)| *name == wanted);
        let narrower = |name: &str| HELD.iter().any(|(wide, narrow)| name == *wide && has(narrow));
        all.iter().filter(|(name, _)| !narrower(name)).copied().collect()
    }
}

/// Whether a text is a day of the calendar in this form, with nothing or a time behind it.
fn fits(form: &str, text: &str) -> bool {
    if form == SERIAL {
        return is_serial(text);
    }
    day_by(form, text).is_some_and(|(_, rest)| {
        let rest = iso_time(rest, form);
        rest.is_empty() || rest.strip_prefix(['T', ' ']).is_some_and(starts_with_time)
    })
}

/// Whether it is a number that a spreadsheet shows as a day between 1954 and 2119.
fn is_serial(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(part) && whole.len() == 5 && digits(whole) && (b'2'..=b'7').contains(&whole.as_bytes()[0])
}

/// Whether it is the time of a day, perhaps with more behind it.
pub(crate) fn starts_with_time(text: &str) -> bool {
    text.get(..5).is_some_and(|time| time.parse::<TimeOfDay>().is_ok())
}
