//! From stays to published rows: stays are made up so that their delayed days are those of a council in an official
//! file, delivered as CSV, taken in, counted by `england-msitdt` and added up by the marts. What comes out is the
//! published row.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

use beddays::domain::codes::{Attribution, CareType};
use beddays::domain::{Authorities, Day, Month};
use beddays::sample::seeded_rng::SeededRng;
use flate2::read::GzDecoder;

use crate::support::harness::Folder;

/// Kind of care as the return knows it, letter of the reason, who is responsible.
type Cell = (&'static str, String, &'static str);
/// Days of one council in one month, by hospital and cell.
type Table = BTreeMap<(String, Cell), i32>;

const ACUTE: &str = "acute";
const NON_ACUTE: &str = "non_acute";
const SIDES: [Attribution; 3] = [Attribution::Nhs, Attribution::SocialCare, Attribution::Both];

fn sample(name: &str) -> Vec<csv::StringRecord> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published").join(name);
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

/// The code by which a delivery names the council that the return knows by a number.
fn council(dtoc_code: &str) -> String {
    let list = Authorities::england();
    list.get(list.numbered(dtoc_code, "2019-11-01".parse().ok()).unwrap()).code.clone()
}

/// `A_COMPLETION_ASSESSMENT` is reason A, `DII_NURSING_HOME` is Dii.
fn letter(token: &str) -> String {
    let letters = token.split('_').next().unwrap();
    letters[..1].to_owned() + &letters[1..].to_lowercase()
}

/// November 2019, record by record: hospital × kind of care × reason × side.
fn records(dtoc_codes: &[&str]) -> BTreeMap<String, Table> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for row in sample("msitdt_2019-11_provider_la_reason.csv.gz") {
        if !dtoc_codes.contains(&&row[5]) {
            continue;
        }
        let care = if row[7].eq_ignore_ascii_case("acute") { ACUTE } else { NON_ACUTE };
        let table = tables.entry(row[5].to_owned()).or_default();
        for (side, at) in SIDES.iter().zip([10, 12, 14]) {
            let days: i32 = row[at].parse().unwrap();
            if days > 0 {
                *table.entry((row[3].to_owned(), (care, letter(&row[8]), side.code()))).or_default() += days;
            }
        }
    }
    tables
}

