//! Which profile reads a file without a named one: by the names of its header, looked for where a run would look
//! for them (in a text behind its `sep=` line, in the sheets of a workbook, under the keys of JSON, inside gzip).

use std::sync::Arc;

use crate::files::header_names;
use crate::files::header_names::plain;

use crate::files::container;
use crate::files::container::{FileKind, OpenRequest, Opened, ProcessReader};
use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::files::grid::Grid;
use crate::files::refusal::Refusal;
use crate::files::text::Text;
use crate::files::wording::{list, nearest};
use crate::intake::open::open_delivery::MessageFormat;
use crate::intake::profile;
use crate::intake::profile::Profile;

/// How many rows of a text or a sheet are looked at for a header.
const LOOKED_AT: usize = 21;

/// What a file was found to be.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// The profile that reads it.
    pub profile: Arc<Profile>,
    /// Whether a column that the profile wants is missing from the header: the profile is only the nearest one.
    pub is_nearest: bool,
}

/// Recognises a file by its content; `own` are profiles beside those that come with the program, and go before them.
///
/// # Errors
/// The file cannot be opened; its header is that of no profile, not even nearly; or two profiles fit alike.
pub fn recognise(
    name: &str,
    bytes: &[u8],
    own: &[Arc<Profile>],
    reader: &ProcessReader,
) -> Result<Recognised, Refusal> {
    let opened = match container::open(bytes, &wanted(name, true), reader) {
        // One sheet that cannot be read does not hide the others from a run.
        Err(refusal) if matches!(FileKind::of(bytes), FileKind::Zip | FileKind::Compound | FileKind::Gzip) => {
            container::open(bytes, &wanted(name, false), reader).map_err(|_| refusal)?
        }
        opened => opened?,
    };
    recognise_opened(bytes, &opened, own)
}

/// As [`recognise`], of a file that was opened with every sheet wanted.
///
/// # Errors
/// As [`recognise`].
pub fn recognise_opened(bytes: &[u8], opened: &Opened<'_>, own: &[Arc<Profile>]) -> Result<Recognised, Refusal> {
    if let Some(format) = MessageFormat::of(bytes, opened) {
        let of_messages = |profile: &&Arc<Profile>| profile.record == format.record();
        let profile = own.iter().chain(built_in()).find(of_messages).cloned();
        return profile.map(|profile| Recognised { profile, is_nearest: false }).ok_or_else(|| none(&[]));
    }
    let headers = match opened {
        Opened::Text(bytes) => headers_of_text(bytes)?,
        Opened::Grid(grid) => headers_of_grid(grid),
    };
    for profiles in [own, built_in()] {
        if let Some(profile) = fitting(&headers, profiles)? {
            return Ok(Recognised { profile, is_nearest: false });
        }
    }
    let profile = own.iter().chain(built_in()).filter_map(|profile| Some((nearness(&headers, profile)?, profile)));
    // Of profiles that are equally near the first is taken: it refuses the file, and names itself.
    let nearest = profile.reduce(|best, next| if next.0 > best.0 { next } else { best });
    nearest
        .map(|(_, profile)| Recognised { profile: Arc::clone(profile), is_nearest: true })
        .ok_or_else(|| none(&headers))
}

/// What to do where a header is that of another built-in profile for such records, as that of another release is.
pub fn other_release(names: &[String], profile: &Profile) -> Option<String> {
    let other = fitting(&[names.to_vec()], built_in()).ok().flatten()?;
    let Profile { name, about, record, .. } = &*other;
    let is_other = *record == profile.record && *name != profile.name;
    is_other.then(|| format!("this is the header of `{name}` ({about}): set `profile = \"{name}\"` for the source"))
}

fn wanted(name: &str, every_sheet: bool) -> OpenRequest {
    OpenRequest { name: name.to_owned(), every_sheet, ..OpenRequest::default() }
}

fn built_in() -> &'static [Arc<Profile>] {
    profile::built_in().unwrap_or_default()
}

/// A row that may be a header: its names in plain spelling.
type HeaderNames = Vec<String>;

