//! What the checker of laws refuses and what it lets through, on both sides of each bound: one change a row, with the words of the refusal.

use std::path::Path;

use beddays::regime::AnyRegime;

const LAW_2003: &str = include_str!("../../../regimes/liability/england-2003.toml");
const LAW_2014: &str = include_str!("../../../regimes/liability/england-2014.toml");
const NORWAY: &str = include_str!("../../../regimes/liability/norway-2019.toml");
const SWEDEN: &str = include_str!("../../../regimes/liability/sweden-2018.toml");
const OLD_SWEDEN: &str = include_str!("../../../regimes/liability/sweden-1990.toml");
const GROUPS: &str = include_str!("../../../regimes/liability/sweden-average.toml");
const DENMARK: &str = include_str!("../../../regimes/liability/denmark-2017.toml");

/// A law with changes, each of which must find its place.
fn with(law: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(law.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "`{from}` is not there");
        text.replacen(from, to, 1)
    })
}

#[track_caller]
fn refused(text: &str, says: &str) {
    let error = AnyRegime::parse(Path::new("law.toml"), text).map(|_| ()).expect_err(says).to_string();
    assert!(error.contains(says), "`{says}` is not in {error}");
    assert!(error.contains("law.toml"), "{error}");
}

#[track_caller]
fn taken(text: &str, what: &str) {
    if let Err(error) = AnyRegime::parse(Path::new("law.toml"), text) {
        panic!("{what}: {error}");
    }
}

/// The tables of a file, each with its header line.
fn tables(law: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    for line in law.lines() {
        if line.starts_with('[') {
            parts.push(String::new());
        }
        let last = parts.last_mut().unwrap();
        last.push_str(line);
        last.push('\n');
    }
    parts
}

/// A law without the first table of this header that has this line.
fn without(law: &str, header: &str, line: &str) -> String {
    let mut parts = tables(law);
    let at = parts.iter().position(|part| part.starts_with(header) && part.lines().any(|one| one.starts_with(line)));
    parts.remove(at.unwrap_or_else(|| panic!("{header} {line}")));
    parts.concat()
}

/// A law in which a table stands twice.
fn doubled(law: &str, header: &str, line: &str) -> String {
    let mut parts = tables(law);
    let at = parts.iter().position(|part| part.starts_with(header) && part.lines().any(|one| one.starts_with(line)));
    let at = at.unwrap_or_else(|| panic!("{header} {line}"));
    parts.insert(at, parts[at].clone());
    parts.concat()
}

fn rules(law: &str) -> Vec<String> {
    let of_rules = tables(law).into_iter().filter(|part| part.starts_with("[[rule]]"));
    of_rules.map(|part| part.lines().find(|line| line.starts_with("id = ")).unwrap().to_owned()).collect()
}

/// Goal: a file has exactly the rules that its values reach. Method: take each away; add each that another law of its procedure has.
#[test]
fn each_rule_that_is_missing_or_too_many_is_named() {
    for laws in [&[LAW_2003, LAW_2014][..], &[NORWAY, SWEDEN, OLD_SWEDEN, DENMARK][..]] {
        let all: std::collections::BTreeSet<String> = laws.iter().flat_map(|law| rules(law)).collect();
        for law in laws {
            let own = rules(law);
            for line in &all {
                let id = line.trim_start_matches("id = ").trim_matches('"');
                if own.contains(line) {
                    refused(&without(law, "[[rule]]", line), &format!("rule `{id}` can be reached and has no words"));
                    refused(&doubled(law, "[[rule]]", line), &format!("rule `{id}` stands twice"));
                } else {
                    let more = format!("{law}\n[[rule]]\n{line}\nwords = \"x\"\ncite = \"x\"\ngrade = \"verified\"\n");
                    refused(&more, &format!("rule `{id}`: no case can reach it with these values"));
                }
            }
        }
    }
}

