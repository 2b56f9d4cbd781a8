//! A second, slow reading of England's two delayed-discharge schemes, for tests only.
//!
//! Written from `law/england.md` (sections 2, 3, 7, 7a, 9, 10) and sharing no code with the engine.
//! It walks the calendar: for every day of a stay it asks of each discharge notice whether the day
//! is charged under it and, if not, why not. `NOTES.md` lists each point that was left to choose.

pub mod calendar;
pub mod chance;
#[cfg(test)]
mod checks;
mod days;
mod lists;
mod money;
mod notices;
pub mod random;
mod text;
#[cfg(test)]
mod vectors;

use std::fmt::Write as _;

/// One case as the raw text cells of a vector file (section 9).
#[derive(Clone, Copy, Debug)]
pub struct CaseText<'a> {
    pub regime: &'a str,
    pub qualifies: &'a str,
    pub authority: &'a str,
    pub params: &'a str,
    pub events: &'a str,
}

/// What the law makes of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// One per assessment notice: the last day of its minimum interval, or `invalid`.
    pub deadlines: Vec<String>,
    /// One per discharge notice that is a notice at all: a date, `invalid` or `withdrawn`.
    pub relevant_days: Vec<String>,
    /// The chargeable days in order: days since 1970-01-01, who pays, and pence.
    pub days: Vec<(i32, String, i64)>,
}

/// Judges one case. Text that is not in the format of section 9 panics with the reason.
pub fn judge(case: &CaseText<'_>) -> Verdict {
    if !is_qualifying_patient(case) {
        return Verdict::default();
    }
    let record = text::read(case);
    let assessments = notices::assessment_notices(&record);
    let discharges = notices::discharge_notices(&record, &assessments);
    let mut charged = Vec::new();
    if let Some((first_day, last_day)) = days::horizon(&record) {
        for day in first_day..=last_day {
            // Two notices may both reach a day: it is charged once (section 7a).
            let is_charged =
                discharges.iter().any(|notice| days::why_free(&record, &discharges, notice, day).is_none());
            if let Some(payer) = money::payer(&record, day).filter(|_| is_charged) {
                let pence = money::pence_a_day(&record, &payer);
                charged.push((day, payer, pence));
            }
        }
    }
    Verdict {
        deadlines: assessments.iter().map(notices::Assessment::in_words).collect(),
        relevant_days: discharges.iter().map(notices::Discharge::in_words).collect(),
        days: charged,
    }
}

/// The reason given for each day under each discharge notice, a line a day: for a failing test.
pub fn explain(case: &CaseText<'_>) -> String {
    if !is_qualifying_patient(case) {
        return format!("not a qualifying hospital patient: {}\n", case.qualifies);
    }
    let record = text::read(case);
    let assessments = notices::assessment_notices(&record);
    let discharges = notices::discharge_notices(&record, &assessments);
    let mut story = format!("{}\nparams {}\n", case.events, case.params);
    for notice in &assessments {
        let _ = writeln!(story, "assessment notice: deadline {}", notice.in_words());
    }
    for notice in &discharges {
        let _ = writeln!(story, "discharge notice: relevant day {}", notice.in_words());
    }
    if let Some((first_day, last_day)) = days::horizon(&record) {
        for day in first_day..=last_day {
            let _ = write!(story, "{}", calendar::date_text(day));
            for notice in &discharges {
                let why = days::why_free(&record, &discharges, notice, day);
                let words = why.map_or_else(|| "CHARGED".to_owned(), |why| format!("{why:?}"));
                let _ = write!(story, "  {words}");
            }
            story.push('\n');
        }
    }
    story
}

/// 2.1 and 3.1: `yes`, or `no:<reason>`.
fn is_qualifying_patient(case: &CaseText<'_>) -> bool {
    !case.qualifies.trim().starts_with("no")
}
