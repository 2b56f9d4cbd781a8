//! Days that are owed at a price that is not known: how many, of whom, and which file would add the price.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Currency, Language, Minor, Month};
use crate::error::Result;
use crate::query::Engine;
use crate::regime::readiness::PriceLevel;
use crate::regime::{Law, ReadyLaw};

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section, titled};
use super::{StatementBasis, StatementFigures, column};
use crate::words::Argument;

const COLUMNS: [ReportColumn; 5] = [
    column("hospital", "head-hospital", ColumnKind::Text),
    column("authority", "head-authority", ColumnKind::Text),
    column("regime", "head-regime", ColumnKind::Text),
    column("layer", "head-rate", ColumnKind::Text),
    column("days", "head-days", ColumnKind::Count),
];

/// Days of unknown price, by hospital and authority.
pub(super) type UnpricedDays = BTreeMap<(String, Option<String>), i64>;

/// How many days of each hospital and authority have no price.
pub(super) fn by_payee(engine: &mut Engine) -> Result<UnpricedDays> {
    let mut found = UnpricedDays::new();
    for record in engine.ask("price_missing")?.records() {
        let payer = record.text_if_any("payer_code")?.map(str::to_owned);
        *found.entry((record.text("payee_code")?.to_owned(), payer)).or_default() += record.integer("days")?;
    }
    Ok(found)
}

/// A sum of money beside days that no price is known of: where nothing else is owed, it is not known.
pub(super) fn sum(
    basis: &StatementBasis<'_>,
    amount: Minor,
    (priced, unpriced): (i64, i64),
    currency: Currency,
) -> ReportCell {
    match (priced, unpriced) {
        (0, 1..) => basis.missing("not-known"),
        _ => ReportCell::money(amount, currency),
    }
}

/// What a row with the sums is called.
pub(super) fn total(basis: &StatementBasis<'_>, total: &StatementFigures) -> String {
    match total.unpriced_days {
        0 => basis.word("total").to_owned(),
        days => basis.say("total-unpriced", &[("days", days.into())]),
    }
}

/// What sums of money leave out, in a sentence; nothing where every price is known.
pub(super) fn without(basis: &StatementBasis<'_>, total: &StatementFigures) -> Option<String> {
    (total.unpriced_days > 0).then(|| basis.say("price-without", &[("days", total.unpriced_days.into())]))
}

/// Which prices are missing, and what to do; nothing where every price is known.
pub(super) fn section(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
) -> Result<Option<Section>> {
    if total.unpriced_days == 0 {
        return Ok(None);
    }
    let (mut rows, mut missing) = (Vec::new(), BTreeSet::new());
    for record in engine.ask("price_missing")?.records() {
        let (regime, layers) = (record.text("regime")?, record.text("layer")?);
        let law = basis.laws.iter().filter(|law| law.id() == regime).find_map(Law::readiness);
        missing.extend(law.into_iter().flat_map(|law| files_wanted(basis.language, basis.month, law, layers)));
        rows.push(vec![
            ReportCell::Text(basis.organisation(record.text("payee_code")?)),
            ReportCell::Text(basis.authority(record.text_if_any("payer_code")?)),
            ReportCell::text(regime),
            ReportCell::text(layers),
            ReportCell::Count(record.integer("days")?),
        ]);
    }
    let total_row = [basis.word("total"), "", "", ""].map(ReportCell::text).into_iter();
    Ok(Some(Section {
        id: "price_missing",
        title: basis.word("price-title").to_owned(),
        text: without(basis, total).into_iter().chain(missing).collect(),
        chart: None,
        tables: vec![ReportTable {
            id: "price_missing",
            title: basis.of_month("price-table"),
            columns: titled(basis.language, &COLUMNS),
            rows,
            total: Some(total_row.chain([ReportCell::Count(total.unpriced_days)]).collect()),
            empty: basis.word("price-none"),
        }],
    }))
}

/// What file would add each price that days of a month lack, in English, as a terminal says it.
///
/// # Errors
/// 70: a query does not run (our bug).
pub fn wanted(engine: &mut Engine, laws: &[Law], month: Month) -> Result<Vec<String>> {
    let mut missing = BTreeSet::new();
    for record in engine.ask("price_missing")?.records() {
        let (regime, layers) = (record.text("regime")?, record.text("layer")?);
        let law = laws.iter().filter(|law| law.id() == regime).find_map(Law::readiness);
        missing.extend(law.into_iter().flat_map(|law| files_wanted(Language::English, month, law, layers)));
    }
    Ok(missing.into_iter().collect())
}

/// What a file of the user's own would have to say for each of some layers that has no price in the month.
fn files_wanted(language: Language, month: Month, law: &ReadyLaw, layers: &str) -> Vec<String> {
    let (id, first) = (law.regime.id(), month.first());
    let unpriced = law
        .layers_called(layers)
        .filter(|layer| first.to(month.last()).any(|day| law.regime.price(layer, day, PriceLevel::OfTheDay).is_err()));
    let wanted = unpriced.map(|layer| {
        let year = first.year();
        let price = match &layer.price_level {
            None => format!(
                "price = [{{ layer = \"{}\", from = \"{year}-01-01\", to = \"{year}-12-31\", amount_minor = …, cite = \"…\", grade = \"secondary\" }}]",
                layer.id
            ),
            Some(level) => format!(
                "index = [{{ price_level = {}, year = {year}, percent = \"…\", cite = \"…\", grade = \"secondary\" }}]",
                level.value
            ),
        };
        let year = ("year", Argument::Plain(year.into()));
        language.say("price-file", &[year, ("id", id.into()), ("layer", (&layer.id).into()), ("price", price.into())])
    });
    wanted.collect()
}
