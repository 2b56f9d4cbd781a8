//! The marts that a trend of the store shows: of one convention and of the stays that the project looks at.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::names;
use crate::counting::census_day;
use crate::domain::{Authorities, AuthorityId, Language, Month};
use crate::error::Result;
use crate::project::{Project, View};
use crate::query::{Engine, RowFilter};
use crate::regime::Convention;
use crate::regime::convention::file::BandsOf;
use crate::report::public::reason;
use crate::report::trend::DelayedDays;
use crate::report::trend::other_sections::LengthCounts;
use crate::store::Store;

/// The tables that counting writes, beside the day by day one.
const SUMS: [&str; 3] = ["counted_month", "counted_length", "counted_census"];
/// The tables of one month.
const OF_MONTH: [&str; 5] = ["counted_month", "counted_length", "counted_census", "counted_day", "stay"];

/// The counted tables of a store, narrowed to one convention and the project's own; nothing where nothing was counted yet.
pub(super) struct CountedMarts<'a> {
    engine: Engine,
    project: &'a Project,
    convention: &'a Convention,
}

impl<'a> CountedMarts<'a> {
    /// The sums of each month since one.
    ///
    /// # Errors
    /// 65: a table is damaged.
    pub(super) fn sums(
        project: &'a Project,
        store: &Store,
        convention: &'a Convention,
        since: Month,
    ) -> Result<Option<Self>> {
        Self::open(project, (store, &SUMS[..1]), convention, since)
    }

    /// What is about one month. What was asked before is not asked again.
    ///
    /// # Errors
    /// 65: a table is damaged.
    pub(super) fn of_month(
        project: &'a Project,
        store: &Store,
        convention: &'a Convention,
        month: Month,
    ) -> Result<Option<Self>> {
        let Some(mut marts) = Self::open(project, (store, &OF_MONTH), convention, month)? else { return Ok(None) };
        let name = month.to_string();
        marts.engine.narrow("counted_length", RowFilter::AnyOf("month", &[&name]));
        marts.engine.narrow("counted_day", RowFilter::Days("day", month.first(), month.last()));
        marts.narrow_to_own("stay", &project.councils_in(month));
        Ok(Some(marts))
    }

    /// Opens tables, as far as they can have to do with a month or later ones.
    fn open(
        project: &'a Project,
        (store, names): (&Store, &[&'static str]),
        convention: &'a Convention,
        since: Month,
    ) -> Result<Option<Self>> {
        let mut tables: Vec<(&str, Vec<PathBuf>)> = Vec::new();
        for name in names {
            tables.push((*name, store.table_files_since(name, since)?));
        }
        if tables.iter().any(|(name, files)| *name == "counted_month" && files.is_empty()) {
            return Ok(None);
        }
        let mut engine = Engine::open(&tables)?;
        engine.add_conventions(std::slice::from_ref(convention))?;
        let mut marts = Self { engine, project, convention };
        for table in names.iter().filter(|name| **name != "stay") {
            marts.engine.narrow(table, RowFilter::AnyOf("convention", &[convention.label()]));
        }
        for table in SUMS.into_iter().filter(|table| names.contains(table)) {
            marts.narrow_to_own(table, &project.councils());
        }
        Ok(Some(marts))
    }

    fn narrow_to_own(&mut self, table: &str, councils: &[AuthorityId]) {
        match self.project.view {
            View::Authority => {
                let codes: Vec<&str> = councils.iter().map(|id| &*Authorities::all().get(*id).code).collect();
                self.engine.narrow(table, RowFilter::AnyOf("authority_code", &codes));
            }
            View::Provider => {
                let own = self.project.provider.as_deref().unwrap_or_default();
                self.engine.narrow(table, RowFilter::AnyOf("provider_code", &[own]));
            }
            View::System => {}
        }
    }

    /// Adds the delayed days of each month to the months that are wanted.
    ///
    /// # Errors
    /// 70: a query does not run (our bug).
    pub(super) fn add_days(&mut self, months: &mut BTreeMap<Month, Vec<DelayedDays>>) -> Result<()> {
        for record in self.engine.ask("delayed_days_by_month")?.records() {
            let code = |name: &str| -> Result<&str> { Ok(record.text_if_any(name)?.unwrap_or_default()) };
            let month: Option<Month> = code("month")?.parse().ok();
            let Some(rows) = month.and_then(|month| months.get_mut(&month)) else { continue };
            let codes = DelayedDays {
                authority: code("authority_code")?.to_owned(),
                provider: code("provider_code")?.to_owned(),
                reason: code("reason_code")?.to_owned(),
                attributed_to: code("attributed_to")?.to_owned(),
                // No kind of care recorded means acute, as everywhere.
                care: record.text_if_any("care_type")?.unwrap_or("acute").to_owned(),
                days: record.integer("delayed_days")?,
            };
            rows.push(named_days(self.project, self.project.language, codes));
        }
        Ok(())
    }

    /// How long the delays of a month were; nothing where the convention has no bands, or no census in the month.
    ///
    /// # Errors
    /// 70: a query does not run (our bug).
    pub(super) fn lengths(&mut self, month: Month) -> Result<Option<LengthCounts>> {
        let Some(list) = self.convention.file.bands.as_ref() else { return Ok(None) };
        let census = self.convention.census.as_ref().and_then(|census| census_day(census, month));
        let census = census.filter(|_| list.of == BandsOf::Census);
        if census.is_none() && list.of == BandsOf::Census {
            return Ok(None);
        }
        let mut bands: Vec<(String, i64, i64)> = list.list.iter().map(|band| (band.name.clone(), 0, 0)).collect();
        for record in self.engine.ask("length_bands")?.records() {
            let name = record.text("band")?;
            for (_, delays, days) in bands.iter_mut().filter(|(band, ..)| band == name) {
                *delays += record.integer("delays")?;
                *days += record.integer("delay_days")?;
            }
        }
        Ok(Some(LengthCounts { month, census, bands }))
    }

    /// How many people were delayed on each day of a month, from its first.
    ///
    /// # Errors
    /// 70: a query does not run (our bug).
    pub(super) fn people_by_day(&mut self, month: Month) -> Result<Vec<i64>> {
        let mut people = vec![0; usize::try_from(month.days()).unwrap_or_default()];
        for record in self.engine.ask("people_by_day")?.records() {
            let at = record.day("day")?.and_then(|day| usize::try_from(day - month.first()).ok());
            if let Some(of_day) = at.and_then(|at| people.get_mut(at)) {
                *of_day += record.integer("people")?;
            }
        }
        Ok(people)
    }
}

/// Days with what people call each code of theirs.
pub(crate) fn named_days(project: &Project, language: Language, codes: DelayedDays) -> DelayedDays {
    DelayedDays {
        authority: match &*codes.authority {
            "unknown" => String::new(),
            code => names::authority(code),
        },
        provider: project.name_of(&codes.provider).to_owned(),
        reason: reason(language, &codes.reason),
        attributed_to: names::responsible(language, &codes.attributed_to),
        care: names::care(language, &codes.care),
        days: codes.days,
    }
}
