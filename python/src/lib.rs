//! `beddays._beddays`: the border of the library to Arrow frames, for Python. What it computes is in the library; here are
//! only the ways in and out. `python/beddays/__init__.py` is what people call.

mod judge;
mod table;

use arrow_array::RecordBatch;
use beddays::border::{self, CountRequest, LedgerFrames, LedgerRequest, StayFrames, WordForm};
use beddays::domain::{Day, Month};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use judge::Judge;
use table::Table;

pyo3::create_exception!(
    beddays,
    BeddaysError,
    PyValueError,
    "What went wrong, where, what happened to the data, and what to do next. `code` is stable, as in `X_FRAME_COLUMN`."
);

/// An error of the library as an exception.
fn raised(error: &beddays::Error) -> PyErr {
    exception(error.to_string(), (error.code(), error.what(), error.advice()))
}

fn exception(text: String, (code, what, hint): (&str, &str, &str)) -> PyErr {
    let raised = BeddaysError::new_err(text);
    Python::attach(|py| {
        let value = raised.value(py);
        value.setattr("code", code)?;
        value.setattr("what", what)?;
        value.setattr("hint", hint)
    })
    .map_or_else(|error| error, |()| raised)
}

/// The ledger, the stays that could not be judged, and the doubts.
type LedgerTables = (Table, Table, Table);

fn tables(LedgerFrames { rows, unjudged, doubts }: LedgerFrames) -> LedgerTables {
    (Table::new(rows), Table::new(vec![unjudged]), Table::new(vec![doubts]))
}

/// A day, or the first or last day of a month.
fn day(text: &str, is_last: bool) -> PyResult<Day> {
    if let Ok(month) = text.parse::<Month>() {
        return Ok(if is_last { month.last() } else { month.first() });
    }
    text.parse().map_err(|error| PyValueError::new_err(format!("{error}")))
}

/// By what a ledger is made, as Python says it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct RequestGiven {
    regimes: Vec<String>,
    readings: Vec<(String, String)>,
    span: Option<(String, String)>,
    followed_to: Option<String>,
    edition: u32,
    threads: usize,
    plain: bool,
}

impl RequestGiven {
    fn request(self) -> PyResult<LedgerRequest> {
        let span = self.span.map(|(first, last)| PyResult::Ok((day(&first, false)?, day(&last, true)?))).transpose()?;
        Ok(LedgerRequest {
            regimes: self.regimes,
            readings: self.readings,
            span,
            followed_to: self.followed_to.map(|text| day(&text, true)).transpose()?,
            edition: self.edition,
            threads: self.threads,
            words: words(self.plain),
        })
    }
}

fn words(plain: bool) -> WordForm {
    if plain { WordForm::Plain } else { WordForm::Dictionary }
}

/// A frame that was handed over.
pub(crate) struct Frame(pub(crate) Vec<RecordBatch>);

impl<'py> FromPyObject<'_, 'py> for Frame {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let frame: AnyRecordBatch = object.extract()?;
        let table = frame.into_table().map_err(PyErr::from).map_err(|error| {
            let what = format!("the frame cannot be handed over: {error}");
            let hint = "a column without any value has no type in some programs: cast it to the one that it would have";
            exception(format!("error[X_FRAME_ARROW]: {what}\nhint: {hint}"), ("X_FRAME_ARROW", &what, hint))
        })?;
        let (mut batches, schema) = table.into_inner();
        if batches.is_empty() {
            batches.push(RecordBatch::new_empty(schema));
        }
        Ok(Self(batches))
    }
}

fn frames<'a>(stays: &'a Frame, events: Option<&'a Frame>, reasons: Option<&'a Frame>) -> StayFrames<'a> {
    StayFrames { stays: &stays.0, events: events.map(|frame| &frame.0[..]), reasons: reasons.map(|frame| &frame.0[..]) }
}

#[pyfunction]
fn ledger(
    py: Python<'_>,
    stays: Frame,
    events: Option<Frame>,
    reasons: Option<Frame>,
    given: RequestGiven,
) -> PyResult<LedgerTables> {
    let request = given.request()?;
    let found = py.detach(|| border::ledger(frames(&stays, events.as_ref(), reasons.as_ref()), &request));
    found.map(tables).map_err(|error| raised(&error))
}

#[pyfunction]
#[allow(clippy::too_many_arguments)] // as Python names them
fn counted_days(
    py: Python<'_>,
    stays: Frame,
    events: Option<Frame>,
    reasons: Option<Frame>,
    conventions: Vec<String>,
    followed_to: &str,
    threads: usize,
    plain: bool,
) -> PyResult<(Table, Table)> {
    let request = CountRequest { conventions, followed_to: day(followed_to, true)?, threads, words: words(plain) };
    let found = py.detach(|| border::counted_days(frames(&stays, events.as_ref(), reasons.as_ref()), &request));
    let found = found.map_err(|error| raised(&error))?;
    Ok((Table::new(found.rows), Table::new(vec![found.not_counted])))
}

#[pyfunction]
fn spc(py: Python<'_>, series: Frame) -> PyResult<(Table, Table)> {
    let found = py.detach(|| border::charts(&series.0)).map_err(|error| raised(&error))?;
    Ok((Table::new(vec![found.points]), Table::new(vec![found.failed])))
}

#[pyfunction]
fn fingerprint(py: Python<'_>, rows: Frame) -> PyResult<(u64, i64, u64, u64)> {
    let found = py.detach(|| border::fingerprint(&rows.0)).map_err(|error| raised(&error))?;
    Ok((found.rows, found.amount_minor, found.low, found.high))
}

#[pyfunction]
fn regimes() -> PyResult<Table> {
    border::regimes().map(|batch| Table::new(vec![batch])).map_err(|error| raised(&error))
}

#[pyfunction]
fn model(name: &str) -> PyResult<&'static str> {
    border::model(name).map_err(|error| raised(&error))
}

#[pyfunction]
fn models() -> Vec<&'static str> {
    border::models().collect()
}

#[pymodule]
fn _beddays(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("BeddaysError", module.py().get_type::<BeddaysError>())?;
    module.add_class::<Table>()?;
    module.add_class::<Judge>()?;
    module.add_function(wrap_pyfunction!(ledger, module)?)?;
    module.add_function(wrap_pyfunction!(counted_days, module)?)?;
    module.add_function(wrap_pyfunction!(spc, module)?)?;
    module.add_function(wrap_pyfunction!(fingerprint, module)?)?;
    module.add_function(wrap_pyfunction!(regimes, module)?)?;
    module.add_function(wrap_pyfunction!(model, module)?)?;
    module.add_function(wrap_pyfunction!(models, module)?)
}
