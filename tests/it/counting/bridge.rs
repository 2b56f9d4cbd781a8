//! Counted days and bridges: the worked cases, who is left out and who is not known, and sums that hold for every pair.

use std::collections::{BTreeMap, BTreeSet};

use beddays::counting::{
    BilledDays, Bridge, BridgeEnd, Cause, Counted, DayDifference, DayVerdict, DelayEnd, RuledCause, StayToCount,
    bridge, codes_not_known, counted_census_rows, counted_day_rows, counted_delay, stays_to_count, undecided,
};
use beddays::domain::codes::CareType;
use beddays::domain::{
    CountedCensus, Currency, Day, EventKind, EventRecord, EventValue, LedgerDay, LedgerStatus, Minor, Moment, Month,
    Stay,
};
use beddays::liability::{Cases, LinkQualities, Reasons, ReviewList, assess_days};
use beddays::regime::convention::rules::{Booked, Use, WithinThreshold};
use beddays::regime::{Convention, Law};
use rayon::prelude::*;

use crate::counting::bridge_stays::{World, day, event, every_reading, law, random_world, reason, stay};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn named(label: &str) -> Convention {
    Convention::written(std::path::Path::new(""), label).unwrap()
}

fn seen(stays: &[Stay], to: &str) -> Vec<StayToCount<'static>> {
    let stays: &'static [Stay] = stays.to_vec().leak();
    stays_to_count(stays, &[], &[], day(to))
}

