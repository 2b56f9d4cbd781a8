//! Makes up a large file of stays, the same bytes for the same count: one national extract by quarter, its hospitals
//! mixed, twelve columns of the native table, and the few flawed rows that every delivery has.
//!
//! NHS numbers are all of the never-issued range that starts with 999: some 909,000 people, who come back quarter after
//! quarter. A person's stays do not overlap but for the planted ones.

use std::io::{self, Write};

/// The header line.
const HEADER: &str = "stay_id,nhs_number,provider_code,site_code,authority_code,admitted_at,ready_on,discharged_at,\
                      admission_method,discharge_method,discharge_destination,treatment_function_code\n";
const FIRST_DAY: i64 = 16_526; // 2015-04-01
const QUARTERS: u64 = 22;
const QUARTER_DAYS: u64 = 83;
const PROVIDERS: u64 = 140;
const METHODS: [&str; 12] = ["11", "12", "13", "21", "22", "23", "24", "25", "28", "2A", "2B", "81"];
const DESTINATIONS: [&str; 10] = ["19", "29", "51", "52", "53", "54", "65", "66", "79", "85"];
const FUNCTIONS: [&str; 12] = ["100", "101", "110", "120", "180", "300", "301", "320", "326", "340", "430", "502"];

/// Writes so many rows below a header, of which a share, in per cent, has something wrong or doubtful in it.
pub fn write(count: u64, share: u64, authorities: &[&str], out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let people = people();
    let present = (count / QUARTERS + 1).min(people.len() as u64);
    let mut line = Vec::with_capacity(256);
    for row in 0..count {
        let mut chance = Chance(row.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x5eed);
        let quarter = row / present % QUARTERS;
        // A walk with a step that shares no factor with the number of people: each once in a quarter.
        let person = (row % present * 611_953 + quarter * 7) % present;
        let number = people[person as usize];
        line.clear();
        stay(&mut line, &mut chance, row, person, number, quarter, authorities);
        let mut flaws = Chance(row ^ 0x0f1a_35ed);
        if flaws.below(100) < share {
            line = flawed(&line, flaws.below(10));
        }
        out.write_all(&line)?;
        if chance.one_in(100_000) {
            out.write_all(&line)?; // the same row twice
        }
        if chance.one_in(200_000) {
            // the same stay with another ready day: neither can be taken
            if let Some(at) = line.iter().rposition(|byte| *byte == b'4') {
                line[at] = b'5';
            }
            out.write_all(&line)?;
        }
    }
    Ok(())
}

/// The line with one of ten things that hospitals write: half of them refuse the row, half are remarks.
fn flawed(line: &[u8], flaw: u64) -> Vec<u8> {
    let text = String::from_utf8_lossy(line);
    let mut cells: Vec<String> = text.trim_end().split(',').map(str::to_owned).collect();
    let put = |cell: &mut String, text: &str| *cell = text.to_owned();
    match flaw {
        0 => put(&mut cells[1], "9990000019"),
        1 => put(&mut cells[4], "Norwich"),
        2 => put(&mut cells[5], "2019-02-30"),
        3 => put(&mut cells[6], "2014-01-31"),
        4 => put(&mut cells[2], ""),
        5 => cells[2] = cells[2].to_lowercase(),
        6 => put(&mut cells[1], ""),
        7 => cells[7].truncate(10),
        8 => cells[4] = format!(" {}", cells[4]),
        _ => put(&mut cells[9], "=1"),
    }
    (cells.join(",") + "\n").into_bytes()
}

fn stay(
    line: &mut Vec<u8>,
    chance: &mut Chance,
    row: u64,
    person: u64,
    number: u64,
    quarter: u64,
    authorities: &[&str],
) {
    let home = person.wrapping_mul(2_654_435_761) % PROVIDERS;
    let provider = provider(if chance.below(5) > 0 { home } else { chance.below(PROVIDERS) });
    let mut days = chance.below(6) * chance.below(8);
    let admitted = FIRST_DAY + (quarter * QUARTER_DAYS + chance.below(QUARTER_DAYS - 36)) as i64;
    if chance.one_in(100_000) {
        days += 120; // runs into the person's next stay
    }
    let left = admitted + days as i64;
    let ready = left - chance.below(days / 3 + 1) as i64;
    let (year, _, _) = civil(admitted);
    let quoted = chance.one_in(10_000);
    let mut put = |text: &str| line.extend_from_slice(text.as_bytes());
    let id = format!("{provider}-{year}-{row:011}");
    put(&if quoted { format!("\"{id}\",") } else { format!("{id},") });
    match chance.below(20_000) {
        0..4 => put(","),
        4 => put(&format!("{:010},", number ^ 1)),
        _ => put(&format!("{number:010},")),
    }
    let site = chance.below(4);
    let shown = if chance.one_in(50_000) { provider.to_lowercase() } else { provider.clone() };
    put(&format!("{shown},{provider}{site:02},"));
    put(authorities[((home * 7 + chance.below(3)) % authorities.len() as u64) as usize]);
    put(&format!(",{}T{},", date(admitted), time(3 * 3600 + chance.below(9 * 3600))));
    put(&if chance.below(10) > 0 { format!("{},", date(ready)) } else { ",".to_owned() });
    // Only of the last quarter's stays are some still open.
    put(&if quarter + 1 < QUARTERS || chance.below(3) > 0 {
        format!("{}T{},", date(left), time(12 * 3600 + chance.below(11 * 3600)))
    } else {
        ",".to_owned()
    });
    put(METHODS[chance.below(12) as usize]);
    put([",1,", ",2,", ",4,", ",1,"][chance.below(4) as usize]);
    put(DESTINATIONS[chance.below(10) as usize]);
    put(",");
    put(FUNCTIONS[chance.below(12) as usize]);
    put("\n");
}

/// Every NHS number that starts with 999 and has a right check digit, but for 9999999999.
fn people() -> Vec<u64> {
    let number = |prefix: u64| {
        let sum: u64 = (0..9_u32).map(|place| prefix / 10_u64.pow(8 - place) % 10 * u64::from(10 - place)).sum();
        let check = (11 - sum % 11) % 11;
        (check < 10).then_some(prefix * 10 + check)
    };
    (999_000_000..=999_999_998).filter_map(number).collect()
}

fn provider(number: u64) -> String {
    let letter = |number: u64| char::from(b'A' + (number % 26) as u8);
    format!("R{}{}", letter(number / 10), number % 10)
}

fn date(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

fn time(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Year, month and day of a day counted from 1970-01-01.
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, of_year - (153 * month_from_march + 2) / 5 + 1)
}

/// A seeded source of numbers: splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn one_in(&mut self, limit: u64) -> bool {
        self.below(limit) == 0
    }
}
