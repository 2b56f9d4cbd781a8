//! The checker of regime files of the procedure `readiness`: what can be seen without a case. What needs cases (a value that
//! moves nothing, a rule that nothing reaches) is proved in `vectors`.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use toml::Spanned;

use crate::calendar::Calendar;
use crate::domain::EventKind;

use super::super::check::{RegimeProblem, RegimeProblems, check_rules, unique};
use super::choice::fits;
use super::file::{IfLate, IfMissing, ReadinessFile, ReadinessForce, ReadinessQuestion};
use super::prices::check_prices;
use super::rule::ReadinessRule;

/// Every problem of the file as written, and its zone if it is one we have.
pub(super) fn check(file: &ReadinessFile, text: &str) -> (Vec<RegimeProblem>, Option<TimeZone>) {
    let mut problems = RegimeProblems(Vec::new());
    let zone = head(file, &mut problems);
    check_citations(text, &mut problems);
    check_readings(&file.reading, text, &mut problems);
    problems.0.extend(check_values(file));
    (problems.0, zone)
}

/// Every problem of the values of a file.
pub(in crate::regime) fn check_values(file: &ReadinessFile) -> Vec<RegimeProblem> {
    let mut problems = RegimeProblems::default();
    force(file, &mut problems);
    clocks(file, &mut problems);
    stops(file, &mut problems);
    layers(file, &mut problems);
    let known = (ReadinessRule::ALL, ReadinessRule::name as fn(_) -> _);
    check_rules(&file.rule, known, reachable(file), &mut problems);
    let prices = file.price.iter().map(|price| (price.span().start, price.get_ref()));
    check_prices(prices, &mut problems.0);
    problems.0
}

fn head(file: &ReadinessFile, problems: &mut RegimeProblems) -> Option<TimeZone> {
    if file.schema != "beddays-regime/1" {
        problems.add(0, format!("schema `{}` is not one we read: `beddays-regime/1`", file.schema));
    }
    if file.coverage.to < file.coverage.from {
        problems.add(0, "coverage ends before it begins");
    }
    let zone = TimeZone::get(&file.regime.zone).ok();
    if zone.is_none() {
        problems.add(0, format!("zone `{}` is not in the zone table", file.regime.zone));
    }
    zone
}

/// Keys are refused where a citation is not there at all; here is where it is blank.
pub(in crate::regime) fn check_citations(text: &str, problems: &mut RegimeProblems) {
    for (at, _) in text.match_indices("cite = \"") {
        let rest = &text[at + "cite = \"".len()..];
        if rest.split('"').next().is_some_and(|cite| cite.trim().is_empty()) {
            problems.add(at, "a value has no citation");
        }
    }
}

fn force(file: &ReadinessFile, problems: &mut RegimeProblems) {
    let windows: Vec<(usize, &ReadinessForce)> =
        file.in_force.iter().map(|force| (force.span().start, force.get_ref())).collect();
    for (at, (byte, window)) in windows.iter().enumerate() {
        let to = window.to.unwrap_or(file.coverage.to);
        if to < window.from {
            problems.add(*byte, "in_force ends before it begins");
        }
        if window.from < file.coverage.from || to > file.coverage.to {
            problems.add(*byte, "in_force goes beyond the coverage");
        }
        for care in &window.care_types {
            if !file.scope.care_types.value.contains(care) {
                problems.add(*byte, format!("in_force names `{care}`, which is not in scope: no case can reach it"));
            }
        }
        let same_care = |other: &ReadinessForce| {
            window.care_types.is_empty()
                || other.care_types.is_empty()
                || other.care_types.iter().any(|care| window.care_types.contains(care))
        };
        let meets = |other: &ReadinessForce| {
            window.from <= other.to.unwrap_or(file.coverage.to) && other.from <= to && same_care(other)
        };
        if windows[..at].iter().any(|(_, other)| meets(other)) {
            problems.add(*byte, format!("in_force stands twice for {}: an overlap", window.from));
        }
    }
    for care in &file.scope.care_types.value {
        if !windows.iter().any(|(_, window)| window.care_types.is_empty() || window.care_types.contains(care)) {
            problems.add(0, format!("`{care}` is in scope and never in force: no case can reach it"));
        }
    }
}

fn clocks(file: &ReadinessFile, problems: &mut RegimeProblems) {
    if !file.clock.iter().any(|clock| clock.get_ref().is_needed()) {
        problems.add(0, "no clock is needed: nothing says when a charge begins");
    }
    for clock in &file.clock {
        let (byte, clock) = (clock.span().start, clock.get_ref());
        for care in clock.care_types.iter().filter(|care| !file.scope.care_types.value.contains(care)) {
            problems.add(byte, format!("clock for `{care}`, which is not in scope: no case can reach it"));
        }
        match clock.calendar.as_deref().map(|name| (name, Calendar::named(name))) {
            Some((name, None)) => {
                problems.add(byte, format!("calendar `{name}` is not there; there is {}", Calendar::NAMES.join(", ")));
            }
            Some((_, Some(calendar))) if !calendar.covers(file.coverage.from) || !calendar.covers(file.coverage.to) => {
                let (first, last) = calendar.span();
                problems.add(byte, format!("coverage goes beyond the tabled holidays, {first} to {last}"));
            }
            _ => {}
        }
    }
}

