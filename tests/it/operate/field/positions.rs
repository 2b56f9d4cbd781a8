//! What is said of the stays of a month: accepted, contested, settled. Nothing else changes, and the parts add up.

use std::fs;

use beddays::domain::position::{PositionState, PositionSums, StayPosition};
use beddays::domain::{Day, Minor};
use beddays::sample::seeded_rng::SeededRng;
use serde_json::Value;

use super::Case;
use super::deliveries::{EVENTS, WHOLE, project};
use crate::support::harness::Said;

/// January: £520.00, £1,040.00 and £1,040.00 for three stays.
fn january() -> Case {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    case
}

impl Case {
    fn position(&self, arguments: &str) -> Said {
        self.beddays(&format!("position --project p --month 2018-01 {arguments}"))
    }

    fn say(&self, stay: u8, said: &str) -> Said {
        self.position(&format!("--stay S2018-01-{stay} --by 'Officer One' --on 2018-02-05 {said}"))
    }

    /// Nothing is to be said about the project.
    fn whole(&self) {
        let said = self.beddays("verify --project p").exits(0);
        assert!(!said.stderr.contains("note:"), "{said:?}");
    }

    /// The cell of a column of the sheet for a stay.
    fn of_stay(&self, stay: &str, column: &str) -> String {
        let text = self.read("p/positions/2018-01/internal-positions-by_stay.csv");
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let at = rows.headers().unwrap().iter().position(|name| name == column).unwrap();
        let row = rows.records().map(Result::unwrap).find(|row| &row[0] == stay).unwrap();
        row[at].to_owned()
    }
}

/// Every file below a folder of the project with its bytes.
fn files(case: &Case, folder: &str) -> Vec<(String, Vec<u8>)> {
    let listed = case.sh(&format!("find p/{folder} -type f | sort")).exits(0).stdout;
    listed.lines().map(|name| (name.to_owned(), fs::read(case.path(name)).unwrap())).collect()
}

