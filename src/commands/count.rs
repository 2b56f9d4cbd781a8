//! `beddays count`: days per month for the episodes in a file, by a named convention.
//!
//! Only months with days are printed, in order, episodes in the order of the file: a delay of no days has no row, in
//! whatever convention. An episode that has not ended is
//! followed to the day that is asked for, else to the end of the last month that the file names: figures are those of whole
//! months. How it was counted, and what that rests on, is written to stderr.

use std::collections::BTreeMap;
use std::path::Path;

use super::Out;
use crate::counting::episodes::{Episode, Episodes, Further};
use crate::counting::{Delay, DelayEnd, DelayFacts, days_by_month, episodes, left_out};
use crate::domain::{Day, Month};
use crate::error::{Error, Exit, Result};
use crate::files::wording::{count as counted, list, list_of_values};
use crate::regime::Convention;
use crate::regime::convention::rules::{Booked, ExclusionField, Use};
use crate::report::csv::safe;
use serde_json::json;

pub(super) fn count(
    convention: &str,
    readings: &[String],
    to: Option<Day>,
    file: &Path,
    out: &mut Out,
) -> Result<Exit> {
    let convention = with_readings(Convention::written(Path::new("."), convention)?, readings)?;
    let bytes = std::fs::read(file).map_err(|source| Error::io("read the file of episodes", file, &source))?;
    let by_days =
        |field: &ExclusionField| convention.exclusions.iter().any(|e| e.field == *field && e.of.contains(&Use::Days));
    let fields: Vec<ExclusionField> = ExclusionField::ALL.into_iter().filter(by_days).collect();
    let further: Vec<Further> = fields.iter().map(|field| (field.name(), field.is_number())).collect();
    let delivered = episodes::read(file, &bytes, &further)?;
    let last_named = delivered
        .episodes
        .iter()
        .filter_map(|episode| episode.ended_on.max(episode.ready_on))
        .max()
        .map(|day| day.month().last());
    let followed_to = to.or(last_named).unwrap_or_default();
    let mut tally = CountTally { followed_to, asked: to.is_some(), ..CountTally::default() };
    for episode in &delivered.episodes {
        tally.add(episode, &fields, &delivered.absent, &convention);
    }
    if out.json {
        out.value(&tally.json(&convention))?;
    } else {
        out.bytes(&tally.csv()?)?;
    }
    for line in about(&convention).into_iter().chain(tally.notes(&convention)).chain(columns(&delivered)) {
        out.talk(line);
    }
    Ok(Exit::Done)
}

fn with_readings(mut convention: Convention, readings: &[String]) -> Result<Convention> {
    for reading in readings {
        let Some((name, answer)) = reading.split_once('=') else {
            return Err(Error::new(
                "X_READING",
                Exit::Usage,
                format!("a reading is written NAME=ANSWER, not `{reading}`"),
            )
            .effect("nothing was counted")
            .hint("for example --reading day_boundary=first_day_counted"));
        };
        convention = convention.with_reading(name.trim(), answer.trim())?;
    }
    Ok(convention)
}

/// What was counted.
#[derive(Debug, Default)]
struct CountTally {
    rows: Vec<(String, Month, i32)>,
    left_out: BTreeMap<String, usize>,
    not_known: BTreeMap<&'static str, usize>,
    discharges_without_delay: usize,
    open: usize,
    outside: usize,
    followed_to: Day,
    asked: bool,
}

impl CountTally {
    fn add(&mut self, episode: &Episode, fields: &[ExclusionField], absent: &[String], convention: &Convention) {
        let mut facts = DelayFacts::default();
        for (field, value) in fields.iter().zip(&episode.more).filter(|(_, value)| !value.is_empty()) {
            facts.set(*field, value.as_str());
        }
        if let Some(ground) = left_out(&convention.exclusions, &facts, Use::Days) {
            *self.left_out.entry(ground.reason.clone()).or_default() += 1;
            return;
        }
        // A column that is there was to decide; without it no stay is excluded by it, which is reported once.
        let is_blank = |(field, value): &(&ExclusionField, &String)| {
            value.is_empty() && field.is_number() && !absent.iter().any(|name| name == field.name())
        };
        if let Some((field, _)) = fields.iter().zip(&episode.more).find(is_blank) {
            *self.not_known.entry(field.name()).or_default() += 1;
            return;
        }
        let Some(ready_on) = episode.ready_on else {
            return self.without_ready_day(episode, convention);
        };
        self.open += usize::from(episode.ended_on.is_none());
        let end = episode.ended_on.map_or(DelayEnd::Open(self.followed_to), DelayEnd::On);
        let months = days_by_month(&convention.rules, Delay { ready_on, end });
        let used = |month: &Month| {
            let used = convention.file.used.as_ref();
            used.is_none_or(|used| month.last() >= used.from && used.to.is_none_or(|to| month.first() <= to))
        };
        self.outside += usize::from(!months.iter().all(|(month, _)| used(month)));
        self.rows.extend(months.into_iter().map(|(month, days)| (episode.id.clone(), month, days)));
    }

