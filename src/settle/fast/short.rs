//! Copies of short texts.

use std::ops::Range;

/// Most ids are shorter.
const SHORT: usize = 32;

/// Appends a part of a text. A copy of fixed length costs a few instructions, any other a call: so a short part is copied
/// with what stands behind it, which is taken off again.
#[inline]
pub fn append(to: &mut Vec<u8>, text: &[u8], part: Range<usize>) {
    let end = to.len() + part.len();
    match text.get(part.start..part.start + SHORT).filter(|_| part.len() <= SHORT) {
        Some(window) => {
            to.extend_from_slice(window);
            to.truncate(end);
        }
        None => to.extend_from_slice(&text[part]),
    }
}
