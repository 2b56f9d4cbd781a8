//! The public pack as a report: what the disclosure rule lets everybody see of a month.

mod tables;

use std::collections::BTreeMap;

use crate::disclosure::{CellPlace, DisclosureRule, Pack, PackCell, PackMeasure, ShownFigure as Shown};
use crate::domain::{Authorities, Currency, Language, Minor, Month};
use crate::published::lookup;

pub(crate) use tables::YEAR_SO_FAR;

use super::model::{KeyFigure, Report, ReportCell, ReportFact, Section};

/// Everything a pack is written from.
#[derive(Clone, Copy, Debug)]
pub struct PackBasis<'a> {
    /// Whose it is, as in `Example County Council`.
    pub owner: &'a str,
    /// What people call an organisation, by its code.
    pub names: &'a BTreeMap<String, String>,
    /// What is shown.
    pub pack: &'a Pack,
    /// The rule.
    pub rule: &'a DisclosureRule,
    /// How many packs it was checked against.
    pub earlier: usize,
    /// The months of its table of months, oldest first; none if there is no such table.
    pub months: &'a [Month],
    /// The year so far as a period, if every month of it is known.
    pub year: Option<&'a str>,
    /// The currency of the amounts.
    pub currency: Currency,
}

impl PackBasis<'_> {
    fn label(&self, dimension: &str, value: &str) -> String {
        label(self.names, dimension, value)
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
            Shown::Unknown => ReportCell::Missing { missing: "not known" },
        }
    }

    /// The chargeable days at their daily rate: money tells what the days tell, and no more.
    fn amount(&self, cell: &PackCell) -> ReportCell {
        match (cell.shown.charged_days, cell.exact.rate_minor) {
            (Shown::Number(0), _) => ReportCell::money(Minor(0), self.currency),
            (Shown::Number(days), Some(rate)) => ReportCell::money(Minor(rate) * days, self.currency),
            (Shown::Number(_), None) => ReportCell::Missing { missing: "more than one daily rate" },
            (hidden, _) => self.cell(hidden),
        }
    }
}

/// What people call the value of a dimension.
pub(crate) fn label(names: &BTreeMap<String, String>, dimension: &str, value: &str) -> String {
    match dimension {
        "hospital" => names.get(value).map_or_else(|| value.to_owned(), |name| format!("{name} ({value})")),
        "authority" => {
            let authorities = Authorities::liable();
            authorities.find(value).map_or_else(|| value.to_owned(), |id| authorities.get(id).name.clone())
        }
        "reason" => match lookup::reason_name(value) {
            name if name == value => name,
            name => format!("{name} ({value})"),
        },
        _ => value.to_owned(),
    }
}

/// Writes the pack as a report.
pub fn public(basis: &PackBasis<'_>) -> Report {
    let (pack, month) = (basis.pack, basis.pack.month);
    let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
    let rule = &basis.rule.file;
    let mut sections = tables::sections(basis);
    sections.push(about(basis));
    Report {
        language: Language::English,
        class: "public",
        name: "pack",
        title: format!("Delayed discharge: {}, {}", basis.owner, month.long()),
        standing: format!("Provisional, edition {} · figures in {}", pack.edition, basis.currency.code()),
        notice: None,
        summary: summary(basis),
        figures: figures(basis),
        sections,
        provenance: vec![
            fact("Standing", format!("provisional, edition {}", pack.edition)),
            fact("Month", month.to_string()),
            fact(
                &format!("Disclosure rule {}", basis.rule.id()),
                format!("{}, {}; file {}", rule.rule.publisher, rule.rule.title, basis.rule.hash),
            ),
            fact("Lowest grade of the rule", "reading: what is withheld to protect other figures is ours".to_owned()),
            fact("Program", format!("beddays {}", env!("CARGO_PKG_VERSION"))),
        ],
    }
}

