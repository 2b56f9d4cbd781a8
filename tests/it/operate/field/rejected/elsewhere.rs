//! Rejected records that name no stay, and whatever else may be rejected: each that could change a bill is a doubt of a stay,
//! or is listed. Random records of rows, returns and notices are spoiled; the bill with them bounds what is at stake.

use std::collections::BTreeMap;

use super::super::Case;
use super::made::returns::{CARE, Care, NEXT_QUARTER, QUARTER, file};
use super::made::rows::without_an_id;
use super::made::{EVENTS, STAYS, at_stake, charged, csv, messages, nhs_number, norfolk, not_marked, stay, table};
use crate::settle::messages_hl7::Adt;
use crate::settle::messages_notices::order;
use beddays::intake::records::scci2075::NoticeKind;

#[test]
fn a_row_without_a_stay_id_marks_the_stays_of_its_person() {
    let number = nhs_number(1);
    for id in ["", number.as_str(), "  "] {
        let row = stay("ID", 1, "2018-06-12T15:00").replace("ID", id);
        let case = without_an_id(&[row]);
        assert_eq!(not_marked(&case, "T-1"), None, "{id:?}");
        assert_eq!(at_stake(&case, "T-1"), 234_000, "{id:?}");
        assert_eq!(case.json("p/reports/2018-06/run.json")["doubts"].as_array().unwrap().len(), 1);
    }
    // A row that names another stay is about that one, and a row of another time about another.
    let named = stay("T-9", 1, "12/06/2018 15:00");
    let early =
        stay("", 2, "2018-05-12T15:00").replace("2018-06-01T08:30", "2018-05-01T08:30").replace("2018-06-08", "");
    let case = without_an_id(&[named, early]);
    let run = case.json("p/reports/2018-06/run.json");
    // The stay that was not taken is judged as its row gives it; the stays of the same persons are not in doubt.
    let doubtful: Vec<_> = run["doubts"].as_array().unwrap().iter().map(|doubt| &doubt["stay_id"]).collect();
    assert_eq!(doubtful, ["T-9"]);
    let listed = case.read("p/reports/2018-06/internal-statement-rejected_elsewhere.csv");
    assert!(listed.contains("T-9") && listed.contains("names no stay"), "{listed}");
}

