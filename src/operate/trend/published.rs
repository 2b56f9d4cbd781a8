//! The trend of published figures: which figures of the files are charted, added up no further than the publisher did.

use std::collections::{BTreeMap, BTreeSet};

use super::peers::AreaSeries;
use super::successors::Successors;
use super::{changes, names};
use crate::domain::authority::Authority;
use crate::domain::{AreaKind, Figure, Language, Month, near};
use crate::error::{Error, Exit, Result};
use crate::published::{Format, PublicationRead, editions, measure};
use crate::report::trend::breaks::Changes;
use crate::report::trend::{Dimension, TrendFacts};

/// Whose figures they are, and what they come to.
#[derive(Clone, Debug)]
pub struct AreaFigures {
    /// The area, as in `England` or `Devon (912)`.
    pub owner: String,
    /// The figures.
    pub facts: TrendFacts,
    /// What is counted.
    pub measure: &'static str,
    /// The area by its code, if it is one.
    pub own: Option<(AreaKind, String)>,
    /// Areas of the same kind, if the trend is about one of several.
    pub areas: Vec<AreaSeries>,
}

/// How Scotland writes that it means all reasons and all ages, and a group that later has two parts.
const ALL: [&str; 2] = ["All Delay Reasons", "18plus"];
const CODE_9: &str = "Code 9 Reasons";
const CODE_9_PARTS: [&str; 2] = ["Code 9 AWI", "Code 9 Non-AWI"];

/// What a figure is broken down by; the other parts of its key are over all.
type FigureBreakdown<'f> = [&'f str; 4];

const PARTS: [Dimension; 4] = [Dimension::Attribution, Dimension::Care, Dimension::Reason, Dimension::Provider];

fn parts(figure: &Figure) -> Option<FigureBreakdown<'_>> {
    let of = &figure.of;
    let plain = |word: &'_ str| ALL.contains(&word);
    // Ages are not charted: whoever is not of all ages is in the figure that is.
    if !(of.age_group.is_empty() || plain(&of.age_group)) || !of.band.is_empty() {
        return None;
    }
    let reason = if plain(&of.reason) { "" } else { &*of.reason };
    Some([&of.attributed_to, &of.care_type, reason, &of.provider_code])
}

/// The days of one area by month and the dimensions that distinguish them.
type ByMonth<'f> = BTreeMap<Month, BTreeMap<FigureBreakdown<'f>, Option<i64>>>;

/// The figures that can be charted, one for each cell.
struct ChartableFigures<'f> {
    language: Language,
    /// Which trust came after which.
    successors: Option<&'f Successors>,
    /// Days by area, month and parts.
    days: BTreeMap<(AreaKind, &'f str), ByMonth<'f>>,
    names: BTreeMap<&'f str, &'f str>,
    providers: BTreeMap<&'f str, &'f str>,
    /// The nine characters of an area by month, where the files or the lists have them.
    ons: BTreeMap<&'f str, BTreeMap<Month, &'f str>>,
}

