//! The rules that find a signal: shift, trend, two of three. Each sees the points of one segment only.
//!
//! A rule is complete at the point that makes it so; all points of the run are then part of it.

use super::settings::TwoOfThree;

/// Points in a row on one side of the centre, or rising, or falling, that make a signal.
pub const RUN: usize = 7;

/// Where a run of `length` points on one side is complete, and at each further point of it: the side, else 0.
///
/// A point on the centre (0) breaks a run.
pub fn shift_completes(sides: &[i8], length: usize) -> Vec<i8> {
    let mut run = 0;
    let completes = sides.iter().enumerate().map(|(at, side)| {
        run = if at > 0 && sides[at - 1] == *side { run + 1 } else { 1 };
        if run >= length { *side } else { 0 }
    });
    completes.collect()
}

/// Where `length` points that each rise (1) or each fall (-1) are complete, and at each further point; else 0.
///
/// Two equal values break a trend.
pub fn trend_completes(values: &[f64], length: usize) -> Vec<i8> {
    let (mut run, mut last) = (1, 0);
    let completes = values.iter().enumerate().map(|(at, value)| {
        let step = if at == 0 { 0 } else { i8::from(*value > values[at - 1]) - i8::from(*value < values[at - 1]) };
        run = match step {
            0 => 1,
            _ if step == last => run + 1,
            _ => 2,
        };
        last = step;
        if run >= length { step } else { 0 }
    });
    completes.collect()
}

/// Every point of each completed run. A point of two runs, where a rise turns into a fall, is part of the later.
pub fn part_of_run(completes: &[i8], length: usize) -> Vec<i8> {
    let mut part = vec![0; completes.len()];
    for (at, mark) in completes.iter().enumerate().filter(|(_, mark)| **mark != 0) {
        part[(at + 1).saturating_sub(length)..=at].fill(*mark);
    }
    part
}

/// The windows of three points that are a signal: the first point of each, and its side.
///
/// `near` is the side of each point that counts towards the two, else 0.
pub fn two_of_three_windows<'a>(
    near: &'a [i8],
    sides: &'a [i8],
    mode: TwoOfThree,
) -> impl Iterator<Item = (usize, i8)> + 'a {
    near.windows(3).zip(sides.windows(3)).enumerate().filter_map(move |(at, (near, sides))| {
        let signal = |side: i8| {
            let two = near.iter().filter(|mark| **mark == side).count() >= 2;
            two && (mode == TwoOfThree::EitherSide || sides.iter().all(|mark| *mark == side))
        };
        [1, -1].into_iter().find(|side| signal(*side)).map(|side| (at, side))
    })
}

/// The points that are flagged: those near a limit in a window that is a signal; the side, else 0.
pub fn two_of_three(near: &[i8], sides: &[i8], mode: TwoOfThree) -> Vec<i8> {
    let mut flagged = vec![0; near.len()];
    for (first, side) in two_of_three_windows(near, sides, mode) {
        for at in (first..first + 3).filter(|at| near[*at] == side) {
            flagged[at] = side;
        }
    }
    flagged
}
