//! Kinds and places of care: those of the country's laws are charged or left out, words of another country are refused with what
//! they may come to, and a template says which words are meant.

use super::{MUNICIPALITIES, events, norway, project_file, stays};
use crate::support::harness::Folder;

/// The days of a stay by status.
fn statuses(folder: &Folder) -> String {
    let asked = "select stay_id, status, count(*) n from ledger_day group by stay_id, status order by stay_id, status";
    folder.run(&["query", asked, "--format", "csv"]).exits(0).stdout
}

/// A project of Norway in which the second stay has another kind and place of care.
fn with(care: &str) -> Folder {
    let folder = norway();
    let text = stays(&[("A-1", "9901"), ("A-2", "9901")], "2023");
    let at = text.rfind("somatic,public_hospital").unwrap();
    folder.put("inbox/stays.csv", format!("{}{care}\n", &text[..at]));
    folder
}

/// Goal: no stay that may be owed becomes nothing by a word that no law of the country knows. Method: words of other countries, and
/// places of care that no list has.
#[test]
fn a_word_that_no_law_of_the_country_knows_is_refused_with_what_it_may_come_to() {
    for (care, meant) in [
        ("psychiatric,public_hospital", "did the sender mean `mental_health`?"),
        ("acute,public_hospital", "did the sender mean `somatic`?"),
        ("somatic,private", "wanted one of public_hospital, private_hospital_rhf_contract"),
        ("somatic,public_hospitl", "did the sender mean `public_hospital`?"),
    ] {
        let folder = with(care);
        let said = folder.run(&["run", "--month", "2023-08"]).exits(1);
        let said = said.says("stays in doubt: 1, NOK ").says("NOK 22,032.00");
        assert!(!said.stderr.contains("NOK 0.00 at stake"), "{care}: {said:?}");
        let rejects = folder.read("reports/2023-08/rejects.csv");
        assert!(rejects.contains("R_CODE") && rejects.contains(meant), "{care}: {rejects}");
        assert!(!statuses(&folder).contains("A-2"), "{care}");
    }
}

#[test]
fn what_the_law_knows_or_leaves_out_is_taken_without_a_word() {
    for (care, wanted) in [
        // Mental health and addiction need a meeting of the partners, of which nothing is recorded here.
        ("tsb,public_hospital", "notice_missing"),
        ("somatic,Public_Hospital", "chargeable"),
        ("somatic,", "chargeable"),
        (",public_hospital", "chargeable"),
        ("palliative,public_hospital", "out_of_scope"),
        ("hospice,public_hospital", "out_of_scope"),
        ("somatic,private_rehab_institution", "out_of_scope"),
        ("somatic,private_hospital_no_rhf_contract", "out_of_scope"),
        ("somatic,other", "out_of_scope"),
    ] {
        let folder = with(care);
        folder.run(&["run", "--month", "2023-08"]).exits(0);
        let found = statuses(&folder);
        assert!(found.contains(&format!("A-2,{wanted},")), "{care}: {found}");
        let rejects = folder.read("reports/2023-08/rejects.csv");
        assert_eq!(rejects.contains("W_CASE"), care.contains("Public"), "{care}: {rejects}");
    }
}

#[test]
fn words_of_norway_are_none_of_sweden_and_denmark() {
    for regimes in ["\"sweden-2018\"", "\"denmark-2007\", \"denmark-2017\""] {
        for (care, meant) in [("mental_health", "psychiatric"), ("acute", "somatic"), ("tsb", "")] {
            let folder = Folder::new();
            folder.put("beddays.toml", project_file(regimes, ""));
            folder.put("kommuner.csv", MUNICIPALITIES);
            let rows = stays(&[("A-1", "9901"), ("A-2", "9902")], "2023");
            folder.put("inbox/stays.csv", rows.replacen("somatic,public_hospital", &format!("{care},ward"), 1));
            let said = folder.run(&["check", "inbox/stays.csv"]).exits(1).says("R_CODE");
            assert!(meant.is_empty() || said.stdout.contains(&format!("`{meant}`")), "{regimes} {care}: {said:?}");
        }
        let folder = Folder::new();
        folder.put("beddays.toml", project_file(regimes, ""));
        folder.put("kommuner.csv", MUNICIPALITIES);
        for care in ["psychiatric", "somatic", "rehabilitation"] {
            let rows = stays(&[("A-1", "9901")], "2023").replace("somatic,public_hospital", &format!("{care},ward"));
            folder.put("inbox/stays.csv", rows);
            folder.run(&["check", "inbox/stays.csv"]).exits(0);
        }
    }
}

/// Goal: who fills a template under a law of the north is not refused. Method: the template of a project of Norway, put where it is read.
#[test]
fn the_template_of_a_project_has_the_columns_and_words_of_its_law() {
    let folder = norway();
    folder.run(&["template", "stays.csv"]).exits(0);
    let text = folder.read("stays.csv");
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    assert!(header.contains(&"person_number") && !header.contains(&"nhs_number"), "{header:?}");
    for word in ["somatic", "public_hospital", "9901"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let said = folder.run(&["check", "stays.csv"]).says("read 1 = accepted 1 + rejected 0");
    assert!(!said.stdout.contains("R_"), "{said:?}");
    // The events of the sample are read by the same law.
    folder.put("inbox/events.csv", events(&["A-1"], "2023", ""));
    folder.run(&["template", "claims.csv"]).exits(0);
    assert!(folder.read("claims.csv").contains("NOK"), "{}", folder.read("claims.csv"));
}
