//! Which of several records of one thing holds: equal ones once, the later news of two, and none of two that contradict
//! each other.

use super::news::Rank;
use super::settle::{again, earlier};
use super::tally::{Candidate, Fate, Tally};
use crate::domain::Alternative;

/// Settles records of one thing, in any order. Of the one that holds nothing is said yet; the others are counted.
///
/// `name` is what findings may call it, `supposed` what its stay would look like by one of several that contradict each other.
pub fn pick<T>(
    mut group: Vec<Candidate<T>>,
    name: &str,
    same: impl Fn(&T, &T) -> bool,
    supposed: impl Fn(&T) -> Option<Alternative>,
    ranks: &[Rank<'_>],
    tally: &mut Tally,
) -> Option<Candidate<T>> {
    if group.len() == 1 {
        return group.pop();
    }
    group.sort_unstable_by(|a, b| earlier(ranks, a.place, b.place));
    let rank = |index: usize| &ranks[group[index].place.delivery];
    let newest = (1..group.len()).fold(0, |best, next| if rank(next).is_later_than(rank(best)) { next } else { best });
    let says_it = |index: usize| same(&group[index].row, &group[newest].row);
    let contradicted = (0..group.len()).find(|other| !says_it(*other) && !rank(newest).is_later_than(rank(*other)));
    if let Some(other) = contradicted {
        for (index, candidate) in group.iter().enumerate() {
            let against = group[if says_it(index) { other } else { newest }].place;
            let (record, file) = (against.record, tally.file(against.delivery));
            let message = format!("record {record} of `{file}` says otherwise about the same; neither was taken");
            let hint =
                "ask the sender which is right; a later delivery, or a date in the names of the files, settles it";
            let fate = Fate::new("R_CONFLICT", name, message, hint);
            let fate = supposed(&candidate.row).into_iter().fold(fate, Fate::supposing);
            tally.reject_all(candidate, &fate);
        }
        return None;
    }
    let first = (0..group.len()).find(|index| says_it(*index)).unwrap_or(newest);
    for (index, candidate) in group.iter().enumerate().filter(|(index, _)| *index != first) {
        let fate = if says_it(index) {
            again(name, group[first].place, tally)
        } else {
            let newer = group[newest].place;
            let message = format!("newer news is in record {} of `{}`", newer.record, tally.file(newer.delivery));
            let hint = "nothing to do; the older record stays in the delivery as it was received";
            Fate::new("D_SUPERSEDED", name, message, hint)
        };
        tally.duplicate_all(candidate, &fate);
    }
    Some(group.swap_remove(first))
}
