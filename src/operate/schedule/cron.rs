//! One line of a crontab.

use super::{MonthlyTime, Scheduled, Unit};

pub(super) fn unit(scheduled: &Scheduled) -> Unit {
    let MonthlyTime { day, hour, minute } = scheduled.time;
    let command = scheduled.command().map(|word| quoted(&word)).join(" ");
    Unit { name: format!("{}.cron", scheduled.name), text: format!("{minute} {hour} {day} * * {command}\n") }
}

/// A word for the shell behind cron, which takes `%` for the end of a line unless a backslash stands before it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''").replace('%', "\\%"))
}
