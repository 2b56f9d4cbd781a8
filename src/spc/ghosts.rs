//! The ghost points of a series: drawn, in no limit and no rule, each with its reason.

use std::collections::BTreeMap;
use std::path::Path;

use super::options::SeriesOptions;
use super::period::SeriesPeriod;
use super::series::OrderedSeries;
use crate::error::{Error, Exit, Position, Result};
use crate::files::strict_csv::CsvIssues;
use crate::files::wording::shown;

/// What someone writes who takes the column for a yes or no.
const FLAGS: [&str; 6] = ["0", "1", "yes", "no", "true", "false"];

/// The reasons by place: those of the file, else those of the command line. Nothing if a flaw was noted.
pub(super) fn of(
    series: &OrderedSeries<'_>,
    options: &SeriesOptions,
    issues: &mut CsvIssues,
) -> Option<BTreeMap<usize, String>> {
    let mut ghosts = BTreeMap::new();
    let mut is_right = true;
    for (at, row) in series.rows.iter().enumerate() {
        let why = row.line.text("ghost");
        if FLAGS.contains(&why.to_ascii_lowercase().as_str()) {
            is_right = false;
            issues.add(|| {
                let what = format!("series `{}`: `ghost` is `{}`, which is no reason", shown(&series.id), shown(&why));
                row.line.issue(
                    "R_GHOST",
                    "ghost",
                    what,
                    "write why the point is left out, and nothing for other points",
                )
            });
        } else if !why.is_empty() {
            ghosts.insert(at, why.into_owned());
        }
    }
    for (name, why) in &options.ghosts {
        if let Some(at) = series.place(name) {
            ghosts.entry(at).or_insert_with(|| why.clone());
        }
    }
    is_right.then_some(ghosts)
}

/// Whether a point has this number or period.
fn is_named((seq, period, _): &(i64, String, f64), name: &str) -> bool {
    let [own, other] = [period.as_str(), name].map(SeriesPeriod::parse);
    name.parse() == Ok(*seq) || period == name || own.zip(other).is_some_and(|(own, other)| own.is_meant_by(other))
}

impl SeriesOptions {
    /// Checks that each ghost point of the command line is among the points of all series.
    ///
    /// # Errors
    /// 65, naming the first that is not.
    pub(super) fn all_found<'p>(
        &self,
        path: &Path,
        points: impl Iterator<Item = &'p (i64, String, f64)> + Clone,
    ) -> Result<()> {
        match self.ghosts.iter().find(|(name, _)| !points.clone().any(|point| is_named(point, name))) {
            None => Ok(()),
            Some((name, _)) => {
                let what = format!("no series has a point `{}` to leave out", shown(name));
                Err(Error::new("R_GHOST", Exit::Data, what)
                    .at(Position::file(path))
                    .effect("nothing was computed")
                    .hint("`--ghost` names a point by its `period` or `seq`, as in --ghost \"2020-04=first wave\""))
            }
        }
    }
}
