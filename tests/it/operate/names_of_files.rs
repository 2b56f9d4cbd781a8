//! Names of files as others chose them: no line of ours is forged, coloured or reordered by one.

use crate::support::harness::{EVENTS, Folder, STAYS, Said};

/// Names that a terminal or a log would obey.
const NAMES: [&str; 4] = [
    "stays_\u{1b}[31mred\u{1b}[0m.csv",
    "stays_1\nread 9 = accepted 9 + rejected 0; published: yes.csv",
    "stays_\u{202e}vsc.exe.csv",
    "stays_\r\u{9b}2K\u{7}.csv",
];

#[track_caller]
fn is_plain(said: &Said, name: &str) {
    for text in [&said.stdout, &said.stderr] {
        let odd = |letter: char| (letter.is_control() && letter != '\n') || "\u{202e}\u{2066}".contains(letter);
        assert!(!text.contains(odd), "{name:?}: {text:?}");
        let forged = text.lines().any(|line| line.starts_with("read 9 = "));
        assert!(!forged, "{name:?}: {text}");
    }
}

#[test]
fn a_name_of_a_file_reaches_no_line_as_it_is() {
    for name in NAMES {
        let folder = Folder::with_stays();
        let path = format!("inbox/{name}");
        folder
            .put(&path, STAYS.replace("S1,", "T1,").replace("S2,", "T2,").replace("S3,", "T3,").replace("RZZ02", "?"));
        folder.put(&format!("inbox/odd_{name}"), EVENTS);
        for arguments in [
            &["check", &path][..],
            &["ingest", &path, "--dry-run"],
            &["ingest", &format!("inbox/odd_{name}")],
            &["run", "--month", "2018-03"],
            &["query", "select file from delivery"],
            &["query", "finding"],
            &["explain", "T3"],
            &["report", "statement", "--month", "2018-03"],
            &["verify"],
        ] {
            is_plain(&folder.run(arguments), name);
        }
        let rejects = folder.read("reports/2018-03/rejects.csv");
        assert!(rejects.contains("R_ORG") && !rejects.contains(|letter: char| letter.is_control() && letter != '\n'));
        assert!(rejects.lines().all(|line| line.starts_with('"')), "{rejects}");
    }
}
