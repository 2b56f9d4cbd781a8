//! A task for the Task Scheduler of Windows, which starts the program in the Windows Subsystem for Linux.

use std::path::Path;

use super::{MonthlyTime, Scheduled, Unit, unfit};
use crate::error::Result;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn unit(scheduled: &Scheduled) -> Result<Unit> {
    let words = scheduled.command();
    if let Some(word) = words.iter().find(|word| word.contains('%')) {
        return Err(unfit(Path::new(word), "has a `%`, which the Task Scheduler takes for the name of a variable"));
    }
    let MonthlyTime { day, hour, minute } = scheduled.time;
    let arguments = escaped(&words.map(|word| quoted(&word)).join(" "));
    let description = escaped(&scheduled.description());
    let months: String = MONTHS.iter().map(|month| format!("<{month} />")).collect();
    let text = format!(
        r#"<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{description}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2000-01-{day:02}T{hour:02}:{minute:02}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByMonth>
        <DaysOfMonth><Day>{day}</Day></DaysOfMonth>
        <Months>{months}</Months>
      </ScheduleByMonth>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>wsl.exe</Command>
      <Arguments>--exec {arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"#
    );
    Ok(Unit { name: format!("{}.xml", scheduled.name), text })
}

/// A word of a command line of Windows: backslashes count only before a quote.
fn quoted(word: &str) -> String {
    let (mut text, mut slashes) = (String::from("\""), 0);
    for letter in word.chars() {
        match letter {
            '\\' => slashes += 1,
            '"' => text.push_str(&"\\".repeat(slashes + 1)),
            _ => {}
        }
        if letter != '\\' {
            slashes = 0;
        }
        text.push(letter);
    }
    text.push_str(&"\\".repeat(slashes));
    text + "\""
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
