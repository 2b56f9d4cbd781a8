//! JSON as records: what a line or an object may be, what rejects it alone, and what refuses the file.

use std::time::{Duration, Instant};

use beddays::files::container::{OpenRequest, Opened, formats};
use beddays::files::grid::{CellKind, Grid};
use beddays::files::refusal::Refusal;
use proptest::prelude::*;

fn read(text: impl AsRef<[u8]>) -> Result<Grid, Refusal> {
    match formats::read(text.as_ref(), &OpenRequest::default())? {
        Opened::Grid(grid) => Ok(grid),
        Opened::Text(_) => panic!("not taken for JSON: {}", String::from_utf8_lossy(text.as_ref())),
    }
}

fn code(grid: &Grid, record: usize) -> Option<&str> {
    grid.records[record].problem.as_ref().map(|problem| &*problem.code)
}

#[test]
fn a_line_that_is_no_flat_object_is_rejected_alone() {
    let table: [(&[u8], &str); 24] = [
        (b"{\"a\":1", "R_JSON"),
        (b"{\"a\":1},", "R_JSON"),
        (b"{\"a\":1} {\"a\":2}", "R_JSON"),
        (b"{\"a\":1,}", "R_JSON"),
        (b"{'a':1}", "R_JSON"),
        (b"{a:1}", "R_JSON"),
        (b"{\"a\" 1}", "R_JSON"),
        (b"{\"a\":}", "R_JSON"),
        (b"{\"a\":01}", "R_JSON"),
        (b"{\"a\":1.}", "R_JSON"),
        (b"{\"a\":.5}", "R_JSON"),
        (b"{\"a\":+1}", "R_JSON"),
        (b"{\"a\":NaN}", "R_JSON"),
        (b"{\"a\":True}", "R_JSON"),
        (b"{\"a\":\"x}", "R_JSON"),
        (b"{\"a\":\"\\q\"}", "R_JSON"),
        (b"{\"a\":\"\\u12g4\"}", "R_JSON"),
        (b"{\"a\":\"tab\there\"}", "R_JSON"),
        (b"{\"a\":{\"b\":1}}", "R_JSON"),
        (b"{\"a\":[]}", "R_JSON"),
        (b"{\"a\":1,\"a\":2}", "R_JSON"),
        (b"[1]", "R_JSON"),
        (b"{\"a\":\"\\udc00\\ud800\"}", "R_ENCODING"),
        (b"{\"a\":\"caf\xE9\"}", "R_ENCODING"),
    ];
    for (line, wanted) in table {
        let file = [b"{\"a\":\"first\"}\n", line, b"\r\n{\"a\":\"last\"}\n"].concat();
        let grid = read(&file).unwrap();
        let shown = String::from_utf8_lossy(line);
        assert_eq!(grid.records.len(), 3, "{shown}");
        assert_eq!((code(&grid, 0), code(&grid, 1), code(&grid, 2)), (None, Some(wanted), None), "{shown}");
        assert_eq!(grid.records[2].cells[0].text, "last", "{shown}");
        let wanted_at = (3, 14 + line.len() as u64 + 2);
        assert_eq!((grid.records[2].line, grid.records[2].offset), wanted_at, "{shown}");
    }
}

#[test]
fn values_keep_their_kind_and_their_spelling() {
    let table = [
        ("-0", CellKind::Number, "-0"),
        ("1E+2", CellKind::Number, "1E+2"),
        ("123456789012345678901234567890", CellKind::Number, "123456789012345678901234567890"),
        ("true", CellKind::Text, "true"),
        ("null", CellKind::Null, ""),
        ("\"\"", CellKind::Text, ""),
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", CellKind::Text, "\"\\/\u{8}\u{c}\n\r\t"),
        ("\"\\u00e9 \\ud83d\\ude00 \u{1F600}\"", CellKind::Text, "é \u{1F600} \u{1F600}"),
    ];
    for (value, kind, text) in table {
        let grid = read(format!("{{\"z\":1}}\n \t\n{{ \"a\" : {value} }}")).unwrap();
        assert_eq!(grid.columns, ["z", "a"]);
        assert_eq!((grid.records[1].cells[1].kind, &*grid.records[1].cells[1].text), (kind, text), "{value}");
        assert_eq!(grid.records[0].cells[1].kind, CellKind::Absent);
        assert_eq!(grid.records[1].line, 3);
        assert_eq!((&*grid.notes[0].code, &*grid.notes[0].message), ("W_BLANK", "1 blank line passed over"));
    }
}

