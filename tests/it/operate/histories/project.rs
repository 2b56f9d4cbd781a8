//! Two projects with the same deliveries: one settles what is new, the other everything anew in each run.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use arrow_cast::display::{ArrayFormatter, FormatOptions};
use beddays::domain::{Authorities, Day, Finding, Month, Receipt, SentFinding};
use beddays::files::container::formats;
use beddays::intake::findings::record_audit::blank;
use beddays::intake::open::open_delivery::OpenDelivery;
use beddays::intake::profile::DateStyle;
use beddays::intake::read_record::ReadDelivery;
use beddays::intake::{Delivery, Rules, read};
use beddays::key::Key;
use beddays::operate::deliveries::load;
use beddays::operate::deliveries::returns::CareReturns;
use beddays::settle::batches::SettlingRules;
use beddays::settle::fact_days::counted;
use beddays::settle::keys::RecordKeys;
use beddays::settle::partitions::RecordSet;
use beddays::settle::{self, Intake, Settled};
use beddays::store::{Manifest, Store, sha256};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use tempfile::TempDir;

use super::made::Step;
use crate::intake::native::london;
use crate::support::harness::{self, Said, said};

/// Every reader, each with a source of its own.
const SOURCES: [(&str, &str); 12] = [
    ("stays", "native-stay"),
    ("events", "native-event"),
    ("reasons", "native-reason"),
    ("claims", "native-claim"),
    ("sus", "sus-apc"),
    ("hes", "hes-apc"),
    ("phs", "phs-submission"),
    ("cld", "cld-r2"),
    ("adt", "ours-adt.toml"),
    ("enc", "ours-encounter.toml"),
    ("not", "scci2075"),
    ("whole", "whole.toml"),
];

/// The program, or another build of it that is named.
fn program() -> Command {
    let mut command = harness::program();
    if let Some(path) = std::env::var_os("BEDDAYS_PROGRAM") {
        let other = Command::new(path);
        command = other;
        command.env("NO_COLOR", "1");
    }
    command
}

/// A project folder that is gone after the test.
pub struct Place {
    dir: TempDir,
}

