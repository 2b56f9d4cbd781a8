//! What is settled when all rows are there: repeats, contradictions, one person in two places, the order.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io;
use std::path::Path;

use super::gathered::Gathered;
use super::part::Remarked;
use super::persons::Persons;
use super::returning::Returning;
use super::source::Bytes;
use super::taken::Taken;
use super::{Source, order, persons, repeats};
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::{Origin, Stay};
use crate::error::{Error, Result};
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::ReadRows;
use crate::intake::{Delivery, Rules};
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::plausibility;
use crate::settle::stays as careful;

/// Settles all rows.
pub fn settle(
    gathered: Gathered,
    words: Vec<Vec<Box<str>>>,
    sources: &[Source<'_>],
    hashes: &[String],
    rules: &Rules<'_>,
) -> Result<Taken> {
    let groups = repeats::find(&gathered.table);
    let deliveries: Vec<Delivery<'_>> =
        sources.iter().zip(hashes).map(|(source, hash)| source.delivery(hash)).collect();
    let pseudonyms = Pseudonyms::new(rules.key);
    let source_ids: Vec<Box<str>> = hashes.iter().map(|hash| hash.get(..16).unwrap_or(hash).into()).collect();
    let mut settling = Settling { gathered, words: &words, sources, source_ids: &source_ids, pseudonyms: &pseudonyms };
    let dropped = settling.repeats(&groups, &deliveries)?;
    let returning = settling.overlaps(&dropped)?;
    let Gathered { table, log, audit, .. } = settling.gathered;
    // A bit for each row.
    let mut left_out = vec![0_u64; table.len().div_ceil(64)];
    dropped.iter().for_each(|row| left_out[*row as usize / 64] |= 1 << (row % 64));
    let keeps = |row: u32| left_out[row as usize / 64] >> (row % 64) & 1 == 0;
    let order = order::order(&table, &words[super::packed::PROVIDER], keeps);
    let returning = Returning::new(&returning, &pseudonyms);
    let (receipts, findings) = audit.finish()?;
    Ok(Taken { table, log, words, source_ids, pseudonyms, returning, order, receipts, findings })
}

struct Settling<'s> {
    gathered: Gathered,
    words: &'s [Vec<Box<str>>],
    sources: &'s [Source<'s>],
    source_ids: &'s [Box<str>],
    pseudonyms: &'s Pseudonyms,
}

impl Settling<'_> {
    /// Settles ids that stand more than once, accepts all other rows, and gives the rows that are not taken.
    fn repeats(&mut self, groups: &[Vec<u32>], deliveries: &[Delivery<'_>]) -> Result<HashSet<u32>> {
        let mut grouped: Vec<u32> = groups.concat();
        grouped.sort_unstable();
        let places = self.places(&grouped)?;
        let mut remarks: HashMap<u32, Remarked> =
            self.gathered.remarked.drain(..).map(|remarked| (remarked.row, remarked)).collect();
        let mut candidates = Vec::with_capacity(grouped.len());
        for (row, place) in grouped.iter().zip(&places) {
            let remarks = remarks.remove(row).map(|remarked| remarked.issues).unwrap_or_default();
            let row = StayRow { stay: self.stay(*row)?, events: Vec::new(), reasons: Vec::new() };
            candidates.push(Candidate { row, place: *place, also: Box::default(), remarks });
        }
        let row_of: HashMap<(usize, u32), u32> =
            places.iter().zip(&grouped).map(|(place, row)| ((place.delivery, place.record), *row)).collect();
        let ranks: Vec<DeliveryRank<'_>> = deliveries.iter().map(DeliveryRank::of).collect();
        let rows = ReadRows { candidates, refused: Vec::new() };
        let (taken, _) = careful::stays(rows, &ranks, &mut self.gathered.audit);
        let mut dropped: HashSet<u32> = grouped.iter().copied().collect();
        for candidate in &taken {
            let Place { delivery, record, .. } = candidate.place;
            row_of.get(&(delivery, record)).map(|row| dropped.remove(row));
        }
        self.accept(&grouped, remarks)?;
        Ok(dropped)
    }

    /// Accepts the rows that nobody repeats. `grouped` are the others, in order.
    fn accept(&mut self, grouped: &[u32], remarks: HashMap<u32, Remarked>) -> Result<()> {
        let mut counts = vec![0_u32; self.sources.len()];
        for (delivery, rows) in self.gathered.log.rows_of_files() {
            let settled =
                grouped.partition_point(|row| *row < rows.end) - grouped.partition_point(|row| *row < rows.start);
            counts[delivery] += rows.len() as u32 - settled as u32;
        }
        for (delivery, count) in counts.into_iter().enumerate() {
            self.gathered.audit.accept_plain(delivery, count);
        }
        for (row, remarked) in remarks {
            let id = std::str::from_utf8(self.gathered.table.id(row)).unwrap_or_default().to_owned();
            for issue in remarked.issues {
                self.gathered.audit.warn(remarked.place, Disposition::cell(issue, &id));
            }
        }
        Ok(())
    }

    /// Warns of persons in two stays at once; the tokens of those who come back often.
    fn overlaps(&mut self, dropped: &HashSet<u32>) -> Result<Vec<u32>> {
        let Persons { overlapping: mut rows, returning } = persons::look(&self.gathered.table, self.pseudonyms);
        rows.retain(|row| !dropped.contains(row));
        if rows.is_empty() {
            return Ok(returning);
        }
        let stays = rows.iter().map(|row| self.stay(*row)).collect::<Result<Vec<Stay>>>()?;
        // First only which rows are warned of, by their place in the list: finding a place costs a look into the file.
        let mut scratch = RecordAudit::new(&[self.sources[0].delivery("")]);
        let number = |record: u32| Place { delivery: 0, record, line: 1, offset: 0 };
        let numbers: Vec<Place> = (0..rows.len() as u32).map(number).collect();
        plausibility::overlaps(&stays, &numbers, &mut scratch);
        let warned: BTreeSet<u32> = scratch.finish()?.1.iter().map(|finding| rows[finding.record as usize]).collect();
        let warned: Vec<u32> = warned.into_iter().collect();
        let known: HashMap<u32, Place> = warned.iter().copied().zip(self.places(&warned)?).collect();
        let places: Vec<Place> = rows.iter().map(|row| known.get(row).copied().unwrap_or(number(0))).collect();
        plausibility::overlaps(&stays, &places, &mut self.gathered.audit);
        Ok(returning)
    }

    fn stay(&self, row: u32) -> Result<Stay> {
        let (delivery, record) = self.gathered.log.record(row);
        let origin = Origin { source_id: self.source_ids[delivery].clone(), source_record: record };
        let stay = self.gathered.table.stay(row, self.words, self.pseudonyms, origin);
        stay.ok_or_else(|| Error::bug("a packed stay cannot be unpacked"))
    }

    fn places(&self, rows: &[u32]) -> Result<Vec<Place>> {
        let bytes: Vec<&dyn Bytes> = self.sources.iter().map(|source| source.bytes).collect();
        self.gathered.log.places(rows, &bytes).map_err(|error: io::Error| {
            let file = self.sources.first().map_or("", |source| source.file);
            Error::io("read the file again", Path::new(file), &error)
        })
    }
}