#[test]
fn an_array_of_objects_is_the_same_and_a_fault_between_them_refuses_it() {
    let grid = read("\u{FEFF}[\n {\"a\": 1},\n {\"b\": \"x\",\n  \"a\": [1, {\"c\": [2]}]},\n 5\n]\n").unwrap();
    assert_eq!(grid.columns, ["a", "b"]);
    assert_eq!((code(&grid, 0), code(&grid, 1), code(&grid, 2)), (None, Some("R_JSON"), Some("R_JSON")));
    let places: Vec<_> = grid.records.iter().map(|record| (record.line, record.offset)).collect();
    assert_eq!(places, [(2, 6), (3, 17), (5, 54)]);
    assert_eq!(read("[]").unwrap_err().code, "F_EMPTY");
    let table = [
        ("[{\"a\":1},]", (1, 10)),
        ("[{\"a\":1}\n{\"a\":2}]", (2, 1)),
        ("[{\"a\":1}", (1, 9)),
        ("[{\"a\":1}] x", (1, 11)),
        ("[\n{\"a\":é}]", (2, 6)),
        ("{\n\"a\": 1\n}", (1, 1)),
        ("{\n\"a\": 1,\n", (3, 1)),
        ("\"text\"", (1, 1)),
        ("17", (1, 1)),
    ];
    for (text, place) in table {
        let refusal = read(text).unwrap_err();
        assert_eq!((refusal.code, refusal.place), ("F_JSON", Some(place)), "{text}: {}", refusal.what);
    }
    assert_eq!(read(b"\xFF\xFE[\0]\0").unwrap_err().code, "F_ENCODING");
}

#[test]
fn json_of_hostile_size_is_refused_or_read_in_seconds() {
    let deep = "[".repeat(1_000_000);
    let deep_objects = "{\"a\":".repeat(500_000);
    let keys: String = (0..200_000).map(|key| format!("\"k{key}\":1,")).collect();
    let half = |from: usize| (from..from + 8_500).map(|key| format!("\"k{key}\":1")).collect::<Vec<_>>().join(",");
    let wide = format!("{{{}}}\n{{{}}}\n", half(0), half(8_500));
    let long = "x".repeat(5_000_000);
    let table: [(String, Result<Option<&str>, &str>); 8] = [
        (deep.clone(), Err("F_JSON")),
        (format!("{{\"a\":{deep}"), Ok(Some("R_JSON"))),
        (deep_objects, Ok(Some("R_JSON"))),
        (format!("[{{\"a\":{deep}"), Err("F_JSON")),
        (format!("{{{keys}\"z\":1}}"), Ok(Some("R_JSON"))),
        (wide, Err("F_JSON")),
        (format!("{{\"a\":\"{long}\"}}"), Ok(Some("R_TOO_LONG"))),
        (format!("{{\"a\":{}}}", "7".repeat(1_000_000)), Ok(Some("R_TOO_LONG"))),
    ];
    for (index, (text, wanted)) in table.into_iter().enumerate() {
        let start = Instant::now();
        let found = read(&text);
        let found = found.as_ref().map(|grid| code(grid, 0)).map_err(|refusal| refusal.code);
        assert_eq!(found, wanted, "case {index}");
        assert!(start.elapsed() < Duration::from_secs(5), "case {index} took {:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What another writer of JSON writes comes back, as lines and as an array.
    #[test]
    fn what_another_program_writes_comes_back(rows in prop::collection::vec(prop::collection::vec((0_u8..6, ".*"), 1..6), 1..6)) {
        let objects: Vec<serde_json::Value> = rows.iter().map(|row| {
            row.iter().map(|(key, text)| (format!("k{key}"), serde_json::Value::from(text.as_str()))).collect::<serde_json::Map<_, _>>().into()
        }).collect();
        let lines: String = objects.iter().map(|object| format!("{object}\n")).collect();
        let array = serde_json::to_string_pretty(&objects).unwrap();
        for grid in [read(&lines).unwrap(), read(&array).unwrap()] {
            prop_assert_eq!(grid.records.len(), objects.len());
            for (record, object) in grid.records.iter().zip(&objects) {
                prop_assert_eq!(&record.problem, &None);
                for (name, cell) in grid.columns.iter().zip(&record.cells) {
                    match object.get(name) {
                        Some(value) => prop_assert_eq!(value.as_str(), Some(&*cell.text)),
                        None => prop_assert_eq!(cell.kind, CellKind::Absent),
                    }
                }
            }
        }
    }
}

#[test]
fn values_stand_64_deep_the_array_and_the_object_of_the_record_included() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |levels: usize| format!("{}1{}", open.repeat(levels), close.repeat(levels));
        let array = |levels: usize| read(format!("[{{\"a\":{}}},{{\"a\":1}}]", nested(levels - 2)));
        let grid = array(64).unwrap();
        assert_eq!((code(&grid, 0), code(&grid, 1)), (Some("R_JSON"), None), "no cell holds a list: {open}");
        let refusal = array(65).unwrap_err();
        assert!(refusal.code == "F_JSON" && refusal.what.contains("more than 64 deep"), "{}", refusal.what);
        let line = |levels: usize| {
            let grid = read(format!("{{\"a\":{}}}\n{{\"a\":1}}\n", nested(levels - 1))).unwrap();
            grid.records[0].problem.as_ref().unwrap().message.contains("more than 64 deep")
        };
        assert_eq!((line(64), line(65)), (false, true), "{open}");
    }
}
