//! Workbooks (XLSX). Old ones (XLS) never in this process: a forged size can end it.

#![no_main]

use beddays::files::container::{FileKind, OpenRequest, formats};
use beddays_fuzz::{check, feed};
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    if FileKind::of(bytes) != FileKind::Zip {
        return;
    }
    check(bytes, feed());
    let _ = formats::read(bytes, &OpenRequest { every_sheet: true, ..OpenRequest::default() });
}

fuzz_target!(|bytes: &[u8]| body(bytes));
