//! What the open questions of law are worth: by how much a month would differ if one of them were answered otherwise.

use std::collections::BTreeMap;

use crate::domain::{AuthorityId, Day, EventRecord, Month, Stay};
use crate::error::{Error, Result};
use crate::liability::{CaseOfStays, Cases, Charge, Charges};
use crate::operate::month::changes::InView;
use crate::project::Project;
use crate::regime::Law;
use crate::report::statement::{OtherAnswer, OtherAnswers};

/// What an answer has where a time of day is to be filled in.
const TIME_TO_FILL_IN: &str = "HH:MM";

/// Judges the stays of a month again under each other answer to each question that the laws of its days leave open.
///
/// # Errors
/// 70: a law does not know an answer of its own list (our bug).
pub(crate) fn other_answers(
    project: &Project,
    (stays, events): (&[Stay], &[EventRecord]),
    (month, as_of): (Month, Day),
) -> Result<OtherAnswers> {
    // Laws cut stays into the same cases, but where one of them lets a case go on in another hospital.
    let mut cases: BTreeMap<bool, Vec<CaseOfStays<'_>>> = BTreeMap::new();
    let view = InView::of(project, month);
    let mut judged = |laws: &[Law]| {
        let goes_on = laws.iter().any(Law::goes_on_elsewhere);
        let all = || Charges::chargeable(&Cases::of(stays, events, laws, as_of), |case| view.may_have(case, month));
        Charges::of(cases.entry(goes_on).or_insert_with(all), laws, (month.first(), month.last().min(as_of)))
    };
    let held = judged(&project.law);
    let used: Vec<&Law> = held.laws.iter().map(|place| &project.law[*place]).collect();
    let mut all = OtherAnswers::default();
    for (reading, answer) in questions(&used, month) {
        if answer.contains(TIME_TO_FILL_IN) {
            all.to_fill_in.push(format!("{reading}={answer}"));
            continue;
        }
        let laws = project.law.iter().map(|law| answered(law, reading, answer)).collect::<Result<Vec<Law>>>()?;
        let otherwise = judged(&laws);
        let asked: Vec<_> = used.iter().flat_map(|law| law.questions()).filter(|asked| asked.id == reading).collect();
        let mut found = OtherAnswer::new(&asked, answer);
        let is_of_ours = |stay_id: &str| {
            held.of_stays.get(stay_id).into_iter().flatten().any(|((payee, payer), _)| view.is_between(payee, *payer))
        };
        found.not_judged = otherwise.not_judged.iter().filter(|stay_id| is_of_ours(stay_id)).count() as i64;
        for differences in differences(&held, &otherwise).into_values() {
            let ours: Vec<_> =
                differences.into_iter().filter(|((payee, payer), _)| view.is_between(payee, *payer)).collect();
            found.add_stay(ours.into_iter().map(|((_, payer), charge)| (payer, charge)));
        }
        all.add(found);
    }
    Ok(all)
}

/// Each question of the laws that days rest on, with each answer that is not in use. Of a pause that begins after the month
/// nothing is asked.
fn questions<'l>(used: &[&'l Law], month: Month) -> Vec<(&'l str, &'l str)> {
    let mut found = Vec::new();
    for law in used {
        for question in law.questions().into_iter().filter(|question| law.matters_until(question.id, month.last())) {
            let answers = std::iter::once(question.default).chain(question.alternatives.iter().map(String::as_str));
            for answer in answers.filter(|answer| *answer != question.chosen) {
                if !found.contains(&(question.id, answer)) {
                    found.push((question.id, answer));
                }
            }
        }
    }
    found
}

/// A law with another answer to one of its questions; a law that does not ask it, or knows no such answer, as it is.
fn answered(law: &Law, reading: &str, answer: &str) -> Result<Law> {
    let questions = law.questions();
    let knows = questions.iter().any(|question| {
        question.id == reading
            && (question.default == answer || question.alternatives.iter().any(|known| known == answer))
    });
    if !knows {
        return Ok(law.clone());
    }
    let chosen: Vec<(String, String)> = questions
        .iter()
        .map(|question| (question.id, if question.id == reading { answer } else { question.chosen }))
        .map(|(id, answer)| (id.to_owned(), answer.to_owned()))
        .collect();
    law.under(&chosen).map_err(|error| Error::bug(format!("{} with {reading}={answer}: {error}", law.id())))
}

type ByParties = BTreeMap<(Box<str>, Option<AuthorityId>), Charge>;

/// What differs of each stay; those that cannot be judged otherwise differ in nothing that is known.
fn differences<'a>(held: &'a Charges, otherwise: &'a Charges) -> BTreeMap<&'a str, ByParties> {
    let mut all: BTreeMap<&str, ByParties> = BTreeMap::new();
    for (charges, sign) in [(held, -1), (otherwise, 1)] {
        for (stay_id, of_stay) in
            charges.of_stays.iter().filter(|(stay_id, _)| !otherwise.not_judged.contains(*stay_id))
        {
            let own = all.entry(stay_id).or_default();
            for (parties, charge) in of_stay {
                own.entry(parties.clone()).or_default().add(*charge, sign);
            }
        }
    }
    for own in all.values_mut() {
        own.retain(|_, charge| *charge != Charge::default());
    }
    all.retain(|_, own| !own.is_empty());
    all
}
