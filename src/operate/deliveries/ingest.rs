//! Large files of stays to one sorted Parquet file, outside the store: read, validated, pseudonymised, written at once.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::{Authorities, Day, Finding, Receipt};
use crate::error::{Error, Exit, Position, Result, every};
use crate::intake::findings::write_findings_csv;
use crate::intake::profile::DateStyle;
use crate::intake::profile::field::Field;
use crate::intake::{NativeTable, Rules, profile};
use crate::key::Key;
use crate::operate::deliveries::atomic_file::{AtomicFile, SyncedFile};
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::settle::fast::{self, Bite, Bytes, Group, Source, Taken};
use crate::store::files::private;
use crate::store::schema::STAY;
use crate::store::{PackedColumn, RowGroup, write_packed};

/// The order of the rows of the output.
const SORTED_BY: [&str; 3] = ["provider_code", "admitted_at", "stay_id"];

/// What is to be read and written.
#[derive(Clone, Debug)]
pub struct IngestRequest<'a> {
    /// The files.
    pub files: &'a [PathBuf],
    /// The Parquet file; nothing for a look without writing.
    pub target: Option<&'a Path>,
    /// How they write days.
    pub dates: DateStyle,
    /// No fact may lie after this day.
    pub as_of: Option<Day>,
    /// How large a bite is.
    pub bite: Bite,
    /// Rows in a row group of the output.
    pub group_rows: usize,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Ingested {
    /// One for each file.
    pub receipts: Vec<Receipt>,
    /// What was rejected, taken before or doubtful.
    pub findings: Vec<Finding>,
    /// Where the findings were written, if anything was.
    pub findings_file: Option<PathBuf>,
}

/// Reads the files and writes the output, if one is wanted.
///
/// # Errors
/// 66: a file or the key is missing; 65: a file is refused; 73: another file has the name of the output; 74: the disk
/// refuses; 77: the key is open to others. Nothing is written then.
pub fn ingest(project: &Project, request: &IngestRequest<'_>, progress: &dyn Progress) -> Result<Ingested> {
    let key = Key::read(&project.folder)?;
    request.target.map_or(Ok(()), refuse_no_folder)?;
    let zone = project.zone();
    let zone = jiff::tz::TimeZone::get(zone).map_err(|error| Error::new("X_ZONE", Exit::Bug, error.to_string()))?;
    let names: Vec<String> = request.files.iter().map(|path| path.display().to_string()).collect();
    let open = |path: &PathBuf| -> Result<(std::fs::File, u64)> {
        let opened = std::fs::File::open(path).and_then(|file| file.length().map(|length| (file, length)));
        opened.map_err(|error| Error::io("read the file", path, &error))
    };
    let opened: Vec<(std::fs::File, u64)> = every(request.files.iter().map(open))?;
    let profile = profile::native(NativeTable::Stay)?;
    let mut before = 0;
    let mut sources = Vec::with_capacity(opened.len());
    for ((file, length), name) in opened.iter().zip(&names) {
        sources.push(Source { file: name, bytes: file, before, dates: request.dates, profile: &profile });
        before += length;
    }
    progress.begin("reading", before);
    let done = AtomicU64::new(0);
    let heard = |bytes: u64| progress.done(bytes.saturating_sub(done.swap(bytes, Ordering::Relaxed)));
    let rules = Rules { zone: &zone, key: key.bytes(), authorities: Authorities::england() };
    let taken = fast::take(&sources, (&rules, request.as_of), request.bite, &heard)?;
    let untrusted = taken.receipts.iter().filter_map(|receipt| {
        let refusal = project.trust.of(&[receipt])?;
        Some(refusal.error(&receipt.file).effect("nothing was taken from it or written"))
    });
    if let Some(error) = Error::several(untrusted.collect()) {
        return Err(error);
    }
    let write = |target| write(&taken, target, request.group_rows, progress);
    let findings_file = request.target.map(write).transpose().map_err(|error| {
        let instead = "neither the output nor its findings were written; the store was not touched";
        error.in_the_effect("nothing was published; the last good month stays", instead)
    })?;
    let (receipts, findings) = taken.into_findings();
    Ok(Ingested { receipts, findings, findings_file })
}

