//! Random records of messages, encounters and episodes, good and spoiled: the bills with the one and with the other differ by
//! no more than what is at stake for the stay, or the file is among the rejected records whose stay is not in the bill.

use std::collections::BTreeMap;

use super::super::Case;
use super::elsewhere::Chance;
use super::made::messages::{STARTED, encounter, of_messages};
use super::made::{EVENTS, charged, csv, nhs_number, norfolk, table};
use crate::settle::messages_hl7::Adt;

const STAYS: usize = 40;

/// A file that comes later, with one record for each stay: as it should be, and spoiled.
struct Later {
    name: &'static str,
    good: String,
    spoiled: String,
    /// The spoiled records, by stay.
    records: BTreeMap<String, String>,
}

/// The bill of June 2018 by stay.
fn bill(case: &Case, project: &str) -> BTreeMap<String, i64> {
    let run = case.beddays(&format!("run --project {project} --month 2018-06"));
    assert!(matches!(run.exit, Some(0 | 1)), "{}", run.stderr);
    let sql = "select stay_id, sum(amount_minor) from ledger_day where status = 'chargeable' group by stay_id";
    let answer = case.beddays(&format!("query --project {project} \"{sql}\" --month 2018-06 --format csv")).exits(0);
    let amounts = answer.stdout.lines().skip(1).filter_map(|line| line.split_once(','));
    amounts.map(|(stay, amount)| (stay.to_owned(), amount.parse().unwrap())).collect()
}

/// Runs the project with the good file and with the spoiled one, and compares.
fn compare(case: &Case, seed: u64, later: &Later) {
    case.sh("cp -r p q").exits(0);
    case.put(&format!("p/inbox/{}", later.name), &later.good);
    case.put(&format!("q/inbox/{}", later.name), &later.spoiled);
    let (with, without) = (bill(case, "p"), bill(case, "q"));
    let run = case.json("q/reports/2018-06/run.json");
    let listed = "q/reports/2018-06/internal-statement-rejected_elsewhere.csv";
    let is_listed = case.path(listed).exists() && case.read(listed).contains(later.name);
    let (mut silent, mut changed) = (Vec::new(), 0);
    for (id, record) in &later.records {
        let [with, without] = [&with, &without].map(|bill| bill.get(id).copied().unwrap_or(0));
        changed += usize::from(with != without);
        let of_stay = run["doubts"].as_array().unwrap().iter().filter(|doubt| doubt["stay_id"] == **id);
        let stake = of_stay.map(|doubt| doubt["amount_at_stake_minor"].as_i64().unwrap_or(i64::MAX)).max();
        let bounds = stake.map_or(is_listed, |stake| (with - without).abs() <= stake);
        if with != without && !bounds {
            silent.push(format!("{id}: {with} with it, {without} without, at stake {stake:?}: {record}"));
        }
    }
    assert!(changed > STAYS / 4, "seed {seed}: {changed} of {STAYS} spoiled records change a bill");
    assert!(silent.is_empty(), "seed {seed}:\n{}", silent.join("\n"));
}

fn ids() -> Vec<String> {
    (0..STAYS).map(|number| format!("A-{number}")).collect()
}

#[test]
fn spoiled_messages_are_in_doubt_or_listed() {
    for seed in 1..=3 {
        let (mut chance, ids) = (Chance(seed), ids());
        let case = of_messages("adt", "*.hl7", &ids);
        let (mut first, mut later) = (String::new(), later("b_2018-07-01.hl7"));
        for (number, id) in ids.iter().enumerate() {
            let (nhs, control) = (nhs_number(number), format!("F{number}"));
            let admit = Adt {
                trigger: "A01",
                id: &control,
                recorded: "20180601090000",
                visit: id,
                number: &nhs,
                admitted: "20180601083000",
                discharged: "",
                ward: "W1",
                more: "",
            };
            // Each patient has a hospital number of their own.
            let own = |text: String| text.replace("~H77^", &format!("~H{number}^"));
            first += &own(admit.text());
            let [good, spoiled] = message(&mut chance, &admit, number).map(own);
            later.add(id, good, spoiled);
        }
        let (nhs, control) = (nhs_number(98), "F98");
        let other = Adt { visit: "A-98", number: &nhs, id: control, trigger: "A01", ..ADMITTED };
        first += &Adt { id: "F97", ..other.clone() }.text();
        later.both(&Adt { trigger: "A08", id: "G98", recorded: "20180602090000", ..other }.text());
        case.put("p/inbox/a_2018-06-01.hl7", first);
        compare(&case, seed, &later);
    }
}

