//! The bridge of a published month: from one figure to another, cause by cause, out of the store.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::counting::{BilledDays, BridgeEnd, BridgeStep, DayDifference, IN_LEDGER, bridge as between, stays_to_count};
use crate::domain::{Currency, Day, Language, LedgerDay, LedgerStatus, Minor, Month, near};
use crate::error::{Error, Exit, Result};
use crate::liability::{Cases, LinkQualities, Reasons, assess_days};
use crate::project::{Project, View};
use crate::regime::Convention;
use crate::store::{Ledger, PublishedMonth, Store, is_nameless};
pub(crate) use words::not_known_in_words;
use words::{cite_in_words, not_counted, notes, why_in_words};

/// The name of the bill among the ends of a bridge.
pub const BILL: &str = "bill";

/// The cause of a difference that comes of removed records.
const REMOVED: &str = "removed";

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct BridgeRequest<'a> {
    /// The first figure: a convention, or the bill.
    pub from: &'a str,
    /// The second.
    pub to: &'a str,
    /// The month; the last published one if nothing.
    pub month: Option<Month>,
    /// Whether every day that makes a difference is wanted.
    pub with_days: bool,
    /// The language of the words of its causes.
    pub language: Language,
}

/// The bridge of a month.
#[derive(Clone, Debug, Serialize)]
pub struct BridgeOfMonth {
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// The day to which stays that have not ended are followed.
    pub as_of: Day,
    /// Of whose stays.
    pub view: String,
    /// The first figure.
    pub from: BridgeFigure,
    /// What lies between: the first figure and these are the second.
    pub steps: Vec<StepRow>,
    /// The second figure.
    pub to: BridgeFigure,
    /// Every day that makes a difference, if wanted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DayRow>,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// Of that, which stays are not counted, in the language asked for.
    #[serde(skip)]
    pub not_counted: Vec<String>,
}

