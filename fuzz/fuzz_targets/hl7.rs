//! HL7 version 2 messages.

#![no_main]

use beddays::intake::profile;
use beddays_fuzz::check;
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    let profile = profile::named("hl7-adt").expect("the profile is built in");
    check(bytes, &profile);
    check(&[b"MSH|^~\\&|", bytes].concat(), &profile);
}

fuzz_target!(|bytes: &[u8]| body(bytes));
