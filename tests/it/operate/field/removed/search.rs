//! Looking for words in every byte of a folder, packed and encoded ones too, and the sums of every ledger in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write as _};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use parquet::file::reader::{FileReader, SerializedFileReader};

/// Where words stand: in names of files, and in bytes as they are, in UTF-16, in archives and in tables.
pub fn places(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    each_file(folder, &mut |path, bytes| {
        let name = path.strip_prefix(folder).unwrap().display().to_string();
        look(&name, name.as_bytes(), words, &mut found);
        look(&name, bytes, words, &mut found);
    });
    found
}

fn each_file(folder: &Path, take: &mut dyn FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { each_file(&path, take) } else { take(&path, &fs::read(&path).unwrap()) }
    }
}

fn look(name: &str, bytes: &[u8], words: &[&str], found: &mut Vec<String>) {
    for word in words {
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let narrow = word.as_bytes();
        let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        if has(narrow) || has(&wide) {
            found.push(format!("`{word}` in {name}"));
        }
    }
    if bytes.starts_with(b"\x1F\x8B") {
        let mut content = Vec::new();
        MultiGzDecoder::new(bytes).read_to_end(&mut content).unwrap();
        look(&format!("{name}/gzip"), &content, words, found);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let inner = format!("{name}/{}", part.name().unwrap());
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            look(&inner, &content, words, found);
        }
    }
    if bytes.starts_with(b"PAR1") {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let mut text = format!("{:?}", reader.metadata());
        reader.get_row_iter(None).unwrap().for_each(|row| text += &row.unwrap().to_string());
        look(&format!("{name}/rows"), text.as_bytes(), words, found);
    }
}

/// Days and pence by edition, status, payer and payee, of every ledger that is kept.
pub fn totals(project: &Path) -> BTreeMap<[String; 4], (u64, i64)> {
    let mut sums = BTreeMap::new();
    for entry in fs::read_dir(project.join("store/ledger")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ["-revisions-", "-positions-", "kept-counts-"].iter().any(|other| name.contains(other)) {
            continue;
        }
        let edition = name.rsplit_once('-').unwrap().0.to_owned();
        let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
        for row in reader.get_row_iter(None).unwrap() {
            let row = row.unwrap();
            let cells: BTreeMap<&str, String> =
                row.get_column_iter().map(|(name, cell)| (name.as_str(), cell.to_string())).collect();
            let cell = |name: &str| cells[name].clone();
            let sum: &mut (u64, i64) =
                sums.entry([edition.clone(), cell("status"), cell("payer_code"), cell("payee_code")]).or_default();
            *sum = (sum.0 + 1, sum.1 + cells["amount_minor"].parse::<i64>().unwrap());
        }
    }
    sums
}

#[test]
fn what_is_packed_is_searched_too() {
    let dir = tempfile::TempDir::new().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    put("plain", b"a CANARY-1 b");
    put("wide", &"CANARY-1".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    put("CANARY-1", b"");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(b"CANARY-1").unwrap();
    put("gz", &packed.finish().unwrap());
    assert_eq!(places(dir.path(), &["CANARY-1"]).len(), 4);
    assert_eq!(places(dir.path(), &["CANARY-2"]), Vec::<String>::new());
}
