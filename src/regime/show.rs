//! The law of a regime in words, with citations and grades.

use crate::domain::Authorities;

use super::file::{DayCondition, Grade, LastDayRule, Late, PriceBand, RedirectUntil, Spares};
use super::library::Regime;

/// One line for a list: id, title, days, weakest grade.
pub fn line(regime: &Regime) -> String {
    let force = &regime.file.force;
    format!(
        "{}  {}  notices {} to {}  {}",
        regime.id(),
        regime.file.regime.title,
        force.notices.from,
        force.notices.to.map_or_else(|| "open".to_owned(), |day| day.to_string()),
        regime.path
    )
}

/// The whole law in words.
pub fn words(regime: &Regime) -> Vec<String> {
    let mut lines = head(regime);
    lines.extend(notices(regime));
    lines.extend(period(regime));
    lines.extend(money(regime));
    lines.push("\nRules that a day can rest on".to_owned());
    for rule in regime.file.rule.iter().map(toml::Spanned::get_ref) {
        lines.push(cited(&format!("{}: {}", rule.id, rule.words), &rule.cite, rule.grade));
    }
    lines.push("\nReadings: questions that the law leaves open".to_owned());
    for reading in regime.file.reading.iter().map(toml::Spanned::get_ref) {
        let alternatives = reading.alternatives.join(", ");
        lines.push(cited(&format!("{}: {}", reading.id, reading.question), &reading.cite, reading.grade));
        lines.push(format!("    default {}; or {alternatives}. Why: {}", reading.default, reading.why));
    }
    lines
}

pub(super) fn cited(words: &str, cite: &str, grade: Grade) -> String {
    format!("  {words} [{cite}; {}]", grade.word())
}

fn head(regime: &Regime) -> Vec<String> {
    let file = &regime.file;
    let duty = file.regime.duty.value.words();
    let window = |window: &super::file::Window| {
        format!("{} to {}", window.from, window.to.map_or_else(|| "open".to_owned(), |day| day.to_string()))
    };
    let mut lines = vec![
        format!("{}: {} ({})", regime.id(), file.regime.title, file.regime.jurisdiction),
        format!("file {} with SHA-256 {}", regime.path, regime.hash),
        format!("covers {} to {}: {}", file.coverage.from, file.coverage.to, file.coverage.why),
        format!("not seen: {}", file.regime.not_seen),
        "\nForce".to_owned(),
        cited(duty, &file.regime.duty.cite, file.regime.duty.grade),
        cited(&format!("notices: {}", window(&file.force.notices)), &file.force.notices.cite, file.force.notices.grade),
        cited(
            &format!("payments: {}", window(&file.force.payments)),
            &file.force.payments.cite,
            file.force.payments.grade,
        ),
        "\nOut of scope".to_owned(),
    ];
    for ground in file.excluded.iter().map(toml::Spanned::get_ref) {
        lines.push(cited(&format!("{}: {}", ground.reason, ground.words), &ground.cite, ground.grade));
    }
    for warning in file.warning.iter().map(toml::Spanned::get_ref) {
        lines.push("\nWarning".to_owned());
        lines.push(cited(
            &format!("{} to {}: {}", warning.from, warning.to, warning.words),
            &warning.cite,
            warning.grade,
        ));
    }
    lines
}

fn notices(regime: &Regime) -> Vec<String> {
    let (assessment, discharge) = (&regime.file.assessment_notice, &regime.file.discharge_notice);
    let interval = &regime.file.interval;
    let moves = |moves: &super::file::Cited<bool>| {
        let words = if moves.value {
            "the day so found moves past Sundays and public holidays"
        } else {
            "Sundays and public holidays are days like any other"
        };
        cited(words, &moves.cite, moves.grade)
    };
    let earliest = &assessment.earliest_days_before_admission;
    let mut lines = vec![
        "\nAssessment notice".to_owned(),
        cited(
            &format!("at the earliest {} days before expected admission", earliest.value),
            &earliest.cite,
            earliest.grade,
        ),
    ];
    lines.extend(assessment.late.iter().map(late));
    lines.push(moves(&assessment.moves_past_rest_days));
    let days = &interval.days;
    lines.push(cited(&format!("minimum interval: {} days, from the day after", days.value), &days.cite, days.grade));
    if let Some(until) = &interval.leaves_out_rest_days_until {
        let words = format!("Sundays and public holidays are left out of it until {}", until.value);
        lines.push(cited(&words, &until.cite, until.grade));
    }
    let lead = &discharge.lead_days;
    lines.push("\nDischarge notice".to_owned());
    lines.push(cited(&format!("at least {} day before the proposed day", lead.value), &lead.cite, lead.grade));
    lines.extend(discharge.late.iter().map(late));
    lines.push(moves(&discharge.moves_past_rest_days));
    lines
}

