//! Authorities: the English councils with social-services functions since 2003, which can be liable, and those of other
//! countries, which English law does not reach.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use super::day::{Day, Month};
use super::serde_forms::as_text;

/// An authority of the list, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityId(u16);

impl AuthorityId {
    /// Its place in the list, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for AuthorityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Authorities::all().get(*self).code)
    }
}

impl FromStr for AuthorityId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Authorities::all().find(text).ok_or_else(|| format!("`{text}` is no authority that this program knows"))
    }
}

as_text!(AuthorityId);

/// Where an authority is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Country {
    /// England.
    #[default]
    England,
    /// Scotland.
    Scotland,
    /// Wales.
    Wales,
    /// Anywhere else.
    Elsewhere,
}

/// One council under one code, or a country whose councils a sender does not tell apart.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Authority {
    /// The Office for National Statistics' nine characters, as in `E10000020`.
    pub code: String,
    /// The short name, as in `Norfolk`.
    pub name: String,
    /// The council's number in the delayed-transfers returns, as text; empty if none is known.
    #[serde(default)]
    pub dtoc_code: String,
    /// First day with the function under this code; nothing if before October 2003.
    #[serde(default)]
    pub first_day: Option<Day>,
    /// Last day with the function under this code; nothing if it still has it.
    #[serde(default)]
    pub last_day: Option<Day>,
    /// The codes that came after it, divided by `;`.
    #[serde(default)]
    successors: String,
    /// `yes` where the code alone changed: the council went on.
    #[serde(default)]
    same_council: String,
    /// `yes` for the London boroughs and the City of London.
    #[serde(default)]
    london: String,
    aliases: String,
    /// How sure the days and successors are: `secondary` where a file at hand shows them, `unverified` where they are from
    /// memory; empty where there are none.
    #[serde(default)]
    pub grade: String,
    /// Where it is.
    #[serde(default)]
    pub country: Country,
}

impl Authority {
    /// One of a project's own list. The codes that came after it are divided by `;`; where the one that did has its name, the code
    /// alone changed.
    pub fn own(
        code: &str,
        name: &str,
        days: (Option<Day>, Option<Day>),
        successors: &str,
        is_renumbered: bool,
    ) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            dtoc_code: String::new(),
            first_day: days.0,
            last_day: days.1,
            successors: successors.to_owned(),
            same_council: if is_renumbered { "yes" } else { "" }.to_owned(),
            london: String::new(),
            aliases: String::new(),
            grade: String::new(),
            country: Country::Elsewhere,
        }
    }

    /// Whether it is a London borough council or the Common Council of the City of London.
    pub fn is_london(&self) -> bool {
        self.london == "yes"
    }

    /// Whether the code was in use on a day.
    pub fn exists_on(&self, day: Day) -> bool {
        self.first_day.is_none_or(|first| first <= day) && self.last_day.is_none_or(|last| day <= last)
    }

    /// Whether the code was in use on every day since October 2003.
    pub fn has_no_dates(&self) -> bool {
        self.first_day.is_none() && self.last_day.is_none()
    }

    /// Its name with its code: `Norfolk (E10000020)`.
    pub fn with_code(&self) -> String {
        format!("{} ({})", self.name, self.code)
    }
}

/// What became of a council by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It had the function, under this code.
    Is(AuthorityId),
    /// It had ended, and this one council had come after it.
    Passed(AuthorityId),
    /// It had ended, and several councils had come after it.
    Split,
    /// It had not begun.
    NotYet,
}

/// The list, searchable by code, name and other spellings.
#[derive(Debug)]
pub struct Authorities {
    list: Vec<Authority>,
    /// How many of the list, from its start, are searched and listed.
    searched: usize,
    /// Councils that share a spelling, in the order of their first days.
    by_key: HashMap<String, Vec<AuthorityId>>,
    /// The same by codes and spellings as the list writes them, as most files do.
    as_written: HashMap<String, Vec<AuthorityId>>,
    /// What came after each, and the same council's code before it.
    successors: Vec<Vec<AuthorityId>>,
    former: Vec<Option<AuthorityId>>,
}

static ENGLAND: LazyLock<Authorities> = LazyLock::new(|| Authorities::read(false));
static ALL: LazyLock<Authorities> = LazyLock::new(|| Authorities::read(true));
/// The list of the project of this process, where its law is not England's.
static OWN: OnceLock<Authorities> = OnceLock::new();
const LIST: &str = include_str!("../../regimes/authorities.csv");
const ELSEWHERE: &str = include_str!("../../regimes/authorities-elsewhere.csv");

