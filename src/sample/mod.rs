//! Made-up projects: a fictional council, three hospitals, three months, every difficulty of the law.

use crate::domain::Month;

/// A made-up project.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Files by path within the project folder.
    pub files: Vec<(String, String)>,
    /// The project file.
    pub project_file: String,
    /// The month to run.
    pub month: Month,
}

/// placeholder until merged
pub fn demo() -> Sample {
    unimplemented!()
}
