//! Units for schedulers: what is printed is what each scheduler reads, whatever the path of the project, and starts the run.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::operate::scheduled::of_previous_months;
use crate::store::child::have;
use crate::support::harness::{Folder, Said, program, said};

/// What a folder can be called.
const NAMES: [&str; 7] =
    ["our council", "100% ours", "it's \"ours\"", "back\\slash", "$HOME `x` $(y)", "Sjúkrahús & Co <ü>", "plain-1.0"];

/// A project in a folder of some name.
struct Named {
    folder: Folder,
    path: PathBuf,
}

impl Named {
    fn of(name: &str) -> Self {
        let folder = of_previous_months();
        let path = folder.project().parent().unwrap().join(name);
        fs::rename(folder.project(), &path).unwrap();
        Self { folder, path }
    }

    fn run(&self, arguments: &[&str]) -> Said {
        said(program().arg("schedule").arg("--project").arg(&self.path).args(arguments))
    }

    /// Where units are put.
    fn home(&self) -> PathBuf {
        self.folder.project().parent().unwrap().join("home")
    }
}

/// The months that were run in a project.
fn months(project: &Path) -> Vec<String> {
    let manifest: Value = serde_json::from_slice(&fs::read(project.join("store/manifest.json")).unwrap()).unwrap();
    manifest["months"].as_array().unwrap().iter().map(|month| month["month"].as_str().unwrap().to_owned()).collect()
}

/// Goal: the line of the crontab starts the run. Method: what cron makes of the line goes to the shell, with what cron sets.
#[test]
fn the_line_of_the_crontab_runs_the_month_before() {
    for name in NAMES {
        let named = Named::of(name);
        let told = named.run(&["--cron", "--day", "9", "--at", "05:07"]).exits(0);
        let line = told.stdout.strip_suffix('\n').unwrap();
        let command = line.strip_prefix("7 5 9 * * ").unwrap_or_else(|| panic!("{line}"));
        assert!(!command.contains('\n'));
        // A `%` that no backslash stands before would end the command.
        assert!(!command.replace("\\%", "").contains('%'), "{command}");
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(command.replace("\\%", "%")).env_clear().current_dir("/").stdin(Stdio::null());
        shell.env("HOME", "/nonexistent").env("PATH", "/usr/bin:/bin").env("SHELL", "/bin/sh").env("LOGNAME", "x");
        let ran = said(shell.env("BEDDAYS_TODAY", "2018-04-09")).exits(0);
        assert!(ran.stderr.starts_with("month: 2018-03"), "{name}: {ran:?}");
        assert_eq!(months(&named.path), ["2018-03"]);
    }
}

/// The words of a value of a unit, as systemd reads them.
fn words(value: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut letters) = (Vec::new(), None::<String>, false, value.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                quote = !quote;
                word.get_or_insert_default();
            }
            '\\' => word.get_or_insert_default().push(letters.next().unwrap()),
            '%' => {
                assert_eq!(letters.next(), Some('%'), "a specifier in {value}");
                word.get_or_insert_default().push('%');
            }
            ' ' if !quote => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert!(!quote, "{value}");
    words.extend(word);
    words
}

/// The values of a unit by `[Section] Key`.
fn values(text: &str) -> Vec<(String, String)> {
    let mut section = "";
    let mut values = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        assert!(!line.ends_with('\\'), "{line}");
        match line.strip_prefix('[') {
            Some(rest) => section = rest.strip_suffix(']').unwrap(),
            None => {
                let (key, value) = line.split_once('=').unwrap();
                values.push((format!("{section} {key}"), value.to_owned()));
            }
        }
    }
    values
}

fn value(text: &str, key: &str) -> String {
    values(text).into_iter().find(|(name, _)| name == key).unwrap_or_else(|| panic!("{key}: {text}")).1
}

#[test]
fn the_units_for_systemd_are_whole_and_start_the_run() {
    let test = "the_units_for_systemd_are_whole_and_start_the_run";
    for name in NAMES {
        let named = Named::of(name);
        let json = named.run(&["--systemd", "--json"]).exits(0).stdout;
        let json: Value = serde_json::from_str(&json).unwrap();
        let unit = |at: usize| {
            let unit = &json["units"][at];
            (unit["name"].as_str().unwrap().to_owned(), unit["text"].as_str().unwrap().to_owned())
        };
        let [(service, text), (timer, timer_text)] = [unit(0), unit(1)];
        assert!(service.strip_suffix(".service").unwrap() == timer.strip_suffix(".timer").unwrap());
        assert!(service.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter)), "{service}");
        let started = value(&text, "Service ExecStart");
        assert_eq!(started.starts_with(':'), name.contains('$'), "{started}");
        let path = named.path.to_str().unwrap();
        let wanted = [env!("CARGO_BIN_EXE_beddays"), "--project", path, "run", "--wait", "3600"];
        assert_eq!(words(started.trim_start_matches(':')), wanted);
        assert_eq!(words(&value(&text, "Service ReadWritePaths")), [path]);
        assert_eq!(value(&text, "Service SuccessExitStatus"), "1");
        assert_eq!(value(&timer_text, "Timer OnCalendar"), "*-*-05 06:00:00");
        let both = named.run(&["--systemd"]).exits(0).stdout;
        assert_eq!(both, format!("# {service}\n{text}# {timer}\n{timer_text}"));
        if !have("systemd-analyze", test) {
            continue;
        }
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(&service), &text).unwrap();
        fs::write(place.path().join(&timer), &timer_text).unwrap();
        let mut analyze = Command::new("systemd-analyze");
        analyze
            .args(["--user", "--recursive-errors=no", "verify"])
            .current_dir(place.path())
            .env("XDG_RUNTIME_DIR", "/run");
        let told = said(analyze.args([&service, &timer]));
        if told.stderr.contains("Failed to initialize manager") {
            println!("skipped: no systemd can be asked here: {}", told.stderr);
            continue;
        }
        assert!(!told.stderr.contains(&service) && !told.stderr.contains(&timer), "{name}: {told:?}\n{text}");
    }
}

