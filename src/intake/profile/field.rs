//! The columns that a delivery can have, by name, and which table needs which.

use crate::intake::NativeTable;

macro_rules! fields {
    ($($field:ident = $name:literal,)+) => {
        /// One column of the native tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $(#[doc = concat!("`", $name, "`")] $field,)+ }

        impl Field {
            /// Every column.
            pub const ALL: &'static [Self] = &[$(Self::$field,)+];

            /// Its name in the header.
            pub fn name(self) -> &'static str {
                match self { $(Self::$field => $name,)+ }
            }
        }
    };
}

fields! {
    StayId = "stay_id",
    NhsNumber = "nhs_number",
    PersonNumber = "person_number",
    PersonKey = "person_key",
    ProviderCode = "provider_code",
    SiteCode = "site_code",
    AuthorityCode = "authority_code",
    RegisteredIn = "registered_in",
    StayingIn = "staying_in",
    AdmittedAt = "admitted_at",
    ExpectedAdmissionOn = "expected_admission_on",
    ReadyOn = "ready_on",
    DischargedAt = "discharged_at",
    AdmissionMethod = "admission_method",
    DischargeMethod = "discharge_method",
    DischargeDestination = "discharge_destination",
    TreatmentFunctionCode = "treatment_function_code",
    CareType = "care_type",
    Setting = "setting",
    Funding = "funding",
    AgeAtAdmission = "age_at_admission",
    Kind = "kind",
    At = "at",
    Until = "until",
    Value = "value",
    FromOn = "from_on",
    ToOn = "to_on",
    ReasonCode = "reason_code",
    AttributedTo = "attributed_to",
    ClaimId = "claim_id",
    AdmittedOn = "admitted_on",
    Days = "days",
    AmountMinor = "amount_minor",
    RateMinor = "rate_minor",
    Currency = "currency",
    PayeeCode = "payee_code",
    PayerCode = "payer_code",
    SourceId = "source_id",
    SourceRecord = "source_record",
    PersonId = "person_id",
    ChiNumber = "chi_number",
    BirthDate = "birth_date",
    Sex = "sex",
    ProviderSiteCode = "provider_site_code",
    FormerAuthorityCode = "former_authority_code",
    EpisodeKey = "episode_key",
    EpisodeStart = "episode_start",
    EpisodeEnd = "episode_end",
    EpisodeOrder = "episode_order",
    EpisodeStatus = "episode_status",
    EpisodeType = "episode_type",
    Transit = "transit",
    PatientClassification = "patient_classification",
    IntendedManagement = "intended_management",
    SpellEnd = "spell_end",
    Fce = "fce",
    Fae = "fae",
    FaeEmergency = "fae_emergency",
    Fde = "fde",
    Month = "month",
    OutOfArea = "out_of_area",
    SecondReasonCode = "second_reason_code",
    ReferredOn = "referred_on",
    DischargeReason = "discharge_reason",
    PeriodFrom = "period_from",
    PeriodTo = "period_to",
    ClientType = "client_type",
    DiedOn = "died_on",
    SupportReason = "support_reason",
    EventType = "event_type",
    EventReference = "event_reference",
    StartedOn = "started_on",
    EndedOn = "ended_on",
    Description = "description",
    Outcome = "outcome",
    Route = "route",
    AssessmentType = "assessment_type",
    ServiceType = "service_type",
    ServiceComponent = "service_component",
    DeliveryMechanism = "delivery_mechanism",
    ReviewReason = "review_reason",
}

impl Field {
    /// Whether a delivery may have it although its values are ours to give.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::SourceId | Self::SourceRecord)
    }

    /// Whether tables and reports have its text as the sender wrote it: no day, amount, number of a person or word of ours.
    pub fn is_kept_as_written(self) -> bool {
        use Field::{
            AdmissionMethod, ClaimId, DischargeDestination, DischargeMethod, Funding, PayeeCode, ProviderCode,
            ReasonCode, RegisteredIn, Setting, SiteCode, StayId, StayingIn, TreatmentFunctionCode, Value,
        };
        matches!(self, StayId | ClaimId | ProviderCode | SiteCode | PayeeCode | RegisteredIn | StayingIn | Value)
            || matches!(self, AdmissionMethod | DischargeMethod | DischargeDestination | TreatmentFunctionCode)
            || matches!(self, Setting | Funding | ReasonCode)
            || self.is_ours()
    }
}

/// What a column of a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A column of a table.
    Field(Field),
    /// When an event of the profile's list happened.
    EventAt(u8),
    /// What it says.
    EventValue(u8),
    /// Until when it lasted.
    EventUntil(u8),
    /// A column that is checked and not kept, by its place in the profile's list.
    Check(u8),
}

/// The most events, and the most checked columns, that a profile can have in columns of their own.
pub const MOST: usize = 32;

impl Item {
    /// How many items there can be.
    pub const COUNT: usize = Field::ALL.len() + 4 * MOST;

    /// Its place among all items.
    pub fn index(self) -> usize {
        let behind = |block: usize, number: u8| Field::ALL.len() + block * MOST + usize::from(number) % MOST;
        match self {
            Self::Field(field) => field as usize,
            Self::EventAt(number) => behind(0, number),
            Self::EventValue(number) => behind(1, number),
            Self::EventUntil(number) => behind(2, number),
            Self::Check(number) => behind(3, number),
        }
    }

    /// What to call it where the file has no such column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name(),
            Self::EventAt(_) | Self::EventValue(_) | Self::EventUntil(_) => "event",
            Self::Check(_) => "",
        }
    }
}

