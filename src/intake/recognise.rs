//! Which built-in profile a header belongs to: by its exact names, never by parts of them.

use std::sync::Arc;

use super::profile::{self, Profile, plain};

/// The built-in profile whose required columns are all in the first line; nothing if there is none, or more than one.
pub fn recognise(bytes: &[u8]) -> Option<Arc<Profile>> {
    let line = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty())?;
    // Marks of byte order and the zero bytes of UTF-16 stand between the letters of ASCII names.
    let line: Vec<u8> = line.iter().copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
    let fits = |profile: &&Arc<Profile>| {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).delimiter(profile.delimiter).from_reader(line.as_slice());
        let Some(Ok(record)) = reader.records().next() else { return false };
        let names: Vec<String> = record.iter().map(plain).collect();
        let mut required = profile.required().peekable();
        required.peek().is_some() && required.all(|column| column.names.iter().any(|known| names.contains(known)))
    };
    let mut fitting = profile::built_in().ok()?.iter().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none()).cloned()
}
