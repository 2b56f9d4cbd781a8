//! The main part of a workbook: its sheets and where they stand, and how it counts days.

use std::collections::HashMap;

use crate::files::container::kind;
use crate::files::container::kind::FileKind;
use crate::files::container::xml::XmlEvent;
use crate::files::container::zipped::ZipParts;
use crate::files::grid::Serials;
use crate::files::refusal::Refusal;

/// What the main part says.
#[derive(Debug)]
pub struct XlsxWorkbook {
    /// The worksheets in their order.
    pub sheets: Vec<WorkbookSheet>,
    /// Which day is 1.
    pub serials: Serials,
    /// The part with the texts of cells, if there is one.
    pub strings: Option<String>,
    /// The part with the styles, if there is one.
    pub styles: Option<String>,
}

/// One worksheet.
#[derive(Debug)]
pub struct WorkbookSheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden, a little or very much.
    pub hidden: bool,
    /// Its part of the archive.
    pub part: String,
}

struct Relation {
    /// The last word of its type: `worksheet`, `styles`.
    kind: String,
    part: String,
}

/// The name of the main part.
///
/// # Errors
/// `F_FORMAT`: the archive is no such workbook.
pub fn main_part(parts: &mut ZipParts<'_>) -> Result<String, Refusal> {
    const USUAL: &str = "xl/workbook.xml";
    let roots = if parts.has("_rels/.rels") { relations(parts, "_rels/.rels", "")? } else { HashMap::new() };
    let by_relation =
        roots.into_values().find(|relation| relation.kind == "officeDocument").map(|relation| relation.part);
    let main = by_relation.filter(|main| parts.has(main)).unwrap_or_else(|| USUAL.to_owned());
    let is_sheet = main.to_ascii_lowercase().starts_with("xl/") && main.ends_with(".xml");
    if parts.has(&main) && is_sheet {
        return Ok(main);
    }
    let is = |name: &str| parts.has(name);
    let name = match () {
        () if is("xl/workbook.bin") => "a binary workbook (XLSB)",
        () if is("word/document.xml") => "a Word document",
        () if is("ppt/presentation.xml") => "a presentation",
        () if is("content.xml") && is("mimetype") => "an OpenDocument file (ODS)",
        () if is("[Content_Types].xml") => "an Office file without a workbook",
        () => "a ZIP archive of other files; unpack it first",
    };
    Err(kind::unread(FileKind::Other(name)))
}

impl XlsxWorkbook {
    /// Reads the main part.
    pub fn read(parts: &mut ZipParts<'_>, main: &str) -> Result<Self, Refusal> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let relations = relations(parts, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let part_of =
            |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|found| found.part.clone());
        let (strings, styles) = (part_of("sharedStrings"), part_of("styles"));
        let mut workbook = Self {
            sheets: Vec::new(),
            serials: Serials::From1900,
            strings: strings.filter(|part| parts.has(part)),
            styles: styles.filter(|part| parts.has(part)),
        };
        let mut reader = parts.xml(main)?;
        loop {
            match reader.next()? {
                XmlEvent::Start(element) if element.name() == "workbookPr" => {
                    if matches!(element.attribute("date1904").as_deref(), Some("1" | "true")) {
                        workbook.serials = Serials::From1904;
                    }
                }
                XmlEvent::Start(element) if element.name() == "sheet" => {
                    let relation = element.attribute("id").and_then(|id| relations.get(&id));
                    // Charts and dialogues are sheets too, without cells.
                    if let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") {
                        if workbook.sheets.iter().any(|sheet| sheet.part.eq_ignore_ascii_case(&relation.part)) {
                            let what = "the workbook is damaged: two of its sheets are made of one part";
                            return Err(Refusal::new(
                                "F_DAMAGED",
                                what,
                                "ask the sender to save the file again, or for CSV",
                            ));
                        }
                        workbook.sheets.push(WorkbookSheet {
                            name: element.attribute("name").unwrap_or_default(),
                            hidden: element.attribute("state").is_some_and(|state| state != "visible"),
                            part: relation.part.clone(),
                        });
                    }
                }
                XmlEvent::Done => return Ok(workbook),
                _ => {}
            }
        }
    }
}

/// The relations of a part by their ids; those that lead out of the archive are left out.
fn relations(parts: &mut ZipParts<'_>, part: &str, folder: &str) -> Result<HashMap<String, Relation>, Refusal> {
    let mut reader = parts.xml(part)?;
    let mut relations = HashMap::new();
    loop {
        match reader.next()? {
            XmlEvent::Start(element) if element.name() == "Relationship" => {
                let of = |name: &str| element.attribute(name).unwrap_or_default();
                if of("TargetMode") != "External" {
                    let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(of("Id"), Relation { kind, part: resolve(folder, &of("Target")) });
                }
            }
            XmlEvent::Done => return Ok(relations),
            _ => {}
        }
    }
}

/// The name of a part as another in `folder` calls it.
fn resolve(folder: &str, target: &str) -> String {
    let from_root = target.starts_with('/');
    let mut path: Vec<&str> =
        if from_root { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
