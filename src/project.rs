//! A project: `beddays.toml` and the arguments, resolved and checked before anything is done.

mod councils;
mod file;
pub mod journal;
mod month_rule;
mod municipalities;
mod readings;
mod source;
mod what_if;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use crate::disclosure::DisclosureRule;
use crate::domain::{Authorities, AuthorityId, Day, EventKind, Language, Month, NumberScheme, near};
use crate::error::{Error, Exit, Position, Result, hint_of_toml, settings_text};
use crate::intake::OtherLaw;
use crate::regime::named::{self, PlacedRefusal as ProjectRefusal};
use crate::regime::{Convention, Law};
use crate::report::trend::Charting;
use crate::settle::shards::SHARD_RECORDS;
use crate::settle::trust::Trust;
use file::{Disclosure, ProjectFile, Trend};
use journal::Journal;
pub use month_rule::MonthRule;
use readings::chosen;
pub use source::{Expects, Policy, Source};
pub use what_if::WhatIf;

/// The name of the project file.
pub const PROJECT_FILE: &str = "beddays.toml";

/// The rule under which packs are published if the project file names none.
const DISCLOSURE: &str = "hes-2018";

/// The clocks of the United Kingdom.
pub(crate) const UNITED_KINGDOM: &str = "Europe/London";

/// Whose statement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// An authority: what it owes, to whom.
    Authority,
    /// A hospital trust: what it is owed, by whom.
    Provider,
    /// Everybody.
    System,
}

/// A project, resolved.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its folder.
    pub folder: PathBuf,
    /// Whose it is, as in `Example County Council`.
    pub name: String,
    /// The language of its statements.
    pub language: Language,
    /// Whose view its statement takes.
    pub view: View,
    /// The authority, for an authority's view.
    pub authority: Option<AuthorityId>,
    /// The provider's code, for a provider's view.
    pub provider: Option<String>,
    /// The law, in the order given.
    pub law: Vec<Law>,
    /// What that law knows, where it is not England's.
    pub other_law: Option<OtherLaw>,
    /// By which conventions of statistics days are counted, in the order of their labels.
    pub conventions: Vec<Convention>,
    /// Where records come from.
    pub sources: Vec<Source>,
    /// Readings chosen otherwise than by default.
    pub chosen: Vec<(String, String)>,
    /// Names of organisations for people, by code.
    pub names: BTreeMap<String, String>,
    /// The rule under which packs are published.
    pub disclosure: DisclosureRule,
    /// How the series of its trend report are charted.
    pub charting: Charting,
    /// Official publications to set figures beside, as a pattern relative to the project folder.
    pub published: Option<String>,
    /// Whether figures of them that do not hold are left out, each named, instead of refusing their file.
    pub allow_failed: bool,
    /// Files with the adults of authorities, as a pattern relative to the project folder.
    pub population: Option<String>,
    /// The month, or the rule that means one, if the file has it.
    pub month: Option<MonthRule>,
    /// The as-of date, if the file names one.
    pub as_of: Option<Day>,
    /// The columns and cost codes of the journal of a month.
    pub journal: Journal,
    /// Whether a month is closed only once its statement was approved.
    pub must_be_approved: bool,
    /// Other law that every month is held against: the difference alone is reported.
    pub shadow: Vec<WhatIf>,
    /// How much of a delivery may be rejected.
    pub trust: Trust,
    /// How long a command waits for another one to end; the command line says it, and otherwise none does.
    pub wait: Duration,
    /// How many records are settled at once, at least, where there are so many: more take more memory, and results are the same.
    pub records_at_once: usize,
}

