//! The store keeps what it is given: there and back, the same bytes for the same rows, nothing written twice.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use beddays::domain::codes::{Attribution, CareType};
use beddays::domain::{
    Authorities, AuthorityId, Currency, Day, DelayPeriod, EndKind, Event, EventKind, EventRecord, EventValue,
    LedgerDay, LedgerStatus, LinkQuality, Minor, Moment, Month, Origin, PersonKey, Reason, Stay,
};
use beddays::store::{Basis, Commit, LedgerWriter, Published, Received, RegimeUsed, Store, TakeOutcome};
use proptest::prelude::*;

pub const KEY_ID: &str = "0123abcd";
const REGIME_HASH: &str = "1111111111111111111111111111111111111111111111111111111111111111";
const READINGS_HASH: &str = "2222222222222222222222222222222222222222222222222222222222222222";

/// The rows of a small made-up month.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    pub stays: Vec<Stay>,
    pub events: Vec<EventRecord>,
    pub reasons: Vec<Reason>,
    pub delays: Vec<DelayPeriod>,
}

pub fn month() -> Month {
    "2018-03".parse().unwrap()
}

pub fn authority(code: &str) -> AuthorityId {
    Authorities::england().find(code).unwrap()
}

fn origin(record: u32) -> Origin {
    Origin { source_id: "00112233aabbccdd".into(), source_record: record }
}

/// `count` stays that end one after another, each with a notice, a reason and a delay.
pub fn rows(count: u32) -> Rows {
    let mut rows = Rows::default();
    for n in 0..count {
        let stay_id: Box<str> = format!("S{n:05}").into();
        let ready = month().first() + (n % 20) as i32;
        rows.stays.push(Stay {
            stay_id: stay_id.clone(),
            person_key: (n % 7 != 0).then(|| PersonKey(format!("{n:064x}").into())),
            provider_code: "RX1".into(),
            site_code: (n % 2 == 0).then(|| "RX101".into()),
            authority: Some(authority(if n % 3 == 0 { "Norfolk" } else { "Camden" })),
            registered_in: None,
            staying_in: None,
            admitted_at: Moment::midnight(ready - 9),
            expected_admission_on: (n % 5 == 0).then(|| ready - 10),
            ready_on: Some(ready),
            discharged_at: (n % 4 != 0).then(|| Moment::end_of(ready + 8)),
            admission_method: Some("21".into()),
            discharge_method: None,
            discharge_destination: None,
            treatment_function_code: Some("300".into()),
            care_type: (n % 6 == 0).then_some(CareType::Maternity),
            setting: None,
            funding: (n % 11 == 0).then(|| "private, \"quoted\"\nå".into()),
            age_at_admission: Some(80),
            origin: origin(n + 1),
        });
        let notice = Event {
            kind: EventKind::DischargeNotice,
            at: Moment::midnight(ready - 2),
            until: None,
            value: EventValue::Day(ready),
        };
        rows.events.push(EventRecord { stay_id: stay_id.clone(), event: notice, origin: origin(2 * n + 1) });
        rows.reasons.push(Reason {
            stay_id: stay_id.clone(),
            from_on: ready,
            to_on: (n % 2 == 0).then(|| ready + 4),
            reason_code: "Di".into(),
            attributed_to: Attribution::SocialCare,
            origin: origin(n + 1),
        });
        rows.delays.push(DelayPeriod {
            delay_id: format!("{stay_id}-1").into(),
            stay_id,
            ready_on: ready,
            ended_on: (n % 4 != 0).then(|| ready + 8),
            end_kind: if n % 4 == 0 { EndKind::Open } else { EndKind::Discharged },
            link_quality: LinkQuality::Exact,
        });
    }
    rows
}

