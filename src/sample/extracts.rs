//! The files that the hospitals send after each month: what they know by then. A stay that is still open comes again.

use crate::domain::moment::TimeOfDay;
use crate::domain::{Authorities, AuthorityId, Day, Event, EventValue, Moment, Month};

use super::flawed::{EVENTS, REASONS, UNKNOWN_STAY};
use super::sample_stay::{HOSPITALS, Left, RowFault, SampleStay};
use super::seeded_rng::SeededRng;

const STAY_HEADER: &str = "stay_id,nhs_number,provider_code,authority_code,admitted_at,expected_admission_on,ready_on,\
    discharged_at,admission_method,discharge_method,discharge_destination,treatment_function_code,care_type,setting,\
    funding,age_at_admission";
const EVENT_HEADER: &str = "stay_id,kind,at,until,value";
const REASON_HEADER: &str = "stay_id,from_on,to_on,reason_code,attributed_to";

/// One row of a file, and whether intake takes it.
struct ExtractRow {
    text: String,
    is_good: bool,
}

impl ExtractRow {
    fn good(text: String) -> Self {
        Self { text, is_good: true }
    }

    fn refused(text: String) -> Self {
        Self { text, is_good: false }
    }
}

/// The files of some months, with their names in the inbox. `ids` go with `drafts`.
pub fn files(drafts: &[SampleStay], ids: &[String], months: &[Month]) -> Vec<(String, String)> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|at| (drafts[*at].hospital, &ids[*at]));
    let mut files = Vec::new();
    let last = months.last().copied();
    for month in months {
        let is_last = Some(*month) == last;
        let mut stays = Vec::new();
        let (mut events, mut reasons) = (Vec::new(), Vec::new());
        for at in &order {
            let (draft, id) = (&drafts[*at], &ids[*at]);
            stays.extend(stay_rows(draft, id, *month));
            events.extend(event_rows(draft, id, *month));
            reasons.extend(reason_rows(draft, id, *month));
            if is_last {
                let refused = |file: &str| {
                    let rows = draft.refused_rows.iter().filter(move |(name, _)| *name == file);
                    rows.map(|(_, row)| ExtractRow::refused(row.replace("{id}", id))).collect::<Vec<_>>()
                };
                events.extend(refused(EVENTS));
                reasons.extend(refused(REASONS));
            }
        }
        if is_last {
            events.push(ExtractRow::refused(UNKNOWN_STAY.to_owned()));
        }
        for (name, header, rows) in
            [("stays", STAY_HEADER, stays), (EVENTS, EVENT_HEADER, events), (REASONS, REASON_HEADER, reasons)]
        {
            files.push((format!("inbox/{name}_{month}.csv"), text(header, rows)));
        }
    }
    files
}

/// The rows under their header. Some of them were exported twice.
fn text(header: &str, rows: Vec<ExtractRow>) -> String {
    let mut rng = SeededRng::new(rows.len() as u64);
    let mut text = format!("{header}\n");
    for row in rows {
        let again = row.is_good && rng.below(80) == 0;
        for _ in 0..1 + u8::from(again) {
            text.push_str(&row.text);
            text.push('\n');
        }
    }
    text
}

/// The rows of a stay in the file of a month: none before it is listed or after the month in which the patient left.
fn stay_rows(draft: &SampleStay, id: &str, month: Month) -> Vec<ExtractRow> {
    let left = draft.left.filter(|left| left.at.day() <= month.last());
    if draft.listed_from() > month.last() || left.is_some_and(|left| left.at.day() < month.first()) {
        return Vec::new();
    }
    let ready_on = draft.ready_on.filter(|day| *day <= month.last());
    let row = stay_row(draft, id, ready_on, left);
    match draft.flaw {
        Some(RowFault::Contradiction) => {
            let other = stay_row(draft, id, ready_on.map(Day::previous), left);
            vec![ExtractRow::refused(row), ExtractRow::refused(other)]
        }
        Some(flaw) if flaw.refuses() => vec![ExtractRow::refused(row)],
        _ => vec![ExtractRow::good(row)],
    }
}

