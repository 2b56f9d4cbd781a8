//! A delivery without the records of those who are removed: each written over in place, so that every other record keeps its
//! line, its offset and its number.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::scrub::{Scrub, gzip};
use crate::domain::{PersonKey, REMOVED_SIGN};
use crate::error::{Error, Result};
use crate::files::container::{FileKind, Opened, kept};
use crate::files::grid::Grid;
use crate::files::removed::{clear, is_removed, overwrite, overwrite_message};
use crate::intake::open::open_delivery::OpenDelivery;
use crate::intake::raw_records::{self, RawRecord};
use crate::intake::read::read;
use crate::intake::read_record::ReadRecord;
use crate::intake::{Delivery, Rules};
use crate::settle::keys::{self, RecordKeys};

/// By what records of a delivery are known.
pub(super) struct KnownRecords<'a> {
    pub scrub: &'a Scrub,
    /// The keys of the stays and persons.
    pub keys: HashSet<u64>,
    /// Records that belong to a stay by a link, by the source of a delivery and their number.
    pub linked: HashSet<(Box<str>, u32)>,
}

/// A delivery that lost records.
pub(super) struct Rewritten {
    /// The bytes as they are kept.
    pub bytes: Vec<u8>,
    /// The numbers of the records.
    pub records: BTreeSet<u32>,
    /// Whether one of them is known as a record of theirs, and not by a word in it alone.
    pub is_known: bool,
    /// Whether the file still is of the kind that the sender wrote.
    pub is_same_kind: bool,
}

/// The keys of stays and persons.
pub(super) fn keys_of<'a>(
    stays: impl Iterator<Item = &'a str>,
    persons: impl Iterator<Item = &'a PersonKey>,
) -> HashSet<u64> {
    stays.map(keys::of_stay).chain(persons.map(keys::of_every_month)).collect()
}

