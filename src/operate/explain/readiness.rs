//! Where the price of a day after readiness comes from: each layer, to whom it goes, and its section.

use crate::domain::{Authorities, Language, Standing};
use crate::liability::AssessedDay;
use crate::regime::ReadyLaw;
use crate::regime::readiness::PriceLevel;
use crate::report::statement::ended;

/// The layers of a day with their prices; nothing for a day that costs nothing.
pub(super) fn price(language: Language, law: &ReadyLaw, day: &AssessedDay) -> Option<String> {
    let currency = law.regime.file.regime.currency;
    let layers = law.layers_of(day.layers).map(|layer| {
        match (law.regime.price(layer, day.day, PriceLevel::OfTheDay), law.cited_price(layer, day.day)) {
            (Ok(amount), cited) => {
                let of = [
                    ("layer", (&layer.id).into()),
                    ("amount", (amount, currency).into()),
                    ("payee", language.instead(&format!("payee-{}", layer.payee), &[], || layer.payee.clone()).into()),
                ];
                match cited {
                    Some(price) => {
                        let cite = ("cite", language.cite(&price.cite).into_owned().into());
                        language.say("explain-layer", &of.into_iter().chain([cite]).collect::<Vec<_>>())
                    }
                    None => language.say("explain-layer-uncited", &of),
                }
            }
            (Err(missing), _) => language.instead("price-unknown", &[], || missing.to_string()),
        }
    });
    let layers: Vec<String> = layers.collect();
    if layers.is_empty() {
        return None;
    }
    let list = Authorities::all();
    let passed = match list.on(day.named, day.day) {
        Standing::Passed(after) => {
            let ended = ("ended", ended(language, list, day.named).into());
            Some(language.say("explain-owes", &[ended, ("after", (&list.get(after).name).into())]))
        }
        _ => None,
    };
    Some(layers.into_iter().chain(passed).collect::<Vec<_>>().join("; "))
}
