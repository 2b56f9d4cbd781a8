//! Local agreements: what one sets holds on its days, everything else is as in the regime, and nothing else can be set.

use std::path::{Path, PathBuf};

use beddays::regime::{AnyRegime, Library};
use beddays::vectors::{OutcomeDay, Vector, find, find_readiness};

use crate::law::nordic;
use crate::law::nordic::random::Country;
use crate::law::oracle::random::random_case;
use crate::support::harness::{Folder, program, said};

const ENGLAND: &str = include_str!("../../../regimes/liability/england-2014.toml");
const SWEDEN: &str = include_str!("../../../regimes/liability/sweden-2018.toml");
const DENMARK: &str = include_str!("../../../regimes/liability/denmark-2017.toml");
const SAMPLE: &str = include_str!("../../../data-samples/agreements/england-2023.toml");

/// An agreement over a regime with some values.
fn agreement(base: &str, (from, to): (&str, &str), values: &str) -> String {
    format!(
        "schema = \"beddays-agreement/1\"\n[agreement]\nid = \"local\"\ntitle = \"Agreement\"\nextends = \"{base}\"\n\
         from = \"{from}\"\nto = \"{to}\"\ncite = \"page 1\"\ngrade = \"verified\"\n{values}"
    )
}

/// The regimes at hand with an agreement, and with the regime that it extends rewritten by hand.
fn both(agreed: &str, base: &str, rewritten: &[(&str, &str)]) -> (Library, Library) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("local.toml");
    std::fs::write(&path, agreed).unwrap();
    let (mut with_agreement, mut by_hand) = (Library::built_in().unwrap(), Library::built_in().unwrap());
    assert_eq!(with_agreement.add(&path).unwrap_or_else(|refused| panic!("{refused}")), "local");
    let text = rewritten.iter().fold(base.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    by_hand.put_any(AnyRegime::parse(Path::new("by_hand.toml"), &text).unwrap_or_else(|refused| panic!("{refused}")));
    (with_agreement, by_hand)
}

const CITED: &str = "cite = \"page 2\"\ngrade = \"verified\"\n";

/// Goal: an agreement over the days of the statute gives what the statute with those values would. Method: the file rewritten by
/// hand, on random stays, each value alone and all together; beyond a ceiling no day is charged.
#[test]
fn random_english_stays_under_an_agreement_are_those_of_the_statute_rewritten() {
    let price = format!("[[price]]\namount_minor = 9500\n{CITED}");
    let days = format!("[[free_days]]\ndays = 4\n{CITED}");
    let hour = format!("[[cut_off]]\ntime = \"09:30\"\n{CITED}");
    let of_price = [("amount_minor = 15500", "amount_minor = 9500"), ("amount_minor = 13000", "amount_minor = 9500")];
    let of_days = [("days = { value = 2,", "days = { value = 4,")];
    let of_hour = [("after = \"14:00\"", "after = \"09:30\"")];
    let all = format!("{price}{days}{hour}[ceiling]\ndays = 3\n{CITED}");
    let cases = [
        (&price, of_price.to_vec(), usize::MAX),
        (&days, of_days.to_vec(), usize::MAX),
        (&hour, of_hour.to_vec(), usize::MAX),
        (&all, [&of_price[..], &of_days, &of_hour].concat(), 3),
    ];
    for (values, rewritten, ceiling) in cases {
        let agreed = agreement("england-2014", ("2015-04-01", "2022-06-30"), values);
        let (with_agreement, by_hand) = both(&agreed, ENGLAND, &rewritten);
        let (mut charged, mut capped) = (0, 0);
        for case in (0..6_000).map(random_case) {
            // What an agreement answers is asked no more.
            let is_asked = ["interval_2014", "covid_pause"].iter().all(|reading| !case.params.contains(reading));
            // A ceiling counts what is claimed.
            let is_claimed = ceiling == usize::MAX || !case.params.contains("claim_made=false");
            if case.regime != "england-2014" || !is_asked || !is_claimed {
                continue;
            }
            let under = |regime: &str, library: &Library| {
                let vector = Vector::case(regime, &case.qualifies, &case.authority, &case.params, &case.events);
                find(&vector, library, "")
            };
            let (found, mut expected) = (under("local", &with_agreement), under("england-2014", &by_hand));
            if let Ok(expected) = &mut expected {
                capped += usize::from(expected.days.len() > ceiling);
                expected.days.truncate(ceiling);
                charged += expected.days.len();
            }
            assert_eq!(found, expected, "{case:?}");
        }
        assert!(charged > 1_000, "{charged}");
        assert_eq!(capped > 50, ceiling < usize::MAX, "{capped}");
    }
}

