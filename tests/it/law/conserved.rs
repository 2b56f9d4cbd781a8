//! What must not change a total (C7): a file that is cut in two, rows in another order, months in one file, a patient more,
//! every date four weeks later.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use beddays::domain::{Day, Minor};
use beddays::liability::Cases;
use beddays::regime::{Law, Library};

use crate::law::oracle::random::random_case;
use crate::law::properties::{cut, shuffled, taken};
use crate::law::shifted::{Fact, facts, ledger, moved};
use crate::settle::messages_support::Chance;

type Files = Vec<(String, String)>;

const STAYS: &str = "stay_id,nhs_number,provider_code,site_code,authority_code,admitted_at,ready_on,discharged_at\n";
const EVENTS: &str = "stay_id,kind,at,until,value\n";

/// A stay with its facts, in some weeks of autumn without a public holiday.
#[derive(Clone)]
struct Story {
    id: String,
    authority: String,
    facts: Vec<Fact>,
}

/// Random stays, moved to the autumn of a year under the one law or the other; those that last too long for it are passed over.
fn story(seed: u64, year: i16, chance: &mut Chance) -> Option<Story> {
    let case = random_case(seed);
    let facts = facts(&case);
    let days = || facts.iter().flat_map(|fact| &fact.1).filter_map(|time| time[..10].parse::<Day>().ok());
    let (first, last) = (days().min()?, days().max()?);
    if last - first > 35 {
        return None;
    }
    let by = Day::from_ymd(year, 9, 1 + chance.below(10) as i8)? - first;
    let facts = later(&facts, by);
    Some(Story { id: format!("S{seed:06}"), authority: case.authority, facts })
}

fn later(facts: &[Fact], days: i32) -> Vec<Fact> {
    let fact = |(kind, times, value): &Fact| {
        (kind.clone(), times.iter().map(|time| moved(time, days)).collect(), moved(value, days))
    };
    facts.iter().map(fact).collect()
}

impl Story {
    fn later(&self, days: i32) -> Self {
        Self { facts: later(&self.facts, days), ..self.clone() }
    }

    fn admitted(&self) -> &str {
        let admission = self.facts.iter().find(|fact| fact.0 == "admission");
        &admission.or(self.facts.first()).expect("a story has facts").1[0]
    }

    fn stay(&self) -> String {
        format!("{},,RX1,,{},{},,\n", self.id, self.authority, self.admitted())
    }

    fn events(&self) -> String {
        let row = |(kind, times, value): &Fact| {
            format!("{},{kind},{},{},{value}\n", self.id, times[0], times.get(1).map_or("", String::as_str))
        };
        self.facts.iter().map(row).collect()
    }
}

fn files<'s>(stories: impl IntoIterator<Item = &'s Story>, label: &str) -> Files {
    let (mut stays, mut events) = (STAYS.to_owned(), EVENTS.to_owned());
    for story in stories {
        stays += &story.stay();
        events += &story.events();
    }
    vec![(format!("inbox/stays{label}.csv"), stays), (format!("inbox/events{label}.csv"), events)]
}

/// The amount of each day that files give, by stay and day.
fn days(files: &Files, followed_to: Day) -> BTreeMap<(String, Day), Minor> {
    static LAWS: OnceLock<Vec<Law>> = OnceLock::new();
    let laws = LAWS.get_or_init(|| {
        Library::built_in().unwrap().iter().map(|regime| Law::new(regime.clone(), &[]).unwrap()).collect()
    });
    let taken = taken(files);
    let cases = Cases::of(&taken.stays, &taken.events, laws, followed_to);
    let first = followed_to - 120;
    ledger(&cases, laws, (first, followed_to)).into_iter().map(|(key, (_, amount))| (key, amount)).collect()
}

fn sum(days: &BTreeMap<(String, Day), Minor>) -> Minor {
    days.values().fold(Minor(0), |sum, amount| sum + *amount)
}

/// Goal: what says nothing new changes no total, and a patient more adds exactly what is owed for that patient. Method: five
/// changes of 2,000 sets of random stays each; every day is compared, not only the sum.
#[test]
fn five_changes_that_say_nothing_new_change_no_total() {
    let (mut charged, mut with_amount, mut of_patients, mut seed) = (Minor(0), 0, 0, 0);
    for number in 0..2_000 {
        let mut chance = Chance(number * 977 + 5);
        let year = if number % 2 == 0 { 2009 } else { 2016 };
        let mut stories = Vec::new();
        while stories.len() < 4 {
            seed += 1;
            stories.extend(story(seed, year, &mut chance));
        }
        let patient = stories.pop().unwrap();
        let followed_to = Day::from_ymd(year, 11, 5).unwrap();
        let whole = files(&stories, "");
        let wanted = days(&whole, followed_to);
        let same = |what: &str, files: &Files| {
            assert!(days(files, followed_to) == wanted, "set {number}, {what}: {whole:?} and {files:?}");
        };

        let cut_at = chance.below(1_000);
        same("cut in two", &whole.iter().flat_map(|(name, text)| cut(name, text, cut_at)).collect());

        same("shuffled", &whole.iter().map(|(name, text)| (name.clone(), shuffled(text, number))).collect());

        // One file for each day of admission, and one for each half: however months are put together, they are the same stays.
        let months = stories.chunk_by(|one, other| one.admitted()[..7] == other.admitted()[..7]).enumerate();
        let months: Files = months.flat_map(|(at, month)| files(month, &format!("_{at}"))).collect();
        let halves = stories.iter().enumerate().flat_map(|(at, story)| files([story], &format!("_{at}"))).collect();
        same("by month", &months);
        same("each by itself", &halves);

        let more = days(&files(stories.iter().chain([&patient]), ""), followed_to);
        let alone = days(&files([&patient], ""), followed_to);
        let apart: BTreeMap<_, _> = wanted.clone().into_iter().chain(alone.clone()).collect();
        assert!(more == apart, "set {number}, {} more", patient.id);
        assert_eq!(sum(&more), sum(&wanted) + sum(&alone));

        let weeks: Vec<Story> = stories.iter().map(|story| story.later(28)).collect();
        let moved: BTreeMap<_, _> =
            wanted.iter().map(|((stay, day), amount)| ((stay.clone(), *day + 28), *amount)).collect();
        assert!(days(&files(&weeks, ""), followed_to + 28) == moved, "set {number}, four weeks later: {whole:?}");

        charged = charged + sum(&wanted);
        with_amount += u32::from(sum(&wanted) > Minor(0));
        of_patients += u32::from(sum(&alone) > Minor(0));
    }
    assert!(
        with_amount > 1_000 && of_patients > 400,
        "{with_amount} sets with an amount, {of_patients} patients: {charged:?}"
    );
}
