//! Whether a month can be run as it is asked for.

use crate::domain::{Day, Month};
use crate::error::{Error, Exit, Result};
use crate::project::Project;
use crate::regime::Law;

/// Refuses a month that no regime covers, by name.
pub(super) fn refuse_not_covered(project: &Project, month: Month) -> Result<()> {
    let covers = |law: &Law| law.coverage().0 <= month.last() && month.first() <= law.coverage().1;
    // Without a law there is no bill, and statistics have no end.
    if project.law.is_empty() || project.law.iter().any(covers) {
        return Ok(());
    }
    let spans =
        project.law.iter().map(|law| format!("{} covers {} to {}", law.id(), law.coverage().0, law.coverage().1));
    Err(Error::new("C_COVERAGE", Exit::Config, format!("no regime of the project covers {month}"))
        .effect("nothing was read or changed")
        .hint(spans.collect::<Vec<_>>().join("; ")))
}

/// Refuses a month that begins after the last day whose news counts.
pub(super) fn refuse_unknown(month: Month, as_of: Option<Day>) -> Result<()> {
    let Some(as_of) = as_of.filter(|as_of| *as_of < month.first()) else { return Ok(()) };
    let what = format!("no news after {as_of} counts, so nothing is known of {month}");
    Err(Error::new("X_AS_OF", Exit::Usage, what).effect("nothing was read or changed").hint(format!(
        "--as-of {} counts all news of the month; `as_of` in beddays.toml does so for every run",
        month.last()
    )))
}
