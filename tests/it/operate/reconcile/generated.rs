//! Generated claims with seeded differences of every kind: each is found on its day with its kind and its pence, nothing else
//! is, and the differences add up to the gap. What is expected is worked out here day by day, from how the stays were made.

use std::collections::{BTreeMap, BTreeSet};

use beddays::domain::Day;
use beddays::operate::reconcile::{ReconcileRequest, compare};
use beddays::reconcile::{JudgedLine, Reconciliation};
use beddays::sample::seeded_rng::SeededRng;

use super::fixture::{Kind, RATE, Stay, day, project, read, stays};

/// The order of precedence, as it is documented.
const ORDER: [&str; 11] = [
    "unreadable",
    "not_ours",
    "no_such_stay",
    "duplicate",
    "already_paid",
    "out_of_scope",
    "not_notified",
    "other_cause",
    "different_days",
    "different_rate",
    "agreed",
];

/// A part of a line: its day where one is known, its kind, claimed and owed.
pub type Part = (Option<Day>, &'static str, i64, i64);

#[derive(Debug)]
pub struct Line {
    id: String,
    pub stay: Option<usize>,
    pub parts: Vec<Part>,
}

/// A claim as it is written, and what must come of it.
#[derive(Default)]
pub struct Made {
    pub text: String,
    pub lines: Vec<Line>,
    /// Id and amount of each row that cannot be read.
    unreadable: Vec<(String, Option<i64>)>,
    taken: BTreeSet<(usize, Day)>,
    claimed: i64,
}

const HEAD: &str =
    "claim_id,stay_id,nhs_number,from_on,to_on,days,rate_minor,amount_minor,currency,payee_code,payer_code\n";

fn in_march(day: Day) -> bool {
    day.month().to_string() == "2018-03"
}

/// What a day of a stay is to a claim of RZZ01 against Norfolk, by how the stay was made.
fn kind_of(stay: &Stay, day: Day) -> (&'static str, i64) {
    if !in_march(day) {
        let is_charged = stay.kind == Kind::Charged && stay.charged().contains(&day);
        return (if is_charged { "already_paid" } else { "out_of_scope" }, 0);
    }
    if !stay.delayed().contains(&day) {
        return ("different_days", 0);
    }
    match stay.kind {
        Kind::Charged if stay.charged().contains(&day) => ("agreed", RATE),
        Kind::NotNotified => ("not_notified", 0),
        Kind::OutOfScope => ("out_of_scope", 0),
        Kind::OfSuffolk => ("not_ours", 0),
        Kind::OtherCause if day > stay.ready => ("other_cause", 0),
        Kind::Charged | Kind::OtherCause => ("different_days", 0),
    }
}

impl Made {
    fn row(
        &mut self,
        (id, stay, number): (&str, &str, &str),
        (from, to): (Day, Day),
        (days, rate, amount): (i64, i64, i64),
        payer: &str,
    ) {
        self.text += &format!("{id},{stay},{number},{from},{to},{days},{rate},{amount},GBP,RZZ01,{payer}\n");
        self.claimed += amount;
    }

    /// A line over some days of a stay at a rate. Half of them name the person instead of the stay.
    fn line(&mut self, stays: &[Stay], at: usize, (from, to): (Day, Day), rate: i64, by_person: bool) {
        let (stay, id) = (&stays[at], format!("L{}", self.lines.len()));
        let days = i64::from(to - from) + 1;
        let name = if by_person { ("", stay.number.as_str()) } else { (stay.id.as_str(), "") };
        self.row((&id, name.0, name.1), (from, to), (days, rate, days * rate), "Norfolk");
        let part = |day: Day| match self.taken.contains(&(at, day)) {
            true => (Some(day), "duplicate", rate, 0),
            false => match kind_of(stay, day) {
                ("agreed", owed) if owed != rate => (Some(day), "different_rate", rate, owed),
                (kind, owed) => (Some(day), kind, rate, owed),
            },
        };
        let parts: Vec<Part> = from.to(to).map(part).collect();
        self.taken.extend(from.to(to).map(|day| (at, day)));
        self.lines.push(Line { id, stay: Some(at), parts });
    }

    /// A line that is one difference as a whole.
    fn whole(&mut self, stay: &str, payer: &str, kind: &'static str, days: i64) {
        let (id, from) = (format!("L{}", self.lines.len()), day("2018-03-10"));
        self.row((&id, stay, ""), (from, from + (days as i32 - 1)), (days, RATE, days * RATE), payer);
        self.lines.push(Line { id, stay: None, parts: vec![(None, kind, days * RATE, 0)] });
    }

    /// What is owed and not claimed: of a stay with a line in the month to that line, else by stay.
    pub fn rest(&mut self, stays: &[Stay]) -> BTreeMap<String, i64> {
        let mut unclaimed = BTreeMap::new();
        for (at, stay) in stays.iter().enumerate().filter(|(_, stay)| stay.provider == "RZZ01") {
            let missing: Vec<Day> = stay.owed().into_iter().filter(|day| !self.taken.contains(&(at, *day))).collect();
            if missing.is_empty() {
                continue;
            }
            let compared = |line: &&mut Line| {
                let of_month =
                    |part: &Part| part.0.is_some_and(in_march) && !["duplicate", "already_paid"].contains(&part.1);
                line.stay == Some(at) && line.parts.iter().any(of_month)
            };
            let own: Vec<&mut Line> = self.lines.iter_mut().filter(compared).collect();
            let best = own
                .into_iter()
                .enumerate()
                .max_by_key(|(place, line)| (line.parts.iter().any(|part| part.3 > 0), *place));
            match best {
                Some((_, line)) => line.parts.extend(missing.iter().map(|day| (Some(*day), "different_days", 0, RATE))),
                None => _ = unclaimed.insert(stay.id.clone(), missing.len() as i64 * RATE),
            }
        }
        unclaimed
    }
}

/// A claim with so many lines, each with differences by chance; every kind comes about equally often.
pub fn made(rng: &mut SeededRng, stays: &[Stay]) -> Made {
    let mut made = Made { text: HEAD.to_owned(), ..Made::default() };
    let of = |kinds: &[Kind]| -> Vec<usize> {
        let is_one =
            |(at, stay): (usize, &Stay)| (stay.provider == "RZZ01" && kinds.contains(&stay.kind)).then_some(at);
        stays.iter().enumerate().filter_map(is_one).collect()
    };
    let pick = |rng: &mut SeededRng, list: &[usize]| list[rng.below(list.len() as u32) as usize];
    let march = |list: Vec<usize>| -> Vec<usize> { list.into_iter().filter(|at| in_march(stays[*at].ready)).collect() };
    let charged = march(of(&[Kind::Charged]));
    let february: Vec<usize> = of(&[Kind::Charged]).into_iter().filter(|at| !in_march(stays[*at].ready)).collect();
    for _ in 0..rng.between(6, 22) {
        let by_person = rng.below(3) == 0;
        let other_rate = RATE + i64::from(rng.between(-4_000, 4_000));
        let rate = if rng.below(5) == 0 { other_rate } else { RATE };
        let at = pick(rng, &charged);
        let (first, last) = (stays[at].ready + 1, stays[at].left);
        match rng.below(14) {
            0 | 1 => made.line(stays, at, (first, last), RATE, by_person),
            2 => made.line(stays, at, (first, last), other_rate, by_person),
            // Too many days, before or behind.
            3 => made.line(stays, at, (first - rng.between(1, 3), last + rng.between(0, 2)), rate, false),
            // Too few.
            4 => made.line(stays, at, (first + rng.between(0, 1), last - rng.between(1, 2)), rate, by_person),
            5 => {
                let other = march(of(&[Kind::NotNotified]));
                let at = pick(rng, &other);
                made.line(stays, at, (stays[at].ready + 1, stays[at].left), rate, by_person);
            }
            6 => {
                let other = march(of(&[Kind::OtherCause]));
                let at = pick(rng, &other);
                made.line(stays, at, (stays[at].ready + rng.between(0, 1), stays[at].left), rate, by_person);
            }
            7 => {
                let other = march(of(&[Kind::OutOfScope]));
                let at = pick(rng, &other);
                made.line(stays, at, (stays[at].ready, stays[at].left), rate, by_person);
            }
            8 => {
                let other = march(of(&[Kind::OfSuffolk]));
                let at = pick(rng, &other);
                made.line(stays, at, (stays[at].ready + 1, stays[at].left), rate, by_person);
            }
            // Of February, where it was charged; now and then days beyond too.
            9 => {
                let at = pick(rng, &february);
                made.line(stays, at, (stays[at].ready + 1 - rng.between(0, 1), stays[at].left), rate, by_person);
            }
            // Over the end of the month.
            10 => made.line(stays, at, (last, day("2018-04-02")), rate, false),
            11 => made.whole(&format!("ZZ-{}", rng.below(90)), "Norfolk", "no_such_stay", rng.between(1, 9).into()),
            12 if rng.below(2) == 0 => made.whole(&stays[at].id, "Suffolk", "not_ours", rng.between(1, 9).into()),
            // A stay of the other hospital.
            12 => made.whole("M-09", "Norfolk", "no_such_stay", rng.between(1, 9).into()),
            _ => unreadable(rng, &mut made, &stays[at]),
        }
    }
    made
}

/// A row with an amount, a day or a number of days that cannot be read.
fn unreadable(rng: &mut SeededRng, made: &mut Made, stay: &Stay) {
    let id = format!("U{}", made.unreadable.len());
    let amount = i64::from(rng.between(1, 9)) * RATE;
    let (row, read) = match rng.below(3) {
        0 => (format!("{id},{},,2018-03-09,2018-03-10,2,,12x,GBP,RZZ01,Norfolk\n", stay.id), None),
        1 => (format!("{id},{},,2018-03-32,2018-03-10,2,,{amount},GBP,RZZ01,Norfolk\n", stay.id), Some(amount)),
        _ => (format!("{id},{},,2018-03-09,2018-03-10,two,,{amount},GBP,RZZ01,Norfolk\n", stay.id), Some(amount)),
    };
    made.text += &row;
    made.claimed += read.unwrap_or(0);
    made.unreadable.push((id, read));
}

fn parts_of(line: &JudgedLine) -> Vec<(Option<Day>, String, i64, i64)> {
    let part =
        |part: &beddays::reconcile::LinePart| (part.day, part.verdict.code().to_owned(), part.claimed.0, part.owed.0);
    // Days outside the month that are alike are one part: all of a line are claimed at one rate.
    let each = |part: &beddays::reconcile::LinePart| -> Vec<beddays::reconcile::LinePart> {
        let Some((first, last)) = part.day.zip(part.last) else { return vec![part.clone()] };
        let claimed = beddays::domain::Minor(part.claimed.0 / part.days);
        let one = |day| beddays::reconcile::LinePart { day: Some(day), claimed, days: 1, ..part.clone() };
        first.to(last).map(one).collect()
    };
    let mut parts: Vec<_> = line.parts.iter().flat_map(each).map(|own| part(&own)).collect();
    parts.sort();
    parts
}

/// Holds what came of a claim to what must.
fn hold(
    serial: usize,
    made: &mut Made,
    found: &Reconciliation,
    stays: &[Stay],
    seen: &mut BTreeMap<&'static str, usize>,
) {
    let unclaimed = made.rest(stays);
    let owed: i64 =
        stays.iter().filter(|stay| stay.provider == "RZZ01").map(|stay| stay.owed().len() as i64 * RATE).sum();
    let place = || format!("claim {serial}:\n{}", made.text);
    assert_eq!((found.claimed.0, found.owed.0), (made.claimed, owed), "{}", place());
    assert_eq!(found.lines.len(), made.lines.len(), "{}", place());
    let mut sum = 0;
    for (wanted, judged) in made.lines.iter().zip(&found.lines) {
        let mut parts: Vec<_> = wanted.parts.iter().map(|part| (part.0, part.1.to_owned(), part.2, part.3)).collect();
        parts.sort();
        assert_eq!(parts_of(judged), parts, "line {} of {}", wanted.id, place());
        let verdict = ORDER.iter().find(|kind| parts.iter().any(|part| part.1 == **kind)).unwrap();
        assert_eq!(judged.verdict.code(), *verdict, "line {} of {}", wanted.id, place());
        *seen.entry(verdict).or_default() += 1;
        let difference: i64 = parts.iter().map(|part| part.2 - part.3).sum();
        assert_eq!(judged.difference().0, difference, "line {} of {}", wanted.id, place());
        if parts.iter().map(|part| &part.1).collect::<BTreeSet<_>>().len() > 2 {
            *seen.entry("several").or_default() += 1;
        }
        sum += difference;
    }
    let rows: Vec<_> = found
        .unreadable
        .iter()
        .map(|row| (row.refused.claim_id.clone().unwrap().into_string(), row.refused.amount.map(|amount| amount.0)))
        .collect();
    assert_eq!(rows, made.unreadable, "{}", place());
    *seen.entry("unreadable").or_default() += rows.len();
    let listed: BTreeMap<String, i64> =
        found.unclaimed.iter().map(|stay| (stay.stay_id.to_string(), stay.owed().0)).collect();
    assert_eq!(listed, unclaimed, "{}", place());
    *seen.entry("not claimed").or_default() += listed.len();
    sum += made.unreadable.iter().filter_map(|row| row.1).sum::<i64>() - unclaimed.values().sum::<i64>();
    assert_eq!((sum, found.gap().0), (made.claimed - owed, made.claimed - owed), "{}", place());
}

#[test]
fn a_thousand_generated_claims_are_judged_day_by_day_to_the_penny() {
    let stays = stays();
    let case = project("authority", &stays);
    let project = read(&case);
    let (mut rng, mut seen) = (SeededRng::new(13), BTreeMap::new());
    let path = case.path("claim.csv");
    for serial in 0..1_000 {
        let mut made = made(&mut rng, &stays);
        if made.lines.iter().all(|line| line.parts.iter().all(|part| part.0.is_none() && part.1 == "not_ours")) {
            continue;
        }
        std::fs::write(&path, &made.text).unwrap();
        let (claim, month) = (&*path, Some("2018-03".parse().unwrap()));
        let request = ReconcileRequest { claim, month, profile: None, dates: None, total: None };
        let compared =
            compare(&project, &request).unwrap_or_else(|error| panic!("claim {serial}: {error}\n{}", made.text));
        hold(serial, &mut made, &compared.reconciled, &stays, &mut seen);
    }
    for kind in ORDER.iter().chain(&["several", "not claimed"]) {
        assert!(seen.get(kind).is_some_and(|found| *found >= 100), "{kind}: {seen:?}");
    }
}
