//! A record of one patient in one month, read cell by cell.

use serde::{Deserialize, Serialize};

use crate::domain::nhs_number::pseudonym;
use crate::domain::scotland::{self, ScottishReason};
use crate::domain::{Day, Event, Moment, Month, Reason, Stay};
use crate::files::header_names::trim;
use crate::intake::profile::field::Field;
use crate::intake::records::embedded_events;
use crate::intake::records::scotland_return::code::DelayOutcome;
use crate::intake::records::scotland_return::{code, month};
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks;
use crate::intake::validate::checks::ValueIssue;
use crate::intake::validate::chi::{Chi, chi};

/// What one month's record says of a delay.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmissionRow {
    /// The month that it was submitted for.
    pub month: Month,
    /// The stay as it stood then.
    pub stay: Stay,
    /// A death, or that the patient was no longer ready.
    pub event: Option<Event>,
    /// Why the patient waited.
    #[serde(with = "scotland::as_code")]
    reason: &'static ScottishReason,
    /// The day the delay ended, whatever ended it.
    pub ended_on: Option<Day>,
    /// The day of the referral to social work. No figure is made of it.
    pub referred_on: Option<Day>,
    ready_on: Day,
}

impl SubmissionRow {
    /// Whether two records say the same.
    pub fn says_what(&self, other: &Self) -> bool {
        let stay = Stay { origin: other.stay.origin.clone(), ..self.stay.clone() };
        stay == other.stay && self.event == other.event && self.reason.code == other.reason.code
    }

    /// The reason over the days of the month; with a later month behind it, it ends with its own at the latest.
    pub fn reason(&self, is_followed: bool) -> Reason {
        let to_on = match self.ended_on {
            Some(ended) if is_followed => Some(ended.min(self.month.last())),
            None if is_followed => Some(self.month.last()),
            other => other,
        };
        let from_on = self.ready_on.max(self.month.first());
        Reason {
            stay_id: self.stay.stay_id.clone(),
            from_on: to_on.map_or(from_on, |to| from_on.min(to)),
            to_on,
            reason_code: self.reason.code.as_str().into(),
            attributed_to: self.reason.attribution(),
            origin: self.stay.origin.clone(),
        }
    }
}

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut RowCells<'_, '_>) -> Option<SubmissionRow> {
    let (as_day, style) = (cells.date_text(Field::Month.into()), cells.style_of(Field::Month.into()));
    let month = cells.required(Field::Month, |text| month(as_day.as_deref().map_or(text, trim), style));
    let number = cells.required(Field::ChiNumber, chi);
    let provider = cells.required(Field::ProviderCode, checks::organisation);
    let site = cells.optional(Field::SiteCode, checks::organisation);
    let authority = cells.required(Field::AuthorityCode, code::council);
    let admitted_on = day(cells, Field::AdmittedAt, true);
    let ready_on = day(cells, Field::ReadyOn, true);
    let ended_on = day(cells, Field::DischargedAt, false);
    let referred_on = day(cells, Field::ReferredOn, false);
    let birth = cells.day(Field::BirthDate);
    if let Some(chi) = &number {
        compare(cells, chi, birth);
    }
    let reason = reason(cells);
    let end = cells.optional(Field::DischargeReason, code::ending);
    let _ = cells.optional(Field::OutOfArea, code::yes_or_no);
    let function = cells.optional(Field::TreatmentFunctionCode, checks::name);
    order(cells, birth, admitted_on, ready_on, ended_on);
    in_month(cells, month, ready_on, ended_on);
    embedded_events::checks(cells);
    cells.fill_required();
    if !cells.is_clean() {
        return None;
    }
    let (month, ready_on, admitted_on, reason) = (month?, ready_on?, admitted_on?, reason?);
    let (person, provider) = (cells.context.pseudonyms.person(&number?.number), provider?);
    let end = end.unwrap_or(DelayOutcome::Left);
    let days = [admitted_on.to_string(), ready_on.to_string()];
    let id = pseudonym(&["submission", &person.0, &provider, &days[0], &days[1]], cells.rules.key);
    let event = ended_on.and_then(|day| end.event(day));
    let stay = Stay {
        stay_id: format!("phs-{}", &id[..20]).into(),
        person_key: Some(person),
        provider_code: provider,
        site_code: site,
        authority: Some(authority?),
        registered_in: None,
        staying_in: None,
        admitted_at: Moment::midnight(admitted_on),
        expected_admission_on: None,
        ready_on: Some(ready_on),
        discharged_at: ended_on.filter(|_| end != DelayOutcome::NotFit).map(Moment::end_of),
        admission_method: None,
        discharge_method: None,
        discharge_destination: None,
        treatment_function_code: function,
        care_type: None,
        // No English law reaches it, and the English regimes say so of every setting but their own.
        setting: Some("nhs_scotland".into()),
        funding: None,
        age_at_admission: birth.map(|birth| age(birth, admitted_on)),
        origin: cells.origin(),
    };
    Some(SubmissionRow { month, stay, event, reason, ended_on, referred_on, ready_on })
}

