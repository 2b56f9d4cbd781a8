//! The worked cases of Norway, Sweden and Denmark as pages.

use std::path::Path;

use crate::house::documents::{counted, generated, when, words};

fn reader(file: &str) -> csv::Reader<std::fs::File> {
    csv::Reader::from_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law").join(file)).unwrap()
}

#[test]
fn the_documents_of_worked_cases_of_the_north_are_written_anew() {
    for (file, title, regimes) in [
        (
            "norway",
            "the Norwegian regulations on patients ready for discharge (utskrivningsklare pasienter)",
            &["norway-1999", "norway-2012", "norway-2019"][..],
        ),
        (
            "sweden",
            "the Swedish Acts on payment for patients ready for discharge (utskrivningsklara patienter)",
            &["sweden-1990", "sweden-2018", "sweden-average"],
        ),
        (
            "denmark",
            "section 238 of the Danish Health Act (færdigbehandlede patienter)",
            &["denmark-2007", "denmark-2017"],
        ),
    ] {
        let mut text = page(file, title, regimes);
        if file == "sweden" {
            text.push_str(&groups());
        }
        generated(&format!("docs/law/{file}.md"), &text);
    }
}

fn page(file: &str, title: &str, regimes: &[&str]) -> String {
    let links = regimes.iter().map(|id| format!("[{id}](../../regimes/liability/{id}.toml)"));
    let links = links.collect::<Vec<_>>().join(", ");
    let mut page = format!(
        "# Worked cases under {title}\n\nGenerated from [tests/law/{file}.csv](../../tests/law/{file}.csv) by \
         `tests/it/law/nordic/pages.rs`. The program answers each case as it stands here, and a second reading of the law that shares \
         no code with it agrees with it on random cases (`tests/it/law/nordic`).\n\nEach result rests on the default readings of {links}, where \
         every value has its citation and its grade. A case that rests on a reading names it; `firm` is a case that rests on none.\n"
    );
    let mut reader = reader(&format!("{file}.csv"));
    let headers = reader.headers().unwrap().clone();
    for record in reader.records().map(Result::unwrap) {
        let cell = |name: &str| record[headers.iter().position(|header| header == name).unwrap()].to_owned();
        page.push_str(&format!("\n## {}: {}\n\n", cell("vector_id"), cell("title").trim()));
        page.push_str(&format!(
            "Law: {}. Care: {}.",
            cell("regime").replace('>', ", then "),
            words(&cell("care_type"))
        ));
        if !cell("setting").is_empty() {
            page.push_str(&format!(" Hospital: {}.", words(&cell("setting"))));
        }
        let stays = Some(cell("staying_in")).filter(|place| !place.is_empty() && *place != cell("registered_in"));
        page.push_str(&format!(" Registered in {}", cell("registered_in")));
        page.push_str(&stays.map_or_else(|| ".".to_owned(), |place| format!(", staying in {place}.")));
        if !cell("params").is_empty() {
            page.push_str(&format!(" With `{}`.", cell("params")));
        }
        page.push_str("\n\n| when | what |\n| --- | --- |\n");
        for event in cell("events").split(';') {
            let (kind, rest) = event.split_once('@').unwrap();
            let (at, value) = rest.split_once('=').map_or((rest, None), |(at, value)| (at, Some(value)));
            let value = value.map_or_else(String::new, |value| format!(": {value}"));
            page.push_str(&format!("| {} | {}{value} |\n", when(at), words(kind)));
        }
        page.push_str(&format!(
            "\n**Result:** {}\n\nRests on: {}.\n",
            result(&cell),
            cell("status").replace("assumption:", "reading ")
        ));
        page.push_str(&format!("\nWhy: {}.\n", cell("legal_step").trim_end_matches('.')));
    }
    page
}

fn result(cell: &impl Fn(&str) -> String) -> String {
    let days = cell("expected_days");
    if days == "0" {
        return "no chargeable day, nothing is owed.".to_owned();
    }
    let payers = cell("expected_payers");
    let payers = payers.split(';').map(|payer| {
        let (name, days) = payer.split_once(':').unwrap();
        format!("{name} {}", counted(days))
    });
    let payers = payers.collect::<Vec<_>>().join(", ");
    let (first, last) = (when(&cell("expected_first_day")), when(&cell("expected_last_day")));
    let amount = match cell("expected_amount") {
        amount if amount.is_empty() => "an amount that is not known: the price of the year is missing".to_owned(),
        amount => format!("{} {amount}", cell("currency")),
    };
    let span = if first == last { first } else { format!("from {first} to {last}") };
    format!("{}, {amount} ({span}; charged: {payers}).", counted(&days))
}

/// The cases of groups in a table.
fn groups() -> String {
    let mut text = "\n## Groups settled on their mean\n\nGenerated from \
                    [tests/law/sweden-group-average.csv](../../tests/law/sweden-group-average.csv).\n\n\
                    | case | days of each patient | free days of the mean | days charged | amount | why |\n| --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    let mut reader = reader("sweden-group-average.csv");
    for record in reader.records().map(Result::unwrap) {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} {} | {} |\n",
            &record[0],
            record[1].replace(';', ", "),
            &record[2],
            &record[3],
            &record[5],
            &record[4],
            &record[7]
        ));
    }
    text
}