/// The first rows of a text, cut by every sign that may stand between cells; where the first line declares the sign, by
/// that one alone.
fn headers_of_text(bytes: &[u8]) -> Result<Vec<HeaderNames>, Refusal> {
    let (text, _) = Text::open(bytes)?;
    let mut declared = RecordScanner::new(text.bytes(), 0, b',');
    let scanners = match header_names::separator_line(&text, &mut declared) {
        Some(_) => vec![declared],
        None => header_names::signs().map(|sign| declared.clone().with_delimiter(sign)).collect(),
    };
    let mut rows = Vec::new();
    for mut scanner in scanners {
        let mut record = CsvRecord::default();
        for _ in 0..LOOKED_AT {
            if !matches!(scanner.next(&mut record), Ok(true)) {
                break;
            }
            rows.push(header_names::texts(&record, text.bytes()).map(|name| plain(&name)).collect());
        }
    }
    Ok(rows)
}

/// The keys of JSON; of a workbook the first rows of every sheet.
fn headers_of_grid(grid: &Grid) -> Vec<HeaderNames> {
    let is_workbook = grid.serials.is_some() && grid.columns.first().is_some_and(|name| name == "sheet");
    if !is_workbook {
        return vec![grid.columns.iter().map(|name| plain(name)).collect()];
    }
    let (mut rows, mut sheet, mut seen) = (Vec::new(), None, 0);
    for record in &grid.records {
        let name = record.cells.first().map(|cell| cell.text.as_str());
        if sheet != name {
            (sheet, seen) = (name, 0);
        }
        if seen < LOOKED_AT {
            seen += 1;
            rows.push(record.cells.iter().skip(1).map(|cell| plain(&cell.text)).collect());
        }
    }
    rows
}

/// The profile all of whose required columns stand in one of the rows; of several the one that wants most.
fn fitting(headers: &[HeaderNames], profiles: &[Arc<Profile>]) -> Result<Option<Arc<Profile>>, Refusal> {
    let fits = |profile: &Profile| {
        let wanted = profile.required().count();
        let fits =
            |names: &HeaderNames| profile.required().all(|column| column.names.iter().any(|name| names.contains(name)));
        (wanted > 0 && headers.iter().any(fits)).then_some(wanted)
    };
    let fitting: Vec<(usize, &Arc<Profile>)> =
        profiles.iter().filter_map(|profile| Some((fits(profile)?, profile))).collect();
    // A release whose columns are all in a later one wants more of them: the profile that wants most is meant.
    let most = fitting.iter().map(|(wanted, _)| *wanted).max();
    let mut meant = fitting.into_iter().filter(|(wanted, _)| Some(*wanted) == most).map(|(_, profile)| profile);
    let first = meant.next();
    let others: Vec<&str> = meant.map(|profile| profile.name.as_str()).collect();
    match (first, others.as_slice()) {
        (Some(first), [_, ..]) => {
            let what = format!("the header is that of {}", list([&[first.name.as_str()], &*others].concat()));
            Err(Refusal::new("F_HEADER", what, "`--profile NAME-OR-FILE` says which of them is meant"))
        }
        (first, _) => Ok(first.cloned()),
    }
}

/// How near a row is to the header of a profile, if at least half of what the profile wants is there or nearly there:
/// so many thousandths of the required columns, and so many known names.
fn nearness(headers: &[HeaderNames], profile: &Profile) -> Option<(usize, usize)> {
    let of_row = |names: &HeaderNames| {
        let known = names.iter().filter(|name| profile.knows(name)).count();
        let unknown = || names.iter().map(String::as_str).filter(|name| !name.is_empty() && !profile.knows(name));
        let (mut wanted, mut score) = (0, 0);
        for column in profile.required() {
            wanted += 2;
            if column.names.iter().any(|name| names.contains(name)) {
                score += 2;
            } else if column.names.iter().any(|name| nearest(name, unknown()).is_some()) {
                score += 1;
            }
        }
        (known > 0 && 2 * score >= wanted).then(|| (1000 * score / wanted, known))
    };
    headers.iter().filter_map(of_row).max()
}

/// Names of a row without any that is known could be values of a patient: they are not shown.
fn none(headers: &[HeaderNames]) -> Refusal {
    let what = if headers.is_empty() {
        "no profile that comes with the program reads such messages"
    } else {
        "the header is that of no profile that comes with the program"
    };
    let hint = "`--profile NAME-OR-FILE` says how to read it; `beddays check --columns` lists what there is";
    Refusal::new("F_HEADER", what, hint).at((1, 1))
}
