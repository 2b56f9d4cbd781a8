//! Figures that count no days: records of deliveries, findings, doubts, claims, and comparisons of editions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::{Cell, Trace, TracedDelivery, TracedFinding};
use super::MonthFigures;
use crate::domain::{Finding, Language, Receipt};
use crate::liability::DoubtKind;
use crate::report::data_quality::outcome;
use crate::report::statement::doubt_title;
use crate::words::Argument;

impl MonthFigures<'_> {
    /// A figure that counts something else than days.
    pub(super) fn of_sources(&self, cell: &Cell<'_>) -> Option<Trace> {
        Some(match cell.table {
            "senders" | "receipts" | "volumes" | "passed_over" => self.of_deliveries(cell),
            "findings" | "rejected_elsewhere" => self.of_findings(cell),
            "doubts" | "doubtful_stays" => self.of_doubts(cell),
            "figures" | "councils" if matches!(cell.column, "In doubt" | "in_doubt") => self.in_doubt(cell),
            "links" | "not_linked" => self.of_file(cell, "trace-links"),
            "claims" | "claims_by_stay" | "claim_differences" | "claimed_twice" | "claim_rates" => self.of_claims(cell),
            "accrual" => self.accrued(cell),
            "open_questions" => self.of_other_answer(cell),
            "replaces" | "restated" => self.of_editions(cell),
            _ => return None,
        })
    }

    /// The deliveries that the edition lists, as it counted them, and then the others.
    fn delivered(&self) -> Vec<(&str, TracedDelivery, Value)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let listed = self.summary["deliveries"].as_array().into_iter().flatten();
        let listed: Vec<(&str, TracedDelivery, Value)> = listed
            .map(|one| {
                let delivery = TracedDelivery { file: text(&one["file"]), sha256: text(&one["sha256"]), counts: 0 };
                (one["sender"].as_str().unwrap_or_default(), delivery, one.clone())
            })
            .collect();
        let is_listed = |receipt: &&Receipt| listed.iter().any(|(_, one, _)| one.sha256 == receipt.sha256);
        let others = self.records.receipts.iter().filter(|receipt| !is_listed(receipt)).map(|receipt| {
            let delivery = TracedDelivery { file: receipt.file.clone(), sha256: receipt.sha256.clone(), counts: 0 };
            (receipt.sender.as_str(), delivery, serde_json::to_value(receipt).unwrap_or_default())
        });
        let others: Vec<_> = others.collect();
        listed.into_iter().chain(others).collect()
    }

    /// Records of deliveries by what became of them.
    fn of_deliveries(&self, cell: &Cell<'_>) -> Trace {
        let listed = self.summary["deliveries"].as_array().map_or(0, Vec::len);
        let all = self.delivered();
        let (sender, file) = (cell.text("sender"), cell.text("file"));
        let is_together = cell.table == "receipts" && !all.iter().any(|(_, one, _)| one.file == file);
        let meant = all.iter().enumerate().filter(|(at, (from, one, _))| match cell.table {
            "receipts" if is_together => *at >= listed,
            "receipts" | "volumes" if cell.column != "deliveries" => one.file == file,
            _ => *from == sender,
        });
        let column = if cell.table == "senders" && cell.column == "deliveries" { "" } else { cell.column };
        let column = if column == "records" { "read" } else { column };
        let deliveries: Vec<TracedDelivery> = meant
            .map(|(_, (_, one, counts))| TracedDelivery { counts: counts[column].as_i64().unwrap_or(1), ..one.clone() })
            .collect();
        let is_sum = cell.table != "passed_over" && (cell.table, cell.column) != ("volumes", "deliveries");
        let how = match is_sum {
            true => "trace-records",
            false => "trace-sender-deliveries",
        };
        let comes_to = is_sum.then(|| deliveries.iter().map(|one| one.counts).sum());
        Trace { how: cell.language.word(how).to_owned(), comes_to, deliveries, ..Trace::default() }
    }

    /// Findings by sender and code, or about a stay that is not here.
    fn of_findings(&self, cell: &Cell<'_>) -> Trace {
        let is_meant = |sender: &str, finding: &Finding| match cell.table {
            "findings" => {
                sender == cell.text("sender")
                    && finding.code == cell.text("code")
                    && cell.text("fate") == outcome(cell.language, finding.severity)
            }
            _ => {
                let (stay, column) = (cell.text("stay"), cell.text("column"));
                finding.file == cell.text("file")
                    && finding.stay_id == stay
                    && finding.column == column
                    && cell.text("found").starts_with(finding.code)
            }
        };
        let found: Vec<TracedFinding> = self
            .findings
            .iter()
            .filter(|(sender, finding)| is_meant(sender, finding))
            .map(|(_, finding)| self.records.finding(finding))
            .collect();
        let is_place = cell.column == "line";
        let how = if is_place { "trace-first-line" } else { "trace-findings" };
        let first = found.iter().map(|one| i64::from(one.line)).min();
        let comes_to = if is_place { first } else { Some(found.len() as i64) };
        Trace { how: cell.language.word(how).to_owned(), comes_to, found, ..Trace::default() }
    }

    /// The doubts that are meant, as the edition has them.
    fn doubts(&self, is_meant: impl Fn(&Value) -> bool, counts: &str) -> Vec<TracedFinding> {
        let all = self.summary["doubts"].as_array().into_iter().flatten();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let doubt = |doubt: &Value| {
            let record = &doubt["record"];
            let (file, number) = (text(&record["file"]), record["record"].as_u64().unwrap_or_default() as u32);
            let place = self.records.place(&file, number);
            TracedFinding {
                record: number,
                line: record["line"].as_u64().unwrap_or_default() as u32,
                first_byte: place.map(|place| place.first_byte),
                last_byte: place.and_then(|place| place.last_byte),
                stay_id: text(&doubt["stay_id"]),
                code: text(&doubt["kind"]),
                counts: doubt[counts].as_i64(),
                file,
            }
        };
        all.filter(|doubt| is_meant(doubt)).map(doubt).collect()
    }

    /// What depends on doubts: each stay was assessed again as if the record were right.
    fn of_doubts(&self, cell: &Cell<'_>) -> Trace {
        let words = cell.text("doubt");
        let counts = match cell.column {
            "amount" => "amount_at_stake_minor",
            "days" => "days_at_stake",
            "days_as_it_stands" => "days",
            "amount_as_it_stands" => "amount_minor",
            "days_otherwise" => "days_otherwise",
            "amount_otherwise" => "amount_otherwise_minor",
            _ => "",
        };
        let is_meant = |doubt: &Value| match cell.table {
            "doubts" => doubt_words(doubt, cell) == words && self.lists(doubt),
            _ => is_doubt_of(doubt, cell),
        };
        let found = self.doubts(is_meant, counts);
        let stays: BTreeSet<&str> = found.iter().map(|one| &*one.stay_id).collect();
        let comes_to = match cell.column {
            "stays" => Some(stays.len() as i64),
            _ if cell.table == "doubtful_stays" => found.first().and_then(|one| one.counts),
            // Several doubts about one delay may be about the same days, which are in the figure once.
            _ if self.delays(&stays) < found.len() => None,
            _ => Some(found.iter().filter_map(|one| one.counts).sum()),
        };
        let how = if comes_to.is_none() && cell.table == "doubts" { "trace-doubts-once" } else { "trace-doubts" };
        Trace { how: cell.language.word(how).to_owned(), comes_to, found, ..Trace::default() }
    }

    /// How many delays stays have days of; a stay without days in the ledger is one of its own.
    fn delays(&self, stays: &BTreeSet<&str>) -> usize {
        let mut of_stay: BTreeMap<&str, &str> = stays.iter().map(|stay| (*stay, *stay)).collect();
        for row in self.ledger.rows() {
            if let Some(delay) = of_stay.get_mut(row.stay_id) {
                *delay = row.delay_id;
            }
        }
        of_stay.into_values().collect::<BTreeSet<&str>>().len()
    }

    /// Whether the report has a doubt: that of a council lists its own alone.
    fn lists(&self, doubt: &Value) -> bool {
        let cells = self.head.cells();
        let mut listed = cells.iter().filter(|cell| cell.table == "doubtful_stays");
        self.report.payer().is_none() || listed.any(|cell| is_doubt_of(doubt, cell))
    }

    /// All that is in doubt: each pound once, however many doubts touch it.
    fn in_doubt(&self, cell: &Cell<'_>) -> Trace {
        let code = cell.text("code");
        let is_meant = |doubt: &Value| match cell.table {
            "figures" => self.lists(doubt),
            _ => cell.is_total() || doubt["payer_code"] == code,
        };
        let found = self.doubts(is_meant, "amount_at_stake_minor");
        Trace { how: cell.language.word("trace-in-doubt").to_owned(), found, ..Trace::default() }
    }

    /// By how much a month could come to less or more.
    fn accrued(&self, cell: &Cell<'_>) -> Trace {
        let found = self.doubts(|doubt| self.lists(doubt), "amount_at_stake_minor");
        let [how, rests_on] =
            [cell.language.word("trace-accrued"), cell.language.word("trace-accrued-rests")].map(str::to_owned);
        Trace { how, found, rests_on: vec![rests_on], ..Trace::default() }
    }

    /// What another answer to an open question of law would change.
    fn of_other_answer(&self, cell: &Cell<'_>) -> Trace {
        let (language, month) = (cell.language, self.published.month.to_string());
        let of = [("reading", cell.text("reading").into()), ("answer", cell.text("answer").into())];
        let mut rests_on = vec![language.say("trace-answer", &of)];
        rests_on.extend(self.published.regimes.iter().map(|used| {
            language.say("trace-answer-law", &[("law", (&used.regime).into()), ("sha256", (&used.sha256).into())])
        }));
        rests_on.push(self.ledger_of_month(language));
        let [reading, answer] = of;
        rests_on.push(language.say("trace-answer-stays", &[("month", month.into()), reading, answer]));
        Trace { how: language.word("trace-other-answer").to_owned(), rests_on, ..Trace::default() }
    }

    /// Claimed lines, and the ledger beside them.
    fn of_claims(&self, cell: &Cell<'_>) -> Trace {
        let mut trace = self.of_file(cell, "trace-claimed");
        trace.rests_on.push(cell.language.word("trace-claimed-rests").to_owned());
        trace.deliveries.retain(|one| {
            self.records.receipts.iter().any(|receipt| receipt.sha256 == one.sha256 && receipt.table == "claim")
        });
        trace
    }

    /// A figure of records that are kept in a table of their own: the deliveries that they came in.
    fn of_file(&self, cell: &Cell<'_>, how: &'static str) -> Trace {
        let (sender, file) = (cell.text("sender"), cell.text("file"));
        let is_meant = |from: &str, one: &TracedDelivery| {
            (sender.is_empty() || from == sender) && (file.is_empty() || one.file == file)
        };
        let all = self.delivered().into_iter().filter(|(from, one, _)| is_meant(from, one));
        let deliveries =
            all.map(|(_, one, counts)| TracedDelivery { counts: counts["read"].as_i64().unwrap_or_default(), ..one });
        Trace { how: cell.language.word(how).to_owned(), deliveries: deliveries.collect(), ..Trace::default() }
    }

    /// A comparison of what was published with what came later.
    fn of_editions(&self, cell: &Cell<'_>) -> Trace {
        let language = cell.language;
        let mut rests_on = vec![self.ledger_of_month(language)];
        if let Some(before) = self.published.earlier.last().filter(|_| cell.table == "replaces") {
            let edition = Argument::Plain(before.edition.into());
            let of = [("edition", edition), ("sha256", (&before.ledger.sha256).into())];
            rests_on.push(language.say("trace-ledger-edition", &of));
        }
        rests_on.push(language.word("trace-editions-rests").to_owned());
        Trace { how: language.word("trace-editions").to_owned(), rests_on, ..Trace::default() }
    }

    /// The ledger of the edition, by its SHA-256.
    fn ledger_of_month(&self, language: Language) -> String {
        let (month, sha256) = (self.published.month.to_string(), &self.published.ledger.sha256);
        language.say("trace-ledger", &[("month", month.into()), ("sha256", sha256.into())])
    }
}