/// Spelling that does not distinguish authorities: case, `&` for `and`, runs of spaces, and the formal words round the
/// name (`London Borough of Camden`, `Norfolk County Council`).
fn key(text: &str) -> String {
    let plain = text.to_lowercase().replace('&', " and ").split_whitespace().collect::<Vec<_>>().join(" ");
    let name = FORMAL_STARTS.iter().find_map(|start| plain.strip_prefix(start)).unwrap_or(&plain);
    FORMAL_ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
}

const FORMAL_STARTS: [&str; 3] = ["london borough of ", "royal borough of ", "metropolitan borough of "];
const FORMAL_ENDS: [&str; 9] = [
    " kommune",
    " kommun",
    " metropolitan borough council",
    " county council",
    " borough council",
    " city council",
    " district council",
    " council",
    " ua",
];

impl Authorities {
    /// The English councils of `regimes/authorities.csv`: those that can be liable. [`Self::get`] knows all the others.
    pub fn england() -> &'static Self {
        &ENGLAND
    }

    /// The authorities that can be liable under the law of the project: those of its own list, or the English councils.
    pub fn liable() -> &'static Self {
        OWN.get().unwrap_or(&ENGLAND)
    }

    /// Every authority that a record can name: those of the project's own list, or every one of every country. One that can be
    /// liable has the same place here.
    pub fn all() -> &'static Self {
        OWN.get().unwrap_or(&ALL)
    }

    /// The councils of England and every authority beside them.
    pub fn built_in() -> &'static Self {
        &ALL
    }

    /// The project's own list, if it has one.
    pub fn own() -> Option<&'static Self> {
        OWN.get()
    }

    /// Makes a list that of this process; an authority is a place in it from then on.
    ///
    /// # Errors
    /// The process has another list already.
    pub fn choose(list: Vec<Authority>) -> Result<(), &'static str> {
        let chosen = OWN.get_or_init(|| Self::of(list.clone(), usize::MAX));
        if chosen.list == list { Ok(()) } else { Err("a process reads projects of one list of authorities") }
    }

    fn read(everywhere: bool) -> Self {
        let rows = |text: &'static str| csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Authority>();
        let read = |text| rows(text).map(|row| row.expect("the built-in list reads; a test reads it"));
        let mut list: Vec<Authority> = read(LIST).collect();
        let england = list.len();
        list.extend(read(ELSEWHERE));
        Self::of(list, if everywhere { usize::MAX } else { england })
    }

    fn of(list: Vec<Authority>, searched: usize) -> Self {
        let searched = searched.min(list.len());
        let mut by_key: HashMap<String, Vec<AuthorityId>> = HashMap::new();
        for (index, authority) in list[..searched].iter().enumerate() {
            let aliases = authority.aliases.split(';').filter(|alias| !alias.is_empty());
            for spelling in [authority.code.as_str(), authority.name.as_str()].into_iter().chain(aliases) {
                let same = by_key.entry(key(spelling)).or_default();
                same.push(AuthorityId(index as u16));
                same.dedup();
            }
        }
        by_key.values_mut().for_each(|same| same.sort_by_key(|id| list[id.index()].first_day));
        let codes = list.iter().enumerate();
        let all: HashMap<String, AuthorityId> =
            codes.map(|(index, one)| (one.code.clone(), AuthorityId(index as u16))).collect();
        let successors: Vec<Vec<AuthorityId>> = list
            .iter()
            .map(|one| one.successors.split(';').filter_map(|code| all.get(code)).copied().collect())
            .collect();
        let mut former = vec![None; list.len()];
        for (index, one) in list.iter().enumerate().filter(|(_, one)| one.same_council == "yes") {
            debug_assert!(one.last_day.is_some(), "a code that another replaced has a last day");
            successors[index].iter().for_each(|after| former[after.index()] = Some(AuthorityId(index as u16)));
        }
        let mut as_written: HashMap<String, Vec<AuthorityId>> = HashMap::new();
        for authority in &list[..searched] {
            let aliases = authority.aliases.split(';').filter(|alias| !alias.is_empty());
            for spelling in aliases.chain([authority.name.as_str()]) {
                as_written.insert(spelling.to_owned(), by_key[&key(spelling)].clone());
            }
        }
        as_written.extend(all.into_iter().filter(|(_, id)| id.index() < searched).map(|(code, id)| (code, vec![id])));
        Self { list, searched, by_key, as_written, successors, former }
    }

    /// The authority with this code, name or other spelling; of several that bore a name the last.
    pub fn find(&self, text: &str) -> Option<AuthorityId> {
        self.spelt(text).and_then(|same| same.last()).copied()
    }

    /// The authority with this code or name to the letter, of several the last.
    pub fn find_as_written(&self, text: &str) -> Option<AuthorityId> {
        self.as_written.get(text).and_then(|same| same.last()).copied()
    }

    /// The authority with this code, or the one that bore this name on a day; where none did, the one nearest to it.
    pub fn find_on(&self, text: &str, day: Day) -> Option<AuthorityId> {
        let same = self.spelt(text)?;
        let on_day = same.iter().find(|id| self.get(**id).exists_on(day));
        let ended = || same.iter().rev().find(|id| self.get(**id).last_day.is_some_and(|last| last < day));
        on_day.or_else(ended).or_else(|| same.first()).copied()
    }

    /// Every authority that bears or bore this name or code.
    pub fn spelt(&self, text: &str) -> Option<&[AuthorityId]> {
        self.as_written.get(text).or_else(|| self.by_key.get(&key(text))).map(Vec::as_slice)
    }

    /// The council with a number of the delayed-transfers returns on a day; else the last that had it.
    pub fn numbered(&self, number: &str, day: Option<Day>) -> Option<AuthorityId> {
        let same = || self.iter().filter(|(_, one)| !number.is_empty() && one.dtoc_code == number);
        let on_day = day.and_then(|day| same().find(|(_, one)| one.exists_on(day)));
        on_day.or_else(|| same().max_by_key(|(_, one)| one.first_day)).map(|(id, _)| id)
    }

    /// What became of a council by a day: another code of the same council is no other council.
    pub fn on(&self, id: AuthorityId, day: Day) -> Standing {
        let (mut id, mut passed) = (id, false);
        loop {
            let one = self.get(id);
            if one.first_day.is_some_and(|first| day < first) {
                match self.former[id.index()] {
                    Some(before) if !passed => id = before,
                    _ => return Standing::NotYet,
                }
            } else if one.last_day.is_none_or(|last| day <= last) {
                return if passed { Standing::Passed(id) } else { Standing::Is(id) };
            } else {
                let [after] = self.successors[id.index()].as_slice() else { return Standing::Split };
                passed |= one.same_council != "yes";
                id = *after;
            }
        }
    }

    /// The council that stands for one in a month: its code of then, or the one council that came after it; of several, and of
    /// none, itself.
    pub fn in_month(&self, id: AuthorityId, month: Month) -> AuthorityId {
        match self.on(id, month.last()) {
            Standing::Is(council) | Standing::Passed(council) => council,
            Standing::Split | Standing::NotYet => id,
        }
    }

    /// The council's last code, by which all codes of one council can be compared.
    pub fn council(&self, id: AuthorityId) -> AuthorityId {
        let mut id = id;
        while let (true, [after]) = (self.get(id).same_council == "yes", self.successors[id.index()].as_slice()) {
            id = *after;
        }
        id
    }

    /// Every code of the council, in order of time.
    pub fn codes_of(&self, id: AuthorityId) -> Vec<&str> {
        let mut codes: Vec<&str> = std::iter::successors(Some(self.council(id)), |id| self.former[id.index()])
            .map(|id| self.get(id).code.as_str())
            .collect();
        codes.reverse();
        codes
    }

    /// The councils that came after one that ended; none while it goes on, under this code or another.
    pub fn successors(&self, id: AuthorityId) -> &[AuthorityId] {
        &self.successors[self.council(id).index()]
    }

    /// The councils that one came after, in the order of the list.
    pub fn predecessors(&self, id: AuthorityId) -> Vec<AuthorityId> {
        let council = self.council(id);
        let first = std::iter::successors(Some(council), |id| self.former[id.index()]).last().unwrap_or(council);
        let replaced = self.list.iter().enumerate().filter(|(_, one)| one.same_council != "yes");
        let before = replaced.filter(|(at, _)| self.successors[*at].contains(&first));
        before.map(|(at, _)| AuthorityId(at as u16)).collect()
    }

    /// The first and last day of a council, under whatever code; nothing for an end that is not known or not there.
    pub fn days_of(&self, id: AuthorityId) -> (Option<Day>, Option<Day>) {
        let last = self.council(id);
        let first = std::iter::successors(Some(last), |id| self.former[id.index()]).last().unwrap_or(last);
        (self.get(first).first_day, self.get(last).last_day)
    }

    /// The authority itself.
    pub fn get(&self, id: AuthorityId) -> &Authority {
        &self.list[id.index()]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.searched
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.searched == 0
    }

    /// All of them, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = (AuthorityId, &Authority)> {
        self.list[..self.searched].iter().enumerate().map(|(index, authority)| (AuthorityId(index as u16), authority))
    }
}
