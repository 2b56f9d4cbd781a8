//! A regime and its readings made ready for the verbs: numbers, masks and tables, nothing left to look up by name.

use crate::calendar::{Calendar, NotTabled, Saturdays};
use crate::domain::codes::CareType;
use crate::domain::moment::TimeOfDay;
use crate::domain::{Authorities, AuthorityId, Day, Minor, Moment};

use super::file::{DayCondition, Late, PeriodStop, RedirectUntil, RegimeFile, Spares};
use super::readings::{
    BedfordshireSuccessors, CurrentCareExclusion, DischargeNoticeLead, Interval2014, MinAge, Readings,
    SundayIntervalTest, SundayRulesSunset, WeekendActualHolidays,
};

/// When a notice counts as given.
#[derive(Clone, Debug)]
pub struct Deeming {
    late: Vec<LateRule>,
    moves_past_rest_days: bool,
}

#[derive(Clone, Debug)]
struct LateRule {
    rest_days: bool,
    weekdays: u8,
    after: Option<TimeOfDay>,
}

/// A dated price for a band.
#[derive(Clone, Debug)]
struct Price {
    band: u8,
    from: Day,
    to: Day,
    amount: Minor,
}

/// A ground of exclusion that applies under the readings, by its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawExclusion(pub u8);

/// No price for a day: never a zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no price for {day}")]
pub struct NoPrice {
    /// The day.
    pub day: Day,
}

/// One regime under one set of readings.
#[derive(Clone, Debug)]
pub struct LawRules {
    /// The readings.
    pub readings: Readings,
    /// The days for which the law was read.
    pub coverage: (Day, Day),
    /// Days on which an assessment notice can count as given.
    pub notices: (Day, Day),
    /// Days that can be charged.
    pub payments: (Day, Day),
    /// Earliest assessment notice, in days before expected admission.
    pub earliest_days: i32,
    /// When an assessment notice counts as given.
    pub assessment_notice: Deeming,
    /// When a discharge notice counts as given.
    pub discharge_notice: Deeming,
    /// How many days before the proposed day a discharge notice must count as given.
    pub lead_days: i32,
    /// Countable days of the minimum interval.
    pub interval_days: i32,
    /// Until when rest days are left out of it.
    pub interval_rest_days_until: Option<Day>,
    /// Whether the first day moves past rest days, and until when.
    pub start_moves: bool,
    /// The last day on which rest days were protected.
    pub sunset: Option<Day>,
    /// How many days of a stay are charged at most.
    pub ceiling: Option<i32>,
    /// The hour by which readiness spares a day.
    pub ready_by: TimeOfDay,
    /// Which days it spares.
    pub spares: Spares,
    /// What ends a period.
    pub stops: Vec<PeriodStop>,
    /// Whether another authority can take over after the patient left.
    pub redirect_any_time: bool,
    /// The first day that is not charged under the readings, if they pause the charge.
    pub paused_from: Option<Day>,
    calendar: &'static Calendar,
    saturdays: Saturdays,
    excluded: Vec<(String, Option<CareType>)>,
    bands: Vec<u8>,
    prices: Vec<Price>,
}

