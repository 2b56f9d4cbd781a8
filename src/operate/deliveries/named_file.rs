//! A file that a command names, before it is delivered: by which profile it is read, and its records.

use std::path::Path;
use std::sync::Arc;

use crate::domain::visible::file_name;
use crate::error::{Error, Result};
use crate::files::container::ProcessReader;
use crate::files::file_content::FileContent;
use crate::files::refusal::Refusal;
use crate::intake::claim_file::{ClaimFile, read_claim};
use crate::intake::declared::DeclaredTotals;
use crate::intake::open::Recognised;
use crate::intake::open::open_delivery::OpenDelivery;
use crate::intake::profile::{self, DateStyle, Profile, RecordKind};
use crate::intake::{self, Rules};
use crate::operate::deliveries::load::{self, HeldDelivery};
use crate::operate::deliveries::received::ReceivedDelivery;
use crate::project::Project;
use crate::settle::spool::Spool;
use crate::store::sha256;

/// What a run says of a refused file beside that nothing was taken from it.
const MONTH_STAYS: &str = "; the last good month stays";

/// One file as it was named.
pub(crate) struct NamedFile {
    /// Its name, fit to be shown.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// The profile that reads it.
    pub profile: Arc<Profile>,
    /// The number of the run that took it, or would.
    pub received: u32,
    content: FileContent,
    dates: Option<DateStyle>,
    declared: Option<DeclaredTotals>,
    /// Whether the header lacks something that the profile wants, which is then only the nearest.
    is_nearest: bool,
}

impl NamedFile {
    /// Reads its bytes, and finds its profile: the one that is named, else that of its source, else by its header.
    ///
    /// # Errors
    /// 66, 74: it cannot be read; 65: no profile reads it.
    pub fn read_bytes(
        path: &Path,
        project: Option<&Project>,
        (profile, dates): (Option<&Arc<Profile>>, Option<DateStyle>),
        reader: &ProcessReader,
    ) -> Result<Self> {
        let (content, sha256) = load::content_of(path).map_err(|source| {
            Error::io("read the file", path, &source)
                .effect("nothing was read from it")
                .hint("check its name and rights")
        })?;
        let name = file_name(path);
        let source = project.filter(|_| profile.is_none()).map(|project| load::source_of(project, path));
        let source = source.transpose()?.flatten();
        let (profile, of_source, is_nearest) = match (profile, source) {
            (Some(profile), _) => (Arc::clone(profile), None, false),
            (None, Some(source)) => (Arc::clone(&source.profile), Some(source.dates), false),
            (None, None) => {
                let of_sources = project.iter().flat_map(|project| &project.sources).map(|source| &source.profile);
                let mut own: Vec<Arc<Profile>> = Vec::new();
                for profile in of_sources.filter(|profile| !profile::is_built_in(profile)) {
                    if own.iter().all(|other| other.text != profile.text) {
                        own.push(Arc::clone(profile));
                    }
                }
                let recognised = intake::open::recognise(&name, content.beginning(), &own, reader);
                let Recognised { profile, is_nearest } =
                    recognised.map_err(|refusal| refusal.error(&name).effect("nothing was taken from it"))?;
                (profile, None, is_nearest)
            }
        };
        let dates = dates.or(of_source);
        let declared = load::declared(path, content.size() as u64, &sha256)?;
        Ok(Self { name, sha256, profile, received: 1, content, dates, declared, is_nearest })
    }

    /// As a delivery; `sha256` is by what its records are known.
    pub fn held(&self, sha256: &str) -> HeldDelivery {
        HeldDelivery {
            file: self.name.clone(),
            sha256: sha256.to_owned(),
            kept: None,
            path: None,
            size: self.content.size() as u64,
            profile: Arc::clone(&self.profile),
            dates: self.dates.unwrap_or(self.profile.dates),
            source: None,
            received: self.received,
            is_new: true,
            declared: None,
        }
    }

    /// A hash of its bytes and the way in which they are read.
    pub fn other_hash(&self) -> String {
        let dates = self.dates.unwrap_or(self.profile.dates).name();
        sha256(format!("{}\n{dates}\n{}", self.sha256, self.profile.text).as_bytes())
    }

    /// Reads its records, as those of a delivery with this place in the list.
    ///
    /// # Errors
    /// The file is refused as a whole.
    pub fn read(
        &self,
        (delivery, sha256): (usize, &str),
        by: (&Rules<'_>, &Spool),
        reader: &ProcessReader,
    ) -> Result<ReceivedDelivery> {
        let dates = self.dates.unwrap_or(self.profile.dates);
        self.profile.refuse_dates(dates).map_err(|(what, hint)| {
            Refusal::new("F_DATE_FORMAT", what, hint).error(&self.name).effect("nothing was taken from it")
        })?;
        let opened = OpenDelivery::of(&self.name, sha256, &self.content, &self.profile, reader)?;
        let opened = opened.delivery(self.received, self.dates);
        let read = load::if_unchanged(&self.content, ReceivedDelivery::read(delivery, &opened, by, &|_| {}))?;
        if let Some(declared) = &self.declared {
            load::if_unchanged(&self.content, declared.check_sums(&opened))?;
            declared.check_rows(read.receipt.read.into())?;
        }
        Ok(read)
    }

    /// Reads it as a claim, each row on its own.
    ///
    /// # Errors
    /// Its records are no claims, or the file is refused as a whole.
    pub fn claim(&self, rules: &Rules<'_>, reader: &ProcessReader) -> Result<ClaimFile> {
        let refused = |refusal: Refusal| refusal.error(&self.name).effect("nothing was written or changed");
        if self.profile.record != RecordKind::Claim {
            let (name, record) = (&self.profile.name, self.profile.record.name());
            let what = format!("the profile `{name}` reads {record} records, and a claim is asked for");
            let hint =
                "`--profile native-claim`, `--profile claim-pounds`, or a file of your own with record = \"claim\"";
            return Err(refused(Refusal::new("F_FORMAT", what, hint)));
        }
        let dates = self.dates.unwrap_or(self.profile.dates);
        self.profile.refuse_dates(dates).map_err(|(what, hint)| refused(Refusal::new("F_DATE_FORMAT", what, hint)))?;
        let opened = OpenDelivery::of(&self.name, &self.sha256, &self.content, &self.profile, reader)
            .map_err(|error| error.effect("nothing was written or changed"))?;
        let opened = opened.delivery(self.received, self.dates);
        let claim = load::if_unchanged(&self.content, read_claim(&opened, rules).map_err(refused))?;
        if let Some(declared) = &self.declared {
            let nothing = |error: Error| error.effect("nothing was written or changed");
            declared.check_sums(&opened).map_err(nothing)?;
            declared.check_rows(claim.rows.len() as u64).map_err(nothing)?;
        }
        Ok(claim)
    }

    /// Says of a file whose header fits no profile by which one it was read.
    pub fn explain(&self, error: Error) -> Error {
        // A look has to do with no month.
        let error = error.in_the_effect(MONTH_STAYS, "");
        if !self.is_nearest {
            return error;
        }
        let name = &self.profile.name;
        let hint = format!(
            "{}; `{name}` is the nearest profile, another is named with `--profile NAME-OR-FILE`",
            error.advice()
        );
        error.hint(hint)
    }
}
