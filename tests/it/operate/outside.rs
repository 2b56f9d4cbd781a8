//! What is written outside the store: one set of files at a time, nothing of the user's is lost, and `verify` names what is
//! not as it was written.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use crate::report::trend::counting_project;
use crate::store::child::have;
use crate::support::harness::{Folder, Said, program, said};

/// A project with two months, a trend and a pack.
fn published() -> Folder {
    let folder = counting_project();
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    folder.run(&["verify"]).exits(0).says("the store is whole");
    folder
}

/// News that makes another edition of March, and another trend.
pub fn deliver_news(folder: &Folder, id: &str) {
    let stay = format!("{id},RZZ02,Norfolk,2018-03-10T09:00,2018-03-15,2018-03-20T16:00\n");
    let header = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n";
    folder.put(&format!("inbox/stays_{id}.csv"), format!("{header}{stay}"));
    let events = format!(
        "stay_id,kind,at,until,value\n{id},assessment_notice,2018-03-13T10:00,,\n\
         {id},discharge_notice,2018-03-14T10:00,,2018-03-15\n{id},assessed,2018-03-20T10:00,,\n"
    );
    folder.put(&format!("inbox/events_{id}.csv"), events);
}

#[track_caller]
fn done(said: Said) -> Said {
    assert!(matches!(said.exit, Some(0 | 1)), "{said:?}");
    said
}

/// The program as a traced process, one of whose calls fails as told.
fn faulty(folder: &Folder, trace: &[&str], arguments: &[&str]) -> Said {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null"]).args(trace).arg(program().get_program());
    command.arg("--project").arg(folder.project()).args(arguments);
    command.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE").env_remove("LD_LIBRARY_PATH").stdin(Stdio::null());
    said(&mut command)
}

#[test]
fn a_changed_or_missing_file_is_named() {
    let folder = published();
    let mut tried = 0;
    for (path, bytes) in ["reports", "public", "disclosure"].iter().flat_map(|below| folder.files(below)) {
        let name = path.to_str().unwrap();
        // A list that a folder of the trend or a pack lacks may never have been there.
        if name.ends_with(".sha256") && !name.starts_with("reports/2018") {
            continue;
        }
        let mut changed = bytes.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        folder.put(name, &changed);
        folder.run(&["verify"]).exits(65).says(name).says("hint:");
        fs::remove_file(folder.path(name)).unwrap();
        let told = folder.run(&["verify"]).exits(65);
        assert!(told.stdout.contains(name) || name.starts_with("disclosure"), "{name}: {told:?}");
        folder.put(name, &bytes);
        tried += 1;
    }
    assert!(tried > 40, "{tried}");
    folder.put("reports/2018-03/my note.txt", "mine");
    fs::remove_dir_all(folder.path("public/2018-03")).unwrap();
    folder.run(&["verify"]).exits(65).says("public/2018-03` is missing").says("the store is whole");
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    fs::rename(folder.path("disclosure"), folder.path("elsewhere")).unwrap();
    folder.run(&["verify"]).exits(65).says("is a pack of which there is no record");
    fs::rename(folder.path("elsewhere"), folder.path("disclosure")).unwrap();
    fs::remove_dir_all(folder.path("reports/2018-02")).unwrap();
    folder.run(&["verify", "--json"]).exits(65).says("reports/2018-02").says("\"whole\": false");
    folder.run(&["report", "statement", "--month", "2018-02"]).exits(0);
    folder.run(&["verify"]).exits(0);
}

#[test]
fn the_way_out_that_verify_names_leads_out_and_keeps_what_was_changed() {
    let cases: [(&str, &str, &[&str]); 3] = [
        ("reports/2018-03", "internal-statement", &["report", "statement", "--month", "2018-03"]),
        ("reports/trend", "internal-trend", &["report", "trend"]),
        ("public/2018-03", "public-pack", &["publish", "--month", "2018-03"]),
    ];
    let folder = published();
    for (below, stem, way_out) in cases {
        let before = folder.files(below);
        let name = format!("{below}/{stem}.html");
        folder.put(&name, "signed by both sides");
        let told = folder.run(&["verify"]).exits(65).says(&name);
        assert!(
            told.stdout.contains(&format!("`beddays {}", way_out[..2].join(" "))) || way_out[0] == "publish",
            "{told:?}"
        );
        folder.run(way_out).exits(0);
        assert_eq!(folder.read(&format!("{below}/{stem}.changed.html")), "signed by both sides");
        let mut after = folder.files(below);
        after.retain(|path, _| !path.to_string_lossy().ends_with(".changed.html"));
        assert!(after == before, "{below}");
        folder.run(&["verify"]).exits(0);
        // The list is one that the usual program reads.
        let list = if below.starts_with("public") { "public-files.sha256" } else { "internal-files.sha256" };
        let checked =
            said(Command::new("sha256sum").args(["--check", "--strict", list]).current_dir(folder.path(below)));
        checked.exits(0);
    }
}

