//! Figures against their own totals: each rule is named, and each difference says area, period and both figures.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use foldhash::fast::FixedState;
use serde::Serialize;

use super::cells::shown;
use crate::domain::published::Breakdown;
use crate::domain::{AreaKind, Figure};
use crate::files::wording::count;

/// One rule that the figures of a file must keep among themselves.
#[derive(Debug)]
pub struct PublicationRule {
    /// Its stable name.
    pub name: &'static str,
    /// What it says.
    pub says: &'static str,
}

/// What became of one rule in one file.
#[derive(Clone, Debug, Serialize)]
pub struct RuleCheck {
    /// Its stable name.
    pub name: &'static str,
    /// What it says.
    pub says: &'static str,
    /// How often it held.
    pub passed: u64,
    /// How often it did not, without an explanation.
    pub failed: u64,
    /// How often it did not, for a reason that is known.
    pub explained: u64,
    /// How often it cannot be checked, because one of the figures is withheld or blank.
    pub unchecked: u64,
    /// Parts for which the file has no total.
    pub no_total: Lacking,
    /// Totals for which the file has no parts, though it has them for others of the kind.
    pub no_parts: Lacking,
    /// Each time it did not hold.
    pub differences: Vec<Difference>,
}

/// Sums that could not be made, for lack of their total or of all their parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// How many sums.
    pub sums: u64,
    /// In which months or days.
    pub periods: BTreeSet<String>,
    /// Of which areas, where a sum is of one area.
    pub areas: BTreeSet<String>,
}

impl Lacking {
    /// As in `17 sums of 1 month or day (2013-05)`; nothing where nothing is lacking.
    pub fn words(&self) -> Option<String> {
        let named = |names: &BTreeSet<String>| match (names.first(), names.last()) {
            (Some(first), Some(last)) if names.len() > 2 => format!("{first} to {last}"),
            _ => names.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        };
        let Self { sums, periods, areas } = self;
        let mut words = format!("{}, {} ({})", count(*sums as usize, "sum"), months(periods), named(periods));
        if !areas.is_empty() {
            words += &format!(", {} ({})", count(areas.len(), "area"), named(areas));
        }
        (*sums > 0).then_some(words)
    }
}

fn months(periods: &BTreeSet<String>) -> String {
    // A month is written with seven characters, a day with ten.
    let is_days = periods.iter().any(|period| period.len() == 10);
    count(periods.len(), if is_days { "day" } else { "month" })
}

/// Two figures that should be the same.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// The area, with its code.
    pub area: String,
    /// The month or day.
    pub period: String,
    /// What is counted.
    pub what: String,
    /// The figure that the file states.
    pub stated: String,
    /// The figure that follows from its other figures.
    pub found: String,
    /// The record that states it, from 1.
    pub record: u32,
    /// What says otherwise: the other figures of the file, or a list.
    pub by: &'static str,
    /// Why it is not the file's fault, where that is known.
    pub explained: Option<&'static str>,
}

const OTHER_FIGURES: &str = "the other figures";

impl Difference {
    /// One line for people.
    pub fn words(&self) -> String {
        let Self { area, period, what, stated, found, by, .. } = self;
        let explained = self.explained.map(|why| format!(" ({why})")).unwrap_or_default();
        format!("{area}, {period}, {what}: {stated} stated, {found} by {by}{explained}")
    }
}

/// All rules that a file was held to, in the order in which they came up.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Checks(
    pub Vec<RuleCheck>,
    #[serde(skip)] HashSet<usize, FixedState>,
    #[serde(skip)] HashSet<usize, FixedState>,
);

/// What a rule compares.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// As stated; nothing where it is withheld or blank.
    pub stated: Option<f64>,
    /// By the other figures; nothing where one of them is.
    pub found: Option<f64>,
    /// How far rounding lets them be apart.
    pub within: f64,
}

impl Pair {
    /// Two whole numbers, or sums of them.
    pub fn exact(stated: Option<f64>, found: Option<f64>) -> Self {
        Self { stated, found, within: 1e-6 }
    }
}

impl Checks {
    /// How often a rule did not hold without a reason.
    pub fn failed(&self) -> u64 {
        self.0.iter().map(|check| check.failed).sum()
    }

