//! A service and its timer, for systemd.

use super::{MonthlyTime, Scheduled, Unit};

/// How each file of ours begins.
pub(super) const OURS: &str = "# Written by `beddays schedule`";

pub(super) fn units(scheduled: &Scheduled) -> Vec<Unit> {
    let MonthlyTime { day, hour, minute } = scheduled.time;
    // No line may end with a backslash, which would join the next one to it.
    let description = scheduled.description().replace('%', "%%");
    let description = description.trim_end_matches('\\');
    let words = scheduled.command();
    // Else a dollar sign would begin the name of a variable.
    let plain = if words.iter().any(|word| word.contains('$')) { ":" } else { "" };
    let command = words.map(|word| quoted(&word)).join(" ");
    let service = format!(
        "{OURS}, which writes it again.
[Unit]
Description={description}

[Service]
Type=oneshot
ExecStart={plain}{command}
# 1: done, and something needs attention; the journal and the statement have it.
SuccessExitStatus=1
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictAddressFamilies=none
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
# These need user namespaces: where the service ends with 226/NAMESPACE, take the three out.
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={folder}
",
        folder = quoted(&scheduled.project),
    );
    let timer = format!(
        "{OURS}, which writes it again.
[Unit]
Description={description}

[Timer]
OnCalendar=*-*-{day:02} {hour:02}:{minute:02}:00
Persistent=true

[Install]
WantedBy=timers.target
"
    );
    let unit = |kind: &str, text| Unit { name: format!("{}.{kind}", scheduled.name), text };
    vec![unit("service", service), unit("timer", timer)]
}

/// A word of a unit: in quotes where it is not plain, and `%` twice, which would else begin a specifier.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%"))
}
