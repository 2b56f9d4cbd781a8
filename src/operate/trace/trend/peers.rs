//! An area beside those of its kind: the figures of official publications, with their files and lines.

use std::collections::BTreeMap;

use super::super::cell::language_of;
use super::super::{Cell, FiguresHead, Trace, TracedFinding};
use super::TrendFigures;
use crate::domain::{Authorities, Figure, Month, Population};
use crate::error::{Position, Result};
use crate::files::container::ProcessReader;
use crate::operate::reference_data::{population_files, populations, publications};
use crate::operate::trend::{AreaSeries, behind, peers_of};
use crate::project::Project;
use crate::published::{self, PublicationContext, lookup};
use crate::report::trend::peers::own_area;
use crate::store::Store;

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
    fn found(&self, code: &str, month: Month) -> Vec<TracedFinding> {
        let finding = |figure: &Figure| {
            let (source, record) = (&*figure.origin.source_id, figure.origin.source_record);
            let file = self.files.iter().find(|(hash, _)| hash.starts_with(source));
            let line = file.and_then(|(_, (_, lines))| lines.get(&record)).copied();
            let side = Some(&*figure.of.attributed_to).filter(|side| !side.is_empty());
            TracedFinding {
                file: file
                    .map_or_else(|| format!("a publication with the SHA-256 {source}…"), |(_, (name, _))| name.clone()),
                record,
                line: line.unwrap_or_default(),
                first_byte: None,
                last_byte: None,
                stay_id: String::new(),
                code: format!("published days of {month}{}", side.map_or_else(String::new, |side| format!(", {side}"))),
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
            "delayed_days" => self.as_published(area, &[month]),
            "same_month_last_year" => self.as_published(area, &[(0..12).fold(month, |month, _| month.previous())]),
            "year_to_date" => self.as_published(area, &april.collect::<Vec<_>>()),
            "per_day" => {
                let days = area.days.get(&month).copied().unwrap_or_default();
                Trace {
                    how: format!("The published days of {month}, divided by its {} days", month.days()),
                    made_of: own("delayed_days"),
                    adds_up: Some(cell.is(days as f64 / f64::from(month.days()))),
                    ..Trace::default()
                }
            }
            "per_100000_adults" => {
                let (adults, place) = self.published.adults_of(&area.code, month)?;
                let days = area.days.get(&month).copied().unwrap_or_default() as f64 / f64::from(month.days());
                let place = (place.file.display().to_string(), place.line.unwrap_or_default());
                Trace {
                    how: "The published days per day, for 100,000 adults".to_owned(),
                    made_of: own("per_day"),
                    adds_up: Some(cell.is(100_000.0 * days / f64::from(adults.adults))),
                    rests_on: vec![format!(
                        "{} adults in {}: `{}`, line {}",
                        adults.adults, adults.year, place.0, place.1
                    )],
                    ..Trace::default()
                }
            }
            _ => self.place_among(cell)?,
        })
    }

    /// Days of an area as they were published.
    fn as_published(&self, area: &AreaSeries, months: &[Month]) -> Trace {
        let mut months = months.to_vec();
        months.sort_unstable();
        let found: Vec<TracedFinding> =
            months.iter().flat_map(|month| self.published.found(&area.code, *month)).collect();
        let comes_to = found.iter().map(|one| one.counts).sum();
        let mut rests_on = vec!["table published of the store: `beddays query published`".to_owned()];
        if found.iter().any(|one| one.line == 0) {
            rests_on.push(
                "where line 0 stands, the file is a workbook, or is not among those of the project any more".to_owned(),
            );
        }
        let how = "Days as they were published, by a convention of the publisher's, added up".to_owned();
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
        let how = format!("The place among {} areas, of which the first has most", numbers.len());
        Some(Trace { how, comes_to: Some(comes_to as i64), made_of, ..Trace::default() })
    }
}
