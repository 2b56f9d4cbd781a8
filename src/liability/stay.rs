//! From a stay as recorded to its one list of days: the facts in order, the scope, and which law each day is under.

use crate::domain::codes::CareType;
use crate::domain::{Authorities, AuthorityId, Country, EventKind, LedgerStatus, Stay, StayFacts};
use crate::regime::rules::LawExclusion;
use crate::regime::{Law, LawRules, NoticeLaw};

use super::case::Case;
use super::days::AssessedDay;
use super::{Assessment, NotAssessed, assess, readiness};

/// A stay judged: every day of its delay once, under one law.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// The laws that had something to say, by their places, with what each said.
    pub under: Vec<(usize, Assessment)>,
    /// The days: the place of the law in `under`, and the day.
    pub days: Vec<(usize, AssessedDay)>,
    /// Assessments of stays before, whose memory is used again.
    spare: Vec<Assessment>,
}

impl StayFacts {
    /// On what ground a stay is out of scope of a law, if it is; nothing where its authority is not known.
    pub fn excluded(stay: &Stay, rules: &LawRules) -> Option<LawExclusion> {
        stay.authority.and_then(|authority| excluded(stay, authority, rules))
    }

    /// The case under one law.
    ///
    /// # Errors
    /// The authority of the stay is not known.
    pub fn case<'a>(&'a self, stay: &Stay, rules: &LawRules) -> Result<Case<'a>, NotAssessed> {
        let authority = stay.authority.ok_or(NotAssessed::NoAuthority)?;
        let excluded = excluded(stay, authority, rules);
        Ok(Case::new(authority, excluded, stay.ready_on, &self.events, Some(self.followed_to)))
    }
}

/// Settings in which an English stay can qualify; nothing recorded means an NHS hospital.
const HOSPITALS: [&str; 2] = ["nhs_hospital", "independent_under_nhs"];
/// Words for care that the NHS pays for.
const NHS_FUNDED: [&str; 2] = ["nhs", "NHS"];

fn excluded(stay: &Stay, authority: AuthorityId, rules: &LawRules) -> Option<LawExclusion> {
    let of_age = || stay.age_at_admission.filter(|age| *age < 18).and_then(|_| rules.exclusion("under_18"));
    let of_setting = || {
        let other = stay.setting.as_deref().filter(|setting| !HOSPITALS.contains(setting));
        other.and_then(|_| rules.exclusion("not_in_hospital"))
    };
    let of_funding = || {
        let paid = stay.funding.as_deref().filter(|funding| !NHS_FUNDED.contains(funding));
        paid.and_then(|_| rules.exclusion("paid_for"))
    };
    let of_care = || stay.care_type.filter(|care| *care != CareType::Acute).and_then(|c| rules.exclusion_of_care(c));
    // The 2003 law leaves Wales and the rest of the world out on grounds of their own.
    let of_country = || match Authorities::all().get(authority).country {
        Country::England => None,
        Country::Wales => rules.exclusion("wales").or_else(|| rules.exclusion("resident_outside_england")),
        Country::Scotland | Country::Elsewhere => rules
            .exclusion("resident_outside_england")
            .or_else(|| rules.exclusion("resident_outside_england_and_wales")),
    };
    of_country().or_else(of_care).or_else(of_setting).or_else(of_funding).or_else(of_age)
}

/// Judges a stay under the laws of a project. Each of its days comes out once: under the law whose notices count for
/// it, by the day on which an assessment notice counts as given; without any notice, under the law of the day on which
/// the delay began.
///
/// # Errors
/// A day that matters is outside the coverage, the table of holidays, or the tariff of its law.
pub fn assess_stay(stay: &Stay, facts: &StayFacts, laws: &[Law], judged: &mut Judged) -> Result<(), NotAssessed> {
    judged.spare.extend(judged.under.drain(..).map(|(_, assessment)| assessment));
    judged.days.clear();
    if laws.iter().any(|law| law.readiness().is_some()) {
        return readiness::of_stay::judge(stay, facts, laws, judged);
    }
    for at in applicable(stay, facts, laws) {
        let mut assessment = judged.spare.pop().unwrap_or_default();
        let Some(NoticeLaw { rules, .. }) = laws[at].notices() else { continue };
        assess(&facts.case(stay, rules)?, rules, &mut assessment)?;
        judged.under.push((at, assessment));
    }
    before_the_first_notice(stay, facts, laws, judged)?;
    merge(judged);
    Ok(())
}

fn applicable(stay: &Stay, facts: &StayFacts, laws: &[Law]) -> Vec<usize> {
    let counts = |law: &Law| {
        law.notices().is_some_and(|NoticeLaw { rules, .. }| {
            let notices = facts.events.iter().filter(|event| event.kind == EventKind::AssessmentNotice);
            let mut deemed = notices.filter_map(|event| rules.deemed(&rules.assessment_notice, event.at).ok());
            deemed.any(|day| rules.counts_notices_on(day))
        })
    };
    let with_notice: Vec<usize> = (0..laws.len()).filter(|at| counts(&laws[*at])).collect();
    if !with_notice.is_empty() {
        return with_notice;
    }
    let began = stay.ready_on.unwrap_or_else(|| stay.admitted_at.day());
    let in_force = |at: &usize| laws[*at].notices().is_some_and(|law| law.rules.counts_notices_on(began));
    let nearest = |at: &usize| {
        let notices = laws[*at].notices().map(|law| law.rules.notices);
        notices.map_or(i32::MAX, |(from, to)| (from - began).max(began - to))
    };
    (0..laws.len()).find(in_force).or_else(|| (0..laws.len()).min_by_key(nearest)).into_iter().collect()
}

/// A delay may have begun under an earlier law than the one whose notice came: those days are that law's.
fn before_the_first_notice(
    stay: &Stay,
    facts: &StayFacts,
    laws: &[Law],
    judged: &mut Judged,
) -> Result<(), NotAssessed> {
    let first_day = judged.under.iter().filter_map(|(_, assessment)| assessment.days.first()).map(|day| day.day).min();
    let Some(first_day) = first_day else { return Ok(()) };
    let in_force = |at: &usize| laws[*at].notices().is_some_and(|law| law.rules.counts_notices_on(first_day));
    let Some(at) = (0..laws.len()).find(in_force) else { return Ok(()) };
    if judged.under.iter().any(|(under, _)| *under == at) {
        return Ok(());
    }
    let mut assessment = judged.spare.pop().unwrap_or_default();
    let Some(NoticeLaw { rules, .. }) = laws[at].notices() else { return Ok(()) };
    assess(&facts.case(stay, rules)?, rules, &mut assessment)?;
    assessment.days.retain(|day| day.day <= rules.notices.1);
    judged.under.push((at, assessment));
    Ok(())
}

/// One row a day. Where two laws have notices for one stay, a day goes to the law that charges it, else to the one that
/// says more about it than that a notice was missing.
fn merge(judged: &mut Judged) {
    let weight = |day: &AssessedDay| match day.status() {
        LedgerStatus::Chargeable | LedgerStatus::NoPayer => 0,
        LedgerStatus::NotInForce => 3,
        LedgerStatus::NoticeMissing => 2,
        _ => 1,
    };
    for (law, (_, assessment)) in judged.under.iter().enumerate() {
        judged.days.extend(assessment.days.iter().map(|day| (law, *day)));
    }
    if judged.under.len() > 1 {
        judged.days.sort_by_key(|(law, day)| (day.day, weight(day), *law));
        judged.days.dedup_by_key(|(_, day)| day.day);
    }
}
