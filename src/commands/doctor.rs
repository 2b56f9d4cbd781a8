//! `beddays doctor`: what is wrong with a project, and what to do.

use std::path::Path;

use super::Out;
use crate::domain::visible::{path_in_words, visible};
use crate::error::{Exit, Result};
use crate::files::wording::count;
use crate::operate::doctor::{Concern, Gravity, diagnose};

pub(super) fn doctor(folder: &Path, out: &mut Out) -> Result<Exit> {
    let diagnosis = diagnose(folder);
    if out.json {
        out.value(&diagnosis)?;
        return Ok(diagnosis.ends());
    }
    for concern in &diagnosis.concerns {
        out.data(line(concern))?;
        out.data(format!("  to do: {}", visible(&concern.hint)))?;
    }
    let of = |gravity| diagnosis.concerns.iter().filter(|concern| concern.gravity == gravity).count();
    match (of(Gravity::Refused), of(Gravity::Attention)) {
        (0, 0) => out.data("nothing is wrong with the project")?,
        (0, attention) => out.data(format!("commands work; {} for attention", count(attention, "thing")))?,
        (refused, _) => out.data(format!("commands end because of {}", count(refused, "thing")))?,
    }
    Ok(diagnosis.ends())
}

fn line(concern: &Concern) -> String {
    let gravity = match concern.gravity {
        Gravity::Refused => format!("wrong ({})", concern.exit),
        Gravity::Attention => "attention".to_owned(),
        Gravity::Note => "note".to_owned(),
    };
    let file = concern.file.as_ref().map_or_else(String::new, |file| format!(" `{}`:", path_in_words(file)));
    format!("{gravity}:{file} {}", visible(&concern.what))
}
