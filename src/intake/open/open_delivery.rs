//! A delivery opened for intake: its container, and the profile that reads what came out.

use std::sync::Arc;

use crate::error::Result;
use crate::files::container;
use crate::files::container::{FileKind, OpenRequest, Opened, ProcessReader};
use crate::files::file_content::FileContent;
use crate::files::refusal::Refusal;
use crate::files::text_source::{FileOnDisk, TextSource};
use crate::files::{fhir, hl7, scci2075};
use crate::intake::profile;
use crate::intake::profile::DateStyle;
use crate::intake::profile::{Profile, RecordKind};
use crate::intake::{Delivery, DeliveryContent};

/// A delivery whose container is open.
#[derive(Clone, Debug)]
pub struct OpenDelivery<'a> {
    /// Its name, as the user knows it.
    pub file: &'a str,
    /// The SHA-256 of its bytes.
    pub sha256: &'a str,
    /// Its size in bytes.
    pub size: usize,
    content: OpenContent<'a>,
    profile: Arc<Profile>,
}

/// What came out of its container, or a large text, which has none.
#[derive(Clone, Debug)]
enum OpenContent<'a> {
    Opened(Opened<'a>),
    OnDisk(&'a FileOnDisk),
}

impl<'a> OpenDelivery<'a> {
    /// Opens a delivery, whose bytes may be left on disk.
    ///
    /// # Errors
    /// As [`OpenDelivery::open`].
    pub fn of(
        file: &'a str,
        sha256: &'a str,
        content: &'a FileContent,
        profile: &Arc<Profile>,
        reader: &ProcessReader,
    ) -> Result<Self> {
        let on_disk = match content {
            FileContent::Memory(bytes) => return Self::open(file, sha256, bytes, profile, reader),
            FileContent::OnDisk(_, on_disk) => on_disk,
        };
        container::name::agrees(file, FileKind::Text).map_err(|refusal| refusal.error(file))?;
        if profile.record.is_message() {
            return Err(no_messages(profile).error(file));
        }
        let (size, content, profile) = (on_disk.size(), OpenContent::OnDisk(on_disk), Arc::clone(profile));
        Ok(Self { file, sha256, size, content, profile })
    }

    /// Opens a delivery by its content. Where that is messages, the profile says which profile reads them.
    ///
    /// # Errors
    /// 65: the file is refused as a whole; 70: a built-in profile is broken.
    pub fn open(
        file: &'a str,
        sha256: &'a str,
        bytes: &'a [u8],
        profile: &Arc<Profile>,
        reader: &ProcessReader,
    ) -> Result<Self> {
        Self::open_by(file, sha256, bytes, profile, |bytes, wanted| container::open(bytes, wanted, reader))
    }

    /// As [`OpenDelivery::open`], with another way to open the container: in this very process, for tests.
    ///
    /// # Errors
    /// As [`OpenDelivery::open`].
    pub fn open_by(
        file: &'a str,
        sha256: &'a str,
        bytes: &'a [u8],
        profile: &Arc<Profile>,
        open: impl FnOnce(&'a [u8], &OpenRequest) -> Result<Opened<'a>, Refusal>,
    ) -> Result<Self> {
        let refused = |refusal: Refusal| refusal.error(file);
        let headers = profile.required().map(|column| column.headers.clone()).collect();
        let (name, sheet, header_row) = (file.to_owned(), profile.sheet.clone(), profile.layout.header_row);
        let wanted = OpenRequest { name, sheet, headers, header_row, ..OpenRequest::default() };
        let opened = open(bytes, &wanted).map_err(refused)?;
        let format = MessageFormat::of(bytes, &opened);
        let profile = match (&opened, format) {
            (Opened::Grid(_), Some(format)) => {
                reads(profile, format)?.ok_or_else(|| refused(unread(profile, format)))?
            }
            _ if profile.record.is_message() => return Err(refused(no_messages(profile))),
            _ => Arc::clone(profile),
        };
        Ok(Self { file, sha256, size: bytes.len(), content: OpenContent::Opened(opened), profile })
    }

    /// What came out of its container, if its bytes are in memory.
    pub fn opened(&self) -> Option<&Opened<'a>> {
        match &self.content {
            OpenContent::Opened(opened) => Some(opened),
            OpenContent::OnDisk(_) => None,
        }
    }

    /// The delivery as intake wants it: `dates` where the source says how days are written, else as the profile does.
    pub fn delivery(&self, received: u32, dates: Option<DateStyle>) -> Delivery<'_> {
        let content = match &self.content {
            OpenContent::Opened(Opened::Text(bytes)) => DeliveryContent::Text(TextSource::Memory(bytes)),
            OpenContent::Opened(Opened::Grid(grid)) => DeliveryContent::Grid(grid),
            OpenContent::OnDisk(file) => DeliveryContent::Text(TextSource::Disk(file)),
        };
        let (file, sha256, size, profile) = (self.file, self.sha256, self.size, &*self.profile);
        Delivery { file, sha256, size, content, profile, received, dates: dates.unwrap_or(profile.dates) }
    }
}

