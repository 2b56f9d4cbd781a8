//! The profiles that come with the program, and those that users write.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use super::mistake::ProfileMistake;
use super::{Profile, file};
use crate::built_in::{BuiltInFile, PROFILES};
use crate::domain::near;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::error::{Error, Exit, Result, settings_text};
use crate::intake::NativeTable;

static BUILT_IN: LazyLock<std::result::Result<Vec<Arc<Profile>>, String>> = LazyLock::new(|| {
    let read = |built_in: &BuiltInFile| {
        let wrong = |wrong: ProfileMistake| format!("the built-in profile `{}`: {}", built_in.name, wrong.what);
        file::parse(built_in.text).map(Arc::new).map_err(wrong)
    };
    let mut profiles = PROFILES.iter().map(read).collect::<std::result::Result<Vec<_>, _>>()?;
    profiles.sort_by_key(|profile| !profile.name.starts_with("native-"));
    Ok(profiles)
});

/// The built-in profiles.
///
/// # Errors
/// 70: one of them cannot be read, which is a bug of the program.
pub fn built_in() -> Result<&'static [Arc<Profile>]> {
    BUILT_IN.as_deref().map_err(|what| {
        Error::new("X_PROFILE", Exit::Bug, what).hint("please report it: this is an error of the program")
    })
}

/// The built-in profile with this name.
///
/// # Errors
/// As for [`built_in`]; and 78: there is none.
pub fn named(name: &str) -> Result<Arc<Profile>> {
    let found = built_in()?.iter().find(|profile| profile.name == name);
    found.cloned().ok_or_else(|| {
        Error::new("C_PROFILE", Exit::Config, format!("no profile `{}`", without_numbers(name)))
            .effect("nothing was read or changed")
            .hint(hint(name))
    })
}

/// What to say to someone who named a profile that is not there.
pub fn hint(name: &str) -> String {
    let names: Vec<&str> = PROFILES.iter().map(|file| file.name).collect();
    let there_are = format!("there are {}; a profile of your own is a file that ends in .toml", names.join(", "));
    near::hint(name, names, &there_are)
}

/// The profile of a native table.
///
/// # Errors
/// As for [`built_in`].
pub fn native(table: NativeTable) -> Result<Arc<Profile>> {
    named(&format!("native-{}", table.name()))
}

/// A built-in profile by its name, or the file of a user's own, which ends in `.toml`.
///
/// # Errors
/// 66 or 74: the file cannot be read; 78: it is no profile, with line and column, or there is none of this name.
pub fn find(name: &str, folder: &Path) -> Result<Arc<Profile>> {
    if !name.ends_with(".toml") {
        return named(name);
    }
    let path = folder.join(name);
    let bytes = std::fs::read(&path).map_err(|source| Error::io("read the profile", &path, &source))?;
    read(&path, &settings_text("C_PROFILE", &path, bytes)?)
}

/// A profile of the user's own; `path` is only named in errors.
///
/// # Errors
/// 78: the text is no profile, with line and column.
pub fn read(path: &Path, text: &str) -> Result<Arc<Profile>> {
    file::parse(text).map(Arc::new).map_err(|wrong| {
        Error::new("C_PROFILE", Exit::Config, wrong.what)
            .in_settings(path, text, wrong.at)
            .effect("nothing was read or changed")
            .hint(wrong.hint)
    })
}

/// Whether a profile is one of those that come with the program.
pub fn is_built_in(profile: &Profile) -> bool {
    PROFILES.iter().any(|file| *file.text == *profile.text)
}