/// Days by month from the rows of `counted_day`.
fn by_month(convention: &Convention, stays: &[StayToCount<'_>]) -> BTreeMap<Month, i64> {
    let mut rows = Vec::new();
    stays.iter().for_each(|stay| counted_day_rows(convention, stay, &mut rows));
    let mut months = BTreeMap::new();
    rows.iter().for_each(|row| *months.entry(row.month).or_default() += 1);
    months
}

/// Who is in the census of a month, from the rows of `counted_census`.
fn census_rows<'a>(convention: &'a Convention, stays: &[StayToCount<'a>], month: Month) -> Vec<CountedCensus<'a>> {
    let mut rows = Vec::new();
    stays.iter().for_each(|stay| counted_census_rows(convention, stay, &mut rows));
    rows.retain(|row| row.month == month);
    rows
}

#[test]
fn march_2021_and_the_examples_of_scotland_come_out_as_rows_census_and_bands() {
    let scotland = named("scotland-2016");
    let worked = [
        ("2021-03-05..2021-03-09", 4),
        ("2021-02-20..", 31),
        ("2021-02-20..2021-03-01", 1),
        ("2021-03-30..", 1),
        ("2021-03-24..2021-03-25", 1),
        ("2021-03-25..", 6),
        ("2021-02-28..2021-04-02", 31),
        ("2021-02-10..2021-02-20", 0),
        ("2021-03-31..", 0),
        ("2021-03-09..2021-03-09", 0),
    ];
    let stays: Vec<Stay> = worked.iter().enumerate().map(|(n, (when, _))| stay(&format!("W{n}"), when)).collect();
    let stays = seen(&stays, "2021-03-31");
    for (stay, (written, days)) in stays.iter().zip(worked) {
        let found = by_month(&scotland, std::slice::from_ref(stay));
        assert_eq!(found.get(&month("2021-03")).copied().unwrap_or_default(), days, "{written}");
    }
    assert_eq!(by_month(&scotland, &stays)[&month("2021-03")], 75);
    let census = census_rows(&scotland, &stays, month("2021-03"));
    let census: Vec<_> = census.iter().map(|row| (row.of.stay_id, row.days, row.band.unwrap())).collect();
    assert_eq!(census, [("W1", 33, "4-6 weeks"), ("W4", 1, "1-3 days"), ("W6", 25, "2-4 weeks")]);
    for (written, to, months) in [
        ("2021-05-10..2021-05-14", "2021-05-31", "2021-05 4"),
        ("2021-04-20..2021-05-03", "2021-05-31", "2021-04 10, 2021-05 3"),
        ("2021-04-20..", "2021-05-31", "2021-04 10, 2021-05 31"),
        ("2021-05-31..", "2021-05-31", ""),
        ("2021-05-31..2021-06-02", "2021-06-30", "2021-06 2"),
    ] {
        let found = by_month(&scotland, &seen(&[stay("E", written)], to));
        let found: Vec<String> = found.iter().map(|(month, days)| format!("{month} {days}")).collect();
        assert_eq!(found.join(", "), months, "{written}");
    }
}

#[test]
fn other_conventions_have_their_own_census_and_lengths() {
    let stays = seen(
        &[
            stay("A", "2016-06-20..2016-06-30"),
            stay("B", "2016-06-20..2016-07-01"),
            Stay { age_at_admission: Some(17), ..stay("C", "2016-06-20..2016-07-01") },
        ],
        "2016-07-31",
    );
    // The last Thursday is the 30th, at midnight: who left that day is gone.
    let msitdt = named("england-msitdt");
    let census = census_rows(&msitdt, &stays, month("2016-06"));
    assert_eq!(census.iter().map(|row| (row.of.stay_id, row.days, row.band)).collect::<Vec<_>>(), [("B", 10, None)]);
    assert_eq!(census_rows(&named("england-msitdt"), &stays, month("2017-04")), []);
    assert_eq!(census_rows(&named("england-drd"), &stays, month("2016-06")), []);
    let stays = seen(&[stay("A", "2024-01-14..2024-01-18"), stay("B", "2024-01-15..2024-01-18")], "2024-01-31");
    let wales = named("wales-pocd");
    let census = census_rows(&wales, &stays, month("2024-01"));
    assert_eq!(
        census.iter().map(|row| (row.of.stay_id, row.day, row.days)).collect::<Vec<_>>(),
        [("A", day("2024-01-17"), 3)]
    );

    let drd = named("england-drd");
    let stays = seen(
        &[
            stay("A", "2024-05-03..2024-05-03"),
            stay("B", "2024-05-03..2024-05-04"),
            stay("C", "2024-04-28..2024-05-03"),
            stay("D", "2024-04-28..2024-05-31"),
            stay("E", "2024-04-28..2024-06-01"),
            stay("F", "2024-05-01.."),
            Stay { discharge_method: Some("4".into()), ..stay("G", "2024-05-01..2024-05-09") },
        ],
        "2024-06-30",
    );
    let rows = stays.iter().filter_map(|stay| counted_delay(&drd, stay));
    let rows = rows.filter(|row| row.month == month("2024-05"));
    let found: Vec<_> = rows.map(|row| (row.of.stay_id, row.days, row.band.unwrap())).collect();
    assert_eq!(found, [("A", 0, "No delay"), ("B", 1, "1 day"), ("C", 5, "4-6 days"), ("D", 33, "21 days or more")]);
    assert_eq!(by_month(&drd, &stays)[&month("2024-05")], 39);
}

#[test]
fn who_is_left_out_or_not_known_is_not_counted_and_says_why() {
    let given = || stay("S", "2024-01-10..2024-01-20");
    let grounds = [
        ("england-drd", Stay { age_at_admission: Some(17), ..given() }, "left_out under_18"),
        ("england-drd", Stay { admission_method: Some("82".into()), ..given() }, "left_out maternity_or_birth"),
        ("england-drd", Stay { discharge_method: Some("4".into()), ..given() }, "left_out died"),
        ("england-drd", Stay { discharge_destination: Some("51".into()), ..given() }, "left_out transferred"),
        ("england-drd", Stay { treatment_function_code: Some("711".into()), ..given() }, "left_out not_specific_acute"),
        ("england-drd", Stay { care_type: Some(CareType::MentalHealth), ..given() }, "left_out not_acute_care"),
        ("england-drd", Stay { care_type: Some(CareType::Acute), ..given() }, "counted 10"),
        ("england-drd", Stay { care_type: Some(CareType::Somatic), ..given() }, "counted 10"),
        (
            "england-drd",
            Stay { admitted_at: Moment::midnight(day("2024-01-20")), ready_on: Some(day("2024-01-20")), ..given() },
            "left_out no_night",
        ),
        ("scotland-2016", Stay { discharge_method: Some("4".into()), ..given() }, "counted 10"),
        ("scotland-2016", Stay { age_at_admission: None, ..given() }, "unknown age_at_ready"),
        ("england-drd", Stay { age_at_admission: None, ..given() }, "unknown age_at_ready"),
        ("northern-ireland", Stay { age_at_admission: None, ..given() }, "counted 8"),
        ("scotland-2016", Stay { ready_on: None, ..given() }, "unknown ready_on"),
        ("northern-ireland", Stay { ready_on: None, ..given() }, "unknown ready_on"),
        // Known to be left out, whatever else is not known.
        (
            "england-drd",
            Stay { age_at_admission: None, discharge_method: Some("4".into()), ..given() },
            "left_out died",
        ),
        ("scotland-2016", Stay { ready_on: Some(day("2024-01-21")), ..given() }, "unknown discharged_at"),
    ];
    for (name, given, wanted) in grounds {
        let (convention, stays) = (named(name), seen(&[given], "2024-01-31"));
        let counted = Counted::of(&convention, &stays[0]);
        let found = match counted.whole() {
            Some(why) => {
                assert!(!why.cite.is_empty() && !why.words.is_empty(), "{name} {wanted}");
                assert_eq!(counted.days().count(), 0);
                format!("{} {}", why.cause, why.rule)
            }
            None => format!("counted {}", counted.days().count()),
        };
        assert_eq!(found, wanted, "{name}");
        let listed = undecided(&convention, &stays[0], Use::Days).is_some();
        // A stay without a ready day of which nobody says that it was delayed is no question.
        assert_eq!(listed, wanted.starts_with("unknown") && wanted != "unknown ready_on", "{name} {wanted}");
    }
    let stays = seen(&[given()], "2024-01-31");
    let codes: Vec<&str> = codes_not_known(&named("england-drd"), &stays[0]).map(|field| field.name()).collect();
    assert_eq!(codes, ["admission_method", "discharge_method", "discharge_destination", "treatment_function_code"]);
}

#[test]
fn age_grows_by_full_years_and_a_notice_makes_a_missing_ready_day_a_question() {
    let scotland = named("scotland-2016");
    for (admitted, wanted) in [("2023-01-10", 10), ("2023-01-09", 10), ("2023-01-11", 0)] {
        let young = Stay {
            age_at_admission: Some(17),
            admitted_at: Moment::midnight(day(admitted)),
            ..stay("S", "2024-01-10..2024-01-20")
        };
        let stays = seen(&[young], "2024-01-31");
        assert_eq!(Counted::of(&scotland, &stays[0]).days().count(), wanted, "{admitted}");
    }
    let nobody_said = Stay { ready_on: None, ..stay("S", "2024-01-10..2024-01-20") };
    let at = Moment::midnight(day("2024-01-08"));
    let notice = event("S", EventKind::DischargeNotice, at, EventValue::Day(day("2024-01-10")));
    let stays = [nobody_said];
    let to = day("2024-01-31");
    let with_notice = [notice];
    let found = stays_to_count(&stays, &with_notice, &[], to);
    assert_eq!(undecided(&scotland, &found[0], Use::Days).map(|found| found.why.rule), Some("ready_on"));
    let ready = [event("S", EventKind::Ready, Moment::midnight(day("2024-01-12")), EventValue::Nothing)];
    let found = stays_to_count(&stays, &ready, &[], to);
    assert_eq!(Counted::of(&scotland, &found[0]).days().count(), 8, "the event tells the ready day");
}

#[test]
fn a_reason_leaves_its_own_days_out_and_stands_in_their_rows() {
    let scotland = named("scotland-2016");
    let stays = [stay("S", "2021-03-01..2021-03-10")];
    let reasons = [
        reason("S", "11A", "2021-03-01", "2021-03-04"),
        reason("S", "100", "2021-03-05", "2021-03-07"),
        reason("S", "46X", "2021-03-08", ""),
    ];
    let stays = stays_to_count(&stays, &[], &reasons, day("2021-03-31"));
    let mut rows = Vec::new();
    counted_day_rows(&scotland, &stays[0], &mut rows);
    let found: Vec<String> =
        rows.iter().map(|row| format!("{} {}", row.day, row.reason_code.unwrap_or_default())).collect();
    assert_eq!(
        found,
        ["2021-03-02 11A", "2021-03-03 11A", "2021-03-04 11A", "2021-03-08 46X", "2021-03-09 46X", "2021-03-10 46X"]
    );
    assert_eq!(rows[0].days_since_ready, 1);
    let counted = Counted::of(&scotland, &stays[0]);
    let DayVerdict::Not(why) = counted.verdict(day("2021-03-06")) else { panic!("a day of code 100 counted") };
    assert_eq!((why.cause, why.rule), (Cause::LeftOut, "code_100"));
    // The census leaves out 46X by the reason of its day.
    let census = |written: &str, codes: &[(&str, &str, &str)]| {
        let stays = [stay("S", written)];
        let reasons: Vec<_> = codes.iter().map(|(code, from, to)| reason("S", code, from, to)).collect();
        let stays = stays_to_count(&stays, &[], &reasons, day("2021-03-31"));
        census_rows(&scotland, &stays, month("2021-03")).len()
    };
    assert_eq!(census("2021-03-01..", &[("46X", "2021-03-20", "")]), 0);
    assert_eq!(census("2021-03-01..", &[("46X", "2021-03-20", "2021-03-24")]), 1);
}

/// When a patient was ready, told by walking the calendar from the admission: each time from a day on, and the day on which
/// the patient was ill again.
fn ready_times(stay: &StayToCount<'_>, events: &[EventRecord]) -> Vec<(Day, Option<Day>)> {
    let has_ended = matches!(stay.end, DelayEnd::On(_));
    let has = |kind: EventKind, day: Day| {
        events.iter().any(|record| record.event.kind == kind && record.event.at.day() == day)
    };
    let (mut times, mut since) = (Vec::new(), None);
    for day in stay.stay.admitted_at.day().to(stay.last_day()) {
        if since.is_none() && (stay.stay.ready_on == Some(day) || has(EventKind::Ready, day)) {
            since = Some(day);
        }
        // A deterioration passes by itself, unless somebody said later that the patient was ready again.
        let is_again = || {
            let mut ready = events.iter().filter(|record| record.event.kind == EventKind::Ready);
            ready.any(|record| record.event.at.day() > day) || stay.stay.ready_on.is_some_and(|ready| ready > day)
        };
        let is_ill = has(EventKind::Relapse, day) || (has(EventKind::Deterioration, day) && is_again());
        if is_ill && !(has_ended && day == stay.last_day()) {
            times.extend(since.take().map(|since| (since, Some(day))));
        }
    }
    times.extend(since.map(|since| (since, None)));
    times
}

/// What a convention counts, told by walking the calendar: shares nothing with the engine but the rules as data. Where the
/// patient was ill again, one that counts by the end looks at the last time, any other at that of the day.
fn recounted(convention: &Convention, stay: &StayToCount<'_>, events: &[EventRecord], day: Day) -> Option<Month> {
    let rules = convention.rules;
    let stay_ended = matches!(stay.end, DelayEnd::On(_));
    let is_ill = |kind| matches!(kind, EventKind::Relapse | EventKind::Deterioration);
    let is_ill = events.iter().any(|record| is_ill(record.event.kind));
    let times = if is_ill { ready_times(stay, events) } else { vec![(stay.ready_on?, None)] };
    let (ready, ill) = if rules.booked == Booked::MonthOfEnd {
        *times.last().filter(|(_, ill)| ill.is_none())?
    } else {
        *times.iter().rfind(|(since, _)| *since <= day)?
    };
    let (end, has_ended) = ill.map_or((stay.last_day(), stay_ended), |ill| (ill, true));
    let is_first = match rules.within_threshold {
        WithinThreshold::LeftOut => day - ready <= rules.threshold_days,
        WithinThreshold::CountedOncePassed => day <= ready,
    };
    let within = rules.threshold_days > 0 && day - ready < rules.threshold_days;
    let out = match () {
        () if day < ready || day > end => true,
        () if rules.threshold_days > 0 && end - ready <= rules.threshold_days => true,
        () if rules.within_threshold == WithinThreshold::LeftOut && within => true,
        () if is_first && !rules.boundary.counts_first() => true,
        () if has_ended && day == end && !rules.boundary.counts_last() => true,
        () => !has_ended && rules.booked == Booked::MonthOfEnd,
    };
    let given = stay.stay;
    let starts = |code: &Option<Box<str>>, list: &[&str]| {
        code.as_deref().is_some_and(|code| list.iter().any(|start| code.starts_with(start)))
    };
    let reason = |code: &str| {
        let covers = |from: Day, to: Option<Day>| from <= day && to.is_none_or(|to| day <= to);
        stay.reasons.iter().any(|reason| &*reason.reason_code == code && covers(reason.from_on, reason.to_on))
    };
    let acute = [CareType::Acute, CareType::Somatic];
    let by_ground = match convention.id() {
        "northern-ireland" => false,
        "england-drd" => {
            given.admitted_at.day() == end
                || given.age_at_admission.is_none_or(|age| age < 18)
                || starts(&given.admission_method, &["31", "82"])
                || starts(&given.discharge_method, &["4", "5"])
                || starts(&given.discharge_destination, &["51", "79"])
                || starts(&given.treatment_function_code, &["711", "660", "560"])
                || given.care_type.is_some_and(|care| !acute.contains(&care))
        }
        "scotland-2016" => given.age_at_admission.is_none_or(|age| age < 18) || reason("100"),
        _ => given.age_at_admission.is_none_or(|age| age < 18),
    };
    let booked = if rules.booked == Booked::MonthOfEnd { end.month() } else { day.month() };
    (!out && !by_ground).then_some(booked)
}

/// A world seen by everybody: the stays to count, and the ledger under one law.
struct Ledger<'a> {
    events: &'a [EventRecord],
    rows: Vec<LedgerDay<'a>>,
    looked_at: ReviewList,
}

fn judged<'a>(cases: &Cases<'a>, laws: &'a [Law]) -> Ledger<'a> {
    let mut rows = Vec::new();
    let span = (day("2003-01-01"), day("2026-12-31"));
    let looked_at =
        assess_days(cases, laws, span, (&Reasons::new(&[]), &LinkQualities::new()), &|_| {}, &mut |batch| {
            rows.extend_from_slice(batch);
            Ok(())
        });
    Ledger { events: &[], rows, looked_at: looked_at.unwrap().looked_at }
}

type Key<'a> = (Cause, &'a str, &'a str, &'a str);