    /// Where delays are counted by the discharges of a month, one without a ready day is a discharge and no delay: the
    /// publishers ask for the day only where there was one. Elsewhere its days are not known.
    fn without_ready_day(&mut self, episode: &Episode, convention: &Convention) {
        match (convention.rules.booked, episode.ended_on) {
            (Booked::MonthOfEnd, Some(_)) => self.discharges_without_delay += 1,
            _ => *self.not_known.entry("ready_on").or_default() += 1,
        }
    }

    fn csv(&self) -> Result<Vec<u8>> {
        let failed = |source: csv::Error| Error::new("X_CSV", Exit::Bug, source.to_string());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["episode", "month", "days"]).map_err(failed)?;
        for (episode, month, days) in &self.rows {
            writer.write_record([&*safe(episode), &month.to_string(), &days.to_string()]).map_err(failed)?;
        }
        writer.into_inner().map_err(|source| Error::new("X_CSV", Exit::Bug, source.to_string()))
    }

    fn json(&self, convention: &Convention) -> serde_json::Value {
        let rows = self.rows.iter();
        let rows: Vec<_> =
            rows.map(|(episode, month, days)| json!({"episode": episode, "month": month, "days": days})).collect();
        let doubts = convention.doubts();
        let doubts: Vec<_> = doubts.iter().map(|(words, grade)| json!({"rule": words, "grade": grade})).collect();
        json!({
            "convention": convention.id(),
            "sha256": convention.hash,
            "readings": convention.readings.iter().cloned().collect::<BTreeMap<String, String>>(),
            "below_verified": doubts,
            "open_episodes": self.open,
            "followed_to": (self.open > 0).then_some(self.followed_to),
            "left_out": self.left_out,
            "not_known": self.not_known,
            "discharges_without_delay": self.discharges_without_delay,
            "rows": rows,
        })
    }

    fn notes(&self, convention: &Convention) -> Vec<String> {
        let mut notes = Vec::new();
        if self.open > 0 {
            let (open, to) = (counted(self.open, "open episode"), self.followed_to);
            notes.push(match (convention.rules.booked, self.asked) {
                (Booked::MonthOfEnd, _) => format!("{open}: without days until the month in which it ends"),
                (Booked::OwnMonth, true) => format!("{open}: followed to {to}"),
                (Booked::OwnMonth, false) => {
                    format!("{open}: followed to {to}, the end of the last month in the file (`--to YYYY-MM-DD` names another day)")
                }
            });
        }
        if self.discharges_without_delay > 0 {
            let episodes = counted(self.discharges_without_delay, "episode");
            notes.push(format!("{episodes} without a ready day: counted as a discharge and not as a delay"));
        }
        if !self.left_out.is_empty() {
            let grounds: Vec<String> =
                self.left_out.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
            notes.push(format!("left out: {}", grounds.join(", ")));
        }
        if !self.not_known.is_empty() {
            let fields: Vec<String> = self.not_known.iter().map(|(field, count)| format!("{field} {count}")).collect();
            notes.push(format!("not counted, because it is not known whether they count: {}", fields.join(", ")));
        }
        if let Some(used) = convention.file.used.as_ref().filter(|_| self.outside > 0) {
            let outside = match used.to {
                Some(to) => format!("outside {} to {to}", used.from),
                None => format!("before {}", used.from),
            };
            let episodes = counted(self.outside, "episode");
            notes
                .push(format!("{episodes} with days {outside}: no figures were published by this convention for them"));
        }
        notes
    }
}

/// By what was counted, and what that rests on.
fn about(convention: &Convention) -> Vec<String> {
    let mut lines = vec![format!(
        "counted by {}: {} ({})",
        convention.id(),
        convention.file.convention.title,
        &convention.hash[..12]
    )];
    for (reading, answer) in &convention.readings {
        lines.push(format!("reading {reading}={answer}"));
    }
    lines.extend(convention.doubts().into_iter().map(|(words, grade)| format!("{}: {words}", grade.word())));
    lines
}

fn columns(delivered: &Episodes) -> Vec<String> {
    let mut lines = Vec::new();
    if !delivered.unused.is_empty() {
        lines.push(format!("columns not used: {}", list_of_values(delivered.unused.iter().map(String::as_str))));
    }
    if !delivered.absent.is_empty() {
        let absent = list(delivered.absent.iter().map(String::as_str));
        lines.push(format!("no delay was left out by {absent}: the file has no such column"));
    }
    lines
}
