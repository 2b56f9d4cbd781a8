//! Figures of a public pack: the days behind what is rounded or hidden, for the project's own eyes. Nothing of it is written to a
//! file.

use std::collections::BTreeSet;

use super::cell::language_of;
use super::on_disk;
use super::record_list::RecordsOfStays;
use super::{Cell, FiguresHead, ReportFigures, Trace, TracedDays, later_than};
use crate::disclosure::{CellPlace, DisclosureRule, Pack, PackCell, PackMeasure, ShownFigure};
use crate::domain::{Language, LedgerStatus, Minor, Month};
use crate::error::{Error, Exit, Position, Result};
use crate::operate::publish::kept::{self, PUBLIC, RECORDS, SHOWN};
use crate::operate::publish::parts::PlacesOfDays;
use crate::project::Project;
use crate::report::public::{YEAR_SO_FAR, label, measure_in_words};
use crate::store::Store;
use crate::words::Argument;

/// The dimensions of time and place.
const PERIOD: &str = "period";

/// A day of the ledger, as a pack counts it.
struct PlacedDay {
    month: Month,
    person: u32,
    place: CellPlace,
    day: TracedDays,
}

/// A pack, with the days that it counts.
pub(super) struct PackFigures<'a> {
    project: &'a Project,
    head: FiguresHead,
    pack: Pack,
    rule: Option<DisclosureRule>,
    days: Vec<PlacedDay>,
    records: RecordsOfStays,
}

impl<'a> PackFigures<'a> {
    /// Reads the pack of a month that is out, its record, and the ledgers of its months as they are now.
    ///
    /// # Errors
    /// 66: the month was never run, or has no pack; 65: the pack is not what its record says.
    pub fn read(project: &'a Project, store: &Store, month: Option<Month>) -> Result<Self> {
        let month = store.manifest().published(month, "nothing was explained")?.month;
        let folder = project.folder.join(PUBLIC).join(month.to_string());
        let again = format!("`beddays publish --month {month}` writes it");
        let report = on_disk::read(&folder, "public-pack.json", &again)?.report;
        let shown = std::fs::read(folder.join(SHOWN)).unwrap_or_default();
        let mut found = None;
        for path in kept::entries(&project.folder.join(RECORDS))? {
            let (pack, _) = kept::record(&path).map_err(|error| error.effect("nothing was explained"))?;
            if pack.month == month && kept::shown(&pack)?.bytes == shown {
                found = Some(pack);
            }
        }
        let pack = found.ok_or_else(|| {
            Error::new("X_RECORD", Exit::Data, "no record says what the figures of the pack are exactly")
                .at(Position::file(&project.folder.join(RECORDS)))
                .effect("nothing was explained")
                .hint("put the record in disclosure/ back from a backup")
        })?;
        let months: BTreeSet<Month> =
            pack.cells.iter().filter_map(|cell| cell.place.get(PERIOD)?.parse().ok()).collect();
        let (stays, reasons) = (store.stays()?, store.reasons()?);
        let (places, mut days) = (PlacesOfDays::of(project, &stays, &reasons), Vec::new());
        for month in &months {
            let ledger = store.ledger(*month)?.unwrap_or_default();
            days.extend(places.each(&ledger).map(|(row, of)| PlacedDay {
                month: *month,
                person: of.person,
                place: of.place(),
                day: TracedDays::of(&row),
            }));
        }
        let named: BTreeSet<&str> = days.iter().map(|day| &*day.day.stay_id).collect();
        let records = RecordsOfStays::read(store, &named, BTreeSet::new())?;
        let (language, edition) = (language_of(&report), Argument::Plain(pack.edition.into()));
        let head = FiguresHead {
            prefix: format!("{PUBLIC}/"),
            title: language.say("trace-pack", &[("month", month.to_string().into()), ("edition", edition)]),
            month,
            edition: pack.edition,
            report,
            kinds: &["rounded_count", "rounded_money"],
            is_of_now: true,
            later: later(language, store, &months),
        };
        let rule = [Some(project.disclosure.clone()), DisclosureRule::named(&pack.rule).ok()];
        let rule = rule.into_iter().flatten().find(|rule| rule.hash == pack.rule_sha256);
        Ok(Self { project, head, pack, rule, days, records })
    }

    /// The cell of the pack that a figure shows.
    fn cell(&self, cell: &Cell<'_>) -> Option<&PackCell> {
        let month = self.pack.month.to_string();
        if cell.table == "by_month" {
            let is_meant = |period: &str| match period.parse::<Month>() {
                Ok(month) => cell.language.month(month) == cell.text(PERIOD),
                Err(_) => cell.text(PERIOD) == cell.language.word(YEAR_SO_FAR),
            };
            return self
                .pack
                .cells
                .iter()
                .find(|one| one.place.0.len() == 1 && one.place.get(PERIOD).is_some_and(is_meant));
        }
        let dimensions: Vec<&str> = match cell.is_total() {
            true => Vec::new(),
            false => cell.row.iter().map(|(name, _)| *name).filter(|name| is_dimension(name)).collect(),
        };
        let is_meant = |one: &&PackCell| {
            let says = |name: &&str| {
                let shown = |value| label((cell.language, &self.project.names), name, value);
                one.place.get(name).is_some_and(|value| shown(value) == cell.text(name))
            };
            one.place.get(PERIOD) == Some(&month)
                && one.place.0.len() == dimensions.len() + 1
                && dimensions.iter().all(says)
        };
        self.pack.cells.iter().find(is_meant)
    }