#[test]
fn messages_without_a_visit_mark_the_stays_of_their_patient() {
    let made = messages::hl7();
    let number = nhs_number(0);
    let bad = Adt {
        trigger: "A03",
        id: "Z1",
        recorded: "20180612160000",
        visit: "",
        number: &number,
        admitted: "20180601083000",
        discharged: "20180612150000",
        ward: "W1",
        more: "",
    };
    // A visit that is named and not here is another one, and a message of a visit that is here is about that one.
    let elsewhere = Adt { id: "Z2", recorded: "12/06/2018", visit: "T-none", ..bad };
    let good = Adt { id: "Z3", trigger: "A01", visit: "T-new", discharged: "", ..bad };
    made.case.put("p/inbox/later.hl7", bad.text() + &elsewhere.text() + &good.text());
    made.case.beddays("run --project p --month 2018-06").exits(1);
    assert!(at_stake(&made.case, "T-admission") >= 234_000);
    let run = made.case.json("p/reports/2018-06/run.json");
    let of_record = run["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|doubt| doubt["record"]["file"] == "inbox/later.hl7" && doubt["kind"] == "record_rejected");
    assert_eq!(of_record.map(|doubt| doubt["stay_id"].clone()).collect::<Vec<_>>(), ["T-admission"]);
}

#[test]
fn records_that_name_no_stay_of_a_bill_are_listed_with_what_they_name() {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.put("p/inbox/stays.csv", csv(&table(STAYS, &[stay("T-1", 1, "")])));
    let mut events = charged("T-1").to_vec();
    events.push("T-9,discharged,2018-06-12T15:00,,".to_owned());
    events.push(",discharged,2018-06-12T15:00,,".to_owned());
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case.beddays("run --project p --month 2018-06").exits(1);
    let listed = case.read("p/reports/2018-06/internal-statement-rejected_elsewhere.csv");
    assert!(listed.contains("T-9") && listed.contains("R_UNKNOWN_STAY"), "{listed}");
    assert!(listed.contains("names no stay") && listed.contains("R_REQUIRED"), "{listed}");
    assert_eq!(case.json("p/reports/2018-06/run.json")["doubts"].as_array().unwrap().len(), 0);
    case.beddays("explain --project p T-9").exits(66).says("inbox/events.csv, line 5");
}

/// Numbers that depend on the seed alone.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// The files of a project: of each its lines.
#[derive(Clone, Default)]
struct Files {
    stays: Vec<String>,
    later: Vec<String>,
    events: Vec<String>,
    care: Vec<String>,
    next: Vec<String>,
    notices: Vec<(String, String)>,
}

const KINDS: [&str; 10] = [
    "assessment_notice_withdrawn",
    "discharge_notice_withdrawn",
    "services_ready",
    "discharged",
    "self_discharged",
    "died",
    "own_care",
    "further_treatment",
    "assessed",
    "nhs_cause",
];
const NO_MOMENTS: [&str; 4] = ["soon", "2018-06-31T10:00", "", "T25:61"];

/// An event as it should be, and spoiled.
fn event(chance: &mut Chance, id: &str) -> [String; 2] {
    let (kind, day) = (chance.of(&KINDS), 9 + chance.below(18));
    let until = if kind == "nhs_cause" { "2018-06-28T10:00" } else { "" };
    let row = |id: &str, kind: &str, at: &str, until: &str| format!("{id},{kind},{at},{until},");
    let at = format!("2018-06-{day:02}T15:00");
    let spoiled = match chance.below(6) {
        0 => row(id, kind, &format!("{day:02}/06/2018 15:00"), until),
        1 => row(id, &kind.replace('e', "3"), &at, until),
        2 => row(id, kind, &chance.of(&NO_MOMENTS).replace("T25", &format!("2018-06-{day:02}T25")), until),
        3 => row("", kind, &at, until),
        4 => row(id, kind, &at, "then"),
        _ => format!("{},surplus", row(id, kind, &at, until)),
    };
    [row(id, kind, &at, until), spoiled]
}

/// A later row of a stay.
fn later(chance: &mut Chance, id: &str, number: usize) -> [String; 2] {
    let (left, ready) = (10 + chance.below(18), 4 + chance.below(5));
    let good = stay(id, number, &format!("2018-06-{left}T15:00")).replace("2018-06-08", &format!("2018-06-{ready:02}"));
    let spoiled = match chance.below(7) {
        0 => good.replace(&format!("2018-06-{left}T15:00"), &format!("{left}/06/2018")),
        1 => good.replace(&format!("2018-06-{left}T15:00"), chance.of(&["soon", "2018-06-31"])),
        2 => good.replace(",81", ",eighty"),
        3 => good.replace(id, ""),
        4 => good.replace("2018-06-01T08:30", "2018-06-41T08:30"),
        5 => good.replace(&format!("2018-06-{ready:02}"), "ready"),
        _ => format!("{good},surplus"),
    };
    [good, spoiled]
}

/// A row of social care.
fn care(chance: &mut Chance, number: usize) -> [String; 2] {
    let (number, day) = (nhs_number(number), format!("{:02}/06/2018", 9 + chance.below(18)));
    let own = format!("L-{number}");
    let kind = chance.of(&["Service", "Assessment", "Request"]);
    let mut row = Care::of(&number, kind, "C-1", [&day, if kind == "Service" { "" } else { &day }]);
    row.own = &own;
    row.died = if kind == "Request" { "19/06/2018" } else { "" };
    let good = row.text();
    match chance.below(7) {
        0 => row.days[0] = "2018-06-31",
        1 => row.days = [row.days[0], "31/06/2018"],
        2 => row.kind = "Sevrice",
        3 => row.period = ["2018-13-01", QUARTER[1]],
        4 => row.council = "Atlantis",
        5 => (row.number, row.own) = ("9990000000", "X-1"),
        _ => return [good.trim_end().to_owned(), format!("{},surplus", good.trim_end())],
    }
    [good.trim_end().to_owned(), row.text().trim_end().to_owned()]
}

/// A service of one return, and its correction in the next, as it should be and spoiled.
fn correction(chance: &mut Chance, number: usize) -> [String; 3] {
    let number = nhs_number(number);
    let [first, later] = [0, 0].map(|_| format!("{:02}/06/2018", 9 + chance.below(18)));
    let before = Care::of(&number, "Service", "C-1", [&first, ""]).text();
    let mut row = Care::of(&number, "Service", "C-1", [&later, ""]);
    row.period = NEXT_QUARTER;
    row.description = chance.of(&["", "", "Cancelled"]);
    let good = row.text();
    match chance.below(4) {
        0 => row.days[0] = "2018-06-31",
        1 => row.days[1] = "31.12.2018",
        2 => row.kind = "Sevrice",
        _ => row.council = "Atlantis",
    }
    [before, good, row.text()].map(|row| row.trim_end().to_owned())
}

fn notice(chance: &mut Chance, id: &str, number: usize) -> [String; 2] {
    use NoticeKind as K;
    let kind = [K::AllWithdrawn, K::DischargeWithdrawn, K::AssessmentWithdrawn, K::DischargeNotice][chance.below(4)];
    let (number, referral, issued) =
        (nhs_number(number), format!("R-{id}"), format!("2018-06-{:02}T10:00:00+01:00", 9 + chance.below(18)));
    let slashes = format!("{}/06/2018 10:00", &issued[8..10]);
    let mut message = order(kind, "N", "");
    (message.id, message.referral, message.number, message.encounter) = (&referral, &referral, &number, id);
    (message.issued, message.period) = (&issued, ("2018-06-01", "2018-06-20"));
    let good = message.xml();
    match chance.below(4) {
        0 => message.issued = &slashes,
        1 => message.code = "1234",
        2 => message.referral = "",
        _ => (message.encounter, message.issued) = ("", "soon"),
    }
    [good, message.xml()]
}

/// The bill by stay: days and money.
fn bill(files: &Files) -> (Case, BTreeMap<String, i64>) {
    let case = norfolk(&format!("{CARE}[sources.notices]\nfiles = \"inbox/notices/*\"\nprofile = \"scci2075\"\n"));
    case.put("p/inbox/stays_2018-06-20.csv", csv(&table(STAYS, &files.stays)));
    case.put("p/inbox/stays_2018-07-01.csv", csv(&table(STAYS, &files.later)));
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &files.events)));
    case.put("p/inbox/cld.csv", file(&[]) + &files.care.iter().map(|row| format!("{row}\n")).collect::<String>());
    let number = nhs_number(98);
    let other = Care { period: NEXT_QUARTER, ..Care::of(&number, "Service", "O-2", ["01/07/2018", "31/12/2018"]) };
    let next = files.next.iter().map(|row| format!("{row}\n")).collect::<String>() + &other.text();
    case.put("p/inbox/cld_2018-10-01.csv", file(&[]).lines().next().unwrap().to_owned() + "\n" + &next);
    for (name, notice) in &files.notices {
        case.put(&format!("p/inbox/notices/{name}.xml"), notice);
    }
    let run = case.beddays("run --project p --month 2018-06");
    assert!(matches!(run.exit, Some(0 | 1)), "{}", run.stderr);
    let sql = "select stay_id, sum(amount_minor) from ledger_day where status = 'chargeable' group by stay_id";
    let answer = case.beddays(&format!("query --project p \"{sql}\" --month 2018-06 --format csv")).exits(0);
    let amounts = answer.stdout.lines().skip(1).filter_map(|line| line.split_once(','));
    let amounts = amounts.map(|(stay, amount)| (stay.to_owned(), amount.parse().unwrap())).collect();
    (case, amounts)
}