#[test]
fn a_stay_ends_and_each_stop_stands_once() {
    for (law, names) in [
        (LAW_2014, ["Discharged", "SelfDischarged", "Died"]),
        (NORWAY, ["discharged", "self_discharged", "died"]),
        (DENMARK, ["discharged", "self_discharged", "died"]),
    ] {
        for (event, name) in ["discharged", "self_discharged", "died"].into_iter().zip(names) {
            let line = format!("event = \"{event}\"");
            let says = if law == LAW_2014 { format!("no stop for {name}") } else { format!("no stop for `{name}`") };
            refused(&without(law, "[[stop]]", &line), &says);
            refused(&doubled(law, "[[stop]]", &line), "stands twice");
        }
    }
    refused(
        &with(LAW_2014, &[("[\"end_event_day\"]", "[\"end_event_week\"]")]),
        "stop names the reading `end_event_week`",
    );
}

#[test]
fn the_head_of_a_law_is_one_we_know() {
    for law in [LAW_2014, NORWAY, GROUPS] {
        refused(&with(law, &[("\"beddays-regime/1\"", "\"beddays-regime/9\"")]), "schema `beddays-regime/9`");
    }
    for law in [LAW_2014, NORWAY] {
        refused(&with(law, &[("zone = \"Europe/", "zone = \"Atlantis/")]), "is not in the zone table");
    }
    for (law, from, to) in [(LAW_2014, "2003-01-01", "2026-12-31"), (NORWAY, "2019-01-01", "2026-12-31")] {
        let turned = with(law, &[("[coverage]\nfrom = \"", "[coverage]\nfrom = \"x"), (&format!("x{from}"), to)]);
        let turned = with(&turned, &[(&format!("to = \"{to}\""), &format!("to = \"{from}\""))]);
        refused(&turned, "coverage ends before it begins");
    }
    refused(
        &with(GROUPS, &[("[threshold_days]\nvalue = 3", "[threshold_days]\nvalue = -1")]),
        "a threshold below zero",
    );
    taken(&with(GROUPS, &[("[threshold_days]\nvalue = 3", "[threshold_days]\nvalue = 0")]), "no threshold at all");
}

#[test]
fn the_days_of_a_law_are_within_its_coverage_and_its_calendar() {
    let england = |coverage: (&str, &str)| {
        with(
            LAW_2014,
            &[
                ("from = \"2003-01-01\"", &format!("from = \"{}\"", coverage.0)),
                ("to = \"2026-12-31\"", &format!("to = \"{}\"", coverage.1)),
            ],
        )
    };
    taken(&england(("2015-04-01", "2022-06-30")), "the coverage is that of the law");
    let day = "from = \"2015-04-01\", to = \"2022-06-30\"";
    let one = "from = \"2015-04-01\", to = \"2015-04-01\"";
    taken(&with(&england(("2015-04-01", "2015-04-01")), &[(day, one), (day, one)]), "a law of one day");
    refused(&england(("2015-04-02", "2022-06-30")), "force.notices goes beyond the coverage");
    refused(&england(("2015-04-01", "2022-06-29")), "force.payments goes beyond the coverage");
    refused(&england(("2002-12-31", "2026-12-31")), "beyond the tabled holidays");
    refused(&england(("2003-01-01", "2027-01-01")), "beyond the tabled holidays");
    for name in ["notices", "payments"] {
        let window = format!("{name} = {{ from = \"2015-04-01\", to = \"2022-06-30\"");
        let ends =
            |to: &str| with(LAW_2014, &[(&window, &format!("{name} = {{ from = \"2015-04-01\", to = \"{to}\""))]);
        refused(&ends("2015-03-31"), &format!("force.{name} ends before it begins"));
        taken(&ends("2015-04-01"), "in force for one day");
    }
    let sweden =
        |coverage: &str| with(OLD_SWEDEN, &[("to = \"2018-01-01\"\nwhy", &format!("to = \"{coverage}\"\nwhy"))]);
    taken(&sweden("2018-12-31"), "the last day of the table of holidays");
    refused(&sweden("2019-01-01"), "beyond the tabled holidays, 2003-01-01 to 2018-12-31");
    refused(&sweden("2017-12-31"), "in_force goes beyond the coverage");
    refused(
        &with(OLD_SWEDEN, &[("[coverage]\nfrom = \"2003-07-01\"", "[coverage]\nfrom = \"2003-07-02\"")]),
        "in_force goes beyond the coverage",
    );
    refused(
        &with(OLD_SWEDEN, &[("[coverage]\nfrom = \"2003-07-01\"", "[coverage]\nfrom = \"2002-12-31\"")]),
        "beyond the tabled holidays",
    );
    refused(
        &with(OLD_SWEDEN, &[("calendar = \"sweden-weekdays\"", "calendar = \"mars\"")]),
        "calendar `mars` is not there",
    );
}

