//! Made-up people: NHS numbers from the range that is never issued, and the ids of their stays.

use super::sample_stay::{HOSPITALS, SampleStay};
use super::seeded_rng::SeededRng;

/// Gives out NHS numbers that start with 999, each once, in no visible order.
#[derive(Debug, Default)]
pub struct People(u32);

impl People {
    /// The next person's number, with the right check digit.
    pub fn next_number(&mut self) -> String {
        loop {
            self.0 += 1;
            // 61,803 and a million have no factor in common, so no serial number comes twice.
            let serial = format!("999{:06}", self.0 * 61_803 % 1_000_000);
            let weights = serial.bytes().zip((2..=10_u32).rev());
            let sum: u32 = weights.map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
            match (11 - sum % 11) % 11 {
                // No number has this check digit.
                10 => {}
                check => return format!("{serial}{check}"),
            }
        }
    }
}

/// The ids of stays in the order given: the hospital's letters, the year of admission, and a number that grows as
/// patients come, with gaps for all the patients without a delay.
pub fn ids(drafts: &[SampleStay]) -> Vec<String> {
    let mut ids = vec![String::new(); drafts.len()];
    for (place, hospital) in HOSPITALS.iter().enumerate() {
        let mut own: Vec<usize> = (0..drafts.len()).filter(|at| drafts[*at].hospital == place).collect();
        own.sort_by_key(|at| drafts[*at].admitted_at);
        let mut rng = SeededRng::of(17, place as u64);
        let (mut year, mut last) = (0, 0);
        for at in own {
            let admitted = drafts[at].admitted_at.day().month().year() % 100;
            if admitted != year {
                (year, last) = (admitted, if year == 0 { 9_400 } else { 0 });
            }
            last += rng.between(3, 33);
            ids[at] = format!("{}-{year:02}-{last:05}", hospital.prefix);
        }
    }
    ids
}
