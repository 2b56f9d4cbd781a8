//! Which report of a month a figure stands in, by what stands before it: `E10000020/owed`, `revision/closed_steps:1`.

use crate::domain::{Authorities, AuthorityId, near};
use crate::error::{Error, Exit, Result};
use crate::report::statement::Counterparty;
use crate::store::ReportFile;

const REVISION: &str = "revision";
const STATEMENT: &str = "internal-statement.json";

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
    /// What stands before the `/` of a figure, and the rest.
    pub fn split(figure: &str) -> (&str, &str) {
        let table = figure.split(':').next().unwrap_or_default();
        table.find('/').map_or(("", figure), |at| (&figure[..at], &figure[at + 1..]))
    }

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
        let there_are = match names.is_empty() {
            true => "the month has its statement alone: name the table without `/`".to_owned(),
            false => format!("beside the statement it has {}", names.join(", ")),
        };
        Err(Error::new("X_FIGURE", Exit::Usage, format!("the month has no report `{name}`"))
            .effect("nothing was changed")
            .hint(near::hint(name, names.iter().map(String::as_str), &there_are)))
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
    pub fn words(&self) -> String {
        match self {
            Self::Statement => "Statement".to_owned(),
            Self::Of(council, _) => format!("Statement of {}", council.name()),
            Self::Revision => "Revision report".to_owned(),
        }
    }
}