#[test]
fn every_band_has_one_price_on_every_day() {
    let london = |rows: &[(&str, &str, &str)]| {
        let rows = rows.iter().map(|(from, to, amount)| {
            format!("[[tariff]]\nband = \"london\"\nfrom = \"{from}\"\nto = \"{to}\"\namount_minor = {amount}\ncite = \"x\"\ngrade = \"verified\"\n\n")
        });
        without(LAW_2014, "[[tariff]]", "band = \"london\"") + "\n" + &rows.collect::<String>()
    };
    let (first, last) = ("2015-04-01", "2022-06-30");
    taken(
        &london(&[(first, first, "1"), ("2015-04-02", last, "100000000")]),
        "two prices, the second from the day after",
    );
    taken(&london(&[("2014-01-01", first, "1"), ("2015-04-02", last, "1")]), "a price from before the law");
    taken(&london(&[(first, "2022-06-29", "1"), (last, "2023-01-01", "1")]), "a price to after the law");
    refused(
        &london(&[(first, "2016-01-01", "1"), ("2016-01-01", last, "1")]),
        "band `london` has two prices on 2016-01-01",
    );
    refused(
        &london(&[(first, "2016-01-01", "1"), ("2016-01-03", last, "1")]),
        "no price from 2016-01-02 to 2016-01-02: a gap",
    );
    refused(&london(&[("2015-04-02", last, "1")]), "no price from 2015-04-01 to 2015-04-01: a gap");
    refused(&london(&[(first, "2022-06-29", "1")]), "no price from 2022-06-30 to 2022-06-30: a gap");
    refused(
        &london(&[(first, last, "1"), ("2022-07-01", "2022-08-01", "1")]),
        "tariff of 2022-07-01 to 2022-08-01: no case can reach it",
    );
    refused(
        &london(&[("2014-01-01", "2015-03-31", "1"), (first, last, "1")]),
        "tariff of 2014-01-01 to 2015-03-31: no case can reach it",
    );
    refused(&london(&[(first, last, "1"), ("2020-01-02", "2020-01-01", "1")]), "ends before it begins");
    refused(&london(&[(first, last, "0")]), "a price that is not above zero");
    refused(&london(&[(first, last, "100000001")]), "above a million a day");
    refused(
        &with(&london(&[(first, last, "1")]), &[("band = \"london\"", "band = \"paris\"")]),
        "tariff for band `paris`, which is not there",
    );
}

#[test]
fn every_council_is_in_one_band() {
    refused(&with(LAW_2014, &[("london = true\n", "")]), "band `london`: no case can reach it, it has no authority");
    refused(&with(LAW_2014, &[("rest = true", "authorities = [\"Surrey\"]")]), "no band takes the rest");
    refused(&with(LAW_2014, &[("london = true\n", "london = true\nrest = true\n")]), "two bands take the rest");
    refused(&with(LAW_2014, &[("id = \"standard\"", "id = \"london\"")]), "band `london` stands twice");
    refused(
        &with(LAW_2014, &[("reason = \"maternity\"", "reason = \"paid_for\"")]),
        "excluded `paid_for` stands twice",
    );
}

