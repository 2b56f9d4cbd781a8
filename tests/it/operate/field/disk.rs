//! A disk that is full and a run that is stopped: what is said to be stored is stored, and nothing else.

use super::Case;

const STAYS: &str = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
                     A1,RX1,E10000020,2018-06-01T08:30,2018-06-08,2018-06-12T15:00\n";

fn project() -> Case {
    let case = Case::empty();
    case.put("stays.csv", STAYS);
    case.sh("beddays init p --authority Norfolk && cp stays.csv p/inbox/stays.csv").exits(0);
    case
}

fn months(case: &Case) -> usize {
    let said = case.beddays("verify --project p --json").exits(0);
    let answer: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    answer["months"].as_array().unwrap().len()
}

/// A command that may write files of so many blocks of 512 bytes at most.
fn limited(case: &Case, blocks: u32, arguments: &str) -> crate::support::harness::Said {
    case.sh(&format!("trap '' XFSZ; ulimit -f {blocks}; exec beddays {arguments}"))
}

#[test]
fn a_full_disk_leaves_a_whole_month_or_none() {
    let (mut refused, mut done) = (0, 0);
    for blocks in [0, 1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 2048] {
        let case = project();
        let said = limited(&case, blocks, "run --project p --month 2018-06");
        let reports = case.sh("ls p/reports/2018-06 2>/dev/null | wc -l").stdout.trim().parse::<usize>().unwrap();
        match said.exit {
            Some(74) => {
                refused += 1;
                assert!(said.stderr.contains("nothing was published; the last good month stays"), "{blocks}: {said:?}");
                assert_eq!((months(&case), reports), (0, 0), "{blocks}: {said:?}");
            }
            Some(0) => {
                done += 1;
                assert_eq!(months(&case), 1, "{blocks}");
                assert!(reports > 4, "{blocks}");
            }
            other => panic!("{blocks}: {other:?} {said:?}"),
        }
        let left = case.sh("find p -name '*.part'");
        assert_eq!(left.stdout, "", "{blocks}: what was given up takes no space");
        // With space again, the same command does it.
        case.beddays("run --project p --month 2018-06").exits(0);
    }
    assert!(refused > 2 && done > 0, "{refused} {done}");
}

#[test]
fn a_month_that_is_there_keeps_its_reports_when_the_next_run_finds_no_space() {
    let case = project();
    case.beddays("run --project p --month 2018-06").exits(0);
    let before = case.sh("cd p && find reports store -type f ! -name lock -exec sha256sum {} + | sort").stdout;
    case.put("p/inbox/stays_b.csv", STAYS.replace("A1", "B1"));
    for blocks in [1, 8, 32, 64] {
        let said = limited(&case, blocks, "run --project p --month 2018-06").exits(74);
        assert!(said.stderr.contains("the last good month stays"), "{said:?}");
        let reports = "cd p && find reports -type f -exec sha256sum {} + | sort";
        let now = case.sh(reports).stdout;
        assert!(
            before.contains(now.trim()) || now.lines().all(|line| before.contains(line)),
            "{blocks}: old and new mixed"
        );
    }
    case.beddays("run --project p --month 2018-06").exits(0);
}

#[test]
fn what_could_not_be_printed_is_stored_all_the_same_and_said_so() {
    let case = project();
    let said = case.sh("beddays run --project p --month 2018-06 > /dev/full").exits(74);
    said.says("2018-06 is in the store and its reports in p/reports/2018-06");
    assert_eq!(months(&case), 1);
}

#[test]
fn what_is_in_the_way_of_reports_is_said_before_the_commit_and_what_is_the_users_is_kept() {
    let case = project();
    case.put("p/reports/2018-06", "no folder");
    case.sh("chmod 700 p/reports").exits(0);
    case.beddays("run --project p --month 2018-06").exits(73).says("nothing was published");
    assert_eq!(months(&case), 0);
    // A folder bears the name of a report.
    case.sh("rm p/reports/2018-06 && mkdir -m 700 -p p/reports/2018-06/run.json/x && chmod 700 p/reports/2018-06")
        .exits(0);
    case.beddays("run --project p --month 2018-06").exits(0);
    assert_eq!(months(&case), 1);
    assert!(
        case.path("p/reports/2018-06/run.json").is_file() && case.path("p/reports/2018-06/run.changed.json/x").is_dir()
    );
}

#[test]
fn other_commands_say_of_a_full_disk_what_they_left() {
    let case = project();
    limited(&case, 0, "ingest --project p stays.csv").exits(74).says("nothing was published");
    case.beddays("verify --project p").exits(0).says("0 deliveries");
    limited(&case, 0, "init fresh --authority Norfolk").exits(74).says("the project is not finished");
    case.put("england.csv", include_str!("../../../../data-samples/published/england_monthly_2010-08_2020-02.csv"));
    limited(&case, 8, "report trend --from england.csv --out t").exits(74).says("no report was written");
    assert_eq!(case.sh("ls t | wc -l").stdout.trim(), "0");
    case.beddays("run --project p --month 2018-06").exits(0);
    case.sh("rm p/reports/2018-06/internal-statement.xlsx").exits(0);
    limited(&case, 2, "report statement --project p").exits(74).says("the store is as it was");
    limited(&case, 8, "publish --project p").exits(74).says("nothing was published");
    assert_eq!(case.sh("ls p/public p/disclosure 2>/dev/null | grep -c pack").stdout.trim(), "0");
    case.beddays("publish --project p").exits(0);
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_that_verify_complains_of() {
    let case = project();
    case.beddays("run --project p --month 2018-06").exits(0);
    for hundredths in [1, 3, 5, 8, 12, 16, 20, 25, 30, 40, 50] {
        case.put("p/inbox/stays_b.csv", STAYS.replace("A1", &format!("B{hundredths}")));
        case.sh(&format!(
            "beddays run --project p --month 2018-06 >/dev/null 2>&1 & child=$!; sleep 0.{hundredths:02}; \
             kill -TERM $child 2>/dev/null; wait $child; true"
        ));
        let said = case.beddays("verify --project p").exits(0);
        assert!(!said.stdout.contains("damaged") && said.stdout.contains("the store is whole"), "{said:?}");
        assert_eq!(months(&case), 1);
    }
    case.beddays("run --project p --month 2018-06").exits(0);
    assert_eq!(case.sh("find p -name '*.part'").stdout, "", "the next run removes what was left");
}

#[test]
fn an_unfinished_file_is_of_no_harm_and_the_next_run_removes_it() {
    let case = project();
    case.beddays("run --project p --month 2018-06").exits(0);
    case.put("p/store/tables/stay.part", "half");
    case.put("p/store/ledger/2018-06.part", "half");
    case.put("p/reports/2018-06/run.json.part", "half");
    let said = case.beddays("verify --project p").exits(0).says("of no harm, and the next run removes it");
    assert!(said.stdout.contains("the store is whole"), "{said:?}");
    case.beddays("run --project p --month 2018-06").exits(0);
    assert_eq!(case.sh("find p -name '*.part'").stdout, "");
}
