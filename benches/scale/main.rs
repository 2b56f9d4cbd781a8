//! The evaluator at scale. A bench, not a test: `cargo bench --bench scale -- evaluate 1000000` and
//! `… -- ledger 1000000 FILE`; `/usr/bin/time -v` says how much memory it took. Runs are kept in `runs/`.
//!
//! The cases are made up by a seeded generator of this file: England 2015-2022, four to nine facts a stay, notices round
//! the cut-offs, health causes, deteriorations, open stays, two bands of authorities.

#![allow(missing_docs, clippy::print_stdout)] // a bench prints what it measured

mod reading;
mod stays_csv;

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::time::Instant;

use beddays::domain::StayFacts;
use beddays::domain::codes::CareType;
use beddays::domain::moment::TimeOfDay;
use beddays::domain::{Authorities, AuthorityId, Day, Event, EventKind, EventRecord, EventValue, Moment, Origin, Stay};
use beddays::liability::{Assessment, Cases, LinkQualities, Reasons, assess, assess_days};
use beddays::regime::{Law, Library};
use beddays::store::LedgerWriter;

/// How many stays are in memory at once.
const BATCH: usize = 131_072;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["evaluate", count] => evaluate(count.parse()?),
        ["ledger", count, file] => ledger(count.parse()?, file),
        ["read", file, profile] => reading::run(file.as_ref(), profile),
        ["csv", count, file] => stays(count, None, file),
        ["csv", count, file, share] => stays(count, Some(share.parse()?), file),
        _ => {
            println!("scale: `csv COUNT FILE [PER_CENT]`, `read FILE PROFILE`, `evaluate COUNT`, `ledger COUNT FILE`");
            Ok(())
        }
    }
}

/// Makes up a file of stays. Where a share of rows with findings is given, in per cent, all others are of councils that
/// there were throughout.
fn stays(count: &str, share: Option<u64>, file: &str) -> Result<(), Box<dyn Error>> {
    let all = Authorities::england().iter().map(|(_, one)| one);
    let authorities: Vec<&str> =
        all.filter(|one| share.is_none() || one.has_no_dates()).map(|one| one.code.as_str()).collect();
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    stays_csv::write(count.parse()?, share.unwrap_or(0), &authorities, &mut out)?;
    Ok(out.flush()?)
}

fn laws() -> Result<Vec<Law>, Box<dyn Error>> {
    let library = Library::built_in()?;
    let laws = library.iter().map(|regime| Law::new(regime.clone(), &[]));
    Ok(laws.collect::<Result<_, _>>()?)
}

