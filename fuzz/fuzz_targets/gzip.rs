//! gzip: the bytes behind a right header, and as they are.

#![no_main]

use beddays_fuzz::{check, feed};
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    check(bytes, feed());
    check(&[&[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF], bytes].concat(), feed());
}

fuzz_target!(|bytes: &[u8]| body(bytes));