fn key(why: RuledCause<'_>) -> Key<'_> {
    (why.cause, why.by, why.rule, why.cite)
}

fn steps<'a>(bridge: &Bridge<'a>, sign: i64) -> BTreeMap<Key<'a>, (i64, u64)> {
    bridge.steps().map(|step| (key(step.why), (sign * step.days, step.stays))).collect()
}

/// Both ways between two figures: sums, the mirror, the days behind every step. Gives the figures and the causes.
fn both_ways<'a>(
    one: BridgeEnd<'a>,
    other: BridgeEnd<'a>,
    stays: &'a [StayToCount<'a>],
    month: Option<Month>,
) -> (i64, i64, BTreeSet<Cause>) {
    let mut drilled: BTreeMap<Key<'a>, (i64, u64)> = BTreeMap::new();
    let mut last_stay: BTreeMap<Key<'a>, &str> = BTreeMap::new();
    let mut last = ("", day("1900-01-01"));
    let there = bridge(one, other, stays, month, &mut |crossing: &DayDifference<'a>| {
        let (why, this) = (crossing.why, (crossing.stay_id, crossing.day));
        assert!(last < this, "a day has one cause");
        last = this;
        assert!(crossing.days.abs() == 1 && crossing.from_month != crossing.to_month);
        assert!(!why.cite.is_empty() && !why.words.is_empty() && !why.by.is_empty());
        let step = drilled.entry(key(why)).or_default();
        step.0 += crossing.days;
        step.1 += u64::from(last_stay.insert(key(why), this.0) != Some(this.0));
    });
    let back = bridge(other, one, stays, month, &mut |_| {});
    let sum: i64 = there.steps().map(|step| step.days).sum();
    assert_eq!(there.from_days + sum, there.to_days);
    assert!(there.sums() && back.sums());
    assert_eq!((there.from_days, there.to_days), (back.to_days, back.from_days));
    assert_eq!(steps(&there, 1), steps(&back, -1));
    assert_eq!(drilled, steps(&there, 1));
    (there.from_days, there.to_days, drilled.keys().map(|(cause, ..)| *cause).collect())
}

