//! The rule: a dated, cited file, checked, and what it does to one figure.

use std::path::Path;

use super::figure::ShownFigure;
use crate::built_in::DISCLOSURE_RULES;
use crate::domain::near;
use crate::domain::nhs_number::hexadecimal;
use crate::error::{Error, Exit, Result};
use crate::regime::file::{Grade, Window};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A rule file exactly as written. Every value carries its citation and a grade; unknown keys are refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The form of the file: `beddays-disclosure/1`.
    pub schema: String,
    /// What it is.
    pub rule: DisclosureHead,
    /// When its publisher uses it.
    pub used: Window,
    /// How few people are never shown.
    pub few: PrimarySuppression,
    /// How all else is rounded.
    pub rounding: Rounding,
    /// How totals come about.
    pub totals: StatedChoice<Totals>,
    /// What becomes of days, money and rates that rest on few people.
    pub rests_on_few: StatedChoice<RestsOnFew>,
    /// What becomes of figures of the whole nation.
    pub national: StatedChoice<National>,
    /// What is withheld besides, so that few people cannot be worked out.
    pub protection: Protection,
}

/// What the rule is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureHead {
    /// Its name, as in `hes-2018`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who made it.
    pub publisher: String,
}

/// How few people are never shown.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrimarySuppression {
    /// From so many.
    pub from: i64,
    /// To so many.
    pub to: i64,
    /// What stands in their place.
    pub mark: String,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// How all else is rounded.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// To the nearest multiple of this.
    pub to: i64,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A choice with where it says so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedChoice<T> {
    /// The choice.
    pub value: T,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// How totals come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Totals {
    /// From exact figures, and rounded then.
    ComputedThenRounded,
}

/// What becomes of what rests on few people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestsOnFew {
    /// It is hidden like the count itself.
    Hidden,
}

/// What becomes of figures of the whole nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum National {
    /// They are shown as they are. A project's figures never are of the whole nation.
    Exempt,
}

/// What is withheld besides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// What stands in its place.
    pub mark: String,
    /// How far apart the least and the greatest possible value of a hidden figure must be.
    pub least_width: i64,
    /// How many months before, and after, are looked at together with a month.
    pub earlier_packs: u32,
    /// Where it comes from.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// A checked rule.
#[derive(Clone, Debug)]
pub struct DisclosureRule {
    /// The file as written.
    pub file: RuleFile,
    /// SHA-256 of the file.
    pub hash: String,
}

impl DisclosureRule {
    /// The names of the rules built in.
    pub fn names() -> impl Iterator<Item = &'static str> {
        DISCLOSURE_RULES.iter().map(|file| file.name)
    }

    /// The built-in rule of this name.
    ///
    /// # Errors
    /// 78: there is none; the message lists those that there are.
    pub fn named(name: &str) -> Result<Self> {
        let file = DISCLOSURE_RULES.iter().find(|file| file.name == name).ok_or_else(|| {
            let names: Vec<&str> = Self::names().collect();
            Error::new("C_DISCLOSURE", Exit::Config, format!("no disclosure rule `{name}`"))
                .effect("nothing was published")
                .hint(near::hint(name, names.iter().copied(), &format!("there are {}", names.join(", "))))
        })?;
        Self::parse(Path::new(file.path), file.text)
    }

    /// Reads and checks a rule file.
    ///
    /// # Errors
    /// 78: it is not TOML, has an unknown or missing key, or says what cannot be: all problems in one error.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let refused = |byte: usize, what: String| {
            Error::new("C_DISCLOSURE", Exit::Config, what)
                .in_settings(path, text, byte)
                .effect("nothing was published")
                .hint("regimes/disclosure/hes-2018.toml shows every part")
        };
        let file: RuleFile = toml::from_str(text)
            .map_err(|error| refused(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        let problems = problems(&file);
        if !problems.is_empty() {
            return Err(refused(0, problems.join("; ")));
        }
        Ok(Self { file, hash: hexadecimal(&Sha256::digest(text.as_bytes())) })
    }

    /// Its name, as in `hes-2018`.
    pub fn id(&self) -> &str {
        &self.file.rule.id
    }

    /// The greatest number of people that is hidden.
    pub fn most_few(&self) -> i64 {
        self.file.few.to
    }

    /// Whether so many people are too few to be shown; 0 may be shown.
    pub fn is_few(&self, people: i64) -> bool {
        (self.file.few.from..=self.file.few.to).contains(&people)
    }

    /// A figure to the nearest multiple. The multiple is odd, so no figure lies half-way.
    pub fn rounded(&self, figure: i64) -> i64 {
        let to = self.file.rounding.to;
        (figure + to / 2).div_euclid(to) * to
    }

    /// How far the figure behind a rounded one can be from it.
    pub fn slack(&self) -> i64 {
        self.file.rounding.to / 2
    }

    /// What is shown of a figure that rests on so many people. Unknown stays unknown, and a true zero is shown.
    pub fn show(&self, figure: Option<i64>, people: Option<i64>) -> ShownFigure {
        match (figure, people) {
            (None, _) | (_, None) => ShownFigure::Unknown,
            (_, Some(people)) if self.is_few(people) => ShownFigure::PrimarySuppressed,
            (Some(figure), _) => ShownFigure::Number(self.rounded(figure)),
        }
    }
}

fn problems(file: &RuleFile) -> Vec<String> {
    let mut problems = Vec::new();
    let mut unless = |holds: bool, what: &str| {
        if !holds {
            problems.push(what.to_owned());
        }
    };
    unless(file.schema == "beddays-disclosure/1", "the schema is not known: this program reads beddays-disclosure/1");
    unless(file.few.from == 1 && file.few.to >= 1, "few must begin at 1: nobody is a true zero, and one is the fewest");
    let to = file.rounding.to;
    unless(to >= 3 && to % 2 == 1, "rounding.to must be an odd number from 3, so that nothing lies half-way");
    unless(file.few.to >= to / 2, "few.to is so low that a figure above it could be rounded to 0");
    unless(file.protection.least_width >= 1, "protection.least_width must be at least 1");
    unless(
        file.protection.least_width < file.few.to,
        "protection.least_width must be below few.to: a plain mark would fail",
    );
    let marks = [&file.few.mark, &file.protection.mark];
    let is_plain = |mark: &&String| !mark.trim().is_empty() && !mark.chars().any(|letter| letter.is_ascii_digit());
    unless(marks.iter().all(is_plain) && marks[0] != marks[1], "the marks must differ and hold no digit");
    unless(file.used.to.is_none_or(|to| to >= file.used.from), "used ends before it begins");
    let cites = [
        &file.used.cite,
        &file.few.cite,
        &file.rounding.cite,
        &file.totals.cite,
        &file.rests_on_few.cite,
        &file.national.cite,
        &file.protection.cite,
    ];
    unless(cites.iter().all(|cite| !cite.trim().is_empty()), "a value has no citation");
    problems
}
