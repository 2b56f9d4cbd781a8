//! The days and moments of a row: read in the declared form, and refused with what is wrong.

use std::borrow::Cow;

use crate::domain::Day;
use crate::domain::day::FACT_DAYS;
use crate::domain::moment::{Caution, Moment, MomentPrecision};
use crate::files::grid::CellKind;
use crate::files::header_names::trim;
use crate::files::wording;
use crate::intake::profile::dates::{Cut, DateMisfit};
use crate::intake::profile::field::{Field, Item};
use crate::intake::profile::{CheckKind, DateStyle, blank_values, dates};
use crate::intake::validate::cells::{CellSource, RowCells};
use crate::intake::validate::checks::ValueIssue;

impl<'t> RowCells<'_, 't> {
    /// A day that must not be blank.
    pub fn required_day(&mut self, field: Field) -> Option<Day> {
        self.fill(field.into())?;
        self.day(field)
    }

    /// A moment that must not be blank, and whether only its day was written.
    pub fn required_moment(&mut self, item: impl Into<Item>) -> Option<(Moment, MomentPrecision)> {
        let item = item.into();
        self.fill(item)?;
        self.moment(item)
    }

    /// Whether the profile wants a day alone in a column whose table has a moment.
    pub fn is_day_only(&self, item: impl Into<Item>) -> bool {
        self.profile.column(item.into()).is_some_and(|column| column.day_only)
    }

    /// The day, and the time if there is one, that the number of a workbook's cell counts to, in ISO form.
    fn counted(&self, item: Item) -> Option<String> {
        let CellSource::Grid(_, Some(serials)) = self.source else { return None };
        let text = self.raw(item).filter(|_| self.kind(item) == CellKind::Number)?;
        let (day, time) = dates::of_serial(&text, serials)?;
        Some(time.map_or_else(|| day.to_string(), |time| format!("{day}T{time}")))
    }

    /// The form in which the days of a cell are written, once it is read by `date_text`.
    pub(crate) fn style_of(&self, item: Item) -> DateStyle {
        let is_iso = self.kind(item) == CellKind::Date || self.counted(item).is_some();
        if is_iso { DateStyle::Iso } else { self.style }
    }

    /// The text of a cell that holds a day: the number of a spreadsheet's day as that day.
    pub(crate) fn date_text(&self, item: Item) -> Option<Cow<'t, str>> {
        let text = self.text(item)?;
        Some(if text.is_empty() { text } else { self.counted(item).map_or(text, Cow::Owned) })
    }

    /// Whether a text is a day that means that there is none, by the profile.
    pub(crate) fn is_null_day(&self, item: Item, text: &str) -> bool {
        let nulls = &self.profile.null_dates;
        if nulls.is_empty() || !self.can_be_day(item) {
            return false;
        }
        let counted = self.counted(item);
        nulls.have(text, self.style_of(item)) || counted.is_some_and(|day| nulls.have(&day, DateStyle::Iso))
    }

    fn can_be_day(&self, item: Item) -> bool {
        match item {
            Item::Check(number) => {
                self.profile.checks.get(usize::from(number)).is_some_and(|check| check.what == CheckKind::Day)
            }
            Item::EventValue(_) | Item::Field(Field::Value) => true,
            _ => item.is_date(),
        }
    }

    /// What the profile says for a blank or missing cell. A day is written there as yyyy-mm-dd, whatever the file does.
    fn default_of_blank(&self, item: Item) -> Option<&str> {
        let default = self.profile.default(item)?;
        self.text(item).is_none_or(|text| trim(&text).is_empty()).then_some(default)
    }

    /// A day that may be blank.
    pub fn day(&mut self, item: impl Into<Item>) -> Option<Day> {
        let item = item.into();
        let zone = self.rules.zone;
        if let Some(default) = self.default_of_blank(item) {
            return dates::day(default, DateStyle::Iso, zone).ok().map(|(day, _)| day);
        }
        let (style, position) = (self.style_of(item), self.columns.position(item)?);
        let text = self.date_text(item)?;
        if self.profile.invalid_dates.have(trim(&text), style) {
            let message = "the day that stands for one that was sent and was none";
            self.refuse(item, ValueIssue::new("R_DATE_INVALID", trim(&text), message, "ask the hospital for the day"));
            return None;
        }
        let mut read = dates::day(trim(&text), style, zone).map_err(|_| dates::fault(trim(&text), style));
        self.note_day(item, position, trim(&text), read.is_ok());
        if let Ok((_, Cut::Time)) = read
            && self.is_day_only(item)
        {
            read = Err("the profile says that the column holds days alone, and this has a time of day".to_owned());
        }
        let day = self.optional(item, |text| match read {
            Ok((day, cut)) => Ok((day, cut_off(text, cut))),
            Err(fault) => Err(not_a_date(text, style, &fault)),
        })?;
        self.check_placeholder(item, day)?;
        Some(day)
    }

    /// A moment that may be blank, and whether only its day was written.
    pub fn moment(&mut self, item: impl Into<Item>) -> Option<(Moment, MomentPrecision)> {
        let item = item.into();
        if self.is_day_only(item) {
            return self.day(item).map(|day| (Moment::midnight(day), MomentPrecision::DayOnly));
        }
        if let Some(default) = self.default_of_blank(item) {
            let read = dates::moment(default, DateStyle::Iso, self.rules.zone);
            return read.ok().map(|(moment, written, _)| (moment, written));
        }
        let (style, position) = (self.style_of(item), self.columns.position(item)?);
        let text = self.date_text(item)?;
        let read = dates::moment_among(&self.context.clock_changes, trim(&text), style, self.rules.zone);
        self.note_day(item, position, trim(&text), read != Err(DateMisfit::Day));
        let (moment, written) = self.optional(item, |text| match read {
            Ok((moment, written, caution)) => Ok(((moment, written), caution.map(|caution| cautious(text, caution)))),
            Err(DateMisfit::Day) => Err(not_a_date(text, style, &dates::fault(text, style))),
            Err(DateMisfit::Time) => {
                let hint = "write it as 13:45 or 13:45:10, or with an offset as +01:00";
                Err(ValueIssue::new("R_TIME", text, dates::fault(text, style), hint))
            }
            Err(DateMisfit::Skipped) => {
                let message = "this time never was: the clocks went forward over it";
                Err(ValueIssue::new("R_TIME", text, message, "ask the sender what the clock on the wall said"))
            }
        })?;
        self.check_placeholder(item, moment.day())?;
        Some((moment, written))
    }

    /// Notes whether a day or moment is in the declared form. What stands for nothing says nothing of the form.
    fn note_day(&mut self, item: Item, position: usize, text: &str, good: bool) {
        if blank_values::is_word(text) || (!good && blank_values::is_no_day(text)) {
            return;
        }
        let source = self.source;
        let shown = || if item.is_private() { wording::hidden(text) } else { wording::dated(text) };
        self.values.note_day(position, text, good, || (source.place(position), shown()));
    }

    /// Refuses a day that systems write where there is none.
    fn check_placeholder(&mut self, item: Item, day: Day) -> Option<()> {
        // Someone can be born on the first day of a century.
        if !blank_values::is_placeholder(day) || item == Item::Field(Field::BirthDate) {
            return Some(());
        }
        let message = if (FACT_DAYS.0..=FACT_DAYS.1).contains(&day) {
            "a day that many systems write where there is none".to_owned()
        } else {
            format!("wanted a day from {} to {}", FACT_DAYS.0, FACT_DAYS.1)
        };
        let hint = format!("{}; else check the year", blank_values::undeclared_day(&day.to_string()));
        self.refuse(item, ValueIssue::new("R_DATE_RANGE", &day.to_string(), message, hint));
        None
    }

    /// Refuses a day outside the years that a fact can have.
    pub fn check_range(&mut self, item: impl Into<Item>, day: Day) {
        if day < FACT_DAYS.0 || day > FACT_DAYS.1 {
            let message = format!("wanted a day from {} to {}", FACT_DAYS.0, FACT_DAYS.1);
            self.refuse(item, ValueIssue::new("R_DATE_RANGE", &day.to_string(), message, "check the year"));
        }
    }
}

