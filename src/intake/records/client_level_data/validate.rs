//! Every field of a row marked as the national collection marks it: 1 valid; 0 blank and allowed; -1 blank but
//! mandatory; -2 invalid; -7 a value of the release before.

use std::borrow::Cow;

use crate::domain::{CareKind, Day};
use crate::files::header_names::trim;
use crate::intake::profile::field::{Field, Item};
use crate::intake::profile::{CheckKind, Others, When, dates};
use crate::intake::validate::amounts;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks;
use crate::intake::validate::checks::ValueIssue;

/// Delivery by the council's own order, which the return wants no cost for.
const COMMISSIONED: &str = "CASSR Commissioned Support";

/// Marks and counts every field. Fields that are read tell their flaws themselves; the others are warned about.
pub fn fields(cells: &mut RowCells<'_, '_>, by_association: bool, kind: Option<CareKind>) {
    let facts = FieldConditions::of(cells, by_association, kind);
    let profile = cells.profile;
    for column in &profile.columns {
        let item = column.item;
        let mandatory = profile.mandatory.iter().any(|(of, when)| *of == item && facts.want(*when));
        let mark = mark(cells, item, mandatory);
        cells.count(&format!("validation {mark}"));
        if mark >= 0 {
            continue;
        }
        let header = column.headers.first().map_or("", String::as_str);
        cells.count(&format!("{header} {mark}"));
        let position = cells.columns.position(item);
        let is_reported = cells.problems.iter().chain(&cells.remarks).any(|issue| Some(issue.position) == position);
        if is_reported {
            continue;
        }
        if mark == -1 {
            let message = "blank, and mandatory for this row; taken as it is";
            cells.remark(item, ValueIssue::new("W_MANDATORY", "", message, "ask the council for the value"));
        } else if is_day_of_life(item) {
            let message = "no day that it can be; taken as not known";
            cells.remark(item, ValueIssue::new("W_INVALID", "", message, "ask the council for the day"));
        } else if matches!(item, Item::Check(_)) {
            // The value of a field that is not kept can be anything, a name included.
            let message = "not a value of its list or form; the field is not kept";
            cells.remark(item, ValueIssue::new("W_INVALID", "", message, "ask the council for a value of the list"));
        }
    }
}

/// The days of birth and death: they decide what is mandatory, and that of death ends a stay.
fn is_day_of_life(item: Item) -> bool {
    matches!(item, Item::Field(Field::BirthDate | Field::DiedOn))
}

/// Whether a day of birth is one and not after the event, or a day of death one and not before the birth.
fn is_possible(cells: &RowCells<'_, '_>, field: Field) -> bool {
    let day = |field: Field| day(cells, field.into());
    let after = if field == Field::BirthDate { Field::StartedOn } else { Field::BirthDate };
    match (day(field), day(after)) {
        (None, _) => false,
        (Some(birth), Some(start)) if field == Field::BirthDate => birth <= start,
        (Some(death), Some(birth)) => birth <= death,
        (Some(_), None) => true,
    }
}

/// The day of death, if it is one that can be.
pub fn day_of_death(cells: &RowCells<'_, '_>) -> Option<Day> {
    day(cells, Field::DiedOn.into()).filter(|_| is_possible(cells, Field::DiedOn))
}

/// Whether the cell of the day of death holds something that is no day on which the person can have died.
pub fn is_death_unread(cells: &RowCells<'_, '_>) -> bool {
    !cells.is_blank(Field::DiedOn) && !is_possible(cells, Field::DiedOn)
}

