//! The municipalities of a project whose law is not England's: a list of its own, since none is built in.

use std::collections::HashSet;
use std::path::Path;

use super::ProjectRefusal;
use crate::domain::{Authorities, Authority, Day};
use crate::error::{Error, Exit, Position, Result, settings_text};
use crate::regime::Law;

const COLUMNS: [&str; 5] = ["code", "name", "from", "to", "succeeded_by"];

/// More than any country has, by far.
const MOST: usize = 20_000;

/// Whose law it is, where that is not England's.
pub(super) fn country(laws: &[Law]) -> Option<&str> {
    laws.iter().find(|law| law.readiness().is_some()).map(Law::jurisdiction)
}

/// Makes the list that a project names the one of this process; a law of England has its own.
///
/// # Errors
/// 78: the list is missing, not wanted, or wrong, with line and column.
pub(super) fn choose(
    folder: &Path,
    laws: &[Law],
    named: Option<&toml::Spanned<String>>,
    refused: &ProjectRefusal<'_>,
) -> Result<()> {
    let whose = country(laws);
    match (whose, named) {
        (None, None) if Authorities::own().is_none() => Ok(()),
        (None, None) => Err(Error::new("X_BUG", Exit::Bug, "a process reads projects of one country")),
        (None, Some(named)) => {
            let what = "`authorities` is for a law whose municipalities no list of ours has".to_owned();
            let hint = "leave it out: the councils of England are built in".to_owned();
            Err(refused(named.span().start, what, hint))
        }
        (Some(whose), None) => {
            let what = format!("the law is that of {whose}, and the project names no list of its municipalities");
            let hint = format!(
                "add authorities = \"municipalities.csv\" to [project]: a file with the columns {}",
                COLUMNS.join(",")
            );
            Err(refused(0, what, hint))
        }
        (Some(_), Some(named)) => {
            let path = folder.join(named.get_ref());
            let bytes = std::fs::read(&path).map_err(|source| match source.kind() {
                std::io::ErrorKind::NotFound => {
                    let what = format!("there is no list of authorities `{}`", named.get_ref());
                    refused(named.span().start, what, format!("a file with the columns {}", COLUMNS.join(",")))
                }
                _ => Error::io("read the list of authorities", &path, &source),
            })?;
            let list = read(&path, &settings_text("C_AUTHORITIES", &path, bytes)?)?;
            Authorities::choose(list).map_err(|what| Error::new("X_BUG", Exit::Bug, what))
        }
    }
}

/// One row as written, with the byte at which each cell begins.
struct ListRow<'t> {
    cells: Vec<(usize, &'t str)>,
}

