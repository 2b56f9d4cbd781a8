//! Figures of what came of a claim: the lines of the claim, and the days of the ledger that they were held against.

mod lines;

use std::collections::BTreeSet;

use serde_json::Value;

use super::cell::language_of;
use super::on_disk::{self, refuse_unknown};
use super::record_list::RecordsOfStays;
use super::{Cell, FiguresHead, ReportFigures, Trace, TracedDays, TracedFinding, later_than, of_edition};
use crate::domain::{Day, Language, LedgerStatus, Month};
use crate::error::Result;
use crate::operate::reconcile::{RECONCILED, VERDICTS};
use crate::project::Project;
use crate::reconcile::ClaimVerdict;
use crate::report::reconcile::{NOT_CLAIMED, verdict_title};
use crate::store::{Ledger, RecordPlaces, Store};
use crate::words::Argument;
use lines::{ClaimParts, PartOfLine};

/// The verdict of rows that cannot be read.
const UNREADABLE: ClaimVerdict = ClaimVerdict::Unreadable;

/// What came of a claim, with the ledger that it was held against.
pub(super) struct ClaimFigures {
    head: FiguresHead,
    verdicts: Value,
    parts: ClaimParts,
    ledger: Ledger,
    records: RecordsOfStays,
    /// Where the lines stand in the claim, where the project keeps it as a delivery.
    places: RecordPlaces,
    rests_on: Vec<String>,
}

/// What a figure says of lines, or of days that no line claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClaimMeasure {
    Lines,
    Days,
    Claimed,
    OwedDays,
    Owed,
    Difference,
    FileLine,
}

impl ClaimMeasure {
    fn of(cell: &Cell<'_>) -> Option<Self> {
        Some(match (cell.table, cell.column) {
            ("figures", "Claimed" | "Agreed") | (_, "claimed") => Self::Claimed,
            ("figures", "Claimed less owed") | (_, "difference") => Self::Difference,
            ("owed_not_claimed", "days") | (_, "owed_days") => Self::OwedDays,
            ("figures", _) | (_, "owed") => Self::Owed,
            (_, "lines") => Self::Lines,
            (_, "days") => Self::Days,
            (_, "file_line") => Self::FileLine,
            _ => return None,
        })
    }

    fn words(self, language: Language) -> &'static str {
        language.word(match self {
            Self::Lines => "trace-claim-lines",
            Self::Days => "trace-claim-days",
            Self::Claimed => "trace-claim-claimed",
            Self::OwedDays => "trace-claim-owed-days",
            Self::Owed => "trace-claim-owed",
            Self::Difference => "trace-claim-difference",
            Self::FileLine => "trace-claim-file-line",
        })
    }
}

impl ClaimFigures {
    /// Reads what came of a claim, by the name of its folder.
    ///
    /// # Errors
    /// 66: the month was never published, or its edition of then is no more; 2: no claim of that name was reconciled; 65: what was
    /// written is not as it was.
    pub fn read(project: &Project, store: &Store, month: Option<Month>, name: &str) -> Result<Self> {
        let last = store.manifest().published(month, "nothing was explained")?;
        let (month, outer) = (last.month, project.folder.join(RECONCILED).join(last.month.to_string()));
        let again = format!("`beddays reconcile CLAIM --month {month}` writes it");
        refuse_unknown(&outer, name, &again)?;
        let folder = outer.join(name);
        let report = on_disk::read(&folder, "internal-reconciliation.json", &again)?.report;
        let verdicts = on_disk::read(&folder, VERDICTS, &again)?.report;
        let published = on_disk::edition_of(last, verdicts["ledger_sha256"].as_str(), &again)?;
        let ledger = store.ledger_in(&published.ledger)?;
        let language = language_of(&report);
        let head = FiguresHead {
            prefix: format!("{RECONCILED}/{name}/"),
            title: of_edition((language, "trace-claim"), &published, ("name", name.to_owned())),
            month,
            edition: published.edition,
            report,
            kinds: &[],
            is_of_now: false,
            later: later_than(language, store, &published),
        };
        let parts = ClaimParts::of(&head, &verdicts)?;
        let named: BTreeSet<&str> = ledger.rows().map(|row| row.stay_id).collect();
        let records = RecordsOfStays::read(store, &named, BTreeSet::new())?;
        let (claim, sha256) = (text(&verdicts["claim"]), text(&verdicts["claim_sha256"]));
        let kept = store.manifest().delivery(sha256);
        let wanted = kept.map(|_| parts.records(&verdicts).map(|record| (sha256[..16].into(), record)).collect());
        let places = wanted.map(|wanted| store.record_places(&wanted)).transpose()?.unwrap_or_default();
        let of_file = [("file", claim.into()), ("sha256", sha256.into())];
        let mut rests_on = vec![language.say("trace-claim-file", &of_file)];
        if places.is_empty() {
            rests_on.push(language.word("trace-claim-no-copy").to_owned());
        }
        if let Some(rows @ 1..) = verdicts["rows_of_unknown_amount"].as_i64() {
            rests_on.push(language.say("trace-claim-unknown", &[("rows", Argument::Plain(rows))]));
        }
        Ok(Self { head, verdicts, parts, ledger, records, places, rests_on })
    }

