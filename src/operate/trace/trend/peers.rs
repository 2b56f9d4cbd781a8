//! An area beside those of its kind: the figures of official publications, with their files and lines.

use std::collections::BTreeMap;

use super::super::cell::language_of;
use super::super::{Cell, FiguresHead, Trace, TracedFinding};
use super::{TrendFigures, per_day};
use crate::domain::{Authorities, Figure, Language, Month, Population};
use crate::error::{Position, Result};
use crate::files::container::ProcessReader;
use crate::operate::reference_data::{population_files, populations, publications};
use crate::operate::trend::{AreaSeries, behind, peers_of};
use crate::project::Project;
use crate::published::{self, PublicationContext, lookup};
use crate::report::trend::peers::own_area;
use crate::store::Store;
use crate::words::Argument;

/// The official figures of a store, and where they stand in their files.
#[derive(Default)]
pub(super) struct PublishedBasis {
    areas: Vec<AreaSeries>,
    figures: Vec<Figure>,
    /// The name of each file by its hash, with the lines of its records.
    files: BTreeMap<String, (String, BTreeMap<u32, u32>)>,
    adults: Vec<(Population, Position)>,
}

impl PublishedBasis {
    /// Reads them, if the report has an area beside others.
    ///
    /// # Errors
    /// 65: a stored file is damaged.
    pub fn read(project: &Project, store: &Store, head: &FiguresHead) -> Result<Self> {
        let Some(authority) = project.authority.filter(|_| head.cells().iter().any(|cell| cell.table == "peers_table"))
        else {
            return Ok(Self::default());
        };
        let figures = store.published()?;
        let areas = peers_of(language_of(&head.report), &figures, Authorities::all().get(authority));
        let mut files = BTreeMap::new();
        // A file that is gone, or can be read no more, leaves its figures without a line; they say so.
        for (file, hash, bytes) in publications(project).unwrap_or_default() {
            let given = PublicationContext { file: &file, sha256: &hash, ..PublicationContext::default() };
            let read = published::read(&bytes, &given, &ProcessReader::default());
            let lines = read.map(|read| read.lines.into_iter().collect()).unwrap_or_default();
            files.insert(hash, (file, lines));
        }
        let mut adults = Vec::new();
        for (file, hash, bytes) in population_files(project).unwrap_or_default() {
            adults.extend(populations(&file, &hash, &bytes).unwrap_or_default());
        }
        Ok(Self { areas, figures, files, adults })
    }

    /// The figures of an area in a month, each at its record.
    fn found(&self, language: Language, code: &str, month: Month) -> Vec<TracedFinding> {
        let days = language.say("trace-published-days", &[("month", month.to_string().into())]);
        let unknown = |source: &str| language.say("trace-publication", &[("sha256", source.into())]);
        let finding = |figure: &Figure| {
            let (source, record) = (&*figure.origin.source_id, figure.origin.source_record);
            let file = self.files.iter().find(|(hash, _)| hash.starts_with(source));
            let line = file.and_then(|(_, (_, lines))| lines.get(&record)).copied();
            let side = Some(&*figure.of.attributed_to).filter(|side| !side.is_empty());
            TracedFinding {
                file: file.map_or_else(|| unknown(source), |(_, (name, _))| name.clone()),
                record,
                line: line.unwrap_or_default(),
                first_byte: None,
                last_byte: None,
                stay_id: String::new(),
                code: side.map_or_else(|| days.clone(), |side| format!("{days}, {}", side_in_words(language, side))),
                counts: figure.value.addend().map(|days| days.round() as i64),
            }
        };
        behind(&self.figures, code, month).iter().map(finding).collect()
    }

    /// The adults of an area in the year of a month, with their place.
    fn adults_of(&self, code: &str, month: Month) -> Option<&(Population, Position)> {
        let list = Authorities::all();
        let council = list.council(list.find(lookup::ons_code(code, Some(month)).unwrap_or(code))?);
        let year = month.first().date().year();
        self.adults.iter().rfind(|(row, _)| list.council(row.authority) == council && row.year == year)
    }
}

