//! The command line exactly as typed.

mod closing;
mod counting;
mod explain;
mod export;
mod rebuild;
mod reconcile;
mod remove;
mod report;
mod run;
mod schedule;
mod spc;
mod template;
mod wait;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::domain::{Day, Month};
use crate::published::Format as Publication;

pub use closing::{CloseArguments, PositionArguments, SignOffArguments};
pub use counting::{BridgeArguments, CountArguments};
pub use explain::ExplainArguments;
pub use export::ExportArguments;
pub use rebuild::RebuildArguments;
pub use reconcile::ReconcileArguments;
pub use remove::RemoveArguments;
pub use report::{ReportArguments, ReportName};
pub use run::RunArguments;
pub use schedule::ScheduleArguments;
pub use spc::SpcArguments;
pub use template::TemplateArguments;
pub use wait::WaitArguments;

/// What each exit code means, as `--help` shows it.
const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    done, and something needs attention: rejected records, a stay that no law could price, a day whose price is not
       known, a delivery of odd volume or a restated month that is not acknowledged, data of the month missing, a file
       not read, a claim that does not agree, a worked case that fails
  2    wrong arguments
  65   input refused (also a delivery of which too little can be read), a total that does not reconcile, or damaged
       stored data: nothing was published
  66   a declared input is missing, or data of the month did not come and the project refuses that
  70   a bug of beddays
  73   an output cannot be created
  74   disk or I/O error
  75   another run holds the lock, or the clock went back
  77   a folder or key is open to others
  78   project or regime file wrong, a month that no law at hand covers, or one to be closed whose prices are not known
  130  stopped by Ctrl-C (143: by kill); what was not committed is not there

Environment:
  BEDDAYS_PROJECT  the project folder where --project names none; without both it is this folder, or the next one above it
                   that holds a beddays.toml
  BEDDAYS_TODAY    a day, as in 2018-04-05: it stands in place of the clock where month = \"previous\" means a month
  NO_COLOR         not empty: no colours, unless --color always";

/// Turns hospital stays and social-care records into defensible delayed-discharge bills.
///
/// Data goes to stdout, everything else to stderr.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// The project folder (default: `BEDDAYS_PROJECT`, else this folder or one above it).
    #[arg(long, global = true, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// Print results and errors as JSON, for programs.
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing but errors and the data that was asked for: the exit code and `run.json` have what needs attention.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say too what is read, from where, and how long each stage takes.
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// Whether the words error and warning are coloured: auto (on a terminal), always or never.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto, hide_possible_values = true)]
    pub color: ColorChoice,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Whose law a new project is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProjectCountry {
    /// England.
    Gb,
    /// Norway.
    No,
    /// Sweden.
    Se,
    /// Denmark.
    Dk,
}