/// Eight ledger days a delay: two within the interval, one free, five at £130.
pub fn ledger(delays: &[DelayPeriod]) -> Vec<LedgerDay<'_>> {
    let days = delays.iter().flat_map(|delay| {
        (0..8).map(|n| {
            let status = match n {
                0 | 1 => LedgerStatus::WithinInterval,
                2 => LedgerStatus::FreeDay,
                _ => LedgerStatus::Chargeable,
            };
            let charged = status == LedgerStatus::Chargeable;
            LedgerDay {
                stay_id: &delay.stay_id,
                delay_id: &delay.delay_id,
                day: delay.ready_on + n,
                n: n as u32 + 1,
                status,
                amount_minor: Minor(if charged { 13_000 } else { 0 }),
                currency: Currency::Gbp,
                payer: (n > 0).then(|| authority("Camden")),
                payee_code: "RX1",
                layer: if charged { "london" } else { "" },
                regime: "england-2014",
                regime_hash: REGIME_HASH,
                readings_hash: READINGS_HASH,
                rule: if charged { "charge" } else { "interval" },
                cite: if charged { "Sch. 3 para. 4(1)" } else { "SI 2014/2823 reg. 8" },
            }
        })
    });
    days.collect()
}

pub fn basis() -> Basis {
    let regimes = vec![RegimeUsed { regime: "england-2014".to_owned(), sha256: REGIME_HASH.to_owned() }];
    let readings_sha256 = READINGS_HASH.to_owned();
    Basis { month: month(), as_of: month().last(), regimes, readings_sha256, incomplete: Vec::new() }
}

pub const RECEIVED: Received<'_> = Received {
    file: "stays_feb.csv",
    table: "stay",
    dates: "iso",
    profile: "native-stay",
    profile_text: None,
    source: None,
};

/// Puts all of `rows` and their ledger, pushed in batches of `batch`.
pub fn put(commit: &mut Commit<'_>, rows: &Rows, batch: usize) {
    commit.put_stays(&rows.stays).unwrap();
    commit.put_events(&rows.events).unwrap();
    commit.put_reasons(&rows.reasons).unwrap();
    commit.put_delay_periods(&rows.delays).unwrap();
    let days = ledger(&rows.delays);
    commit.put_ledger(basis(), &[], |ledger| days.chunks(batch).try_for_each(|some| ledger.push(some))).unwrap();
}

/// Commits `rows` to the store of `project`, made if there is none.
pub fn publish(project: &Path, rows: &Rows) -> Published {
    if !project.join("store").exists() {
        Store::create(project, KEY_ID).unwrap();
    }
    let mut store = Store::open(project).unwrap();
    let mut commit = store.begin();
    commit.add_delivery(RECEIVED, &mut &b"stay_id\nS1\n"[..], None).unwrap();
    put(&mut commit, rows, 1000);
    commit.finish().unwrap()
}

