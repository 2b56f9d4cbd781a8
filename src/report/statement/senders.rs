//! What each sender sent: records, findings, links, what was linked to no stay, and the trend of the deliveries.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{
    AmountAtStake, AuthorityId, Currency, Day, Finding, LinkQuality, LinkedKind, Minor, Receipt, Severity, Unlinked,
    Volume,
};

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable};
use super::{StatementBasis, column};

/// How many deliveries of a sender the trend shows.
const SHOWN: usize = 13;

const SENDERS: [ReportColumn; 8] = [
    column("sender", "Sender", ColumnKind::Text),
    column("deliveries", "Deliveries", ColumnKind::Count),
    column("read", "Records read", ColumnKind::Count),
    column("accepted", "Accepted", ColumnKind::Count),
    column("passed_over", "Passed over", ColumnKind::Count),
    column("rejected", "Rejected", ColumnKind::Count),
    column("duplicates", "Duplicates", ColumnKind::Count),
    column("warnings", "Warnings", ColumnKind::Count),
];

const PASSED_OVER: [ReportColumn; 3] = [
    column("sender", "Sender", ColumnKind::Text),
    column("what", "What they are", ColumnKind::Text),
    column("records", "Records", ColumnKind::Count),
];

const CODES: [ReportColumn; 6] = [
    column("sender", "Sender", ColumnKind::Text),
    column("code", "Code", ColumnKind::Text),
    column("fate", "What became of the record", ColumnKind::Text),
    column("records", "Findings", ColumnKind::Count),
    column("example", "For example", ColumnKind::Text),
    column("hint", "What to do", ColumnKind::Text),
];

const LINKS: [ReportColumn; 5] = [
    column("sender", "Sender", ColumnKind::Text),
    column("what", "Record", ColumnKind::Text),
    column("class", "Class", ColumnKind::Text),
    column("meaning", "Meaning", ColumnKind::Text),
    column("records", "Records", ColumnKind::Count),
];

const UNLINKED: [ReportColumn; 7] = [
    column("sender", "Sender", ColumnKind::Text),
    column("file", "File", ColumnKind::Text),
    column("record", "Record", ColumnKind::Count),
    column("what", "What", ColumnKind::Text),
    column("why", "Why it has no stay", ColumnKind::Text),
    column("days", "Days at stake, at most", ColumnKind::Count),
    column("amount", "Money at stake, at most", ColumnKind::Money),
];

const VOLUMES: [ReportColumn; 6] = [
    column("sender", "Sender", ColumnKind::Text),
    column("file", "Delivery", ColumnKind::Text),
    column("records", "Records read", ColumnKind::Count),
    column("median", "Median before", ColumnKind::Text),
    column("deliveries", "Deliveries looked at", ColumnKind::Count),
    column("alarm", "Alarm", ColumnKind::Text),
];

/// The records of each sender.
pub fn records_by_sender(receipts: &[Receipt]) -> ReportTable {
    let mut by_sender: BTreeMap<&str, Vec<&Receipt>> = BTreeMap::new();
    receipts.iter().for_each(|receipt| by_sender.entry(&receipt.sender).or_default().push(receipt));
    let rows = by_sender.iter().map(|(sender, receipts)| {
        let sum = |part: fn(&Receipt) -> u32| {
            ReportCell::Count(receipts.iter().map(|receipt| i64::from(part(receipt))).sum())
        };
        vec![
            ReportCell::text(*sender),
            ReportCell::Count(receipts.len() as i64),
            sum(|receipt| receipt.read),
            sum(|receipt| receipt.accepted),
            sum(|receipt| receipt.passed_over),
            sum(|receipt| receipt.rejected),
            sum(|receipt| receipt.duplicates),
            sum(|receipt| receipt.warnings),
        ]
    });
    ReportTable {
        id: "senders",
        title: "Records by sender".to_owned(),
        columns: SENDERS.to_vec(),
        rows: rows.collect(),
        total: None,
        empty: "nothing was delivered",
    }
}