/// What a doubt of an edition is called in the report that a cell is of.
fn doubt_words(doubt: &Value, cell: &Cell<'_>) -> String {
    let kind = DoubtKind::ALL.into_iter().find(|kind| doubt["kind"] == kind.name());
    kind.map_or_else(|| "-".to_owned(), |kind| doubt_title(cell.language, kind))
}

/// Whether a doubt is that of a row of doubtful stays.
fn is_doubt_of(doubt: &Value, cell: &Cell<'_>) -> bool {
    let (record, place) = (&doubt["record"], cell.text("record"));
    let line = ("line", record["line"].to_string().into());
    let file = ("file", record["file"].as_str().unwrap_or_default().into());
    let of = cell.language.say("evidence-line", &[file, line]);
    let is_place = match place.strip_prefix(&of) {
        Some(rest) => rest.is_empty() || rest.starts_with(", "),
        None => record.is_null() && place.is_empty(),
    };
    let is_column = record["column"].as_str().is_none_or(|column| column.is_empty() || place.ends_with(column));
    let is_found = record.is_null() || cell.text("found").starts_with(record["code"].as_str().unwrap_or_default());
    let is_kind = cell.text("doubt").starts_with(&doubt_words(doubt, cell));
    let is_stay = doubt["stay_id"] == cell.text("stay") && doubt["payee_code"] == cell.text("hospital");
    is_stay && is_kind && is_place && is_column && is_found
}
