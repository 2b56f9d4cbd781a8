//! The process that reads a file: it takes everything from itself that reading does not need, then reads and answers.

use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::files::container::limits::Limits;
use crate::files::container::sandbox::{self, Missing};
use crate::files::container::{formats, wire};
use crate::files::refusal::Refusal;
use crate::system::limit_reader;

/// Reads a question, confines itself, and writes the answer.
///
/// # Errors
/// The question is not one, or the reader of the answer is gone.
pub fn serve(limits: Limits, input: &mut impl Read, output: impl Write) -> io::Result<()> {
    let confined = confine(limits);
    let question = match wire::question(input) {
        Err(error) if error.kind() == ErrorKind::OutOfMemory => Err(limits.exceeded()),
        question => Ok(question?),
    };
    let answer = match (&confined, &question) {
        (Ok(_), Ok((wanted, bytes))) => {
            catch_unwind(AssertUnwindSafe(|| formats::read(bytes, wanted))).unwrap_or_else(|_| Err(broke()))
        }
        (Ok(_), Err(refusal)) => Err(refusal.clone()),
        (Err(error), _) => Err(Refusal::new(
            "F_READER",
            format!("the process that reads the file cannot limit itself: {error}"),
            "the file is not opened without limits; run where processes may set their own limits",
        )),
    };
    wire::answer(&answer, confined.unwrap_or_default(), &mut BufWriter::with_capacity(1 << 16, output))
}

fn broke() -> Refusal {
    let hint = "ask the sender to save the file again, or for CSV; please report the file's kind to us, it is our bug";
    Refusal::new("F_DAMAGED", "the file broke an assumption of its reader", hint)
}

/// No more memory and time than given, no core file with patients in it, no file, no socket, no other process, no
/// orphan. Gives what of the sandbox the system lacks.
fn confine(limits: Limits) -> io::Result<Missing> {
    // Landlock takes the number of an open file for a moment, so it comes before the limit of their number.
    let landlock = !sandbox::refuse_files();
    limit_reader(limits.memory, limits.seconds)?;
    // Last: hereafter the calls above are refused too.
    Ok(Missing { seccomp: !sandbox::refuse_calls(), landlock })
}
