//! Where the price of a day after readiness comes from: each layer, to whom it goes, and its section.

use crate::domain::{Authorities, Standing};
use crate::liability::AssessedDay;
use crate::regime::ReadyLaw;
use crate::regime::readiness::PriceLevel;

/// The layers of a day with their prices; nothing for a day that costs nothing.
pub(super) fn price(law: &ReadyLaw, day: &AssessedDay) -> Option<String> {
    let currency = law.regime.file.regime.currency;
    let layers = law.layers_of(day.layers).map(|layer| {
        match (law.regime.price(layer, day.day, PriceLevel::OfTheDay), law.cited_price(layer, day.day)) {
            (Ok(amount), Some(price)) => {
                format!("`{}` {} to {} [{}]", layer.id, amount.with(currency), layer.payee, price.cite)
            }
            (Ok(amount), None) => format!("`{}` {} to {}", layer.id, amount.with(currency), layer.payee),
            (Err(missing), _) => missing.to_string(),
        }
    });
    let layers: Vec<String> = layers.collect();
    if layers.is_empty() {
        return None;
    }
    let list = Authorities::all();
    let passed = match list.on(day.named, day.day) {
        Standing::Passed(after) => format!("; {}: {} owes", list.ended(day.named), list.get(after).name),
        _ => String::new(),
    };
    Some(format!("{}{passed}", layers.join("; ")))
}
