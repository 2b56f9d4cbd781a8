//! Local agreements: a dated, cited file that extends a regime and sets named values of it: price, free days, cut-off,
//! threshold, ceiling. The regime that comes of it is one like any other, in force on the days of the agreement alone.
//!
//! ```text
//! agreement, regime that it extends ─▶ the regime with those values, and each value before and after
//! ```

mod changes;
mod file;
mod notices;
mod readiness;
pub mod show;

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;
use crate::domain::visible::visible;
use crate::domain::{Day, near};
use crate::error::Result;

use super::check::RegimeProblems;
use super::file::{Cited, Coverage, Duty, Window};
use super::readiness::check_citations;
use super::{AnyRegime, GroupMeanRegime, written};
use changes::AgreedChanges;

pub use changes::AgreedChange;
pub use file::{AgreementFile, AgreementHead};

/// The longest name of an agreement.
const LONGEST_ID: usize = 64;

/// An agreement with what it changes.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The file as written.
    pub file: AgreementFile,
    /// Each value that it sets, as the regime has it and as was agreed.
    pub changes: Vec<AgreedChange>,
    /// SHA-256 of the file and of the regime that it extends.
    pub hash: String,
    /// Where it was read.
    pub path: String,
}

impl Agreement {
    /// Whether a text calls itself an agreement.
    pub fn is_one(text: &str) -> bool {
        let names = |file: &toml::Table| {
            let form = file.get("schema").and_then(|form| form.as_str());
            form.is_some_and(|form| form.starts_with("beddays-agreement/")) || file.contains_key("agreement")
        };
        match text.parse::<toml::Table>() {
            Ok(file) => names(&file),
            Err(_) => text.contains("beddays-agreement/"),
        }
    }

    /// Reads an agreement, and extends one of the regimes by it.
    ///
    /// # Errors
    /// 78: it is not TOML, has an unknown or missing key or a value of another unit, extends no regime there is, sets a value
    /// that the regime does not have, or one twice, or lies outside the days for which the regime was read.
    pub fn extend(path: &Path, text: &str, regimes: &[AnyRegime]) -> Result<(AnyRegime, Self)> {
        let file: AgreementFile = written::read(path, text)?;
        let name = file.agreement.extends.get_ref();
        Self::of(path, text, (&file, regimes)).map_err(|error| match regimes.iter().any(|regime| regime.id() == name) {
            true => error.hint(format!("`beddays regimes show {name}` shows the values that there are to agree on")),
            false => error,
        })
    }

    fn of(path: &Path, text: &str, (file, regimes): (&AgreementFile, &[AnyRegime])) -> Result<(AnyRegime, Self)> {
        let mut changes = AgreedChanges::default();
        let Some(base) = regimes.iter().find(|regime| regime.id() == file.agreement.extends.get_ref()) else {
            changes.problems.add(file.agreement.extends.span().start, no_base(&file.agreement, regimes));
            return Err(written::refused(path, text, &changes.problems.0));
        };
        head(file, text, base, regimes, &mut changes.problems);
        let hash = hexadecimal(&Sha256::digest(format!("{}\n{text}", base.title().2)));
        let place = (path, text, hash.as_str());
        // The rest of a file with a wrong head cannot be judged.
        let extended = changes.problems.0.is_empty().then(|| base.extended(file, place, &mut changes));
        match extended {
            Some(regime) if changes.problems.0.is_empty() => {
                let path = path.display().to_string();
                Ok((regime, Self { file: file.clone(), changes: changes.found, hash, path }))
            }
            _ => Err(written::refused(path, text, &changes.problems.0)),
        }
    }
}

fn no_base(head: &AgreementHead, regimes: &[AnyRegime]) -> String {
    let known: Vec<&str> = regimes.iter().map(AnyRegime::id).collect();
    let there_are = format!("there are {}", known.join(", "));
    let name = head.extends.get_ref();
    format!("no regime `{name}` that an agreement can extend: {}", near::hint(name, known.iter().copied(), &there_are))
}

