//! Stays with their facts, out of frames: each as it is meant, or why it cannot be read.

use std::collections::{BTreeMap, HashMap, HashSet};

use arrow_array::{Array, RecordBatch};

use super::frame_columns::FrameColumns;
use super::nested::unnested;
use super::{StayFrames, refused};
use crate::domain::{EventRecord, Reason, Stay};
use crate::error::Result;
use crate::frames::rows::StoreRow;
use crate::frames::schema::{EVENT, REASON, STAY, Table};

/// A stay that cannot be read or judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotRead {
    /// The stay.
    pub stay_id: Box<str>,
    /// A stable name for why.
    pub cause: &'static str,
    /// Why, in words.
    pub why: String,
}

/// One row of a frame of stays, with its facts.
#[derive(Debug)]
pub(super) struct StayInput {
    /// Who it is: the person, or the stay itself where no person is named.
    pub person: Box<str>,
    /// Its name.
    pub stay_id: Box<str>,
    /// When it began, as the frame has it; the least number where it has none.
    pub admitted: i64,
    /// The stay, or why it or a fact about it cannot be read.
    pub stay: Result<Stay, String>,
    /// Its events.
    pub events: Vec<EventRecord>,
    /// Its reasons.
    pub reasons: Vec<Reason>,
}

/// Rows that are taken at once: text of a larger piece could be too long for one column.
const PIECE: usize = 262_144;

/// A batch in pieces.
pub(super) fn pieces(batch: &RecordBatch) -> impl Iterator<Item = RecordBatch> + use<'_> {
    let rows = batch.num_rows();
    (0..rows.max(1)).step_by(PIECE).map(move |from| batch.slice(from, PIECE.min(rows - from)))
}

/// The rows of a batch of stays, with the facts that stand in them.
///
/// # Errors
/// 65: the frame is no such table, or a row names no stay.
pub(super) fn nested_rows(batch: &RecordBatch) -> Result<Vec<StayInput>> {
    let frame = FrameColumns::of(&STAY, batch)?;
    let mut inputs = stay_rows(&frame)?;
    if let Some(ids) = frame.text("stay_id") {
        let places: HashMap<Box<str>, usize> =
            inputs.iter().enumerate().map(|(at, input)| (input.stay_id.clone(), at)).collect();
        let events = unnested(&EVENT, batch, "events", ids)?;
        add_facts(&mut inputs, &places, events.as_slice(), &mut |input, event| input.events.push(event))?;
        let reasons = unnested(&REASON, batch, "reasons", ids)?;
        add_facts(&mut inputs, &places, reasons.as_slice(), &mut |input, reason| input.reasons.push(reason))?;
    }
    Ok(inputs)
}

/// The stays of whole frames in the order of their names, and the facts of stays that are not among them.
///
/// # Errors
/// 65: a frame is no such table, or a row names no stay.
pub(super) fn framed_rows(frames: StayFrames<'_>) -> Result<(Vec<StayInput>, Vec<NotRead>)> {
    let mut inputs = Vec::new();
    for piece in frames.stays.iter().flat_map(pieces) {
        inputs.extend(match (frames.events, frames.reasons) {
            (None, None) => nested_rows(&piece)?,
            _ => stay_rows(&FrameColumns::of(&STAY, &piece)?)?,
        });
    }
    inputs.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    let places: HashMap<Box<str>, usize> =
        inputs.iter().enumerate().map(|(at, input)| (input.stay_id.clone(), at)).collect();
    let (events, reasons) = (frames.events.unwrap_or_default(), frames.reasons.unwrap_or_default());
    let mut astray = add_facts(&mut inputs, &places, events, &mut |input, event| input.events.push(event))?;
    astray.extend(add_facts(&mut inputs, &places, reasons, &mut |input, reason| input.reasons.push(reason))?);
    let astray = astray.into_iter().map(|(stay_id, facts)| {
        let why = format!("{facts} events or reasons are about a stay of which there is no row");
        NotRead { stay_id, cause: "no_stay", why }
    });
    Ok((inputs, astray.collect()))
}