/// Where and why a list is wrong, and what would be right.
type Wrong = (usize, String, &'static str);

/// Reads a list: columns with commas or semicolons between them, one municipality a row.
fn read(path: &Path, text: &str) -> Result<Vec<Authority>> {
    let wrong = |(byte, what, hint): Wrong| {
        Error::new("C_AUTHORITIES", Exit::Config, what)
            .at(Position::in_text(path, text, byte))
            .effect("nothing was read or changed")
            .hint(hint)
    };
    listed(text).and_then(|rows| with_successors(&rows)).map_err(wrong)
}

/// The rows, each with its code, name and days.
fn listed(text: &str) -> std::result::Result<Vec<(ListRow<'_>, Authority)>, Wrong> {
    let head = text.lines().next().unwrap_or("");
    let sign = if head.contains(';') { ';' } else { ',' };
    let mut rows = rows(text, sign).into_iter();
    let columns: Vec<&str> = rows.next().map_or(Vec::new(), |row| row.cells.iter().map(|(_, cell)| *cell).collect());
    if columns != COLUMNS {
        let what = format!("the first line is not {}", COLUMNS.join(","));
        return Err((0, what, "from, to and succeeded_by can be blank in a row, and not be left out of the header"));
    }
    let mut list: Vec<(ListRow<'_>, Authority)> = Vec::new();
    let mut seen = HashSet::new();
    for row in rows {
        let one = municipality(&row)?;
        let (at, code) = row.cells[0];
        if !seen.insert(code) {
            return Err((at, format!("`{code}` stands twice"), "each code once, with all of its days"));
        }
        if list.len() == MOST {
            return Err((at, format!("more than {MOST} rows"), "leave out what is no municipality"));
        }
        list.push((row, one));
    }
    if list.is_empty() {
        return Err((text.len(), "the list is empty".to_owned(), "one row a municipality"));
    }
    Ok(list)
}

/// A municipality by its row, without what came after it.
fn municipality(row: &ListRow<'_>) -> std::result::Result<Authority, Wrong> {
    let [(at, code), (name_at, name), (from_at, from), (to_at, to), (after_at, after)] = row.cells[..] else {
        let byte = row.cells.first().map_or(0, |(at, _)| *at);
        let what = format!("{} cells where {} are wanted", row.cells.len(), COLUMNS.len());
        return Err((byte, what, "no cell of this list holds the sign between cells, or a quote"));
    };
    if !(1..=20).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err((at, format!("`{code}` is no code"), "a code is 1 to 20 ASCII letters and digits"));
    }
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err((name_at, "no name".to_owned(), "write the name of the municipality"));
    }
    let day = |at: usize, cell: &str| match cell {
        "" => Ok(None),
        cell => cell.parse::<Day>().map(Some).map_err(|_| -> Wrong {
            (at, format!("`{cell}` is no day"), "write it as 2020-01-31, or leave the cell blank")
        }),
    };
    let days = (day(from_at, from)?, day(to_at, to)?);
    if days.0.zip(days.1).is_some_and(|(from, to)| to < from) {
        return Err((to_at, format!("{to} is before {from}"), "`to` is the last day"));
    }
    if !after.is_empty() && days.1.is_none() {
        let what = "succeeded_by without a last day".to_owned();
        return Err((after_at, what, "write the last day of the municipality under `to`"));
    }
    Ok(Authority::own(code, name, days, "", false))
}

/// The municipalities, each with what came after it.
fn with_successors(list: &[(ListRow<'_>, Authority)]) -> std::result::Result<Vec<Authority>, Wrong> {
    let place = |code: &str| list.iter().position(|(_, one)| one.code == code);
    let mut found = Vec::with_capacity(list.len());
    for (row, one) in list {
        let (after_at, after) = row.cells[4];
        let codes: Vec<&str> = after.split_whitespace().collect();
        for code in &codes {
            let Some(next) = place(code).map(|at| &list[at].1).filter(|next| next.code != one.code) else {
                let what = format!("`{code}` is no other code of this list");
                return Err((after_at, what, "the codes that came after, with a space between them"));
            };
            // Else the codes could come after each other in a circle.
            if one.last_day.zip(next.first_day).is_none_or(|(last, first)| last >= first) {
                let what = format!("`{code}` does not begin after `{}` ended", one.code);
                return Err((after_at, what, "what came after has a first day, later than the last day here"));
            }
        }
        // A code that another with the same name took the place of the day after: the municipality itself went on.
        let is_renumbered = match codes.as_slice() {
            [code] => place(code)
                .map(|at| &list[at].1)
                .is_some_and(|next| next.name == one.name && next.first_day == one.last_day.map(Day::next)),
            _ => false,
        };
        let days = (one.first_day, one.last_day);
        found.push(Authority::own(&one.code, &one.name, days, &codes.join(";"), is_renumbered));
    }
    Ok(found)
}

fn rows(text: &str, sign: char) -> Vec<ListRow<'_>> {
    let mut rows = Vec::new();
    // A byte order mark is none of the first cell.
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    let text = &text[at..];
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if !content.trim().is_empty() {
            let mut cell_at = at;
            let cells = content.split(sign).map(|cell| {
                let begins = cell_at + (cell.len() - cell.trim_start().len());
                cell_at += cell.len() + sign.len_utf8();
                (begins, cell.trim())
            });
            rows.push(ListRow { cells: cells.collect() });
        }
        at += line.len();
    }
    rows
}