/// Every file of a store with its content, sorted by name.
pub fn files(project: &Path) -> Vec<(String, Vec<u8>)> {
    let store = project.join("store");
    let mut found = Vec::new();
    for folder in ["", "raw", "tables", "ledger", "history"] {
        for entry in std::fs::read_dir(store.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(&store).unwrap().to_str().unwrap().to_owned();
                found.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn everything_comes_back() {
    let project = tempfile::tempdir().unwrap();
    let rows = rows(500);
    publish(project.path(), &rows);
    let store = Store::read_only(project.path()).unwrap();
    assert_eq!(store.stays().unwrap(), rows.stays);
    assert_eq!(store.events().unwrap(), rows.events);
    assert_eq!(store.reasons().unwrap(), rows.reasons);
    assert_eq!(store.delay_periods().unwrap(), rows.delays);
    let read = store.ledger(month()).unwrap().unwrap();
    assert_eq!(read.rows().collect::<Vec<_>>(), ledger(&rows.delays));
    let delivery = &store.manifest().deliveries[0];
    assert_eq!(store.raw(&delivery.sha256[..16]).unwrap(), b"stay_id\nS1\n");
    assert_eq!(store.verify().unwrap(), []);
    let manifest = store.manifest();
    let of_parts = manifest.partitions.values().flat_map(|partition| partition.tables.values());
    let named: Vec<&str> = manifest.tables.values().chain(of_parts).map(|stored| &*stored.file).collect();
    assert!(named.len() > 2 && manifest.tables_in_all() == named.len(), "{named:?}");

    let published = store.manifest().month(month()).unwrap();
    assert_eq!(published.ledger.rows, 4000);
    assert_eq!(published.days_by_status[&LedgerStatus::Chargeable], 2500);
    assert_eq!(published.days_by_status.values().sum::<u64>(), 4000);
    assert_eq!(published.amount_minor[&Currency::Gbp], Minor(2500 * 13_000));
}

#[test]
fn empty_tables_come_back_empty() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &Rows::default());
    let store = Store::read_only(project.path()).unwrap();
    assert_eq!(store.stays().unwrap(), []);
    assert!(store.ledger(month()).unwrap().unwrap().is_empty());
    assert!(store.manifest().month(month()).unwrap().amount_minor.is_empty());
    assert!(store.ledger(month().next()).unwrap().is_none());
}

#[test]
fn every_kind_of_event_comes_back() {
    let project = tempfile::tempdir().unwrap();
    let mut rows = rows(1);
    let value = |kind: EventKind| match kind {
        EventKind::DischargeNotice => EventValue::Day("2018-03-05".parse().unwrap()),
        EventKind::AuthorityRedirect => EventValue::Authority(authority("Norfolk")),
        EventKind::MunicipalityReply | EventKind::ResidenceMoved => EventValue::Word("".into()),
        _ => EventValue::Nothing,
    };
    let record = |(n, kind): (usize, &EventKind)| EventRecord {
        stay_id: "S1".into(),
        event: Event {
            kind: *kind,
            at: Moment::from_seconds(n as i64 - 20),
            until: kind.lasts().then(|| Moment::from_seconds(1)),
            value: value(*kind),
        },
        origin: origin(u32::MAX),
    };
    rows.events = EventKind::ALL.iter().enumerate().map(record).collect();
    publish(project.path(), &rows);
    assert_eq!(Store::read_only(project.path()).unwrap().events().unwrap(), rows.events);
}

#[test]
fn same_rows_same_bytes() {
    // More rows than one row group, pushed in batches that fit it and that do not, on one thread and on two.
    let rows = rows(40_000);
    let days = ledger(&rows.delays);
    assert!(days.len() > beddays::store::GROUP_ROWS);
    let write = |batch: usize, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut writer = LedgerWriter::create(Vec::new(), 1).unwrap();
            days.chunks(batch).for_each(|some| writer.push(some).unwrap());
            writer.finish().unwrap()
        })
    };
    let (bytes, totals) = write(days.len(), 1);
    assert_eq!(totals.rows, 320_000);
    for (batch, threads) in [(1, 1), (999, 2), (100_000, 1)] {
        let other = write(batch, threads);
        assert!(other.0 == bytes, "batches of {batch} on {threads} threads gave other bytes");
        assert_eq!(other.1, totals);
    }
}

#[test]
fn order_of_rows_does_not_matter() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut rows = rows(300);
    publish(one.path(), &rows);
    rows.stays.reverse();
    rows.events.rotate_left(77);
    rows.reasons.swap(1, 200);
    Store::create(other.path(), KEY_ID).unwrap();
    let mut store = Store::open(other.path()).unwrap();
    let mut commit = store.begin();
    commit.add_delivery(RECEIVED, &mut &b"stay_id\nS1\n"[..], None).unwrap();
    put(&mut commit, &rows, 7);
    commit.finish().unwrap();
    assert!(files(one.path()) == files(other.path()));
}

#[test]
fn second_identical_commit_changes_nothing() {
    let project = tempfile::tempdir().unwrap();
    let first = publish(project.path(), &rows(50));
    assert!(first.changed);
    let before = files(project.path());
    let again = publish(project.path(), &rows(50));
    assert!(!again.changed);
    assert_eq!((again.commit, &again.manifest_sha256), (1, &first.manifest_sha256));
    assert!(files(project.path()) == before);
}