impl Place {
    pub fn new(view: &str) -> Self {
        let place = Self { dir: TempDir::new().unwrap() };
        let made = program().arg("init").arg(place.path("")).args(["--authority", "Norfolk"]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let authority = if view == "system" { "" } else { "authority = \"Norfolk\"\n" };
        let source = |(name, profile): (&str, &str)| {
            format!("[sources.{name}]\nfiles = \"inbox/{name}_*\"\nprofile = \"{profile}\"\noptional = true\n")
        };
        let sources: String = SOURCES.into_iter().map(source).collect();
        place.put(
            "beddays.toml",
            &format!(
                "[project]\nname = \"Norfolk\"\nview = \"{view}\"\n{authority}regimes = [\"england-2014\"]\n\
                 conventions = [\"england-msitdt\", \"scotland-2016\"]\nmax_rejected_share = 1.0\n{sources}"
            ),
        );
        let defaults = "[defaults]\nauthority_code = \"E10000020\"\nprovider_code = \"RZZ01\"\n";
        for record in ["adt", "encounter"] {
            let head = format!("[profile]\nname = \"ours-{record}\"\nabout = \"messages\"\nrecord = \"{record}\"\n");
            place.put(&format!("ours-{record}.toml"), &format!("{head}{defaults}"));
        }
        let native = include_str!("../../../../profiles/native-stay.toml");
        let whole = native.replace("\"native-stay\"", "\"whole\"");
        place.put("whole.toml", &whole.replace("record = \"stay\"", "record = \"stay\"\nwhole = true"));
        place
    }

    /// Settles so many records at once, at least, from now on.
    pub fn settle_at_once(&self, records: u32) {
        let text = fs::read_to_string(self.path("beddays.toml")).unwrap();
        let (head, rest) = text.split_once("max_rejected_share = 1.0\n").unwrap();
        let rest = &rest[rest.find("[sources").unwrap()..];
        self.put("beddays.toml", &format!("{head}max_rejected_share = 1.0\nrecords_at_once = {records}\n{rest}"));
    }

    /// The same folder once more.
    pub fn copied(&self) -> Self {
        let dir = TempDir::new().unwrap();
        self.keep(dir.path().join("p").to_str().unwrap());
        Self { dir }
    }

    /// Keeps the folder under another name.
    pub fn keep(&self, name: &str) {
        assert!(Command::new("cp").arg("-a").arg(self.path("")).arg(name).status().unwrap().success());
    }

    pub fn verify(&self) -> Said {
        said(program().current_dir(self.path("")).arg("verify"))
    }

    pub fn rebuild(&self) -> Said {
        said(program().current_dir(self.path("")).arg("rebuild"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join("p").join(name)
    }

    pub fn put(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Adds lines to a file.
    pub fn append(&self, name: &str, lines: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        self.put(name, &format!("{text}{lines}"));
    }

    pub fn run(&self, month: Month, as_of: Option<Day>) -> Said {
        let mut command = program();
        command.current_dir(self.path("")).args(["run", "--month", &month.to_string()]);
        if let Some(as_of) = as_of {
            command.args(["--as-of", &as_of.to_string()]);
        }
        said(&mut command)
    }

    /// Takes files that lie beside the inbox.
    pub fn ingest(&self, files: &[(String, String)], as_of: Option<Day>) -> Said {
        fs::create_dir_all(self.path("sent")).unwrap();
        let mut command = program();
        command.current_dir(self.path("")).arg("ingest");
        for (name, content) in files {
            let beside = name.replace("inbox/", "sent/");
            self.put(&beside, content);
            command.arg(beside);
        }
        if let Some(as_of) = as_of {
            command.args(["--as-of", &as_of.to_string()]);
        }
        said(&mut command)
    }

    /// Runs a month after the files that are not ingested before were put into the inbox.
    pub fn step(&self, step: &Step) -> Said {
        step.files.iter().skip(step.ingested.0).for_each(|(name, content)| self.put(name, content));
        self.run(step.month, step.as_of)
    }

    pub fn manifest(&self) -> Manifest {
        serde_json::from_slice(&fs::read(self.path("store/manifest.json")).unwrap()).unwrap()
    }

    /// Changes the manifest and gives it a fitting hash again.
    pub fn forge(&self, change: impl FnOnce(&mut Manifest)) {
        let mut manifest = self.manifest();
        change(&mut manifest);
        let pretty = |manifest: &Manifest| [serde_json::to_vec_pretty(manifest).unwrap(), b"\n".to_vec()].concat();
        manifest.self_sha256.clear();
        manifest.self_sha256 = sha256(&pretty(&manifest));
        fs::write(self.path("store/manifest.json"), pretty(&manifest)).unwrap();
    }

    /// Forgets by what the partitions were settled, so that the next run reads and settles everything, all at once.
    pub fn forget(&self) {
        self.settle_at_once(u32::MAX);
        self.forge(|manifest| manifest.settled = None);
    }

    /// The rows of every table over all of its files, sums of partitions added up; and what became of each delivery.
    pub fn tables(&self) -> BTreeMap<String, Vec<String>> {
        let manifest = self.manifest();
        let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let parts = manifest
            .partitions
            .values()
            .flat_map(|partition| partition.tables.iter().filter(|(name, _)| !OF_PARTITIONS.contains(&name.as_str())));
        for (table, stored) in manifest.tables.iter().chain(parts) {
            files.entry(table).or_default().push(&stored.file);
        }
        let rows = |table: &str, files: Vec<&str>| {
            let rows = files.into_iter().flat_map(|file| rows_of(&self.path("store").join(file))).collect();
            added_up(table, rows)
        };
        let outcomes = manifest.deliveries.iter().map(|delivery| format!("{} {:?}", delivery.file, delivery.outcome));
        let tables = files.into_iter().map(|(table, files)| (table.to_owned(), rows(table, files)));
        tables.chain([("delivery".to_owned(), outcomes.collect())]).collect()
    }

    /// The ledgers of every month, and every file of its reports; of `run.json` without how many records were parsed.
    pub fn outputs(&self) -> BTreeMap<String, String> {
        let mut outputs = BTreeMap::new();
        for month in &self.manifest().months {
            outputs.insert(format!("ledger {}", month.month), month.ledger.sha256.clone());
            collect(&self.path("reports"), &mut outputs);
        }
        outputs
    }

    /// What `settle::take` gives of all deliveries at once; and what settling each group of records that belong together on
    /// its own does.
    pub fn at_once(&self, as_of: Option<Day>) -> (Intake, Intake) {
        let store = Store::read_only(&self.path("")).unwrap();
        let key = Key::read(&self.path("")).unwrap();
        let zone = london();
        let rules = Rules { zone: &zone, key: key.bytes(), authorities: Authorities::england(), law: None };
        let (held, _) = load::list(None, &store, Vec::new()).unwrap();
        let raw: Vec<Vec<u8>> = held.iter().map(|held| store.raw(&held.sha256).unwrap()).collect();
        fn open<'a>((held, raw): (&'a load::HeldDelivery, &'a Vec<u8>)) -> OpenDelivery<'a> {
            OpenDelivery::open_by(&held.file, &held.sha256, raw, &held.profile, formats::read).unwrap()
        }
        let opened: Vec<OpenDelivery<'_>> = held.iter().zip(&raw).map(open).collect();
        let dates = |held: &load::HeldDelivery| -> Option<DateStyle> { Some(held.dates) };
        let deliveries: Vec<Delivery<'_>> =
            opened.iter().zip(&held).map(|(opened, held)| opened.delivery(held.received, dates(held))).collect();
        (settle::take(&deliveries, &rules, as_of).unwrap(), apart(&deliveries, &rules, as_of))
    }
}

/// What each group of records gives that is settled on its own.
fn apart(deliveries: &[Delivery<'_>], rules: &Rules<'_>, as_of: Option<Day>) -> Intake {
    let read = |(at, delivery)| read::read(at, delivery, rules, &|_| ()).unwrap();
    let read: Vec<ReadDelivery> = deliveries.iter().enumerate().map(read).collect();
    let mut returns = CareReturns::default();
    read.iter().for_each(|read| returns.add(read.delivery, &read.records));
    let (mut records, mut found) = (Vec::new(), Vec::new());
    let mut receipts: Vec<Receipt> = deliveries.iter().map(blank).collect();
    for ReadDelivery { delivery, receipt, findings, records: of_delivery } in read {
        receipts[delivery].day_columns = receipt.day_columns;
        found.extend(findings);
        for record in of_delivery {
            let mut keys = RecordKeys::default();
            keys.add(&record, rules.key);
            records.push((record.stored(), keys));
        }
    }
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut set = RecordSet::default();
    records.into_iter().for_each(|(record, keys)| set.add(record, keys.as_ref(), true));
    let by = SettlingRules { deliveries, rules, as_of, returned: returns.known(as_of), receipts };
    let Settled { mut intake, facts, .. } = set.settle(&by, 1).unwrap();
    intake.findings.extend(found);
    Intake { fact_days: counted(&facts, deliveries.len()), ..intake }
}

/// Tables that only partitions have, and what they add up to stands in another one.
const OF_PARTITIONS: [&str; 6] = ["fact_day", "delivery_part", "firm_key", "wide_key", "loose_key", "dated_key"];

/// A row by its columns.
type Row = Vec<(String, String)>;

fn rows_of(path: &Path) -> Vec<Row> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    let (mut rows, options) = (Vec::new(), FormatOptions::default().with_null("-"));
    for batch in reader.map(Result::unwrap) {
        let names = batch.schema();
        let columns: Vec<ArrayFormatter<'_>> =
            batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options).unwrap()).collect();
        let cell = |row: usize, at: usize| (names.field(at).name().clone(), columns[at].value(row).to_string());
        rows.extend((0..batch.num_rows()).map(|row| (0..columns.len()).map(|at| cell(row, at)).collect::<Row>()));
    }
    rows
}

/// The rows in order. Sums of partitions are added up; the running number of findings is that of their partition.
fn added_up(table: &str, rows: Vec<Row>) -> Vec<String> {
    let sums: &[&str] = match table {
        "counted_month" => &["days", "people"],
        "counted_length" => &["delays", "delayed", "delay_days"],
        "counted_census" => &["people", "days_so_far"],
        "counted_discharge" => &["discharges", "counted"],
        _ => &[],
    };
    let highest = |name: &str| table == "counted_census" && name == "longest_days";
    let mut added: BTreeMap<Row, BTreeMap<String, i64>> = BTreeMap::new();
    let mut others = Vec::new();
    for row in rows {
        let row: Row = row.into_iter().filter(|(name, _)| table != "finding" || name != "number").collect();
        if sums.is_empty() {
            others.push(row);
            continue;
        }
        let (values, key): (Row, Row) = row.into_iter().partition(|(name, _)| sums.contains(&&**name) || highest(name));
        let held = added.entry(key).or_default();
        for (name, value) in values {
            let value: i64 = value.parse().unwrap();
            let sum = held.entry(name.clone()).or_default();
            *sum = if highest(&name) { value.max(*sum) } else { *sum + value };
        }
    }
    let with_sums = |(key, sums): (Row, BTreeMap<String, i64>)| -> Row {
        key.into_iter().chain(sums.into_iter().map(|(name, sum)| (name, sum.to_string()))).collect()
    };
    let line =
        |row: Row| row.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" | ");
    let mut lines: Vec<String> = others.into_iter().chain(added.into_iter().map(with_sums)).map(line).collect();
    lines.sort();
    lines
}

fn collect(folder: &Path, outputs: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, outputs);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let names: Vec<String> = path
            .iter()
            .rev()
            .take(3)
            .map(|name| name.to_string_lossy().into_owned())
            .take_while(|name| name != "reports")
            .collect();
        let name = names.into_iter().rev().collect::<Vec<_>>().join("/");
        let content = match String::from_utf8(bytes) {
            Ok(text) if name.ends_with("run.json") => {
                text.lines().filter(|line| !line.contains("\"parsed\"")).collect::<Vec<_>>().join("\n")
            }
            // The hash of `run.json`, and of what the trend was made of, edition by edition.
            Ok(text) if name.ends_with(".sha256") => text
                .lines()
                .filter(|line| !line.ends_with("run.json") && !line.starts_with('#'))
                .collect::<Vec<_>>()
                .join("\n"),
            Ok(text) => text,
            Err(error) => sha256(error.as_bytes()),
        };
        outputs.insert(name, content);
    }
}