/// Rules of late notices: an earlier one takes the days of a later one where it holds from the same hour or before.
#[test]
fn a_late_rule_that_nothing_reaches_is_refused() {
    let days = "[\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]";
    let own = format!(
        "  {{ on = {days}, after = \"14:00\", cite = \"SI 2014/2823, regulation 11\", grade = \"verified\" }},\n"
    );
    let rule = |after: &str| {
        let after = if after.is_empty() { String::new() } else { format!("after = \"{after}\", ") };
        format!("  {{ on = {days}, {after}cite = \"x\", grade = \"verified\" }},\n")
    };
    let late = |rules: &[&str]| with(LAW_2014, &[(&own, &rules.iter().map(|after| rule(after)).collect::<String>())]);
    taken(&late(&["15:00", "14:00"]), "the second holds from 14:00 to 15:00");
    taken(&late(&["14:00", ""]), "the second holds before 14:00");
    for rules in [["14:00", "14:00"], ["14:00", "15:00"], ["", "14:00"], ["", ""]] {
        refused(&late(&rules), "assessment_notice.late number 2: no case can reach it, earlier rules take its days");
    }
    refused(
        &with(LAW_2014, &[(&own, "  { on = [], cite = \"x\", grade = \"verified\" },\n")]),
        "late number 1: no case can reach it, it names no day",
    );
}

#[test]
fn questions_have_answers_that_are_known_and_change_something() {
    refused(
        &with(LAW_2014, &[("alternatives = [\"defer\"]", "alternatives = []")]),
        "leaves out an answer that the verbs know",
    );
    refused(
        &with(LAW_2014, &[("[[pause]]\nreading = \"covid_pause\"", "[[pause]]\nreading = \"covid_paus\"")]),
        "no case can reach the pause",
    );
    for law in [LAW_2014, NORWAY, GROUPS] {
        let id =
            tables(law).iter().find(|part| part.starts_with("[[reading]]")).unwrap().lines().nth(1).unwrap().to_owned();
        refused(&doubled(law, "[[reading]]", &id), "stands twice");
    }
    refused(
        &with(SWEDEN, &[("alternatives = [\"yes\"]", "alternatives = [\"yes\", \"no\"]")]),
        "has its default among its alternatives",
    );
    refused(
        &with(SWEDEN, &[("\"after_relapse=resume\"", "\"before_relapse=resume\"")]),
        "the file does not ask the reading `before_relapse`",
    );
    refused(
        &with(SWEDEN, &[("\"after_relapse=resume\" = \"resume\"", "\"after_relapse=resumed\" = \"resume\"")]),
        "no alternative of `after_relapse`; there is resume",
    );
}

