//! Denmark, read a second time: the region's amount for every bed day, and the state's on top by the number of the day.

use super::text::{Day, Stay, all, first, is_departure, part_of};
use crate::law::oracle::calendar::read_date;

/// Each charged day with who pays, and the øre at the price level of 2016.
pub fn judge(stay: &Stay) -> Vec<(Day, String, Option<i64>)> {
    let parts = stay.parts();
    let (from, to) = stay.span();
    let care = stay.cells.care_type.as_str();
    let new_law = read_date("2017-01-01");
    let mut charged = Vec::new();
    let (mut number, mut last_part) = (0, usize::MAX);
    for day in from..=to {
        let (at, part) = part_of(&parts, day);
        if at != last_part {
            last_part = at;
            number = if stay.reads("DK-A5", "continue") { number } else { 0 };
        }
        let moved = all(part.facts, "residence_moved").any(|fact| fact.day() == day);
        let again = all(part.facts, "ready").any(|fact| fact.day() == day);
        let restarts = (moved && stay.reads("DK-A4", "restart"))
            || (again && stay.reads("second_ready_without_relapse", "restarts"))
            || (day == new_law && stay.reads("DK-A3", "from_2017"));
        if restarts {
            number = 0;
        }
        let Some(ready) = first(part.facts, "ready") else { continue };
        let begins = ready.day() + i32::from(stay.reads("DK-A1", "ready_out"));
        let ends = part.facts.iter().find(|fact| is_departure(fact)).map(|fact| fact.day()).or(part.relapse);
        let inside =
            ["somatic", "psychiatric", "hospice"].contains(&care) && day >= begins && ends.is_none_or(|end| day < end);
        if !inside {
            continue;
        }
        number += 1;
        let version = if day >= new_law { "denmark-2017" } else { "denmark-2007" };
        if !stay.has_version(version) || day < read_date("2007-01-01") {
            continue;
        }
        let with_state = care == "somatic" || (care == "psychiatric" && stay.reads("DK-A2", "both"));
        let state = match number {
            _ if version == "denmark-2007" || !with_state => 0,
            1 | 2 => 1976,
            _ => 3952,
        };
        let home = all(&stay.facts, "residence_moved").rfind(|fact| fact.day() <= day);
        let payer = home.map_or(&stay.cells.registered_in, |fact| &fact.word);
        charged.push((day, payer.clone(), Some((1976 + state) * 100)));
    }
    charged
}
