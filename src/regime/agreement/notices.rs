//! An agreement over a regime of notices and clocks.

use toml::Spanned;

use crate::domain::Day;
use crate::domain::day::Weekday;

use super::super::check::{check, reachable};
use super::super::file::{AssessmentNotice, Cited, DayCondition, DayRule, DischargeNotice, Force, Late, Tariff};
use super::super::readiness::CutOff;
use super::super::rule::RuleId;
use super::super::{Regime, file::RegimeFile};
use super::changes::AgreedChanges;
use super::file::{AgreedPrice, AgreedTime, AgreementFile, AgreementHead, meant};
use super::{AgreementText, duty, window};

/// The two notices whose time of day can be agreed.
const NOTICES: [&str; 2] = ["assessment_notice", "discharge_notice"];

/// The regime with the values of an agreement.
pub(super) fn extended(
    base: &Regime,
    agreed: &AgreementFile,
    (path, _, hash): AgreementText<'_>,
    changes: &mut AgreedChanges,
) -> Regime {
    let mut file = base.file.clone();
    let head = &agreed.agreement;
    (file.regime.id, file.regime.title) = (head.id.get_ref().clone(), head.title.clone());
    file.regime.duty = duty(head);
    file.force = Force { notices: window(head), payments: window(head) };
    // What paused the statute is no part of what the two agreed.
    let paused: Vec<String> = file.pause.drain(..).map(|pause| pause.get_ref().reading.clone()).collect();
    file.reading.retain(|asked| !paused.contains(&asked.get_ref().id));
    if let Some(threshold) = &agreed.threshold {
        changes.refuse(threshold.span().start, base.id(), "threshold");
    }
    prices(&mut file, base, agreed, changes);
    free_days(&mut file, base, agreed, changes);
    cut_offs(&mut file, base, agreed, changes);
    ceiling(&mut file, agreed, changes);
    let reachable = reachable(&file);
    file.rule.retain(|rule| reachable.iter().any(|known| known.name() == rule.get_ref().id));
    file.rule.iter_mut().for_each(|rule| of_agreement(rule.get_mut(), head));
    if changes.problems.0.is_empty() {
        let at = head.extends.span().start;
        let problems = check(&file).0.into_iter();
        problems.for_each(|problem| changes.problems.add(at, format!("with the agreement, {}", problem.what)));
    }
    let (hash, path) = (hash.to_owned(), path.display().to_string());
    Regime { file, hash, path, calendar: base.calendar, extends: Some(base.id().to_owned()) }
}

/// The rules about when the charge is in force are the agreement's.
fn of_agreement(rule: &mut DayRule, head: &AgreementHead) {
    let words = match rule.id.as_str() {
        id if id == RuleId::BeforeNotices.name() => "The agreement had not begun",
        id if id == RuleId::AfterPayments.name() => "The agreement had ended",
        _ => return,
    };
    (rule.words, rule.cite, rule.grade) = (words.to_owned(), head.cite.clone(), head.grade);
}

fn prices(file: &mut RegimeFile, base: &Regime, agreed: &AgreementFile, changes: &mut AgreedChanges) {
    let head = &agreed.agreement;
    let (first, last) = head.days();
    let bands: Vec<String> = file.band.iter().map(|band| band.get_ref().id.clone()).collect();
    let known: Vec<&str> = bands.iter().map(String::as_str).collect();
    let is_meant = |price: &AgreedPrice, band: &str| price.of.as_ref().is_none_or(|of| of.get_ref() == band);
    let priced = |band: &str| agreed.price.iter().any(|price| is_meant(price.get_ref(), band));
    // The regime's own prices hold for bands of which nothing was agreed, on the days that it has them for.
    file.tariff.retain_mut(|tariff| {
        let tariff = tariff.get_mut();
        (tariff.from, tariff.to) = (tariff.from.max(first), tariff.to.min(last));
        !priced(&tariff.band) && tariff.from <= tariff.to
    });
    for price in &agreed.price {
        let (span, price) = (price.span(), price.get_ref());
        let (of, byte) = meant(price.of.as_ref(), span.start);
        if let Some(of) = of.filter(|of| !known.contains(of)) {
            changes.unknown(byte, base.id(), ("price", of), &known);
            continue;
        }
        if !changes.is_price(span.start, price, (first, last)) {
            continue;
        }
        let (from, to) = (price.from.unwrap_or(first), price.to.unwrap_or(last));
        for band in bands.iter().filter(|band| is_meant(price, band)) {
            let meets = |tariff: &Tariff| tariff.band == *band && tariff.from <= to && from <= tariff.to;
            if file.tariff.iter().any(|tariff| meets(tariff.get_ref())) {
                changes.twice(span.start, &format!("price of {band}"));
            }
            let (amount_minor, cite, grade) = (price.amount_minor, price.cite.clone(), price.grade);
            let tariff = Tariff { band: band.clone(), from, to, amount_minor, cite, grade };
            file.tariff.push(Spanned::new(span.clone(), tariff));
            changes.price(&format!("price of {band}"), price_on(base, band, from), price, file.regime.currency);
        }
    }
}

