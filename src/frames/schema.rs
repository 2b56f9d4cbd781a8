//! The tables of the store: every column with its type, whether it may be empty, whether it is part of the key, and a
//! sentence. What is written, read and documented is built from these lists and from nothing else.

pub(crate) mod claims;
pub(crate) mod counted;
pub(crate) mod positions;
pub(crate) mod quality;
pub(crate) mod records;
pub(crate) mod revisions;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};

pub use crate::frames::schema::claims::{CLAIM, CLAIM_DAY, LINK};
pub use crate::frames::schema::counted::{
    COUNTED_CENSUS, COUNTED_DAY, COUNTED_DISCHARGE, COUNTED_LENGTH, COUNTED_MONTH,
};
pub use crate::frames::schema::positions::POSITION;
pub use crate::frames::schema::quality::{DELIVERY, FINDING, FINDING_COUNT, OPEN_QUESTION, UNLINKED};
pub use crate::frames::schema::revisions::REVISION;

/// What the cells of a stored column are. All of it is plain Parquet that every engine reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text, every cell different.
    Text,
    /// Text that repeats: kept once within the file, read as plain text.
    Word,
    /// A civil day (`date32`).
    Day,
    /// A local clock time (`timestamp`, microseconds, no zone); one microsecond more in the second pass of an hour that
    /// came twice.
    Moment,
    /// A 32-bit whole number.
    Int32,
    /// A 64-bit whole number.
    Int64,
    /// A number with a fraction (`float64`).
    Number,
    /// A 64-bit whole number above the one before it: kept as differences.
    Rising,
    /// An amount in pounds or kroner (`decimal(18, 2)`), where an export has one beside its minor units.
    Money,
    /// Bytes that only the program understands.
    Bytes,
}

/// Digits of an amount, and those behind the point.
pub(crate) const MONEY_DIGITS: (u8, i8) = (18, 2);

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct SchemaColumn {
    /// Its name in the file.
    pub name: &'static str,
    /// What its cells are.
    pub holds: Type,
    /// Whether a cell may be empty.
    pub null: bool,
    /// One sentence.
    pub about: &'static str,
}

/// One table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name: the start of its file's name.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// The columns that distinguish rows; rows are sorted by them.
    pub key: &'static [&'static str],
    /// The columns, in order.
    pub columns: &'static [SchemaColumn],
}

/// A column whose cells always say something.
pub(crate) const fn must(name: &'static str, holds: Type, about: &'static str) -> SchemaColumn {
    SchemaColumn { name, holds, null: false, about }
}

/// A column whose cells may be empty.
pub(crate) const fn may(name: &'static str, holds: Type, about: &'static str) -> SchemaColumn {
    SchemaColumn { name, holds, null: true, about }
}

pub(super) const SOURCE_ID: SchemaColumn =
    must("source_id", Type::Word, "First sixteen characters of the delivery's SHA-256.");
pub(super) const SOURCE_RECORD: SchemaColumn =
    must("source_record", Type::Int64, "Number of the record in the delivery, from 1.");

/// Stays.
pub const STAY: Table = Table {
    name: "stay",
    row: "one stay: continuous time with one provider",
    key: &["stay_id"],
    columns: &[
        must("stay_id", Type::Text, "The sender's name for the stay."),
        may("person_key", Type::Text, "Keyed HMAC-SHA-256 of the NHS or national number, never the number."),
        must("provider_code", Type::Word, "Organisation code of the hospital."),
        may("site_code", Type::Word, "Site within it."),
        may("authority_code", Type::Word, "Authority first notified, or of residence; empty where no record names it."),
        may("registered_in", Type::Word, "Nordic: municipality of registration."),
        may("staying_in", Type::Word, "Nordic: municipality of stay."),
        must("admitted_at", Type::Moment, "When the patient was admitted."),
        may("expected_admission_on", Type::Day, "Day of expected admission, where a notice came before the patient."),
        may("ready_on", Type::Day, "Day the patient was clinically ready to leave."),
        may("discharged_at", Type::Moment, "When the patient left; empty while in hospital."),
        may("admission_method", Type::Word, "NHS admission method code."),
        may("discharge_method", Type::Word, "NHS discharge method code."),
        may("discharge_destination", Type::Word, "NHS discharge destination code."),
        may("treatment_function_code", Type::Word, "NHS treatment function code."),
        may("care_type", Type::Word, "Kind of care; empty means acute."),
        may("setting", Type::Word, "Where, in the words of the regime."),
        may("funding", Type::Word, "Who pays for the stay, where somebody other than the NHS undertook to."),
        may("age_at_admission", Type::Int32, "Age in whole years at admission."),
        SOURCE_ID,
        SOURCE_RECORD,
    ],
};

