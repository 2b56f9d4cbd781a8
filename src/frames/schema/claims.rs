//! The tables of claimed lines, and of how records were linked to stays.

use crate::frames::schema::{SOURCE_ID, SOURCE_RECORD, Table, Type, may, must};

/// Claims.
pub const CLAIM: Table = Table {
    name: "claim",
    row: "one claimed line: what the other side claims to be owed",
    key: &["payee_code", "claim_id"],
    columns: &[
        must("claim_id", Type::Text, "The claimant's name for the line, unique with its payee."),
        may("stay_id", Type::Word, "The stay that it was linked to; empty where none fits, or several do."),
        must("link_quality", Type::Word, "How surely it belongs to the stay, or why there is none."),
        may("claimed_stay_id", Type::Word, "The stay that it names."),
        may("person_key", Type::Text, "Keyed HMAC-SHA-256 of the NHS or national number, never the number."),
        may("admitted_on", Type::Day, "Day of admission."),
        must("from_on", Type::Day, "First day claimed."),
        must("to_on", Type::Day, "Last day claimed."),
        may("days", Type::Int32, "Days claimed; empty where the line does not say."),
        must("claimed_days", Type::Word, "Which days between the two: both_ends, not_the_last, assumed_both, unknown."),
        must("amount_minor", Type::Int64, "What is claimed in minor units; below zero in a credit."),
        must("currency", Type::Word, "ISO 4217 code of the amount's currency."),
        must("payee_code", Type::Word, "Organisation that claims."),
        must("payer_code", Type::Word, "Authority that is to pay."),
        SOURCE_ID,
        SOURCE_RECORD,
    ],
};

/// Claims by day.
pub const CLAIM_DAY: Table = Table {
    name: "claim_day",
    row: "one day of a claimed line with its share of the amount, or a whole line whose days are not known",
    key: &["payee_code", "claim_id", "day"],
    columns: &[
        must("claim_id", Type::Word, "The claimant's name for the line, unique with its payee."),
        must("payee_code", Type::Word, "Organisation that claims."),
        must("day", Type::Day, "The day; of a whole line its last day."),
        must("part", Type::Word, "day, line (its days are not known) or not_split (they lie in several months)."),
        may("stay_id", Type::Word, "The stay that the line was linked to; empty where none fits, or several do."),
        must("claimed_for", Type::Word, "The stay, else the stay or person that the line names, else the line itself."),
        must("payer_code", Type::Word, "Authority that is to pay."),
        must("days", Type::Int64, "1, or -1 in a credit; of a whole line its days, 0 where it does not say."),
        must("says_days", Type::Int32, "1 where the line says how many days it claims, else 0."),
        must("amount_minor", Type::Int64, "Its share of the amount in minor units, by the largest remainder."),
        must("currency", Type::Word, "ISO 4217 code of the amount's currency."),
    ],
};

/// Links.
pub const LINK: Table = Table {
    name: "link",
    row: "one record that names no stay of ours, or had to be checked against the one it names",
    key: &["source_id", "source_record", "what"],
    columns: &[
        must("what", Type::Word, "What kind of record: notice, care, claim."),
        may("stay_id", Type::Word, "The stay that it was linked to; empty where none fits, or several do."),
        must("link_quality", Type::Word, "How surely it belongs to the stay, or why there is none."),
        must("from_on", Type::Day, "Day by which the stay was looked for."),
        SOURCE_ID,
        SOURCE_RECORD,
    ],
};
