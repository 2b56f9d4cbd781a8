//! The process that reads a file: its limits, bombs, and every way in which it can die, hang or lie.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use beddays::files::container;
use beddays::files::container::{Limits, OpenRequest, Opened, ProcessReader};
use beddays::files::refusal::Refusal;
use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compression, Crc, FlushCompress};
use tempfile::TempDir;

use crate::intake::container::{bytes, reader, wanted};
use crate::intake::container_workbook::workbook;

/// A gigabyte of spaces, deflated: blocks that stand for themselves, the same a thousand times.
fn gigabyte() -> (Vec<u8>, u64) {
    let block = vec![b' '; 1 << 20];
    let mut packed = Vec::with_capacity(1 << 16);
    let mut deflate = flate2::Compress::new(Compression::best(), false);
    deflate.compress_vec(&block, &mut packed, FlushCompress::Full).unwrap();
    let last = DeflateEncoder::new(Vec::new(), Compression::fast()).finish().unwrap();
    let mut all = packed.repeat(1024);
    all.extend(last);
    (all, 1 << 30)
}

/// A part of an archive: its name, its packed bytes, and the size and the sum that the archive declares.
type Part = (&'static str, Vec<u8>, u32, u32);

/// A ZIP archive by hand, so that it can lie.
fn archive(parts: &[Part]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, packed, size, sum) in parts {
        let offset = file.len() as u32;
        // Version, flags, method 8 (deflate), time, sum, sizes, length of the name, no more fields.
        let mut head = vec![20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0];
        head.extend([*sum, packed.len() as u32, *size].into_iter().flat_map(u32::to_le_bytes));
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        file.extend([b"PK\x03\x04", &head[..], name.as_bytes(), packed].concat());
        directory.extend([b"PK\x01\x02\x14\0", &head[..], &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat());
    }
    let count = (parts.len() as u16).to_le_bytes();
    let (at, size) = ((file.len() as u32).to_le_bytes(), (directory.len() as u32).to_le_bytes());
    file.extend(directory);
    file.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &at, &[0, 0]].concat());
    file
}

fn honest(name: &'static str, text: &str) -> Part {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    let mut sum = Crc::new();
    sum.update(text.as_bytes());
    (name, encoder.finish().unwrap(), text.len() as u32, sum.sum())
}

/// A workbook whose only sheet is a gigabyte, which it declares or not.
fn zip_bomb(declared: u32) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        format!("<Relationships><Relationship Id=\"s\" Type=\"t/{kind}\" Target=\"{target}\"/></Relationships>")
    };
    let mut sheet = Vec::with_capacity(1 << 10);
    let mut deflate = flate2::Compress::new(Compression::fast(), false);
    deflate.compress_vec(b"<worksheet><sheetData>", &mut sheet, FlushCompress::Full).unwrap();
    sheet.extend(gigabyte().0);
    archive(&[
        honest("_rels/.rels", &relation("officeDocument", "xl/workbook.xml")),
        honest("xl/_rels/workbook.xml.rels", &relation("worksheet", "sheet.xml")),
        honest("xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" r:id=\"s\"/></sheets></workbook>"),
        ("xl/sheet.xml", sheet, declared, 0),
    ])
}

fn gzip_bomb() -> Vec<u8> {
    let (packed, size) = gigabyte();
    let header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    [&header[..], &packed, &Crc::new().sum().to_le_bytes(), &(size as u32).to_le_bytes()].concat()
}

/// Rows of three cells.
fn long_sheet(rows: usize) -> Vec<u8> {
    let mut sheet = String::from("<sheetData>");
    for row in 1..=rows {
        sheet += &format!(
            "<row r=\"{row}\"><c t=\"str\"><v>a{row}</v></c><c><v>{row}</v></c><c t=\"str\"><v>c</v></c></row>"
        );
    }
    workbook(&[("S", "visible", &(sheet + "</sheetData>"))], "", &[])
}

fn hostile(name: &str) -> (Vec<u8>, &'static str) {
    match name {
        "zip" => (zip_bomb((1 << 30) + 30), "F_ZIP_RATIO"),
        "liar" => (zip_bomb(100), "F_DAMAGED"),
        "gzip" => (gzip_bomb(), "F_ZIP_RATIO"),
        "laughs" => (bytes("bad-inputs/xlsx/x11_billion_laughs.xlsx"), "F_XML_DOCTYPE"),
        "corner" => (bytes("bad-inputs/xlsx/x13_far_corner.xlsx"), "F_SHEET_SIZE"),
        "depth" => (b"[".repeat(10_000_000), "F_JSON"),
        _ => panic!("no such file"),
    }
}

