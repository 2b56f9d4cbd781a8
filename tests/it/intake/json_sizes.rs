//! JSON of hostile size at the program itself (test I3): depth, width, one endless string. Refused or read in time, with
//! a stack of 8 MB.

use std::io::{BufWriter, Write};
use std::process::Command;

use crate::support::harness::said;

const HUNDRED_MEGABYTES: usize = 100 << 20;

fn write(name: &str, to: &mut impl Write) {
    let repeat = |to: &mut dyn Write, piece: &[u8], count: usize| (0..count).for_each(|_| to.write_all(piece).unwrap());
    let kilobyte = |letter: u8| vec![letter; 1 << 10];
    match name {
        "arrays" => repeat(to, &kilobyte(b'['), HUNDRED_MEGABYTES >> 10),
        "objects" => repeat(to, b"{\"a\":", HUNDRED_MEGABYTES / 5),
        "line" => {
            to.write_all(b"{\"stay_id\":\"S1\",\"note\":").unwrap();
            repeat(to, &kilobyte(b'['), HUNDRED_MEGABYTES >> 10);
            to.write_all(b"\n{\"stay_id\":\"S2\"}\n").unwrap();
        }
        "fhir" => {
            to.write_all(b"{\"resourceType\":\"Bundle\",\"entry\":").unwrap();
            repeat(to, b"[{\"a\":", HUNDRED_MEGABYTES / 6);
        }
        "keys" => {
            to.write_all(b"[{\"stay_id\":\"S1\"").unwrap();
            (0..1_000_000).for_each(|key| write!(to, ",\"k{key}\":{key}").unwrap());
            to.write_all(b"}]").unwrap();
        }
        "string" | "fhir string" => {
            let head: &[u8] =
                if name == "string" { b"[{\"stay_id\":\"" } else { b"{\"resourceType\":\"Encounter\",\"id\":\"" };
            to.write_all(head).unwrap();
            repeat(to, &kilobyte(b'x'), HUNDRED_MEGABYTES >> 10);
            to.write_all(if name == "string" { b"\"}]" } else { b"\"}" }).unwrap();
        }
        "number" => {
            to.write_all(b"[{\"stay_id\":").unwrap();
            repeat(to, &kilobyte(b'7'), HUNDRED_MEGABYTES >> 10);
            to.write_all(b"}]").unwrap();
        }
        _ => panic!("no such file"),
    }
}

#[test]
fn depth_width_and_length_are_refused_or_read_in_time() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["arrays", "objects", "line", "fhir", "keys", "string", "fhir string", "number"] {
        let profile = if name.starts_with("fhir") { "fhir-r4-encounter" } else { "native-stay" };
        let path = folder.path().join("big");
        let mut file = BufWriter::new(std::fs::File::create(&path).unwrap());
        write(name, &mut file);
        drop(file);
        let mut command = Command::new("/bin/sh");
        command.args([
            "-c",
            "ulimit -s 8192; ulimit -v 4000000; ulimit -t 60; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_beddays"),
        ]);
        command.args(["check", "--json", "--profile", profile]).arg(&path);
        let said = said(&mut command);
        println!("{name}: {:?}: {}", said.exit, said.stderr.chars().take(120).collect::<String>());
        assert!(matches!(said.exit, Some(65 | 1)), "{name}: {:?} {}", said.exit, said.stderr);
        assert!(said.stdout.len() + said.stderr.len() < 100_000, "{name}: the answer is short");
    }
}