/// The figure of a side, found otherwise than by a bridge.
fn figure(side: BridgeEnd<'_>, stays: &[StayToCount<'_>], ledger: &Ledger<'_>, month: Option<Month>) -> i64 {
    let counts = |booked: &Month| month.is_none_or(|month| *booked == month);
    match side {
        BridgeEnd::Convention(convention) => {
            let of_stay = |stay: &StayToCount<'_>| {
                let days = stay.ready_on.into_iter().flat_map(|ready| ready.to(stay.last_day()));
                let of_stay = |record: &&EventRecord| &*record.stay_id == stay.stay_id();
                let from = ledger.events.partition_point(|record| &*record.stay_id < stay.stay_id());
                let until = from + ledger.events[from..].iter().take_while(of_stay).count();
                let events = &ledger.events[from..until];
                days.filter_map(|day| recounted(convention, stay, events, day)).filter(counts).count() as i64
            };
            stays.iter().map(of_stay).sum()
        }
        BridgeEnd::Bill(_) => {
            let charged = ledger.rows.iter().filter(|row| row.status == LedgerStatus::Chargeable);
            charged.filter(|row| counts(&row.day.month())).count() as i64
        }
    }
}

/// Goal: the bridge sums exactly on 10,000 random stays for every ordered pair of figures: the
/// conventions under all their readings, and the bill of either English law; for all months together and for single ones.
/// Method: figures come from a second count that walks the calendar, so that they also agree from pair to pair; the way
/// back must be the same list with other signs. The stays lie about the day on which one law took over from the other.
#[test]
fn every_pair_sums_on_ten_thousand_random_stays() {
    let World { stays: all, events, reasons, followed_to } = random_world(10_000, "2014-10-01", 7);
    let stays = stays_to_count(&all, &events, &reasons, followed_to);
    let laws = [law("england-2003", &[]), law("england-2014", &[])];
    let of_law = laws.each_ref().map(|laws| Cases::of(&all, &events, laws, followed_to));
    let mut ledgers = [judged(&of_law[0], &laws[0]), judged(&of_law[1], &laws[1])];
    ledgers.iter_mut().for_each(|ledger| ledger.events = &events);
    let bills = [0, 1].map(|at| BilledDays::of(ledgers[at].rows.iter().copied(), |_| true, [], &laws[at]));
    let conventions = every_reading();
    let sides: Vec<BridgeEnd<'_>> =
        conventions.iter().map(BridgeEnd::Convention).chain(bills.iter().map(BridgeEnd::Bill)).collect();
    let (counted, all) = (conventions.len(), sides.len());
    let mut causes = BTreeSet::new();
    for month in [None, Some(month("2014-12")), Some(month("2015-04"))] {
        let of_side = |at: usize| figure(sides[at], &stays, &ledgers[usize::from(at > counted)], month);
        let figures: Vec<i64> = (0..all).into_par_iter().map(of_side).collect();
        // In December the law of 2014 was not in force.
        assert!(figures[..counted + usize::from(month.is_none())].iter().all(|days| *days > 500), "{figures:?}");
        let pairs: Vec<(usize, usize)> = (0..all).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
        let found = pairs.par_iter().map(|(one, other)| {
            let (from, to, causes) = both_ways(sides[*one], sides[*other], &stays, month);
            assert_eq!((from, to), (figures[*one], figures[*other]), "{one} {other} {month:?}");
            causes
        });
        causes.extend(found.collect::<Vec<_>>().into_iter().flatten());
    }
    // England has no free days, and its readings and other people's bills are asked below by hand.
    let by_hand =
        [Cause::FreeDay, Cause::NotClaimed, Cause::NoPayer, Cause::AfterEnd, Cause::OtherBill, Cause::NotJudged];
    let elsewhere = [Cause::NotInLedger, Cause::AfterDelay, Cause::OtherStatistic, Cause::PriceMissing];
    let by_hand = by_hand.into_iter().chain(elsewhere);
    let reached: BTreeSet<Cause> = causes.into_iter().chain(by_hand).collect();
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), Cause::ALL);
}

