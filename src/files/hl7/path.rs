//! Where a value stands in a message: segment, field and component, as in `PV1-3.4`.

use std::fmt;
use std::str::FromStr;

/// A field, or a component of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldPath {
    /// The segment, three letters.
    pub segment: [u8; 3],
    /// The field, from 1.
    pub field: u16,
    /// The component, from 1.
    pub component: u16,
}

impl FieldPath {
    /// A component of a field.
    pub const fn new(segment: &[u8; 3], field: u16, component: u16) -> Self {
        Self { segment: *segment, field, component }
    }
}

/// Text that names no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no field of a message; write it as in PV1-3 or PV1-3.4")]
pub struct NoSuchField(pub String);

impl FromStr for FieldPath {
    type Err = NoSuchField;

    fn from_str(text: &str) -> Result<Self, NoSuchField> {
        let refused = || NoSuchField(text.to_owned());
        let (segment, place) = text.split_once('-').ok_or_else(refused)?;
        let (field, component) = place.split_once('.').unwrap_or((place, "1"));
        let number = |text: &str| text.parse::<u16>().ok().filter(|number| *number > 0);
        let segment: [u8; 3] = segment.as_bytes().try_into().map_err(|_| refused())?;
        let named = segment.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        match (number(field), number(component)) {
            (Some(field), Some(component)) if named => Ok(Self { segment, field, component }),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}.{}", String::from_utf8_lossy(&self.segment), self.field, self.component)
    }
}
