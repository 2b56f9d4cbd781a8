//! `beddays schedule`: units that start the monthly run.

use std::path::Path;

use serde_json::json;

use super::Out;
use crate::cli::ScheduleArguments;
use crate::domain::visible::path_in_words;
use crate::error::{Exit, Result};
use crate::operate::schedule::{MonthlyTime, Scheduler, Unit, install, units};

pub(super) fn schedule(folder: &Path, arguments: &ScheduleArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project(folder)?;
    let (hour, minute) = arguments.at;
    let scheduler = match (arguments.systemd, arguments.cron) {
        (true, _) => Scheduler::Systemd,
        (_, true) => Scheduler::Cron,
        _ => Scheduler::Windows,
    };
    let units = units(&project, scheduler, MonthlyTime { day: arguments.day, hour, minute })?;
    if arguments.install {
        return put_in_place(&units, out);
    }
    if out.json {
        let unit = |unit: &Unit| json!({ "name": unit.name, "text": unit.text });
        out.value(&json!({ "units": units.iter().map(unit).collect::<Vec<_>>() }))?;
    } else {
        for unit in &units {
            if units.len() > 1 {
                out.data(format!("# {}", unit.name))?;
            }
            out.bytes(unit.text.as_bytes())?;
        }
    }
    for line in next_steps(scheduler, &units) {
        out.talk(line);
    }
    Ok(Exit::Done)
}

fn next_steps(scheduler: Scheduler, units: &[Unit]) -> Vec<String> {
    let name = units.last().map_or("", |unit| &unit.name);
    match scheduler {
        Scheduler::Systemd => {
            vec!["the same with --install puts the two files in place for your own systemd".to_owned()]
        }
        Scheduler::Cron => vec![
            "add the line with `crontab -e`; cron mails what a run says to MAILTO, and takes no notice of exit codes"
                .to_owned(),
        ],
        Scheduler::Windows => vec![format!(
            "save it as {name}, then in Windows: schtasks /Create /TN beddays /XML {name}; the last result 0x1 is: done, and \
             something needs attention"
        )],
    }
}

fn put_in_place(units: &[Unit], out: &mut Out) -> Result<Exit> {
    let installed = install(units)?;
    let files: Vec<String> = installed.files.iter().map(|file| path_in_words(file)).collect();
    if out.json {
        out.value(&json!({ "files": files, "changed": installed.changed }))?;
    } else {
        files.iter().try_for_each(|file| out.data(file))?;
    }
    let [service, timer] = [0, 1].map(|at| units.get(at).map_or("", |unit| &unit.name));
    out.talk("next:");
    out.talk("  systemctl --user daemon-reload");
    out.talk(format!("  systemctl --user start {service}         one run now, to see that it works"));
    out.talk(format!("  systemctl --user enable --now {timer}  each month from now on"));
    out.talk("  loginctl enable-linger                   also while you are not logged in");
    out.talk(format!("  journalctl --user -u {service}           what the runs said"));
    Ok(Exit::Done)
}