/// A delivery without the records; nothing if it has none and no name stands in it. Also the persons that its records have
/// beside those who are looked for.
///
/// # Errors
/// 65: the file cannot be read.
pub(super) fn rewritten(
    opened: &OpenDelivery<'_>,
    (bytes, delivery): (&[u8], &Delivery<'_>),
    known: &KnownRecords<'_>,
    rules: &Rules<'_>,
) -> Result<(Option<Rewritten>, BTreeSet<PersonKey>)> {
    let refused = |refusal: crate::files::refusal::Refusal| refusal.error(delivery.file);
    let (mut own, others, persons) = own_records(delivery, known, rules).map_err(refused)?;
    let is_known = !own.is_empty();
    let mut places: BTreeMap<u32, Range<usize>> = BTreeMap::new();
    raw_records::each(delivery, &mut |RawRecord { number, range, text }| {
        // A record that is known as another's loses the name alone.
        if !own.contains(&number) && !others.contains(&number) && !known.scrub.find_rare(text.as_bytes()).is_empty() {
            own.insert(number);
        }
        if own.contains(&number) {
            places.insert(number, range);
        }
    })
    .map_err(refused)?;
    if own.len() != places.len() {
        return Err(Error::bug(format!("a record of `{}` has no place", delivery.file)));
    }
    let places: Vec<Range<usize>> = places.into_values().collect();
    let (other, is_same_kind) = match (opened.opened(), FileKind::of(bytes)) {
        (None, _) => return Err(Error::bug("a delivery from which records are removed is not in memory")),
        (Some(Opened::Text(content)), kind) => {
            let text = text_without(content, &places, known.scrub);
            (text.map(|text| if kind == FileKind::Gzip { gzip(&text) } else { text }), true)
        }
        (Some(Opened::Grid(grid)), FileKind::Hl7) => (messages_without(bytes, grid, &places, known.scrub), true),
        (Some(Opened::Grid(grid)), _) => (grid_without(grid, &places, known.scrub), kept::is_kept(bytes)),
    };
    Ok((other.map(|bytes| Rewritten { bytes, records: own, is_known, is_same_kind }), persons))
}

/// The records of those who are removed, those that are of others, and the persons of the first.
#[allow(clippy::type_complexity)]
fn own_records(
    delivery: &Delivery<'_>,
    known: &KnownRecords<'_>,
    rules: &Rules<'_>,
) -> Result<(BTreeSet<u32>, BTreeSet<u32>, BTreeSet<PersonKey>), crate::files::refusal::Refusal> {
    let read = read(0, delivery, rules, &|_| {})?;
    let (mut own, mut others, mut persons) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let is_of_stay = |stay_id: &str| known.scrub.stays.contains(stay_id);
    for record in &read.records {
        let (mut keys, number) = (RecordKeys::default(), record.place().record);
        keys.add(record, rules.key);
        let mut all = keys.firm.iter().chain(&keys.wide).chain(&keys.loose);
        if all.any(|key| known.keys.contains(key)) {
            persons.extend(persons_of(record).cloned());
            own.insert(number);
        } else if keys.stay_ids.is_some_and(|(first, last)| !is_of_stay(&first) || !is_of_stay(&last)) {
            others.insert(number);
        }
    }
    own.extend(read.findings.iter().filter(|finding| is_of_stay(&finding.stay_id)).map(|finding| finding.record));
    let source_id = delivery.sha256.get(..16).unwrap_or(delivery.sha256);
    own.extend(known.linked.iter().filter(|(source, _)| **source == *source_id).map(|(_, record)| *record));
    own.remove(&0);
    Ok((own, others, persons))
}

/// The persons by whose numbers a record goes.
fn persons_of(record: &ReadRecord) -> impl Iterator<Item = &PersonKey> {
    let two = match record {
        ReadRecord::Care(candidate) => [candidate.row.known.as_ref(), candidate.row.own.as_ref()],
        ReadRecord::Adt(message) => match &message.message {
            Ok(adt) => [adt.identity.person.as_ref(), adt.identity.patient.as_ref()],
            Err(_) => [None, None],
        },
        _ => [None, None],
    };
    two.into_iter().flatten()
}

/// The two bytes of a character of ASCII, where a text is in UTF-16.
fn units(text: &[u8]) -> Option<fn(u8) -> [u8; 2]> {
    match text {
        [0xFF, 0xFE, ..] => Some(|byte| [byte, 0]),
        [0xFE, 0xFF, ..] => Some(|byte| [0, byte]),
        _ => None,
    }
}

fn text_without(content: &[u8], places: &[Range<usize>], scrub: &Scrub) -> Option<Vec<u8>> {
    let (mut text, units) = (content.to_vec(), units(content));
    for place in places {
        overwrite(&mut text[place.clone()], units);
    }
    let found: Vec<Range<usize>> = match units {
        None => scrub.find_rare(&text).into_iter().map(|(place, _)| place).collect(),
        Some(unit) => {
            // As ASCII; what is none stands for a sign that no name has.
            let pairs = text.as_chunks::<2>().0;
            let letter = |pair: &[u8; 2]| pair.iter().copied().find(|byte| unit(*byte) == *pair).unwrap_or(0xFF);
            let letters: Vec<u8> = pairs.iter().map(letter).collect();
            scrub.find_rare(&letters).into_iter().map(|(place, _)| 2 * place.start..2 * place.end).collect()
        }
    };
    for place in &found {
        overwrite(&mut text[place.clone()], units);
    }
    (!places.is_empty() || !found.is_empty()).then_some(text)
}

fn messages_without(bytes: &[u8], grid: &Grid, places: &[Range<usize>], scrub: &Scrub) -> Option<Vec<u8>> {
    let mut text = bytes.to_vec();
    for place in places {
        let record = &grid.records[place.start];
        let next = grid.records.get(place.end).map_or(bytes.len(), |next| next.offset as usize);
        overwrite_message(&mut text[record.offset as usize..next]);
    }
    let found: Vec<Range<usize>> = scrub.find_rare(&text).into_iter().map(|(place, _)| place).collect();
    for place in &found {
        text[place.clone()].fill(REMOVED_SIGN);
    }
    (!places.is_empty() || !found.is_empty()).then_some(text)
}

fn grid_without(grid: &Grid, places: &[Range<usize>], scrub: &Scrub) -> Option<Vec<u8>> {
    let (mut grid, mut is_other) = (grid.clone(), false);
    let width = grid.columns.len();
    for place in places {
        is_other |= !is_removed(&grid.records[place.start]);
        clear(&mut grid.records[place.start], width);
    }
    let cells = grid.records.iter_mut().flat_map(|record| {
        let issues = record.problem.iter_mut().chain(&mut record.remarks);
        let said = issues.flat_map(|issue| [&mut issue.value, &mut issue.message]);
        record.cells.iter_mut().map(|cell| &mut cell.text).chain(said)
    });
    let notes = grid.notes.iter_mut().flat_map(|issue| [&mut issue.value, &mut issue.message]);
    for text in cells.chain(notes).chain(&mut grid.columns) {
        for (place, _) in scrub.find_rare(text.clone().as_bytes()) {
            text.replace_range(place.clone(), &char::from(REMOVED_SIGN).to_string().repeat(place.len()));
            is_other = true;
        }
    }
    is_other.then(|| kept::pack(Opened::Grid(grid)))
}
