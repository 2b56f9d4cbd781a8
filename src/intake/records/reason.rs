//! A row of the reason table.

use crate::domain::Reason;
use crate::intake::profile::field::Field;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks;
use crate::intake::validate::checks::ValueIssue;

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut RowCells<'_, '_>) -> Option<Reason> {
    let stay_id = cells.required(Field::StayId, checks::id);
    let from_on = cells.required_day(Field::FromOn);
    let to_on = cells.day(Field::ToOn);
    let reason_code = cells.required(Field::ReasonCode, checks::name);
    let attributed_to = cells.required(Field::AttributedTo, checks::code);
    let from_on = from_on?;
    cells.check_range(Field::FromOn, from_on);
    if let Some(to_on) = to_on {
        cells.check_range(Field::ToOn, to_on);
        if to_on < from_on {
            let message = format!("before its first day {from_on}");
            let hint = "ask the sender which of the two is right";
            cells.refuse(Field::ToOn, ValueIssue::new("R_ORDER", &to_on.to_string(), message, hint));
        }
    }
    let (stay_id, reason_code, attributed_to) = (stay_id?, reason_code?, attributed_to?);
    let origin = cells.origin();
    cells.is_clean().then_some(Reason { stay_id, from_on, to_on, reason_code, attributed_to, origin })
}
