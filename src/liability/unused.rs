//! Kinds of events that a law has no use for: they change no bill, and that is said.

use crate::domain::EventKind;
use crate::regime::file::StopEvent;
use crate::regime::readings::{Partial2014, ReadyNoticeProof};
use crate::regime::{Law, LawRules, Procedure};

/// Whether an event of this kind can change what a law charges, under its readings.
pub fn is_used(law: &Law, kind: EventKind) -> bool {
    match &law.procedure {
        Procedure::Notices(law) => is_used_by_notices(&law.rules, kind),
        Procedure::Readiness(law) => law.uses(kind),
    }
}

fn is_used_by_notices(rules: &LawRules, kind: EventKind) -> bool {
    let stops = |event: StopEvent| rules.stops.iter().any(|stop| stop.event == event);
    match kind {
        EventKind::Admission
        | EventKind::ExpectedAdmission
        | EventKind::AssessmentNotice
        | EventKind::DischargeNotice
        | EventKind::AssessmentNoticeWithdrawn
        | EventKind::DischargeNoticeWithdrawn
        | EventKind::Assessed
        | EventKind::ServicesReady
        | EventKind::Discharged
        | EventKind::SelfDischarged
        | EventKind::Died
        | EventKind::Deterioration
        | EventKind::NhsCause
        | EventKind::AuthorityRedirect
        | EventKind::Ready => true,
        EventKind::PartialServicesReady => rules.readings.partial_2014 == Partial2014::Any,
        EventKind::AuthorityReadyNotice => {
            stops(StopEvent::AuthorityReadyNotice)
                || rules.readings.ready_notice_proof == ReadyNoticeProof::ProvesReadiness
        }
        EventKind::FurtherTreatment => stops(StopEvent::FurtherTreatment),
        EventKind::OwnCare => stops(StopEvent::OwnCare),
        EventKind::AdmissionNotice
        | EventKind::NeedIdentified
        | EventKind::ReadinessNotice
        | EventKind::CoordinationMeeting
        | EventKind::MunicipalityReply
        | EventKind::PlaceReady
        | EventKind::Relapse
        | EventKind::JointPlanRequired
        | EventKind::JointPlanCalled
        | EventKind::PlanningCall
        | EventKind::RegionalCareUnavailable
        | EventKind::RegionalCareAvailable
        | EventKind::ResidenceMoved => false,
    }
}
