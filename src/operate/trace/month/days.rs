//! Figures that count days of the ledger, and what is corrected of closed months.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Cell, Trace, TracedCorrection, TracedDays};
use super::MonthFigures;
use crate::domain::revision::DayState;
use crate::domain::{Language, LedgerDay, LedgerStatus, Minor};
use crate::report::statement::{
    CorrectedDays, Counterparty, authority, cause_in_words, charge_reason, organisation, status_title,
};
use crate::store::RegimeUsed;
use crate::words::Argument;

/// Which days count, by their status.
type IsCounted = fn(LedgerStatus) -> bool;
/// What a correction comes to, of what it came to before, what it comes to now, and its days.
type OfCorrection = fn([Minor; 2], i64) -> i64;

/// What is counted of the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Days,
    Stays,
    Amount,
    /// What one of them costs.
    Rate,
}

impl Measure {
    fn words(self, language: Language, days: usize, stays: usize) -> String {
        let [days, stays] = [days, stays].map(|number| Argument::Plain(number as i64));
        let id = match self {
            Self::Days => "trace-days",
            Self::Stays => "trace-stays",
            Self::Amount => "trace-amount",
            Self::Rate => "trace-rate",
        };
        let days = language.say("trace-ledger-days", &[("days", days)]);
        let stays = language.say("claim-stays", &[("stays", stays)]);
        language.say(id, &[("days", days.into()), ("stays", stays.into())])
    }
}

/// Which days a column counts, and what of them; nothing where it counts no days.
fn counted(cell: &Cell<'_>) -> Option<(Measure, IsCounted)> {
    use LedgerStatus::{
        Chargeable, Deterioration, FirstDayExempt, NoticeMissing, OtherCause, PriceMissing, ServicesInPlace,
        WithinInterval,
    };
    const TABLES: [&str; 11] = [
        "figures",
        "owed",
        "owed_by_council",
        "owed_to_hospitals",
        "councils",
        "to_pay",
        "bridge",
        "hospitals",
        "patients_by_day",
        "stays",
        "rules",
    ];
    let (table, column) = (cell.table, cell.column);
    let every = |_: LedgerStatus| true;
    let charged = |status: LedgerStatus| status == Chargeable;
    Some(match (table, column) {
        // Of an accrual only what the ledger itself says.
        ("accrual", _) if cell.text("part") == cell.language.word("accrual-ledger") => (Measure::Amount, charged),
        ("accrual", "ledger") if cell.is_total() => (Measure::Amount, charged),
        ("price_missing", "days") => (Measure::Days, |status| status == PriceMissing),
        _ if !TABLES.contains(&table) => return None,
        ("stays", "rate") => (Measure::Rate, charged),
        (_, "amount" | "Amount" | "this_month" | "to_pay" | "To pay now") => (Measure::Amount, charged),
        ("stays", "days") | (_, "chargeable_days" | "chargeable" | "Chargeable days") => (Measure::Days, charged),
        ("bridge", "stays") => (Measure::Stays, every),
        (_, "stays" | "Stays charged for") => (Measure::Stays, charged),
        (_, "delayed_days" | "delayed" | "days" | "Delayed days") => (Measure::Days, every),
        (_, "not_chargeable") => (Measure::Days, |status| status != Chargeable),
        (_, "notice_missing") => (Measure::Days, |status| status == NoticeMissing),
        (_, "within_interval") => (Measure::Days, |status| status == WithinInterval),
        (_, "in_place") => (Measure::Days, |status| matches!(status, ServicesInPlace | FirstDayExempt)),
        (_, "other_cause") => (Measure::Days, |status| matches!(status, OtherCause | Deterioration)),
        (_, "rest") => (Measure::Days, |status| {
            !matches!(
                status,
                Chargeable
                    | NoticeMissing
                    | WithinInterval
                    | ServicesInPlace
                    | FirstDayExempt
                    | OtherCause
                    | Deterioration
            )
        }),
        _ => return None,
    })
}

