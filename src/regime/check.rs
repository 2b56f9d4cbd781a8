//! The checker of regime files: gaps, overlaps, missing citations, and rules that no case can reach.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use crate::calendar::Calendar;
use crate::domain::{Authorities, Day, Minor};

use super::file::{Cited, DayCondition, DayRule, Late, PriceBand, RegimeFile, StopEvent, Tariff};
use super::readings::Readings;
use super::rule::RuleId;

/// Something wrong in a regime file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegimeProblem {
    /// Offset of the place in the file.
    pub byte: usize,
    /// What is wrong.
    pub what: String,
}

#[derive(Default)]
pub(super) struct RegimeProblems(pub(super) Vec<RegimeProblem>);

impl RegimeProblems {
    pub(super) fn add(&mut self, byte: usize, what: impl Into<String>) {
        self.0.push(RegimeProblem { byte, what: what.into() });
    }
}

/// Every problem of the file, and its calendar if it names one we have.
pub fn check(file: &RegimeFile) -> (Vec<RegimeProblem>, Option<&'static Calendar>) {
    let mut problems = RegimeProblems(Vec::new());
    let calendar = Calendar::named(&file.regime.calendar);
    head(file, calendar, &mut problems);
    force(file, &mut problems);
    citations(file, &mut problems);
    late("assessment_notice", &file.assessment_notice.late, &mut problems);
    late("discharge_notice", &file.discharge_notice.late, &mut problems);
    unique("excluded", file.excluded.iter().map(|item| (item.span().start, &item.get_ref().reason)), &mut problems);
    stops(file, &mut problems);
    bands(&file.band, &mut problems);
    tariffs(file, &mut problems);
    check_rules(&file.rule, (RuleId::ALL, RuleId::name), reachable(file), &mut problems);
    readings(file, &mut problems);
    (problems.0, calendar)
}

fn head(file: &RegimeFile, calendar: Option<&Calendar>, problems: &mut RegimeProblems) {
    if file.schema != "beddays-regime/1" {
        problems.add(0, format!("schema `{}` is not one we read: `beddays-regime/1`", file.schema));
    }
    if file.regime.procedure != "england" {
        let words = "no verbs of that name; there is `england`, `readiness` and `group_mean`";
        problems.add(0, format!("procedure `{}`: {words}", file.regime.procedure));
    }
    if jiff::tz::TimeZone::get(&file.regime.zone).is_err() {
        problems.add(0, format!("zone `{}` is not in the zone table", file.regime.zone));
    }
    match calendar {
        None => {
            problems.add(0, format!("calendar `{}` is not there; there is `england-and-wales`", file.regime.calendar))
        }
        Some(calendar) if !calendar.covers(file.coverage.from) || !calendar.covers(file.coverage.to) => {
            let (first, last) = calendar.span();
            problems.add(0, format!("coverage goes beyond the tabled holidays, {first} to {last}"));
        }
        Some(_) => {}
    }
    if file.coverage.to < file.coverage.from {
        problems.add(0, "coverage ends before it begins");
    }
}

fn force(file: &RegimeFile, problems: &mut RegimeProblems) {
    for (name, window) in [("notices", &file.force.notices), ("payments", &file.force.payments)] {
        let to = window.to.unwrap_or(file.coverage.to);
        if to < window.from {
            problems.add(0, format!("force.{name} ends before it begins"));
        }
        if window.from < file.coverage.from || to > file.coverage.to {
            problems.add(0, format!("force.{name} goes beyond the coverage"));
        }
    }
}

