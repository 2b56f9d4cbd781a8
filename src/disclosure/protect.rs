//! Secondary suppression: the fewest figures, of the least value, until no hidden figure can be worked out.

use std::collections::{BTreeSet, VecDeque};

use super::audit::{Disclosive, audit};
use super::cells::{Exact, Four, PackMeasure};
use super::draft::PackDraft;
use super::figure::ShownFigure;
use super::rule::DisclosureRule;
use super::search::{Effort, Search};
use super::shown::{Pack, PackCell};
use super::system::System;

/// Choices that are tried for one opened figure.
const CHOICES: usize = 12;
/// Figures within sight of an opened one.
const SIGHT: usize = 400;

/// A pack under the rule alone: few people hidden, the rest rounded, nothing else withheld.
pub fn primary(rule: &DisclosureRule, draft: &PackDraft, edition: u32) -> Pack {
    let shown =
        |exact: &Exact| Four::from_fn(|measure| rule.show(Some(exact.of(measure)), Some(exact.of(measure.people()))));
    let cell = |(place, exact): (&super::CellPlace, &Exact)| PackCell {
        place: place.clone(),
        exact: *exact,
        shown: shown(exact),
    };
    Pack {
        month: draft.month,
        edition,
        rule: rule.id().to_owned(),
        rule_sha256: rule.hash.clone(),
        cells: draft.cells.iter().map(cell).collect(),
        sums: draft.sums.iter().cloned().collect(),
    }
}

/// A pack in which nothing hidden can be worked out, given the packs that are out already.
///
/// # Errors
/// The hidden figures that stay open whatever is withheld: earlier packs give them away.
pub fn protect(
    rule: &DisclosureRule,
    earlier: &[&Pack],
    draft: &PackDraft,
    edition: u32,
) -> Result<Pack, Vec<Disclosive>> {
    let mut pack = primary(rule, draft, edition);
    let system = System::new(rule, earlier, &pack);
    let mut work = Work {
        width: rule.file.protection.least_width,
        ranges: system.ranges(rule, &pack.cells),
        owners: owners(&system),
        search: Search::new(&system),
        is_target: is_target(&system),
        system: &system,
        rule,
    };
    let mut withheld = Vec::new();
    for target in &system.targets {
        let (near, _) = system.near(*target);
        while work.reached(*target, &near, Effort::SOME) < work.width {
            let Some(choice) = work.choose(&pack.cells, *target, &near) else { break };
            work.withhold(&mut pack.cells, choice);
            withheld.push(choice);
        }
    }
    let mut lean = pack.clone();
    work.give_back(&mut lean.cells, withheld);
    if audit(rule, earlier, &lean).is_empty() {
        return Ok(lean);
    }
    let disclosive = audit(rule, earlier, &pack);
    if disclosive.is_empty() { Ok(pack) } else { Err(disclosive) }
}

/// Which figure of the last pack to withhold: a cell and a measure. A mark for few people goes with that of its days.
type Choice = (usize, PackMeasure);

struct Work<'a> {
    rule: &'a DisclosureRule,
    system: &'a System,
    search: Search<'a>,
    /// What is known of each figure by itself.
    ranges: Vec<(i64, i64)>,
    /// Whether each figure must not be opened.
    is_target: Vec<bool>,
    /// The width that every hidden figure must have.
    width: i64,
    /// For each figure, the cell of the last pack and the measure that show it.
    owners: Vec<Option<Choice>>,
}

fn is_target(system: &System) -> Vec<bool> {
    let mut is_target = vec![false; system.truth.len()];
    system.targets.iter().for_each(|target| is_target[*target] = true);
    is_target
}

fn owners(system: &System) -> Vec<Option<Choice>> {
    let mut owners = vec![None; system.truth.len()];
    for (cell, figures) in system.current.iter().enumerate() {
        for measure in PackMeasure::ALL {
            owners[*figures.get(measure)] = Some((cell, measure));
        }
    }
    owners
}

