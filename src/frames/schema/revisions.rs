//! The tables of what differs from what was published.

use super::{Table, Type, may, must};

/// What differs from what was published before, in the edition of a month that takes it over.
pub const REVISION: Table = Table {
    name: "revision",
    row: "days one after the other of a stay that differ from what was published of them before: changes of the month since its edition before, and corrections of closed months",
    key: &["month", "stay_id", "from_on", "n"],
    columns: &[
        must("month", Type::Word, "The month that the days are in; of a closed month the row is a correction."),
        must("stay_id", Type::Text, "The stay."),
        must("from_on", Type::Day, "The first of the days."),
        must("to_on", Type::Day, "The last."),
        must("n", Type::Int32, "Which of several statements about each of the days, from 0."),
        must("days", Type::Int32, "How many days."),
        may("old_status", Type::Word, "What was published of each day; empty if it was in no ledger."),
        must("old_amount_minor", Type::Int64, "What was published as owed for each day, in minor units."),
        may("old_payer_code", Type::Word, "The authority that was charged."),
        may("old_payee_code", Type::Word, "The organisation that was owed."),
        may("new_status", Type::Word, "What holds of each day now; empty if it is in no ledger any more."),
        must("new_amount_minor", Type::Int64, "What is owed for each day now, in minor units."),
        may("new_payer_code", Type::Word, "The authority that is charged now."),
        may("new_payee_code", Type::Word, "The organisation that is owed now."),
        must("currency", Type::Word, "ISO 4217 code of the currency of the amounts."),
        must("cause", Type::Word, "Why."),
        may(
            "source_id",
            Type::Word,
            "First sixteen characters of the SHA-256 of the delivery with the newest record about it; empty where no record changed anything.",
        ),
        may("source_record", Type::Int32, "Number of the record in the delivery, from 1."),
        may("line", Type::Int32, "Its first line."),
    ],
};

/// Stays of which published months would have other days by now.
pub const RESTATED_DAY: Table = Table {
    name: "restated_day",
    row: "days one after the other of a stay of which a published month would have others by now, as they would be",
    key: &["month", "stay_id", "place"],
    columns: &[
        must("month", Type::Word, "The published month."),
        must("stay_id", Type::Text, "The stay."),
        must("place", Type::Int32, "The place of these days among those of the stay, from 0."),
        may("from_on", Type::Day, "The first of the days; empty if the stay has no days of the month any more."),
        may("to_on", Type::Day, "The last."),
        may("status", Type::Word, "What holds of each day."),
        must("amount_minor", Type::Int64, "What is owed for each day, in minor units."),
        may("currency", Type::Word, "ISO 4217 code of the currency of the amount."),
        may("payer_code", Type::Word, "The authority that is charged, or would be."),
        may("payee_code", Type::Word, "The organisation that is owed."),
        must("cause", Type::Word, "Why the days are others."),
        may(
            "source_id",
            Type::Word,
            "First sixteen characters of the SHA-256 of the delivery with the newest record about it.",
        ),
        may("source_record", Type::Int32, "Number of the record in the delivery, from 1."),
        may("line", Type::Int32, "Its first line."),
    ],
};
