//! A name that is not known is answered with the names nearest to it.

use beddays::domain::near::{hint, nearest_few};

use super::Case;

#[test]
fn whole_names_words_and_beginnings_are_near() {
    let names =
        ["Devon County Council", "Derby City", "Bournemouth, Christchurch and Poole", "Norfolk", "North Yorkshire"];
    for (text, near) in [
        ("Norflok", &["Norfolk"][..]),
        ("norfolk", &["Norfolk"]),
        ("Devn", &["Devon County Council"]),
        ("Devon County Concil", &["Devon County Council"]),
        ("Bournmouth", &["Bournemouth, Christchurch and Poole"]),
        ("North Yorkshir", &["North Yorkshire"]),
        ("Derby", &["Derby City"]),
        ("Utopia", &[]),
        ("", &[]),
        (&"x".repeat(300), &[]),
    ] {
        assert_eq!(nearest_few(text, names), near, "{text}");
    }
    assert_eq!(hint("A2", ["A1", "A3", "B9"], "as in A1"), "did you mean `A1` or `A3`? as in A1");
    assert_eq!(hint("Utopia", names, "look"), "look");
}

fn project() -> Case {
    let case = Case::empty();
    case.put(
        "stays.csv",
        "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
         ABC-100,RX1,E10000020,2018-06-01T08:30,2018-06-08,2018-06-12T15:00\n",
    );
    case.put("episodes.csv", "episode,ready_on,ended_on\nE1,2019-04-01,2019-04-05\n");
    case.put("england.csv", include_str!("../../../../data-samples/published/england_monthly_2010-08_2020-02.csv"));
    case.sh("gzip -c -d \"$LA\" > councils.csv 2>/dev/null || true");
    case.sh("beddays init p --authority Norfolk && cp stays.csv p/inbox/stays.csv && beddays run --project p --month 2018-06")
        .exits(0);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data-samples/published/la_delayed_days_2011-04_2019-12.csv.gz");
    case.put("councils.csv.gz", std::fs::read(path).unwrap());
    case
}

#[test]
fn a_typo_is_answered_with_the_nearest_names() {
    let case = project();
    for (arguments, meant) in [
        ("query --project p liability_totl", "did you mean `liability_total`"),
        ("query --project p sty", "did you mean `stay`"),
        ("query --project p 'select * from stya'", "did you mean `stay`"),
        ("init other --authority Norflok", "did you mean `Norfolk`"),
        ("explain --project p ABC-10O", "did you mean `ABC-100`"),
        ("explain --project p abc-100", "did you mean `ABC-100`"),
        ("query --project p stay --month 2018-07", "did you mean `2018-06`"),
        ("report statement --project p --month 2018-05", "did you mean `2018-06`"),
        ("publish --project p --month 2019-06", "did you mean `2018-06`"),
        ("bridge --project p --from bill --to england-msitd", "did you mean `england-msitdt`"),
        ("bridge --project p --from bil --to england-msitdt", "`bill`"),
        ("run --project p --month 2018-6", "did you mean 2018-06?"),
        ("run --project p --month 'June 2018'", "did you mean 2018-06?"),
        ("run --project p --month 06/2018", "did you mean 2018-06?"),
        ("count --convention scotland-2106 episodes.csv", "did you mean `scotland-2016`"),
        (
            "count --convention england-msitdt --reading day_bondary=first_day_counted episodes.csv",
            "did you mean `day_boundary`",
        ),
        (
            "count --convention england-msitdt --reading day_boundary=first_day_count episodes.csv",
            "did you mean `first_day_counted`",
        ),
        ("regimes show england-2041", "or `england-2014`?"),
        ("check --profile native-sty stays.csv", "did you mean `native-stay`"),
        ("publish --project p --rule hes-2081", "did you mean `hes-2018`"),
        ("report trend --from councils.csv.gz --out t --area Norflk", "Norfolk"),
        ("published --as dtoc-council england.csv", "dtoc-councils"),
        ("repot statement", "report"),
    ] {
        let said = case.beddays(arguments);
        assert!(said.exit.is_some_and(|exit| exit != 0), "{arguments}");
        said.says(meant);
    }
}

#[test]
fn a_typo_in_the_project_file_is_answered_too() {
    let case = project();
    let project = case.read("p/beddays.toml");
    for (right, wrong, meant) in [
        ("\"england-2014\"", "\"england-2015\"", "did you mean `england-2014`"),
        ("\"native-stay\"", "\"native-stays\"", "did you mean `native-stay`"),
        ("\"E10000020\"", "\"Norfok\"", "did you mean `Norfolk`"),
        ("\"hes-2018\"", "\"hes-2081\"", "did you mean `hes-2018`"),
        ("[readings]", "[readings]\nlimb_a_causaton = \"none\"", "did you mean `limb_a_causation`"),
        ("[readings]", "[readings]\nlimb_a_causation = \"sole_case\"", "did you mean `sole_cause`"),
        ("[project]", "[project]\nconventions = [\"england-drt\"]", "did you mean `england-drd`"),
    ] {
        assert!(project.contains(right), "{right}");
        case.put("p/beddays.toml", project.replacen(right, wrong, 1));
        case.beddays("run --project p --month 2018-06").exits(78).says(meant).says("line");
    }
}