#[test]
fn a_side_to_itself_has_no_steps() {
    let World { stays, events, reasons, followed_to } = random_world(500, "2018-01-01", 11);
    let stays = stays_to_count(&stays, &events, &reasons, followed_to);
    for convention in every_reading() {
        let side = BridgeEnd::Convention(&convention);
        let (from, to, causes) = both_ways(side, side, &stays, Some(month("2018-05")));
        assert!(from == to && causes.is_empty(), "{}", convention.label());
    }
}

#[test]
fn days_move_into_the_month_of_the_end_and_out_of_their_own() {
    let (scotland, drd) = (named("scotland-2016"), named("england-drd"));
    let stays = seen(&[stay("S", "2024-03-28..2024-05-03")], "2024-05-31");
    let found = |wanted: &str| {
        let built = bridge(
            BridgeEnd::Convention(&scotland),
            BridgeEnd::Convention(&drd),
            &stays,
            Some(month(wanted)),
            &mut |_| {},
        );
        let steps: Vec<_> = built.steps().map(|step| (step.why.cause, step.why.by, step.days)).collect();
        (built.from_days, steps, built.to_days)
    };
    assert_eq!(found("2024-03"), (3, vec![(Cause::MovedOut, "england-drd", -3)], 0));
    assert_eq!(found("2024-04"), (30, vec![(Cause::MovedOut, "england-drd", -30)], 0));
    assert_eq!(found("2024-05"), (3, vec![(Cause::MovedIn, "england-drd", 33)], 36));
    assert_eq!(found("2024-06"), (0, vec![], 0));
    let open = seen(&[stay("S", "2024-03-28..")], "2024-05-31");
    let built = bridge(
        BridgeEnd::Convention(&scotland),
        BridgeEnd::Convention(&drd),
        &open,
        Some(month("2024-04")),
        &mut |_| {},
    );
    let steps: Vec<_> = built.steps().map(|step| (step.why.cause, step.days, step.stays)).collect();
    assert_eq!(steps, [(Cause::NotEnded, -30, 1)]);
}

