//! JSON: arrays of objects, an object, an object a line.

#![no_main]

use beddays_fuzz::{check, feed};
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    check(bytes, feed());
    // As the only line among others, so that one broken line is seen to break no other.
    check(&[b"{\"stay_id\":\"S1\"}\n", bytes, b"\n{\"stay_id\":\"S2\"}\n"].concat(), feed());
}

fuzz_target!(|bytes: &[u8]| body(bytes));
