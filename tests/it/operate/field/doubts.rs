//! What is doubtful about a stay has days and money at stake, or says in words why they are not known: each kind of doubt, stays
//! whose records contradict each other, and services that a later return no longer has.

use serde_json::Value;

use super::Case;
use super::messages::{
    ADMIT, ADT, ENC, Message, bundle, encounter, notices, project as messages_project, run_messages,
};
use beddays::liability::DoubtKind;

const STAYS: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";

fn stay(id: &str, rest: &str) -> String {
    format!("{id},,RZZ01,Norfolk,2018-06-01T08:30,{rest},81\n")
}

/// A project of these files in its inbox, run for June 2018.
fn run(files: &[(&str, String)]) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    files.iter().for_each(|(name, text)| case.put(&format!("p/inbox/{name}"), text));
    case.beddays("run --project p --month 2018-06");
    case
}

fn doubts(case: &Case) -> Vec<Value> {
    case.json("p/reports/2018-06/run.json")["doubts"].as_array().unwrap().clone()
}

/// Stay, kind, days and pounds at stake, days and pounds otherwise; a dash where it is not known.
fn lines(case: &Case) -> Vec<String> {
    let line = |doubt: &Value| {
        let number = |name: &str, by: i64| doubt[name].as_i64().map_or("-".to_owned(), |n| (n / by).to_string());
        let text = |name: &str| doubt[name].as_str().unwrap().to_owned();
        let stake = [number("days_at_stake", 1), number("amount_at_stake_minor", 100)];
        let otherwise = [number("days_otherwise", 1), number("amount_otherwise_minor", 100)];
        format!("{} {} {} / {}", text("stay_id"), text("kind"), stake.join(" "), otherwise.join(" "))
    };
    doubts(case).iter().map(line).collect()
}

fn contradicting(case: &Case) -> Vec<String> {
    lines(case).into_iter().filter(|line| line.contains(" records_contradict ")).collect()
}

fn assumed(case: &Case) -> Vec<String> {
    lines(case).into_iter().filter(|line| line.contains(" assumed ")).collect()
}

fn in_doubt(case: &Case) -> i64 {
    case.json("p/reports/2018-06/run.json")["amount_in_doubt_minor"].as_i64().unwrap() / 100
}

/// The doubt of a stay of which no row was taken is in the statement and in `explain` too.
fn is_said(case: &Case, id: &str, worst: &str) {
    let listed = case.read("p/reports/2018-06/internal-statement-doubtful_stays.csv");
    assert!(listed.lines().any(|line| line.contains(id) && line.contains("A record contradicts others")), "{listed}");
    let html = case.read("p/reports/2018-06/internal-statement.html");
    assert!(html.contains("depends on what is in doubt") && html.contains("href=\"#table.doubtful_stays\""));
    let explained = case.beddays(&format!("explain --project p {id}")).exits(0);
    explained.says("No row of this stay was taken").says("none: no row of the stay was taken").says(worst);
}

#[test]
fn rows_that_contradict_each_other_are_judged_each_and_the_worst_is_at_stake() {
    let (early, late) = (stay("C-1", "2018-06-08,2018-06-12T15:00"), stay("C-1", "2018-06-08,2018-06-16T15:00"));
    let good = stay("C-2", "2018-06-08,2018-06-12T15:00");
    let events = notices(&["C-1", "C-2"]);
    let wanted = "C-1 records_contradict 9 1040 / 8 1040";
    let worst = "as it stands 0 days charged, £0.00; at stake 9 days, £1,040.00; otherwise 8 days charged, £1,040.00";
    // In one file, either way round; and in two deliveries of which neither is later.
    for files in [
        vec![("stays.csv", format!("{STAYS}{good}{early}{late}"))],
        vec![("stays.csv", format!("{STAYS}{late}{good}{early}"))],
        vec![
            ("stays_a.csv", format!("{STAYS}{good}{early}")),
            ("stays_b.csv", format!("{STAYS}{late}{}", good.replace("C-2", "C-3"))),
        ],
    ] {
        let case = run(&[files, vec![("events.csv", events.clone())]].concat());
        assert_eq!((lines(&case), in_doubt(&case)), (vec![wanted.to_owned()], 1040));
        is_said(&case, "C-1", worst);
        let record = &doubts(&case)[0]["record"];
        assert_eq!(record["code"], "R_CONFLICT");
        assert!(record["message"].as_str().unwrap().contains("another `discharged_at`"), "{record}");
        let json = case.beddays("explain --project p C-1 --json").exits(0).stdout;
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["doubts"][0]["amount_at_stake_minor"], 104_000);
        // Later news settles it.
        case.put("p/inbox/stays_2018-07-01.csv", format!("{STAYS}{early}"));
        case.beddays("run --project p --month 2018-06");
        assert_eq!((lines(&case), in_doubt(&case)), (Vec::new(), 0));
    }
}

