//! The removal itself: records of deliveries are written over, everything is settled anew, and names go from every edition.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::counts;
use super::outside::{self, ChangedFile, Originals};
use super::records::{KnownRecords, Rewritten, keys_of, rewritten};
use super::scrub::{self, Scrub, rejects_in};
use super::whom::{Meant, Whom};
use super::words::Words;
use super::{Removed, finish};
use crate::domain::nhs_number::Pseudonyms;
use crate::domain::revision::RestatedStay;
use crate::domain::{Authorities, Day, PersonKey};
use crate::error::{Error, Exit, Result};
use crate::files::container::ProcessReader;
use crate::intake::Rules;
use crate::intake::open::open_delivery::OpenDelivery;
use crate::key::Key;
use crate::operate::deliveries::load::{self, HeldDelivery};
use crate::operate::ingest::settle_anew;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::store::{Commit, KeptBytes, NewNames, Removal, ReplacedFile, Store, nameless};

/// So many digits at least has a name of a stay that has digits alone: a shorter one stands for other figures too.
const DIGITS: usize = 6;
/// So many characters has a name of a stay that is looked for in what others have in their records.
const RARE: usize = 6;

/// What removing is given.
pub(super) struct Removing<'a> {
    pub project: &'a Project,
    pub key: &'a Key,
    pub whom: &'a Whom,
    pub on: Day,
    pub progress: &'a dyn Progress,
}

/// The deliveries that lost records.
#[derive(Default)]
struct RewrittenDeliveries {
    /// By the SHA-256 as received: the name and the bytes as they are kept.
    kept: Vec<(String, (String, KeptBytes))>,
    /// What may lie in the inbox in place of each.
    originals: Originals,
    /// The records, by the delivery.
    records: BTreeMap<String, usize>,
    hashes: BTreeMap<String, String>,
    /// Whether one of the records is known as theirs, and not by a word in it alone.
    is_known: bool,
}

