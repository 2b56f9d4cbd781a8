//! The trend of the months in the store, by one convention of the project.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::marts::CountedMarts;
use super::peers::ranked;
use super::published::peers_of;
use super::successors::{Successors, with_trusts};
use super::{MONTHS, changes, money, removed, unknown, write_into_project};
use crate::counting::{StayToCount, stays_to_count, undecided};
use crate::domain::{Authorities, Day, EventRecord, Finding, Language, Month, Reason, Receipt, Stay, near};
use crate::error::{Error, Exit, Result};
use crate::operate::bridge::{self, BILL, BridgeRequest};
use crate::operate::deliveries::senders;
use crate::operate::month::completeness;
use crate::project::{Project, View};
use crate::published::measure;
use crate::query::Engine;
use crate::regime::Convention;
use crate::regime::convention::rules::{Booked, Use};
use crate::report::data_quality;
use crate::report::model::{Report, ReportFact, Section};
use crate::report::statement::grade_in_words;
use crate::report::trend::breaks::Changes;
use crate::report::trend::bridges::{self, BridgeCause, FigureBridge};
use crate::report::trend::other_sections::{bands, people};
use crate::report::trend::{Charting, DelayedDays, Dimension, TrendBasis, TrendFacts, peers, trend, without_figures};
use crate::settle::finding_counts::FindingCounts;
use crate::store::schema::FINDING_COUNT;
use crate::store::{PublishedMonth, ReportsLock, Store};
use crate::words::Argument;

/// How often the report is made while runs change the store.
const TRIES: usize = 3;

/// What is asked.
#[derive(Clone, Debug)]
pub struct StoreTrendRequest<'a> {
    /// The convention by its label; the first of the project if none.
    pub convention: Option<&'a str>,
    /// At most so many months, the last ones.
    pub months: usize,
    /// Which trust came after which, where it is not as the project says.
    pub successors: Option<&'a Successors>,
    /// How series are charted, where it is not as the project says.
    pub charting: Option<Charting>,
}

/// Writes the trend report of a project, and says where the page lies.
///
/// # Errors
/// 78: the project counts by no convention, or by no such one. 65: a month is missing among those published, or there is
/// one only.
pub fn of_store(project: &Project, request: &StoreTrendRequest<'_>) -> Result<PathBuf> {
    let key = crate::key::Key::read(&project.folder)?;
    for _ in 0..TRIES {
        let store = Store::read_only(&project.folder)?;
        store.require_key(&key.id())?;
        let report = report(project, &store, request)?;
        let _lock = ReportsLock::take(&project.folder, project.wait)?;
        // A run may have ended meanwhile.
        if store.is_current()? {
            return write_into_project(&project.folder, &store, &report);
        }
    }
    Err(Error::new("S_BUSY", Exit::Busy, "one run after another changes the store while the report is made")
        .effect("no report was written; the trend report is that of the last run")
        .hint("run again when the runs have ended"))
}

/// After a run: the report of the last months, if the project counts by a convention and there are two months or more.
///
/// # Errors
/// As [`of_store`]; a month that is missing among those published is named, and the run goes on.
pub fn after_run(project: &Project, store: &Store) -> Result<Option<PathBuf>> {
    let whole = store.manifest().months.iter().filter(|month| is_whole(store, month)).count();
    if project.conventions.is_empty() || whole < 2 {
        return Ok(None);
    }
    let request = StoreTrendRequest { convention: None, months: MONTHS, successors: None, charting: None };
    let report = report(project, store, &request)
        .map_err(|error| error.effect("the files of the trend report, if any, are those of before"))?;
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    write_into_project(&project.folder, store, &report).map(Some)
}

/// What the store holds of the stays that can have to do with a month or later ones.
struct TrendStays {
    stays: Vec<Stay>,
    events: Vec<EventRecord>,
    reasons: Vec<Reason>,
}

impl TrendStays {
    fn since(store: &Store, month: Month) -> Result<Self> {
        let (stays, events) = (store.stays_since(month)?, store.events_since(month)?);
        Ok(Self { stays, events, reasons: store.reasons_since(month)? })
    }

    /// Those that the project looks at in a month.
    fn own(&self, project: &Project, month: Month, known_to: Day) -> Vec<StayToCount<'_>> {
        let stays = stays_to_count(&self.stays, &self.events, &self.reasons, known_to).into_iter();
        stays.filter(|stay| project.looks_at(stay.stay, month)).collect()
    }
}

/// What the store holds of deliveries. Both after a run and later, a report is made of this and of the stays alone.
pub(crate) struct TrendDeliveries {
    pub receipts: Vec<Receipt>,
    /// What was found about whole deliveries.
    pub alarms: Vec<Finding>,
    /// The deliveries, and what was found in them and about them.
    quality: Engine,
}

