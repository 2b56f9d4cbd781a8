//! The worked cases of the law notes, and the regime files themselves.

use std::path::Path;

use beddays::regime::Library;
use beddays::vectors;

fn all_pass(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law").join(file);
    let rows = vectors::read(&path).unwrap();
    let outcomes = vectors::run(&rows, &Library::built_in().unwrap());
    assert_eq!(outcomes.mismatches, [], "{file}");
    assert_eq!(outcomes.passed, rows.len());
}

#[test]
fn every_vector_of_2003_passes() {
    all_pass("england-2003.csv");
}

#[test]
fn every_vector_of_2014_passes() {
    all_pass("england-2014.csv");
}
