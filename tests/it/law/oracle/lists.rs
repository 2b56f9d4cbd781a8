//! Named readings, authorities and awkward dates for the random cases.

/// A named reading of section 7 or 7a.
#[derive(Clone, Copy)]
pub struct Reading {
    pub name: &'static str,
    pub values: &'static [&'static str],
    /// Separated by `|`.
    pub cues: &'static str,
}

impl Reading {
    pub fn may_matter_in(&self, case: &str) -> bool {
        self.cues.split('|').any(|cue| case.contains(cue))
    }
}

/// Every named reading that a case may carry, the values that are not its default, and words of
/// which one must occur in the case for the reading to be likely to matter (none: any case).
pub const READINGS: [Reading; 39] = [
    Reading { name: "short_discharge_notice", values: &["defer"], cues: "" },
    Reading { name: "discharge_notice_lead", values: &["clear_day"], cues: "" },
    Reading { name: "early_notice_test", values: &["actual_date"], cues: "expected_admission" },
    Reading { name: "sunday_interval_test", values: &["actual_notice_date", "each_day"], cues: "2005-03" },
    Reading { name: "sunday_rules_sunset", values: &["2005-03-31"], cues: "england-2003" },
    Reading { name: "weekend_actual_holidays", values: &["none", "all"], cues: "-12-2|-01-0" },
    Reading { name: "limb_a_causation", values: &["sole_cause"], cues: "nhs_cause|deterioration" },
    Reading { name: "later_nhs_cause", values: &["suspend"], cues: "nhs_cause" },
    Reading {
        name: "end_event_day",
        values: &["exclude", "eleven_am"],
        cues: "self_discharged|died|own_care|further|withdrawn",
    },
    Reading { name: "self_discharge_11am", values: &["false"], cues: "self_discharged" },
    Reading { name: "withdrawal_day_2003", values: &["include"], cues: "assessment_notice_withdrawn" },
    Reading { name: "reg11b_scope", values: &["discharge_day_only"], cues: "england-2003" },
    Reading { name: "deterioration_scope", values: &["relevant_day_linked"], cues: "deterioration" },
    Reading { name: "interval_2014", values: &["three_days"], cues: "england-2014" },
    Reading { name: "partial_2014", values: &["any"], cues: "partial" },
    Reading { name: "discharge_day_2014", values: &["exclude"], cues: "england-2014" },
    Reading { name: "redirect_effect", values: &["ab_initio"], cues: "redirect" },
    Reading {
        name: "new_discharge_notice_after_end",
        values: &["require_new_assessment_notice"],
        cues: "further|own_care|ready_notice",
    },
    Reading { name: "commencement_rule", values: &["relevant_day"], cues: "2003-12|2004-01" },
    Reading { name: "regime_selection", values: &["day_date"], cues: "2015-0" },
    Reading { name: "claim_made", values: &["false"], cues: "" },
    Reading { name: "bedfordshire_successors", values: &["lower"], cues: "Bedford" },
    Reading { name: "covid_pause", values: &["operational"], cues: "2020-03" },
    Reading { name: "second_assessment_notice", values: &["latest_governs"], cues: "" },
    Reading { name: "second_discharge_notice", values: &["replaces"], cues: "" },
    Reading { name: "early_assessment", values: &["counts"], cues: "" },
    Reading { name: "deterioration_at_relevant_day", values: &["no_cause"], cues: "deterioration" },
    Reading { name: "early_own_care", values: &["ignored"], cues: "own_care" },
    Reading { name: "notice_after_departure", values: &["arithmetical"], cues: "" },
    Reading { name: "notice_outside_regime", values: &["calculated"], cues: "2003-09|2003-10|2015-0|2022-06|2022-07" },
    Reading { name: "early_discharge_2014", values: &["record_only"], cues: "england-2014" },
    Reading { name: "notice_order", values: &["by_deemed_date"], cues: "england-2003" },
    Reading { name: "early_services", values: &["only_after_notice"], cues: "services_ready" },
    Reading { name: "orphan_discharge_notice", values: &["attaches_to_next"], cues: "" },
    Reading { name: "ready_notice_proof", values: &["proves_readiness"], cues: "authority_ready_notice" },
    Reading { name: "successor_liability", values: &["ends_with_council"], cues: "Bournemouth" },
    // Declared, but without an event that brings them into play: they must do no harm.
    Reading { name: "transfer_ends_case", values: &["false"], cues: "" },
    Reading { name: "current_care_exclusion", values: &["false"], cues: "" },
    Reading { name: "min_age", values: &["none"], cues: "" },
];

pub const AUTHORITIES: [&str; 22] = [
    "Norfolk",
    "Kent",
    "Leeds",
    "Essex",
    "Camden",
    "Hackney",
    "City of London",
    "Kingston upon Thames",
    "Surrey",
    "Thurrock",
    "Windsor and Maidenhead",
    "Oxfordshire",
    "Bedfordshire",
    "Brighton and Hove",
    "Bedford",
    "Central Bedfordshire",
    "Cheshire",
    "Bournemouth",
    "Poole",
    "Dorset",
    "Buckinghamshire",
    "Northamptonshire",
];

/// Dates around which the law or the calendar is awkward; each case may start some days off one.
pub const AWKWARD_2003: [(i32, i32, i32); 20] = [
    (2003, 10, 1),
    (2003, 12, 29),
    (2003, 12, 31),
    (2004, 1, 3),
    (2004, 1, 3),
    (2004, 2, 28),
    (2004, 4, 8),
    (2004, 12, 23),
    (2005, 3, 24),
    (2005, 3, 31),
    (2005, 3, 31),
    (2009, 3, 28),
    (2009, 3, 31),
    (2009, 12, 24),
    (2010, 12, 23),
    (2011, 4, 21),
    (2012, 6, 1),
    (2013, 3, 28),
    (2015, 3, 29),
    (2015, 4, 2),
];
pub const AWKWARD_2014: [(i32, i32, i32); 12] = [
    (2015, 3, 26),
    (2015, 4, 1),
    (2015, 12, 24),
    (2016, 3, 26),
    (2019, 3, 27),
    (2019, 3, 30),
    (2020, 2, 27),
    (2020, 3, 28),
    (2021, 3, 29),
    (2020, 3, 17),
    (2022, 6, 27),
    (2022, 6, 27),
];