fn late(rule: &Late) -> String {
    let days = rule.on.iter().map(|on| match on {
        DayCondition::RestDay => "a Sunday or public holiday".to_owned(),
        DayCondition::Weekday(weekday) => weekday.short().to_owned(),
    });
    let days: Vec<String> = days.collect();
    let after = rule.after.map_or_else(String::new, |time| format!(" after {time}"));
    cited(&format!("on {}{after}: counts as given the following day", days.join(", ")), &rule.cite, rule.grade)
}

fn period(regime: &Regime) -> Vec<String> {
    let (start, redirect) = (&regime.file.start, &regime.file.redirect);
    let first = if start.moves_past_rest_days.value {
        "starts the day after the relevant day, moved past Sundays and public holidays"
    } else {
        "starts the day after the relevant day, whatever day that is"
    };
    let spares = match start.ready_by_spares.value {
        Spares::FirstDay => "spares the first day",
        Spares::AnyDay => "spares any day",
    };
    let mut lines = vec![
        "\nPeriod".to_owned(),
        cited(first, &start.moves_past_rest_days.cite, start.moves_past_rest_days.grade),
        cited(
            &format!("readiness by {} {spares}", start.ready_by.value),
            &start.ready_by_spares.cite,
            start.ready_by_spares.grade,
        ),
    ];
    for stop in regime.file.stop.iter().map(toml::Spanned::get_ref) {
        let day = match stop.last_day {
            LastDayRule::Same => "that day is the last",
            LastDayRule::Previous => "the day before is the last",
        };
        let before = stop.before.map_or_else(String::new, |time| format!(", before {time} the day before"));
        let readings =
            if stop.readings.is_empty() { String::new() } else { format!(" (readings {})", stop.readings.join(", ")) };
        lines.push(cited(&format!("ends by {}: {day}{before}{readings}", stop.event.words()), &stop.cite, stop.grade));
    }
    let until = match redirect.value {
        RedirectUntil::Departure => "another authority can take over until the patient leaves",
        RedirectUntil::AnyTime => "another authority can take over at any time",
    };
    lines.push(cited(until, &redirect.cite, redirect.grade));
    lines
}

fn money(regime: &Regime) -> Vec<String> {
    let currency = regime.file.regime.currency;
    let mut lines = vec!["\nMoney".to_owned()];
    for tariff in regime.file.tariff.iter().map(toml::Spanned::get_ref) {
        let words = format!(
            "{} a day for {}, {} to {}",
            tariff.amount_minor.with(currency),
            tariff.band,
            tariff.from,
            tariff.to
        );
        lines.push(cited(&words, &tariff.cite, tariff.grade));
    }
    for band in regime.file.band.iter().map(toml::Spanned::get_ref) {
        lines.push(cited(&format!("{}: {}", band.id, members(band)), &band.cite, band.grade));
    }
    lines
}

fn members(band: &PriceBand) -> String {
    let london = Authorities::england().iter().filter(|(_, authority)| authority.is_london()).count();
    let mut parts = Vec::new();
    if band.london {
        parts.push(format!("the {london} London authorities"));
    }
    if !band.authorities.is_empty() {
        parts.push(band.authorities.join(", "));
    }
    if !band.successors.is_empty() {
        parts.push(format!("by reading bedfordshire_successors=higher {}", band.successors.join(", ")));
    }
    if band.rest {
        parts.push("all others".to_owned());
    }
    parts.join("; ")
}
