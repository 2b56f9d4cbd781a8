//! Which report a figure stands in, by what stands before it: `E10000020/owed`, `revision/closed_steps:1`, `trend/all_by_month:1`.

use super::FiguresAsked;
use crate::domain::{Authorities, AuthorityId, Language, near};
use crate::error::{Error, Exit, Result};
use crate::report::statement::Counterparty;
use crate::store::ReportFile;

const REVISION: &str = "revision";
const STATEMENT: &str = "internal-statement.json";

/// The names of reports that are not kept in the store, with what those begin with that have a name of their own.
const OTHERS: [&str; 4] = ["trend", "public", "reconciled/", "what-if/"];

/// What stands before the `/` of a figure, and the rest.
pub(super) fn split(figure: &str) -> (&str, &str) {
    let table = figure.split(':').next().unwrap_or_default();
    table.rfind('/').map_or(("", figure), |at| (&figure[..at], &figure[at + 1..]))
}

/// A report by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedReport<'q> {
    /// One that the run of a month wrote.
    OfMonth,
    /// The trend report.
    Trend,
    /// The public pack of a month.
    Public,
    /// What came of a claim, by the name of its folder.
    Reconciled(&'q str),
    /// What a month would come to, by the name of the file of other law.
    WhatIf(&'q str),
}

impl<'q> NamedReport<'q> {
    pub fn of(report: &'q str) -> Self {
        let named = |kind: &str| report.strip_prefix(kind)?.strip_prefix('/');
        match report {
            "trend" => Self::Trend,
            "public" => Self::Public,
            "reconciled" | "what-if" => Self::OfMonth,
            _ => named("reconciled")
                .map(Self::Reconciled)
                .or(named("what-if").map(Self::WhatIf))
                .unwrap_or(Self::OfMonth),
        }
    }

    /// Refuses an option that the report knows nothing of: left aside it would give another answer than the one that is asked for.
    ///
    /// # Errors
    /// 2: the month of a trend, the edition of a report of which one is kept, a file of other law of any but a what-if report.
    pub fn refuse_what_it_has_not(self, asked: &FiguresAsked<'_>) -> Result<()> {
        let refused = |what: &str, hint: &str| {
            Err(Error::new("X_FIGURE", Exit::Usage, what).effect("nothing was changed").hint(hint))
        };
        if self == Self::Trend && asked.month.is_some() {
            return refused("the trend report is of several months", "name the row of the month instead of `--month`");
        }
        if self != Self::OfMonth && asked.edition.is_some() {
            return refused("only the reports of a run are kept in every edition", "leave `--edition` out");
        }
        if !matches!(self, Self::WhatIf(_)) && asked.other_law.is_some() {
            return refused("`--what-if` is for a figure of a what-if report", "name it, as in `what-if/NAME/by_stay`");
        }
        Ok(())
    }
}

/// A report of a month whose figures can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TracedReport {
    /// The statement, or the index of all statements.
    Statement,
    /// The statement of one council; what its figures have before them.
    Of(Counterparty, String),
    /// What the edition changed and corrected.
    Revision,
}

impl TracedReport {
    /// The report that is meant among the files of a month.
    ///
    /// # Errors
    /// 2: there is none of that name; those that there are, are named.
    pub fn named(name: &str, files: &[ReportFile]) -> Result<Self> {
        let of_council = |file: &ReportFile| {
            let folder = file.name.strip_prefix("statements/")?.strip_suffix(STATEMENT)?;
            Some(folder.trim_end_matches('/').to_owned())
        };
        let mut names: Vec<String> = files.iter().filter_map(of_council).collect();
        names.extend(files.iter().any(|file| file.name == Self::Revision.file()).then(|| REVISION.to_owned()));
        match name {
            "" => return Ok(Self::Statement),
            _ if !names.iter().any(|known| known == name) => {}
            REVISION => return Ok(Self::Revision),
            code => {
                let council = Authorities::all().find(code).map_or(Counterparty::Unknown, Counterparty::Council);
                return Ok(Self::Of(council, format!("{code}/")));
            }
        }
        let of_month = match names.is_empty() {
            true => "the month has its statement alone: name the table without `/`".to_owned(),
            false => format!("beside the statement it has {}", names.join(", ")),
        };
        let there_are = format!("{of_month}; others are trend, public, reconciled/CLAIM and what-if/NAME");
        Err(Error::new("X_FIGURE", Exit::Usage, format!("the month has no report `{name}`"))
            .effect("nothing was changed")
            .hint(near::hint(name, names.iter().map(String::as_str).chain(OTHERS), &there_are)))
    }

    /// Its file, among those of the month.
    pub fn file(&self) -> String {
        match self {
            Self::Statement => STATEMENT.to_owned(),
            Self::Of(council, _) => format!("{}/{STATEMENT}", council.folder()),
            Self::Revision => "internal-revision.json".to_owned(),
        }
    }

    /// What its figures have before them.
    pub fn prefix(&self) -> &str {
        match self {
            Self::Statement => "",
            Self::Of(_, prefix) => prefix,
            Self::Revision => "revision/",
        }
    }

    /// Who pays in it, where it is of one payer; nothing stands for days without one.
    pub fn payer(&self) -> Option<Option<AuthorityId>> {
        match self {
            Self::Of(Counterparty::Council(id), _) => Some(Some(*id)),
            Self::Of(Counterparty::Unknown, _) => Some(None),
            Self::Statement | Self::Revision => None,
        }
    }

    /// What people call it.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Statement => language.word("trace-statement").to_owned(),
            Self::Of(council, _) => language.say("trace-statement-of", &[("council", council.name(language).into())]),
            Self::Revision => language.word("trace-revision").to_owned(),
        }
    }
}
