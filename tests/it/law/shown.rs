//! What `beddays regimes show` says of each law and of the sample agreements, kept whole: whoever changes a law, or how it is shown, reads
//! the difference in lines of `tests/law/shown`. A new law needs no such file: whoever wants it kept writes it.

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
            let kept = format!("tests/law/shown/{name}.txt");
            if !here.join(&kept).exists() && std::env::var_os("BEDDAYS_WRITE").is_none() {
                continue;
            }
            let text = said(program().current_dir(here).args(["regimes", "show", &named])).exits(0).stdout;
            generated(&kept, &text);
            shown += 1;
        }
    }
    assert!(shown >= 12, "{shown}");
}

/// The list has a line for each law, with its title, its days, and what of it was not seen.
#[test]
fn every_law_is_a_line_of_the_list() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = said(program().current_dir(here).args(["regimes", "list"])).exits(0).stdout;
    let path = "tests/law/shown/list.txt";
    if std::env::var_os("BEDDAYS_WRITE").is_some() {
        return generated(path, &list);
    }
    let kept = std::fs::read_to_string(here.join(path)).unwrap();
    assert!(kept.lines().count() > 10, "{kept}");
    for line in kept.lines() {
        assert!(
            list.lines().any(|one| one == line),
            "`{line}` is not in the list: BEDDAYS_WRITE=1 writes {path} anew\n{list}"
        );
    }
}