/// Events.
pub const EVENT: Table = Table {
    name: "event",
    row: "one dated fact about a stay",
    key: &["stay_id", "at", "kind", "source_id", "source_record"],
    columns: &[
        must("stay_id", Type::Word, "The stay."),
        must("kind", Type::Word, "What kind of fact."),
        must("at", Type::Moment, "When it happened, or from when it lasted."),
        may("until", Type::Moment, "Until when it lasted, for kinds that last."),
        may("value", Type::Word, "Its content: a proposed day, an authority, or a word of the regime."),
        SOURCE_ID,
        SOURCE_RECORD,
    ],
};

/// Reasons.
pub const REASON: Table = Table {
    name: "reason",
    row: "one reason over some days",
    key: &["stay_id", "from_on", "reason_code", "source_id", "source_record"],
    columns: &[
        must("stay_id", Type::Word, "The stay."),
        must("from_on", Type::Day, "First day of the reason."),
        may("to_on", Type::Day, "Last day; empty while it lasts."),
        must("reason_code", Type::Word, "Letter of the return, or the sender's own code."),
        must("attributed_to", Type::Word, "Who is responsible: nhs, social_care, both, nobody."),
        SOURCE_ID,
        SOURCE_RECORD,
    ],
};

/// Delays.
pub const DELAY_PERIOD: Table = Table {
    name: "delay_period",
    row: "one delay, from the day the patient was ready to the end of the delay",
    key: &["stay_id", "delay_id"],
    columns: &[
        must("stay_id", Type::Word, "The stay."),
        must("delay_id", Type::Text, "Our name for the delay, the same on every run."),
        must("ready_on", Type::Day, "First day of it."),
        may("ended_on", Type::Day, "Day it ended; empty while it lasts."),
        must("end_kind", Type::Word, "How it ended."),
        must("link_quality", Type::Word, "How surely it belongs to the stay."),
    ],
};

/// Populations.
pub const POPULATION: Table = Table {
    name: "population",
    row: "the adults of one authority in one year",
    key: &["authority_code", "year"],
    columns: &[
        must("authority_code", Type::Word, "The authority."),
        must("year", Type::Int32, "The calendar year."),
        must("adults", Type::Int64, "People aged 18 or over."),
        must("source_id", Type::Word, "First sixteen characters of the file's SHA-256."),
    ],
};

/// Official figures.
pub const PUBLISHED: Table = Table {
    name: "published",
    row: "one figure that a publisher gave out, or why there is none",
    key: &[
        "publication",
        "period",
        "area_kind",
        "area_code",
        "measure",
        "provider_code",
        "reason",
        "attributed_to",
        "care_type",
        "age_group",
        "band",
        "detail",
        "basis",
        "edition",
        "source_id",
        "source_record",
    ],
    columns: &[
        must("publisher", Type::Word, "Who gave it out."),
        must("publication", Type::Word, "Format of the publication, as in `dtoc-councils`."),
        must("edition", Type::Word, "As the file states or as given with it: the day where it is known; else empty."),
        must("period", Type::Word, "The month, as in `2019-11`; empty where the file states none."),
        may("day", Type::Day, "The day, for figures of a day or a weekly snapshot."),
        must("area_kind", Type::Word, "england, scotland, region, icb, board, council, provider or elsewhere."),
        must("area_code", Type::Word, "The publisher's code, as text."),
        must("area_name", Type::Word, "The publisher's name; may be empty text."),
        must("ons_code", Type::Word, "Nine characters of the Office for National Statistics; empty if not known."),
        must("measure", Type::Word, "What is counted."),
        must("provider_code", Type::Word, "Provider within the area; empty means over all of them, as in all below."),
        must("provider_name", Type::Word, "Its name."),
        must("reason", Type::Word, "Letter of the return, or the publisher's words."),
        must("attributed_to", Type::Word, "nhs, social_care or both."),
        must("care_type", Type::Word, "acute or non_acute."),
        must("age_group", Type::Word, "The publisher's age group."),
        must("band", Type::Word, "Days of delay or of stay, as in `2-3` or `21+`."),
        must("detail", Type::Word, "The publisher's own words, where the measure alone does not say it."),
        must("basis", Type::Word, "What it rests on, in the publisher's words: data source, kind of metric."),
        may("value", Type::Number, "The number."),
        may("absence", Type::Word, "Why there is none: dash, impossible, not_available, suppressed or blank."),
        must("remark", Type::Word, "What is doubtful about it; else empty."),
        SOURCE_ID,
        SOURCE_RECORD,
    ],
};

