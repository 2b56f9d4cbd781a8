//! What `beddays regimes show` says of each law and of the sample agreements, kept whole: whoever changes a law, or how it is shown, reads
//! the difference in lines of `tests/law/shown`.

use std::path::Path;

use crate::house::documents::generated;
use crate::support::harness::{program, said};

#[test]
fn every_law_is_shown_as_it_was_read() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shown = 0;
    for (folder, of) in [("regimes/liability", "law"), ("data-samples/agreements", "agreement")] {
        for file in std::fs::read_dir(here.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
            let named = if of == "law" { name.clone() } else { format!("{folder}/{name}.toml") };
            let text = said(program().current_dir(here).args(["regimes", "show", &named])).exits(0).stdout;
            generated(&format!("tests/law/shown/{name}.txt"), &text);
            shown += 1;
        }
    }
    assert!(shown >= 12, "{shown}");
}
