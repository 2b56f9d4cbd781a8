//! An agreement over a regime of readiness.

use std::collections::BTreeMap;
use std::fmt::Debug;

use toml::Spanned;

use crate::domain::Day;

use super::super::check::RegimeProblem;
use super::super::file::{Cited, DayRule};
use super::super::readiness::file::{DatedBy, LayerPrice, ReadinessClock, ReadinessFile, ReadinessForce};
use super::super::readiness::{CutOff, LawChoice, PriceLevel, ReadinessRegime, ReadinessRule, check_values, reachable};
use super::changes::AgreedChanges;
use super::file::{AgreedDays, AgreedPrice, AgreementFile, AgreementHead, meant};
use super::{AgreementText, coverage, duty};

/// The regime with the values of an agreement.
pub(super) fn extended(
    base: &ReadinessRegime,
    agreed: &AgreementFile,
    (path, text, hash): AgreementText<'_>,
    changes: &mut AgreedChanges,
) -> ReadinessRegime {
    let mut file = base.file.clone();
    let head = &agreed.agreement;
    (file.regime.id, file.regime.title) = (head.id.get_ref().clone(), head.title.clone());
    (file.regime.follows, file.regime.duty) = (None, duty(head));
    file.coverage = coverage(head);
    force(&mut file, base, head, changes);
    if let Some(threshold) = &agreed.threshold {
        changes.refuse(threshold.span().start, base.id(), "threshold");
    }
    let priced = prices(&mut file, base, agreed, changes);
    let of_force = base.file.in_force.iter().flat_map(|force| force.get_ref().by.under.keys().cloned());
    let mut answered: Vec<String> = of_force.collect();
    free_days(&mut file, base, agreed, (&mut answered, changes));
    cut_offs(&mut file, base, agreed, (&mut answered, changes));
    ceiling(&mut file, agreed, changes);
    unasked(&mut file, &answered, &base.text);
    let reachable = reachable(&file);
    file.rule.retain(|rule| reachable.iter().any(|known| known.name() == rule.get_ref().id));
    if let Some(rule) = file.rule.iter_mut().find(|rule| rule.get_ref().id == ReadinessRule::NotInForce.name()) {
        let rule = rule.get_mut();
        (rule.words, rule.cite, rule.grade) =
            ("The agreement does not govern the day".to_owned(), head.cite.clone(), head.grade);
    }
    if changes.problems.0.is_empty() {
        let at = head.extends.span().start;
        let problems = check_values(&file).into_iter();
        problems.for_each(|RegimeProblem { what, .. }| changes.problems.add(at, format!("with the agreement, {what}")));
    }
    base.extended(file, &priced, (path, text, hash))
}

/// In force is what the regime governs, on the days of the agreement.
fn force(file: &mut ReadinessFile, base: &ReadinessRegime, head: &AgreementHead, changes: &mut AgreedChanges) {
    let (from, to) = head.days();
    let within = |force: &ReadinessForce| {
        let (first, last) = (force.from.max(from), force.to.map_or(to, |last| last.min(to)));
        // It governs its own days, whatever date decides which version of the law does.
        let by = LawChoice { value: DatedBy::Day, under: BTreeMap::new(), cite: head.cite.clone(), grade: head.grade };
        let (cite, grade) = (head.cite.clone(), head.grade);
        (first <= last).then(|| ReadinessForce { by, from: first, to: Some(last), cite, grade, ..force.clone() })
    };
    let windows = || base.file.in_force.iter().map(Spanned::get_ref);
    file.in_force = windows().filter_map(within).map(|force| Spanned::new(head.from.span(), force)).collect();
    let first = windows().map(|force| force.from).min();
    let last =
        windows().map(|force| force.to).max_by_key(|to| to.map_or((true, None), |day| (false, Some(day)))).flatten();
    if first.is_some_and(|first| from < first) {
        changes.problems.add(head.from.span().start, format!("`{}` is not in force on {from}", base.id()));
    }
    if last.is_some_and(|last| last < to) {
        changes.problems.add(head.to.span().start, format!("`{}` is not in force on {to} any more", base.id()));
    }
}

