//! The part of SQL that other engines answer alike. The models keep to it; whoever asks otherwise is warned.
//!
//! The statement is parsed and walked; its text is not searched. What differs was measured, polars 0.55 beside DataFusion
//! and DuckDB.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sqlparser::ast::{
    BinaryOperator, DataType, Expr, Function, FunctionArguments, GroupByExpr, Join, JoinConstraint, JoinOperator,
    NamedWindowDefinition, NamedWindowExpr, ObjectName, Query, Select, TableFactor, Visit, Visitor, WindowSpec,
    WindowType,
};

use super::statement::Question;
use super::types::{is_day, is_fraction};

/// Functions that mean different things to different engines, or that polars does not know.
const FUNCTIONS: [(&str, &str); 6] = [
    ("date_trunc", "not every engine has it; the calendar has columns for months and years"),
    ("strftime", "not every engine has it; the calendar has columns for months and years"),
    ("div", "not every engine has it; cast both sides to double"),
    ("round", "engines round halves differently"),
    ("percentile_cont", "not every engine has it"),
    ("generate_series", "not every engine has it"),
];

/// Where SQL leaves the portable part, in words, each once; nothing if it does not, or if it is no question at all.
pub fn departures(sql: &str) -> Vec<String> {
    let Ok(question) = Question::parse(sql) else { return Vec::new() };
    let mut lint = Lint::default();
    let _ = question.query().visit(&mut lint);
    lint.found.into_iter().collect()
}

#[derive(Default)]
struct Lint {
    found: BTreeSet<String>,
    /// The named windows of the selects that are being walked, innermost last.
    windows: Vec<Vec<NamedWindowDefinition>>,
}

impl Lint {
    fn say(&mut self, what: impl Into<String>) {
        self.found.insert(what.into());
    }

    fn join(&mut self, join: &Join) {
        use JoinOperator as Kind;
        let (constraint, keeps_unmatched) = match &join.join_operator {
            Kind::Left(on) | Kind::LeftOuter(on) | Kind::Right(on) | Kind::RightOuter(on) | Kind::FullOuter(on) => {
                (on, true)
            }
            Kind::Anti(on) | Kind::LeftAnti(on) | Kind::RightAnti(on) => (on, true),
            Kind::Join(on) | Kind::Inner(on) | Kind::CrossJoin(on) | Kind::StraightJoin(on) => (on, false),
            Kind::Semi(on) | Kind::LeftSemi(on) | Kind::RightSemi(on) => (on, true),
            other => return self.say(format!("`{}`: not every engine has this join", other_join(other))),
        };
        let JoinConstraint::On(condition) = constraint else { return };
        if keeps_unmatched && !is_equalities(condition) {
            self.say("an outer, semi or anti join on more than equalities: rows that fit nothing may be lost");
        }
        if has_between(condition) {
            self.say("`between` in `on`: not every engine has it; write two comparisons");
        }
    }

    fn function(&mut self, function: &Function) {
        let name = function.name.to_string().to_lowercase();
        for (_, why) in FUNCTIONS.iter().filter(|(known, _)| *known == name) {
            self.say(format!("`{name}`: {why}"));
        }
        if matches!(function.args, FunctionArguments::Subquery(_)) {
            self.say("a question in the place of a value: not every engine has it");
        }
        let Some(over) = &function.over else { return };
        // Rows are numbered in a total order and nothing else: frames and sums over windows are answered wrongly.
        let keys =
            self.window(over).map_or(0, |window| if window.window_frame.is_some() { 0 } else { window.order_by.len() });
        if name != "row_number" || keys < 2 {
            self.say("a window that does not number rows in a total order: its sums and counts may be wrong");
        }
    }

    /// The window that a function is over, looked up where it has a name.
    fn window<'w>(&'w self, over: &'w WindowType) -> Option<&'w WindowSpec> {
        let mut name = match over {
            WindowType::WindowSpec(window) if window.window_name.is_none() => return Some(window),
            // A window that builds on a named one.
            WindowType::WindowSpec(_) => return None,
            WindowType::NamedWindow(name) => name,
        };
        let named = self.windows.last()?;
        // A name may stand for another name; no longer chain than there are names.
        for _ in 0..named.len() {
            match &named.iter().find(|window| window.0.value.eq_ignore_ascii_case(&name.value))?.1 {
                NamedWindowExpr::WindowSpec(window) if window.window_name.is_none() => return Some(window),
                NamedWindowExpr::WindowSpec(_) => return None,
                NamedWindowExpr::NamedWindow(other) => name = other,
            }
        }
        None
    }
}

