//! How serde writes values of the domain: as text where people read the format; days and moments as whole numbers in the
//! store's own records, which programs alone read.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Error, Visitor};

/// Reads a value from its text, wherever the format keeps the text.
pub(crate) struct TextVisitor<T>(PhantomData<T>);

impl<T> TextVisitor<T> {
    /// For values of this type.
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// Values that are their text in every format.
macro_rules! as_text {
    ($($type:ty),+) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::domain::serde_forms::TextVisitor::new())
            }
        }
    )+};
}

/// Values that are their text where people read the format, and a number where they do not.
macro_rules! as_number {
    ($type:ty, $number:ty, $to:expr, $from:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let number: fn(&$type) -> $number = $to;
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    serde::Serialize::serialize(&number(self), serializer)
                }
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value: fn($number) -> Option<$type> = $from;
                if deserializer.is_human_readable() {
                    return deserializer.deserialize_str($crate::domain::serde_forms::TextVisitor::new());
                }
                let number: $number = serde::Deserialize::deserialize(deserializer)?;
                value(number).ok_or_else(|| serde::de::Error::custom(concat!("no ", stringify!($type))))
            }
        }
    };
}

pub(crate) use {as_number, as_text};
