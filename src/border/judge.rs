//! The ledger of frames: whole ones at once, or batch by batch where they are larger than memory or come from many machines.

use std::num::NonZero;
use std::path::Path;

use arrow_array::RecordBatch;
use rayon::{ThreadPool, ThreadPoolBuilder};
use toml::Spanned;

use super::ledger_frames::{LedgerBasis, LedgerFrames};
use super::outgoing::WordForm;
use super::stay_input::{ReadStays, StayInput, framed_rows, nested_rows, pieces};
use super::{StayFrames, refused};
use crate::domain::day::FACT_DAYS;
use crate::domain::nhs_number::mask;
use crate::domain::{Day, near};
use crate::error::{Error, Exit, Result};
use crate::regime::{Law, named};

/// By what a ledger is made.
#[derive(Clone, Debug, Default)]
pub struct LedgerRequest {
    /// Regimes of one country: names of built-in ones, or paths of files that end in `.toml`.
    pub regimes: Vec<String>,
    /// Answers to the questions that a regime leaves open; its own default for the others.
    pub readings: Vec<(String, String)>,
    /// The first and last day of the rows; every day if nothing.
    pub span: Option<(Day, Day)>,
    /// The day to which a stay without an end is followed; the last of the span if nothing.
    pub followed_to: Option<Day>,
    /// The edition that the rows are marked with; 1 is the first of a month.
    pub edition: u32,
    /// How many threads judge, no more than there are processors; one for each if 0.
    pub threads: usize,
    /// How words that repeat are handed over.
    pub words: WordForm,
}

impl LedgerRequest {
    fn basis(&self) -> Result<LedgerBasis> {
        let Some(followed_to) = self.followed_to.or(self.span.map(|(_, last)| last)) else {
            return Err(Error::new("X_FOLLOWED_TO", Exit::Usage, "no day is given to which open stays are followed")
                .effect("nothing was computed")
                .hint("give `followed_to`, or a `span`, whose last day it then is"));
        };
        let span = self.span.unwrap_or(FACT_DAYS);
        let days = [span.0, span.1, followed_to];
        if let Some(day) = days.iter().find(|day| !(FACT_DAYS.0..=FACT_DAYS.1).contains(*day)) {
            let what = format!("{day} lies outside {} to {}", FACT_DAYS.0, FACT_DAYS.1);
            return Err(refused("X_FRAME_SPAN", what, "look at `span` and `followed_to`"));
        }
        if span.0 > span.1 {
            let what = format!("the span ends on {}, before it begins on {}", span.1, span.0);
            return Err(refused("X_FRAME_SPAN", what, "give the first day before the last"));
        }
        let edition = i32::try_from(self.edition).map_err(|_| Error::bug("an edition beyond two billion"))?;
        let threads = pool(self.threads)?;
        Ok(LedgerBasis { laws: self.laws()?, span, followed_to, edition, words: self.words, threads })
    }

    fn laws(&self) -> Result<Vec<Law>> {
        let refused = |_, what: String, hint: String| {
            Error::new("X_REGIME", Exit::Usage, what).effect("nothing was computed").hint(hint)
        };
        if self.regimes.is_empty() {
            return Err(refused(
                0,
                "no regime is named".to_owned(),
                "`regimes()` lists those that there are".to_owned(),
            ));
        }
        let names: Vec<Spanned<String>> =
            self.regimes.iter().enumerate().map(|(at, name)| Spanned::new(at..at, name.clone())).collect();
        let laws = named::under(named::named(Path::new(""), &names, &refused)?, &self.readings, &refused)?;
        let known = Law::known_answers(&laws);
        for (name, _) in &self.readings {
            if !known.iter().any(|(known, _)| known == name) {
                let names = known.iter().map(|(name, _)| *name);
                let hint = near::hint(name, names, "`beddays regimes show` lists the questions of a regime");
                return Err(refused(0, format!("no regime that is named asks `{name}`"), hint));
            }
        }
        Ok(laws)
    }
}

/// Threads of a call: as many as are asked for, and no more than there are processors; these if 0 is asked for.
///
/// # Errors
/// 74: the system starts none.
pub(super) fn pool(asked: usize) -> Result<ThreadPool> {
    let most = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if asked == 0 { most } else { asked.min(most) };
    ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        Error::new("X_THREADS", Exit::Io, format!("threads cannot be started: {error}"))
            .effect("nothing was computed")
            .hint("ask for fewer `threads`")
    })
}

/// The ledger of whole frames. Its rows are in the order in which the program stores them: by delay, day and regime.
///
/// # Errors
/// 2: no such regime or reading. 65: a frame is no such table.
pub fn ledger(frames: StayFrames<'_>, request: &LedgerRequest) -> Result<LedgerFrames> {
    let basis = request.basis()?;
    let (inputs, astray) = framed_rows(frames)?;
    basis.judge(ReadStays::of(inputs, basis.goes_on()), astray)
}

/// Judges batches of stays as they come, each row with its events and reasons in it, sorted by person (the stay where no person
/// is named), admission and stay. The last person is kept back until the next one comes, because transfers join stays.
pub struct Judge {
    basis: LedgerBasis,
    /// The stays of the last person.
    waiting: Vec<StayInput>,
    /// Whether it has ended, or refused a batch.
    is_over: bool,
}

impl Judge {
    /// A judge that has seen nothing yet.
    ///
    /// # Errors
    /// 2: no such regime or reading.
    pub fn new(request: &LedgerRequest) -> Result<Self> {
        Ok(Self { basis: request.basis()?, waiting: Vec::new(), is_over: false })
    }

    /// Takes a batch. Gives the ledger of the persons that are complete.
    ///
    /// # Errors
    /// 65: the batch is no such table, or not in order; nothing more can be pushed then.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<LedgerFrames> {
        if std::mem::replace(&mut self.is_over, true) {
            return Err(refused("X_FRAME_OVER", "this judge has ended".to_owned(), "make a new one for other batches"));
        }
        let mut inputs = std::mem::take(&mut self.waiting);
        for piece in pieces(batch) {
            inputs.extend(nested_rows(&piece)?);
        }
        if let Some(pair) = inputs.windows(2).find(|pair| order(&pair[0]) > order(&pair[1])) {
            let what = format!("the rows are not sorted: stay {} comes too late", mask(&pair[1].stay_id));
            let hint = "sort by coalesce(person_key, stay_id), admitted_at, stay_id, as bytes, and keep each person in one partition";
            return Err(refused("X_FRAME_ORDER", what, hint));
        }
        let last = inputs.last().map(|input| input.person.clone());
        let complete = inputs.iter().position(|input| Some(&input.person) == last.as_ref()).unwrap_or(0);
        self.waiting = inputs.split_off(complete);
        self.is_over = false;
        self.judged(inputs)
    }

    /// Ends it. Gives the ledger of the last person.
    ///
    /// # Errors
    /// 65: it has ended already.
    pub fn finish(&mut self) -> Result<LedgerFrames> {
        if std::mem::replace(&mut self.is_over, true) {
            return Err(refused("X_FRAME_OVER", "this judge has ended".to_owned(), "make a new one for other batches"));
        }
        let inputs = std::mem::take(&mut self.waiting);
        self.judged(inputs)
    }

    fn judged(&self, inputs: Vec<StayInput>) -> Result<LedgerFrames> {
        self.basis.judge(ReadStays::of(inputs, self.basis.goes_on()), Vec::new())
    }
}

fn order(input: &StayInput) -> (&str, i64, &str) {
    (&input.person, input.admitted, &input.stay_id)
}
