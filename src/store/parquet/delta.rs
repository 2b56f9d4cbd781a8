//! Parquet's delta encodings: of numbers, and of texts that begin like the one before them.

/// Numbers in a block.
const BLOCK: usize = 128;
/// Numbers that are packed with one width.
const MINIBLOCK: usize = 32;

/// `DELTA_BINARY_PACKED`.
pub(crate) fn numbers(numbers: &[i64], out: &mut Vec<u8>) {
    varint(BLOCK as u64, out);
    varint((BLOCK / MINIBLOCK) as u64, out);
    varint(numbers.len() as u64, out);
    let mut before = numbers.first().copied().unwrap_or_default();
    varint(zigzag(before), out);
    let mut differences = [0_i64; BLOCK];
    for block in numbers.get(1..).unwrap_or_default().chunks(BLOCK) {
        for (difference, number) in differences.iter_mut().zip(block) {
            *difference = number.wrapping_sub(before);
            before = *number;
        }
        let least = differences[..block.len()].iter().copied().min().unwrap_or_default();
        let mut rests = [0_u64; BLOCK];
        for (rest, difference) in rests.iter_mut().zip(&differences[..block.len()]) {
            *rest = difference.wrapping_sub(least) as u64;
        }
        varint(zigzag(least), out);
        let miniblocks = || rests.as_chunks::<MINIBLOCK>().0.iter();
        let width = |rests: &[u64; MINIBLOCK]| u64::BITS - rests.iter().fold(0, |all, rest| all | rest).leading_zeros();
        out.extend(miniblocks().map(|rests| width(rests) as u8));
        // Miniblocks behind the last number have no bytes.
        let filled = block.len().div_ceil(MINIBLOCK);
        miniblocks().take(filled).for_each(|rests| pack(rests, width(rests), out));
    }
}

/// `DELTA_BYTE_ARRAY`: of each text how many bytes it has in common with the one before it, and the others. All texts stand
/// one behind the other in `bytes`; `ends` says where each starts and the last ends.
pub(crate) fn texts(bytes: &[u8], ends: &[i32], out: &mut Vec<u8>) {
    let count = ends.len().saturating_sub(1);
    let (mut shared, mut lengths) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut rests = Vec::with_capacity(bytes.len());
    let mut before: &[u8] = &[];
    for place in ends.windows(2) {
        let text = &bytes[place[0] as usize..place[1] as usize];
        let common = common(before, text);
        shared.push(common as i64);
        lengths.push((text.len() - common) as i64);
        rests.extend_from_slice(&text[common..]);
        before = text;
    }
    numbers(&shared, out);
    numbers(&lengths, out);
    out.extend_from_slice(&rests);
}

/// How many bytes two texts begin with alike.
#[inline]
fn common(one: &[u8], other: &[u8]) -> usize {
    let (ones, others) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
    for (place, (one, other)) in ones.iter().zip(others).enumerate() {
        let unlike = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        if unlike != 0 {
            return place * 8 + (unlike.trailing_zeros() / 8) as usize;
        }
    }
    let known = ones.len().min(others.len()) * 8;
    known + one[known..].iter().zip(&other[known..]).take_while(|(one, other)| one == other).count()
}

/// Packs numbers of `width` bits each.
fn pack(numbers: &[u64; MINIBLOCK], width: u32, out: &mut Vec<u8>) {
    let mut words = [0_u64; MINIBLOCK];
    let (mut word, mut used, mut filled) = (0_u64, 0, 0);
    for number in numbers {
        word |= number << used;
        used += width;
        if used >= u64::BITS {
            words[filled] = word;
            filled += 1;
            used -= u64::BITS;
            // What did not fit; nothing where the number ended with the word.
            word = number.checked_shr(width - used).unwrap_or_default();
        }
    }
    words[filled.min(MINIBLOCK - 1)] |= if used > 0 { word } else { 0 };
    out.extend_from_slice(&words.map(u64::to_le_bytes).as_flattened()[..width as usize * MINIBLOCK / 8]);
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

/// A number in as many groups of seven bits as it needs.
pub(crate) fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
