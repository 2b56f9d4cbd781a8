//! By what a record is linked, and the facts that this gives about it and one stay.

use crate::domain::{Day, PersonKey, Stay};
use crate::settle::link::facts::{Agreement, End, Follows, Leaving, LinkFacts, Start};

/// The official rule for care that follows a stay: the discharge lies from so many days before its first day …
const DISCHARGED_BEFORE: i32 = 7;
/// … to so many days after it.
const DISCHARGED_AFTER: i32 = 3;

/// By what a record is linked to a stay.
#[derive(Clone, Copy, Debug)]
pub struct LinkKey<'r> {
    /// The stay that it names.
    pub stay_id: Option<&'r str>,
    /// The person.
    pub person: Option<&'r PersonKey>,
    /// Code of the hospital or its site.
    pub hospital: Option<&'r str>,
    /// First day: of the admission where the record gives it, else of what it is about.
    pub from: Day,
    /// Last day; nothing if it does not say, or goes on.
    pub to: Option<Day>,
    /// Whether it is about care that follows a stay, which may begin after the discharge.
    pub follows: bool,
}

impl LinkKey<'_> {
    /// The facts about the record and a stay that ended on `left`, as if no other stay fitted.
    pub fn facts(&self, stay: &Stay, left: Option<Day>) -> LinkFacts {
        LinkFacts {
            is_named: self.stay_id == Some(&*stay.stay_id),
            person: agreement(self.person, stay.person_key.as_ref()),
            hospital: self.hospital.map_or(Agreement::Unknown, |code| hospital(code, stay)),
            start: self.start(stay, left),
            end: self.end(stay, left),
            follows: self.window(left),
            leaving: if left.is_some() { Leaving::Known } else { Leaving::Assumed },
            has_rival: false,
        }
    }

    fn start(&self, stay: &Stay, left: Option<Day>) -> Start {
        let admitted = stay.admitted_at.day();
        if self.from == admitted || Some(self.from) == stay.expected_admission_on {
            return Start::Admission;
        }
        match self.from - admitted {
            ..=-2 => Start::Before,
            -1 => Start::DayBefore,
            _ if left.is_some_and(|left| self.from > left) => Start::After,
            _ => Start::Inside,
        }
    }

    fn end(&self, stay: &Stay, left: Option<Day>) -> End {
        let Some(to) = self.to else { return End::Open };
        if to < stay.admitted_at.day() {
            return End::Before;
        }
        match left.map_or(0, |left| to - left) {
            ..=0 => End::Inside,
            1 => End::DayAfter,
            _ => End::After,
        }
    }

    fn window(&self, left: Option<Day>) -> Follows {
        let in_window = |left: Day| self.from - DISCHARGED_BEFORE <= left && left <= self.from + DISCHARGED_AFTER;
        match (self.follows, left.is_some_and(in_window)) {
            (false, _) => Follows::No,
            (true, true) => Follows::InWindow,
            (true, false) => Follows::OutOfWindow,
        }
    }
}

fn agreement<T: PartialEq>(ours: Option<T>, theirs: Option<T>) -> Agreement {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours == theirs => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Differs,
        _ => Agreement::Unknown,
    }
}

/// Whether a code means the hospital of a stay or its site: the same code, or one the trust and the other its site.
fn hospital(code: &str, stay: &Stay) -> Agreement {
    let own = [Some(&*stay.provider_code), stay.site_code.as_deref()];
    let of_trust = |trust: &str, site: &str| trust.len() == TRUST && site.starts_with(trust);
    let same = |own: &str| own == code || of_trust(own, code) || of_trust(code, own);
    if own.into_iter().flatten().any(same) { Agreement::Same } else { Agreement::Differs }
}

/// A trust's code has three characters; those of its sites begin with it.
const TRUST: usize = 3;
