//! Workbooks (XLSX). Old ones (XLS) never in this process: a forged size can end it.

#![no_main]

use beddays::files::container::{Kind, Wanted, formats};
use beddays_fuzz::{check, feed};
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    if Kind::of(bytes) != Kind::Zip {
        return;
    }
    check(bytes, feed());
    let _ = formats::read(bytes, &Wanted { every_sheet: true, ..Wanted::default() });
}

fuzz_target!(|bytes: &[u8]| body(bytes));
