//! Which sheet of a workbook is meant: the one that is named; else the only one whose header fits; never a guess.

use crate::files::container::OpenRequest;
use crate::files::container::table::SheetRow;
use crate::files::grid::GridIssue;
use crate::files::header_names;
use crate::files::refusal::Refusal;
use crate::files::wording::{count, list};

/// The sheet of a template that explains its columns: it is never a delivery, and not said to be unread.
pub const EXPLAINED_SHEET: &str = "beddays columns";

/// How many rows below the first are looked at for a header that stands too low, as in a CSV file.
const LOOKED_AT: usize = 20;

/// What is seen of a sheet before it is read.
#[derive(Debug)]
pub struct Seen {
    /// Its name.
    name: String,
    /// Whether it is hidden, a little or very much.
    hidden: bool,
    /// The first row that is not blank; nothing if there is nothing in the sheet.
    first: Option<First>,
}

/// The first row of a sheet with anything in it.
#[derive(Debug)]
struct First {
    /// Its number, from 1.
    row: u32,
    /// How many of the wanted columns are among its texts.
    found: usize,
    /// Whether all of them are.
    fits: bool,
    /// The number of a row below that has all wanted columns, where the first row has none of them.
    lower: Option<u32>,
}

impl Seen {
    /// Looks at the first rows of a sheet, which `next` gives.
    ///
    /// # Errors
    /// The first row cannot be read. What is wrong below it is reported when the sheet is read.
    pub fn of(
        (name, hidden): (&str, bool),
        wanted: &OpenRequest,
        mut next: impl FnMut() -> Result<Option<SheetRow>, Refusal>,
    ) -> Result<Self, Refusal> {
        let mut seen = Self { name: name.to_owned(), hidden, first: None };
        while let Some(row) = next()? {
            if !row.is_blank() && !wanted.is_above(&row) {
                let (found, number) = (wanted.found_in(&row.texts()), row.number);
                let fits = found == wanted.headers.len();
                let elsewhere = wanted.header_row.is_some_and(|header| header != number);
                let lower = if elsewhere {
                    Some(number)
                } else if fits || found > 0 || wanted.header_row.is_some() {
                    None
                } else {
                    lower(wanted, &mut next)
                };
                seen.first = Some(First { row: number, found, fits, lower });
                break;
            }
        }
        Ok(seen)
    }

    fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// How many of the wanted columns its first row has.
    fn found(&self) -> usize {
        self.first.as_ref().map_or(0, |first| first.found)
    }

    fn fits(&self) -> bool {
        self.first.as_ref().is_some_and(|first| first.fits)
    }

    /// Why it cannot be read, where its header stands too low.
    fn too_low(&self) -> Option<Refusal> {
        let First { row, lower, .. } = self.first.as_ref()?;
        let (lower, name) = ((*lower)?, list([&*self.name]));
        if lower == *row {
            let what = format!("the row of the sheet {name} on which the profile says the header stands is blank");
            let hint = format!("the next filled row is {row}: correct `header_row` in the profile");
            return Some(Refusal::new("F_HEADER", what, hint).at((*row as usize, 1)));
        }
        let what = format!("the first row of the sheet {name} is not the header row");
        let hint = format!(
            "the header stands on row {lower} of sheet {name}: delete the rows above it, or declare header_row = {lower} under [profile] of a profile of your own"
        );
        Some(Refusal::new("F_HEADER", what, hint).at((*row as usize, 1)))
    }
}

/// The number of the next row that has all wanted columns, if it stands not far below.
fn lower(wanted: &OpenRequest, next: &mut impl FnMut() -> Result<Option<SheetRow>, Refusal>) -> Option<u32> {
    let mut looked_at = 0;
    while looked_at < LOOKED_AT {
        let row = next().ok()??;
        looked_at += usize::from(!row.is_blank());
        if !row.is_blank() && wanted.found_in(&row.texts()) == wanted.headers.len() {
            return Some(row.number);
        }
    }
    None
}

impl OpenRequest {
    /// Whether a row stands above the declared row of the header.
    pub fn is_above(&self, row: &SheetRow) -> bool {
        self.header_row.is_some_and(|header| row.number < header)
    }

    /// How many of the wanted columns stand among some texts.
    fn found_in(&self, texts: &[String]) -> usize {
        let names: Vec<String> = texts.iter().map(|name| header_names::plain(name)).collect();
        let is_there =
            |headers: &&Vec<String>| headers.iter().any(|header| names.contains(&header_names::plain(header)));
        self.headers.iter().filter(is_there).count()
    }
}

