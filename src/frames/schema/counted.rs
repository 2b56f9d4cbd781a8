//! The tables of counting: every counted day, and the rows that its marts are added up from.

use crate::frames::schema::{SchemaColumn, Table, Type, may, must};

const CONVENTION: SchemaColumn =
    must("convention", Type::Word, "The convention with every reading that is not the default.");
const MONTH: SchemaColumn = must("month", Type::Word, "The month whose figure it is in, as in 2018-03.");
const AUTHORITY_CODE: SchemaColumn =
    must("authority_code", Type::Word, "Authority first notified, or of residence; empty text where it is not known.");
const PROVIDER_CODE: SchemaColumn = must("provider_code", Type::Word, "Organisation code of the hospital.");
const CARE_TYPE: SchemaColumn = must("care_type", Type::Word, "Kind of care; acute where none was recorded.");
const REASON_CODE: SchemaColumn =
    must("reason_code", Type::Word, "The reason, the first if a day has several; empty text where there is none.");
const ATTRIBUTED_TO: SchemaColumn =
    must("attributed_to", Type::Word, "Who is responsible; empty text where no one is.");

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
        may("attributed_to", Type::Word, "Who is responsible: nhs, social_care, both."),
    ],
};

/// Counted days added up.
pub const COUNTED_MONTH: Table = Table {
    name: "counted_month",
    row: "delayed days of one month, authority, hospital, kind of care, reason and side by a convention of statistics",
    key: &["convention", "month", "authority_code", "provider_code", "care_type", "reason_code", "attributed_to"],
    columns: &[
        CONVENTION,
        MONTH,
        AUTHORITY_CODE,
        PROVIDER_CODE,
        CARE_TYPE,
        REASON_CODE,
        ATTRIBUTED_TO,
        must("days", Type::Int32, "Delayed days."),
        must("people", Type::Int32, "Stays that have them."),
    ],
};

/// Delays by their length.
pub const COUNTED_LENGTH: Table = Table {
    name: "counted_length",
    row: "delays of one band of length that ended in a month or were there at its census, by a convention of statistics",
    key: &["convention", "bands_of", "month", "authority_code", "provider_code", "care_type", "band"],
    columns: &[
        CONVENTION,
        must("bands_of", Type::Word, "When the length is taken: end or census."),
        MONTH,
        AUTHORITY_CODE,
        PROVIDER_CODE,
        CARE_TYPE,
        must("band", Type::Word, "The band of length; empty text where the convention has none."),
        must("delays", Type::Int32, "How many, those of no days included."),
        must("delayed", Type::Int32, "Those of a day or more."),
        must("delay_days", Type::Int32, "Their days, all months together."),
    ],
};

/// People at a census.
pub const COUNTED_CENSUS: Table = Table {
    name: "counted_census",
    row: "people in one census by authority, hospital, kind of care, reason and side, by a convention of statistics",
    key: &["convention", "month", "authority_code", "provider_code", "care_type", "reason_code", "attributed_to"],
    columns: &[
        CONVENTION,
        MONTH,
        must("day", Type::Day, "The day of the census."),
        AUTHORITY_CODE,
        PROVIDER_CODE,
        CARE_TYPE,
        REASON_CODE,
        ATTRIBUTED_TO,
        must("people", Type::Int32, "How many people."),
        must("days_so_far", Type::Int32, "For how many days they have been delayed, all together."),
        must("longest_days", Type::Int32, "For how many the one who has been delayed longest."),
    ],
};

/// Discharges by a convention that counts them.
pub const COUNTED_DISCHARGE: Table = Table {
    name: "counted_discharge",
    row: "discharges of one month, authority and hospital by a convention that counts delays by their end",
    key: &["convention", "month", "authority_code", "provider_code"],
    columns: &[
        CONVENTION,
        MONTH,
        AUTHORITY_CODE,
        PROVIDER_CODE,
        must("discharges", Type::Int32, "Those that the convention does not leave out."),
        must("counted", Type::Int32, "Those of them of which everything is known that the convention asks for."),
    ],
};
