//! `beddays bridge`: from one figure of a published month to another, cause by cause.

use std::path::Path;

use crate::cli::{BridgeArguments, OutputFormat};
use crate::error::{Exit, Result};
use crate::operate::bridge::{BridgeFigure, BridgeOfMonth, BridgeRequest, bridge as build};
use crate::query::{Answer, AnswerValue};
use crate::store::Store;

use super::Out;
use super::query::print;

pub(super) fn bridge(folder: &Path, arguments: &BridgeArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project(folder)?;
    let store = Store::read_only(folder)?;
    let BridgeArguments { from, to, month, days, format } = arguments;
    let asked = BridgeRequest { from, to, month: *month, with_days: *days, language: project.language };
    let built = build(&project, &store, asked)?;
    if out.json || *format == OutputFormat::Json {
        out.value(&built)?;
    } else {
        print(&if *days { crossings(&built) } else { steps(&built) }, *format, out)?;
    }
    let of = [
        ("from", (&built.from.name).into()),
        ("to", (&built.to.name).into()),
        ("month", built.month.to_string().into()),
        ("edition", i64::from(built.edition).into()),
        ("day", built.as_of.to_string().into()),
        ("view", (&built.view).into()),
    ];
    out.talk(project.language.say("bridge-of", &of));
    for note in &built.notes {
        out.talk(note);
    }
    Ok(Exit::Done)
}

fn text(text: &str) -> AnswerValue {
    AnswerValue::Text(text.to_owned())
}

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The first figure, what lies between, the second.
fn steps(built: &BridgeOfMonth) -> Answer {
    let figure = |line: &str, figure: &BridgeFigure| {
        let grade = text("");
        let cite = text(&figure.sha256[..figure.sha256.len().min(16)]);
        let name = text(&figure.name);
        vec![
            text(line),
            text(""),
            name,
            text(""),
            AnswerValue::Integer(figure.days),
            AnswerValue::Null,
            text(&figure.title),
            cite,
            grade,
        ]
    };
    let between = built.steps.iter().map(|step| {
        vec![
            text("step"),
            text(step.cause),
            text(&step.by),
            text(&step.rule),
            AnswerValue::Integer(step.days),
            AnswerValue::Integer(step.stays.cast_signed()),
            text(&step.words),
            text(&step.cite),
            text(step.grade),
        ]
    });
    let first = std::iter::once(figure("from", &built.from));
    Answer {
        columns: columns(&["line", "cause", "by", "rule", "days", "stays", "words", "cite", "grade"]),
        rows: first.chain(between).chain([figure("to", &built.to)]).collect(),
    }
}

/// Every day that makes a difference.
fn crossings(built: &BridgeOfMonth) -> Answer {
    let month = |month: Option<crate::domain::Month>| month.map_or(AnswerValue::Null, |month| text(&month.to_string()));
    let rows = built.days.iter().map(|day| {
        vec![
            text(&day.stay_id),
            AnswerValue::Day(day.day),
            month(day.from_month),
            month(day.to_month),
            AnswerValue::Integer(day.days),
            text(day.cause),
            text(&day.by),
            text(&day.rule),
            text(&day.cite),
        ]
    });
    Answer {
        columns: columns(&["stay_id", "day", "from_month", "to_month", "days", "cause", "by", "rule", "cite"]),
        rows: rows.collect(),
    }
}