/// A ledger row that the engine has no need to make.
fn row(status: LedgerStatus, on: Day) -> LedgerDay<'static> {
    LedgerDay {
        stay_id: "S",
        delay_id: "S",
        day: on,
        n: 1,
        status,
        amount_minor: Minor(if status == LedgerStatus::Chargeable { 15_500 } else { 0 }),
        currency: Currency::Gbp,
        payer: None,
        payee_code: "RZZ01",
        layer: "",
        regime: "elsewhere",
        regime_hash: "",
        readings_hash: "",
        rule: "some_rule",
        cite: "s.1",
    }
}

#[test]
fn every_status_of_the_ledger_is_a_cause_and_so_is_what_the_ledger_lacks() {
    let scotland = named("scotland-2016");
    let ready = day("2018-03-01");
    let statuses = LedgerStatus::ALL;
    let last = ready + statuses.len() as i32;
    let stays = seen(&[stay("S", &format!("{ready}..{}", last + 2))], "2018-03-31");
    // One row a status; then a charge on somebody else's bill, a day the ledger lacks, and one after the end.
    let mut rows: Vec<LedgerDay<'_>> = statuses.iter().zip(1..).map(|(status, n)| row(*status, ready + n)).collect();
    rows.push(LedgerDay { payee_code: "other", ..row(LedgerStatus::Chargeable, last + 1) });
    rows.push(row(LedgerStatus::Chargeable, last + 4));
    rows.push(row(LedgerStatus::Chargeable, ready - 1));
    let bill = BilledDays::of(rows, |row| row.payee_code == "RZZ01", [], &[]);
    assert_eq!(bill.charged_days(), 3);
    let (from, to, causes) = both_ways(BridgeEnd::Convention(&scotland), BridgeEnd::Bill(&bill), &stays, None);
    assert_eq!((from, to), (statuses.len() as i64 + 2, 3));
    let of_statuses: BTreeSet<Cause> = statuses.iter().filter_map(|status| Cause::of_status(*status)).collect();
    assert_eq!(of_statuses.len(), statuses.len() - 1);
    let others = [Cause::OtherBill, Cause::NotInLedger, Cause::AfterDelay, Cause::BeforeReady];
    assert_eq!(causes, of_statuses.into_iter().chain(others).collect());
    let unjudged = BilledDays::of([], |_| true, ["S"], &[]);
    let (_, _, causes) = both_ways(BridgeEnd::Convention(&scotland), BridgeEnd::Bill(&unjudged), &stays, None);
    assert_eq!(causes, [Cause::NotJudged].into());
    let both = named("england-msitdt:day_boundary=both_days_counted");
    let at_once = seen(&[stay("S", "2018-03-01..2018-03-01")], "2018-03-31");
    let empty = BilledDays::of([], |_| true, [], &[]);
    let (_, _, causes) = both_ways(BridgeEnd::Convention(&both), BridgeEnd::Bill(&empty), &at_once, None);
    assert_eq!(causes, [Cause::LeftWhenReady].into());
}

