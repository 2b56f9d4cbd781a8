//! Notices between hospital and authority as XML.

#![no_main]

use beddays::intake::profile;
use beddays_fuzz::check;
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    check(bytes, &profile::named("scci2075").expect("the profile is built in"));
}

fuzz_target!(|bytes: &[u8]| body(bytes));
