//! The rows of one stay, out of rows sorted by stay.

/// The rows of a stay; `sorted` are those of all stays, and `stay_of` says whose a row is.
pub fn of_stay<'r, T>(sorted: &'r [T], stay_id: &str, stay_of: impl Fn(&T) -> &str) -> &'r [T] {
    let from = sorted.partition_point(|row| stay_of(row) < stay_id);
    let count = sorted[from..].iter().take_while(|row| stay_of(row) == stay_id).count();
    &sorted[from..from + count]
}