/// What there is to say of a time behind a day.
pub(crate) fn cut_off(text: &str, cut: Cut) -> Option<ValueIssue> {
    let message = match cut {
        Cut::Nothing => return None,
        Cut::Midnight => "a day is wanted; the midnight was cut off",
        Cut::Time => "a day is wanted; the time was cut off",
    };
    Some(ValueIssue::new("W_TIME_DROPPED", text, message, ""))
}

fn not_a_date(text: &str, style: DateStyle, fault: &str) -> ValueIssue {
    if blank_values::is_no_day(text) {
        let message = "this stands for no day, and the profile does not declare it";
        return ValueIssue::new("R_DATE", text, message, blank_values::undeclared_day(text));
    }
    ValueIssue::new("R_DATE", text, wording::with_odd_character(fault, text), dates::hint(text, style))
}

fn cautious(text: &str, caution: Caution) -> ValueIssue {
    match caution {
        Caution::CameTwice => {
            let message = "this time came twice, the clocks went back; the day is the same either way";
            ValueIssue::new("W_TIME_AMBIGUOUS", text, message, "an offset would tell which: +01:00 or +00:00")
        }
        Caution::OtherZone => {
            let message = "the local clocks did not have this offset then; the time was converted";
            ValueIssue::new("W_ZONE", text, message, "ask the sender which clock wrote it")
        }
    }
}
