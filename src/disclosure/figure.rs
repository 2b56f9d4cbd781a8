//! What is shown of one figure.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What is shown of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShownFigure {
    /// A rounded number; 0 is a true zero.
    Number(i64),
    /// It rests on few people.
    PrimarySuppressed,
    /// It is withheld, whatever its size, so that one that rests on few people cannot be worked out.
    SecondarySuppressed,
    /// Unknown. Never 0.
    Unknown,
}

impl ShownFigure {
    /// The words for figures that are not numbers, in the machine-readable files.
    const FEW: &str = "*";
    const WITHHELD: &str = "[c]";
    const UNKNOWN: &str = "[x]";
}

impl Serialize for ShownFigure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::PrimarySuppressed => serializer.serialize_str(Self::FEW),
            Self::SecondarySuppressed => serializer.serialize_str(Self::WITHHELD),
            Self::Unknown => serializer.serialize_str(Self::UNKNOWN),
        }
    }
}

impl<'de> Deserialize<'de> for ShownFigure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum ShownValue {
            Number(i64),
            Mark(String),
        }
        Ok(match ShownValue::deserialize(deserializer)? {
            ShownValue::Number(number) => Self::Number(number),
            ShownValue::Mark(mark) if mark == Self::FEW => Self::PrimarySuppressed,
            ShownValue::Mark(mark) if mark == Self::WITHHELD => Self::SecondarySuppressed,
            ShownValue::Mark(mark) if mark == Self::UNKNOWN => Self::Unknown,
            ShownValue::Mark(mark) => return Err(serde::de::Error::custom(format!("`{mark}` is no mark of a figure"))),
        })
    }
}