impl Project {
    /// Reads and checks the project file of a folder.
    ///
    /// # Errors
    /// 78: no project file, an unknown key or value, an unknown regime or authority; each with line and column.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(PROJECT_FILE);
        let bytes = std::fs::read(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => {
                Error::new("C_NO_PROJECT", Exit::Config, "this folder holds no project: there is no beddays.toml")
                    .at(Position::file(&path))
                    .effect("nothing was done")
                    .hint("`beddays init` makes a project here; `--project DIR` names another folder")
            }
            _ => Error::io("read the project file", &path, &source),
        })?;
        let text = settings_text("C_PROJECT", &path, bytes)?;
        let refused = |byte: usize, what: String, hint: String| {
            Error::new("C_PROJECT", Exit::Config, what)
                .in_settings(&path, &text, byte)
                .effect("nothing was read or changed")
                .hint(hint)
        };
        let mut file: ProjectFile = toml::from_str(&text).map_err(|error| {
            let hint = hint_of_toml(error.message(), "`beddays init` writes a project file with every key");
            refused(error.span().map_or(0, |span| span.start), error.message().to_owned(), hint)
        })?;
        let others = std::mem::take(&mut file.shadow.files);
        let project = Self::resolve(folder, file, &refused)?;
        Ok(Self { shadow: what_if::shadow(&project, &others, &refused)?, ..project })
    }

    fn resolve(folder: &Path, file: ProjectFile, refused: &ProjectRefusal<'_>) -> Result<Self> {
        let named = named::named(folder, &file.project.regimes, refused)?;
        let chosen = chosen(&file.readings, &named, &|_| false, refused)?;
        let law = named::under(named, &chosen, refused)?;
        municipalities::choose(folder, &law, file.project.authorities.as_ref(), refused)?;
        if law.is_empty() && file.project.conventions.is_empty() {
            let what = "the project names neither a regime nor a convention: there is nothing to work out".to_owned();
            let hint =
                "add regimes = [\"england-2014\"] for a bill, conventions = [\"england-drd\"] for statistics, or both";
            return Err(refused(0, what, hint.to_owned()));
        }
        for (name, value) in &file.readings {
            if !law.iter().any(|law| law.asks(name)) {
                let what = format!("no regime of the project asks the reading `{name}`");
                return Err(refused(value.span().start, what, "`beddays regimes show` lists them".to_owned()));
            }
        }
        let authority = authority(file.project.authority.as_ref(), refused)?;
        refuse_united_kingdom(&law, &file, refused)?;
        let head = file.project;
        let missing = match head.view {
            View::Authority if authority.is_none() => Some("`view = \"authority\"` needs `authority = …`"),
            View::Provider if head.provider.is_none() => Some("`view = \"provider\"` needs `provider = …`"),
            _ => None,
        };
        if let Some(what) = missing {
            return Err(refused(0, what.to_owned(), "add the code to [project]".to_owned()));
        }
        let disclosure = disclosure(file.disclosure.as_ref(), refused)?;
        let policy = source::policy(head.policy.as_ref(), refused)?;
        let sources = file.sources.into_iter();
        let sources =
            sources.map(|(name, source)| source::resolve(folder, name, source, (policy, law.first()), refused));
        let sources = sources.collect::<Result<_>>()?;
        Ok(Self {
            folder: folder.to_owned(),
            name: head.name,
            language: language(head.language.as_ref(), refused)?,
            view: head.view,
            authority,
            provider: head.provider,
            other_law: other_law(&law),
            law,
            conventions: conventions(folder, &head.conventions, refused)?,
            sources,
            chosen,
            names: file.names,
            disclosure,
            charting: charting(file.trend, refused)?,
            allow_failed: file.published.as_ref().is_some_and(|files| files.allow_failed),
            published: file.published.map(|files| files.files),
            population: file.population.map(|files| files.files),
            month: head.month,
            as_of: head.as_of,
            journal: Journal::of(file.journal),
            must_be_approved: file.sign_off.required,
            shadow: Vec::new(),
            trust: trust(head.max_rejected_share, refused)?,
            wait: Duration::ZERO,
            records_at_once: head.records_at_once.map_or(SHARD_RECORDS, |records| records.get() as usize),
        })
    }

    /// Whose view it is in a month, or of late, as the models of `queries/` know it: the view and the organisation's code.
    pub fn view_and_code(&self, month: Option<Month>) -> (&'static str, String) {
        match self.view {
            View::Authority => {
                let own = month.map_or(self.authority, |month| self.authority_on(month.last()));
                let code = own.map(|id| Authorities::liable().get(id).code.clone());
                ("authority", code.unwrap_or_default())
            }
            View::Provider => ("provider", self.provider.clone().unwrap_or_default()),
            View::System => ("system", String::new()),
        }
    }

    /// The clocks that records go by: those of the law, and where there is none those of the conventions, which are all of
    /// the United Kingdom.
    pub fn zone(&self) -> &str {
        self.law.first().map_or(UNITED_KINGDOM, Law::zone)
    }

    /// What people call an organisation: the name that the project file gives its code, else the code.
    pub fn name_of<'a>(&'a self, code: &'a str) -> &'a str {
        self.names.get(code).map_or(code, String::as_str)
    }
}

/// The authority that the project file names, by code or name.
fn authority(name: Option<&Spanned<String>>, refused: &ProjectRefusal<'_>) -> Result<Option<AuthorityId>> {
    let Some(name) = name else { return Ok(None) };
    let found = Authorities::liable().find(name.get_ref());
    found.map(Some).ok_or_else(|| {
        let what = format!("`{}` is not a known authority", name.get_ref());
        let names = Authorities::liable().iter().map(|(_, authority)| authority.name.as_str());
        let otherwise = match Authorities::own() {
            None => "use the nine-character code or the short name in regimes/authorities.csv",
            Some(_) => "use a code or a name of the list that `authorities` names",
        };
        refused(name.span().start, what, near::hint(name.get_ref(), names, otherwise))
    })
}

