//! The store: its format, its program, and whether its files are what was written; and what was written outside it.

use std::path::Path;

use super::{Concern, places};
use crate::audit;
use crate::error::Result;
use crate::operate::verify::outside;
use crate::store::{Damage, DamageKind, FORMAT, Store, program};

pub(super) fn look(folder: &Path, store: &Store) -> Vec<Concern> {
    let mut found: Vec<Concern> = places::key_of(folder, store).into_iter().collect();
    found.extend(versions(folder, store));
    let looks = [store.verify(), outside(folder, store), audit::check(folder, store)];
    for look in looks {
        let damages = or_concern(look, &mut found);
        found.extend(damages.into_iter().map(of));
    }
    found
}

fn versions(folder: &Path, store: &Store) -> Option<Concern> {
    let (format, written_by) = (store.manifest().format, &store.manifest().program);
    if store.manifest().is_new() || (format == FORMAT && *written_by == program()) {
        return None;
    }
    let what = format!(
        "{written_by} wrote the store, in format {format}; this is {}, which writes format {FORMAT}",
        program()
    );
    let hint =
        "the next run reads every delivery anew, and takes longer; the older program may not read the store then";
    Some(Concern::note(what, hint).at(&places::manifest(folder)))
}

fn of(damage: Damage) -> Concern {
    let Damage { file, kind, what, hint, .. } = damage.clone();
    match kind {
        DamageKind::Leftover => Concern::note(what, hint).at(&file),
        DamageKind::Damaged | DamageKind::Outside => Concern::refused(&damage.into_error()),
    }
}

/// A damaged file stops no look at the others.
pub(super) fn or_concern<T: Default>(result: Result<T>, found: &mut Vec<Concern>) -> T {
    result.unwrap_or_else(|error| {
        found.push(Concern::refused(&error));
        T::default()
    })
}
