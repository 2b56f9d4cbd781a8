//! The publications that are read, by name, and the exact headers by which a file is known to be one of them.

use std::fmt;
use std::str::FromStr;

use super::cells::plain_name;
use super::lookup;
use crate::domain::codes::{NotInList, codes};
use crate::files::refusal::Refusal;
use crate::files::wording::{list, nearest};

codes! {
    /// A publication.
    Format {
        /// Delayed transfers of care, England: provider by council by reason.
        DtocRecords = "dtoc-records",
        /// Delayed transfers of care, England: the monthly workbook by council, and its months in one table.
        DtocCouncils = "dtoc-councils",
        /// Delayed transfers of care, England: the national time series.
        DtocEngland = "dtoc-england",
        /// Discharge ready date, England.
        DrdEngland = "drd-england",
        /// Acute discharge situation report, England.
        AcuteSitrepEngland = "acute-sitrep-england",
        /// Delayed discharge bed days, Scotland.
        ScotlandBeddays = "scotland-beddays",
        /// Delayed discharge census, Scotland.
        ScotlandCensus = "scotland-census",
    }
}

impl Format {
    /// The name by which users ask for it.
    pub fn name(self) -> &'static str {
        self.code()
    }

    /// Who publishes it.
    pub fn publisher(self) -> &'static str {
        match self {
            Self::ScotlandBeddays | Self::ScotlandCensus => "Public Health Scotland",
            _ => "NHS England",
        }
    }
}

/// How a file of a publication is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PublicationLayout {
    Records,
    CouncilMonths,
    CouncilSheet,
    EnglandMonths,
    EnglandBreakdown,
    DrdLong,
    DrdMonths,
    DrdShares,
    SitrepDaily,
    SitrepMonths,
    SitrepReasons,
    ScotlandBeddays,
    ScotlandCensus,
}

/// The header of a layout.
#[derive(Debug)]
pub(super) struct LayoutHeader {
    pub layout: PublicationLayout,
    pub format: Format,
    /// The layout in words.
    pub says: &'static str,
    /// Columns without which there is nothing to read, in plain spelling.
    required: &'static [&'static str],
    /// Columns that may be there; beside them and the required ones, none may.
    optional: &'static [&'static str],
}

use PublicationLayout::*;

const HEADERS: &[LayoutHeader] = &[
    LayoutHeader {
        layout: Records,
        format: Format::DtocRecords,
        says: "record-level CSV",
        required: &[
            "provider org code",
            "provider org name",
            "local authority code",
            "local authority name",
            "acute or non acute description",
            "reason for delay",
        ],
        optional: &[
            "period",
            "year",
            "period name",
            "provider sha code",
            "provider sha name",
            "provider parent org code",
            "provider parent name",
            "nhs a sum",
            "nhs b sum",
            "social care a sum",
            "social care b sum",
            "both a sum",
            "both b sum",
            "nhs dtoc beds",
            "nhs",
            "social care dtoc beds",
            "social care",
            "both dtoc beds",
            "both b",
        ],
    },
    LayoutHeader {
        layout: CouncilMonths,
        format: Format::DtocCouncils,
        says: "months of the council workbooks in one table",
        required: &[
            "month",
            "la_code",
            "la_name",
            "ons_code",
            "nhs",
            "social_care",
            "both",
            "total",
            "acute",
            "non_acute",
            "reason_a",
            "reason_b",
            "reason_c",
            "reason_di",
            "reason_dii",
            "reason_e",
            "reason_f",
            "reason_g",
            "reason_h",
            "reason_i",
            "reason_o",
        ],
        optional: &[],
    },
    LayoutHeader {
        layout: CouncilSheet,
        format: Format::DtocCouncils,
        says: "one sheet of the council workbook",
        required: &["code", "name", "total"],
        optional: &["sha", "region", "ons geography", "acute", "non-acute", "nhs", "social care", "both"],
    },
    LayoutHeader {
        layout: EnglandMonths,
        format: Format::DtocEngland,
        says: "months of the national series in one table",
        required: &[
            "month",
            "nhs",
            "social_care",
            "both",
            "total",
            "acute",
            "non_acute",
            "reason_a",
            "reason_b",
            "reason_c",
            "reason_di",
            "reason_dii",
            "reason_e",
            "reason_f",
            "reason_g",
            "reason_h",
            "reason_i",
            "reason_o",
        ],
        optional: &[],
    },
    LayoutHeader {
        layout: EnglandBreakdown,
        format: Format::DtocEngland,
        says: "months of the national series by care, reason and organisation",
        required: &["month", "care", "reason_code", "org", "days"],
        optional: &[],
    },
    LayoutHeader {
        layout: DrdLong,
        format: Format::DrdEngland,
        says: "monthly CSV, one measure a row",
        required: &[
            "date",
            "data source",
            "data type",
            "upper tier local authority code",
            "upper tier local authority",
            "region (of provider)",
            "icb (of provider)",
            "code",
            "organisation name",
            "measure",
            "value",
        ],
        optional: &[],
    },
    LayoutHeader {
        layout: DrdMonths,
        format: Format::DrdEngland,
        says: "months in one table, one area a row",
        required: &[
            "level",
            "code",
            "name",
            "region",
            "month",
            "total_discharges",
            "same_day",
            "delayed",
            "bed_days_after_drd",
            "avg_days_exc_zero",
            "same_day_pct",
            "delayed_pct",
            "acceptable_providers",
            "acceptable_provider_pct",
            "utla_coverage_pct",
        ],
        optional: &[],
    },
    LayoutHeader {
        layout: DrdShares,
        format: Format::DrdEngland,
        says: "national shares by month",
        required: &["month", "org_code", "perc_patients_delayed", "patients_discharged_volume", "perc_bed_delays"],
        optional: &[],
    },
    LayoutHeader {
        layout: SitrepDaily,
        format: Format::AcuteSitrepEngland,
        says: "monthly CSV, one metric a row",
        required: &["period", "level", "region", "icb", "org code", "org name", "metric", "value"],
        optional: &["metric type", "metric group"],
    },
    LayoutHeader {
        layout: SitrepMonths,
        format: Format::AcuteSitrepEngland,
        says: "daily averages by month, one area a row",
        required: &[
            "level",
            "code",
            "name",
            "region",
            "month",
            "nctr_daily_average",
            "discharged_total",
            "discharged_daily_average",
            "remaining_daily_average",
            "remaining_pct",
            "days_recorded",
        ],
        optional: &[],
    },
    LayoutHeader {
        layout: SitrepReasons,
        format: Format::AcuteSitrepEngland,
        says: "reasons, averaged over months",
        required: &["level", "code", "reason_group", "reason", "mean_monthly_average_patients", "months"],
        optional: &[],
    },
    LayoutHeader {
        layout: ScotlandBeddays,
        format: Format::ScotlandBeddays,
        says: "open data CSV",
        required: &[
            "monthofdelay",
            "agegroup",
            "reasonfordelay",
            "numberofdelayedbeddays",
            "averagedailynumberofdelayedbeds",
        ],
        optional: &["hbt", "hbtqf", "ca", "caqf", "agegroupqf", "reasonfordelayqf"],
    },
    LayoutHeader {
        layout: ScotlandCensus,
        format: Format::ScotlandCensus,
        says: "open data CSV",
        required: &["monthofdelay", "agegroup", "reasonfordelay", "numberofcensusdelays"],
        optional: &["hbt", "hbtqf", "ca", "caqf", "agegroupqf", "reasonfordelayqf"],
    },
];