fn citations(file: &RegimeFile, problems: &mut RegimeProblems) {
    let mut need = |byte: usize, name: &str, cite: &str| {
        if cite.trim().is_empty() {
            problems.add(byte, format!("{name} has no citation"));
        }
    };
    fn cited<T>(value: &Cited<T>) -> &str {
        &value.cite
    }
    let (assessment, discharge, start) = (&file.assessment_notice, &file.discharge_notice, &file.start);
    for (name, cite) in [
        ("regime.duty", cited(&file.regime.duty)),
        ("force.notices", &file.force.notices.cite),
        ("force.payments", &file.force.payments.cite),
        ("assessment_notice.earliest_days_before_admission", cited(&assessment.earliest_days_before_admission)),
        ("assessment_notice.moves_past_rest_days", cited(&assessment.moves_past_rest_days)),
        ("discharge_notice.lead_days", cited(&discharge.lead_days)),
        ("discharge_notice.moves_past_rest_days", cited(&discharge.moves_past_rest_days)),
        ("interval.days", cited(&file.interval.days)),
        ("start.moves_past_rest_days", cited(&start.moves_past_rest_days)),
        ("start.ready_by", cited(&start.ready_by)),
        ("start.ready_by_spares", cited(&start.ready_by_spares)),
        ("redirect", cited(&file.redirect)),
    ] {
        need(0, name, cite);
    }
    if let Some(until) = &file.interval.leaves_out_rest_days_until {
        need(0, "interval.leaves_out_rest_days_until", &until.cite);
    }
    assessment.late.iter().chain(&discharge.late).for_each(|late| need(0, "a late rule", &late.cite));
    file.excluded.iter().for_each(|item| need(item.span().start, "an excluded ground", &item.get_ref().cite));
    file.stop.iter().for_each(|item| need(item.span().start, "a stop", &item.get_ref().cite));
    file.band.iter().for_each(|item| need(item.span().start, "a band", &item.get_ref().cite));
    file.tariff.iter().for_each(|item| need(item.span().start, "a tariff", &item.get_ref().cite));
    file.pause.iter().for_each(|item| need(item.span().start, "a pause", &item.get_ref().cite));
    file.warning.iter().for_each(|item| need(item.span().start, "a warning", &item.get_ref().cite));
    file.rule.iter().for_each(|item| need(item.span().start, "a rule", &item.get_ref().cite));
    file.reading.iter().for_each(|item| need(item.span().start, "a reading", &item.get_ref().cite));
}

/// A late rule that an earlier one always overtakes can never be reached.
fn late(name: &str, rules: &[Late], problems: &mut RegimeProblems) {
    for (at, rule) in rules.iter().enumerate() {
        if rule.on.is_empty() {
            problems.add(0, format!("{name}.late number {}: no case can reach it, it names no day", at + 1));
        }
        let overtaken = |on: &DayCondition| {
            rules[..at].iter().any(|earlier| {
                earlier.on.contains(on)
                    && earlier.after.is_none_or(|time| rule.after.is_some_and(|after| time <= after))
            })
        };
        if !rule.on.is_empty() && rule.on.iter().all(overtaken) {
            problems
                .add(0, format!("{name}.late number {}: no case can reach it, earlier rules take its days", at + 1));
        }
    }
}

pub(super) fn unique<'a>(what: &str, names: impl Iterator<Item = (usize, &'a String)>, problems: &mut RegimeProblems) {
    let mut seen = BTreeSet::new();
    for (byte, name) in names {
        if !seen.insert(name) {
            problems.add(byte, format!("{what} `{name}` stands twice: no case can reach the second"));
        }
    }
}

fn stops(file: &RegimeFile, problems: &mut RegimeProblems) {
    let mut seen = BTreeSet::new();
    for stop in &file.stop {
        let (byte, stop) = (stop.span().start, stop.get_ref());
        if !seen.insert(stop.event) {
            problems.add(byte, format!("stop {:?} stands twice: no case can reach the second", stop.event));
        }
        for reading in &stop.readings {
            if !file.reading.iter().any(|asked| asked.get_ref().id == *reading) {
                problems.add(byte, format!("stop names the reading `{reading}`, which the file does not ask"));
            }
        }
    }
    for needed in [StopEvent::Discharged, StopEvent::SelfDischarged, StopEvent::Died] {
        if !seen.contains(&needed) {
            problems.add(0, format!("no stop for {needed:?}: a period would outlast the stay"));
        }
    }
}

