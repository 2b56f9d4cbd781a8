//! The conventions at hand: files of counting rules, checked, with their readings applied.

mod check;
pub mod file;
pub mod rules;
pub mod show;

use std::path::Path;

use sha2::{Digest, Sha256};
use toml::Spanned;

use self::file::{BandsOf, ConventionFile, LengthBand};
use self::rules::{Boundary, Census, ConventionExclusion, ConventionRules, WithinThreshold};
use super::file::{Grade, LawQuestion};
use crate::built_in::CONVENTIONS;
use crate::domain::near;
use crate::domain::nhs_number::hexadecimal;
use crate::error::{Error, Exit, Position, Result, hint_of_toml, settings_text};

/// A checked convention under its readings.
#[derive(Clone, Debug)]
pub struct Convention {
    /// The file as written.
    pub file: ConventionFile,
    /// SHA-256 of the file.
    pub hash: String,
    /// Where it was read.
    pub path: String,
    /// How days are counted.
    pub rules: ConventionRules,
    /// How the census is taken, if there is one.
    pub census: Option<Census>,
    /// Each reading with the answer in use.
    pub readings: Vec<(String, String)>,
    /// Who is left out.
    pub exclusions: Vec<ConventionExclusion>,
    label: String,
}

impl Convention {
    /// The names of the conventions built in.
    pub fn names() -> impl Iterator<Item = &'static str> {
        CONVENTIONS.iter().map(|file| file.name)
    }

    /// The built-in convention of this name.
    ///
    /// # Errors
    /// 2: there is none; the message lists those that there are.
    pub fn named(name: &str) -> Result<Self> {
        let file = CONVENTIONS.iter().find(|file| file.name == name).ok_or_else(|| {
            let names: Vec<&str> = Self::names().collect();
            Error::new("X_NO_CONVENTION", Exit::Usage, format!("no convention `{name}`"))
                .effect("nothing was counted")
                .hint(near::hint(name, names.iter().copied(), &format!("there are {}", names.join(", "))))
        })?;
        Self::parse(Path::new(file.path), file.text)
    }

    /// The convention of a label, `NAME` or `NAME:READING=ANSWER,…`, where the name is of a built-in one or a file of
    /// the user's own, in `folder`, that ends in `.toml`.
    ///
    /// # Errors
    /// 2: as [`Convention::named`] and [`Convention::with_readings`]; 66, 78: a file that is not there or is wrong.
    pub fn written(folder: &Path, label: &str) -> Result<Self> {
        let (name, answers) = label.split_once(':').map_or((label, None), |(name, answers)| (name, Some(answers)));
        let convention = if name.ends_with(".toml") { Self::read(&folder.join(name))? } else { Self::named(name)? };
        match answers {
            Some(answers) => convention.with_readings(answers),
            None => Ok(convention),
        }
    }

    /// Reads and checks a convention file of the user's own.
    ///
    /// # Errors
    /// 66: it is not there. 78: as [`Convention::parse`].
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read the convention", path, &source))?;
        let text = settings_text("C_CONVENTION", path, bytes)?;
        Self::parse(path, &text)
    }

    /// Every built-in convention.
    ///
    /// # Errors
    /// One of them does not pass the checker: our bug, found by a test.
    pub fn built_in() -> Result<Vec<Self>> {
        CONVENTIONS.iter().map(|file| Self::parse(Path::new(file.path), file.text)).collect()
    }

    /// Reads and checks a convention file.
    ///
    /// # Errors
    /// 78: it is not TOML, has an unknown or missing key, or the checker finds something: all problems in one error.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let refused = |problems: Vec<(usize, String)>| {
            let mut found = problems.into_iter();
            let (byte, what) = found.next().unwrap_or_else(|| (0, "it is no convention".to_owned()));
            let more = found.map(|(byte, what)| format!("and in {}: {what}", Position::in_text(path, text, byte)));
            let hint = hint_of_toml(&what, "the built-in files in regimes/counting show every part");
            Error::new("C_CONVENTION", Exit::Config, what)
                .in_settings(path, text, byte)
                .effect(more.collect::<Vec<_>>().join("\n  "))
                .hint(hint)
        };
        let file: ConventionFile = toml::from_str(text)
            .map_err(|error| refused(vec![(error.span().map_or(0, |span| span.start), error.message().to_owned())]))?;
        let problems = check::check(&file);
        if !problems.is_empty() {
            return Err(refused(problems));
        }
        let hash = hexadecimal(&Sha256::digest(text.as_bytes()));
        Ok(Self::of(file, hash, path.display().to_string()))
    }

    fn of(file: ConventionFile, hash: String, path: String) -> Self {
        let days = &file.days;
        let threshold_days = days.threshold.as_ref().map_or(0, |threshold| threshold.hours / 24);
        let within = days.within_threshold.as_ref().map_or(WithinThreshold::LeftOut, |within| within.value);
        let rules = ConventionRules {
            boundary: days.boundary.value,
            booked: days.booked.value,
            threshold_days,
            within_threshold: within,
        };
        let census = file.census.as_ref().map(|day| Census {
            weekday: day.weekday,
            which: day.which,
            to: day.to,
            on_the_day: day.on_the_day.value,
            threshold_days,
        });
        let exclusion = |left_out: &file::LeftOutRule| ConventionExclusion {
            reason: left_out.reason.clone(),
            field: left_out.field,
            below: left_out.below,
            codes: left_out.codes.clone(),
            starts: left_out.starts.clone(),
            of: left_out.of.clone(),
        };
        let exclusions = file.excluded.iter().map(|left_out| exclusion(left_out.get_ref())).collect();
        let asked = file.reading.iter().map(Spanned::get_ref);
        let readings = asked.map(|reading| (reading.id.clone(), reading.default.clone())).collect();
        let label = file.convention.id.clone();
        Self { rules, census, readings, exclusions, hash, path, label, file }
    }

    /// Its id, as in `scotland-2016`.
    pub fn id(&self) -> &str {
        &self.file.convention.id
    }

    /// Its id with every answer that is not the default, as in `england-msitdt:day_boundary=first_day_counted`.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The same with the answers of a label, `NAME=ANSWER` with commas between them.
    ///
    /// # Errors
    /// 2: as [`Convention::with_reading`], or something that is no answer.
    pub fn with_readings(self, answers: &str) -> Result<Self> {
        answers.split(',').try_fold(self, |convention, answer| match answer.split_once('=') {
            Some((name, answer)) => convention.with_reading(name.trim(), answer.trim()),
            None => Err(Error::new("X_READING", Exit::Usage, format!("a reading is NAME=ANSWER, not `{answer}`"))
                .effect("nothing was counted")
                .hint("for example england-msitdt:day_boundary=first_day_counted")),
        })
    }

    /// The same with another answer to one of its questions.
    ///
    /// # Errors
    /// 2: it does not ask the question, or knows no such answer; the message lists those that there are.
    pub fn with_reading(mut self, name: &str, answer: &str) -> Result<Self> {
        let unknown = |what: String, hint: String| {
            Err(Error::new("X_NO_READING", Exit::Usage, what).effect("nothing was counted").hint(hint))
        };
        let asked: Vec<&LawQuestion> = self.file.reading.iter().map(Spanned::get_ref).collect();
        let Some(reading) = asked.iter().find(|reading| reading.id == name) else {
            let names: Vec<&str> = asked.iter().map(|reading| reading.id.as_str()).collect();
            let hint = if names.is_empty() {
                "it leaves none open".to_owned()
            } else {
                near::hint(name, names.iter().copied(), &format!("it asks {}", names.join(", ")))
            };
            return unknown(format!("{} has no reading `{name}`", self.id()), hint);
        };
        let boundary = Boundary::ALL.into_iter().find(|known| known.name() == answer);
        let within = WithinThreshold::ALL.into_iter().find(|known| known.name() == answer);
        match (name, boundary, within) {
            ("day_boundary", Some(boundary), _) => self.rules.boundary = boundary,
            ("within_threshold", _, Some(within)) => self.rules.within_threshold = within,
            _ => {
                let answers = std::iter::once(&reading.default).chain(&reading.alternatives);
                let answers: Vec<&str> = answers.map(String::as_str).collect();
                let hint = near::hint(answer, answers.iter().copied(), &format!("it can be {}", answers.join(", ")));
                return unknown(format!("`{name}` cannot be `{answer}`"), hint);
            }
        }
        self.readings.iter_mut().filter(|(asked, _)| asked == name).for_each(|(_, used)| answer.clone_into(used));
        let asked = self.file.reading.iter().map(Spanned::get_ref);
        let other = asked.zip(&self.readings).filter(|(reading, (_, used))| reading.default != *used);
        let other: Vec<String> = other.map(|(_, (name, used))| format!("{name}={used}")).collect();
        let mark = if other.is_empty() { "" } else { ":" };
        self.label = format!("{}{mark}{}", self.id(), other.join(","));
        Ok(self)
    }

    /// The band of a delay of so many days, taken at the census or at the end; nothing if there are no such bands.
    pub fn band(&self, days: i32, of: BandsOf) -> Option<&LengthBand> {
        let bands = self.file.bands.as_ref().filter(|bands| bands.of == of)?;
        bands.list.iter().rev().find(|band| days >= band.from)
    }

    /// What its days rest on that was not read at the source: the rule as used, and how sure we are of it.
    pub fn doubts(&self) -> Vec<(String, Grade)> {
        let days = &self.file.days;
        let mut doubts = Vec::new();
        let mut add = |words: String, grade: Grade| {
            if grade > Grade::Verified {
                doubts.push((words, grade));
            }
        };
        let boundary = self.rules.boundary.name();
        add(format!("day boundary {boundary}: {}", days.boundary.cite), days.boundary.grade);
        add(format!("month of a day: {}", days.booked.cite), days.booked.grade);
        if let Some(threshold) = &days.threshold {
            add(format!("threshold of {} hours: {}", threshold.hours, threshold.cite), threshold.grade);
        }
        if let Some(within) = &days.within_threshold {
            add(
                format!("days within the threshold {}: {}", self.rules.within_threshold.name(), within.cite),
                within.grade,
            );
        }
        doubts
    }
}
