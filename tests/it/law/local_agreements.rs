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
        ("amount_minor = 9500", "amount_minor = 9223372036854775807", "above a million a day", "[[price]]"),
        ("days = 28", "days = 0", "under a ceiling of no days", "[ceiling]"),
        ("id = \"made-up-trust-2023\"", "id = \"../x\"", "letters, digits and hyphens", "\"../x\""),
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
        ("id = \"made-up-trust-2023\"", "id = \"england-2003\"", "is the name of a regime", "\"england-2003\""),
        ("beddays-agreement/1", "beddays-agreement/2", "is not one we read", "\"beddays-agreement/2\""),
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

/// When it is in force is the agreement's to say; every other rule is the law's, in its words.
#[test]
fn the_rules_about_its_days_are_those_of_the_agreement() {
    let price = format!("[[price]]\namount_minor = 100\n{CITED}");
    let (library, _) = both(&agreement("england-2014", ("2018-01-01", "2018-12-31"), &price), ENGLAND, &[]);
    let (local, law) = (library.get("local").unwrap(), library.get("england-2014").unwrap());
    let mut own = 0;
    for rule in local.file.rule.iter().map(|rule| rule.get_ref()) {
        let of_law = law.file.rule.iter().map(|rule| rule.get_ref()).find(|one| one.id == rule.id);
        let says = (rule.words.as_str(), rule.cite.as_str());
        match rule.id.as_str() {
            "before_notices" => assert_eq!(says, ("The agreement had not begun", "page 1")),
            "after_payments" => assert_eq!(says, ("The agreement had ended", "page 1")),
            _ => {
                assert_eq!(Some(says), of_law.map(|one| (one.words.as_str(), one.cite.as_str())), "{}", rule.id);
                continue;
            }
        }
        own += 1;
    }
    assert_eq!(own, 2);
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
    // It may be named before the law that it extends.
    let folder = norway("[\"local.toml\", \"norway-2019\"]");
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

    let settings = folder.read("beddays.toml").replace("\"local.toml\"", "\"local.toml\", \"other.toml\"");
    folder.put("beddays.toml", settings);
    // One that begins on the day after, or ends on the day before, charges days of its own.
    for (days, other) in [(("2023-03-21", "2023-03-25"), 5), (("2023-03-05", "2023-03-09"), 5)] {
        folder.put("other.toml", agreed("other", days));
        folder.run(&["run", "--month", "2023-03", "--as-of", "2023-04-10"]).exits(0);
        let told = folder.run(&["query", query, "--format", "csv"]).exits(0).stdout;
        assert!(told.contains("local,11,1100000,") && told.contains(&format!("other,{other},")), "{told}");
    }
    folder.put("other.toml", agreed("other", ("2023-03-15", "2023-03-25")));
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

/// Goal: where the law of a day hangs on the date of a notice, an agreement still holds on its own days, and no stay is lost.
#[test]
fn an_agreement_of_sweden_holds_on_its_own_days() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("se");
    said(program().args(["demo", "--country", "se"]).arg(&project)).exits(0);
    let of_days = "select day, sum(amount_minor) amount, count(*) n from ledger_day where status = 'chargeable' group by day order by day";
    let days =
        || said(program().arg("--project").arg(&project).args(["query", of_days, "--format", "csv"])).exits(0).stdout;
    let before = days();
    let values = format!("[[price]]\namount_minor = 100000\n{CITED}");
    std::fs::write(project.join("local.toml"), agreement("sweden-2018", ("2023-02-05", "2023-02-06"), &values))
        .unwrap();
    let settings = std::fs::read_to_string(project.join("beddays.toml")).unwrap();
    let line = settings.lines().find(|line| line.starts_with("regimes")).unwrap();
    let regimes = line.replace("\"]", "\", \"local.toml\"]");
    std::fs::write(project.join("beddays.toml"), settings.replace(line, &regimes)).unwrap();
    let told = said(program().arg("--project").arg(&project).args(["run", "--month", "2023-02"]));
    assert!(!told.stderr.contains("no law could judge"), "{told:?}");
    for (before, after) in before.lines().zip(days().lines()) {
        let is_agreed = ["2023-02-05", "2023-02-06"].iter().any(|day| before.starts_with(day));
        let many: i64 = before.rsplit(',').next().unwrap().parse().unwrap_or(0);
        let wanted = if is_agreed { format!("{},{},{many}", &before[..10], many * 100_000) } else { before.to_owned() };
        assert_eq!(after, wanted);
    }
}

/// Two of one name, and one over a law that is not named, would charge days without a word.
#[test]
fn agreements_that_would_charge_without_a_word_are_refused() {
    let price = format!("[[price]]\namount_minor = 100000\n{CITED}");
    let folder = norway("[\"norway-2019\", \"one.toml\", \"two.toml\"]");
    folder.put("one.toml", agreement("norway-2019", ("2023-08-01", "2023-08-15"), &price));
    folder.put("two.toml", agreement("norway-2019", ("2023-08-16", "2023-08-31"), &price));
    folder.run(&["run", "--month", "2023-08"]).exits(78).says("is the name of a regime or of another agreement");
    let folder = Folder::new();
    folder.put("local.toml", agreement("england-2003", ("2018-03-01", "2018-03-31"), &price));
    let settings = folder.read("beddays.toml");
    let line = settings.lines().find(|line| line.starts_with("regimes")).unwrap();
    folder.put("beddays.toml", settings.replace(line, "regimes = [\"england-2014\", \"local.toml\"]"));
    folder.run(&["run", "--month", "2018-03"]).exits(78).says("both charge days from 2018-03-01 to 2018-03-31");
}

/// A clock that runs for every kind of care is parted where an agreement is about one of them, and no clock is set twice.
#[test]
fn free_days_can_be_agreed_for_one_kind_of_care() {
    let shown = |values: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("local.toml");
        std::fs::write(&path, agreement("sweden-2018", ("2023-01-01", "2023-12-31"), values)).unwrap();
        said(program().args(["regimes", "show"]).arg(path))
    };
    let days = |of: &str, days: i32| format!("[[free_days]]\n{of}\ndays = {days}\n{CITED}");
    let psychiatric = days("care_types = [\"psychiatric\"]", 5);
    shown(&psychiatric).exits(0).says("free days (psychiatric): 5 days instead of 3 days");
    let somatic = days("of = \"readiness_notice\"\ncare_types = [\"somatic\"]", 4);
    shown(&(psychiatric.clone() + &somatic))
        .exits(0)
        .says("free days from readiness_notice (somatic): 4 days instead of 3 days");
    for twice in [days("", 2) + &psychiatric, psychiatric.clone() + &days("", 2)] {
        shown(&twice).exits(78).says("set twice: an overlap");
    }
    shown(&days("care_types = [\"dental\"]", 5))
        .exits(78)
        .says("has no care of `dental`: there is somatic, psychiatric");
    let text = agreement("sweden-2018", ("2023-01-01", "2023-12-31"), &psychiatric);
    let (library, _) = both(&text, SWEDEN, &[]);
    for (care, first) in [("somatic", "2023-03-04"), ("psychiatric", "2023-03-06")] {
        let events = "admission@2023-02-20T09:00;admission_notice@2023-02-20T10:00;readiness_notice@2023-03-01T10:00;\
                      joint_plan_required@2023-03-01T10:00=no;discharged@2023-03-20T11:00";
        let mut vector = Vector::case("local", "", "K1", "", events);
        vector.care_type = care.to_owned();
        let found = find_readiness(&vector, &library, "").unwrap();
        assert_eq!(found.charged().next().unwrap().day.to_string(), first, "{care}");
    }
}
