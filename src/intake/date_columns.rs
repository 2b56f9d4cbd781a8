//! Whether the dates of a file are in the declared form at all: one form for every value of a column, and not ours, is
//! no matter of single rows.

use super::DateStyle;
use super::date::Forms;
use super::header::Columns;
use super::refusal::Refusal;

/// For each date column, whether any value is in the declared form, and which other forms fit all of them.
#[derive(Debug)]
pub struct DateColumns {
    columns: Vec<DateColumn>,
}

#[derive(Clone, Debug)]
struct DateColumn {
    values: usize,
    good: bool,
    forms: Forms,
    first: (usize, usize),
}

impl DateColumns {
    /// For a file with so many columns.
    pub fn new(width: usize) -> Self {
        Self { columns: vec![DateColumn { values: 0, good: false, forms: Forms::ANY, first: (1, 1) }; width] }
    }

    /// Notes a value, where it stands, and whether it is in the declared form.
    pub fn note(&mut self, position: usize, text: &str, good: bool, at: impl FnOnce() -> (usize, usize)) {
        let column = &mut self.columns[position];
        if text.is_empty() || column.good {
            return;
        }
        // Where it stands is looked up, which takes time, only if it may have to be told.
        if column.values == 0 && !good {
            column.first = at();
        }
        column.values += 1;
        column.good = good;
        if !good && !column.forms.is_empty() {
            column.forms = column.forms.narrowed(text);
        }
    }

    /// Notes that a column has a value in the declared form.
    pub fn note_good(&mut self, position: usize) {
        self.columns[position].good = true;
    }

    /// Adds what the next part of the file gave. What was noted first stays so.
    pub fn merge(&mut self, other: &Self) {
        for (column, other) in self.columns.iter_mut().zip(&other.columns) {
            if column.values == 0 {
                column.first = other.first;
            }
            column.good |= other.good;
            column.values += other.values;
            column.forms = column.forms.both(other.forms);
        }
    }

    /// Refuses a file where every value of a column fits one other form. A single value in a file whose other dates
    /// are right is a slip, and its row is refused alone.
    pub fn refusal(&self, columns: &Columns, style: DateStyle) -> Option<Refusal> {
        let some_good = self.columns.iter().any(|column| column.good);
        let (position, column, forms) = self.columns.iter().enumerate().find_map(|(position, column)| {
            let forms = column.forms.names();
            let foreign = column.forms.are_foreign(style);
            let enough = column.values > 1 || (column.values == 1 && !some_good);
            (!column.good && foreign && enough).then_some((position, column, forms))
        })?;
        let names: Vec<&str> = forms.iter().map(|(name, _)| *name).collect();
        let what = format!(
            "no value of the column `{}` is written as {}, the declared form; {} as {}",
            columns.name(position),
            style.name(),
            if column.values == 1 { "its one value reads".to_owned() } else { format!("all {} read", column.values) },
            names.join(" and as "),
        );
        let hint = match forms.iter().find_map(|(_, other)| *other) {
            Some(other) => format!(
                "ask the sender which form it is; if it is {0}, declare it in the project file or in a profile of your \
                 own: dates = \"{0}\" (for `beddays check` also --dates {0})",
                other.name()
            ),
            None => "ask the sender for days as yyyy-mm-dd".to_owned(),
        };
        Some(Refusal::new("F_DATE_FORMAT", what, hint).at(column.first))
    }
}