impl LawRules {
    /// The rules of `file`, which the checker has passed, under `readings`.
    pub fn new(file: &RegimeFile, calendar: &'static Calendar, readings: Readings) -> Self {
        let open = Day::from_number(i32::MAX / 2);
        let leaves_out = file.interval.leaves_out_rest_days_until.as_ref().map(|until| until.value);
        let sunset = leaves_out.filter(|_| readings.sunday_rules_sunset == SundayRulesSunset::EndOfMarch2005);
        let one_more = i32::from(readings.interval_2014 == Interval2014::ThreeDays);
        let clear = i32::from(readings.discharge_notice_lead == DischargeNoticeLead::ClearDay);
        let window = |window: &super::file::Window| (window.from, window.to.unwrap_or(open));
        let (assessment, discharge) = (&file.assessment_notice, &file.discharge_notice);
        Self {
            readings,
            coverage: (file.coverage.from, file.coverage.to),
            notices: window(&file.force.notices),
            payments: window(&file.force.payments),
            earliest_days: assessment.earliest_days_before_admission.value,
            assessment_notice: Deeming::new(&assessment.late, assessment.moves_past_rest_days.value),
            discharge_notice: Deeming::new(&discharge.late, discharge.moves_past_rest_days.value),
            lead_days: discharge.lead_days.value + clear,
            interval_days: file.interval.days.value + one_more,
            interval_rest_days_until: leaves_out,
            start_moves: file.start.moves_past_rest_days.value,
            sunset,
            ceiling: file.ceiling.as_ref().map(|ceiling| ceiling.value),
            ready_by: file.start.ready_by.value,
            spares: file.start.ready_by_spares.value,
            stops: file.stop.iter().map(|stop| stop.get_ref().clone()).collect(),
            redirect_any_time: file.redirect.value == RedirectUntil::AnyTime,
            paused_from: paused_from(file, readings),
            calendar,
            saturdays: saturdays(readings),
            excluded: file
                .excluded
                .iter()
                .map(|ground| (ground.get_ref().reason.clone(), ground.get_ref().care_type))
                .collect(),
            bands: bands(file, readings),
            prices: prices(file),
        }
    }

    /// The ground of exclusion named `reason`, unless the readings waive it.
    pub fn exclusion(&self, reason: &str) -> Option<LawExclusion> {
        let waived = match reason {
            "under_18" => self.readings.min_age == MinAge::None,
            "rehabilitation" => self.readings.current_care_exclusion == CurrentCareExclusion::False,
            _ => false,
        };
        let at = self.excluded.iter().position(|(name, _)| name == reason).filter(|_| !waived)?;
        Some(LawExclusion(at as u8))
    }

    /// The ground of exclusion that a kind of care falls under, unless the readings waive it.
    pub fn exclusion_of_care(&self, care: CareType) -> Option<LawExclusion> {
        let (reason, _) = self.excluded.iter().find(|(_, excluded)| *excluded == Some(care))?;
        self.exclusion(reason)
    }

    /// Whether a notice can count as given on a day.
    pub fn counts_notices_on(&self, day: Day) -> bool {
        (self.notices.0..=self.notices.1).contains(&day)
    }

    /// Whether `day` is a Sunday or public holiday, whatever the law does with it.
    ///
    /// # Errors
    /// The table of holidays does not have the day.
    pub fn is_rest_day(&self, day: Day) -> Result<bool, NotTabled> {
        self.calendar.is_rest_day(day, self.saturdays)
    }

    /// Whether `day` is a Sunday or public holiday that notices and first days are protected from.
    ///
    /// # Errors
    /// The table of holidays does not have the day.
    pub fn is_protected(&self, day: Day) -> Result<bool, NotTabled> {
        if self.sunset.is_some_and(|sunset| day > sunset) {
            return Ok(false);
        }
        self.is_rest_day(day)
    }

    /// The day on which a notice given at `given` counts as given.
    ///
    /// # Errors
    /// The table of holidays does not have a day that is needed.
    pub fn deemed(&self, deeming: &Deeming, given: Moment) -> Result<Day, NotTabled> {
        let day = given.day();
        let needs_calendar = deeming.moves_past_rest_days || deeming.late.iter().any(|rule| rule.rest_days);
        let protected = needs_calendar && self.is_protected(day)?;
        let weekday = 1_u8 << (day.weekday() as u8);
        let late = deeming.late.iter().any(|rule| {
            let on = (rule.rest_days && protected) || rule.weekdays & weekday != 0;
            on && rule.after.is_none_or(|after| given.time() > after)
        });
        let mut counts = if late { day.next() } else { day };
        while deeming.moves_past_rest_days && self.is_protected(counts)? {
            counts = counts.next();
        }
        Ok(counts)
    }