impl Visitor for Lint {
    type Break = ();

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        self.windows.push(select.named_window.clone());
        for join in select.from.iter().flat_map(|table| &table.joins) {
            self.join(join);
        }
        if select.qualify.is_some() {
            self.say("`qualify`: not every engine has it");
        }
        let grouped = match &select.group_by {
            GroupByExpr::All(_) => true,
            GroupByExpr::Expressions(keys, modifiers) => {
                let sets = |key: &Expr| matches!(key, Expr::Rollup(_) | Expr::Cube(_) | Expr::GroupingSets(_));
                !modifiers.is_empty() || keys.iter().any(sets)
            }
        };
        if grouped {
            self.say("`rollup` and other sets of groups: not every engine has them");
        }
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, _: &Select) -> ControlFlow<()> {
        self.windows.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, table: &TableFactor) -> ControlFlow<()> {
        if let TableFactor::NestedJoin { table_with_joins, .. } = table {
            table_with_joins.joins.iter().for_each(|join| self.join(join));
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, name: &ObjectName) -> ControlFlow<()> {
        let name = name.to_string();
        if name.chars().any(char::is_uppercase) {
            self.say(format!("`{name}`: names of tables are lower case; not every engine reads them otherwise"));
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        if query.with.as_ref().is_some_and(|with| with.recursive) {
            self.say("`with recursive`: not every engine has it");
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        match expr {
            Expr::Function(function) => self.function(function),
            Expr::Exists { .. } => self.say("`exists`: not every engine has it; join instead"),
            Expr::InSubquery { .. } => self.say("`in (select`: it can take more memory than there is; join instead"),
            Expr::Subquery(_) => self.say("a question in the place of a value: not every engine has it; join instead"),
            Expr::AnyOp { .. } | Expr::AllOp { .. } => self.say("`any` and `all`: not every engine has them"),
            Expr::TypedString(text) => {
                let kind = text.data_type.to_string().to_lowercase();
                self.say(format!("`{kind} '…'`: write cast('…' as {kind})"));
            }
            Expr::Interval(interval) if interval.leading_field.is_some() => {
                self.say("`interval '1' day`: write interval '1 day'");
            }
            Expr::Cast { data_type, .. } if is_decimal(data_type) => {
                self.say("`decimal`: engines divide it differently; keep money in minor units");
            }
            Expr::BinaryOp { left, op: BinaryOperator::Divide, right }
                if !(is_fraction(left) && is_fraction(right)) =>
            {
                self.say(format!(
                    "`{left} / {right}`: engines divide whole numbers differently; cast both sides to double"
                ));
            }
            Expr::BinaryOp { left, op: BinaryOperator::Minus, right } if is_day(left) && is_day(right) => {
                self.say(format!("`{left} - {right}`: some engines give a number of days, some a duration; the calendar numbers the days"));
            }
            Expr::BinaryOp { op: BinaryOperator::MyIntegerDivide | BinaryOperator::DuckIntegerDivide, .. } => {
                self.say("whole division: not every engine has it; cast both sides to double");
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn other_join(join: &JoinOperator) -> &'static str {
    match join {
        JoinOperator::AsOf { .. } => "asof join",
        JoinOperator::CrossApply | JoinOperator::OuterApply => "apply",
        _ => "array join",
    }
}

fn is_decimal(kind: &DataType) -> bool {
    let kind = kind.to_string().to_lowercase();
    ["decimal", "numeric", "dec", "bignumeric", "bigdecimal"]
        .iter()
        .any(|name| kind == *name || kind.starts_with(&format!("{name}(")))
}

/// Whether a condition is one equality, or several joined by `and`.
fn is_equalities(condition: &Expr) -> bool {
    match condition {
        Expr::Nested(inner) => is_equalities(inner),
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => is_equalities(left) && is_equalities(right),
        Expr::BinaryOp { op: BinaryOperator::Eq, .. } => true,
        _ => false,
    }
}

fn has_between(condition: &Expr) -> bool {
    struct Between;
    impl Visitor for Between {
        type Break = ();
        fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
            if matches!(expr, Expr::Between { .. }) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }
    condition.visit(&mut Between).is_break()
}