const ADMITTED: Adt<'_> = Adt {
    trigger: "A01",
    id: "",
    recorded: "20180601090000",
    visit: "",
    number: "",
    admitted: "20180601083000",
    discharged: "",
    ward: "W1",
    more: "",
};

fn later(name: &'static str) -> Later {
    Later { name, good: String::new(), spoiled: String::new(), records: BTreeMap::new() }
}

impl Later {
    fn add(&mut self, id: &str, good: String, spoiled: String) {
        self.good += &good;
        self.spoiled += &spoiled;
        self.records.insert(id.to_owned(), spoiled);
    }

    fn both(&mut self, record: &str) {
        self.good += record;
        self.spoiled += record;
    }
}

/// A message of a visit, and spoiled.
fn message(chance: &mut Chance, admit: &Adt<'_>, number: usize) -> [String; 2] {
    let (day, control) = (9 + chance.below(18), format!("S{number}"));
    let (at, left) = (format!("201806{day:02}160000"), format!("201806{day:02}150000"));
    let trigger = chance.of(&["A03", "A03", "A08", "A11", "A08 dead", "A31 dead"]);
    let is_death = trigger.ends_with("dead");
    let trigger = &trigger[..3];
    let discharged = if matches!(trigger, "A03" | "A08") && !is_death { left.as_str() } else { "" };
    let good = Adt { trigger, id: &control, recorded: &at, discharged, ..admit.clone() };
    let death = |text: String, died: &str| {
        let bars = "|".repeat(22);
        if is_death { text.replace("||19400315", &format!("||19400315{bars}{died}")) } else { text }
    };
    let text = death(good.text(), &left);
    let slashes = format!("{day:02}/06/2018 15:00");
    let spoiled = match chance.below(6) {
        0 => death(Adt { recorded: &slashes, ..good.clone() }.text(), &slashes),
        1 if is_death => death(good.text(), &slashes),
        1 if discharged.is_empty() => Adt { recorded: &slashes, ..good.clone() }.text(),
        1 => Adt { discharged: &slashes, ..good.clone() }.text(),
        2 => death(Adt { visit: "", ..good.clone() }.text(), &left),
        3 if trigger != "A31" => death(Adt { trigger: "A98", ..good.clone() }.text(), &left),
        4 => death(Adt { recorded: "", ..good.clone() }.text(), "soon").replace(&format!("|{at}"), "|"),
        _ => death(Adt { recorded: "20181341", ..good.clone() }.text(), "20181341"),
    };
    [text, spoiled]
}

