//! Readings: one defensible answer where the law is unclear. The verbs know the values; the regime files give each its
//! question, its default, its reason and its citation.

use std::fmt;

/// A reading or value that no verb knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchReading {
    /// No reading has this name.
    #[error("`{0}` is no reading")]
    Name(String),
    /// The reading has no such value.
    #[error("reading `{name}` has no value `{value}`; it is one of {}", .values.join(", "))]
    Value {
        /// The reading.
        name: &'static str,
        /// What was written.
        value: String,
        /// What could have been.
        values: &'static [&'static str],
    },
}

macro_rules! readings {
    ($($field:ident: $type:ident { $($variant:ident = $value:literal),+ $(,)? })+) => {
        $(
            /// Values of the reading of the same name; its question stands in the regime files.
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $type { $(#[doc = concat!("`", $value, "`")] $variant,)+ #[doc = "Not chosen: the regime does not ask."] #[default] Unset }
        )+

        /// One answer to every question. [`Readings::unset`] until a regime file has given its defaults.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Readings { $(#[doc = concat!("Reading `", stringify!($field), "`.")] pub $field: $type,)+ }

        impl Readings {
            /// Every reading with its values, in the order of the law notes.
            pub const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($field), &[$($value),+]),)+];

            /// Chooses `value` for the reading `name`.
            ///
            /// # Errors
            /// No verb knows the name or the value.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), NoSuchReading> {
                match name {
                    $(stringify!($field) => match value {
                        $($value => self.$field = $type::$variant,)+
                        _ => return Err(NoSuchReading::Value {
                            name: stringify!($field), value: value.to_owned(), values: &[$($value),+],
                        }),
                    },)+
                    _ => return Err(NoSuchReading::Name(name.to_owned())),
                }
                Ok(())
            }

            /// The chosen value of the reading `name`, if the reading exists and was chosen.
            pub fn get(&self, name: &str) -> Option<&'static str> {
                match name {
                    $(stringify!($field) => match self.$field {
                        $($type::$variant => Some($value),)+
                        $type::Unset => None,
                    },)+
                    _ => None,
                }
            }
        }
    };
}

readings! {
    short_discharge_notice: ShortDischargeNotice { Invalid = "invalid", Defer = "defer" }
    discharge_notice_lead: DischargeNoticeLead { CalendarDay = "calendar_day", ClearDay = "clear_day" }
    early_notice_test: EarlyNoticeTest { DeemedDate = "deemed_date", ActualDate = "actual_date" }
    sunday_interval_test: SundayIntervalTest {
        DeemedDate = "deemed_date", ActualNoticeDate = "actual_notice_date", EachDay = "each_day",
    }
    sunday_rules_sunset: SundayRulesSunset { None = "none", EndOfMarch2005 = "2005-03-31" }
    weekend_actual_holidays: WeekendActualHolidays {
        ChristmasAnd26Dec = "christmas_and_26dec", None = "none", All = "all",
    }
    limb_a_causation: LimbACausation { None = "none", SoleCause = "sole_cause" }
    later_nhs_cause: LaterNhsCause { Ignore = "ignore", Suspend = "suspend" }
    end_event_day: EndEventDay { Include = "include", Exclude = "exclude", ElevenAm = "eleven_am" }
    self_discharge_11am: SelfDischarge11am { True = "true", False = "false" }
    withdrawal_day_2003: WithdrawalDay2003 { Exclude = "exclude", Include = "include" }
    reg11b_scope: Reg11bScope { AnyDay = "any_day", DischargeDayOnly = "discharge_day_only" }
    deterioration_scope: DeteriorationScope { AnyDay = "any_day", RelevantDayLinked = "relevant_day_linked" }
    interval_2014: Interval2014 { TwoDays = "two_days", ThreeDays = "three_days" }
    partial_2014: Partial2014 { Sufficient = "sufficient", Any = "any" }
    discharge_day_2014: DischargeDay2014 { Include = "include", Exclude = "exclude" }
    redirect_effect: RedirectEffect { Prospective = "prospective", AbInitio = "ab_initio" }
    new_discharge_notice_after_end: NewDischargeNoticeAfterEnd {
        Allow = "allow", RequireNewAssessmentNotice = "require_new_assessment_notice",
    }
    commencement_rule: CommencementRule { PerDay = "per_day", RelevantDay = "relevant_day" }
    regime_selection: RegimeSelection { AssessmentNoticeDate = "assessment_notice_date", DayDate = "day_date" }
    claim_made: ClaimMade { True = "true", False = "false" }
    transfer_ends_case: TransferEndsCase { True = "true", False = "false" }
    current_care_exclusion: CurrentCareExclusion { True = "true", False = "false" }
    bedfordshire_successors: BedfordshireSuccessors { Higher = "higher", Lower = "lower" }
    successor_liability: SuccessorLiability { Passes = "passes_to_successor", Ends = "ends_with_council" }
    min_age: MinAge { Eighteen = "18", None = "none" }
    covid_pause: CovidPause { None = "none", Operational = "operational" }
    second_assessment_notice: SecondAssessmentNotice { FirstGoverns = "first_governs", LatestGoverns = "latest_governs" }
    second_discharge_notice: SecondDischargeNotice { BothStand = "both_stand", Replaces = "replaces" }
    early_assessment: EarlyAssessment { DoesNotCount = "does_not_count", Counts = "counts" }
    deterioration_at_relevant_day: DeteriorationAtRelevantDay { OtherCause = "other_cause", NoCause = "no_cause" }
    early_own_care: EarlyOwnCare { EndsLaterPeriod = "ends_later_period", Ignored = "ignored" }
    notice_after_departure: NoticeAfterDeparture { Invalid = "invalid", Arithmetical = "arithmetical" }
    notice_outside_regime: NoticeOutsideRegime { Invalid = "invalid", Calculated = "calculated" }
    early_discharge_2014: EarlyDischarge2014 {
        ArrangementsInPlace = "arrangements_in_place", RecordOnly = "record_only",
    }
    notice_order: NoticeOrder { ByClock = "by_clock", ByDeemedDate = "by_deemed_date" }
    early_services: EarlyServices { Count = "count", OnlyAfterNotice = "only_after_notice" }
    orphan_discharge_notice: OrphanDischargeNotice { NoNotice = "no_notice", AttachesToNext = "attaches_to_next" }
    ready_notice_proof: ReadyNoticeProof { EndsPeriodOnly = "ends_period_only", ProvesReadiness = "proves_readiness" }
}

impl Readings {
    /// No reading chosen.
    pub fn unset() -> Self {
        Self::default()
    }
}

impl fmt::Display for Readings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chosen = Self::ALL.iter().filter_map(|(name, _)| self.get(name).map(|value| format!("{name}={value}")));
        f.write_str(&chosen.collect::<Vec<_>>().join(";"))
    }
}
