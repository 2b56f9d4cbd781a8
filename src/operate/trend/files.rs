//! The trend of published files, without a store.

use std::path::{Path, PathBuf};

use super::peers::ranked;
use super::published::{AreaFigures, find};
use super::shares;
use super::successors::Successors;
use super::write_beside;
use crate::domain::{Language, Population};
use crate::error::{Error, Result};
use crate::files::container::ProcessReader;
use crate::operate::reference_data::populations;
use crate::published::{Format, PublicationContext, PublicationRead, read};
use crate::report::model::{Report, ReportFact};
use crate::report::trend::other_sections::{SourceFile, sources};
use crate::report::trend::{Charting, TrendBasis, peers, trend};
use crate::store::sha256;

/// What is asked.
#[derive(Clone, Debug)]
pub struct FilesTrendRequest<'a> {
    /// The files.
    pub files: &'a [PathBuf],
    /// One council or board, by its code; the whole country if none.
    pub area: Option<&'a str>,
    /// At most so many months, the last ones.
    pub months: usize,
    /// Whether figures that do not hold are left out, instead of refusing their file.
    pub allow_failed: bool,
    /// A file with the adults of each area.
    pub population: Option<&'a Path>,
    /// Which trust came after which.
    pub successors: Option<&'a Successors>,
    /// The language of the report.
    pub language: Language,
    /// How series are charted.
    pub charting: Charting,
    /// Where to.
    pub out: &'a Path,
}

/// Writes the report, and says where the page lies.
///
/// # Errors
/// As for the files (`beddays published` says the same), and 65 for what is no trend: a hole, a single month.
pub fn of_files(request: &FilesTrendRequest<'_>) -> Result<PathBuf> {
    let mut files = Vec::new();
    for path in request.files {
        let (name, bytes) = (
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()),
            std::fs::read(path).map_err(|source| Error::io("read the publication", path, &source))?,
        );
        let hash = sha256(&bytes);
        let given = PublicationContext { file: &name, sha256: &hash, ..PublicationContext::default() };
        let shown = path.display().to_string();
        let mut published = read(&bytes, &given, &ProcessReader::default()).map_err(|refusal| refusal.error(&shown))?;
        if request.allow_failed {
            published.leave_out_what_fails();
        }
        if let Some(refusal) = published.contradiction() {
            return Err(refusal.error(&shown));
        }
        files.push((name, hash, published));
    }
    let population = request.population.map(adults).transpose()?.unwrap_or_default();
    write_beside(request.out, &report(request, &files, &population)?)
}

fn adults(path: &Path) -> Result<Vec<Population>> {
    let bytes = std::fs::read(path).map_err(|source| Error::io("read the population", path, &source))?;
    let rows = populations(&path.display().to_string(), &sha256(&bytes), &bytes)
        .map_err(|error| error.effect("no report was written"))?;
    Ok(rows.into_iter().map(|(row, _)| row).collect())
}

fn report(
    request: &FilesTrendRequest<'_>,
    files: &[(String, String, PublicationRead)],
    population: &[Population],
) -> Result<Report> {
    let language = request.language;
    let read: Vec<(String, &PublicationRead)> =
        files.iter().map(|(name, _, published)| (name.clone(), published)).collect();
    let AreaFigures { owner, facts, measure, areas, own } = find((language, request.successors), &read, request.area)?;
    let share = own.and_then(|(kind, code)| shares::of_area(&read, (kind, &code), &owner));
    let facts = facts.last_months(request.months, |months, at| request.charting.shown_from(months, at));
    let month = facts.last();
    let others = ranked(&areas, measure, population, month)?;
    let (publishers, formats) = (words(&read, |file| file.publisher), words(&read, |file| file.format.name()));
    let mut further: Vec<_> = peers::section(language, &others, month, &publishers).into_iter().collect();
    further.push(sources(language, &read.iter().map(|(name, file)| source(name, file)).collect::<Vec<_>>()));
    let provenance = files.iter().map(|(name, hash, file)| ReportFact {
        name: language.say("fact-input-file", &[("file", name.into())]),
        value: format!("{}, {}, {}; {hash}", file.publisher, file.format, edition(language, file)),
    });
    trend(&TrendBasis {
        owner: &owner,
        class: "published",
        convention: language.say(
            "trend-as-published",
            &[("publishers", publishers.into()), ("formats", formats.into()), ("counted", counted_how(&read).into())],
        ),
        facts: &facts,
        charting: request.charting.clone(),
        further,
        money: None,
        share,
        missing: Vec::new(),
        provenance: provenance
            .chain(request.successors.map(|list| list.fact(language)))
            .chain([ReportFact::program(language)])
            .collect(),
    })
}

/// How its days were counted: where a month's days are not those that lie in it: discharge ready dates count a whole delay in the month it ended.
fn counted_how(files: &[(String, &PublicationRead)]) -> &'static str {
    let is_drd = files.iter().any(|(_, file)| file.format == Format::DrdEngland);
    if is_drd { "at_the_end" } else { "day_by_day" }
}

/// What the files have of something, each once.
fn words<'a>(files: &[(String, &'a PublicationRead)], of: impl Fn(&'a PublicationRead) -> &'a str) -> String {
    let mut found: Vec<&str> = Vec::new();
    for (_, file) in files {
        let word = of(file);
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found.join(", ")
}

fn edition(language: Language, file: &PublicationRead) -> String {
    match &*file.edition {
        "" => language.word("trend-edition-not-stated").to_owned(),
        edition => language.say("trend-edition", &[("edition", edition.into())]),
    }
}

fn source(name: &str, file: &PublicationRead) -> SourceFile {
    let checks = || file.checks.0.iter();
    let months = || file.figures.iter().filter_map(|figure| figure.period);
    SourceFile {
        file: name.to_owned(),
        months: months().min().zip(months().max()),
        read: file.receipt.read,
        accepted: file.receipt.accepted,
        rejected: file.receipt.rejected,
        unknown: file.figures.iter().filter(|figure| figure.value.number().is_none()).count() as u64,
        held: checks().map(|check| check.passed).sum(),
        explained: checks().map(|check| check.explained).sum(),
    }
}
