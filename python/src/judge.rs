//! Batches judged as they come.

use arrow_array::RecordBatch;
use beddays::border;
use beddays::border::LedgerFrames;
use pyo3::prelude::*;

use crate::table::Table;
use crate::{Frame, LedgerTables, RequestGiven, raised, tables};

/// Judges batches as they come, and keeps the last person back.
#[pyclass(module = "beddays._beddays")]
pub struct Judge(border::Judge);

#[pymethods]
impl Judge {
    #[new]
    fn new(given: RequestGiven) -> PyResult<Self> {
        border::Judge::new(&given.request()?).map(Self).map_err(|error| raised(&error))
    }

    fn push(&mut self, py: Python<'_>, batch: Frame) -> PyResult<LedgerTables> {
        let Frame(batches) = batch;
        let Self(judge) = self;
        let found: Result<Vec<LedgerFrames>, beddays::Error> =
            py.detach(|| batches.iter().map(|batch| judge.push(batch)).collect());
        Ok(joined(found.map_err(|error| raised(&error))?))
    }

    fn finish(&mut self, py: Python<'_>) -> PyResult<LedgerTables> {
        let Self(judge) = self;
        py.detach(|| judge.finish()).map(tables).map_err(|error| raised(&error))
    }
}

fn joined(found: Vec<LedgerFrames>) -> LedgerTables {
    let (mut rows, mut unjudged, mut doubts): (Vec<RecordBatch>, Vec<RecordBatch>, Vec<RecordBatch>) =
        Default::default();
    for one in found {
        rows.extend(one.rows);
        unjudged.push(one.unjudged);
        doubts.push(one.doubts);
    }
    (Table::new(rows), Table::new(unjudged), Table::new(doubts))
}
