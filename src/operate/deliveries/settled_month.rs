//! What a month needs of what was settled, gathered shard by shard: the rows of each shard go to the commit, with their delays
//! and counted days, and only what the month has to do with stays in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use crate::domain::{
    Claim, Day, EventRecord, LinkQuality, Moment, Month, Partition, PersonKey, Reason, Receipt, Stay, of_stay,
};
use crate::error::Result;
use crate::intake::profile::RecordKind;
use crate::liability::{Assessed, Cases, LinkQualities, Unjudged, delay_periods};
use crate::operate::counting::counted_days::PartitionCounting;
use crate::operate::deliveries::listed::{ListedBy, ListedRecords};
use crate::operate::deliveries::listed_findings::ListedFindings;
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::put;
use crate::operate::deliveries::received::FoundByReading;
use crate::operate::deliveries::settling::ShardSink;
use crate::operate::month::restated::Restating;
use crate::operate::month::{delays, notes};
use crate::project::Project;
use crate::regime::Law;
use crate::settle::Intake;
use crate::settle::partitions::PartitionSums;
use crate::settle::shards::SettledShard;
use crate::settle::spool::Spool;
use crate::settle::trust::EventsOfDelayed;
use crate::store::{Commit, Store};

/// Where the rows of what is settled go.
pub enum ShardTarget<'t, 's> {
    /// To a commit.
    Commit(&'t mut Commit<'s>),
    /// Nowhere: the store stays as it is.
    Nowhere(&'t Store),
}

impl<'t, 's> ShardTarget<'t, 's> {
    /// The store as it is.
    pub fn store(&self) -> &Store {
        match self {
            Self::Commit(commit) => commit.store(),
            Self::Nowhere(store) => store,
        }
    }

    /// Where records are put aside.
    pub(super) fn spool_folder(&self) -> PathBuf {
        match self {
            Self::Commit(commit) => commit.store().folder().to_owned(),
            Self::Nowhere(_) => std::env::temp_dir(),
        }
    }

    fn commit(&mut self) -> Option<&mut Commit<'s>> {
        match self {
            Self::Commit(commit) => Some(commit),
            Self::Nowhere(_) => None,
        }
    }
}

/// Of which month, and by what.
#[derive(Clone, Copy)]
pub(super) struct MonthBasis<'a> {
    pub project: &'a Project,
    /// Every delivery.
    pub held: &'a [HeldDelivery],
    /// The month, if one is run.
    pub month: Option<Month>,
    /// The last day whose facts count, if any.
    pub as_of: Option<Day>,
    /// The day to which delays and counted days of stays without an end are followed; nothing before the first month.
    pub rows_to: Option<Day>,
    /// Whether everything is settled anew.
    pub is_anew: bool,
}

/// What the month needs.
pub struct SettledMonth<'a> {
    listed_by: ListedBy<'a>,
    listed: ListedRecords,
    rows: Intake,
    /// What the records of each partition come to.
    pub(super) sums: BTreeMap<Partition, PartitionSums>,
    /// Where the stays are kept that the month has to do with.
    pub partitions: HashMap<Box<str>, Partition>,
    /// How surely the records belong to these stays that were linked to them.
    linked: BTreeMap<Box<str>, LinkQuality>,
    /// Other cases that no law could judge, with their first stays.
    pub unjudged: Vec<(Unjudged, Stay)>,
    /// Stays without a recorded end, each with the day of the last record about it.
    pub open_stays: BTreeMap<Box<str>, Day>,
    /// What the deliveries of events that are new have about delayed stays.
    pub(super) of_delayed: BTreeMap<usize, EventsOfDelayed>,
    /// How many records were settled.
    pub settled: usize,
    /// Whether everything was settled anew.
    pub is_anew: bool,
    /// The days counted so far; nothing before the first month.
    pub(crate) counting: Option<PartitionCounting<'a>>,
    /// What published months would come to.
    pub(crate) restating: Restating<'a>,
}

impl<'a> SettledMonth<'a> {
    fn new(basis: MonthBasis<'a>, store: &Store) -> Self {
        let MonthBasis { project, held, month, as_of, rows_to, is_anew } = basis;
        let figures = month.zip(basis.followed_to());
        Self {
            listed_by: ListedBy::of(store, held, month),
            listed: ListedRecords::default(),
            rows: Intake::default(),
            sums: BTreeMap::new(),
            partitions: HashMap::new(),
            linked: BTreeMap::new(),
            unjudged: Vec::new(),
            open_stays: BTreeMap::new(),
            of_delayed: BTreeMap::new(),
            settled: 0,
            is_anew,
            counting: rows_to.map(|rows_to| PartitionCounting::new(project, figures, rows_to)),
            restating: Restating::new((project, held), store, (month, as_of), is_anew),
        }
    }