/// When words are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that has colours, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build a made-up sample project and run its month.
    Demo {
        /// Where to put the project.
        #[arg(default_value = "beddays-demo", value_name = "DIR")]
        folder: PathBuf,
        /// Whose law it is under.
        #[arg(long, value_enum, default_value_t = ProjectCountry::Gb)]
        country: ProjectCountry,
    },
    /// Make a project folder: beddays.toml, inbox/, a key and an empty store.
    Init {
        /// The folder; it is made if it does not exist.
        #[arg(default_value = ".", value_name = "DIR")]
        folder: PathBuf,
        /// Whose project it is, as reports name them; else the authority by its name in the list.
        #[arg(long)]
        name: Option<String>,
        /// The authority, by code or name; elsewhere than in England it has to be named.
        #[arg(long, default_value = "E10000020")]
        authority: String,
        /// Whose law it is under; elsewhere than in England, `--authority` is the code of a municipality.
        #[arg(long, value_enum, default_value_t = ProjectCountry::Gb)]
        country: ProjectCountry,
    },
    /// Run a month: intake, link, judge, count, report, commit.
    Run(RunArguments),
    /// Note that a published month would be different by now and stays as it is, or that a delivery of odd size is right; runs
    /// do not ring for it any more.
    Acknowledge(AcknowledgeArguments),
    /// Take a step of the sign-off of a statement: prepared, checked, approved; each by somebody, the author takes no other.
    SignOff(SignOffArguments),
    /// Close a published month: it stays as it is, and what changes of it later is corrected in the first open month.
    Close(CloseArguments),
    /// Say of stays of a published month what is accepted, contested or settled; or show how the month stands. No ledger and no
    /// statement changes.
    Position(PositionArguments),
    /// Remove a person, or stays beyond a limit, from every file of the project; what was published stays in sums.
    Remove(RemoveArguments),
    /// Validate files only: what would be taken, what not and why.
    Check(CheckArguments),
    /// Take files into the store without running a month: the next run reads none of them again.
    Ingest(IngestArguments),
    /// One stay, day by day, with the law; or a figure of a statement down to its records.
    Explain(ExplainArguments),
    /// Hold a claim of the other side against the ledger of a month: one verdict a line, differences that add up to the gap.
    Reconcile(ReconcileArguments),
    /// From one figure of a published month to another, cause by cause; the causes sum exactly.
    Bridge(BridgeArguments),
    /// The law and the conventions of statistics at hand.
    #[command(subcommand)]
    Regimes(RegimesCommand),
    /// Days per month for the episodes in a file, by a named counting convention; only months with days are printed.
    Count(CountArguments),
    /// XmR limits, flags and icons for the series in a file.
    Spc(SpcArguments),
    /// Read official publications: figures, editions, and whether they keep to their own totals. Nothing is stored.
    Published(PublishedArguments),
    /// Ask the store: a table, a model of queries/, or SQL.
    Query(QueryArguments),
    /// Read one file in a process with limits: for the program itself.
    #[command(hide = true)]
    ReadContained(ReadContainedArguments),
    /// Write a report again from the store, or the trend report of official figures.
    Report(ReportArguments),
    /// Write the public pack of a month that was run: small numbers hidden, all else rounded, checked against every pack
    /// published before; refused if anything hidden could be worked out.
    Publish(PublishArguments),
    /// Print what starts the run of each month by itself: units for systemd, a line for cron, a task for Windows.
    Schedule(ScheduleArguments),
    /// Say what is wrong with a project, all at once, and what to do: modes, key, settings, store, inbox, months, clock, disk.
    /// Nothing is changed. Exit 0: nothing is wrong; 1: something needs attention; else the code of the gravest thing because
    /// of which commands end.
    Doctor,
    /// Make every table and every edition of every month once more from the deliveries as received, and compare. The store stays
    /// as it is; a file that is missing or damaged is put back. Exit 65 where anything comes out otherwise, or is lost.
    Rebuild(RebuildArguments),
    /// Check every file of the store, of reports, and of packs and their records, against its hash, and that no line of the
    /// audit log is missing or changed.
    Verify,
    /// Write the ledgers and figures of all published months as a star schema, for Excel, Power BI and databases.
    Export(ExportArguments),
    /// Write a file to fill for a kind of delivery or a profile: its columns with their meaning, what a cell may hold, and an
    /// example row.
    Template(TemplateArguments),
    /// Print the JSON Schema of a file that people write, or of the answers to --json; without a name, list them.
    Schema {
        /// Its name, as in project.
        name: Option<String>,
    },
    /// Print what a shell needs to complete commands and options.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page of the program, or write one of each command.
    Man {
        /// The folder for the pages; it is made if it does not exist.
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// What to publish.
#[derive(Debug, Args)]
pub struct PublishArguments {
    /// The month (default: the last one that was run).
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// The disclosure rule (default: that of beddays.toml, else hes-2018).
    #[arg(long, value_name = "NAME")]
    pub rule: Option<String>,
    /// Leave tables out of the pack.
    #[arg(long, value_enum, value_name = "TABLES")]
    pub without: Vec<PackTables>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}

/// Tables that a pack can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PackTables {
    /// The tables by reason.
    Reasons,
    /// The months before and the year so far.
    Months,
    /// The pairs of hospital and authority: each is shown by itself only.
    Pairs,
}

