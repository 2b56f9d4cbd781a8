//! The pseudonym key: 32 random bytes in a file of its own, outside the store, for the user alone.

use std::io::Write;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::nhs_number::hexadecimal;
use crate::error::{Error, Exit, Position, Result};
use crate::store;

/// The name of the key file in a project folder.
pub const KEY_FILE: &str = "beddays.key";

/// A project's key. It is wiped from memory when dropped, and prints nothing of itself.
pub struct Key(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.id())
    }
}

impl Key {
    /// Makes a new key file, mode 0600 from the start.
    ///
    /// # Errors
    /// The file exists, or the system has no randomness or space.
    pub fn create(project: &Path) -> Result<Self> {
        let path = project.join(KEY_FILE);
        let mut bytes = Zeroizing::new(vec![0; 32]);
        getrandom::fill(&mut bytes)
            .map_err(|source| Error::new("X_RANDOM", Exit::Io, format!("the system gives no randomness: {source}")))?;
        Self::write(&path, &bytes)?;
        Ok(Self(bytes))
    }

    /// Writes a key that is known to everybody: only for made-up data, so that the demo is the same on every machine.
    ///
    /// # Errors
    /// As [`Key::create`].
    pub fn create_for_made_up_data(project: &Path) -> Result<Self> {
        let bytes = Zeroizing::new(b"made-up people need no secret :-)".to_vec());
        Self::write(&project.join(KEY_FILE), &bytes)?;
        Ok(Self(bytes))
    }

    fn write(path: &Path, bytes: &[u8]) -> Result<()> {
        let mut file = store::files::private::create_file(path)?;
        let text = Zeroizing::new(format!("{}\n", hexadecimal(bytes)));
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|source| Error::io("write the key", path, &source))
    }

    /// Reads the key of a project.
    ///
    /// # Errors
    /// 66 if there is none, 77 if others can read it, 78 if it is not a key.
    pub fn read(project: &Path) -> Result<Self> {
        let path = project.join(KEY_FILE);
        if !path.exists() {
            return Err(Error::new("C_KEY_MISSING", Exit::NoInput, "the project's key file is missing")
                .at(Position::file(&path))
                .effect("nothing was read: without the key the same person would get another pseudonym")
                .hint("restore the file from your backup; `beddays init` makes one for a new project"));
        }
        store::files::private::refuse_if_open(&path)?;
        let text = std::fs::read_to_string(&path).map_err(|source| Error::io("read the key", &path, &source))?;
        let text = Zeroizing::new(text);
        let digits = text.trim().as_bytes();
        let nibble = |byte: u8| char::from(byte).to_digit(16).map(|nibble| nibble as u8);
        let pairs = digits.chunks(2).map(|pair| match pair {
            [high, low] => Some(nibble(*high)? << 4 | nibble(*low)?),
            _ => None,
        });
        let bytes: Option<Vec<u8>> = pairs.collect();
        match bytes.filter(|bytes| bytes.len() >= 32) {
            Some(bytes) => Ok(Self(Zeroizing::new(bytes))),
            None => Err(Error::new("C_KEY", Exit::Config, "not a key: 64 hexadecimal digits are wanted")
                .at(Position::file(&path))
                .effect("nothing was read")
                .hint("restore the file from your backup")),
        }
    }

    /// The key itself, for making pseudonyms.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// A short name for the key that gives nothing of it away: the store refuses any other key.
    pub fn id(&self) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(b"beddays key id");
        hexadecimal(&mac.finalize().into_bytes()[..8])
    }
}
