//! A group settled on its mean: how many days are above the threshold, and what they cost. Pure.

use crate::domain::Minor;
use crate::regime::group_mean::{ExcessOf, MeanOf};

/// The days of a group above its threshold, in hundredths of a day, as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupExcess {
    days: i128,
    of: i128,
}

/// The days above the threshold of the last of some months, each month with the days of every patient who left in it, all in
/// hundredths of a day. A patient who left on the day of readiness has no days and is counted.
pub fn group_excess(months: &[Vec<i64>], threshold: i64, excess_of: ExcessOf, mean_of: MeanOf) -> GroupExcess {
    let patients = |month: &Vec<i64>| month.len() as i128;
    let above = |month: &Vec<i64>| -> i128 {
        let days = month.iter().map(|days| i128::from(days - threshold));
        match excess_of {
            ExcessOf::TotalExcess => days.sum(),
            ExcessOf::IndividualExcess => days.map(|days| days.max(0)).sum(),
        }
    };
    let Some(settled) = months.last() else { return GroupExcess { days: 0, of: 1 } };
    let with_patients = || months.iter().filter(|month| !month.is_empty());
    let (days, of) = match mean_of {
        MeanOf::Month => (above(settled), 1),
        MeanOf::ThreeMonths => {
            let all: i128 = with_patients().map(patients).sum();
            (with_patients().map(above).sum::<i128>() * patients(settled), all)
        }
        // The mean of fractions: over the product of the numbers of patients, which are three at most.
        MeanOf::ThreeMonthlyMeans => {
            let product: i128 = with_patients().map(patients).product();
            let sum: i128 = with_patients().map(|month| above(month) * (product / patients(month))).sum();
            (sum * patients(settled), product * with_patients().count() as i128)
        }
    };
    GroupExcess { days: days.max(0), of: of.max(1) }
}

impl GroupExcess {
    /// What the days cost at a price, to the smallest coin, halves up.
    pub fn amount(self, price: Minor) -> Minor {
        let of = 100 * self.of;
        Minor(i64::try_from((2 * self.days * i128::from(price.0) + of) / (2 * of)).unwrap_or(i64::MAX))
    }

    /// The days to two decimals, halves up, without zeros at the end: `4`, `62.49`.
    pub fn days(self) -> String {
        let hundredths = (2 * self.days + self.of) / (2 * self.of);
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}
