//! Chance with a seed: the same numbers on every machine, today and in ten years (SplitMix64).

/// A stream of numbers that only its seed decides.
#[derive(Clone, Debug)]
pub struct SeededRng(u64);

impl SeededRng {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for the `number`-th of many things, so that one thing more changes no other.
    pub const fn of(seed: u64, number: u64) -> Self {
        Self(seed ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit` - 1.
    pub fn below(&mut self, limit: u32) -> u32 {
        let high = u64::from((self.next() >> 32) as u32) * u64::from(limit);
        (high >> 32) as u32
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: i32, last: i32) -> i32 {
        first + self.below((last - first + 1).max(1) as u32) as i32
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub fn in_100(&mut self, cases: u32) -> bool {
        self.below(100) < cases
    }

    /// One of some things, each with its weight.
    pub fn pick<T: Copy>(&mut self, weighted: &[(u32, T)]) -> T {
        let all = weighted.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(all);
        for (weight, thing) in weighted {
            if left < *weight {
                return *thing;
            }
            left -= weight;
        }
        // Not reached: `left` starts below the sum of the weights.
        weighted[weighted.len() - 1].1
    }
}
