//! The columns that a delivery can have, by name, and which table needs which.

use super::NativeTable;

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
    Currency = "currency",
    PayeeCode = "payee_code",
    PayerCode = "payer_code",
    SourceId = "source_id",
    SourceRecord = "source_record",
}

impl Field {
    /// Whether a delivery may have it although its values are ours to give.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::SourceId | Self::SourceRecord)
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

const CLAIM: &[Field] = &[
    Field::ClaimId,
    Field::StayId,
    Field::NhsNumber,
    Field::PersonKey,
    Field::AdmittedOn,
    Field::FromOn,
    Field::ToOn,
    Field::Days,
    Field::AmountMinor,
    Field::Currency,
    Field::PayeeCode,
    Field::PayerCode,
    Field::SourceId,
    Field::SourceRecord,
];
