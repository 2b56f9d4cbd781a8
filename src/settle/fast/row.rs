//! The fast path: one line read straight into packed values, or not at all. Whatever is not plain is left to the careful
//! path, so every rule here is one under which that path has nothing to say: it takes the row, without a remark.

use super::clock::{Clock, NO_DAY, NO_MOMENT, day_of};
use super::packed::{Has, NO_AGE, Plain, WORDS};
use super::words::{Dictionary, Spelling, Spellings};
use super::{id, number};
use crate::domain::codes::CareType;
use crate::domain::{Authorities, Day};
use crate::intake::profile::blank_values;
use crate::intake::profile::field::Field;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::validate::checks;

/// Longer stays are doubtful, so the careful path looks at them.
const LONG_DAYS: u16 = 731;
/// 2049-12-31, packed: from there on days are looked at by the careful path.
const FAR: u16 = 21_914;
/// No plain cell is longer.
const LONGEST: usize = 256;
/// So many pairs of words are remembered of two columns; where there are more, looking for them would not pay.
const PAIRS: usize = 1 << 12;
/// The columns of days and moments.
pub const DATES: [Field; 4] = [Field::AdmittedAt, Field::DischargedAt, Field::ReadyOn, Field::ExpectedAdmissionOn];

/// What the cell of a column must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Id,
    Number,
    Word(Word),
    /// Two columns of words, one behind the other: most often they have been seen together before.
    Pair(Word, Word),
    Admitted,
    Discharged,
    Ready,
    Expected,
    Age,
    /// Only an empty cell is plain.
    Empty,
    /// Passed over, whatever it says.
    Ignored,
}

/// A word of [`WORDS`], and whether it may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    column: usize,
    optional: bool,
}

/// How the rows of one file are read.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What comes one after the other in a line.
    roles: Vec<Role>,
    delimiter: u8,
    clock: Clock,
    /// Stays end at this day at the latest, packed, where there is one.
    as_of: Option<u16>,
    authorities: &'a Authorities,
    words: &'a [Dictionary],
    /// Which columns the file has.
    pub has: Has,
    /// Whether some column tells persons apart.
    has_person: bool,
}

impl<'a> Plan<'a> {
    /// For a file with these columns; nothing if no row of it can be plain.
    pub fn new(
        columns: &HeaderColumns,
        delimiter: u8,
        clock: Clock,
        as_of: Option<Day>,
        authorities: &'a Authorities,
        words: &'a [Dictionary],
    ) -> Option<Self> {
        let mut roles = vec![Role::Empty; columns.width];
        for field in Field::ALL {
            if let Some(position) = columns.position(*field) {
                roles[position] = role(*field);
            }
        }
        let roles = paired(roles);
        let has = Has::of(columns);
        // A day that cannot be packed lies outside the years that a fact can have.
        let as_of = match as_of {
            Some(day) => Some(super::clock::pack_day(day)?),
            None => None,
        };
        let plain = columns.width == columns.needed;
        let persons = [Field::NhsNumber, Field::PersonKey];
        let has_person = persons.iter().any(|field| columns.position(*field).is_some());
        plain.then_some(Self { roles, delimiter, clock, as_of, authorities, words, has, has_person })
    }
}

/// Puts two columns of words that stand side by side together.
fn paired(roles: Vec<Role>) -> Vec<Role> {
    let mut paired = Vec::with_capacity(roles.len());
    for role in roles {
        match (paired.last_mut(), role) {
            (Some(before @ Role::Word(_)), Role::Word(second)) => {
                let Role::Word(first) = *before else { continue };
                *before = Role::Pair(first, second);
            }
            _ => paired.push(role),
        }
    }
    paired
}

fn role(field: Field) -> Role {
    if let Some(column) = WORDS.iter().position(|word| *word == field) {
        return Role::Word(Word { column, optional: !matches!(field, Field::ProviderCode | Field::AuthorityCode) });
    }
    match field {
        Field::StayId => Role::Id,
        Field::NhsNumber => Role::Number,
        Field::AdmittedAt => Role::Admitted,
        Field::DischargedAt => Role::Discharged,
        Field::ReadyOn => Role::Ready,
        Field::ExpectedAdmissionOn => Role::Expected,
        Field::AgeAtAdmission => Role::Age,
        Field::SourceId | Field::SourceRecord => Role::Ignored,
        _ => Role::Empty,
    }
}

/// What one worker needs to read rows.
#[derive(Debug)]
pub struct FastRowReader<'a> {
    plan: &'a Plan<'a>,
    /// Of single columns of words.
    spellings: Vec<Spellings>,
    /// Of pairs, by the first.
    pairs: Vec<Spellings>,
    /// Which of [`DATES`] had a value, all of them in the declared form. A plain row always has the first.
    pub dated: [bool; 4],
    /// The values of the row just read.
    pub plain: Plain,
    /// Where its id lies.
    pub id: std::ops::Range<usize>,
    /// Whether the line ended with a carriage return and a line feed.
    pub both: bool,
}