/// The same of regimes of readiness.
#[test]
fn random_northern_stays_under_an_agreement_are_those_of_the_law_rewritten() {
    let sweden = format!(
        "[[free_days]]\ndays = 5\n{CITED}[[cut_off]]\nof = \"readiness_notice\"\ntime = \"15:00\"\n{CITED}\
         [[price]]\nfrom = \"2019-01-01\"\namount_minor = 700000\n{CITED}"
    );
    let in_sweden = [
        ("days = { value = 3, cite = \"Act 2017:612, 5:4", "days = { value = 5, cite = \"Act 2017:612, 5:4"),
        ("cut_off = { value = \"12:00\"", "cut_off = { value = \"15:00\""),
    ];
    let denmark = format!("[[price]]\nof = \"region\"\namount_minor = 100000\n{CITED}[ceiling]\ndays = 6\n{CITED}");
    let cases = [
        (Country::Sweden, "sweden-2018", SWEDEN, &sweden, &in_sweden[..], ("2019-01-01", "2026-12-31"), i32::MAX),
        (Country::Denmark, "denmark-2017", DENMARK, &denmark, &[], ("2017-01-01", "2026-12-31"), 6),
    ];
    for (country, base, text, values, rewritten, span, ceiling) in cases {
        let (with_agreement, by_hand) = both(&agreement(base, span, values), text, rewritten);
        let (mut charged, mut tried) = (0, 0);
        for cells in (0..6_000).map(|seed| nordic::random::random_case(country, seed)) {
            // A charge from before the agreement, and one beside an earlier version, is the statute's.
            let days = cells.events.split(';').filter_map(|event| event.split('@').nth(1));
            if cells.regime != base || days.min() < Some(span.0) {
                continue;
            }
            tried += 1;
            let under = |regime: &str, library: &Library| {
                let mut vector = nordic::vector(&cells);
                vector.regime = regime.to_owned();
                find_readiness(&vector, library, "").map(|found| found.days)
            };
            let (found, expected) = (under("local", &with_agreement), under(base, &by_hand));
            let shown = |day: &OutcomeDay, capped: bool| (day.day, day.payer.clone(), day.is_charged && !capped);
            let found_days = found.clone().map(|days| days.iter().map(|day| shown(day, false)).collect::<Vec<_>>());
            let mut number = 0;
            let expected = expected.map(|days| {
                let numbered = days.iter().map(|day| {
                    number += i32::from(day.is_charged);
                    shown(day, number > ceiling)
                });
                numbered.collect::<Vec<_>>()
            });
            // Where the days of a charge are numbered anew, so is the ceiling.
            let is_one = !cells.events.contains("relapse") && !cells.params.contains("restart");
            if ceiling == i32::MAX || is_one {
                assert_eq!(found_days, expected, "{cells:?}");
            }
            for day in found.iter().flatten().filter(|day| day.is_charged) {
                charged += 1;
                let price = |(layer, _, amount): &(String, String, Result<beddays::domain::Minor, String>)| {
                    (layer != "state_low" && layer != "state_high").then(|| amount.clone().unwrap().0)
                };
                let agreed = if country == Country::Sweden { 700_000 } else { 100_000 };
                assert!(day.layers.iter().filter_map(price).all(|amount| amount == agreed), "{day:?}");
            }
        }
        assert!(tried > 300 && charged > 300, "{tried} {charged}");
    }
}

