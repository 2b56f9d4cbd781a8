//! Which trust came after which: the list of successors of the Organisation Data Service, or one of your own. Nothing is known of trusts
//! without it, for their codes do not say it.

use std::path::Path;

use crate::domain::{Day, Language, Month};
use crate::error::{Error, Exit, Position, Result};
use crate::files::wording::shown;
use crate::project::{Project, View};
use crate::report::model::ReportFact;
use crate::report::trend::TrendFacts;
use crate::report::trend::breaks::{Break, Changes};
use crate::store::sha256;

/// The header of a list of your own. The list of the Organisation Data Service, `succ.csv` or `succarc.csv`, has none.
const HEADER: [&str; 3] = ["code", "successor_code", "from_on"];

/// One trust, the one that came after it, and from which day on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Succession {
    before: String,
    after: String,
    from_on: Day,
}

/// A list of successions, in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Successors {
    list: Vec<Succession>,
    file: String,
    sha256: String,
}

impl Successors {
    /// Reads a list.
    ///
    /// # Errors
    /// 66: the file is not there; 65: a line that is no succession, by its number.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| {
            Error::io("read the list of successors", path, &source).effect("no report was written")
        })?;
        let refused = |line: Option<usize>, what: String| {
            let hint = "take `succ.csv` of the Organisation Data Service as it is, or write code,successor_code,from_on with days as 2019-10-01";
            let place = Position { line, ..Position::file(path) };
            Error::new("F_SUCCESSORS", Exit::Data, what).at(place).effect("no report was written").hint(hint)
        };
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(&bytes[..]);
        let (mut list, mut is_own) = (Vec::new(), false);
        for (at, record) in reader.records().enumerate() {
            let record = record.map_err(|error| refused(None, format!("the list of successors is no CSV: {error}")))?;
            let line = record.position().and_then(|place| usize::try_from(place.line()).ok());
            let cell = |at: usize| record.get(at).unwrap_or_default().trim_start_matches('\u{feff}');
            if at == 0 && (0..HEADER.len()).all(|at| cell(at) == HEADER[at]) {
                is_own = true;
                continue;
            }
            let written = cell(if is_own { 2 } else { 3 });
            let (before, after) = (cell(0), cell(1));
            let Some(from_on) = day_of(written).filter(|_| is_code(before) && is_code(after) && before != after) else {
                let what = format!("`{}`, `{}`, `{}` is no succession", shown(before), shown(after), shown(written));
                return Err(refused(line, what));
            };
            list.push(Succession { before: before.to_owned(), after: after.to_owned(), from_on });
        }
        list.sort_by(|one, other| {
            (one.from_on, &one.before, &one.after).cmp(&(other.from_on, &other.before, &other.after))
        });
        list.dedup();
        let file =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        Ok(Self { list, file, sha256: sha256(&bytes) })
    }

    /// Every code of the list.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.list.iter().flat_map(|one| [&*one.before, &*one.after])
    }

    /// What became of a trust in some months. `first_own`: the first month of its own figures; `name` says what people call a code.
    pub fn changes_of(
        &self,
        code: &str,
        (first, last): (Month, Month),
        first_own: Option<Month>,
        (name, language): (&dyn Fn(&str) -> String, Language),
    ) -> Changes {
        let mut changes = Changes { is_of_trust: true, ..Changes::default() };
        let joined = self.list.iter().filter(|one| one.after == code && (first..=last).contains(&one.from_on.month()));
        let joined: Vec<&Succession> = joined.collect();
        for of_day in joined.chunk_by(|one, other| one.from_on == other.from_on) {
            let Some(day) = of_day.first().map(|one| one.from_on) else { continue };
            let before: Vec<String> = of_day.iter().map(|one| name(&one.before)).collect();
            let said = [("name", name(code).into()), ("before", before.join(", ").into()), ("day", day.into())];
            if first_own.is_some_and(|own| own < day.month()) {
                let words = language.say("trend-trust-joined", &said);
                changes.breaks.push(Break { month: day.month(), words });
            } else if first < day.month() {
                changes.began = Some(language.say("trend-trust-began", &said));
            }
        }
        let passed = self.list.iter().filter(|one| one.before == code && one.from_on <= last.last());
        let passed: Vec<&Succession> = passed.collect();
        changes.ended = passed.last().map(|one| {
            let after = passed.iter().filter(|other| other.from_on == one.from_on).map(|other| name(&other.after));
            let after = after.collect::<Vec<_>>().join(", ");
            let said = [("name", name(code).into()), ("after", after.into()), ("day", one.from_on.into())];
            language.say("trend-trust-passed", &said)
        });
        changes
    }

    /// The list, as what a report rests on.
    pub fn fact(&self, language: Language) -> ReportFact {
        ReportFact {
            name: language.say("fact-input-file", &[("file", (&self.file).into())]),
            value: self.sha256.clone(),
        }
    }
}

/// A day as `2019-10-01`, or as the Organisation Data Service writes it, `20191001`.
fn day_of(text: &str) -> Option<Day> {
    match text.len() {
        8 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok()
        }
        _ => text.parse().ok(),
    }
}

fn is_code(text: &str) -> bool {
    (3..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// With what became of the trusts in the months shown, that of the project first.
pub(super) fn with_trusts(project: &Project, facts: TrendFacts, list: &Successors) -> TrendFacts {
    let (span, language) = ((facts.first(), facts.last()), project.language);
    let name = |code: &str| project.name_of(code).to_owned();
    let own = project.provider.as_deref().filter(|_| project.view == View::Provider);
    let facts = match own {
        Some(code) => {
            let of_first = facts.months().iter().zip(facts.totals()).find(|(_, days)| **days > 0);
            let changes = list.changes_of(code, span, of_first.map(|(month, _)| *month), (&name, language));
            facts.with_own_changes(changes)
        }
        None => facts,
    };
    facts.with_trusts(|of_series, own| {
        let code = list.codes().find(|code| project.name_of(code) == of_series)?;
        Some(list.changes_of(code, span, own, (&name, language)))
    })
}