/// The first difference between two lists, in a few lines; nothing if there is none.
pub fn difference(one: &BTreeMap<String, Vec<String>>, other: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let nothing = Vec::new();
    let mut found = Vec::new();
    for table in one.keys().chain(other.keys().filter(|table| !one.contains_key(*table))) {
        let (one, other) = (one.get(table).unwrap_or(&nothing), other.get(table).unwrap_or(&nothing));
        if one == other {
            continue;
        }
        let only = |rows: &[String], others: &[String]| {
            let mut others = others.to_vec();
            let is_left = |row: &&String| match others.iter().position(|other| other == *row) {
                Some(at) => {
                    others.remove(at);
                    false
                }
                None => true,
            };
            rows.iter().filter(is_left).cloned().collect::<Vec<_>>()
        };
        let list = |mark: &str, rows: Vec<String>| {
            rows.into_iter().take(3).map(|row| format!("\n  {mark} {row}")).collect::<String>()
        };
        found.push(format!("{table}:{}{}", list("parts", only(one, other)), list("whole", only(other, one))));
    }
    (!found.is_empty()).then(|| found.join("\n"))
}

/// The first line in which two texts differ.
pub fn first_line(one: &str, other: &str) -> String {
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    let short = |text: &str| text.chars().take(600).collect::<String>();
    differs.map_or_else(
        || "one is longer".to_owned(),
        |(one, other)| format!("\n  parts {}\n  whole {}", short(one), short(other)),
    )
}

