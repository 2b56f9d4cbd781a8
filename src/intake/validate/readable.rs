//! What of a refused row can be read at all, and whose stay it is about.

use std::borrow::Cow;

use crate::domain::moment::MomentPrecision;
use crate::domain::{Alternative, Moment, PersonKey};
use crate::files::header_names::trim;
use crate::intake::findings::disposition::Whose;
use crate::intake::profile::dates;
use crate::intake::profile::field::{Field, Item};
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks::{self, Checked};
use crate::intake::validate::chi::by_chi;
use crate::intake::validate::{identity, possible_values};

/// What a refused row may have said, and about whom.
#[derive(Debug, Default)]
pub struct Supposed {
    /// What it may have said; nothing if only that something was said.
    pub alternatives: Vec<Alternative>,
    /// Whose stays it is about where it names none.
    pub whose: Whose,
    /// Whether no bill can depend on it, whatever it says.
    pub is_beside_the_bill: bool,
}

/// The persons whom a row names (`realm`: in which their own numbers of the sender are numbers), by any number of theirs that can be read, wherever it stands in a row of the wrong shape.
pub(crate) fn persons(cells: &RowCells<'_, '_>, is_shapeless: bool, realm: Option<&str>) -> Vec<PersonKey> {
    let key = &cells.context.pseudonyms;
    let number = |text: &str| match cells.rules.law {
        None => checks::nhs_number(text, key),
        Some(law) => identity::person_number(text, law.numbers, key),
    };
    if is_shapeless {
        let has_persons = [Field::NhsNumber, Field::PersonNumber].map(|field| cells.columns.position(field).is_some());
        let has_persons = has_persons.contains(&true);
        let texts = if has_persons { cells.all_texts() } else { Vec::new() };
        return texts.iter().filter_map(|text| number(text).ok()).map(|(person, _)| person).collect();
    }
    let read = |field, check: &dyn Fn(&str) -> Checked<PersonKey>| {
        let text = word(cells, field)?;
        check(&text).ok().map(|(person, _)| person)
    };
    let found = [
        read(Field::NhsNumber, &number),
        read(Field::PersonNumber, &number),
        read(Field::PersonKey, &checks::person_key),
        read(Field::ChiNumber, &|text| by_chi(text, key)),
        realm.and_then(|realm| read(Field::PersonId, &|text| checks::person_id(text, realm, key))),
    ];
    found.into_iter().flatten().collect()
}

/// The text of a cell, by the profile's list of codes where it has one; nothing if it is blank.
pub(crate) fn word(cells: &RowCells<'_, '_>, item: impl Into<Item>) -> Option<String> {
    let item = item.into();
    let mapped = match item {
        Item::Field(field) if !item.is_date() => cells.meaning(field).ok().map(Cow::into_owned),
        _ => None,
    };
    let text = mapped.or_else(|| Some(trim(&cells.date_text(item)?).to_owned()))?;
    Some(text).filter(|text| !text.is_empty() && !cells.is_blank(item))
}

/// The moments that a cell may mean: the one that it says in the declared form where nothing is wrong with it, else those of
/// any known form.
pub(crate) fn moments(cells: &RowCells<'_, '_>, item: impl Into<Item>) -> Vec<Moment> {
    let item = item.into();
    let Some(text) = word(cells, item) else { return Vec::new() };
    let position = cells.columns.position(item);
    let is_flawed = cells.problems.iter().any(|issue| Some(issue.position) == position);
    match dates::moment_among(&cells.context.clock_changes, &text, cells.style_of(item), cells.rules.zone) {
        Ok((moment, MomentPrecision::ToTheSecond, _)) if !is_flawed => vec![moment],
        Ok((moment, MomentPrecision::DayOnly, _)) if !is_flawed => {
            vec![Moment::midnight(moment.day()), Moment::end_of(moment.day())]
        }
        _ => possible_values::moments(&text),
    }
}
