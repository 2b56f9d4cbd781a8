//! JSON that holds its own hash: the SHA-256 of the text in which the value of the last `self_sha256` is empty.

use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;

const LABEL: &[u8] = b"\"self_sha256\": \"";

/// A text whose own hash was filled in.
pub struct WithOwnHash {
    /// The text.
    pub bytes: Vec<u8>,
    /// Its own hash, as it stands in it.
    pub own: String,
    /// The SHA-256 of the whole text.
    pub whole: String,
}

/// Fills in the hash of a text that has an empty place for it; nothing if it has no such place.
pub fn with_own_hash(bare: &[u8]) -> Option<WithOwnHash> {
    let around = bare.split_at(place(bare)?);
    let (own, whole) = without_and_with(around, None);
    Some(WithOwnHash { bytes: [around.0, own.as_bytes(), around.1].concat(), own, whole })
}

/// The SHA-256 of a whole text, if its own hash fits it. Every version keeps to this.
pub fn whole_if_own_fits(bytes: &[u8]) -> Option<String> {
    let start = place(bytes)?;
    let length = bytes[start..].iter().position(|byte| *byte == b'"')?;
    let (value, after) = bytes[start..].split_at(length);
    let (own, whole) = without_and_with((&bytes[..start], after), Some(value));
    (own.as_bytes() == value).then_some(whole)
}

/// Where the value of the last own hash begins.
fn place(bytes: &[u8]) -> Option<usize> {
    let label = bytes.windows(LABEL.len()).rposition(|window| window == LABEL)?;
    Some(label + LABEL.len())
}

/// The SHA-256 of a text with a place that has a value: without the value, and with it. Where no value is given, it is the
/// first of the two.
fn without_and_with((before, after): (&[u8], &[u8]), value: Option<&[u8]>) -> (String, String) {
    let mut begun = Sha256::new();
    begun.update(before);
    let ended = |mut hash: Sha256, rest: [&[u8]; 2]| {
        rest.iter().for_each(|part| hash.update(part));
        hexadecimal(&hash.finalize())
    };
    let without = ended(begun.clone(), [&[], after]);
    let with = ended(begun, [value.unwrap_or(without.as_bytes()), after]);
    (without, with)
}
