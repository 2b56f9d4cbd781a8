//! `beddays completions` and `beddays man`: the command line for shells and for `man`, made of the command line itself.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use serde_json::json;

use super::Out;
use crate::cli::Cli;
use crate::domain::visible::path_in_words;
use crate::error::{Error, Exit, Position, Result};

const PROGRAM: &str = "beddays";

pub(super) fn completions(shell: Shell, out: &mut Out) -> Result<Exit> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), PROGRAM, &mut script);
    if out.json {
        out.value(&json!({ "shell": shell.to_string(), "script": String::from_utf8_lossy(&script) }))?;
    } else {
        out.bytes(&script)?;
    }
    Ok(Exit::Done)
}

/// A page of the manual: the name of its file, and its text.
struct Page {
    name: String,
    text: Vec<u8>,
}

pub(super) fn man(folder: Option<&Path>, out: &mut Out) -> Result<Exit> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, &mut pages)?;
    let Some(folder) = folder else {
        if out.json {
            let page = |page: &Page| json!({ "name": page.name, "text": String::from_utf8_lossy(&page.text) });
            out.value(&json!({ "pages": pages.iter().map(page).collect::<Vec<_>>() }))?;
        } else {
            out.bytes(&pages[0].text)?;
        }
        return Ok(Exit::Done);
    };
    fs::create_dir_all(folder).map_err(|error| not_written(folder, &error))?;
    for Page { name, text } in &pages {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| not_written(&path, &error))?;
    }
    let files: Vec<String> = pages.iter().map(|page| path_in_words(&folder.join(&page.name))).collect();
    if out.json {
        out.value(&json!({ "files": files }))?;
    } else {
        files.iter().try_for_each(|file| out.data(file))?;
    }
    Ok(Exit::Done)
}

/// The page of a command, then those of the commands below it.
fn add_pages(command: &clap::Command, pages: &mut Vec<Page>) -> Result<()> {
    let page = Man::new(command.clone()).manual("beddays").source(concat!("beddays ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    page.render(&mut text).map_err(|error| Error::bug(format!("a manual page: {error}")))?;
    pages.push(Page { name: page.get_filename(), text });
    let mut inner = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    inner.try_for_each(|inner| add_pages(inner, pages))
}

fn not_written(path: &Path, error: &std::io::Error) -> Error {
    Error::new("X_MAN", Exit::CannotCreate, format!("cannot write a manual page: {error}"))
        .at(Position::file(path))
        .effect("pages before it, in the order of the commands, are written")
        .hint("name a folder that you can write, as in `beddays man --dir man1`")
}
