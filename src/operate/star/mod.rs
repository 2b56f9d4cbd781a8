//! Star export: facts and the dimensions that they name, as Parquet and CSV, for Excel, Power BI and whatever joins tables.
//!
//! ```text
//! store ─▶ queries/star: facts ─▶ each row: written, and its days and codes collected ─▶ dimensions with words for them
//! ```
//! The folder is written beside its place and put there with one rename.

mod dictionary;
mod dimensions;
mod facts;
mod star_key;
mod table_files;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Exit, Position, Result};
use crate::operate::star::dictionary::DICTIONARY;
use crate::operate::star::dimensions::Dimensions;
use crate::operate::star::facts::STAR;
use crate::operate::star::table_files::TableFiles;
use crate::project::Project;
use crate::query::Engine;
use crate::store::Store;
use crate::store::files::{private, swap};
use crate::store::schema::TABLES;

/// What was exported.
#[derive(Debug, Default, serde::Serialize)]
pub struct StarExport {
    /// The tables that were written, in the order of the dictionary.
    pub tables: Vec<ExportedTable>,
    /// Facts that the store has no rows for, each with the table that it lacks.
    pub left_out: Vec<(&'static str, &'static str)>,
}

/// One exported table.
#[derive(Debug, serde::Serialize)]
pub struct ExportedTable {
    /// Its name, which its two files have.
    pub name: &'static str,
    /// How many rows it has.
    pub rows: usize,
}

/// Exports the ledgers of all published months and what the store counted into a folder: it is made, or takes the place of an
/// earlier export.
///
/// # Errors
/// 66: no month is published. 73: the folder holds something else, or lies in that of the project. 74: the disk refuses. 65: a stored table is damaged. Whatever
/// the error, the folder is as it was.
pub fn export(project: &Project, store: &Store, folder: &Path) -> Result<StarExport> {
    // Without a slash at its end, which would lead behind a link.
    let folder: PathBuf = folder.components().collect();
    let as_it_was = |error: Error| error.effect("nothing was exported; the folder is as it was");
    store.manifest().published(None, "nothing was exported")?;
    refuse_in_project(project, &folder)?;
    refuse_others(&folder)?;
    let beside = Beside::make(&folder).map_err(as_it_was)?;
    let exported = write(project, store, &beside.new).map_err(as_it_was)?;
    beside.put_in_place(&folder).map_err(as_it_was)?;
    Ok(exported)
}

/// In the folder of a project it would be taken for a part of it, and `remove` could not take a stay out of it.
fn refuse_in_project(project: &Project, folder: &Path) -> Result<()> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if !real(outer(folder)).starts_with(real(&project.folder)) {
        return Ok(());
    }
    Err(Error::new("X_IN_THE_WAY", Exit::CannotCreate, "the export would lie in the folder of the project")
        .at(Position::file(folder))
        .effect("nothing was exported")
        .hint("name a folder outside of it, as in `--star ../star`"))
}

fn write(project: &Project, store: &Store, new: &Path) -> Result<StarExport> {
    let mut engine = engine(project, store)?;
    let (mut exported, mut written) = (StarExport::default(), Vec::new());
    let mut dimensions = Dimensions::default();
    for folder in [table_files::PARQUET, table_files::CSV] {
        private::create_folder(&new.join(folder))?;
    }
    for table in &STAR {
        if let Some(missing) = engine.missing_for(table.name) {
            exported.left_out.push((table.name, missing));
            continue;
        }
        let mut files = TableFiles::create(new, table)?;
        engine.each_part(table.name, &mut |part| {
            dimensions.collect(part);
            files.add(part)
        })?;
        exported.tables.push(ExportedTable { name: table.name, rows: files.finish()? });
        written.push(table);
    }
    for dimension in dimensions.tables(project) {
        let mut files = TableFiles::create(new, &dimension.table)?;
        files.add(&dimension.rows)?;
        exported.tables.push(ExportedTable { name: dimension.table.name, rows: files.finish()? });
    }
    dictionary::write(&new.join(DICTIONARY), &written)?;
    [new.join(table_files::PARQUET), new.join(table_files::CSV), new.to_owned()]
        .iter()
        .try_for_each(|folder| private::sync_folder(folder))?;
    Ok(exported)
}

