//! `beddays verify`: every file of the store against its hash.

use std::path::Path;

use crate::error::{Exit, Result};
use crate::store::{Kind, Store};

use super::Out;

pub(super) fn verify(project: &Path, out: &mut Out) -> Result<Exit> {
    let store = Store::read_only(project)?;
    let found = store.verify()?;
    let mut first = None;
    for damage in found {
        if damage.kind == Kind::Leftover {
            out.talk(format!("note: `{}` {}", damage.file.display(), damage.what));
        } else {
            out.data(format!("damaged: `{}` {}; hint: {}", damage.file.display(), damage.what, damage.hint))?;
            first.get_or_insert(damage);
        }
    }
    if let Some(damage) = first {
        return Err(damage.into_error());
    }
    let manifest = store.manifest();
    out.data(format!(
        "the store is whole: {} deliveries, {} tables, {} months; manifest {}",
        manifest.deliveries.len(),
        manifest.tables.len(),
        manifest.months.len(),
        store.manifest_sha256()
    ))?;
    Ok(Exit::Done)
}
