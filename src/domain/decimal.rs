//! Measures with decimals, as people read them. No money: that has no fractions.

use super::money::thousands;

/// A measure with so many decimals and commas between thousands: `1,234.5`. Halves go away from zero.
pub fn decimal(number: f64, places: u8) -> String {
    // The shortest text that reads back is what people would write down, so that 2.675 is rounded as it is read.
    let scale = 10_f64.powi(i32::from(places));
    let shortest = |value: f64| format!("{value:.9}").parse().unwrap_or(value);
    let rounded: f64 = f64::round(shortest(number.abs() * scale)) / scale;
    let text = format!("{rounded:.*}", usize::from(places));
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), thousands);
    let sign = if number < 0.0 && rounded != 0.0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}
