//! What each sender sent: records passed over, links, what was linked to no stay, and the trend of the deliveries.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{
    AmountAtStake, AuthorityId, Currency, Day, LinkQuality, LinkedKind, Minor, Receipt, Unlinked, Volume,
};

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, titled};
use super::{StatementBasis, column};

/// How many deliveries of a sender the trend shows.
const SHOWN: usize = 13;

const PASSED_OVER: [ReportColumn; 3] = [
    column("sender", "head-sender", ColumnKind::Text),
    column("what", "head-what-they-are", ColumnKind::Text),
    column("records", "head-records", ColumnKind::Count),
];

const LINKS: [ReportColumn; 5] = [
    column("sender", "head-sender", ColumnKind::Text),
    column("what", "head-record", ColumnKind::Text),
    column("class", "head-class", ColumnKind::Text),
    column("meaning", "head-class-meaning", ColumnKind::Text),
    column("records", "head-records", ColumnKind::Count),
];

const UNLINKED: [ReportColumn; 7] = [
    column("sender", "head-sender", ColumnKind::Text),
    column("file", "head-file", ColumnKind::Text),
    column("record", "head-record", ColumnKind::Count),
    column("what", "head-what", ColumnKind::Text),
    column("why", "head-why-no-stay", ColumnKind::Text),
    column("days", "head-days-at-most", ColumnKind::Count),
    column("amount", "head-money-at-most", ColumnKind::Money),
];

const VOLUMES: [ReportColumn; 6] = [
    column("sender", "head-sender", ColumnKind::Text),
    column("file", "head-delivery", ColumnKind::Text),
    column("records", "head-records-read", ColumnKind::Count),
    column("median", "head-median", ColumnKind::Text),
    column("deliveries", "head-deliveries-looked-at", ColumnKind::Count),
    column("alarm", "head-alarm", ColumnKind::Text),
];

/// What was passed over, by sender and what it was; nothing where nothing was.
pub(super) fn passed_over(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let mut by_kind: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for receipt in basis.receipts.iter().filter(|receipt| receipt.passed_over > 0) {
        for (kind, count) in receipt.passed_over_by_kind() {
            *by_kind.entry((&receipt.sender, kind)).or_default() += i64::from(count);
        }
    }
    let row = |((sender, kind), count): (&(&str, &str), &i64)| {
        vec![ReportCell::text(*sender), ReportCell::text(*kind), ReportCell::Count(*count)]
    };
    (!by_kind.is_empty()).then(|| ReportTable {
        id: "passed_over",
        title: basis.word("passed-over-title").to_owned(),
        columns: titled(basis.language, &PASSED_OVER),
        rows: by_kind.iter().map(row).collect(),
        total: None,
        empty: basis.word("passed-over-none"),
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
        let id = format!("link-{}", quality.code());
        let meaning = basis.language.instead(&id, &[], || quality.sentence().to_owned());
        let words = [*sender, what.code(), quality.code(), &*meaning];
        words.into_iter().map(ReportCell::text).chain([ReportCell::Count(*records)]).collect()
    };
    (!by_class.is_empty()).then(|| ReportTable {
        id: "links",
        title: basis.word("links-title").to_owned(),
        columns: titled(basis.language, &LINKS),
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
            // Why is said in English where it is found, and kept so.
            ReportCell::Text(basis.language.instead("not-linked-why", &[], || record.why.to_string())),
            days,
            amount,
        ]
    };
    let rows: Vec<Vec<ReportCell>> = basis.unlinked.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "not_linked",
        title: basis.word("not-linked-title").to_owned(),
        columns: titled(basis.language, &UNLINKED),
        rows,
        total: None,
        empty: "",
    })
}

/// Days and money at stake; an unknown amount is left out.
fn at_stake(basis: &StatementBasis<'_>, stake: &AmountAtStake) -> (ReportCell, ReportCell) {
    match stake {
        AmountAtStake::Unknown => (basis.missing("not-known"), basis.missing("not-known")),
        AmountAtStake::Claimed { days, amount, currency } => {
            let days = days.map_or(basis.missing("not-said"), |days| ReportCell::Count(i64::from(days)));
            (days, ReportCell::money(*amount, *currency))
        }
        AmountAtStake::Days { payer, first, last } => {
            let last = last.map_or(basis.as_of, |last| last.min(basis.as_of));
            let days = ReportCell::Count(i64::from((last - *first + 1).max(0)));
            let money = match payer {
                None => basis.missing("no-authority-named"),
                Some(payer) => match price(basis, *payer, *first, last) {
                    Some((amount, currency)) => ReportCell::money(amount, currency),
                    None => basis.missing("price-unknown-some"),
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
            let median = volume.median().map(|median| ReportCell::Text(basis.language.signs(&median)));
            let median = median.unwrap_or_else(|| basis.missing("volumes-few"));
            rows.push(vec![
                ReportCell::text(&volume.sender),
                ReportCell::text(&volume.file),
                ReportCell::Count(volume.records as i64),
                median,
                ReportCell::Count(volume.before as i64),
                ReportCell::Text(alarm(basis, volume)),
            ]);
        }
    }
    (!rows.is_empty()).then(|| ReportTable {
        id: "volumes",
        title: basis.word("volumes-title").to_owned(),
        columns: titled(basis.language, &VOLUMES),
        rows,
        total: None,
        empty: "",
    })
}

fn alarm(basis: &StatementBasis<'_>, volume: &Volume) -> String {
    let odd = volume.is_alarm.then(|| basis.word("alarm-odd").to_owned());
    let fell = volume.share_fell.map(|(before, now)| {
        basis.say("alarm-share", &[("now", now.to_string().into()), ("before", before.to_string().into())])
    });
    let seen = volume.acknowledged.as_deref().map(|note| basis.acknowledged(note));
    odd.into_iter().chain(fell).chain(seen).collect::<Vec<_>>().join("; ")
}

/// The sender of each delivery, by something that a receipt has.
fn senders_by<'a>(receipts: &'a [Receipt], key: impl Fn(&'a Receipt) -> &'a str) -> HashMap<&'a str, &'a str> {
    receipts.iter().map(|receipt| (key(receipt), receipt.sender.as_str())).collect()
}