#[test]
fn what_is_said_of_stays_adds_up_and_changes_nothing_else() {
    let case = january();
    let (reports, ledger) = (files(&case, "reports"), files(&case, "store/ledger"));
    case.position("")
        .exits(0)
        .says("charged £2,600.00 = accepted £0.00 + contested £0.00 + settled £0.00 + not yet said £2,600.00");
    case.say(0, "--as accepted").exits(0).says("2018-01, edition 1: 1 stay accepted by Officer One on 2018-02-05");
    case.say(1, "--as contested --amount 260.00 --reason 'two days away'")
        .exits(0)
        .says("charged £2,600.00 = accepted £1,300.00 + contested £260.00 + settled £0.00 + not yet said £1,040.00");
    assert_eq!(case.of_stay("S2018-01-1", "accepted_minor"), "78000");
    assert_eq!(case.of_stay("S2018-01-1", "why"), "two days away");
    case.say(0, "--as settled").exits(0);
    case.say(1, "--as settled --amount 910 --reason 'one day each'").exits(0).says(
        "charged £2,600.00 = accepted £0.00 + contested £0.00 + settled £1,430.00 + fell away £130.00 + not yet said £1,040.00",
    );
    let page = case.read("p/positions/2018-01/internal-positions.html");
    for words in ["£1,430.00", "£130.00 fell away", "one day each", "Officer One", "5 February 2018"] {
        assert!(page.contains(words), "`{words}` is not on the sheet");
    }
    case.say(1, "--withdraw").exits(0).says("1 stay withdrawn").says("not yet said £2,080.00");
    // Several at once, and again: the last word counts.
    case.position("--stay S2018-01-1 --stay S2018-01-2 --as accepted --by 'Officer Two' --on 2018-02-06")
        .exits(0)
        .says("2 stays accepted by Officer Two");
    case.say(2, "--as contested --reason late").exits(65).says("after 2018-02-05");
    case.beddays("verify --project p").exits(0);
    assert_eq!(reports, files(&case, "reports"), "the files of the statement are sealed");
    let now = files(&case, "store/ledger");
    assert!(ledger.iter().all(|file| now.contains(file)), "the ledger stays as it is");
    case.run("2018-01").exits(0).says("nothing changed");
    // A closed month is paid too.
    case.beddays("close --project p --month 2018-01").exits(0);
    case.position("--stay S2018-01-2 --as settled --by 'Officer Two' --on 2018-03-01").exits(0);
    let said = case.position("--json").exits(0).stdout;
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["sums"]["settled_minor"], 156_000);
    assert_eq!(said["positions"].as_array().unwrap().len(), 3);
    case.beddays("verify --project p").exits(0);
    assert!(!case.read("p/audit.log").contains("S2018-01"), "no stay is in the log");
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let case = january();
    case.say(0, "--as accepted").exits(0);
    case.say(1, "--as contested --reason r --amount 1").exits(0);
    let (store, sheet) = (case.read("p/store/manifest.json"), files(&case, "positions"));
    let refused = |said: Said, exit: i32, why: &str| {
        said.exits(exit).says(why).says("nothing was noted").says("hint:");
    };
    refused(case.say(2, "--as contested --amount 1040.01 --reason r"), 65, "is charged £1,040.00 in 2018-01");
    refused(case.say(2, "--as contested --amount 0 --reason r"), 65, "is no amount that is contested");
    refused(case.say(2, "--as contested --amount=-5 --reason r"), 65, "is no amount that is contested");
    refused(case.say(2, "--as contested --amount five --reason r"), 2, "`five` is no amount");
    refused(case.say(2, "--as contested --amount 10"), 2, "nothing says why it is contested");
    refused(case.say(2, "--as accepted --amount 10"), 2, "accepted is the whole amount");
    refused(case.say(2, "--as settled"), 65, "nothing was said of stay `S2018-01-2` yet");
    refused(case.say(1, "--as settled"), 65, "what was agreed of it is not said");
    refused(case.say(1, "--as settled --amount 1040.01"), 65, "is charged £1,040.00");
    refused(case.say(2, "--withdraw"), 65, "nothing was said of stay");
    refused(case.say(9, "--as accepted"), 66, "no stay `S2018-01-9` is delayed in 2018-01");
    refused(case.say(2, "--as contested --reason 'see 999 000 0018'"), 65, "could be the number of a patient");
    let by = |by: &str| case.position(&format!("--stay S2018-01-2 --as accepted --on 2018-02-05 --by '{by}'"));
    refused(by(" "), 65, "nobody is named");
    refused(by("Offi\u{200b}cer"), 65, "a character that is not seen");
    let two = "--stay S2018-01-1 --stay S2018-01-2 --as contested --reason r --amount 1 --by X --on 2018-02-05";
    refused(case.position(two), 2, "`--amount` is of one stay");
    refused(case.position("--claim none --by X"), 66, "no claim `none` of 2018-01 was reconciled");
    let earlier = "--stay S2018-01-0 --as settled --by X --on 2018-02-04";
    refused(case.position(earlier), 65, "was accepted on 2018-02-05, after 2018-02-04");
    case.beddays("position --project p --month 2018-07 --stay A --as accepted --by X")
        .exits(66)
        .says("nothing was noted");
    case.position("--stay S2018-01-2 --as printed --by X").exits(2);
    case.position("--stay S2018-01-2 --as accepted").exits(2);
    case.position("--stay S2018-01-2 --by X").exits(2);
    case.position("--as accepted --by X").exits(2);
    case.say(0, "--as settled").exits(0);
    let settled = case.read("p/store/manifest.json");
    refused(case.say(0, "--as contested --reason r"), 65, "was settled by Officer One on 2018-02-05");
    assert_eq!(settled, case.read("p/store/manifest.json"));
    case.say(0, "--withdraw").exits(0);
    case.say(0, "--as accepted").exits(0);
    // The list of before but for its commits; the sheet to the byte.
    let file = |manifest: &str| serde_json::from_str::<Value>(manifest).unwrap()["months"][0]["positions"].clone();
    assert_eq!(file(&store), file(&case.read("p/store/manifest.json")));
    assert_eq!(sheet, files(&case, "positions"));
    // A clock that went back: the last command ended in a later year than this machine's.
    let log = case.read("p/audit.log");
    assert!(log.contains("\"command\":\"position\""));
}

