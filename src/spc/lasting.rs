//! A shift that has lasted: when to ask whether limits should be recalculated. The answer is never given here.
//!
//! D. J. Wheeler, "When do I recalculate my limits?" (Quality Digest, May 1996), asks four things: do the data show another
//! process, is the cause known, is the new process wanted, is it expected to last. The first can be computed. Twelve points are
//! the fewest from which Making Data Count takes limits.

use super::chart::ControlChart;

/// So many points on one side of the centre, up to the last one.
pub const LASTING: usize = 12;

/// A shift that goes on to the last point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastingShift {
    /// Where it begins, from 0.
    pub first: usize,
    /// How many points it has, ghost points not counted.
    pub points: usize,
    /// Which side of the centre: -1 below, 1 above.
    pub side: i8,
}

impl ControlChart {
    /// The shift of the last segment that has lasted for 12 points or more, up to its last one; nothing if there is none.
    pub fn lasting_shift(&self) -> Option<LastingShift> {
        let last = self.segments.len().checked_sub(1)?;
        let counted = self.points.iter().enumerate().rev().filter(|(_, point)| !point.is_ghost);
        let mut counted = counted.take_while(|(_, point)| point.segment == last).peekable();
        let side = counted.peek()?.1.side;
        let run: Vec<usize> = counted.take_while(|(_, point)| point.side == side).map(|(at, _)| at).collect();
        let first = *run.last().filter(|_| side != 0 && run.len() >= LASTING)?;
        Some(LastingShift { first, points: run.len(), side })
    }
}
