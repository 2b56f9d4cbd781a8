//! What statistics have counted of the stays that are removed stays in their sums, by month and place.

use std::collections::BTreeSet;

use super::whom::Meant;
use crate::domain::codes::CareType;
use crate::domain::{Authorities, KeptCount, Month};
use crate::error::Result;
use crate::store::Commit;

/// Keeps the counted days of the stays; gives back the conventions by which the store counts.
///
/// # Errors
/// 65: a table is damaged; the disk refuses.
pub(super) fn keep(commit: &mut Commit<'_>, meant: &Meant) -> Result<Vec<String>> {
    let days = commit.store().counted_days()?;
    let (mut rows, mut conventions, mut seen) = (Vec::<KeptCount>::new(), BTreeSet::<&str>::new(), BTreeSet::new());
    for day in days.rows() {
        conventions.insert(day.convention);
        let Some(Some(stay)) = meant.stays.get(day.stay_id) else { continue };
        let of: (&str, &str, Month, Option<&str>, Option<&str>) =
            (day.convention, day.stay_id, day.month, day.reason_code, day.attributed_to.map(|side| side.code()));
        rows.push(KeptCount {
            convention: day.convention.into(),
            month: day.month,
            authority_code: stay.authority.map_or("", |id| &*Authorities::all().get(id).code).into(),
            provider_code: stay.provider_code.clone(),
            care_type: stay.care_type.unwrap_or(CareType::Acute),
            reason_code: day.reason_code.unwrap_or_default().into(),
            attributed_to: day.attributed_to,
            days: 1,
            // A stay counts once in a row.
            people: i32::from(seen.insert(of)),
        });
    }
    commit.keep_counts(rows)?;
    Ok(conventions.into_iter().map(str::to_owned).collect())
}