#[test]
fn every_kind_of_care_in_scope_is_in_force_once_and_has_a_price() {
    let psychiatric = "care_types = [\"psychiatric\"]\nfrom = \"2018-01-02\"";
    let force = |to: &str| with(SWEDEN, &[(psychiatric, to)]);
    taken(&force("care_types = [\"psychiatric\"]\nfrom = \"2018-01-01\""), "both from the same day");
    refused(&force("care_types = [\"somatic\"]\nfrom = \"2018-01-02\""), "in_force stands twice for 2018-01-02");
    refused(&force("from = \"2018-01-02\""), "in_force stands twice for 2018-01-02");
    refused(
        &force("care_types = [\"dental\"]\nfrom = \"2018-01-02\""),
        "in_force names `dental`, which is not in scope",
    );
    refused(
        &without(SWEDEN, "[[in_force]]", "care_types = [\"psychiatric\"]"),
        "`psychiatric` is in scope and never in force",
    );
    let spans = |first_to: &str, second: &str| {
        with(
            &force(&format!("care_types = [\"somatic\", \"psychiatric\"]\n{second}")),
            &[("from = \"2018-01-01\"\ncite", &format!("from = \"2018-01-01\"\nto = \"{first_to}\"\ncite"))],
        )
    };
    taken(&spans("2018-06-30", "from = \"2018-07-01\""), "one after the other");
    taken(&spans("2018-01-01", "from = \"2018-01-02\""), "one of a single day");
    refused(&spans("2018-07-01", "from = \"2018-07-01\""), "in_force stands twice for 2018-07-01");
    taken(
        &with(
            &spans("2026-12-31", "from = \"2018-01-01\"\nto = \"2018-06-30\""),
            &[("from = \"2018-01-01\"\nto = \"2026-12-31\"\ncite", "from = \"2018-07-01\"\nto = \"2026-12-31\"\ncite")],
        ),
        "the later one stands first",
    );
    refused(
        &with(
            SWEDEN,
            &[(
                "[[clock]]\nevent = \"readiness_notice\"\ncare_types = [\"psychiatric\"]",
                "[[clock]]\nevent = \"readiness_notice\"\ncare_types = [\"dental\"]",
            )],
        ),
        "clock for `dental`, which is not in scope",
    );
    let needed = "needed = { value = true, cite = \"Act 2017:612, 5:3(2)\", grade = \"verified\" }";
    refused(&with(SWEDEN, &[(needed, "")]), "no clock is needed");
}

#[test]
fn layers_have_days_and_prices() {
    let layer = "care_types = { value = [\"somatic\", \"psychiatric\"], cite = \"Act 2017:612, 5:6\"";
    refused(
        &with(SWEDEN, &[(layer, "care_types = { value = [\"somatic\", \"psychiatric\", \"dental\"], cite = \"x\"")]),
        "layer `care_day` is for `dental`, which is not in scope",
    );
    refused(
        &with(SWEDEN, &[(layer, "care_types = { value = [\"somatic\"], cite = \"x\"")]),
        "no layer has a price for `psychiatric`",
    );
    refused(
        &with(SWEDEN, &[("from_nth = { value = 1", "from_nth = { value = 0")]),
        "layer `care_day`: no day has such a number",
    );
    let to_nth = |to: &str| {
        with(
            SWEDEN,
            &[(
                "from_nth = { value = 1",
                &format!("to_nth = {{ value = {to}, cite = \"x\", grade = \"verified\" }}\nfrom_nth = {{ value = 2"),
            )],
        )
    };
    taken(&to_nth("2"), "one day");
    refused(&to_nth("1"), "layer `care_day`: no day has such a number");
    refused(&doubled(SWEDEN, "[[layer]]", "id = \"care_day\""), "layer `care_day` stands twice");
    refused(
        &with(SWEDEN, &[("[[price]]\nlayer = \"care_day\"", "[[price]]\nlayer = \"care_night\"")]),
        "price of layer `care_night`, which is not there",
    );
    let price = |from: &str, to: &str| {
        with(SWEDEN, &[("from = \"2020-01-01\"\nto = \"2020-12-31\"", &format!("from = \"{from}\"\nto = \"{to}\""))])
    };
    taken(&price("2020-01-01", "2020-01-01"), "a price of one day");
    taken(&price("2020-01-01", "2021-12-31"), "up to the day before the next");
    refused(&price("2020-01-01", "2022-01-01"), "two prices on 2022-01-01: an overlap");
    refused(&price("2019-12-31", "2020-12-31"), "two prices on 2019-12-31: an overlap");
    refused(&price("2020-01-02", "2020-01-01"), "ends before it begins");
    refused(&with(SWEDEN, &[("amount_minor = 820000", "amount_minor = 0")]), "a price that is not above zero");
    refused(&with(SWEDEN, &[("cite = \"HSLF-FS 2018:67\"", "cite = \" \"")]), "a price has no citation");
}