#[test]
fn whatever_is_spoiled_and_could_change_a_bill_is_a_doubt_or_listed() {
    for seed in 1..=3 {
        let mut chance = Chance(seed);
        let (mut good, mut spoiled) = (Files::default(), Files::default());
        let mut told: BTreeMap<String, (&str, String)> = BTreeMap::new();
        let mut both = |change: &mut dyn FnMut(&mut Files, usize)| {
            change(&mut good, 0);
            change(&mut spoiled, 1);
        };
        for number in 0..40 {
            let id = format!("A-{number}");
            both(&mut |files, _| {
                files.stays.push(stay(&id, number, ""));
                files.events.extend(charged(&id));
            });
            let (file, pair) = match chance.below(5) {
                4 => {
                    let [before, good, bad] = correction(&mut chance, number);
                    both(&mut |files, _| files.care.push(before.clone()));
                    ("cld_2018-10-01.csv", [good, bad])
                }
                0 => ("events.csv", event(&mut chance, &id)),
                1 => ("stays_2018-07-01.csv", later(&mut chance, &id, number)),
                2 => ("cld.csv", care(&mut chance, number)),
                _ => ("notices", notice(&mut chance, &id, number)),
            };
            both(&mut |files, at| match file {
                "events.csv" => files.events.push(pair[at].clone()),
                "cld.csv" => files.care.push(pair[at].clone()),
                "cld_2018-10-01.csv" => files.next.push(pair[at].clone()),
                "notices" => files.notices.push((id.clone(), pair[at].clone())),
                _ => files.later.push(pair[at].clone()),
            });
            told.insert(id, (file, pair[1].clone()));
        }
        both(&mut |files, _| {
            // One record of each form that can be read, so that no column is unreadable as a whole.
            files.later.push(stay("A-99", 99, "2018-06-29T15:00"));
            files.events.push("A-99,deterioration,2018-06-10T10:00,2018-06-11T10:00,".to_owned());
            let mut other = order(NoticeKind::AssessmentNotice, "N99", "2018-06-06T10:00:00+01:00");
            let number = nhs_number(99);
            (other.encounter, other.number, other.referral, other.period) =
                ("A-99", &number, "R99", ("2018-06-01", ""));
            files.notices.push(("other".to_owned(), other.xml()));
        });
        let ((_, with), (case, without)) = (bill(&good), bill(&spoiled));
        let listed = "p/reports/2018-06/internal-statement-rejected_elsewhere.csv";
        let listed = if case.path(listed).exists() { case.read(listed) } else { String::new() };
        let mut silent = Vec::new();
        let mut changed = 0;
        for (id, (file, record)) in &told {
            let [with, without] = [&with, &without].map(|bill| bill.get(id).copied().unwrap_or(0));
            changed += usize::from(with != without);
            let is_listed = listed.lines().any(|line| line.contains(file) && line.contains("names no stay"));
            if with != without
                && at_stake(&case, id) < (with - without).abs()
                && !(at_stake(&case, id) < 0 && is_listed)
            {
                silent.push(format!(
                    "{id}: {with} with it, {without} without, at stake {}: {record}",
                    at_stake(&case, id)
                ));
            }
        }
        assert!(changed > 15, "{changed} of 40 spoiled records change a bill");
        assert!(silent.is_empty(), "seed {seed}:\n{}", silent.join("\n"));
    }
}

