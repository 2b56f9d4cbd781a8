//! Looking for canaries: in words, bytes, archives and tables, plain, spaced, reversed, hashed and encoded.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use beddays::store::sha256;
use parquet::file::reader::{FileReader, SerializedFileReader};

/// A word that stands in every note of the fixture, and nowhere else.
pub const NOTE: &str = "canarynote";

/// What must not be found.
pub struct Canaries {
    numbers: HashSet<Vec<u8>>,
    /// Numbers as digests and in base64, by their first eight signs.
    others: HashMap<[u8; 8], Vec<String>>,
}

impl Canaries {
    pub fn new(numbers: &[String]) -> Self {
        let mut all = HashSet::new();
        let mut others: HashMap<[u8; 8], Vec<String>> = HashMap::new();
        let mut other = |text: String| {
            if let Some(first) = text.as_bytes().first_chunk() {
                others.entry(*first).or_default().push(text);
            }
        };
        for number in numbers {
            assert_eq!(number.len(), 10, "{number}");
            let digits: Vec<u8> = number.bytes().collect();
            all.insert(digits.iter().rev().copied().collect());
            all.insert(digits);
            for spelling in [number.clone(), spaced(number, ' '), spaced(number, '-'), format!("{number}\n")] {
                other(sha256(spelling.as_bytes()));
                // Base64 of a text depends on where in a group of three bytes it begins.
                (0..3).for_each(|skip| other(base64(&spelling.as_bytes()[skip..])));
            }
        }
        Self { numbers: all, others }
    }

    /// What is found in a text, with some of the text around it.
    pub fn in_text(&self, text: &str, at: &str, found: &mut Vec<String>) {
        let lower = text.to_lowercase();
        if let Some(place) = lower.find(NOTE) {
            found.push(format!("{at}: a note: …{}", around(&lower, place)));
        }
        let mut run = 0;
        for (place, byte) in text.bytes().enumerate() {
            run = if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/') { run + 1 } else { 0 };
            let first = text.as_bytes()[..=place].last_chunk().filter(|_| run >= 8);
            let begun = first.and_then(|first| self.others.get(first)).into_iter().flatten();
            for other in begun.filter(|other| text[place - 7..].starts_with(other.as_str())) {
                found.push(format!("{at}: encoded: {other}"));
            }
        }
        self.in_bytes(text.as_bytes(), at, found);
    }

    /// Ten digits of a canary, with whatever single signs between them.
    pub fn in_bytes(&self, bytes: &[u8], at: &str, found: &mut Vec<String>) {
        let mut digits: Vec<u8> = Vec::new();
        let mut gap = 0;
        for (place, byte) in bytes.iter().enumerate() {
            if byte.is_ascii_digit() {
                gap = 0;
                digits.push(*byte);
                if digits.len() >= 10 && self.numbers.contains(&digits[digits.len() - 10..]) {
                    let text = String::from_utf8_lossy(&bytes[place.saturating_sub(60)..(place + 40).min(bytes.len())]);
                    found.push(format!("{at}: a number: …{text}"));
                }
            } else {
                gap += 1;
                // A sign of up to three bytes may part the digits; a letter or more ends the number.
                if gap > 3 || byte.is_ascii_alphabetic() {
                    digits.clear();
                }
            }
        }
    }

    /// What is found in a file: its name, its bytes, and what is packed in it.
    pub fn in_file(&self, path: &Path, bytes: &[u8], found: &mut Vec<String>) {
        let at = path.display().to_string();
        self.in_text(&at, &format!("name of {at}"), found);
        self.in_text(&String::from_utf8_lossy(bytes), &at, found);
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("parquet") => self.in_parquet(path, &at, found),
            Some("xlsx") => self.in_archive(bytes, &at, found),
            _ => {}
        }
    }

    fn in_archive(&self, bytes: &[u8], at: &str, found: &mut Vec<String>) {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let name = format!("{at}/{}", part.name().unwrap());
            let mut text = Vec::new();
            part.read_to_end(&mut text).unwrap();
            self.in_text(&String::from_utf8_lossy(&text), &name, found);
        }
    }

    fn in_parquet(&self, path: &Path, at: &str, found: &mut Vec<String>) {
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        let metadata = format!("{:?}", reader.metadata());
        self.in_text(&metadata, &format!("metadata of {at}"), found);
        for row in reader.get_row_iter(None).unwrap() {
            self.in_text(&row.unwrap().to_string(), at, found);
        }
    }
}

pub fn spaced(number: &str, by: char) -> String {
    format!("{}{by}{}{by}{}", &number[..3], &number[3..6], &number[6..])
}

fn around(text: &str, place: usize) -> String {
    text[place..].chars().take(60).collect()
}

/// Base64 of the whole groups of three bytes: what follows them changes with what follows the text.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks_exact(3);
    groups
        .flat_map(|group| {
            let bits = u32::from(group[0]) << 16 | u32::from(group[1]) << 8 | u32::from(group[2]);
            [18, 12, 6, 0].map(|shift| char::from(SIGNS[(bits >> shift & 63) as usize]))
        })
        .collect()
}

#[test]
fn the_search_finds_what_it_looks_for() {
    let canaries = Canaries::new(&["9990000018".to_owned()]);
    let finds = |text: &str| {
        let mut found = Vec::new();
        canaries.in_text(text, "here", &mut found);
        !found.is_empty()
    };
    let hash = sha256(b"9990000018");
    let encoded = base64(b"9990000018");
    for text in [
        "x9990000018y",
        "999 000 0018",
        "999-000-0018",
        "8100000999",
        "9 9 9 0 0 0 0 0 1 8",
        "12999000001812",
        &hash,
        &encoded,
        "A CanaryNote7",
    ] {
        assert!(finds(text), "{text}");
    }
    for text in ["999***0018", "99900x00018", "9990000026", "a note"] {
        assert!(!finds(text), "{text}");
    }
}
