//! Series for control charts.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;

fn body(bytes: &[u8]) {
    let _ = beddays::spc::read(Path::new("fuzzed.csv"), bytes);
}

fuzz_target!(|bytes: &[u8]| body(bytes));
