//! England's acute discharge situation report: the publisher's daily CSV, and its months in tables.

mod checks;
pub(super) mod daily;
pub(super) mod months;
