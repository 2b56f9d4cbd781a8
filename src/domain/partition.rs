//! Parts of the store that are settled on their own: a month costs those that it touches.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::Month;

/// Which records a part of the store has. Records that must be settled together are in one partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partition {
    /// What reading found in the deliveries that the run with this number took.
    Received(u32),
    /// Records about stays that are over, the last day of which lies in this month.
    Ended(Month),
    /// Records that give no day and leave nothing open, as ordinary traffic of a feed: by the run that took the last of those
    /// that belong together.
    Undated(u32),
    /// Records about stays without an end, or of which something is open. Every run reads them.
    Open,
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Received(run) => write!(f, "received-{run}"),
            Self::Ended(month) => write!(f, "{month}"),
            Self::Undated(run) => write!(f, "undated-{run}"),
            Self::Open => f.write_str("open"),
        }
    }
}

/// A word that names no partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPartition;

impl FromStr for Partition {
    type Err = NotAPartition;

    fn from_str(word: &str) -> Result<Self, NotAPartition> {
        match word.rsplit_once('-') {
            None if word == "open" => Ok(Self::Open),
            Some(("received", run)) => run.parse().map(Self::Received).map_err(|_| NotAPartition),
            Some(("undated", run)) => run.parse().map(Self::Undated).map_err(|_| NotAPartition),
            _ => word.parse().map(Self::Ended).map_err(|_| NotAPartition),
        }
    }
}

impl Serialize for Partition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Partition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        word.parse().map_err(|_| D::Error::custom(format!("`{word}` names no partition")))
    }
}
