//! FHIR R4 encounters as JSON.

#![no_main]

use beddays::intake::profile;
use beddays_fuzz::check;
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    check(bytes, &profile::named("fhir-r4-encounter").expect("the profile is built in"));
}

fuzz_target!(|bytes: &[u8]| body(bytes));
