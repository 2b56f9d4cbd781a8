//! Every reader with every kind of rejected fact that it can carry: the stay is marked in `run.json`, in the statement and in
//! `explain`. One table: reader by kind, each cell a case or the reason why there is none.

use std::collections::BTreeMap;

use beddays::domain::EventKind;

use super::made::{self, Made, at_stake, messages, not_marked, returns, rows};

/// `x`: a case; a letter: why there is none. A row for each kind of event, then for what other records tell.
const TABLE: &str = "
kind                        rows columns hl7 fhir notices care hes sus scotland claim reason
admission                   x    x       x   x    n       n    s   s   p        c     c
expected_admission          x    x       n   n    n       n    s   s   p        c     c
assessment_notice           x    x       n   n    x       n    s   s   p        c     c
discharge_notice            x    x       n   n    x       n    s   s   p        c     c
assessment_notice_withdrawn x    x       n   n    x       n    s   s   p        c     c
discharge_notice_withdrawn  x    x       n   n    x       n    s   s   p        c     c
assessed                    x    x       n   n    n       x    s   s   p        c     c
services_ready              x    x       n   n    n       x    s   s   p        c     c
partial_services_ready      x    x       n   n    n       w    s   s   p        c     c
authority_ready_notice      x    x       n   n    n       n    s   s   p        c     c
discharged                  x    x       x   x    n       n    s   s   p        c     c
self_discharged             x    x       n   n    n       n    s   s   p        c     c
died                        x    x       x   x    n       x    s   s   p        c     c
further_treatment           x    x       n   n    n       n    s   s   p        c     c
own_care                    x    x       n   n    n       n    s   s   p        c     c
deterioration               x    x       n   n    n       n    s   s   p        c     c
nhs_cause                   x    x       n   n    n       n    s   s   p        c     c
authority_redirect          x    x       n   n    n       n    s   s   p        c     c
admission_notice            x    x       n   n    x       n    s   s   p        c     c
need_identified             x    x       n   n    n       n    s   s   p        c     c
ready                       x    x       n   n    n       n    s   s   p        c     c
readiness_notice            x    x       n   n    n       n    s   s   p        c     c
coordination_meeting        x    x       n   n    n       n    s   s   p        c     c
municipality_reply          x    x       n   n    n       n    s   s   p        c     c
place_ready                 x    x       n   n    n       n    s   s   p        c     c
relapse                     x    x       n   n    n       n    s   s   p        c     c
joint_plan_required         x    x       n   n    n       n    s   s   p        c     c
joint_plan_called           x    x       n   n    n       n    s   s   p        c     c
planning_call               x    x       n   n    n       n    s   s   p        c     c
regional_care_unavailable   x    x       n   n    n       n    s   s   p        c     c
regional_care_available     x    x       n   n    n       n    s   s   p        c     c
residence_moved             x    x       n   n    n       n    s   s   p        c     c
unreadable_kind             x    h       x   n    x       x    s   s   p        c     c
stay_row                    x    o       n   n    n       n    x   x   p        c     c
update                      n    n       x   n    n       n    s   s   p        c     c
transfer                    n    n       x   n    n       n    s   s   p        c     c
merge                       n    n       x   n    n       n    s   s   p        c     c
cancel_admission            n    n       x   t    n       n    s   s   p        c     c
cancel_discharge            n    n       x   n    n       n    s   s   p        c     c
leave                       n    n       x   x    n       n    s   s   p        c     c
return                      n    n       x   n    n       n    s   s   p        c     c
cancel_transfer             n    n       x   n    n       n    s   s   p        c     c
pending_discharge           n    n       x   n    n       n    s   s   p        c     c
cancel_pending_discharge    n    n       x   n    n       n    s   s   p        c     c
person_update               n    n       x   n    n       n    s   s   p        c     c
cancel_leave                n    n       x   n    n       n    s   s   p        c     c
cancel_return               n    n       x   n    n       n    s   s   p        c     c
status                      n    n       n   x    n       n    s   s   p        c     c
content                     n    n       n   x    n       n    s   s   p        c     c
all_notices_withdrawn       n    n       n   n    x       n    s   s   p        c     c
reply                       n    n       n   n    a       n    s   s   p        c     c
request                     n    n       n   n    n       q    s   s   p        c     c
review                      n    n       n   n    n       q    s   s   p        c     c
";

