//! A stored file and a list of deliveries, as short as the manifest writes them.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::store::stored_file::StoredFile;

/// A stored file: `SHA-256 BYTES ROWS`, and its name where this does not follow from what it holds and its hash. Stores of
/// format 3 and older have an object.
#[derive(Clone, Debug)]
pub(super) struct WrittenFile {
    file: Option<String>,
    sha256: String,
    bytes: u64,
    rows: u64,
}

impl WrittenFile {
    /// The file; `name` makes its name of the first characters of its hash.
    pub fn of(stored: StoredFile, name: impl Fn(&str) -> String) -> Self {
        let StoredFile { file, sha256, bytes, rows } = stored;
        let file = (file != name(short(&sha256))).then_some(file);
        Self { file, sha256, bytes, rows }
    }

    /// The file as it is in memory.
    pub fn stored(self, name: impl Fn(&str) -> String) -> StoredFile {
        let Self { file, sha256, bytes, rows } = self;
        StoredFile { file: file.unwrap_or_else(|| name(short(&sha256))), sha256, bytes, rows }
    }
}

fn short(sha256: &str) -> &str {
    sha256.get(..16).unwrap_or(sha256)
}

impl Serialize for WrittenFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { file, sha256, bytes, rows } = self;
        match file {
            None => serializer.collect_str(&format_args!("{sha256} {bytes} {rows}")),
            Some(file) => serializer.collect_str(&format_args!("{sha256} {bytes} {rows} {file}")),
        }
    }
}

impl<'de> Deserialize<'de> for WrittenFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrObject;
        impl<'de> Visitor<'de> for TextOrObject {
            type Value = WrittenFile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a stored file: SHA-256, bytes and rows")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<WrittenFile, E> {
                let mut words = text.splitn(4, ' ');
                let (sha256, bytes, rows, file) = (words.next(), words.next(), words.next(), words.next());
                let number = |word: Option<&str>| word.and_then(|word| word.parse().ok());
                match (sha256, number(bytes), number(rows)) {
                    (Some(sha256), Some(bytes), Some(rows)) => {
                        Ok(WrittenFile { file: file.map(str::to_owned), sha256: sha256.to_owned(), bytes, rows })
                    }
                    _ => Err(E::custom(format!("`{text}` is no stored file: SHA-256, bytes and rows"))),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WrittenFile, A::Error> {
                let StoredFile { file, sha256, bytes, rows } =
                    StoredFile::deserialize(MapAccessDeserializer::new(map))?;
                Ok(WrittenFile { file: Some(file), sha256, bytes, rows })
            }
        }
        deserializer.deserialize_any(TextOrObject)
    }
}

/// Deliveries by their places in the list: `0-8 12`.
#[derive(Clone, Debug, Default)]
pub(super) struct DeliveryPlaces(Vec<(u32, u32)>);

impl DeliveryPlaces {
    /// Places that rise.
    pub fn of(places: &[u32]) -> Self {
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for place in places {
            match spans.last_mut() {
                Some((_, last)) if last.checked_add(1) == Some(*place) => *last = *place,
                _ => spans.push((*place, *place)),
            }
        }
        Self(spans)
    }

    /// Each of them; nothing if one is not among so many deliveries.
    pub fn places(&self, deliveries: usize) -> Option<Vec<u32>> {
        let are_known = self.0.iter().all(|(_, last)| (*last as usize) < deliveries);
        are_known.then(|| self.0.iter().flat_map(|(first, last)| *first..=*last).collect())
    }
}

impl Serialize for DeliveryPlaces {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let span = |(first, last): &(u32, u32)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        };
        serializer.serialize_str(&self.0.iter().map(span).collect::<Vec<_>>().join(" "))
    }
}

impl<'de> Deserialize<'de> for DeliveryPlaces {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let span = |word: &str| -> Option<(u32, u32)> {
            let (first, last) = word.split_once('-').unwrap_or((word, word));
            Some((first.parse().ok()?, last.parse().ok()?))
        };
        let spans: Option<Vec<(u32, u32)>> = text.split_whitespace().map(span).collect();
        spans.map(Self).ok_or_else(|| D::Error::custom(format!("`{text}` are no places of deliveries")))
    }
}