impl<'a> FastRowReader<'a> {
    /// A reader that remembers nothing yet.
    pub fn new(plan: &'a Plan<'a>) -> Self {
        let none = || WORDS.iter().map(|_| Spellings::new()).collect();
        let (spellings, pairs) = (none(), none());
        Self { plan, spellings, pairs, dated: [false; 4], plain: Plain::NOTHING, id: 0..0, both: false }
    }

    /// Reads the line that starts at `at`; the byte behind its end, or nothing if it is not plain.
    #[inline]
    pub fn read(&mut self, bytes: &[u8], mut at: usize) -> Option<usize> {
        let plan = self.plan;
        self.plain = Plain::NOTHING;
        let last = plan.roles.len() - 1;
        let mut has_number = false;
        for (position, role) in plan.roles.iter().enumerate() {
            at = match *role {
                Role::Id => {
                    let end = id::read(bytes, at)?;
                    // A stay that is named by a word for nothing is refused.
                    if bytes[at] | 0x20 == b'n' && end - at <= 4 && is_nothing(&bytes[at..end]) {
                        return None;
                    }
                    self.id = at..end;
                    end
                }
                Role::Number => {
                    has_number = true;
                    self.plain.person = number::read(bytes.get(at..at + 10)?.try_into().ok()?)?;
                    at + 10
                }
                Role::Word(word) => self.word(bytes, at, word, position == last)?,
                Role::Pair(first, second) => self.pair(bytes, at, [first, second], position == last)?,
                Role::Admitted => {
                    let (moment, end, _) = self.moment(bytes, at)?;
                    self.plain.admitted = moment;
                    end
                }
                Role::Discharged if is_end(plan, *bytes.get(at)?) => at,
                Role::Discharged => {
                    let (moment, end, timed) = self.moment(bytes, at)?;
                    self.plain.discharged = moment;
                    timed.then_some(end)?
                }
                Role::Ready | Role::Expected if is_end(plan, *bytes.get(at)?) => at,
                Role::Ready | Role::Expected => {
                    let day = plan.clock.day(bytes.get(at..at + 10)?.try_into().ok()?)?;
                    *(if *role == Role::Ready { &mut self.plain.ready } else { &mut self.plain.expected }) = day;
                    at + 10
                }
                Role::Age => self.age(bytes, at)?,
                Role::Empty => at,
                Role::Ignored => pass(plan, bytes, at)?,
            };
            let end = *bytes.get(at)?;
            if position != last {
                if end != plan.delimiter {
                    return None;
                }
                at += 1;
            } else {
                self.both = end == b'\r';
                at += usize::from(self.both);
                if *bytes.get(at)? != b'\n' {
                    return None;
                }
                at += 1;
            }
        }
        if plan.has_person && !has_number {
            // Only pseudonyms tell persons apart here, and the careful path reads those.
            return None;
        }
        if !self.is_sound() {
            return None;
        }
        self.dated[1] |= self.plain.discharged != NO_MOMENT;
        self.dated[2] |= self.plain.ready != NO_DAY;
        self.dated[3] |= self.plain.expected != NO_DAY;
        Some(at)
    }

    /// What is asked of the row as a whole.
    #[inline]
    fn is_sound(&self) -> bool {
        let Plain { admitted, discharged, ready, expected, .. } = self.plain;
        let admitted_on = day_of(admitted);
        let discharged_on = if discharged == NO_MOMENT { u16::MAX } else { day_of(discharged) };
        let has_ready = ready != NO_DAY;
        let ordered = discharged >= admitted && (!has_ready || (ready >= admitted_on && ready <= discharged_on));
        let past = self.plan.as_of.is_none_or(|as_of| {
            admitted_on <= as_of
                && (!has_ready || ready <= as_of)
                && (discharged == NO_MOMENT || discharged_on <= as_of)
        });
        let last = if discharged == NO_MOMENT { self.plan.as_of } else { Some(discharged_on) };
        let short = last.is_none_or(|last| last.saturating_sub(admitted_on) <= LONG_DAYS);
        // Days that many systems write where there is none lie there.
        let near = |day: u16| day < FAR || day == u16::MAX;
        ordered && past && short && near(admitted_on) && near(ready) && near(discharged_on) && near(expected)
    }

    #[inline]
    fn moment(&self, bytes: &[u8], at: usize) -> Option<(u32, usize, bool)> {
        let day = self.plan.clock.day(bytes.get(at..at + 10)?.try_into().ok()?)?;
        if !matches!(bytes.get(at + 10)?, b'T' | b' ') {
            return Some((u32::from(day) * 86_400, at + 10, false));
        }
        let time: &[u8; 8] = bytes.get(at + 11..at + 19)?.try_into().ok()?;
        let with_seconds = time[5] == b':';
        let moment = self.plan.clock.moment(day, time, with_seconds)?;
        Some((moment, at + if with_seconds { 19 } else { 16 }, true))
    }

