//! A convention in words, with citations and grades.

use toml::Spanned;

use super::Convention;
use super::file::{BandsOf, ConventionFile};
use super::rules::{Booked, OnTheDay, Use, WithinThreshold};
use crate::regime::file::Grade;

/// One line for a list: id, title, days of use, file.
pub fn line(convention: &Convention) -> String {
    let used = match &convention.file.used {
        Some(used) => {
            format!("used {} to {}", used.from, used.to.map_or_else(|| "now".to_owned(), |day| day.to_string()))
        }
        None => "days of use not found".to_owned(),
    };
    format!("{}  {}  {used}  {}", convention.id(), convention.file.convention.title, convention.path)
}

/// All of it in words.
pub fn words(convention: &Convention) -> Vec<String> {
    let file = &convention.file;
    let head = &file.convention;
    let mut lines = vec![
        format!("{}: {} ({}, {})", convention.label(), head.title, head.publisher, head.jurisdiction),
        format!("file {} with SHA-256 {}", convention.path, convention.hash),
    ];
    if let Some(used) = &file.used {
        let to = used.to.map_or_else(|| "now".to_owned(), |day| day.to_string());
        lines.push(cited(&format!("figures were published so from {} to {to}", used.from), &used.cite, used.grade));
    }
    lines.push("\nDays".to_owned());
    lines.extend(days(convention));
    if let Some(census) = &file.census {
        lines.push("\nCensus".to_owned());
        let which = format!("{:?} {:?} of the month", census.which, census.weekday).to_lowercase();
        let to = census.to.map_or_else(String::new, |day| format!(", the last one by {day}"));
        lines.push(cited(&format!("{which}{to}"), &census.cite, census.grade));
        let on_the_day = match census.on_the_day.value {
            OnTheDay::Counted => "who leaves on the day is still counted",
            OnTheDay::NotCounted => "who leaves on the day is not counted",
        };
        lines.push(cited(on_the_day, &census.on_the_day.cite, census.on_the_day.grade));
    }
    lines.extend(bands(file));
    lines.push("\nLeft out".to_owned());
    for ground in file.excluded.iter().map(Spanned::get_ref) {
        let of: Vec<&str> = ground.of.iter().map(|of| if *of == Use::Days { "days" } else { "census" }).collect();
        let words = format!("{} (from {}): {}", ground.reason, of.join(" and "), ground.words);
        lines.push(cited(&words, &ground.cite, ground.grade));
    }
    if file.excluded.is_empty() {
        lines.push("  no one".to_owned());
    }
    lines.push("\nReadings: questions that the sources leave open".to_owned());
    for (reading, (_, used)) in file.reading.iter().map(Spanned::get_ref).zip(&convention.readings) {
        lines.push(cited(&format!("{}: {}", reading.id, reading.question), &reading.cite, reading.grade));
        let alternatives = reading.alternatives.join(", ");
        lines.push(format!(
            "    default {}; or {alternatives}; here {used}. Why the default: {}",
            reading.default, reading.why
        ));
    }
    lines
}

fn days(convention: &Convention) -> Vec<String> {
    let (days, rules) = (&convention.file.days, &convention.rules);
    let counts = |counted| if counted { "is counted" } else { "is not counted" };
    let boundary = format!(
        "the ready day {}, the day on which the delay ends {}",
        counts(rules.boundary.counts_first()),
        counts(rules.boundary.counts_last())
    );
    let booked = match rules.booked {
        Booked::OwnMonth => "a day belongs to the month it lies in",
        Booked::MonthOfEnd => "all days of a delay belong to the month in which it ends; before that there are none",
    };
    let mut lines = vec![
        cited(&boundary, &days.boundary.cite, days.boundary.grade),
        cited(booked, &days.booked.cite, days.booked.grade),
    ];
    if let Some(threshold) = &days.threshold {
        lines.push(cited(
            &format!("a delay lasts more than {} hours", threshold.hours),
            &threshold.cite,
            threshold.grade,
        ));
    }
    if let Some(within) = &days.within_threshold {
        let words = match rules.within_threshold {
            WithinThreshold::LeftOut => "those hours are no delayed days",
            WithinThreshold::CountedOncePassed => "those hours are delayed days once they have passed",
        };
        lines.push(cited(words, &within.cite, within.grade));
    }
    lines
}

fn bands(file: &ConventionFile) -> Vec<String> {
    let Some(bands) = &file.bands else { return Vec::new() };
    let of = match bands.of {
        BandsOf::Census => "at the census",
        BandsOf::End => "at the end of the delay",
    };
    let names: Vec<&str> = bands.list.iter().map(|band| band.name.as_str()).collect();
    let words = format!("bands of length {of}: {}", names.join(", "));
    vec!["\nLength".to_owned(), cited(&words, &bands.cite, bands.grade)]
}

fn cited(words: &str, cite: &str, grade: Grade) -> String {
    format!("  {words} [{cite}; {}]", grade.word())
}
