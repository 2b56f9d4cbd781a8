//! A regime of readiness under readings.

use toml::Spanned;

use crate::domain::{Day, EventKind, Minor};

use super::answered_question::AnsweredQuestion;
use super::readiness::file::{EventWord, LayerPrice, PayerRule, PriceLayer};
use super::readiness::{Answers, PriceLevel, ReadinessRegime};

/// More layers of price than this have no names for their sums.
const MOST_LAYERS: usize = 8;

/// A regime of readiness with its readings.
#[derive(Clone, Debug)]
pub struct ReadyLaw {
    /// The regime.
    pub regime: ReadinessRegime,
    /// The answer to each question that it leaves open.
    pub answers: Answers,
    /// The SHA-256 of its file; where prices were added, of it and them.
    pub hash: String,
    /// The names of the layers of a day, by one bit for each layer of the file.
    names: Vec<String>,
}

impl ReadyLaw {
    pub(super) fn new(regime: ReadinessRegime, chosen: &[(String, String)]) -> Result<Self, String> {
        let answers = answers(&regime, chosen)?;
        let layers = &regime.file.layer;
        if layers.len() > MOST_LAYERS {
            return Err(format!("{} has more than {MOST_LAYERS} layers of price", regime.id()));
        }
        let name = |set: usize| {
            let named = layers.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            named.map(|(_, layer)| layer.get_ref().id.as_str()).collect::<Vec<_>>().join("+")
        };
        let names = (0..1 << layers.len()).map(name).collect();
        let hash = regime.hash_with_prices();
        Ok(Self { regime, answers, hash, names })
    }

    /// Its answers, if these were chosen.
    ///
    /// # Errors
    /// In words: it knows no such answer.
    pub(super) fn answers_under(&self, chosen: &[(String, String)]) -> Result<Answers, String> {
        answers(&self.regime, chosen)
    }

    /// The first day on which it is in force.
    pub fn begins(&self) -> Option<Day> {
        self.regime.file.in_force.iter().map(|force| force.get_ref().from).min()
    }

    /// Whether what is owed for one day can go to several.
    pub fn has_several_payees(&self) -> bool {
        let mut payees = self.regime.file.layer.iter().map(|layer| &layer.get_ref().payee);
        let first = payees.next();
        payees.any(|other| Some(other) != first)
    }

    /// The names of some layers, as in `region+state_low`.
    pub fn layers_named(&self, set: u8) -> &str {
        self.names.get(usize::from(set)).map_or("", String::as_str)
    }

    /// The layers of a set.
    pub fn layers_of(&self, set: u8) -> impl Iterator<Item = &PriceLayer> {
        let layers = self.regime.file.layer.iter().map(Spanned::get_ref).enumerate();
        layers.filter(move |(at, _)| set >> at & 1 == 1).map(|(_, layer)| layer)
    }

    /// The layers that such a name names.
    pub fn layers_called<'a>(&'a self, names: &'a str) -> impl Iterator<Item = &'a PriceLayer> {
        let layers = self.regime.file.layer.iter().map(Spanned::get_ref);
        layers.filter(move |layer| names.split('+').any(|name| name == layer.id))
    }

    /// The place of a layer as one bit.
    pub fn bit_of(&self, layer: &str) -> u8 {
        self.regime.file.layer.iter().position(|one| one.get_ref().id == layer).map_or(0, |at| 1 << at)
    }

    /// What every charged day costs on a day, where one layer alone says it for all of them.
    pub(super) fn only_price(&self, day: Day) -> Option<Minor> {
        let [layer] = self.regime.file.layer.as_slice() else { return None };
        let layer = layer.get_ref();
        let is_for_all = layer.from_nth.value == 1 && layer.to_nth.is_none();
        is_for_all.then(|| self.regime.price(layer, day, PriceLevel::OfTheDay).ok()).flatten()
    }

    /// The price of a day in a layer as the files have it, with its citation.
    pub fn cited_price(&self, layer: &PriceLayer, day: Day) -> Option<&LayerPrice> {
        self.regime.cited_price(layer, day)
    }

    pub(super) fn questions(&self) -> impl Iterator<Item = AnsweredQuestion<'_>> {
        let chosen = |id: &str| self.answers.iter().find(|(name, _)| *name == id).map_or("", |(_, answer)| answer);
        self.regime.file.reading.iter().map(Spanned::get_ref).map(move |one| AnsweredQuestion {
            id: &one.id,
            chosen: chosen(&one.id),
            default: &one.default,
            alternatives: &one.alternatives,
            question: &one.question,
            cite: &one.cite,
            grade: one.grade,
        })
    }

    /// Whether an event of this kind can change what the law charges.
    pub fn uses(&self, kind: EventKind) -> bool {
        let file = &self.regime.file;
        let named = |word: &EventWord| word.kind == kind;
        kind == EventKind::Admission
            || kind == EventKind::ResidenceMoved && file.payer.value == PayerRule::Residence
            || file.clock.iter().any(|clock| clock.get_ref().event == kind)
            || file.stop.iter().any(|stop| stop.get_ref().event == kind)
            || file.hold.iter().map(Spanned::get_ref).any(|hold| named(&hold.from) || named(&hold.until))
            || file.require.iter().map(Spanned::get_ref).any(|required| {
                let within = required.within.as_ref().is_some_and(|within| within.of.contains(&kind));
                required.event == kind || within || required.when.as_ref().is_some_and(&named)
            })
    }
}

/// The answers of a regime under those of the chosen ones that it asks.
fn answers(regime: &ReadinessRegime, chosen: &[(String, String)]) -> Result<Answers, String> {
    let asked: Vec<_> = chosen.iter().filter(|(name, _)| regime.asks(name)).cloned().collect();
    regime.answers(&asked)
}
