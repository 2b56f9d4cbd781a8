//! Progress bars: on a terminal only, and only for what takes longer than a second.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::operate::progress::Progress;

/// A bar that appears after a second.
#[derive(Debug)]
pub(super) struct Bar(Mutex<State>);

#[derive(Debug)]
struct State {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
}

impl Bar {
    pub fn new() -> Self {
        Self(Mutex::new(State { bar: ProgressBar::hidden(), begun: Instant::now(), shown: false }))
    }
}

impl Progress for Bar {
    fn begin(&self, stage: &'static str, total: u64) {
        let Ok(mut state) = self.0.lock() else { return };
        state.bar.finish_and_clear();
        let style = ProgressStyle::with_template("{msg:>10} [{bar:40}] {percent:>3} %  {eta} left");
        state.bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = style {
            state.bar.set_style(style.progress_chars("=> "));
        }
        state.bar.set_message(stage);
        state.begun = Instant::now();
        state.shown = false;
    }

    fn done(&self, units: u64) {
        let Ok(mut state) = self.0.lock() else { return };
        state.bar.inc(units);
        if !state.shown && state.begun.elapsed() > Duration::from_secs(1) && std::io::stderr().is_terminal() {
            state.bar.set_draw_target(ProgressDrawTarget::stderr());
            state.shown = true;
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Ok(state) = self.0.lock() {
            state.bar.finish_and_clear();
        }
    }
}