/// Cases a second on one core: the facts are in memory, the verbs run, the days are looked at.
fn evaluate(count: usize) -> Result<(), Box<dyn Error>> {
    let law = laws()?.swap_remove(1);
    let rules = &law.notices().ok_or("a law of notices")?.rules;
    let mut generator = Generator::new(1);
    let (stays, events): (Vec<Stay>, Vec<Vec<EventRecord>>) = (0..50_000).map(|at| generator.stay(at)).unzip();
    let last = Day::from_ymd(2022, 6, 30).unwrap_or_default();
    let facts: Vec<StayFacts> = stays
        .iter()
        .zip(&events)
        .map(|(stay, events)| StayFacts::of(stay, events.iter().map(|record| record.event.clone()), last))
        .collect();
    let mut assessment = Assessment::default();
    let (mut days, mut pence, mut refused) = (0_u64, 0_i64, 0_u64);
    let begun = Instant::now();
    for at in 0..count {
        let (stay, facts) = (&stays[at % stays.len()], &facts[at % stays.len()]);
        match facts.case(stay, rules).and_then(|case| assess(&case, rules, &mut assessment)) {
            Ok(()) => {
                days += assessment.days.len() as u64;
                pence += assessment.days.iter().map(|day| day.amount.0).sum::<i64>();
            }
            Err(_) => refused += 1,
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("evaluate: {count} cases, {days} days, {} pence, {refused} refused", black_box(pence));
    println!("{seconds:.2} s on one core: {:.0} cases a second", count as f64 / seconds);
    Ok(())
}

/// Cases to a finished ledger file, every delayed day a row, on every core.
fn ledger(count: usize, file: &str) -> Result<(), Box<dyn Error>> {
    let laws = laws()?;
    let mut generator = Generator::new(2);
    let mut writer = LedgerWriter::create(BufWriter::new(File::create(file)?), 1)?;
    let span = (Day::from_ymd(2003, 1, 1).unwrap_or_default(), Day::from_ymd(2026, 12, 31).unwrap_or_default());
    let followed_to = Day::from_ymd(2022, 6, 30).unwrap_or_default();
    let begun = Instant::now();
    let mut made = 0.0;
    for first in (0..count).step_by(BATCH) {
        let making = Instant::now();
        let part = (first..count.min(first + BATCH)).map(|at| generator.stay(at));
        let (stays, events): (Vec<Stay>, Vec<Vec<EventRecord>>) = part.unzip();
        let events: Vec<EventRecord> = events.into_iter().flatten().collect();
        made += making.elapsed().as_secs_f64();
        let cases = Cases::of(&stays, &events, &laws, followed_to);
        assess_days(&cases, &laws, span, (&Reasons::new(&[]), &LinkQualities::new()), &|_| {}, &mut |rows| {
            writer.push(rows)
        })?;
    }
    let (_, totals) = writer.finish()?;
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "ledger: {count} cases, {} rows, {:?}, {} bytes",
        totals.rows,
        totals.amount_minor,
        std::fs::metadata(file)?.len()
    );
    println!("{seconds:.2} s, of which {made:.2} s made the cases up");
    Ok(())
}

/// A seeded source of stays: splitmix64.
struct Generator {
    state: u64,
    authorities: Vec<AuthorityId>,
}

impl Generator {
    fn new(seed: u64) -> Self {
        let list = Authorities::england();
        Self { state: seed, authorities: list.iter().map(|(id, _)| id).collect() }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> i32 {
        (self.next() % limit) as i32
    }

    /// A moment between eight and seven o'clock on a day up to `spread` days after `day`.
    fn moment(&mut self, day: Day, spread: u64) -> Moment {
        let day = day + self.below(spread + 1);
        let minutes = 8 * 60 + self.below(11 * 60);
        Moment::at(day, TimeOfDay::from_seconds(minutes * 60))
    }

    fn stay(&mut self, at: usize) -> (Stay, Vec<EventRecord>) {
        let stay_id: Box<str> = format!("S{at:08}").into();
        let first = Day::from_ymd(2015, 4, 1).unwrap_or_default();
        let admitted = first + self.below(2_600);
        let ready = admitted + 3 + self.below(12);
        let length = 1 + self.below(4) * self.below(9);
        let left = ready + length;
        let mut events = Vec::with_capacity(9);
        let mut fact = |kind, at, until, value| events.push(Event { kind, at, until, value });
        let nothing = EventValue::Nothing;
        if self.below(10) > 0 {
            fact(EventKind::AssessmentNotice, self.moment(ready - 2, 0), None, nothing.clone());
        }
        if self.below(10) > 0 {
            fact(EventKind::DischargeNotice, self.moment(ready - 1, 0), None, EventValue::Day(ready));
        }
        if self.below(10) > 2 {
            fact(EventKind::Assessed, self.moment(ready - 1, 3), None, nothing.clone());
        }
        if self.below(10) > 2 {
            fact(EventKind::ServicesReady, self.moment(left - 1, 1), None, nothing.clone());
        }
        if self.below(10) == 0 {
            let from = ready + self.below(3);
            fact(EventKind::NhsCause, self.moment(from, 0), Some(self.moment(from + 1, 2)), nothing.clone());
        }
        if self.below(20) == 0 {
            let on = ready + self.below(5);
            fact(EventKind::Deterioration, Moment::midnight(on), Some(Moment::end_of(on)), nothing);
        }
        let origin = Origin { source_id: "0123456789abcdef".into(), source_record: at as u32 };
        let record = |event| EventRecord { stay_id: stay_id.clone(), event, origin: origin.clone() };
        let events = events.into_iter().map(record).collect();
        let count = self.authorities.len() as u64;
        let authority = self.below(count) as usize;
        let authority = self.authorities[authority];
        let stay = Stay {
            stay_id: stay_id.clone(),
            person_key: None,
            provider_code: format!("RZ{:03}", self.below(140)).into(),
            site_code: None,
            authority: Some(authority),
            registered_in: None,
            staying_in: None,
            admitted_at: self.moment(admitted, 0),
            expected_admission_on: None,
            ready_on: Some(ready),
            discharged_at: (self.below(50) > 0).then(|| self.moment(left, 0)),
            admission_method: None,
            discharge_method: None,
            discharge_destination: None,
            treatment_function_code: None,
            care_type: Some(CareType::Acute),
            setting: None,
            funding: None,
            age_at_admission: Some(80),
            origin,
        };
        (stay, events)
    }
}
