//! `beddays init`: a project folder.

use std::fs;
use std::path::Path;

use crate::domain::{Authorities, near};
use crate::error::{Error, Exit, Position, Result};
use crate::key::Key;
use crate::project::{PROJECT_FILE, template};
use crate::store::files::private;
use crate::store::{Store, write_whole};

use super::Out;

pub(super) fn init(folder: &Path, name: Option<&str>, authority: &str, out: &mut Out) -> Result<Exit> {
    let authorities = Authorities::england();
    let Some(found) = authorities.find(authority) else {
        let names = authorities.iter().map(|(_, authority)| authority.name.as_str());
        return Err(Error::new("C_AUTHORITY", Exit::Usage, format!("`{authority}` is not a known authority"))
            .effect("nothing was made")
            .hint(near::hint(
                authority,
                names,
                "use the nine-character code or the short name, as in `--authority Norfolk`",
            )));
    };
    let found = authorities.get(found);
    let name = name.unwrap_or(&found.name);
    make(folder, &template(name, &found.code), Key::create)?;
    let file = folder.join(PROJECT_FILE);
    if out.json {
        out.value(&serde_json::json!({
            "project_file": file, "inbox": folder.join("inbox"), "name": name, "authority_code": found.code,
        }))?;
    } else {
        out.data(file.display())?;
    }
    out.talk("made a project: put deliveries into inbox/, edit beddays.toml, then `beddays run --month YYYY-MM`");
    Ok(Exit::Done)
}

/// Makes the folder with its project file, inbox, key and empty store. A folder that holds a project is left alone.
///
/// # Errors
/// 73 if there is a project already, 74 if the disk refuses.
pub(super) fn make(folder: &Path, project_file: &str, key: fn(&Path) -> Result<Key>) -> Result<()> {
    let path = folder.join(PROJECT_FILE);
    if path.exists() {
        return Err(Error::new("C_EXISTS", Exit::CannotCreate, "the folder holds a project already")
            .at(Position::file(&path))
            .effect("nothing was changed")
            .hint("use it as it is, or name another folder"));
    }
    if !folder.exists() {
        if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|source| Error::io("make the folder", parent, &source))?;
        }
        private::create_folder(folder)?;
    }
    let inbox = folder.join("inbox");
    if !inbox.exists() {
        private::create_folder(&inbox)?;
    }
    let made = key(folder)
        .and_then(|key| Store::create(folder, &key.id()))
        .and_then(|()| write_whole(folder, "README.md", README.as_bytes()))
        .and_then(|()| write_whole(folder, PROJECT_FILE, project_file.as_bytes()))
        .and_then(|()| private::sync_folder(folder));
    made.map_err(|error| {
        let effect =
            "no project was made: a key and perhaps an empty store lie in the folder, and nothing rests on them";
        error.effect(effect).hint("free some space, remove beddays.key and store/ from the folder, then run again")
    })
}

const README: &str = include_str!("../../data-samples/project/README.md");
