//! Mutated files: 10,000 of CSV and some thousands of every other kind go the way of `beddays check`. Nothing panics or
//! hangs, every record is accounted for, and the same bytes give the same answer twice.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::intake::canaries_search::Canaries;
use crate::intake::container_workbook::pack;
use crate::intake::native::london;
use crate::support::mutator::Mutator;
use beddays::domain::{Authorities, Severity};
use beddays::error::Exit;
use beddays::files::container::{FileKind, ProcessReader, formats};
use beddays::intake::Rules;
use beddays::intake::open::open_delivery::OpenDelivery;
use beddays::intake::profile::{self, Profile, RecordKind};
use beddays::published::{self, PublicationContext};
use beddays::settle::{Intake, take};
use beddays::store::sha256;

/// What no file of this size may take, in a build without optimisation on a busy machine.
const LONGEST: Duration = Duration::from_secs(5);

/// A file and the profile that reads it.
#[derive(Clone)]
pub struct Seed {
    pub name: String,
    pub bytes: Vec<u8>,
    profile: Arc<Profile>,
}

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn feed() -> Arc<Profile> {
    profile::find(root("tests/profiles/bad-inputs.toml").to_str().unwrap(), Path::new("")).unwrap()
}

pub fn corpus(group: &str, most: usize) -> Vec<Seed> {
    let mut seeds = Vec::new();
    for entry in std::fs::read_dir(root("tests/bad-inputs").join(group)).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        if bytes.len() <= most {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            seeds.push(Seed { name, bytes, profile: feed() });
        }
    }
    seeds.sort_by(|one, other| one.name.cmp(&other.name));
    seeds
}

fn seed(name: &str, profile: &str, bytes: impl Into<Vec<u8>>) -> Seed {
    Seed { name: name.to_owned(), bytes: bytes.into(), profile: profile::named(profile).unwrap() }
}

/// What came of a file: the answer, or the refusal in words.
pub type Answer = Result<Intake, String>;

pub fn answer(seed: &Seed, bytes: &[u8]) -> Answer {
    let hash = sha256(bytes);
    let told = |error: beddays::Error| {
        assert!(error.code().starts_with("F_"), "{error}");
        assert_eq!(error.exit(), Exit::Data, "{error}");
        error.to_string()
    };
    // The name has no ending: a mutation may make another kind of file of it, and that is not what is asked here.
    let open = OpenDelivery::open_by("mutant", &hash, bytes, &seed.profile, formats::read).map_err(told)?;
    let delivery = open.delivery(1, None);
    let (zone, as_of) = (london(), Some("2026-04-15".parse().unwrap()));
    let rules = Rules { zone: &zone, key: &[0; 32], authorities: Authorities::england(), law: None };
    take(&[delivery], &rules, as_of).map_err(told)
}

/// How many records a text has where nobody can argue: no quotes, plain ASCII, lines that end in the usual ways.
fn certain_records(seed: &Seed, bytes: &[u8]) -> Option<usize> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\r') && *byte != b'"';
    if FileKind::of(bytes) != FileKind::Text || seed.profile.delimiters().count() != 1 || !bytes.iter().all(plain) {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim_matches([' ', ',']).is_empty());
    let lines: Vec<&str> = lines.collect();
    (!lines.first()?.to_ascii_lowercase().starts_with("sep=")).then(|| lines.len() - 1)
}

/// What must hold for every file, whatever is in it.
pub fn accounted(seed: &Seed, bytes: &[u8], answer: &Answer, numbers: &Canaries) -> Result<(), String> {
    let mut shown = Vec::new();
    let intake = match answer {
        Ok(intake) => intake,
        Err(words) => {
            numbers.in_bytes(words.as_bytes(), "refusal", &mut shown);
            return if shown.is_empty() { Ok(()) } else { Err(shown.join("; ")) };
        }
    };
    let [receipt] = intake.receipts.as_slice() else { return Err("one file, one receipt".to_owned()) };
    let sum = receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates;
    if receipt.read != sum {
        return Err(format!("{receipt:?}"));
    }
    if let Some(certain) = certain_records(seed, bytes)
        && certain != receipt.read as usize
    {
        return Err(format!("{} records read, {certain} are there", receipt.read));
    }
    let mut fates: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for finding in &intake.findings {
        if finding.record > receipt.read
            || finding.byte_offset > bytes.len() as u64 && FileKind::of(bytes) == FileKind::Text
        {
            return Err(format!("a finding about nothing: {finding:?}"));
        }
        let fate = fates.entry(finding.record).or_default();
        match finding.severity {
            Severity::Rejected => fate.0 += 1,
            Severity::Duplicate => fate.1 += 1,
            Severity::Warning => {}
        }
        for text in [&finding.value, &finding.message, &finding.hint, &finding.stay_id, &finding.column] {
            numbers.in_bytes(text.as_bytes(), finding.code, &mut shown);
        }
    }
    if !shown.is_empty() {
        return Err(shown.join("; "));
    }
    let all = fates.values().fold((0, 0), |all, fate| (all.0 + fate.0, all.1 + fate.1));
    if all != (receipt.rejected, receipt.duplicates) || fates.values().any(|fate| fate.0 + fate.1 > 1) {
        return Err(format!("{all:?} findings of {receipt:?}"));
    }
    // Records of stays and facts that were taken stand in the tables, each with where it came from.
    let kind = seed.profile.record;
    let rows = match kind {
        RecordKind::Stay if FileKind::of(bytes) == FileKind::Text => Some(intake.stays.len()),
        RecordKind::Claim => Some(intake.claims.len()),
        _ => None,
    };
    match rows {
        Some(rows) if rows != receipt.accepted as usize => Err(format!("{rows} rows of {receipt:?}")),
        _ => Ok(()),
    }
}

