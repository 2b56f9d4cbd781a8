//! What a command line says of every series of a file that does not say otherwise itself.

/// Settings for series that have none of their own. Points are named by their `seq` or `period`, as in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesOptions {
    /// Limits from the first points of each segment, this many.
    pub fix_after_n: Option<String>,
    /// Limits from a span of points, as `2018-04..2019-03`.
    pub baseline: Option<String>,
    /// Points that are left out of limits and rules, each with its reason.
    pub ghosts: Vec<(String, String)>,
}

impl SeriesOptions {
    /// What is said of a column of settings; empty where nothing is.
    pub(super) fn of_column(&self, column: &str) -> &str {
        let said = match column {
            "fix_after_n" => &self.fix_after_n,
            "baseline" => &self.baseline,
            _ => &None,
        };
        said.as_deref().unwrap_or_default()
    }
}