/// A message format, as a profile names it under `[formats]`, and the record that is read of it.
#[derive(Clone, Copy)]
pub(crate) struct MessageFormat {
    name: &'static str,
    words: &'static str,
    record: RecordKind,
    columns: &'static [&'static str],
}

const HL7: MessageFormat =
    MessageFormat { name: "hl7", words: "HL7 messages", record: RecordKind::Adt, columns: hl7::COLUMNS };
const FHIR: MessageFormat =
    MessageFormat { name: "fhir", words: "FHIR resources", record: RecordKind::Encounter, columns: fhir::COLUMNS };
const XML: MessageFormat =
    MessageFormat { name: "xml", words: "XML", record: RecordKind::Notice, columns: scci2075::COLUMNS };

impl MessageFormat {
    /// The message format of a file; of what was packed with gzip, and of what is kept as it was read, the columns of its reader say which.
    pub(crate) fn of(bytes: &[u8], opened: &Opened<'_>) -> Option<Self> {
        match (FileKind::of(bytes), opened) {
            (FileKind::Hl7, _) => Some(HL7),
            (FileKind::Fhir, _) => Some(FHIR),
            (FileKind::Xml, _) => Some(XML),
            (kind, Opened::Grid(grid)) if kind == FileKind::Gzip || container::kept::is_kept(bytes) => {
                let is_of = |format: &Self| grid.serials.is_none() && grid.columns.iter().eq(format.columns.iter());
                [HL7, FHIR, XML].into_iter().find(is_of)
            }
            _ => None,
        }
    }

    /// What one record of it is.
    pub(crate) fn record(self) -> RecordKind {
        self.record
    }
}

/// The profile that reads messages of a format for a source: the source's own, or the one that its profile names.
fn reads(profile: &Arc<Profile>, format: MessageFormat) -> Result<Option<Arc<Profile>>> {
    let own = format.record;
    if profile.record == own {
        return Ok(Some(Arc::clone(profile)));
    }
    let Some((_, named)) = profile.formats.iter().find(|(name, _)| name == format.name) else { return Ok(None) };
    let mut read = Profile::clone(&*profile::named(named)?);
    // What a source knows of its sender holds for its messages too.
    read.defaults.extend(profile.defaults.iter().cloned());
    read.codes.extend(profile.codes.iter().cloned());
    read.text.push_str(&profile.text);
    Ok((read.record == own).then(|| Arc::new(read)))
}

/// The profile by which a source reads records of a kind: its own, or the one that its profile names for their format.
///
/// # Errors
/// 70: a built-in profile is broken.
pub fn profile_for(profile: &Arc<Profile>, kind: RecordKind) -> Result<Arc<Profile>> {
    let format = [HL7, FHIR, XML].into_iter().find(|format| format.record == kind);
    let found = format.map(|format| reads(profile, format)).transpose()?.flatten();
    Ok(found.unwrap_or_else(|| Arc::clone(profile)))
}

fn unread(profile: &Profile, format: MessageFormat) -> Refusal {
    let what = format!("the profile `{}` does not read {}", profile.name, format.words);
    let hint =
        format!("name a profile that does, or one for `{}` under [formats] of a profile of your own", format.name);
    Refusal::new("F_FORMAT", what, hint).at((1, 1))
}

fn no_messages(profile: &Profile) -> Refusal {
    let what = format!("the profile `{}` reads messages, and the file is a table", profile.name);
    Refusal::new("F_FORMAT", what, "name the profile of the table, as in native-stay").at((1, 1))
}