    /// How surely the records belong to the stays of the month that were linked to them.
    pub fn link_qualities(&self) -> LinkQualities<'_> {
        self.linked.iter().map(|(stay_id, quality)| (&**stay_id, *quality)).collect()
    }

    /// Puts the rows that the month has to do with into its lists, in order. Gives the findings that it lists, with what
    /// reading found.
    ///
    /// # Errors
    /// 65 if a file of the store is damaged.
    pub(super) fn put_rows(
        &mut self,
        intake: &mut Intake,
        found: (&FoundByReading, &Spool, Option<&Store>),
    ) -> Result<ListedFindings> {
        let Intake { stays, events, reasons, claims, .. } = std::mem::take(&mut self.rows);
        (intake.stays, intake.events, intake.reasons, intake.claims) = (stays, events, reasons, claims);
        std::mem::take(&mut self.listed).put(self.listed_by, intake, found)
    }
}

/// Takes shards that were settled.
pub(super) struct MonthShards<'a, 't, 's> {
    basis: MonthBasis<'a>,
    /// The names of every delivery.
    names: Vec<Receipt>,
    pub target: ShardTarget<'t, 's>,
    pub month: SettledMonth<'a>,
}

impl<'a, 't, 's> MonthShards<'a, 't, 's> {
    /// Nothing settled yet; `names` are the receipts of every delivery, in which nothing is counted yet.
    pub fn new(basis: MonthBasis<'a>, names: Vec<Receipt>, target: ShardTarget<'t, 's>) -> Self {
        let month = SettledMonth::new(basis, target.store());
        Self { basis, names, target, month }
    }

    /// What is counted of a shard whether a month is run or not.
    fn count(&mut self, shard: &SettledShard) {
        let (held, month) = (self.basis.held, &mut self.month);
        let is_new = |delivery: &usize| held[*delivery].is_new;
        month.settled += shard.set.len();
        for (partition, rows) in &shard.partitioned.rows {
            month.sums.entry(*partition).or_default().add(&rows.sums);
        }
        let of_events = |at: &usize| is_new(at) && self.names[*at].table == RecordKind::Event.name();
        let sources = (0..held.len()).filter(of_events).map(|at| (held[at].source_id(), at)).collect();
        EventsOfDelayed::add(&mut month.of_delayed, &shard.settled, &sources);
    }

    /// Judges the delays of the stays that the month has nothing to do with, and keeps the others.
    fn keep(&mut self, SettledShard { set, settled, partitioned }: SettledShard) -> Result<()> {
        let Some(commit) = self.target.commit() else { return Ok(()) };
        let (basis, month) = (&self.basis, &mut self.month);
        if basis.month.is_some() {
            let open = notes::open_stays(&settled.intake).into_iter();
            month.open_stays.extend(open.map(|(stay_id, day)| (stay_id.into(), day)));
        }
        let (partition_of, by) = (|stay_id: &str| set.partition_of(&partitioned, stay_id), month.listed_by);
        let is_of_month = |stay_id: &str| partition_of(stay_id).is_none_or(|partition| by.is_of_month(partition));
        let kept = basis.kept(&settled.intake, &is_of_month);
        let Intake { stays, events, reasons, claims, .. } = settled.intake;
        let mut is_kept = kept.into_iter();
        let (kept, rest): (Vec<Stay>, Vec<Stay>) = stays.into_iter().partition(|_| is_kept.next().unwrap_or_default());
        let linked = partitioned.link_qualities();
        let found = basis.delays(&rest, &events, &linked);
        delays::put(commit, found.delays, partition_of)?;
        for case in found.looked_at.unjudged {
            let stay = stay_of(&rest, &case.stay_id).cloned();
            month.unjudged.extend(stay.map(|stay| (case, stay)));
        }
        for stay in &kept {
            let quality = linked.get(&*stay.stay_id).map(|quality| (stay.stay_id.clone(), *quality));
            month.linked.extend(quality);
            month.partitions.extend(partition_of(&stay.stay_id).map(|partition| (stay.stay_id.clone(), partition)));
        }
        let is_of_kept = |stay_id: &str| stay_of(&kept, stay_id).is_some();
        month.rows.events.extend(events.into_iter().filter(|record| is_of_kept(&record.stay_id)));
        month.rows.reasons.extend(reasons.into_iter().filter(|reason| is_of_kept(&reason.stay_id)));
        let touches = |claim: &Claim| basis.month.is_some_and(|month| claim.touches(month));
        month.rows.claims.extend(claims.into_iter().filter(touches));
        month.rows.stays.extend(kept);
        Ok(())
    }
}

