//! A small seeded source of chance for the random cases.

/// The splitmix64 generator.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = u64::try_from(high - low + 1).expect("low is not above high");
        low + i32::try_from(self.next() % width).expect("a small width")
    }

    pub fn percent(&mut self, share: i32) -> bool {
        self.between(1, 100) <= share
    }

    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let last = i32::try_from(choices.len()).expect("a short list") - 1;
        let place = usize::try_from(self.between(0, last)).expect("not negative");
        choices[place]
    }

    /// Minutes after midnight: often within a minute of one of these hours, else in working time.
    pub fn minutes_near(&mut self, hours: &[i32]) -> i32 {
        if self.percent(45) {
            return self.pick(hours) * 60 + self.between(-1, 1);
        }
        match self.between(1, 20) {
            1 => self.pick(&[0, 1, 23 * 60 + 59]),
            2..=5 => self.between(18 * 60, 23 * 60),
            _ => self.between(8 * 60, 18 * 60),
        }
    }
}