fn day(cells: &mut RowCells<'_, '_>, field: Field, required: bool) -> Option<Day> {
    let day = if required { cells.required_day(field) } else { cells.day(field) }?;
    cells.check_range(field, day);
    Some(day)
}

/// What the number says of sex and birthday beside what the record says.
fn compare(cells: &mut RowCells<'_, '_>, chi: &Chi, birth: Option<Day>) {
    let hint = "check the number: it may be another person's";
    if birth.is_some_and(|birth| !chi.is_of(birth)) {
        let message = "the number was made for a person born on another day; the record was taken as it is";
        cells.remark(Field::BirthDate, ValueIssue::new("W_CHI", "", message, hint));
    }
    let male = cells.optional(Field::Sex, code::is_male);
    if male.flatten().is_some_and(|male| male != chi.male) {
        let message = "the number was made for a person of the other sex; the record was taken as it is";
        cells.remark(Field::Sex, ValueIssue::new("W_CHI", "", message, hint));
    }
}

/// The reason: the second where the first is 9, and 11A where there is none.
fn reason(cells: &mut RowCells<'_, '_>) -> Option<&'static ScottishReason> {
    let blank = [Field::ReasonCode, Field::SecondReasonCode].map(|field| cells.is_blank(field));
    if blank == [true, true] {
        let message = "no reason; the return counts it as 11A, awaiting assessment";
        cells.remark(Field::ReasonCode, ValueIssue::new("W_REASON", "", message, "ask the board for the reason"));
        return ScottishReason::find("11A");
    }
    let first = cells.optional(Field::ReasonCode, code::reason);
    let second = cells.optional(Field::SecondReasonCode, code::reason);
    match (first, second) {
        (Some(Some(first)), _) => Some(first),
        (Some(None), Some(Some(second))) => Some(second),
        // The official count takes no other reason for the first.
        (None, Some(Some(second))) if blank[0] => {
            let message = "a second reason and no first; the second was taken";
            cells.remark(
                Field::ReasonCode,
                ValueIssue::new("W_REASON", &second.code, message, "ask the board for the first"),
            );
            Some(second)
        }
        _ => {
            if cells.is_clean() {
                let message = "the first reason is 9, which wants a second, and there is none";
                let hint = "ask the board for the second reason";
                cells.refuse(Field::SecondReasonCode, ValueIssue::new("R_REASON", "9", message, hint));
            }
            None
        }
    }
}

fn order(
    cells: &mut RowCells<'_, '_>,
    birth: Option<Day>,
    admitted: Option<Day>,
    ready: Option<Day>,
    ended: Option<Day>,
) {
    let mut after = |field: Field, day: Option<Day>, start: Option<Day>, what: &str| {
        if let (Some(day), Some(start)) = (day, start)
            && day < start
        {
            let value = if field == Field::BirthDate { String::new() } else { day.to_string() };
            let message = format!("before {what} {start}");
            cells.refuse(field, ValueIssue::new("R_ORDER", &value, message, "ask the board which of the two is right"));
        }
    };
    after(Field::ReadyOn, ready, admitted, "the day of admission");
    after(Field::DischargedAt, ended, admitted, "the day of admission");
    // An end before the admission is wrong itself and says nothing about the ready day.
    if ended.zip(admitted).is_none_or(|(ended, admitted)| ended >= admitted) {
        after(Field::DischargedAt, ended, ready, "the day the patient was ready");
    }
    if let (Some(birth), Some(admitted)) = (birth, admitted)
        && (birth > admitted || admitted - birth > 130 * 366)
    {
        let message = "the birthday lies after the admission, or over 130 years before it";
        cells.refuse(Field::BirthDate, ValueIssue::new("R_AGE", "", message, "check the year of birth"));
    }
}

/// A delay that began after the month, or ended before it, is not that month's.
fn in_month(cells: &mut RowCells<'_, '_>, month: Option<Month>, ready: Option<Day>, ended: Option<Day>) {
    let Some(month) = month else { return };
    let hint = "check the month and the day; the record was taken as it is";
    if let Some(ready) = ready.filter(|ready| *ready > month.last()) {
        let message = format!("after the month {month} that the record is of");
        cells.remark(Field::ReadyOn, ValueIssue::new("W_MONTH", &ready.to_string(), message, hint));
    }
    if let Some(ended) = ended.filter(|ended| *ended < month.first()) {
        let message = format!("before the month {month} that the record is of");
        cells.remark(Field::DischargedAt, ValueIssue::new("W_MONTH", &ended.to_string(), message, hint));
    }
}

/// Whole years from the birthday to a day.
fn age(birth: Day, on: Day) -> u8 {
    let (birth, on) = (birth.date(), on.date());
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    let years = on.year() - birth.year() - i16::from(!had_birthday);
    u8::try_from(years).unwrap_or(0)
}