fn stops(file: &ReadinessFile, problems: &mut RegimeProblems) {
    let mut seen = BTreeSet::new();
    for stop in &file.stop {
        if !seen.insert(stop.get_ref().event) {
            problems.add(stop.span().start, format!("stop `{}` stands twice", stop.get_ref().event));
        }
    }
    for needed in [EventKind::Discharged, EventKind::SelfDischarged, EventKind::Died] {
        if !seen.contains(&needed) {
            problems.add(0, format!("no stop for `{needed}`: a charge would outlast the stay"));
        }
    }
}

fn layers(file: &ReadinessFile, problems: &mut RegimeProblems) {
    let scope = &file.scope.care_types.value;
    unique("layer", file.layer.iter().map(|layer| (layer.span().start, &layer.get_ref().id)), problems);
    for layer in &file.layer {
        let (byte, layer) = (layer.span().start, layer.get_ref());
        let cares = std::iter::once(&layer.care_types.value).chain(layer.care_types.under.values()).flatten();
        for care in cares.filter(|care| !scope.contains(care)) {
            problems.add(byte, format!("layer `{}` is for `{care}`, which is not in scope", layer.id));
        }
        if layer.to_nth.as_ref().is_some_and(|to| to.value < layer.from_nth.value) || layer.from_nth.value < 1 {
            problems.add(byte, format!("layer `{}`: no day has such a number", layer.id));
        }
    }
    let charges = |care: &String| file.layer.iter().any(|layer| layer.get_ref().care_types.value.contains(care));
    for care in scope.iter().filter(|care| !charges(care)) {
        problems.add(0, format!("no layer has a price for `{care}`: its days would cost nothing"));
    }
    for price in &file.price {
        if !file.layer.iter().any(|layer| layer.get_ref().id == price.get_ref().layer) {
            problems.add(price.span().start, format!("price of layer `{}`, which is not there", price.get_ref().layer));
        }
    }
}

/// Every `under` must name an answer that is not the default, and every such answer must change something.
pub(in crate::regime) fn check_readings(
    questions: &[Spanned<ReadinessQuestion>],
    text: &str,
    problems: &mut RegimeProblems,
) {
    unique("reading", questions.iter().map(|one| (one.span().start, &one.get_ref().id)), problems);
    let mut used = BTreeSet::new();
    if let Ok(table) = text.parse::<toml::Table>() {
        unders(&toml::Value::Table(table), &mut used);
    }
    for written in &used {
        let byte = text.find(&format!("\"{written}\"")).unwrap_or(0);
        let (name, answer) = written.split_once('=').unwrap_or((written, ""));
        match questions.iter().map(Spanned::get_ref).find(|one| one.id == name) {
            None => problems.add(byte, format!("`{written}`: the file does not ask the reading `{name}`")),
            Some(one) if !one.alternatives.iter().any(|known| known == answer) => {
                let known = one.alternatives.join(", ");
                problems.add(byte, format!("`{written}`: no alternative of `{name}`; there is {known}"));
            }
            Some(_) => {}
        }
    }
    for reading in questions {
        let (byte, reading) = (reading.span().start, reading.get_ref());
        for answer in &reading.alternatives {
            if fits(answer, &reading.default) {
                problems.add(byte, format!("reading `{}` has its default among its alternatives", reading.id));
            } else if !used.contains(&format!("{}={answer}", reading.id)) {
                problems.add(byte, format!("reading `{}`: the answer `{answer}` changes nothing", reading.id));
            }
        }
    }
}

fn unders(value: &toml::Value, used: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            if let Some(toml::Value::Table(under)) = table.get("under") {
                used.extend(under.keys().cloned());
            }
            table.values().for_each(|value| unders(value, used));
        }
        toml::Value::Array(values) => values.iter().for_each(|value| unders(value, used)),
        _ => {}
    }
}

/// The rules that some case can reach.
pub(in crate::regime) fn reachable(file: &ReadinessFile) -> BTreeSet<ReadinessRule> {
    let mut rules = BTreeSet::from([ReadinessRule::Liable, ReadinessRule::CareOutOfScope, ReadinessRule::NotInForce]);
    let requirements = || file.require.iter().map(Spanned::get_ref);
    let clocks = || file.clock.iter().map(Spanned::get_ref);
    let lates = || requirements().filter_map(|require| require.if_late.as_ref());
    let answers = || lates().flat_map(|late| std::iter::once(&late.value).chain(late.under.values()));
    let missing = || requirements().map(|require| &require.if_missing);
    let mut when = |condition: bool, rule: ReadinessRule| condition.then(|| rules.insert(rule));
    when(file.scope.settings.is_some(), ReadinessRule::SettingOutOfScope);
    when(answers().any(|late| matches!(late, IfLate::Review | IfLate::DeferByHours)), ReadinessRule::LiableForReview);
    when(answers().any(|late| *late == IfLate::Bar), ReadinessRule::MessageLate);
    let barring = missing().any(|missing| missing.value == IfMissing::Bar);
    let several = clocks().map(|clock| clock.event).collect::<BTreeSet<_>>().len() > 1;
    when(barring || several, ReadinessRule::MessageMissing);
    let days = clocks().any(|clock| clock.days.value > 0 || clock.days.under.values().any(|days| *days > 0));
    when(days || several, ReadinessRule::BeforeStart);
    when(file.ceiling.is_some(), ReadinessRule::OverCeiling);
    rules.extend(file.hold.iter().map(|hold| hold.get_ref().rule));
    rules.extend(file.stop.iter().map(|stop| stop.get_ref().rule));
    rules
}