impl Work<'_> {
    /// How far apart the target can be had, up to the width that is wanted.
    fn reached(&mut self, target: usize, near: &[usize], effort: Effort) -> i64 {
        let mut ranges = self.ranges.clone();
        self.system.tighten(&mut ranges, near.iter().copied());
        let (low, high) = self.search.reach(&ranges, target, self.width, effort);
        high - low
    }

    /// Withholds a figure and says what was shown of its cell before.
    fn withhold(&mut self, cells: &mut [PackCell], (cell, measure): Choice) -> Four<ShownFigure> {
        let before = cells[cell].shown;
        let is_few = *before.get(measure) == ShownFigure::PrimarySuppressed;
        for other in PackMeasure::ALL {
            if other == measure || (is_few && other.people() == measure.people()) {
                *cells[cell].shown.get_mut(other) = ShownFigure::SecondarySuppressed;
            }
        }
        self.look_again(&cells[cell], cell);
        before
    }

    fn put_back(&mut self, cells: &mut [PackCell], (cell, _): Choice, shown: Four<ShownFigure>) {
        cells[cell].shown = shown;
        self.look_again(&cells[cell], cell);
    }

    fn look_again(&mut self, cell: &PackCell, at: usize) {
        let figures = self.system.current[at];
        for measure in PackMeasure::ALL {
            let figure = *figures.get(measure);
            self.ranges[figure] = self.system.earlier[figure];
        }
        self.system.narrow(self.rule, cell, &figures, &mut self.ranges);
    }

    /// The figure of least worth that makes the target safe; if no single one does, the one that helps most. Ties go
    /// to the nearer figure, so that the choice is always the same.
    fn choose(&mut self, cells: &[PackCell], target: usize, near: &[usize]) -> Option<Choice> {
        let mut choices = self.in_sight(cells, target);
        choices.sort_by_key(|(worth, distance, choice)| (*distance, *worth, *choice));
        choices.truncate(CHOICES);
        choices.sort();
        let mut cells = cells.to_vec();
        let mut best: Option<(i64, Choice)> = None;
        let found = self.search.found();
        for (_, _, choice) in choices {
            let before = self.withhold(&mut cells, choice);
            let width = self.reached(target, near, Effort::LITTLE);
            self.put_back(&mut cells, choice, before);
            self.search.go_back(found.clone());
            if width >= self.width {
                return Some(choice);
            }
            if best.is_none_or(|(most, _)| width > most) {
                best = Some((width, choice));
            }
        }
        best.map(|(_, choice)| choice)
    }

    /// Shown figures that share a sum with the target, or with hidden figures between.
    fn in_sight(&self, cells: &[PackCell], target: usize) -> Vec<(i64, usize, Choice)> {
        let (mut seen, mut choices) = (BTreeSet::from([target]), Vec::new());
        let mut pending = VecDeque::from([(target, 0)]);
        while let Some((figure, distance)) = pending.pop_front() {
            let shown = self.owners[figure].map(|choice| (choice, *cells[choice.0].shown.get(choice.1)));
            let is_open = match shown {
                Some((_, ShownFigure::Number(0))) => continue,
                Some((choice, ShownFigure::Number(number))) => {
                    choices.push((number, distance, choice));
                    figure == target
                }
                Some((choice, ShownFigure::PrimarySuppressed)) => {
                    choices.push((0, distance, choice));
                    true
                }
                Some((_, ShownFigure::SecondarySuppressed | ShownFigure::Unknown)) | None => true,
            };
            if !is_open || seen.len() > SIGHT {
                continue;
            }
            for (row, _) in &self.system.rows_of[figure] {
                for (other, _) in &self.system.rows[*row].terms {
                    if seen.insert(*other) {
                        pending.push_back((*other, distance + 1));
                    }
                }
            }
        }
        choices
    }

    /// Shows again what turned out not to be needed, the figures of most worth first.
    fn give_back(&mut self, cells: &mut [PackCell], mut withheld: Vec<Choice>) {
        let worth = |(cell, measure): &Choice| cells[*cell].exact.of(*measure);
        withheld.sort_by_key(|choice| (std::cmp::Reverse(worth(choice)), *choice));
        for choice in withheld {
            let (cell, measure) = choice;
            let (exact, before) = (cells[cell].exact, cells[cell].shown);
            let mut shown = before;
            for other in PackMeasure::ALL {
                let people = exact.of(other.people());
                if other == measure || (self.rule.is_few(people) && other.people() == measure.people()) {
                    *shown.get_mut(other) = self.rule.show(Some(exact.of(other)), Some(people));
                }
            }
            self.put_back(cells, choice, shown);
            if !self.is_safe_with(choice) {
                self.put_back(cells, choice, before);
            }
        }
    }

    /// Whether every target is safe, those near a figure that is shown again first.
    fn is_safe_with(&mut self, (cell, measure): Choice) -> bool {
        let system = self.system;
        let (_, figures) = system.near(*system.current[cell].get(measure));
        let mut ranges = self.ranges.clone();
        system.tighten(&mut ranges, 0..system.rows.len());
        self.search.forget();
        let near: Vec<usize> = figures.into_iter().filter(|figure| self.is_target[*figure]).collect();
        near.iter().chain(&system.targets).all(|target| {
            let (low, high) = self.search.reach(&ranges, *target, self.width, Effort::SOME);
            high - low >= self.width
        })
    }
}