#[test]
fn a_step_to_the_bill_speaks_the_words_of_the_law() {
    let scotland = named("scotland-2016");
    let all = [
        stay("A", "2018-03-07..2018-03-09"),
        Stay { funding: Some("private".into()), ..stay("B", "2018-03-07..2018-03-09") },
        Stay { admitted_at: Moment::midnight(day("2027-03-01")), ..stay("C", "2027-03-07..2027-03-09") },
    ];
    for (chosen, wanted) in [
        (
            &[][..],
            [
                "not_judged",
                "notice_missing no_assessment_notice Care Act 2014, Schedule 3, paragraph 1; paragraph 4",
                "out_of_scope paid_for",
            ],
        ),
        (
            &[("claim_made", "false")][..],
            [
                "not_judged",
                "not_claimed claim_not_made Care Act 2014, Schedule 3, paragraph 4",
                "out_of_scope paid_for",
            ],
        ),
    ] {
        let laws = law("england-2014", chosen);
        let notices = if chosen.is_empty() { Vec::new() } else { two_notices("A") };
        let cases = Cases::of(&all, &notices, &laws, day("2027-03-31"));
        let ledger = judged(&cases, &laws);
        let unjudged = ledger.looked_at.unjudged.iter().map(|unjudged| &*unjudged.stay_id);
        let bill = BilledDays::of(ledger.rows.iter().copied(), |_| true, unjudged, &laws);
        let stays = stays_to_count(&all, &notices, &[], day("2027-03-31"));
        let built = bridge(BridgeEnd::Convention(&scotland), BridgeEnd::Bill(&bill), &stays, None, &mut |_| {});
        let found: Vec<String> = built
            .steps()
            .map(|step| {
                let why = step.why;
                assert!(why.cause == Cause::NotJudged || why.grade.is_some());
                assert_eq!(step.days, -2);
                format!("{} {} {}", why.cause, why.rule, why.cite)
            })
            .collect();
        for words in wanted {
            assert!(found.iter().any(|step| step.starts_with(words)), "{words}: {found:?}");
        }
        let out_of_scope = built.steps().find(|step| step.why.cause == Cause::OutOfScope).unwrap();
        assert!(out_of_scope.why.words.contains("pay"), "the ground, not the rule: {}", out_of_scope.why.words);
    }
}

