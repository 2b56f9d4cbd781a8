//! By which profile a delivery of before is read today: that of its source, where the project has changed it since.

use std::sync::Arc;

use crate::files::container::ProcessReader;
use crate::files::file_content::FileContent;
use crate::intake::open::recognise;
use crate::intake::profile::{DateStyle, Profile};
use crate::operate::deliveries::sources::Senders;
use crate::project::Project;
use crate::store::{Store, StoredDelivery};

/// How deliveries of before are read.
pub(super) struct ProfilesNow<'p> {
    senders: Senders<'p>,
    project: &'p Project,
    reader: ProcessReader,
}

impl<'p> ProfilesNow<'p> {
    /// Of the sources of a project.
    pub fn of(project: &'p Project) -> Self {
        Self { senders: Senders::of(project), project, reader: ProcessReader::default() }
    }

    /// The profile and the form of dates by which a delivery is read now. Those by which it was read when it came stay where no
    /// source means it, and where its source has another layout now: a profile whose columns the file does not have.
    pub fn find(
        &self,
        store: &Store,
        delivery: &StoredDelivery,
        then: (Arc<Profile>, DateStyle),
    ) -> (Arc<Profile>, DateStyle) {
        let name = self.senders.name(&delivery.file, &delivery.profile, delivery.source.as_deref());
        let Some(source) = self.project.sources.iter().find(|source| source.name == name) else { return then };
        let now = (Arc::clone(&source.profile), source.dates);
        let is_changed = now.0.text != then.0.text || now.1 != then.1;
        let is_of_kind = now.0.record == then.0.record;
        let is_read = is_changed && is_of_kind && (now.0.text == then.0.text || self.fits(store, delivery, &now.0));
        if is_read { now } else { then }
    }

    /// Whether a delivery has the columns of a profile. One that cannot be read is refused where it is read.
    fn fits(&self, store: &Store, delivery: &StoredDelivery, profile: &Arc<Profile>) -> bool {
        let Ok((file, path)) = store.kept_file(delivery.as_kept().0) else { return false };
        let Ok(content) = FileContent::read(&path, file) else { return false };
        let own = [Arc::clone(profile)];
        let found = recognise(&delivery.file, content.beginning(), &own, &self.reader);
        found.is_ok_and(|found| !found.is_nearest && found.profile.text == profile.text)
    }
}
