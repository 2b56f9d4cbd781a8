//! Big files (I2): a cell of 10 MB, a quote that 50 MB never close, 100,000 columns, and 1,200,000 rows. By default there are
//! a tenth of the rows; `BEDDAYS_SWEEP=1` has all of them. And 170 MB of few rows, of which
//! only parts are in memory.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::operate::sweep::step;
use crate::support::harness::{STAYS, program};

/// What no file may take in a build without optimisation, whatever else runs on the machine; optimised it is a tenth.
const LONGEST: Duration = Duration::from_secs(300);

/// How `check` of a file ends, and the most memory that it had, in megabytes.
pub fn checked(path: &Path) -> (Option<i32>, String, u64) {
    let mut command = program();
    let errors = path.with_extension("errors");
    command.arg("check").arg(path).stdout(Stdio::null()).stderr(fs::File::create(&errors).unwrap());
    let begun = Instant::now();
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let exit = loop {
        let peak = fs::read_to_string(&status).unwrap_or_default();
        let peak =
            peak.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|line| line.split_whitespace().next());
        most = peak.and_then(|peak| peak.parse().ok()).unwrap_or(0).max(most);
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        assert!(begun.elapsed() < LONGEST, "{}: {:?}", path.display(), begun.elapsed());
        std::thread::sleep(Duration::from_millis(5));
    };
    (exit, fs::read_to_string(errors).unwrap(), most / 1024)
}

#[test]
fn big_files_are_read_or_refused_in_bounded_memory() {
    let folder = tempfile::tempdir().unwrap();
    let header = STAYS.lines().next().unwrap();
    let row = |n: usize| format!("B{n},,RZZ01,Norfolk,2018-03-01T09:00,2018-03-05,2018-03-09T16:00,80\n");
    let rows = 1_200_000 / step(10);
    let columns = |what: &str| (0..100_000).map(|n| format!("{what}{n}")).collect::<Vec<_>>().join(",");
    let big = "x".repeat(10_000_000);
    let beside = "y".repeat(30_000);
    let files: [(&str, Box<dyn Fn(&mut dyn std::io::Write)>, Option<i32>, &str, u64); 6] = [
        (
            "cell",
            Box::new(|file| write!(file, "{header}\nB1,,RZZ01,Norfolk,{big},2018-03-05,,80\n{}", row(2)).unwrap()),
            Some(1),
            "",
            300,
        ),
        (
            "quote",
            Box::new(|file| {
                write!(file, "{header}\n{}\"B2,,RZZ01,Norfolk,2018-03-01T09:00\n", row(1)).unwrap();
                (0..750_000).for_each(|n| file.write_all(row(n).as_bytes()).unwrap());
            }),
            Some(65),
            "F_UNCLOSED_QUOTE",
            300,
        ),
        (
            "columns",
            Box::new(|file| write!(file, "{}\n{}\n", columns("c"), columns("")).unwrap()),
            Some(65),
            "F_HEADER",
            300,
        ),
        (
            "more columns",
            Box::new(|file| write!(file, "{header},{}\n{}\n", columns("c"), columns("")).unwrap()),
            Some(65),
            "F_",
            300,
        ),
        (
            "rows",
            Box::new(|file| {
                writeln!(file, "{header}").unwrap();
                (0..rows).for_each(|n| file.write_all(row(n).as_bytes()).unwrap());
            }),
            Some(0),
            "",
            1_000,
        ),
        (
            // More bytes than it may take memory: a large text stays on disk.
            "large",
            Box::new(|file| {
                writeln!(file, "{header}").unwrap();
                (0..5_700).for_each(|n| file.write_all(row(n).replacen("Norfolk", &beside, 1).as_bytes()).unwrap());
            }),
            Some(1),
            "",
            215,
        ),
    ];
    for (name, write, exit, code, megabytes) in files {
        let path = folder.path().join(format!("{name}.csv"));
        let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
        write(&mut file);
        file.flush().unwrap();
        let begun = Instant::now();
        let (found, errors, most) = checked(&path);
        println!("{name}: {found:?}, {most} MB, {:?}", begun.elapsed());
        let shown: String = errors.chars().take(500).collect();
        assert_eq!(found, exit, "{name}: {shown}");
        assert!(errors.contains(code), "{name}: {shown}");
        assert!(errors.len() < 100_000, "{name}: {} bytes of errors", errors.len());
        assert!(most < megabytes, "{name}: {most} MB");
    }
}
