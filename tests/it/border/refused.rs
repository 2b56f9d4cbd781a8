//! Frames that are refused, and rows that cannot be judged: a message that names the column, and never a zero.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use beddays::border::{Judge, LedgerRequest, StayFrames, ledger, model, models, regimes};
use beddays::domain::Moment;

use super::framed::{Frames, batch, day, request, rows, with};

fn words(cells: &[Option<&str>]) -> ArrayRef {
    Arc::new(cells.iter().copied().collect::<StringArray>())
}

fn moments(cells: &[Option<&str>]) -> ArrayRef {
    let micros = |text: &str| text.parse::<Moment>().unwrap().microseconds().unwrap();
    Arc::new(cells.iter().map(|cell| cell.map(micros)).collect::<TimestampMicrosecondArray>())
}

fn days(cells: &[Option<&str>]) -> ArrayRef {
    Arc::new(cells.iter().map(|cell| cell.map(|text| day(text).number())).collect::<Date32Array>())
}

/// Two stays: the first owes two days, the second was no delay.
fn frames() -> Frames {
    let stays = batch(vec![
        ("stay_id".to_owned(), words(&[Some("S1"), Some("S2")])),
        ("provider_code".to_owned(), words(&[Some("RZZ01"), Some("RZZ01")])),
        ("authority_code".to_owned(), words(&[Some("E10000020"), Some("E10000020")])),
        ("admitted_at".to_owned(), moments(&[Some("2018-03-01T09:00"), Some("2018-03-02T09:00")])),
        ("ready_on".to_owned(), days(&[Some("2018-03-07"), Some("2018-03-05")])),
        ("discharged_at".to_owned(), moments(&[Some("2018-03-09T16:00"), Some("2018-03-05T15:00")])),
    ]);
    let events = batch(vec![
        ("stay_id".to_owned(), words(&[Some("S1"); 4])),
        ("kind".to_owned(), words(&["assessment_notice", "discharge_notice", "assessed", "services_ready"].map(Some))),
        (
            "at".to_owned(),
            moments(&["2018-03-05T10:00", "2018-03-06T10:00", "2018-03-06T16:00", "2018-03-09T14:00"].map(Some)),
        ),
        ("value".to_owned(), words(&[None, Some("2018-03-07"), None, None])),
    ]);
    Frames { stays: vec![stays], events: vec![events], reasons: Vec::new() }
}

fn march() -> LedgerRequest {
    request("2018-03-01", "2018-03-31")
}

fn message(frames: &Frames) -> String {
    ledger(frames.borrowed(), &march()).unwrap_err().to_string()
}

/// What the frames come to: days charged, and the stays that are not judged.
fn judged(frames: &Frames) -> (usize, Vec<String>) {
    let found = ledger(frames.borrowed(), &march()).unwrap();
    let charged = rows(&found.rows).iter().filter(|row| row.contains("|chargeable|")).count();
    (charged, rows(std::slice::from_ref(&found.unjudged)))
}

#[test]
fn columns_that_a_table_needs_no_more_than_the_program_does_can_be_left_out() {
    assert_eq!(judged(&frames()), (2, Vec::new()));
}

#[test]
fn a_frame_without_a_column_with_another_type_or_a_zone_is_refused_by_name() {
    let refused = |table: &str, name: &str, cells: Option<ArrayRef>, wanted: &[&str]| {
        let mut frames = frames();
        let of = if table == "stay" { &mut frames.stays } else { &mut frames.events };
        of[0] = with(&of[0], name, cells);
        let message = message(&frames);
        assert!(wanted.iter().all(|words| message.contains(words)), "{message}");
    };
    refused(
        "stay",
        "admitted_at",
        None,
        &["X_FRAME_COLUMN", "`stay` has no column `admitted_at`", "nothing was computed"],
    );
    refused("event", "kind", None, &["X_FRAME_COLUMN", "`event` has no column `kind`"]);
    refused(
        "stay",
        "stay_id",
        Some(Arc::new(Int64Array::from(vec![1, 2]))),
        &["X_FRAME_TYPE", "`stay_id`", "Int64", "text"],
    );
    refused("stay", "admitted_at", Some(words(&[Some("2018-03-01"); 2])), &["X_FRAME_TYPE", "`admitted_at`", "zone"]);
    refused("stay", "ready_on", Some(words(&[None, None])), &["X_FRAME_TYPE", "`ready_on`", "date"]);
    let zoned = TimestampMicrosecondArray::from(vec![0, 0]).with_timezone("Europe/London");
    refused(
        "stay",
        "admitted_at",
        Some(Arc::new(zoned)),
        &["X_FRAME_ZONE", "`admitted_at`", "Europe/London", "drop the zone"],
    );
    let zoned = TimestampMicrosecondArray::from(vec![0; 4]).with_timezone("UTC");
    refused("event", "at", Some(Arc::new(zoned)), &["X_FRAME_ZONE", "`at`", "UTC"]);
    refused("stay", "stay_id", Some(words(&[Some("S1"), None])), &["X_FRAME_CELL", "row 1", "names no stay"]);
    let mut near = frames();
    let renamed = near.stays[0].columns().iter().cloned();
    let names = ["stay_id", "provider_code", "authority_code", "admited_at", "ready_on", "discharged_at"];
    near.stays = vec![batch(names.iter().map(|name| (*name).to_owned()).zip(renamed).collect())];
    assert!(message(&near).contains("did you mean `admited_at`?"), "{}", message(&near));
}

