//! A rebuild: every table and every edition of every month once more from the deliveries as received, beside the store, held
//! against what the store has.
//!
//! ```text
//! lists of before ─▶ each edition again, on what was known then ─▶ ledger, changes, reports ─┐
//! deliveries ──────▶ every table again, on all that is known ──────────────────────────────┴─▶ the same? put back · name
//! ```

mod compared;
mod editions;
mod known_then;
mod law_then;
mod tables;
mod without_list;

use crate::domain::Month;
use crate::error::Result;
use crate::key::Key;
use crate::operate::deliveries::basis;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::store::{Damage, DamageKind, Store};

pub use compared::{DifferentFile, RebuiltEdition};
use serde::Serialize;

/// What came of a rebuild.
#[derive(Debug, Default, Serialize)]
pub struct Rebuilt {
    /// How many deliveries everything was made of.
    pub deliveries: usize,
    /// How many files of tables came out the same to the byte.
    pub tables_same: usize,
    /// How many came out with the same rows in other bytes: in another order, as a run over some of the records leaves them.
    pub tables_same_rows: usize,
    /// Why no table was compared; nothing where all were.
    pub tables_not_compared: Option<String>,
    /// Each edition, in the order in which they were published.
    pub editions: Vec<RebuiltEdition>,
    /// Files that came out otherwise.
    pub different: Vec<DifferentFile>,
    /// Files that were missing or damaged, and are in their place again.
    pub put_back: Vec<String>,
    /// Files that are missing or damaged still: they cannot be made of deliveries, or not in the bytes that are wanted.
    pub lost: Vec<LostFile>,
    /// Why the next run would make everything anew by itself: what differs may come from that.
    pub basis_differs: Option<String>,
}

/// A file that is missing or damaged still.
#[derive(Debug, Serialize)]
pub struct LostFile {
    /// The file, in the store.
    pub file: String,
    /// Found and wanted.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl Rebuilt {
    /// Notes an edition. One that was published twice, with other files of reports, is one: a reason why it was not compared stays.
    fn add(&mut self, row: RebuiltEdition) {
        let is_it = |held: &&mut RebuiltEdition| (held.month, held.edition) == (row.month, row.edition);
        match self.editions.iter_mut().find(is_it) {
            Some(held) if held.not_compared.is_none() && held.reports_not_compared.is_none() => *held = row,
            Some(_) => {}
            None => self.editions.push(row),
        }
    }

    /// Whether everything came out as the store has it, and nothing is missing.
    pub fn is_same(&self) -> bool {
        self.different.is_empty() && self.lost.is_empty() && self.tables_not_compared.is_none()
    }
}

/// Makes everything once more, or the editions of one month alone, and compares. The store stays as it was, but for files that were
/// missing or damaged.
///
/// # Errors
/// 65: a delivery is damaged, or the list of what the store holds is; 66: the month was never published; 75: another run is at work;
/// the disk refuses.
pub fn rebuild(project: &Project, month: Option<Month>, progress: &dyn Progress) -> Result<Rebuilt> {
    let key = Key::read(&project.folder)?;
    without_list::refuse(&project.folder)?;
    let mut store = Store::open_to_rebuild(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let mut rebuilt = Rebuilt { deliveries: store.manifest().deliveries.len(), ..Rebuilt::default() };
    let made = match month {
        None => make(project, (&mut store, &key), &mut rebuilt, progress),
        Some(_) => make_month(project, (&mut store, &key), month, &mut rebuilt, progress),
    };
    store.clear_aside();
    made.map(|()| rebuilt)
}

/// Makes the editions of one month.
fn make_month(
    project: &Project,
    (store, key): (&mut Store, &Key),
    month: Option<Month>,
    rebuilt: &mut Rebuilt,
    progress: &dyn Progress,
) -> Result<()> {
    store.manifest().published(month, "nothing was compared")?;
    editions::rebuild(project, (store, key), (rebuilt, month), progress)?;
    store.protect_closed()
}

fn make(
    project: &Project,
    (store, key): (&mut Store, &Key),
    rebuilt: &mut Rebuilt,
    progress: &dyn Progress,
) -> Result<()> {
    rebuilt.basis_differs =
        basis::why_anew(store, &basis::of(project, key)).filter(|_| !store.manifest().deliveries.is_empty());
    editions::rebuild(project, (store, key), (rebuilt, None), progress)?;
    tables::rebuild(project, (store, key), rebuilt, progress)?;
    store.protect_closed()?;
    // Tables of the commit before, on which no figure rests any more.
    let is_damaged = |damage: &&Damage| damage.kind == DamageKind::Damaged;
    for damage in store.verify()?.iter().filter(is_damaged) {
        let name = damage.file.file_name().map(|name| name.to_string_lossy().into_owned());
        name.into_iter().for_each(|name| store.clear_table(&name));
    }
    let is_damaged = |damage: &Damage| damage.kind == DamageKind::Damaged;
    let in_store =
        |damage: &Damage| damage.file.strip_prefix(store.folder()).unwrap_or(&damage.file).display().to_string();
    let lost = |damage: Damage| LostFile { file: in_store(&damage), what: damage.what, hint: damage.hint };
    rebuilt.lost = store.verify()?.into_iter().filter(is_damaged).map(lost).collect();
    Ok(())
}
