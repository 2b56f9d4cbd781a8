//! Questions that the engine answers wrongly: they are refused, with the words to write instead.

use std::ops::ControlFlow;

use sqlparser::ast::{
    BinaryOperator, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Query, Value, Visit, Visitor,
};

/// Functions that make one value of many rows, beside `count` and those that begin with one of `BEGINNINGS`.
const AGGREGATES: [&str; 15] = [
    "sum",
    "avg",
    "min",
    "max",
    "median",
    "first",
    "last",
    "first_value",
    "last_value",
    "total",
    "corr",
    "array_agg",
    "string_agg",
    "bool_and",
    "bool_or",
];
const BEGINNINGS: [&str; 6] = ["stddev", "stdev", "var", "covar", "quantile", "percentile"];

/// What is asked that the engine answers wrongly, and what to write instead; nothing if all is well.
pub(super) fn answered_wrongly(query: &Query) -> Option<(String, String)> {
    match query.visit(&mut WrongAnswers) {
        ControlFlow::Break(found) => Some(found),
        ControlFlow::Continue(()) => None,
    }
}

struct WrongAnswers;

impl Visitor for WrongAnswers {
    type Break = (String, String);

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<Self::Break> {
        match expr {
            Expr::Function(function) => of_function(function),
            Expr::BinaryOp { left, op: BinaryOperator::Modulo, right } => remainder(expr, left, right),
            _ => ControlFlow::Continue(()),
        }
    }
}

/// An aggregate of what no column is in is that of one row, however many there are.
fn of_function(function: &Function) -> ControlFlow<(String, String)> {
    let name = function.name.to_string().trim_matches('"').to_lowercase();
    let Some(arguments) = arguments(function) else { return ControlFlow::Continue(()) };
    if let ("mod", [left, right]) = (name.as_str(), &arguments[..]) {
        return remainder(&Expr::Function(function.clone()), left, right);
    }
    let is_aggregate =
        AGGREGATES.contains(&name.as_str()) || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning));
    let is_plain = matches!(&arguments[..], [Expr::Value(value)] if !matches!(value.value, Value::Null));
    let is_wrong = match name.as_str() {
        "count" => !is_plain || is_distinct(function),
        _ => is_aggregate,
    };
    // The first argument is what is added up; others are shares and separators.
    if !is_wrong || arguments.first().is_none_or(|value| has_column(value)) {
        return ControlFlow::Continue(());
    }
    let what = format!("`{function}` has no column, and would be answered as if there were one row");
    let hint = match name.as_str() {
        "sum" => "write `count(*)` times the number, as in `130 * count(*)`, or a `case` that asks about a column",
        _ => "write it with a column, or write `count(*)`",
    };
    ControlFlow::Break((what, hint.to_owned()))
}

/// A remainder of a number below zero is not that of other engines.
fn remainder(whole: &Expr, left: &Expr, right: &Expr) -> ControlFlow<(String, String)> {
    if is_not_below_zero(left) && is_not_below_zero(right) {
        return ControlFlow::Continue(());
    }
    let what = format!("`{whole}` would be answered wrongly where a number is below zero");
    let hint =
        "write `abs(...)` around what can be below zero, as in `abs(days) % 7`, and ask about its sign with a `case`";
    ControlFlow::Break((what, hint.to_owned()))
}

fn is_not_below_zero(value: &Expr) -> bool {
    match value {
        Expr::Nested(inner) => is_not_below_zero(inner),
        Expr::Value(number) => matches!(number.value, Value::Number(..)),
        Expr::Function(function) => ["abs", "count"].contains(&function.name.to_string().to_lowercase().as_str()),
        _ => false,
    }
}

fn has_column(value: &Expr) -> bool {
    struct Columns;
    impl Visitor for Columns {
        type Break = ();
        fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
            match expr {
                Expr::Identifier(_) | Expr::CompoundIdentifier(_) => ControlFlow::Break(()),
                // The `*` of `count(*)` stands for the rows themselves.
                Expr::Function(inner) if arguments(inner).is_none() => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        }
    }
    value.visit(&mut Columns).is_break()
}

fn is_distinct(function: &Function) -> bool {
    matches!(&function.args, FunctionArguments::List(list) if list.duplicate_treatment.is_some())
}

/// What stands in the brackets, if that is a list of values; `*` is none.
fn arguments(function: &Function) -> Option<Vec<&Expr>> {
    let FunctionArguments::List(list) = &function.args else { return None };
    let values = list.args.iter().map(|argument| match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) => Some(value),
        _ => None,
    });
    values.collect()
}
