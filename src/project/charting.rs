//! How the project file wants series charted: `[trend]`.

use std::collections::BTreeMap;

use toml::Spanned;

use super::file::{GhostMonth, Trend};
use crate::domain::Month;
use crate::error::{Error, Result};
use crate::regime::named::PlacedRefusal as ProjectRefusal;
use crate::report::trend::{Charting, FixedBaseline};

/// The settings, checked.
///
/// # Errors
/// 78: a target that is none, a baseline of less than two months, backwards, or said twice; a month left out twice or without a reason.
pub(super) fn charting(trend: Trend, refused: &ProjectRefusal<'_>) -> Result<Charting> {
    let target = trend.target_per_day;
    if let Some(target) = target.as_ref().filter(|target| !(0.0..1e9).contains(target.get_ref())) {
        let hint = "give delayed days per day, as in target_per_day = 12.5".to_owned();
        return Err(refused(target.span().start, format!("{} is no target", target.get_ref()), hint));
    }
    let target_per_day = target.map(Spanned::into_inner);
    let baseline = match (trend.fix_after, trend.baseline) {
        (None, None) => None,
        (Some(points), None) => Some(first_months(&points, refused)?),
        (None, Some(span)) => Some(span_of_months(&span, refused)?),
        (Some(_), Some(span)) => {
            let hint = "keep one of the two: `fix_after` for the first months, `baseline` for named ones".to_owned();
            return Err(refused(span.span().start, "`baseline` stands beside `fix_after`".to_owned(), hint));
        }
    };
    Ok(Charting { rebase: trend.rebase, target_per_day, baseline, ghosts: ghosts(trend.ghost, refused)? })
}

fn first_months(points: &Spanned<u32>, refused: &ProjectRefusal<'_>) -> Result<FixedBaseline> {
    if *points.get_ref() >= 2 {
        return Ok(FixedBaseline::First(*points.get_ref() as usize));
    }
    let hint = "give 2 months or more, better 12, as in fix_after = 12".to_owned();
    Err(refused(points.span().start, format!("`fix_after` cannot be {}", points.get_ref()), hint))
}

fn span_of_months(span: &Spanned<Vec<Month>>, refused: &ProjectRefusal<'_>) -> Result<FixedBaseline> {
    if let [first, last] = span.get_ref()[..]
        && first < last
    {
        return Ok(FixedBaseline::Months(first, last));
    }
    let months: Vec<String> = span.get_ref().iter().map(ToString::to_string).collect();
    let what =
        format!("`baseline` cannot be {}", if months.is_empty() { "empty".to_owned() } else { months.join(", ") });
    let hint = "give the first and the last month, as in baseline = [\"2018-04\", \"2019-03\"]".to_owned();
    Err(refused(span.span().start, what, hint))
}

fn ghosts(months: Vec<GhostMonth>, refused: &ProjectRefusal<'_>) -> Result<BTreeMap<Month, String>> {
    let mut ghosts = BTreeMap::new();
    for GhostMonth { month, why } in months {
        let at = why.span().start;
        let wrong = |what: String| -> Error {
            let hint =
                "write each month once with its reason, as in ghost = [{ month = \"2020-04\", why = \"first wave\" }]";
            refused(at, what, hint.to_owned())
        };
        let why = why.into_inner();
        if why.trim().is_empty() {
            return Err(wrong(format!("{month} is left out without a reason")));
        }
        if ghosts.insert(month, why.trim().to_owned()).is_some() {
            return Err(wrong(format!("{month} is left out twice")));
        }
    }
    Ok(ghosts)
}
