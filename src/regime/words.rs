//! A regime of any procedure in words.

use super::group_mean::GroupMeanRegime;
use super::library::AnyRegime;
use super::readiness::show::remarks_and_readings;
use super::show::cited;
use super::{readiness, show};

/// One line for a list.
pub fn line(regime: &AnyRegime) -> String {
    match regime {
        AnyRegime::Notices(regime) => show::line(regime),
        AnyRegime::Readiness(regime) => readiness::show::line(regime),
        AnyRegime::GroupMean(regime) => group_line(regime),
    }
}

/// The whole law.
pub fn words(regime: &AnyRegime) -> Vec<String> {
    match regime {
        AnyRegime::Notices(regime) => show::words(regime),
        AnyRegime::Readiness(regime) => readiness::show::words(regime),
        AnyRegime::GroupMean(regime) => group_words(regime),
    }
}

fn group_line(regime: &GroupMeanRegime) -> String {
    let coverage = &regime.file.coverage;
    format!("{}  {}  from {} to {}  {}", regime.id(), regime.file.regime.title, coverage.from, coverage.to, regime.path)
}

fn group_words(regime: &GroupMeanRegime) -> Vec<String> {
    let (file, head) = (&regime.file, &regime.file.regime);
    let (threshold, population, prices) = (&file.threshold_days, &file.population, &head.prices_of);
    let mut lines = vec![
        format!("{}: {} ({})", regime.id(), head.title, head.jurisdiction),
        format!("file {} with SHA-256 {}", regime.path, regime.hash),
        format!("covers {} to {}: {}", file.coverage.from, file.coverage.to, file.coverage.why),
        format!("not seen: {}", head.not_seen),
        "\nForce".to_owned(),
        cited(head.duty.value.words(), &head.duty.cite, head.duty.grade),
        "\nThe group".to_owned(),
        cited(&population.value, &population.cite, population.grade),
        cited(&format!("{} days of the mean are free", threshold.value), &threshold.cite, threshold.grade),
        cited("charged is what is above it", &file.excess.cite, file.excess.grade),
        cited("the mean is of the calendar month", &file.mean_of.cite, file.mean_of.grade),
        cited(&format!("a day has the price of {}", prices.value), &prices.cite, prices.grade),
    ];
    lines.extend(remarks_and_readings(&file.remark, &file.reading));
    lines
}
