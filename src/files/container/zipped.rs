//! The parts of a workbook: counted, measured and looked through before any of them is read.

use std::collections::HashSet;
use std::io::{BufReader, Cursor};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::files::container::limits::{INFLATED, PARTS, RATIO, RATIO_FLOOR, is_bomb, megabytes};
use crate::files::container::xml::{XmlEvent, XmlReader};
use crate::files::refusal::Refusal;
use crate::files::wording::shown;

const AGAIN: &str = "ask the sender to save the file again, or for CSV";

/// An archive whose directory was found sound.
pub struct ZipParts<'z> {
    archive: ZipArchive<Cursor<&'z [u8]>>,
    names: Vec<String>,
}

impl<'z> ZipParts<'z> {
    /// Opens an archive.
    ///
    /// # Errors
    /// It is damaged, locked, inflates to far more than a workbook would, or has parts twice or in each other.
    pub fn open(bytes: &'z [u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unsound)?;
        if archive.len() > PARTS {
            return Err(damaged(&format!("it has more than {PARTS} parts")));
        }
        let (mut names, mut inflated) = (Vec::new(), 0_u64);
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(unsound)?;
            if part.encrypted() {
                let what = "the archive is locked with a password";
                return Err(Refusal::new("F_ENCRYPTED", what, "ask the sender for the file without a password"));
            }
            let size = part.size();
            inflated = inflated.saturating_add(size);
            if is_bomb(size, part.compressed_size()) {
                return Err(bomb());
            }
            names.push(part.name().map_err(unsound)?.replace('\\', "/"));
        }
        if is_bomb(inflated, bytes.len() as u64) {
            return Err(bomb());
        }
        let different: HashSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        if archive.has_duplicate_names() || different.len() != names.len() {
            return Err(damaged("it has two parts of one name, and it is not clear which is meant"));
        }
        if archive.has_overlapping_files().map_err(unsound)? {
            return Err(damaged("some of its parts are made of the same bytes"));
        }
        Ok(Self { archive, names })
    }

    /// Whether there is a part of this name; names of parts are the same in any case.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    /// Opens a part as XML.
    ///
    /// # Errors
    /// There is no such part, or its form is unknown.
    pub fn xml(&mut self, name: &str) -> Result<XmlReader<'_>, Refusal> {
        let Some(index) = self.names.iter().position(|known| known.eq_ignore_ascii_case(name)) else {
            return Err(damaged(&format!("its part `{}` is not there", shown(name))));
        };
        let part = self.archive.by_index(index).map_err(unsound)?;
        // The library stops a part that is longer than its archive declares.
        Ok(XmlReader::part(name, Box::new(BufReader::with_capacity(1 << 15, part))))
    }

    /// Looks at the start of every part that is XML: none may have a document type.
    ///
    /// # Errors
    /// `F_XML_DOCTYPE`.
    pub fn refuse_document_types(&mut self) -> Result<(), Refusal> {
        let is_xml = |name: &&String| {
            let name = name.to_ascii_lowercase();
            name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml")
        };
        let names: Vec<String> = self.names.iter().filter(is_xml).cloned().collect();
        for name in names {
            let mut reader = self.xml(&name)?;
            loop {
                match reader.next() {
                    Ok(XmlEvent::Text(_)) => {}
                    Ok(_) => break,
                    Err(refusal) if refusal.code == "F_XML_DOCTYPE" => return Err(refusal),
                    // A part that is not needed may be as it likes.
                    Err(_) => break,
                }
            }
        }
        Ok(())
    }
}

fn damaged(what: &str) -> Refusal {
    Refusal::new("F_DAMAGED", format!("the workbook is damaged: {}", shown(what)), AGAIN)
}

fn bomb() -> Refusal {
    let what = "the archive inflates to far more than a workbook would";
    let (all, floor) = (megabytes(INFLATED), megabytes(RATIO_FLOOR));
    let hint = format!(
        "at most {all} are inflated, and above {floor} at most {RATIO} times the packed size: ask the sender for CSV"
    );
    Refusal::new("F_ZIP_RATIO", what, hint)
}

fn unsound(error: ZipError) -> Refusal {
    damaged(&error.to_string())
}