impl MonthFigures<'_> {
    /// A figure that counts days, or what is corrected of others.
    pub(super) fn of_days(&self, cell: &Cell<'_>) -> Option<Trace> {
        if cell.table == "charged_twice" || cell.column == "Charged twice" {
            return Some(self.charged_twice(cell));
        }
        let corrections = self.corrected(cell);
        let Some((measure, is_counted)) = counted(cell) else { return corrections };
        let rows: Vec<LedgerDay<'_>> =
            self.ledger.rows().filter(|row| is_counted(row.status) && self.is_of_row(cell, row)).collect();
        let stays: BTreeSet<&str> = rows.iter().map(|row| row.stay_id).collect();
        let sum = match measure {
            Measure::Days => rows.len() as i64,
            Measure::Stays => stays.len() as i64,
            Measure::Amount => rows.iter().map(|row| row.amount_minor.0).sum(),
            Measure::Rate => rows.first().map_or(0, |row| row.amount_minor.0),
        };
        let how = measure.words(cell.language, rows.len(), stays.len());
        let mut trace = Trace { how, comes_to: Some(sum), ..self.with_days(&rows) };
        if let Some(corrected) = corrections {
            trace.how = cell.language.say("trace-and-corrections", &[("how", trace.how.into())]);
            trace.comes_to = Some(sum + corrected.comes_to.unwrap_or_default());
            (trace.corrections, trace.rests_on) = (corrected.corrections, corrected.rests_on);
        }
        Some(trace)
    }

    /// Whether a day of the ledger belongs to a row of a table: by each cell that says which days are meant.
    fn is_of_row(&self, cell: &Cell<'_>, day: &LedgerDay<'_>) -> bool {
        let payer = day.payer.map_or(Counterparty::Unknown, Counterparty::Council);
        let language = cell.language;
        let says = |(column, value): &(&str, &serde_json::Value)| {
            let text = value.as_str().unwrap_or_default();
            match *column {
                "hospital" => text == day.payee_code || text == organisation(&self.project.names, day.payee_code),
                "authority" => text == authority(language, day.payer.map(|_| payer.code())),
                "code" => text == payer.code(),
                "status" => text == status_title(language, day.status),
                "day" => text == day.day.to_string(),
                "stay" => text == day.stay_id,
                "first_day" => day.day.to_string().as_str() >= text,
                "last_day" => day.day.to_string().as_str() <= text,
                "rate" => value["amount_minor"].as_i64() == Some(day.amount_minor.0),
                "section" | "cite" => text == language.cite(day.cite),
                "reason" => text == charge_reason(language, day.rule),
                "regime" => text == day.regime,
                "layer" => text == day.layer,
                "rule" => text == day.rule,
                _ => true,
            }
        };
        let is_of_report = self.report.payer().is_none_or(|payer| day.payer == payer);
        is_of_report && self.view.has(&DayState::of(day)) && (cell.is_total() || cell.row.iter().all(says))
    }

    /// Days with the records that they rest on.
    pub(super) fn with_days(&self, rows: &[LedgerDay<'_>]) -> Trace {
        self.records.with_days(rows.iter().map(TracedDays::of))
    }

    /// What one person is charged for in several stays on one day, beyond the dearest: in the statement of a council of days on
    /// which that council is charged for one of them.
    fn charged_twice(&self, cell: &Cell<'_>) -> Trace {
        let persons = self.persons();
        let mut by_day: BTreeMap<_, Vec<LedgerDay<'_>>> = BTreeMap::new();
        for row in self.ledger.rows().filter(|row| row.status == LedgerStatus::Chargeable) {
            if let Some(person) = persons.get(row.stay_id).filter(|_| self.view.has(&DayState::of(&row))) {
                by_day.entry((row.day, *person)).or_default().push(row);
            }
        }
        let (day, stays) = (cell.text("day"), cell.text("stays"));
        let is_meant = |rows: &[LedgerDay<'_>]| {
            let is_row = || rows[0].day.to_string() == day && rows.iter().any(|row| stays.starts_with(row.stay_id));
            let is_of_report = |payer| rows.iter().any(|row| row.payer == payer);
            rows.len() > 1
                && self.report.payer().is_none_or(is_of_report)
                && (cell.is_total() || cell.table != "charged_twice" || is_row())
        };
        let (mut sum, mut all) = (0, Vec::new());
        for rows in by_day.into_values().filter(|rows| is_meant(rows)) {
            let amounts = rows.iter().map(|row| row.amount_minor.0);
            sum += amounts.clone().sum::<i64>() - amounts.max().unwrap_or_default();
            all.extend(rows);
        }
        let how = cell.language.word("trace-twice").to_owned();
        Trace { how, comes_to: Some(sum), ..self.with_days(&all) }
    }

    /// What of the corrections of closed months counts in a cell; nothing where none does.
    fn corrected(&self, cell: &Cell<'_>) -> Option<Trace> {
        let of = |state: Option<&DayState>, concerns: bool| {
            state.filter(|_| concerns).is_some_and(|state| self.is_of_state(cell, state))
        };
        let amounts = |row: &CorrectedDays| {
            let sides = [row.revision.old.as_ref(), row.revision.new.as_ref()];
            [0, 1].map(|side| if of(sides[side], row.concerns[side]) { row.amounts[side] } else { Minor(0) })
        };
        // The rows of the table are these, in their order.
        let is_own = cell.table == "changed_days";
        let listed = self.corrections.rows.iter().filter(|row| (row.revision.month == self.published.month) == is_own);
        let listed = (1..).zip(listed).filter(|(place, _)| cell.place.is_none_or(|own| own == *place));
        let listed = || listed.map(|(_, row)| row).collect::<Vec<_>>();
        let (rows, sum): (Vec<&CorrectedDays>, OfCorrection) = match (cell.table, cell.column) {
            ("figures", "To pay now") | ("to_pay" | "councils", "corrections" | "to_pay") => {
                (self.corrections.rows.iter().collect(), |[before, after], _| after.0 - before.0)
            }
            ("corrected_days" | "changed_days", "days") => (listed(), |_, days| days),
            ("corrected_days" | "changed_days", "amount_before") => (listed(), |[before, _], _| before.0),
            ("corrected_days" | "changed_days", _) => (listed(), |[_, after], _| after.0),
            _ => return None,
        };
        let counting = |row: &&CorrectedDays| cell.column == "days" || amounts(row) != [Minor(0); 2];
        let rows: Vec<&CorrectedDays> = rows.into_iter().filter(counting).collect();
        let comes_to = rows.iter().map(|row| sum(amounts(row), row.revision.days())).sum();
        let corrections = rows.into_iter().map(|row| self.correction(row, amounts(row))).collect();
        let how = match cell.column {
            "days" => "trace-corrected-days",
            "amount_before" => "trace-amount-before",
            "amount_after" => "trace-amount-now",
            _ => "trace-corrected",
        };
        let how = cell.language.word(how).to_owned();
        Some(Trace { how, comes_to: Some(comes_to), ..self.with_corrections(corrections) })
    }

    /// A correction with the place of the record that it rests on.
    pub(super) fn correction(&self, row: &CorrectedDays, [before_minor, after_minor]: [Minor; 2]) -> TracedCorrection {
        let evidence = row.revision.reason.evidence.as_ref();
        let place = evidence
            .and_then(|evidence| self.records.places.get(&(evidence.source_id.clone(), evidence.source_record)));
        TracedCorrection {
            month: row.revision.month,
            stay_id: row.revision.stay_id.to_string(),
            from_on: row.revision.from_on,
            to_on: row.revision.to_on,
            before_minor,
            after_minor,
            cause: cause_in_words(self.head.language(), row.revision.reason.cause),
            record: row.record(self.head.language()),
            first_byte: place.map(|place| place.first_byte),
            last_byte: place.and_then(|place| place.last_byte),
        }
    }

    /// Corrections; where no record says why, with the law and the readings of the edition.
    pub(super) fn with_corrections(&self, corrections: Vec<TracedCorrection>) -> Trace {
        let mut rests_on = Vec::new();
        if corrections.iter().any(|row| row.record.is_empty()) {
            let language = self.head.language();
            let law = |used: &RegimeUsed| {
                language.say("trace-law", &[("law", (&used.regime).into()), ("sha256", (&used.sha256).into())])
            };
            rests_on.extend(self.published.regimes.iter().map(law));
            rests_on.push(language.say("trace-readings", &[("sha256", (&self.published.readings_sha256).into())]));
        }
        Trace { corrections, rests_on, ..Trace::default() }
    }

    /// Whether a corrected day belongs to a row of a table, by who pays and who is paid.
    fn is_of_state(&self, cell: &Cell<'_>, state: &DayState) -> bool {
        let code = state.payer.map_or(Counterparty::Unknown, Counterparty::Council).code();
        let is_hospital = |text: &str| text == organisation(&self.project.names, &state.payee_code);
        match cell.table {
            _ if cell.is_total() => true,
            "to_pay" => is_hospital(cell.text("hospital")),
            "councils" => cell.text("code") == code,
            _ => true,
        }
    }
}