/// Mutates each seed so often that all make `count` files, on every core; says how many were taken and refused.
fn survive(seeds: &[Seed], count: usize, mutate: impl Fn(&mut Mutator, &[Seed], usize) -> Vec<u8> + Sync) {
    assert!(!seeds.is_empty());
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let numbers = Canaries::new(&crate::intake::canaries::corpus_numbers());
    let one = |number: usize| -> Result<(bool, Duration), String> {
        let which = number % seeds.len();
        let bytes = mutate(&mut Mutator::new(number as u64), seeds, which);
        let begun = Instant::now();
        let first = answer(&seeds[which], &bytes);
        let took = begun.elapsed();
        let wrong = |what: String| format!("{} mutant {number}: {what}", seeds[which].name);
        accounted(&seeds[which], &bytes, &first, &numbers).map_err(wrong)?;
        if number.is_multiple_of(4) && answer(&seeds[which], &bytes) != first {
            return Err(wrong("another answer the second time".to_owned()));
        }
        Ok((first.is_ok(), took))
    };
    let begun = Instant::now();
    let shares: Vec<Vec<Result<(bool, Duration), String>>> = std::thread::scope(|scope| {
        let share = |core: usize| (core..count).step_by(cores).map(one).collect();
        let threads: Vec<_> = (0..cores).map(|core| scope.spawn(move || share(core))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no mutant may panic")).collect()
    });
    let all: Vec<_> = shares.into_iter().flatten().collect();
    let wrong: Vec<&String> = all.iter().filter_map(|result| result.as_ref().err()).take(10).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let taken = all.iter().flatten().filter(|(taken, _)| *taken).count();
    let longest = all.iter().flatten().map(|(_, took)| *took).max().unwrap_or_default();
    println!("{count} files: {taken} taken, {} refused; longest {longest:?}, all {:?}", count - taken, begun.elapsed());
    assert!(longest < LONGEST, "{longest:?}");
    assert!(taken > count / 50 && taken < count, "mutations that hit nothing, or everything: {taken} of {count}");
}

fn bytes_of(mutator: &mut Mutator, seeds: &[Seed], which: usize) -> Vec<u8> {
    let other = mutator.below(seeds.len());
    mutator.file(&seeds[which].bytes, &seeds[other].bytes)
}

#[test]
fn ten_thousand_mutated_csv_files_are_accounted_for() {
    let seeds = corpus("csv", 40_000);
    assert!(seeds.len() > 90, "{}", seeds.len());
    survive(&seeds, 10_000, bytes_of);
}

#[test]
fn mutated_files_of_every_csv_profile_are_accounted_for() {
    let text = |path: &str| std::fs::read(root("data-samples/stories").join(path)).unwrap();
    let hes: Vec<u8> = std::fs::read_to_string(root("data-samples/hes-artificial/episodes.csv"))
        .unwrap()
        .lines()
        .take(25)
        .flat_map(|line| [line.as_bytes(), b"\n"].concat())
        .collect();
    let claims = "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
C1,S1,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\nC2,,9990000018,2018-03-01,2018-03-06,2018-03-08,3,-100,GBP,RX1,Norfolk\n";
    let seeds = [
        seed("stays", "native-stay", text("plain-delay/stays.csv")),
        seed("events", "native-event", text("ways-out/events.csv")),
        seed("reasons", "native-reason", text("plain-delay/reasons.csv")),
        seed("claims", "native-claim", claims),
        seed("hes", "hes-apc", hes),
        seed("cld", "cld-r2", crate::settle::client_level_data::good("cld-r2")),
        seed("cld", "cld-r1", crate::settle::client_level_data::good("cld-r1")),
        seed("phs", "phs-submission", crate::published::phs::good()),
    ];
    survive(&seeds, 3_000, bytes_of);
}

#[test]
fn mutated_json_and_messages_are_accounted_for() {
    for group in ["json", "hl7", "fhir"] {
        survive(&corpus(group, 40_000), 1_500, bytes_of);
    }
    let notice = |name: &str| std::fs::read(root("data-samples/notices").join(name)).unwrap();
    let seeds: Vec<Seed> = ["AssessmentNotice.xml", "DischargeNotice.xml", "WithdrawalNotice.xml"]
        .map(|name| seed(name, "scci2075", notice(name)))
        .into();
    survive(&seeds, 600, bytes_of);
}

#[test]
fn mutated_workbooks_are_accounted_for() {
    // Old workbooks (XLS) only ever in a process of their own.
    let seeds: Vec<Seed> =
        corpus("xlsx", 40_000).into_iter().filter(|seed| FileKind::of(&seed.bytes) == FileKind::Zip).collect();
    assert!(seeds.len() > 9, "{}", seeds.len());
    survive(&seeds, 600, |mutator, seeds, which| {
        // Half of them in the packed bytes, half in one of the parts, packed again.
        let parts = parts_of(&seeds[which].bytes).filter(|_| mutator.below(2) == 0);
        let Some(mut parts) = parts else { return bytes_of(mutator, seeds, which) };
        let part = mutator.below(parts.len());
        let text = mutator.file(parts[part].1.as_bytes(), parts[part].1.as_bytes());
        parts[part].1 = String::from_utf8_lossy(&text).into_owned();
        pack(&parts)
    });
}

/// The parts of an archive, if they are small.
fn parts_of(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).ok()?;
        let (name, mut content) = (part.name().ok()?.into_owned(), Vec::new());
        part.take(200_000).read_to_end(&mut content).ok()?;
        parts.push((name, String::from_utf8_lossy(&content).into_owned()));
    }
    Some(parts).filter(|parts| parts.iter().map(|(_, content)| content.len()).sum::<usize>() < 200_000)
}

