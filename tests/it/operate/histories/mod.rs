//! Months that are settled where there is news give the same rows, reports and bills as everything settled at once.

mod check;
mod damage;
mod feed;
mod ingest;
pub mod made;
mod messages;
mod named;
pub mod project;
mod rebuild;
mod traced;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use made::Step;
use project::{Place, against_oracle, difference, first_line};

/// Runs a history where there is news; now and then, and at its end, a copy of the project runs the same month from nothing
/// but its deliveries. The first difference in words.
fn differs(seed: u64) -> Option<String> {
    let view = if seed.is_multiple_of(3) { "system" } else { "authority" };
    let steps = made::history(seed);
    let place = Place::new(view);
    // One record at least: each group of records that belong together is settled on its own.
    place.settle_at_once([1, 9, u32::MAX][seed as usize % 5 % 3]);
    let is_copied = |at: usize| at + 1 == steps.len() || (seed as usize + at).is_multiple_of(3);
    let found = steps.iter().enumerate().find_map(|(at, step)| step_differs(&place, step, is_copied(at)));
    let found = found.or_else(|| seed.is_multiple_of(4).then(|| rebuilt_differs(&place)).flatten());
    // The project of a history that differs can be looked at.
    if let (Some(_), Ok(folder)) = (&found, std::env::var("BEDDAYS_KEEP")) {
        place.keep(&format!("{folder}/{seed}"));
    }
    found.map(|found| format!("history {seed}, {found}"))
}

/// Runs one step; the first difference between what it gives and what everything at once does.
fn step_differs(parts: &Place, step: &Step, is_copied: bool) -> Option<String> {
    if let Some(found) = ingest_differs(parts, step, is_copied) {
        return Some(found);
    }
    let asked = step.as_of.map(|day| format!(" --as-of {day}")).unwrap_or_default();
    let here = format!("run of {}{asked}", step.month);
    let whole = is_copied.then(|| parts.copied());
    let ran = parts.step(step);
    if !matches!(ran.exit, Some(0 | 1 | 65 | 66)) {
        return Some(format!("{here}: {ran:?}"));
    }
    if let Some(whole) = whole {
        whole.forget();
        let other = whole.step(step);
        if (ran.exit, &ran.stdout) != (other.exit, &other.stdout) {
            return Some(format!("{here}: {ran:?}\n{other:?}"));
        }
        let found = difference(&parts.tables(), &whole.tables()).or_else(|| other_outputs(parts, &whole));
        if let Some(found) = found {
            return Some(format!("{here}: {found}"));
        }
    }
    if matches!(ran.exit, Some(0 | 1)) {
        return against_oracle(parts, step.as_of).map(|found| format!("{here}, beside settle::take: {found}"));
    }
    // Refused as a whole: the files are taken away again.
    step.files.iter().for_each(|(name, _)| drop(std::fs::remove_file(parts.path(name))));
    None
}

/// Takes some files of a step before its run; the first difference between what that gives and what everything at once does.
fn ingest_differs(parts: &Place, step: &Step, is_copied: bool) -> Option<String> {
    let (count, as_of) = step.ingested;
    if count == 0 {
        return None;
    }
    let here = format!("ingest of {count} files before {} up to {as_of:?}", step.month);
    let whole = is_copied.then(|| parts.copied());
    let taken = parts.ingest(&step.files[..count], as_of);
    if !matches!(taken.exit, Some(0 | 1 | 65)) {
        return Some(format!("{here}: {taken:?}"));
    }
    if let Some(whole) = whole {
        whole.forget();
        let other = whole.ingest(&step.files[..count], as_of);
        if (taken.exit, &taken.stdout) != (other.exit, &other.stdout) {
            return Some(format!("{here}: {taken:?}\n{other:?}"));
        }
        if let Some(found) = difference(&parts.tables(), &whole.tables()).or_else(|| other_outputs(parts, &whole)) {
            return Some(format!("{here}: {found}"));
        }
    }
    let is_taken = taken.exit != Some(65);
    is_taken
        .then(|| against_oracle(parts, as_of))
        .flatten()
        .map(|found| format!("{here}, beside settle::take: {found}"))
}

/// What a rebuild of the project has to say against it.
fn rebuilt_differs(place: &Place) -> Option<String> {
    let rebuilt = place.rebuild();
    (rebuilt.exit != Some(0)).then(|| format!("rebuild: {rebuilt:?}"))
}

fn other_outputs(parts: &Place, whole: &Place) -> Option<String> {
    let (one, other) = (parts.outputs(), whole.outputs());
    one.keys().chain(other.keys()).find_map(|name| {
        let (one, other) = (one.get(name), other.get(name));
        let texts = || [one, other].map(|text| text.map_or("", String::as_str));
        (one != other).then(|| format!("{name} {}", first_line(texts()[0], texts()[1])))
    })
}

/// Histories of some seeds, on every core; each that differs in words.
fn all_agree(seeds: std::ops::Range<u64>) {
    let (next, found) = (AtomicUsize::new(seeds.start as usize), Mutex::new(Vec::new()));
    let work = || loop {
        let seed = next.fetch_add(1, Ordering::Relaxed) as u64;
        if seed >= seeds.end || found.lock().unwrap().len() >= 10 {
            break;
        }
        if let Some(difference) = differs(seed) {
            println!("{difference}\n");
            found.lock().unwrap().push(seed);
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    let found = found.into_inner().unwrap();
    assert!(found.is_empty(), "these histories differ: {found:?}");
}

/// A few histories in each run of the tests; `BEDDAYS_HISTORIES=0-1000` runs those of other seeds.
#[test]
fn months_settled_where_there_is_news_are_those_of_everything_at_once() {
    let seeds = std::env::var("BEDDAYS_HISTORIES").ok();
    let range = seeds.and_then(|seeds| {
        let (first, last) = seeds.split_once('-')?;
        Some(first.parse().ok()?..last.parse().ok()?)
    });
    all_agree(range.unwrap_or(0..16));
}
