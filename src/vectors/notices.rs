//! Worked cases of regimes of notices and clocks.

use std::collections::BTreeMap;

use crate::domain::{Authorities, AuthorityId, Day, Minor};
use crate::liability::{Assessment, Case, ClockOutcome, DischargeVoid, NoticeClock, assess};
use crate::regime::rules::LawExclusion;
use crate::regime::{LawRule, Library, Readings, Regime, RuleId};

use super::{Mismatch, Vector, alternatives, authority, events, minor, pairs};

/// What a regime makes of a vector, in the words of vector files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VectorOutcome {
    /// One for each assessment notice.
    pub deadlines: Vec<String>,
    /// One for each discharge notice; nothing where no valid assessment notice was in force.
    pub relevant_days: Vec<Option<String>>,
    /// The chargeable days (claimed or not) with payer and price.
    pub days: Vec<(Day, AuthorityId, Minor)>,
}

impl VectorOutcome {
    /// What is owed.
    pub fn amount(&self) -> Minor {
        self.days.iter().map(|(_, _, amount)| *amount).sum()
    }

    fn payers(&self) -> BTreeMap<&'static str, i64> {
        let mut payers = BTreeMap::new();
        self.days.iter().for_each(|(_, payer, _)| *payers.entry(name(*payer)).or_default() += 1);
        payers
    }
}

/// Assesses a vector under its regime with its own readings and `more` on top.
///
/// # Errors
/// In words: what in the vector cannot be read, or why the regime refuses it.
pub fn find(vector: &Vector, library: &Library, more: &str) -> Result<VectorOutcome, String> {
    let regime = library.get(&vector.regime).ok_or_else(|| format!("no regime `{}`", vector.regime))?;
    let readings = readings(regime, &format!("{};{more}", vector.params))?;
    let rules = regime.rules(readings);
    let events = events(&vector.events)?;
    // A vector's `no:<reason>` is a fact found already; readings about scope decide it for stays, not here.
    let excluded = vector.qualifies.trim().strip_prefix("no").map(|reason| {
        let at =
            regime.file.excluded.iter().position(|ground| ground.get_ref().reason == reason.trim_start_matches(':'));
        LawExclusion(at.map_or(u8::MAX, |at| at as u8))
    });
    let first = events.iter().map(|event| event.at.day()).min();
    let authority = authority(&vector.authority, first)?;
    let case = Case::new(authority, excluded, None, &events, None);
    let mut assessment = Assessment::default();
    assess(&case, &rules, &mut assessment).map_err(|refusal| refusal.to_string())?;
    let rules = [RuleId::NotAssessed, RuleId::ServicesMissing, RuleId::ClaimNotMade].map(LawRule::Notices);
    let counted = |rule| rules.contains(&rule);
    let days = assessment.days.iter().filter(|day| counted(day.rule));
    let days = days.filter_map(|day| Some((day.day, day.payer?, day.amount)));
    Ok(VectorOutcome {
        deadlines: assessment.notices.iter().map(|notice| or_invalid(notice.deadline.ok())).collect(),
        relevant_days: assessment.clocks.iter().map(relevant_day).collect(),
        days: days.collect(),
    })
}

fn or_invalid(day: Option<Day>) -> String {
    day.map_or_else(|| "invalid".to_owned(), |day| day.to_string())
}

fn relevant_day(clock: &NoticeClock) -> Option<String> {
    match clock.outcome {
        ClockOutcome::Void(DischargeVoid::NoAssessmentNotice) => None,
        ClockOutcome::Void(_) => Some(or_invalid(None)),
        ClockOutcome::Withdrawn { .. } => Some("withdrawn".to_owned()),
        ClockOutcome::Ran(period) => Some(period.relevant_day.to_string()),
    }
}

fn readings(regime: &Regime, text: &str) -> Result<Readings, String> {
    regime.readings(&pairs(text)?).map_err(|refused| refused.to_string())
}

fn name(authority: AuthorityId) -> &'static str {
    &Authorities::england().get(authority).name
}

/// Compares a case with what its regime makes of it.
pub(super) fn compare(vector: &Vector, library: &Library) -> Result<Vec<Mismatch>, String> {
    let found = find(vector, library, "")?;
    let mut mismatches = Vec::new();
    let mut check = |column: &str, expected: String, found: String| {
        if expected != found {
            mismatches.push(vector.mismatch(column, expected, found));
        }
    };
    check("expected_deadline", parts(&vector.expected.expected_deadline).join(";"), found.deadlines.join(";"));
    let expected = parts(&vector.expected.expected_relevant_day);
    let shown = relevant_days_as_in(&found.relevant_days, &expected);
    check("expected_relevant_day", expected.join(";"), shown.join(";"));
    let day = |day: Option<&(Day, AuthorityId, Minor)>| day.map_or_else(String::new, |(day, _, _)| day.to_string());
    check("expected_first_day", vector.expected.expected_first_day.trim().to_owned(), day(found.days.first()));
    check("expected_last_day", vector.expected.expected_last_day.trim().to_owned(), day(found.days.last()));
    check("expected_days", vector.expected.expected_days.trim().to_owned(), found.days.len().to_string());
    // Blank: the year's price is not known, so there is nothing to compare.
    if !vector.expected.expected_amount.trim().is_empty() {
        check("expected_amount", minor(&vector.expected.expected_amount)?.plain(), found.amount().plain());
    }
    check("expected_payers", shown_payers(&payers(&vector.expected.expected_payers)?), shown_payers(&found.payers()));
    for (readings, expected) in alternatives(&vector.expected.alt_readings)? {
        let found = find(vector, library, readings)?;
        for (name, value) in expected {
            let column = format!("{name} under {readings}");
            match name {
                "days" => check(&column, value.to_owned(), found.days.len().to_string()),
                _ => check(&column, minor(value)?.plain(), found.amount().plain()),
            }
        }
    }
    Ok(mismatches)
}

fn parts(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A discharge notice without a valid assessment notice may be left out of the expected list or stand as `invalid`.
fn relevant_days_as_in(found: &[Option<String>], expected: &[String]) -> Vec<String> {
    if found.len() == expected.len() {
        return found.iter().map(|day| day.clone().unwrap_or_else(|| "invalid".to_owned())).collect();
    }
    found.iter().flatten().cloned().collect()
}

fn payers(text: &str) -> Result<BTreeMap<&'static str, i64>, String> {
    let mut payers = BTreeMap::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (payer, days) = part.rsplit_once(':').ok_or_else(|| format!("`{part}` is not payer:days"))?;
        let days: i64 = days.trim().parse().map_err(|_| format!("`{days}` is not a number of days"))?;
        *payers.entry(name(authority(payer, None)?)).or_default() += days;
    }
    Ok(payers)
}

fn shown_payers(payers: &BTreeMap<&str, i64>) -> String {
    let parts = payers.iter().map(|(payer, days)| format!("{payer}:{days}"));
    parts.collect::<Vec<_>>().join(";")
}