/// Refuses under a law of another country what is of the United Kingdom alone.
fn refuse_united_kingdom(laws: &[Law], file: &ProjectFile, refused: &ProjectRefusal<'_>) -> Result<()> {
    let Some(whose) = municipalities::country(laws) else { return Ok(()) };
    if file.published.is_some() {
        let what = format!("[published] has figures of the United Kingdom, and the law is that of {whose}");
        return Err(refused(0, what, "leave `[published]` out".to_owned()));
    }
    let Some(named) = file.project.conventions.first() else { return Ok(()) };
    let what = format!("`{}` is a statistic of the United Kingdom, and the law is that of {whose}", named.get_ref());
    Err(refused(named.span().start, what, "leave `conventions` out".to_owned()))
}

/// The rule under which packs are published.
fn disclosure(chosen: Option<&Disclosure>, refused: &ProjectRefusal<'_>) -> Result<DisclosureRule> {
    let Some(Disclosure { rule }) = chosen else { return DisclosureRule::named(DISCLOSURE) };
    DisclosureRule::named(rule.get_ref()).map_err(|error| {
        let names: Vec<&str> = DisclosureRule::names().collect();
        let there_are = format!("there are {}", names.join(", "));
        let hint = near::hint(rule.get_ref(), names.iter().copied(), &there_are);
        refused(rule.span().start, error.what().to_owned(), hint)
    })
}

/// The language that the project file names, English where it names none.
fn language(code: Option<&Spanned<String>>, refused: &ProjectRefusal<'_>) -> Result<Language> {
    let Some(code) = code else { return Ok(Language::English) };
    code.get_ref().parse().map_err(|there_are: String| {
        let codes = Language::ALL.map(Language::code);
        let hint = near::hint(code.get_ref(), codes, &there_are);
        refused(code.span().start, format!("`{}` is no language of reports", code.get_ref()), hint)
    })
}

impl Project {
    /// Whose numbers its people have; nothing for NHS numbers.
    pub fn numbers(&self) -> Option<NumberScheme> {
        self.other_law.as_ref().and_then(|law| law.numbers)
    }
}

fn other_law(laws: &[Law]) -> Option<OtherLaw> {
    let country = municipalities::country(laws)?.to_owned();
    let known = |kind: &&EventKind| laws.iter().filter_map(Law::readiness).any(|law| law.uses(**kind));
    let numbers = NumberScheme::of_country(&country);
    Some(OtherLaw { country, numbers, kinds: EventKind::ALL.iter().filter(known).copied().collect() })
}

fn trust(share: Option<Spanned<f64>>, refused: &ProjectRefusal<'_>) -> Result<Trust> {
    let Some(share) = share else { return Ok(Trust::default()) };
    let max_rejected_share = *share.get_ref();
    if (0.0..=1.0).contains(&max_rejected_share) {
        return Ok(Trust { max_rejected_share });
    }
    let hint = "give a share from 0 to 1, as in max_rejected_share = 0.5".to_owned();
    Err(refused(share.span().start, format!("{max_rejected_share} is no share"), hint))
}

fn charting(trend: Trend, refused: &ProjectRefusal<'_>) -> Result<Charting> {
    let target = trend.target_per_day;
    if let Some(target) = target.as_ref().filter(|target| !(0.0..1e9).contains(target.get_ref())) {
        let hint = "give delayed days per day, as in target_per_day = 12.5".to_owned();
        return Err(refused(target.span().start, format!("{} is no target", target.get_ref()), hint));
    }
    Ok(Charting { rebase: trend.rebase, target_per_day: target.map(Spanned::into_inner) })
}

fn conventions(folder: &Path, names: &[Spanned<String>], refused: &ProjectRefusal<'_>) -> Result<Vec<Convention>> {
    let mut found: Vec<Convention> = Vec::new();
    for name in names {
        let (byte, name) = (name.span().start, name.get_ref());
        let convention = Convention::written(folder, name).map_err(|error| match error.exit() {
            Exit::Usage => refused(byte, error.what().to_owned(), error.advice().to_owned()),
            _ => error,
        })?;
        if found.iter().any(|other| other.label() == convention.label()) {
            let what = format!("convention `{}` is named twice", convention.label());
            return Err(refused(byte, what, "name it once".to_owned()));
        }
        found.push(convention);
    }
    found.sort_by(|one, other| one.label().cmp(other.label()));
    Ok(found)
}

/// The project file that `init` writes.
pub fn template(name: &str, authority: &str) -> String {
    // The name comes last: what stands in it is no place to fill.
    include_str!("../data-samples/project/beddays.toml")
        .replace("{authority}", authority)
        .replace("\"{name}\"", &in_quotes(name))
}

/// A text as TOML writes it.
fn in_quotes(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// The same under the law of another country than England.
pub fn template_elsewhere(name: &str, authority: &str, (regimes, language): (&str, Language)) -> String {
    include_str!("../data-samples/project/elsewhere.toml")
        .replace("{authority}", authority)
        .replace("{regimes}", regimes)
        .replace("{language}", language.code())
        .replace("\"{name}\"", &in_quotes(name))
}
