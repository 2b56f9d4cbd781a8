//! Trends over a reorganisation, over a process that keeps changing, and over months of which nothing could be counted.

use serde_json::Value;

use super::Case;
use crate::store::child::have;

/// The trend report of one area of the published council file.
fn published(case: &Case, area: &str, more: &str) -> Value {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/data-samples/published/la_delayed_days_2011-04_2019-12.csv.gz");
    case.sh(&format!("test -f la.csv || gzip -dc '{sample}' > la.csv")).exits(0);
    let area = if area.is_empty() { String::new() } else { format!("--area \"{area}\"") };
    case.beddays(&format!("report trend --from la.csv {area} {more} --months 200 --out out")).exits(0);
    case.json("out/published-trend.json")
}

fn summary(report: &Value) -> String {
    report["summary"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn row(report: &Value, id: &str, starts: &str) -> String {
    let tables = report["sections"].as_array().unwrap().iter().flat_map(|one| one["tables"].as_array().unwrap());
    let table = tables.into_iter().find(|table| table["id"] == id).unwrap_or_else(|| panic!("no table {id}"));
    let rows = table["rows"].as_array().unwrap().iter();
    let found = rows.into_iter().find(|row| row[0].as_str().is_some_and(|name| name.starts_with(starts)));
    found.unwrap_or_else(|| panic!("no row {starts}")).to_string()
}

#[test]
fn a_council_that_ended_says_when_and_what_came_after() {
    let case = Case::empty();
    let report = published(&case, "Bournemouth", "");
    let said = summary(&report);
    assert!(said.starts_with("Bournemouth (E06000028) ended on 31 March 2019"), "{said}");
    assert!(said.contains("Bournemouth, Christchurch and Poole (E06000058) came after it"), "{said}");
    assert!(said.contains("April 2019 is the last month of its figures: nothing here is about the present"), "{said}");
    assert!(row(&report, "all_by_month", "2019-04").contains("2019-04"));
}

#[test]
fn a_council_that_began_says_when_after_what_and_on_how_many_months_limits_rest() {
    let case = Case::empty();
    for area in ["Bournemouth, Christchurch and Poole", "738", "BCP"] {
        let said = summary(&published(&case, area, ""));
        assert!(
            said.contains("began on 1 April 2019, after Bournemouth (E06000028), Poole (E06000029) and Dorset"),
            "{said}"
        );
        assert!(said.contains("limits rest on 8 months"), "{area}: {said}");
    }
}

#[test]
fn a_council_with_another_area_has_a_break_in_text_table_and_chart() {
    let case = Case::empty();
    let report = published(&case, "Dorset", "");
    let said = summary(&report);
    assert!(
        said.contains("The series breaks in May 2019: another area: Dorset (E06000059) began on 1 April 2019"),
        "{said}"
    );
    assert!(
        said.contains("option --rebase 2019-05") && said.contains("Twelve months before it was not the same area"),
        "{said}"
    );
    assert!(row(&report, "all_by_month", "2019-05").contains("another area from this month on"));
    assert!(!row(&report, "all_by_month", "2019-04").contains("another area"));
    assert!(case.read("out/published-trend.html").contains("another area"), "the chart names it");
    let own = row(&report, "peers_table", "Dorset");
    assert!(own.contains("another area then") && own.contains("another area: Dorset"), "{own}");

    let rebased = summary(&published(&case, "809", "--rebase 2019-05"));
    assert!(rebased.contains("The limits begin anew there.") && !rebased.contains("option --rebase"), "{rebased}");
}

/// The tables of all councils, and the ranks of another one, say it of each.
#[test]
fn tables_ranks_and_comparators_say_it_of_every_council_that_changed() {
    let case = Case::empty();
    let england = published(&case, "", "");
    let ended = row(&england, "authority_last", "Poole");
    assert!(ended.contains("not charted: it ended") && ended.contains("ended on 31 March 2019"), "{ended}");
    let began = row(&england, "authority_last", "Bournemouth, Christchurch");
    assert!(began.contains("began on 1 April 2019"), "{began}");
    let recoded = row(&england, "authority_last", "Northumberland");
    assert!(recoded.contains("E06000057") && recoded.contains("E06000048"), "{recoded}");
    let plain = row(&england, "authority_last", "Norfolk");
    assert!(!plain.contains("began") && !plain.contains("ended on"), "{plain}");
    let devon = published(&case, "Devon", "");
    let new = row(&devon, "peers_table", "Bournemouth, Christchurch");
    assert!(new.contains("began on 1 April 2019") && new.contains("no figure"), "{new}");
}

/// Devon's months are special in more than half: better and worse are left unsaid, and the year before is what is compared.
#[test]
fn limits_over_a_process_that_keeps_changing_give_no_verdict() {
    let case = Case::empty();
    for area in ["Devon", "Birmingham", "Norfolk", ""] {
        let report = published(&case, area, "");
        let special = report["figures"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["label"] == "Months of special-cause variation")
            .unwrap();
        let (special, said) = (special["value"].as_i64().unwrap(), summary(&report));
        assert!(special * 2 > 105, "{area}: {special}");
        for word in ["better", "worse", "improvement", "within what is usual"] {
            assert!(!said.contains(word), "{area}: {word}: {said}");
        }
        assert!(said.contains("give no verdict") && said.contains("beds than twelve months before"), "{area}: {said}");
        assert!(report["figures"].to_string().contains("keeps changing: no verdict"), "{area}");
        assert!(!row(&report, "all_by_month", "2019-12").contains("better"));
    }
    // Two years that vary as usual have their verdict.
    case.beddays("report trend --from la.csv --area Norfolk --months 24 --out out").exits(0);
    let said = summary(&case.json("out/published-trend.json"));
    assert!(!said.contains("give no verdict") && said.contains("within what is usual"), "{said}");
}

const HEAD: &str = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";

/// A project of Norfolk whose stays of March and April have no age, or some have.
fn counted(convention: &str, age: &str) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.sh(&format!("sed -i 's/^# conventions.*/conventions = [\"{convention}\"]/' p/beddays.toml")).exits(0);
    let stays = format!(
        "{HEAD}NA-1,RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,2018-03-12T16:00,{age}\n\
         NA-2,RZZ01,Norfolk,2018-03-20T09:00,2018-03-27,2018-04-04T16:00,\n\
         NA-3,RZZ01,Suffolk,2018-04-02T09:00,2018-04-07,2018-04-12T16:00,81\n"
    );
    case.put("p/inbox/stays.csv", stays);
    for month in ["2018-03", "2018-04"] {
        case.beddays(&format!("run --project p --month {month}")).exits(0);
    }
    case
}

#[test]
fn a_month_of_which_no_stay_could_be_counted_has_no_figure_and_says_why() {
    for convention in ["england-drd", "england-msitdt"] {
        let case = counted(convention, "");
        let said = case.beddays("run --project p --month 2018-04").exits(0);
        assert!(
            said.stderr.contains(&format!("counted by {convention}: no figure; 1 stay not counted")),
            "{}",
            said.stderr
        );
        assert!(case.json("p/reports/2018-04/run.json")["counted"][0]["days"].is_null());
        let trend = case.json("p/reports/trend/internal-trend.json");
        let words = summary(&trend);
        assert!(
            words.contains("There is no figure for March 2018: 2 stays not counted, not known: age_at_ready 2"),
            "{words}"
        );
        assert!(words.contains("There is no figure for April 2018") && !words.contains(" 0 days"), "{words}");
        assert_eq!(trend["figures"][0]["label"], "Delayed days");
        assert!(!trend["figures"][0]["value"].is_number(), "{}", trend["figures"][0]);
    }
    // One age known: March has its days, April none.
    let case = counted("england-msitdt", "81");
    assert_eq!(case.json("p/reports/2018-03/run.json")["counted"][0]["days"], 5);
    assert!(case.json("p/reports/2018-04/run.json")["counted"][0]["days"].is_null());
}

/// What a run says of the days of a convention is what the bridge begins with: the project's own.
#[test]
fn the_days_of_a_run_are_those_of_the_bridge() {
    let case = Case::empty();
    let said = case.beddays("demo d").exits(0);
    let conventions = case.json("d/reports/2018-03/run.json");
    for counted in conventions["counted"].as_array().unwrap() {
        let name = counted["convention"].as_str().unwrap();
        let bridge =
            case.beddays(&format!("bridge --project d --from {name} --to bill --month 2018-03 --json")).exits(0);
        let bridge: Value = serde_json::from_str(&bridge.stdout).unwrap();
        assert_eq!(bridge["from"]["days"], counted["days"], "{name}");
        let all = format!("{}{}", said.stdout, said.stderr);
        assert!(all.contains(&format!("counted by {name}: {} days", counted["days"])), "{all}");
    }
}

/// What months came to was noted when they were published: a series of them opens no ledger but that of the last month, which the
/// bridge is about, and says the same as the ledgers do.
#[test]
fn what_months_came_to_is_not_read_out_of_their_ledgers_again() {
    if !have("strace", "what_months_came_to_is_not_read_out_of_their_ledgers_again") {
        return;
    }
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let settings = case.read("p/beddays.toml");
    case.put("p/beddays.toml", settings.replacen("[project]", "[project]\nconventions = [\"england-msitdt\"]", 1));
    let header =
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";
    for (at, month) in ["2018-03", "2018-04", "2018-05", "2018-06"].into_iter().enumerate() {
        let left = 12 + at;
        let stay = format!("A-{at},,RM1,Norfolk,{month}-01T10:00,{month}-06,{month}-{left}T15:00,80\n");
        case.put(&format!("p/inbox/stays-{month}.csv"), format!("{header}{stay}"));
        let events = format!(
            "stay_id,kind,at,until,value\nA-{at},assessment_notice,{month}-03T10:00,,\n\
             A-{at},discharge_notice,{month}-05T10:00,,{month}-06\n"
        );
        case.put(&format!("p/inbox/events-{month}.csv"), events);
        let ran = case.beddays(&format!("run --project p --month {month}"));
        assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    }
    case.sh("strace -f -qq -e trace=openat,open -o trace beddays report trend --project p").exits(0);
    let opened: Vec<String> =
        case.read("trace").lines().filter(|line| line.contains("/ledger/")).map(str::to_owned).collect();
    assert!(opened.iter().all(|line| line.contains("2018-06-edition")), "{opened:#?}");
    let report = case.json("p/reports/trend/internal-trend.json");
    let owed = "select month, amount_minor from liability_by_month order by month";
    let said = case.sh(&format!("beddays query --project p \"{owed}\" --format csv")).exits(0);
    let amounts: Vec<&str> = said.stdout.lines().skip(1).collect();
    assert_eq!(amounts.len(), 4, "{said:?}");
    for amount in amounts {
        let (month, minor) = amount.split_once(',').unwrap();
        assert!(minor.parse::<i64>().unwrap() > 0, "{amount}");
        assert!(row(&report, "money_months", month).contains(&format!("\"amount_minor\":{minor}")), "{amount}");
    }
}