#[test]
fn mutated_old_workbooks_are_read_or_refused_by_the_process_that_reads_them() {
    let reader = ProcessReader::with_program(env!("CARGO_BIN_EXE_beddays"));
    let bytes = std::fs::read(root("tests/bad-inputs/xlsx/x18_old_xls.xls")).unwrap();
    let profile = feed();
    for number in 0..40 {
        let mutant = Mutator::new(number).file(&bytes, &bytes);
        let begun = Instant::now();
        let opened = OpenDelivery::open("mutant", "", &mutant, &profile, &reader);
        if let Err(error) = opened {
            assert_eq!(error.exit(), Exit::Data, "{number}: {error}");
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{number}: {:?}", begun.elapsed());
    }
}

#[test]
fn mutated_publications_and_gzip_are_read_or_refused() {
    let files =
        ["drd_national_2024-04_2025-09.csv", "dtoc_2019-11_by_reason_la.csv", "england_monthly_2010-08_2020-02.csv"];
    let files = files.map(|name| std::fs::read(root("data-samples/published").join(name)).unwrap());
    let (mut taken, begun) = (0, Instant::now());
    for number in 0..300 {
        let mut mutator = Mutator::new(number);
        let other = mutator.below(files.len());
        let bytes = mutator.file(&files[number as usize % files.len()], &files[other]);
        let given = PublicationContext { file: "mutant", sha256: "", ..PublicationContext::default() };
        let read =
            || formats::read(&bytes, &published::wanted("")).and_then(|opened| published::read_opened(opened, &given));
        match read() {
            Ok(read) => {
                let receipt = &read.receipt;
                assert_eq!(
                    receipt.read,
                    receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates,
                    "{number}"
                );
                taken += 1;
            }
            Err(refusal) => assert!(refusal.code.starts_with("F_"), "{number}: {refusal:?}"),
        }
    }
    let packed = std::fs::read(root("tests/bad-inputs/csv/l30_field_10mb.csv.gz")).unwrap();
    let seeds = [Seed { name: "gzip".to_owned(), bytes: packed, profile: feed() }];
    for number in 0..12 {
        let mutant = Mutator::new(number).file(&seeds[0].bytes, &seeds[0].bytes);
        if let Ok(intake) = answer(&seeds[0], &mutant) {
            assert_eq!(intake.receipts[0].read, intake.receipts[0].accepted + intake.receipts[0].rejected);
        }
    }
    println!("{taken} of 300 publications taken; all {:?}", begun.elapsed());
    assert!(taken > 20, "{taken}");
}
