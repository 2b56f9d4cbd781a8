//! A process that keeps changing or has changed: what its limits are worth, and where new ones could begin. None is begun here.

use super::headline::beds_in;
use super::panel::{ChartedPanel, is_unsettled};
use crate::domain::{Language, Month};
use crate::words::Argument;

/// Limits are taken from no fewer months.
const LEAST: usize = 12;

/// What to say where more than half of the months are special, which is more than chance and less than news.
pub fn sentences(language: Language, charted: &ChartedPanel, months: &[Month]) -> Vec<String> {
    let panel = &charted.panel;
    let mut said = Vec::new();
    if !is_unsettled(panel) {
        said.extend(lasting(language, charted, months));
        return said;
    }
    said.push(language.word("trend-unsettled").to_owned());
    // The last segment only: what was cut before stays cut.
    let last = panel.limits.last();
    let from = panel.limits.iter().rposition(|limits| Some(limits) != last).map_or(0, |at| at + 1);
    if let Some((at, [before, after])) = split(&panel.values[from..]) {
        let at = from + at;
        let beds = [("before", before), ("after", after)].map(|(name, mean)| (name, beds_in(language, mean)));
        let [before, after] = beds;
        let option = ("option", months[at].to_string().into());
        said.push(language.say("trend-differ-most", &[("month", months[at].into()), before, after, option]));
    } else {
        said.extend(lasting(language, charted, months));
    }
    said
}

/// That new limits may be due, where a shift has lasted: a hint, for whoever knows what changed.
fn lasting(language: Language, charted: &ChartedPanel, months: &[Month]) -> Option<String> {
    let shift = charted.lasting?;
    let month = *months.get(shift.first)?;
    let [_, centre, _] = *charted.panel.limits.get(shift.first)?;
    let side = if shift.side > 0 { "above" } else { "below" };
    let of = [
        ("months", Argument::Plain(shift.points as i64)),
        ("month", month.into()),
        ("side", side.into()),
        ("centre", beds_in(language, centre)),
        ("option", month.to_string().into()),
    ];
    Some(language.say("trend-lasting", &of))
}

/// Where a cut leaves the least variation within both parts, and the means of the two.
fn split(values: &[f64]) -> Option<(usize, [f64; 2])> {
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
    let spread = |part: &[f64]| {
        let mean = mean(part);
        part.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
    };
    let places = LEAST..(values.len() + 1).saturating_sub(LEAST);
    let cut = |at: usize| (spread(&values[..at]) + spread(&values[at..]), at);
    let best = places.map(cut).min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    best.map(|(_, at)| (at, [mean(&values[..at]), mean(&values[at..])]))
}
