//! Worked cases of law ("vectors"): one row a case with the facts and what the law makes of them, run against a regime.

mod group;
mod made_up;
mod notices;
pub mod proof;
mod readiness;

use crate::domain::event::ValueRule;
use crate::domain::moment::MomentPrecision;
use crate::domain::{Authorities, AuthorityId, Day, Event, EventKind, EventValue, Minor, Moment};
use crate::error::{Error, Exit, Position, Result};
use crate::files::csv_records::first_fault;
use crate::regime::Library;

pub use group::{GroupFound, find_group};
pub use notices::{VectorOutcome, find};
pub use readiness::{OutcomeDay, ReadinessOutcome, find_readiness};

/// One row of a vector file, as written.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Vector {
    /// The case.
    pub vector_id: String,
    /// The regime's id; versions that follow each other with `>` between them.
    #[serde(default)]
    pub regime: String,
    /// `yes`, or `no:<reason>`.
    #[serde(default)]
    pub qualifies: String,
    /// The kind of care, where the regime decides by it.
    #[serde(default)]
    pub care_type: String,
    /// The kind of hospital, where the regime decides by it.
    #[serde(default)]
    pub setting: String,
    /// The authority notified first, or the patient's home municipality.
    #[serde(default)]
    pub authority: String,
    /// The municipality the patient is registered in.
    #[serde(default)]
    pub registered_in: String,
    /// The municipality the patient stays in.
    #[serde(default)]
    pub staying_in: String,
    /// Readings other than the default.
    #[serde(default)]
    pub params: String,
    /// The facts.
    #[serde(default)]
    pub events: String,
    /// Of a group: the days of each patient, with `|` between months of which the last is settled.
    #[serde(default)]
    pub durations_days: String,
    /// Of a group: the days of the mean that are free.
    #[serde(default)]
    pub threshold_days: String,
    /// Of a group: the month that is settled, as in 2023-05.
    #[serde(default)]
    pub period: String,
    #[serde(skip)]
    expected: Expected,
}

/// What a vector says the law makes of it; an empty cell stands for none.
#[derive(Clone, Debug, Default, serde::Deserialize)]
struct Expected {
    #[serde(default)]
    expected_deadline: String,
    #[serde(default)]
    expected_relevant_day: String,
    #[serde(default)]
    expected_first_day: String,
    #[serde(default)]
    expected_last_day: String,
    #[serde(default)]
    expected_days: String,
    #[serde(default)]
    expected_excess_days: String,
    expected_amount: String,
    #[serde(default)]
    expected_payers: String,
    #[serde(default)]
    alt_readings: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    legal_step: String,
}

/// A difference between a vector and what the engine found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The case.
    pub vector_id: String,
    /// The column, with the alternative reading where it is one.
    pub column: String,
    /// What the vector says.
    pub expected: String,
    /// What the engine found.
    pub found: String,
}

/// The result of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Rows without a difference.
    pub passed: usize,
    /// Rows with at least one.
    pub failed: usize,
    /// Every difference.
    pub mismatches: Vec<Mismatch>,
    /// What is to be known of a case that passed or not: that a price is missing.
    pub notes: Vec<CaseNote>,
}

/// Something to know of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseNote {
    /// The case.
    pub vector_id: String,
    /// What is to be known.
    pub words: String,
}

/// What a case was compared to: every difference, and something to know.
type Compared = Result<(Vec<Mismatch>, Option<String>), String>;

/// Reads a vector file.
///
/// # Errors
/// It is not CSV with the columns of vector files.
pub fn read(path: &std::path::Path) -> Result<Vec<Vector>> {
    let bytes = std::fs::read(path).map_err(|source| Error::io("read the vector file", path, &source))?;
    let refused = |error: csv::Error| {
        let line = error.position().map(|position| position.line() as usize);
        not_a_row(path, line, error.to_string())
    };
    // The reader of rows takes a quote that is never closed for the end of the file.
    if let Some(at) = first_fault(&bytes, b',') {
        let place = Position::in_text(path, &String::from_utf8_lossy(&bytes[..at]), at);
        return Err(Error::new("F_VECTORS", Exit::Data, "a quote does not belong or is never closed")
            .at(place)
            .effect("nothing was run")
            .hint("write a cell with quotes in quotes, each quote of its own twice"));
    }
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers = reader.headers().map_err(refused)?.clone();
    let (of_stay, of_group) = (["regime", "events", "expected_days"], ["durations_days", "threshold_days"]);
    let lacks =
        |needed: &[&'static str]| needed.iter().find(|name| !headers.iter().any(|header| header == **name)).copied();
    if let (Some(lacking), Some(_)) = (lacks(&of_stay), lacks(&of_group)) {
        return Err(not_a_row(path, Some(1), format!("the column {lacking} is missing")));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(refused)?;
        let mut vector: Vector = record.deserialize(Some(&headers)).map_err(refused)?;
        vector.expected = record.deserialize(Some(&headers)).map_err(refused)?;
        rows.push(vector);
    }
    Ok(rows)
}

fn not_a_row(path: &std::path::Path, line: Option<usize>, what: String) -> Error {
    Error::new("F_VECTORS", Exit::Data, format!("not a row of a vector file: {what}"))
        .at(Position { file: path.to_owned(), line, column: None })
        .effect("nothing was run")
        .hint("the columns are vector_id, regime, title, qualifies, authority, params, events, expected_…, alt_readings; of a group vector_id, durations_days, threshold_days, expected_…")
}

/// Runs every vector, default expectations and every alternative reading.
pub fn run(vectors: &[Vector], library: &Library) -> Outcomes {
    let mut outcomes = Outcomes::default();
    for vector in vectors {
        let compared = match vector.versions().next() {
            _ if !vector.durations_days.trim().is_empty() => group::compare(vector, library),
            Some(first) if library.readiness(first).is_some() => readiness::compare(vector, library),
            _ => notices::compare(vector, library).map(|mismatches| (mismatches, None)),
        };
        let (mismatches, note) = compared.unwrap_or_else(|what| (vec![vector.mismatch("case", "a case", what)], None));
        outcomes.notes.extend(note.map(|words| CaseNote { vector_id: vector.vector_id.clone(), words }));
        if mismatches.is_empty() {
            outcomes.passed += 1;
        } else {
            outcomes.failed += 1;
        }
        outcomes.mismatches.extend(mismatches);
    }
    outcomes
}

impl Vector {
    /// A case without expectations.
    pub fn case(regime: &str, qualifies: &str, authority: &str, params: &str, events: &str) -> Self {
        Self {
            regime: regime.to_owned(),
            qualifies: qualifies.to_owned(),
            authority: authority.to_owned(),
            params: params.to_owned(),
            events: events.to_owned(),
            ..Self::default()
        }
    }

    /// The versions of the law that the case names, in order of time.
    fn versions(&self) -> impl Iterator<Item = &str> {
        self.regime.split('>').map(str::trim).filter(|id| !id.is_empty())
    }

    fn mismatch(&self, column: &str, expected: impl Into<String>, found: impl Into<String>) -> Mismatch {
        let (expected, found) = (expected.into(), found.into());
        Mismatch { vector_id: self.vector_id.clone(), column: column.to_owned(), expected, found }
    }
}

/// Reads `name=value` joined by `;`.
fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    let pairs = parts.map(|part| {
        let (name, value) = part.split_once('=').ok_or_else(|| format!("`{part}` is not reading=value"))?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    });
    pairs.collect()
}

