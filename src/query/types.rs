//! What can be said of the type of a value in SQL without running it.

use sqlparser::ast::{
    BinaryOperator, DataType, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Value,
};

use crate::store::schema::{TABLES, Type};

/// Whether a value surely has a fraction: a cast to one, a column of the store that has one, a number with a point, and
/// what is made of these alone.
pub(super) fn is_fraction(value: &Expr) -> bool {
    match value {
        Expr::Nested(inner) | Expr::UnaryOp { expr: inner, .. } => is_fraction(inner),
        Expr::Cast { data_type, .. } => matches!(
            data_type,
            DataType::Double(_)
                | DataType::DoublePrecision
                | DataType::Float(_)
                | DataType::Float4
                | DataType::Float8
                | DataType::Float64
                | DataType::Real
        ),
        Expr::Value(number) => matches!(&number.value, Value::Number(digits, _) if digits.contains(['.', 'e', 'E'])),
        Expr::Identifier(name) => is_stored_as(&name.value, Type::Number),
        Expr::CompoundIdentifier(parts) => parts.last().is_some_and(|name| is_stored_as(&name.value, Type::Number)),
        Expr::BinaryOp { left, op: BinaryOperator::Plus | BinaryOperator::Minus | BinaryOperator::Multiply, right } => {
            is_fraction(left) || is_fraction(right)
        }
        Expr::BinaryOp { left, op: BinaryOperator::Divide, right } => is_fraction(left) && is_fraction(right),
        Expr::Function(function) => {
            keeps_type(function) && arguments(function).is_some_and(|all| all.iter().all(|value| is_fraction(value)))
        }
        _ => false,
    }
}

/// Whether a value is surely a day: a cast to one, or a column of the store that is one.
pub(super) fn is_day(value: &Expr) -> bool {
    match value {
        Expr::Nested(inner) => is_day(inner),
        Expr::Cast { data_type, .. } => matches!(data_type, DataType::Date),
        Expr::Identifier(name) => is_stored_as(&name.value, Type::Day),
        Expr::CompoundIdentifier(parts) => parts.last().is_some_and(|name| is_stored_as(&name.value, Type::Day)),
        Expr::Function(function) => {
            keeps_type(function) && arguments(function).is_some_and(|all| all.iter().any(|value| is_day(value)))
        }
        _ => false,
    }
}

/// Whether the columns of the store with this name that can be reckoned with are all of a type.
fn is_stored_as(name: &str, holds: Type) -> bool {
    let named = TABLES.iter().flat_map(|table| table.columns).filter(|column| column.name.eq_ignore_ascii_case(name));
    let mut columns = named.filter(|column| !matches!(column.holds, Type::Text | Type::Word)).peekable();
    columns.peek().is_some() && columns.all(|column| column.holds == holds)
}

fn keeps_type(function: &Function) -> bool {
    let name = function.name.to_string().to_lowercase();
    ["min", "max", "sum", "avg", "coalesce", "nullif", "greatest", "least", "abs", "first_value", "last_value"]
        .contains(&name.as_str())
}

fn arguments(function: &Function) -> Option<Vec<&Expr>> {
    let FunctionArguments::List(list) = &function.args else { return None };
    let values = list.args.iter().map(|argument| match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) => Some(value),
        _ => None,
    });
    let values: Option<Vec<&Expr>> = values.collect();
    values.filter(|values| !values.is_empty())
}