    /// Whether `day` is left out of the minimum interval of a notice given at `given` that counts as given on `deemed`.
    ///
    /// # Errors
    /// The table of holidays does not have the day.
    pub fn leaves_out(&self, day: Day, given: Moment, deemed: Day) -> Result<bool, NotTabled> {
        let Some(until) = self.interval_rest_days_until else { return Ok(false) };
        let tested = match self.readings.sunday_interval_test {
            SundayIntervalTest::ActualNoticeDate => given.day(),
            SundayIntervalTest::EachDay => day,
            SundayIntervalTest::DeemedDate | SundayIntervalTest::Unset => deemed,
        };
        Ok(tested <= until && self.is_rest_day(day)?)
    }

    /// The price of `day` for `payer`.
    ///
    /// # Errors
    /// There is none: a gap in the tariff is never a zero.
    pub fn price(&self, payer: AuthorityId, day: Day) -> Result<Minor, NoPrice> {
        let band = self.bands[payer.index()];
        let price = self.prices.iter().find(|price| price.band == band && (price.from..=price.to).contains(&day));
        price.map(|price| price.amount).ok_or(NoPrice { day })
    }

    /// The highest price of `day` that one of the councils could owe after `council`, or it itself; nothing without a price.
    pub fn price_at_most(&self, council: AuthorityId, day: Day) -> Option<Minor> {
        let after = Authorities::england().successors(council);
        let councils = if after.is_empty() { std::slice::from_ref(&council) } else { after };
        councils.iter().filter_map(|council| self.price(*council, day).ok()).max()
    }

    /// The place of the authority's band in the file.
    pub fn band(&self, payer: AuthorityId) -> usize {
        usize::from(self.bands[payer.index()])
    }
}

impl Deeming {
    fn new(late: &[Late], moves_past_rest_days: bool) -> Self {
        let late = late.iter().map(|rule| LateRule {
            rest_days: rule.on.contains(&DayCondition::RestDay),
            weekdays: rule.on.iter().fold(0, |mask, on| match on {
                DayCondition::Weekday(weekday) => mask | 1 << (*weekday as u8),
                DayCondition::RestDay => mask,
            }),
            after: rule.after,
        });
        Self { late: late.collect(), moves_past_rest_days }
    }
}

fn saturdays(readings: Readings) -> Saturdays {
    match readings.weekend_actual_holidays {
        WeekendActualHolidays::None => Saturdays::Neither,
        WeekendActualHolidays::All => Saturdays::All,
        WeekendActualHolidays::ChristmasAnd26Dec | WeekendActualHolidays::Unset => Saturdays::ChristmasAndBoxingDay,
    }
}

fn paused_from(file: &RegimeFile, readings: Readings) -> Option<Day> {
    let pauses = file.pause.iter().map(toml::Spanned::get_ref);
    pauses.filter(|pause| readings.get(&pause.reading) == Some(pause.value.as_str())).map(|pause| pause.from).min()
}

/// Each authority's band, by its place in the list.
fn bands(file: &RegimeFile, readings: Readings) -> Vec<u8> {
    let authorities = Authorities::england();
    let with_successors = readings.bedfordshire_successors == BedfordshireSuccessors::Higher;
    let all = || file.band.iter().map(toml::Spanned::get_ref).enumerate();
    let rest = all().find(|(_, band)| band.rest).map_or(u8::MAX, |(at, _)| at as u8);
    // Authorities of other countries have no price of their own: no day of theirs is ever charged.
    let mut bands = vec![rest; Authorities::built_in().len()];
    for (at, band) in all() {
        let london = authorities.iter().filter(|(_, authority)| band.london && authority.is_london()).map(|(id, _)| id);
        let successors = band.successors.iter().filter(|_| with_successors);
        let named =
            band.authorities.iter().chain(successors).filter_map(|name| authorities.spelt(name)).flatten().copied();
        london.chain(named).for_each(|id| bands[id.index()] = at as u8);
    }
    bands
}

fn prices(file: &RegimeFile) -> Vec<Price> {
    let band_at = |id: &str| file.band.iter().position(|band| band.get_ref().id == id);
    let tariffs = file.tariff.iter().map(toml::Spanned::get_ref);
    let prices = tariffs.filter_map(|tariff| {
        let band = band_at(&tariff.band)? as u8;
        Some(Price { band, from: tariff.from, to: tariff.to, amount: tariff.amount_minor })
    });
    prices.collect()
}
