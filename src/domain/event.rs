//! Dated facts about a stay: what each side notified the other of, and what happened to the patient.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::authority::AuthorityId;
use super::day::Day;
use super::moment::Moment;
use super::serde_forms::as_text;

macro_rules! event_kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What kind of fact an event is: the union of all regimes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventKind {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl EventKind {
            /// Every kind, in the order of the design.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

event_kinds! {
    /// The patient was admitted.
    Admission = "admission",
    /// The day on which the patient is expected to be admitted.
    ExpectedAdmission = "expected_admission",
    /// England: s.2 notice (2003), assessment notice (2014).
    AssessmentNotice = "assessment_notice",
    /// England: s.5(3) notice (2003), discharge notice (2014). Value: the proposed day of discharge.
    DischargeNotice = "discharge_notice",
    /// The assessment notice was withdrawn.
    AssessmentNoticeWithdrawn = "assessment_notice_withdrawn",
    /// The discharge notice was withdrawn.
    DischargeNoticeWithdrawn = "discharge_notice_withdrawn",
    /// The authority had assessed and decided (2003); the later of needs and applicable carer assessment (2014).
    Assessed = "assessed",
    /// Everything decided or planned, for patient and carer, was ready to be provided.
    ServicesReady = "services_ready",
    /// Some of it was ready.
    PartialServicesReady = "partial_services_ready",
    /// The authority gave notice that assessments were done and services in place.
    AuthorityReadyNotice = "authority_ready_notice",
    /// Discharged by the hospital.
    Discharged = "discharged",
    /// Discharged themselves.
    SelfDischarged = "self_discharged",
    /// Died.
    Died = "died",
    /// Needed a further course of treatment.
    FurtherTreatment = "further_treatment",
    /// The patient arranged own or other care.
    OwnCare = "own_care",
    /// A short-term deterioration, from..until.
    Deterioration = "deterioration",
    /// A cause on the health side, from..until.
    NhsCause = "nhs_cause",
    /// Another authority took over. Value: that authority.
    AuthorityRedirect = "authority_redirect",
    /// Nordic: the admission message.
    AdmissionNotice = "admission_notice",
    /// Nordic: the need for municipal services became clear after admission.
    NeedIdentified = "need_identified",
    /// Ready to leave.
    Ready = "ready",
    /// Nordic: the readiness notice.
    ReadinessNotice = "readiness_notice",
    /// Norway: the meeting of the partners.
    CoordinationMeeting = "coordination_meeting",
    /// Norway: the municipality's answer. Value: `can` or `cannot`.
    MunicipalityReply = "municipality_reply",
    /// Norway: the municipality had a place.
    PlaceReady = "place_ready",
    /// No longer ready.
    Relapse = "relapse",
    /// Sweden: a joint plan is required.
    JointPlanRequired = "joint_plan_required",
    /// Sweden: the call to joint planning.
    JointPlanCalled = "joint_plan_called",
    /// Sweden before 2018: the call to care planning.
    PlanningCall = "planning_call",
    /// Sweden: region-financed open care was not to be had.
    RegionalCareUnavailable = "regional_care_unavailable",
    /// Sweden: region-financed open care could be had.
    RegionalCareAvailable = "regional_care_available",
    /// Denmark: moved. Value: the new municipality.
    ResidenceMoved = "residence_moved",
}

/// What the value of an event must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRule {
    /// There must be none.
    Nothing,
    /// A day.
    Day,
    /// A local authority.
    Authority,
    /// Some word of the regime.
    Word,
    /// A word of the regime, or none.
    OptionalWord,
}

impl EventKind {
    /// What its value must be.
    pub fn value_rule(self) -> ValueRule {
        match self {
            Self::DischargeNotice => ValueRule::Day,
            Self::AuthorityRedirect => ValueRule::Authority,
            Self::MunicipalityReply | Self::ResidenceMoved => ValueRule::Word,
            Self::JointPlanRequired => ValueRule::OptionalWord,
            _ => ValueRule::Nothing,
        }
    }

    /// The words that its value can be, where these alone are known.
    pub fn words(self) -> Option<[&'static str; 2]> {
        match self {
            Self::MunicipalityReply => Some(["can", "cannot"]),
            Self::JointPlanRequired => Some(["yes", "no"]),
            _ => None,
        }
    }

    /// Whether it lasts from one moment until another.
    pub fn lasts(self) -> bool {
        matches!(self, Self::Deterioration | Self::NhsCause)
    }

    /// Whether the time of day can move money, so that a day alone is not enough: cut-offs, the eleven o'clock rules.
    pub fn needs_time(self) -> bool {
        matches!(
            self,
            Self::AssessmentNotice
                | Self::DischargeNotice
                | Self::ServicesReady
                | Self::PartialServicesReady
                | Self::Discharged
                | Self::SelfDischarged
                | Self::ReadinessNotice
        )
    }

    /// Whether the patient left the hospital by it.
    pub fn is_departure(self) -> bool {
        matches!(self, Self::Discharged | Self::SelfDischarged | Self::Died)
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Text that names no kind of event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of event")]
pub struct NoSuchKind(pub String);

impl FromStr for EventKind {
    type Err = NoSuchKind;
    fn from_str(text: &str) -> Result<Self, NoSuchKind> {
        Self::ALL.iter().find(|kind| kind.name() == text).copied().ok_or_else(|| NoSuchKind(text.to_owned()))
    }
}

as_text!(EventKind);

/// What an event says beyond that it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventValue {
    /// Nothing more.
    #[default]
    Nothing,
    /// A proposed day.
    Day(Day),
    /// The authority that took over.
    Authority(AuthorityId),
    /// A word of the regime, such as `cannot`.
    Word(Box<str>),
}

/// One dated fact about a stay.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Event {
    /// What kind of fact.
    pub kind: EventKind,
    /// When it happened, or from when it lasted, by the local clock.
    pub at: Moment,
    /// Until when it lasted (the last second of a day where only the day is known); only for kinds that last.
    pub until: Option<Moment>,
    /// What it says.
    pub value: EventValue,
}

/// An event as a delivery gave it: which stay, and which record said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    /// The stay.
    pub stay_id: Box<str>,
    /// The fact.
    pub event: Event,
    /// Where the record came from.
    pub origin: super::stay::Origin,
}
