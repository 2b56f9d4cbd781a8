//! Which sheet of a workbook is meant: the one that is named; else the only one whose header fits; never a guess.

use super::Wanted;
use crate::intake::grid::Trouble;
use crate::intake::profile;
use crate::intake::refusal::Refusal;
use crate::intake::words::{count, list};

/// What is seen of a sheet before it is read.
#[derive(Debug)]
pub struct Seen {
    /// Its name.
    pub name: String,
    /// Whether it is hidden, a little or very much.
    pub hidden: bool,
    /// The texts of its first row that is not blank; none if there is nothing in it.
    pub header: Vec<String>,
}

impl Seen {
    fn fits(&self, wanted: &Wanted) -> bool {
        let names: Vec<String> = self.header.iter().map(|name| profile::plain(name)).collect();
        wanted.headers.iter().all(|name| names.contains(&profile::plain(name)))
    }
}

/// The place of the sheet that is meant, and what there is to say about it.
///
/// # Errors
/// `F_SHEET`: no sheet has the given name, or several could be meant. `F_EMPTY`: there is nothing in any.
pub fn choose(sheets: &[Seen], wanted: &Wanted) -> Result<(usize, Vec<Trouble>), Refusal> {
    let names = || list(sheets.iter().take(20).map(|sheet| &*sheet.name));
    if let Some(name) = &wanted.sheet {
        let Some(index) = sheets.iter().position(|sheet| sheet.name == *name) else {
            let what = format!("the workbook has no sheet {}; it has {}", list([&**name]), names());
            return Err(Refusal::new("F_SHEET", what, "name the sheet as the workbook does, in upper and lower case"));
        };
        if sheets[index].header.is_empty() {
            let what = format!("there is nothing in the sheet {}", list([&**name]));
            return Err(Refusal::new("F_EMPTY", what, "ask the sender for the file again"));
        }
        return Ok((index, remarks(sheets, index, true)));
    }
    let filled: Vec<usize> = (0..sheets.len()).filter(|index| !sheets[*index].header.is_empty()).collect();
    let fitting: Vec<usize> = filled.iter().copied().filter(|index| sheets[*index].fits(wanted)).collect();
    let only = match (&*filled, &*fitting) {
        ([], _) => {
            let hint = "ask the sender for the file again; an extract without rows still has a header row";
            return Err(Refusal::new("F_EMPTY", "there is nothing in any sheet of the workbook", hint));
        }
        // A header that does not fit is told of in detail when it is read.
        ([only], _) | (_, [only]) => *only,
        (_, []) => {
            let what = format!("no sheet of the workbook has the wanted header; it has {}", names());
            return Err(Refusal::new("F_SHEET", what, "ask the sender which sheet is meant, and name it"));
        }
        (_, several) => {
            let fitting = list(several.iter().take(20).map(|index| &*sheets[*index].name));
            let hidden = several.iter().filter(|index| sheets[**index].hidden).count();
            let hidden = if hidden > 0 { format!(" ({hidden} of them hidden)") } else { String::new() };
            let what = format!("{} fit the header{hidden}: {fitting}", count(several.len(), "sheet"));
            return Err(Refusal::new("F_SHEET", what, "ask the sender which sheet is meant, and name it"));
        }
    };
    Ok((only, remarks(sheets, only, false)))
}

fn remarks(sheets: &[Seen], chosen: usize, is_named: bool) -> Vec<Trouble> {
    let mut remarks = Vec::new();
    if sheets[chosen].hidden {
        let message = format!("the sheet {} is hidden, and was read", list([&*sheets[chosen].name]));
        remarks.push(Trouble::new("W_HIDDEN", message, "ask the sender whether it is the right one"));
    }
    let others = sheets.iter().enumerate().filter(|(index, sheet)| *index != chosen && !sheet.header.is_empty());
    let others: Vec<&str> = others.map(|(_, sheet)| &*sheet.name).collect();
    if !others.is_empty() && !is_named {
        let sheets = count(others.len(), "further sheet");
        let message = format!("{sheets} not read: {}", list(others.into_iter().take(20)));
        remarks.push(Trouble::new("W_SHEET", message, "name the sheet that is meant, if it is one of these"));
    }
    remarks
}
