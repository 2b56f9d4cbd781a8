//! Ordinary traffic of a feed: triggers that say nothing about a stay and are passed over, and those that never may be.

use crate::files::hl7::Trigger;

/// Triggers that no bill can depend on: the state of a bed, a person added to the index, a person's address or details,
/// an allergy. What they say of a death counts all the same.
const ORDINARY: [&str; 4] = ["A20", "A28", "A31", "A60"];

/// Triggers beside those of [`Trigger`] that a profile may not pass over: each reports a discharge, a transfer, a leave, a
/// cancellation, or of records that become one.
const NEVER: [&str; 25] = [
    "A07", "A17", "A26", "A27", "A30", "A32", "A33", "A35", "A36", "A37", "A38", "A39", "A41", "A42", "A43", "A44",
    "A45", "A46", "A47", "A48", "A49", "A50", "A51", "A55", "A62",
];

/// Whether messages of a trigger are passed over, as ordinary traffic or because the profile says so.
pub fn is_passed_over(trigger: &str, by_profile: &[String]) -> bool {
    ORDINARY.contains(&trigger) || by_profile.iter().any(|named| named == trigger)
}

/// Whether a profile may name a trigger to be passed over.
///
/// # Errors
/// It is no trigger of a message, or one that can touch a bill; the words say which.
pub fn may_be_passed_over(trigger: &str) -> Result<(), &'static str> {
    let is_trigger = |code: &[u8]| matches!(code, [b'A', one, two] if one.is_ascii_digit() && two.is_ascii_digit());
    if !is_trigger(trigger.as_bytes()) {
        return Err("is no trigger of an ADT message, such as A05");
    }
    if Trigger::of(trigger).is_some() || NEVER.contains(&trigger) {
        return Err(
            "can touch a bill: it tells of an admission, a discharge, a transfer, a leave, a merge or a cancellation",
        );
    }
    Ok(())
}
