//! What the values of each column of a file were like: a column that cannot be read at all is not a problem of single rows.

use crate::files::refusal::Refusal;
use crate::intake::profile::DateStyle;
use crate::intake::profile::date_forms::Forms;
use crate::intake::profile::header::HeaderColumns;

/// For each column, how many of its values could be read, and which forms fit all of its days.
#[derive(Debug)]
pub struct ColumnValues {
    columns: Vec<Values>,
}

#[derive(Clone, Debug)]
struct Values {
    /// Whether any value could be read, and how many could not.
    readable: bool,
    unreadable: u32,
    /// Of a column of days: how many there are while none is in the declared form.
    days: usize,
    in_form: bool,
    forms: Forms,
    /// Where the first day stands, and its text fit to be shown.
    first: ((usize, usize), String),
    /// How many cells mean nothing by the profile.
    nulls: usize,
}

impl ColumnValues {
    /// For a file with so many columns.
    pub fn new(width: usize) -> Self {
        let first = ((1, 1), String::new());
        let (readable, in_form, forms) = (false, false, Forms::ANY);
        Self { columns: vec![Values { readable, unreadable: 0, days: 0, in_form, forms, first, nulls: 0 }; width] }
    }

    /// Notes whether a value could be read.
    pub fn note(&mut self, position: usize, good: bool) {
        let column = &mut self.columns[position];
        column.readable |= good;
        column.unreadable += u32::from(!good);
    }

    /// Notes a day or moment, whether it is in the declared form, and where it stands with its text fit to be shown.
    pub fn note_day(
        &mut self,
        position: usize,
        text: &str,
        good: bool,
        first: impl FnOnce() -> ((usize, usize), String),
    ) {
        let column = &mut self.columns[position];
        if text.is_empty() || column.in_form {
            return;
        }
        // Where it stands is looked up, which takes time, only if it may have to be reported.
        if column.days == 0 && !good {
            column.first = first();
        }
        column.days += 1;
        column.in_form = good;
        if !good && !column.forms.is_empty() {
            column.forms = column.forms.narrowed(text);
        }
    }

    /// Notes a cell that means nothing by the profile.
    pub fn note_null(&mut self, position: usize) {
        self.columns[position].nulls += 1;
    }

    /// The columns with cells that mean nothing by the profile, and how many.
    pub fn nulls(&self) -> impl Iterator<Item = (usize, usize)> {
        self.columns.iter().map(|column| column.nulls).enumerate().filter(|(_, nulls)| *nulls > 0)
    }

    /// Adds what the next part of the file gave. What was noted first stays so.
    pub fn merge(&mut self, other: &Self) {
        for (column, other) in self.columns.iter_mut().zip(&other.columns) {
            if column.days == 0 {
                column.first = other.first.clone();
            }
            column.in_form |= other.in_form;
            column.days += other.days;
            column.forms = column.forms.both(other.forms);
            column.readable |= other.readable;
            column.unreadable += other.unreadable;
            column.nulls += other.nulls;
        }
    }

    /// The columns with several values of which none could be read. A single one is a slip.
    pub fn unreadable(&self) -> impl Iterator<Item = (usize, u32)> {
        let bad = |column: &&Values| !column.readable && column.unreadable > 1;
        self.columns
            .iter()
            .enumerate()
            .filter(move |(_, column)| bad(column))
            .map(|(at, column)| (at, column.unreadable))
    }

    /// Refuses a file where no value of a column of days is in the declared form. A single value is a slip, and its row is
    /// refused alone, unless it is in another form and the only day of the file; and where no column at all can be read,
    /// the days are not what is wrong.
    pub fn refusal(&self, columns: &HeaderColumns, style: DateStyle) -> Option<Refusal> {
        let some_good = self.columns.iter().any(|column| column.in_form);
        let some_read = self.columns.iter().any(|column| column.readable);
        let enough = |column: &Values| match column.forms.is_empty() {
            true => column.days > 1 && some_read,
            false => column.days > 1 || (column.days == 1 && !some_good),
        };
        let wrong = |column: &Values| !column.in_form && enough(column);
        let (position, column) = self.columns.iter().enumerate().find(|(_, column)| wrong(column))?;
        let forms = column.forms.names();
        let names: Vec<&str> = forms.iter().map(|(name, _)| *name).collect();
        let (place, first) = &column.first;
        let all = if column.days == 1 { "its one value".to_owned() } else { format!("all {}", column.days) };
        let what = format!("no value of the column `{}` is written as {}", columns.name(position), style.name());
        let looks = match (names.is_empty(), column.days) {
            (true, days) => format!("the first of {days} is `{first}`"),
            (false, 1) => format!("{all} reads as {}: `{first}`", names.join(" and as ")),
            (false, _) => format!("{all} read as {}, the first is `{first}`", names.join(" and as ")),
        };
        let what = format!("{what}, the declared form; {looks}");
        Some(Refusal::new("F_DATE_FORMAT", what, hint(&forms, style)).at(*place))
    }
}

/// How days of a form are declared, in all places where they can be.
pub fn declaration(style: DateStyle) -> String {
    let name = style.name();
    format!(
        "`--dates {name}` on the command line, or dates = \"{name}\" for the source in beddays.toml or under [profile]"
    )
}

fn hint(forms: &[(&'static str, Option<DateStyle>)], style: DateStyle) -> String {
    match forms.iter().find_map(|(_, other)| other.filter(|other| !style.reads(*other))) {
        Some(other) => {
            format!("ask the sender which form it is; if it is {}, declare it: {}", other.name(), declaration(other))
        }
        None => {
            let names = DateStyle::list(str::to_owned);
            format!("ask the sender for days as yyyy-mm-dd; forms that can be declared with `dates` are {names}")
        }
    }
}