/// Refuses an output that has no folder to lie in, before anything is read.
fn refuse_no_folder(target: &Path) -> Result<()> {
    if folder_of(target).is_dir() {
        return Ok(());
    }
    Err(Error::new("X_NO_FOLDER", Exit::CannotCreate, "there is no such folder to write to")
        .at(Position::file(target))
        .effect("nothing was read or written")
        .hint("make the folder, or give another name, then run again"))
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes rows and findings; where the findings are.
fn write(taken: &Taken, target: &Path, group_rows: usize, progress: &dyn Progress) -> Result<PathBuf> {
    let rows = write_rows(taken, target, group_rows, progress).inspect_err(|_| discard(target))?;
    let beside = target.with_extension("findings.csv");
    let findings = write_findings(&taken.findings, &beside).inspect_err(|_| discard(&beside));
    let checked = findings.and_then(|findings| {
        let free = rows.refuse_other().and_then(|()| findings.refuse_other());
        free.map(|()| findings).inspect_err(|_| discard(&beside))
    });
    let findings = checked.inspect_err(|_| rows.discard())?;
    findings.publish()?;
    rows.publish()?;
    private::sync_folder(folder_of(target))?;
    Ok(beside)
}

fn discard(target: &Path) {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let _ = std::fs::remove_file(target.with_file_name(name));
}

fn write_findings(findings: &[Finding], target: &Path) -> Result<SyncedFile> {
    let mut output = BufWriter::with_capacity(1 << 20, AtomicFile::create(target)?);
    let written = write_findings_csv(findings, &mut output).and_then(|()| output.flush());
    written.map_err(|error| Error::io("write the findings", target, &error))?;
    let output = output.into_inner().map_err(|error| Error::io("write the findings", target, error.error()))?;
    output.seal()
}

fn write_rows(taken: &Taken, target: &Path, group_rows: usize, progress: &dyn Progress) -> Result<SyncedFile> {
    progress.begin("writing", taken.len() as u64);
    let rows = |group: usize| {
        let range = group * group_rows..taken.len().min((group + 1) * group_rows);
        progress.done(range.len() as u64);
        taken.group(range)
    };
    let (groups, threads) = (taken.len().div_ceil(group_rows), rayon::current_num_threads());
    write_packed(&STAY, &SORTED_BY, groups, threads, rows, AtomicFile::create(target)?)?.seal()
}

impl RowGroup for Group<'_> {
    fn cells(&self, column: &'static str) -> Result<PackedColumn<'_>> {
        let unknown = || Error::bug(format!("no packed column holds `{column}`"));
        match column {
            "stay_id" => {
                let (bytes, ends) = self.ids();
                return Ok(PackedColumn::Text(bytes.into(), ends.into()));
            }
            "person_key" => {
                let (numbers, pseudonyms, count) = self.persons();
                return Ok(PackedColumn::Codes(numbers, pseudonyms, count));
            }
            "source_id" => return Ok(PackedColumn::Words(self.deliveries(), self.source_ids())),
            "source_record" => return Ok(PackedColumn::Int64(self.records().into())),
            _ => {}
        }
        let field = *Field::ALL.iter().find(|field| field.name() == column).ok_or_else(unknown)?;
        if !self.has(field) {
            return Ok(PackedColumn::Nothing(self.len()));
        }
        match field {
            Field::AdmittedAt | Field::DischargedAt => {
                let (there, moments) = self.moments(field);
                Ok(PackedColumn::Moments(there, moments))
            }
            Field::ReadyOn | Field::ExpectedAdmissionOn => {
                let (numbers, before) = self.days(field);
                Ok(PackedColumn::Int32(numbers, before))
            }
            Field::AgeAtAdmission => Ok(PackedColumn::Int32(self.ages(), -1)),
            _ => self.word(field).map(|(numbers, words)| PackedColumn::Words(numbers, words)).ok_or_else(unknown),
        }
    }
}
