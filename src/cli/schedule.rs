//! `beddays schedule` as typed.

use clap::Args;

/// For which scheduler, and when.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("scheduler").required(true).args(["systemd", "cron", "windows"]))]
pub struct ScheduleArguments {
    /// A service and a timer for systemd.
    #[arg(long)]
    pub systemd: bool,
    /// A line for a crontab.
    #[arg(long)]
    pub cron: bool,
    /// A task for the Task Scheduler of Windows, which starts the program in the Windows Subsystem for Linux.
    #[arg(long)]
    pub windows: bool,
    /// On which day of the month, 1 to 28.
    #[arg(long, value_name = "DAY", default_value = "5", value_parser = clap::value_parser!(u8).range(1..=28))]
    pub day: u8,
    /// At which time, by the clock of the machine.
    #[arg(long, value_name = "HH:MM", default_value = "06:00", value_parser = time_of_day)]
    pub at: (u8, u8),
    /// With --systemd: write the units for your own systemd, in ~/.config/systemd/user.
    #[arg(long, conflicts_with_all = ["cron", "windows"])]
    pub install: bool,
}

/// Hour and minute.
fn time_of_day(text: &str) -> Result<(u8, u8), String> {
    let number = |text: &str, most: u8| {
        let digits = Some(text).filter(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|digits| digits.parse().ok()).filter(|number| *number <= most)
    };
    let parts = text.split_once(':').and_then(|(hour, minute)| Some((number(hour, 23)?, number(minute, 59)?)));
    parts.ok_or_else(|| "a time is written as in 06:00".to_owned())
}
