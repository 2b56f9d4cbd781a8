//! An area beside those of its kind: the marts `peers` and `peer_rates` over what publications say of each.

use std::collections::BTreeMap;

use crate::domain::published::{Area, Breakdown, FigureValue, SharedWord};
use crate::domain::{AreaKind, Authorities, Figure, Month, Origin, Population};
use crate::error::{Error, Result};
use crate::published::lookup;
use crate::query::Engine;
use crate::report::trend::breaks::Changes;
use crate::report::trend::peers::{Peer, PeerRank, PeerRate};

/// An area with its days by month over everything they are broken down by: the latest edition, in all.
#[derive(Clone, Debug)]
pub(crate) struct AreaSeries {
    /// What kind of area.
    pub kind: AreaKind,
    /// The publisher's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether the report is about it.
    pub is_own: bool,
    /// Delayed days, where they are known.
    pub days: BTreeMap<Month, i64>,
    /// What became of it.
    pub changes: Changes,
}

/// Areas that have a figure in a month, with their places among each other; rates where adults of that year are known.
///
/// # Errors
/// 70: a query does not run (our bug).
pub(super) fn ranked(
    areas: &[AreaSeries],
    measure: &str,
    populations: &[Population],
    month: Month,
) -> Result<Vec<Peer>> {
    if areas.is_empty() {
        return Ok(Vec::new());
    }
    let mut engine = Engine::open(&[])?;
    let figures: Vec<Figure> = areas.iter().flat_map(|area| figures(area, measure, month)).collect();
    engine.add_rows(&figures)?;
    engine.add_rows(&under_last_codes(populations))?;
    let (period, mut rates) = (month.to_string(), BTreeMap::new());
    for record in engine.ask("peer_rates")?.records() {
        if record.text("period")? == period {
            let place = PeerRank { rank: record.integer("rank")?, quartile: record.integer("quartile")? };
            let rate =
                record.number_if_any("per_day_per_100000")?.ok_or_else(|| Error::bug("a rate without a value"))?;
            rates.insert(record.text("area_code")?.to_owned(), PeerRate { per_day_per_100000: rate, place });
        }
    }
    let by_code: BTreeMap<&str, &AreaSeries> = areas.iter().map(|area| (area.code.as_str(), area)).collect();
    let mut peers = Vec::new();
    for record in engine.ask("peers")?.records() {
        let Some(area) = by_code.get(record.text("area_code")?) else { continue };
        if record.text("period")? != period {
            continue;
        }
        let number = |name: &str| record.number_if_any(name);
        let days = |name: &str| Ok::<_, Error>(number(name)?.map(|days| days.round() as i64));
        let (Some(own), Some(per_day)) = (days("value")?, number("per_day")?) else { continue };
        peers.push(Peer {
            code: area.code.clone(),
            name: area.name.clone(),
            is_own: area.is_own,
            changes: area.changes.clone(),
            days: own,
            per_day,
            place: PeerRank { rank: record.integer("rank")?, quartile: record.integer("quartile")? },
            rate: rates.remove(&area.code),
            same_month_last_year: days("same_month_last_year")?,
            per_day_last_year: number("per_day_last_year")?,
            year_to_date: days("year_to_date")?,
        });
    }
    Ok(peers)
}

/// The figures of a month and of the twelve before it, as rows of a publication. The area has the last code of its council.
fn figures<'a>(area: &'a AreaSeries, measure: &'a str, month: Month) -> impl Iterator<Item = Figure> + 'a {
    let first = (0..12).fold(month, |month, _| month.previous());
    let none = SharedWord::from("");
    (1..).zip(area.days.range(first..=month)).map(move |(record, (period, days))| Figure {
        publisher: none.clone(),
        publication: none.clone(),
        edition: none.clone(),
        period: Some(*period),
        day: None,
        area: Area {
            kind: area.kind,
            code: area.code.as_str().into(),
            name: area.name.as_str().into(),
            ons_code: last_code(lookup::ons_code(&area.code, Some(*period)).unwrap_or(&area.code)).into(),
        },
        provider_name: none.clone(),
        measure: measure.into(),
        of: Breakdown::default(),
        value: FigureValue::Number(*days as f64),
        remark: none.clone(),
        origin: Origin { source_id: "".into(), source_record: record },
    })
}

/// The last code of a council, by which all codes of it can be compared; any other code as it is.
fn last_code(code: &str) -> &str {
    let list = Authorities::all();
    list.find(code).map_or(code, |id| &list.get(list.council(id)).code)
}

fn under_last_codes(populations: &[Population]) -> Vec<Population> {
    let list = Authorities::all();
    let of_council: BTreeMap<_, _> =
        populations.iter().map(|row| ((list.council(row.authority), row.year), row)).collect();
    of_council.into_iter().map(|((authority, _), row)| Population { authority, ..row.clone() }).collect()
}
