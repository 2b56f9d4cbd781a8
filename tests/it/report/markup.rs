//! Just enough of a reader of HTML and SVG to see which tags, attributes and words a page really has.

/// A start tag, or an end tag if `is_end`.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub is_end: bool,
    /// The words between this tag and the next.
    pub words: String,
}

impl Tag {
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }
}

/// All tags in order. Whatever starts with `<` and a letter or `/` counts as a tag, as it does for a browser.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let inside = &rest[at + 1..];
        let (is_end, name_from) = inside.strip_prefix('/').map_or((false, inside), |after| (true, after));
        let name_end =
            name_from.find(|letter: char| letter.is_whitespace() || ">/".contains(letter)).unwrap_or(name_from.len());
        let (name, after) = name_from.split_at(name_end);
        let (attributes, after) = attributes(after);
        let is_raw = name == "style" && !is_end;
        let end = if is_raw { after.find("</style").unwrap() } else { after.find('<').unwrap_or(after.len()) };
        let words = unescaped(&after[..end]);
        tags.push(Tag { name: name.to_lowercase(), attributes, is_end, words });
        rest = &after[end..];
    }
    tags
}

/// The attributes up to the end of the tag, and what follows it.
fn attributes(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        assert!(!rest.is_empty(), "a tag never ends");
        let end = rest.find(|letter: char| letter.is_whitespace() || "=>".contains(letter)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) if after.starts_with('"') => after[1..].split_once('"').expect("a quote never ends"),
            Some(after) => after.split_at(after.find([' ', '>']).unwrap()),
            None => ("", after),
        };
        found.push((name.to_lowercase(), unescaped(value)));
        rest = after;
    }
}

/// All words of a page, one tag's after the other, without the style sheet.
pub fn words(page: &str) -> String {
    let tags = tags(page);
    tags.iter().filter(|tag| tag.name != "style").map(|tag| tag.words.as_str()).collect()
}

/// The cells of a table as words: heading row, rows, total. The row for paper, which says what is not printed, is left out.
pub fn table(page: &str, id: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let tags = tags(page);
    let start = tags.iter().position(|tag| tag.name == "table" && tag.get("id") == Some(id)).unwrap();
    let mut is_rest = false;
    for tag in &tags[start..] {
        if tag.name == "tbody" {
            is_rest = !tag.is_end && tag.get("class") == Some("rest");
        }
        if is_rest {
            continue;
        }
        match (tag.name.as_str(), tag.is_end) {
            ("table", true) => break,
            ("tr", false) => rows.push(Vec::new()),
            ("th" | "td", false) => rows.last_mut().unwrap().push(tag.words.clone()),
            ("span" | "small" | "time", _) if !rows.is_empty() => {
                rows.last_mut().unwrap().last_mut().unwrap().push_str(&tag.words)
            }
            _ => {}
        }
    }
    rows
}

fn unescaped(words: &str) -> String {
    let mut plain = words.to_owned();
    for (entity, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, letter);
    }
    plain
}