/// Not a test of its own: what the next one runs as a process, to see what memory the asking side takes.
#[test]
#[ignore = "run by bombs_are_refused_within_seconds_and_little_memory"]
fn ask_about_one_hostile_file() {
    let name = std::env::var("HOSTILE_FILE").unwrap();
    let (file, code) = hostile(&name);
    let start = Instant::now();
    let refusal = container::open(&file, &OpenRequest::default(), &reader()).unwrap_err();
    assert_eq!(refusal.code, code, "{refusal:?}");
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.split_whitespace().next().unwrap().parse().unwrap();
    println!("{name}: {code} in {:?}, at most {kilobytes} kB", start.elapsed());
    assert!(kilobytes < 200_000, "{name}: {kilobytes} kB");
    // A build without optimisation takes several times what the program takes.
    assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
}

#[test]
fn bombs_are_refused_within_seconds_and_little_memory() {
    for name in ["zip", "liar", "gzip", "laughs", "corner", "depth"] {
        let mut asker = Command::new(std::env::current_exe().unwrap());
        asker.args(["--exact", "intake::container_process::ask_about_one_hostile_file", "--ignored", "--nocapture"]);
        let said = asker.env("HOSTILE_FILE", name).output().unwrap();
        let words = String::from_utf8_lossy(&said.stdout);
        assert!(said.status.success(), "{name}: {words}{}", String::from_utf8_lossy(&said.stderr));
        assert!(words.contains("1 passed"), "{words}");
    }
}

#[test]
fn a_sheet_of_seventy_thousand_rows_is_read_whole() {
    let Opened::Grid(grid) = container::open(&long_sheet(70_000), &OpenRequest::default(), &reader()).unwrap() else {
        panic!("no grid")
    };
    assert_eq!(grid.records.len(), 69_999);
    assert_eq!(grid.records[69_998].cells[0].text, "a70000");
}

#[test]
fn too_little_memory_is_an_answer_and_no_crash() {
    let little = reader().with_limits(Limits { memory: 32 << 20, seconds: 30 });
    let file = [b"[".repeat(40 << 20), b"]".to_vec()].concat();
    let refusal = container::open(&file, &OpenRequest::default(), &little).unwrap_err();
    assert_eq!(refusal.code, "F_TOO_BIG", "{refusal:?}");
    assert!(refusal.what.contains("more memory than 32 MB"), "{}", refusal.what);
}

#[test]
fn the_process_has_no_core_no_files_and_only_its_memory_and_time() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_beddays"))
        .args(["read-contained", "--memory", "700000000", "--seconds", "9"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // Where this went to a file, words on it would go over the limit on files.
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let limits = PathBuf::from(format!("/proc/{}/limits", child.id()));
    let wanted = [
        ("Max cpu time", "9", "10"),
        ("Max file size", "0", "0"),
        ("Max core file size", "0", "0"),
        ("Max open files", "3", "3"),
        ("Max address space", "700000000", "700000000"),
    ];
    let holds = |text: &str| {
        wanted.iter().all(|(name, soft, hard)| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().take(2).eq([*soft, *hard])
        })
    };
    let start = Instant::now();
    while !holds(&fs::read_to_string(&limits).unwrap()) {
        let text = fs::read_to_string(&limits).unwrap();
        assert!(start.elapsed() < Duration::from_secs(20), "the process did not limit itself:\n{text}");
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(74), "no question, no answer");
}

/// A program in the place of the reader that does as it is told.
fn impostor(folder: &TempDir, script: &str) -> ProcessReader {
    let path = folder.path().join("impostor");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    ProcessReader::with_program(path).with_limits(Limits { memory: 16 << 20, seconds: 2 })
}