/// Finds the figures of an area, or of the country, or of all areas together where the files have no country.
///
/// # Errors
/// 65: the files hold nothing that can be charted; 2: no such area.
pub fn find(
    (language, successors): (Language, Option<&Successors>),
    files: &[(String, &PublicationRead)],
    area: Option<&str>,
) -> Result<AreaFigures> {
    let measure = measure_of(files)?;
    let sources: Vec<(Format, &[Figure])> = files.iter().map(|(_, file)| (file.format, &*file.figures)).collect();
    let mut cells = ChartableFigures::of(language, &sources, measure);
    cells.successors = successors;
    if cells.days.is_empty() {
        let what = "no figure of the files has a month";
        let hint = "take the publisher's file again: the month stands in it or in its name";
        return Err(Error::new("F_MONTHS", Exit::Data, what).effect("no report was written").hint(hint));
    }
    let country = cells.days.keys().find(|(kind, _)| matches!(kind, AreaKind::England | AreaKind::Scotland));
    let own: Vec<(AreaKind, &str)> = match area {
        Some(code) => vec![cells.area(code)?],
        None => country.map_or_else(|| cells.days.keys().copied().collect(), |country| vec![*country]),
    };
    let (owner, others) = match (area, own.as_slice()) {
        (None, [(AreaKind::England, _)]) => ("England".to_owned(), true),
        (None, [(AreaKind::Scotland, _)]) => ("Scotland".to_owned(), true),
        (None, areas) => (language.say("trend-areas-of-files", &[("count", (areas.len() as i64).into())]), true),
        (Some(_), areas) => (areas.first().map_or_else(String::new, |(_, code)| cells.name(code)), false),
    };
    let totals = cells.totals(&own);
    let mut series = cells.series(&own);
    if others {
        let areas = cells.days.keys().filter_map(|key| Some((dimension_of(key.0)?, key)));
        series.extend(areas.map(|(dimension, key)| (dimension, cells.name(key.1), cells.totals(&[*key]))));
    }
    let (span, mut of_areas) = (cells.span(), BTreeMap::new());
    for (kind, code) in cells.days.keys().filter(|_| others) {
        of_areas.insert(cells.name(code), cells.changes(*kind, code, span, false));
    }
    let changes = match own.as_slice() {
        [(kind, code)] if !others => cells.changes(*kind, code, span, true),
        _ => Changes::default(),
    };
    let facts = TrendFacts::of(language, &totals, series)?.with_changes(changes, of_areas);
    let facts = facts.with_trusts(|name, own| cells.changes_of_trust(name, span?, own));
    let areas = match own.as_slice() {
        [(kind, code)] if !others => cells.peers(*kind, code),
        _ => Vec::new(),
    };
    let own = match own.as_slice() {
        [(kind, code)] => Some((*kind, (*code).to_owned())),
        _ => None,
    };
    Ok(AreaFigures { owner, facts, measure, own, areas })
}

/// The dimensions that distinguish days of an area of a country; nothing for the country, and for areas that lie across both.
fn dimension_of(kind: AreaKind) -> Option<Dimension> {
    match kind {
        AreaKind::England | AreaKind::Scotland | AreaKind::Region | AreaKind::Icb => None,
        AreaKind::Provider => Some(Dimension::Provider),
        _ => Some(Dimension::Authority),
    }
}

/// The authorities beside one of them, from the figures of a store; none where the store has none of it.
pub(crate) fn peers_of(language: Language, figures: &[Figure], authority: &Authority) -> Vec<AreaSeries> {
    let councils: Vec<Figure> =
        figures.iter().filter(|figure| &*figure.publication == Format::DtocCouncils.name()).cloned().collect();
    let cells = ChartableFigures::of(language, &[(Format::DtocCouncils, &councils)], measure::DELAYED_DAYS);
    let is_own = |code: &str| code == authority.dtoc_code || code == authority.code;
    let own = cells.days.keys().find(|(kind, code)| *kind == AreaKind::Council && is_own(code));
    own.map_or_else(Vec::new, |(kind, code)| cells.peers(*kind, code))
}

/// The figures of a store that the days of a council in a month are the sum of, in their latest edition.
pub(crate) fn behind(figures: &[Figure], code: &str, month: Month) -> Vec<Figure> {
    let is_of_it = |figure: &&Figure| {
        &*figure.publication == Format::DtocCouncils.name()
            && &*figure.area.code == code
            && figure.period == Some(month)
            && &*figure.measure == measure::DELAYED_DAYS
    };
    let own: Vec<Figure> = figures.iter().filter(is_of_it).cloned().collect();
    let cells = ChartableFigures::of(Language::English, &[(Format::DtocCouncils, &own)], measure::DELAYED_DAYS);
    let of_month = cells.days.values().filter_map(|by_month| by_month.get(&month));
    let told: BTreeSet<FigureBreakdown<'_>> =
        of_month.flat_map(|cells| coarsest(cells, None)).map(|(of, _)| *of).collect();
    let latest = editions::latest(&own).into_iter();
    latest.filter(|figure| parts(figure).is_some_and(|parts| told.contains(&parts))).cloned().collect()
}

