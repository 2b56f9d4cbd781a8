//! The lines of a claim with their parts, and which rows of the tables are about which.

use serde_json::Value;

use super::super::{Cell, FiguresHead};
use super::{day, text};
use crate::domain::Day;
use crate::error::{Error, Exit, Result};
use crate::reconcile::ClaimVerdict;
use crate::report::reconcile::{counted, span};

/// A part of a line: both by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartOfLine {
    pub line: usize,
    pub part: usize,
}

/// A line that could be read.
pub(super) struct ReadLine {
    pub verdict: ClaimVerdict,
    /// The stay, as those at home have it; as the line names it where none was found.
    pub stay: String,
    pub line: u32,
    parts: Vec<ClaimVerdict>,
}

/// The lines of a claim.
pub(super) struct ClaimParts {
    pub lines: Vec<ReadLine>,
    /// The stay of each row that cannot be read, as far as it can.
    pub unreadable: Vec<String>,
    /// Of each row of the table of days, the parts.
    pub day_rows: Vec<Vec<PartOfLine>>,
    /// Of each row of the table of what is not claimed, the days.
    pub unclaimed_rows: Vec<Vec<(String, Day)>>,
}

impl ClaimParts {
    /// Holds the tables of the overview beside what the document for programs says of each line.
    ///
    /// # Errors
    /// 65: they are not of the same claim.
    pub fn of(head: &FiguresHead, verdicts: &Value) -> Result<Self> {
        let other = || {
            let what = "the tables of the claim and verdicts.json do not fit together";
            Error::new("S_DAMAGED", Exit::Data, what).effect("nothing was explained").hint("reconcile the claim again")
        };
        let cells = head.cells();
        let stay = |table: &str, place: usize| {
            let mut cells = cells.iter().filter(|cell| cell.table == table && cell.place == Some(place));
            cells.next().map_or_else(String::new, |cell| cell.text("stay").to_owned())
        };
        let mut lines: Vec<ReadLine> = Vec::new();
        for line in list(&verdicts["lines"]) {
            let verdict = verdict_of(line).ok_or_else(other)?;
            let place = 1 + lines.iter().filter(|line| line.verdict == verdict).count();
            let parts: Option<Vec<ClaimVerdict>> = list(&line["parts"]).map(verdict_of).collect();
            lines.push(ReadLine {
                verdict,
                stay: stay(verdict.code(), place),
                line: line["line"].as_u64().unwrap_or_default() as u32,
                parts: parts.ok_or_else(other)?,
            });
        }
        let unreadable = 1..=list(&verdicts["unreadable"]).count();
        let unreadable = unreadable.map(|place| stay(ClaimVerdict::Unreadable.code(), place)).collect();
        let rows = |table: &'static str| -> Vec<Cell<'_>> {
            let mut rows: Vec<Cell<'_>> = Vec::new();
            for cell in cells.iter().filter(|cell| cell.table == table && cell.place.is_some()) {
                if rows.last().is_none_or(|last| last.place != cell.place) {
                    rows.push(cell.clone());
                }
            }
            rows
        };
        let day_rows = day_rows(&lines, verdicts, &rows("days")).ok_or_else(other)?;
        let unclaimed_rows = unclaimed_rows(verdicts, &rows("owed_not_claimed")).ok_or_else(other)?;
        Ok(Self { lines, unreadable, day_rows, unclaimed_rows })
    }

    /// Every part of some lines.
    pub fn whole(&self, lines: Vec<usize>) -> Vec<PartOfLine> {
        let parts = |line: usize| (0..self.lines[line].parts.len()).map(move |part| PartOfLine { line, part });
        lines.into_iter().flat_map(parts).collect()
    }

    /// The parts of a kind.
    pub fn of_kind(&self, kind: ClaimVerdict) -> Vec<PartOfLine> {
        let mut all = self.whole((0..self.lines.len()).collect());
        all.retain(|of| self.lines[of.line].parts[of.part] == kind);
        all
    }

    /// The numbers of all records of the claim.
    pub fn records<'v>(&self, verdicts: &'v Value) -> impl Iterator<Item = u32> + use<'v> {
        let all = list(&verdicts["lines"]).chain(list(&verdicts["unreadable"]));
        all.filter_map(|line| u32::try_from(line["record"].as_u64()?).ok())
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn verdict_of(of: &Value) -> Option<ClaimVerdict> {
    ClaimVerdict::ALL.iter().copied().find(|verdict| verdict.code() == text(&of["verdict"]))
}

/// The parts of each row of the table of days: parts one after the other, as many as the row has days.
fn day_rows(lines: &[ReadLine], verdicts: &Value, rows: &[Cell<'_>]) -> Option<Vec<Vec<PartOfLine>>> {
    let (mut found, mut rows) = (Vec::new(), rows.iter());
    let contested = lines.iter().enumerate().filter(|(_, line)| line.verdict != ClaimVerdict::Agreed);
    for (line, of) in contested {
        let json = &verdicts["lines"][line]["parts"];
        let mut from = 0;
        while from < of.parts.len() {
            let cell = rows.next()?;
            let (language, when) = (cell.language, cell.text("when"));
            let last = |part: &Value| day(&part["last_day"]).or(day(&part["day"]));
            let is_last = |to: &usize| match day(&json[from]["day"]).zip(last(&json[*to])) {
                Some((first, last)) => span(language, first, last) == when,
                None => {
                    counted(language, ("claim-days", "days"), json[from]["days"].as_i64().unwrap_or_default()) == when
                }
            };
            let to = (from..of.parts.len()).find(is_last)?;
            found.push((from..=to).map(|part| PartOfLine { line, part }).collect());
            from = to + 1;
        }
    }
    rows.next().is_none().then_some(found)
}

/// The days of each row of the table of what is not claimed.
fn unclaimed_rows(verdicts: &Value, rows: &[Cell<'_>]) -> Option<Vec<Vec<(String, Day)>>> {
    let (mut found, mut rows) = (Vec::new(), rows.iter());
    for stay in list(&verdicts["owed_not_claimed"]) {
        let days: Vec<Day> = list(&stay["days"]).map(day).collect::<Option<_>>()?;
        let mut from = 0;
        while from < days.len() {
            let cell = rows.next()?;
            let is_last = |to: &usize| span(cell.language, days[from], days[*to]) == cell.text("when");
            let to = (from..days.len()).find(is_last)?;
            found.push(days[from..=to].iter().map(|day| (text(&stay["stay_id"]).to_owned(), *day)).collect());
            from = to + 1;
        }
    }
    rows.next().is_none().then_some(found)
}