/// What was seen.
#[derive(Debug, Args)]
pub struct AcknowledgeArguments {
    /// The published month that would be different by now and stays as it is.
    #[arg(long, value_name = "YYYY-MM", required_unless_present = "delivery")]
    pub month: Option<Month>,
    /// The delivery of odd size that is right as it is: its file, as the statement names it, or its SHA-256 (16 characters or
    /// more).
    #[arg(long, value_name = "FILE-OR-HASH", conflicts_with = "month")]
    pub delivery: Option<String>,
    /// Why it stays, in your words; it stands in the statements.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}

/// What to validate.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The files, as if they were delivered one after the other. Give a stay file together with its event and reason
    /// files.
    #[arg(required_unless_present = "columns", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How to read them: a built-in profile, or a file of your own that ends in .toml (default: by the exact header).
    #[arg(long, value_name = "NAME-OR-FILE")]
    pub profile: Option<String>,
    /// Refuse facts after this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// How days are written: yyyy-mm-dd, dd/mm/yyyy, d/m/yyyy, dd.mm.yyyy, d.m.yyyy, dd-mm-yyyy, dd-mon-yyyy, dd mon yyyy,
    /// yyyy/mm/dd, yyyymmdd or spreadsheet-serial (default: as the profile says).
    #[arg(long, value_name = "FORM")]
    pub dates: Option<String>,
    /// List the profiles and their columns instead.
    #[arg(long)]
    pub columns: bool,
}

/// What to take into the store.
#[derive(Debug, Args)]
pub struct IngestArguments {
    /// The files, wherever they lie. Each is read as the source whose patterns would mean a file of its name.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The source of beddays.toml that sent all of them (default: by the name of each).
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Store nothing, only say what would be taken.
    #[arg(long)]
    pub dry_run: bool,
    /// Refuse facts after this day (default: `as_of` of beddays.toml).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
    /// Whether to wait for another run.
    #[command(flatten)]
    pub wait: WaitArguments,
}

/// What to do with the law.
#[derive(Debug, Subcommand)]
pub enum RegimesCommand {
    /// The regimes and conventions, one a line.
    List,
    /// A regime or convention in words, with citations and grades.
    Show {
        /// Its id, or a file; a convention also with readings, as in england-msitdt:day_boundary=first_day_counted.
        regime: String,
    },
    /// Check files of law or conventions: unknown keys, gaps, overlaps, missing citations, rules that no case can reach.
    Check {
        /// The files (default: those built in).
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Run a file of worked cases, print every mismatch; exit 1 on any.
    Test {
        /// The file.
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// Regime files of your own that the cases name.
        #[arg(long = "regime", value_name = "FILE")]
        regimes: Vec<PathBuf>,
    },
}

/// Which publications to read.
#[derive(Debug, Args)]
pub struct PublishedArguments {
    /// The files: CSV or, for delayed transfers of care, the publisher's workbooks.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What they are (default: by the exact header): dtoc-records, dtoc-councils, dtoc-england, drd-england,
    /// acute-sitrep-england, scotland-beddays or scotland-census.
    #[arg(long = "as", value_name = "NAME")]
    pub format: Option<Publication>,
    /// Their edition, where the files state none: best the day of publication.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub edition: Option<String>,
    /// Their month, for the few files that state none.
    #[arg(long, value_name = "YYYY-MM")]
    pub period: Option<Month>,
    /// Leave out the figures that do not hold, each named, instead of refusing their file; exit 1.
    #[arg(long)]
    pub allow_failed: bool,
    /// Print a summary of each file (the default).
    #[arg(long, conflicts_with = "csv")]
    pub table: bool,
    /// Print the figures as CSV, one a row, in the columns of the table `published`.
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

/// What to ask.
#[derive(Debug, Args)]
pub struct QueryArguments {
    /// A table, a model, or SQL; without it, the list of tables and models.
    pub question: Option<String>,
    /// The month (default: the last published one).
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<Month>,
    /// How to print the rows.
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
}

/// What a process that reads a file may use.
#[derive(Debug, Args)]
pub struct ReadContainedArguments {
    /// Bytes of address space.
    #[arg(long)]
    pub memory: u64,
    /// Seconds of processor time.
    #[arg(long)]
    pub seconds: u64,
}

/// How to print rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Aligned columns.
    Table,
    /// CSV.
    Csv,
    /// JSON, one object a row.
    Json,
}
