//! `beddays verify`: every file of the store, of reports and of packs against its hash, and the audit log line by line.

use std::path::Path;

use serde_json::json;

use crate::audit;
use crate::domain::visible::path_in_words;
use crate::error::{Exit, Result};
use crate::files::wording::count;
use crate::operate::verify::outside;
use crate::store::{Damage, DamageKind, Store};

use super::Out;

pub(super) fn verify(project: &Path, out: &mut Out) -> Result<Exit> {
    let store = Store::read_only(project)?;
    let found = store.verify()?.into_iter().chain(outside(project, &store)?).chain(audit::check(project, &store)?);
    let log = audit::read(project)?.unwrap_or_default();
    let (leftovers, damages): (Vec<Damage>, Vec<Damage>) =
        found.partition(|damage| damage.kind == DamageKind::Leftover);
    let is_whole = damages.iter().all(|damage| damage.kind == DamageKind::Outside);
    let manifest = store.manifest();
    if out.json {
        let of = |damage: &Damage| json!({ "file": damage.file, "what": damage.what, "hint": damage.hint });
        out.value(&json!({
            "whole": damages.is_empty(),
            "damaged": damages.iter().map(of).collect::<Vec<_>>(),
            "leftovers": leftovers.iter().map(of).collect::<Vec<_>>(),
            "deliveries": manifest.deliveries.len(),
            "tables": manifest.tables_in_all(),
            "months": manifest.months.iter().map(|published| published.month).collect::<Vec<_>>(),
            "manifest_sha256": store.manifest_sha256(),
            "audit": { "lines": log.lines, "last_sha256": log.last_sha256 },
        }))?;
    } else {
        for leftover in &leftovers {
            out.talk(format!("note: `{}` {}", path_in_words(&leftover.file), leftover.what));
        }
        for damage in &damages {
            out.data(format!("damaged: `{}` {}; hint: {}", path_in_words(&damage.file), damage.what, damage.hint))?;
        }
        if is_whole {
            out.data(format!(
                "the store is whole: {}, {}, {}; manifest {}",
                count(manifest.deliveries.len(), "delivery"),
                count(manifest.tables_in_all(), "table"),
                count(manifest.months.len(), "month"),
                store.manifest_sha256()
            ))?;
            if log.lines > 0 {
                out.data(format!("{}: {}, the last {}", audit::LOG, count(log.lines, "line"), log.last_sha256))?;
            }
        }
    }
    damages.into_iter().next().map_or(Ok(Exit::Done), |first| Err(first.into_error()))
}