impl TrendFigures {
    /// A figure of an area beside those of its kind.
    pub(super) fn of_peers(&self, cell: &Cell<'_>) -> Option<Trace> {
        let month = self.head.month;
        let name = cell.text("area");
        let is_it =
            |area: &&AreaSeries| area.name == name || (area.is_own && name == own_area(cell.language, &area.name));
        let area = self.published.areas.iter().find(is_it)?;
        let own = |column: &str| self.of_column(cell.table, column, |other| other.place == cell.place);
        let april = std::iter::successors(Some(month), |month| Some(month.previous()))
            .take_while(|own| own.financial_year_begins() == month.financial_year_begins());
        Some(match cell.column {
            "delayed_days" => self.as_published(cell, area, &[month]),
            "same_month_last_year" => {
                self.as_published(cell, area, &[(0..12).fold(month, |month, _| month.previous())])
            }
            "year_to_date" => self.as_published(cell, area, &april.collect::<Vec<_>>()),
            "per_day" => {
                let days = area.days.get(&month).copied().unwrap_or_default();
                Trace {
                    how: per_day((cell.language, "trace-published-per-day"), month),
                    made_of: own("delayed_days"),
                    adds_up: Some(cell.is(days as f64 / f64::from(month.days()))),
                    ..Trace::default()
                }
            }
            "per_100000_adults" => {
                let (adults, place) = self.published.adults_of(&area.code, month)?;
                let days = area.days.get(&month).copied().unwrap_or_default() as f64 / f64::from(month.days());
                let of = [
                    ("adults", Argument::Plain(adults.adults.into())),
                    ("year", Argument::Plain(adults.year.into())),
                    ("file", place.file.display().to_string().into()),
                    ("line", Argument::Plain(place.line.unwrap_or_default() as i64)),
                ];
                Trace {
                    how: cell.language.word("trace-published-rate").to_owned(),
                    made_of: own("per_day"),
                    adds_up: Some(cell.is(100_000.0 * days / f64::from(adults.adults))),
                    rests_on: vec![cell.language.say("trace-adults", &of)],
                    ..Trace::default()
                }
            }
            _ => self.place_among(cell)?,
        })
    }

    /// Days of an area as they were published.
    fn as_published(&self, cell: &Cell<'_>, area: &AreaSeries, months: &[Month]) -> Trace {
        let language = cell.language;
        let mut months = months.to_vec();
        months.sort_unstable();
        let found: Vec<TracedFinding> =
            months.iter().flat_map(|month| self.published.found(language, &area.code, *month)).collect();
        let comes_to = found.iter().map(|one| one.counts).sum();
        let mut rests_on = vec![language.word("trace-published-table").to_owned()];
        if found.iter().any(|one| one.line == 0) {
            rests_on.push(language.word("trace-published-no-line").to_owned());
        }
        let how = language.word("trace-as-published").to_owned();
        Trace { how, comes_to, found, rests_on, ..Trace::default() }
    }

    /// The place of an area among the others: the highest is the first.
    fn place_among(&self, cell: &Cell<'_>) -> Option<Trace> {
        let all = |column: &str| self.of_column(cell.table, column, |_| true);
        let (rates, days) = (all("per_100000_adults"), all("delayed_days"));
        let made_of = if rates.len() == days.len() { rates } else { days };
        let number = |of: &super::super::MadeOf| of.shown["number"].as_f64().or(of.shown.as_f64());
        let numbers: Vec<f64> = made_of.iter().filter_map(number).collect();
        let own = numbers.get(cell.place? - 1)?;
        let rank = 1 + numbers.iter().filter(|other| *other > own).count();
        let quartile = (1..=3).find(|quartile| 4 * (rank - 1) < quartile * numbers.len()).unwrap_or(4);
        let comes_to = match cell.column {
            "rank" => rank,
            "quartile" => quartile,
            _ => return None,
        };
        let how = cell.language.say("trace-place", &[("areas", Argument::Plain(numbers.len() as i64))]);
        Some(Trace { how, comes_to: Some(comes_to as i64), made_of, ..Trace::default() })
    }
}

/// Whom published days are put down to; in English the code of the publication.
fn side_in_words(language: Language, side: &str) -> String {
    language.instead(&format!("side-{side}"), &[], || side.to_owned())
}