fn stay_rows(frame: &FrameColumns) -> Result<Vec<StayInput>> {
    let (Some(ids), Some(persons), Some(admitted)) =
        (frame.text("stay_id"), frame.text("person_key"), frame.moments("admitted_at"))
    else {
        return Ok(Vec::new());
    };
    let of = |(row, stay): (usize, Result<Stay, String>)| {
        let stay_id = named(&STAY, row, ids.is_valid(row).then(|| ids.value(row)))?;
        let person = if persons.is_valid(row) { persons.value(row).into() } else { stay_id.clone() };
        let admitted = if admitted.is_valid(row) { admitted.value(row) } else { i64::MIN };
        let stay = stay.and_then(in_order);
        Ok(StayInput { person, stay_id, admitted, stay, events: Vec::new(), reasons: Vec::new() })
    };
    frame.rows::<Stay>().into_iter().enumerate().map(of).collect()
}

fn in_order(stay: Stay) -> Result<Stay, String> {
    match stay.discharged_at {
        Some(left) if left < stay.admitted_at => {
            Err(format!("`discharged_at` {left} is before `admitted_at` {}", stay.admitted_at))
        }
        _ => Ok(stay),
    }
}

fn named(table: &Table, row: usize, stay_id: Option<&str>) -> Result<Box<str>> {
    match stay_id {
        Some(stay_id) if !stay_id.is_empty() => Ok(stay_id.into()),
        _ => {
            let what = format!("row {row} of the frame of table `{}` names no stay", table.name);
            Err(refused("X_FRAME_CELL", what, "give every row its `stay_id`; rows are counted from 0"))
        }
    }
}

/// Adds facts to their stays. Gives how many are about stays that are not there.
fn add_facts<F: StoreRow>(
    inputs: &mut [StayInput],
    places: &HashMap<Box<str>, usize>,
    batches: &[RecordBatch],
    add: &mut dyn FnMut(&mut StayInput, F),
) -> Result<BTreeMap<Box<str>, usize>> {
    let mut astray = BTreeMap::new();
    for piece in batches.iter().flat_map(pieces) {
        let frame = FrameColumns::of(F::TABLE, &piece)?;
        let Some(ids) = frame.text("stay_id") else { continue };
        for (row, fact) in frame.rows::<F>().into_iter().enumerate() {
            let stay_id = named(F::TABLE, row, ids.is_valid(row).then(|| ids.value(row)))?;
            match (places.get(&stay_id).map(|at| &mut inputs[*at]), fact) {
                (Some(input), Ok(fact)) => add(input, fact),
                (Some(input), Err(why)) if input.stay.is_ok() => {
                    input.stay = Err(format!("a row of `{}` about it: {why}", F::TABLE.name));
                }
                (Some(_), Err(_)) => {}
                (None, _) => *astray.entry(stay_id).or_default() += 1,
            }
        }
    }
    Ok(astray)
}

/// What can be judged of some stays, in their order, with facts sorted by stay; and what cannot.
#[derive(Default)]
pub(super) struct ReadStays {
    pub stays: Vec<Stay>,
    pub events: Vec<EventRecord>,
    pub reasons: Vec<Reason>,
    pub not_read: Vec<NotRead>,
}

impl ReadStays {
    /// Of stays, all those of each person among them. Where cases go on in another hospital, a person of whom one stay
    /// cannot be read has none that can: which stays belong together is not known.
    pub fn of(inputs: Vec<StayInput>, goes_on: bool) -> Self {
        let mut counts: HashMap<Box<str>, usize> = HashMap::new();
        inputs.iter().for_each(|input| *counts.entry(input.stay_id.clone()).or_default() += 1);
        let is_twice = |input: &StayInput| counts.get(&input.stay_id).is_some_and(|count| *count > 1);
        let broken: HashSet<Box<str>> = inputs
            .iter()
            .filter(|input| goes_on && (input.stay.is_err() || is_twice(input)))
            .map(|input| input.person.clone())
            .collect();
        let mut read = Self::default();
        for input in inputs {
            let is_twice = is_twice(&input);
            let stay = match input.stay {
                _ if is_twice => Err(("twice", "there are two rows of this stay".to_owned())),
                Err(why) => Err(("unreadable", why)),
                Ok(_) if broken.contains(&input.person) => {
                    let why = "another stay of the person cannot be read, and may be of the same case";
                    Err(("unreadable", why.to_owned()))
                }
                Ok(stay) => Ok(stay),
            };
            match stay {
                Ok(stay) => {
                    read.stays.push(stay);
                    read.events.extend(input.events);
                    read.reasons.extend(input.reasons);
                }
                Err((cause, why)) => read.not_read.push(NotRead { stay_id: input.stay_id, cause, why }),
            }
        }
        read.events.sort_by(StoreRow::order);
        read.reasons.sort_by(StoreRow::order);
        read
    }
}
