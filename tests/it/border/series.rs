//! Charts of frames: those of the same cells in a file.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Float64Array, StringArray};
use beddays::border::charts;
use beddays::spc;

use super::framed::{batch, day, rows};

fn frame(values: &[Option<f64>]) -> arrow_array::RecordBatch {
    let first = day("2024-01-01");
    let days = (0..values.len() as i32).map(|at| Some((first + at).number())).collect::<Date32Array>();
    batch(vec![
        ("series_id".to_owned(), Arc::new(StringArray::from(vec!["beds"; values.len()])) as ArrayRef),
        ("period".to_owned(), Arc::new(days)),
        ("value".to_owned(), Arc::new(values.iter().copied().collect::<Float64Array>())),
        ("improvement_direction".to_owned(), Arc::new(StringArray::from(vec!["decrease"; values.len()]))),
    ])
}

#[test]
fn a_frame_has_the_chart_of_a_file_with_the_same_cells() {
    let values: Vec<Option<f64>> =
        (0..40).map(|at| Some(f64::from(at * at % 17) / 3.0 + f64::from(at) * 0.1)).collect();
    let found = charts(&[frame(&values).slice(0, 15), frame(&values).slice(15, 25)]).unwrap();
    let line = |(at, value): (usize, &Option<f64>)| {
        format!("beds,{},{},decrease\n", day("2024-01-01") + at as i32, value.unwrap())
    };
    let file = values.iter().enumerate().map(line).collect::<String>();
    let file = format!("series_id,period,value,improvement_direction\n{file}");
    let series = spc::read(Path::new("beds.csv"), file.as_bytes()).unwrap();
    let wanted: Vec<String> = series
        .charted
        .iter()
        .flat_map(spc::rows)
        .map(|row| {
            row.iter()
                .map(|cell| cell.text())
                .map(|text| if text.is_empty() { "-".to_owned() } else { text })
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect();
    // Numbers are shown by two formatters: they are compared as numbers.
    let numbers = |rows: &[String]| -> Vec<Vec<Result<f64, String>>> {
        let cell = |cell: &str| cell.parse().map_err(|_| cell.to_owned());
        rows.iter().map(|row| row.split('|').map(cell).collect()).collect()
    };
    assert_eq!(numbers(&rows(&[found.points])), numbers(&wanted));
    assert_eq!(found.failed.num_rows(), 0);
}

#[test]
fn a_series_that_cannot_be_charted_says_why_and_stops_no_other() {
    let mut values = vec![Some(1.0); 12];
    let alone = charts(&[frame(&[Some(1.0), None])]).unwrap_err().to_string();
    assert!(alone.contains("the value is missing") && alone.contains("`the frame` line 3"), "{alone}");
    values[5] = None;
    let broken = frame(&values);
    let sound = batch(vec![
        ("series_id".to_owned(), Arc::new(StringArray::from(vec!["other"; 12])) as ArrayRef),
        ("period".to_owned(), broken.column(1).clone()),
        ("value".to_owned(), Arc::new(Float64Array::from(vec![2.0; 12]))),
        ("improvement_direction".to_owned(), broken.column(3).clone()),
    ]);
    let found = charts(&[broken, sound]).unwrap();
    assert_eq!(found.points.num_rows(), 12);
    let failed = rows(&[found.failed]);
    assert!(failed.len() == 1 && failed[0].starts_with("beds|R_NUMBER|"), "{failed:?}");
    let none = batch(vec![("series_id".to_owned(), Arc::new(StringArray::from(vec!["a"])) as ArrayRef)]);
    assert!(charts(&[none]).unwrap_err().to_string().contains("`value`"));
}