/// The place of the sheet that is meant, and what there is to say about it.
///
/// # Errors
/// `F_SHEET`: no sheet has the given name, or several could be meant. `F_HEADER`: the header of the one that is meant stands
/// below other rows. `F_EMPTY`: there is nothing in any.
pub fn choose(sheets: &[Seen], wanted: &OpenRequest) -> Result<(usize, Vec<GridIssue>), Refusal> {
    let names = || list(sheets.iter().take(20).map(|sheet| &*sheet.name));
    if let Some(name) = &wanted.sheet {
        let Some(index) = sheets.iter().position(|sheet| sheet.name == *name) else {
            let what = format!("the workbook has no sheet {}; it has {}", list([&**name]), names());
            return Err(Refusal::new("F_SHEET", what, "name the sheet as the workbook does, in upper and lower case"));
        };
        if sheets[index].is_empty() {
            let what = format!("there is nothing in the sheet {}", list([&**name]));
            return Err(Refusal::new("F_EMPTY", what, "ask the sender for the file again"));
        }
        return sheets[index].too_low().map_or_else(|| Ok((index, remarks(sheets, index, true))), Err);
    }
    let filled: Vec<usize> = (0..sheets.len()).filter(|index| !sheets[*index].is_empty()).collect();
    let fitting: Vec<usize> = filled.iter().copied().filter(|index| sheets[*index].fits()).collect();
    let only = match (&*filled, &*fitting) {
        ([], _) => {
            let hint = "ask the sender for the file again; an extract without rows still has a header row";
            return Err(Refusal::new("F_EMPTY", "there is nothing in any sheet of the workbook", hint));
        }
        // A header that does not fit is reported in detail when it is read.
        ([only], _) | (_, [only]) => *only,
        (_, []) => {
            let mut too_low = filled.iter().filter_map(|index| sheets[*index].too_low());
            if let (Some(refusal), None) = (too_low.next(), too_low.next()) {
                return Err(refusal);
            }
            let Some(nearest) = nearest(sheets, wanted.headers.len()) else {
                let what = format!("no sheet of the workbook has the wanted header; it has {}", names());
                return Err(Refusal::new("F_SHEET", what, "ask the sender which sheet is meant, and name it"));
            };
            nearest
        }
        (_, several) => {
            let fitting = list(several.iter().take(20).map(|index| &*sheets[*index].name));
            let hidden = several.iter().filter(|index| sheets[**index].hidden).count();
            let hidden = if hidden > 0 { format!(" ({hidden} of them hidden)") } else { String::new() };
            let what = format!("{} fit the header{hidden}: {fitting}", count(several.len(), "sheet"));
            return Err(Refusal::new("F_SHEET", what, "ask the sender which sheet is meant, and name it"));
        }
    };
    sheets[only].too_low().map_or_else(|| Ok((only, remarks(sheets, only, false))), Err)
}

/// The only sheet with at least half of the wanted columns in its first row, though not with all: reading it tells which
/// are missing.
fn nearest(sheets: &[Seen], wanted: usize) -> Option<usize> {
    let mut near = (0..sheets.len()).filter(|index| 2 * sheets[*index].found() >= wanted.max(1));
    near.next().filter(|_| near.next().is_none())
}

fn remarks(sheets: &[Seen], chosen: usize, is_named: bool) -> Vec<GridIssue> {
    let mut remarks = Vec::new();
    if sheets[chosen].hidden {
        let message = format!("the sheet {} is hidden, and was read", list([&*sheets[chosen].name]));
        remarks.push(GridIssue::new("W_HIDDEN", message, "ask the sender whether it is the right one"));
    }
    let others = sheets
        .iter()
        .enumerate()
        .filter(|(index, sheet)| *index != chosen && !sheet.is_empty() && sheet.name != EXPLAINED_SHEET);
    let others: Vec<&str> = others.map(|(_, sheet)| &*sheet.name).collect();
    if !others.is_empty() && !is_named {
        let sheets = count(others.len(), "further sheet");
        let message = format!("{sheets} not read: {}", list(others.into_iter().take(20)));
        remarks.push(GridIssue::new("W_SHEET", message, "name the sheet that is meant, if it is one of these"));
    }
    remarks
}