#[test]
fn spoiled_encounters_are_in_doubt_or_listed() {
    for seed in 1..=3 {
        let (mut chance, ids) = (Chance(seed), ids());
        let case = of_messages("encounter", "*.ndjson", &ids);
        let (mut first, mut later) = (String::new(), later("b_2018-07-01.ndjson"));
        for (number, id) in ids.iter().enumerate() {
            let nhs = nhs_number(number);
            first += &encounter(id, &nhs, "2018-06-01T09:00:00Z", ["in-progress", STARTED, "", ""]);
            let day = format!("2018-06-{:02}", 9 + chance.below(18));
            let (end, updated) = (format!("{day}T15:00:00+01:00"), format!("{day}T16:00:00Z"));
            let dead = format!(
                ", \"contained\": [{{\"resourceType\": \"Patient\", \"id\": \"p\", \"deceasedDateTime\": \"{end}\"}}]"
            );
            let parts = match chance.below(4) {
                0 => ["in-progress", STARTED, "", dead.as_str()],
                1 => ["entered-in-error", STARTED, "", ""],
                _ => ["finished", STARTED, end.as_str(), ""],
            };
            let good = encounter(id, &nhs, &updated, parts);
            let slashes = format!("{}/06/2018 15:00", &day[8..]);
            let spoiled = match chance.below(6) {
                0 if good.contains(&end) => good.replace(&end, &slashes),
                0 | 1 => good.replace(&format!("\"status\": \"{}\"", parts[0]), "\"status\": \"sleeping\""),
                2 => good.replace(&format!("\"id\": \"{id}\", "), ""),
                3 => good.replace(STARTED, "1 June"),
                4 => good.replace(
                    "\"class\"",
                    "\"modifierExtension\": [{\"url\": \"x\", \"valueBoolean\": true}], \"class\"",
                ),
                _ => good.replace(&updated, "yesterday").replace(&end, "2018-06-31"),
            };
            later.add(id, good, spoiled);
        }
        let other = nhs_number(98);
        first += &encounter("A-98", &other, "2018-06-01T09:00:00Z", ["in-progress", STARTED, "", ""]);
        later.both(&encounter("A-98", &other, "2018-06-02T09:00:00Z", ["in-progress", STARTED, "", ""]));
        case.put("p/inbox/a_2018-06-01.ndjson", first);
        compare(&case, seed, &later);
    }
}

const EPISODES: &str = "EPIKEY,PSEUDO_HESID,PROCODE3,RESLADST_ONS,ADMIDATE,ADMIMETH,DISDATE,DISMETH,DISDEST,DISREADYDATE,EPISTART,\
                        EPIEND,EPIORDER,EPISTAT,EPITYPE,CLASSPAT,SPELEND,STARTAGE\n";

fn episode(person: usize, [left, method, ready, end]: [&str; 4]) -> String {
    format!(
        "{:07},TESTAAAA1{person:03},RZZ,E10000020,2018-06-01,21,{left},{method},98,{ready},2018-06-01,{end},1,3,1,1,N,79\n",
        2_000_000 + person
    )
}

#[test]
fn spoiled_episodes_are_in_doubt_or_listed() {
    for seed in 1..=3 {
        let mut chance = Chance(seed);
        let case = norfolk(
            "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"hes-apc\"\n\
             [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\noptional = true\n",
        );
        // One stay at a time tells which name of a stay is whose.
        let open = |person| episode(person, ["", "8", "2018-06-08", ""]);
        let first: String = (0..=STAYS).map(open).collect();
        case.put("p/inbox/stays_2018-06-20.csv", EPISODES.to_owned() + &first);
        case.beddays("run --project p --month 2018-06");
        let sql = "select stay_id, source_record from stay order by source_record";
        let found = case.beddays(&format!("query --project p \"{sql}\" --format csv")).exits(0);
        let ids: Vec<String> =
            found.stdout.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.0.to_owned())).collect();
        assert_eq!(ids.len(), STAYS + 1, "{}", found.stdout);
        let events: Vec<String> = ids.iter().flat_map(|id| charged(id)).collect();
        case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
        let mut later = later("stays_2018-07-01.csv");
        later.both(EPISODES);
        for (person, id) in ids.iter().enumerate().take(STAYS) {
            let left = format!("2018-06-{:02}", 9 + chance.below(18));
            let method = chance.of(&["1", "4"]);
            let good = episode(person, [&left, method, "2018-06-08", &left]);
            let slashes = format!("{}/06/2018", &left[8..]);
            let spoiled = match chance.below(7) {
                0 => episode(person, [&slashes, method, "2018-06-08", &left]),
                1 => episode(person, [&left, "77", "2018-06-08", &left]),
                2 => episode(person, ["2018-06-31", method, "2018-06-08", &left]),
                3 => good.replace("E10000020", "E99999999"),
                4 => good.replace("TESTAAAA1", "not a person "),
                5 => good.replace(",2018-06-01,21,", ",soon,21,"),
                _ => good.replace(",79\n", ",79,surplus\n"),
            };
            later.add(id, good, spoiled);
        }
        later.both(&episode(STAYS, ["2018-06-29", "1", "2018-06-08", "2018-06-29"]));
        compare(&case, seed, &later);
    }
}
