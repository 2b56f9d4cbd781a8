//! The files that say what came of a claim, in a folder of their own.

use std::path::Path;

use crate::error::{Error, Exit, Position, Result};
use crate::operate::file_set::FileSet;
use crate::operate::output_files;
use crate::report::html;
use crate::report::reconcile::{ReconciledClaim, VerdictDocument, dispute_pack, letter, overview, verdicts};
use crate::store::{PublishedMonth, ReportFile};

use super::RECONCILED;

/// The verdicts for programs.
pub(crate) const VERDICTS: &str = "verdicts.json";
/// What is sent to the other side.
pub(crate) const PACK: &str = "dispute-pack.html";
/// One page for a letter.
pub(crate) const LETTER: &str = "letter.html";

/// Every file, and the document that one of them holds.
///
/// # Errors
/// 70: a report does not fit a format (our bug).
pub(super) fn files(claim: &ReconciledClaim<'_>) -> Result<(VerdictDocument, Vec<ReportFile>)> {
    let mut files = output_files::render(&overview(claim))?;
    let page = |name: &str, report| -> Result<ReportFile> {
        Ok(ReportFile { name: name.to_owned(), bytes: html::render(&report)?.into_bytes() })
    };
    files.push(page(PACK, dispute_pack(claim))?);
    files.push(page(LETTER, letter(claim))?);
    let document = verdicts(claim);
    files.push(ReportFile { name: VERDICTS.to_owned(), bytes: crate::report::json::pretty(&document)? });
    files.push(ReportFile { name: "verdicts.csv".to_owned(), bytes: document.csv()? });
    Ok((document, files))
}

/// The files for their folder, which is named after the claim, and the SHA-256 of another claim of that name whose files they
/// replace. Whoever calls has the lock of reports.
///
/// # Errors
/// 73, 77: the folder cannot be made, or is open to others.
pub(super) fn file_set(
    project: &Path,
    published: &PublishedMonth,
    name: &str,
    document: &VerdictDocument,
    files: Vec<ReportFile>,
) -> Result<(FileSet, Option<String>)> {
    let nothing = |error: Error| error.effect("nothing was written or changed");
    let outer = output_files::folder_in(project, RECONCILED).map_err(nothing)?;
    let outer = output_files::folder_in(&outer, &published.month.to_string()).map_err(nothing)?;
    let replaced = replaced_claim(&outer.join(name), document)?;
    Ok((FileSet::new((&outer, name), "internal", files, Some(&published.ledger.sha256)), replaced))
}

/// The SHA-256 of another claim of the same name, of which the folder has what came of it. Refuses to replace what came of the
/// claim of another sender.
fn replaced_claim(folder: &Path, document: &VerdictDocument) -> Result<Option<String>> {
    let payees = &document.payee_codes;
    let before = std::fs::read(folder.join(VERDICTS)).ok();
    let before: Option<serde_json::Value> = before.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(before) = before else { return Ok(None) };
    let Some(codes) = before["payee_codes"].as_array() else { return Ok(None) };
    let codes: Vec<&str> = codes.iter().filter_map(|code| code.as_str()).collect();
    if codes.iter().eq(payees.iter()) {
        let sha256 = before["claim_sha256"].as_str().filter(|sha256| *sha256 != document.claim_sha256);
        return Ok(sha256.map(str::to_owned));
    }
    let what = format!(
        "the folder has what came of a claim for {}, and this one is for {}",
        codes.join(", "),
        payees.join(", ")
    );
    Err(Error::new("X_IN_THE_WAY", Exit::CannotCreate, what)
        .at(Position::file(folder))
        .effect("nothing was written or changed")
        .hint("give the claims of two senders different names"))
}

/// The name of the folder: that of the claim without its ending, in plain letters.
pub(super) fn folder_name(claim: &Path) -> Result<String> {
    let stem = crate::domain::visible::file_name(Path::new(claim.file_stem().unwrap_or_default()));
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || "._-".contains(letter) { letter } else { '-' };
    let name: String = stem.chars().map(plain).take(80).collect();
    let name = name.trim_matches(['.', '-']).to_owned();
    if name.is_empty() {
        return Err(Error::new("X_CLAIM_NAME", Exit::Usage, "the name of the claim has no letter or digit")
            .effect("nothing was written or changed")
            .hint("give the file a name such as claim-2018-03.csv"));
    }
    Ok(name)
}