#[test]
fn a_discharge_under_a_misspelt_name_refuses_the_file_although_unknown_columns_are_passed_over() {
    let case = norfolk(
        "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"own.toml\"\n\
         [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\n",
    );
    let head = "[profile]\nname = \"own\"\nabout = \"stays of one trust\"\nrecord = \"stay\"\ndates = \"yyyy-mm-dd\"\nunknown_columns = \"warn\"\n";
    let names = STAYS.split(',').map(|name| format!("{name} = \"{name}\"\n")).collect::<String>();
    case.put(
        "p/own.toml",
        format!("{head}[columns]\n{names}[events]\nservices_ready = {{ at = \"services_ready\" }}\n"),
    );
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &charged("T-1"))));
    let header = format!("{STAYS},services_ready");
    let row = stay("T-1", 1, "2018-06-12T15:00") + ",2018-06-10T10:00";
    for (right, wrong, exit) in [
        ("discharged_at", "dischargd_at", 65),
        ("ready_on", "reddy_on", 65),
        ("services_ready", "service_ready", 65),
        ("discharged_at", "ward", 0),
    ] {
        case.put("p/inbox/stays.csv", csv(&table(&header.replace(right, wrong), std::slice::from_ref(&row))));
        let said = case.beddays("run --project p --month 2018-06").exits(exit);
        assert!(exit == 0 || said.stderr.contains(&format!("the table has no column `{wrong}`")), "{}", said.stderr);
    }
}