/// Rows as texts in their order.
fn shown<T: std::fmt::Debug>(rows: &[T]) -> Vec<String> {
    let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    rows
}

/// The tables of what was taken at once and of the store, as far as settling alone makes them.
pub fn against_oracle(place: &Place, as_of: Option<Day>) -> Option<String> {
    let (mut whole, mut stored) = (BTreeMap::new(), BTreeMap::new());
    let (intake, apart) = place.at_once(as_of);
    let store = Store::read_only(&place.path("")).unwrap();
    let names = store.manifest().deliveries.iter().map(|held| held.file.clone()).collect::<Vec<_>>();
    assert!(intake.receipts.iter().map(|receipt| &receipt.file).eq(&names));
    let mut put = |name: &str, one: Vec<String>, other: Vec<String>| {
        stored.insert(name.to_owned(), one);
        whole.insert(name.to_owned(), other);
    };
    put("stay", shown(&store.stays().unwrap()), shown(&intake.stays));
    put("event", shown(&store.events().unwrap()), shown(&intake.events));
    put("reason", shown(&store.reasons().unwrap()), shown(&intake.reasons));
    put("claim", shown(&store.claims().unwrap()), shown(&intake.claims));
    put("link", shown(&store.links().unwrap()), shown(&intake.links));
    put("unlinked", shown(&store.unlinked().unwrap()), shown(&intake.unlinked));
    put("open_question", shown(&store.questions().unwrap()), shown(&intake.questions));
    let is_of_records = |finding: &&Finding| !matches!(finding.code, "W_VOLUME" | "W_SHARE");
    let found = stored_findings(&store);
    let of_records = |findings: &[Finding]| shown(&findings.iter().filter(is_of_records).collect::<Vec<_>>());
    put("finding", of_records(&found), of_records(&intake.findings));
    let bare = |receipts: Vec<beddays::domain::Receipt>| {
        let bare = |receipt: beddays::domain::Receipt| beddays::domain::Receipt { sender: String::new(), ..receipt };
        shown(&receipts.into_iter().map(bare).collect::<Vec<_>>())
    };
    put("delivery", bare(store.receipts().unwrap()), bare(intake.receipts.clone()));
    difference(&stored, &whole).or_else(|| difference(&rows_by_table(&intake), &rows_by_table(&apart)))
}