/// The council's row of a workbook: days by side, by kind of care and by reason, each adding up to all.
struct Row {
    sides: Vec<(&'static str, i32)>,
    cares: Vec<(&'static str, i32)>,
    reasons: Vec<(String, i32)>,
    total: i32,
}

fn rows(wanted: &[(&str, &str)]) -> BTreeMap<(String, String), Row> {
    let letters = ["A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O"];
    let mut found = BTreeMap::new();
    for row in sample("la_delayed_days_2011-04_2019-12.csv.gz") {
        if !wanted.contains(&(&row[1], &row[0])) {
            continue;
        }
        let days = |at: usize| row[at].parse::<i32>().unwrap_or(0);
        let sides = SIDES.iter().map(|side| side.code()).zip([days(4), days(5), days(6)]).collect();
        let cares = vec![(ACUTE, days(8)), (NON_ACUTE, days(9))];
        let reasons = letters.iter().enumerate().map(|(at, letter)| ((*letter).to_owned(), days(10 + at))).collect();
        found.insert((row[1].to_owned(), row[0].to_owned()), Row { sides, cares, reasons, total: days(7) });
    }
    found
}

impl Row {
    /// A table with these margins: each margin is walked once, and what all three have left goes to one cell. Reasons
    /// that only the NHS answers for come first, and then those that never are on both sides, so that no day falls in a
    /// cell which the return does not have; the last is counted in non-acute care only.
    fn table(&self) -> Table {
        let order = ["C", "I", "Di", "G", "H", "A", "B", "Dii", "E", "F", "O"];
        let days_of = |letter: &str| self.reasons.iter().find(|(reason, _)| reason == letter).unwrap().1;
        let mut reasons: Vec<(&str, i32)> = order.iter().map(|letter| (*letter, days_of(letter))).collect();
        let (mut sides, mut cares) = (self.sides.clone(), self.cares.clone());
        let mut table = Table::new();
        let (mut reason, mut side, mut care) = (0, 0, 0);
        while reason < reasons.len() && side < sides.len() && care < cares.len() {
            let days = reasons[reason].1.min(sides[side].1).min(cares[care].1);
            if days > 0 {
                let cell = (cares[care].0, reasons[reason].0.to_owned(), sides[side].0);
                table.insert(("RZZ01".to_owned(), cell), days);
            }
            reasons[reason].1 -= days;
            sides[side].1 -= days;
            cares[care].1 -= days;
            reason += usize::from(reasons[reason].1 == 0);
            side += usize::from(side < sides.len() && sides[side].1 == 0);
            care += usize::from(care < cares.len() && cares[care].1 == 0);
        }
        assert_eq!(table.values().sum::<i32>(), self.total);
        table
    }
}

/// Deliveries being made up.
struct Deliveries {
    stays: String,
    reasons: String,
    made: u32,
    /// Stays that have not ended: what stands before and after the day of discharge.
    open: Vec<(String, String)>,
}

impl Deliveries {
    fn new() -> Self {
        let stays =
            "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at,care_type,age_at_admission\n";
        let reasons = "stay_id,from_on,to_on,reason_code,attributed_to\n";
        Self { stays: stays.to_owned(), reasons: reasons.to_owned(), made: 0, open: Vec::new() }
    }

    fn stay(
        &mut self,
        council: &str,
        hospital: &str,
        care: &str,
        (ready, left): (Day, Option<Day>),
        chance: &mut SeededRng,
    ) -> String {
        self.made += 1;
        let id = format!("{council}-{ready}-{}", self.made);
        let left = left.map_or_else(String::new, |day| format!("{day}T{:02}:30", chance.between(9, 20)));
        let admitted = ready + -chance.between(1, 30);
        let care = match care {
            ACUTE => ["", "acute"][chance.below(2) as usize],
            _ => [CareType::Rehabilitation, CareType::MentalHealth, CareType::Palliative][chance.below(3) as usize]
                .code(),
        };
        let age = chance.between(18, 99);
        let (before, after) =
            (format!("{id},{hospital},{council},{admitted}T08:00,{ready},"), format!(",{care},{age}"));
        writeln!(self.stays, "{before}{left}{after}").unwrap();
        if left.is_empty() {
            self.open.push((before, after));
        }
        id
    }

    /// The next month's deliveries: who was still there has left some days after.
    fn next(self, month: Month) -> Self {
        let mut next = Self { made: self.made, ..Self::new() };
        for (at, (before, after)) in (0..).zip(self.open) {
            writeln!(next.stays, "{before}{}T11:00{after}", month.last() + 1 + at % 9).unwrap();
        }
        next
    }

    fn reason(&mut self, id: &str, (from, to): (Day, Option<Day>), cell: &Cell) {
        let to = to.map_or_else(String::new, |day| day.to_string());
        writeln!(self.reasons, "{id},{from},{to},{},{}", cell.1, cell.2).unwrap();
    }

    /// Stays whose delayed days in a month are those of a table: within the month, from the month before, into the next,
    /// and all through it; some with a second reason. Beside them stays that must not count.
    fn of(&mut self, council: &str, month: Month, table: &Table, chance: &mut SeededRng) {
        let (first, last) = (month.first(), month.last());
        let mut left: Vec<(String, Cell, i32)> =
            table.iter().map(|((hospital, cell), days)| (hospital.clone(), cell.clone(), *days)).collect();
        while let Some((hospital, cell, rest)) = left.last().cloned() {
            let days = chance.between(1, month.days().min(rest));
            left.last_mut().unwrap().2 -= days;
            if left.last().unwrap().2 == 0 {
                left.pop();
            }
            // The ready day is no delayed day, the day of discharge is one.
            let (ready, end, is_open) = match chance.below(4) {
                0 => (first.previous() + -chance.between(0, 40), first + (days - 1), false),
                1 => (last + -days, last + chance.between(1, 12), chance.in_100(30)),
                _ => {
                    let ready = first.previous() + chance.between(0, month.days() - days);
                    (ready, ready + days, false)
                }
            };
            let ready = if days == month.days() { first.previous() + -chance.between(0, 9) } else { ready };
            let end = if days == month.days() { last + chance.between(0, 9) } else { end };
            let counted = (ready.next().max(first), end.min(last));
            assert_eq!(counted.1 - counted.0 + 1, days);
            let id = self.stay(council, &hospital, cell.0, (ready, (!is_open).then_some(end)), chance);
            // Another reason of the same care and hospital takes over on some day, if there is one with days to give.
            let other = left.iter_mut().find(|other| other.0 == hospital && other.1.0 == cell.0 && other.1 != cell);
            match other.filter(|_| days > 3 && chance.in_100(30)) {
                Some(other) => {
                    let taken = chance.between(1, (days - 1).min(other.2));
                    let switch = counted.0 + (days - taken);
                    self.reason(&id, (ready, Some(switch.previous())), &cell);
                    self.reason(&id, (switch, None), &other.1.clone());
                    other.2 -= taken;
                    let given_back = left.iter_mut().find(|one| one.0 == hospital && one.1 == cell);
                    match given_back {
                        Some(one) => one.2 += taken,
                        None => left.push((hospital, cell, taken)),
                    }
                    left.retain(|(_, _, days)| *days > 0);
                }
                None => self.reason(&id, (ready, None), &cell),
            }
        }
        let whole = (first, Some(last));
        let child = self.stay(council, "RZZ01", ACUTE, whole, chance);
        let line = self.stays.lines().last().unwrap().to_owned();
        let grown = line.rsplit_once(',').unwrap().0.to_owned() + ",17";
        self.stays = self.stays.replace(&line, &grown);
        self.reason(&child, (first, None), &(ACUTE, "A".to_owned(), "nhs"));
        self.stay(council, "RZZ01", ACUTE, (first + 3, Some(first + 3)), chance);
        self.stay(council, "RZZ01", ACUTE, (last, None), chance);
    }
}

fn project() -> Folder {
    let folder = Folder::new();
    let text = folder.read("beddays.toml");
    let lines = text.lines().filter(|line| !line.starts_with("# conventions"));
    let lines = lines.map(|line| match line.starts_with("regimes") {
        true => format!("{line}\nconventions = [\"england-msitdt\"]"),
        false => line.to_owned(),
    });
    folder.put("beddays.toml", lines.collect::<Vec<_>>().join("\n"));
    folder
}

/// Days of the mart for a month, by authority, hospital and cell.
fn counted(folder: &Folder, month: &str) -> BTreeMap<String, Table> {
    let sql = format!(
        "select authority_code, provider_code, case when care_type = 'acute' then 'acute' else 'non_acute' end as care, \
         reason_code, attributed_to, sum(delayed_days) as days from delayed_days_by_month \
         where month = '{month}' and convention = 'england-msitdt' \
         group by authority_code, provider_code, case when care_type = 'acute' then 'acute' else 'non_acute' end, \
         reason_code, attributed_to"
    );
    let said = folder.run(&["query", &sql, "--format", "csv"]).exits(0).stdout;
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for row in csv::Reader::from_reader(said.as_bytes()).records().map(Result::unwrap) {
        let care = if &row[2] == ACUTE { ACUTE } else { NON_ACUTE };
        let side = SIDES.iter().map(|side| side.code()).find(|side| *side == &row[4]).unwrap();
        let key = (row[1].to_owned(), (care, row[3].to_owned(), side));
        let before = tables.entry(row[0].to_owned()).or_default().insert(key, row[5].parse().unwrap());
        assert_eq!(before, None);
    }
    tables
}

#[test]
fn a_month_of_records_comes_out_as_it_was_published() {
    // Devon, Birmingham, Norfolk and others, with every hospital that they were delayed in.
    let codes = ["912", "406", "607", "902", "503", "905", "211", "620", "805", "116"];
    let published = records(&codes);
    assert_eq!(published.len(), codes.len());
    let folder = project();
    let mut deliveries = Deliveries::new();
    let mut chance = SeededRng::new(20);
    let month: Month = "2019-11".parse().unwrap();
    for (code, table) in &published {
        deliveries.of(&council(code), month, table, &mut chance);
    }
    folder.put("inbox/stays.csv", &deliveries.stays);
    folder.put("inbox/reasons.csv", &deliveries.reasons);
    folder.run(&["run", "--month", "2019-11"]).exits(0);
    let counted = counted(&folder, "2019-11");
    for (code, table) in &published {
        assert!(table.len() > 5, "{code}");
        assert_eq!(&counted[&council(code)], table, "{code}");
    }
    assert_eq!(counted.len(), published.len());
}

#[test]
fn councils_of_other_months_come_out_with_the_margins_of_their_rows() {
    let months = [
        ("2011-04", ["912", "209", "00EQ"]),
        ("2012-02", ["607", "912", "805"]),
        ("2013-12", ["902", "114", "00EW"]),
        ("2016-02", ["620", "912", "209"]),
        ("2017-02", ["503", "607", "905"]),
        ("2019-12", ["211", "406", "912"]),
    ];
    let wanted: Vec<(&str, &str)> =
        months.iter().flat_map(|(month, codes)| codes.iter().map(move |code| (*code, *month))).collect();
    let published = rows(&wanted);
    assert_eq!(published.len(), wanted.len());
    let folder = project();
    let mut chance = SeededRng::new(21);
    let mut deliveries = Deliveries::new();
    for (month, codes) in months {
        let mut tables = BTreeMap::new();
        for code in codes {
            let table = published[&(code.to_owned(), month.to_owned())].table();
            deliveries.of(&council(code), month.parse().unwrap(), &table, &mut chance);
            tables.insert(council(code), table);
        }
        folder.put(&format!("inbox/stays-{month}.csv"), &deliveries.stays);
        folder.put(&format!("inbox/reasons-{month}.csv"), &deliveries.reasons);
        let said = folder.run(&["run", "--month", month]);
        assert!(said.stdout.contains("rejected 0") || said.stderr.contains("rejected 0"), "{month}: {said:?}");
        deliveries = deliveries.next(month.parse().unwrap());
        for (code, found) in counted(&folder, month).iter().filter(|(code, _)| tables.contains_key(*code)) {
            assert_eq!(found, &tables[code], "{code} {month}");
        }
        for code in codes {
            let row = &published[&(code.to_owned(), month.to_owned())];
            let found = &counted(&folder, month)[&council(code)];
            let sum = |holds: &dyn Fn(&Cell) -> bool| {
                found.iter().filter(|((_, cell), _)| holds(cell)).map(|(_, days)| days).sum::<i32>()
            };
            assert_eq!(sum(&|_| true), row.total, "{code} {month}");
            for (side, days) in &row.sides {
                assert_eq!(sum(&|cell| cell.2 == *side), *days, "{code} {month} {side}");
            }
            for (care, days) in &row.cares {
                assert_eq!(sum(&|cell| cell.0 == *care), *days, "{code} {month} {care}");
            }
            for (reason, days) in &row.reasons {
                assert_eq!(sum(&|cell| cell.1 == *reason), *days, "{code} {month} {reason}");
            }
        }
    }
    // Published months stay as they were when later ones come; and every check of the marts finds nothing.
    let early = counted(&folder, "2011-04");
    for code in ["912", "209", "00EQ"] {
        let table = published[&(code.to_owned(), "2011-04".to_owned())].table();
        assert_eq!(early[&council(code)], table, "{code}");
    }
    for check in ["counted_days_add_up", "counted_once", "delayed_days_add_up", "lengths_in_bands"] {
        let said = folder.run(&["query", check, "--format", "csv"]).exits(0).stdout;
        assert_eq!(said.lines().count(), 1, "{check}: {said}");
    }
}
