//! The table of what was said about the stays of a month.

use super::{Table, Type, must};

/// What finance officers said about stays of a published month. One file a month; what was said before is in older files.
pub const POSITION: Table = Table {
    name: "position",
    row: "what was said last about one stay of a published month: accepted, contested or settled",
    key: &["stay_id"],
    columns: &[
        must("stay_id", Type::Text, "The stay."),
        must("state", Type::Word, "accepted, contested or settled."),
        must("charged_minor", Type::Int64, "What was charged for the stay then, in minor units."),
        must("beyond_minor", Type::Int64, "What a claim asks beyond that, in minor units."),
        must("amount_minor", Type::Int64, "What is accepted, contested or settled, in minor units."),
        must("reason", Type::Word, "Why; may be empty."),
        must("claim", Type::Word, "The claim that it is about; may be empty."),
        must("by", Type::Word, "Who said it."),
        must("on", Type::Day, "On which day."),
    ],
};
