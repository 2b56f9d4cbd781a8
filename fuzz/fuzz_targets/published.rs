//! Official publications as CSV.

#![no_main]

use beddays::published::{self, PublicationContext};
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    if let Ok(read) = published::read_text(bytes, &PublicationContext { file: "fuzzed", sha256: "", ..PublicationContext::default() }) {
        let receipt = &read.receipt;
        assert_eq!(receipt.read, receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates);
    }
}

fuzz_target!(|bytes: &[u8]| body(bytes));
