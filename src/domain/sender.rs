//! What a source delivered for a month.

use serde::Serialize;

use super::day::{Day, Month};

/// Whether the data of a month came from a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SenderState {
    /// There is news of the month, up to its end.
    Delivered,
    /// There is none, and none is expected.
    NotExpected,
    /// There is none.
    Missing,
    /// The last file has a header and no rows, and nothing else has news of the end of the month.
    HeaderOnly,
    /// The news ends before the month does.
    EndsEarly,
}

/// What one source of the project delivered for a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SenderMonth {
    /// The source.
    pub source: String,
    /// What it must deliver: `monthly`, `monthly once delivered` or `nothing`.
    pub expects: &'static str,
    /// Whether it did.
    pub state: SenderState,
    /// The last day of which any of its deliveries tells a fact.
    pub news_to: Option<Day>,
    /// Its newest delivery; nothing if there never was one.
    pub file: Option<String>,
}

impl SenderMonth {
    /// Whether data of the month are missing.
    pub fn is_incomplete(&self) -> bool {
        matches!(self.state, SenderState::Missing | SenderState::HeaderOnly | SenderState::EndsEarly)
    }

    /// What is missing, as part of a sentence. `end` is the last day that was asked about.
    pub fn sentence(&self, month: Month, end: Day) -> String {
        let source = &self.source;
        let last = match self.news_to {
            Some(day) => format!("its last fact is of {}", day.long()),
            None => "it never had one".to_owned(),
        };
        match self.state {
            SenderState::Delivered => format!("`{source}` delivered the month"),
            SenderState::NotExpected => format!("`{source}` need not deliver"),
            SenderState::Missing => format!("`{source}` delivered no fact of {} ({last})", month.long()),
            SenderState::HeaderOnly => {
                let file = self.file.as_deref().unwrap_or("the last file");
                format!("the last delivery of `{source}`, {file}, has a header line and no rows ({last})")
            }
            SenderState::EndsEarly => {
                let days = self.news_to.map_or(0, |day| end - day);
                let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
                let day = self.news_to.map_or_else(String::new, Day::long);
                format!("the news of `{source}` ends on {day}, {days} before the month does")
            }
        }
    }
}
