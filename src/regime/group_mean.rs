//! Regimes of the procedure `group_mean`: not each patient, but a group's mean is settled, and the mean is let off some days.

use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::domain::nhs_number::hexadecimal;
use crate::error::Result;

use super::check::RegimeProblems;
use super::file::{Cited, Coverage, Duty};
use super::readiness::file::{ReadinessQuestion, Remark};
use super::readiness::{Answers, LawChoice, check_citations, check_readings};
use super::written;

/// A checked regime of this procedure.
#[derive(Clone, Debug)]
pub struct GroupMeanRegime {
    /// The file as written.
    pub file: GroupMeanFile,
    /// SHA-256 of the file.
    pub hash: String,
    /// Where it was read.
    pub path: String,
    /// The regime that it extends, if it is one of an agreement.
    pub extends: Option<String>,
}

/// A whole regime file of this procedure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupMeanFile {
    /// The form of the file: `beddays-regime/1`.
    pub schema: String,
    /// What it is.
    pub regime: GroupMeanHead,
    /// The days for which someone has read the law.
    pub coverage: Coverage,
    /// How many days of the mean are free.
    pub threshold_days: Cited<i32>,
    /// Whose days are counted, in words.
    pub population: Cited<String>,
    /// What is charged.
    pub excess: LawChoice<ExcessOf>,
    /// Which months make the mean.
    pub mean_of: LawChoice<MeanOf>,
    /// What is known of the agreements and decides no amount.
    #[serde(default)]
    pub remark: Vec<Spanned<Remark>>,
    /// The questions that are left open.
    pub reading: Vec<Spanned<ReadinessQuestion>>,
}

/// What the regime is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupMeanHead {
    /// Its name, as in `sweden-average`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What belongs to it and was not at hand.
    pub not_seen: String,
    /// Whose law.
    pub jurisdiction: String,
    /// Which verbs apply it: `group_mean`.
    pub procedure: String,
    /// The regime whose prices a day has, and its currency.
    pub prices_of: Cited<String>,
    /// Whether the charge must or may be made.
    pub duty: Cited<Duty>,
}

/// What is charged of the days of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExcessOf {
    /// What all of them together are above the threshold for each.
    TotalExcess,
    /// What each of them is above it, those below it setting nothing off.
    IndividualExcess,
}

/// Which months make the mean that is set against the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeanOf {
    /// The month itself.
    Month,
    /// It and the two before it, all patients together; the patients of the month are charged at that mean.
    ThreeMonths,
    /// The mean of the three months' means, each month weighing the same.
    ThreeMonthlyMeans,
}

impl GroupMeanRegime {
    /// Reads and checks a regime file.
    ///
    /// # Errors
    /// 78: as for every regime file.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let file: GroupMeanFile = written::read(path, text)?;
        let mut problems = RegimeProblems(Vec::new());
        check_citations(text, &mut problems);
        check_readings(&file.reading, text, &mut problems);
        if file.schema != "beddays-regime/1" {
            problems.add(0, format!("schema `{}` is not one we read: `beddays-regime/1`", file.schema));
        }
        if file.threshold_days.value < 0 {
            problems.add(0, "a threshold below zero");
        }
        let RegimeProblems(problems) = problems;
        if !problems.is_empty() {
            return Err(written::refused(path, text, &problems));
        }
        let hash = hexadecimal(&Sha256::digest(text.as_bytes()));
        Ok(Self { file, hash, path: path.display().to_string(), extends: None })
    }

    /// Its id, as in `sweden-average`.
    pub fn id(&self) -> &str {
        &self.file.regime.id
    }

    /// The default answers to its questions, with some chosen otherwise.
    ///
    /// # Errors
    /// In words: it does not ask the question, or knows no such answer.
    pub fn answers(&self, chosen: &[(String, String)]) -> std::result::Result<Answers, String> {
        Answers::chosen(self.id(), &self.file.reading, chosen)
    }
}
