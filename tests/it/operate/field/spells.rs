//! What is assumed about a stay because episodes do not say it: a missing last episode, a gap, a missing discharge.

use super::Case;

const HEADER: &str = "EPIKEY,PSEUDO_HESID,PROCODE3,RESLADST_ONS,ADMIDATE,ADMIMETH,DISDATE,DISMETH,DISDEST,DISREADYDATE,\
EPISTART,EPIEND,EPIORDER,EPISTAT,EPITYPE,CLASSPAT,SPELEND,STARTAGE\n";

fn run(case: &Case, profile: &str) {
    case.sh(&format!(
        "beddays init p --authority Norfolk && \
         sed -i '0,/native-stay/s##{profile}#; s/^# conventions.*/conventions = [\"england-msitdt\"]/' p/beddays.toml && \
         mkdir -p p/profiles && cp *.toml p/profiles/ 2>/dev/null; cp hes.csv p/inbox/stays.csv && \
         beddays run --project p --month 2018-06"
    ));
}

/// A profile of the project that reads cut spells otherwise.
fn own_profile(case: &Case, cut_spell: &str) {
    let profile = include_str!("../../../../profiles/hes-apc.toml");
    let head = format!("record = \"episode\"\ncut_spell = \"{cut_spell}\"");
    case.put(
        "own.toml",
        profile.replace("name = \"hes-apc\"", "name = \"own\"").replace("record = \"episode\"", &head),
    );
}

/// How many days are counted of each stay, the most first.
fn counted(case: &Case) -> Vec<String> {
    let sql = "select count(*) n from counted_day group by stay_id order by n desc";
    let answer = case.beddays(&format!("query --project p \"{sql}\" --format csv")).exits(0);
    answer.stdout.lines().skip(1).map(str::to_owned).collect()
}

fn findings(case: &Case, code: &str) -> Vec<String> {
    case.read("p/reports/2018-06/rejects.csv").lines().filter(|line| line.contains(code)).map(str::to_owned).collect()
}

/// One patient's episodes: first day, last day, day of discharge, method, ready day.
fn episodes(rows: &[[&str; 5]]) -> String {
    let row = |(at, [start, end, left, method, ready]): (usize, &[&str; 5])| {
        let order = at + 1;
        format!(
            "20000000{order},TESTAAAA0021,RZZ,E10000020,2018-06-01,21,{left},{method},98,{ready},{start},{end},{order},3,1,1,N,79\n"
        )
    };
    HEADER.to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}

#[test]
fn a_spell_whose_last_episode_is_missing_is_warned_of_and_doubted() {
    let case = Case::new("21-cut-spell");
    run(&case, "hes-apc");
    assert_eq!(counted(&case), ["23", "4"]);
    let found = findings(&case, "W_SPELL_CUT");
    assert!(found.len() == 1 && found[0].contains("stays.csv"), "{found:?}");
    // In the bill's days, and in those that are counted, both ways.
    let at_stake = case.at_stake("W_SPELL_CUT");
    assert_eq!(at_stake.iter().map(|(_, days, amount)| (*days, *amount)).collect::<Vec<_>>(), [(21, 0)]);
    assert_eq!(counted_in_doubt(&case), [("W_SPELL_CUT".to_owned(), 23, 2)]);
    case.beddays("run --project p --month 2018-06").says("1 stay in doubt");
    let case = Case::new("21-cut-spell");
    own_profile(&case, "ends");
    run(&case, "profiles/own.toml");
    assert_eq!(counted(&case), ["4", "2"]);
    assert_eq!(findings(&case, "W_SPELL_CUT").len(), 1);
    assert_eq!(counted_in_doubt(&case), [("W_SPELL_CUT".to_owned(), 2, 23)]);
}

/// Of each stay in doubt the code, its counted days, and what they would be otherwise.
fn counted_in_doubt(case: &Case) -> Vec<(String, i64, i64)> {
    let run = case.json("p/reports/2018-06/run.json");
    let doubts = run["counted"][0]["in_doubt"].as_array().cloned().unwrap_or_default();
    let told = doubts.iter().map(|doubt| {
        let number = |name: &str| doubt[name].as_i64().unwrap();
        (doubt["code"].as_str().unwrap().to_owned(), number("days"), number("otherwise"))
    });
    told.collect()
}

#[test]
fn a_spell_that_goes_on_or_whose_later_episode_came_is_not_cut() {
    let first = ["2018-06-01", "2018-06-05", "", "8", ""];
    for (name, rest) in [
        ("unfinished", ["2018-06-05", "", "", "8", "2018-06-07"]),
        ("discharged", ["2018-06-05", "2018-06-09", "2018-06-09", "1", "2018-06-07"]),
    ] {
        let case = Case::empty();
        case.put("hes.csv", episodes(&[first, rest]));
        run(&case, "hes-apc");
        assert_eq!(findings(&case, "W_SPELL_CUT"), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_gap_and_a_missing_day_of_discharge_are_said() {
    for (code, rows) in [
        // Nobody covers 6 to 9 June.
        (
            "W_SPELL_DAYS",
            [["2018-06-01", "2018-06-05", "", "8", ""], ["2018-06-10", "2018-06-12", "2018-06-12", "1", "2018-06-03"]],
        ),
        // Left by the method, on no day.
        (
            "W_DISCHARGE",
            [["2018-06-01", "2018-06-05", "", "8", ""], ["2018-06-05", "2018-06-12", "", "1", "2018-06-07"]],
        ),
        // An earlier episode has another ready day.
        (
            "W_SPELL_END",
            [
                ["2018-06-01", "2018-06-05", "", "8", "2018-06-04"],
                ["2018-06-05", "2018-06-12", "2018-06-12", "1", "2018-06-07"],
            ],
        ),
    ] {
        let case = Case::empty();
        case.put("hes.csv", episodes(&rows));
        run(&case, "hes-apc");
        assert_eq!(findings(&case, code).len(), 1, "{code}");
        let doubts = counted_in_doubt(&case);
        assert_eq!(doubts.iter().filter(|(found, ..)| found == code).count(), 1, "{code}: {doubts:?}");
        assert!(case.at_stake(code).iter().all(|(_, days, _)| *days > 0) && !case.at_stake(code).is_empty(), "{code}");
    }
}