#[test]
fn three_candidates_another_authority_and_a_rejected_notice_are_judged_too() {
    let good = stay("C-9", "2018-06-08,2018-06-12T15:00");
    let rows = ["2018-06-12T15:00", "2018-06-20T15:00", "2018-06-14T15:00"]
        .map(|left| stay("C-1", &format!("2018-06-08,{left}")));
    let case =
        run(&[("stays.csv", format!("{STAYS}{good}{}", rows.concat())), ("events.csv", notices(&["C-1", "C-9"]))]);
    assert_eq!(lines(&case), ["C-1 records_contradict 13 1560 / 12 1560"]);
    // The authority is another one: a bill of ours under one of the rows alone.
    let other = stay("C-1", "2018-06-08,2018-06-12T15:00").replace("Norfolk", "Suffolk");
    let case =
        run(&[("stays.csv", format!("{STAYS}{good}{other}{}", rows[0])), ("events.csv", notices(&["C-1", "C-9"]))]);
    assert_eq!((lines(&case), in_doubt(&case)), (vec!["C-1 records_contradict 5 520 / 4 520".to_owned()], 520));
    // A record of it was rejected besides: with the services ready on the 10th it would be less, without them more.
    let events = notices(&["C-1", "C-9"]).replace(
        "C-1,assessed,2018-06-08T10:00,,\n",
        "C-1,assessed,2018-06-08T10:00,,\nC-1,discharge_notice_withdrawn,07/06/2018 12:00,,\n",
    );
    let case = run(&[("stays.csv", format!("{STAYS}{good}{}{}", rows[0], rows[1])), ("events.csv", events)]);
    assert_eq!(lines(&case), ["C-1 records_contradict 13 1560 / 12 1560"]);
}

#[test]
fn a_rejected_row_of_a_stay_of_which_no_other_came_is_judged_as_far_as_it_can_be_read() {
    let good = stay("C-9", "2018-06-08,2018-06-12T15:00");
    let events = notices(&["C-1", "C-2", "C-3", "C-9"]);
    // A discharge in another form; an age that is none; and a row of which the admission cannot be read.
    let rows = [
        stay("C-1", "2018-06-08,16/06/2018 15:00"),
        stay("C-2", "2018-06-08,2018-06-12T15:00").replace(",81", ",old"),
        stay("C-3", "2018-06-08,2018-06-12T15:00").replace("2018-06-01T08:30", "sometime"),
    ];
    let case = run(&[("stays.csv", format!("{STAYS}{good}{}", rows.concat())), ("events.csv", events)]);
    assert_eq!(lines(&case), ["C-1 record_rejected 9 1040 / 8 1040", "C-2 record_rejected 5 520 / 4 520"]);
    let listed = case.read("p/reports/2018-06/internal-statement-rejected_elsewhere.csv");
    let at_stake = |id: &str| listed.lines().find(|line| line.contains(id)).unwrap().to_owned();
    assert!(at_stake("C-1").contains("see the stays in doubt"), "{listed}");
    assert!(at_stake("C-3").contains("not known: no row of the stay can be read"), "{listed}");
    case.beddays("explain --project p C-3").exits(66);
}

