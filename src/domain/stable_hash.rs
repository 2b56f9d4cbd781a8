//! A hash that is the same in every version of the program: what is stored by it can be found again.

/// FNV-1a (64 bits) over texts or bytes, one after the other; each is closed, so that two lists of other parts differ.
pub fn stable_hash<P: AsRef<[u8]>>(parts: impl IntoIterator<Item = P>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let of_part = |hash, part: P| part.as_ref().iter().copied().chain([0xff]).fold(hash, step);
    parts.into_iter().fold(0xcbf2_9ce4_8422_2325, of_part)
}