impl LayoutHeader {
    fn knows(&self, name: &str) -> bool {
        self.required.contains(&name)
            || self.optional.contains(&name)
            || (self.layout == CouncilSheet && (name.is_empty() || lookup::reason_by_label(name).is_some()))
    }

    fn missing<'h>(&'h self, names: &'h [String]) -> impl Iterator<Item = &'static str> + 'h {
        self.required.iter().copied().filter(|wanted| !names.iter().any(|name| name == wanted))
    }

    fn fits(&self, names: &[String]) -> bool {
        self.missing(names).next().is_none() && names.iter().all(|name| self.knows(name))
    }
}

fn of_format(format: Option<Format>) -> impl Iterator<Item = &'static LayoutHeader> {
    HEADERS.iter().filter(move |header| format.is_none_or(|format| header.format == format))
}

/// The layout whose header these names are, in plain spelling and in any order.
pub(super) fn header_of(names: &[String], format: Option<Format>) -> Option<&'static LayoutHeader> {
    of_format(format).find(|header| header.fits(names))
}

/// Why the names are no header that is known: what the closest one wants, and what it does not know.
pub(super) fn no_header(names: &[String], written: &[String], format: Option<Format>, line: u32) -> Refusal {
    let shared = |header: &&LayoutHeader| {
        let there = header.required.len() - header.missing(names).count();
        (there * 1000 / header.required.len(), there)
    };
    let closest = of_format(format).max_by_key(shared).filter(|header| shared(header).0 >= 500);
    let Some(header) = closest else {
        let what = match format {
            Some(format) => format!("no line near the start is a header of `{format}`"),
            None => "no line near the start is the header of a publication that is known".to_owned(),
        };
        let hint = format!("publications are {}", list(Format::ALL.iter().map(|format| format.name())));
        return Refusal::new("F_HEADER", what, hint);
    };
    let like = format!("the header is nearly that of `{}` ({})", header.format, header.says);
    let missing: Vec<&str> = header.missing(names).collect();
    let unknown: Vec<&str> =
        written.iter().map(String::as_str).filter(|name| !header.knows(&plain_name(name))).collect();
    let place = (line as usize, 1);
    if missing.is_empty() {
        let what = format!("{like}, but {} is no column of it", list(unknown));
        let hint = "columns are never guessed: take the publisher's file again, or take the column out";
        return Refusal::new("F_HEADER_UNKNOWN", what, hint).at(place);
    }
    let what = format!("{like}, but {} is not there", list(missing.iter().copied()));
    let hint = match nearest(missing[0], unknown.iter().copied()) {
        Some(near) => format!("is `{near}` meant for `{}`? Names must be exact", missing[0]),
        None => format!("the line has {}", list(written.iter().map(String::as_str))),
    };
    Refusal::new("F_HEADER_MISSING", what, hint).at(place)
}

/// Refuses a header that has a column twice.
pub(super) fn refuse_twice(names: &[String], line: u32) -> Result<(), Refusal> {
    match (1..names.len()).find(|at| names[..*at].contains(&names[*at])) {
        None => Ok(()),
        Some(at) => {
            let what = format!("the column `{}` is there twice", names[at]);
            Err(Refusal::new("F_HEADER_DUPLICATE", what, "take the publisher's file again").at((line as usize, 1)))
        }
    }
}
