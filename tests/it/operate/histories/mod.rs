//! Months that are settled where there is news give the same rows, reports and bills as everything settled at once.

mod damage;
mod feed;
mod made;
mod messages;
mod project;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use project::{Place, against_oracle, difference, first_line};

/// Runs a history in both ways; the first difference in words.
fn differs(seed: u64) -> Option<String> {
    let view = if seed % 3 == 0 { "system" } else { "authority" };
    let (parts, steps) = (Place::new(view), made::history(seed));
    let whole = parts.twin(view);
    for (at, step) in steps.iter().enumerate() {
        let asked = step.as_of.map(|day| format!(" --as-of {day}")).unwrap_or_default();
        let here = format!("history {seed}, run {at} of {} ({}{asked})", steps.len(), step.month);
        whole.forget();
        let (one, other) = (parts.step(step), whole.step(step));
        if (one.exit, &one.stdout) != (other.exit, &other.stdout) || !matches!(one.exit, Some(0 | 1 | 65 | 66)) {
            return Some(format!("{here}: {one:?}\n{other:?}"));
        }
        if !matches!(one.exit, Some(0 | 1)) {
            // Refused as a whole: the files are taken away again.
            for (name, _) in &step.files {
                [&parts, &whole].into_iter().for_each(|place| std::fs::remove_file(place.path(name)).unwrap());
            }
            continue;
        }
        let found = difference(&parts.tables(), &whole.tables());
        if let Some(found) = found.or_else(|| against_oracle(&parts, step.as_of)) {
            return Some(format!("{here}: {found}"));
        }
        let (one, other) = (parts.outputs(), whole.outputs());
        for name in one.keys().chain(other.keys()) {
            let (one, other) = (one.get(name), other.get(name));
            if one != other {
                let [one, other] = [one, other].map(|text| text.map_or("", String::as_str));
                return Some(format!("{here}: {name} {}", first_line(one, other)));
            }
        }
    }
    None
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

#[test]
fn months_settled_where_there_is_news_are_those_of_everything_at_once() {
    let seeds = std::env::var("BEDDAYS_HISTORIES").ok();
    let range = seeds.and_then(|seeds| {
        let (first, last) = seeds.split_once('-')?;
        Some(first.parse().ok()?..last.parse().ok()?)
    });
    all_agree(range.unwrap_or(0..24));
}
