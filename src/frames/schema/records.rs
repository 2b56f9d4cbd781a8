//! The tables of a partition that settling starts from: what was read of deliveries, and what it came to before. They are
//! no answer to a question: nothing but the program reads them.

use super::{Table, Type, must};

const DELIVERY_NUMBER: super::SchemaColumn =
    must("delivery", Type::Int32, "The delivery, by its place in the manifest, from 0.");

/// Records as they were read.
pub const RECORD: Table = Table {
    name: "record",
    row: "one record of a delivery as it was read, or what reading it left open",
    key: &["delivery", "record"],
    columns: &[
        DELIVERY_NUMBER,
        must("record", Type::Int64, "Number of the record in the delivery, from 1."),
        must("line", Type::Int64, "Physical line on which it starts, from 1."),
        must("byte_offset", Type::Int64, "Its first byte in the file as it came."),
        must("form", Type::Bytes, "The record as the program reads it back."),
    ],
};

/// Keys that hold for ever.
pub const FIRM_KEY: Table = keys("firm_key");
/// Keys of records that need every record of a person, patient or spell.
pub const WIDE_KEY: Table = keys("wide_key");
/// Keys that connect with wide ones alone.
pub const LOOSE_KEY: Table = keys("loose_key");
/// Keys of a month.
pub const DATED_KEY: Table = keys("dated_key");

const fn keys(name: &'static str) -> Table {
    const COLUMNS: &[super::SchemaColumn] =
        &[must("key", Type::Rising, "The last 40 bits of a hash of what records have in common.")];
    Table { name, row: "one key of the records of a partition", key: &["key"], columns: COLUMNS }
}

/// What became of the records of a delivery that are in a partition.
pub const DELIVERY_PART: Table = Table {
    name: "delivery_part",
    row: "what became of the records of one delivery in one partition",
    key: &["delivery"],
    columns: &[
        DELIVERY_NUMBER,
        must("records", Type::Int64, "Records read; counted in the partition of the run that took the delivery."),
        must("accepted", Type::Int64, "Records taken."),
        must("passed_over", Type::Int64, "Records that say nothing about a stay of their own."),
        must("rejected", Type::Int64, "Records not taken."),
        must("duplicates", Type::Int64, "Records taken before, or overtaken by newer news."),
        must("waiting", Type::Int64, "Of the records not taken, those that wait for their stay or for their day."),
        must("warnings", Type::Int64, "Findings that are warnings."),
        must("blank_lines", Type::Int64, "Blank lines passed over."),
        must("counts", Type::Text, "What else was counted in its records, as a JSON object of numbers."),
        must("unreadable", Type::Text, "Columns of which no value could be read, as a JSON list of texts."),
    ],
};

/// On which days the facts of a delivery lie.
pub const FACT_DAY: Table = Table {
    name: "fact_day",
    row: "how many facts of one delivery in one partition lie on one day",
    key: &["delivery", "day"],
    columns: &[
        DELIVERY_NUMBER,
        must("day", Type::Day, "The day."),
        must("facts", Type::Int64, "How many facts in the partition."),
    ],
};
