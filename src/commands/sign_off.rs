//! `beddays sign-off`: who stands for a statement.

use std::path::Path;

use crate::cli::SignOffArguments;
use crate::error::{Exit, Result};
use crate::operate::month::sign_off::{self, SignOffRequest};

use super::Out;

pub(super) fn sign_off(folder: &Path, arguments: &SignOffArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let SignOffArguments { month, role, by, on, .. } = arguments;
    out.of_month(*month);
    let signed = sign_off::sign_off(&project, SignOffRequest { month: *month, role: *role, by, on: *on })?;
    out.changed(format!("{} edition {}", role.words().to_lowercase(), signed.edition));
    if out.json {
        out.value(&signed)?;
        return Ok(Exit::Done);
    }
    let (step, signature) = (role.words().to_lowercase(), &signed.signature);
    out.data(format!("{month}, edition {}: {step} by {} on {}", signed.edition, signature.by, signature.on))?;
    out.data(format!("state: {}", signed.state))?;
    Ok(Exit::Done)
}
