//! Random tables written in any dialect of CSV and read back (B3).

use beddays::files::csv_records::{CsvRecord, RecordScanner};
use beddays::files::text::Text;

use crate::settle::messages_support::Chance;

/// What cells are made of: what means something to a reader of CSV, and letters of several lengths.
const PIECES: [&str; 22] = [
    "a",
    "Z",
    "0",
    " ",
    "  ",
    ",",
    ";",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "\r",
    "'",
    "\\",
    "=",
    "#",
    "\u{e9}",
    "\u{1d11e}",
    "\u{2028}",
    "\u{feff}",
];

/// How a table is written.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    pub delimiter: u8,
    end: &'static str,
    encoding: usize,
    /// How many of ten cells are quoted without need.
    quoted: usize,
    ends_with_line: bool,
}

impl Dialect {
    pub fn random(chance: &mut Chance) -> Self {
        Self {
            delimiter: b",;\t|"[chance.below(4)],
            end: ["\n", "\r\n", "\r"][chance.below(3)],
            encoding: chance.below(4),
            quoted: [0, 3, 10][chance.below(3)],
            ends_with_line: chance.below(4) > 0,
        }
    }

    /// What every reader of CSV takes: commas, line feeds with or without a return, UTF-8 without a mark.
    pub fn plain(self) -> Self {
        let end = if self.end == "\r" { "\n" } else { self.end };
        Self { delimiter: b',', encoding: 0, end, ..self }
    }
}

/// A header of made-up names, and rows of the same width.
pub fn random_table(chance: &mut Chance) -> Vec<Vec<String>> {
    let width = 2 + chance.below(5);
    let header = (0..width).map(|column| format!("column_{column}")).collect();
    let mut cell = || (0..chance.below(5)).map(|_| PIECES[chance.below(PIECES.len())]).collect::<String>();
    let rows: Vec<Vec<String>> = (0..width * 2).map(|_| (0..width).map(|_| cell()).collect()).collect();
    let kept = chance.below(rows.len() + 1);
    [header].into_iter().chain(rows.into_iter().take(kept)).collect()
}

pub fn write(table: &[Vec<String>], dialect: Dialect, chance: &mut Chance) -> Vec<u8> {
    let delimiter = char::from(dialect.delimiter);
    let mut text = String::new();
    for (number, row) in table.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let needs = cell.contains(['"', '\n', '\r', delimiter]);
            if column > 0 {
                text.push(delimiter);
            }
            if needs || (number > 0 && chance.below(10) < dialect.quoted) {
                text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
            } else {
                text.push_str(cell);
            }
        }
        if number + 1 < table.len() || dialect.ends_with_line {
            text.push_str(dialect.end);
        }
    }
    let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    match dialect.encoding {
        0 => text.into_bytes(),
        1 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        2 => [b"\xFF\xFE".to_vec(), wide(u16::to_le_bytes)].concat(),
        _ => [b"\xFE\xFF".to_vec(), wide(u16::to_be_bytes)].concat(),
    }
}

/// The rows of a file as the reader cuts them.
pub fn read(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let (text, _) = Text::open(bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let (mut scanner, mut record) = (RecordScanner::new(text.bytes(), 0, delimiter), CsvRecord::default());
    let mut rows = Vec::new();
    while scanner.next(&mut record).unwrap() {
        assert_eq!(record.fault, None);
        let cell = |span: &beddays::files::csv_records::Span| {
            let cell = std::str::from_utf8(&text.bytes()[span.start..span.end]).unwrap();
            if span.doubled { cell.replace("\"\"", "\"") } else { cell.to_owned() }
        };
        rows.push(record.cells.iter().map(cell).collect());
    }
    rows
}

/// Goal: what was written is read. Method: 20,000 random tables in random dialects; a difference names its number.
#[test]
fn twenty_thousand_tables_come_back_from_every_dialect() {
    let mut cells = 0;
    for number in 0..20_000 {
        let mut chance = Chance(number * 7_919 + 1);
        let (table, dialect) = (random_table(&mut chance), Dialect::random(&mut chance));
        let bytes = write(&table, dialect, &mut chance);
        let found = read(&bytes, dialect.delimiter);
        assert_eq!(found, table, "table {number}, {dialect:?}");
        cells += table.iter().map(Vec::len).sum::<usize>();
    }
    assert!(cells > 400_000, "{cells}");
}
