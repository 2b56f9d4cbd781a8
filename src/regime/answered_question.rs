//! Questions that a law leaves open, as they are answered.

use super::file::Grade;

/// A question that a law leaves open, with the answer in use.
#[derive(Clone, Copy, Debug)]
pub struct AnsweredQuestion<'a> {
    /// Its name.
    pub id: &'a str,
    /// The answer in use.
    pub chosen: &'a str,
    /// The answer unless another is chosen.
    pub default: &'a str,
    /// The other answers.
    pub alternatives: &'a [String],
    /// The question.
    pub question: &'a str,
    /// Where the law leaves it open.
    pub cite: &'a str,
    /// How sure we are of the default.
    pub grade: Grade,
}
