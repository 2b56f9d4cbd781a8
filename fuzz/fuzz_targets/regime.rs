//! Files of law, of counting conventions and of disclosure.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;

use beddays::disclosure::DisclosureRule;
use beddays::regime::{Convention, Regime};

fn body(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let path = Path::new("fuzzed.toml");
    let _ = Regime::parse(path, text);
    let _ = Convention::parse(path, text);
    let _ = DisclosureRule::parse(path, text);
}

fuzz_target!(|bytes: &[u8]| body(bytes));