fn stay_row(draft: &SampleStay, id: &str, ready_on: Option<Day>, left: Option<Left>) -> String {
    let hospital = &HOSPITALS[draft.hospital];
    let flaw = |flaw: RowFault| draft.flaw == Some(flaw);
    let number = match draft.flaw {
        Some(RowFault::CheckDigit) => wrong_digit(&draft.number),
        Some(RowFault::RepeatedDigit) => "9999999999".to_owned(),
        Some(RowFault::Groups) => format!("{} {} {}", &draft.number[..3], &draft.number[3..6], &draft.number[6..]),
        Some(RowFault::NoNumber) => String::new(),
        _ => draft.number.clone(),
    };
    let provider =
        if flaw(RowFault::LowerCase) { hospital.code.to_ascii_lowercase() } else { hospital.code.to_owned() };
    let council =
        if flaw(RowFault::Council) { "Norfork".to_owned() } else { council(draft.authority, hospital.writes_names) };
    let left_at = left.map(|left| left.at);
    let (admitted, left_at) =
        if flaw(RowFault::LeftFirst) { (left_at, Some(draft.admitted_at)) } else { (Some(draft.admitted_at), left_at) };
    let left_text = match left_at {
        Some(moment) if flaw(RowFault::NoTime) => moment.day().to_string(),
        // 12 March, exported as the third day of the twelfth month.
        Some(moment) if flaw(RowFault::Future) => format!("2018-12-03T{}", moment.time()),
        moment => written(moment),
    };
    let ready = if flaw(RowFault::NoSuchDay) { "2018-02-30".to_owned() } else { written(ready_on) };
    let cells = [
        id.to_owned(),
        number,
        provider,
        council,
        written(admitted),
        written(draft.expected_on),
        ready,
        left_text,
        draft.admission_method.to_owned(),
        left.map_or("", |left| left.method).to_owned(),
        left.map_or("", |left| left.destination).to_owned(),
        draft.treatment_function.to_owned(),
        draft.care_type.code().to_owned(),
        draft.setting.clone(),
        if flaw(RowFault::Comma) { "nhs, continuing".to_owned() } else { draft.funding.clone() },
        draft.age.to_string(),
    ];
    cells.join(",")
}

/// A value, or nothing.
fn written<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// An NHS number with a check digit that does not fit.
fn wrong_digit(number: &str) -> String {
    let (rest, last) = number.split_at(number.len() - 1);
    let wrong = (last.parse().unwrap_or(0_u8) + 1) % 10;
    format!("{rest}{wrong}")
}

fn council(id: AuthorityId, by_name: bool) -> String {
    let council = Authorities::england().get(id);
    if by_name { council.name.clone() } else { council.code.clone() }
}

/// The facts of a month: those that last come in the month in which they ended.
fn event_rows(draft: &SampleStay, id: &str, month: Month) -> Vec<ExtractRow> {
    let is_reported = |event: &Event| event.until.map_or(event.at.day(), Moment::day).month() == month;
    draft.events.iter().filter(|event| is_reported(event)).map(|event| ExtractRow::good(event_row(event, id))).collect()
}

fn event_row(event: &Event, id: &str) -> String {
    // Facts of whole days are written as days.
    let whole = !event.kind.needs_time() && event.at.time() == TimeOfDay::from_seconds(0);
    let moment = |moment: Moment| if whole { moment.day().to_string() } else { moment.to_string() };
    let value = match &event.value {
        EventValue::Nothing => String::new(),
        EventValue::Day(day) => day.to_string(),
        EventValue::Authority(council) => Authorities::england().get(*council).code.clone(),
        EventValue::Word(word) => word.to_string(),
    };
    let until = event.until.map_or_else(String::new, moment);
    format!("{id},{},{},{until},{value}", event.kind, moment(event.at))
}

/// The lines of the return for a month, cut to it; open while the stay is.
fn reason_rows(draft: &SampleStay, id: &str, month: Month) -> Vec<ExtractRow> {
    let touching =
        draft.reasons.iter().filter(|line| line.from <= month.last() && line.to.is_none_or(|to| month.first() <= to));
    let row = |line: &super::sample_stay::ReturnLine| {
        let from = line.from.max(month.first());
        let to = line.to.unwrap_or(month.last()).min(month.last());
        ExtractRow::good(format!("{id},{from},{to},{},{}", line.code, line.blamed))
    };
    touching.map(row).collect()
}
