//! Trigger events of ADT messages that say something about a stay.

macro_rules! triggers {
    ($($(#[doc = $doc:literal])+ $variant:ident = $($code:literal)|+,)+) => {
        /// What happened, by the trigger event.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Trigger {
            $($(#[doc = $doc])+ $variant,)+
            /// Ordinary traffic, which says nothing about a stay; see [`is_passed_over`](super::is_passed_over).
            #[default]
            Ordinary,
        }

        impl Trigger {
            /// The event with this code, if it says something about a stay.
            pub fn of(code: &str) -> Option<Self> {
                match code { $($($code)|+ => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

triggers! {
    /// Admitted; an outpatient who became an inpatient is admitted too.
    Admit = "A01" | "A06",
    /// Moved to another ward or site.
    Transfer = "A02",
    /// Something about the visit is said anew.
    Update = "A08",
    /// A discharge is expected.
    PendingDischarge = "A16",
    /// Went on leave.
    Leave = "A21",
    /// Came back from leave.
    Return = "A22",
    /// Discharged.
    Discharge = "A03",
    /// The expected discharge is off.
    CancelPendingDischarge = "A25",
    /// The transfer never was.
    CancelTransfer = "A12",
    /// The return never was: the patient is still on leave.
    CancelReturn = "A53",
    /// The leave never was.
    CancelLeave = "A52",
    /// The discharge never was: the patient is still there.
    CancelDischarge = "A13",
    /// The admission never was; nor was a visit that is deleted.
    CancelAdmit = "A11" | "A23",
    /// Two records of one patient become one.
    Merge = "A40" | "A18" | "A34",
}
