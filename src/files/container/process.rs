//! The other side of the pipe: starts the process that reads a file, waits no longer than it may take, and believes
//! nothing that it cannot check.

use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::files::container::limits::{Limits, SMALLER, megabytes};
use crate::files::container::{OpenRequest, Opened, wire};
use crate::files::refusal::Refusal;
use crate::system::signal_of;

/// The hidden subcommand that reads a file.
pub const SUBCOMMAND: &str = "read-contained";

/// Starts processes that read files: this program once more, or another that a test names.
#[derive(Clone, Debug)]
pub struct ProcessReader {
    program: PathBuf,
    limits: Limits,
}

impl Default for ProcessReader {
    /// The running program itself, even where its file was replaced meanwhile.
    fn default() -> Self {
        let own = Path::new("/proc/self/exe");
        Self::with_program(if own.exists() { own.to_owned() } else { std::env::current_exe().unwrap_or_default() })
    }
}

/// An answer, or why there is none.
type ProcessAnswer = io::Result<Result<Opened<'static>, Refusal>>;

impl ProcessReader {
    /// A program to start instead of the running one: for tests, whose own program has no subcommand to read files.
    pub fn with_program(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), limits: Limits::default() }
    }

    /// With other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reads a file in a process of its own.
    ///
    /// # Errors
    /// The process refuses the file, or it died, took too long, or answered nonsense.
    pub fn read(&self, bytes: &[u8], wanted: &OpenRequest) -> Result<Opened<'static>, Refusal> {
        let mut child = self.start().map_err(|error| {
            let what = format!("the process that reads the file cannot be started: {error}");
            Refusal::new("F_READER", what, "run again; if it happens again, the machine lacks memory or processes")
        })?;
        let (answer, words, end) = self.talk(&mut child, bytes, wanted);
        match answer {
            Ok(answer) => answer,
            Err(error) => Err(self.refusal(&error, &words, end)),
        }
    }

    fn start(&self) -> io::Result<Child> {
        let Limits { memory, seconds } = self.limits;
        Command::new(&self.program)
            .arg(SUBCOMMAND)
            .args(["--memory", &memory.to_string(), "--seconds", &seconds.to_string()])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }

    /// Asks and listens, each in a thread, so that neither side can wait for the other for ever.
    fn talk(&self, child: &mut Child, bytes: &[u8], wanted: &OpenRequest) -> (ProcessAnswer, String, ProcessEnd) {
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let patience = Duration::from_secs(self.limits.seconds);
        let deadline = Instant::now() + patience;
        let most = self.limits.answer();
        let (done, waiting) = mpsc::channel();
        thread::scope(|scope| {
            // A process that answers before it has heard everything closes the pipe; its answer says why.
            scope.spawn(|| stdin.map(|mut stdin| wire::ask(wanted, bytes, &mut stdin)));
            let words = scope.spawn(|| stderr.map(first_words).unwrap_or_default());
            let answer = scope.spawn(move || {
                let answer = stdout.map_or_else(|| Err(ErrorKind::UnexpectedEof.into()), |stdout| listen(stdout, most));
                let _ = done.send(());
                answer
            });
            let late = waiting.recv_timeout(patience).is_err();
            let wait = if late { Duration::ZERO } else { deadline.saturating_duration_since(Instant::now()) };
            let end = match stop(child, wait.min(Duration::from_secs(1))) {
                _ if late => ProcessEnd::Late,
                status => ProcessEnd::Status(status),
            };
            let answer = answer.join().unwrap_or_else(|_| Err(ErrorKind::InvalidData.into()));
            (answer, words.join().unwrap_or_default(), end)
        })
    }

    /// Says why there is no answer.
    fn refusal(&self, error: &io::Error, words: &str, end: ProcessEnd) -> Refusal {
        const ABORT: i32 = 6;
        const KILL: i32 = 9;
        const PROCESSOR_TIME: i32 = 24;
        let again = "ask the sender to save the file again, or for CSV";
        let signal = match &end {
            ProcessEnd::Late => Some(PROCESSOR_TIME),
            ProcessEnd::Status(Ok(status)) => signal_of(*status),
            ProcessEnd::Status(Err(_)) => None,
        };
        if error.kind() == ErrorKind::FileTooLarge {
            let what = format!("more than {} came back from reading the file", megabytes(self.limits.answer()));
            return Refusal::new("F_TOO_BIG", what, SMALLER);
        }
        match signal {
            Some(PROCESSOR_TIME) => {
                let what = format!("reading the file took longer than {} seconds and was stopped", self.limits.seconds);
                Refusal::new("F_TOO_SLOW", what, SMALLER)
            }
            Some(ABORT) | None if words.contains("memory allocation of") => self.limits.exceeded(),
            Some(KILL) if error.kind() == ErrorKind::UnexpectedEof => {
                let what = "the process that read the file was killed from outside, as when memory is short";
                Refusal::new("F_READER", what, "run again; if it happens again, the machine lacks memory")
            }
            Some(signal) if error.kind() == ErrorKind::UnexpectedEof => {
                let what = format!("the process that read the file died of it (signal {signal})");
                Refusal::new("F_DAMAGED", what, again)
            }
            None if error.kind() == ErrorKind::UnexpectedEof => {
                Refusal::new("F_DAMAGED", "the process that read the file ended without an answer", again)
            }
            _ => Refusal::new("F_DAMAGED", "what came back from reading the file makes no sense", again),
        }
    }
}

/// How the process ended.
enum ProcessEnd {
    /// It was stopped because time was up.
    Late,
    /// By itself, or stopped after its answer.
    Status(io::Result<ExitStatus>),
}

/// Reads an answer of at most so many bytes.
fn listen(stdout: impl Read, most: u64) -> ProcessAnswer {
    let mut input = BufReader::with_capacity(1 << 16, stdout).take(most);
    let answer = wire::understand(&mut input);
    if answer.is_err() && input.limit() == 0 { Err(ErrorKind::FileTooLarge.into()) } else { answer }
}

/// The first words on stderr: whether memory was short, for nothing else is taken from them.
fn first_words(stderr: impl Read) -> String {
    const HEARD: u64 = 4096;
    let mut words = Vec::new();
    let _ = stderr.take(HEARD).read_to_end(&mut words);
    String::from_utf8_lossy(&words).into_owned()
}

/// Waits a little for the process to end by itself, then ends it.
fn stop(child: &mut Child, wait: Duration) -> io::Result<ExitStatus> {
    let until = Instant::now() + wait;
    while Instant::now() < until {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill()?;
    child.wait()
}
