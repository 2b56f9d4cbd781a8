//! `beddays check`: what would be taken, what not and why. Nothing is stored.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::cli::CheckArguments;
use crate::domain::spotted::without_numbers;
use crate::domain::{Authorities, Finding, Receipt, Severity};
use crate::error::{Error, Exit, Position, Result};
use crate::intake::container::Reader;
use crate::intake::opening::OpenDelivery;
use crate::intake::profile::{self, Profile};
use crate::intake::{self, DateStyle, Intake, Readable};
use crate::store::sha256;

use super::Out;

pub(super) fn check(_project: &Path, arguments: &CheckArguments, out: &mut Out) -> Result<Exit> {
    if arguments.columns {
        return columns(out);
    }
    let dates = arguments.dates.as_deref().map(|name| {
        DateStyle::named(name).ok_or_else(|| {
            Error::new("X_DATES", Exit::Usage, format!("days are not written as `{name}`"))
                .hint(DateStyle::names().map(|name| format!("`--dates {name}`")).join(" or "))
        })
    });
    let dates = dates.transpose()?;
    let profile = arguments.profile.as_deref().map(|name| profile::find(name, Path::new(""))).transpose()?;
    let files: Vec<Result<File>> = arguments.files.iter().map(|path| File::read(path, profile.as_ref())).collect();
    let reader = Reader::default();
    let opened: Vec<Option<Result<OpenDelivery<'_>>>> =
        files.iter().map(|file| file.as_ref().ok().map(|file| file.open(&reader))).collect();
    // Files named one after the other are deliveries one after the other: the later brings the later news.
    let (mut deliveries, mut numbers) = (Vec::new(), Vec::new());
    for (number, opened) in opened.iter().enumerate() {
        if let Some(Ok(opened)) = opened {
            deliveries.push(opened.delivery(number as u32 + 1, dates));
            numbers.push(number);
        }
    }
    let zone = jiff::tz::TimeZone::get("Europe/London")
        .map_err(|source| Error::new("X_ZONE", Exit::Bug, source.to_string()))?;
    // The pseudonyms of a check are thrown away, so its key need not be anybody's.
    let rules =
        intake::Rules { zone: &zone, key: &[0; 32], as_of: arguments.as_of, authorities: Authorities::england() };
    let Readable { intake, refused: unread } = intake::take_readable(&deliveries, &rules)?;
    drop(deliveries);
    let mut refused: BTreeMap<usize, Error> = unread.into_iter().map(|(at, error)| (numbers[at], error)).collect();
    let unopened = opened.into_iter().enumerate().filter_map(|(at, opened)| Some((at, opened?.err()?)));
    refused.extend(unopened.collect::<Vec<_>>());
    refused.extend(files.into_iter().enumerate().filter_map(|(at, file)| Some((at, file.err()?))));
    let checked = Checked { names: arguments.files.iter().map(|path| name_of(path)).collect(), intake, refused };
    tell(&checked, out)?;
    let rejected = checked.receipts().any(|receipt| receipt.rejected > 0);
    match Error::several(checked.refused.into_values().collect()) {
        Some(error) => Err(error),
        None => Ok(if rejected { Exit::Alarm } else { Exit::Done }),
    }
}

/// One file as it was named.
struct File {
    name: String,
    sha256: String,
    bytes: Vec<u8>,
    profile: Arc<Profile>,
}

impl File {
    fn read(path: &Path, profile: Option<&Arc<Profile>>) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| {
            Error::io("read the file", path, &source)
                .effect("nothing was read from it")
                .hint("check its name and rights")
        })?;
        let profile = profile.map_or_else(|| recognised(path, &bytes), |profile| Ok(Arc::clone(profile)))?;
        Ok(Self { name: name_of(path), sha256: sha256(&bytes), bytes, profile })
    }

    fn open(&self, reader: &Reader) -> Result<OpenDelivery<'_>> {
        OpenDelivery::open(&self.name, &self.sha256, &self.bytes, &self.profile, reader)
    }
}

/// The name of a file as it may be shown.
fn name_of(path: &Path) -> String {
    without_numbers(&path.to_string_lossy()).into_owned()
}

/// The profile whose columns the header of a file has.
fn recognised(path: &Path, bytes: &[u8]) -> Result<Arc<Profile>> {
    intake::recognise(bytes).ok_or_else(|| {
        Error::new("F_HEADER", Exit::Data, "the header is that of no profile that comes with the program")
            .at(Position { file: path.to_owned(), line: Some(1), column: Some(1) })
            .effect("nothing was taken from it")
            .hint("`--profile NAME-OR-FILE` says how to read it; `beddays check --columns` lists what there is")
    })
}

