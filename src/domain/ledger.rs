//! The ledger: what each delayed day is, charged or not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::codes::{NotInList, codes};

codes! {
    /// What a delayed day is under a regime. Exactly one a day.
    LedgerStatus {
        /// Owed: the authority pays for it.
        Chargeable = "chargeable",
        /// A formal notice that the law requires had not been given, was void or had been withdrawn.
        NoticeMissing = "notice_missing",
        /// Within the time that the law gives the authority: up to and including the relevant day.
        WithinInterval = "within_interval",
        /// A free day of the tariff.
        FreeDay = "free_day",
        /// The first day of a period, spared by rule.
        FirstDayExempt = "first_day_exempt",
        /// The authority was ready in time.
        ServicesInPlace = "services_in_place",
        /// Another cause than the authority's stood in the way.
        OtherCause = "other_cause",
        /// The patient was not well enough to leave that day.
        Deterioration = "deterioration",
        /// The stay is not one that the law is about.
        OutOfScope = "out_of_scope",
        /// The law charged nothing on that day.
        NotInForce = "not_in_force",
        /// Chargeable, but the health body makes no claim.
        NotClaimed = "not_claimed",
        /// After the period of liability had ended.
        AfterEnd = "after_end",
    }
}
