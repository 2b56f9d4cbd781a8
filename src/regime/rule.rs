//! The rules that a ledger day can rest on: the verbs name them, the regime files give words, citation and grade.

use crate::domain::ledger::LedgerStatus;

macro_rules! rule_ids {
    ($($variant:ident = $name:literal => $status:ident,)+) => {
        /// The rule that a day's status rests on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId { $(#[doc = concat!("`", $name, "`")] $variant,)+ }

        impl RuleId {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in regime files and ledgers.
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

rule_ids! {
    NotAssessed = "not_assessed" => Chargeable,
    ServicesMissing = "services_missing" => Chargeable,
    ClaimNotMade = "claim_not_made" => NotClaimed,
    CouncilEnded = "council_ended" => NoPayer,
    CouncilUnknown = "council_unknown" => NoPayer,
    Excluded = "excluded" => OutOfScope,
    BeforeNotices = "before_notices" => NotInForce,
    BeforePayments = "before_payments" => NotInForce,
    AfterPayments = "after_payments" => NotInForce,
    CommencementTest = "commencement_test" => NotInForce,
    CaseRunsOut = "case_runs_out" => NotInForce,
    CovidPause = "covid_pause" => NotInForce,
    NoAssessmentNotice = "no_assessment_notice" => NoticeMissing,
    NoDischargeNotice = "no_discharge_notice" => NoticeMissing,
    DischargeNoticeVoid = "discharge_notice_void" => NoticeMissing,
    NoticeWithdrawn = "notice_withdrawn" => NoticeMissing,
    UntilRelevantDay = "until_relevant_day" => WithinInterval,
    RestDayFirst = "rest_day_first" => FirstDayExempt,
    ReadyByHourFirst = "ready_by_hour_first" => FirstDayExempt,
    ReadyAtTest = "ready_at_test" => ServicesInPlace,
    ReadyByHour = "ready_by_hour" => ServicesInPlace,
    ReadyEnds = "ready_ends" => ServicesInPlace,
    OtherCauseAtTest = "other_cause_at_test" => OtherCause,
    LaterCause = "later_cause" => OtherCause,
    Deterioration = "deterioration" => Deterioration,
    EndDischarged = "end_discharged" => AfterEnd,
    EndSelfDischarged = "end_self_discharged" => AfterEnd,
    EndDied = "end_died" => AfterEnd,
    EndOwnCare = "end_own_care" => AfterEnd,
    EndFurtherTreatment = "end_further_treatment" => AfterEnd,
    EndAuthorityNotice = "end_authority_notice" => AfterEnd,
    EndWithdrawn = "end_withdrawn" => AfterEnd,
    OverCeiling = "over_ceiling" => AfterEnd,
}
