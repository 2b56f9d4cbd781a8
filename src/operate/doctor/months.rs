//! The months that were published, and the clock that chooses the next one.

use std::collections::BTreeSet;

use super::Concern;
use super::stored::or_concern;
use crate::clock::{TODAY, today};
use crate::domain::Month;
use crate::operate::deliveries::acknowledge::odd;
use crate::operate::month::{known_changes, which};
use crate::project::{MonthRule, Project};
use crate::store::{Manifest, Store};

pub(super) fn look(project: &Project, store: &Store) -> Vec<Concern> {
    let mut found = clock(project);
    let manifest = store.manifest();
    for month in &manifest.months {
        if !month.is_whole() {
            let what = format!("{} is published with news up to {} alone", month.month, month.as_of);
            found.push(Concern::attention(
                what,
                format!("`beddays run --month {}` when later news is there", month.month),
            ));
        }
        if !month.incomplete.is_empty() && manifest.closed_month(month.month).is_none() {
            let what =
                format!("{} is published, and data of it are missing: {}", month.month, month.incomplete.join(", "));
            let hint = format!("chase the sender; `beddays run --month {}` when the delivery is there", month.month);
            found.push(Concern::attention(what, hint));
        }
    }
    for month in left_out(manifest) {
        let what = format!("{month} was never run, and months before and after it were");
        found.push(Concern::attention(what, format!("`beddays run --month {month}`")));
    }
    for volume in or_concern(odd(store), &mut found).iter().filter(|volume| volume.is_open()) {
        let what = format!(
            "`{}` has far fewer or far more records than those before it, or far fewer that can be read",
            volume.file
        );
        let hint = format!("ask `{}`; `beddays acknowledge --delivery {}` if it is right", volume.sender, volume.file);
        found.push(Concern::attention(what, hint));
    }
    for change in or_concern(known_changes::known_changes(project, store), &mut found) {
        if manifest.acknowledgement(change.month, &change.change_sha256).is_none() {
            let (month, edition) = (change.month, change.edition);
            let what = format!("{month}, edition {edition}, would be different by now");
            let hint = match change.is_closed {
                true => "it is closed: the run of the first open month corrects it in its statement".to_owned(),
                false => format!(
                    "`beddays run --month {month}` makes a new edition; `beddays acknowledge --month {month}` leaves it"
                ),
            };
            found.push(Concern::attention(what, hint));
        }
    }
    found
}

fn clock(project: &Project) -> Vec<Concern> {
    let chosen = match project.month {
        Some(MonthRule::Previous) => which::month(project, MonthRule::Previous).map(drop),
        _ => which::refuse_before_last_command(&project.folder),
    };
    let mut found: Vec<Concern> = chosen.err().iter().map(Concern::refused).collect();
    if let (Some(MonthRule::Previous), Some(as_of)) = (project.month, project.as_of) {
        let what = format!("no news after {as_of} counts, and each run is of the month before the one of today");
        found.push(Concern::attention(what, "take `as_of` out of beddays.toml: then every delivered fact counts"));
    }
    if let Ok(today) = today(project.zone())
        && today.is_given
    {
        let what = format!("{TODAY} says that today is {}", today.day.long());
        found.push(Concern::note(what, "unset it, unless you mean to catch up"));
    }
    found
}

/// Months between published ones that are not published.
fn left_out(manifest: &Manifest) -> Vec<Month> {
    let published: BTreeSet<Month> = manifest.months.iter().map(|month| month.month).collect();
    let (Some(first), Some(last)) = (published.first().copied(), published.last().copied()) else { return Vec::new() };
    let all = std::iter::successors(Some(first), |month| Some(month.next()).filter(|month| *month < last));
    all.filter(|month| !published.contains(month)).collect()
}
