//! A regime of readiness in words, with citations and grades.

use std::fmt::Debug;

use toml::Spanned;

use crate::domain::Day;

use super::super::show::cited;
use super::file::{DatedBy, PayerRule, ReadinessClock, ReadinessQuestion, Remark};
use super::{LawChoice, ReadinessRegime};

/// One line for a list: id, title, days, file.
pub fn line(regime: &ReadinessRegime) -> String {
    let windows = regime.file.in_force.iter().map(Spanned::get_ref);
    let from = windows.clone().map(|force| force.from).min();
    let to = windows.map(|force| force.to).max_by_key(|to| to.map_or((true, None), |day| (false, Some(day))));
    format!(
        "{}  {}  in force {} to {}  {}",
        regime.id(),
        regime.file.regime.title,
        from.map_or_else(String::new, |day| day.to_string()),
        until(to.flatten()),
        regime.path
    )
}

fn until(day: Option<Day>) -> String {
    day.map_or_else(|| "open".to_owned(), |day| day.to_string())
}

/// The whole law in words.
pub fn words(regime: &ReadinessRegime) -> Vec<String> {
    let file = &regime.file;
    let head = &file.regime;
    let mut lines = vec![
        format!("{}: {} ({})", regime.id(), head.title, head.jurisdiction),
        format!("file {} with SHA-256 {}", regime.path, regime.hash),
        format!("covers {} to {}: {}", file.coverage.from, file.coverage.to, file.coverage.why),
        format!("not seen: {}", head.not_seen),
    ];
    lines.extend(head.follows.as_ref().map(|before| format!("follows {before}")));
    lines.push("\nForce".to_owned());
    lines.push(cited(head.duty.value.words(), &head.duty.cite, head.duty.grade));
    for force in file.in_force.iter().map(Spanned::get_ref) {
        let by = choice("", &force.by, |by| match by {
            DatedBy::Day => "days".to_owned(),
            DatedBy::Event(kind) => format!("what began with {kind}"),
        });
        let span = format!("{}{} from {} to {}", of_care(&force.care_types), by, force.from, until(force.to));
        lines.push(cited(&span, &force.cite, force.grade));
    }
    lines.push("\nScope and payer".to_owned());
    let cares = &file.scope.care_types;
    lines.push(cited(&format!("care: {}", cares.value.join(", ")), &cares.cite, cares.grade));
    if let Some(settings) = &file.scope.settings {
        lines.push(cited(&format!("hospitals: {}", settings.value.join(", ")), &settings.cite, settings.grade));
    }
    let payer = choice("pays: ", &file.payer, |payer| {
        let words = match payer {
            PayerRule::RegisteredIn => "the municipality the patient is registered in",
            PayerRule::StayingIn => "the municipality the patient stays in",
            PayerRule::Residence => "the municipality the patient lives in on the day",
        };
        words.to_owned()
    });
    lines.push(cited(&payer, &file.payer.cite, file.payer.grade));
    lines.extend(period(regime));
    lines.extend(money(regime));
    lines.push("\nRules that a day can rest on".to_owned());
    for rule in file.rule.iter().map(Spanned::get_ref) {
        lines.push(cited(&format!("{}: {}", rule.id, rule.words), &rule.cite, rule.grade));
    }
    lines.extend(remarks_and_readings(&file.remark, &file.reading));
    lines
}

/// What decides no day, and what the law leaves open.
pub fn remarks_and_readings(remarks: &[Spanned<Remark>], readings: &[Spanned<ReadinessQuestion>]) -> Vec<String> {
    let mut lines = Vec::new();
    for remark in remarks.iter().map(Spanned::get_ref) {
        lines.push(format!("\n{}", remark.about));
        lines.push(cited(&remark.words, &remark.cite, remark.grade));
    }
    lines.push("\nReadings: questions that the law leaves open".to_owned());
    for reading in readings.iter().map(Spanned::get_ref) {
        let note = reading.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
        lines.push(cited(&format!("{}{note}: {}", reading.id, reading.question), &reading.cite, reading.grade));
        let alternatives = reading.alternatives.join(", ");
        lines.push(format!("    default {}; or {alternatives}. Why: {}", reading.default, reading.why));
    }
    lines
}

fn of_care(care_types: &[String]) -> String {
    if care_types.is_empty() { String::new() } else { format!("{}: ", care_types.join(", ")) }
}

/// A value in words, with what it is under other answers.
fn choice<T>(before: &str, choice: &LawChoice<T>, words: impl Fn(&T) -> String) -> String {
    let under = choice.under.iter().map(|(written, value)| format!("; by {written} {}", words(value)));
    format!("{before}{}{}", words(&choice.value), under.collect::<String>())
}

