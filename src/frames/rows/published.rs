//! Official figures as rows of their table, there and back.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use arrow_array::ArrayRef;

use crate::domain::Figure;
use crate::domain::published::{Area, Breakdown, FigureValue, SharedWord};
use crate::error::Result;
use crate::frames::rows::columns::{Batch, RowSlice, TextColumn, unknown_word};
use crate::frames::rows::{Origins, StoreRow};
use crate::frames::schema::{PUBLISHED, Table};

impl StoreRow for Figure {
    const TABLE: &'static Table = &PUBLISHED;

    fn order(&self, other: &Self) -> Ordering {
        (self.cell().cmp(&other.cell()))
            .then_with(|| self.edition.cmp(&other.edition))
            .then_with(|| self.origin.cmp(&other.origin))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let periods: Vec<String> =
            rows.0.iter().map(|figure| figure.period.map_or_else(String::new, |month| month.to_string())).collect();
        Ok(vec![
            rows.text(|figure| Some(&figure.publisher)),
            rows.text(|figure| Some(&figure.publication)),
            rows.text(|figure| Some(&figure.edition)),
            Arc::new(arrow_array::StringArray::from(periods)),
            rows.day(|figure| figure.day),
            rows.text(|figure| Some(figure.area.kind.code())),
            rows.text(|figure| Some(&figure.area.code)),
            rows.text(|figure| Some(&figure.area.name)),
            rows.text(|figure| Some(&figure.area.ons_code)),
            rows.text(|figure| Some(&figure.measure)),
            rows.text(|figure| Some(&figure.of.provider_code)),
            rows.text(|figure| Some(&figure.provider_name)),
            rows.text(|figure| Some(&figure.of.reason)),
            rows.text(|figure| Some(&figure.of.attributed_to)),
            rows.text(|figure| Some(&figure.of.care_type)),
            rows.text(|figure| Some(&figure.of.age_group)),
            rows.text(|figure| Some(&figure.of.band)),
            rows.text(|figure| Some(&figure.of.detail)),
            rows.text(|figure| Some(&figure.of.basis)),
            rows.number(|figure| figure.value.number()),
            rows.text(|figure| figure.value.absence().map(|absence| absence.code())),
            rows.text(|figure| Some(&figure.remark)),
            rows.text(|figure| Some(&figure.origin.source_id)),
            rows.int64(|figure| figure.origin.source_record.into()),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let columns = PublishedTextColumns::of(batch)?;
        let (day, value) = (batch.days("day")?, batch.float64("value")?);
        let absence = batch.text("absence")?;
        let origins = Origins::of(batch)?;
        let mut words = SharedWords::default();
        for row in batch.rows() {
            let value = match (value.get(row), absence.get(row)) {
                (Some(number), None) => FigureValue::Number(number),
                (None, Some(_)) => FigureValue::None(absence.parse(row)?),
                _ => return Err(unknown_word("a figure with a value and a reason for having none, or with neither")),
            };
            let mut word = |column: &TextColumn<'_>| words.word(column.must(row));
            let of = Breakdown {
                provider_code: word(&columns.provider_code),
                reason: word(&columns.reason),
                attributed_to: word(&columns.attributed_to),
                care_type: word(&columns.care_type),
                age_group: word(&columns.age_group),
                band: word(&columns.band),
                detail: word(&columns.detail),
                basis: word(&columns.basis),
            };
            let area = Area {
                kind: columns.area_kind.parse(row)?,
                code: word(&columns.area_code),
                name: word(&columns.area_name),
                ons_code: word(&columns.ons_code),
            };
            let period = match columns.period.must(row) {
                "" => None,
                _ => Some(columns.period.parse(row)?),
            };
            rows.push(Self {
                publisher: word(&columns.publisher),
                publication: word(&columns.publication),
                edition: word(&columns.edition),
                period,
                day: day.day(row),
                area,
                provider_name: word(&columns.provider_name),
                measure: word(&columns.measure),
                of,
                value,
                remark: word(&columns.remark),
                origin: origins.at(row)?,
            });
        }
        Ok(())
    }
}

/// The columns of text.
struct PublishedTextColumns<'a> {
    publisher: TextColumn<'a>,
    publication: TextColumn<'a>,
    edition: TextColumn<'a>,
    period: TextColumn<'a>,
    area_kind: TextColumn<'a>,
    area_code: TextColumn<'a>,
    area_name: TextColumn<'a>,
    ons_code: TextColumn<'a>,
    measure: TextColumn<'a>,
    provider_code: TextColumn<'a>,
    provider_name: TextColumn<'a>,
    reason: TextColumn<'a>,
    attributed_to: TextColumn<'a>,
    care_type: TextColumn<'a>,
    age_group: TextColumn<'a>,
    band: TextColumn<'a>,
    detail: TextColumn<'a>,
    basis: TextColumn<'a>,
    remark: TextColumn<'a>,
}

impl<'a> PublishedTextColumns<'a> {
    fn of(batch: &Batch<'a>) -> Result<Self> {
        Ok(Self {
            publisher: batch.text("publisher")?,
            publication: batch.text("publication")?,
            edition: batch.text("edition")?,
            period: batch.text("period")?,
            area_kind: batch.text("area_kind")?,
            area_code: batch.text("area_code")?,
            area_name: batch.text("area_name")?,
            ons_code: batch.text("ons_code")?,
            measure: batch.text("measure")?,
            provider_code: batch.text("provider_code")?,
            provider_name: batch.text("provider_name")?,
            reason: batch.text("reason")?,
            attributed_to: batch.text("attributed_to")?,
            care_type: batch.text("care_type")?,
            age_group: batch.text("age_group")?,
            band: batch.text("band")?,
            detail: batch.text("detail")?,
            basis: batch.text("basis")?,
            remark: batch.text("remark")?,
        })
    }
}

/// Words that many figures share, each in memory once.
#[derive(Default)]
struct SharedWords(HashSet<SharedWord>);

impl SharedWords {
    fn word(&mut self, text: &str) -> SharedWord {
        if let Some(word) = self.0.get(text) {
            return word.clone();
        }
        let word: SharedWord = text.into();
        self.0.insert(word.clone());
        word
    }
}
