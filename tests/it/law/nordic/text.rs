//! Reads the text cells of a Nordic case (section 9 of the notes on England has the columns).

use crate::law::oracle::calendar::{day_number, read_date};

pub type Day = i32;

/// One case as text.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    pub regime: String,
    pub care_type: String,
    pub setting: String,
    pub registered_in: String,
    pub staying_in: String,
    pub params: String,
    pub events: String,
}

/// A recorded fact, with the minutes of the wall clock since 1970.
#[derive(Clone, Debug)]
pub struct Fact {
    pub kind: String,
    pub minute: i64,
    pub word: String,
}

impl Fact {
    pub fn day(&self) -> Day {
        i32::try_from(self.minute.div_euclid(1440)).unwrap()
    }

    /// Minutes after midnight.
    pub fn time(&self) -> i64 {
        self.minute.rem_euclid(1440)
    }
}

pub struct Stay {
    pub cells: Cells,
    pub facts: Vec<Fact>,
}

pub fn read(cells: &Cells) -> Stay {
    let mut facts: Vec<Fact> = cells.events.split(';').filter(|one| !one.is_empty()).map(fact).collect();
    facts.sort_by_key(|fact| fact.minute);
    Stay { cells: cells.clone(), facts }
}

fn fact(text: &str) -> Fact {
    let (kind, rest) = text.split_once('@').unwrap();
    let (at, word) = rest.split_once('=').unwrap_or((rest, ""));
    let (date, time) = at.split_once('T').unwrap_or((at, "00:00"));
    let (hour, minute) = time.split_once(':').unwrap();
    let minutes: i64 = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    Fact { kind: kind.to_owned(), minute: i64::from(read_date(date)) * 1440 + minutes, word: word.to_owned() }
}

impl Stay {
    /// The answer to a question, by its number or its name in the notes.
    pub fn answer(&self, name: &str) -> Option<&str> {
        let params = self.cells.params.split(';').filter_map(|one| one.split_once('='));
        params.filter(|(of, _)| *of == name).map(|(_, answer)| answer).next_back()
    }

    pub fn reads(&self, name: &str, answer: &str) -> bool {
        self.answer(name) == Some(answer)
    }

    pub fn has_version(&self, id: &str) -> bool {
        self.cells.regime.split('>').any(|one| one == id)
    }

    /// The parts of the stay: each with its facts, the facts of the stay to its end, and the relapse that ended it.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let relapses: Vec<usize> = (0..self.facts.len()).filter(|at| self.facts[*at].kind == "relapse").collect();
        let mut parts = Vec::new();
        let mut from = 0;
        for to in relapses.into_iter().map(Some).chain([None]) {
            let end = to.unwrap_or(self.facts.len());
            let began = if from == 0 { None } else { Some(self.facts[from - 1].day()) };
            let relapse = to.map(|at| self.facts[at].day());
            parts.push(Part { facts: &self.facts[from..end], so_far: &self.facts[..end], began, relapse });
            from = end + 1;
        }
        parts
    }

    /// The first and last day of the stay.
    pub fn span(&self) -> (Day, Day) {
        let left = self.facts.iter().find(|fact| is_departure(fact)).unwrap();
        (self.facts[0].day(), left.day())
    }
}

pub fn is_departure(fact: &Fact) -> bool {
    ["discharged", "self_discharged", "died"].contains(&fact.kind.as_str())
}

/// One part of a stay between relapses.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    pub facts: &'a [Fact],
    pub so_far: &'a [Fact],
    /// The day of the relapse before it.
    pub began: Option<Day>,
    /// The day of the relapse that ended it.
    pub relapse: Option<Day>,
}

/// The part that a day belongs to: from the day of a relapse on, the one behind it.
pub fn part_of<'a>(parts: &[Part<'a>], day: Day) -> (usize, Part<'a>) {
    let at = parts.iter().rposition(|part| part.began.is_none_or(|began| began <= day)).unwrap();
    (at, parts[at])
}

pub fn first<'a>(facts: &'a [Fact], kind: &str) -> Option<&'a Fact> {
    facts.iter().find(|fact| fact.kind == kind)
}

pub fn all<'a>(facts: &'a [Fact], kind: &'a str) -> impl DoubleEndedIterator<Item = &'a Fact> {
    facts.iter().filter(move |fact| fact.kind == kind)
}

/// Minutes by the sun, so that two can be subtracted: middle Europe is an hour ahead, two from the last Sunday of March at
/// 02:00 to the last Sunday of October at 03:00.
pub fn real_minute(fact: &Fact) -> i64 {
    let year = 1970 + fact.day() / 366;
    let summer = (year..year + 2).any(|year| {
        let last_sunday = |month| {
            let last = day_number((year, month, 31));
            i64::from(last - (last - 3).rem_euclid(7)) * 1440
        };
        (last_sunday(3) + 120..last_sunday(10) + 180).contains(&fact.minute)
    });
    fact.minute - if summer { 120 } else { 60 }
}

/// Whether a fact came later than so many minutes after each of the admission and the need that was seen later.
pub fn is_late(fact: &Fact, facts: &[Fact], wall_clock: bool) -> bool {
    let mut starts = facts.iter().filter(|one| one.kind == "admission" || one.kind == "need_identified").peekable();
    let since = |one: &Fact| if wall_clock { fact.minute - one.minute } else { real_minute(fact) - real_minute(one) };
    starts.peek().is_some() && starts.all(|one| since(one) > 24 * 60)
}
