//! Why a stay cannot be judged, and why it is not known what is at stake, in the language of the report.

use crate::domain::{Authorities, Language, Standing};
use crate::liability::{NotAssessed, NotJudged, NotKnown};

use super::successors::{began, ended};

/// Why it is not known what is at stake.
pub fn not_known(language: Language, why: &NotKnown) -> String {
    let days = |days: &usize| [("days", (*days as i64).into())];
    match why {
        NotKnown::Refused(why) => refusal(language, why),
        NotKnown::Price(of) => language.instead("not-known-price", &days(of), || why.to_string()),
        NotKnown::Tariff(of) => language.instead("not-known-tariff", &days(of), || why.to_string()),
    }
}

/// Why a stay cannot be judged.
pub(super) fn refusal(language: Language, why: &NotAssessed) -> String {
    let (id, arguments) = match why {
        NotAssessed::OutOfCoverage { day, from, to } => {
            ("refused-coverage", vec![("day", (*day).into()), ("from", (*from).into()), ("to", (*to).into())])
        }
        NotAssessed::NotTabled(not) | NotAssessed::Readiness(NotJudged::NotTabled(not)) => {
            ("refused-holidays", vec![("day", not.day.into())])
        }
        NotAssessed::NoPrice(not) => ("refused-price", vec![("day", not.day.into())]),
        NotAssessed::NoAuthority => ("refused-no-authority", Vec::new()),
        NotAssessed::Ended { day, named } => {
            let list = Authorities::all();
            let why = match list.on(*named, *day) {
                Standing::NotYet => began(language, list, *named),
                _ => ended(language, list, *named),
            };
            let name = ("name", (&list.get(*named).name).into());
            ("refused-ended", vec![("day", (*day).into()), name, ("why", why.into())])
        }
        NotAssessed::Readiness(NotJudged::NotAMoment(_)) => ("refused-moment", Vec::new()),
        NotAssessed::Readiness(NotJudged::TwoClaim { day, first, second }) => {
            ("refused-two-claim", vec![("day", (*day).into()), ("first", first.into()), ("second", second.into())])
        }
        NotAssessed::Readiness(NotJudged::NoPayer { day }) => ("refused-no-payer", vec![("day", (*day).into())]),
    };
    language.instead(id, &arguments, || why.to_string())
}