    /// The rule's entry, made when it first comes up.
    fn entry(&mut self, rule: &PublicationRule) -> &mut RuleCheck {
        // Names are compared last: a rule is asked of millions of figures.
        let is_rule = |check: &RuleCheck| std::ptr::eq(check.name, rule.name) || check.name == rule.name;
        let at = self.0.iter().position(is_rule).unwrap_or_else(|| {
            let PublicationRule { name, says, .. } = *rule;
            let (passed, failed, explained, unchecked, differences) = (0, 0, 0, 0, Vec::new());
            let (no_total, no_parts) = Default::default();
            self.0.push(RuleCheck {
                name,
                says,
                passed,
                failed,
                explained,
                unchecked,
                no_total,
                no_parts,
                differences,
            });
            self.0.len() - 1
        });
        &mut self.0[at]
    }

    /// Holds a figure to a rule. `excuse` is asked only where the two differ. A figure that does not hold is doubtful.
    pub(super) fn compare(
        &mut self,
        rule: &PublicationRule,
        figure: &Figure,
        pair: Pair,
        excuse: impl FnOnce() -> Option<&'static str>,
    ) {
        if !self.holds(rule, figure, pair, excuse) {
            self.doubt(figure);
        }
    }

    /// Whether a figure holds, as far as anybody can say.
    fn holds(
        &mut self,
        rule: &PublicationRule,
        figure: &Figure,
        pair: Pair,
        excuse: impl FnOnce() -> Option<&'static str>,
    ) -> bool {
        let check = self.entry(rule);
        let (Some(stated), Some(found)) = (pair.stated, pair.found) else {
            check.unchecked += 1;
            return true;
        };
        self.bind(figure);
        let check = self.entry(rule);
        if (stated - found).abs() <= pair.within {
            check.passed += 1;
            return true;
        }
        let explained = excuse();
        self.differ(rule, figure, (shown(stated), shown(found)), explained);
        explained.is_some()
    }

    /// A difference between two cells, in words.
    pub(super) fn differ(
        &mut self,
        rule: &PublicationRule,
        figure: &Figure,
        (stated, found): (String, String),
        explained: Option<&'static str>,
    ) {
        self.differ_from(rule, figure, (figure.what_words(), stated, found), OTHER_FIGURES, explained);
    }

    /// A difference from what `by` says: what it is about, what is stated, and what should be.
    pub(super) fn differ_from(
        &mut self,
        rule: &PublicationRule,
        figure: &Figure,
        (what, stated, found): (String, String, String),
        by: &'static str,
        explained: Option<&'static str>,
    ) {
        let check = self.entry(rule);
        if explained.is_some() {
            check.explained += 1
        } else {
            check.failed += 1;
        }
        check.differences.push(Difference {
            area: figure.area_words(),
            period: figure.period_words(),
            what,
            stated,
            found,
            record: figure.origin.source_record,
            by,
            explained,
        });
    }

    /// The figure bears on another of the file, or the other on it: a wrong digit would show. The figures stay where they
    /// are until the file is read, so that their place distinguishes them.
    pub(super) fn bind(&mut self, figure: &Figure) {
        self.1.insert(std::ptr::from_ref(figure).addr());
    }

    /// Whether anything in the file bears on the figure.
    pub(super) fn is_bound(&self, figure: &Figure) -> bool {
        self.1.contains(&std::ptr::from_ref(figure).addr())
    }

    /// The figure does not hold, or one of those that it is held against does not: it is unknown which.
    pub(super) fn doubt(&mut self, figure: &Figure) {
        self.2.insert(std::ptr::from_ref(figure).addr());
    }

    /// Whether the figure, or one that it is held against, does not hold.
    pub(super) fn is_doubtful(&self, figure: &Figure) -> bool {
        self.2.contains(&std::ptr::from_ref(figure).addr())
    }

    /// A sum that lacks its total (`parts` are there) or its parts (totals are there).
    pub(super) fn lack(&mut self, rule: &PublicationRule, there: &[&Figure], is_total: bool) {
        let Some(first) = there.first() else { return };
        let check = self.entry(rule);
        let lacking = if is_total { &mut check.no_total } else { &mut check.no_parts };
        lacking.sums += 1;
        lacking.periods.insert(first.period_words());
        if there.iter().all(|figure| figure.area.code == first.area.code) {
            lacking.areas.insert(first.area_words());
        }
    }

    /// One more time that a rule held.
    pub(super) fn hold(&mut self, rule: &PublicationRule) {
        self.entry(rule).passed += 1;
    }
}

