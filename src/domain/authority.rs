//! Authorities: the English councils with social-services functions since 2003, which can be liable, and those of other
//! countries, which English law does not reach.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::day::Day;

/// An authority of the list, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityId(u16);

impl AuthorityId {
    /// Its place in the list, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

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

/// One council, or a country whose councils a sender does not tell apart.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Authority {
    /// The Office for National Statistics' nine characters, as in `E10000020`.
    pub code: String,
    /// The short name, as in `Norfolk`.
    pub name: String,
    /// The code of the delayed-transfers returns, as text; empty if none is known.
    pub dtoc_code: String,
    /// First day with the function; nothing if before October 2003.
    pub from: Option<Day>,
    /// Last day with the function; nothing if it still has it.
    pub to: Option<Day>,
    /// `yes` for the London boroughs and the City of London.
    london: String,
    aliases: String,
    /// Where it is.
    #[serde(default)]
    pub country: Country,
}

impl Authority {
    /// Whether it is a London borough council or the Common Council of the City of London.
    pub fn is_london(&self) -> bool {
        self.london == "yes"
    }
}

/// The list, searchable by code, name and other spellings.
#[derive(Debug)]
pub struct Authorities {
    list: Vec<Authority>,
    /// How many of the list, from its start, are searched and listed.
    searched: usize,
    by_key: HashMap<String, AuthorityId>,
    by_code: HashMap<String, AuthorityId>,
}

static ENGLAND: LazyLock<Authorities> = LazyLock::new(|| Authorities::read(false));
static ALL: LazyLock<Authorities> = LazyLock::new(|| Authorities::read(true));
const LIST: &str = include_str!("../../regimes/authorities.csv");
const ELSEWHERE: &str = include_str!("../../regimes/authorities-elsewhere.csv");

/// Spelling that does not tell authorities apart: case, `&` for `and`, runs of spaces, and the formal words round the
/// name (`London Borough of Camden`, `Norfolk County Council`).
fn key(text: &str) -> String {
    let plain = text.to_lowercase().replace('&', " and ").split_whitespace().collect::<Vec<_>>().join(" ");
    let name = FORMAL_STARTS.iter().find_map(|start| plain.strip_prefix(start)).unwrap_or(&plain);
    FORMAL_ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
}

const FORMAL_STARTS: [&str; 3] = ["london borough of ", "royal borough of ", "metropolitan borough of "];
const FORMAL_ENDS: [&str; 7] = [
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

    /// Every authority of every country; an authority has the same place in both lists.
    pub fn all() -> &'static Self {
        &ALL
    }

    fn read(everywhere: bool) -> Self {
        let rows = |text: &'static str| csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Authority>();
        let read = |text| rows(text).map(|row| row.expect("the built-in list reads; a test reads it"));
        let mut list: Vec<Authority> = read(LIST).collect();
        let england = list.len();
        list.extend(read(ELSEWHERE));
        let searched = if everywhere { list.len() } else { england };
        let mut by_key = HashMap::new();
        for (index, authority) in list[..searched].iter().enumerate() {
            let aliases = authority.aliases.split(';').filter(|alias| !alias.is_empty());
            for spelling in [authority.code.as_str(), authority.name.as_str()].into_iter().chain(aliases) {
                by_key.insert(key(spelling), AuthorityId(index as u16));
            }
        }
        let codes = list[..searched].iter().enumerate();
        let by_code = codes.map(|(index, one)| (one.code.clone(), AuthorityId(index as u16))).collect();
        Self { list, searched, by_key, by_code }
    }

    /// The authority with this code, name or other spelling.
    pub fn find(&self, text: &str) -> Option<AuthorityId> {
        // Nearly always it is the code as it stands in the list.
        self.by_code.get(text).or_else(|| self.by_key.get(&key(text))).copied()
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