/// What a figure comes to in a sentence.
fn said(basis: &PackBasis<'_>, cell: &PackCell, measure: PackMeasure) -> String {
    match *cell.shown.get(measure) {
        Shown::Number(0) => format!("no {}", measure.words()),
        Shown::Number(number) => {
            format!("about {} {}", ReportCell::Count(number).shown(Language::English), measure.words())
        }
        Shown::PrimarySuppressed if measure.counts_people() => {
            format!("{} to {} {}", basis.rule.file.few.from, basis.rule.most_few(), measure.words())
        }
        _ => format!("a number of {} that is not shown", measure.words()),
    }
}

fn summary(basis: &PackBasis<'_>) -> Vec<String> {
    let Some(total) = basis.total() else { return Vec::new() };
    let month = basis.pack.month;
    let all = |measure| said(basis, total, measure);
    let mut sentences = vec![format!(
        "{}: {} and {}; {} are among them.",
        month.long(),
        all(PackMeasure::People),
        all(PackMeasure::Days),
        all(PackMeasure::ChargedDays),
    )];
    if let Shown::Number(days @ 1..) = total.shown.days {
        let tenths = (days * 20 / i64::from(month.days()) + 1) / 2;
        sentences.push(format!("On an average day about {}.{} beds were taken by them.", tenths / 10, tenths % 10));
    }
    let all = || basis.pack.cells.iter().flat_map(|cell| PackMeasure::ALL.map(|measure| *cell.shown.get(measure)));
    let few = all().filter(|figure| *figure == Shown::PrimarySuppressed).count();
    sentences.push(format!(
        "{few} of {} figures rest on few people and are shown as {}; {} are shown as {} so that those cannot be worked out.",
        all().count(),
        basis.rule.file.few.mark,
        basis.pack.withheld(),
        basis.rule.file.protection.mark,
    ));
    sentences
}

fn figures(basis: &PackBasis<'_>) -> Vec<KeyFigure> {
    let Some(total) = basis.total() else { return Vec::new() };
    let figure = |label: &str, value: ReportCell, note: &str| KeyFigure {
        label: label.to_owned(),
        value,
        note: note.to_owned(),
        link: None,
    };
    let shown = |measure| basis.cell(*total.shown.get(measure));
    vec![
        figure("Delayed days", shown(PackMeasure::Days), "from ready to leave until the end"),
        figure("People delayed", shown(PackMeasure::People), "each once in the month"),
        figure("Chargeable days", shown(PackMeasure::ChargedDays), "days that the law charges"),
        figure("Amount", basis.amount(total), "chargeable days at the daily rate"),
    ]
}

/// What the marks mean and what the pack was checked for.
fn about(basis: &PackBasis<'_>) -> Section {
    let rule = &basis.rule.file;
    let grade = |cite: &str, grade: crate::regime::file::Grade| format!("({cite}; {})", grade.word());
    Section {
        id: "rule",
        title: "How are people protected?".to_owned(),
        text: vec![
            format!(
                "{}: the figure rests on {} to {} people. Days, money and averages are hidden with them {}.",
                rule.few.mark,
                rule.few.from,
                rule.few.to,
                grade(&rule.rests_on_few.cite, rule.rests_on_few.grade)
            ),
            format!(
                "All other numbers are rounded to the nearest {}; 0 is a true zero. An amount is the rounded days at their daily rate {}.",
                rule.rounding.to,
                grade(&rule.rounding.cite, rule.rounding.grade)
            ),
            format!(
                "Totals are added up exactly and rounded then, so that parts need not add up to them {}.",
                grade(&rule.totals.cite, rule.totals.grade)
            ),
            format!(
                "{}: withheld, whatever its size, so that a hidden figure cannot be worked out from what is shown {}.",
                rule.protection.mark,
                grade(&rule.protection.cite, rule.protection.grade)
            ),
            format!(
                "Before publication every hidden figure was checked against this pack and {} published before: each can be at least {} apart and still agree with everything shown.",
                match basis.earlier {
                    1 => "1 pack".to_owned(),
                    number => format!("{number} packs"),
                },
                rule.protection.least_width
            ),
        ],
        chart: None,
        tables: Vec::new(),
    }
}