    /// The days of a cell of the pack.
    fn days_of(&self, place: &CellPlace) -> Vec<&PlacedDay> {
        let period = place.get(PERIOD).unwrap_or_default();
        let (first, last) = period.split_once(" to ").unwrap_or((period, period));
        let is_of_period = |month: Month| (first..=last).contains(&&*month.to_string());
        let is_there = |day: &PlacedDay| {
            let of = place.0.iter().filter(|(name, _)| *name != PERIOD);
            of.into_iter().all(|(name, value)| day.place.get(name) == Some(value))
        };
        self.days.iter().filter(|day| is_of_period(day.month) && is_there(day)).collect()
    }

    /// How what is shown comes of what is exact.
    fn shown(&self, language: Language, shown: ShownFigure, exact: i64, people: i64) -> String {
        let (exact, rule) = (("exact", Argument::Plain(exact)), ("rule", (&self.pack.rule).into()));
        let to = self.rule.as_ref().map(|rule| Argument::Plain(rule.file.rounding.to));
        match (shown, to) {
            (ShownFigure::Number(0), _) => language.word("trace-pack-zero").to_owned(),
            (ShownFigure::Number(number), Some(to)) => {
                let number = ("number", Argument::Plain(number));
                language.say("trace-pack-rounded-to", &[exact, ("to", to), rule, number])
            }
            (ShownFigure::Number(number), None) => {
                language.say("trace-pack-rounded", &[exact, rule, ("number", Argument::Plain(number))])
            }
            (ShownFigure::PrimarySuppressed, _) => {
                language.say("trace-pack-few", &[exact, rule, ("people", Argument::Plain(people))])
            }
            (ShownFigure::SecondarySuppressed, _) => language.say("trace-pack-withheld", &[exact, rule]),
            (ShownFigure::Unknown, _) => language.word("not-known").to_owned(),
        }
    }
}

fn is_dimension(name: &str) -> bool {
    ["hospital", "authority", "reason"].contains(&name)
}

/// What a column counts; an amount is of its charged days.
fn measure(column: &str) -> Option<PackMeasure> {
    Some(match column {
        "people" | "People delayed" => PackMeasure::People,
        "delayed_days" | "Delayed days" => PackMeasure::Days,
        "charged_people" => PackMeasure::ChargedPeople,
        "chargeable_days" | "Chargeable days" | "amount" | "Amount" => PackMeasure::ChargedDays,
        _ => return None,
    })
}

/// Why the ledgers can say otherwise now than when the pack was published.
fn later(language: Language, store: &Store, months: &BTreeSet<Month>) -> Option<String> {
    let published = months.iter().filter_map(|month| store.manifest().month(*month));
    published.into_iter().find_map(|published| match published.edition {
        1 => later_than(language, store, published),
        edition => {
            let of = [("month", published.month.to_string().into()), ("editions", Argument::Plain(edition.into()))];
            Some(language.say("trace-pack-later", &of))
        }
    })
}

impl ReportFigures for PackFigures<'_> {
    fn head(&self) -> &FiguresHead {
        &self.head
    }

    fn parts(&self, cell: &Cell<'_>) -> Result<Option<Trace>> {
        let Some((measure, of)) = measure(cell.column).zip(self.cell(cell)) else { return Ok(None) };
        let mut days = self.days_of(&of.place);
        if matches!(measure, PackMeasure::ChargedDays | PackMeasure::ChargedPeople) {
            days.retain(|day| day.day.status == LedgerStatus::Chargeable);
        }
        let people: BTreeSet<u32> = days.iter().map(|day| day.person).collect();
        let counted = if measure.counts_people() { people.len() } else { days.len() } as i64;
        let (exact, shown) = (of.exact.of(measure), *of.shown.get(measure));
        let is_amount = matches!(cell.column, "amount" | "Amount");
        let amount: i64 = days.iter().map(|day| day.day.amount_minor.0).sum();
        let of_shown = |number: i64| match is_amount {
            true => of.exact.rate_minor.map_or(Some(0).filter(|_| number == 0), |rate| Some((Minor(rate) * number).0)),
            false => Some(number),
        };
        let is_shown = match shown {
            ShownFigure::Number(number) => cell.number().is_some() && cell.number() == of_shown(number),
            _ => cell.shown["hidden"].is_string(),
        };
        let is_rounded = match (&self.rule, shown) {
            (Some(rule), ShownFigure::Number(number)) => rule.rounded(exact) == number,
            _ => true,
        };
        let language = cell.language;
        let what = match measure.counts_people() {
            true => language.word("trace-pack-people"),
            false => measure_in_words(language, measure),
        };
        let mut how = format!("{what}: {}", self.shown(language, shown, exact, of.exact.of(measure.people())));
        if is_amount {
            how = language.say("trace-pack-amount", &[("how", how.into())]);
        }
        let file = format!("{RECORDS}/internal-pack-{}-{}.json", self.pack.month, self.pack.edition);
        let rule = [("rule", (&self.pack.rule).into()), ("sha256", (&self.pack.rule_sha256).into())];
        let rests_on =
            vec![language.say("trace-pack-rests", &[("file", file.into())]), language.say("trace-pack-rule", &rule)];
        Ok(Some(Trace {
            how,
            comes_to: Some(if is_amount { amount } else { counted }),
            adds_up: Some(counted == exact && is_shown && is_rounded),
            rests_on,
            ..self.records.with_days(days.into_iter().map(|day| day.day.clone()))
        }))
    }
}
