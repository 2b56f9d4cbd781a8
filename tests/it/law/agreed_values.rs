//! Values of a local agreement that are meant for one notice alone, and the longest name it may have.

use beddays::regime::{AnyRegime, Library};

/// An agreement over the law of 2014 with a name and more.
fn taken(id: &str, more: &str) -> Result<Library, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("local.toml");
    let text = format!(
        "schema = \"beddays-agreement/1\"\n[agreement]\nid = \"{id}\"\ntitle = \"Agreement\"\nextends = \"england-2014\"\n\
         from = \"2018-01-01\"\nto = \"2018-12-31\"\ncite = \"page 1\"\ngrade = \"verified\"\n{more}"
    );
    std::fs::write(&path, text).unwrap();
    let mut library = Library::built_in().unwrap();
    library.add(&path).map_err(|refused| refused.to_string())?;
    Ok(library)
}

#[test]
fn a_cut_off_of_one_notice_leaves_the_other_as_it_was() {
    for (of, other) in [("assessment_notice", "discharge_notice"), ("discharge_notice", "assessment_notice")] {
        let more = format!("[[cut_off]]\nof = \"{of}\"\ntime = \"16:30\"\ncite = \"page 2\"\ngrade = \"verified\"\n");
        let library = taken("local", &more).unwrap();
        let agreement = library.agreement("local").unwrap();
        let changed: Vec<(&str, &str, &str)> = agreement
            .changes
            .iter()
            .map(|change| (change.value.as_str(), change.before.as_str(), change.after.as_str()))
            .collect();
        assert_eq!(changed, [(format!("cut-off of {of}").as_str(), "14:00", "16:30")], "not {other}");
    }
    let both = "[[cut_off]]\ntime = \"16:30\"\ncite = \"page 2\"\ngrade = \"verified\"\n";
    let twice = format!(
        "{both}[[cut_off]]\nof = \"discharge_notice\"\ntime = \"15:00\"\ncite = \"page 2\"\ngrade = \"verified\"\n"
    );
    assert_eq!(taken("local", both).unwrap().agreement("local").unwrap().changes.len(), 2);
    assert!(taken("local", &twice).unwrap_err().contains("cut-off of discharge_notice"));
}

#[test]
fn free_days_are_counted_from_the_assessment_notice_alone() {
    let days = |of: &str| format!("[[free_days]]\n{of}days = 3\ncite = \"page 2\"\ngrade = \"verified\"\n");
    for of in ["", "of = \"assessment_notice\"\n"] {
        let library = taken("local", &days(of)).unwrap();
        let [change] = &library.agreement("local").unwrap().changes[..] else { panic!("{of}") };
        assert_eq!((change.before.as_str(), change.after.as_str()), ("2 days", "3 days"), "{of}");
    }
    for of in ["of = \"discharge_notice\"\n", "of = \"readiness_notice\"\n"] {
        assert!(taken("local", &days(of)).unwrap_err().contains("free days"), "{of}");
    }
    assert!(taken("local", &(days("") + &days(""))).unwrap_err().contains("set twice"));
}

#[test]
fn a_name_has_at_most_64_letters() {
    let price = "[[price]]\namount_minor = 100\ncite = \"page 2\"\ngrade = \"verified\"\n";
    let longest = "a".repeat(64);
    assert!(matches!(taken(&longest, price).unwrap().find(&longest), Some(AnyRegime::Notices(_))));
    for wrong in ["a".repeat(65), "a".repeat(66), "a".repeat(200), "-a".to_owned(), "a b".to_owned(), String::new()] {
        assert!(taken(&wrong, price).unwrap_err().contains("a name is 1 to 64 ASCII letters"), "{wrong}");
    }
}
