//! JSON as a tree that keeps nothing twice: a key that comes a second time in one object is an error, not the last word.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;
use crate::files::container::limits::DEPTH;

/// A JSON value. Whole numbers keep their digits, others the shortest form with a point or an exponent; nothing here counts
/// with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number.
    Number(Box<str>),
    /// A string.
    Text(Box<str>),
    /// A list.
    List(Vec<Json>),
    /// An object, its keys in the order of the file.
    Object(Vec<(Box<str>, Json)>),
}

const NOTHING: &[Json] = &[];

impl Json {
    /// The value along a path of keys; of a list the first item, as in `identifier/value`.
    pub fn find(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |value, key| {
            let value = if let Self::List(items) = value { items.first()? } else { value };
            let Self::Object(members) = value else { return None };
            members.iter().find(|(name, _)| &**name == key).map(|(_, value)| value)
        })
    }

    /// The string along a path, white space round it cut off; nothing if it is empty or no string.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.find(path)? {
            Self::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// The string along a path as [`Json::text`], or the digits of a number that stands where a name made of digits
    /// belongs, and whether it is a number.
    pub fn name(&self, path: &str) -> Option<(&str, bool)> {
        match self.find(path)? {
            Self::Number(number) => Some((number, true)),
            _ => self.text(path).map(|text| (text, false)),
        }
    }

    /// The items of the list along a path; none if there is no list.
    pub fn items(&self, path: &str) -> &[Self] {
        match self.find(path) {
            Some(Self::List(items)) => items,
            _ => NOTHING,
        }
    }

    /// Whether a key with a value that is not empty is anywhere in it.
    pub fn has_anywhere(&self, key: &str) -> bool {
        match self {
            Self::Object(members) => members.iter().any(|(name, value)| {
                (&**name == key && !matches!(value, Self::List(items) if items.is_empty())) || value.has_anywhere(key)
            }),
            Self::List(items) => items.iter().any(|item| item.has_anywhere(key)),
            _ => false,
        }
    }

    /// What distinguishes two resources: everything but the narrative and what a server says about its copy, whatever the
    /// order of the keys.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        self.hash(&mut hash, &["text", "meta"]);
        hexadecimal(&hash.finalize())
    }

    fn hash(&self, hash: &mut Sha256, without: &[&str]) {
        match self {
            Self::Null => hash.update(b"n"),
            Self::Flag(flag) => hash.update([b'f', u8::from(*flag)]),
            Self::Number(text) => tagged(hash, b"#", text),
            Self::Text(text) => tagged(hash, b"\"", text),
            Self::List(items) => {
                tagged(hash, b"[", "");
                items.iter().for_each(|item| item.hash(hash, &[]));
                hash.update(b"]");
            }
            Self::Object(members) => {
                tagged(hash, b"{", "");
                let mut members: Vec<_> = members.iter().filter(|(key, _)| !without.contains(&&**key)).collect();
                members.sort_by(|(one, _), (other, _)| one.cmp(other));
                for (key, value) in members {
                    tagged(hash, b"k", key);
                    value.hash(hash, &[]);
                }
                hash.update(b"}");
            }
        }
    }
}

fn tagged(hash: &mut Sha256, tag: &[u8], text: &str) {
    hash.update(tag);
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Inside(0).deserialize(deserializer)
    }
}

/// A value inside so many lists and objects.
#[derive(Clone, Copy)]
struct Inside(usize);

impl Inside {
    /// What stands in a list or object here.
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.0 == DEPTH {
            return Err(E::custom(format!("values within values more than {DEPTH} deep")));
        }
        Ok(Self(self.0 + 1))
    }
}

impl<'de> DeserializeSeed<'de> for Inside {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string().into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string().into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(format!("{number:?}").into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let (mut list, inside) = (Vec::new(), self.deeper()?);
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object: Vec<(Box<str>, Json)> = Vec::new();
        let (mut seen, inside) = (std::collections::HashSet::new(), self.deeper()?);
        while let Some((key, value)) = members.next_entry_seed(PhantomData::<String>, inside)? {
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom("a key comes twice in one object"));
            }
            object.push((key.into(), value));
        }
        Ok(Json::Object(object))
    }
}