#[test]
fn messages_and_encounters_that_contradict_each_other_are_judged_each() {
    let other = Message { visit: "V-2", number: "9990700036", ..ADMIT };
    let discharge = |discharged| Message { trigger: "A03", sent: "20180620150000", discharged, ..ADMIT };
    // The visit is known, and its two discharges of one control id are not.
    let all = [ADMIT, other, discharge("20180612150000"), discharge("20180616150000")];
    let (case, _) = run_messages(&all, &["V-1", "V-2"]);
    let wanted = ["V-1 records_contradict 18 2340 / 4 520", "V-1 records_contradict 14 1820 / 8 1040"];
    assert_eq!(contradicting(&case), wanted, "one for each message");
    // The admission itself is there twice, each time otherwise, and no other message says when it was.
    let admit = |admitted| Message { admitted, ..ADMIT };
    let left = Message { admitted: "", ..discharge("20180616150000") };
    let (case, _) = run_messages(&[admit("20180601083000"), other, admit("20180602083000"), left], &["V-1", "V-2"]);
    assert_eq!(contradicting(&case), ["V-1 records_contradict 9 1040 / 8 1040"]);
    is_said(&case, "V-1", "at stake 9 days, £1,040.00");

    let of = |day: &str| encounter("F-1", "9990700028", Some(&format!("2018-06-{day}T15:00:00+01:00")));
    let case = Case::empty();
    messages_project(&case, &ENC, "");
    let good = encounter("F-2", "9990700036", Some("2018-06-12T15:00:00+01:00"));
    case.put("p/inbox/enc/a.json", bundle(&[of("12"), good, of("16")]));
    case.put("p/inbox/events.csv", notices(&["F-1", "F-2"]));
    case.beddays("run --project p --month 2018-06").exits(1);
    assert_eq!(contradicting(&case), ["F-1 records_contradict 9 1040 / 8 1040"]);
    is_said(&case, "F-1", "at stake 9 days, £1,040.00");
}