/// What was passed over, by sender and what it was; nothing where nothing was.
pub fn passed_over(receipts: &[Receipt]) -> Option<ReportTable> {
    let mut by_kind: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for receipt in receipts.iter().filter(|receipt| receipt.passed_over > 0) {
        for (kind, count) in receipt.passed_over_by_kind() {
            *by_kind.entry((&receipt.sender, kind)).or_default() += i64::from(count);
        }
    }
    let row = |((sender, kind), count): (&(&str, &str), &i64)| {
        vec![ReportCell::text(*sender), ReportCell::text(*kind), ReportCell::Count(*count)]
    };
    (!by_kind.is_empty()).then(|| ReportTable {
        id: "passed_over",
        title: "Records passed over: they say nothing about a stay of their own".to_owned(),
        columns: PASSED_OVER.to_vec(),
        rows: by_kind.iter().map(row).collect(),
        total: None,
        empty: "nothing was passed over",
    })
}

/// The findings of each sender by code, each code with an example whose value is fit to be shown.
pub fn findings_by_sender(receipts: &[Receipt], findings: &[Finding]) -> ReportTable {
    let senders = senders_by(receipts, |receipt| receipt.file.as_str());
    let mut by_code: BTreeMap<(&str, Severity, &str), (usize, &Finding)> = BTreeMap::new();
    for finding in findings {
        let sender = senders.get(finding.file.as_str()).copied().unwrap_or_default();
        by_code.entry((sender, finding.severity, finding.code)).or_insert((0, finding)).0 += 1;
    }
    let row = |((sender, severity, code), (count, first)): (&(&str, Severity, &str), &(usize, &Finding))| {
        let outcome = match severity {
            Severity::Rejected => "rejected",
            Severity::Duplicate => "duplicate",
            Severity::Warning => "accepted with a warning",
        };
        let column = if first.column.is_empty() { String::new() } else { format!(", {}", first.column) };
        let value = if first.value.is_empty() { String::new() } else { format!(" (found `{}`)", first.value) };
        vec![
            ReportCell::text(*sender),
            ReportCell::text(*code),
            ReportCell::text(outcome),
            ReportCell::Count(*count as i64),
            ReportCell::Text(format!("{} line {}{column}: {}{value}", first.file, first.line, first.message)),
            ReportCell::text(&first.hint),
        ]
    };
    ReportTable {
        id: "findings",
        title: "Findings by sender and code".to_owned(),
        columns: CODES.to_vec(),
        rows: by_code.iter().map(row).collect(),
        total: None,
        empty: "nothing was found wrong",
    }
}

/// How the records of each sender were linked; nothing where none had to be.
pub(super) fn links(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let senders = senders_by(basis.receipts, |receipt| receipt.sha256.get(..16).unwrap_or(&receipt.sha256));
    let mut by_class: BTreeMap<(&str, LinkedKind, LinkQuality), i64> = BTreeMap::new();
    for link in basis.links {
        let sender = senders.get(&*link.origin.source_id).copied().unwrap_or_default();
        *by_class.entry((sender, link.what, link.quality)).or_default() += 1;
    }
    let row = |((sender, what, quality), records): (&(&str, LinkedKind, LinkQuality), &i64)| {
        let words = [*sender, what.code(), quality.code(), quality.sentence()];
        words.into_iter().map(ReportCell::text).chain([ReportCell::Count(*records)]).collect()
    };
    (!by_class.is_empty()).then(|| ReportTable {
        id: "links",
        title: "How records were linked to stays, the surest class first".to_owned(),
        columns: LINKS.to_vec(),
        rows: by_class.iter().map(row).collect(),
        total: None,
        empty: "",
    })
}

