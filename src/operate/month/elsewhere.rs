//! Rejected records that mark no stay of the bill, because the stay that they name was not taken or they name none.

use std::collections::{BTreeMap, HashSet};

use crate::domain::Finding;
use crate::liability::Doubt;
use crate::operate::deliveries::absent_stays::{FirstRejected, RejectedKind};
use crate::operate::deliveries::first_of::FirstOf;
use crate::operate::deliveries::listed_findings::ListedFindings;
use crate::report::statement::Elsewhere;
use crate::settle::Intake;

/// Such records: of each stay, file, code and column the first, and how many there are. Of stays on which nothing in doubt
/// depends so many are listed, and the others counted.
pub(crate) fn elsewhere(taken: &Intake, findings: &ListedFindings, doubts: &[Doubt]) -> Vec<Elsewhere> {
    let stays: HashSet<&str> = taken.stays.iter().map(|stay| &*stay.stay_id).collect();
    let doubtful: HashSet<&str> = doubts.iter().map(|doubt| &*doubt.stay_id).collect();
    let mut found: Vec<Elsewhere> = findings.nameless().map(|(first, records)| nameless(first, records)).collect();
    let (mut in_doubt, mut others) = (BTreeMap::<[&str; 4], Elsewhere>::new(), findings.absent.clone());
    for question in taken.questions.iter().filter(|question| !stays.contains(&*question.stay_id)) {
        if !doubtful.contains(&*question.stay_id) {
            others.add(question, true);
            continue;
        }
        let key = [&*question.stay_id, &*question.file, &*question.code, &*question.column];
        let first = || {
            let [stay_id, file, code, column] = key.map(str::to_owned);
            let (line, value) = (question.line, question.value.to_string());
            let (records, may_be_judged, are_further) = (0, true, false);
            Elsewhere { stay_id, file, line, code, column, value, records, may_be_judged, are_further }
        };
        in_doubt.entry(key).or_insert_with(first).records += 1;
    }
    found.extend(in_doubt.into_values());
    found.extend(others.0.iter().flat_map(|(kind, stays)| rows(kind, stays)));
    let place = |row: &Elsewhere| (row.file.clone(), row.code.clone(), row.column.clone());
    found.sort_by_cached_key(|row| (row.are_further, row.stay_id.clone(), place(row), row.may_be_judged));
    found
}

fn nameless(first: &Finding, records: u32) -> Elsewhere {
    Elsewhere {
        stay_id: String::new(),
        file: first.file.clone(),
        line: first.line,
        code: first.code.to_owned(),
        column: first.column.clone(),
        value: first.value.clone(),
        records: records.into(),
        may_be_judged: false,
        are_further: false,
    }
}

/// A row for each stay that is listed, and one for the others.
fn rows(kind: &RejectedKind, FirstOf { first, others }: &FirstOf<Box<str>, FirstRejected>) -> Vec<Elsewhere> {
    let RejectedKind { file, code, column, may_be_judged } = kind;
    let row = |stay_id: Option<&str>, line, value: &str, records: u64| Elsewhere {
        stay_id: stay_id.unwrap_or_default().to_owned(),
        file: file.to_string(),
        line,
        code: code.to_string(),
        column: column.to_string(),
        value: value.to_owned(),
        records: i64::try_from(records).unwrap_or(i64::MAX),
        may_be_judged: *may_be_judged,
        are_further: stay_id.is_none(),
    };
    let listed = first.iter().map(|(id, (first, records))| row(Some(id), first.line, &first.value, *records));
    listed.chain((*others > 0).then(|| row(None, 0, "", *others))).collect()
}
