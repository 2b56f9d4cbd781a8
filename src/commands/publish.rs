//! `beddays publish`: the public pack of a month.

use std::path::Path;

use crate::cli::{PackTables, PublishArguments};
use crate::error::{Exit, Result};
use crate::operate::publish::{PublishRequest, publish as publish_pack};

use super::Out;

pub(super) fn publish(folder: &Path, arguments: &PublishArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let without = |tables| arguments.without.contains(&tables);
    let request = PublishRequest {
        month: arguments.month,
        rule: arguments.rule.clone(),
        without_reasons: without(PackTables::Reasons),
        without_months: without(PackTables::Months),
        without_pairs: without(PackTables::Pairs),
    };
    let published = publish_pack(&project, &request)?;
    let pack = &published.pack;
    out.of_month(pack.month);
    out.changed(format!("public pack, edition {}", pack.edition));
    if out.json {
        out.value(&serde_json::json!({
            "month": pack.month, "edition": pack.edition, "rule": pack.rule, "folder": published.folder,
            "figures": pack.cells.len() * 4, "withheld": pack.withheld(), "checked_against": published.earlier,
        }))?;
    } else {
        out.data(published.folder.join("public-pack.html").display())?;
    }
    super::tell_kept(&published.kept, out);
    out.talk(format!(
        "published {} edition {} under {}: {} figures withheld beyond the rule; nothing hidden can be worked out from it and {} other packs",
        pack.month,
        pack.edition,
        pack.rule,
        pack.withheld(),
        published.earlier
    ));
    Ok(Exit::Done)
}
