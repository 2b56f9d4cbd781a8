//! No floating point where money and days are worked out (C4): a penny or a day that was rounded twice is found by nobody.

use std::fs;
use std::path::{Path, PathBuf};

use crate::house::tidy::sources;

/// The rooms and files in which no number is a float. `container/xlsx/date.rs` is not among them: a workbook itself keeps its
/// days as floats, and they are days from there on.
const EXACT: [&str; 13] = [
    "src/liability",
    "src/counting",
    "src/regime",
    "src/calendar.rs",
    "src/store/ledger",
    "src/store/ledger.rs",
    "src/domain/day.rs",
    "src/domain/moment.rs",
    "src/domain/money.rs",
    "src/domain/ledger.rs",
    "src/domain/claim.rs",
    "src/domain/counted.rs",
    "src/intake/profile/dates.rs",
];

/// The code of a file, line by line, without comments and texts.
fn code(text: &str) -> String {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let plain = code.replace("'\"'", "' '").replace("\\\"", "  ");
    let parts = plain.split('"').enumerate();
    // Of a text its line ends are left, so that lines keep their numbers.
    parts.map(|(n, part)| if n % 2 == 0 { part.to_owned() } else { "\n".repeat(part.matches('\n').count()) }).collect()
}

/// The signs of a float in a line of code: its types, a number with a point, and what only floats can do.
fn float_in(line: &str) -> Option<&'static str> {
    let bytes = line.as_bytes();
    let has_point = (1..bytes.len().saturating_sub(1)).any(|at| {
        let starts = |end: usize| bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let of_a_field = starts(at) < at && matches!(bytes[at - 1 - starts(at)], b'.' | b'_' | b'a'..=b'z');
        bytes[at] == b'.' && bytes[at - 1].is_ascii_digit() && bytes[at + 1].is_ascii_digit() && !of_a_field
    });
    let signs = ["f32", "f64", ".powi(", ".powf(", ".sqrt(", ".round(", ".floor(", ".ceil("];
    signs.into_iter().find(|sign| line.contains(sign)).or(has_point.then_some("a number with a point"))
}

fn exact_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |place: &str| if place.ends_with(".rs") { vec![root.join(place)] } else { sources(place) };
    EXACT.iter().flat_map(|place| files(place)).collect()
}

#[test]
fn no_float_decides_a_day_or_a_penny() {
    let files = exact_files();
    assert!(files.len() > 45, "{}", files.len());
    for path in files {
        for (number, line) in code(&fs::read_to_string(&path).unwrap()).lines().enumerate() {
            let found = float_in(line);
            assert!(found.is_none(), "{}:{}: {} in {line}", path.display(), number + 1, found.unwrap_or_default());
        }
    }
    for (line, is_float) in [
        ("let share = 0.5;", true),
        ("let day: f64 = of(text);", true),
        ("let last = pair.0.1;", false),
        ("for n in 0..10 {", false),
        ("let text = \"0.5\"; // 0.5", false),
    ] {
        assert_eq!(float_in(&code(line)).is_some(), is_float, "{line}");
    }
    // Clippy holds the same wherever one number is worked out from others.
    for place in EXACT.iter().filter(|place| !place.ends_with("store/ledger")) {
        let path = if place.ends_with(".rs") { (*place).to_owned() } else { format!("{place}/mod.rs") };
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        assert!(text.contains("#![deny(clippy::float_arithmetic)]"), "{path}");
    }
}

/// What money is added up by in SQL: whole numbers, all the way.
#[test]
fn no_model_makes_a_float_of_money() {
    for model in beddays::query::Models::all() {
        for line in model.sql.lines().filter(|line| line.contains("amount") || line.contains("minor")) {
            let line = line.to_lowercase();
            assert!(!line.contains("double") && !line.contains(" / "), "{}: {line}", model.name);
        }
    }
}

/// Money is added and multiplied by checked operations alone: a plain `+` of amounts and an index are not even built (J7).
#[test]
fn money_has_no_sum_that_could_wrap_and_no_index() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain/money.rs")).unwrap();
    for lint in ["clippy::float_arithmetic", "clippy::arithmetic_side_effects", "clippy::indexing_slicing"] {
        let is_denied = |line: &str| line.starts_with("#![deny(") && line.contains(lint);
        assert!(text.lines().any(is_denied), "{lint} is not denied in money.rs");
    }
    assert!(text.contains("checked_add") && text.contains("checked_mul"));
    let release = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(release.split("[profile.release]").nth(1).unwrap().contains("overflow-checks = true"));
}