#[test]
fn a_row_that_cannot_be_read_is_unjudged_with_its_reason_and_stops_no_other() {
    let changed = |table: &str, name: &str, cells: ArrayRef| {
        let mut frames = frames();
        let of = if table == "stay" { &mut frames.stays } else { &mut frames.events };
        of[0] = with(&of[0], name, Some(cells));
        judged(&frames)
    };
    let says = |(charged, unjudged): (usize, Vec<String>), days: usize, wanted: &str| {
        assert_eq!(charged, days, "{unjudged:?}");
        assert!(unjudged.len() == 1 && unjudged[0].contains(wanted), "{unjudged:?}: {wanted}");
    };
    says(
        changed("stay", "authority_code", words(&[Some("E10000020"), Some("X1")])),
        2,
        "S2|unreadable|`X1` is no authority that this program knows",
    );
    says(changed("stay", "provider_code", words(&[None, Some("RZZ01")])), 0, "S1|unreadable|`provider_code` is empty");
    says(
        changed("stay", "admitted_at", moments(&[Some("2018-03-01T09:00"), None])),
        2,
        "S2|unreadable|`admitted_at` is empty",
    );
    says(
        changed("stay", "discharged_at", moments(&[Some("2018-03-09T16:00"), Some("2018-02-05T15:00")])),
        2,
        "S2|unreadable|`discharged_at` 2018-02-05T15:00 is before `admitted_at`",
    );
    let far: ArrayRef = Arc::new(Date32Array::from(vec![Some(day("2018-03-07").number()), Some(i32::MAX)]));
    says(changed("stay", "ready_on", far), 2, "S2|unreadable|`ready_on` lies outside 1990 to 2100");
    let far: ArrayRef = Arc::new(TimestampMicrosecondArray::from(vec![i64::MAX, 1_520_000_000_000_000]));
    says(changed("stay", "admitted_at", far), 0, "S1|unreadable|`admitted_at` lies outside 1990 to 2100");
    says(changed("stay", "authority_code", words(&[Some("E10000020"), None])), 2, "S2|no_authority|");
    says(changed("stay", "stay_id", words(&[Some("S1"), Some("S1")])).at_most_one(), 0, "S1|twice|there are two rows");
    let kinds = ["assessment_notice", "discharge_note", "assessed", "services_ready"].map(Some);
    says(
        changed("event", "kind", words(&kinds)),
        0,
        "S1|unreadable|a row of `event` about it: `discharge_note` is no kind",
    );
    says(
        changed("event", "stay_id", words(&[Some("S1"), Some("S1"), Some("S1"), Some("S9")])),
        2,
        "S9|no_stay|1 events",
    );
}

/// Of a stay that is there twice both rows are listed: one is enough here.
trait AtMostOne {
    fn at_most_one(self) -> Self;
}

impl AtMostOne for (usize, Vec<String>) {
    fn at_most_one(mut self) -> Self {
        assert_eq!(self.1.len(), 2, "both rows are listed");
        self.1.dedup();
        self
    }
}

