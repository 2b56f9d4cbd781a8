//! Which source of a project a file belongs to.

use crate::operate::deliveries::inbox::CompiledPatterns;
use crate::project::{Project, Source};

/// The sources of a project, each with its patterns ready.
pub(crate) struct Senders<'p>(Vec<(&'p Source, Option<CompiledPatterns>)>);

impl<'p> Senders<'p> {
    pub fn of(project: &'p Project) -> Self {
        let patterns = |source: &Source| CompiledPatterns::new(&source.name, &source.files).ok();
        Self(project.sources.iter().map(|source| (source, patterns(source))).collect())
    }

    /// The source that a file was said to be of; else the one that means it and reads it by this profile; else one that means
    /// it, or reads so; else the profile.
    pub fn name(&self, file: &str, profile: &str, said: Option<&str>) -> String {
        let is_said = |(source, _): &&(&Source, Option<CompiledPatterns>)| Some(source.name.as_str()) == said;
        if let Some((source, _)) = self.0.iter().find(is_said) {
            return source.name.clone();
        }
        let fit = |(source, patterns): &(&Source, Option<CompiledPatterns>)| {
            let means = patterns.as_ref().is_some_and(|patterns| patterns.mean(file));
            let reads = source.profile.name == profile;
            (means || reads).then_some(2 * usize::from(means) + usize::from(reads))
        };
        let best = self.0.iter().filter_map(|source| Some((fit(source)?, &source.0.name)));
        // Of two that fit as well, the first in the order of their names.
        let best = best.min_by_key(|(fit, name)| (std::cmp::Reverse(*fit), (*name).clone()));
        best.map_or_else(|| profile.to_owned(), |(_, name)| name.clone())
    }
}