fn mark(cells: &RowCells<'_, '_>, item: Item, mandatory: bool) -> i8 {
    let text = cells.text(item);
    let text = text.as_deref().map_or("", trim);
    if text.is_empty() {
        return if mandatory { -1 } else { 0 };
    }
    let good = match item {
        Item::Check(number) => match cells.profile.checks.get(usize::from(number)).map(|check| &check.what) {
            Some(CheckKind::List(list)) => checks::listed(text, list).is_ok(),
            Some(CheckKind::Number(low, high)) => checks::number(text, *low, *high).is_ok(),
            Some(CheckKind::Day) => day(cells, item).is_some(),
            Some(CheckKind::DailyAmount) => amounts::daily_amount(text).is_ok(),
            Some(CheckKind::Text) | None => true,
        },
        Item::Field(field) if is_day_of_life(item) => is_possible(cells, field),
        Item::Field(field) => {
            if cells.profile.is_former(field, text) {
                return -7;
            }
            let listed = cells.profile.code_map(item).is_none_or(|map| map.others != Others::Refuse || map.has(text));
            let position = cells.columns.position(item);
            listed && !cells.problems.iter().any(|issue| Some(issue.position) == position)
        }
        _ => true,
    };
    if good { 1 } else { -2 }
}

/// The day in a cell, if it holds one.
fn day(cells: &RowCells<'_, '_>, item: Item) -> Option<Day> {
    let text = cells.date_text(item)?;
    dates::day(trim(&text), cells.style_of(item), cells.rules.zone).ok().map(|(day, _)| day)
}

/// What a cell means by the profile's list, and a value of the release before as it stands.
fn meaning(cells: &RowCells<'_, '_>, field: Field) -> String {
    let as_sent = |_| cells.text(field).unwrap_or_default().into_owned();
    cells.meaning(field).map_or_else(as_sent, Cow::into_owned)
}

/// What decides which fields a row must have.
struct FieldConditions {
    by_association: bool,
    kind: Option<CareKind>,
    financial: bool,
    died: bool,
    learning_disability: bool,
    costed: bool,
    planned: bool,
}

impl FieldConditions {
    fn of(cells: &RowCells<'_, '_>, by_association: bool, kind: Option<CareKind>) -> Self {
        let is = |field: Field, part: &str| {
            let text = meaning(cells, field);
            text.to_ascii_lowercase().starts_with(&part.to_ascii_lowercase())
        };
        let day = |field: Field| day(cells, field.into());
        let ages = day(Field::BirthDate).zip(day(Field::StartedOn)).map(|(birth, start)| years(birth, start));
        let of_age = ages.is_some_and(|years| (18..=64).contains(&years));
        let component = meaning(cells, Field::ServiceComponent).to_ascii_lowercase();
        let residential = ["residential", "nursing", "respite"].iter().any(|word| component.contains(word));
        let carer = is(Field::ServiceType, "unpaid carer") || is(Field::ServiceType, "carer");
        let costed =
            is(Field::ServiceType, "long term") || carer || (is(Field::ServiceType, "short term") && residential);
        Self {
            by_association,
            kind,
            financial: kind == Some(CareKind::Assessment) && is(Field::AssessmentType, "financial"),
            died: !cells.is_blank(Field::DiedOn),
            learning_disability: of_age
                && is(Field::ClientType, "service user")
                && is(Field::SupportReason, "learning disability support"),
            costed: costed && !is(Field::DeliveryMechanism, COMMISSIONED),
            planned: is(Field::ReviewReason, "planned"),
        }
    }

    fn want(&self, when: When) -> bool {
        let is = |kind| self.kind == Some(kind);
        let event = !self.by_association;
        match when {
            When::Always => true,
            When::Event => event,
            When::NotRequest => event && !is(CareKind::Request),
            When::EventEnd => event && (!is(CareKind::Service) || self.died),
            When::NotFinancialAssessment => event && !self.financial,
            When::LearningDisability => self.learning_disability,
            When::Funded => self.financial || is(CareKind::Service) || is(CareKind::Review),
            When::Request => is(CareKind::Request),
            When::Assessment => is(CareKind::Assessment),
            When::NeedsAssessment => is(CareKind::Assessment) && !self.financial,
            When::Service => is(CareKind::Service),
            When::CostedService => is(CareKind::Service) && self.costed,
            When::Review => is(CareKind::Review),
            When::PlannedReview => is(CareKind::Review) && self.planned,
        }
    }
}

fn years(birth: Day, on: Day) -> i16 {
    let (birth, on) = (birth.date(), on.date());
    on.year() - birth.year() - i16::from((on.month(), on.day()) < (birth.month(), birth.day()))
}
