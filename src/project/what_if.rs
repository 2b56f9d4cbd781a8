//! Another law, or other readings of it, than those of the project: what a month would come to under them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::readings::chosen;
use super::{Project, ProjectRefusal};
use crate::domain::nhs_number::hexadecimal;
use crate::error::{Error, Exit, Result, settings_text};
use crate::regime::{Agreement, Law, named};

/// The files of other law that a project names for every run.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shadow {
    #[serde(default)]
    pub files: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WhatIfFile {
    regimes: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    readings: BTreeMap<String, Spanned<toml::Value>>,
}

/// Law and readings to hold beside those of the project.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// Its name: that of the file without its ending.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The law under it.
    pub law: Vec<Law>,
}

impl WhatIf {
    /// Reads a file with `regimes`, `[readings]`, or both: what it does not say is as in the project.
    ///
    /// # Errors
    /// 78: it cannot be read, names no regime or reading that there is, or changes nothing.
    pub fn read(project: &Project, path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read the file of other law", path, &source))?;
        let sha256 = hexadecimal(&Sha256::digest(&bytes));
        let text = settings_text("C_WHAT_IF", path, bytes)?;
        let refused = |byte: usize, what: String, hint: String| {
            Error::new("C_WHAT_IF", Exit::Config, what)
                .in_settings(path, &text, byte)
                .effect("nothing was read or changed")
                .hint(hint)
        };
        let file: WhatIfFile = toml::from_str(&text).map_err(|error| {
            let byte = error.span().map_or(0, |span| span.start);
            refused(byte, error.message().to_owned(), hint_for(project, &text, path))
        })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let named = file.regimes.as_ref().map(|names| named::named(folder, names, &refused)).transpose()?;
        let asked =
            |name: &str| named.is_none() && project.law.iter().any(|law| law.readiness().is_some() && law.asks(name));
        let own = chosen(&file.readings, named.as_deref().unwrap_or(&[]), &asked, &refused)?;
        let is_own = |name: &str| own.iter().any(|(own, _)| own == name);
        let mut readings: Vec<_> = project.chosen.iter().filter(|(name, _)| !is_own(name)).cloned().collect();
        readings.extend(own.iter().cloned());
        let law: Vec<Law> = match named {
            Some(named) => named::under(named, &readings, &refused)?,
            None => {
                let laws = project.law.iter().map(|law| law.under(&readings));
                laws.collect::<std::result::Result<_, _>>().map_err(|what| refused(0, what, String::new()))?
            }
        };
        if Law::currency_of(&law) != Law::currency_of(&project.law) {
            let what = "the law that is meant is of another country than that of the project".to_owned();
            return Err(refused(0, what, "hold a law of the same country beside it".to_owned()));
        }
        for (name, value) in &file.readings {
            if !law.iter().any(|law| law.asks(name)) {
                let what = format!("no regime that is meant asks the reading `{name}`");
                return Err(refused(value.span().start, what, "`beddays regimes show` lists them".to_owned()));
            }
        }
        let of = |law: &[Law]| law.iter().map(|law| (law.hash().to_owned(), law.readings_hash.clone())).collect();
        let (held, other): (Vec<_>, Vec<_>) = (of(&project.law), of(&law));
        if held == other {
            let hint = "name another regime, or answer a reading otherwise than the project does".to_owned();
            return Err(refused(0, "it changes neither the law nor a reading of it".to_owned(), hint));
        }
        if law.is_empty() || project.law.is_empty() {
            return Err(refused(0, "there is no law to hold beside another".to_owned(), "name a regime".to_owned()));
        }
        Ok(Self { name: name(path), sha256, law })
    }
}

/// What to do with a file that is no file of other law: an agreement and a file of prices are named in one.
fn hint_for(project: &Project, text: &str, path: &Path) -> String {
    let is_of_prices = || text.parse::<toml::Table>().is_ok_and(|file| file.contains_key("prices_of"));
    let kind = match Agreement::is_one(text) {
        true => "an agreement",
        false if is_of_prices() => "a file of prices",
        false => return "it has regimes = [\"…\"], a table [readings], or both".to_owned(),
    };
    let laws: String = project.law.iter().map(|law| format!("\"{}\", ", law.id())).collect();
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    format!("this is {kind}: write a file beside it with the line  regimes = [{laws}\"{file}\"]  and name that one")
}

/// The other law that a project names, each under a name of its own.
pub(super) fn shadow(
    project: &Project,
    files: &[Spanned<String>],
    refused: &ProjectRefusal<'_>,
) -> Result<Vec<WhatIf>> {
    let mut found: Vec<WhatIf> = Vec::new();
    for file in files {
        let other = WhatIf::read(project, &project.folder.join(file.get_ref()))?;
        if found.iter().any(|held| held.name == other.name) {
            let what = format!("two files of [shadow] are called `{}`", other.name);
            return Err(refused(file.span().start, what, "give each a name of its own".to_owned()));
        }
        found.push(other);
    }
    Ok(found)
}

/// The name of the file without its ending, in plain letters.
fn name(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || "._-".contains(letter) { letter } else { '-' };
    let name: String = stem.chars().map(plain).take(80).collect();
    let name = name.trim_matches(['.', '-']);
    if name.is_empty() { "what-if".to_owned() } else { name.to_owned() }
}
