//! Random late records after months were closed: what was billed and what was corrected since add up, for each stay and to
//! the penny, to what one run over everything gives.

use std::collections::BTreeMap;

use beddays::sample::seeded_rng::SeededRng;
use serde_json::Value;

use super::Case;
use super::deliveries::{EVENTS, STAYS, project};

const MONTHS: [&str; 4] = ["2018-01", "2018-02", "2018-03", "2018-04"];

fn stay_row(id: &str, authority: &str, month: &str, (ready, left): (i32, i32)) -> String {
    format!("{id},RZZ01,{authority},{month}-02T09:00,{month}-{ready:02},{month}-{left:02}T16:00\n")
}

/// A record of a made-up stay: its stay row, or one of its events.
fn record(random: &mut SeededRng, stay: usize) -> (bool, String) {
    let month = MONTHS[stay % 3];
    let ready = random.between(5, 14);
    let left = ready + random.between(0, 11);
    let authority = if random.below(6) == 0 { "Suffolk" } else { "Norfolk" };
    let id = format!("S{stay}");
    match random.below(4) {
        // Nobody knows of the last stays before their own rows come.
        _ if stay >= 12 => (true, stay_row(&id, authority, month, (ready, left))),
        0 | 1 => (true, stay_row(&id, authority, month, (ready, left))),
        2 => (false, format!("{id},services_ready,{month}-{:02}T0{}:00,,\n", ready + 2, random.below(9))),
        _ => (false, format!("{id},discharge_notice_withdrawn,{month}-{ready:02}T1{}:00,,\n", random.below(9))),
    }
}

/// The first records of every stay.
fn first(random: &mut SeededRng) -> (String, String) {
    let (mut stays, mut events) = (STAYS.to_owned(), EVENTS.to_owned());
    for stay in 0..12 {
        let month = MONTHS[stay % 3];
        let left = random.between(8, 27);
        stays += &format!("S{stay},RZZ01,Norfolk,{month}-02T09:00,{month}-06,{month}-{left:02}T16:00\n");
        events += &format!(
            "S{stay},assessment_notice,{month}-03T10:00,,\nS{stay},discharge_notice,{month}-05T10:00,,{month}-06\n"
        );
    }
    (stays, events)
}

fn put_all(case: &Case, deliveries: &[(String, String)]) {
    for (name, content) in deliveries {
        case.put(&format!("p/inbox/{name}"), content);
    }
}

/// What the ledger of a month has for each stay that Norfolk pays.
fn billed(case: &Case, month: &str) -> BTreeMap<String, i64> {
    let sql =
        "select stay_id, sum(amount_minor) as amount from ledger_day where payer_code = 'E10000020' group by stay_id";
    let said = case.sh(&format!("beddays query --project p --month {month} --format json \"{sql}\"")).exits(0);
    let rows: Vec<Value> = serde_json::from_str(&said.stdout).unwrap();
    rows.iter().map(|row| (row["stay_id"].as_str().unwrap().to_owned(), row["amount"].as_i64().unwrap())).collect()
}

/// What was corrected of a month in others, for each stay that Norfolk pays.
fn corrected(case: &Case, of: &str) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for month in MONTHS {
        for row in case.revisions(month).iter().filter(|row| row["month"] == of && of != month) {
            let side = |side: &str| match row[format!("{side}_payer_code")].as_str() {
                Some("E10000020") => row[format!("{side}_amount_minor")].as_i64().unwrap(),
                _ => 0,
            };
            let more = row["days"].as_i64().unwrap() * (side("new") - side("old"));
            *sums.entry(row["stay_id"].as_str().unwrap().to_owned()).or_default() += more;
        }
    }
    sums
}

fn sequence(seed: u64) {
    let mut random = SeededRng::new(seed);
    let (stays, events) = first(&mut random);
    let mut deliveries = vec![("stays-2018-01-31.csv".to_owned(), stays), ("events-2018-01-31.csv".to_owned(), events)];
    let case = project();
    put_all(&case, &deliveries);
    let mut closed: Vec<(usize, BTreeMap<String, Vec<u8>>)> = Vec::new();
    for (at, month) in MONTHS.iter().enumerate() {
        let mut late = [STAYS.to_owned(), EVENTS.to_owned()];
        let mut chosen: Vec<usize> = (0..if at == 0 { 0 } else { 4 }).map(|_| random.below(14) as usize).collect();
        chosen.sort_unstable();
        chosen.dedup();
        for stay in chosen {
            let (is_stay, row) = record(&mut random, stay);
            late[usize::from(!is_stay)] += &row;
        }
        let [stays, events] = late;
        let day = format!("2018-0{}-28", at + 2);
        let late = [(format!("stays-{day}.csv"), stays), (format!("events-{day}.csv"), events)];
        let late: Vec<_> = late.into_iter().filter(|(_, content)| content.lines().count() > 1).collect();
        put_all(&case, &late);
        deliveries.extend(late);
        let said = case.run(month);
        assert!(said.exit.is_some_and(|exit| exit < 2), "seed {seed}: {said:?}");
        if at < 3 {
            case.close(month).exits(0);
            closed.push((at, case.files_of_month(month)));
        }
    }
    for (at, files) in &closed {
        assert!(*files == case.files_of_month(MONTHS[*at]), "seed {seed}: {} is not as it was closed", MONTHS[*at]);
    }
    case.beddays("verify --project p").exits(0);
    let fresh = project();
    put_all(&fresh, &deliveries);
    for month in MONTHS {
        let said = fresh.run(month);
        assert!(said.exit.is_some_and(|exit| exit < 2), "seed {seed}: {said:?}");
        let mut sums = billed(&case, month);
        for (stay_id, amount) in corrected(&case, month) {
            *sums.entry(stay_id).or_default() += amount;
        }
        sums.retain(|_, amount| *amount != 0);
        let mut wanted = billed(&fresh, month);
        wanted.retain(|_, amount| *amount != 0);
        assert_eq!(sums, wanted, "seed {seed}, {month}");
    }
}

impl Case {
    fn files_of_month(&self, month: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.path(&format!("p/reports/{month}"));
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
    }
}

#[test]
fn what_was_billed_and_corrected_is_what_one_run_over_everything_gives() {
    // Twelve late records a sequence.
    let seeds = if std::env::var_os("BEDDAYS_SWEEP").is_some() { 200 } else { 8 };
    (0..seeds).for_each(sequence);
}