/// The tables that the facts are made of.
fn engine(project: &Project, store: &Store) -> Result<Engine> {
    let mut tables = vec![("every_ledger_day", store.ledger_files()?)];
    let stored = TABLES.iter().map(|table| table.name).filter(|name| *name == "stay" || name.starts_with("counted_"));
    for name in stored {
        tables.push((name, store.table_files(name)?));
    }
    let mut engine = Engine::open(&tables)?;
    engine.add_conventions(&project.conventions)?;
    Ok(engine)
}

/// A folder that an export may take the place of: none, an empty one, or an earlier export with nothing else in it.
fn refuse_others(folder: &Path) -> Result<()> {
    let refused = |what: &str| {
        Err(Error::new("X_IN_THE_WAY", Exit::CannotCreate, what)
            .at(Position::file(folder))
            .effect("nothing was exported, and nothing in it was changed")
            .hint("name a folder that is not there yet, or one that an export alone has written"))
    };
    match fs::symlink_metadata(folder) {
        Err(_) => return Ok(()),
        Ok(found) if !found.is_dir() => return refused("something that is no folder has the name"),
        Ok(_) => {}
    }
    let names = |path: &Path| -> Result<BTreeSet<String>> {
        let entries = fs::read_dir(path).map_err(|error| Error::io("read the folder", path, &error))?;
        Ok(entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
    };
    let found = names(folder)?;
    let is_ours = |name: &String| [table_files::PARQUET, table_files::CSV, DICTIONARY].contains(&name.as_str());
    if !found.is_empty() && (!found.iter().all(is_ours) || !found.contains(DICTIONARY)) {
        return refused("the folder holds something else than an export");
    }
    for inner in [table_files::PARQUET, table_files::CSV] {
        let below = folder.join(inner);
        let is_ours = |name: &String| table_files::is_of_a_table(name) && below.join(name).is_file();
        if below.exists() && !names(&below)?.iter().all(is_ours) {
            return refused("a folder of the export holds something else than its tables");
        }
    }
    Ok(())
}

/// The folder that holds a folder.
fn outer(folder: &Path) -> &Path {
    folder.parent().filter(|outer| !outer.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The export while it is written, beside its place; dropped, it is removed.
struct Beside {
    new: PathBuf,
    between: PathBuf,
    is_placed: std::cell::Cell<bool>,
}

impl Beside {
    fn make(folder: &Path) -> Result<Self> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Two exports at once do not write into one folder; which one is there at the end is the later one.
        let of = |ending: &str| folder.with_file_name(format!(".{name}.{}.{ending}", std::process::id()));
        let beside = Self { new: of("new"), between: of("old"), is_placed: Default::default() };
        let outer = outer(folder);
        if !outer.is_dir() {
            return Err(Error::new(
                "X_EXPORT",
                Exit::CannotCreate,
                "the folder that is to hold the export is not there",
            )
            .at(Position::file(outer))
            .effect("nothing was exported")
            .hint("make it, or name another"));
        }
        remove_left_behind(outer, &format!(".{name}."));
        private::create_folder(&beside.new)?;
        Ok(beside)
    }

    fn put_in_place(&self, folder: &Path) -> Result<()> {
        if folder.is_dir() {
            swap::exchange(&self.new, folder, &self.between)?;
        } else {
            fs::rename(&self.new, folder).map_err(|error| private::refused("put in place", folder, &error))?;
        }
        self.is_placed.set(true);
        private::sync_folder(outer(folder))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // After an exchange it is the export before. What stands between is kept where nothing else is left of the export.
        let _ = fs::remove_dir_all(&self.new);
        if self.is_placed.get() {
            let _ = fs::remove_dir_all(&self.between);
        }
    }
}

/// Removes what exports to the same folder that were stopped left beside it: folders with the number of a process that is gone.
fn remove_left_behind(outer: &Path, start: &str) {
    for entry in fs::read_dir(outer).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.strip_prefix(start).and_then(|rest| rest.strip_suffix(".new")?.parse::<u32>().ok());
        let is_gone = process.is_some_and(|process| !Path::new(&format!("/proc/{process}")).exists());
        if is_gone && Path::new("/proc/self").exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
