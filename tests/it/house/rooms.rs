//! Which room uses which, and that no file stands in a circle: held to the table in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Module = Vec<String>;
type Uses = BTreeMap<Module, BTreeSet<Module>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every file of `src` with its module.
fn modules() -> BTreeMap<Module, String> {
    let (mut found, mut pending) = (BTreeMap::new(), vec![root().join("src")]);
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let name = path.strip_prefix(root().join("src")).unwrap().with_extension("");
        let mut module: Module = name.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        if module != ["main"] && module != ["lib"] {
            found.insert(module, fs::read_to_string(&path).unwrap());
        }
    }
    found
}

/// The code of a file, without comments.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Every path in a code that begins with `crate` or `super`, as its segments; the names in braces one by one.
fn paths(code: &str) -> Vec<Vec<String>> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].chars().next_back().is_some_and(|before| is_name(before) || before == ':') {
                continue;
            }
            let (mut segments, mut rest) = (Vec::new(), &code[at..]);
            loop {
                let end = rest.find(|letter: char| !is_name(letter)).unwrap_or(rest.len());
                segments.push(rest[..end].to_owned());
                match rest[end..].strip_prefix("::") {
                    Some(more) if more.starts_with(is_name) => rest = more,
                    Some(more) if more.starts_with('{') => {
                        let inner = &more[1..more.find('}').unwrap_or(more.len())];
                        let names = inner.split(|letter: char| !is_name(letter)).filter(|name| !name.is_empty());
                        found.extend(names.map(|name| [segments.clone(), vec![name.to_owned()]].concat()));
                        break;
                    }
                    _ => break,
                }
            }
            found.push(segments);
        }
    }
    found
}

/// Which modules each module names.
fn uses() -> Uses {
    let modules = modules();
    let mut uses = Uses::new();
    for (module, text) in &modules {
        let named = uses.entry(module.clone()).or_default();
        for path in paths(&code(text)) {
            let up = path.iter().take_while(|segment| *segment == "super").count();
            let base = if up > 0 { &module[..module.len().saturating_sub(up)] } else { &[][..] };
            let rest = if up > 0 { &path[up..] } else { &path[1..] };
            let mut target = [base, rest].concat();
            while !target.is_empty() && !modules.contains_key(&target) {
                target.pop();
            }
            if !target.is_empty() && target != *module {
                named.insert(target);
            }
        }
    }
    uses
}

/// The table of ARCHITECTURE.md: which room may use which.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once("<!-- rooms -->\n").expect("ARCHITECTURE.md has the table of rooms");
    let (table, _) = table.split_once("<!-- end of rooms -->").unwrap();
    let mut allowed = BTreeMap::new();
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [room, _, may_use] = cells[..] else { panic!("not three cells: {row}") };
        let names = may_use.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty() && *name != "-");
        allowed.insert(room.trim_matches('`').to_owned(), names.map(str::to_owned).collect());
    }
    allowed
}

#[test]
fn every_room_uses_exactly_the_rooms_that_the_table_allows() {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, named) in uses() {
        let of_room = used.entry(module[0].clone()).or_default();
        of_room.extend(named.into_iter().map(|other| other[0].clone()).filter(|other| *other != module[0]));
    }
    assert_eq!(used, allowed(), "left: the imports of src; right: the table of rooms in ARCHITECTURE.md");
}

#[test]
fn no_room_and_no_file_stands_in_a_circle() {
    let mut rooms = Uses::new();
    for (module, named) in uses() {
        let others = named.iter().map(|other| other[..1].to_vec()).filter(|other| *other != module[..1]);
        rooms.entry(module[..1].to_vec()).or_default().extend(others);
    }
    assert_eq!(circle(&rooms), None, "a circle of rooms");
    // A room's own `mod.rs` is its door: it names the files in it, and they may use what it defines.
    let is_door = |one: &Module, other: &Module| one.starts_with(other) || other.starts_with(one);
    let mut files = uses();
    for (module, named) in &mut files {
        named.retain(|other| !is_door(module, other));
    }
    assert_eq!(circle(&files), None, "a circle of files");
}

/// A circle, if there is one: what uses only what is in no circle is taken away until nothing changes.
fn circle(uses: &Uses) -> Option<Vec<String>> {
    let mut left = uses.clone();
    loop {
        let free: Vec<Module> = left
            .iter()
            .filter(|(_, named)| named.iter().all(|other| !left.contains_key(other)))
            .map(|(module, _)| module.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        free.iter().for_each(|module| _ = left.remove(module));
    }
    // What is left leads into a circle: follow it until a module comes again.
    let mut path: Vec<Module> = vec![left.keys().next()?.clone()];
    loop {
        let next = left[path.last()?].iter().find(|other| left.contains_key(*other))?.clone();
        if let Some(at) = path.iter().position(|module| *module == next) {
            return Some(path[at..].iter().map(|module| module.join("::")).collect());
        }
        path.push(next);
    }
}

#[test]
fn a_circle_is_found_where_there_is_one() {
    let module = |name: &str| vec![name.to_owned()];
    let uses = |pairs: &[(&str, &str)]| {
        let mut uses = Uses::new();
        for (one, other) in pairs {
            uses.entry(module(one)).or_default().insert(module(other));
            uses.entry(module(other)).or_default();
        }
        uses
    };
    assert_eq!(circle(&uses(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    assert_eq!(circle(&uses(&[("a", "b"), ("b", "c"), ("c", "b")])).unwrap(), ["b", "c"]);
    let found = paths("use crate::a::{b, c::D}; super::x::y(1); let e = crate::f::G;");
    let joined: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert!(
        ["crate::a::b", "crate::a::c", "super::x::y", "crate::f::G"]
            .iter()
            .all(|path| joined.contains(&(*path).to_owned())),
        "{joined:?}"
    );
}
