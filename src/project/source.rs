//! A declared source of deliveries: which files it means, how they are read, and what it must deliver for a month.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::ProjectRefusal;
use crate::error::Result;
use crate::intake::profile::DateStyle;
use crate::intake::profile::{self, Amounts, Profile, RecordKind};
use crate::regime::Law;

/// A source as the project file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceAsWritten {
    /// Its files in inbox/, with * for any letters.
    files: Patterns,
    /// The profile that reads them, by name or file.
    profile: Spanned<String>,
    /// How days are written, where the profile leaves it open.
    dates: Option<Spanned<String>>,
    /// Whether a month can do without it.
    #[serde(default)]
    optional: bool,
    /// What it must deliver: monthly or nothing.
    expects: Option<Spanned<String>>,
    /// What becomes of a month without it: publish or refuse.
    policy: Option<Spanned<String>>,
}

/// One pattern or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Patterns {
    One(String),
    Several(Vec<String>),
}

/// What a source must deliver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    /// News of every month, from the first one that is run.
    Monthly,
    /// News of every month once it has delivered news of two different months.
    MonthlyOnceDelivered,
    /// Nothing: a month can do without it.
    Nothing,
}

impl Expects {
    /// As `run.json` has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::MonthlyOnceDelivered => "monthly once delivered",
            Self::Nothing => "nothing",
        }
    }
}

/// What becomes of a month whose data did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// It is published, and says so on every page.
    Publish,
    /// It is refused; the last results stay.
    Refuse,
}

impl Policy {
    const WORDS: [(&'static str, Self); 2] = [("publish", Self::Publish), ("refuse", Self::Refuse)];
}

/// One declared source of deliveries.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name in the project file.
    pub name: String,
    /// Which files, as patterns relative to the project folder.
    pub files: Vec<String>,
    /// How it is read.
    pub profile: Arc<Profile>,
    /// How its dates are written.
    pub dates: DateStyle,
    /// Whether the project can do without it.
    pub optional: bool,
    /// What it must deliver for a month.
    pub expects: Expects,
    /// What becomes of a month for which it did not.
    pub policy: Policy,
}

impl Source {
    /// Whether its records are stays, or make them.
    pub fn has_stays(&self) -> bool {
        use RecordKind::{Adt, Encounter, Episode, Stay, Submission};
        matches!(self.profile.record, Stay | Episode | Submission | Adt | Encounter)
    }

    /// Its patterns in one line.
    pub fn patterns(&self) -> String {
        self.files.join("`, `")
    }
}

/// The policy that is written somewhere, if one is.
pub(super) fn policy(written: Option<&Spanned<String>>, refused: &ProjectRefusal<'_>) -> Result<Option<Policy>> {
    let Some(written) = written else { return Ok(None) };
    let found = Policy::WORDS.iter().find(|(word, _)| word == written.get_ref());
    found.map(|(_, policy)| Some(*policy)).ok_or_else(|| {
        let what = format!("`{}` is no policy for a month whose data did not come", written.get_ref());
        let hint =
            "policy = \"publish\" (every page of the statement names it) or policy = \"refuse\" (exit 66)".to_owned();
        refused(written.span().start, what, hint)
    })
}

fn expects(written: &SourceAsWritten, record: RecordKind, refused: &ProjectRefusal<'_>) -> Result<Expects> {
    use RecordKind::{Adt, Encounter, Episode, Event, Notice, Stay, Submission};
    let of_stays = matches!(record, Stay | Episode | Submission | Adt | Encounter | Event | Notice);
    match written.expects.as_ref().map(|words| (words, words.get_ref().as_str())) {
        // A source that the project can do without is missed only once it has come.
        Some((_, "monthly")) if written.optional => Ok(Expects::MonthlyOnceDelivered),
        Some((_, "monthly")) => Ok(Expects::Monthly),
        Some((_, "nothing")) => Ok(Expects::Nothing),
        None if of_stays && !written.optional => Ok(Expects::MonthlyOnceDelivered),
        None => Ok(Expects::Nothing),
        Some((words, other)) => {
            let what = format!("a source cannot expect `{other}`");
            let hint = "expects = \"monthly\" (news of every month) or expects = \"nothing\"".to_owned();
            Err(refused(words.span().start, what, hint))
        }
    }
}

/// Whether a profile reads one of our own tables, in minor units of whatever currency.
fn is_native(profile: &Profile) -> bool {
    use RecordKind::{Claim, Event, Reason, Stay};
    matches!(profile.record, Stay | Event | Reason)
        || profile.record == Claim && profile.claims.amounts != Amounts::Pounds
}

/// A source with its profile found.
pub(super) fn resolve(
    folder: &Path,
    name: String,
    source: SourceAsWritten,
    (of_project, law): (Option<Policy>, Option<&Law>),
    refused: &ProjectRefusal<'_>,
) -> Result<Source> {
    let written = source.profile.get_ref();
    if !written.ends_with(".toml") && profile::built_in()?.iter().all(|profile| profile.name != *written) {
        let what = format!("no profile `{written}`");
        return Err(refused(source.profile.span().start, what, profile::hint(written)));
    }
    let profile = profile::find(written, folder)?;
    if let Some(law) = law.filter(|law| law.readiness().is_some() && !is_native(&profile)) {
        let what = format!(
            "profile `{written}` reads records of England or Scotland, and the law is that of {}",
            law.jurisdiction()
        );
        let hint = "native-stay, native-event and native-reason read tables of any country, and so does a profile of your own for \
                    one of these tables"
            .to_owned();
        return Err(refused(source.profile.span().start, what, hint));
    }
    let dates = match &source.dates {
        None => profile.dates,
        Some(written) => {
            let style = DateStyle::named(written.get_ref()).ok_or_else(|| {
                let what = format!("dates are not declared as `{}`", written.get_ref());
                let hint = DateStyle::list(|name| format!("dates = \"{name}\""));
                refused(written.span().start, what, hint)
            })?;
            profile.refuse_dates(style).map_err(|(what, hint)| refused(written.span().start, what, hint))?;
            style
        }
    };
    let expects = expects(&source, profile.record, refused)?;
    let policy = policy(source.policy.as_ref(), refused)?.or(of_project).unwrap_or(Policy::Publish);
    let files = match source.files {
        Patterns::One(pattern) => vec![pattern],
        Patterns::Several(patterns) => patterns,
    };
    Ok(Source { name, files, profile, dates, optional: source.optional, expects, policy })
}