impl Removing<'_> {
    /// Removes, in one commit, or says what would be removed.
    pub fn remove(&self, store: &mut Store, meant: Meant, (by, is_dry_run): (&str, bool)) -> Result<Removed> {
        let (number, stays) = (store.manifest().removals.len() + 1, meant.stays.len());
        let names = self.new_names(number, &meant)?;
        let mut scrub = self.scrub(&names, &meant);
        let mut held = load::list(None, store, Vec::new())?.0;
        let mut commit = store.begin();
        let rewritten = self.rewrite(&mut commit, (&mut held, &meant), &mut scrub, is_dry_run)?;
        // A code or a day that stands in records is no stay.
        if rewritten.records.is_empty() || !(rewritten.is_known || matches!(self.whom, Whom::Person(_))) {
            return Err(self.whom.unknown());
        }
        let records = rewritten.records.values().sum();
        let count = crate::files::wording::count(stays, "stay");
        scrub.line =
            format!("Retention: the names of {count} were removed on {}; sums are as they were published.", self.on);
        self.add_said(commit.store(), &mut scrub)?;
        let mut removed = Removed { stays, records, deliveries: rewritten.records.clone(), ..Removed::default() };
        if is_dry_run {
            let changed = outside::changed(self.project, commit.store(), &scrub, (&rewritten.originals, &[]))?;
            (removed.deleted_files, removed.files) = words_of(&changed);
            return Ok(removed);
        }
        self.settle(&mut commit, &held, &names)?;
        let counted = counts::keep(&mut commit, &meant)?;
        for (delivery, kept) in rewritten.kept {
            commit.set_kept(&delivery, kept);
        }
        let replaced = rewrite_months(&mut commit, &names, &mut scrub)?;
        let hashes: Vec<(String, String)> =
            replaced.iter().map(|file| (file.sha256.clone(), file.now.sha256.clone())).collect();
        let changed = outside::changed(self.project, commit.store(), &scrub, (&rewritten.originals, &hashes))?;
        (removed.deleted_files, removed.files) = words_of(&changed);
        removed.published_files = replaced.len();
        removed.hashes = rewritten.hashes;
        let is_closed = |file: &&ReplacedFile| commit.next().closed_month(file.month).is_some();
        let closed = replaced.iter().filter(is_closed);
        removed.hashes.extend(closed.map(|file| (file.sha256.clone(), file.now.sha256.clone())));
        let note = Removal {
            on: self.on,
            by: by.to_owned(),
            stays: stays as u32,
            records: records as u32,
            deliveries: removed.deliveries.len() as u32,
            counted,
        };
        commit.note_removal(note, &finish::work(changed, replaced)?)?;
        commit.finish()?;
        Ok(removed)
    }

    /// The names that stays have from now on, in an order that says nothing of those of before.
    fn new_names(&self, number: usize, meant: &Meant) -> Result<NewNames> {
        let is_figure = |id: &str| id.len() < DIGITS && id.bytes().all(|byte| byte.is_ascii_digit());
        if meant.stays.keys().any(|id| is_figure(id)) {
            let what = "the name of a stay is a short number, which stands in reports for other figures too";
            return Err(Error::new("X_REMOVE", Exit::Data, what)
                .effect("nothing was removed or changed")
                .hint("delete the project, or keep it until its months are beyond the limit as a whole"));
        }
        let pseudonyms = Pseudonyms::new(self.key.bytes());
        let by_hash: BTreeMap<PersonKey, &str> =
            meant.stays.keys().map(|id| (pseudonyms.local_person("removed", id), &**id)).collect();
        let name = |(at, id): (usize, &str)| (id.into(), nameless(number, at + 1).into());
        Ok(by_hash.into_values().enumerate().map(name).collect())
    }

    fn scrub(&self, names: &NewNames, meant: &Meant) -> Scrub {
        let (mut words, mut rare) = (Words::default(), Words::default());
        for (id, name) in names {
            words.replace(id, name);
            if is_rare(id) {
                rare.replace(id, name);
            }
        }
        // A name in which another stands stays as it is.
        meant.others.iter().for_each(|id| words.keep(id));
        meant.others.iter().for_each(|id| rare.keep(id));
        Scrub {
            scheme: self.project.numbers(),
            words,
            rare,
            persons: meant.persons.clone(),
            pseudonyms: Pseudonyms::new(self.key.bytes()),
            stays: names.keys().cloned().collect(),
            records: HashSet::new(),
            line: String::new(),
        }
    }

    /// Writes over the records in every delivery. Until no further number of the persons is found, all are gone through.
    fn rewrite(
        &self,
        commit: &mut Commit<'_>,
        (held, meant): (&mut [HeldDelivery], &Meant),
        scrub: &mut Scrub,
        is_dry_run: bool,
    ) -> Result<RewrittenDeliveries> {
        let is_of_stay = |stay_id: &Option<Box<str>>| stay_id.as_ref().is_some_and(|id| scrub.stays.contains(id));
        let links = commit.store().links()?.into_iter().filter(|link| is_of_stay(&link.stay_id));
        let linked: HashSet<(Box<str>, u32)> =
            links.map(|link| (link.origin.source_id, link.origin.source_record)).collect();
        let zone = jiff::tz::TimeZone::get(self.project.zone())
            .map_err(|error| Error::new("X_ZONE", Exit::Bug, error.to_string()))?;
        let law = self.project.other_law.as_ref();
        let rules = Rules { zone: &zone, key: self.key.bytes(), authorities: Authorities::liable(), law };
        loop {
            let keys = keys_of(meant.stays.keys().map(|id| &**id), scrub.persons.iter());
            let known = KnownRecords { scrub, keys, linked: linked.clone() };
            let (mut all, mut persons, mut records) = (RewrittenDeliveries::default(), BTreeSet::new(), HashSet::new());
            let mut kept_now = HashMap::new();
            for (at, delivery) in held.iter().enumerate() {
                let bytes = commit.store().kept_bytes(delivery.kept.as_ref().unwrap_or(&delivery.sha256))?;
                let (found, more) = rewritten_of(delivery, &bytes, &known, &rules)?;
                persons.extend(more);
                let Some(Rewritten { bytes, records: own, is_known, is_same_kind }) = found else { continue };
                all.is_known |= is_known;
                let text = known.scrub.text(delivery.file.as_bytes()).and_then(|name| String::from_utf8(name).ok());
                let file = text.unwrap_or_else(|| delivery.file.clone());
                records.extend(own.iter().map(|record| (delivery.file.clone(), *record)));
                *all.records.entry(file.clone()).or_default() += own.len();
                let kept = match is_dry_run {
                    true => KeptBytes { sha256: crate::store::sha256(&bytes), bytes: bytes.len() as u64 },
                    false => commit.keep_bytes(&bytes)?,
                };
                kept_now.insert(at, kept.sha256.clone());
                let before = delivery.kept.clone().unwrap_or_else(|| delivery.sha256.clone());
                all.hashes.insert(before.clone(), kept.sha256.clone());
                let in_inbox = is_same_kind.then_some(bytes);
                all.originals.insert(delivery.sha256.clone(), in_inbox.clone());
                all.originals.insert(before, in_inbox);
                all.kept.push((delivery.sha256.clone(), (file, kept)));
            }
            // Who is not meant as a person but by the end of a stay has no other numbers.
            if scrub.persons.is_empty() || persons.is_subset(&scrub.persons) {
                scrub.records = records;
                for (at, kept) in kept_now {
                    held[at].kept = Some(kept);
                }
                return Ok(all);
            }
            scrub.persons.extend(persons);
        }
    }

    /// Adds what reports of published months, and the store, say of removed records.
    fn add_said(&self, store: &Store, scrub: &mut Scrub) -> Result<()> {
        let months = store.manifest().months.iter();
        let archives = months.flat_map(|month| {
            let before = month.earlier.iter();
            let before = before.flat_map(|before| before.reports.iter().chain(&before.replaced_reports));
            month.reports.iter().chain(&month.replaced_reports).chain(before)
        });
        for stored in archives {
            for file in store.reports(stored)?.iter().filter(|file| file.name.ends_with(scrub::REJECTS)) {
                for reject in rejects_in(&file.bytes).filter(|reject| scrub.is_removed(reject)).collect::<Vec<_>>() {
                    scrub.add_said(&reject.code, &reject.value, &reject.message);
                }
            }
        }
        for question in store.questions()? {
            if scrub.stays.contains(&question.stay_id) {
                scrub.add_said(&question.code, &question.value, &question.message);
            }
        }
        Ok(())
    }

    /// Settles everything anew, and refuses what would change the bill of others.
    fn settle(&self, commit: &mut Commit<'_>, held: &[HeldDelivery], names: &NewNames) -> Result<()> {
        let is_removed = |stay_id: &str| names.contains_key(stay_id);
        let before = commit.store().restated_stays()?;
        let after = settle_anew(self.project, (self.key, held), commit, &is_removed, self.progress)?;
        let what = |stay: &RestatedStay| (stay.month, stay.stay_id.clone(), format!("{:?}", stay.days));
        let before: BTreeSet<_> = before.iter().filter(|stay| !is_removed(&stay.stay_id)).map(what).collect();
        let after: BTreeSet<_> = after.iter().map(what).collect();
        let Some((month, ..)) = before.symmetric_difference(&after).next() else { return Ok(()) };
        let what = format!(
            "without the records {month} would have other days of other stays, as with a notice that could belong to several"
        );
        Err(Error::new("X_REMOVE", Exit::Data, what).effect("nothing was removed or changed").hint(
            "if the law, the program or the settings changed since the last run, run the first open month, and remove again; \
             else remove the other stays with it",
        ))
    }
}