#[test]
fn files_of_another_edition_are_named() {
    let folder = published();
    let first = folder.files("reports/2018-03");
    deliver_news(&folder, "LATE");
    done(folder.march()).says("edition 2");
    let second = folder.files("reports/2018-03");
    let html = "reports/2018-03/internal-statement.html";
    folder.put(html, &first[std::path::Path::new(html)]);
    folder.run(&["verify"]).exits(65).says(html).says("beddays report statement --month 2018-03");
    for (path, bytes) in &first {
        folder.put(path.to_str().unwrap(), bytes);
    }
    folder.run(&["verify"]).exits(65).says("has the files of edition 1, and the store holds edition 2");
    folder.run(&["report", "statement", "--month", "2018-03"]).exits(0);
    assert!(folder.files("reports/2018-03") == second);
    // The pack is still that of before, and its record says so.
    folder.run(&["verify"]).exits(0);
}

#[test]
fn what_the_user_put_there_stays() {
    let folder = published();
    let own = [
        "reports/2018-03/note.txt",
        "reports/2018-03/internal-statement-mine.csv",
        "reports/2018-03/signed/2018/letter.pdf",
        "reports/2018-03/run.json.bak",
        "reports/trend/note.txt",
        "reports/trend/for the board/slides.odp",
        "public/2018-03/sent-to.txt",
        "public/2018-03/letters/one.txt",
    ];
    for name in own {
        fs::create_dir_all(folder.path(name).parent().unwrap()).unwrap();
        folder.put(name, format!("mine: {name}"));
    }
    folder.put("reports/2018-03/run.json", "changed by me");
    symlink("/nowhere", folder.path("reports/2018-03/a link")).unwrap();
    let check = |what: &str| {
        for name in own {
            assert_eq!(folder.read(name), format!("mine: {name}"), "{what}");
        }
        assert_eq!(folder.read("reports/2018-03/run.changed.json"), "changed by me", "{what}");
        assert_eq!(fs::read_link(folder.path("reports/2018-03/a link")).unwrap().to_str(), Some("/nowhere"), "{what}");
        assert!(!folder.path("reports/2018-03/run.changed-2.json").exists(), "{what}");
        folder.run(&["verify"]).exits(0);
    };
    deliver_news(&folder, "LATE");
    done(folder.march()).says("edition 2").says("a changed file is kept as ./reports/2018-03/run.changed.json");
    check("a new edition");
    folder.run(&["publish", "--month", "2018-03"]).exits(0).says("edition 2");
    check("another pack");
    done(folder.march());
    folder.run(&["report", "statement", "--month", "2018-03"]).exits(0);
    folder.run(&["report", "trend", "--months", "2"]).exits(0);
    check("again");
    assert!(folder.path("reports/2018-03/edition-1/run.json").exists());
    let hidden =
        Command::new("find").arg(folder.project()).args(["-name", ".*.n*", "-o", "-name", ".*.old"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&hidden.stdout), "");
}

#[test]
fn a_changed_digit_in_the_record_of_a_pack_is_found() {
    let folder = published();
    let name = "disclosure/internal-pack-2018-03-1.json";
    let record = folder.read(name).into_bytes();
    let digits: Vec<usize> = (0..record.len()).filter(|at| record[*at].is_ascii_digit()).collect();
    assert!(digits.len() > 80);
    let public = folder.files("public");
    for (number, at) in (0..80).map(|number| (number, digits[number * digits.len() / 80])) {
        let mut changed = record.clone();
        changed[at] = if changed[at] == b'9' { b'0' } else { changed[at] + 1 };
        folder.put(name, &changed);
        folder.run(&["verify"]).exits(65).says(name).says("put the file back from a backup");
        if number % 4 == 0 {
            folder.run(&["publish", "--month", "2018-03"]).exits(65).says("X_RECORD").says(name);
        }
    }
    assert!(public == folder.files("public") && folder.files("disclosure").len() == 1);
    folder.put(name, &record);
    folder.run(&["verify"]).exits(0);
    // A record of an older program has no hash: it is read, and verify says so.
    let text = String::from_utf8(record).unwrap();
    let at = text.find(",\n  \"self_sha256\"").unwrap();
    folder.put(name, format!("{}\n}}\n", &text[..at]));
    folder.run(&["verify"]).exits(0).says("has no hash of its own");
    folder.run(&["publish", "--month", "2018-03"]).exits(0).says("edition 1");
    assert_eq!(folder.read(name), text, "publishing writes it with its hash");
    folder.put("disclosure/internal-pack-2018-03-3.json", text.replacen("\"edition\": 1", "\"edition\": 3", 1));
    folder.run(&["verify"]).exits(65);
}