#[test]
fn a_stay_that_is_charged_otherwise_is_to_be_looked_at_again() {
    let case = january();
    case.position("--stay S2018-01-0 --stay S2018-01-1 --as accepted --by One --on 2018-02-05").exits(0);
    case.sh("cp -a p/positions before").exits(0);
    case.put("p/inbox/events-9.csv", format!("{EVENTS}S2018-01-1,services_ready,2018-01-14T09:00,,\n"));
    case.run("2018-01")
        .says("edition 2")
        .says("positions of 2018-01, 1 stay charged otherwise than when something was said: p/positions/2018-01/");
    assert_eq!(case.of_stay("S2018-01-1", "position"), "to be looked at again");
    case.whole();
    // The sheet of before was put back.
    case.sh("rm -r p/positions && mv before p/positions").exits(0);
    case.beddays("verify --project p").exits(0).says("is of another edition, or of what was said or corrected before");
    case.run("2018-01").exits(0).says("nothing changed").says("positions of 2018-01");
    case.whole();
    let said = case.position("").exits(0);
    said.says("to be looked at again: stay S2018-01-1").says("accepted £520.00").says("not yet said £1,170.00");
    assert_eq!(case.of_stay("S2018-01-1", "position"), "to be looked at again");
    assert_eq!(case.of_stay("S2018-01-1", "not_said_minor"), "13000");
    assert_eq!(case.of_stay("S2018-01-1", "why"), "accepted when £1,040.00 was charged");
    assert_eq!(case.of_stay("S2018-01-0", "position"), "accepted");
    case.say(1, "--as settled")
        .exits(65)
        .says("was charged £1,040.00 when something was said of it, and is charged £130.00 now");
    case.say(1, "--as accepted").exits(0).says("accepted £650.00").says("not yet said £1,040.00");
    // Closed, and corrected by the statement of February.
    case.say(2, "--as accepted").exits(0);
    case.beddays("close --project p --month 2018-01").exits(0);
    case.whole();
    case.deliver("2018-02", &WHOLE);
    case.put("p/inbox/events-10.csv", format!("{EVENTS}S2018-01-2,services_ready,2018-01-22T09:00,,\n"));
    case.run("2018-02").says("To pay now").says("positions of 2018-01, 1 stay charged otherwise");
    case.whole();
    let said = case.position("").exits(0);
    said.says("charged £780.00").says("to be looked at again: stay S2018-01-2").says("not yet said £130.00");
    case.say(2, "--as accepted").exits(0).says("charged £780.00 = accepted £780.00");
    case.whole();
    let asked = |month: &str| {
        let question = "select stay_id, state, amount_minor, \\\"on\\\" from position order by stay_id";
        case.beddays(&format!("query --project p --month {month} --format csv \"{question}\"")).exits(0).stdout
    };
    assert_eq!(
        asked("2018-01"),
        "stay_id,state,amount_minor,on\nS2018-01-0,accepted,52000,2018-02-05\nS2018-01-1,accepted,13000,2018-02-05\n\
         S2018-01-2,accepted,13000,2018-02-05\n"
    );
    assert_eq!(asked("2018-02"), "stay_id,state,amount_minor,on\n");
    assert!(
        case.read("p/positions/2018-01/internal-positions.html").contains("with what later statements correct of it")
    );
    case.beddays("verify --project p").exits(0);
}

const CLAIM: &str = "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n";

