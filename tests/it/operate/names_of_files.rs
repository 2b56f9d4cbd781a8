//! Names of files as others chose them: no line of ours is forged, coloured or reordered by one.

use crate::report::fixture::{LOGS, payloads};
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

/// Goal: no text of a sender's forges, hides or moves a line (G6). Method: each of the 22 texts in a cell, in a header and in the
/// name of a file; with `--json` every answer is JSON.
#[test]
fn no_text_in_a_cell_a_header_or_a_name_reaches_a_terminal_or_a_log_as_it_is() {
    let texts = payloads(LOGS);
    assert_eq!(texts.len(), 22);
    let folder = Folder::new();
    for (number, text) in texts.iter().enumerate() {
        let quoted = format!("\"{}\"", text.replace('"', "\"\""));
        let header = STAYS.lines().next().unwrap();
        let short: String = text.chars().filter(|letter| !"/\0".contains(*letter)).take(60).collect();
        let files = [
            (
                format!("inbox/stays_cell{number}.csv"),
                format!("{header}\nT{number},,{quoted},Norfolk,{quoted},2018-03-05,,80\n"),
            ),
            (
                format!("inbox/stays_header{number}.csv"),
                format!("{header},{quoted}\nU{number},,RZZ01,Norfolk,2018-03-01,2018-03-05,,80,x\n"),
            ),
            (format!("inbox/stays_{short}.csv"), format!("{header}\nV{number},,?,Norfolk,2018-03-01,2018-03-05,,80\n")),
        ];
        for (name, content) in files {
            folder.put(&name, content);
            is_plain(&folder.run(&["check", &name]), text);
            let answer = folder.run(&["--json", "check", &name]);
            assert!(serde_json::from_str::<serde_json::Value>(&answer.stdout).is_ok(), "{text:?}: {answer:?}");
            is_plain(&folder.run(&["run", "--month", "2018-03"]), text);
            std::fs::remove_file(folder.path(&name)).unwrap();
        }
    }
}