/// Sets the prices; gives the layers that have one.
fn prices(
    file: &mut ReadinessFile,
    base: &ReadinessRegime,
    agreed: &AgreementFile,
    changes: &mut AgreedChanges,
) -> Vec<String> {
    let days = agreed.agreement.days();
    let layers: Vec<String> = file.layer.iter().map(|layer| layer.get_ref().id.clone()).collect();
    let known: Vec<&str> = layers.iter().map(String::as_str).collect();
    let is_meant = |price: &AgreedPrice, layer: &str| price.of.as_ref().is_none_or(|of| of.get_ref() == layer);
    let has_price = |layer: &&String| agreed.price.iter().any(|price| is_meant(price.get_ref(), layer));
    let priced: Vec<String> = layers.iter().filter(has_price).cloned().collect();
    file.price.retain(|price| !priced.contains(&price.get_ref().layer));
    for price in &agreed.price {
        let (span, price) = (price.span(), price.get_ref());
        let (of, byte) = meant(price.of.as_ref(), span.start);
        if let Some(of) = of.filter(|of| !known.contains(of)) {
            changes.unknown(byte, base.id(), ("price", of), &known);
        }
        if !changes.is_price(span.start, price, days) {
            continue;
        }
        let (from, to) = (price.from.unwrap_or(days.0), price.to.unwrap_or(days.1));
        for layer in file.layer.iter_mut().map(Spanned::get_mut).filter(|layer| is_meant(price, &layer.id)) {
            let before = base.price(layer, from, PriceLevel::OfTheDay).ok();
            // What was agreed is what is paid: no index raises it.
            layer.price_level = None;
            let (layer, cite, grade) = (layer.id.clone(), price.cite.clone(), price.grade);
            let value = format!("price of {layer}");
            changes.price(&value, before, price, file.regime.currency);
            let meets = |other: &LayerPrice| other.layer == layer && other.from <= to && other.to >= Some(from);
            if file.price.iter().any(|other| meets(other.get_ref())) {
                changes.twice(span.start, &value);
            }
            let price = LayerPrice { layer, from, to: Some(to), amount_minor: price.amount_minor, cite, grade };
            file.price.push(Spanned::new(span.clone(), price));
        }
    }
    priced
}

/// The clocks that a value is agreed for.
struct ClockSearch<'a> {
    /// The event, and the kinds of care, that are named.
    of: Option<&'a str>,
    care_types: &'a [String],
    /// The place of what is named, and what is agreed, in words.
    byte: usize,
    name: &'a str,
    /// The days of the agreement.
    days: (Day, Day),
    regime: &'a str,
}

impl ClockSearch<'_> {
    /// Their places, with one value between them that was not set before; a clock for every kind of care is parted where some of
    /// them are named. Nothing where there is no such clock, or several with different values.
    fn find<T: PartialEq + Debug>(
        &self,
        file: &mut ReadinessFile,
        value: impl Fn(&ReadinessClock) -> T,
        set: &mut Vec<usize>,
        changes: &mut AgreedChanges,
    ) -> Option<(Vec<usize>, T)> {
        let scope = file.scope.care_types.value.clone();
        if let Some(care) = self.care_types.iter().find(|care| !scope.contains(care)) {
            let known: Vec<&str> = scope.iter().map(String::as_str).collect();
            changes.unknown(self.byte, self.regime, ("care", care), &known);
            return None;
        }
        self.part(file, &scope, set);
        let is_of_care = |clock: &ReadinessClock| {
            self.care_types.is_empty() || clock.care_types.iter().any(|care| self.care_types.contains(care))
        };
        let meant = |clock: &ReadinessClock| self.is_near(clock) && is_of_care(clock);
        let places = file.clock.iter().enumerate().filter(|(_, clock)| meant(clock.get_ref()));
        let places: Vec<usize> = places.map(|(at, _)| at).collect();
        let values: Vec<T> = places.iter().map(|at| value(file.clock[*at].get_ref())).collect();
        if places.iter().any(|at| set.contains(at)) {
            changes.twice(self.byte, self.name);
            return None;
        }
        if values.iter().any(|other| *other != values[0]) {
            let what =
                format!("`{}` has several {}, {values:?}: say of which event or `care_types`", self.regime, self.name);
            changes.problems.add(self.byte, what);
            return None;
        }
        let Some(before) = values.into_iter().next() else {
            let mut known: Vec<&str> = file.clock.iter().map(|clock| clock.get_ref().event.name()).collect();
            known.dedup();
            changes.unknown(self.byte, self.regime, (self.name, self.of.unwrap_or("such care")), &known);
            return None;
        };
        set.extend(&places);
        Some((places, before))
    }

    /// Whether a clock is of the event and can run in the days of the agreement.
    fn is_near(&self, clock: &ReadinessClock) -> bool {
        let (from, to) = self.days;
        let dated = clock
            .dated
            .as_ref()
            .is_none_or(|dates| dates.from.is_none_or(|first| first <= to) && dates.to.is_none_or(|last| from <= last));
        dated && self.of.is_none_or(|of| clock.event.name() == of)
    }

    /// Parts each clock for every kind of care into one for those that are named and one for the others.
    fn part(&self, file: &mut ReadinessFile, scope: &[String], set: &mut Vec<usize>) {
        let others: Vec<String> = scope.iter().filter(|care| !self.care_types.contains(care)).cloned().collect();
        if self.care_types.is_empty() || others.is_empty() {
            return;
        }
        for at in 0..file.clock.len() {
            let clock = file.clock[at].get_ref();
            if self.is_near(clock) && clock.care_types.is_empty() {
                let named = ReadinessClock { care_types: self.care_types.to_vec(), ..clock.clone() };
                let span = file.clock[at].span();
                file.clock[at].get_mut().care_types.clone_from(&others);
                if set.contains(&at) {
                    set.push(file.clock.len());
                }
                file.clock.push(Spanned::new(span, named));
            }
        }
    }
}

