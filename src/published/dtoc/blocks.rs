//! A header row of a delayed-transfers sheet: which columns hold what, in one block of days and perhaps one of beds.

use super::super::cells::{plain_name, plain_words};
use super::super::gather::{Gather, RecordIssue, count_of, figure_of};
use super::super::{PublishedSheet, lookup, measure};
use super::{CARE_TYPES, ORGANISATIONS, word_of};
use crate::domain::published::Area;
use crate::domain::{Figure, Month};
use crate::files::refusal::Refusal;

/// What one column holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    pub attributed_to: &'static str,
    pub care_type: &'static str,
    pub reason: &'static str,
}

/// One column of figures.
#[derive(Clone, Debug)]
pub(super) struct FigureColumn {
    pub at: usize,
    pub measure: &'static str,
    pub label: Label,
}

/// The label that a text is; `Total` is the label of everything together.
pub(super) fn label_of(text: &str) -> Option<Label> {
    let name = plain_name(text);
    if name == "total" {
        return Some(Label::default());
    }
    if let Some(attributed_to) = word_of(&ORGANISATIONS, &name) {
        return Some(Label { attributed_to, ..Label::default() });
    }
    if let Some(care_type) = word_of(&CARE_TYPES, &name) {
        return Some(Label { care_type, ..Label::default() });
    }
    let reason = &lookup::reason_by_label(&name)?.code;
    Some(Label { reason, ..Label::default() })
}

/// What the title above a block says that it holds.
fn measure_of(title: &str) -> Option<&'static str> {
    match plain_name(title).as_str() {
        "delayed days" | "number of delayed days during the reporting period" => Some(measure::DELAYED_DAYS),
        "dtoc beds" | "average number of people delayed per day" => Some(measure::DTOC_BEDS),
        _ => None,
    }
}

/// The columns of figures from `first` on, by the labels of a row and the titles in the row above.
///
/// # Errors
/// A label or a title is not known: columns are never guessed.
pub(super) fn columns(sheet: &PublishedSheet, row: usize, first: usize) -> Result<Vec<FigureColumn>, Refusal> {
    let width = sheet.rows.get(row).map_or(0, Vec::len);
    let mut columns: Vec<FigureColumn> = Vec::new();
    let (mut measure, mut block): (Option<&'static str>, Vec<Label>) = (None, Vec::new());
    let mut blocks = 0;
    for at in first..width {
        let text = sheet.text(row, at);
        if text.is_empty() {
            measure = None;
            continue;
        }
        let unknown = |what: &str, text: &str| {
            let what =
                format!("{what} `{}` in {} is not known", crate::files::wording::shown(text), sheet.place(row, at));
            Refusal::new("F_HEADER_UNKNOWN", what, "columns are never guessed: take the publisher's file again")
        };
        let label = label_of(text).ok_or_else(|| unknown("the column", text))?;
        if measure.is_none() || block.contains(&label) {
            let title = row.checked_sub(1).map_or("", |above| sheet.text(above, at));
            measure = match (title, blocks) {
                ("", 0) => Some(measure::DELAYED_DAYS),
                (title, _) => Some(measure_of(title).ok_or_else(|| unknown("the title of the columns from", title))?),
            };
            blocks += 1;
            block.clear();
        }
        block.push(label.clone());
        columns.extend(measure.map(|measure| FigureColumn { at, measure, label }));
    }
    Ok(columns)
}

/// Whether a row has anything in its columns of figures.
pub(super) fn has_figures(sheet: &PublishedSheet, row: usize, columns: &[FigureColumn]) -> bool {
    columns.iter().any(|column| !sheet.text(row, column.at).is_empty())
}

/// The figures of a row. `whole` is what the row itself says about all of them.
pub(super) fn figures(
    gather: &mut Gather<'_>,
    (sheet, row): (&PublishedSheet, usize),
    columns: &[FigureColumn],
    (area, period): (&Area, Option<Month>),
    whole: &Label,
) -> Result<Vec<Figure>, RecordIssue> {
    let either = |own: &'static str, whole: &'static str| if own.is_empty() { whole } else { own };
    let mut figures = Vec::with_capacity(columns.len());
    for FigureColumn { at, measure, label } in columns {
        let text = sheet.text(row, *at);
        let place = || sheet.place(row, *at);
        let value = if *measure == measure::DTOC_BEDS { figure_of(&place(), text)? } else { count_of(&place(), text)? };
        let mut figure = gather.figure(area, period, None, measure, value);
        figure.of.attributed_to = gather.word(either(label.attributed_to, whole.attributed_to));
        figure.of.care_type = gather.word(either(label.care_type, whole.care_type));
        figure.of.reason = gather.word(either(label.reason, whole.reason));
        figures.push(figure);
    }
    Ok(figures)
}

/// The first row, among the first twenty, that has all these labels; and where they stand in it.
pub(super) fn header_row<const N: usize>(sheet: &PublishedSheet, labels: [&str; N]) -> Option<(usize, [usize; N])> {
    (0..sheet.rows.len().min(20)).find_map(|row| {
        let names: Vec<String> = sheet.rows[row].iter().map(|cell| plain_name(&cell.text)).collect();
        let places = labels.map(|label| names.iter().position(|name| name == label));
        places.iter().all(Option::is_some).then(|| (row, places.map(Option::unwrap_or_default)))
    })
}

/// The text beside a label such as `Period:` in the rows above a header.
pub(super) fn beside<'s>(sheet: &'s PublishedSheet, above: usize, label: &str) -> Option<&'s str> {
    (0..above).find_map(|row| {
        let cells = sheet.rows.get(row)?;
        let at =
            cells.iter().position(|cell| plain_words(&cell.text).trim_end_matches(':').eq_ignore_ascii_case(label))?;
        Some(sheet.text(row, at + 1)).filter(|text| !text.is_empty())
    })
}
