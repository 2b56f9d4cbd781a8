//! The languages that reports are written in.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Norwegian, bokmål.
    #[serde(rename = "nb")]
    Bokmal,
    /// Swedish.
    #[serde(rename = "sv")]
    Swedish,
    /// Danish.
    #[serde(rename = "da")]
    Danish,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 4] = [Self::English, Self::Bokmal, Self::Swedish, Self::Danish];

    /// Its code (BCP 47), as the project file and `--language` name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Bokmal => "nb",
            Self::Swedish => "sv",
            Self::Danish => "da",
        }
    }

    /// Whether it is English, which is not named where nothing else was ever spoken.
    pub fn is_english(&self) -> bool {
        *self == Self::English
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or_else(|| {
            let codes = Self::ALL.map(Self::code).join(", ");
            format!("reports are written in {codes}")
        })
    }
}