/// The word of a file for a value without fields.
fn word(value: &impl Debug) -> String {
    let mut word = String::new();
    for letter in format!("{value:?}").chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push(' ');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

fn period(regime: &ReadinessRegime) -> Vec<String> {
    let mut lines = vec!["\nWhen a charge begins: when each of these has run".to_owned()];
    lines.extend(regime.file.clock.iter().map(|one| clock(one.get_ref())));
    lines.push("\nMessages that it needs".to_owned());
    for required in regime.file.require.iter().map(Spanned::get_ref) {
        let within = required.within.as_ref().map_or_else(String::new, |within| {
            let hours = within.hours.as_ref().map(|hours| format!("{} hours", hours.value));
            let days = within.days.as_ref().map(|days| format!("{} days", days.value));
            let of: Vec<&str> = within.of.iter().map(|kind| kind.name()).collect();
            let time: Vec<String> = hours.into_iter().chain(days).collect();
            format!(" within {} of {}", time.join(" and "), of.join(" or "))
        });
        let missing = choice("; missing: ", &required.if_missing, word);
        let late = required.if_late.as_ref().map_or_else(String::new, |late| choice("; late: ", late, word));
        let words = format!("{}{}{within}{missing}{late}", of_care(&required.care_types), required.event);
        lines.push(cited(&words, &required.if_missing.cite, required.if_missing.grade));
    }
    for hold in regime.file.hold.iter().map(Spanned::get_ref) {
        let named = |word: &super::file::EventWord| {
            word.word.as_ref().map_or_else(|| word.kind.to_string(), |value| format!("{}={value}", word.kind))
        };
        let start = choice("at the start it ", &hold.at_start, word);
        let later = choice("; later it is: ", &hold.later, word);
        let words = format!("held from {} until {}: {start}{later}", named(&hold.from), named(&hold.until));
        lines.push(cited(&words, &hold.at_start.cite, hold.at_start.grade));
    }
    lines.push("\nWhat ends it".to_owned());
    for stop in regime.file.stop.iter().map(Spanned::get_ref) {
        let words = format!(
            "{}{}{}",
            stop.event,
            choice("; its day: ", &stop.end_day, word),
            choice("; then: ", &stop.then, word)
        );
        lines.push(cited(&words, &stop.end_day.cite, stop.end_day.grade));
    }
    lines
}

fn clock(clock: &ReadinessClock) -> String {
    let mut words = choice("", &clock.days, |days| format!("{days} days"));
    if let Some(calendar) = &clock.calendar {
        words += &format!(" of the calendar {calendar}");
    }
    words += &format!(" after {}", clock.event);
    if let Some(cut_off) = &clock.cut_off {
        words += &choice(", sent the next day when ", cut_off, |cut_off| match cut_off {
            super::CutOff::Never => "never".to_owned(),
            super::CutOff::After(time) => format!("after {time}"),
            super::CutOff::Answered => "after that time".to_owned(),
        });
    }
    if let Some(dated) = &clock.dated {
        let from = dated.from.map_or_else(|| "the beginning".to_owned(), |day| day.to_string());
        words += &format!(", dated {from} to {}", until(dated.to));
    }
    let applies = clock.applies.as_ref().map_or_else(String::new, |applies| choice("; run: ", applies, word));
    cited(&format!("{}{words}{applies}", of_care(&clock.care_types)), &clock.days.cite, clock.days.grade)
}

fn money(regime: &ReadinessRegime) -> Vec<String> {
    let (file, currency) = (&regime.file, regime.file.regime.currency);
    let mut lines = vec!["\nMoney".to_owned()];
    for layer in file.layer.iter().map(Spanned::get_ref) {
        let last = layer.to_nth.as_ref().map_or_else(|| "on".to_owned(), |last| format!("to {}", last.value));
        let cares = choice("", &layer.care_types, |cares| cares.join(", "));
        let level = layer.price_level.as_ref().map(|level| format!(", at the price level of {}", level.value));
        let from = &layer.from_nth;
        let words = format!(
            "{} to {}: {cares}, from day {} {last}{}",
            layer.id,
            layer.payee,
            from.value,
            level.unwrap_or_default()
        );
        lines.push(cited(&words, &from.cite, from.grade));
        let prices = file.price.iter().map(Spanned::get_ref).chain(&regime.own_prices);
        for price in prices.filter(|price| price.layer == layer.id) {
            let amount = price.amount_minor.with(currency);
            let words = format!("  {amount} a day, {} to {}", price.from, until(price.to));
            lines.push(cited(&words, &price.cite, price.grade));
        }
    }
    lines.extend(regime.price_files.iter().map(|path| format!("  prices added from {path}")));
    let windows = || file.in_force.iter().map(Spanned::get_ref);
    let from = windows().map(|force| force.from).min().unwrap_or(file.coverage.from);
    let to = windows().map(|force| force.to.unwrap_or(file.coverage.to)).max().unwrap_or(file.coverage.to);
    for (layer, years) in years_of_layers(&regime.years_without_price(from, to)) {
        lines.push(format!("  no price is known of layer {layer} for {years}: such days are counted and not priced"));
    }
    lines
}

/// The years of each layer, those that follow each other drawn together.
fn years_of_layers(missing: &[(i16, &str)]) -> Vec<(String, String)> {
    let mut layers: Vec<(String, Vec<(i16, i16)>)> = Vec::new();
    for (year, layer) in missing {
        if layers.last().is_none_or(|(last, _)| last != layer) {
            layers.push(((*layer).to_owned(), Vec::new()));
        }
        let Some((_, spans)) = layers.last_mut() else { continue };
        match spans.last_mut().filter(|(_, to)| *to + 1 == *year) {
            Some((_, to)) => *to = *year,
            None => spans.push((*year, *year)),
        }
    }
    let span = |(from, to): &(i16, i16)| if from == to { from.to_string() } else { format!("{from} to {to}") };
    layers.into_iter().map(|(layer, spans)| (layer, spans.iter().map(span).collect::<Vec<_>>().join(", "))).collect()
}