/// A figure's part in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SumRole {
    /// It is the sum.
    Total,
    /// It is one of the parts.
    Part,
}

/// A total and its parts.
#[derive(Debug, Default)]
pub(super) struct PublishedSum<'f> {
    pub totals: Vec<&'f Figure>,
    pub parts: Vec<&'f Figure>,
}

impl PublishedSum<'_> {
    /// Whether there is a total and there are parts.
    pub fn is_whole(&self) -> bool {
        !self.totals.is_empty() && !self.parts.is_empty()
    }

    /// What the parts come to; nothing if one of them is withheld or blank.
    pub fn found(&self) -> Option<f64> {
        self.parts.iter().map(|part| part.value.addend()).sum()
    }
}

/// The sums that the figures of a file form: for each key, its total and its parts. Totals without parts, and parts
/// without a total, say nothing; [`adds_up`] counts them.
pub(super) fn sums<'f, K: Ord>(
    figures: impl IntoIterator<Item = &'f Figure>,
    role: impl Fn(&'f Figure) -> Option<(K, SumRole)>,
) -> BTreeMap<K, PublishedSum<'f>> {
    let mut sums: BTreeMap<K, PublishedSum<'f>> = BTreeMap::new();
    for figure in figures {
        match role(figure) {
            Some((key, SumRole::Total)) => sums.entry(key).or_default().totals.push(figure),
            Some((key, SumRole::Part)) => sums.entry(key).or_default().parts.push(figure),
            None => {}
        }
    }
    sums
}

/// Counts the sums that lack their total or their parts: where no sum of the rule has a total, or others of the same kind
/// have what these lack. Some layouts never have a total of some parts, and of those there is nothing to say.
pub(super) fn lacks<'f, K: Ord>(checks: &mut Checks, rule: &PublicationRule, sums: &BTreeMap<K, PublishedSum<'f>>) {
    type Shape<'f> = (AreaKind, &'f str, &'f Breakdown);
    let shape = |figure: &&'f Figure| -> Shape<'f> { (figure.area.kind, &figure.measure, &figure.of) };
    if sums.values().all(PublishedSum::is_whole) {
        return;
    }
    let whole = || sums.values().filter(|sum| sum.is_whole());
    let totals: HashSet<Shape<'f>> = whole().flat_map(|sum| &sum.totals).map(shape).collect();
    let parts: HashSet<Shape<'f>> = whole().flat_map(|sum| &sum.parts).map(shape).collect();
    for sum in sums.values().filter(|sum| !sum.is_whole()) {
        if sum.totals.is_empty() && (parts.is_empty() || sum.parts.iter().any(|part| parts.contains(&shape(part)))) {
            checks.lack(rule, &sum.parts, true);
        } else if sum.parts.is_empty() && sum.totals.iter().any(|total| totals.contains(&shape(total))) {
            checks.lack(rule, &sum.totals, false);
        }
    }
}

/// Holds every total to its parts. `within` says how far apart rounding lets them be, for so many parts.
pub(super) fn adds_up<'f, K: Ord>(
    checks: &mut Checks,
    rule: &PublicationRule,
    sums: &BTreeMap<K, PublishedSum<'f>>,
    within: impl Fn(&PublishedSum<'f>) -> f64,
    excuse: impl Fn(&PublishedSum<'f>) -> Option<&'static str>,
) {
    lacks(checks, rule, sums);
    for sum in sums.values().filter(|sum| sum.is_whole()) {
        for total in &sum.totals {
            if total.value.addend().is_some() && sum.found().is_some() {
                sum.parts.iter().for_each(|part| checks.bind(part));
            }
            let pair = Pair { stated: total.value.addend(), found: sum.found(), within: within(sum) };
            let members = || sum.parts.iter().chain([total]);
            // Where a member does not hold in itself, the sum says nothing of the others.
            if !checks.holds(rule, total, pair, || excuse(sum)) && !members().any(|one| checks.is_doubtful(one)) {
                members().for_each(|one| checks.doubt(one));
            }
        }
    }
}

/// For totals of whole numbers.
pub(super) fn exactly(_: &PublishedSum<'_>) -> f64 {
    1e-6
}

/// For totals whose differences nothing explains.
pub(super) fn never(_: &PublishedSum<'_>) -> Option<&'static str> {
    None
}
