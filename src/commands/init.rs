//! `beddays init`: a project folder.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use crate::cli::ProjectCountry;
use crate::domain::visible::visible;
use crate::domain::{Authorities, Language, near};
use crate::error::{Error, Exit, Position, Result};
use crate::key::Key;
use crate::project::{PROJECT_FILE, template, template_elsewhere};
use crate::store::files::private;
use crate::store::{MANIFEST, Store, write_whole};

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
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        let what = format!("`{}` is no name of a project", visible(name));
        return Err(Error::new("C_NAME", Exit::Usage, what)
            .effect("nothing was made")
            .hint("one line of text, as in `--name \"Our council\"`"));
    }
    make(folder, &template(name, &found.code), Key::create, |_| Ok(()))?;
    tell(folder, (name, &found.code), out)
}

/// The regimes of a country whose municipalities no list of ours has, as a project file names them, and its language.
pub(super) fn regimes_of(country: ProjectCountry) -> Option<(&'static str, Language)> {
    match country {
        ProjectCountry::Gb => None,
        ProjectCountry::No => Some(("[\"norway-2012\", \"norway-2019\"]", Language::Bokmal)),
        ProjectCountry::Se => Some(("[\"sweden-1990\", \"sweden-2018\"]", Language::Swedish)),
        ProjectCountry::Dk => Some(("[\"denmark-2007\", \"denmark-2017\"]", Language::Danish)),
    }
}

/// A project folder under the law of another country, with a list that has the one municipality that is named.
pub(super) fn elsewhere(
    folder: &Path,
    (name, code): (Option<&str>, &str),
    of_country: (&str, Language),
    out: &mut Out,
) -> Result<Exit> {
    let refused = |what: String, hint: &str| {
        Err(Error::new("C_AUTHORITY", Exit::Usage, what).effect("nothing was made").hint(hint))
    };
    if !(1..=20).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return refused(
            format!("`{code}` is no code of a municipality"),
            "as in `--authority 0301 --name \"Our kommune\"`",
        );
    }
    let name = name.unwrap_or(code);
    if name.is_empty() || name.contains([',', ';', '"', '\\']) || name.chars().any(char::is_control) {
        return refused(format!("`{name}` cannot stand in a list"), "a name without commas, quotes and backslashes");
    }
    let list = format!("code,name,from,to,succeeded_by\n{code},{name},,,\n");
    make(folder, &template_elsewhere(name, code, of_country), Key::create, |folder| {
        write_whole(folder, "authorities.csv", list.as_bytes())
    })?;
    tell(folder, (name, code), out)
}

fn tell(folder: &Path, (name, code): (&str, &str), out: &mut Out) -> Result<Exit> {
    out.changed("made a project");
    let file = folder.join(PROJECT_FILE);
    if out.json {
        out.value(&serde_json::json!({
            "project_file": file, "inbox": folder.join("inbox"), "name": name, "authority_code": code,
        }))?;
    } else {
        out.data(file.display())?;
    }
    out.talk("made a project: put deliveries into inbox/, edit beddays.toml, then `beddays run --month YYYY-MM`");
    Ok(Exit::Done)
}

/// Makes the folder with its project file, inbox, key and empty store, and what `fill` puts in. A folder that holds a
/// project is left alone.
///
/// The project file comes last, so that a project is whole as soon as it is one. What a command that was killed before
/// that has left is finished by the next one.
///
/// # Errors
/// 73 if there is a project already, or a store without one; 74 if the disk refuses; 75 if another process makes one there.
pub(super) fn make(
    folder: &Path,
    project_file: &str,
    key: fn(&Path) -> Result<Key>,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    refuse_project(folder)?;
    if !folder.exists() {
        if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|source| Error::io("make the folder", parent, &source))?;
        }
        private::create_folder(folder)?;
    }
    let _alone = alone(folder)?;
    refuse_project(folder)?;
    let inbox = folder.join("inbox");
    if !inbox.exists() {
        private::create_folder(&inbox)?;
    }
    let made = key(folder)
        .and_then(|key| empty_store(folder, &key))
        .and_then(|()| write_whole(folder, "README.md", README.as_bytes()))
        .and_then(|()| fill(folder))
        .and_then(|()| private::sync_folder(folder))
        .and_then(|()| write_whole(folder, PROJECT_FILE, project_file.as_bytes()))
        .and_then(|()| private::sync_folder(folder));
    made.map_err(|error| match error.exit() {
        Exit::Io => error.effect("the project is not finished, and nothing rests on what lies in the folder"),
        _ => error,
    })
}

fn refuse_project(folder: &Path) -> Result<()> {
    let path = folder.join(PROJECT_FILE);
    if !path.exists() {
        return Ok(());
    }
    Err(Error::new("C_EXISTS", Exit::CannotCreate, "the folder holds a project already")
        .at(Position::file(&path))
        .effect("nothing was changed")
        .hint("use it as it is, or name another folder"))
}

/// Keeps every other process from making a project in the folder meanwhile.
fn alone(folder: &Path) -> Result<File> {
    let failed = |source: io::Error| Error::io("open the folder", folder, &source);
    let opened = File::open(folder).map_err(failed)?;
    match opened.try_lock() {
        Ok(()) => Ok(opened),
        Err(TryLockError::Error(source)) => Err(failed(source)),
        Err(TryLockError::WouldBlock) => {
            Err(Error::new("S_BUSY", Exit::Busy, "another process makes a project in this folder")
                .at(Position::file(folder))
                .effect("nothing was changed")
                .hint("wait until it is done"))
        }
    }
}

/// An empty store, made now or by a command that was killed.
fn empty_store(folder: &Path, key: &Key) -> Result<()> {
    let manifest = folder.join("store").join(MANIFEST);
    if !manifest.exists() {
        return Store::create(folder, &key.id());
    }
    let store = Store::open(folder)?;
    store.require_key(&key.id())?;
    if store.manifest().is_new() {
        return Ok(());
    }
    Err(Error::new(
        "C_EXISTS",
        Exit::CannotCreate,
        "the store of a project lies there, and its project file is missing",
    )
    .at(Position::file(&manifest))
    .effect("nothing was changed")
    .hint("put beddays.toml back from a backup, or name another folder"))
}

const README: &str = include_str!("../../data-samples/project/README.md");
