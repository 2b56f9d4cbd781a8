//! Values of charts for small counts: a count of a denominator as its share, and times between events.

use super::series::OrderedSeries;
use super::settings::ChartKind;
use crate::files::strict_csv::CsvIssues;
use crate::files::wording::shown;

/// The values to chart and their denominators, which only a P chart has. Nothing if a flaw was noted.
pub(super) fn values(
    series: &OrderedSeries<'_>,
    kind: ChartKind,
    issues: &mut CsvIssues,
) -> Option<(Vec<f64>, Vec<f64>)> {
    let (mut values, mut denominators, mut is_right) = (Vec::new(), Vec::new(), true);
    for row in &series.rows {
        let written = row.line.text("denominator");
        let denominator: Option<f64> =
            written.parse().ok().filter(|of: &f64| of.is_finite() && *of >= 1.0 && of.fract() == 0.0);
        let mut wrong = |column: &'static str, what: String, hint: &'static str| {
            is_right = false;
            issues.add(|| row.line.issue("R_COUNT", column, format!("series `{}`: {what}", shown(&series.id)), hint));
        };
        match (kind, denominator) {
            (ChartKind::P, None) => {
                let what = format!("`{}` is no denominator", shown(&written));
                wrong("denominator", what, "write of how many the value is a count: a whole number, 1 or more");
            }
            (ChartKind::P, Some(of)) if !(0.0..=of).contains(&row.value) || row.value.fract() != 0.0 => {
                let what = format!("`{}` is no count out of {of}", row.value);
                wrong("value", what, "a P chart wants the count itself, a whole number from 0 to the denominator");
            }
            (ChartKind::P, Some(of)) => {
                values.push(row.value / of);
                denominators.push(of);
            }
            (ChartKind::Xmr | ChartKind::T, _) if !written.is_empty() => {
                wrong(
                    "denominator",
                    "a denominator belongs to a P chart".to_owned(),
                    "write `p` in the column `chart`, or leave it out",
                );
            }
            (ChartKind::T, _) if row.value < 0.0 => {
                wrong(
                    "value",
                    format!("`{}` is no time between events", row.value),
                    "write the days since the event before",
                );
            }
            (ChartKind::Xmr | ChartKind::T, _) => values.push(row.value),
        }
    }
    is_right.then_some((values, denominators))
}