/// One end.
#[derive(Clone, Debug, Serialize)]
pub struct BridgeFigure {
    /// The convention, or `bill`.
    pub name: String,
    /// What it is.
    pub title: String,
    /// SHA-256 of the convention, or of the ledger.
    pub sha256: String,
    /// Its days.
    pub days: i64,
    /// What the bill comes to, by currency; nothing for a convention.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub amount_minor: BTreeMap<Currency, Minor>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
pub struct StepRow {
    /// The cause.
    pub cause: &'static str,
    /// Whose rule it is.
    pub by: String,
    /// The rule by its name.
    pub rule: String,
    /// Days added or taken away.
    pub days: i64,
    /// In how many stays.
    pub stays: u64,
    /// In words.
    pub words: String,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: &'static str,
}

/// One day that makes a difference.
#[derive(Clone, Debug, Serialize)]
pub struct DayRow {
    /// The stay.
    pub stay_id: String,
    /// The day.
    pub day: Day,
    /// The month in which the first figure has it.
    pub from_month: Option<Month>,
    /// The month in which the second has it.
    pub to_month: Option<Month>,
    /// Added (1) or taken away (-1).
    pub days: i64,
    /// The cause.
    pub cause: &'static str,
    /// Whose rule it is.
    pub by: String,
    /// The rule by its name.
    pub rule: String,
    /// Where it says so.
    pub cite: String,
}

/// Builds the bridge of a published month.
///
/// # Errors
/// 2: no such convention. 66: the month was never published. 65: the store is damaged, or a figure does not reconcile.
pub fn bridge(project: &Project, store: &Store, asked: BridgeRequest<'_>) -> Result<BridgeOfMonth> {
    let (from, to) = (find(project, asked.from)?, find(project, asked.to)?);
    if project.law.is_empty() && (from.is_none() || to.is_none()) {
        let what = "the project names no regime, so there is no bill to lead to or from";
        return Err(Error::new("C_NO_REGIME", Exit::Config, what)
            .effect("nothing was changed")
            .hint("name two conventions, or add regimes = [\"england-2014\"] to [project]"));
    }
    let published = store.manifest().published(asked.month, "no figure is shown, and none is zero")?;
    let ledger = store.ledger(published.month)?.unwrap_or_default();
    let mut stays = store.stays_since(published.month)?;
    let has = |stay_id: &str| stays.binary_search_by(|stay| (*stay.stay_id).cmp(stay_id)).is_ok();
    let (events, reasons) = if ledger.rows().all(|row| is_nameless(row.stay_id) || has(row.stay_id)) {
        (store.events_since(published.month)?, store.reasons_since(published.month)?)
    } else {
        // By now a stay of the bill ended before the month began.
        stays = store.stays()?;
        (store.events()?, store.reasons()?)
    };
    let is_ours = in_view(project);
    let cases = Cases::of(&stays, &events, &project.law, published.as_of);
    let span = (published.month.first(), published.month.last());
    let beside = (&Reasons::new(&reasons), &LinkQualities::new());
    let unjudged = assess_days(&cases, &project.law, span, beside, &|_| {}, &mut |_| Ok(()))?.looked_at.unjudged;
    let unjudged: BTreeSet<&str> = unjudged.iter().map(|unjudged| &*unjudged.stay_id).collect();
    let bill = BilledDays::of(ledger.rows(), &is_ours, unjudged, &project.law).of_month(published.month);

    let mut wanted = stays_to_count(&stays, &events, &reasons, published.as_of);
    wanted.iter_mut().for_each(|stay| stay.is_elsewhere = !project.looks_at(stay.stay, published.month));
    wanted.retain(|stay| !stay.is_elsewhere || bill.touches(stay.stay_id()));
    let sides = [&from, &to].map(|found| found.as_ref().map_or(BridgeEnd::Bill(&bill), BridgeEnd::Convention));
    let mut days = Vec::new();
    let built = between(sides[0], sides[1], &wanted, Some(published.month), &mut |crossing| {
        if asked.with_days {
            days.push(day_row(asked.language, crossing));
        }
    });
    let removed = RemovedDays::of(&ledger, &is_ours, sides.map(|side| matches!(side, BridgeEnd::Bill(_))));
    let [from_days, to_days] = [built.from_days + removed.in_from(), built.to_days + removed.in_to()];
    let of_bill = |side: BridgeEnd<'_>, days: i64| matches!(side, BridgeEnd::Bill(_)) && days != bill.charged_days();
    if !built.sums() || of_bill(sides[0], from_days) || of_bill(sides[1], to_days) {
        return Err(Error::new("S_RECONCILE", Exit::Data, "the bridge does not sum to the figures at its ends")
            .effect("nothing was changed")
            .hint("this is our bug: please report it"));
    }
    let bill_title = asked.language.word("bridge-bill");
    let figure = |side: BridgeEnd<'_>, days| figure((side, bill_title), days, published, &ledger, &is_ours);
    if asked.with_days {
        days.extend(removed.days(asked.language, published.month));
    }
    let (view, code) = project.view_and_code(Some(published.month));
    let not_counted: Vec<String> =
        sides.into_iter().flat_map(|side| not_counted(asked.language, side, &wanted, published.month)).collect();
    let steps = built.steps().map(|step| step_row(asked.language, &step));
    let notes = sides.into_iter().flat_map(|side| notes(asked.language, side, published.month));
    Ok(BridgeOfMonth {
        month: published.month,
        edition: published.edition,
        as_of: published.as_of,
        view: if code.is_empty() { view.to_owned() } else { format!("{view} {code}") },
        from: figure(sides[0], from_days),
        steps: steps.chain(removed.step(asked.language)).collect(),
        to: figure(sides[1], to_days),
        days,
        notes: notes.chain(not_counted.iter().cloned()).collect(),
        not_counted,
    })
}

/// Charged days of stays that were removed: the ledger has them, and no convention can count them any more.
struct RemovedDays<'l> {
    /// The stays by the names that they have since, each with its days.
    stays: BTreeMap<&'l str, Vec<Day>>,
    /// Which of the two ends are the bill.
    is_bill: [bool; 2],
}