impl Item {
    /// Whether its values are names, which numbers are not.
    pub fn is_name(self) -> bool {
        let number = |field| {
            matches!(
                field,
                Field::AgeAtAdmission
                    | Field::EpisodeOrder
                    | Field::Days
                    | Field::AmountMinor
                    | Field::RateMinor
                    | Field::Month
            )
        };
        matches!(self, Self::Field(field) if !number(field)) && !self.is_date()
    }

    /// Whether not even a part of a value may be shown: a birthday, or a number whose digits are one.
    pub fn is_private(self) -> bool {
        matches!(
            self,
            Self::Field(Field::BirthDate | Field::ChiNumber | Field::DiedOn | Field::PersonId | Field::EventReference)
        )
    }

    /// Whether its values are days or moments.
    pub fn is_date(self) -> bool {
        let Self::Field(field) = self else { return matches!(self, Self::EventAt(_) | Self::EventUntil(_)) };
        matches!(
            field,
            Field::AdmittedAt
                | Field::ExpectedAdmissionOn
                | Field::ReadyOn
                | Field::DischargedAt
                | Field::At
                | Field::Until
                | Field::FromOn
                | Field::ToOn
                | Field::BirthDate
                | Field::DiedOn
                | Field::EpisodeStart
                | Field::EpisodeEnd
                | Field::ReferredOn
                | Field::PeriodFrom
                | Field::PeriodTo
                | Field::StartedOn
                | Field::EndedOn
                | Field::AdmittedOn
        )
    }
}

impl From<Field> for Item {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}

impl NativeTable {
    /// The columns of the table, in their order.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Stay => STAY,
            Self::Event => EVENT,
            Self::Reason => REASON,
            Self::Claim => CLAIM,
        }
    }
}

const STAY: &[Field] = &[
    Field::StayId,
    Field::NhsNumber,
    Field::PersonNumber,
    Field::PersonKey,
    Field::ProviderCode,
    Field::SiteCode,
    Field::AuthorityCode,
    Field::RegisteredIn,
    Field::StayingIn,
    Field::AdmittedAt,
    Field::ExpectedAdmissionOn,
    Field::ReadyOn,
    Field::DischargedAt,
    Field::AdmissionMethod,
    Field::DischargeMethod,
    Field::DischargeDestination,
    Field::TreatmentFunctionCode,
    Field::CareType,
    Field::Setting,
    Field::Funding,
    Field::AgeAtAdmission,
    Field::SourceId,
    Field::SourceRecord,
];

const EVENT: &[Field] =
    &[Field::StayId, Field::Kind, Field::At, Field::Until, Field::Value, Field::SourceId, Field::SourceRecord];

const REASON: &[Field] = &[
    Field::StayId,
    Field::FromOn,
    Field::ToOn,
    Field::ReasonCode,
    Field::AttributedTo,
    Field::SourceId,
    Field::SourceRecord,
];

/// What can be read of an episode.
pub(crate) const EPISODE: &[Field] = &[
    Field::NhsNumber,
    Field::PersonKey,
    Field::PersonId,
    Field::ProviderCode,
    Field::ProviderSiteCode,
    Field::SiteCode,
    Field::AuthorityCode,
    Field::FormerAuthorityCode,
    Field::AdmittedAt,
    Field::ReadyOn,
    Field::DischargedAt,
    Field::AdmissionMethod,
    Field::DischargeMethod,
    Field::DischargeDestination,
    Field::TreatmentFunctionCode,
    Field::AgeAtAdmission,
    Field::EpisodeKey,
    Field::EpisodeStart,
    Field::EpisodeEnd,
    Field::EpisodeOrder,
    Field::EpisodeStatus,
    Field::EpisodeType,
    Field::Transit,
    Field::PatientClassification,
    Field::IntendedManagement,
    Field::SpellEnd,
    Field::Fce,
    Field::Fae,
    Field::FaeEmergency,
    Field::Fde,
];

/// What can be read of a patient's month in Scotland's return.
pub(crate) const SUBMISSION: &[Field] = &[
    Field::Month,
    Field::ChiNumber,
    Field::Sex,
    Field::BirthDate,
    Field::ProviderCode,
    Field::SiteCode,
    Field::AuthorityCode,
    Field::OutOfArea,
    Field::TreatmentFunctionCode,
    Field::ReasonCode,
    Field::SecondReasonCode,
    Field::AdmittedAt,
    Field::ReferredOn,
    Field::ReadyOn,
    Field::DischargedAt,
    Field::DischargeReason,
];

/// What can be read of an event of social care.
pub(crate) const CARE_EVENT: &[Field] = &[
    Field::AuthorityCode,
    Field::PeriodFrom,
    Field::PeriodTo,
    Field::NhsNumber,
    Field::PersonKey,
    Field::PersonId,
    Field::BirthDate,
    Field::DiedOn,
    Field::ClientType,
    Field::SupportReason,
    Field::EventType,
    Field::EventReference,
    Field::StartedOn,
    Field::EndedOn,
    Field::Description,
    Field::Outcome,
    Field::Route,
    Field::AssessmentType,
    Field::ServiceType,
    Field::ServiceComponent,
    Field::DeliveryMechanism,
    Field::ReviewReason,
];

const CLAIM: &[Field] = &[
    Field::ClaimId,
    Field::StayId,
    Field::NhsNumber,
    Field::PersonNumber,
    Field::PersonKey,
    Field::AdmittedOn,
    Field::FromOn,
    Field::ToOn,
    Field::Days,
    Field::RateMinor,
    Field::AmountMinor,
    Field::Currency,
    Field::PayeeCode,
    Field::PayerCode,
    Field::SourceId,
    Field::SourceRecord,
];
