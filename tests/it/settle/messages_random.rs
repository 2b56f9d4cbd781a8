//! Random messages: stays and chains do not hang on the order of messages or on how they are cut into files; what is
//! mutated is read or refused; time grows with size and no faster.

use std::time::{Duration, Instant};

use beddays::intake::records;
use beddays::settle;

use beddays::files::fhir;
use beddays::files::hl7;
use beddays::files::scci2075;
use beddays::intake::records::messages::outcome::{Outcome, Verdict};
use beddays::intake::records::scci2075::NoticeKind;
use beddays::settle::hl7::VisitStay;
use beddays::settle::scci2075::Chain;
use proptest::prelude::*;

use crate::settle::messages_hl7::{ADMIT, Adt};
use crate::settle::messages_notices::{self, Message};
use crate::settle::messages_support::{Chance, corpus, mutated, numbered, root, with_rules};

/// A random message: which trigger, of which visit, by whom, when.
type Draw = (usize, usize, usize, usize, usize);

/// What messages gave, with the texts of the messages it was made of; and what became of each message, by its text.
type Given<T> = (Vec<(T, Vec<String>)>, Vec<(String, Verdict)>);
/// Bytes of a size in one of the formats.
type Shape = dyn Fn(usize) -> (usize, Vec<u8>);

const TRIGGERS: [&str; 12] = ["A01", "A01", "A02", "A03", "A03", "A08", "A11", "A12", "A13", "A16", "A25", "A40"];
const NUMBERS: [&str; 4] = ["9990000018", "9990000026", "9990000034", ""];

fn draws() -> impl Strategy<Value = Vec<Draw>> {
    prop::collection::vec((0..TRIGGERS.len(), 0..3_usize, 0..NUMBERS.len(), 10..28_usize, 0..4_usize), 1..24)
}

fn texts(draws: &[Draw]) -> Vec<String> {
    let text = |(at, (trigger, visit, number, day, other)): (usize, &Draw)| {
        let (trigger, number) = (TRIGGERS[*trigger], NUMBERS[*number]);
        let (id, visit) = (format!("M{at}"), format!("ST{visit}"));
        let recorded = format!("202602{day}{:02}0000", 8 + other);
        let discharged = match (trigger, other) {
            ("A03" | "A08", 0 | 1) => format!("202602{day}0700"),
            ("A08", 2) => "\"\"".to_owned(),
            _ => String::new(),
        };
        let more = if trigger == "A40" { format!("MRG|{}^^^NHS\r", NUMBERS[*other % 3]) } else { String::new() };
        let admitted = if *other == 3 { "" } else { ADMIT.admitted };
        let ward = if *other == 1 { "W2" } else { "W1" };
        let (id, visit) = (id.as_str(), visit.as_str());
        Adt { trigger, id, recorded: &recorded, visit, number, admitted, discharged: &discharged, ward, more: &more }
            .text()
    };
    draws.iter().enumerate().map(text).collect()
}

/// The stays with the ids of their messages, and what became of each message, by its text.
fn folded(files: &[Vec<String>]) -> Given<VisitStay> {
    let all: Vec<&String> = files.iter().flatten().collect();
    let read = |file: &Vec<String>| {
        with_rules(|rules| records::hl7::messages(&hl7::read(file.concat().as_bytes()).unwrap(), rules))
    };
    let messages: Vec<_> = files.iter().filter(|file| !file.is_empty()).flat_map(read).collect();
    let folded = settle::hl7::fold(&messages, &numbered);
    assert_eq!(folded.outcomes.len(), all.len());
    let named = |stay: &VisitStay| {
        let ids = stay.messages.iter().map(|at| all[*at].clone()).collect();
        let mut stay = stay.clone();
        stay.messages.clear();
        stay.transfers.iter_mut().for_each(|transfer| transfer.message = 0);
        (stay, ids)
    };
    let mut verdicts: Vec<_> =
        all.iter().zip(&folded.outcomes).map(|(text, outcome)| ((*text).clone(), outcome.verdict)).collect();
    verdicts.sort();
    (folded.stays.iter().map(named).collect(), verdicts)
}