#[test]
fn units_are_put_in_place_and_none_of_others_is_replaced() {
    let named = Named::of("our council");
    let units = named.home().join("systemd/user");
    let install = || {
        said(
            program()
                .arg("schedule")
                .arg("--project")
                .arg(&named.path)
                .args(["--systemd", "--install"])
                .env("XDG_CONFIG_HOME", named.home())
                .env("PATH", ""),
        )
    };
    let told = install().exits(0).says("systemctl --user daemon-reload").says("loginctl enable-linger");
    let files: Vec<PathBuf> = told.stdout.lines().map(PathBuf::from).collect();
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| file.starts_with(&units) && file.is_file()), "{files:?}");
    let text = fs::read_to_string(&files[0]).unwrap();
    install().exits(0);
    assert_eq!(fs::read_to_string(&files[0]).unwrap(), text);
    // Ours of another time is replaced; a file of somebody else is not, and neither is the other one then.
    fs::write(&files[0], text.replace("UMask", "# UMask")).unwrap();
    install().exits(0);
    assert_eq!(fs::read_to_string(&files[0]).unwrap(), text);
    fs::remove_file(&files[0]).unwrap();
    fs::write(&files[1], "[Timer]\n").unwrap();
    install().exits(73).says("error[C_EXISTS]").says("nothing was written");
    assert!(!files[0].exists() && fs::read_to_string(&files[1]).unwrap() == "[Timer]\n");
    // Without the variable they are in .config; without a home nowhere.
    let at_home = |home: Option<&Path>| {
        let mut command = program();
        command.arg("schedule").arg("--project").arg(&named.path).args(["--systemd", "--install"]).env_clear();
        if let Some(home) = home {
            command.env("HOME", home);
        }
        said(&mut command)
    };
    at_home(Some(&named.home())).exits(0);
    assert!(named.home().join(".config/systemd/user").join(files[0].file_name().unwrap()).is_file());
    at_home(None).exits(78).says("HOME");
}

#[test]
fn the_task_for_windows_is_xml_with_the_command() {
    for name in NAMES {
        let named = Named::of(name);
        let told = named.run(&["--windows", "--day", "12", "--at", "23:59"]);
        if name.contains('%') {
            told.exits(78).says("Task Scheduler takes for the name of a variable");
            continue;
        }
        let xml = told.exits(0).stdout;
        let (mut reader, mut path, mut found) = (Reader::from_str(&xml), Vec::new(), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => path.push(tag.name().as_ref().to_owned()),
                Event::End(_) => drop(path.pop()),
                Event::Text(text) => found.push((path.join("/"), (*text).to_owned())),
                Event::GeneralRef(entity) => {
                    let sign = match &*entity {
                        "quot" => "\"",
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        other => panic!("{other:?}"),
                    };
                    found.push((path.join("/"), sign.to_owned()));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let at = |wanted: &str| {
            found.iter().filter(|(path, _)| path == wanted).map(|(_, text)| text.as_str()).collect::<String>()
        };
        assert_eq!(at("Task/Triggers/CalendarTrigger/StartBoundary"), "2000-01-12T23:59:00");
        assert_eq!(at("Task/Triggers/CalendarTrigger/ScheduleByMonth/DaysOfMonth/Day"), "12");
        assert_eq!(at("Task/Actions/Exec/Command"), "wsl.exe");
        let path = named.path.to_str().unwrap().replace('"', "\\\"");
        let program = env!("CARGO_BIN_EXE_beddays");
        assert_eq!(
            at("Task/Actions/Exec/Arguments"),
            format!("--exec \"{program}\" \"--project\" \"{path}\" \"run\" \"--wait\" \"3600\"")
        );
    }
}

#[test]
fn a_project_without_a_rule_and_times_that_are_none_are_refused() {
    let folder = Folder::with_stays();
    let refused = folder.run(&["schedule", "--cron"]).exits(78).says("error[C_SCHEDULE]").says("month = \"previous\"");
    assert!(refused.stdout.is_empty());
    for wrong in [
        &["schedule"][..],
        &["schedule", "--cron", "--systemd"],
        &["schedule", "--cron", "--day", "29"],
        &["schedule", "--cron", "--day", "0"],
        &["schedule", "--cron", "--at", "6:00"],
        &["schedule", "--cron", "--at", "24:00"],
        &["schedule", "--cron", "--at", "06:60"],
        &["schedule", "--cron", "--install"],
    ] {
        folder.run(wrong).exits(2);
    }
    let fixed = Named::of("fixed");
    let toml = fs::read_to_string(fixed.path.join("beddays.toml")).unwrap();
    let toml = toml.replacen("[project]", "[project]\nas_of = \"2018-04-10\"", 1);
    fs::write(fixed.path.join("beddays.toml"), toml).unwrap();
    fixed.run(&["--cron"]).exits(78).says("no run would know of a later month");
    said(program().args(["doctor", "--project"]).arg(&fixed.path)).says("no news after 2018-04-10 counts");
    // A name of a folder that no unit can have.
    let named = Named::of("two\nlines");
    for scheduler in ["--systemd", "--cron", "--windows"] {
        named.run(&[scheduler]).exits(78).says("no unit can name");
    }
    fs::set_permissions(&named.path, PermissionsExt::from_mode(0o777)).unwrap();
    named.run(&["--cron"]).exits(77);
}