    /// What a cell is about: parts of lines, rows that cannot be read, and days that no line claims.
    fn meant(&self, cell: &Cell<'_>) -> Option<MeantParts> {
        let all = || 0..self.parts.lines.len();
        let verdict = ClaimVerdict::ALL.iter().copied();
        let unreadable = |is_meant: bool| if is_meant { self.rows().map(|(at, _)| at).collect() } else { Vec::new() };
        let whole = |lines: Vec<usize>| self.parts.whole(lines);
        let of_verdict = |verdict: ClaimVerdict| all().filter(|at| self.parts.lines[*at].verdict == verdict).collect();
        Some(match cell.table {
            "figures" if cell.column == "Agreed" => {
                MeantParts { parts: whole(of_verdict(ClaimVerdict::Agreed)), ..MeantParts::default() }
            }
            "figures" if cell.column == "Owed, not claimed" => {
                MeantParts { unclaimed: self.unclaimed(None), ..MeantParts::default() }
            }
            "figures" => self.everything(),
            "verdicts" | "differences" if cell.is_total() => self.everything(),
            "verdicts" | "differences" => {
                let words = cell.text(if cell.table == "verdicts" { "verdict" } else { "kind" });
                if words == cell.language.word(NOT_CLAIMED) {
                    return Some(MeantParts { unclaimed: self.unclaimed(None), ..MeantParts::default() });
                }
                let verdict = verdict.into_iter().find(|verdict| verdict_title(cell.language, *verdict) == words)?;
                let parts = match cell.table {
                    "verdicts" => whole(of_verdict(verdict)),
                    _ => self.parts.of_kind(verdict),
                };
                MeantParts { parts, unreadable: unreadable(verdict == UNREADABLE), ..MeantParts::default() }
            }
            "days" => MeantParts { parts: self.parts.day_rows.get(cell.place? - 1)?.clone(), ..MeantParts::default() },
            "owed_not_claimed" => MeantParts { unclaimed: self.unclaimed(cell.place), ..MeantParts::default() },
            id if id == UNREADABLE.code() => MeantParts { unreadable: vec![cell.place? - 1], ..MeantParts::default() },
            id => {
                let verdict = verdict.into_iter().find(|verdict| verdict.code() == id)?;
                let lines: Vec<usize> = of_verdict(verdict);
                let lines = match cell.place {
                    Some(place) => vec![*lines.get(place - 1)?],
                    None => lines,
                };
                MeantParts { parts: whole(lines), ..MeantParts::default() }
            }
        })
    }

    fn everything(&self) -> MeantParts {
        let parts = self.parts.whole((0..self.parts.lines.len()).collect());
        MeantParts { parts, unreadable: self.rows().map(|(at, _)| at).collect(), unclaimed: self.unclaimed(None) }
    }

    /// The rows that cannot be read.
    fn rows(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.verdicts["unreadable"].as_array().into_iter().flatten().enumerate()
    }

    /// The days that no line claims: of one row of their table, or all.
    fn unclaimed(&self, place: Option<usize>) -> Vec<(String, Day)> {
        let rows = self.parts.unclaimed_rows.iter().enumerate();
        let meant = rows.filter(|(at, _)| place.is_none_or(|place| place == at + 1));
        meant.flat_map(|(_, days)| days.iter().cloned()).collect()
    }

    /// What the ledger has of a day that is charged.
    fn days_of(&self, stay: &str, day: Day) -> Vec<TracedDays> {
        let is_it = |row: &crate::domain::LedgerDay<'_>| {
            row.stay_id == stay && row.day == day && row.status == LedgerStatus::Chargeable
        };
        self.ledger.rows().filter(is_it).map(|row| TracedDays::of(&row)).collect()
    }

    /// A line of the claim, or a row of it that cannot be read.
    fn line(&self, of: &Value, stay: &str, verdict: ClaimVerdict, counts: Option<i64>) -> TracedFinding {
        let number = |name: &str| of[name].as_u64().unwrap_or_default() as u32;
        let sha256 = text(&self.verdicts["claim_sha256"]);
        let place = sha256.get(..16).and_then(|id| self.places.get(&(id.into(), number("record"))));
        TracedFinding {
            file: text(&self.verdicts["claim"]).to_owned(),
            record: number("record"),
            line: number("line"),
            first_byte: place.map(|place| place.first_byte),
            last_byte: place.and_then(|place| place.last_byte),
            stay_id: stay.to_owned(),
            code: verdict.code().to_owned(),
            counts,
        }
    }
}

/// What a figure is about.
#[derive(Default)]
struct MeantParts {
    parts: Vec<PartOfLine>,
    unreadable: Vec<usize>,
    unclaimed: Vec<(String, Day)>,
}

