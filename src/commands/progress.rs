//! Progress: one line on a terminal, only for what takes longer than a second.

use std::io::{Write, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::Out;
use crate::operate::progress::Progress;

/// Characters of a full bar.
const WIDTH: u64 = 40;

/// How long a stage takes before its bar appears, and how long a bar stays as it is.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(100);

/// A bar that appears after a second.
#[derive(Debug)]
pub(super) struct Bar(Mutex<State>);

#[derive(Debug)]
struct State {
    stage: &'static str,
    total: u64,
    done: u64,
    begun: Instant,
    drawn: Option<Instant>,
    terminal: bool,
    is_verbose: bool,
}

impl Bar {
    pub fn new(out: &Out) -> Self {
        let (stage, begun, terminal, is_verbose) = ("", Instant::now(), out.shows_progress(), out.is_verbose());
        Self(Mutex::new(State { stage, total: 0, done: 0, begun, drawn: None, terminal, is_verbose }))
    }
}

impl State {
    /// Draws the bar over the one before it.
    fn draw(&mut self) {
        let _ = write!(stderr(), "\r{}\x1b[K", line(self.stage, self.done, self.total, self.begun.elapsed()));
        self.drawn = Some(Instant::now());
    }

    /// Leaves the line of the terminal as it was before, and says how long the stage took where that is asked for.
    fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
        if self.is_verbose && !self.stage.is_empty() {
            let _ = writeln!(stderr(), "{}: {:.1} s", self.stage, self.begun.elapsed().as_secs_f64());
        }
    }
}

/// The line: the stage, a bar, the share that is done, and the time left if it goes on at this speed.
fn line(stage: &str, done: u64, total: u64, elapsed: Duration) -> String {
    if total == 0 {
        return format!("{stage:>10} {done}");
    }
    let done = done.min(total);
    let full = (WIDTH * done / total) as usize;
    let bar = format!("{}{}", "=".repeat(full), if full < WIDTH as usize { ">" } else { "" });
    let left = elapsed.as_secs() * (total - done) / done.max(1);
    format!("{stage:>10} [{bar:<40}] {:>3} %  {}m {:02}s left", 100 * done / total, left / 60, left % 60)
}

impl Progress for Bar {
    fn begin(&self, stage: &'static str, total: u64) {
        let Ok(mut state) = self.0.lock() else { return };
        state.clear();
        (state.stage, state.total, state.done, state.begun) = (stage, total, 0, Instant::now());
    }

    fn done(&self, units: u64) {
        let Ok(mut state) = self.0.lock() else { return };
        state.done += units;
        if state.terminal && state.begun.elapsed() > PATIENCE && state.drawn.is_none_or(|last| last.elapsed() > STEP) {
            state.draw();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Ok(mut state) = self.0.lock() {
            state.clear();
        }
    }
}