fn price_on(base: &Regime, band: &str, day: Day) -> Option<crate::domain::Minor> {
    let mut tariffs = base.file.tariff.iter().map(Spanned::get_ref);
    let found = tariffs.find(|tariff| tariff.band == band && (tariff.from..=tariff.to).contains(&day));
    found.map(|tariff| tariff.amount_minor)
}

fn free_days(file: &mut RegimeFile, base: &Regime, agreed: &AgreementFile, changes: &mut AgreedChanges) {
    for (at, days) in agreed.free_days.iter().enumerate() {
        let (whole, days) = (days.span().start, days.get_ref());
        let (of, byte) = meant(days.of.as_ref(), whole);
        if let Some(of) = of.filter(|of| *of != NOTICES[0]) {
            changes.unknown(byte, base.id(), ("free days", of), &NOTICES[..1]);
            continue;
        }
        if at > 0 || !days.care_types.is_empty() {
            let what = if at > 0 { "are set twice: an overlap" } else { "are the same for every kind of care" };
            changes.problems.add(byte, format!("the free days of `{}` {what}", base.id()));
            continue;
        }
        let before = file.interval.days.value;
        file.interval.days = Cited { value: i32::from(days.days), cite: days.cite.clone(), grade: days.grade };
        // What two days mean is no question where their number was agreed.
        file.reading.retain(|asked| asked.get_ref().id != "interval_2014");
        let after = format!("{} days", days.days);
        let value = "free days from the assessment notice";
        changes.add(value, format!("{before} days"), after, (days.cite.clone(), days.grade));
    }
}

fn cut_offs(file: &mut RegimeFile, base: &Regime, agreed: &AgreementFile, changes: &mut AgreedChanges) {
    let mut set: Vec<&str> = Vec::new();
    for time in &agreed.cut_off {
        let (whole, time) = (time.span().start, time.get_ref());
        let (of, byte) = meant(time.of.as_ref(), whole);
        if let Some(of) = of.filter(|of| !NOTICES.contains(of)) {
            changes.unknown(byte, base.id(), ("cut-off", of), &NOTICES);
            continue;
        }
        if !changes.is_time(byte, time) {
            continue;
        }
        if !time.care_types.is_empty() {
            changes.problems.add(byte, format!("the cut-off of `{}` is the same for every kind of care", base.id()));
        }
        let AssessmentNotice { late: assessment, .. } = &mut file.assessment_notice;
        let DischargeNotice { late: discharge, .. } = &mut file.discharge_notice;
        for (notice, late) in NOTICES.into_iter().zip([assessment, discharge]) {
            if of.is_some_and(|of| of != notice) {
                continue;
            }
            if set.contains(&notice) {
                changes.twice(byte, &format!("cut-off of {notice}"));
            }
            set.push(notice);
            changes.time(&format!("cut-off of {notice}"), late.iter().find_map(|late| late.after), time);
            set_cut_off(late, time);
        }
    }
}

/// Days on which a notice is late all day stay as they are.
fn set_cut_off(late: &mut Vec<Late>, agreed: &AgreedTime) {
    let CutOff::After(time) = agreed.time else {
        late.retain(|rule| rule.after.is_none());
        return;
    };
    if late.iter().all(|rule| rule.after.is_none()) {
        let on = Weekday::ALL.map(DayCondition::Weekday).to_vec();
        late.push(Late { on, after: Some(time), cite: agreed.cite.clone(), grade: agreed.grade });
    }
    for rule in late.iter_mut().filter(|rule| rule.after.is_some()) {
        (rule.after, rule.cite, rule.grade) = (Some(time), agreed.cite.clone(), agreed.grade);
    }
}

fn ceiling(file: &mut RegimeFile, agreed: &AgreementFile, changes: &mut AgreedChanges) {
    let Some(ceiling) = agreed.ceiling.as_ref() else { return };
    let (span, ceiling) = (ceiling.span(), ceiling.get_ref());
    let (value, cite, grade) = (i32::from(ceiling.days), ceiling.cite.clone(), ceiling.grade);
    file.ceiling = Some(Cited { value, cite: cite.clone(), grade });
    let words = "Not charged: as many days of the stay were charged as the agreement allows".to_owned();
    file.rule.push(Spanned::new(span, DayRule { id: RuleId::OverCeiling.name().to_owned(), words, cite, grade }));
    changes.add("ceiling", "none".to_owned(), format!("{value} charged days"), (ceiling.cite.clone(), grade));
}
