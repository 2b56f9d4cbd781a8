//! Validation of one delivery: its header, the shape of its rows, each cell by the rule of its column.

pub mod amounts;
pub mod blocks;
pub mod cell_days;
pub mod cells;
pub mod checks;
pub mod chi;
pub mod closing;
pub mod column_values;
pub mod council;
pub mod file_traits;
pub(crate) mod footer_cell;
pub mod identity;
pub mod law_codes;
pub mod organisation;
pub mod possible_values;
pub mod read_context;
pub mod read_rows;
pub mod readable;
pub mod row_reader;
pub mod rows;
pub mod shape;
pub mod surround;
pub mod text_head;
pub mod text_rows;