impl ReportFigures for ClaimFigures {
    fn head(&self) -> &FiguresHead {
        &self.head
    }

    fn parts(&self, cell: &Cell<'_>) -> Result<Option<Trace>> {
        let Some((measure, meant)) = ClaimMeasure::of(cell).zip(self.meant(cell)) else { return Ok(None) };
        let mut sum = ClaimSum { of: self, measure, comes_to: 0, owed: Vec::new(), found: Vec::new() };
        meant.parts.chunk_by(|one, other| one.line == other.line).for_each(|parts| sum.add_line(parts));
        self.rows().filter(|(at, _)| meant.unreadable.contains(at)).for_each(|(at, row)| sum.add_row(at, row));
        meant.unclaimed.iter().for_each(|(stay, day)| sum.add_unclaimed(stay, *day));
        let ClaimSum { comes_to, mut owed, found, .. } = sum;
        let mut how = measure.words(cell.language).to_owned();
        if meant.parts.is_empty() && meant.unreadable.is_empty() && !meant.unclaimed.is_empty() {
            how = cell.language.say("trace-claim-no-line", &[("how", how.into())]);
        }
        owed.sort_by(|one, other| (&one.stay_id, one.from_on).cmp(&(&other.stay_id, other.from_on)));
        // A line and the credit that takes it back rest on the same day.
        owed.dedup();
        let of_days = self.records.with_days(owed);
        Ok(Some(Trace { how, comes_to: Some(comes_to), found, rests_on: self.rests_on.clone(), ..of_days }))
    }
}

/// What a figure comes to, with the days and lines that it comes of.
struct ClaimSum<'c> {
    of: &'c ClaimFigures,
    measure: ClaimMeasure,
    comes_to: i64,
    owed: Vec<TracedDays>,
    found: Vec<TracedFinding>,
}

impl ClaimSum<'_> {
    fn is_of_ledger(&self) -> bool {
        matches!(self.measure, ClaimMeasure::Owed | ClaimMeasure::OwedDays | ClaimMeasure::Difference)
    }

    /// Adds parts of one line.
    fn add_line(&mut self, parts: &[PartOfLine]) {
        let Some(PartOfLine { line: at, .. }) = parts.first() else { return };
        let (line, json) = (&self.of.parts.lines[*at], &self.of.verdicts["lines"][*at]);
        let parts: Vec<&Value> = parts.iter().filter_map(|of| json["parts"].get(of.part)).collect();
        let (mut amount, mut days, is_of_ledger) = (0, 0, self.is_of_ledger());
        for part in parts.iter().filter(|_| is_of_ledger) {
            let sign = part["owed_days"].as_i64().filter(|sign| *sign != 0);
            let Some((sign, day)) = sign.zip(day(&part["day"])) else { continue };
            let rows = self.of.days_of(&line.stay, day);
            amount += sign * rows.iter().map(|row| row.amount_minor.0).sum::<i64>();
            days += sign * i64::from(!rows.is_empty());
            self.owed.extend(rows);
        }
        let claimed: i64 = parts.iter().filter_map(|part| part["claimed_minor"].as_i64()).sum();
        let counts = match self.measure {
            ClaimMeasure::Lines => 1,
            ClaimMeasure::Days => json["days"].as_i64().unwrap_or_default(),
            ClaimMeasure::Claimed => claimed,
            ClaimMeasure::OwedDays => days,
            ClaimMeasure::Owed => amount,
            ClaimMeasure::Difference => claimed - amount,
            ClaimMeasure::FileLine => i64::from(line.line),
        };
        self.comes_to += counts;
        self.found.push(self.of.line(json, &line.stay, line.verdict, Some(counts)));
    }

    /// Adds a row that cannot be read: what it claims is nothing where that cannot be read either, which is not 0.
    fn add_row(&mut self, at: usize, row: &Value) {
        let counts = match self.measure {
            ClaimMeasure::Lines => Some(1),
            ClaimMeasure::FileLine => row["line"].as_i64(),
            ClaimMeasure::Claimed | ClaimMeasure::Difference => row["claimed_minor"].as_i64(),
            ClaimMeasure::Days | ClaimMeasure::OwedDays | ClaimMeasure::Owed => Some(0),
        };
        self.comes_to += counts.unwrap_or_default();
        self.found.push(self.of.line(row, &self.of.parts.unreadable[at], UNREADABLE, counts));
    }

    /// Adds a day that no line claims.
    fn add_unclaimed(&mut self, stay: &str, day: Day) {
        if !self.is_of_ledger() {
            return;
        }
        let rows = self.of.days_of(stay, day);
        let amount: i64 = rows.iter().map(|row| row.amount_minor.0).sum();
        self.comes_to += match self.measure {
            ClaimMeasure::OwedDays => i64::from(!rows.is_empty()),
            ClaimMeasure::Difference => -amount,
            _ => amount,
        };
        self.owed.extend(rows);
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn day(value: &Value) -> Option<Day> {
    text(value).parse().ok()
}