impl TrendDeliveries {
    /// With what was found in records that can have to do with a month or later ones.
    ///
    /// # Errors
    /// 65: a stored file is damaged.
    pub fn read(store: &Store, since: Month) -> Result<Self> {
        let mut receipts = store.receipts()?;
        receipts.sort_by(|one, other| (&one.sender, &one.file).cmp(&(&other.sender, &other.file)));
        let deliveries = &store.manifest().deliveries;
        let received = deliveries.iter().map(|delivery| (delivery.sha256.as_str(), delivery.received as u32)).collect();
        let alarms = senders::warn(&senders::volumes(&received, &receipts), &mut receipts);
        let mut quality = Engine::open(&[(FINDING_COUNT.name, store.table_files_since(FINDING_COUNT.name, since)?)])?;
        quality.add_rows(&receipts)?;
        let mut counts = FindingCounts::default();
        counts.add_in_files(&receipts, &alarms);
        quality.add_rows(&counts.rows(&receipts))?;
        Ok(Self { receipts, alarms, quality })
    }
}

/// The whole months.
fn whole_months(store: &Store) -> Vec<Month> {
    store.manifest().months.iter().filter(|month| is_whole(store, month)).map(|month| month.month).collect()
}

/// The first of so many whole months, the last ones, and of those before that limits come from; nothing where none is whole.
fn first_shown(store: &Store, months: usize, charting: &Charting) -> Option<Month> {
    let whole = whole_months(store);
    whole.get(charting.shown_from(&whole, whole.len().saturating_sub(months.max(1)))).copied()
}

fn report(project: &Project, store: &Store, request: &StoreTrendRequest<'_>) -> Result<Report> {
    // A store that is too old for the report says so first.
    store.receipts()?;
    let (convention, language) = (convention(project, request.convention)?, project.language);
    let known_to = store.manifest().months.iter().map(|month| month.as_of).max().unwrap_or_default();
    let charting = request.charting.as_ref().unwrap_or(&project.charting);
    let first = first_shown(store, request.months, charting);
    let (facts, missing) = facts(project, store, convention, (first, known_to))?;
    let Some(facts) = facts else {
        let Some(last) = missing.last().and_then(|(month, _)| store.manifest().month(*month)) else {
            return Err(Error::new("X_NO_MONTH", Exit::NoInput, "no whole month was published"));
        };
        let of_month = TrendStays::since(store, last.month)?;
        let stays = of_month.own(project, last.month, known_to);
        let mut deliveries = TrendDeliveries::read(store, first.unwrap_or(last.month))?;
        let data = data(project, &mut deliveries.quality, (convention, &stays, last.month))?;
        let of = (&*project.name, convention.label());
        return without_figures(language, of, &missing, vec![data], vec![ReportFact::program(language)]);
    };
    let facts = facts.last_months(request.months, |months, at| charting.shown_from(months, at));
    let list = match (request.successors, &project.successors) {
        (Some(list), _) => Some(list.clone()),
        (None, Some(file)) => Some(Successors::read(&project.folder.join(file))?),
        (None, None) => None,
    };
    let facts = match &list {
        Some(list) => with_trusts(project, facts, list),
        None => facts,
    };
    let last = store.manifest().published(Some(facts.last()), "no report was written")?;
    let of_month_on = TrendStays::since(store, last.month)?;
    let stays = of_month_on.own(project, last.month, last.as_of);
    let mut deliveries = TrendDeliveries::read(store, first.unwrap_or(last.month))?;
    let mut further = of_month(project, store, convention, last.month)?;
    let mut steps = bridges::sections(language, &bridges(project, store, convention, last.month)?, last.month);
    if removed::has_kept(project, store, last.month)? {
        let note = language.word("trend-removed-last");
        further.iter_mut().chain(&mut steps).for_each(|section| section.text.push(note.to_owned()));
    }
    further.extend(compared(project, store, last.month)?.into_iter().chain(steps));
    further.push(data(project, &mut deliveries.quality, (convention, &stays, last.month))?);
    let mut report = trend(&TrendBasis {
        owner: &project.name,
        class: "internal",
        convention: convention.label().to_owned(),
        facts: &facts,
        charting: charting.clone(),
        further,
        share: None,
        money: money::of_months(project, store, facts.months())?,
        missing,
        provenance: provenance((project.language, store), convention, (&facts, last), &deliveries.receipts)
            .into_iter()
            .chain(list.map(|list| list.fact(language)))
            .collect(),
    })?;
    let shown = store.manifest().months.iter().filter(|month| facts.months().contains(&month.month));
    completeness::mark(&mut report, shown);
    Ok(report)
}

