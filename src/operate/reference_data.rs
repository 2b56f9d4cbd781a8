//! What figures are set beside: official publications and the populations of authorities, from files the project names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use crate::domain::{Authorities, AuthorityId, Figure, Finding, Population, Severity, Standing, near};
use crate::error::{Error, Exit, Position, Result};
use crate::files::container::ProcessReader;
use crate::files::wording::value;
use crate::operate::deliveries::inbox::matching;
use crate::operate::deliveries::load::name_of;
use crate::project::Project;
use crate::published::{self, LeftOutArea, PublicationContext};
use crate::store::{Commit, sha256};

/// The columns of a file of populations.
const HEADER: [&str; 3] = ["authority_code", "year", "adults"];

/// Reads what the project names and hands it to the commit; what it does not name is gone. Gives back what was found in
/// the records of publications.
///
/// # Errors
/// 65: a file is refused. 66: a pattern that means no file.
pub(super) fn put(project: &Project, commit: &mut Commit<'_>) -> Result<Vec<Finding>> {
    let (mut figures, mut findings) = (Vec::new(), Vec::new());
    for (file, hash, bytes) in files(project, "published", project.published.as_deref())? {
        let refused = |refusal: crate::files::refusal::Refusal| {
            refusal.error(&file).effect("nothing was taken or published; the last good month stays")
        };
        let given = PublicationContext { file: &file, sha256: &hash, ..PublicationContext::default() };
        let mut read = published::read(&bytes, &given, &ProcessReader::default()).map_err(refused)?;
        if project.allow_failed {
            read.leave_out_what_fails();
            findings.extend(read.left_out.iter().map(|left| left_out(&file, left)));
        }
        if let Some(refusal) = read.contradiction() {
            return Err(refused(refusal));
        }
        figures.extend(read.figures);
        findings.extend(read.findings);
    }
    keep_figures(project, commit, &figures)?;
    let mut known: BTreeMap<(AuthorityId, i16), (Population, Position)> = BTreeMap::new();
    for (file, hash, bytes) in files(project, "population", project.population.as_deref())? {
        for (row, place) in populations(&file, &hash, &bytes)? {
            let key = (row.authority, row.year);
            match known.get(&key) {
                Some((before, at)) if before.adults != row.adults => {
                    let what = format!("{} adults, and {} in {at}", row.adults, before.adults);
                    return Err(refuse(what, "give each authority and year once").at(place));
                }
                Some(_) => {}
                None => {
                    known.insert(key, (row, place));
                }
            }
        }
    }
    match project.population {
        Some(_) => {
            let rows: Vec<Population> = known.into_values().map(|(row, _)| row).collect();
            commit.put_populations(&rows)?;
        }
        None => commit.drop_populations(),
    }
    Ok(findings)
}

/// What is said of figures that do not hold.
fn left_out(file: &str, left: &LeftOutArea) -> Finding {
    Finding {
        file: file.to_owned(),
        record: 0,
        line: 1,
        byte_offset: 0,
        column: String::new(),
        severity: Severity::Warning,
        code: "W_FIGURES",
        value: String::new(),
        message: format!("left out because they do not hold, or are held against what does not: {}", left.words()),
        hint: "take the publisher's file again; `beddays published` names each difference".to_owned(),
        stay_id: String::new(),
    }
}

fn keep_figures(project: &Project, commit: &mut Commit<'_>, figures: &[Figure]) -> Result<()> {
    match project.published {
        Some(_) => commit.put_published(figures),
        None => {
            commit.drop_published();
            Ok(())
        }
    }
}

/// The files of official publications that the project names, each with its name, its hash and its bytes.
///
/// # Errors
/// 66: a pattern that means no file.
pub(crate) fn publications(project: &Project) -> Result<Vec<(String, String, Vec<u8>)>> {
    files(project, "published", project.published.as_deref())
}

/// The same of populations.
///
/// # Errors
/// 66: a pattern that means no file.
pub(crate) fn population_files(project: &Project) -> Result<Vec<(String, String, Vec<u8>)>> {
    files(project, "population", project.population.as_deref())
}

/// The files of a pattern with their hashes, each content once.
fn files(project: &Project, key: &str, pattern: Option<&str>) -> Result<Vec<(String, String, Vec<u8>)>> {
    let Some(pattern) = pattern else { return Ok(Vec::new()) };
    let paths: Vec<PathBuf> = matching(project, key, &[pattern.to_owned()])?;
    if paths.is_empty() {
        let what = format!("[{key}] has no file: nothing matches `{pattern}`");
        return Err(Error::new("F_MISSING", Exit::NoInput, what)
            .at(Position::file(&project.folder))
            .effect("nothing was taken or published; the last good month stays")
            .hint(format!("put the file there, or take [{key}] out of beddays.toml")));
    }
    let mut found: Vec<(String, String, Vec<u8>)> = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(|error| Error::io("read the file", &path, &error))?;
        let hash = sha256(&bytes);
        if found.iter().all(|(_, other, _)| *other != hash) {
            let file = name_of(project, &path);
            found.push((file, hash, bytes));
        }
    }
    Ok(found)
}

fn refuse(what: impl Into<String>, hint: &str) -> Error {
    Error::new("F_POPULATION", Exit::Data, what)
        .effect("nothing was taken or published; the last good month stays")
        .hint(hint)
}

/// The rows of a file of populations, each with its place. A file is taken whole or refused.
///
/// # Errors
/// 65: a row or the header is not what it should be.
pub(crate) fn populations(file: &str, hash: &str, bytes: &[u8]) -> Result<Vec<(Population, Position)>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let place = |record: Option<&StringRecord>| {
        let line = record.and_then(StringRecord::position).map_or(1, csv::Position::line);
        Position { line: usize::try_from(line).ok(), ..Position::file(Path::new(file)) }
    };
    let unreadable = |error: &csv::Error| {
        refuse(format!("the file of populations cannot be read: {error}"), "save it as CSV in UTF-8").at(place(None))
    };
    let header = reader.headers().map_err(|error| unreadable(&error))?;
    if header.iter().map(|name| name.trim_start_matches('\u{feff}')).ne(HEADER) {
        let found = header.iter().collect::<Vec<_>>().join(",");
        let what = format!("the header is `{}` and not `{}`", value(&found), HEADER.join(","));
        return Err(refuse(what, "name the three columns so, in this order").at(place(None)));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let at = place(Some(&record));
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let Some(authority) = Authorities::all().find(cell(0)) else {
            let what = format!("`{}` is not a known authority", value(cell(0)));
            let names = Authorities::all().iter().map(|(_, authority)| authority.name.as_str());
            let hint = near::hint(cell(0), names, "use the nine-character code or the short name");
            return Err(refuse(what, &hint).at(at));
        };
        let year = cell(1).parse::<i16>().ok().filter(|year| (1900..=2100).contains(year));
        let adults = cell(2).parse::<u32>().ok().filter(|adults| *adults > 0);
        let (Some(year), Some(adults)) = (year, adults) else {
            let what =
                format!("year `{}` with `{}` adults: two whole numbers are wanted", value(cell(1)), value(cell(2)));
            return Err(refuse(what, "leave the row out if the number is not known").at(at));
        };
        // A council is counted under its code of the year, whatever code the file has.
        let authority = match format!("{year}-07-01").parse().map(|day| Authorities::all().on(authority, day)) {
            Ok(Standing::Is(code)) => code,
            _ => authority,
        };
        let source_id = hash.chars().take(16).collect();
        rows.push((Population { authority, year, adults, source_id }, at));
    }
    Ok(rows)
}