fn free_days(
    file: &mut ReadinessFile,
    base: &ReadinessRegime,
    agreed: &AgreementFile,
    (answered, changes): (&mut Vec<String>, &mut AgreedChanges),
) {
    let span = agreed.agreement.days();
    let mut set = Vec::new();
    for days in &agreed.free_days {
        let (whole, days) = (days.span().start, days.get_ref());
        let AgreedDays { care_types, cite, grade, .. } = days;
        let (of, byte) = meant(days.of.as_ref(), whole);
        let search = ClockSearch { of, care_types, byte, name: "free days", days: span, regime: base.id() };
        let Some((places, before)) = search.find(file, |clock| clock.days.value, &mut set, changes) else { continue };
        for at in places {
            let clock = file.clock[at].get_mut();
            answered.extend(clock.days.under.keys().cloned());
            let value = i32::from(days.days);
            clock.days = LawChoice { value, under: BTreeMap::new(), cite: cite.clone(), grade: *grade };
        }
        let value =
            format!("free days{}", of.map_or_else(String::new, |of| format!(" from {of}"))) + &of_care(care_types);
        changes.add(&value, format!("{before} days"), format!("{} days", days.days), (cite.clone(), *grade));
    }
}

fn cut_offs(
    file: &mut ReadinessFile,
    base: &ReadinessRegime,
    agreed: &AgreementFile,
    (answered, changes): (&mut Vec<String>, &mut AgreedChanges),
) {
    let span = agreed.agreement.days();
    let mut set = Vec::new();
    for time in &agreed.cut_off {
        let (whole, time) = (time.span().start, time.get_ref());
        if !changes.is_time(whole, time) {
            continue;
        }
        let (of, byte) = meant(time.of.as_ref(), whole);
        let care_types = time.care_types.as_slice();
        let search = ClockSearch { of, care_types, byte, name: "cut-off", days: span, regime: base.id() };
        let cut_off = |clock: &ReadinessClock| clock.cut_off.as_ref().map_or(CutOff::Never, |cut_off| cut_off.value);
        let Some((places, before)) = search.find(file, cut_off, &mut set, changes) else { continue };
        for at in places {
            let clock = file.clock[at].get_mut();
            answered.extend(clock.cut_off.iter().flat_map(|cut_off| cut_off.under.keys().cloned()));
            let (cite, grade) = (time.cite.clone(), time.grade);
            clock.cut_off = Some(LawChoice { value: time.time, under: BTreeMap::new(), cite, grade });
        }
        let was = match before {
            CutOff::After(time) => Some(time),
            _ => None,
        };
        let value = format!("cut-off{}", of.map_or_else(String::new, |of| format!(" of {of}"))) + &of_care(care_types);
        changes.time(&value, was, time);
    }
}

fn of_care(care_types: &[String]) -> String {
    if care_types.is_empty() { String::new() } else { format!(" ({})", care_types.join(", ")) }
}

fn ceiling(file: &mut ReadinessFile, agreed: &AgreementFile, changes: &mut AgreedChanges) {
    let Some(ceiling) = agreed.ceiling.as_ref() else { return };
    let (span, ceiling) = (ceiling.span(), ceiling.get_ref());
    let (value, cite, grade) = (i32::from(ceiling.days), ceiling.cite.clone(), ceiling.grade);
    file.ceiling = Some(Cited { value, cite: cite.clone(), grade });
    let words = "Not charged: the charge has lasted as many days as the agreement allows".to_owned();
    let id = ReadinessRule::OverCeiling.name().to_owned();
    file.rule.push(Spanned::new(span, DayRule { id, words, cite, grade }));
    changes.add("ceiling", "none".to_owned(), format!("{value} days of one charge"), (ceiling.cite.clone(), grade));
}

/// Questions are left out that nothing but a value asked that was agreed. Each answer stands in the text as often as it is used.
fn unasked(file: &mut ReadinessFile, answered: &[String], text: &str) {
    let of = |reading: &str, written: &str| written.split_once('=').is_some_and(|(name, _)| name == reading);
    let clocks = file.clock.iter().map(Spanned::get_ref);
    let left =
        clocks.flat_map(|clock| clock.days.under.keys().chain(clock.cut_off.iter().flat_map(|one| one.under.keys())));
    let left: Vec<&String> = left.collect();
    file.reading.retain(|asked| {
        let id = &asked.get_ref().id;
        let gone = answered.iter().filter(|written| of(id, written)).count();
        let is_left = left.iter().any(|written| of(id, written));
        gone == 0 || is_left || text.matches(&format!("\"{id}=")).count() > gone
    });
}
