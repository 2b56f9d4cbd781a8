//! `beddays rebuild`: everything once more from the deliveries, and whether it is the same.

use std::path::Path;

use super::Out;
use super::progress::Bar;
use crate::cli::RebuildArguments;
use crate::domain::{Language, Month};
use crate::error::{Error, Exit, Position, Result};
use crate::files::wording::count;
use crate::operate::rebuild::{DifferentFile, Rebuilt, RebuiltEdition, rebuild as make};
use crate::report::limits::{SCREEN_ROWS, left_out};

pub(super) fn rebuild(folder: &Path, arguments: &RebuildArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let rebuilt = make(&project, arguments.month, &Bar::new(out))?;
    out.changed(match rebuilt.put_back.len() {
        0 => "nothing changed".to_owned(),
        files => format!("{} put back", count(files, "file")),
    });
    if out.json {
        out.value(&rebuilt)?;
    } else {
        tell(&rebuilt, arguments.month, out)?;
    }
    if rebuilt.is_same() { Ok(Exit::Done) } else { Err(refusal(folder, &rebuilt)) }
}

fn tell(rebuilt: &Rebuilt, month: Option<Month>, out: &mut Out) -> Result<()> {
    out.data(format!("made once more from {}:", count(rebuilt.deliveries, "delivery")))?;
    let compared = rebuilt.tables_same + rebuilt.tables_same_rows;
    match &rebuilt.tables_not_compared {
        _ if month.is_some() => {}
        Some(why) => out.data(format!("  tables: not compared: {why}"))?,
        None if rebuilt.tables_same_rows == 0 => out.data(format!("  tables: {} the same", count(compared, "file")))?,
        None => out.data(format!(
            "  tables: {} the same; {} of them to the byte, the others row for row in another order",
            count(compared, "file"),
            rebuilt.tables_same
        ))?,
    }
    for edition in &rebuilt.editions {
        out.data(format!("  {}", edition_line(edition, rebuilt)))?;
    }
    let edition =
        |file: &DifferentFile| file.edition.map_or_else(String::new, |edition| format!(", edition {edition}"));
    let different = rebuilt.different.iter();
    let different = different.map(|file| format!("{} of {}{}: {}", file.table, file.part, edition(file), file.what));
    let lost = rebuilt.lost.iter().map(|file| format!("store/{} {}", file.file, file.what));
    list("put back", rebuilt.put_back.iter().map(|file| format!("store/{file}")), out)?;
    list("different", different, out)?;
    list("lost", lost, out)?;
    if let Some(why) = &rebuilt.basis_differs {
        out.talk(format!("note: {why}: what differs may come from that, and the next run makes all tables anew"));
    }
    if rebuilt.is_same() {
        match month {
            None => out.data("everything comes out as the store has it")?,
            Some(month) => out.data(format!("{month} comes out as the store has it; nothing else was compared"))?,
        }
    }
    Ok(())
}

/// Some lines, and how many more there are.
fn list(what: &str, lines: impl ExactSizeIterator<Item = String>, out: &mut Out) -> Result<()> {
    let all = lines.len();
    for line in lines.take(SCREEN_ROWS) {
        out.data(format!("{what}: {line}"))?;
    }
    left_out(Language::English, (all, SCREEN_ROWS), "more-files", "--json")
        .map_or(Ok(()), |more| out.data(format!("{what}: {more}")))
}

fn edition_line(edition: &RebuiltEdition, rebuilt: &Rebuilt) -> String {
    let RebuiltEdition { month, edition: number, days, under, not_compared, reports_not_compared } = edition;
    let is_it = |file: &DifferentFile| file.edition == Some(*number) && file.part == month.to_string();
    let is_different = rebuilt.different.iter().any(is_it);
    let under = under.as_ref().map_or_else(String::new, |under| format!(", under {under} as then"));
    let head = format!("{month}, edition {number}{under}: ");
    match (not_compared, reports_not_compared) {
        (Some(why), _) => format!("{head}not compared: {why}"),
        _ if is_different => format!("{head}different, see below"),
        (None, Some(why)) => {
            format!("{head}{} the same; reports not compared: {why}", count(*days as usize, "ledger day"))
        }
        (None, None) => format!("{head}{}, changes and reports the same", count(*days as usize, "ledger day")),
    }
}

/// What is wrong, as an error: the first of it.
fn refusal(folder: &Path, rebuilt: &Rebuilt) -> Error {
    let refused = |what: String, hint: &str| {
        Error::new("S_REBUILD", Exit::Data, what)
            .at(Position::file(&folder.join("store")))
            .effect("the store is as it was, but for files that were put back")
            .hint(hint)
    };
    if let Some(first) = rebuilt.different.first() {
        let what = format!(
            "{} of {} comes out otherwise than the store has it ({} in all)",
            first.table,
            first.part,
            count(rebuilt.different.len(), "file")
        );
        let hint = match rebuilt.basis_differs {
            Some(_) => "run a month: it makes all tables anew; then rebuild again",
            None => "put the store back from a backup of a day on which it was the same; keep this one to look at",
        };
        return refused(what, hint);
    }
    match (rebuilt.lost.first(), &rebuilt.tables_not_compared) {
        (Some(first), _) => {
            let what = format!(
                "store/{} {} and cannot be made again from the deliveries ({} in all)",
                first.file,
                first.what,
                count(rebuilt.lost.len(), "file")
            );
            refused(what, "put what is lost back from a backup; what could be made again is in its place")
        }
        (None, why) => refused(
            format!("the tables were not compared: {}", why.as_deref().unwrap_or_default()),
            "run a month, then rebuild again",
        ),
    }
}
