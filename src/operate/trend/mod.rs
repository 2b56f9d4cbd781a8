//! The trend report: of the months in the store, or of published figures without a store.
//!
//! ```text
//! marts ─▶ facts, bands, people ─────┐
//! operate::bridge ─▶ bridges ────────┼─▶ report::trend ─▶ reports/trend/
//! published files ─▶ facts ─────────────▶ report::trend ─▶ --out DIR
//! ```

mod changes;
mod files;
mod marts;
mod money;
mod names;
mod peers;
mod published;
mod removed;
mod shares;
mod store;
mod successors;
mod unknown;

pub use files::{FilesTrendRequest as FilesRequest, of_files};
pub use names::authority;
pub use removed::said_of_removed;
pub use store::{StoreTrendRequest as StoreRequest, after_run, of_store};
pub use successors::Successors;

pub(crate) use marts::named_days;
pub(crate) use peers::AreaSeries;
pub(crate) use published::{behind, peers_of};
pub(crate) use removed::is_own as is_own_count;
pub(crate) use store::{TrendDeliveries, edition_in_words};

use std::path::{Path, PathBuf};

use crate::error::{Error, Exit, Position, Result};
use crate::operate::file_set::FileSet;
use crate::operate::month::editions::REPORTS;
use crate::operate::output_files;
use crate::report::model::Report;
use crate::store::files::private;
use crate::store::{ReportFile, Store, prepare};

/// How many months are shown by default.
pub const MONTHS: usize = 36;

/// Its folder among the reports.
pub(crate) const TREND: &str = "trend";

/// Writes a report into a folder of the project, for the user alone. Whoever calls has the lock of reports.
fn write_into_project(project: &Path, store: &Store, report: &Report) -> Result<PathBuf> {
    let as_before = |error: Error| error.effect("the files of the trend report, if any, are those of before");
    let outer = output_files::folder_in(project, REPORTS).map_err(as_before)?;
    let before = output_files::names_in(&outer.join(TREND), &format!("{}-{}", report.class, report.name));
    let basis = store.manifest().content_sha256();
    let set = FileSet::new((&outer, TREND), "internal", output_files::render(report)?, Some(&basis)).or_named(before);
    Ok(set.prepare().map_err(as_before)?.put_in_place()?.folder.join(page_of(report)))
}

/// Writes a report into any folder, and leaves whatever else is there.
fn write_beside(folder: &Path, report: &Report) -> Result<PathBuf> {
    let files = output_files::render(report)?;
    if !folder.exists() {
        private::create_folder(folder)?;
    }
    if !folder.is_dir() {
        return Err(Error::new("X_IN_THE_WAY", Exit::CannotCreate, "something that is no folder is in the way")
            .at(Position::file(folder))
            .effect("no report was written")
            .hint("name another folder with `--out DIR`"));
    }
    let written: Result<Vec<_>> =
        files.iter().map(|ReportFile { name, bytes }| Ok((prepare(folder, name, bytes)?, folder.join(name)))).collect();
    let written = written.map_err(|error| error.effect("no report was written"))?;
    let put = written.into_iter().try_for_each(|(file, path)| file.keep_as(&path));
    put.and_then(|()| private::sync_folder(folder))
        .map_err(|error| error.effect("some files of the report may be missing or those of before"))?;
    Ok(folder.join(page_of(report)))
}

fn page_of(report: &Report) -> String {
    format!("{}-{}.html", report.class, report.name)
}
