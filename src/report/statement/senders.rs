//! What each sender sent: records passed over, links, what was linked to no stay, and the trend of the deliveries.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{
    AmountAtStake, AuthorityId, Currency, Day, LinkQuality, LinkedKind, Minor, Receipt, Unlinked, Volume,
};

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable};
use super::{StatementBasis, column};

/// How many deliveries of a sender the trend shows.
const SHOWN: usize = 13;

const PASSED_OVER: [ReportColumn; 3] = [
    column("sender", "Sender", ColumnKind::Text),
    column("what", "What they are", ColumnKind::Text),
    column("records", "Records", ColumnKind::Count),
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
    let currency = basis.laws.first()?.currency();
    let of_day = |day: Day| {
        let covering = basis.laws.iter().filter(|law| (law.coverage().0..=law.coverage().1).contains(&day));
        covering.filter_map(|law| law.price(payer, day)).max()
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
    let seen = volume.acknowledged.as_deref().map(|note| match note {
        "" => "acknowledged".to_owned(),
        note => format!("acknowledged: {note}"),
    });
    odd.into_iter().chain(fell).chain(seen).collect::<Vec<_>>().join("; ")
}

/// The sender of each delivery, by something that a receipt has.
fn senders_by<'a>(receipts: &'a [Receipt], key: impl Fn(&'a Receipt) -> &'a str) -> HashMap<&'a str, &'a str> {
    receipts.iter().map(|receipt| (key(receipt), receipt.sender.as_str())).collect()
}
