//! ROOM intake::validate

pub mod cells;
pub mod checks;
pub mod column_values;
pub mod rows;
pub(crate) mod cell_days;
pub(crate) mod closing;
pub(crate) mod council;
pub(crate) mod file_traits;
pub(crate) mod possible_values;
pub(crate) mod refused_rows;
pub(crate) mod shape;
pub(crate) mod surround;
