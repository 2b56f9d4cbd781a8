//! The public pack: a month of the store through the disclosure rule, checked against every pack before it, and written.
//!
//! ```text
//! public/<month>/public-pack.html …        what everybody may see; public-shown.json is the same for programs
//! disclosure/internal-pack-<month>-<n>.json  every pack ever published, with its exact figures; never removed
//! ```

pub(crate) mod check;
pub(crate) mod kept;
pub(crate) mod parts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::disclosure::{Disclosive, DisclosureRule, Pack, PackDraft, protect};
use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::project::{Project, View};
use crate::report::public::{PackBasis, public};
use crate::store::{PublishedMonth, ReportFile, ReportsLock, Store};

use crate::operate::file_set::{FileSet, PlacedSet};
use crate::operate::month::changes::InView;
use crate::operate::month::completeness;
use crate::operate::month::known_changes::known_changes;
use crate::operate::output_files;
use crate::regime::Law;
use parts::MonthParts;

/// What to publish.
#[derive(Clone, Debug, Default)]
pub struct PublishRequest {
    /// The month; the last one that was run if none.
    pub month: Option<Month>,
    /// The rule, if not the project's.
    pub rule: Option<String>,
    /// No tables by reason.
    pub without_reasons: bool,
    /// No months before and no year so far.
    pub without_months: bool,
    /// Hospitals and authorities each by themselves only.
    pub without_pairs: bool,
}

/// What was published.
#[derive(Clone, Debug)]
pub struct PublishedPack {
    /// The folder with its files.
    pub folder: PathBuf,
    /// Files in it that the user had changed, under the names under which they are kept.
    pub kept: Vec<PathBuf>,
    /// The pack.
    pub pack: Pack,
    /// How many packs it was checked against.
    pub earlier: usize,
}

/// Publishes a month.
///
/// # Errors
/// 66 if the month was never run; 65 if a hidden figure could be worked out whatever is withheld, or a pack that was
/// published is not what its record says; 78 for an unknown rule.
pub fn publish(project: &Project, request: &PublishRequest) -> Result<PublishedPack> {
    let rule = request.rule.as_deref().map_or_else(|| Ok(project.disclosure.clone()), DisclosureRule::named)?;
    let store = Store::open_within(&project.folder, project.wait)?;
    let published = store.manifest().published(request.month, "nothing was published")?;
    let month = published.month;
    if !published.is_whole() {
        let what = format!("the news of {month} ends on {}, before the month does", published.as_of);
        return Err(Error::new("X_NOT_WHOLE", Exit::Data, what)
            .effect("nothing was published: half a month would look like a whole one")
            .hint(format!("`beddays run --month {month}` with news up to {} or later, then publish", month.last())));
    }
    if project.law.is_empty() {
        let what = "the project names no regime: a pack is made of the ledger of a bill";
        return Err(Error::new("C_NO_REGIME", Exit::Config, what)
            .effect("nothing was published")
            .hint("add regimes = [\"england-2014\"] to [project], and run the months again"));
    }
    let known = known_months(&store, month, &rule);
    known
        .iter()
        .filter_map(|month| store.manifest().month(*month))
        .try_for_each(|month| month.refuse_unpriced("nothing was published"))?;
    let parts = MonthParts::read(project, &store, &known)?;
    let year = year_so_far(month, &parts.by_month).filter(|_| !request.without_months);
    let draft = draft(project, request, month, &parts, year.as_deref());
    let kept = kept::read(&project.folder, &rule)?;
    let near = kept::near(&kept, month, &rule);
    let pack = match kept::same(&kept, &draft, &rule) {
        Some(pack) => pack.clone(),
        None => {
            let edition =
                1 + kept.iter().filter(|pack| pack.month == month).map(|pack| pack.edition).max().unwrap_or(0);
            protect(&rule, &near, &draft, edition).map_err(|disclosive| refused(month, &disclosive))?
        }
    };
    let others = near.iter().filter(|other| **other != &pack).count();
    let months = if request.without_months { Vec::new() } else { before(month, 12).chain([month]).collect() };
    let later = later_news(project, &store, month, &months)?;
    let mut report = public(&PackBasis {
        language: project.language,
        owner: &project.name,
        names: &project.names,
        pack: &pack,
        is_closed: store.manifest().closed_month(month).is_some(),
        rule: &rule,
        earlier: others,
        months: &months,
        later: &later,
        year: year.as_deref(),
        currency: Law::currency_of(&project.law),
    });
    let shown = store
        .manifest()
        .months
        .iter()
        .filter(|published| published.month == month || months.contains(&published.month));
    completeness::mark(&mut report, shown);
    let mut files = output_files::render(&report)?;
    files.push(kept::shown(&pack)?);
    let PlacedSet { folder, kept } = put_in_place(project, &pack, files)?;
    Ok(PublishedPack { folder, kept, pack, earlier: others })
}