/// What became of the files.
struct Checked {
    /// The names of all, in their order.
    names: Vec<String>,
    /// What those give that can be read; nothing where there are none.
    intake: Option<Intake>,
    /// The others, by their place, and why.
    refused: BTreeMap<usize, Error>,
}

impl Checked {
    fn receipts(&self) -> impl Iterator<Item = &Receipt> {
        self.intake.iter().flat_map(|intake| &intake.receipts)
    }

    /// Every file with what was counted in it, or why it is refused.
    fn fates(&self) -> Vec<(&str, Result<&Receipt, &Error>)> {
        let mut receipts = self.receipts();
        let fate = |(at, name)| match self.refused.get(&at) {
            Some(error) => Some((name, Err(error))),
            None => receipts.next().map(|receipt| (name, Ok(receipt))),
        };
        self.names.iter().map(String::as_str).enumerate().filter_map(fate).collect()
    }

    /// Of the files that can be read; where there are none nothing is known, and nothing is 0.
    fn to_json(&self) -> serde_json::Value {
        let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
        self.findings().iter().for_each(|finding| *codes.entry(finding.code).or_default() += 1);
        let sum = |part: fn(&Receipt) -> u32| self.intake.as_ref().map(|_| self.receipts().map(part).sum::<u32>());
        let entry = |(name, fate): (&str, Result<&Receipt, &Error>)| match fate {
            Ok(receipt) => serde_json::json!(receipt),
            Err(error) => serde_json::json!({ "file": name, "error": error.to_json()["error"] }),
        };
        serde_json::json!({
            "records": sum(|receipt| receipt.read),
            "accepted": sum(|receipt| receipt.accepted),
            "rejected": sum(|receipt| receipt.rejected),
            "duplicates": sum(|receipt| receipt.duplicates),
            "codes": codes,
            "files": self.fates().into_iter().map(entry).collect::<Vec<_>>(),
            "findings": self.findings(),
        })
    }

    fn findings(&self) -> &[Finding] {
        self.intake.as_ref().map_or(&[], |intake| &intake.findings)
    }
}

fn tell(checked: &Checked, out: &mut Out) -> Result<()> {
    if out.json {
        return out.value(&checked.to_json());
    }
    let mut shown: BTreeMap<&str, u32> = BTreeMap::new();
    for finding in checked.findings() {
        let count = shown.entry(finding.code).or_default();
        *count += 1;
        if *count > 20 {
            continue;
        }
        let fate = match finding.severity {
            Severity::Rejected => "rejected",
            Severity::Duplicate => "duplicate",
            Severity::Warning => "warning",
        };
        let column = if finding.column.is_empty() { String::new() } else { format!(", {}", finding.column) };
        out.data(format!(
            "{fate}[{}]: {} in `{}` line {}{column}",
            finding.code, finding.message, finding.file, finding.line
        ))?;
        if !finding.hint.is_empty() {
            out.data(format!("  hint: {}", finding.hint))?;
        }
    }
    for (code, count) in shown.into_iter().filter(|(_, count)| *count > 20) {
        out.data(format!("{code}: and {} more", count - 20))?;
    }
    for (name, fate) in checked.fates() {
        let receipt = match fate {
            Ok(receipt) => receipt,
            Err(error) => {
                out.data(format!("{name}: refused[{}], nothing was read from it", error.code()))?;
                continue;
            }
        };
        out.data(format!(
            "{}: read {} = accepted {} + rejected {} + duplicates {}",
            receipt.file, receipt.read, receipt.accepted, receipt.rejected, receipt.duplicates
        ))?;
        for (name, count) in &receipt.counts {
            out.data(format!("  {name}: {count}"))?;
        }
    }
    if checked.intake.is_some() && !checked.refused.is_empty() {
        out.talk("the counts are as if the refused files had not been given");
    }
    Ok(())
}

fn columns(out: &mut Out) -> Result<Exit> {
    for profile in profile::built_in()? {
        out.data(format!("{}: {}", profile.name, profile.about))?;
        for column in &profile.columns {
            let required = if column.required { "  (required)" } else { "" };
            out.data(format!("  {}{required}", column.headers.join(" | ")))?;
        }
    }
    out.talk(
        "kinds of events: ".to_owned()
            + &crate::domain::EventKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", "),
    );
    Ok(Exit::Done)
}
