//! The public pack as a report: what the disclosure rule lets everybody see of a month.

mod tables;

use std::collections::BTreeMap;

use crate::disclosure::{CellPlace, DisclosureRule, Pack, PackCell, PackMeasure, ShownFigure as Shown};
use crate::domain::{Authorities, Currency, Language, Minor, Month};
use crate::published::lookup;
use crate::regime::file::Grade;
use crate::words::Argument;

pub(crate) use tables::YEAR_SO_FAR;

use super::model::{KeyFigure, Report, ReportCell, ReportFact, Section};
use super::statement::grade_in_words;

/// Everything a pack is written from.
#[derive(Clone, Copy, Debug)]
pub struct PackBasis<'a> {
    /// The language of the report.
    pub language: Language,
    /// Whose it is, as in `Example County Council`.
    pub owner: &'a str,
    /// What people call an organisation, by its code.
    pub names: &'a BTreeMap<String, String>,
    /// What is shown.
    pub pack: &'a Pack,
    /// Whether the month is closed.
    pub is_closed: bool,
    /// The rule.
    pub rule: &'a DisclosureRule,
    /// How many packs it was checked against.
    pub earlier: usize,
    /// The months of its table of months, oldest first; none if there is no such table.
    pub months: &'a [Month],
    /// Those of the months that it shows of which later news or corrections exist, oldest first.
    pub later: &'a [Month],
    /// The year so far as a period, if every month of it is known.
    pub year: Option<&'a str>,
    /// The currency of the amounts.
    pub currency: Currency,
}

impl PackBasis<'_> {
    fn label(&self, dimension: &str, value: &str) -> String {
        label((self.language, self.names), dimension, value)
    }

    fn total(&self) -> Option<&PackCell> {
        self.pack.at(&CellPlace::of(&[("period", &self.pack.month.to_string())]))
    }

    /// What a report shows of a figure.
    fn cell(&self, shown: Shown) -> ReportCell {
        match shown {
            Shown::Number(number) => ReportCell::Count(number),
            Shown::PrimarySuppressed => ReportCell::Hidden { hidden: self.rule.file.few.mark.clone() },
            Shown::SecondarySuppressed => ReportCell::Hidden { hidden: self.rule.file.protection.mark.clone() },
            Shown::Unknown => ReportCell::Missing { missing: self.language.word("not-known") },
        }
    }

    /// The chargeable days at their daily rate: money tells what the days tell, and no more.
    fn amount(&self, cell: &PackCell) -> ReportCell {
        match (cell.shown.charged_days, cell.exact.rate_minor) {
            (Shown::Number(0), _) => ReportCell::money(Minor(0), self.currency),
            (Shown::Number(days), Some(rate)) => ReportCell::money(Minor(rate) * days, self.currency),
            (Shown::Number(_), None) => ReportCell::Missing { missing: self.language.word("pack-several-rates") },
            (hidden, _) => self.cell(hidden),
        }
    }
}

/// What stands where no reason is recorded.
pub(crate) const NO_REASON: &str = "none recorded";
/// What stands for reasons that are no plain codes: a sender's own words could name someone.
pub(crate) const OTHER_REASON: &str = "other";

/// What people call the value of a dimension.
pub(crate) fn label((language, names): (Language, &BTreeMap<String, String>), dimension: &str, value: &str) -> String {
    // What stands where none is recorded or shown is in words.
    let in_words = |id| language.instead(id, &[], || value.to_owned());
    let or_none = || match value {
        "none" => in_words("pack-no-authority"),
        NO_REASON => in_words("pack-no-reason"),
        OTHER_REASON => in_words("pack-other-reason"),
        _ => value.to_owned(),
    };
    match dimension {
        "hospital" => names.get(value).map_or_else(|| value.to_owned(), |name| format!("{name} ({value})")),
        "authority" => {
            let authorities = Authorities::liable();
            authorities.find(value).map_or_else(or_none, |id| authorities.get(id).name.clone())
        }
        "reason" => match reason(language, value) {
            name if name == value => or_none(),
            name => format!("{name} ({value})"),
        },
        _ => value.to_owned(),
    }
}

/// What people call a reason, by its code.
pub(crate) fn reason(language: Language, code: &str) -> String {
    language.instead(&format!("reason-{}", lookup::reason_code(code)), &[], || lookup::reason_name(code))
}

/// Writes the pack as a report.
pub fn public(basis: &PackBasis<'_>) -> Report {
    let (language, pack, month) = (basis.language, basis.pack, basis.pack.month);
    let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
    let edition = ("edition", Argument::Plain(pack.edition.into()));
    let state = ("state", if basis.is_closed { "closed" } else { "open" }.into());
    let standing = [edition.clone(), state.clone(), ("currency", basis.currency.code().into())];
    let rule = &basis.rule.file.rule;
    let of_rule =
        [("publisher", (&rule.publisher).into()), ("title", (&rule.title).into()), ("file", (&basis.rule.hash).into())];
    let rule_name = language.say("pack-fact-rule", &[("rule", basis.rule.id().into())]);
    let mut sections = tables::sections(basis);
    sections.push(about(basis));
    Report {
        language,
        class: "public",
        name: "pack",
        title: language.say("pack-title", &[("owner", basis.owner.into()), ("month", month.into())]),
        standing: language.say("pack-standing", &standing),
        notice: None,
        summary: summary(basis),
        figures: figures(basis),
        sections,
        provenance: vec![
            fact(language.word("fact-standing"), language.say("fact-provisional", &[edition, state])),
            fact(language.word("fact-month"), month.to_string()),
            fact(&rule_name, language.say("pack-fact-rule-value", &of_rule)),
            fact(language.word("pack-fact-grade"), language.word("pack-fact-grade-value").to_owned()),
            fact(language.word("fact-program"), format!("beddays {}", env!("CARGO_PKG_VERSION"))),
        ],
    }
}