fn bands(bands: &[Spanned<PriceBand>], problems: &mut RegimeProblems) {
    unique("band", bands.iter().map(|band| (band.span().start, &band.get_ref().id)), problems);
    let authorities = Authorities::england();
    let mut placed = BTreeMap::new();
    for band in bands {
        let (byte, band) = (band.span().start, band.get_ref());
        if !band.london && !band.rest && band.authorities.is_empty() {
            problems.add(byte, format!("band `{}`: no case can reach it, it has no authority", band.id));
        }
        for name in band.authorities.iter().chain(&band.successors) {
            match authorities.spelt(name) {
                None => {
                    problems.add(byte, format!("band `{}` names `{name}`, which is not a known authority", band.id))
                }
                Some(same) if band.london && same.iter().any(|id| authorities.get(*id).is_london()) => {
                    problems.add(byte, format!("band `{}` names `{name}`, which `london` has already", band.id));
                }
                Some(same) => {
                    if let Some(other) = same.iter().filter_map(|id| placed.insert(*id, &band.id)).next() {
                        problems.add(byte, format!("`{name}` stands in band `{other}` and in `{}`: overlap", band.id));
                    }
                }
            }
        }
    }
    match bands.iter().filter(|band| band.get_ref().rest).count() {
        0 => problems.add(0, "no band takes the rest of the authorities: a gap"),
        1 => {}
        _ => problems.add(0, "two bands take the rest of the authorities: an overlap"),
    }
}

/// No day costs more, in minor units: a sum of them is far below what can be counted.
const MOST_A_DAY: i64 = 100_000_000;

/// What is wrong with a price, if anything.
pub(super) fn no_price(byte: usize, amount: Minor) -> Option<RegimeProblem> {
    let what = "a price that is not above zero, or above a million a day".to_owned();
    (!(1..=MOST_A_DAY).contains(&amount.0)).then_some(RegimeProblem { byte, what })
}

/// Every band must have exactly one price for every day that can be charged.
fn tariffs(file: &RegimeFile, problems: &mut RegimeProblems) {
    let (from, to) = (file.force.payments.from, file.force.payments.to.unwrap_or(file.coverage.to));
    for tariff in &file.tariff {
        let (byte, tariff) = (tariff.span().start, tariff.get_ref());
        if !file.band.iter().any(|band| band.get_ref().id == tariff.band) {
            problems.add(byte, format!("tariff for band `{}`, which is not there: no case can reach it", tariff.band));
        }
        if tariff.to < from || tariff.from > to {
            problems.add(byte, format!("tariff of {} to {}: no case can reach it", tariff.from, tariff.to));
        }
        problems.0.extend(no_price(byte, tariff.amount_minor));
    }
    for band in &file.band {
        let of_band = file.tariff.iter().filter(|tariff| tariff.get_ref().band == band.get_ref().id);
        let mut dated: Vec<&Spanned<Tariff>> = of_band.collect();
        dated.sort_by_key(|tariff| tariff.get_ref().from);
        dated_without_gap(&band.get_ref().id, &dated, (from, to), problems);
    }
}

fn dated_without_gap(band: &str, dated: &[&Spanned<Tariff>], (from, to): (Day, Day), problems: &mut RegimeProblems) {
    let mut next = from;
    for tariff in dated {
        let (byte, tariff) = (tariff.span().start, tariff.get_ref());
        if tariff.to < tariff.from {
            problems.add(byte, format!("tariff of band `{band}` ends before it begins"));
        } else if tariff.from > next {
            problems.add(byte, format!("band `{band}` has no price from {next} to {}: a gap", tariff.from.previous()));
        } else if tariff.from < next && next != from {
            problems.add(byte, format!("band `{band}` has two prices on {}: an overlap", tariff.from));
        }
        next = next.max(tariff.to.next());
    }
    if next <= to {
        problems.add(0, format!("band `{band}` has no price from {next} to {to}: a gap"));
    }
}

