//! Totals that a sender declares beside a file (A12): rows, bytes, SHA-256 and sums of columns, each held to the file.

use beddays::store::sha256;

use crate::support::harness::{Folder, STAYS};

const ROWS: u64 = 3;
/// The ages of the three stays.
const AGES: i64 = 81 + 84 + 79;

/// The totals of the stays, each off by so much; of the hash one letter is another.
fn totals(rows: i64, bytes: i64, hash: i64, sum: i64) -> String {
    let mut sha256 = sha256(STAYS.as_bytes());
    let last = sha256.pop().unwrap().to_digit(16).unwrap();
    sha256.push(char::from_digit((i64::from(last) + hash).rem_euclid(16) as u32, 16).unwrap());
    format!(
        "rows = {}\nbytes = {}\nsha256 = \"{sha256}\"\nsums = {{ age_at_admission = {} }}\n",
        ROWS as i64 + rows,
        STAYS.len() as i64 + bytes,
        AGES + sum
    )
}

/// Goal: a file that is not the one that was sent is not taken. Method: each of the four totals one too low and one too high; the
/// store, the reports and the answer of `check` and `ingest` beside those of the right totals.
#[test]
fn a_total_that_is_wrong_by_one_refuses_the_file_and_nothing_is_published() {
    let folder = Folder::with_stays();
    folder.put("inbox/stays.csv.totals", totals(0, 0, 0, 0));
    folder.march().exits(0).says("published: yes");
    // The month before is there, so that there are reports that could change.
    let other = Folder::with_stays();
    let header = STAYS.lines().next().unwrap();
    other.put(
        "inbox/stays.csv",
        format!("{header}\nS4,9990000042,RZZ02,Norfolk,2018-01-20T09:00,2018-02-03,2018-02-20T15:00,90\n"),
    );
    other.run(&["run", "--month", "2018-02"]).exits(1);
    other.put("inbox/stays.csv", STAYS);
    let before = (other.files("store"), other.files("reports"));
    let off: [(&str, [i64; 4]); 8] = [
        ("the declared number of rows is 2, and the file has 3", [-1, 0, 0, 0]),
        ("the declared number of rows is 4, and the file has 3", [1, 0, 0, 0]),
        ("the declared number of bytes is", [0, -1, 0, 0]),
        ("the declared number of bytes is", [0, 1, 0, 0]),
        ("the declared SHA-256 is", [0, 0, -1, 0]),
        ("the declared SHA-256 is", [0, 0, 1, 0]),
        ("the declared sum of `age_at_admission` is 243, and the file has 244", [0, 0, 0, -1]),
        ("the declared sum of `age_at_admission` is 245, and the file has 244", [0, 0, 0, 1]),
    ];
    for (says, [rows, bytes, hash, sum]) in off {
        other.put("inbox/stays.csv.totals", totals(rows, bytes, hash, sum));
        for command in [
            &["run", "--month", "2018-03"][..],
            &["ingest", "inbox/stays.csv"],
            &["check", "inbox/stays.csv", "inbox/events.csv"],
        ] {
            let refused = other.run(command).exits(65).says("error[F_COUNT]").says(says).says("stays.csv.totals");
            assert!(refused.stderr.contains("hint: ask the sender for the whole file"), "{refused:?}");
        }
        assert!((other.files("store"), other.files("reports")) == before, "{says}: something changed");
    }
    other.put("inbox/stays.csv.totals", totals(0, 0, 0, 0));
    other.march().exits(1).says("published: yes");
    other.put("inbox/stays.csv.totals", totals(1, 0, 0, 0));
    // What was taken stays taken: the rows were counted when it came.
    other.march().exits(1).says("nothing changed");
}

