//! What the store keeps of months after a closing, and of a demo, is what everything made anew comes to.

use crate::support::harness::{Said, program, said};

const STAYS: &str = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at\n";
const EVENTS: &str = "stay_id,kind,at,until,value\n";

struct Council {
    outer: tempfile::TempDir,
}

impl Council {
    fn new() -> Self {
        let council = Self { outer: tempfile::tempdir().unwrap() };
        said(program().args(["init", "--authority", "Norfolk"]).arg(council.path(""))).exits(0);
        let stays = "B-0000001,9990000018,RM1,Norfolk,2018-03-01T10:00,2018-03-06,2018-03-12T15:00\n\
                     B-0000002,9990000026,RM1,Norfolk,2018-03-01T10:00,2018-03-06,2018-03-08T15:00\n";
        let events = "B-0000001,assessment_notice,2018-03-05T10:00,,\n\
                      B-0000001,discharge_notice,2018-03-06T10:00,,2018-03-07\n\
                      B-0000001,assessed,2018-03-06T15:00,,\n";
        council.put("stays.csv", STAYS, stays);
        council.put("events.csv", EVENTS, events);
        council
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.outer.path().join("p").join(name)
    }

    fn put(&self, name: &str, header: &str, rows: &str) {
        std::fs::write(self.path("inbox").join(name), format!("{header}{rows}")).unwrap();
    }

    fn asks(&self, words: &[&str]) -> Said {
        said(program().args(words).arg("--project").arg(self.path("")))
    }

    fn run(&self, month: &str) {
        let ran = self.asks(&["run", "--month", month]);
        assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    }

    fn close(&self, month: &str) {
        self.asks(&["close", "--month", month, "--by", "One", "--on", "2018-12-01"]).exits(0);
    }
}

/// Goal: a closing leaves nothing in the store that a rebuild would not make. Method: a month that carries a correction is closed;
/// news that nothing corrects yet stays noted.
#[test]
fn what_a_month_corrected_is_noted_no_more_when_it_is_closed() {
    let council = Council::new();
    council.run("2018-03");
    council.close("2018-03");
    council.put("events2.csv", EVENTS, "B-0000001,services_ready,2018-03-11T09:00,,\n");
    council.run("2018-04");
    council.asks(&["rebuild"]).exits(0);
    council.close("2018-04");
    council.asks(&["rebuild"]).exits(0).says("everything comes out as the store has it");
    council.asks(&["remove", "--stay", "B-0000002", "--by", "IG"]).exits(0);
    council.asks(&["verify"]).exits(0);
}

#[test]
fn what_came_after_the_correction_is_noted_when_its_month_is_closed() {
    let council = Council::new();
    council.run("2018-03");
    council.close("2018-03");
    council.put("events2.csv", EVENTS, "B-0000001,services_ready,2018-03-11T09:00,,\n");
    council.run("2018-04");
    let late = "B-0000003,9990000034,RM1,Norfolk,2018-03-01T10:00,2018-03-06,2018-03-12T15:00\n";
    let notices =
        "B-0000003,assessment_notice,2018-03-05T10:00,,\nB-0000003,discharge_notice,2018-03-06T10:00,,2018-03-07\n";
    council.put("stays3.csv", STAYS, late);
    council.put("events3.csv", EVENTS, notices);
    let files = ["stays3.csv", "events3.csv"].map(|name| council.path("inbox").join(name).display().to_string());
    let ran = council.asks(&["ingest", &files[0], &files[1]]);
    assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    council.close("2018-04");
    council.asks(&["rebuild"]).exits(0).says("everything comes out as the store has it");
    council.run("2018-05");
    let asked = "select stay_id, cast(sum(days) as bigint) as days from revision group by stay_id";
    let corrected = council.asks(&["query", "--month", "2018-05", asked, "--format", "csv"]).exits(0).stdout;
    assert_eq!(
        corrected, "stay_id,days\nB-0000003,7\n",
        "the late stay waited for its correction, and nothing is corrected twice"
    );
}

/// Goal: ledger, comparison of months and rebuild judge the same stays. Method: the demo of each country, made anew and run again
/// without news; each stay that left on its ready day has a day in the ledger where the law has a rule for it.
#[test]
fn the_demo_of_each_country_comes_out_as_the_store_has_it() {
    let outer = tempfile::tempdir().unwrap();
    for country in ["gb", "no", "se", "dk"] {
        let project = outer.path().join(country);
        said(program().args(["demo", "--country", country]).arg(&project)).exits(0);
        let asks = |words: &[&str]| said(program().args(words).arg("--project").arg(&project));
        asks(&["rebuild"]).exits(0).says("everything comes out as the store has it");
        if country == "gb" {
            continue;
        }
        let left = "select stay_id from stay where ready_on = cast(discharged_at as date)";
        let asked = format!(
            "select count(*) as n from ({left}) s left join every_ledger_day l on s.stay_id = l.stay_id where l.stay_id is null"
        );
        assert_eq!(asks(&["query", &asked, "--format", "csv"]).exits(0).stdout, "n\n0\n", "{country}");
    }
}

/// Goal: a project that `init` made can be read. Method: names with each character that TOML or the template could take otherwise.
#[test]
fn a_name_is_written_so_that_it_is_read_again_or_refused() {
    let outer = tempfile::tempdir().unwrap();
    let names = [
        "The \"Old\" Council",
        "a\\b",
        "it's",
        "'",
        "\"",
        "#",
        "{authority}",
        "{regimes} {language}",
        "\\u0041",
        "Å\u{2028}x",
    ];
    for (at, name) in names.iter().enumerate() {
        let project = outer.path().join(format!("p{at}"));
        let made = said(program().args(["init", "--authority", "Norfolk", "--name", name]).arg(&project));
        made.exits(0);
        let text = std::fs::read_to_string(project.join("beddays.toml")).unwrap();
        let read: toml::Value = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read["project"]["name"].as_str(), Some(*name));
        let read = said(program().args(["query", "stay", "--project"]).arg(&project));
        assert_eq!(read.exit, Some(66), "{name}: the project is read, and nothing was published: {read:?}");
    }
    for name in ["a\nb", "\t", "a\u{7f}", "", " ", "a\u{85}b"] {
        let project = outer.path().join("none");
        let made = said(program().args(["init", "--authority", "Norfolk", "--name", name]).arg(&project));
        made.exits(2).says("nothing was made");
        assert!(!project.exists(), "{name:?}");
    }
    for authority in ["Nor\"folk", "Nor\nfolk", "\\"] {
        let project = outer.path().join("none");
        said(program().args(["init", "--authority", authority]).arg(&project)).exits(2);
        said(program().args(["init", "--country", "no", "--authority", authority]).arg(&project)).exits(2);
        assert!(!project.exists(), "{authority:?}");
    }
    let odd = outer.path().join("a \"b\" \\ c\nd");
    said(program().args(["init", "--authority", "Norfolk"]).arg(&odd)).exits(0);
    said(program().args(["query", "stay", "--project"]).arg(&odd)).exits(66);
}