#[test]
fn a_claim_says_of_each_stay_what_agrees_and_what_differs() {
    let case = january();
    let line = |id: u8, stay: &str, from: u8, to: u8| {
        let days = i64::from(to - from) + 1;
        let amount = days * 13_000;
        format!("C-{id},{stay},2018-01-{from:02},2018-01-{to:02},{days},{amount},GBP,RZZ01,E10000020\n")
    };
    let lines = [
        line(1, "S2018-01-0", 6, 9),
        // A day more, two days fewer, the first line again, and a stay that nobody knows.
        line(2, "S2018-01-1", 13, 21),
        line(3, "S2018-01-2", 21, 26),
        line(4, "S2018-01-0", 6, 9),
        line(5, "X-9", 6, 6),
    ];
    case.put("claim.csv", CLAIM.to_owned() + &lines.concat());
    case.beddays("reconcile --project p claim.csv --month 2018-01").exits(1);
    let claim = "--claim claim --by One --on 2018-02-05";
    let said = case.position(claim).exits(0);
    said.says("3 stays contested by One on 2018-02-05").says("1 line of the claim (£130.00)").says(
        "charged £2,600.00 + asked beyond £650.00 = accepted £2,340.00 + contested £910.00 + settled £0.00 + not yet said £0.00",
    );
    assert_eq!(case.of_stay("S2018-01-0", "contested_minor"), "52000");
    assert_eq!(case.of_stay("S2018-01-0", "why"), "claim claim: Duplicate");
    assert_eq!(case.of_stay("S2018-01-1", "contested_minor"), "13000");
    assert_eq!(case.of_stay("S2018-01-2", "contested_minor"), "26000");
    assert_eq!(case.of_stay("S2018-01-2", "accepted_minor"), "78000");
    // The hospital takes the day back, and one of its days too many is granted.
    case.say(1, "--as settled --amount 1170").exits(0).says("settled £1,170.00");
    let again = case.position(claim).exits(0);
    again.says("nothing was said of stay S2018-01-1: it is settled").says("2 stays contested");
    case.put("p/inbox/events-9.csv", format!("{EVENTS}S2018-01-1,services_ready,2018-01-14T09:00,,\n"));
    case.run("2018-01").says("edition 2");
    case.position(claim).exits(65).says("is of another edition of the month").says("nothing was noted");
    case.beddays("reconcile --project p claim.csv --month 2018-01").exits(1);
    // What was agreed of another amount does not hold, and is said anew by whoever takes it back first.
    case.position(claim)
        .exits(0)
        .says("nothing was said of stay S2018-01-1: it is settled")
        .says("to be looked at again");
    case.put("p/reconciled/2018-01/claim/internal-claimed-days.json", "{}");
    case.position(claim).exits(65).says("nothing was noted");
}

#[test]
fn a_sheet_that_is_changed_or_gone_is_found() {
    let case = january();
    case.say(0, "--as accepted").exits(0);
    case.put("p/positions/2018-01/internal-positions.html", "another");
    case.beddays("verify --project p")
        .exits(65)
        .says("is not as it was written")
        .says("beddays position --month 2018-01");
    let placed = case.position("").exits(0);
    placed.says("a changed file is kept as");
    case.beddays("verify --project p").exits(0);
    case.sh("rm -r p/positions/2018-01").exits(0);
    case.beddays("verify --project p").exits(0).says("is made of what is in the store");
    case.position("").exits(0);
    assert_eq!(case.of_stay("S2018-01-0", "position"), "accepted");
    case.sh("for file in p/store/ledger/*positions*; do echo x > $file; done").exits(0);
    case.beddays("verify --project p").exits(65).says("positions");
}

#[test]
fn the_parts_of_any_stay_add_up() {
    let mut random = SeededRng::new(13);
    for _ in 0..20_000 {
        let charged = Minor(i64::from(random.below(9)) * 13_000);
        let said_of = if random.below(5) == 0 { Minor(i64::from(random.below(9)) * 13_000) } else { charged };
        let beyond = Minor(i64::from(random.below(3)) * 4_321);
        let all = said_of + beyond;
        let state = PositionState::ALL[random.below(3) as usize];
        let amount =
            if state == PositionState::Accepted { all } else { Minor(i64::from(random.below(all.0 as u32 + 1))) };
        let said = StayPosition {
            stay_id: "S".into(),
            state,
            charged_minor: said_of,
            beyond_minor: beyond,
            amount_minor: amount,
            reason: "".into(),
            claim: "".into(),
            by: "One".into(),
            on: Day::from_number(17_000),
        };
        let sums = PositionSums::of(charged, Some(&said).filter(|_| random.below(4) > 0));
        assert!(sums.is_whole(), "{said:?} {sums:?}");
        let is_kept = sums.not_said_minor == Minor(0);
        assert!(is_kept || (sums.not_said_minor, sums.beyond_minor) == (charged, Minor(0)), "{said:?} {sums:?}");
        let parts = [sums.accepted_minor, sums.contested_minor, sums.settled_minor, sums.fell_away_minor];
        assert!(parts.iter().all(|part| *part >= Minor(0)), "{said:?} {sums:?}");
    }
}
