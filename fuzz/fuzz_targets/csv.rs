//! CSV by the profile of the neutral feed.

#![no_main]

use beddays_fuzz::{check, feed};
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    check(bytes, feed());
}

fuzz_target!(|bytes: &[u8]| body(bytes));
