//! Facts that stand in the row of their stay: a list of structs, as rows of a table of their own.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{DataType, Field, Schema};

use super::{arrow, refused};
use crate::error::Result;
use crate::frames::schema::Table;

/// The rows of `table` that stand in a column of lists, each with the name of its stay; nothing where there is no such column.
///
/// # Errors
/// 65: the column holds something else.
pub(super) fn unnested(
    table: &Table,
    batch: &RecordBatch,
    column: &str,
    stay_ids: &StringArray,
) -> Result<Option<RecordBatch>> {
    let Some(lists) = batch.column_by_name(column) else { return Ok(None) };
    let (offsets, structs): (Vec<usize>, &ArrayRef) = match lists.data_type() {
        DataType::List(_) => {
            let lists = lists.as_list::<i32>();
            (lists.value_offsets().iter().map(|at| *at as usize).collect(), lists.values())
        }
        DataType::LargeList(_) => {
            let lists = lists.as_list::<i64>();
            (lists.value_offsets().iter().map(|at| *at as usize).collect(), lists.values())
        }
        DataType::Null => return Ok(None),
        other => return Err(no_list(table, column, other)),
    };
    let Some(structs) = structs.as_struct_opt() else { return Err(no_list(table, column, lists.data_type())) };
    let (mut of, mut places) = (Vec::new(), Vec::new());
    for row in (0..lists.len()).filter(|row| lists.is_valid(*row)) {
        for at in (offsets[row]..offsets[row + 1]).filter(|at| structs.is_valid(*at)) {
            of.push(row as u32);
            places.push(at as u32);
        }
    }
    let (of, places) = (UInt32Array::from(of), UInt32Array::from(places));
    let taken = |cells: &dyn Array, places: &UInt32Array| arrow_select::take::take(cells, places, None);
    let mut columns = vec![taken(stay_ids, &of).map_err(|error| arrow(&error))?];
    let mut fields = vec![Arc::new(Field::new("stay_id", DataType::Utf8, true))];
    for (field, cells) in structs.fields().iter().zip(structs.columns()).filter(|(field, _)| field.name() != "stay_id")
    {
        columns.push(taken(cells, &places).map_err(|error| arrow(&error))?);
        fields.push(Arc::new(field.as_ref().clone().with_nullable(true)));
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map(Some).map_err(|error| arrow(&error))
}

fn no_list(table: &Table, column: &str, found: &DataType) -> crate::Error {
    let names: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name)
        .filter(|name| !name.starts_with("source") && *name != "stay_id")
        .collect();
    let what = format!("column `{column}` is {found}, a list of structs is wanted");
    refused("X_FRAME_TYPE", what, &format!("the fields are {}", names.join(", ")))
}
