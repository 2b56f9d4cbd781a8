//! The pseudonym key: 32 random bytes in a file of its own, outside the store, for the user alone.

use std::io::Write;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::nhs_number::hexadecimal;
use crate::error::{Error, Exit, Position, Result};
use crate::store;
use crate::store::files::temp_file::UNFINISHED;

/// The name of the key file in a project folder.
pub const KEY_FILE: &str = "beddays.key";

/// A project's key. It is wiped from memory when dropped, and prints nothing of itself.
pub struct Key(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.id())
    }
}

/// The key of made-up data. Everybody knows it.
const MADE_UP: &[u8] = b"made-up people need no secret :-)";

impl Key {
    /// Makes a new key file, mode 0600 from the start; or takes the one that lies there from an `init` that was killed.
    /// The file is whole or it is not there.
    ///
    /// # Errors
    /// 73 if the key there is that of the demo. 77 or 78 as [`Key::read`]. The system has no randomness or space.
    pub fn create(project: &Path) -> Result<Self> {
        let mut bytes = Zeroizing::new(vec![0; 32]);
        getrandom::fill(&mut bytes)
            .map_err(|source| Error::new("X_RANDOM", Exit::Io, format!("the system gives no randomness: {source}")))?;
        let key = Self::read_or_write(project, bytes)?;
        if *key.0 == MADE_UP {
            let hint = "name another folder, or finish the demo with `beddays demo` and its folder";
            return Err(other_key(project, "the key of the demo lies there, which everybody knows", hint));
        }
        Ok(key)
    }

    /// Writes a key that is known to everybody: only for made-up data, so that the demo is the same on every machine.
    ///
    /// # Errors
    /// 73 if another key lies there; else as [`Key::create`].
    pub fn create_for_made_up_data(project: &Path) -> Result<Self> {
        let key = Self::read_or_write(project, Zeroizing::new(MADE_UP.to_vec()))?;
        if *key.0 != MADE_UP {
            return Err(other_key(
                project,
                "the key of another project lies there",
                "name another folder: `beddays demo DIR`",
            ));
        }
        Ok(key)
    }

    fn read_or_write(project: &Path, bytes: Zeroizing<Vec<u8>>) -> Result<Self> {
        let (path, unfinished) = (project.join(KEY_FILE), project.join(format!("{KEY_FILE}.{UNFINISHED}")));
        if path.exists() {
            return Self::read(project);
        }
        let failed = |source: &std::io::Error| Error::io("write the key", &path, source);
        if let Err(source) = std::fs::remove_file(&unfinished)
            && source.kind() != std::io::ErrorKind::NotFound
        {
            return Err(failed(&source));
        }
        let mut file = store::files::private::create_file(&unfinished)?;
        let text = Zeroizing::new(format!("{}\n", hexadecimal(&bytes)));
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.and_then(|()| std::fs::rename(&unfinished, &path)).map_err(|source| failed(&source))?;
        Ok(Self(bytes))
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

fn other_key(project: &Path, what: &str, hint: &str) -> Error {
    let error = Error::new("C_EXISTS", Exit::CannotCreate, what).at(Position::file(&project.join(KEY_FILE)));
    error.effect("nothing was changed").hint(hint)
}
