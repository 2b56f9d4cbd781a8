//! The checker of convention files: missing citations, gaps in bands, readings that no rule asks, grounds that no stay can meet.

use std::collections::BTreeSet;

use toml::Spanned;

use super::file::{ConventionFile, LeftOutRule, LengthBands};
use super::rules::{Boundary, Use, WithinThreshold};
use crate::regime::file::{Grade, LawQuestion};

type ConventionProblems = Vec<(usize, String)>;

/// Every problem of the file, with the byte where it stands.
pub(super) fn check(file: &ConventionFile) -> ConventionProblems {
    let mut problems = Vec::new();
    if file.schema != "beddays-counting/1" {
        problems.push((0, format!("schema `{}` is not known: this program reads beddays-counting/1", file.schema)));
    }
    citations(file, &mut problems);
    if file.used.as_ref().is_some_and(|used| used.to.is_some_and(|to| to < used.from)) {
        problems.push((0, "used ends before it begins".to_owned()));
    }
    threshold(file, &mut problems);
    readings(file, &mut problems);
    if let Some(bands) = &file.bands {
        check_bands(bands, &mut problems);
    }
    let mut seen = BTreeSet::new();
    for item in &file.excluded {
        ground(item, file.census.is_some(), &mut problems);
        if !seen.insert(&item.get_ref().reason) {
            problems.push((item.span().start, format!("excluded `{}` stands twice", item.get_ref().reason)));
        }
    }
    problems
}

fn citations(file: &ConventionFile, problems: &mut ConventionProblems) {
    let days = &file.days;
    let mut cites = vec![(0, "days.boundary", &days.boundary.cite), (0, "days.booked", &days.booked.cite)];
    cites.extend(file.used.as_ref().map(|used| (0, "used", &used.cite)));
    cites.extend(days.threshold.as_ref().map(|threshold| (0, "days.threshold", &threshold.cite)));
    cites.extend(days.within_threshold.as_ref().map(|within| (0, "days.within_threshold", &within.cite)));
    cites.extend(file.census.as_ref().map(|census| (0, "census", &census.cite)));
    cites.extend(file.census.as_ref().map(|census| (0, "census.on_the_day", &census.on_the_day.cite)));
    cites.extend(file.bands.as_ref().map(|bands| (0, "bands", &bands.cite)));
    cites.extend(file.reading.iter().map(|item| (item.span().start, "a reading", &item.get_ref().cite)));
    cites.extend(file.excluded.iter().map(|item| (item.span().start, "an excluded ground", &item.get_ref().cite)));
    for (byte, name, cite) in cites {
        if cite.trim().is_empty() {
            problems.push((byte, format!("{name} has no citation")));
        }
    }
}

fn threshold(file: &ConventionFile, problems: &mut ConventionProblems) {
    let days = &file.days;
    match (&days.threshold, &days.within_threshold) {
        (Some(threshold), _) if threshold.hours < 24 || threshold.hours % 24 != 0 => {
            problems.push((
                0,
                format!("a threshold of {} hours: only whole days can be counted from dates", threshold.hours),
            ));
        }
        (Some(_), None) => problems.push((0, "a threshold, and nothing on the days within it".to_owned())),
        (None, Some(_)) => {
            problems.push((0, "days within a threshold, and no threshold: no case can reach it".to_owned()))
        }
        _ => {}
    }
}

/// A value that is a reading is asked as one, and the other way round, with the answers that the rules know.
fn readings(file: &ConventionFile, problems: &mut ConventionProblems) {
    let days = &file.days;
    let boundary = (days.boundary.grade, days.boundary.value.name());
    let within = days.within_threshold.as_ref().map(|within| (within.grade, within.value.name()));
    let known = [
        ("day_boundary", Some(boundary), Boundary::ALL.map(Boundary::name).to_vec()),
        ("within_threshold", within, WithinThreshold::ALL.map(WithinThreshold::name).to_vec()),
    ];
    let mut seen = BTreeSet::new();
    for item in &file.reading {
        let (byte, reading) = (item.span().start, item.get_ref());
        if !seen.insert(reading.id.as_str()) {
            problems.push((byte, format!("reading `{}` stands twice", reading.id)));
        }
        match known.iter().find(|(id, _, _)| *id == reading.id) {
            Some((_, Some(value), answers)) => answer(byte, reading, *value, answers, problems),
            Some((_, None, _)) => problems.push((byte, format!("reading `{}`: days has no such value", reading.id))),
            None => problems.push((byte, format!("no rule asks the reading `{}`", reading.id))),
        }
    }
    for (id, value, _) in known {
        if value.is_some_and(|(grade, _)| grade == Grade::Reading) && !seen.contains(id) {
            problems.push((0, format!("a value is graded as a reading, and no reading `{id}` asks the question")));
        }
    }
}

fn answer(
    byte: usize,
    reading: &LawQuestion,
    (grade, default): (Grade, &str),
    answers: &[&str],
    problems: &mut ConventionProblems,
) {
    if reading.default != default || grade != Grade::Reading {
        problems.push((byte, format!("reading `{}`: days says `{default}`, graded {}", reading.id, grade.word())));
    }
    let given: BTreeSet<&str> = reading.alternatives.iter().chain([&reading.default]).map(String::as_str).collect();
    if given != answers.iter().copied().collect() {
        problems.push((byte, format!("reading `{}` must have the answers {}", reading.id, answers.join(", "))));
    }
}

fn check_bands(bands: &LengthBands, problems: &mut ConventionProblems) {
    let rises = bands.list.windows(2).all(|pair| pair[0].from < pair[1].from);
    let first = bands.list.first().map(|band| band.from);
    if !rises || !matches!(first, Some(0 | 1)) {
        problems.push((0, "bands must begin at 0 or 1 day and rise: a gap or an overlap".to_owned()));
    }
}

fn ground(item: &Spanned<LeftOutRule>, has_census: bool, problems: &mut ConventionProblems) {
    let (byte, ground) = (item.span().start, item.get_ref());
    let by_code = !ground.codes.is_empty() || !ground.starts.is_empty();
    if by_code == ground.below.is_some() || ground.field.is_number() != ground.below.is_some() {
        let what = format!("excluded `{}`: `below` for a number, `codes` or `starts` for a code", ground.reason);
        problems.push((byte, what));
    }
    if ground.of.is_empty() || (ground.of.contains(&Use::Census) && !has_census) {
        problems.push((byte, format!("excluded `{}`: no count can reach it", ground.reason)));
    }
}
