//! The report of a project that makes no bill: what its conventions count.

use crate::domain::ReceiptList;
use crate::error::Result;
use crate::operate::month::judged::JudgedMonth;
use crate::operate::trend::authority;
use crate::project::Project;
use crate::query::Engine;
use crate::report::model::Report;
use crate::report::statistics::{CountedBy, StatisticsBasis, statistics};

/// The report of a month that was counted.
pub(crate) fn report(
    project: &Project,
    receipts: &ReceiptList,
    judged: &JudgedMonth,
    engine: &mut Engine,
) -> Result<Report> {
    let months = project.conventions.iter().zip(&judged.count.months);
    let counted = months.map(|(convention, month)| CountedBy {
        convention,
        days: month.days,
        lacking: month.lacking(),
        places: month
            .places
            .iter()
            .map(|((provider, council), days)| {
                let name =
                    project.names.get(provider).map_or_else(|| provider.clone(), |name| format!("{name} ({provider})"));
                (name, if council.is_empty() { "not known".to_owned() } else { authority(council) }, *days)
            })
            .collect(),
    });
    let not_counted = judged.count.not_counted.iter();
    let basis = StatisticsBasis {
        owner: &project.name,
        month: judged.month.month,
        as_of: judged.month.as_of,
        edition: judged.month.edition,
        counted: counted.collect(),
        not_counted: not_counted
            .map(|row| [&row.convention, &row.stay_id, &row.not_known, &row.words].map(Clone::clone))
            .collect(),
        receipts,
    };
    statistics(&basis, engine)
}
