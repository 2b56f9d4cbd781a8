//! A file of delays to count: `episode,ready_on,ended_on`, and what conventions may leave people out by.

use std::collections::HashMap;
use std::path::Path;

use jiff::tz::TimeZone;

use crate::domain::Day;
use crate::error::Result;
use crate::files::strict_csv::{CsvIssues, StrictCsv, StrictRow, WantedColumns};
use crate::files::wording::shown;
use crate::intake::profile::DateStyle;
use crate::intake::profile::date_forms::Forms;
use crate::intake::profile::dates;
use crate::intake::profile::dates::Cut;

/// The columns that must be there.
pub const REQUIRED: [&str; 3] = ["episode", "ready_on", "ended_on"];
/// Days outside these years are slips of the pen.
const YEARS: (i16, i16) = (1900, 2100);

/// One delay as the file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// Its name.
    pub id: String,
    /// The day the patient was ready; nothing if it is not recorded.
    pub ready_on: Option<Day>,
    /// The day it ended; nothing if it had not.
    pub ended_on: Option<Day>,
    /// The further columns that were asked for, in that order; empty where there is nothing.
    pub more: Vec<String>,
}

/// The episodes of a file.
#[derive(Clone, Debug)]
pub struct Episodes {
    /// In the order of the file.
    pub episodes: Vec<Episode>,
    /// Columns that were not used.
    pub unused: Vec<String>,
    /// Further columns that were asked for and are not there.
    pub absent: Vec<String>,
}

/// A further column, and whether it is a whole number.
pub type Further = (&'static str, bool);

/// Reads a file of delays, with `further` columns where they are there.
///
/// # Errors
/// 65, with every flaw found: a column is missing, a day is none, a delay ends before it begins or stands twice.
pub fn read(path: &Path, bytes: &[u8], further: &[Further]) -> Result<Episodes> {
    let optional: Vec<&str> = further.iter().map(|(name, _)| *name).collect();
    let plain = StrictCsv::read(path, bytes, WantedColumns { required: &REQUIRED, optional: &optional })?;
    let (mut issues, mut seen, mut episodes) = (CsvIssues::default(), HashMap::new(), Vec::new());
    for line in plain.lines() {
        let Some(episode) = episode(line, further, &mut issues) else { continue };
        if let Some(first) = seen.insert(episode.id.clone(), line.number()) {
            issues.add(|| {
                let what = format!("episode `{}` is there twice, also on line {first}", shown(&episode.id));
                line.issue("R_TWICE", "episode", what, "take one of the two out, or give each delay its own name")
            });
        }
        episodes.push(episode);
    }
    issues.none()?;
    let absent = optional.into_iter().filter(|name| !plain.has(name)).map(str::to_owned).collect();
    Ok(Episodes { episodes, unused: plain.unused.clone(), absent })
}

fn episode(line: StrictRow<'_>, further: &[Further], issues: &mut CsvIssues) -> Option<Episode> {
    let id = match &*line.text("episode") {
        "" => format!("line {}", line.number()),
        id => id.to_owned(),
    };
    let name = format!("episode `{}`", shown(&id));
    let mut sound = true;
    let (ready_on, ended_on) = (day(line, "ready_on", &name, issues), day(line, "ended_on", &name, issues));
    if let (Ok(Some(ready)), Ok(Some(ended))) = (ready_on, ended_on)
        && ended < ready
    {
        issues.add(|| {
            let what = format!("{name}: it ends on {ended}, before it was ready on {ready}");
            line.issue(
                "R_ORDER",
                "ended_on",
                what,
                "correct one of the two days; an episode that goes on has no `ended_on`",
            )
        });
        sound = false;
    }
    let mut more = Vec::new();
    for (column, is_number) in further {
        let text = line.text(column).into_owned();
        if *is_number && !text.is_empty() && text.parse::<u16>().is_err() {
            let what = format!("{name}: `{}` is no whole number", shown(&text));
            issues
                .add(|| line.issue("R_NUMBER", column, what, "write a whole number, or nothing where it is not known"));
            sound = false;
        }
        more.push(text);
    }
    let (ready_on, ended_on) = (ready_on.ok()?, ended_on.ok()?);
    sound.then_some(Episode { id, ready_on, ended_on, more })
}

/// A day, or nothing in a blank cell.
///
/// # Errors
/// It is none; the flaw is noted.
fn day(line: StrictRow<'_>, column: &str, name: &str, issues: &mut CsvIssues) -> Result<Option<Day>, ()> {
    let text = line.text(column);
    if text.is_empty() {
        return Ok(None);
    }
    let Ok((day, Cut::Nothing | Cut::Midnight)) = dates::day(&text, DateStyle::Iso, &TimeZone::UTC) else {
        issues.add(|| {
            let what = format!("{name}: `{}` is no day of the calendar", shown(&text));
            line.issue("R_DATE", column, what, hint(&text))
        });
        return Err(());
    };
    let year = day.date().year();
    if year < YEARS.0 || year > YEARS.1 {
        issues.add(|| {
            let what = format!("{name}: {day} lies outside {} to {}", YEARS.0, YEARS.1);
            line.issue("R_DATE_RANGE", column, what, "check the year; an episode that goes on has no `ended_on`")
        });
        return Err(());
    }
    Ok(Some(day))
}

fn hint(text: &str) -> String {
    let forms = Forms::ANY.narrowed(text).names();
    let looks = forms.first().map_or_else(String::new, |(form, _)| format!("it looks like {form}; "));
    format!("{looks}write days as yyyy-mm-dd, as in 2018-03-31")
}
