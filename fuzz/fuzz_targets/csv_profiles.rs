//! CSV and others by every built-in profile; the first byte says which.

#![no_main]

use beddays_fuzz::{by_profile, check};
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    if let Some((profile, rest)) = by_profile(bytes) {
        check(rest, profile);
    }
}

fuzz_target!(|bytes: &[u8]| body(bytes));
