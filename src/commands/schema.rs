//! `beddays schema`: the JSON Schema of a file that people write, or of what `--json` answers, for editors and programs.

use serde_json::{Value, json};

use super::Out;
use crate::built_in::{BuiltInFile, SCHEMAS};
use crate::domain::near;
use crate::error::{Error, Exit, Result};

/// Lists them, or prints one.
pub(super) fn schema(name: Option<&str>, out: &mut Out) -> Result<Exit> {
    let name_of = |file: &BuiltInFile| file.name.trim_end_matches(".schema");
    let Some(name) = name else {
        let titled = SCHEMAS.iter().map(|file| Ok((name_of(file), title(file)?)));
        let titled: Vec<(&str, String)> = titled.collect::<Result<_>>()?;
        if out.json {
            let listed = titled.iter().map(|(name, title)| json!({ "name": name, "title": title }));
            return out.value(&listed.collect::<Vec<_>>()).map(|()| Exit::Done);
        }
        titled.iter().try_for_each(|(name, title)| out.data(format!("{name:<18} {title}")))?;
        return Ok(Exit::Done);
    };
    let Some(found) = SCHEMAS.iter().find(|file| name_of(file) == name) else {
        let there_are = format!("there are {}", SCHEMAS.iter().map(name_of).collect::<Vec<_>>().join(", "));
        return Err(Error::new("X_SCHEMA", Exit::Usage, format!("there is no schema `{name}`"))
            .effect("nothing was printed")
            .hint(near::hint(name, SCHEMAS.iter().map(name_of), &there_are)));
    };
    out.bytes(found.text.as_bytes())?;
    Ok(Exit::Done)
}

fn title(file: &BuiltInFile) -> Result<String> {
    let schema: Value =
        serde_json::from_str(file.text).map_err(|error| Error::bug(format!("{}: {error}", file.path)))?;
    Ok(schema["title"].as_str().unwrap_or_default().to_owned())
}