#[test]
fn totals_that_cannot_be_understood_refuse_the_file_with_their_line() {
    let folder = Folder::with_stays();
    for (text, says) in [
        ("rows = 3\nrow = 3\n", "stays.csv.totals` line 2, column 1"),
        ("rows = three\n", "stays.csv.totals` line 1, column 8"),
        ("rows = -3\n", "stays.csv.totals` line 1, column 8"),
        ("sums = { age = 244 }\n", "has no such column"),
        ("sums = { provider_code = 244 }\n", "line 2 of `inbox/stays.csv` has no number in `provider_code`"),
        ("sums = { age_at_admission = \"many\" }\n", "the sum of `age_at_admission` is no number"),
    ] {
        folder.put("inbox/stays.csv.totals", text);
        let refused = folder.march().exits(65).says("error[F_DECLARED]");
        assert!(refused.stderr.contains(says), "{text}: {refused:?}");
    }
    folder.put("inbox/stays.csv.totals", b"\xFF\xFE");
    folder.march().exits(65).says("F_DECLARED").says("no text in UTF-8");
    // Nothing must be declared, and capital letters of a hash are the same.
    folder.put("inbox/stays.csv.totals", format!("sha256 = \"{}\"\n", sha256(STAYS.as_bytes()).to_uppercase()));
    folder.march().exits(0);
}

#[test]
fn a_file_of_totals_is_no_delivery_and_without_its_file_it_is_named() {
    let folder = Folder::with_stays();
    let toml = folder
        .read("beddays.toml")
        .replace("inbox/stays*.{csv,tsv,txt,xlsx,xlsm,xls,json,jsonl,ndjson,gz}", "inbox/stays*");
    folder.put("beddays.toml", toml);
    folder.put("inbox/stays.csv.totals", "rows = 3\n");
    let ran = folder.march().exits(0);
    assert!(!ran.stderr.contains("totals"), "{ran:?}");
    let alone = Folder::with_stays();
    alone.put("inbox/stays_april.csv.totals", "rows = 3\n");
    alone.march().exits(1).says("`inbox/stays_april.csv.totals` matches no source");
}

/// Sums are of decimals, and of the cells of a workbook, of JSON and of a claim too.
#[test]
fn sums_of_every_kind_of_table_are_exact() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    folder.put(
        "claim.csv",
        "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
         C1,S1,,,2018-03-08,2018-03-09,2,26000,GBP,RZZ01,Norfolk\nC2,S2,,,2018-03-09,2018-03-09,1,-13000,GBP,RZZ01,Norfolk\n",
    );
    folder.put("claim.csv.totals", "rows = 2\nsums = { amount_minor = 13000, days = 3 }\n");
    folder.run(&["reconcile", "claim.csv", "--month", "2018-03"]).exits(1);
    folder.put("claim.csv.totals", "rows = 2\nsums = { amount_minor = 13001 }\n");
    let refused = folder.run(&["reconcile", "claim.csv", "--month", "2018-03"]).exits(65);
    assert!(refused.stderr.contains("`amount_minor` is 13001, and the file has 13000"), "{refused:?}");

    let json = "[{\"stay_id\":\"S9\",\"provider_code\":\"RZZ01\",\"authority_code\":\"Norfolk\",\"admitted_at\":\"2018-03-01T09:00\",\
                \"age_at_admission\":0.1},{\"stay_id\":\"S8\",\"provider_code\":\"RZZ01\",\"authority_code\":\"Norfolk\",\
                \"admitted_at\":\"2018-03-01T09:00\",\"age_at_admission\":0.2}]";
    folder.put("stays.json", json);
    folder.put("stays.json.totals", "sums = { age_at_admission = 0.3 }\n");
    let said = folder.run(&["check", "stays.json"]);
    assert!(!said.stderr.contains("F_COUNT"), "0.1 and 0.2 are 0.3: {said:?}");
    folder.put("stays.json.totals", "sums = { age_at_admission = \"0.300001\" }\n");
    folder.run(&["check", "stays.json"]).exits(65).says("is 0.300001, and the file has 0.3");
}
