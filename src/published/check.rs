//! Figures against their own totals: each rule is named, and each difference says area, period and both figures.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cells::shown;
use crate::domain::Figure;

/// One rule that the figures of a file must keep among themselves.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name.
    pub name: &'static str,
    /// What it says.
    pub says: &'static str,
    /// Why a difference is not the file's fault, where a publisher's notes or a known revision explain every one.
    pub excuse: Option<&'static str>,
}

/// What became of one rule in one file.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// Its stable name.
    pub name: &'static str,
    /// What it says.
    pub says: &'static str,
    /// How often it held.
    pub passed: u64,
    /// How often it did not, and nobody can explain why.
    pub failed: u64,
    /// How often it did not, for a reason that is known.
    pub explained: u64,
    /// How often nobody can say, because one of the figures is withheld or blank.
    pub unchecked: u64,
    /// Each time it did not hold.
    pub differences: Vec<Difference>,
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
    /// Why it is not the file's fault, where that is known.
    pub explained: Option<&'static str>,
}

impl Difference {
    /// One line for people.
    pub fn words(&self) -> String {
        let Self { area, period, what, stated, found, .. } = self;
        let explained = self.explained.map(|why| format!(" ({why})")).unwrap_or_default();
        format!("{area}, {period}, {what}: {stated} stated, {found} by the other figures{explained}")
    }
}

/// All rules that a file was held to, in the order in which they came up.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Checks(pub Vec<Check>);

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
    fn entry(&mut self, rule: &Rule) -> &mut Check {
        let at = self.0.iter().position(|check| check.name == rule.name).unwrap_or_else(|| {
            let Rule { name, says, .. } = *rule;
            let (passed, failed, explained, unchecked, differences) = (0, 0, 0, 0, Vec::new());
            self.0.push(Check { name, says, passed, failed, explained, unchecked, differences });
            self.0.len() - 1
        });
        &mut self.0[at]
    }

    /// Holds a figure to a rule. `excuse` is asked only where the two differ.
    pub(super) fn compare(
        &mut self,
        rule: &Rule,
        figure: &Figure,
        pair: Pair,
        excuse: impl FnOnce() -> Option<&'static str>,
    ) {
        let check = self.entry(rule);
        let (Some(stated), Some(found)) = (pair.stated, pair.found) else {
            check.unchecked += 1;
            return;
        };
        if (stated - found).abs() <= pair.within {
            check.passed += 1;
            return;
        }
        let explained = rule.excuse.or_else(excuse);
        self.differ(rule, figure, (shown(stated), shown(found)), explained);
    }

    /// A difference between two cells, in words.
    pub(super) fn differ(
        &mut self,
        rule: &Rule,
        figure: &Figure,
        (stated, found): (String, String),
        explained: Option<&'static str>,
    ) {
        let check = self.entry(rule);
        if explained.is_some() {
            check.explained += 1
        } else {
            check.failed += 1
        }
        check.differences.push(Difference {
            area: figure.area_words(),
            period: figure.period_words(),
            what: figure.what_words(),
            stated,
            found,
            record: figure.origin.source_record,
            explained,
        });
    }

    /// One more time that a rule held.
    pub(super) fn hold(&mut self, rule: &Rule) {
        self.entry(rule).passed += 1;
    }
}

/// A figure's part in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is the sum.
    Total,
    /// It is one of the parts.
    Part,
}

/// A total and its parts.
#[derive(Debug, Default)]
pub(super) struct Sum<'f> {
    pub totals: Vec<&'f Figure>,
    pub parts: Vec<&'f Figure>,
}

impl Sum<'_> {
    /// What the parts come to; nothing if one of them is withheld or blank.
    pub fn found(&self) -> Option<f64> {
        self.parts.iter().map(|part| part.value.addend()).sum()
    }
}

/// The sums that the figures of a file form: for each key, its total and its parts. Totals without parts, and parts
/// without a total, say nothing and are left out.
pub(super) fn sums<'f, K: Ord>(
    figures: impl IntoIterator<Item = &'f Figure>,
    role: impl Fn(&'f Figure) -> Option<(K, Role)>,
) -> BTreeMap<K, Sum<'f>> {
    let mut sums: BTreeMap<K, Sum<'f>> = BTreeMap::new();
    for figure in figures {
        match role(figure) {
            Some((key, Role::Total)) => sums.entry(key).or_default().totals.push(figure),
            Some((key, Role::Part)) => sums.entry(key).or_default().parts.push(figure),
            None => {}
        }
    }
    sums.retain(|_, sum| !sum.totals.is_empty() && !sum.parts.is_empty());
    sums
}

/// Holds every total to its parts. `within` says how far apart rounding lets them be, for so many parts.
pub(super) fn adds_up<'f, K: Ord>(
    checks: &mut Checks,
    rule: &Rule,
    sums: &BTreeMap<K, Sum<'f>>,
    within: impl Fn(&Sum<'f>) -> f64,
    excuse: impl Fn(&Sum<'f>) -> Option<&'static str>,
) {
    for sum in sums.values() {
        for total in &sum.totals {
            let pair = Pair { stated: total.value.addend(), found: sum.found(), within: within(sum) };
            checks.compare(rule, total, pair, || excuse(sum));
        }
    }
}

/// For totals of whole numbers.
pub(super) fn exactly(_: &Sum<'_>) -> f64 {
    1e-6
}

/// For totals whose differences nothing explains.
pub(super) fn never(_: &Sum<'_>) -> Option<&'static str> {
    None
}
