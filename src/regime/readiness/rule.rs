//! The rules that a day after readiness can rest on: the verbs name them, the regime files give words, citation and grade.

use serde::Deserialize;

use crate::domain::ledger::LedgerStatus;

macro_rules! readiness_rules {
    ($($variant:ident = $name:literal => $status:ident,)+) => {
        /// The rule that a day after readiness rests on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        pub enum ReadinessRule { $(#[doc = concat!("`", $name, "`")] #[serde(rename = $name)] $variant,)+ }

        impl ReadinessRule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in regime files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The status that the rule gives a day.
            pub fn status(self) -> LedgerStatus {
                match self { $(Self::$variant => LedgerStatus::$status,)+ }
            }
        }
    };
}

readiness_rules! {
    Liable = "liable" => Chargeable,
    LiableForReview = "liable_for_review" => Chargeable,
    CareOutOfScope = "care_out_of_scope" => OutOfScope,
    SettingOutOfScope = "setting_out_of_scope" => OutOfScope,
    NotInForce = "not_in_force" => NotInForce,
    MessageMissing = "message_missing" => NoticeMissing,
    MessageLate = "message_late" => NoticeMissing,
    BeforeStart = "before_start" => WithinInterval,
    ReplyCan = "reply_can" => ServicesInPlace,
    PlaceReady = "place_ready" => ServicesInPlace,
    RegionalCareMissing = "regional_care_missing" => OtherCause,
    Relapsed = "relapsed" => Deterioration,
    Left = "left" => AfterEnd,
    OverCeiling = "over_ceiling" => AfterEnd,
}
