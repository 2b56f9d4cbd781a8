//! Records of a delivery as bytes for the store: every record of every reader comes back as it was, damaged bytes are
//! refused or some record, and records put together again settle as the deliveries themselves do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use beddays::domain::Day;
use beddays::domain::nhs_number::hexadecimal;
use beddays::files::container::formats;
use beddays::intake::findings::candidate::Place;
use beddays::intake::findings::record_audit;
use beddays::intake::open::open_delivery::OpenDelivery;
use beddays::intake::profile::{self, Profile};
use beddays::intake::read_record::{FORM, ReadRecord};
use beddays::intake::{Delivery, Rules, read};
use beddays::settle::client_level_data::Submissions;
use beddays::settle::fact_days::counted;
use beddays::settle::gathered::joined;
use beddays::settle::{self, Intake, Settled};
use beddays::store::sha256;
use sha2::{Digest, Sha256};

use crate::settle::client_level_data;
use crate::settle::messages_support::{Chance, with_rules};
use crate::support::mutator::Mutator;

/// A file and the profile that reads it.
struct Sample {
    name: String,
    bytes: Vec<u8>,
    profile: Arc<Profile>,
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Samples of every reader.
fn samples() -> Vec<Sample> {
    let read = |path: &str| std::fs::read(root("data-samples").join(path)).unwrap();
    let hes = String::from_utf8(read("hes-artificial/episodes.csv")).unwrap();
    let hes: String = hes.lines().take(40).flat_map(|line| [line, "\n"]).collect();
    let claims = "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
C1,S1,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\nC2,,9990000018,2018-03-01,2018-03-06,2018-03-08,3,-100,GBP,RX1,Norfolk\n";
    let mut samples = vec![
        ("reasons.csv", "native-reason", read("stories/plain-delay/reasons.csv")),
        ("causes.csv", "native-reason", read("stories/other-causes/reasons.csv")),
        ("claims.csv", "native-claim", claims.into()),
        ("hes.csv", "hes-apc", hes.into()),
        ("cld2.csv", "cld-r2", client_level_data::good("cld-r2").into()),
        ("cld1.csv", "cld-r1", client_level_data::good("cld-r1").into()),
        ("phs.csv", "phs-submission", crate::published::phs::good().into()),
    ];
    for name in ["AssessmentNotice", "AssessmentNoticeAcceptResponse", "DischargeNotice", "WithdrawalNotice"] {
        samples.push((name, "scci2075", read(&format!("notices/{name}.xml"))));
    }
    let refused = String::from_utf8(read("notices/DischargeNotice.xml")).unwrap().replace("2019-03-15", "2019-03-35");
    samples.push(("refused.xml", "scci2075", refused.into()));
    for story in ["other-causes", "plain-delay", "redirect", "two-o-clock", "ways-out", "withdrawal-and-new-notice"] {
        samples.push((story, "native-stay", read(&format!("stories/{story}/stays.csv"))));
        samples.push((story, "native-event", read(&format!("stories/{story}/events.csv"))));
    }
    let named = |(name, profile, bytes): (&str, &str, Vec<u8>)| Sample {
        name: name.to_owned(),
        bytes,
        profile: profile::named(profile).unwrap(),
    };
    let mut samples: Vec<Sample> = samples.into_iter().map(named).collect();
    for (folder, profile) in [("hl7", "hl7-adt"), ("fhir", "fhir-r4-encounter")] {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(root("tests/bad-inputs").join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.metadata().unwrap().len() < 40_000)
            .collect();
        paths.sort();
        for path in paths {
            let (name, profile) =
                (path.file_name().unwrap().to_string_lossy().into(), profile::named(profile).unwrap());
            samples.push(Sample { name, bytes: std::fs::read(path).unwrap(), profile });
        }
    }
    samples
}

/// Each sample, and so many files that were made of it by changing bytes.
fn with_mutants(each: usize) -> Vec<Sample> {
    let samples = samples();
    let mut all = Vec::new();
    for (at, sample) in samples.iter().enumerate() {
        let mutant = |number: usize| {
            let bytes = Mutator::new((at * each + number) as u64).file(&sample.bytes, &sample.bytes);
            Sample { name: format!("{number}-{}", sample.name), bytes, profile: Arc::clone(&sample.profile) }
        };
        all.extend((0..each).map(mutant));
    }
    all.extend(samples);
    all
}

/// Opens the samples that are not refused as a whole, each content once, and says what `run` makes of them.
fn delivered<T>(samples: &[Sample], run: impl FnOnce(&[Delivery<'_>], &Rules<'_>) -> T) -> T {
    let hashes: Vec<String> = samples.iter().map(|sample| sha256(&sample.bytes)).collect();
    let mut seen = BTreeSet::new();
    let opened: Vec<OpenDelivery<'_>> = samples
        .iter()
        .zip(&hashes)
        .filter(|(_, hash)| seen.insert(hash.as_str()))
        .filter_map(|(sample, hash)| {
            OpenDelivery::open_by(&sample.name, hash, &sample.bytes, &sample.profile, formats::read).ok()
        })
        .collect();
    let deliveries: Vec<Delivery<'_>> =
        opened.iter().zip(1..).map(|(open, received)| open.delivery(received / 3, None)).collect();
    with_rules(|rules| {
        let is_read = |delivery: &&Delivery<'_>| read::read(0, delivery, rules, &|_| {}).is_ok();
        let whole: Vec<Delivery<'_>> = deliveries.iter().filter(is_read).copied().collect();
        run(&whole, rules)
    })
}

fn all_records(deliveries: &[Delivery<'_>], rules: &Rules<'_>) -> Vec<ReadRecord> {
    let read = |delivery| read::read(0, delivery, rules, &|_| {}).unwrap().records;
    deliveries.iter().flat_map(read).collect()
}

fn encoded(record: &ReadRecord) -> Vec<u8> {
    let mut bytes = Vec::new();
    record.encode(&mut bytes);
    bytes
}

/// The name of a kind, and of a message that is not taken.
fn kind(record: &ReadRecord) -> String {
    let debug = format!("{record:?}");
    let is_wrong = debug.contains("message: Err(");
    format!("{}{}", debug.split(['(', ' ']).next().unwrap(), if is_wrong { " rejected" } else { "" })
}

#[test]
fn every_record_of_every_reader_comes_back_from_its_bytes() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    delivered(&with_mutants(25), |deliveries, rules| {
        for record in all_records(deliveries, rules) {
            let bytes = encoded(&record);
            let place = Place { delivery: 7, ..record.place() };
            let back = ReadRecord::decode(&bytes, place).unwrap();
            assert_eq!(back.place(), place);
            assert_eq!(format!("{:?}", back.at(record.place())), format!("{record:?}"));
            *kinds.entry(kind(&record)).or_default() += 1;
        }
    });
    let wanted = "Adt, Adt rejected, Care, Claim, Encounter, Encounter rejected, Episode, Event, Notice, \
                  Notice rejected, Question, Reason, Refused, Stay, Submission";
    assert_eq!(kinds.keys().cloned().collect::<Vec<_>>().join(", "), wanted, "{kinds:?}");
}

#[test]
fn damaged_bytes_are_refused_or_a_record() {
    let records = delivered(&with_mutants(4), all_records);
    let (mut chance, mut refused) = (Chance(11), 0);
    for number in 0..6_000 {
        let record = &records[chance.below(records.len())];
        let place = record.place();
        let mut bytes = encoded(record);
        let (at, length) = (chance.below(bytes.len()), bytes.len());
        match number % 4 {
            0 => bytes.truncate(at),
            1 => bytes.push(chance.below(256) as u8),
            2 => bytes[at] ^= 1 << chance.below(8),
            _ => (0..4).for_each(|_| bytes[chance.below(length)] = chance.below(256) as u8),
        }
        match ReadRecord::decode(&bytes, place) {
            Err(error) => {
                assert_eq!(error.code(), "S_DAMAGED");
                refused += 1;
            }
            Ok(other) => {
                assert!(number % 4 > 1, "bytes that are missing or too many are damage: {record:?}");
                let again = ReadRecord::decode(&encoded(&other), place).unwrap();
                assert_eq!(format!("{again:?}"), format!("{other:?}"));
            }
        }
    }
    assert!(refused > 3_000, "{refused}");
}

#[test]
fn an_unknown_code_is_damage() {
    let row = "stay_id,nhs_number,provider_code,authority_code,admitted_at\nS1,9990000019,RX1,Norfolk,2018-03-01\n";
    let profile = profile::named("native-stay").unwrap();
    let sample = Sample { name: "stays.csv".into(), bytes: row.into(), profile };
    let records = delivered(&[sample], all_records);
    let refused = records.iter().find(|record| matches!(record, ReadRecord::Refused(..))).unwrap();
    let bytes = encoded(refused);
    let at = bytes.windows(5).position(|part| part == b"R_NHS").unwrap();
    let other = [&bytes[..at], b"R_NHX", &bytes[at + 5..]].concat();
    let error = ReadRecord::decode(&other, refused.place()).unwrap_err();
    assert!(error.to_string().contains("line 2"), "{error}");
}

/// Settles what is stored: every record as bytes and back, in an order by chance.
fn settled(deliveries: &[Delivery<'_>], rules: &Rules<'_>, as_of: Option<Day>, chance: &mut Chance) -> Intake {
    let read = |(number, delivery): (usize, &Delivery<'_>)| read::read(number, delivery, rules, &|_| {}).unwrap();
    let blank = deliveries.iter().map(record_audit::blank).collect();
    let (records, audit) = joined(deliveries.iter().enumerate().map(read).collect(), blank);
    let mut stored: Vec<_> = records.iter().map(|record| (encoded(record), record.place())).collect();
    (1..stored.len()).rev().for_each(|at| stored.swap(at, chance.below(at + 1)));
    let back = stored.iter().map(|(bytes, place)| ReadRecord::decode(bytes, *place).unwrap()).collect();
    let Settled { intake, facts, .. } = settle::settle(deliveries, (rules, as_of), (back, Submissions::new()), audit);
    Intake { fact_days: counted(&facts, deliveries.len()), ..intake }
}

#[test]
fn records_put_together_again_settle_as_the_deliveries_do() {
    let (mut chance, mut all) = (Chance(5), with_mutants(12));
    let mut open_questions = 0;
    while !all.is_empty() {
        let some: Vec<Sample> = (0..9.min(all.len())).map(|_| all.swap_remove(chance.below(all.len()))).collect();
        delivered(&some, |deliveries, rules| {
            // Records of each reader lie on both sides of one of these days.
            let days = ["2001-04-10", "2018-03-05", "2019-03-06", "2020-02-05", "2023-07-01", "2026-01-20"];
            let as_of = days.get(chance.below(2 * days.len())).map(|day| day.parse().unwrap());
            let taken = settle::take(deliveries, rules, as_of).unwrap();
            open_questions += taken.questions.len();
            let stored = settled(deliveries, rules, as_of, &mut chance);
            assert!(stored == taken, "{stored:#?}\n\nis not\n\n{taken:#?}");
        });
    }
    assert!(open_questions > 20, "{open_questions}");
}

/// Raise `FORM` where this fails, and write the new sum here: stored records of the old form cannot be read any more.
#[test]
fn the_bytes_of_good_records_belong_to_the_form() {
    let mut sum = Sha256::new();
    delivered(&samples(), |deliveries, rules| {
        for record in all_records(deliveries, rules) {
            let is_said = format!("{record:?}").contains("hint:") || matches!(record, ReadRecord::Refused(..));
            if !is_said {
                sum.update(encoded(&record));
            }
        }
    });
    assert_eq!((FORM, &hexadecimal(&sum.finalize())[..16]), (2, "0e91d358e6d1a7e1"));
}