/// Each spoilt file, what is said, and the words under which the mark stands.
#[test]
fn a_wrong_agreement_is_refused_with_file_line_and_words() {
    let cases = [
        ("amount_minor = 9500", "amount = 95", "did you mean `amount_minor`?", "amount = 95"),
        ("amount_minor = 9500", "amount_minor = \"95 pounds\"", "expected i64", "\"95 pounds\""),
        ("amount_minor = 9500", "amount_minor = 0", "a price that is not above zero", "[[price]]"),
        ("amount_minor", "of = \"londn\"\namount_minor", "did you mean `london`?", "\"londn\""),
        ("amount_minor", "of = \"london\"\namount_minor", "band `standard` has no price", "\"england-2014\""),
        ("amount_minor", "to = \"2024-04-01\"\namount_minor", "is not within the agreement", "[[price]]"),
        ("[[free_days]]\ndays = 3", "[[free_days]]\nhours = 72", "unknown field `hours`", "hours"),
        ("[[free_days]]\ndays = 3", "[[free_days]]\ndays = -1", "invalid value", "-1"),
        ("time = \"16:00\"", "time = \"4 pm\"", "no time of day", "\"4 pm\""),
        ("time = \"16:00\"", "time = \"HH:MM\"", "is to be filled in", "[[cut_off]]"),
        (
            "time = \"16:00\"",
            "of = \"expected_admission\"\ntime = \"16:00\"",
            "there is assessment_notice",
            "\"expected",
        ),
        ("[ceiling]", "[threshold]", "`england-2014` has no threshold", "[threshold]"),
        ("[ceiling]", "[interval]", "unknown field `interval`", "interval"),
        (
            "[[free_days]]",
            "[[price]]\namount_minor = 1\ncite = \"x\"\ngrade = \"verified\"\n[[free_days]]",
            "is set twice: an overlap",
            "[[price]]",
        ),
        ("cite = \"Agreement of 20 March 2023 (made up), clause 2\"", "cite = \" \"", "no citation", "cite = \" \""),
        ("cite = \"Agreement of 20 March 2023 (made up), clause 2\"\n", "", "missing field `cite`", "[[cut_off]]"),
        (
            "to = \"2024-03-31\"",
            "to = \"2027-03-31\"",
            "outside of the days for which `england-2014` was read",
            "\"2027-03-31\"",
        ),
        ("to = \"2024-03-31\"", "to = \"2023-03-31\"", "ends before it begins", "\"2023-03-31\""),
        (
            "extends = \"england-2014\"",
            "extends = \"england-2041\"",
            "did you mean `england-2003` or `england-2014`?",
            "\"england-2041\"",
        ),
        ("id = \"made-up-trust-2023\"", "id = \"england-2003\"", "is the name of a regime", "id"),
        ("beddays-agreement/1", "beddays-agreement/2", "is not one we read", "schema"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("local.toml");
    for (from, to, says, marked) in cases {
        assert!(SAMPLE.contains(from), "{from}");
        let text = SAMPLE.replacen(from, to, 1);
        std::fs::write(&path, &text).unwrap();
        let told = said(program().args(["regimes", "check"]).arg(&path)).exits(78);
        assert!(told.stderr.contains(says), "`{says}` is not in {told:?}");
        let at = told.stderr.split(" line ").nth(1).and_then(|rest| rest.split(',').next()?.parse::<usize>().ok());
        let line = text.lines().nth(at.unwrap() - 1).unwrap();
        let shown = told.stderr.lines().find(|line| line.contains("^")).unwrap();
        let column = told.stderr.split("column ").nth(1).unwrap();
        let column: usize = column.split(|letter: char| !letter.is_ascii_digit()).next().unwrap().parse().unwrap();
        assert!(line[column - 1..].starts_with(marked), "{says}: {line} at {column}\n{shown}");
    }
}

/// The sample is in order, and is shown by what differs alone.
#[test]
fn an_agreement_is_shown_as_the_difference_to_its_law() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/agreements");
    let england = samples.join("england-2023.toml");
    for file in [&england, &samples.join("norway-2024.toml")] {
        said(program().args(["regimes", "check"]).arg(file)).exits(0);
    }
    let told = said(program().args(["regimes", "show"]).arg(&england)).exits(0).stdout;
    for words in [
        "extends `england-2014`",
        "in force from 2023-04-01 to 2024-03-31",
        "price of standard: £95.00 instead of no price",
        "free days from the assessment notice: 3 days instead of 2 days",
        "cut-off of discharge_notice: 16:00 instead of 14:00",
        "ceiling: 28 charged days instead of none",
    ] {
        assert!(told.contains(words), "`{words}` is not in {told}");
    }
    assert!(!told.contains("Rules that a day can rest on"), "{told}");
}

fn norway(regimes: &str) -> Folder {
    let folder = Folder::new();
    std::fs::remove_dir_all(folder.project()).unwrap();
    let mut init = program();
    init.args(["init", "--country", "no", "--authority", "0301"]).arg(folder.project());
    said(&mut init).exits(0);
    let settings = folder.read("beddays.toml");
    let line = settings.lines().find(|line| line.starts_with("regimes")).unwrap();
    folder.put("beddays.toml", settings.replace(line, &format!("regimes = {regimes}")));
    folder
}

/// Goal: in a project the law holds before and after the agreement, and the agreement between; two that would charge one day are
/// refused.
#[test]
fn an_agreement_takes_the_place_of_its_law_on_its_own_days() {
    let agreed = |id: &str, (from, to): (&str, &str)| {
        agreement("norway-2019", (from, to), &format!("[[price]]\namount_minor = 100000\n{CITED}"))
            .replace("\"local\"", &format!("\"{id}\""))
    };
    let folder = norway("[\"norway-2019\", \"local.toml\"]");
    folder.put("local.toml", agreed("local", ("2023-03-10", "2023-03-20")));
    folder.put(
        "inbox/stays.csv",
        "stay_id,provider_code,authority_code,admitted_at,discharged_at\nN-1,HF1,0301,2023-03-01T10:00,2023-03-31T10:00\n",
    );
    folder.put(
        "inbox/events.csv",
        "stay_id,kind,at,value\nN-1,admission_notice,2023-03-01T12:00,\nN-1,ready,2023-03-05T09:00,\n\
         N-1,readiness_notice,2023-03-05T10:00,\n",
    );
    folder.run(&["run", "--month", "2023-03", "--as-of", "2023-04-10"]).exits(0);
    let query = "select regime, count(*) n, sum(amount_minor) amount, min(day) a, max(day) b from ledger_day \
                 where status = 'chargeable' group by regime order by regime";
    let told = folder.run(&["query", query, "--format", "csv"]).exits(0).stdout;
    assert!(told.contains("local,11,1100000,2023-03-10,2023-03-20"), "{told}");
    assert!(told.contains("norway-2019,15,"), "{told}");

    folder.put("other.toml", agreed("other", ("2023-03-15", "2023-03-25")));
    let settings = folder.read("beddays.toml").replace("\"local.toml\"", "\"local.toml\", \"other.toml\"");
    folder.put("beddays.toml", settings);
    let told = folder.run(&["run", "--month", "2023-03"]).exits(78).stderr;
    assert!(told.contains("`local` and `other` both charge days from 2023-03-15 to 2023-03-20"), "{told}");
    assert!(told.contains("beddays.toml` line "), "{told}");

    // A statute of notices does not give way: one of the two is named.
    let folder = Folder::new();
    let values = format!("[[price]]\namount_minor = 1\n{CITED}");
    folder.put("local.toml", agreement("england-2014", ("2018-01-01", "2018-12-31"), &values));
    let settings = folder.read("beddays.toml");
    let line = settings.lines().find(|line| line.starts_with("regimes")).unwrap();
    folder.put("beddays.toml", settings.replace(line, "regimes = [\"england-2014\", \"local.toml\"]"));
    let told = folder.run(&["run", "--month", "2018-03"]).exits(78).stderr;
    assert!(told.contains("`england-2014` and `local` both charge days from 2018-01-01 to 2018-12-31"), "{told}");
}
