//! The statement as it stood on a day: what was published then, byte for byte.

use std::fs;

use serde_json::Value;

use super::Case;
use super::deliveries::{EVENTS, WHOLE, project};

/// Dates the lines of the audit log, each five days after the one before, and chains them anew.
fn date_the_log(case: &Case) -> Vec<String> {
    let text = case.read("p/audit.log");
    let (mut before, mut log, mut days) = (String::new(), String::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        let day = format!("2019-{:02}-{:02}", number / 5 + 1, number % 5 * 5 + 1);
        // The order of the names is that of the program.
        let old: Value = serde_json::from_str(line).unwrap();
        let mut line = line.replace(old["started"].as_str().unwrap(), &format!("{day}T06:00:00Z"));
        line = line.replace(old["ended"].as_str().unwrap(), &format!("{day}T06:00:01Z"));
        if let Some(hash) = old["before"].as_str().filter(|hash| !hash.is_empty()) {
            line = line.replace(hash, &before);
        }
        before = beddays::store::sha256(line.as_bytes());
        log += &format!("{line}\n");
        case.put("p/audit.head", format!("{line}\n"));
        days.push(day);
    }
    case.put("p/audit.log", log);
    days
}

#[test]
fn what_was_published_on_a_day_is_given_back() {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    let mut published: Vec<Option<String>> = vec![None];
    let page = |case: &Case| Some(case.read("p/reports/2018-01/internal-statement.html"));
    for number in 0..9 {
        match number % 3 {
            // A name is another: the same edition in other words. Then news: another edition.
            1 => case.put(
                "p/beddays.toml",
                case.read("p/beddays.toml").replace("[names]\n", &format!("[names]\nRZ{number} = \"x\"\n")),
            ),
            2 => case.put(
                &format!("p/inbox/events-2018-02-0{number}.csv"),
                format!("{EVENTS}S2018-01-1,services_ready,2018-01-{}T09:00,,\n", 20 - number),
            ),
            _ => {}
        }
        if number % 3 == 1 {
            case.set("[names]\n", &format!("[names]\nRZZ01 = \"Hospital {number}\"\n"));
            let text = case.read("p/beddays.toml");
            let kept: Vec<&str> = text
                .lines()
                .scan(false, |seen, line| {
                    let is_name = line.starts_with("RZZ01 = ");
                    let keep = !is_name || !*seen;
                    *seen |= is_name;
                    Some((keep, line))
                })
                .filter(|(keep, _)| *keep)
                .map(|(_, line)| line)
                .collect();
            case.put("p/beddays.toml", kept.join("\n") + "\n");
        }
        let said = case.run("2018-01");
        assert!(said.exit.is_some_and(|exit| exit < 2), "{said:?}");
        published.push(page(&case));
    }
    let days = date_the_log(&case);
    assert_eq!(days.len(), published.len());
    case.beddays("verify --project p").exits(0);
    let mut asked = 0;
    for month in 1..=2 {
        for day in 1..=25 {
            let day = format!("2019-{month:02}-{day:02}");
            let at = days.iter().rposition(|ended| *ended <= day);
            let said = case.beddays(&format!("report statement --project p --month 2018-01 --as-of {day}"));
            match at.and_then(|at| published[at].as_ref()) {
                None => drop(said.exits(66).says("2018-01 was not published up to")),
                Some(wanted) => {
                    let path = case.path(said.exits(0).stdout.trim());
                    assert!(fs::read_to_string(path).unwrap() == *wanted, "{day}: another page");
                }
            }
            asked += 1;
        }
    }
    assert_eq!(asked, 50);
    assert!(published.windows(2).filter(|pair| pair[0] != pair[1]).count() > 5, "too few differ");
    case.beddays("report statement --project p --month 2018-01 --as-of 2018-12-31")
        .exits(66)
        .says("the audit log begins later");
    case.beddays("verify --project p").exits(0);
}