#[test]
fn a_judge_refuses_rows_out_of_order_and_takes_nothing_more() {
    let nested = frames().nested();
    let backwards = RecordBatch::try_new(
        nested.schema(),
        nested
            .columns()
            .iter()
            .map(|column| arrow_select::take::take(column, &arrow_array::UInt32Array::from(vec![1, 0]), None).unwrap())
            .collect(),
    )
    .unwrap();
    let mut judge = Judge::new(&march()).unwrap();
    let message = judge.push(&backwards).unwrap_err().to_string();
    assert!(
        ["X_FRAME_ORDER", "not sorted", "coalesce(person_key, stay_id)"].iter().all(|words| message.contains(words))
    );
    assert!(judge.push(&nested).unwrap_err().to_string().contains("X_FRAME_OVER"));
    assert!(judge.finish().unwrap_err().to_string().contains("X_FRAME_OVER"));
    // Over two batches as well.
    let mut judge = Judge::new(&march()).unwrap();
    judge.push(&nested.slice(1, 1)).unwrap();
    assert!(judge.push(&nested.slice(0, 1)).unwrap_err().to_string().contains("X_FRAME_ORDER"));
    let mut judge = Judge::new(&march()).unwrap();
    assert_eq!(judge.push(&nested).unwrap().rows.iter().map(RecordBatch::num_rows).sum::<usize>(), 3);
    let wrong = with(&nested, "events", Some(words(&[None, None])));
    let message = Judge::new(&march()).unwrap().push(&wrong).unwrap_err().to_string();
    assert!(message.contains("X_FRAME_TYPE") && message.contains("kind, at, until, value"), "{message}");
}

#[test]
fn a_request_that_names_nothing_known_is_refused_with_what_may_be_meant() {
    let refused = |request: &LedgerRequest| ledger(frames().borrowed(), request).unwrap_err().to_string();
    let named = |name: &str| LedgerRequest { regimes: vec![name.to_owned()], ..march() };
    assert!(refused(&named("england-2041")).contains("england-2014"));
    assert!(refused(&LedgerRequest { regimes: Vec::new(), ..march() }).contains("no regime is named"));
    let reading =
        |name: &str, answer: &str| LedgerRequest { readings: vec![(name.to_owned(), answer.to_owned())], ..march() };
    assert!(refused(&reading("transfer_ends_cases", "false")).contains("transfer_ends_case"));
    assert!(refused(&reading("transfer_ends_case", "maybe")).contains("maybe"));
    assert!(refused(&LedgerRequest { span: None, ..march() }).contains("X_FOLLOWED_TO"));
    assert!(refused(&request("2018-03-31", "2018-03-01")).contains("before it begins"));
    assert!(refused(&LedgerRequest { followed_to: Some(day("9999-01-01")), ..march() }).contains("X_FRAME_SPAN"));
    assert!(model("liability_by_mont").unwrap_err().to_string().contains("did you mean"));
    assert!(models().all(|name| model(name).unwrap().contains("select")));
    let known = rows(&[regimes().unwrap()]);
    assert!(known.iter().any(|row| row.starts_with("liability|england-2014|")), "{known:?}");
    assert!(known.iter().any(|row| row.starts_with("counting|england-drd|")), "{known:?}");
}

/// Goal: where cases go on in another hospital, a stay that cannot be read leaves its person unjudged: a case would be cut
/// without a word.
#[test]
fn where_cases_go_on_a_stay_that_cannot_be_read_leaves_its_person_unjudged() {
    let mut frames = frames();
    let stays = with(&frames.stays[0], "authority_code", Some(words(&[Some("E10000020"), Some("X1")])));
    let mut columns: Vec<(String, ArrayRef)> =
        stays.schema().fields().iter().map(|field| field.name().clone()).zip(stays.columns().iter().cloned()).collect();
    columns.push(("person_key".to_owned(), words(&[Some("P"), Some("P")])));
    frames.stays = vec![batch(columns)];
    assert_eq!(judged(&frames).0, 2, "cases end with their stay");
    let request = LedgerRequest { readings: vec![("transfer_ends_case".to_owned(), "false".to_owned())], ..march() };
    let found = ledger(StayFrames { reasons: None, ..frames.borrowed() }, &request).unwrap();
    assert_eq!(rows(&found.rows).len(), 0);
    let unjudged = rows(&[found.unjudged]);
    assert!(unjudged.len() == 2 && unjudged[0].contains("another stay of the person"), "{unjudged:?}");
}