/// What was linked to no stay and should have one, with what is at stake; nothing where there is none.
pub(super) fn unlinked(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let senders = senders_by(basis.receipts, |receipt| receipt.file.as_str());
    let row = |record: &Unlinked| {
        let (days, amount) = at_stake(basis, &record.stake);
        vec![
            ReportCell::text(senders.get(record.file.as_str()).copied().unwrap_or_default()),
            ReportCell::text(&record.file),
            ReportCell::Count(i64::from(record.record)),
            ReportCell::text(record.what.code()),
            ReportCell::text(&record.why),
            days,
            amount,
        ]
    };
    let rows: Vec<Vec<ReportCell>> = basis.unlinked.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "not_linked",
        title: "Records that belong to no stay here, and the most that depends on them".to_owned(),
        columns: UNLINKED.to_vec(),
        rows,
        total: None,
        empty: "",
    })
}

/// Days and money at stake; an unknown amount is left out.
fn at_stake(basis: &StatementBasis<'_>, stake: &AmountAtStake) -> (ReportCell, ReportCell) {
    match stake {
        AmountAtStake::Unknown => {
            (ReportCell::Missing { missing: "not known" }, ReportCell::Missing { missing: "not known" })
        }
        AmountAtStake::Claimed { days, amount, currency } => {
            let days =
                days.map_or(ReportCell::Missing { missing: "not said" }, |days| ReportCell::Count(i64::from(days)));
            (days, ReportCell::money(*amount, *currency))
        }
        AmountAtStake::Days { payer, first, last } => {
            let last = last.map_or(basis.as_of, |last| last.min(basis.as_of));
            let days = ReportCell::Count(i64::from((last - *first + 1).max(0)));
            let money = match payer {
                None => ReportCell::Missing { missing: "no authority named" },
                Some(payer) => match price(basis, *payer, *first, last) {
                    Some((amount, currency)) => ReportCell::money(amount, currency),
                    None => ReportCell::Missing { missing: "no price for some of the days" },
                },
            };
            (days, money)
        }
    }
}

/// What the days cost at most: each at the dearest price that a law at hand has for it.
fn price(basis: &StatementBasis<'_>, payer: AuthorityId, first: Day, last: Day) -> Option<(Minor, Currency)> {
    let currency = basis.laws.first()?.regime.file.regime.currency;
    let of_day = |day: Day| {
        let covering = basis.laws.iter().filter(|law| (law.rules.coverage.0..=law.rules.coverage.1).contains(&day));
        covering.filter_map(|law| law.rules.price(payer, day).ok()).max()
    };
    let amounts: Option<Vec<Minor>> = first.to(last).map(of_day).collect();
    amounts.map(|amounts| (amounts.into_iter().sum(), currency))
}

/// The trend: each of the last deliveries of a sender beside the median of those before it; nothing without a second.
pub(super) fn volumes(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let mut rows = Vec::new();
    for of_sender in basis.volumes.chunk_by(|one, other| one.sender == other.sender).filter(|some| some.len() > 1) {
        for volume in &of_sender[of_sender.len().saturating_sub(SHOWN)..] {
            let median =
                volume.median().map_or(ReportCell::Missing { missing: "fewer than 3 before" }, ReportCell::Text);
            rows.push(vec![
                ReportCell::text(&volume.sender),
                ReportCell::text(&volume.file),
                ReportCell::Count(volume.records as i64),
                median,
                ReportCell::Count(volume.before as i64),
                ReportCell::text(alarm(volume)),
            ]);
        }
    }
    (!rows.is_empty()).then(|| ReportTable {
        id: "volumes",
        title: "Records of each sender's last deliveries beside the median of up to 12 before".to_owned(),
        columns: VOLUMES.to_vec(),
        rows,
        total: None,
        empty: "",
    })
}

fn alarm(volume: &Volume) -> String {
    let odd = volume.is_alarm.then(|| "below half or above twice of the median".to_owned());
    let fell = volume.share_fell.map(|(before, now)| format!("{now}% can be read, {before}% of the one before"));
    odd.into_iter().chain(fell).collect::<Vec<_>>().join("; ")
}

/// The sender of each delivery, by something that a receipt has.
fn senders_by<'a>(receipts: &'a [Receipt], key: impl Fn(&'a Receipt) -> &'a str) -> HashMap<&'a str, &'a str> {
    receipts.iter().map(|receipt| (key(receipt), receipt.sender.as_str())).collect()
}