const REASONS: [(&str, &str); 10] = [
    ("n", "the format has no such record"),
    ("s", "episodes tell of the stay alone: whatever cell cannot be read refuses the row of the stay"),
    ("p", "Scotland's return, by CHI number or not: no law that is judged here makes a bill of its stays"),
    ("c", "what others ask for or say of the days: no bill is made of it"),
    ("w", "whether a service is a part is worked out from all services, not told"),
    ("h", "the kind stands in the profile and not in the file"),
    ("o", "the row of the stay is what every cell of this reader refuses"),
    ("t", "a newer version that takes the encounter back is obeyed: no stay is left in the bill"),
    ("a", "a reply changes nothing in law"),
    ("q", "a request or a review makes no fact of a stay; with a day of death it is the row `died`"),
];

/// What takes money from a bill that runs all month.
const LOWERS: [&str; 13] = [
    "assessment_notice_withdrawn",
    "discharge_notice_withdrawn",
    "all_notices_withdrawn",
    "services_ready",
    "discharged",
    "self_discharged",
    "died",
    "own_care",
    "deterioration",
    "authority_redirect",
    "cancel_admission",
    "leave",
    "merge",
];

/// The cells of one reader, by kind.
fn cells(reader: &str) -> BTreeMap<&'static str, &'static str> {
    let mut lines = TABLE.trim().lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let column = head.iter().position(|name| *name == reader).unwrap_or_else(|| panic!("{reader} is not in the table"));
    lines.map(|cells| (cells[0], cells[column])).collect()
}

/// Whether every cell of a reader with a case is marked, and no other has one.
fn holds(column: &str, reader: &str, made: &Made) {
    let mut missed = Vec::new();
    for (kind, cell) in cells(column) {
        let found = made.stays.iter().find(|(made, _)| made == kind);
        match (cell, found) {
            ("x", Some((_, stay))) => {
                missed.extend(not_marked(&made.case, stay));
                if LOWERS.contains(&kind) && at_stake(&made.case, stay) <= 0 {
                    missed.push(format!("nothing at stake for {kind}"));
                }
            }
            ("x", None) => missed.push(format!("no case of {kind}")),
            (_, Some(_)) => missed.push(format!("a case of {kind}, and the table says that there is none")),
            (_, None) => {}
        }
    }
    let in_table = cells(column);
    missed.extend(made.stays.iter().filter(|(kind, _)| !in_table.contains_key(&**kind)).map(|(kind, _)| kind.clone()));
    assert!(missed.is_empty(), "{reader}:\n{}", missed.join("\n"));
}

#[test]
fn the_table_has_a_cell_for_every_reader_and_every_kind() {
    let rows: Vec<Vec<&str>> = TABLE.trim().lines().map(|line| line.split_whitespace().collect()).collect();
    let known = |cell: &str| cell == "x" || REASONS.iter().any(|(letter, why)| *letter == cell && !why.is_empty());
    for row in &rows[1..] {
        assert_eq!(row.len(), rows[0].len(), "{row:?}");
        assert!(row[1..].iter().all(|cell| known(cell)), "{row:?}");
    }
    let kinds: Vec<&str> = rows[1..].iter().map(|row| row[0]).collect();
    for kind in EventKind::ALL {
        assert!(kinds.contains(&kind.name()), "{kind} has no row");
    }
    for (letter, why) in REASONS {
        assert!(rows[1..].iter().any(|row| row[1..].contains(&letter)), "{letter} ({why}) stands nowhere");
    }
}

#[test]
fn native_rows_mark_the_stay_in_every_format() {
    for (reader, ending, write) in made::READERS {
        let made = rows::native(ending, write);
        holds("rows", reader, &made);
    }
}

#[test]
fn events_in_columns_of_a_stay_mark_it() {
    holds("columns", "columns", &rows::columns());
}

#[test]
fn hl7_messages_mark_the_stay() {
    holds("hl7", "hl7", &messages::hl7());
}

#[test]
fn fhir_encounters_mark_the_stay() {
    holds("fhir", "fhir", &messages::fhir());
}

#[test]
fn notices_mark_the_stay_of_their_encounter_or_of_their_patient() {
    holds("notices", "notices", &messages::notices(true));
    holds("notices", "notices", &messages::notices(false));
}

#[test]
fn rows_of_social_care_mark_the_stays_of_their_person() {
    holds("care", "care", &returns::care());
}

#[test]
fn episodes_mark_the_stay_that_they_belong_to() {
    holds("hes", "hes", &returns::hes());
    holds("sus", "sus", &returns::sus());
}