/// What is wrong with the head, whatever the procedure of the regime.
fn head(file: &AgreementFile, text: &str, base: &AnyRegime, regimes: &[AnyRegime], problems: &mut RegimeProblems) {
    let head = &file.agreement;
    if file.schema.get_ref() != "beddays-agreement/1" {
        let what = format!("schema `{}` is not one we read: `beddays-agreement/1`", visible(file.schema.get_ref()));
        problems.add(file.schema.span().start, what);
    }
    let (id, place) = (head.id.get_ref(), head.id.span().start);
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_plain || !id.starts_with(|first: char| first.is_ascii_alphanumeric()) || id.len() > LONGEST_ID {
        problems.add(
            place,
            format!("a name is 1 to {LONGEST_ID} ASCII letters, digits and hyphens, a letter or digit first"),
        );
    }
    if *visible(&head.title) != head.title {
        problems.add(place, "the title holds a character that cannot be seen");
    }
    check_citations(text, problems);
    if regimes.iter().any(|regime| regime.id().eq_ignore_ascii_case(id)) {
        problems.add(place, format!("`{}` is the name of a regime or of another agreement", visible(id)));
    }
    if file.ceiling.as_ref().is_some_and(|ceiling| ceiling.get_ref().days == 0) {
        let byte = file.ceiling.as_ref().map_or(0, |ceiling| ceiling.span().start);
        problems.add(byte, "under a ceiling of no days nothing is charged: name no regime instead");
    }
    if base.extends().is_some() {
        problems.add(head.extends.span().start, "an agreement extends a regime, not another agreement");
    }
    let (from, to) = head.days();
    if to < from {
        problems.add(head.to.span().start, "the agreement ends before it begins");
    }
    let coverage = base.title().1;
    for (day, byte) in [(from, head.from.span().start), (to, head.to.span().start)] {
        if !(coverage.from..=coverage.to).contains(&day) {
            let days = format!("{} to {}", coverage.from, coverage.to);
            problems.add(byte, format!("{day} is outside of the days for which `{}` was read: {days}", base.id()));
        }
    }
    let sets = [file.price.len(), file.free_days.len(), file.cut_off.len()].iter().sum::<usize>();
    if sets == 0 && file.threshold.is_none() && file.ceiling.is_none() {
        problems.add(0, "it sets no value: `price`, `free_days`, `cut_off`, `threshold` or `ceiling`");
    }
}

impl AnyRegime {
    /// The regime with the values of an agreement; what cannot be set is among the problems.
    fn extended(&self, file: &AgreementFile, place: AgreementText<'_>, changes: &mut AgreedChanges) -> Self {
        match self {
            Self::Notices(regime) => Self::Notices(Box::new(notices::extended(regime, file, place, changes))),
            Self::Readiness(regime) => Self::Readiness(Box::new(readiness::extended(regime, file, place, changes))),
            Self::GroupMean(regime) => Self::GroupMean(Box::new(group_mean(regime, file, place, changes))),
        }
    }

    /// The regime that it extends, if it is one of an agreement.
    pub fn extends(&self) -> Option<&str> {
        match self {
            Self::Notices(regime) => regime.extends.as_deref(),
            Self::Readiness(regime) => regime.extends.as_deref(),
            Self::GroupMean(regime) => regime.extends.as_deref(),
        }
    }

    /// Leaves days to an agreement that extends it.
    pub(super) fn give_way(&mut self, agreement: &Self) {
        if let Self::Readiness(regime) = self {
            regime.gives_way.push(agreement.days());
        }
    }

    /// Whether it charges the days of one span and gives none of them away.
    pub(super) fn has_one_span(&self) -> bool {
        matches!(self, Self::Notices(_))
    }

    /// The first and last day of an agreement, and of a law of notices the days that it charges.
    pub(super) fn days(&self) -> (Day, Day) {
        match self {
            Self::Notices(regime) => regime.charges(),
            _ => (self.title().1.from, self.title().1.to),
        }
    }
}

/// The file of an agreement: its path, its text, and the hash of both it and the regime.
type AgreementText<'p> = (&'p Path, &'p str, &'p str);

fn group_mean(
    base: &GroupMeanRegime,
    agreed: &AgreementFile,
    (path, _, hash): AgreementText<'_>,
    changes: &mut AgreedChanges,
) -> GroupMeanRegime {
    let mut file = base.file.clone();
    let head = &agreed.agreement;
    (file.regime.id, file.regime.title) = (head.id.get_ref().clone(), head.title.clone());
    file.regime.duty = duty(head);
    file.coverage = coverage(head);
    for (name, spans) in [
        ("price", agreed.price.iter().map(toml::Spanned::span).collect::<Vec<_>>()),
        ("free_days", agreed.free_days.iter().map(toml::Spanned::span).collect()),
        ("cut_off", agreed.cut_off.iter().map(toml::Spanned::span).collect()),
        ("ceiling", agreed.ceiling.iter().map(toml::Spanned::span).collect()),
    ] {
        spans.into_iter().for_each(|span| changes.refuse(span.start, base.id(), name));
    }
    if let Some(threshold) = agreed.threshold.as_ref().map(toml::Spanned::get_ref) {
        let before = file.threshold_days.value;
        file.threshold_days =
            Cited { value: i32::from(threshold.days), cite: threshold.cite.clone(), grade: threshold.grade };
        changes.days("threshold", before, threshold);
    }
    let (hash, path) = (hash.to_owned(), path.display().to_string());
    GroupMeanRegime { file, hash, path, extends: Some(base.id().to_owned()) }
}

/// That the charge rests on the agreement.
fn duty(head: &AgreementHead) -> Cited<Duty> {
    Cited { value: Duty::Agreed, cite: head.cite.clone(), grade: head.grade }
}

/// The days of the agreement as a window of law.
fn window(head: &AgreementHead) -> Window {
    let (from, to) = head.days();
    Window { from, to: Some(to), cite: head.cite.clone(), grade: head.grade }
}

fn coverage(head: &AgreementHead) -> Coverage {
    let why = format!("the days of the agreement; else as `{}`", head.extends.get_ref());
    let (from, to) = head.days();
    Coverage { from, to, why }
}
