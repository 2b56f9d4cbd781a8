//! What published figures count, one name for one thing in every publication.

/// Delayed days within the calendar month (delayed transfers of care).
pub const DELAYED_DAYS: &str = "delayed_days";
/// People delayed at midnight on the last Thursday (delayed transfers of care, to March 2017).
pub const DELAYED_PATIENTS: &str = "delayed_patients";
/// Delayed days divided by the days of the month; later called the average number of people delayed per day.
pub const DTOC_BEDS: &str = "dtoc_beds";

/// Patients discharged, by band the days between being ready and leaving.
pub const DISCHARGES: &str = "discharges";
/// The share of `discharges` that a band has.
pub const DISCHARGES_SHARE: &str = "discharges_share";
/// The share of those discharged after their ready date who left within a band.
pub const DELAYED_SHARE: &str = "delayed_discharges_share";
/// Bed days after the ready date.
pub const BED_DAYS: &str = "bed_days";
/// Days from ready to discharge over all who left.
pub const AVERAGE_DAYS: &str = "average_days_of_all";
/// The same over those who left after their ready date.
pub const AVERAGE_DAYS_DELAYED: &str = "average_days_of_delayed";
/// `Date of discharge is same as Discharge Ready Date`: a count or a share, as the file has it.
pub const SAME_DAY: &str = "discharged_same_day";
/// `Date of Discharge is 1+ days after Discharge Ready Date`: a count or a share, as the file has it.
pub const LATER: &str = "discharged_later";
/// Providers whose data the publisher accepts.
pub const PROVIDERS: &str = "acceptable_providers";
/// The share of them among all providers.
pub const PROVIDERS_SHARE: &str = "acceptable_providers_share";
/// A council's discharges from providers whose data the publisher accepts.
pub const COUNCIL_DISCHARGES: &str = "council_discharges";
/// The share of these among all discharges of the council.
pub const COUNCIL_SHARE: &str = "council_discharges_share";
/// A council's discharges from one provider.
pub const FROM_PROVIDER: &str = "council_discharges_from_provider";
/// The share of these among all discharges of the council.
pub const FROM_PROVIDER_SHARE: &str = "council_discharges_from_provider_share";
/// The share of bed days that were spent after the ready date.
pub const BED_DAYS_SHARE: &str = "bed_days_share";

/// Patients who no longer meet the criteria to reside.
pub const NOT_RESIDING: &str = "no_longer_meet_criteria";
/// Those of them who left that day.
pub const LEFT: &str = "discharged";
/// Those of them who stayed.
pub const REMAINING: &str = "remaining";
/// The share of those who stayed.
pub const REMAINING_SHARE: &str = "remaining_share";
/// The same as daily averages over a month.
pub const NOT_RESIDING_DAILY: &str = "no_longer_meet_criteria_daily_average";
/// Daily average of those who left.
pub const LEFT_DAILY: &str = "discharged_daily_average";
/// Daily average of those who stayed.
pub const REMAINING_DAILY: &str = "remaining_daily_average";
/// Days of the month with a return.
pub const DAYS_RECORDED: &str = "days_recorded";
/// Discharges by where they went.
pub const BY_DESTINATION: &str = "discharged_by_destination";
/// People still there, by reason.
pub const BY_REASON: &str = "remaining_by_reason";
/// What the beds of those people cost.
pub const COST_BY_REASON: &str = "cost_by_reason";
/// Weekly snapshot; its bands overlap and must never be added.
pub const ADDITIONAL_BED_DAYS: &str = "additional_bed_days";
/// Anything else in the publisher's words.
pub const OTHER: &str = "other_metric";
/// People still there on average, by reason, over the months that `months_averaged` says.
pub const BY_REASON_AVERAGE: &str = "remaining_by_reason_average";
/// Over how many monthly figures such an average was taken.
pub const MONTHS_AVERAGED: &str = "months_averaged";

/// Scotland: bed days of delayed people within the calendar month.
pub const DELAYED_BED_DAYS: &str = "delayed_bed_days";
/// Scotland: these divided by the days of the month, rounded.
pub const AVERAGE_DAILY_BEDS: &str = "average_daily_delayed_beds";
/// Scotland: people delayed at the census.
pub const CENSUS_DELAYS: &str = "census_delays";
