//! Figures that a publisher gave out: of which area and month, broken down how, and the value or why there is none.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::codes::{NotInList, codes};
use super::day::{Day, Month};
use super::stay::Origin;

/// Text that many figures share: codes, names, words of the publisher.
pub type SharedWord = Arc<str>;

codes! {
    /// What kind of area a figure is about.
    AreaKind {
        /// All of England.
        England = "england",
        /// All of Scotland.
        Scotland = "scotland",
        /// A region of NHS England.
        Region = "region",
        /// An integrated care board.
        Icb = "icb",
        /// A health board of Scotland.
        Board = "board",
        /// A council with social-care functions.
        Council = "council",
        /// A hospital trust or other provider.
        Provider = "provider",
        /// People who live elsewhere, or whose area is not known.
        Elsewhere = "elsewhere",
    }
}

codes! {
    /// Why a publisher gave no number. These are different things and stay different.
    Absence {
        /// `-`: zero or not applicable, without saying which.
        Dash = "dash",
        /// `NA`: a cell that cannot have a value, such as housing blamed on social care.
        Impossible = "impossible",
        /// `[z]`: not available or not applicable.
        NotAvailable = "not_available",
        /// `*`: withheld because it is small.
        Suppressed = "suppressed",
        /// Nothing at all.
        Blank = "blank",
    }
}

/// A number, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureValue {
    /// The number.
    Number(f64),
    /// Why there is none.
    None(Absence),
}

impl FigureValue {
    /// What it counts as in a sum: `-` and impossible cells add nothing; every other absence makes the sum unknown.
    pub fn addend(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::None(Absence::Dash | Absence::Impossible) => Some(0.0),
            Self::None(_) => None,
        }
    }

    /// The number, if there is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::None(_) => None,
        }
    }

    /// Why there is no number, if there is none.
    pub fn absence(self) -> Option<Absence> {
        match self {
            Self::Number(_) => None,
            Self::None(absence) => Some(absence),
        }
    }
}

/// The area of a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    /// What kind.
    pub kind: AreaKind,
    /// The publisher's code, as text; `ENG` where the publisher writes a dash for England.
    pub code: SharedWord,
    /// The publisher's name; may be empty.
    pub name: SharedWord,
    /// The nine characters of the Office for National Statistics; empty where not known.
    pub ons_code: SharedWord,
}

/// How a figure is broken down. An empty part means: over all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Breakdown {
    /// Organisation code of the provider, where the area is not the provider itself.
    pub provider_code: SharedWord,
    /// Letter of the delayed-transfers return, or the publisher's words.
    pub reason: SharedWord,
    /// Who is responsible: nhs, social_care, both.
    pub attributed_to: SharedWord,
    /// acute or non_acute.
    pub care_type: SharedWord,
    /// The publisher's age group.
    pub age_group: SharedWord,
    /// Days of delay or of stay, as in `2-3` or `21+`.
    pub band: SharedWord,
    /// The publisher's own wording, where the measure alone does not say it.
    pub detail: SharedWord,
    /// What the figure rests on, in the publisher's words: data source, kind of metric.
    pub basis: SharedWord,
}

/// One official figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Who gave it out.
    pub publisher: SharedWord,
    /// Name of the publication's format, as in `dtoc-councils`.
    pub publication: SharedWord,
    /// The edition as stated in the file, or as given with it; empty where neither says.
    pub edition: SharedWord,
    /// The month; nothing where the file states none.
    pub period: Option<Month>,
    /// The day, for figures of a day or a weekly snapshot.
    pub day: Option<Day>,
    /// The area.
    pub area: Area,
    /// The name of the provider that `of` names; may be empty.
    pub provider_name: SharedWord,
    /// What is counted.
    pub measure: SharedWord,
    /// Broken down how.
    pub of: Breakdown,
    /// The value.
    pub value: FigureValue,
    /// What is doubtful about it, such as a row that is dated outside its file's month.
    pub remark: SharedWord,
    /// Where it came from.
    pub origin: Origin,
}

fn address_of(word: &SharedWord) -> usize {
    word.as_ptr().addr()
}

/// What distinguishes the cells of a publication, whatever its editions say about them.
pub type CellKey<'f> = (&'f str, Option<Month>, Option<Day>, AreaKind, &'f str, &'f str, &'f Breakdown);

impl Figure {
    /// The cell that the figure fills.
    pub fn cell(&self) -> CellKey<'_> {
        let Self { publication, period, day, area, measure, of, .. } = self;
        (publication, *period, *day, area.kind, &area.code, measure, of)
    }

    /// What distinguishes cells of one month or day where words are shared, as within a file: where the words lie.
    pub fn address(&self) -> ([usize; 10], AreaKind, Option<Month>) {
        let Breakdown { provider_code, reason, attributed_to, care_type, age_group, band, detail, basis } = &self.of;
        let words = [provider_code, reason, attributed_to, care_type, age_group, band, detail, basis];
        let [a, b, c, d, e, f, g, h] = words.map(address_of);
        let (code, measure) = (address_of(&self.area.code), address_of(&self.measure));
        ([a, b, c, d, e, f, g, h, code, measure], self.area.kind, self.period)
    }

    /// The area for people, as in `Derby UA (507)`.
    pub fn area_words(&self) -> String {
        let Area { code, name, .. } = &self.area;
        match (&**name, &*self.of.provider_code) {
            ("", "") => code.to_string(),
            ("", provider) => format!("{code}, provider {provider}"),
            (name, "") => format!("{name} ({code})"),
            (name, provider) => format!("{name} ({code}), provider {provider}"),
        }
    }

    /// The day or month for people.
    pub fn period_words(&self) -> String {
        match (self.day, self.period) {
            (Some(day), _) => day.to_string(),
            (None, Some(month)) => month.to_string(),
            (None, None) => "no stated month".to_owned(),
        }
    }

    /// What is counted, for people, as in `delayed_days: nhs, acute`.
    pub fn what_words(&self) -> String {
        let Breakdown { reason, attributed_to, care_type, age_group, band, detail, .. } = &self.of;
        let parts = [reason, attributed_to, care_type, age_group, band, detail];
        let mut said: Vec<&str> = Vec::new();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if !said.contains(&&**part) {
                said.push(part);
            }
        }
        if said.is_empty() { self.measure.to_string() } else { format!("{}: {}", self.measure, said.join(", ")) }
    }
}