/// One order of a list, by chance, and a cut in two.
fn shuffled<T: Clone>(list: &[T], seed: u64) -> (Vec<T>, Vec<T>) {
    let (mut list, mut chance) = (list.to_vec(), Chance(seed));
    for at in (1..list.len()).rev() {
        list.swap(at, chance.below(at + 1));
    }
    let rest = list.split_off(chance.below(list.len() + 1));
    (list, rest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn stays_do_not_hang_on_the_order_of_messages_or_on_cuts(draws in draws(), seed in any::<u64>()) {
        let mut texts = texts(&draws);
        // A message that comes again, and one that comes otherwise.
        texts.push(texts[0].clone());
        if seed % 3 == 0 {
            texts.push(texts[texts.len() / 2].replace("W1", "W7"));
        }
        let plain = folded(&[texts.clone()]);
        let (one, two) = shuffled(&texts, seed);
        prop_assert_eq!(plain, folded(&[one, two]));
    }

    #[test]
    fn a_stay_is_what_a_plain_reading_of_its_messages_says(draws in draws()) {
        // One visit of one patient, a message a day, in order.
        let draws: Vec<Draw> = draws.into_iter().take(18).enumerate()
            .map(|(day, (trigger, _, _, _, other))| (if TRIGGERS[trigger] == "A40" { 0 } else { trigger }, 0, 0, 10 + day, other))
            .collect();
        let bytes = texts(&draws).concat();
        let folded = crate::settle::messages_hl7::folded(bytes.as_bytes());
        let stays = &folded.stays;
        let (mut is_there, mut is_dead, mut left, mut moves) = (false, false, None, 0_usize);
        for (trigger, _, _, day, other) in &draws {
            match TRIGGERS[*trigger] {
                "A11" => (is_there, is_dead, left, moves) = (false, true, None, 0),
                trigger if is_dead && trigger != "A01" => continue,
                trigger => {
                    is_dead = false;
                    is_there |= trigger == "A01" || *other != 3;
                    match (trigger, other) {
                        ("A03", 0 | 1) | ("A08", 0 | 1) => left = Some(format!("2026-02-{day}T07:00")),
                        ("A03", _) => left = Some(format!("2026-02-{day}T{:02}:00", 8 + other)),
                        ("A08", 2) | ("A13", _) => left = None,
                        ("A02", _) => moves += 1,
                        ("A12", _) => moves = moves.saturating_sub(1),
                        _ => {}
                    }
                }
            }
        }
        // An admission without PV1-44 begins when it was recorded, so that an earlier discharge contradicts it.
        let contradicts = folded.outcomes.iter().any(|outcome| outcome.codes().contains(&"R_ORDER"));
        prop_assert_eq!(stays.len(), usize::from(is_there && !contradicts));
        prop_assert!(!contradicts || left.is_some());
        if let Some(stay) = stays.first() {
            prop_assert_eq!(stay.discharged_at.map(|at| at.to_string()), left);
            prop_assert_eq!(stay.transfers.len(), moves);
        }
    }

    #[test]
    fn chains_do_not_hang_on_the_order_of_messages(draws in prop::collection::vec((0..12_usize, 0..2_usize, 10..28_usize, 0..4_usize), 1..20), seed in any::<u64>()) {
        let texts: Vec<String> = draws.iter().enumerate().map(|(at, (kind, referral, day, answers))| {
            let kind = NoticeKind::ALL[*kind];
            let (id, issued) = (format!("M{at}"), format!("2019-03-{day}T10:00:00Z"));
            let answers = if kind.is_reply() { format!("M{answers}") } else { String::new() };
            let referral = match kind { NoticeKind::AdmissionNotice => "", _ => ["R1", "R2"][*referral] };
            let plain = messages_notices::order(kind, "", "");
            Message { id: &id, issued: &issued, answers: &answers, referral, ..plain }.xml()
        }).collect();
        let plain = chained(&texts);
        prop_assert!(plain.1.iter().all(|(_, verdict)| *verdict == Verdict::Accepted));
        let (mut one, two) = shuffled(&texts, seed);
        one.extend(two);
        prop_assert_eq!(plain, chained(&one));
    }
}

fn chained(texts: &[String]) -> Given<Chain> {
    let chained = settle::scci2075::chain(&messages_notices::read(texts), &numbered);
    let named = |chain: &Chain| {
        let ids = chain.messages.iter().map(|at| texts[*at].clone()).collect();
        let mut chain = chain.clone();
        chain.messages.clear();
        chain.events.iter_mut().for_each(|event| event.message = 0);
        chain.withdrawals.iter_mut().for_each(|withdrawal| withdrawal.message = 0);
        for reply in &mut chain.replies {
            (reply.message, reply.to) = (0, reply.to.map(|_| 0));
        }
        (chain, ids)
    };
    let mut verdicts: Vec<_> =
        texts.iter().zip(&chained.outcomes).map(|(text, outcome)| (text.clone(), outcome.verdict)).collect();
    verdicts.sort();
    (chained.chains.iter().map(named).collect(), verdicts)
}

/// Reads bytes in one of the formats and folds what was read; every record must have an outcome.
fn run(format: usize, bytes: &[u8]) {
    let (records, outcomes): (usize, Vec<Outcome>) = match format {
        0 => match hl7::read(bytes) {
            Ok(grid) => (
                grid.records.len(),
                with_rules(|rules| settle::hl7::fold(&records::hl7::messages(&grid, rules), &numbered).outcomes),
            ),
            Err(_) => return,
        },
        1 => match fhir::read(bytes) {
            Ok(grid) => (
                grid.records.len(),
                with_rules(|rules| settle::fhir::settle(&records::fhir::encounters(&grid, rules), &numbered).outcomes),
            ),
            Err(_) => return,
        },
        _ => match scci2075::read(bytes) {
            Ok(grid) => (
                grid.records.len(),
                with_rules(|rules| {
                    settle::scci2075::chain(&records::scci2075::notices(&grid, rules), &numbered).outcomes
                }),
            ),
            Err(_) => return,
        },
    };
    assert_eq!(records, outcomes.len());
    for outcome in &outcomes {
        let says_why = !outcome.dispositions.is_empty() || outcome.passed_over.is_some();
        assert!(outcome.verdict == Verdict::Accepted || says_why, "what is not taken says why");
        let said = format!("{outcome:?}");
        assert!(!["9990000018", "9990000026"].iter().any(|number| said.contains(number)), "{said}");
    }
}

#[test]
fn mutated_files_are_read_or_refused() {
    let mut chance = Chance(20_260_206);
    let notices = std::fs::read_dir(root().join("data-samples/notices")).unwrap().map(|file| file.unwrap().path());
    let notices = notices.filter(|path| path.extension().is_some_and(|ending| ending == "xml"));
    let seeds: [Vec<Vec<u8>>; 3] = [
        corpus("hl7/").into_values().map(|(bytes, _)| bytes).filter(|bytes| bytes.len() < 10_000).collect(),
        corpus("fhir/").into_values().map(|(bytes, _)| bytes).collect(),
        notices.map(|path| std::fs::read(path).unwrap()).collect(),
    ];
    for (format, seeds) in seeds.iter().enumerate() {
        for _ in 0..2_000 {
            let seed = &seeds[chance.below(seeds.len())];
            // Any bytes may come to any reader.
            let reader = if chance.below(10) == 0 { chance.below(3) } else { format };
            run(reader, &mutated(seed, &mut chance));
        }
    }
}

#[test]
fn no_shape_of_message_hangs() {
    let field = |text: &str, parts: usize| (0, ADMIT.text().replace("TEST", &text.repeat(parts)).into_bytes());
    let messages = |parts: usize| {
        let text = |at: usize| ADMIT.text().replace("|M1|", &format!("|M{at}|"));
        (0, (0..parts / 200).map(text).collect::<String>().into_bytes())
    };
    let merges = |parts: usize| {
        let text = |at: usize| {
            let id = format!("M{at}");
            let more = format!("MRG|P{}^^^RZZ\r", at);
            let text = Adt { trigger: "A40", id: &id, number: "", more: &more, ..ADMIT }.text();
            text.replace("H77^", &format!("P{}^", at + 1)).replace("~P", "P")
        };
        let all: String = (0..parts / 400).map(text).collect();
        (0, format!("{}{all}", ADMIT.text().replace("H77", "P0")).into_bytes())
    };
    let notices = |parts: usize| {
        let one = messages_notices::order(NoticeKind::AssessmentNotice, "M", "2019-03-11T10:12:00Z").xml();
        let entry = |at: usize| {
            let entry = one.replace("<id value=\"M\"/>", &format!("<id value=\"M{at}\"/>"));
            format!("<entry><resource>{entry}</resource></entry>\n")
        };
        let all: String = (0..parts / 1_600).map(entry).collect();
        (2, format!("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>{all}</Bundle>").into_bytes())
    };
    let shapes: Vec<(&str, Box<Shape>)> = vec![
        ("repeats", Box::new(move |parts| field("~", parts))),
        ("escapes", Box::new(move |parts| field("\\Z\\", parts / 3))),
        ("open escapes", Box::new(move |parts| field("\\F", parts / 2))),
        ("components", Box::new(move |parts| field("^&", parts / 2))),
        ("identifiers", Box::new(|parts| (0, ADMIT.text().replace("~H77", &"~1^^^X".repeat(parts / 6)).into_bytes()))),
        ("segments", Box::new(|parts| (0, format!("{}{}", ADMIT.text(), "NTE|1\r".repeat(parts / 6)).into_bytes()))),
        ("blank lines", Box::new(|parts| (0, format!("{}{}", ADMIT.text(), "\r\n".repeat(parts / 2)).into_bytes()))),
        ("messages", Box::new(messages)),
        ("merges", Box::new(merges)),
        ("notices", Box::new(notices)),
        (
            "attributes",
            Box::new(|parts| {
                let attributes: String = (0..parts / 10).map(|at| format!(" a{at}=\"1\"")).collect();
                (2, format!("<Bundle xmlns=\"http://hl7.org/fhir\"{attributes}></Bundle>").into_bytes())
            }),
        ),
        (
            "keys",
            Box::new(|parts| {
                let keys: String = (0..parts / 12).map(|at| format!(",\"k{at}\":1")).collect();
                (1, format!("{{\"resourceType\":\"Encounter\"{keys}}}").into_bytes())
            }),
        ),
    ];
    for (name, shape) in shapes {
        // What grew with the square of such a text would take hours.
        let (format, bytes) = shape(1_600_000);
        let begun = Instant::now();
        run(format, &bytes);
        let took = begun.elapsed();
        println!("{name}: {took:?} for {} bytes", bytes.len());
        assert!(took < Duration::from_secs(120), "{name} hangs: {took:?}");
    }
}