fn two_notices(id: &str) -> Vec<beddays::domain::EventRecord> {
    let at = |text: &str| text.parse().unwrap();
    vec![
        event(id, EventKind::AssessmentNotice, at("2018-03-05T10:00"), EventValue::Nothing),
        event(id, EventKind::DischargeNotice, at("2018-03-06T10:00"), EventValue::Day(day("2018-03-07"))),
    ]
}

#[test]
fn labels_name_the_readings_that_differ_and_are_read_again() {
    for (written, wanted) in [
        ("england-msitdt", "england-msitdt"),
        ("england-msitdt:day_boundary=last_day_counted", "england-msitdt"),
        ("england-msitdt:day_boundary=both_days_counted", "england-msitdt:day_boundary=both_days_counted"),
        ("wales-pocd: within_threshold = counted_once_passed", "wales-pocd:within_threshold=counted_once_passed"),
    ] {
        assert_eq!(named(written).label(), wanted);
    }
    let labels: BTreeSet<String> = every_reading().iter().map(|convention| convention.label().to_owned()).collect();
    assert!(labels.len() >= 10 && labels.len() == every_reading().len(), "{labels:?}");
    for (written, wanted) in [
        ("england-dtoc", "no convention `england-dtoc`"),
        ("wales-pocd:within_threshold", "a reading is NAME=ANSWER, not `within_threshold`"),
        ("wales-pocd:day_boundary=x", "it asks within_threshold"),
    ] {
        let error = Convention::written(std::path::Path::new(""), written).unwrap_err();
        assert!(error.exit() as u8 == 2 && error.to_string().contains(wanted), "{error}");
    }
}