#[test]
fn changed_month_is_next_edition() {
    let project = tempfile::tempdir().unwrap();
    for (count, commit, edition) in [(50, 1, 1), (51, 2, 2), (51, 2, 2), (50, 3, 3)] {
        assert_eq!(publish(project.path(), &rows(count)).commit, commit);
        let store = Store::read_only(project.path()).unwrap();
        assert_eq!(store.manifest().month(month()).unwrap().edition, edition);
        assert_eq!(store.ledger(month()).unwrap().unwrap().rows().collect::<Vec<_>>(), ledger(&rows(count).delays));
        assert_eq!(store.verify().unwrap(), []);
    }
    let names: Vec<String> = files(project.path()).into_iter().map(|(name, _)| name).collect();
    let count = |start: &str| names.iter().filter(|name| name.starts_with(start)).count();
    assert_eq!(count("ledger/2018-03-edition-"), 3, "every edition stays");
    assert_eq!(count("history/"), 4, "every manifest stays");
    assert_eq!(count("tables/stay-"), 2, "tables stay for one more commit: {names:?}");
}

#[test]
fn known_delivery_is_not_stored_twice() {
    let project = tempfile::tempdir().unwrap();
    Store::create(project.path(), KEY_ID).unwrap();
    let mut store = Store::open(project.path()).unwrap();
    let mut commit = store.begin();
    let TakeOutcome::New(hash) = commit.add_delivery(RECEIVED, &mut &b"one"[..], None).unwrap() else {
        panic!("it is new")
    };
    assert_eq!(
        commit.add_delivery(Received { file: "other.csv", ..RECEIVED }, &mut &b"one"[..], None).unwrap(),
        TakeOutcome::Known(hash)
    );
    commit.finish().unwrap();
    assert_eq!(store.manifest().deliveries.len(), 1);
    let before = files(project.path());
    let mut commit = store.begin();
    assert!(matches!(commit.add_delivery(RECEIVED, &mut &b"one"[..], None).unwrap(), TakeOutcome::Known(_)));
    assert!(!commit.finish().unwrap().changed);
    assert!(files(project.path()) == before);
}

#[test]
fn nothing_is_seen_before_the_commit_ends() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(20));
    let manifest = std::fs::read(project.path().join("store/manifest.json")).unwrap();
    let mut store = Store::open(project.path()).unwrap();
    put(&mut store.begin(), &rows(30), 10);
    drop(store);
    assert!(std::fs::read(project.path().join("store/manifest.json")).unwrap() == manifest);
    let store = Store::read_only(project.path()).unwrap();
    assert_eq!(store.stays().unwrap().len(), 20);
    let leftovers = store.verify().unwrap();
    assert!(!leftovers.is_empty());
    assert!(leftovers.iter().all(|one| one.kind == beddays::store::DamageKind::Leftover), "{leftovers:?}");
}

#[test]
fn rows_that_break_an_invariant_are_refused() {
    let delays = rows(2).delays;
    let days = ledger(&delays);
    let twice = vec![days[0], days[0]];
    let backwards = vec![days[9], days[1]];
    let paid = vec![LedgerDay { amount_minor: Minor(1), ..days[0] }];
    let most = LedgerDay { amount_minor: Minor(i64::MAX), ..days[3] };
    let too_much = vec![most, LedgerDay { day: most.day.next(), ..most }];
    for (wrong, what) in [(twice, "twice"), (backwards, "backwards"), (paid, "paid"), (too_much, "too much")] {
        let mut writer = LedgerWriter::create(Vec::new(), 1).unwrap();
        let error = writer.push(&wrong).expect_err(what);
        assert_eq!(error.exit(), beddays::error::Exit::Bug, "{error}");
    }
    let project = tempfile::tempdir().unwrap();
    Store::create(project.path(), KEY_ID).unwrap();
    let mut store = Store::open(project.path()).unwrap();
    let stay = rows(1).stays.remove(0);
    let error = store.begin().put_stays(&[stay.clone(), stay]).unwrap_err();
    assert_eq!(error.exit(), beddays::error::Exit::Bug, "{error}");
}

