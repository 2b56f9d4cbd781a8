//! Text for display.

/// A number as people read it, with a true minus sign, which screen readers speak and which is as wide as a plus.
pub fn with_minus(shown: &str) -> String {
    shown.strip_prefix('-').map_or_else(|| shown.to_owned(), |rest| format!("\u{2212}{rest}"))
}