/// An authority by its code, or by its name on a day.
fn authority(text: &str, day: Option<Day>) -> Result<AuthorityId, String> {
    let list = Authorities::england();
    let found = day.map_or_else(|| list.find(text), |day| list.find_on(text, day));
    found.ok_or_else(|| format!("`{text}` is no authority of the list"))
}

/// Reads `type@timestamp[..end][=value]` joined by `;`, in time order; facts of one moment keep the order written.
///
/// # Errors
/// In words: the part that cannot be read.
pub fn events(text: &str) -> Result<Vec<Event>, String> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    let mut events = parts.map(event).collect::<Result<Vec<_>, _>>()?;
    events.sort_by_key(|event| event.at);
    Ok(events)
}

fn event(text: &str) -> Result<Event, String> {
    let (kind, rest) = text.split_once('@').ok_or_else(|| format!("`{text}` is not type@timestamp"))?;
    let kind: EventKind = kind.trim().parse().map_err(|refused| format!("{refused}"))?;
    let (time, value) = rest.split_once('=').map_or((rest, None), |(time, value)| (time, Some(value.trim())));
    let (at, until) = time.split_once("..").map_or((time, None), |(at, until)| (at, Some(until)));
    let moment = |text: &str| Moment::parse(text.trim()).map_err(|refused| refused.to_string());
    let (at, _) = moment(at)?;
    let until = until.map(moment).transpose()?.map(|(until, written)| match written {
        MomentPrecision::DayOnly => Moment::end_of(until.day()),
        MomentPrecision::ToTheSecond => until,
    });
    let value = match (kind.value_rule(), value) {
        (ValueRule::Nothing, None) => EventValue::Nothing,
        (ValueRule::Day, Some(day)) => EventValue::Day(day.parse().map_err(|refused| format!("{refused}"))?),
        (ValueRule::Authority, Some(name)) => EventValue::Authority(authority(name, Some(at.day()))?),
        (ValueRule::OptionalWord, None) => EventValue::Nothing,
        (ValueRule::Word | ValueRule::OptionalWord, Some(word)) => EventValue::Word(word.into()),
        // Cases say of it also that it was not held.
        (_, Some(word)) if kind == EventKind::CoordinationMeeting => EventValue::Word(word.into()),
        (_, found) => return Err(format!("`{kind}` with the value {found:?}")),
    };
    Ok(Event { kind, at, until, value })
}

/// Readings of a case, and what each of `days` and `amount` is under them.
type OtherReading<'a> = (&'a str, Vec<(&'a str, &'a str)>);

/// The alternatives of a cell, `reading=value=>name=value,…` joined by `|`: the readings, and what each name has under them.
fn alternatives(cell: &str) -> Result<Vec<OtherReading<'_>>, String> {
    let alternatives = cell.split('|').map(str::trim).filter(|part| !part.is_empty()).map(|alternative| {
        let refused = || format!("`{alternative}` is not reading=value=>days=n,amount=m");
        let (readings, expected) = alternative.split_once("=>").ok_or_else(refused)?;
        let expected = expected.split(',').map(|part| {
            let (name, value) = part.split_once('=').ok_or_else(|| format!("`{part}` is not days=n or amount=m"))?;
            match name.trim() {
                name @ ("days" | "amount") => Ok((name, value.trim())),
                other => Err(format!("`{other}` is neither days nor amount")),
            }
        });
        Ok((readings.trim(), expected.collect::<Result<_, String>>()?))
    });
    alternatives.collect()
}

/// Whole units with an optional decimal part, as minor units.
fn minor(text: &str) -> Result<Minor, String> {
    let refused = || format!("`{text}` is not an amount");
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let whole: i64 = whole.parse().map_err(|_| refused())?;
    let part: i64 = format!("{part:0<2}").parse().ok().filter(|part| (0..100).contains(part)).ok_or_else(refused)?;
    whole.checked_mul(100).and_then(|minor| minor.checked_add(part)).map(Minor).ok_or_else(refused)
}
