//! The trend report on real months.

use std::collections::BTreeMap;

use beddays::domain::Month;
use beddays::report::trend::{Basis, DelayedDays, Facts, trend};

#[test]
fn look() {
    let mut months: BTreeMap<Month, Vec<DelayedDays>> = BTreeMap::new();
    for row in csv::Reader::from_path("/tmp/england.csv").unwrap().records().map(Result::unwrap) {
        months.entry(row[0].parse().unwrap()).or_default().push(DelayedDays {
            reason: row[2].to_owned(),
            attributed_to: row[3].to_owned(),
            care: row[1].to_owned(),
            days: row[4].parse().unwrap(),
            ..DelayedDays::default()
        });
    }
    let facts = Facts::new(months).unwrap();
    let basis = Basis {
        owner: "England",
        class: "published",
        convention: "england-msitdt as published".into(),
        facts: &facts.last_months(36),
        further: vec![],
        provenance: vec![],
    };
    let report = trend(&basis).unwrap();
    std::fs::write("/tmp/trend.html", beddays::report::html::render(&report).unwrap()).unwrap();
    std::fs::write("/tmp/trend.xlsx", beddays::report::xlsx::write(&report).unwrap()).unwrap();
}