#[test]
fn a_trend_that_cannot_be_written_is_74_and_the_one_before_stands() {
    let folder = published();
    let before = folder.files("reports/trend");
    deliver_news(&folder, "LATE");
    if have("strace", "a_trend_that_cannot_be_written_is_74_and_the_one_before_stands") {
        let path = folder.project().canonicalize().unwrap().join("reports/.trend.new/internal-trend.xlsx");
        let path = path.to_str().unwrap();
        let told = faulty(&folder, &["-P", path, "-e", "inject=write:error=ENOSPC"], &["run", "--month", "2018-03"]);
        let told = told.exits(74).says("the month is in the store and its statement in place");
        assert!(told.stderr.contains("the files of the trend report, if any, are those of before"), "{told:?}");
        assert!(!told.stderr.contains("nothing was published"), "{told:?}");
        assert!(before == folder.files("reports/trend"));
        folder.run(&["verify"]).exits(0).says("is of the store as it was before its last change");
    }
    fs::rename(folder.path("reports/trend"), folder.path("reports/aside")).unwrap();
    folder.put("reports/trend", "in the way");
    folder.march().exits(73).says("reports/trend").says("the month is in the store");
    fs::remove_file(folder.path("reports/trend")).unwrap();
    fs::rename(folder.path("reports/aside"), folder.path("reports/trend")).unwrap();
    done(folder.march());
    assert!(before != folder.files("reports/trend"));
    let told = folder.run(&["verify"]).exits(0);
    assert!(!told.stderr.contains("note:"), "{told:?}");
}

#[test]
fn a_rename_that_fails_after_the_commit_is_said_as_it_is() {
    if !have("strace", "a_rename_that_fails_after_the_commit_is_said_as_it_is") {
        return;
    }
    let folder = published();
    let first = folder.files("reports/2018-03");
    deliver_news(&folder, "LATE");
    let told = faulty(&folder, &["-e", "inject=renameat2:error=EIO"], &["run", "--month", "2018-03"]);
    let told = told.exits(74).says("2018-03, edition 2, is in the store; the files in ").says("are those of before");
    assert!(told.stderr.contains("beddays report statement --month 2018-03"), "{told:?}");
    assert!(!told.stderr.contains("nothing was published"), "{told:?}");
    assert!(first == folder.files("reports/2018-03"));
    folder.run(&["verify"]).exits(65).says("has the files of edition 1, and the store holds edition 2");
    folder.run(&["report", "statement", "--month", "2018-03"]).exits(0);
    let second = folder.files("reports/2018-03");
    assert!(first != second);
    // Where the system cannot exchange two names, two renames do it.
    folder.put("reports/2018-03/note.txt", "mine");
    deliver_news(&folder, "LATER");
    done(faulty(&folder, &["-e", "inject=renameat2:error=EINVAL"], &["run", "--month", "2018-03"])).says("edition 3");
    assert_eq!(folder.read("reports/2018-03/note.txt"), "mine");
    folder.run(&["verify"]).exits(0);
}

#[test]
fn what_two_renames_leave_when_they_are_stopped_is_put_right() {
    let folder = published();
    folder.put("reports/2018-03/note.txt", "mine");
    let first = folder.files("reports/2018-03");
    deliver_news(&folder, "LATE");
    done(folder.march()).says("edition 2");
    let second = folder.files("reports/2018-03");
    let in_place = |name: &str, files: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>, note: bool| {
        for (path, bytes) in files {
            let own = path.strip_prefix("reports/2018-03").unwrap();
            if note || own.to_str() != Some("note.txt") {
                let path = folder.path("reports").join(name).join(own);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
    };
    // The set before has left its place and the new one has not come; or it has come, and the set before has no name yet.
    for has_come in [false, true] {
        fs::remove_dir_all(folder.path("reports/2018-03")).unwrap();
        in_place(".2018-03.old", &first, true);
        in_place(if has_come { "2018-03" } else { ".2018-03.next" }, &second, false);
        said(Command::new("chmod").args(["-R", "go-rwx"]).arg(folder.path("reports"))).exits(0);
        let told = folder.run(&["verify"]).exits(0);
        assert!(told.stderr.contains("note:") && told.stderr.contains("2018-03"), "{told:?}");
        // A run of another month does it too.
        done(folder.run(&["run", "--month", "2018-02"]));
        assert!(folder.files("reports/2018-03") == second, "{has_come}");
        assert!(!folder.path("reports/.2018-03.old").exists() && !folder.path("reports/.2018-03.next").exists());
        folder.run(&["verify"]).exits(0);
    }
}

#[test]
fn reports_at_once_and_beside_a_run_are_all_written() {
    let folder = published();
    let before = (folder.files("reports"), folder.files("public"));
    let start =
        |arguments: &[&str]| folder.command(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let commands: [&[&str]; 5] = [
        &["report", "statement", "--month", "2018-03"],
        &["report", "trend"],
        &["verify"],
        &["query", "stay"],
        &["run", "--month", "2018-03", "--wait", "300"],
    ];
    for _ in 0..3 {
        let children: Vec<_> = (0..2).flat_map(|_| commands).map(|arguments| (arguments, start(arguments))).collect();
        for (arguments, child) in children {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
    assert!(before == (folder.files("reports"), folder.files("public")));
}