/// What the report rests on: the convention, the editions of its months, what of the convention is in doubt, and the deliveries.
fn provenance(
    (language, store): (Language, &Store),
    convention: &Convention,
    (facts, last): (&TrendFacts, &PublishedMonth),
    receipts: &[Receipt],
) -> Vec<ReportFact> {
    let named = [("title", &convention.file.convention.title), ("file", &convention.hash)];
    let named = named.map(|(name, words)| (name, words.into()));
    let own = [
        ReportFact::of(language, "fact-convention", language.say("fact-convention-value", &named)),
        ReportFact::of(language, "fact-as-of", last.as_of),
        ReportFact::program(language),
    ];
    let of_month = |month: &PublishedMonth, value| ReportFact {
        name: language.say("fact-of-month", &[("month", month.month.to_string().into())]),
        value,
    };
    let (published, months) = (&store.manifest().months, facts.months());
    let shown = published.iter().filter(|month| months.contains(&month.month));
    let is_closed = |month: &PublishedMonth| store.manifest().closed_month(month.month).is_some();
    let shown = shown.map(|month| of_month(month, edition_in_words(language, month.edition, is_closed(month))));
    let left_out = published
        .iter()
        .filter(|month| !is_whole(store, month))
        .map(|month| of_month(month, language.say("fact-month-left-out", &[("day", month.as_of.to_string().into())])));
    let doubts = convention.doubts().into_iter().map(|(words, grade)| ReportFact {
        name: format!("{}, {}", convention.label(), grade_in_words(language, grade)),
        value: words,
    });
    let inputs = receipts.iter().map(|receipt| ReportFact {
        name: language.say("fact-input-file", &[("file", (&receipt.file).into())]),
        value: receipt.sha256.clone(),
    });
    own.into_iter().chain(shown).chain(left_out).chain(doubts).chain(inputs).collect()
}

/// An edition of a month, and whether the month is closed.
pub(crate) fn edition_in_words(language: Language, edition: u32, is_closed: bool) -> String {
    let state = if is_closed { "closed" } else { "open" };
    language.say("fact-month-edition", &[("edition", Argument::Plain(edition.into())), ("state", state.into())])
}

fn convention<'a>(project: &'a Project, wanted: Option<&str>) -> Result<&'a Convention> {
    let known = || project.conventions.iter().map(Convention::label).collect::<Vec<_>>().join(", ");
    let refused = |what: String, hint: String| {
        Err(Error::new("C_NO_CONVENTION", Exit::Config, what).effect("no report was written").hint(hint))
    };
    match (wanted, project.conventions.first()) {
        (_, None) => refused(
            "the project counts by no convention of statistics".to_owned(),
            "add `conventions = [\"england-drd\"]` to [project], then run the month again; `beddays regimes list` has them all"
                .to_owned(),
        ),
        (None, Some(first)) => Ok(first),
        (Some(wanted), _) => match project.conventions.iter().find(|convention| convention.label() == wanted) {
            Some(found) => Ok(found),
            None => {
                let labels = project.conventions.iter().map(Convention::label);
                let hint = near::hint(wanted, labels, &format!("it counts by {}", known()));
                refused(format!("the project does not count by `{wanted}`"), hint)
            }
        },
    }
}

/// Whether the news of a published month reaches its last day, and the tables of counting do.
fn is_whole(store: &Store, published: &PublishedMonth) -> bool {
    published.is_whole() && store.manifest().counted_to.is_some_and(|day| day >= published.month.last())
}

/// The figures of the months that have any, and the months that have none, each with why.
type KnownMonths = (Option<TrendFacts>, Vec<(Month, String)>);

