//! Which episodes make one spell: by person and provider in order of time, whatever order they came in.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::PersonKey;
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::validate::cells::CellIssue;
use crate::intake::validate::checks::ValueIssue;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::versions::{Contradiction, resolve_versions};

/// The episodes of one stay, in order.
pub struct Spell {
    /// At least one.
    pub episodes: Vec<Candidate<EpisodeRow>>,
    /// Whether a record of this person at this provider could not be placed in any stay.
    pub may_lack_some: bool,
}

/// Puts episodes together: each once, the later news of two, ordered by first day, last day, place, transfer and key.
pub fn spells(
    candidates: Vec<Candidate<EpisodeRow>>,
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) -> Vec<Spell> {
    let mut spells = Vec::new();
    let mut people: BTreeMap<(PersonKey, Box<str>), Vec<Candidate<EpisodeRow>>> = BTreeMap::new();
    let mut alone = Vec::new();
    for candidate in candidates {
        match candidate.row.group.clone() {
            Some(person) => people.entry((person, candidate.row.provider.clone())).or_default().push(candidate),
            None => alone.push(candidate),
        }
    }
    for episodes in people.into_values() {
        of_person(each_once(episodes, ranks, audit), &mut spells, audit);
    }
    for episode in each_once(alone, ranks, audit) {
        spells.push(Spell { episodes: vec![episode], may_lack_some: false });
    }
    spells
}

/// What tells one episode from another: the sender's key, else its days and place.
pub fn identity(row: &EpisodeRow) -> String {
    match &row.key {
        Some(key) => format!("key {key}"),
        None => format!("{:?} {:?} {:?} {:?} {:?}", row.group, row.admitted_on, row.start, row.order, row.transit),
    }
}

/// One record an episode. A refused record holds only where no other of the same episode can be read.
fn each_once(
    episodes: Vec<Candidate<EpisodeRow>>,
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) -> Vec<Candidate<EpisodeRow>> {
    let mut by_key: BTreeMap<String, Vec<Candidate<EpisodeRow>>> = BTreeMap::new();
    for episode in episodes {
        by_key.entry(identity(&episode.row)).or_default().push(episode);
    }
    let mut kept = Vec::new();
    for group in by_key.into_values() {
        let (good, refused): (Vec<_>, Vec<_>) = group.into_iter().partition(|episode| episode.row.refusal.is_none());
        if good.is_empty() {
            kept.extend(refused);
            continue;
        }
        refused.iter().for_each(|episode| reject(episode, |_, disposition| disposition, audit));
        // Where records contradict each other none is taken, and the spell is refused as if its record were unreadable.
        kept.push(resolve_versions(good, "", EpisodeRow::says_what, ranks, audit).unwrap_or_else(contradicted));
    }
    kept
}

/// The first of some records that contradict each other, refused; never called without any.
fn contradicted(contradicting: Contradiction<EpisodeRow>) -> Candidate<EpisodeRow> {
    let problem = ValueIssue::new("R_CONFLICT", "", "records of one episode contradict each other", "");
    let mut episode = contradicting[0].0.clone();
    episode.row.refusal = Some(CellIssue { position: 0, column: String::new(), problem });
    episode.row.contradicting = contradicting;
    episode
}

/// Rejects a record that refused itself, or all that contradict each other: `supposing` adds what is known of the stay by each.
pub fn reject(
    episode: &Candidate<EpisodeRow>,
    supposing: impl Fn(&EpisodeRow, Disposition) -> Disposition,
    audit: &mut RecordAudit,
) {
    for (candidate, disposition) in &episode.row.contradicting {
        audit.reject_all(candidate, &supposing(&candidate.row, disposition.clone()));
    }
    if let Some(issue) = episode.row.refusal.clone().filter(|_| episode.row.contradicting.is_empty()) {
        let (alternatives, whose) = episode.row.supposed.clone();
        audit.reject_all(episode, &Disposition { alternatives, whose, ..Disposition::cell(issue, "") });
    }
}

fn of_person(episodes: Vec<Candidate<EpisodeRow>>, spells: &mut Vec<Spell>, audit: &mut RecordAudit) {
    let (mut placed, lost): (Vec<_>, Vec<_>) = episodes.into_iter().partition(|episode| episode.row.start.is_some());
    lost.iter().for_each(|episode| reject(episode, |_, disposition| disposition, audit));
    placed.sort_by(|a, b| {
        // What has not ended comes behind what has.
        let key = |row: &EpisodeRow| (row.start, row.end.is_none(), row.end, row.order);
        key(&a.row)
            .cmp(&key(&b.row))
            .then_with(|| a.row.transit.cmp(&b.row.transit))
            .then_with(|| a.row.key.cmp(&b.row.key))
    });
    let mut spell: Vec<Candidate<EpisodeRow>> = Vec::new();
    let may_lack_some = !lost.is_empty();
    for episode in placed {
        if spell.last().is_some_and(|previous| !is_same_spell(&previous.row, &episode.row)) {
            spells.push(Spell { episodes: std::mem::take(&mut spell), may_lack_some });
        }
        spell.push(episode);
    }
    if !spell.is_empty() {
        spells.push(Spell { episodes: spell, may_lack_some });
    }
}

/// The rule of the statistics: the same day of admission or first day as the previous episode, or the previous one ended
/// without a discharge on the day on which this one starts.
fn is_same_spell(previous: &EpisodeRow, next: &EpisodeRow) -> bool {
    let went_on = matches!(previous.discharge_method.as_deref(), Some("8" | "9"));
    (next.admitted_on.is_some() && next.admitted_on == previous.admitted_on)
        || next.start == previous.start
        || (went_on && previous.end.is_some() && previous.end == next.start)
}

/// The files and records of a spell's other episodes, for a message.
pub fn others(spell: &Spell, audit: &RecordAudit) -> String {
    let named: BTreeSet<String> = spell
        .episodes
        .iter()
        .filter(|episode| episode.row.refusal.is_some())
        .map(|episode| format!("record {} of `{}`", episode.place.record, audit.file(episode.place.delivery)))
        .collect();
    named.into_iter().collect::<Vec<_>>().join(", ")
}