/// What is counted, in a sentence.
pub(crate) fn measure_in_words(language: Language, measure: PackMeasure) -> &'static str {
    language.word(match measure {
        PackMeasure::People => "pack-people",
        PackMeasure::Days => "pack-days",
        PackMeasure::ChargedPeople => "pack-charged-people",
        PackMeasure::ChargedDays => "pack-charged-days",
    })
}

/// What a figure comes to in a sentence.
fn said(basis: &PackBasis<'_>, cell: &PackCell, measure: PackMeasure) -> String {
    let (language, rule) = (basis.language, basis.rule);
    let what = ("what", measure_in_words(language, measure).into());
    match *cell.shown.get(measure) {
        Shown::Number(0) => language.say("pack-none", &[what]),
        Shown::Number(number) => language.say("pack-about", &[("number", number.into()), what]),
        Shown::PrimarySuppressed if measure.counts_people() => {
            let [from, to] = [rule.file.few.from, rule.most_few()].map(Argument::Plain);
            language.say("pack-few", &[("from", from), ("to", to), what])
        }
        _ => language.say("pack-not-shown", &[what]),
    }
}

fn summary(basis: &PackBasis<'_>) -> Vec<String> {
    let Some(total) = basis.total() else { return Vec::new() };
    let (language, month) = (basis.language, basis.pack.month);
    let later: Vec<String> = basis.later.iter().map(|month| language.month(*month)).collect();
    let later = (!later.is_empty()).then(|| language.say("pack-later", &[("months", later.join(", ").into())]));
    let all = |measure| said(basis, total, measure).into();
    let [people, days, charged] = [PackMeasure::People, PackMeasure::Days, PackMeasure::ChargedDays].map(all);
    let of = [("month", month.into()), ("people", people), ("days", days), ("charged", charged)];
    let mut sentences = vec![language.say("pack-sum", &of)];
    if let Shown::Number(days @ 1..) = total.shown.days {
        let tenths = (days * 20 / i64::from(month.days()) + 1) / 2;
        let beds = language.signs(&format!("{}.{}", tenths / 10, tenths % 10));
        sentences.push(language.say("pack-beds", &[("beds", beds.into())]));
    }
    let all = || basis.pack.cells.iter().flat_map(|cell| PackMeasure::ALL.map(|measure| *cell.shown.get(measure)));
    let few = all().filter(|figure| *figure == Shown::PrimarySuppressed).count();
    let counts = [("few", few), ("all", all().count()), ("withheld", basis.pack.withheld())];
    let [few, all, withheld] = counts.map(|(name, number)| (name, Argument::Plain(number as i64)));
    let marks = [("mark", &basis.rule.file.few.mark), ("other", &basis.rule.file.protection.mark)];
    let [mark, other] = marks.map(|(name, mark)| (name, mark.into()));
    sentences.push(language.say("pack-hidden", &[few, all, mark, withheld, other]));
    sentences.extend(later);
    sentences
}

fn figures(basis: &PackBasis<'_>) -> Vec<KeyFigure> {
    let Some(total) = basis.total() else { return Vec::new() };
    let language = basis.language;
    let figure = |[label, note]: [&'static str; 2], value: ReportCell| KeyFigure {
        label: language.word(label).to_owned(),
        value,
        note: language.word(note).to_owned(),
        link: None,
    };
    let shown = |measure| basis.cell(*total.shown.get(measure));
    vec![
        figure(["figure-delayed", "figure-delayed-note"], shown(PackMeasure::Days)),
        figure(["head-people", "pack-people-note"], shown(PackMeasure::People)),
        figure(["figure-chargeable", "pack-charged-note"], shown(PackMeasure::ChargedDays)),
        figure(["figure-amount", "pack-amount-note"], basis.amount(total)),
    ]
}

/// What the marks mean and what the pack was checked for.
fn about(basis: &PackBasis<'_>) -> Section {
    let (language, rule) = (basis.language, &basis.rule.file);
    let source = |cite: &str, grade: Grade| {
        ("source", format!("({}; {})", language.cite(cite), grade_in_words(language, grade)).into())
    };
    let [from, to, nearest, width] =
        [rule.few.from, rule.few.to, rule.rounding.to, rule.protection.least_width].map(Argument::Plain);
    let few = &rule.rests_on_few;
    let marks = [&rule.few.mark, &rule.protection.mark].map(|mark| ("mark", mark.into()));
    let [mark, other] = marks;
    let packs = Argument::Plain(basis.earlier as i64);
    Section {
        id: "rule",
        title: language.word("pack-rule-title").to_owned(),
        text: vec![
            language.say("pack-rule-few", &[mark, ("from", from), ("to", to), source(&few.cite, few.grade)]),
            language.say("pack-rule-rounding", &[("to", nearest), source(&rule.rounding.cite, rule.rounding.grade)]),
            language.say("pack-rule-totals", &[source(&rule.totals.cite, rule.totals.grade)]),
            language.say("pack-rule-withheld", &[other, source(&rule.protection.cite, rule.protection.grade)]),
            language.say("pack-rule-checked", &[("packs", packs), ("width", width)]),
        ],
        chart: None,
        tables: Vec::new(),
    }
}