/// Keeps the record of a pack and puts its files in place. The files are whole beside their place before the record is kept,
/// and the record comes before the rename: whatever the world sees, the next pack is checked against.
fn put_in_place(project: &Project, pack: &Pack, files: Vec<ReportFile>) -> Result<PlacedSet> {
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let (outer, name) = (output_files::folder_in(&project.folder, kept::PUBLIC)?, pack.month.to_string());
    let mut before = output_files::names_in(&outer.join(&name), "public-pack");
    before.insert(kept::SHOWN.to_owned());
    let set = FileSet::new((&outer, &name), "public", files, None).or_named(before).prepare()?;
    kept::keep(&project.folder, pack)?;
    set.put_in_place().map_err(|error| {
        let hint = format!("`beddays publish --month {name}` writes the same pack and puts it in place");
        error
            .before_the_effect(format!("the record of the pack of {name}, edition {}, is kept", pack.edition))
            .hint(hint)
    })
}

/// The months that a pack shows of which the store has later news, or corrections in later statements: a pack has each as its
/// last edition does.
fn later_news(project: &Project, store: &Store, own: Month, shown: &[Month]) -> Result<Vec<Month>> {
    let mut later: BTreeSet<Month> = known_changes(project, store)?.into_iter().map(|change| change.month).collect();
    for published in store.manifest().months.iter().filter(|published| published.has_corrections) {
        for row in store.corrections(published)? {
            let view = InView::of(project, row.month);
            if [&row.old, &row.new].into_iter().flatten().any(|state| view.has(state)) {
                later.insert(row.month);
            }
        }
    }
    let is_whole = |month: &Month| store.manifest().month(*month).is_some_and(PublishedMonth::is_whole);
    let is_shown = |month: &Month| *month == own || (shown.contains(month) && is_whole(month));
    Ok(later.into_iter().filter(is_shown).collect())
}

/// The months before a month, oldest first.
fn before(month: Month, count: usize) -> impl Iterator<Item = Month> {
    let mut months: Vec<Month> =
        std::iter::successors(Some(month.previous()), |month| Some(month.previous())).take(count).collect();
    months.reverse();
    months.into_iter()
}

/// The month and those before it that the store holds to their last day.
fn known_months(store: &Store, month: Month, rule: &DisclosureRule) -> Vec<Month> {
    let count = rule.file.protection.earlier_packs.max(12) as usize;
    let is_whole = |month: &Month| store.manifest().month(*month).is_some_and(PublishedMonth::is_whole);
    before(month, count).chain([month]).filter(is_whole).collect()
}

/// The period from April to the month, if every month of it is known and there is more than one.
fn year_so_far(month: Month, known: &BTreeMap<Month, Vec<crate::disclosure::PersonPart>>) -> Option<String> {
    let april = before(month, 11).chain([month]).filter(|month| month.to_string().ends_with("-04")).last()?;
    let months: Vec<Month> =
        std::iter::successors(Some(april), |month| Some(month.next())).take_while(|own| *own <= month).collect();
    (months.len() > 1 && months.iter().all(|month| known.contains_key(month))).then(|| format!("{april} to {month}"))
}

fn draft(
    project: &Project,
    request: &PublishRequest,
    month: Month,
    parts: &MonthParts,
    year: Option<&str>,
) -> PackDraft {
    let mut draft = PackDraft::new(month);
    let span = |month: Month| i64::from(month.days());
    let own = parts.by_month.get(&month).map_or(&[][..], Vec::as_slice);
    let mut table = |dimensions: &[&str]| draft.add_table(&month.to_string(), span(month), dimensions, own);
    match (project.view, request.without_pairs) {
        (View::Authority, _) => table(&["hospital"]),
        (View::Provider, _) => table(&["authority"]),
        (View::System, false) => table(&["hospital", "authority"]),
        (View::System, true) => {
            table(&["hospital"]);
            table(&["authority"]);
        }
    }
    if !request.without_reasons {
        table(&[if project.view == View::Provider { "authority" } else { "hospital" }, "reason"]);
    }
    if request.without_months {
        return draft;
    }
    for (earlier, parts) in parts.by_month.iter().filter(|(earlier, _)| **earlier < month) {
        draft.add_table(&earlier.to_string(), span(*earlier), &[], parts);
    }
    if let Some((first, year)) = year.and_then(|year| Some((year.get(..7)?.parse::<Month>().ok()?, year))) {
        let months = || parts.by_month.range(first..=month);
        let all: Vec<_> = months().flat_map(|(_, parts)| parts.iter().cloned()).collect();
        draft.add_table(year, months().map(|(month, _)| span(*month)).sum(), &[], &all);
        draft.add_periods(year, &months().map(|(month, _)| month.to_string()).collect::<Vec<_>>());
    }
    draft
}

fn refused(month: Month, disclosive: &[Disclosive]) -> Error {
    const NAMED: usize = 20;
    let mut lines: Vec<String> = disclosive.iter().take(NAMED).map(ToString::to_string).collect();
    if disclosive.len() > NAMED {
        lines.push(format!("and {} more", disclosive.len() - NAMED));
    }
    let what = format!("the pack of {month} would let {} hidden figures be worked out", disclosive.len());
    Error::new("X_DISCLOSURE", Exit::Data, what)
        .effect(format!("nothing was published; at stake:\n  {}", lines.join("\n  ")))
        .hint("publish coarser figures: `--without reasons`, `--without months` or `--without pairs`; a pack that never went out can be taken back by removing its record from disclosure/ and its folder from public/")
}