/// The one measure of days that the files have.
fn measure_of(files: &[(String, &PublicationRead)]) -> Result<&'static str> {
    let has = |wanted: &str| files.iter().any(|(_, file)| file.figures.iter().any(|one| &*one.measure == wanted));
    let known = [measure::DELAYED_DAYS, measure::DELAYED_BED_DAYS, measure::BED_DAYS];
    let found: Vec<&'static str> = known.into_iter().filter(|wanted| has(wanted)).collect();
    let refused = |what: String, hint: &str| {
        Err(Error::new("F_NOT_A_TREND", Exit::Data, what).effect("no report was written").hint(hint))
    };
    match found.as_slice() {
        [days] => Ok(days),
        [] => {
            let formats: BTreeSet<&str> = files.iter().map(|(_, file)| file.format.name()).collect();
            let formats: Vec<&str> = formats.into_iter().collect();
            let what = format!("{} has no delayed days by month that a trend could show", formats.join(", "));
            refused(
                what,
                "give delayed transfers of care or discharge ready dates (England), or bed days (Scotland); `beddays published` \
                 reads the others",
            )
        }
        _ => refused(
            format!("the files count days by several conventions: {}", found.join(", ")),
            "one report is by one convention: give the files of one publication",
        ),
    }
}

impl<'f> ChartableFigures<'f> {
    /// The latest edition of each cell; of two publications of a country's total the national series.
    fn of(language: Language, files: &[(Format, &'f [Figure])], measure: &str) -> Self {
        let (days, names, providers, ons) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut cells = Self { language, successors: None, days, names, providers, ons };
        let mut order: Vec<Format> = files.iter().map(|(format, _)| *format).collect();
        order.sort_by_key(|format| *format != Format::DtocEngland);
        order.dedup();
        let mut by_source: BTreeMap<_, BTreeMap<&str, Option<i64>>> = BTreeMap::new();
        for format in order {
            let of_format = files.iter().filter(|(other, _)| *other == format);
            for figure in editions::latest(of_format.flat_map(|(_, figures)| *figures)) {
                let (Some(month), Some(parts), true) = (figure.period, parts(figure), &*figure.measure == measure)
                else {
                    continue;
                };
                if !figure.area.name.is_empty() {
                    cells.names.entry(&figure.area.code).or_insert(&figure.area.name);
                }
                if !figure.provider_name.is_empty() {
                    cells.providers.entry(&figure.of.provider_code).or_insert(&figure.provider_name);
                }
                if !figure.area.ons_code.is_empty() {
                    let of_area = cells.ons.entry(&figure.area.code).or_default();
                    of_area.entry(month).or_insert(&figure.area.ons_code);
                }
                let key = (figure.area.kind, &*figure.area.code);
                let of_month = cells.days.entry(key).or_default().entry(month).or_default();
                // Publications give counts of days; a dash adds nothing, and what is withheld is not known.
                let days = figure.value.addend().map(|days| days.round() as i64);
                if figure.of.basis.is_empty() {
                    of_month.entry(parts).or_insert(days);
                } else {
                    by_source.entry((key, month, parts)).or_default().insert(&figure.of.basis, days);
                }
            }
        }
        for ((key, month, parts), sources) in by_source {
            cells.days.entry(key).or_default().entry(month).or_default().insert(parts, all_sources(&sources));
        }
        cells.days.values_mut().flat_map(BTreeMap::values_mut).for_each(only_parts_of_code_9);
        cells
    }

    /// The first and the last month of all figures.
    fn span(&self) -> Option<(Month, Month)> {
        let months = || self.days.values().flat_map(BTreeMap::keys).copied();
        months().min().zip(months().max())
    }

    /// What became of a council in the months of the files; of one that a report is about, whenever it ended.
    fn changes(&self, kind: AreaKind, code: &str, span: Option<(Month, Month)>, is_own: bool) -> Changes {
        if kind == AreaKind::Provider {
            let own = self.days.get(&(kind, code)).and_then(|months| months.keys().next().copied());
            return span.and_then(|span| self.of_code(code, span, own)).unwrap_or_default();
        }
        let Some(span) = span.filter(|_| kind == AreaKind::Council) else { return Changes::default() };
        let nothing = BTreeMap::new();
        changes::of(&changes::councils(code), span, self.ons.get(code).unwrap_or(&nothing), (is_own, self.language))
    }

    /// What became of a trust by its code.
    fn of_code(&self, code: &str, span: (Month, Month), own: Option<Month>) -> Option<Changes> {
        let name = |code: &str| match self.providers.get(code).copied().or_else(|| self.names.get(code).copied()) {
            Some(name) => format!("{} ({code})", names::area(code, name)),
            None => code.to_owned(),
        };
        Some(self.successors?.changes_of(code, span, own, (&name, self.language)))
    }

    /// The same by the name of its series, which ends in the code or is that of an area.
    fn changes_of_trust(&self, name: &str, span: (Month, Month), own: Option<Month>) -> Option<Changes> {
        let in_brackets = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(_, code)| code);
        let areas = self.days.keys().filter(|(kind, _)| *kind == AreaKind::Provider).map(|(_, code)| *code);
        let code = areas.into_iter().find(|code| self.name(code) == name).or(in_brackets)?;
        self.of_code(code, span, own)
    }

    fn name(&self, code: &str) -> String {
        names::area(code, self.names.get(code).copied().unwrap_or_default())
    }

    /// An area by its code, or by its name.
    fn area(&self, wanted: &str) -> Result<(AreaKind, &'f str)> {
        let is_meant = |code: &str| code == wanted || names::same(&self.name(code), wanted, code);
        self.days.keys().find(|(_, code)| is_meant(code)).copied().ok_or_else(|| {
            let known: Vec<&str> = self.days.keys().map(|(_, code)| *code).take(200).collect();
            let names: Vec<String> = self.days.keys().map(|(_, code)| self.name(code)).collect();
            let near = known.iter().copied().chain(names.iter().map(String::as_str));
            Error::new("X_NO_AREA", Exit::Usage, format!("the files have no area `{wanted}`"))
                .effect("no report was written")
                .hint(near::hint(wanted, near, &format!("there are {}", known.join(", "))))
        })
    }

    /// The months of areas together. A month is there only if every area with figures in it has a known sum.
    fn totals(&self, areas: &[(AreaKind, &str)]) -> BTreeMap<Month, i64> {
        let mut months: BTreeMap<Month, Vec<Option<i64>>> = BTreeMap::new();
        for (_, by_month) in self.days.iter().filter(|(key, _)| areas.contains(key)) {
            for (month, cells) in by_month {
                months.entry(*month).or_default().push(sum_of(cells, None).remove("").flatten());
            }
        }
        let known =
            months.into_iter().filter_map(|(month, sums)| Some((month, sums.into_iter().sum::<Option<i64>>()?)));
        known.collect()
    }

    /// Days by what the publisher breaks them down by.
    fn series(&self, areas: &[(AreaKind, &str)]) -> Vec<(Dimension, String, BTreeMap<Month, i64>)> {
        let mut series: BTreeMap<(Dimension, String), BTreeMap<Month, Option<i64>>> = BTreeMap::new();
        let mut of_records: BTreeSet<Month> = BTreeSet::new();
        for (_, by_month) in self.days.iter().filter(|(key, _)| areas.contains(key)) {
            for (month, cells) in by_month {
                if cells.keys().any(|parts| !parts[3].is_empty()) {
                    of_records.insert(*month);
                }
                for (at, dimension) in PARTS.into_iter().enumerate() {
                    for (value, days) in sum_of(cells, Some(at)) {
                        let name = match self.providers.get(value).filter(|_| dimension == Dimension::Provider) {
                            Some(name) => format!("{} ({value})", names::area(value, name)),
                            None => names::value(self.language, dimension, value),
                        };
                        let sum = series.entry((dimension, name)).or_default().entry(*month).or_insert(Some(0));
                        *sum = sum.zip(days).map(|(sum, days)| sum + days);
                    }
                }
            }
        }
        let known = |mut days: BTreeMap<Month, Option<i64>>| -> BTreeMap<Month, i64> {
            // Records list who was delayed: whom they do not list was not.
            of_records.iter().for_each(|month| _ = days.entry(*month).or_insert(Some(0)));
            days.into_iter().filter_map(|(month, days)| Some((month, days?))).collect()
        };
        series.into_iter().map(|((dimension, name), days)| (dimension, name, known(days))).collect()
    }

    fn peers(&self, kind: AreaKind, own: &str) -> Vec<AreaSeries> {
        let same = self.days.keys().filter(|(other, _)| *other == kind);
        same.map(|key| AreaSeries {
            kind,
            code: key.1.to_owned(),
            name: self.name(key.1),
            days: self.totals(&[*key]),
            is_own: key.1 == own,
            changes: self.changes(kind, key.1, self.span(), false),
        })
        .collect()
    }
}

/// The figure of all sources of data together, as in `SUS & HODF`; where there is none, the sum of those of each, for a
/// provider has one.
fn all_sources(sources: &BTreeMap<&str, Option<i64>>) -> Option<i64> {
    let together = sources.iter().find(|(source, _)| source.contains('&'));
    together.map_or_else(|| sources.values().copied().sum(), |(_, days)| *days)
}

/// The group "code 9" is left away where its two parts are there, so that no patient is counted twice.
fn only_parts_of_code_9(cells: &mut BTreeMap<FigureBreakdown<'_>, Option<i64>>) {
    if cells.keys().any(|parts| CODE_9_PARTS.contains(&parts[2])) {
        cells.retain(|parts, _| parts[2] != CODE_9);
    }
}

/// The coarsest figures of one month that tell the days by one part, or all together: those broken down by nothing else if there
/// are any, else finer ones.
fn coarsest<'c, 'f>(
    cells: &'c BTreeMap<FigureBreakdown<'f>, Option<i64>>,
    by: Option<usize>,
) -> impl Iterator<Item = (&'c FigureBreakdown<'f>, &'c Option<i64>)> {
    let others = move |parts: &FigureBreakdown<'_>| {
        let is_other = |(at, part): (usize, &&str)| Some(at) != by && !part.is_empty();
        parts.iter().enumerate().filter(|(at, part)| is_other((*at, part))).map(|(at, _)| 1 << at).sum::<u32>()
    };
    let tells = move |parts: &&FigureBreakdown<'_>| by.is_none_or(|at| !parts[at].is_empty());
    let coarsest = cells.keys().filter(tells).map(others).min_by_key(|mask| (mask.count_ones(), *mask));
    cells.iter().filter(move |(parts, _)| tells(parts) && Some(others(parts)) == coarsest)
}

/// The days of one month by one part, or all together. A sum with an unknown part is unknown.
fn sum_of<'f>(cells: &BTreeMap<FigureBreakdown<'f>, Option<i64>>, by: Option<usize>) -> BTreeMap<&'f str, Option<i64>> {
    let mut sums: BTreeMap<&'f str, Option<i64>> = BTreeMap::new();
    for (parts, days) in coarsest(cells, by) {
        let sum = sums.entry(by.map_or("", |at| parts[at])).or_insert(Some(0));
        *sum = sum.zip(*days).map(|(sum, days)| sum + days);
    }
    sums
}