/// Whether a name of a stay is hardly anything else wherever it stands, as a ward or a quantity.
fn is_rare(id: &str) -> bool {
    id.len() >= RARE || (id.len() >= RARE - 2 && id.bytes().any(|byte| byte.is_ascii_punctuation()))
}

fn rewritten_of(
    held: &HeldDelivery,
    bytes: &[u8],
    known: &KnownRecords<'_>,
    rules: &Rules<'_>,
) -> Result<(Option<Rewritten>, BTreeSet<PersonKey>)> {
    let opened = OpenDelivery::open(&held.file, &held.sha256, bytes, &held.profile, &ProcessReader::default())?;
    rewritten(&opened, (bytes, &opened.delivery(held.received, Some(held.dates))), known, rules)
}

/// Takes names out of the ledgers and reports of every edition, and seals closed months anew.
fn rewrite_months(commit: &mut Commit<'_>, names: &NewNames, scrub: &mut Scrub) -> Result<Vec<ReplacedFile>> {
    let mut replaced = commit.rename_in_ledgers(names)?;
    let add = |scrub: &mut Scrub, files: &[ReplacedFile]| {
        files.iter().for_each(|file| scrub.words.replace(&file.sha256, &file.now.sha256));
    };
    add(scrub, &replaced);
    for sheets in [false, true] {
        let more = commit.rewrite_reports(sheets, &|name, bytes| scrub.file(name, bytes))?;
        add(scrub, &more);
        replaced.extend(more);
    }
    commit.rewrite_notes(&|note| scrub.text(note.as_bytes()).and_then(|note| String::from_utf8(note).ok()));
    commit.seal_anew(&replaced)?;
    Ok(replaced)
}

/// The names of the files that are deleted, and of those that are others.
fn words_of(changed: &[ChangedFile]) -> (Vec<String>, Vec<String>) {
    let (deleted, others): (Vec<_>, Vec<_>) = changed.iter().partition(|file| file.bytes.is_none());
    let words = |files: Vec<&ChangedFile>| {
        files.into_iter().map(|file| crate::domain::visible::path_in_words(&file.to)).collect()
    };
    (words(deleted), words(others))
}
