//! What the ending of a file's name claims it to be. A file is read by its content; where the name says another thing,
//! something went wrong on the way, and the sender should say which of the two is right.

use crate::files::container::kind::FileKind;
use crate::files::refusal::Refusal;
use crate::files::wording::shown;

/// What an ending may stand for: its words, and the kinds of content that fit.
const CLAIMS: &[(&[&str], &str, &[FileKind])] = &[
    (&["csv", "tsv", "tab"], "CSV", &[FileKind::Text]),
    (&["gz", "gzip"], "gzip data", &[FileKind::Gzip]),
    (&["xlsx", "xlsm"], "an XLSX workbook", &[FileKind::Zip, FileKind::Compound]),
    (&["xls"], "an XLS workbook", &[FileKind::Compound, FileKind::Zip]),
    (&["json", "ndjson", "jsonl"], "JSON", &[FileKind::Json, FileKind::Ndjson, FileKind::Fhir]),
    (&["xml"], "XML", &[FileKind::Xml]),
    (&["hl7"], "HL7 messages", &[FileKind::Hl7]),
];

/// Refuses a file whose name claims another format than its content has.
///
/// # Errors
/// `F_FORMAT`, with both.
pub fn agrees(name: &str, kind: FileKind) -> Result<(), Refusal> {
    let Some((_, ending)) = name.rsplit_once('.') else { return Ok(()) };
    let ending = ending.to_ascii_lowercase();
    let Some((_, claim, fitting)) = CLAIMS.iter().find(|(endings, ..)| endings.contains(&&*ending)) else {
        return Ok(());
    };
    // What nothing here reads is refused with a better sentence later.
    if fitting.contains(&kind) || matches!(kind, FileKind::Other(_) | FileKind::Html) {
        return Ok(());
    }
    if kind == FileKind::Text && ending == "hl7" {
        let what = "the name ends in `.hl7`, and the content does not start with the header of a message (MSH)";
        return Err(Refusal::new("F_HL7", what, "ask the sender for the file again, from its first message").at((1, 1)));
    }
    let what = format!("the name ends in `.{}`, as of {claim}, and the content is {}", shown(&ending), kind.name());
    let hint = "ask the sender what the file should be; if the content is right, give it the ending that fits";
    Err(Refusal::new("F_FORMAT", what, hint).at((1, 1)))
}

/// The name of what a gzip file holds: `a.csv` of `a.csv.gz`.
pub fn inner(name: &str) -> &str {
    let stem = name.rsplit_once('.').filter(|(_, ending)| ending.eq_ignore_ascii_case("gz"));
    stem.map_or("", |(stem, _)| stem)
}
