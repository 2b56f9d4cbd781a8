//! What was known when an edition was published: the list before it and the list after it, or what can be derived of the two where
//! they are not kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Day, Month};
use crate::error::Result;
use crate::intake::profile::DateStyle;
use crate::operate::deliveries::load::{InboxFile, profile_of};
use crate::store::{Manifest, PublishedMonth, Store, StoredDelivery};

/// A publication of a month.
pub(super) struct KnownThen {
    /// What the store held before.
    pub before: Manifest,
    /// The deliveries that came with it.
    pub new: Vec<StoredDelivery>,
    /// The month as it was published.
    pub published: PublishedMonth,
    /// The last day whose facts counted, if any.
    pub as_of: Option<Day>,
    /// By what everything was settled then; nothing where it is not known.
    pub basis: Option<String>,
    /// What else of the project reports showed then; nothing where it is not known.
    pub shown: Option<String>,
}

impl KnownThen {
    /// The months that a commit published or published anew; a step of a sign-off or a closing is none.
    pub fn between(before: &Manifest, after: &Manifest) -> Vec<Self> {
        let is_new = |month: &&PublishedMonth| {
            before.month(month.month).is_none_or(|other| {
                (other.edition, &other.ledger, &other.reports) != (month.edition, &month.ledger, &month.reports)
            })
        };
        let settled = after.settled.as_ref();
        let known = |published: &PublishedMonth| Self {
            before: before.clone(),
            new: after.deliveries.iter().filter(|new| before.delivery(&new.sha256).is_none()).cloned().collect(),
            published: published.clone(),
            as_of: settled.and_then(|settled| settled.as_of),
            basis: settled.map(|settled| settled.basis.clone()),
            shown: settled.and_then(|settled| settled.shown.clone()),
        };
        after.months.iter().filter(is_new).map(known).collect()
    }

    /// What can be derived of every edition from the present list alone, in the order in which they can have been published: of each
    /// what may have been known, the likeliest first.
    pub fn told_by(manifest: &Manifest) -> Vec<Vec<Self>> {
        let mut editions: Vec<Vec<Self>> = Vec::new();
        let mut months: Vec<&PublishedMonth> = manifest.months.iter().collect();
        months.sort_by_key(|month| (month.news_to, month.month));
        for published in months {
            // An earlier edition may have known the deliveries of any commit before.
            let received: BTreeSet<u64> = manifest.deliveries.iter().map(|delivery| delivery.received).collect();
            for at in 0..published.earlier.len() {
                let before = received.iter().rev().filter(|received| **received < published.news_to);
                let told = before.flat_map(|news_to| Self::told(manifest, &edition(published, at, *news_to)));
                editions.push(told.collect());
            }
            editions.push(Self::told(manifest, published).into());
        }
        editions
    }

    /// What can be derived of one edition: the deliveries up to the last that is in it, and the months that were published before.
    /// Whether the last day of the month was given, after which no news counts, is not known.
    fn told(manifest: &Manifest, published: &PublishedMonth) -> [Self; 2] {
        let order = |month: &PublishedMonth| (month.news_to, month.month);
        let is_before = |month: &PublishedMonth| order(month) < order(published);
        let is_first = !manifest.months.iter().any(|month| month.news_to == published.news_to && is_before(month));
        let is_new = |delivery: &StoredDelivery| is_first && delivery.received == published.news_to;
        let (new, known): (Vec<_>, Vec<_>) = manifest
            .deliveries
            .iter()
            .filter(|delivery| delivery.received <= published.news_to)
            .cloned()
            .partition(is_new);
        // The edition before knew what had come before the news of this one.
        let received = manifest.deliveries.iter().map(|delivery| delivery.received);
        let before = received.filter(|received| *received < published.news_to).max().unwrap_or_default();
        let own = published.earlier.len().checked_sub(1).map(|at| edition(published, at, before));
        let others = manifest.months.iter().filter(|month| month.month != published.month && is_before(month));
        let mut months: Vec<PublishedMonth> = others.cloned().chain(own).collect();
        months.sort_by_key(|month| month.month);
        let before = Manifest {
            commit: published.news_to.saturating_sub(1),
            deliveries: known,
            months,
            closed: manifest.closed.iter().filter(|closed| closed.month < published.month).cloned().collect(),
            signed: Vec::new(),
            tables: BTreeMap::new(),
            partitions: BTreeMap::new(),
            settled: None,
            counted_to: None,
            ..manifest.clone()
        };
        let days = if published.is_whole() { [None, Some(published.as_of)] } else { [Some(published.as_of), None] };
        days.map(|as_of| Self {
            before: before.clone(),
            new: new.clone(),
            published: published.clone(),
            as_of,
            basis: None,
            shown: None,
        })
    }

    /// Its month and edition.
    pub fn name(&self) -> (Month, u32) {
        (self.published.month, self.published.edition)
    }

    /// The new deliveries as files of an inbox: they lie in the store.
    ///
    /// # Errors
    /// A profile cannot be read any more.
    pub fn inbox(&self, store: &Store) -> Result<Vec<InboxFile>> {
        let file = |delivery: &StoredDelivery| {
            Ok(InboxFile {
                path: store.raw_path(&delivery.sha256),
                file: delivery.file.clone(),
                sha256: delivery.sha256.clone(),
                size: delivery.bytes,
                profile: profile_of(delivery)?,
                dates: DateStyle::named(&delivery.dates).unwrap_or_default(),
                source: delivery.source.clone(),
                declared: None,
            })
        };
        self.new.iter().map(file).collect()
    }
}

/// An edition that was replaced, as if it were published with the news up to a commit.
fn edition(published: &PublishedMonth, at: usize, news_to: u64) -> PublishedMonth {
    let replaced = published.as_edition(published.earlier[at].edition);
    PublishedMonth { news_to, ..replaced.unwrap_or_else(|| published.clone()) }
}