/// The same with the hospital's number of the patient, which all have.
fn of_one_hospital_number(messages: &[Message<'_>], stays: &[&str]) -> Case {
    let case = Case::empty();
    messages_project(&case, &ADT, "");
    let feed: String = messages.iter().map(Message::text).collect();
    case.put("p/inbox/adt/adt.hl7", feed.replace("^^^NHS|", "^^^NHS~H77^^^RZZ^MR|"));
    case.put("p/inbox/events.csv", notices(stays));
    case.beddays("run --project p --month 2018-06");
    case
}

#[test]
fn what_a_message_of_another_patient_adds_to_a_visit_is_at_stake() {
    let other = |trigger, visit| Message { trigger, visit, sent: "20180612150000", number: "9990700036", ..ADMIT };
    // A death by the hospital's number alone: the other patient's, or this one's under a number that was corrected.
    let death = Message { death: "20180611030000|Y", ..other("A31", "") };
    let wanted = ["V-1 assumed 19 2470 / 22 2860"];
    assert_eq!(assumed(&of_one_hospital_number(&[ADMIT, death], &["V-1"])), wanted);
    // A death and a discharge that name the visit.
    let named = Message { visit: "V-1", trigger: "A08", ..death };
    assert_eq!(assumed(&of_one_hospital_number(&[ADMIT, named], &["V-1"])), wanted);
    let left = Message { discharged: "20180612150000", ..other("A03", "V-1") };
    let case = of_one_hospital_number(&[ADMIT, left], &["V-1"]);
    assert_eq!(assumed(&case), ["V-1 assumed 18 2340 / 22 2860"]);
    case.beddays("explain --project p V-1").exits(0).says("at stake 18 days, £2,340.00");
    // Without the message there is another end.
    let home = Message { trigger: "A03", sent: "20180616150000", discharged: "20180616150000", ..ADMIT };
    let case = of_one_hospital_number(&[ADMIT, death, home], &["V-1"]);
    let both = ["V-1 records_contradict 5 650 / 8 1040"; 2];
    assert_eq!(contradicting(&case), both, "the death is not the end, and not the patient's");
    // A number that was corrected changes nothing that a bill depends on.
    let corrected = Message { sent: "20180605150000", ..other("A08", "V-1") };
    assert_eq!(assumed(&of_one_hospital_number(&[ADMIT, corrected, named], &["V-1"])), Vec::<String>::new());
}

#[test]
fn episodes_and_counted_days_that_contradict_each_other_are_in_doubt() {
    let header = "EPIKEY,PSEUDO_HESID,PROCODE3,RESLADST_ONS,ADMIDATE,ADMIMETH,DISDATE,DISMETH,DISDEST,DISREADYDATE,\
                  EPISTART,EPIEND,EPIORDER,EPISTAT,EPITYPE,CLASSPAT,SPELEND,STARTAGE\n";
    let row = |key: &str, person: &str, left: &str| {
        format!(
            "{key},{person},RZZ,E10000020,2018-06-01,21,2018-06-{left},1,98,2018-06-08,2018-06-01,2018-06-{left},1,3,1,1,Y,79\n"
        )
    };
    let rows = [
        row("200000001", "TESTAAAA0021", "12"),
        row("200000001", "TESTAAAA0021", "16"),
        row("200000009", "TESTAAAA0039", "12"),
    ];
    let case = Case::empty();
    case.sh("beddays init p --authority Norfolk && sed -i '0,/native-stay/s##hes-apc#; \
             s/^# conventions.*/conventions = [\"england-msitdt\"]/' p/beddays.toml")
        .exits(0);
    case.put("p/inbox/stays.csv", header.to_owned() + &rows.concat());
    case.beddays("run --project p --month 2018-06").exits(1);
    let found = lines(&case);
    assert!(found.len() == 1 && found[0].ends_with(" records_contradict 9 0 / 0 0"), "{found:?}");
    let run = case.json("p/reports/2018-06/run.json");
    let counted = run["counted"][0]["in_doubt"].as_array().unwrap();
    assert_eq!(
        (counted.len(), &counted[0]["days"], &counted[0]["otherwise"]),
        (1, &0.into(), &8.into()),
        "{counted:?}"
    );
}

#[test]
fn a_row_with_events_of_its_own_is_judged_with_them() {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let profile = "[profile]\nname = \"ours\"\nabout = \"stays with their notices\"\nrecord = \"stay\"\n\
                   [columns]\nstay_id = \"id\"\nprovider_code = \"trust\"\nauthority_code = \"council\"\n\
                   admitted_at = \"in\"\nready_on = \"ready\"\ndischarged_at = \"out\"\n\
                   [events]\nassessment_notice = { at = \"s2\" }\nassessed = { at = \"done\" }\n\
                   discharge_notice = { at = \"s5\", value = \"proposed\" }\n";
    case.put("p/ours.toml", profile);
    case.sh("sed -i '0,/native-stay/s##ours.toml#' p/beddays.toml").exits(0);
    let row = |id: &str, out: &str| {
        format!(
            "{id},RZZ01,Norfolk,2018-06-01T08:30,2018-06-08,{out},2018-06-06T10:00,2018-06-07T10:00,2018-06-08,2018-06-08T10:00\n"
        )
    };
    let rows = [row("C-1", "2018-06-12T15:00"), row("C-1", "2018-06-16T15:00"), row("C-2", "2018-06-12T15:00")];
    case.put("p/inbox/stays.csv", format!("id,trust,council,in,ready,out,s2,s5,proposed,done\n{}", rows.concat()));
    let said = case.beddays("run --project p --month 2018-06");
    assert_eq!(said.exit, Some(1), "{}{}", said.stdout, said.stderr);
    assert_eq!(lines(&case), ["C-1 records_contradict 9 1040 / 8 1040"]);
}

#[test]
fn a_stay_that_a_whole_feed_no_longer_has_may_never_have_been() {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let columns =
        ["stay_id", "nhs_number", "provider_code", "authority_code", "admitted_at", "ready_on", "discharged_at"];
    let columns: String = columns.iter().map(|name| format!("{name} = \"{name}\"\n")).collect();
    let head = "[profile]\nname = \"whole\"\nabout = \"all stays every time\"\nrecord = \"stay\"\nwhole = true\n";
    case.put("p/whole.toml", format!("{head}[columns]\n{columns}age_at_admission = \"age_at_admission\"\n"));
    case.sh("sed -i '0,/native-stay/s##whole.toml#' p/beddays.toml").exits(0);
    let [first, second] = ["C-1", "C-2"].map(|id| stay(id, "2018-06-08,2018-06-12T15:00"));
    case.put("p/inbox/stays_2018-06-20.csv", format!("{STAYS}{first}{second}"));
    case.put("p/inbox/stays_2018-07-01.csv", format!("{STAYS}{second}"));
    case.put("p/inbox/events.csv", notices(&["C-1", "C-2"]));
    let said = case.beddays("run --project p --month 2018-06");
    assert!(said.exit.is_some_and(|exit| exit < 2), "{}{}", said.stdout, said.stderr);
    assert_eq!(lines(&case), ["C-1 records_contradict 5 520 / 0 0"]);
}

#[test]
fn what_no_law_can_judge_is_said_in_words_and_is_no_zero() {
    // The only row says nothing of an authority that a law could charge: the hospital's messages never do.
    let case = Case::empty();
    messages_project(&case, &ENC, "");
    case.sh("sed -i '/authority_code/d' p/enc.toml").exits(0);
    let of = |day: &str| encounter("F-1", "9990700028", Some(&format!("2018-06-{day}T15:00:00+01:00")));
    case.put("p/inbox/enc/a.json", bundle(&[of("12"), encounter("F-2", "9990700036", None), of("16")]));
    case.put("p/inbox/events.csv", notices(&["F-1", "F-2"]));
    let said = case.beddays("run --project p --month 2018-06");
    assert_eq!(said.exit, Some(1), "{}{}", said.stdout, said.stderr);
    assert_eq!(contradicting(&case), ["F-1 records_contradict - - / - -"]);
    assert!(doubts(&case)[0]["not_known"].as_str().unwrap().contains("authority"), "{:?}", doubts(&case)[0]);
    let listed = case.read("p/reports/2018-06/internal-statement-doubtful_stays.csv");
    assert!(listed.contains("at stake not known: no record names the authority"), "{listed}");
    case.beddays("explain --project p F-1").exits(0).says("at stake not known: no record names the authority");
}

/// Each kind of doubt with whether days and money at stake are stated for it: a line of a run, or where another test has it.
#[test]
fn every_kind_of_doubt_states_days_and_money_at_stake() {
    let stays = [
        ("K-1", "2018-06-08,2018-06-12T15:00"),
        ("K-2", "2018-06-08,2018-06-12T15:00"),
        ("K-3", "2018-06-10,2018-06-12T15:00"),
        ("K-4", "2018-06-08,2018-06-16T15:00"),
        ("K-5", ",2018-06-12T15:00"),
        ("K-6", "2018-06-08,2018-06-12T15:00"),
        ("K-7", "2018-06-08,2018-06-12"),
        ("K-8", "2018-06-08,2018-06-12T15:00"),
    ];
    let rows: String = stays.iter().map(|(id, rest)| stay(id, rest)).collect();
    let ids = stays.map(|(id, _)| id);
    let events = notices(&ids)
        + "K-4,self_discharged,2018-06-12T15:00,,\nK-6,own_care,10/06/2018 15:00,,\nK-8,relapse,2018-06-10T10:00,,\n";
    let reasons = "stay_id,from_on,to_on,reason_code,attributed_to\n\
                   K-1,2018-06-08,2018-06-12,A,nhs\nK-2,2018-06-08,2018-06-12,A,both\n";
    let case =
        run(&[("stays.csv", STAYS.to_owned() + &rows), ("events.csv", events), ("reasons.csv", reasons.to_owned())]);
    let found = lines(&case);
    let table = [
        (DoubtKind::ReturnBlamesHealth, "K-1 return_blames_health 4 520 / - -"),
        (DoubtKind::ReturnBlamesBoth, "K-2 return_blames_both 4 520 / - -"),
        (DoubtKind::LiableBeforeReady, "K-3 liable_before_ready 1 130 / - -"),
        (DoubtKind::EndsDiffer, "K-4 ends_differ 4 520 / 8 1040"),
        // A ready day moves the statistic alone: nothing is owed more or less, and that is known.
        (DoubtKind::NoReadyDay, "K-5 no_ready_day 5 0 / - -"),
        (DoubtKind::RecordRejected, "K-6 record_rejected 2 260 / 2 260"),
        (DoubtKind::Assumed, "K-7 assumed 1 130 / 3 390"),
        (DoubtKind::RecordsContradict, "K-8 records_contradict 3 390 / 1 130"),
    ];
    for (kind, wanted) in table {
        assert!(found.iter().any(|line| line == wanted), "{kind:?}: {wanted} of {found:#?}");
    }
    // Councils that ended: `councils.rs`; leave: `messages/leave.rs`; ready days of episodes: `spells.rs`.
    let elsewhere = [DoubtKind::CouncilUnknown, DoubtKind::AwayFromBed];
    for kind in DoubtKind::ALL {
        assert!(
            elsewhere.contains(&kind) || table.iter().any(|(held, _)| *held == kind),
            "{kind:?} is not in the table"
        );
    }
    for doubt in doubts(&case) {
        assert!(doubt["amount_at_stake_minor"].is_i64() || doubt["not_known"].is_string(), "{doubt}");
    }
}