#[test]
fn a_process_that_dies_hangs_or_lies_is_a_clear_refusal() {
    let table = [
        ("exec /bin/sleep 100", "F_TOO_SLOW", "longer than 2 seconds"),
        ("cat >/dev/null; exec /bin/sleep 100", "F_TOO_SLOW", "longer than 2 seconds"),
        ("exec 1>&-; exec /bin/sleep 100", "F_READER", "killed"),
        ("echo garbage", "F_DAMAGED", "makes no sense"),
        ("exec /usr/bin/yes", "F_DAMAGED", "makes no sense"),
        ("exec /bin/cat /dev/zero", "F_DAMAGED", "makes no sense"),
        ("exec /bin/cat", "F_DAMAGED", "makes no sense"),
        ("printf 'bd1\\ngarbage'; exec /bin/cat /dev/zero", "F_DAMAGED", "makes no sense"),
        ("printf 'bd1\\nt\\377\\377\\377\\377\\017'; exec /bin/cat /dev/zero", "F_TOO_BIG", "16 MB came back"),
        ("printf 'bd1\\ng\\001'", "F_DAMAGED", "without an answer"),
        ("printf 'bd1\\nr\\000\\000\\006F_MINE\\000\\000\\000end\\n'", "F_DAMAGED", "makes no sense"),
        ("exit 3", "F_DAMAGED", "without an answer"),
        ("kill -9 $$", "F_READER", "killed from outside"),
        ("printf 'bd1\\ng'; kill -9 $$", "F_READER", "killed from outside"),
        ("kill -11 $$", "F_DAMAGED", "died of it (signal 11)"),
        ("echo memory allocation of 1 bytes failed >&2; kill -6 $$", "F_TOO_BIG", "more memory than 16 MB"),
        ("kill -24 $$", "F_TOO_SLOW", "longer than 2 seconds"),
    ];
    let (question, folder) = (b"[{\"a\":1}]".repeat(20_000), TempDir::new().unwrap());
    for (script, code, words) in table {
        let start = Instant::now();
        let refusal = container::open(&question, &wanted("a.json"), &impostor(&folder, script)).unwrap_err();
        assert_eq!(refusal.code, code, "{script}: {refusal:?}");
        assert!(refusal.what.contains(words), "{script}: {}", refusal.what);
        assert!(!refusal.hint.is_empty());
        assert!(start.elapsed() < Duration::from_secs(10), "{script} took {:?}", start.elapsed());
    }
    let refusal = container::open(&question, &wanted("a.json"), &ProcessReader::with_program("/nowhere")).unwrap_err();
    assert_eq!(refusal.code, "F_READER");
}

#[test]
fn the_real_process_killed_in_the_middle_is_a_clear_refusal() {
    let folder = TempDir::new().unwrap();
    // The real reader gets half of the question, waits for the rest, and is gone.
    let program = Path::new(env!("CARGO_BIN_EXE_beddays")).display();
    let half = "head -c 4000000 <&3; exec 3<&- 0<&- 2>&-; exec sleep 2";
    let script = format!("exec 3<&0; {{ {half}; }} | {program} \"$@\" & sleep 0.3; kill -9 $!; kill -9 $$");
    let question = b"[{\"a\":1}]".repeat(1_000_000);
    let reader = impostor(&folder, &script).with_limits(Limits { memory: 512 << 20, seconds: 20 });
    let refusal = container::open(&question, &wanted("a.json"), &reader).unwrap_err();
    assert_eq!(refusal.code, "F_READER", "{refusal:?}");
}

#[test]
fn gzip_of_many_members_is_joined_and_a_cut_or_a_wrong_sum_is_refused() {
    let pack = |text: &str| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let (first, second) = (pack("a,b\n1,"), pack("2\n"));
    fn open<'b>(bytes: &'b [u8], name: &str) -> Result<Opened<'b>, Refusal> {
        container::open(bytes, &wanted(name), &reader())
    }
    let text = |bytes: &[u8]| match open(bytes, "a.csv.gz") {
        Ok(Opened::Text(text)) => String::from_utf8(text.into_owned()).unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(text(&[&*first, &*second].concat()), "a,b\n1,2\n");
    assert_eq!(text(&[&*first, &[0; 512]].concat()), "a,b\n1,", "tapes fill up with zeros");
    let mut wrong_sum = first.clone();
    let sum = wrong_sum.len() - 8;
    wrong_sum[sum] ^= 1;
    let table = [
        (first[..first.len() - 1].to_vec(), "F_TRUNCATED"),
        (first[..first.len() / 2].to_vec(), "F_TRUNCATED"),
        ([&*first, &second[..5]].concat(), "F_TRUNCATED"),
        ([&*first, b"garbage"].concat(), "F_DAMAGED"),
        (wrong_sum, "F_DAMAGED"),
        (pack("[{}]"), "F_FORMAT"),
    ];
    for (index, (bytes, code)) in table.into_iter().enumerate() {
        assert_eq!(open(&bytes, "a.csv.gz").unwrap_err().code, code, "case {index}");
    }
    let lines = pack("{\"a\":1}\n");
    let lines = open(&lines, "a.ndjson.gz").unwrap();
    assert!(matches!(lines, Opened::Grid(grid) if grid.records.len() == 1));
    let twice = GzEncoder::new(Vec::new(), Compression::fast());
    let twice = {
        let mut twice = twice;
        twice.write_all(&first).unwrap();
        twice.finish().unwrap()
    };
    assert_eq!(open(&twice, "").unwrap_err().code, "F_FORMAT");
}