/// Goal: any reader of Parquet gets text, days and times. Method: a reader that takes the types from the file itself, as one
/// does that knows nothing of our tables.
#[test]
fn any_reader_finds_plain_types() {
    use arrow_schema::{DataType, TimeUnit};
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(100));
    let store = Store::read_only(project.path()).unwrap();
    let scan = |path: std::path::PathBuf| {
        let file = std::fs::File::open(path).unwrap();
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let reader = reader.with_batch_size(1000).build().unwrap();
        let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
        assert_eq!(batches.len(), 1);
        batches[0].clone()
    };
    let stays = scan(store.table_files("stay").unwrap().remove(0));
    let ledger = scan(store.ledger_file(month()).unwrap().unwrap());
    assert_eq!((stays.num_rows(), ledger.num_rows()), (100, 800));
    let kind = |batch: &RecordBatch, name: &str| batch.column_by_name(name).unwrap().data_type().clone();
    assert_eq!(kind(&stays, "authority_code"), DataType::Utf8);
    assert_eq!(kind(&stays, "ready_on"), DataType::Date32);
    assert_eq!(kind(&stays, "admitted_at"), DataType::Timestamp(TimeUnit::Microsecond, None));
    assert_eq!(kind(&ledger, "status"), DataType::Utf8);
    assert_eq!(ledger.column_by_name("payer_code").unwrap().null_count(), 100);
    let amounts = ledger.column_by_name("amount_minor").unwrap().as_primitive::<Int64Type>();
    assert_eq!(amounts.iter().flatten().sum::<i64>(), 500 * 13_000);
    let editions = ledger.column_by_name("edition").unwrap().as_primitive::<Int32Type>();
    assert_eq!(editions.iter().flatten().max(), Some(1));
}

#[test]
fn columns_are_described_once() {
    let text = beddays::store::tables_as_markdown();
    for table in beddays::store::schema::TABLES {
        assert!(text.contains(&format!("### `{}`", table.name)));
        for column in table.columns {
            assert!(column.about.ends_with('.'), "{}.{} has no sentence", table.name, column.name);
            assert!(text.contains(&format!("| `{}` |", column.name)));
        }
        for key in table.key {
            let column = table.columns.iter().find(|column| column.name == *key);
            assert!(column.is_some_and(|column| !column.null), "{}.{key} is a key that may be empty", table.name);
        }
    }
}

fn word() -> impl Strategy<Value = Box<str>> {
    "\\PC{0,12}".prop_map(|text: String| text.into())
}

fn day() -> impl Strategy<Value = Day> {
    (-700_000..3_000_000).prop_map(Day::from_number)
}

fn moment() -> impl Strategy<Value = Moment> {
    (-60_000_000_000..250_000_000_000_i64).prop_map(Moment::from_seconds)
}

fn stay() -> impl Strategy<Value = Stay> {
    let words = prop::array::uniform10(prop::option::of(word()));
    let times = (moment(), prop::option::of(day()), prop::option::of(day()), prop::option::of(moment()));
    let rest = (any::<Option<u8>>(), prop::sample::select(CareType::ALL), 0..159_u16, any::<u32>());
    (word(), words, times, rest).prop_map(|(stay_id, words, times, (age, care_type, place, record))| {
        let [person, site, registered, staying, admission, discharge, destination, treatment, setting, funding] = words;
        Stay {
            stay_id,
            person_key: person.map(PersonKey),
            provider_code: "RX1".into(),
            site_code: site,
            authority: Authorities::england().iter().nth(place.into()).map(|found| found.0),
            registered_in: registered,
            staying_in: staying,
            admitted_at: times.0,
            expected_admission_on: times.1,
            ready_on: times.2,
            discharged_at: times.3,
            admission_method: admission,
            discharge_method: discharge,
            discharge_destination: destination,
            treatment_function_code: treatment,
            care_type: (age != Some(7)).then_some(care_type),
            setting,
            funding,
            age_at_admission: age,
            origin: origin(record),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_stays_come_back(mut stays in prop::collection::vec(stay(), 0..20)) {
        stays.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
        stays.dedup_by(|one, other| one.stay_id == other.stay_id);
        let project = tempfile::tempdir().unwrap();
        Store::create(project.path(), KEY_ID).unwrap();
        let mut store = Store::open(project.path()).unwrap();
        let mut commit = store.begin();
        commit.put_stays(&stays).unwrap();
        commit.finish().unwrap();
        prop_assert_eq!(store.stays().unwrap(), stays);
    }
}
