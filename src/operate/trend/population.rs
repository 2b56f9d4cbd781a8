//! How many adults live in an area: a small file that a user gives, `authority_code,year,adults`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::Month;
use crate::error::{Error, Exit, Position, Result};
use crate::published::lookup;

/// Adults by area and year.
#[derive(Clone, Debug, Default)]
pub struct Population(BTreeMap<String, BTreeMap<i16, i64>>);

const HEADER: [&str; 3] = ["authority_code", "year", "adults"];

impl Population {
    /// Reads the file.
    ///
    /// # Errors
    /// 66 or 74: it cannot be read; 65: another header, or a row that is no area, year and number of adults.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read the population", path, &source))?;
        let refused = |line: u64, what: String| {
            Error::new("F_POPULATION", Exit::Data, format!("line {line}: {what}"))
                .at(Position::file(path))
                .effect("no report was written")
                .hint("a line is `E10000008,2018,642000` under the header `authority_code,year,adults`")
        };
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
        let header = reader.headers().map_err(|error| refused(1, error.to_string()))?;
        if header.iter().map(str::trim).ne(HEADER) {
            return Err(refused(1, "another header".to_owned()));
        }
        let mut found = Self::default();
        for (line, row) in (2..).zip(reader.records()) {
            let row = row.map_err(|error| refused(line, error.to_string()))?;
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            let (Ok(year), Ok(adults @ 1..)) = (cell(1).parse::<i16>(), cell(2).parse::<i64>()) else {
                return Err(refused(line, "no year, or no number of adults above 0".to_owned()));
            };
            if cell(0).is_empty() {
                return Err(refused(line, "no code of an area".to_owned()));
            }
            if found.0.entry(cell(0).to_owned()).or_default().insert(year, adults).is_some_and(|old| old != adults) {
                return Err(refused(line, format!("a second number for {} in {year}", cell(0))));
            }
        }
        Ok(found)
    }

    /// The adults of an area by its code, or by the code that statisticians give it: of the year, else of the last year
    /// before it, else of the first after it.
    pub fn of(&self, code: &str, month: Month) -> Option<i64> {
        let years = self.0.get(code).or_else(|| self.0.get(lookup::ons_code(code, Some(month))?))?;
        let before = years.range(..=month.year()).next_back();
        before.or_else(|| years.first_key_value()).map(|(_, adults)| *adults)
    }
}
