//! Random records of Scotland's return, good and spoiled: no law makes a bill of them, so the counted days are compared.

use std::collections::BTreeMap;

use super::super::Case;
use super::elsewhere::Chance;

const STAYS: usize = 30;
const HEADER: &str = "month,chi,patient_postcode,sex,date_of_birth,health_board,local_authority,out_of_area,location_code,\
                      specialty_code,delay_reason_1,delay_reason_2,admission_date,referral_date,ready_for_discharge_date,\
                      discharge_date,discharge_reason\n";

/// Made-up numbers of women born on 1 February 1940, each with its check digit.
fn numbers() -> Vec<String> {
    let with_check = |nine: String| {
        let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = (11 - sum % 11) % 11;
        (check < 10).then(|| format!("{nine}{check}"))
    };
    (100..999).step_by(2).filter_map(|number| with_check(format!("010240{number}"))).take(STAYS + 1).collect()
}

fn row(number: &str, [ready, left]: [&str; 2]) -> String {
    let reason = if left.is_empty() { "" } else { "01" };
    format!(
        "Feb 2020,{number},EH1 1AA,F,01/02/1940,NHS Lothian,14,N,S314H,A1,11A,,20/01/2020,25/01/2020,{ready},{left},{reason}\n"
    )
}

/// The counted days by stay.
fn counted(case: &Case, project: &str) -> BTreeMap<String, i64> {
    let run = case.beddays(&format!("run --project {project} --month 2020-02"));
    assert!(matches!(run.exit, Some(0 | 1)), "{}", run.stderr);
    let sql = "select stay_id, count(*) from counted_day group by stay_id";
    let answer = case.beddays(&format!("query --project {project} \"{sql}\" --format csv")).exits(0);
    let days = answer.stdout.lines().skip(1).filter_map(|line| line.split_once(','));
    days.map(|(stay, days)| (stay.to_owned(), days.parse().unwrap())).collect()
}

#[test]
fn spoiled_rows_by_chi_number_are_in_doubt_or_name_nobody() {
    for seed in 1..=3 {
        let (mut chance, numbers) = (Chance(seed), numbers());
        let case = Case::empty();
        case.beddays("init p --authority Norfolk").exits(0);
        case.put(
            "p/beddays.toml",
            "[project]\nname = \"Scotland\"\nview = \"system\"\nregimes = []\nconventions = [\"scotland-2016\"]\n\
             max_rejected_share = 1.0\n[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"phs-submission\"\n",
        );
        let open: String = numbers.iter().map(|number| row(number, ["05/02/2020", ""])).collect();
        case.put("p/inbox/stays_2020-02-20.csv", HEADER.to_owned() + &open);
        case.beddays("run --project p --month 2020-02");
        let sql = "select stay_id, source_record from stay order by source_record";
        let found = case.beddays(&format!("query --project p \"{sql}\" --format csv")).exits(0);
        let ids: Vec<String> =
            found.stdout.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.0.to_owned())).collect();
        assert_eq!(ids.len(), STAYS + 1);
        let (mut good, mut spoiled) = (HEADER.to_owned(), HEADER.to_owned());
        for number in &numbers[..STAYS] {
            let left = format!("{:02}/02/2020", 8 + chance.below(18));
            let right = row(number, ["05/02/2020", &left]);
            good += &right;
            spoiled += &match chance.below(5) {
                0 => row(number, ["05/02/2020", &left.replace('/', ".")]),
                1 => row(number, ["05/02/2020", "31/02/2020"]),
                2 => row(number, ["soon", &left]),
                3 => right.replace("NHS Lothian", "NHS Atlantis"),
                _ => right.replace(number, "0102401234"),
            };
        }
        let last = row(&numbers[STAYS], ["05/02/2020", "28/02/2020"]);
        case.sh("cp -r p q").exits(0);
        case.put("p/inbox/stays_2020-03-05.csv", good + &last);
        case.put("q/inbox/stays_2020-03-05.csv", spoiled + &last);
        let (with, without) = (counted(&case, "p"), counted(&case, "q"));
        let run = case.json("q/reports/2020-02/run.json");
        let in_doubt = run["counted"][0]["in_doubt"].as_array().cloned().unwrap_or_default();
        let rejects = case.read("q/reports/2020-02/rejects.csv");
        let mut changed = 0;
        for (at, id) in ids[..STAYS].iter().enumerate() {
            let [with, without] = [&with, &without].map(|days| days.get(id).copied().unwrap_or(0));
            let most = |doubt: &serde_json::Value| {
                (doubt["days"].as_i64().unwrap_or(0) - doubt["otherwise"].as_i64().unwrap_or(0)).abs()
            };
            let stake = in_doubt.iter().filter(|doubt| doubt["stay_id"] == **id).map(most).max();
            let names_nobody =
                rejects.lines().any(|line| line.contains(&format!(",{},", at + 2)) && line.contains("R_CHI"));
            changed += usize::from(with != without);
            assert!(
                with == without || stake.map_or(names_nobody, |stake| (with - without).abs() <= stake),
                "seed {seed}, {id}, line {}: {with} with it, {without} without, at stake {stake:?}",
                at + 2
            );
        }
        assert!(changed > STAYS / 3, "{changed} of {STAYS}");
    }
}
