//! The report of a project that makes no bill: what its conventions count.

use crate::domain::ReceiptList;
use crate::error::Result;
use crate::operate::bridge::not_known_in_words;
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
    let language = project.language;
    let not_known = || language.word("not-known").to_owned();
    let months = project.conventions.iter().zip(&judged.count.months);
    let counted = months.map(|(convention, month)| CountedBy {
        convention,
        days: month.days,
        lacking: month.lacking(language),
        places: month
            .places
            .iter()
            .map(|((provider, council), days)| {
                let name =
                    project.names.get(provider).map_or_else(|| provider.clone(), |name| format!("{name} ({provider})"));
                (name, if council.is_empty() { not_known() } else { authority(council) }, *days)
            })
            .collect(),
    });
    let not_counted = judged.count.not_counted.iter();
    let basis = StatisticsBasis {
        language,
        owner: &project.name,
        month: judged.month.month,
        as_of: judged.month.as_of,
        edition: judged.month.edition,
        counted: counted.collect(),
        not_counted: not_counted
            .map(|row| {
                let words = not_known_in_words(language, &row.words);
                [row.convention.clone(), row.stay_id.clone(), row.not_known.clone(), words]
            })
            .collect(),
        receipts,
    };
    statistics(&basis, engine)
}
