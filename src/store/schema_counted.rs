//! The tables of counting: every counted day, and the rows that its marts are added up from.

use super::schema::{Column, Table, Type, may, must};

const CONVENTION: Column = must("convention", Type::Word, "The convention with every reading that is not the default.");
const STAY_ID: Column = must("stay_id", Type::Text, "The stay.");
const AUTHORITY_CODE: Column =
    may("authority_code", Type::Word, "Authority first notified, or of residence; empty where nobody knows it.");
const PROVIDER_CODE: Column = must("provider_code", Type::Word, "Organisation code of the hospital.");
const CARE_TYPE: Column = must("care_type", Type::Word, "Kind of care; acute where nobody recorded one.");
const REASON_CODE: Column = may("reason_code", Type::Word, "The reason, the first if a day has several.");
const ATTRIBUTED_TO: Column = may("attributed_to", Type::Word, "Who is said to be responsible.");

/// Counted days.
pub const COUNTED_DAY: Table = Table {
    name: "counted_day",
    row: "one delayed day counted by a convention of statistics",
    key: &["convention", "delay_id", "day"],
    columns: &[
        must("convention", Type::Word, "The convention with every reading that is not the default."),
        must("convention_hash", Type::Word, "SHA-256 of the convention as it was read."),
        must("stay_id", Type::Word, "The stay."),
        must("delay_id", Type::Word, "The delay: for a statistic every stay is its own."),
        must("day", Type::Day, "The day."),
        must("month", Type::Word, "The month whose figure it is in, as in 2018-03; it need not be the day's own."),
        must("days_since_ready", Type::Int32, "Days since the ready day, which is 0."),
        may("reason_code", Type::Word, "The reason for the day, the first if there are several."),
        may("attributed_to", Type::Word, "Who is said to be responsible: nhs, social_care, both."),
    ],
};

/// Counted days added up by stay, month and reason.
pub const COUNTED_STAY: Table = Table {
    name: "counted_stay",
    row: "what one stay has in one month for one reason by a convention of statistics",
    key: &["convention", "stay_id", "month", "reason_code", "attributed_to"],
    columns: &[
        CONVENTION,
        STAY_ID,
        must("month", Type::Word, "The month whose figure the days are in."),
        AUTHORITY_CODE,
        PROVIDER_CODE,
        CARE_TYPE,
        must("reason_code", Type::Word, "The reason, the first if a day has several; empty text where there is none."),
        must("attributed_to", Type::Word, "Who is said to be responsible; empty text where nobody is."),
        must("days", Type::Int32, "Delayed days."),
    ],
};

/// Delays that ended.
pub const COUNTED_DELAY: Table = Table {
    name: "counted_delay",
    row: "one delay that ended, by a convention of statistics",
    key: &["convention", "stay_id"],
    columns: &[
        CONVENTION,
        STAY_ID,
        must("month", Type::Word, "The month in which it ended."),
        must("ended_on", Type::Day, "The day it ended."),
        AUTHORITY_CODE,
        PROVIDER_CODE,
        CARE_TYPE,
        must("days", Type::Int32, "Its delayed days, all months together; 0 for who left at once."),
        may("band", Type::Word, "The band of that length, where the convention has bands at the end."),
    ],
};

/// People at a census.
pub const COUNTED_CENSUS: Table = Table {
    name: "counted_census",
    row: "one person in one census by a convention of statistics",
    key: &["convention", "stay_id", "day"],
    columns: &[
        CONVENTION,
        STAY_ID,
        must("month", Type::Word, "The month of the census."),
        must("day", Type::Day, "The day of the census."),
        AUTHORITY_CODE,
        PROVIDER_CODE,
        CARE_TYPE,
        REASON_CODE,
        ATTRIBUTED_TO,
        must("days", Type::Int32, "For how many days the delay has lasted."),
        may("band", Type::Word, "The band of that length, where the convention has bands at the census."),
    ],
};

/// Discharges by a convention that counts them.
pub const COUNTED_DISCHARGE: Table = Table {
    name: "counted_discharge",
    row: "discharges of one month, hospital and authority by a convention that counts delays by their end",
    key: &["convention", "month", "provider_code", "authority_code"],
    columns: &[
        CONVENTION,
        must("month", Type::Word, "The month of the discharges."),
        PROVIDER_CODE,
        must("authority_code", Type::Word, "The authority; empty text where nobody knows it."),
        must("discharges", Type::Int32, "Those that the convention does not leave out."),
        must("counted", Type::Int32, "Those of them of which everything is known that the convention asks for."),
    ],
};
