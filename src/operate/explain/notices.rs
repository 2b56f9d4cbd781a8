//! What each notice did, with the dates used and the sections.

use super::ExplainBasis;
use crate::domain::{Moment, StayFacts};
use crate::liability::{
    CaseOfStays, ClockOutcome, DischargeVoid, Judged, LiabilityPeriod, NoticeClock, NoticeOutcome, NoticeVoid,
    TestOutcome,
};
use crate::regime::file::RegimeFile;
use crate::regime::{NoticeLaw, RuleId};

/// What the notices of a stay did under each law that it was judged by.
pub(super) fn notices(case: &CaseOfStays<'_>, known: &ExplainBasis<'_>, judged: &Judged) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, assessment) in &judged.under {
        let Some(law) = known.laws[*at].notices() else { continue };
        if StayFacts::excluded(case.first(), &law.rules).is_some() {
            lines.push("not looked at: the stay is out of scope".to_owned());
        }
        lines.extend(assessment.notices.iter().map(|notice| assessment_notice(notice, &law.regime.file)));
        for clock in &assessment.clocks {
            lines.extend(discharge_notice(clock, case, law, &assessment.notices));
        }
    }
    lines
}

fn given(moment: Moment) -> String {
    format!("{} at {}", moment.day().with_weekday(), moment.time())
}

fn assessment_notice(notice: &NoticeOutcome, file: &RegimeFile) -> String {
    let late = file.assessment_notice.late.last().map_or("", |late| &late.cite);
    let outcome = match notice.deadline {
        Ok(deadline) => {
            format!("the minimum interval ends on {} [{}]", deadline.with_weekday(), file.interval.days.cite)
        }
        Err(NoticeVoid::TooEarly) => {
            let earliest = &file.assessment_notice.earliest_days_before_admission;
            format!("void: more than {} days before admission [{}]", earliest.value, earliest.cite)
        }
        Err(NoticeVoid::OutsideRegime) => format!("void: outside the days of the regime [{}]", file.force.notices.cite),
        Err(NoticeVoid::AfterDeparture) => {
            "void: given after the patient left [reading notice_after_departure]".to_owned()
        }
    };
    let withdrawn =
        notice.withdrawn.map_or_else(String::new, |(_, moment)| format!("; withdrawn on {}", given(moment)));
    format!(
        "Assessment notice of {}: counts as given on {} [{late}]; {outcome}{withdrawn}",
        given(notice.given),
        notice.deemed.with_weekday()
    )
}

fn discharge_notice(
    clock: &NoticeClock,
    case: &CaseOfStays<'_>,
    law: &NoticeLaw,
    all: &[NoticeOutcome],
) -> Vec<String> {
    let file = &law.regime.file;
    let late = file.discharge_notice.late.last().map_or("", |late| &late.cite);
    let mut line = format!(
        "Discharge notice of {}: counts as given on {} [{late}], proposing {}",
        given(clock.given),
        clock.deemed.with_weekday(),
        clock.proposed.with_weekday()
    );
    let period = match clock.outcome {
        ClockOutcome::Void(void) => {
            line.push_str(match void {
                DischargeVoid::NoAssessmentNotice => "; void: no valid assessment notice was in force",
                DischargeVoid::TooShort => "; void: not far enough ahead of the proposed day",
                DischargeVoid::AfterDeparture => "; void: given after the patient left",
                DischargeVoid::NeedsNewAssessmentNotice => "; void: a fresh assessment notice was needed",
            });
            if void == DischargeVoid::TooShort {
                line.push_str(&format!(" [{}]", file.discharge_notice.lead_days.cite));
            }
            return vec![line];
        }
        ClockOutcome::Withdrawn { relevant_day, on, .. } => {
            line.push_str(&format!(
                "; withdrawn on {}, before the end of {}",
                on.with_weekday(),
                relevant_day.with_weekday()
            ));
            return vec![line];
        }
        ClockOutcome::Ran(period) => period,
    };
    let deadline = clock.notice.and_then(|at| all[at].deadline.ok());
    let because = match deadline {
        Some(deadline) if deadline > clock.proposed => "the last day of the minimum interval",
        _ => "the day proposed",
    };
    let cite = law.rule(RuleId::UntilRelevantDay).map_or("", |rule| &rule.cite);
    line.push_str(&format!("; relevant day {}, {because} [{cite}]", period.relevant_day.with_weekday()));
    let (rule, words) = match period.test {
        TestOutcome::NotAssessed => (RuleId::NotAssessed, "liable, not assessed"),
        TestOutcome::ServicesMissing => {
            (RuleId::ServicesMissing, "liable, services missing and nothing else in the way")
        }
        TestOutcome::Left => (RuleId::UntilRelevantDay, "not liable, the patient had left"),
        TestOutcome::Ready => (RuleId::ReadyAtTest, "not liable, assessed and ready"),
        TestOutcome::OtherCause => (RuleId::OtherCauseAtTest, "not liable, there was another cause"),
    };
    let cite = law.rule(rule).map_or("", |rule| &rule.cite);
    let mut lines = vec![line, format!("  At the end of {}: {words} [{cite}]", period.relevant_day.with_weekday())];
    if period.test.is_liable() {
        lines.push(charged(&period, case, file));
    }
    lines
}

/// The days that a period charges, and what ended it.
fn charged(period: &LiabilityPeriod, case: &CaseOfStays<'_>, file: &RegimeFile) -> String {
    let ended = period.ended_by.map_or_else(
        || "still open".to_owned(),
        |(stop, at)| {
            let stop_cite = file.stop.iter().find(|written| written.get_ref().event == stop);
            let cite = stop_cite.map_or("", |written| &written.get_ref().cite);
            format!("ended by {} on {} [{cite}]", stop.words(), given(case.facts.events[at].at))
        },
    );
    if period.first <= period.last {
        let cite = &file.start.moves_past_rest_days.cite;
        format!("  Period: {} [{cite}] to {}, {ended}", period.first.with_weekday(), period.last.with_weekday())
    } else {
        format!("  No day to charge: the period could start on {} and was {ended}", period.first.with_weekday())
    }
}
