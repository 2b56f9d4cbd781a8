//! Reports in a real spreadsheet (G3): LibreOffice opens each workbook and table, works it out and saves it again. No cell is a
//! formula, and no text of a workbook is another one.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use beddays::report::{csv, xlsx};
use calamine::{Data, Reader, Xlsx};

use crate::report::fixture::statement;
use crate::report::model::everything_hostile;
use crate::store::child::have;

/// The texts of a workbook with how often each is there, and how many cells are formulas. Numbers are left out: a spreadsheet may
/// write a day as it likes. A line ends in one way to it, whatever the text had.
fn texts(bytes: &[u8]) -> (BTreeMap<String, usize>, usize) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let (mut texts, mut formulas) = (BTreeMap::new(), 0);
    for name in book.sheet_names() {
        formulas +=
            book.worksheet_formula(&name).unwrap().used_cells().filter(|(_, _, formula)| !formula.is_empty()).count();
        for (_, _, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            if let Data::String(text) = cell {
                *texts.entry(text.replace("\r\n", "\n")).or_default() += 1;
            }
        }
    }
    (texts, formulas)
}

/// Opens a file in LibreOffice and saves it as a workbook.
fn saved_again(folder: &Path, name: &str) -> Vec<u8> {
    let out = folder.join("saved");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut office = Command::new("soffice");
    office
        .args([&profile, "--headless", "--norestore", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .arg(folder.join(name));
    let output = office.output().unwrap();
    let saved = out.join(Path::new(name).with_extension("xlsx").file_name().unwrap());
    fs::read(&saved).unwrap_or_else(|error| panic!("{name}: {error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn a_real_spreadsheet_finds_no_formula_and_changes_no_text() {
    let test = "a_real_spreadsheet_finds_no_formula_and_changes_no_text";
    if !have("soffice", test) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, report) in [("plain", statement()), ("hostile", everything_hostile())] {
        let bytes = xlsx::write(&report).unwrap();
        fs::write(folder.path().join(format!("{name}.xlsx")), &bytes).unwrap();
        let saved = saved_again(folder.path(), &format!("{name}.xlsx"));
        let ((before, _), (after, formulas)) = (texts(&bytes), texts(&saved));
        assert_eq!(formulas, 0, "{name}");
        let changed: Vec<_> = before.iter().filter(|(text, count)| after.get(*text) != Some(count)).take(5).collect();
        assert!(changed.is_empty(), "{name}: {changed:?}");
        assert!(before.len() > 100, "{name}: {} texts", before.len());
        // The two tables with the most of a sender's own words.
        let tables = csv::write(&report).unwrap();
        for table in ["by_stay", "about"] {
            let (_, bytes) = tables.iter().find(|(file, _)| file.contains(table)).unwrap();
            let file = format!("{name}_{table}.csv");
            fs::write(folder.path().join(&file), bytes).unwrap();
            let (found, formulas) = texts(&saved_again(folder.path(), &file));
            assert_eq!(formulas, 0, "{file}");
            assert!(found.len() > 10, "{file}: {} texts", found.len());
        }
    }
    // The same spreadsheet does find a formula where there is one.
    fs::write(folder.path().join("formula.csv"), "a,b\n=1+1,x\n").unwrap();
    assert_eq!(texts(&saved_again(folder.path(), "formula.csv")).1, 1, "the test proves nothing");
}