/// The ledger of one month.
pub const LEDGER_DAY: Table = Table {
    name: "ledger_day",
    row: "one delayed day under one regime, charged or not",
    key: &["delay_id", "day", "regime"],
    columns: &[
        must("stay_id", Type::Word, "The stay."),
        must("delay_id", Type::Word, "The delay."),
        must("day", Type::Day, "The day."),
        must("n", Type::Int32, "Its place in the delay, from 1."),
        must("status", Type::Word, "What became of it: exactly one a day."),
        must("amount_minor", Type::Int64, "What is owed for it in minor units; 0 unless chargeable."),
        must("currency", Type::Word, "ISO 4217 code of the amount's currency."),
        may("payer_code", Type::Word, "Authority that is charged, or would be; empty where the law names none."),
        must("payee_code", Type::Word, "Organisation that is owed."),
        must("layer", Type::Word, "Layer of the tariff that gave the rate."),
        must("regime", Type::Word, "The regime."),
        must("regime_hash", Type::Word, "SHA-256 of the regime as it was read."),
        must("readings_hash", Type::Word, "SHA-256 of the readings that were chosen."),
        must("rule", Type::Word, "Rule of the regime that decided."),
        must("cite", Type::Word, "Section of law."),
        must("edition", Type::Int32, "Edition of the month, from 1."),
    ],
};

/// Every table.
pub const TABLES: [&Table; 22] = [
    &STAY,
    &EVENT,
    &REASON,
    &CLAIM,
    &CLAIM_DAY,
    &LINK,
    &DELIVERY,
    &FINDING,
    &FINDING_COUNT,
    &OPEN_QUESTION,
    &UNLINKED,
    &DELAY_PERIOD,
    &COUNTED_DAY,
    &COUNTED_MONTH,
    &COUNTED_LENGTH,
    &COUNTED_CENSUS,
    &COUNTED_DISCHARGE,
    &LEDGER_DAY,
    &REVISION,
    &POSITION,
    &PUBLISHED,
    &POPULATION,
];

impl Table {
    /// The schema of its files: all text is plain.
    pub(crate) fn plain(&self) -> SchemaRef {
        let fields = self.columns.iter().map(|column| Field::new(column.name, column.holds.plain(), column.null));
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }

    /// The plain schema with cells that may be empty in every column: what others hand over is checked row by row.
    pub(crate) fn nullable(&self) -> SchemaRef {
        let fields = self.columns.iter().map(|column| Field::new(column.name, column.holds.plain(), true));
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }
}

impl Type {
    /// As Arrow has it, all text plain.
    pub(crate) fn plain(self) -> DataType {
        match self {
            Self::Text | Self::Word => DataType::Utf8,
            Self::Day => DataType::Date32,
            Self::Moment => DataType::Timestamp(TimeUnit::Microsecond, None),
            Self::Int32 => DataType::Int32,
            Self::Int64 | Self::Rising => DataType::Int64,
            Self::Bytes => DataType::Binary,
            Self::Number => DataType::Float64,
            Self::Money => DataType::Decimal128(MONEY_DIGITS.0, MONEY_DIGITS.1),
        }
    }

    /// What it is, as documents name it.
    pub(crate) fn shown(self) -> &'static str {
        match self {
            Self::Text | Self::Word => "text",
            Self::Day => "date",
            Self::Moment => "timestamp",
            Self::Int32 => "int32",
            Self::Int64 | Self::Rising => "int64",
            Self::Bytes => "binary",
            Self::Number => "float64",
            Self::Money => "decimal(18, 2)",
        }
    }
}

/// The tables as Markdown, for the pages that describe them.
pub fn tables_as_markdown() -> String {
    let mut text = String::new();
    for table in TABLES {
        text.push_str(&format!("### `{}`: {}\n\n", table.name, table.row));
        text.push_str("| column | type | empty | key | |\n| --- | --- | --- | --- | --- |\n");
        for SchemaColumn { name, holds, null, about } in table.columns {
            let place = table.key.iter().position(|key| key == name).map_or(String::new(), |at| (at + 1).to_string());
            let null = if *null { "may be" } else { "" };
            text.push_str(&format!("| `{name}` | {} | {null} | {place} | {about} |\n", holds.shown()));
        }
        text.push('\n');
    }
    text
}
