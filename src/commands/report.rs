//! `beddays report`: a report of a published month again, from the store.

use std::path::Path;

use crate::cli::ReportName;
use crate::domain::Month;
use crate::error::{Exit, Result};
use crate::operate::month;
use crate::project::Project;

use super::Out;
use super::progress::Bar;

pub(super) fn report(folder: &Path, name: ReportName, month: Option<Month>, out: &mut Out) -> Result<Exit> {
    let ReportName::Statement = name;
    let project = Project::read(folder)?;
    let folder = month::report_again(&project, month, &Bar::new())?;
    out.data(folder.join("internal-statement.html").display())?;
    Ok(Exit::Done)
}
