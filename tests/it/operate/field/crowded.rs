//! A delivery in which one stay has more records than any stay can have: refused with the first line, before it is settled.

use super::Case;
use super::deliveries::{STAYS, WHOLE, project};

#[test]
fn a_file_with_one_name_in_every_row_is_refused_and_the_last_good_month_stays() {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    let before = case.read("p/store/manifest.json");
    let row = "S,RZZ01,Norfolk,2018-02-01T09:00,2018-02-05,2018-02-09T16:00\n";
    case.put("p/inbox/stays-2018-02.csv", STAYS.to_owned() + &row.repeat(50_001));
    for command in ["run --project p --month 2018-02", "ingest --project p p/inbox/stays-2018-02.csv"] {
        let said = case.beddays(command).exits(65).says("error[F_ONE_STAY]").says("stays-2018-02.csv` line 2");
        said.says("50001 rows").says("at most 50000 rows");
    }
    case.beddays("check --project p p/inbox/stays-2018-02.csv").exits(65).says("F_ONE_STAY");
    // A row that is refused gives several records, and is one.
    case.put("p/inbox/stays-2018-02.csv", STAYS.to_owned() + &"x\n".repeat(50_001));
    let said = case.beddays("check --project p p/inbox/stays-2018-02.csv").exits(65).says("F_ONE_STAY");
    said.says("50001 rows");
    assert_eq!(before, case.read("p/store/manifest.json"));
}