impl<'l> RemovedDays<'l> {
    fn of(ledger: &'l Ledger, is_ours: &impl Fn(&LedgerDay<'_>) -> bool, is_bill: [bool; 2]) -> Self {
        let mut stays: BTreeMap<&str, Vec<Day>> = BTreeMap::new();
        let is_charged = |row: &LedgerDay<'_>| row.status == LedgerStatus::Chargeable && is_ours(row);
        for row in ledger.rows().filter(|row| is_nameless(row.stay_id) && is_charged(row)) {
            stays.entry(row.stay_id).or_default().push(row.day);
        }
        Self { stays, is_bill }
    }

    fn all(&self) -> i64 {
        self.stays.values().map(|days| days.len() as i64).sum()
    }

    fn in_from(&self) -> i64 {
        if self.is_bill[0] { self.all() } else { 0 }
    }

    fn in_to(&self) -> i64 {
        if self.is_bill[1] { self.all() } else { 0 }
    }

    /// The step between the two ends, if they make a difference.
    fn step(&self, language: Language) -> Option<StepRow> {
        let days = self.in_to() - self.in_from();
        (days != 0).then(|| StepRow {
            cause: REMOVED,
            by: BILL.to_owned(),
            rule: String::new(),
            days,
            stays: self.stays.len() as u64,
            words: language.word("bridge-cause-removed").to_owned(),
            cite: cite_in_words(language, IN_LEDGER),
            grade: "",
        })
    }

    /// Each day that makes a difference.
    fn days(&self, language: Language, month: Month) -> impl Iterator<Item = DayRow> {
        let sign = i64::from(self.is_bill[1]) - i64::from(self.is_bill[0]);
        let [from_month, to_month] = self.is_bill.map(|is_bill| is_bill.then_some(month));
        let days = self.stays.iter().flat_map(|(stay_id, days)| days.iter().map(|day| (*stay_id, *day)));
        days.filter(move |_| sign != 0).map(move |(stay_id, day)| DayRow {
            stay_id: stay_id.to_owned(),
            day,
            from_month,
            to_month,
            days: sign,
            cause: REMOVED,
            by: BILL.to_owned(),
            rule: String::new(),
            cite: cite_in_words(language, IN_LEDGER),
        })
    }
}

/// A convention of the project by its label, else a built-in one; nothing for the bill.
fn find(project: &Project, name: &str) -> Result<Option<Convention>> {
    if name == BILL {
        return Ok(None);
    }
    if let Some(convention) = project.conventions.iter().find(|convention| convention.label() == name) {
        return Ok(Some(convention.clone()));
    }
    let found = Convention::written(&project.folder, name).map_err(|error| match error.code() {
        "X_NO_CONVENTION" => {
            let advice = near::hint(name, [BILL], error.advice());
            error.hint(format!("{advice}, {BILL}, and files of your own that end in .toml"))
        }
        _ => error,
    });
    found.map(Some)
}

/// Whether a charged day is on the bill that the project's statement shows.
fn in_view(project: &Project) -> impl Fn(&LedgerDay<'_>) -> bool {
    let (view, councils, provider) = (project.view, project.councils(), project.provider.clone());
    move |row| match view {
        View::Authority => row.payer.is_some_and(|payer| councils.contains(&payer)),
        View::Provider => Some(row.payee_code) == provider.as_deref(),
        View::System => true,
    }
}

fn figure(
    (side, bill_title): (BridgeEnd<'_>, &str),
    days: i64,
    published: &PublishedMonth,
    ledger: &Ledger,
    is_ours: &impl Fn(&LedgerDay<'_>) -> bool,
) -> BridgeFigure {
    match side {
        BridgeEnd::Convention(convention) => BridgeFigure {
            name: convention.label().to_owned(),
            title: convention.file.convention.title.clone(),
            sha256: convention.hash.clone(),
            days,
            amount_minor: BTreeMap::new(),
        },
        BridgeEnd::Bill(_) => {
            let mut amount_minor: BTreeMap<Currency, Minor> = BTreeMap::new();
            for row in ledger.rows().filter(|row| row.status == LedgerStatus::Chargeable && is_ours(row)) {
                amount_minor.entry(row.currency).or_default().0 += row.amount_minor.0;
            }
            let title = bill_title.to_owned();
            BridgeFigure { name: BILL.to_owned(), title, sha256: published.ledger.sha256.clone(), days, amount_minor }
        }
    }
}

fn step_row(language: Language, step: &BridgeStep<'_>) -> StepRow {
    let why = step.why;
    StepRow {
        cause: why.cause.code(),
        by: why.by.to_owned(),
        rule: why.rule.to_owned(),
        days: step.days,
        stays: step.stays,
        words: why_in_words(language, &why),
        cite: cite_in_words(language, why.cite),
        grade: why.grade.map_or("", |grade| grade.word()),
    }
}

fn day_row(language: Language, crossing: &DayDifference<'_>) -> DayRow {
    let DayDifference { stay_id, day, from_month, to_month, days, why } = *crossing;
    DayRow {
        stay_id: stay_id.to_owned(),
        day,
        from_month,
        to_month,
        days,
        cause: why.cause.code(),
        by: why.by.to_owned(),
        rule: why.rule.to_owned(),
        cite: cite_in_words(language, why.cite),
    }
}
