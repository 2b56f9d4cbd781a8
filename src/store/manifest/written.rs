//! The manifest as it is written: a line for each delivery, partition and month, and once what many of them share. Stores of
//! format 3 and older say it in each entry, and are read as well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::written_delivery::{DeliveryLine, ReadAs, place_in};
use super::written_file::{DeliveryPlaces, WrittenFile};
use super::{
    Acknowledged, AcknowledgedDelivery, ClosedMonth, EarlierEdition, Manifest, PublishedMonth, RegimeUsed, SettledBy,
    StoredFile, StoredPartition,
};
use crate::domain::sign_off::Signature;
use crate::domain::{Currency, Day, LedgerStatus, Minor, Month, Partition};
use crate::store::amount_in_view::AmountInView;
use crate::store::commit::table_name;
use crate::store::editions::{ledger_name, reports_name, revisions_name, sign_off_name};
use crate::store::positions::positions_name;
use crate::store::stored_removal::{Removal, SealedPast};

/// The manifest.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenManifest {
    format: u32,
    commit: u64,
    program: String,
    key_id: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    read_as: Vec<ReadAs>,
    deliveries: Vec<DeliveryLine>,
    tables: BTreeMap<String, WrittenFile>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    partitions: BTreeMap<Partition, PartitionLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    settled: Option<SettledBy>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    laws: Vec<LawUsed>,
    months: Vec<MonthLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    signed: Vec<Signature>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    closed: Vec<ClosedMonth>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    acknowledged: Vec<Acknowledged>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    acknowledged_deliveries: Vec<AcknowledgedDelivery>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counted_to: Option<Day>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    removals: Vec<Removal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_counts: Option<StoredFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removal_work: Option<StoredFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    past: Option<SealedPast>,
    previous_manifest_sha256: Option<String>,
    self_sha256: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartitionLine {
    deliveries: DeliveryPlaces,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stay_ids: Option<(Box<str>, Box<str>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    months: Option<(i32, i32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    late_facts: Option<Day>,
    tables: BTreeMap<String, WrittenFile>,
}

/// The law that months were billed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LawUsed {
    regimes: Vec<RegimeUsed>,
    readings_sha256: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthLine {
    month: Month,
    edition: u32,
    as_of: Day,
    news_to: u64,
    /// By its place in the list of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    law: Option<usize>,
    ledger: WrittenFile,
    days_by_status: BTreeMap<LedgerStatus, u64>,
    amount_minor: BTreeMap<Currency, Minor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_view: Option<AmountInView>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    incomplete: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reports: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revisions: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    has_corrections: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sign_off: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    positions: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaced_reports: Vec<WrittenFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<EarlierLine>,
    // As an older store has it.
    #[serde(default, skip_serializing)]
    regimes: Vec<RegimeUsed>,
    #[serde(default, skip_serializing)]
    readings_sha256: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EarlierLine {
    edition: u32,
    ledger: WrittenFile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reports: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revisions: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sign_off: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaced_reports: Vec<WrittenFile>,
}

fn written_files(files: BTreeMap<String, StoredFile>, partition: Option<Partition>) -> BTreeMap<String, WrittenFile> {
    let written = |(name, stored): (String, _)| {
        let file = WrittenFile::of(stored, |hash| table_name(&name, partition, hash));
        (name, file)
    };
    files.into_iter().map(written).collect()
}

fn stored_files(files: BTreeMap<String, WrittenFile>, partition: Option<Partition>) -> BTreeMap<String, StoredFile> {
    let stored = |(name, written): (String, WrittenFile)| {
        let file = written.stored(|hash| table_name(&name, partition, hash));
        (name, file)
    };
    files.into_iter().map(stored).collect()
}

fn all<F, T>(files: Vec<F>, one: &dyn Fn(F) -> T) -> Vec<T> {
    files.into_iter().map(one).collect()
}

impl MonthLine {
    fn of(published: PublishedMonth, laws: &mut Vec<LawUsed>) -> Self {
        let PublishedMonth { month, edition, as_of, news_to, regimes, readings_sha256, ledger, .. } = published;
        let PublishedMonth { days_by_status, amount_minor, in_view, incomplete, reports, revisions, .. } = published;
        let PublishedMonth { sign_off, positions, has_corrections, replaced_reports, earlier, .. } = published;
        let ledger_of = |edition, stored| WrittenFile::of(stored, |hash| ledger_name(month, edition, hash));
        let reports_of = |edition, stored| WrittenFile::of(stored, |hash| reports_name(month, edition, hash));
        let revisions_of = |edition, stored| WrittenFile::of(stored, |hash| revisions_name(month, edition, hash));
        let sign_off_of = |edition, stored| WrittenFile::of(stored, |hash| sign_off_name(month, edition, hash));
        let earlier = earlier.into_iter().map(|before: EarlierEdition| EarlierLine {
            edition: before.edition,
            ledger: ledger_of(before.edition, before.ledger),
            reports: before.reports.map(|stored| reports_of(before.edition, stored)),
            revisions: before.revisions.map(|stored| revisions_of(before.edition, stored)),
            sign_off: before.sign_off.map(|stored| sign_off_of(before.edition, stored)),
            replaced_reports: all(before.replaced_reports, &|stored| reports_of(before.edition, stored)),
        });
        Self {
            month,
            edition,
            as_of,
            news_to,
            law: Some(place_in(laws, LawUsed { regimes, readings_sha256 })),
            ledger: ledger_of(edition, ledger),
            days_by_status,
            amount_minor,
            in_view,
            incomplete,
            reports: reports.map(|stored| reports_of(edition, stored)),
            revisions: revisions.map(|stored| revisions_of(edition, stored)),
            sign_off: sign_off.map(|stored| sign_off_of(edition, stored)),
            positions: positions.map(|stored| WrittenFile::of(stored, |hash| positions_name(month, hash))),
            has_corrections,
            replaced_reports: all(replaced_reports, &|stored| reports_of(edition, stored)),
            earlier: earlier.collect(),
            regimes: Vec::new(),
            readings_sha256: String::new(),
        }
    }

    fn stored(self, laws: &[LawUsed]) -> Result<PublishedMonth, String> {
        let Self { month, edition, as_of, news_to, ledger, days_by_status, amount_minor, incomplete, .. } = self;
        let LawUsed { regimes, readings_sha256 } = match self.law {
            Some(place) => laws.get(place).cloned().ok_or_else(|| format!("the law of {month} is missing"))?,
            None => LawUsed { regimes: self.regimes, readings_sha256: self.readings_sha256 },
        };
        let ledger_of = |edition, written: WrittenFile| written.stored(|hash| ledger_name(month, edition, hash));
        let reports_of = |edition, written: WrittenFile| written.stored(|hash| reports_name(month, edition, hash));
        let revisions_of = |edition, written: WrittenFile| written.stored(|hash| revisions_name(month, edition, hash));
        let sign_off_of = |edition, written: WrittenFile| written.stored(|hash| sign_off_name(month, edition, hash));
        let earlier = self.earlier.into_iter().map(|before| EarlierEdition {
            edition: before.edition,
            ledger: ledger_of(before.edition, before.ledger),
            reports: before.reports.map(|written| reports_of(before.edition, written)),
            revisions: before.revisions.map(|written| revisions_of(before.edition, written)),
            sign_off: before.sign_off.map(|written| sign_off_of(before.edition, written)),
            replaced_reports: all(before.replaced_reports, &|written| reports_of(before.edition, written)),
        });
        Ok(PublishedMonth {
            month,
            edition,
            as_of,
            news_to,
            regimes,
            readings_sha256,
            ledger: ledger_of(edition, ledger),
            days_by_status,
            amount_minor,
            in_view: self.in_view,
            incomplete,
            reports: self.reports.map(|written| reports_of(edition, written)),
            revisions: self.revisions.map(|written| revisions_of(edition, written)),
            sign_off: self.sign_off.map(|written| sign_off_of(edition, written)),
            positions: self.positions.map(|written| written.stored(|hash| positions_name(month, hash))),
            has_corrections: self.has_corrections,
            replaced_reports: all(self.replaced_reports, &|written| reports_of(edition, written)),
            earlier: earlier.collect(),
        })
    }
}

impl From<Manifest> for WrittenManifest {
    fn from(manifest: Manifest) -> Self {
        let (mut read_as, mut laws) = (Vec::new(), Vec::new());
        let line = |(partition, stored): (Partition, StoredPartition)| {
            let StoredPartition { tables, deliveries, stay_ids, months, late_facts } = stored;
            let (deliveries, tables) = (DeliveryPlaces::of(&deliveries), written_files(tables, Some(partition)));
            (partition, PartitionLine { deliveries, stay_ids, months, late_facts, tables })
        };
        Self {
            format: manifest.format,
            commit: manifest.commit,
            program: manifest.program,
            key_id: manifest.key_id,
            deliveries: manifest.deliveries.into_iter().map(|held| DeliveryLine::of(held, &mut read_as)).collect(),
            read_as,
            tables: written_files(manifest.tables, None),
            partitions: manifest.partitions.into_iter().map(line).collect(),
            settled: manifest.settled,
            months: manifest.months.into_iter().map(|month| MonthLine::of(month, &mut laws)).collect(),
            laws,
            signed: manifest.signed,
            closed: manifest.closed,
            acknowledged: manifest.acknowledged,
            acknowledged_deliveries: manifest.acknowledged_deliveries,
            counted_to: manifest.counted_to,
            removals: manifest.removals,
            kept_counts: manifest.kept_counts,
            removal_work: manifest.removal_work,
            past: manifest.past,
            previous_manifest_sha256: manifest.previous_manifest_sha256,
            self_sha256: manifest.self_sha256,
        }
    }
}

impl TryFrom<WrittenManifest> for Manifest {
    type Error = String;

    fn try_from(written: WrittenManifest) -> Result<Self, String> {
        let WrittenManifest { read_as, laws, .. } = written;
        let count = written.deliveries.len();
        let partition = |(partition, line): (Partition, PartitionLine)| {
            let PartitionLine { deliveries, stay_ids, months, late_facts, tables } = line;
            let deliveries =
                deliveries.places(count).ok_or_else(|| format!("a delivery of `{partition}` is missing"))?;
            let tables = stored_files(tables, Some(partition));
            Ok((partition, StoredPartition { tables, deliveries, stay_ids, months, late_facts }))
        };
        let deliveries: Result<_, String> = written.deliveries.into_iter().map(|line| line.stored(&read_as)).collect();
        let months: Result<_, String> = written.months.into_iter().map(|line| line.stored(&laws)).collect();
        let partitions: Result<_, String> = written.partitions.into_iter().map(partition).collect();
        Ok(Self {
            format: written.format,
            commit: written.commit,
            program: written.program,
            key_id: written.key_id,
            deliveries: deliveries?,
            tables: stored_files(written.tables, None),
            partitions: partitions?,
            settled: written.settled,
            months: months?,
            signed: written.signed,
            closed: written.closed,
            acknowledged: written.acknowledged,
            acknowledged_deliveries: written.acknowledged_deliveries,
            counted_to: written.counted_to,
            removals: written.removals,
            kept_counts: written.kept_counts,
            removal_work: written.removal_work,
            past: written.past,
            previous_manifest_sha256: written.previous_manifest_sha256,
            self_sha256: written.self_sha256,
        })
    }
}
