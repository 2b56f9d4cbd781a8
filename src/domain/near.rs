//! The names nearest to one that is not known: what someone who mistyped may have meant.

/// A longer text is no name that someone mistyped.
const LONGEST: usize = 40;
/// How many names are listed.
const LISTED: usize = 3;

/// The name that takes the fewest changes of single letters, if it takes few; the first of several.
pub fn nearest<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let text = letters_of(text)?;
    let (mut most, mut row, mut best) = (most_changes(&text), Vec::new(), None);
    for name in names {
        if let Some(changes) = changes(&text, name.chars(), most, &mut row) {
            best = Some(name);
            if changes == 0 {
                break;
            }
            most = changes - 1;
        }
    }
    best
}

/// Up to three names that may have been meant, the nearest first: whole names, names that begin so or have a word that is
/// nearly so, as `Devn` is nearly a word of `Devon County Council`.
pub fn nearest_few<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let Some(text) = letters_of(text.trim()) else { return Vec::new() };
    let words = 1 + text.iter().filter(|letter| letter.is_whitespace()).count();
    let (most, mut row) = (most_changes(&text), Vec::new());
    let mut found: Vec<(usize, &str)> = Vec::new();
    for name in names {
        let mut best = changes(&text, name.chars(), most, &mut row);
        let parts: Vec<&str> = name.split([' ', ',', '(', ')']).filter(|part| !part.is_empty()).collect();
        if parts.len() > words && text.len() > 2 {
            // A part of a name is less sure than the whole.
            let mut of_part =
                |part: &[&str]| changes(&text, part.join(" ").chars(), most, &mut row).map(|found| found + 1);
            best = best.into_iter().chain(parts.windows(words).filter_map(&mut of_part)).min();
        }
        let starts =
            || name.chars().zip(&text).filter(|(one, other)| one.eq_ignore_ascii_case(other)).count() == text.len();
        if best.is_none() && text.len() > 2 && starts() {
            best = Some(most + 1);
        }
        found.extend(best.map(|changes| (changes, name)));
    }
    found.sort();
    found.dedup_by_key(|(_, name)| *name);
    let nearest = found.first().map_or(0, |(changes, _)| *changes);
    found.into_iter().take_while(|(changes, _)| *changes <= nearest + 1).take(LISTED).map(|(_, name)| name).collect()
}

/// `did you mean …?` before what is said anyway; that alone, where no name is near.
pub fn hint<'n>(text: &str, names: impl IntoIterator<Item = &'n str>, otherwise: &str) -> String {
    let near: Vec<String> = nearest_few(text, names).into_iter().map(|name| format!("`{name}`")).collect();
    let meant = match near.as_slice() {
        [] => return otherwise.to_owned(),
        [one] => format!("did you mean {one}?"),
        [first @ .., last] => format!("did you mean {} or {last}?", first.join(", ")),
    };
    if otherwise.is_empty() { meant } else { format!("{meant} {otherwise}") }
}

fn letters_of(text: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = text.chars().take(LONGEST + 1).collect();
    (letters.len() <= LONGEST).then_some(letters)
}

fn most_changes(text: &[char]) -> usize {
    1 + text.len() / 4
}

/// How many letters must be put in, taken out or changed, if it is not more than `most`.
fn changes(
    text: &[char],
    name: impl Iterator<Item = char> + Clone,
    most: usize,
    row: &mut Vec<usize>,
) -> Option<usize> {
    if name.clone().count().abs_diff(text.len()) > most {
        return None;
    }
    row.clear();
    row.extend(0..=text.len());
    for (index, wanted) in name.enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, found) in text.iter().enumerate() {
            let change = diagonal + usize::from(!found.eq_ignore_ascii_case(&wanted));
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
        // No cell below can be smaller than the smallest of this row.
        if row.iter().all(|cell| *cell > most) {
            return None;
        }
    }
    Some(row[text.len()]).filter(|changes| *changes <= most)
}