    #[inline]
    fn age(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let rest = bytes.get(at..at + 4)?;
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let years = rest[..length].iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'));
        if length > 3 || years > 130 {
            return None;
        }
        self.plain.age = if length == 0 { NO_AGE } else { years as u8 };
        Some(at + length)
    }

    #[inline]
    fn pair(&mut self, bytes: &[u8], at: usize, words: [Word; 2], last: bool) -> Option<usize> {
        let window: &[u8; 16] = bytes.get(at..at + 16)?.try_into().ok()?;
        let spelling = Spelling::cut(window, self.plan.delimiter, 2, last);
        let [first, second] = words.map(|word| word.column);
        match spelling.and_then(|spelling| Some((spelling, self.pairs[first].find(spelling)?))) {
            Some((spelling, numbers)) => {
                [self.plain.words[first], self.plain.words[second]] = numbers;
                Some(at + spelling.length())
            }
            None => self.new_pair(bytes, at, words, last, spelling),
        }
    }

    /// Two words that were not seen together before.
    #[cold]
    fn new_pair(
        &mut self,
        bytes: &[u8],
        at: usize,
        [first, second]: [Word; 2],
        last: bool,
        spelling: Option<Spelling>,
    ) -> Option<usize> {
        let middle = self.word(bytes, at, first, false)?;
        let divided = *bytes.get(middle)? == self.plan.delimiter;
        let end = self.word(bytes, divided.then_some(middle + 1)?, second, last)?;
        let pairs = &mut self.pairs[first.column];
        if let Some(spelling) = spelling.filter(|spelling| at + spelling.length() == end && pairs.len() < PAIRS) {
            pairs.remember(spelling, [first, second].map(|word| self.plain.words[word.column]));
        }
        Some(end)
    }

    #[inline]
    fn word(&mut self, bytes: &[u8], at: usize, word: Word, last: bool) -> Option<usize> {
        let Word { column, optional } = word;
        let window: &[u8; 16] = bytes.get(at..at + 16)?.try_into().ok()?;
        let spelling = Spelling::cut(window, self.plan.delimiter, 1, last);
        let Some(spelling) = spelling else { return self.long_word(bytes, at, column, last) };
        let length = spelling.length();
        if length == 0 {
            return optional.then_some(at);
        }
        let number = match self.spellings[column].find(spelling) {
            Some([number, _]) => number,
            None => {
                let number = self.spell(&bytes[at..at + length], column)?;
                self.spellings[column].remember(spelling, [number, 0]);
                number
            }
        };
        self.plain.words[column] = number;
        Some(at + length)
    }

    #[cold]
    fn long_word(&mut self, bytes: &[u8], at: usize, column: usize, last: bool) -> Option<usize> {
        let rest = bytes.get(at..bytes.len().min(at + LONGEST))?;
        let length = rest.iter().position(|byte| *byte == self.plan.delimiter || *byte == b'\n')?;
        let length = if last && rest[length - 1] == b'\r' { length - 1 } else { length };
        self.plain.words[column] = self.spell(&rest[..length], column)?;
        Some(at + length)
    }

    /// The word that a spelling means, if there is nothing to say about it.
    #[cold]
    fn spell(&self, text: &[u8], column: usize) -> Option<u32> {
        let printable = text.iter().all(|byte| matches!(byte, b' '..=b'~') && *byte != b'"');
        let text = std::str::from_utf8(text).ok().filter(|text| printable && text.trim().len() == text.len())?;
        if blank_values::is_word(text) {
            return None;
        }
        let word: Box<str> = match WORDS[column] {
            Field::ProviderCode | Field::SiteCode => plain(checks::organisation(text))?,
            Field::AuthorityCode => {
                let found = checks::authority(text, self.plan.authorities, "R_ORG").ok()?;
                // One that began or ended is held to the day of admission, which a word does not know.
                let found = Some(self.plan.authorities.get(found)).filter(|one| one.has_no_dates())?;
                found.code.as_str().into()
            }
            Field::CareType => plain(checks::code::<CareType>(text))?.code().into(),
            _ => plain(checks::name(text))?,
        };
        Some(self.plan.words[column].number(&word))
    }
}

/// A value without a remark.
fn plain<T>(checked: checks::Checked<T>) -> Option<T> {
    checked.ok().filter(|(_, remark)| remark.is_none()).map(|(value, _)| value)
}

#[cold]
fn is_nothing(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(blank_values::is_word)
}

#[inline]
fn is_end(plan: &Plan<'_>, byte: u8) -> bool {
    byte == plan.delimiter || matches!(byte, b'\n' | b'\r')
}

/// The end of a cell that nobody reads.
fn pass(plan: &Plan<'_>, bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..bytes.len().min(at + LONGEST))?;
    let length = rest.iter().position(|byte| is_end(plan, *byte))?;
    let printable = rest[..length].iter().all(|byte| matches!(byte, b' '..=b'~') && *byte != b'"');
    printable.then_some(at + length)
}