/// Which rules a file must have follows from its values: one that no case can reach, or that no verb knows, is refused, and one
/// that a case can reach has words and a citation.
pub(super) fn check_rules<R: Copy + Ord>(
    rules: &[Spanned<DayRule>],
    (known, name): (&[R], fn(R) -> &'static str),
    reachable: BTreeSet<R>,
    problems: &mut RegimeProblems,
) {
    unique("rule", rules.iter().map(|rule| (rule.span().start, &rule.get_ref().id)), problems);
    for rule in rules {
        let id = &rule.get_ref().id;
        match known.iter().find(|known| name(**known) == id) {
            None => problems.add(rule.span().start, format!("rule `{id}`: no verb knows it, no case can reach it")),
            Some(known) if !reachable.contains(known) => {
                problems.add(rule.span().start, format!("rule `{id}`: no case can reach it with these values"));
            }
            Some(_) => {}
        }
    }
    for needed in reachable.into_iter().map(name) {
        if !rules.iter().any(|rule| rule.get_ref().id == needed) {
            problems.add(0, format!("rule `{needed}` can be reached and has no words and citation"));
        }
    }
}

/// The rules that some case can reach.
pub(super) fn reachable(file: &RegimeFile) -> BTreeSet<RuleId> {
    use super::file::Spares;
    let asks = |id: &str| file.reading.iter().any(|asked| asked.get_ref().id == id);
    let stops = |event| file.stop.iter().any(|stop| stop.get_ref().event == event);
    let first_day = file.start.ready_by_spares.value == Spares::FirstDay;
    let withdrawn = stops(StopEvent::AssessmentNoticeWithdrawn) || stops(StopEvent::DischargeNoticeWithdrawn);
    let when = |condition: bool, rule: RuleId| condition.then_some(rule);
    let always = [
        RuleId::NotAssessed,
        RuleId::ServicesMissing,
        RuleId::CouncilUnknown,
        RuleId::Excluded,
        RuleId::BeforeNotices,
        RuleId::AfterPayments,
        RuleId::NoAssessmentNotice,
        RuleId::NoDischargeNotice,
        RuleId::DischargeNoticeVoid,
        RuleId::NoticeWithdrawn,
        RuleId::UntilRelevantDay,
        RuleId::ReadyAtTest,
        RuleId::OtherCauseAtTest,
        RuleId::Deterioration,
        RuleId::EndDischarged,
        RuleId::EndSelfDischarged,
        RuleId::EndDied,
    ];
    let by_value = [
        when(asks("claim_made"), RuleId::ClaimNotMade),
        when(asks("successor_liability"), RuleId::CouncilEnded),
        when(file.force.payments.from > file.force.notices.from, RuleId::BeforePayments),
        when(asks("commencement_rule"), RuleId::CommencementTest),
        when(asks("regime_selection"), RuleId::CaseRunsOut),
        when(!file.pause.is_empty(), RuleId::CovidPause),
        when(file.start.moves_past_rest_days.value, RuleId::RestDayFirst),
        when(first_day, RuleId::ReadyByHourFirst),
        when(!first_day, RuleId::ReadyByHour),
        when(stops(StopEvent::ServicesReady), RuleId::ReadyEnds),
        when(asks("later_nhs_cause"), RuleId::LaterCause),
        when(stops(StopEvent::OwnCare), RuleId::EndOwnCare),
        when(stops(StopEvent::FurtherTreatment), RuleId::EndFurtherTreatment),
        when(stops(StopEvent::AuthorityReadyNotice), RuleId::EndAuthorityNotice),
        when(withdrawn, RuleId::EndWithdrawn),
        when(file.ceiling.is_some(), RuleId::OverCeiling),
    ];
    always.into_iter().chain(by_value.into_iter().flatten()).collect()
}

fn readings(file: &RegimeFile, problems: &mut RegimeProblems) {
    unique("reading", file.reading.iter().map(|reading| (reading.span().start, &reading.get_ref().id)), problems);
    for reading in &file.reading {
        let (byte, reading) = (reading.span().start, reading.get_ref());
        for value in std::iter::once(&reading.default).chain(&reading.alternatives) {
            if let Err(refused) = Readings::unset().set(&reading.id, value) {
                problems.add(byte, format!("{refused}: no case can reach it"));
            }
        }
        let known = Readings::ALL.iter().find(|(name, _)| *name == reading.id).map_or(0, |(_, values)| values.len());
        if known > 0 && reading.alternatives.len() + 1 != known {
            problems.add(byte, format!("reading `{}` leaves out an answer that the verbs know", reading.id));
        }
    }
    for pause in &file.pause {
        let (byte, pause) = (pause.span().start, pause.get_ref());
        if let Err(refused) = Readings::unset().set(&pause.reading, &pause.value) {
            problems.add(byte, format!("{refused}: no case can reach the pause"));
        }
    }
}
