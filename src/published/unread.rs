//! Publications that are known by name and not read: what they are, and what to give instead.

use super::lookup;
use super::sheet::PublishedSheet;
use crate::files::refusal::Refusal;
use crate::files::wording::list;

/// Words that columns of trusts have.
const TRUST: [&str; 6] = ["trust", "trust code", "provider", "provider code", "provider org code", "org code"];
/// Words that columns of councils have.
const COUNCIL: [&str; 4] = ["local authority code", "la code", "la_code", "upper tier local authority code"];
/// Words that columns of days of delayed transfers have.
const BLAMED: [&str; 3] = ["nhs", "social care", "social_care"];
/// Words that columns of months have.
const MONTH: [&str; 5] = ["month", "period", "date", "monthofdelay", "period name"];
/// How bands of days of delay begin.
const BANDS: [&str; 6] = ["2-3", "4-6", "7-13", "14-20", "21+", "21 days"];

/// A publication by its right name: of delayed transfers by trust, or of bands of delay over a year. Names are in plain
/// spelling.
pub(super) fn header(names: &[String], line: u32) -> Option<Refusal> {
    let has = |words: &[&str]| names.iter().any(|name| words.contains(&name.as_str()));
    let is_reason = |name: &String| {
        lookup::reason_by_label(name).is_some()
            || name.strip_prefix("reason_").is_some_and(|letter| lookup::reason_by_letter(letter).is_some())
    };
    let is_delayed = has(&BLAMED) || names.iter().filter(|name| is_reason(name)).count() > 2;
    let is_dtoc = is_delayed && !has(&COUNCIL);
    if is_dtoc && (has(&TRUST) || names.iter().any(|name| name.starts_with("trust") || name.starts_with("provider"))) {
        return Some(by_trust().at((line as usize, 1)));
    }
    let bands = names.iter().filter(|name| BANDS.iter().any(|band| name.contains(band))).count();
    let is_banded = bands > 2 || names.iter().any(|name| name.split([' ', '_']).any(|word| word.starts_with("band")));
    if is_banded && !has(&MONTH) {
        let what = "this is a table of bands of delay over a year: discharge ready dates, England, without months";
        let hint = "such tables are not read: give the months (`drd-england`), whose bands add to the same";
        return Some(Refusal::new("F_FORMAT", what, hint).at((line as usize, 1)));
    }
    None
}

/// The publisher's workbook by trust, which has the layout of the council workbook.
pub(super) fn sheets(sheets: &[PublishedSheet]) -> Option<Refusal> {
    let is_of_trusts = |sheet: &&PublishedSheet| {
        let name = sheet.name.to_ascii_lowercase();
        name.starts_with("trust") || name.starts_with("provider")
    };
    let of_trusts: Vec<&str> = sheets.iter().filter(is_of_trusts).map(|sheet| sheet.name.as_str()).collect();
    let refusal = by_trust();
    let what = format!("{} (it has the sheets {})", refusal.what, list(of_trusts.iter().copied()));
    (!of_trusts.is_empty()).then_some(Refusal { what, ..refusal })
}

fn by_trust() -> Refusal {
    let what = "these are delayed transfers of care by trust (England, \"Trust Type B\")";
    let hint = "such tables are not read: the record-level file (`dtoc-records`) has trusts with councils and reasons";
    Refusal::new("F_FORMAT", what, hint)
}