/// Every finding of the store's records; the counts of them are those that the store keeps.
pub fn stored_findings(store: &Store) -> Vec<Finding> {
    let (mut found, mut counted) = (Vec::new(), BTreeMap::<_, u64>::new());
    for partition in store.manifest().partitions.keys() {
        let mut take = |some: &[SentFinding]| {
            found.extend(some.iter().map(|sent| sent.finding.clone()));
            Ok(())
        };
        store.each_findings(*partition, &mut take).unwrap();
        for row in store.finding_counts(*partition).unwrap() {
            *counted.entry((row.example.file, row.example.severity, row.example.code)).or_default() += row.findings;
        }
    }
    let mut one_by_one = BTreeMap::<_, u64>::new();
    for finding in &found {
        *one_by_one.entry((finding.file.clone(), finding.severity, finding.code)).or_default() += 1;
    }
    assert_eq!(counted, one_by_one);
    found
}

/// The rows that records gave, table by table.
fn rows_by_table(intake: &Intake) -> BTreeMap<String, Vec<String>> {
    let tables = [
        ("stay", shown(&intake.stays)),
        ("event", shown(&intake.events)),
        ("reason", shown(&intake.reasons)),
        ("care_event", shown(&intake.care_events)),
        ("claim", shown(&intake.claims)),
        ("link", shown(&intake.links)),
        ("unlinked", shown(&intake.unlinked)),
        ("open_question", shown(&intake.questions)),
        ("fact_day", shown(&intake.fact_days)),
        ("finding", shown(&intake.findings)),
    ];
    tables.into_iter().map(|(name, rows)| (name.to_owned(), rows)).collect()
}
