//! A store without its list, or with a damaged one, is not rebuilt: deliveries alone do not say under which names they came, in
//! which order, as what they were read, what was published of them, and who signed, closed and noted what.

use std::collections::BTreeSet;
use std::path::Path;

use crate::audit;
use crate::error::{Error, Exit, Position, Result};
use crate::files::wording::count;
use crate::store::{MANIFEST, Store};

/// Refuses a store of which the list cannot be read, with the way out that there is.
///
/// # Errors
/// 65: as said.
pub(super) fn refuse(project: &Path) -> Result<()> {
    let (store, log) = (project.join("store"), audit::read(project)?);
    let path = store.join(MANIFEST);
    if !store.is_dir() || !Store::lacks_list(project) {
        return Ok(());
    }
    let what = if path.exists() { "is damaged" } else { "is missing" };
    let refusal = |effect: String, hint: String| {
        Err(Error::new("S_DAMAGED", Exit::Data, format!("the list of what the store holds {what}"))
            .at(Position::file(&path))
            .effect(effect)
            .hint(hint))
    };
    let last = log.as_ref().and_then(|log| log.last.as_ref()).map(|last| last.store.clone()).unwrap_or_default();
    if let Some((name, manifest)) = Store::last_copy(project) {
        let is_last = !last.is_empty() && name.contains(&last);
        let said = match is_last {
            true => "audit.log says that it is the last one",
            false => "audit.log does not say that it is the last one: something may have been done since",
        };
        let effect =
            format!("nothing was changed; store/history has its copy of commit {}, and {said}", manifest.commit);
        return refusal(effect, format!("copy store/history/{name} to store/{MANIFEST}, then rebuild"));
    }
    let months: BTreeSet<String> = audit::months_run(project)?.iter().map(ToString::to_string).collect();
    let months = match months.len() {
        0 => "audit.log names no month that was run".to_owned(),
        _ => format!("by audit.log {} were run", months.into_iter().collect::<Vec<_>>().join(", ")),
    };
    let effect = format!(
        "nothing was changed. store/raw has {}, but nothing says under which names and in which order they came and as what \
         they were read; {months}. What was published and corrected, acknowledged, signed and closed stood in the list alone \
         and cannot be made again",
        count(Store::raw_deliveries(project), "delivery")
    );
    refusal(
        effect,
        "put store/manifest.json back from a backup. Without one: set the folder `store` aside, make a new project under the \
         same key, and deliver the senders' files again; what it publishes are first editions"
            .to_owned(),
    )
}
