//! The made-up projects of Norway, Sweden and Denmark: their files as they lie in `data-samples/demo`.

use crate::domain::{Day, Month};

use super::Sample;

/// A made-up project as files.
#[derive(Clone, Debug)]
pub struct SampleFiles {
    /// Paths relative to the project folder, with the bytes of each.
    pub files: Vec<(String, Vec<u8>)>,
    /// The content of `beddays.toml`.
    pub project_file: String,
    /// The month to run.
    pub month: Month,
}

/// The names of files in a folder of `data-samples/demo`, with their bytes.
macro_rules! files_of {
    ($country:literal, $($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../data-samples/demo/", $country, "/", $name)).as_slice())),+]
    };
}

type SampleFile = (&'static str, &'static [u8]);

const NORWAY: &[SampleFile] = files_of!(
    "no",
    "kommuner.csv",
    "opphold.toml",
    "hendelser.toml",
    "WHAT-IS-IN-IT.md",
    "inbox/opphold-2023-08.csv",
    "inbox/hendelser-2023-08.csv",
);
const SWEDEN: &[SampleFile] = files_of!(
    "se",
    "kommuner.csv",
    "vistelser.toml",
    "meddelanden.toml",
    "WHAT-IS-IN-IT.md",
    "inbox/vistelser-2023-02.csv",
    "inbox/meddelanden-2023-02.csv",
);
const DENMARK: &[SampleFile] = files_of!(
    "dk",
    "kommuner.csv",
    "priser.toml",
    "ophold.toml",
    "haendelser.toml",
    "WHAT-IS-IN-IT.md",
    "inbox/ophold-2024-03.csv",
    "inbox/haendelser-2024-03.csv",
);

impl From<Sample> for SampleFiles {
    fn from(sample: Sample) -> Self {
        let files = sample.files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        Self { files, project_file: sample.project_file, month: sample.month }
    }
}

fn built_in(files: &[SampleFile], project_file: &str, first: Day) -> SampleFiles {
    SampleFiles {
        files: files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect(),
        project_file: project_file.to_owned(),
        month: first.month(),
    }
}

/// A municipality of Norway, August 2023.
pub fn norway() -> SampleFiles {
    built_in(NORWAY, include_str!("../../data-samples/demo/no/beddays.toml"), Day::from_number(19_570))
}

/// A municipality of Sweden, February 2023.
pub fn sweden() -> SampleFiles {
    built_in(SWEDEN, include_str!("../../data-samples/demo/se/beddays.toml"), Day::from_number(19_389))
}

/// A municipality of Denmark, March 2024.
pub fn denmark() -> SampleFiles {
    built_in(DENMARK, include_str!("../../data-samples/demo/dk/beddays.toml"), Day::from_number(19_783))
}
