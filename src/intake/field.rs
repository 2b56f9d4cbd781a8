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
    SourceId = "source_id",
    SourceRecord = "source_record",
}

impl Field {
    /// Whether its values are days or moments in the form that the project declared.
    pub fn is_date(self) -> bool {
        matches!(
            self,
            Self::AdmittedAt
                | Self::ExpectedAdmissionOn
                | Self::ReadyOn
                | Self::DischargedAt
                | Self::At
                | Self::Until
                | Self::FromOn
                | Self::ToOn
        )
    }

    /// Whether a delivery may have it although its values are ours to give.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::SourceId | Self::SourceRecord)
    }
}

/// The columns of one table.
#[derive(Debug)]
pub struct Layout {
    /// Columns without which the file is refused, and which no row may leave blank.
    pub required: &'static [Field],
    /// Columns that may be absent or blank.
    pub optional: &'static [Field],
}

impl Layout {
    /// The column with this name, if the table has it.
    pub fn find(&self, name: &str) -> Option<Field> {
        self.all().find(|field| field.name() == name)
    }

    /// Every column of the table.
    pub fn all(&self) -> impl Iterator<Item = Field> {
        self.required.iter().chain(self.optional).copied()
    }
}

const STAY: Layout = Layout {
    required: &[Field::StayId, Field::ProviderCode, Field::AuthorityCode, Field::AdmittedAt],
    optional: &[
        Field::NhsNumber,
        Field::PersonKey,
        Field::SiteCode,
        Field::RegisteredIn,
        Field::StayingIn,
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
    ],
};

const EVENT: Layout = Layout {
    required: &[Field::StayId, Field::Kind, Field::At],
    optional: &[Field::Until, Field::Value, Field::SourceId, Field::SourceRecord],
};

const REASON: Layout = Layout {
    required: &[Field::StayId, Field::FromOn, Field::ReasonCode, Field::AttributedTo],
    optional: &[Field::ToOn, Field::SourceId, Field::SourceRecord],
};

impl NativeTable {
    /// Its columns.
    pub fn layout(self) -> &'static Layout {
        match self {
            Self::Stay => &STAY,
            Self::Event => &EVENT,
            Self::Reason => &REASON,
        }
    }
}
