//! What the targets share: a file read as `beddays check` reads it, in this very process, and held to its counts.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use beddays::domain::Authorities;
use beddays::files::container::{FileKind, formats};
use beddays::intake::open::open_delivery::OpenDelivery;
use beddays::intake::profile::{self, Profile};
use beddays::intake::Rules;
use beddays::settle::take;
use beddays::store::sha256;

static FEED: LazyLock<Arc<Profile>> = LazyLock::new(|| {
    let text = include_str!("../../tests/profiles/bad-inputs.toml");
    profile::read(Path::new("bad-inputs.toml"), text).expect("the profile is right")
});

/// The profile of the neutral feed.
pub fn feed() -> &'static Arc<Profile> {
    &FEED
}

/// Reads a file by a profile. A refusal is an answer; a count that does not add up is not.
pub fn check(bytes: &[u8], profile: &Arc<Profile>) {
    // An old workbook can declare a size that ends the process; it is only ever read in a process with limits.
    if FileKind::of(bytes) == FileKind::Compound {
        return;
    }
    let hash = sha256(bytes);
    let Ok(opened) = OpenDelivery::open_by("fuzzed", &hash, bytes, profile, formats::read) else { return };
    let zone = jiff::tz::TimeZone::get("Europe/London").expect("the zone is built in");
    let as_of = "2026-04-15".parse().ok();
    let rules = Rules { zone: &zone, key: &[0; 32], authorities: Authorities::england(), law: None };
    match take(&[opened.delivery(1, None)], &rules, as_of) {
        Ok(intake) => {
            let [receipt] = intake.receipts.as_slice() else { panic!("one file, one receipt") };
            assert_eq!(receipt.read, receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates);
            assert!(intake.findings.iter().all(|finding| finding.record <= receipt.read));
        }
        Err(error) => assert!(error.code().starts_with("F_"), "{error}"),
    }
}

/// A file that the first byte gives a profile, and the rest.
pub fn by_profile(bytes: &[u8]) -> Option<(&'static Arc<Profile>, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let profiles = profile::built_in().expect("the built-in profiles are right");
    let which = usize::from(*first) % (profiles.len() + 1);
    Some((profiles.get(which).unwrap_or(feed()), rest))
}
