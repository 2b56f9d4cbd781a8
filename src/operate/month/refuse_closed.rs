//! What would change a closed month is refused.

use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::store::Manifest;

/// Refuses what would change a closed month.
pub(crate) fn refuse_closed(manifest: &Manifest, month: Month) -> Result<()> {
    let Some(closed) = manifest.closed_month(month) else { return Ok(()) };
    let what = format!("{month} is closed, in edition {}: it stays as it is", closed.edition);
    let next = match manifest.correcting_month() {
        Some(open) => format!("`beddays run --month {open}`"),
        None => "the run of the next month".to_owned(),
    };
    Err(Error::new("X_CLOSED", Exit::Data, what).effect("nothing was read or changed").hint(format!(
        "what came since then is corrected in the statement of the first open month: {next}; `beddays report statement --month \
         {month}` puts its files in place again"
    )))
}
