//! The columns of the journal, and the cost code of each payee, as a project declares them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use crate::domain::codes::{NotInList, codes};

codes! {
    /// What a column of a journal has.
    JournalField {
        /// The month of the statement, as in `2018-03`.
        Period = "period",
        /// The month of the days: that of the statement, or a closed one that it corrects.
        ServiceMonth = "service_month",
        /// The last day of the month of the statement.
        PostingDate = "posting_date",
        /// The hospital trust, by code.
        PayeeCode = "payee_code",
        /// What people call it.
        PayeeName = "payee_name",
        /// The council, by code.
        PayerCode = "payer_code",
        /// What people call it.
        PayerName = "payer_name",
        /// The cost code of the payee.
        CostCode = "cost_code",
        /// The amount, as in `-1234.50`.
        Amount = "amount",
        /// The same in minor units.
        AmountMinor = "amount_minor",
        /// Its currency.
        Currency = "currency",
        /// `bill`, or `correction` of a closed month.
        Kind = "kind",
        /// The edition of the statement.
        Edition = "edition",
        /// A name of the line, the same on every run of the edition.
        Reference = "reference",
        /// A few words.
        Description = "description",
    }
}

/// The columns where a project declares none.
const COLUMNS: [JournalField; 9] = [
    JournalField::Reference,
    JournalField::PostingDate,
    JournalField::CostCode,
    JournalField::PayeeCode,
    JournalField::PayerCode,
    JournalField::ServiceMonth,
    JournalField::Amount,
    JournalField::Currency,
    JournalField::Description,
];

/// `[journal]` of the project file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JournalAsWritten {
    columns: Option<Vec<(String, JournalField)>>,
    #[serde(default)]
    cost_code: String,
    #[serde(default)]
    cost_codes: BTreeMap<String, String>,
}

/// The journal of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// The heading of each column, and what is in it.
    pub columns: Vec<(String, JournalField)>,
    cost_code: String,
    cost_codes: BTreeMap<String, String>,
}

impl Journal {
    pub(super) fn of(written: JournalAsWritten) -> Self {
        let JournalAsWritten { columns, cost_code, cost_codes } = written;
        let usual = || COLUMNS.iter().map(|field| (field.code().to_owned(), *field)).collect();
        Self { columns: columns.filter(|columns| !columns.is_empty()).unwrap_or_else(usual), cost_code, cost_codes }
    }

    /// The cost code of a payee: its own, else that of all; empty where the project has none.
    pub fn cost_code(&self, payee_code: &str) -> &str {
        self.cost_codes.get(payee_code).unwrap_or(&self.cost_code)
    }
}
