//! The tables of deliveries: what became of their records, what was found in them, and what they leave open.

use super::{Table, Type, must};

/// Deliveries.
pub const DELIVERY: Table = Table {
    name: "delivery",
    row: "one delivery with what became of its records; it has no file, the manifest has its rows",
    key: &["sender", "file", "source_id"],
    columns: &[
        must("sender", Type::Word, "The source of the project."),
        must("file", Type::Text, "The name under which it came."),
        must("source_id", Type::Word, "First sixteen characters of its SHA-256."),
        must("records_of", Type::Word, "What its records are: stay, event, reason, care, claim and others."),
        must("records", Type::Int64, "Records read."),
        must("accepted", Type::Int64, "Records taken."),
        must("passed_over", Type::Int64, "Records that say nothing about a stay of their own."),
        must("rejected", Type::Int64, "Records not taken."),
        must("duplicates", Type::Int64, "Records taken before, or overtaken by newer news."),
        must("waiting", Type::Int64, "Of the records not taken, those that wait for their stay or for their day."),
        must("warnings", Type::Int64, "Findings that are warnings."),
        must("blank_lines", Type::Int64, "Blank lines passed over."),
        must("counts", Type::Text, "What else was counted in its records, as a JSON object of numbers."),
        must("unreadable", Type::Text, "Columns of which no value could be read, as a JSON list of texts."),
        must("day_columns", Type::Text, "The names of its columns of days, in their order, as a JSON list of texts."),
        must("sha256", Type::Text, "SHA-256 of its bytes."),
    ],
};

/// Findings.
pub const FINDING: Table = Table {
    name: "finding",
    row: "one thing that was found in a record or file, with where it stands and what to do",
    key: &["sender", "file", "record", "number"],
    columns: &[
        must("sender", Type::Word, "The source of the project."),
        must("file", Type::Word, "The name under which the delivery came."),
        must("record", Type::Int64, "Number of the record in it, from 1; 0 where the delivery as a whole is meant."),
        must("number", Type::Int64, "Number among the findings of the file and record, from 1."),
        must("line", Type::Int64, "The line on which the record starts, from 1."),
        must("byte_offset", Type::Int64, "The offset of its first byte."),
        must("column", Type::Word, "The column; empty where the whole record is meant."),
        must("severity", Type::Word, "What it does to the record: rejected, duplicate, warning."),
        must("code", Type::Word, "A stable code."),
        must("value", Type::Word, "The value, masked where it could identify somebody, cut where long."),
        must("message", Type::Word, "What is wrong, found and wanted."),
        must("hint", Type::Word, "What to do."),
        must("stay_id", Type::Word, "The stay it is about; empty where none is known."),
    ],
};

/// Findings, counted.
pub const FINDING_COUNT: Table = Table {
    name: "finding_count",
    row: "one code that was found in the records of one delivery: how often, and the first finding of them; what reading a file \
          found, and what was found about the stays of each month, are rows of their own",
    key: &["sender", "file", "source_id", "severity", "code"],
    columns: &[
        must("sender", Type::Word, "The source of the project."),
        must("file", Type::Word, "The name under which the delivery came."),
        must("source_id", Type::Word, "First sixteen characters of its SHA-256; empty text where it is no delivery."),
        must("severity", Type::Word, "What it does to the record: rejected, duplicate, warning."),
        must("code", Type::Word, "A stable code."),
        must("findings", Type::Int64, "How many findings there are."),
        must("records", Type::Int64, "In how many records; findings about the delivery as a whole count none."),
        must(
            "example_record",
            Type::Int64,
            "Of the first finding: the number of the record, 0 for the whole delivery.",
        ),
        must("example_line", Type::Int64, "Of the first finding: the line on which the record starts, from 1."),
        must("example_byte_offset", Type::Int64, "Of the first finding: the offset of the record's first byte."),
        must("example_column", Type::Word, "Of the first finding: the column; empty where the whole record is meant."),
        must("example_value", Type::Word, "Of the first finding: the value, masked and cut as in `finding`."),
        must("example_message", Type::Word, "Of the first finding: what is wrong."),
        must("example_hint", Type::Word, "Of the first finding: what to do."),
        must("example_stay_id", Type::Word, "Of the first finding: the stay it is about; empty where none is known."),
    ],
};

/// Open questions.
pub const OPEN_QUESTION: Table = Table {
    name: "open_question",
    row: "one record that leaves open how a stay went: rejected, contradicting others, or taken with an assumption",
    key: &["stay_id", "file", "record", "column", "code"],
    columns: &[
        must("stay_id", Type::Word, "The stay, as the record names it."),
        must("file", Type::Word, "The name under which the delivery came."),
        must("record", Type::Int64, "Number of the record in it, from 1."),
        must("line", Type::Int64, "Physical line on which it starts, from 1."),
        must("column", Type::Word, "The column; empty text where the whole record is meant."),
        must("severity", Type::Word, "rejected, or warning where the record was taken."),
        must("code", Type::Word, "A stable code."),
        must("value", Type::Word, "The value, masked where it could identify somebody; may be empty text."),
        must("message", Type::Word, "What is wrong."),
        must("alternatives", Type::Word, "How the stay may have gone, as JSON."),
    ],
};

/// Records without a stay.
pub const UNLINKED: Table = Table {
    name: "unlinked",
    row: "one record that should belong to a stay and was linked to none",
    key: &["source_id", "record", "what"],
    columns: &[
        must("what", Type::Word, "What kind of record: notice, care, claim."),
        must("link_quality", Type::Word, "Why there is no stay: ambiguous or apart."),
        must("file", Type::Word, "The name under which the delivery came."),
        must("record", Type::Int64, "Number of the record in it, from 1."),
        must("source_id", Type::Word, "First sixteen characters of the SHA-256 of the delivery."),
        must("from_on", Type::Day, "Day by which the stay was looked for."),
        must("why", Type::Word, "Why there is none, in a few words."),
        must("stake", Type::Text, "What hangs on it, as JSON; unknown stays unknown."),
    ],
};