impl ShardSink for MonthShards<'_, '_, '_> {
    fn store(&self) -> Option<&Store> {
        Some(self.target.store()).filter(|_| !self.basis.is_anew)
    }

    fn start(&mut self, loaded: &BTreeSet<Partition>) {
        self.month = SettledMonth::new(self.basis, self.target.store());
        let Some(commit) = self.target.commit() else { return };
        commit.start_over();
        if self.basis.is_anew {
            commit.drop_partitions();
        }
        loaded.iter().for_each(|partition| commit.drop_partition(*partition));
    }

    fn add(&mut self, shard: SettledShard) -> Result<()> {
        self.count(&shard);
        let intake = &shard.settled.intake;
        self.month.restating.add(&shard, self.target.store())?;
        self.month.listed.add(self.month.listed_by, intake, &shard.partitioned);
        if let Some(commit) = self.target.commit() {
            put::put_shard(commit, &shard, &self.names)?;
            if let Some(counting) = &mut self.month.counting {
                counting.add((intake, &shard.partitioned), commit)?;
            }
        }
        self.keep(shard)
    }
}

impl MonthBasis<'_> {
    /// The day to which the figures of the month follow a stay without an end.
    fn followed_to(&self) -> Option<Day> {
        self.as_of.or_else(|| self.month.map(Month::last)).filter(|_| self.month.is_some())
    }

    /// Which stays the month can have to do with:
    /// - those about which something is open, unless they have to do with earlier months alone, whatever it comes to;
    /// - those that touch the month, and can be delayed or have facts;
    /// - where a case can go on in another hospital, every stay of a person of whom one stay is asked about, or of whom one
    ///   touches the month and one, the same or another, can be delayed or has facts.
    fn kept(&self, intake: &Intake, is_of_month: &dyn Fn(&str) -> bool) -> Vec<bool> {
        let Some(month) = self.month else { return vec![false; intake.stays.len()] };
        let asked: HashSet<&str> = intake.questions.iter().map(|question| &*question.stay_id).collect();
        let goes_on = self.project.law.iter().any(Law::goes_on_elsewhere);
        let touches = |stay: &Stay| {
            stay.admitted_at.day() <= month.last() && stay.discharged_at.is_none_or(|left| left.day() >= month.first())
        };
        // Who left on the day of being ready was not delayed, unless the case goes on elsewhere. Under a law of readiness that
        // day has a rule, and so a row.
        let has_rule = self.project.law.iter().any(|law| law.notices().is_none());
        let can_be_delayed = |ready: Day, left: Option<Day>| {
            goes_on || left.is_none_or(|left| left > ready || (has_rule && left == ready))
        };
        let has_facts = |stay: &Stay| {
            stay.ready_on.is_some_and(|ready| can_be_delayed(ready, stay.discharged_at.map(Moment::day)))
                || !of_stay(&intake.events, &stay.stay_id, |record: &EventRecord| &record.stay_id).is_empty()
                || !of_stay(&intake.reasons, &stay.stay_id, |reason: &Reason| &reason.stay_id).is_empty()
        };
        let is_asked = |stay: &Stay| asked.contains(&*stay.stay_id) && is_of_month(&stay.stay_id);
        if !goes_on {
            return intake.stays.iter().map(|stay| is_asked(stay) || (touches(stay) && has_facts(stay))).collect();
        }
        let mut of_person: HashMap<&PersonKey, [bool; 3]> = HashMap::new();
        for (stay, person) in intake.stays.iter().filter_map(|stay| Some((stay, stay.person_key.as_ref()?))) {
            let known = of_person.entry(person).or_default();
            *known = [known[0] || is_asked(stay), known[1] || touches(stay), known[2] || has_facts(stay)];
        }
        let is_kept = |stay: &Stay| match stay.person_key.as_ref().and_then(|person| of_person.get(person)) {
            Some([is_asked, touches, has_facts]) => *is_asked || (*touches && *has_facts),
            None => is_asked(stay) || (touches(stay) && has_facts(stay)),
        };
        intake.stays.iter().map(is_kept).collect()
    }

    /// The delays of stays, and their cases that no law could judge; nothing before the first month.
    fn delays(&self, stays: &[Stay], events: &[EventRecord], linked: &LinkQualities<'_>) -> Assessed {
        let Some(rows_to) = self.rows_to else { return Assessed::default() };
        let laws = &self.project.law;
        let found = |followed_to| delay_periods(&Cases::of(stays, events, laws, followed_to), laws, linked);
        match self.followed_to().filter(|followed_to| *followed_to != rows_to) {
            // Delays are followed as far as the store knows; the month may end before.
            Some(followed_to) => Assessed { delays: found(rows_to).delays, ..found(followed_to) },
            None => found(rows_to),
        }
    }
}

/// A stay by its id; stays are in that order.
fn stay_of<'s>(stays: &'s [Stay], stay_id: &str) -> Option<&'s Stay> {
    stays.binary_search_by(|stay| (*stay.stay_id).cmp(stay_id)).ok().map(|at| &stays[at])
}