fn facts(
    project: &Project,
    store: &Store,
    convention: &Convention,
    (first, known_to): (Option<Month>, Day),
) -> Result<KnownMonths> {
    let published = store.manifest().months.iter().filter(|month| is_whole(store, month));
    let shown = published.map(|month| month.month).filter(|month| first.is_some_and(|first| *month >= first));
    let mut months: BTreeMap<Month, Vec<DelayedDays>> = shown.map(|month| (month, Vec::new())).collect();
    let sums = |first| CountedMarts::sums(project, store, convention, first);
    let Some(mut marts) = first.map(sums).transpose()?.flatten() else {
        return Ok((Some(TrendFacts::new(project.language, months)?), Vec::new()));
    };
    marts.add_days(&mut months)?;
    let mut removed = removed::not_kept(project, store, convention, &months.keys().copied().collect())?;
    months.retain(|month, _| !removed.contains_key(month));
    // A month of which stays are there and none could be counted has no figure, which is not 0.
    let is_empty = |rows: &[DelayedDays]| rows.iter().all(|row| row.days == 0);
    let mut unknown: Vec<Month> = months.iter().filter(|(_, rows)| is_empty(rows)).map(|(month, _)| *month).collect();
    let mut not_counted = BTreeMap::new();
    if let Some(since) = unknown.first() {
        let TrendStays { stays, events, reasons } = TrendStays::since(store, *since)?;
        let all = stays_to_count(&stays, &events, &reasons, known_to);
        not_counted = unknown::not_counted(project, convention, &all, unknown.iter().copied());
    }
    unknown.retain(|month| not_counted.contains_key(month));
    months.retain(|month, _| !unknown.contains(month));
    let why_removed = (!removed.is_empty()).then(|| removed.iter().map(|(month, why)| format!("{month}: {why}")));
    let why_removed = why_removed.map(|months| months.collect::<Vec<_>>().join("; "));
    removed.extend(unknown.into_iter().filter_map(|month| Some((month, not_counted.remove(&month)?))));
    let missing: Vec<(Month, String)> = removed.into_iter().collect();
    if months.len() < 2 && !Vec::is_empty(&missing) {
        return Ok((None, missing));
    }
    let begin = whole_months(store).first().copied();
    let facts = TrendFacts::new(project.language, months)
        .map_err(|error| why_removed.into_iter().fold(error, |error, why| error.hint(why)))?;
    let facts = match begin {
        Some(begin) => facts.known_since(begin),
        None => facts,
    };
    let (span, nothing) = ((facts.first(), facts.last()), BTreeMap::new());
    let of = |name: &str, is_own| changes::of(&changes::councils(name), span, &nothing, (is_own, project.language));
    let names = facts.by(Dimension::Authority).iter().map(|series| series.name.clone());
    let of_areas = names.map(|name| (name.clone(), of(&name, false))).collect();
    let own = project.authority.filter(|_| project.view == View::Authority);
    let own = own.map_or_else(Changes::default, |id| of(&Authorities::all().get(id).name, true));
    Ok((Some(facts.with_changes(own, of_areas)), missing))
}

/// How long the delays of the month were, and how many people were delayed on each of its days.
fn of_month(project: &Project, store: &Store, convention: &Convention, month: Month) -> Result<Vec<Section>> {
    let language = project.language;
    let note = (convention.rules.booked == Booked::MonthOfEnd).then(|| language.word("trend-people-note"));
    // Nothing was counted yet: nothing is known of lengths or days, and none is 0.
    let Some(mut marts) = CountedMarts::of_month(project, store, convention, month)? else { return Ok(Vec::new()) };
    let lengths = marts.lengths(month)?.map(|found| bands(language, &found));
    Ok(lengths.into_iter().chain([people(language, month, &marts.people_by_day(month)?, note)]).collect())
}

/// The authority among others, where the store has published figures of them.
fn compared(project: &Project, store: &Store, month: Month) -> Result<Option<Section>> {
    let Some(authority) = project.authority.filter(|_| project.view == View::Authority) else { return Ok(None) };
    let areas = peers_of(project.language, &store.published()?, Authorities::all().get(authority));
    let found = ranked(&areas, measure::DELAYED_DAYS, &store.populations()?, month)?;
    Ok(peers::section(project.language, &found, month, project.language.word("trend-figures-of-store")))
}

/// From the convention to the bill, and to every other convention of the project.
fn bridges(project: &Project, store: &Store, convention: &Convention, month: Month) -> Result<Vec<FigureBridge>> {
    let others = project.conventions.iter().map(Convention::label).filter(|label| *label != convention.label());
    // Without a law there is no bill.
    let bill = (!project.law.is_empty()).then_some(BILL);
    bill.into_iter()
        .chain(others)
        .map(|to| {
            let (from, language) = (convention.label(), project.language);
            let asked = BridgeRequest { from, to, month: Some(month), with_days: false, language };
            let built = bridge::bridge(project, store, asked)?;
            let name = |figure: &bridge::BridgeFigure| {
                if figure.name == BILL { language.word("trend-bill").to_owned() } else { figure.name.clone() }
            };
            let causes = built.steps.iter().map(|step| BridgeCause {
                words: step.words.clone(),
                days: step.days,
                stays: step.stays,
                cite: step.cite.clone(),
                grade: language.find(&format!("grade-{}", step.grade)).unwrap_or_default(),
            });
            Ok(FigureBridge {
                from: (name(&built.from), built.from.days),
                causes: causes.collect(),
                to: (name(&built.to), built.to.days),
                notes: built.not_counted,
            })
        })
        .collect()
}

fn data(
    project: &Project,
    engine: &mut Engine,
    (convention, stays, month): (&Convention, &[StayToCount<'_>], Month),
) -> Result<Section> {
    let touches =
        |stay: &&StayToCount<'_>| stay.stay.admitted_at.day() <= month.last() && month.first() <= stay.last_day();
    let not_counted = stays.iter().filter(touches).filter(|stay| undecided(convention, stay, Use::Days).is_some());
    data_quality::section(project.language, engine, not_counted.count() as u64)
}
