//! Amounts and reasons as they are typed.

use crate::domain::Minor;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::visible::visible;
use crate::error::{Error, Exit, Result};
use crate::intake::validate::amounts;

/// An amount in pounds.
pub(super) fn amount_of(text: &str) -> Result<Minor> {
    amounts::pounds(text.trim()).map(|(amount, _)| amount).map_err(|issue| {
        Error::new(
            "X_ARGUMENTS",
            Exit::Usage,
            format!("`{}` is no amount: {}", visible(&without_numbers(text)), issue.message),
        )
        .effect("nothing was noted")
        .hint("as in `--amount 260.00`")
    })
}

/// A reason as it is kept: on one line, every character visible.
pub(super) fn reason_of(text: &str) -> Box<str> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    visible(&words).into_owned().into()
}
