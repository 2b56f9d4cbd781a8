//! Profiles: how a file is read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;

use beddays::intake::profile;
use beddays_fuzz::check;

fn body(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(profile) = profile::read(Path::new("fuzzed.toml"), text) else { return };
    // A profile that was taken must be able to read any file.
    check(b"stay_id,nhs_number,provider_code\nST00000,9990000018,RZZ01\n", &profile);
}

fuzz_target!(|bytes: &[u8]| body(bytes));
