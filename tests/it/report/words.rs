//! The words of reports: days, shares and sections of law are written in full, and a stay names its file.

use crate::operate::field::Case;

/// The words of a page, without tags, styles and scripts.
fn words(page: &str) -> String {
    crate::report::markup::words(page.split_once("<script>").unwrap().0)
}

#[test]
fn the_demo_is_written_in_full() {
    let case = Case::empty();
    case.beddays("demo d").exits(0);
    let page = words(&case.read("d/reports/2018-03/internal-statement.html"));
    for wanted in ["news up to 31 March 2018", "44% of delayed days", "Care Act 2014, Schedule 3, paragraph 4(2)"] {
        assert!(page.contains(wanted), "{wanted}");
    }
    let shortened = |before: &str| {
        let found = page.match_indices(before).find(|(at, _)| {
            let after = page[at + before.len()..].chars().next();
            after.is_some_and(|letter| letter.is_ascii_digit())
        });
        found.map(|(at, _)| page[at..].chars().take(60).collect::<String>())
    };
    for short in ["para ", " reg ", " s.", " ss.", " art "] {
        assert_eq!(shortened(short), None, "{short}");
    }
    assert!(!page.contains(" % "), "a share is written without a blank");
    assert!(case.json("d/reports/2018-03/run.json")["month"].is_string());
}

#[test]
fn a_stay_explained_names_its_file_and_its_record() {
    let case = Case::new("06-rejected-departure");
    assert!(case.path("stays.csv").exists());
    case.put("run.sh", "beddays init p --authority Norfolk\ncp stays.csv events.csv p/inbox/\n");
    case.sh("sh run.sh").exits(0);
    case.sh("beddays run --project p --month 2018-06");
    let said = case.beddays("explain --project p FD-2").exits(0);
    let said = said.says("record 2 of inbox/stays.csv").says("Care Act 2014, Schedule 3, paragraph 4");
    assert!(!said.stdout.contains("delivery "), "{}", said.stdout);
}
