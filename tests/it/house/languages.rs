//! The catalogues of words: every language has every message, each with the same things put in; none is missing, none is
//! left over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use beddays::counting::NOT_KNOWN;
use beddays::disclosure::DisclosureRule;
use beddays::domain::codes::Attribution;
use beddays::domain::finding_codes::CODES;
use beddays::domain::revision::RevisionCause;
use beddays::domain::scotland::ScottishReason;
use beddays::domain::{EventKind, Language, LinkQuality};
use beddays::liability::DoubtKind;
use beddays::published::lookup::reasons;
use beddays::regime::convention::rules::Boundary;
use beddays::regime::{Law, Library};
use beddays::words::messages;

/// What English has elsewhere: in the engine, and in the files of law.
const OWN: [&str; 4] = ["elsewhere.ftl", "findings.ftl", "reasons.ftl", "law.ftl"];
/// The laws of a country.
const LAW: &str = OWN[3];

/// The country of each language whose law it has in its own words, as ids of regimes begin.
const LAWS: [(Language, &str); 3] =
    [(Language::Bokmal, "norway-"), (Language::Swedish, "sweden-"), (Language::Danish, "denmark-")];

type Messages = BTreeMap<String, Vec<String>>;

/// The messages of some files of a language, with the names of what is put in.
fn of(language: Language, wanted: impl Fn(&str) -> bool) -> Messages {
    let mut found = Messages::new();
    for (path, id, variables) in messages(language) {
        assert!(!id.is_empty(), "{path} has something that is no message of the kind that is written here");
        if wanted(path.rsplit('/').next().unwrap()) {
            assert!(found.insert(id.clone(), variables).is_none(), "{path}: {id} is there twice");
        }
    }
    found
}

fn code() -> String {
    let mut text = String::new();
    let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = pending.pop() {
        match path.is_dir() {
            true => pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path())),
            false => text.push_str(&fs::read_to_string(&path).unwrap()),
        }
    }
    text
}

/// The literals that a piece of code has behind some words, as `.word("` has.
fn literals<'c>(code: &'c str, before: &str) -> BTreeSet<&'c str> {
    let rest = code.split(before).skip(1);
    let literal = rest.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    literal.collect()
}

/// Goal: a report in one language says as much as in another. Method: the ids of every catalogue, and the names of what is put
/// into each message.
#[test]
fn every_language_has_every_message_with_the_same_things_put_in() {
    let shared = |name: &str| !OWN.contains(&name);
    let english = of(Language::English, shared);
    assert!(english.len() > 400 && of(Language::English, |name| OWN.contains(&name)).is_empty());
    for (language, _) in LAWS {
        assert_eq!(of(language, shared), english, "{language:?}");
        let own = |language| of(language, |name| OWN.contains(&name) && name != LAW);
        assert_eq!(own(language), own(Language::Bokmal), "{language:?}");
    }
}

/// Goal: no id of the code is without its message, and no message without its use. Method: the literals of the source; ids that
/// are made at run time begin as a literal does that ends in `{`.
#[test]
fn no_message_is_missing_and_none_is_left_over() {
    let code = code();
    let all = of(Language::Bokmal, |name| name != LAW);
    let begins: Vec<&str> =
        code.split("format!(\"").skip(1).filter_map(|rest| rest.split_once('{')).map(|(id, _)| id).collect();
    let begins: Vec<&str> = begins.into_iter().filter(|id| id.ends_with('-') && id.len() > 4).collect();
    let is_used =
        |id: &&String| code.contains(&format!("\"{id}\"")) || begins.iter().any(|begin| id.starts_with(begin));
    let left_over: Vec<&String> = all.keys().filter(|id| !is_used(id)).collect();
    assert!(left_over.is_empty(), "{left_over:#?}");
    for before in [
        "language.word(",
        "basis.word(",
        "self.word(",
        "claim.word(",
        "English.word(",
        ".say(",
        ".missing(",
        ".of_month(",
        "::of(language, ",
    ] {
        let missing: Vec<&str> =
            literals(&code, before).into_iter().filter(|id| !id.contains(' ') && !all.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{before} {missing:?}");
    }
    let heads = code.split("\"head-").skip(1).filter_map(|rest| rest.split('"').next()).map(|id| format!("head-{id}"));
    let missing: Vec<String> = heads.filter(|id| !all.contains_key(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Goal: every kind of a list has its words. Method: each list of the engine, by the codes of its kinds.
#[test]
fn every_kind_of_a_list_has_its_words() {
    let all = of(Language::Swedish, |name| OWN.contains(&name) && name != LAW);
    let doubts = DoubtKind::ALL.iter().flat_map(|kind| ["doubt", "advice"].map(|of| format!("{of}-{}", kind.name())));
    let links = LinkQuality::ALL.iter().map(|quality| format!("link-{}", quality.code()));
    let causes = RevisionCause::ALL.iter().map(|cause| format!("cause-{}", cause.code()));
    let sides = Attribution::ALL.iter().map(|side| format!("side-{}", side.code()));
    let months = (1..=12).map(|month| format!("month-{month}"));
    // A file that is refused has no report, and is told of in English.
    let findings = CODES.iter().filter(|(code, _)| !code.starts_with("F_")).map(|(code, _)| format!("code-{code}"));
    let england = reasons().iter().map(|reason| &*reason.code);
    let reasons = england.chain(ScottishReason::all().iter().map(|reason| &*reason.code));
    let reasons = reasons.map(|code| format!("reason-{code}"));
    let answers = EventKind::ALL.iter().filter_map(|kind| kind.words()).flatten().map(|word| format!("value-{word}"));
    let not_known = NOT_KNOWN.iter().map(|(code, _)| format!("bridge-unknown-{code}"));
    let boundaries = Boundary::ALL.iter().map(|boundary| format!("boundary-{}", boundary.name()));
    let of_engine = findings.chain(reasons).chain(answers).chain(not_known).chain(boundaries);
    let wanted: BTreeSet<String> =
        doubts.chain(links).chain(causes).chain(sides).chain(months).chain(of_engine).collect();
    let missing: Vec<&String> = wanted.iter().filter(|id| !all.contains_key(*id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let kinds = [
        "doubt-",
        "advice-",
        "link-",
        "cause-",
        "side-",
        "month-",
        "code-",
        "reason-",
        "value-",
        "bridge-unknown-",
        "boundary-",
    ];
    let of_kinds = all.keys().filter(|id| kinds.iter().any(|kind| id.starts_with(kind)) && *id != "month-long");
    assert_eq!(of_kinds.collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>());
}

/// Goal: what a built-in rule of disclosure says of itself is there in every language. Method: the sources that a public pack
/// names, of each rule.
#[test]
fn the_sources_of_a_disclosure_rule_are_there_in_every_language() {
    let names: Vec<&str> = DisclosureRule::names().collect();
    assert!(!names.is_empty());
    for name in names {
        let file = DisclosureRule::named(name).unwrap().file;
        for cite in [&file.rests_on_few.cite, &file.rounding.cite, &file.totals.cite, &file.protection.cite] {
            for (language, _) in LAWS {
                assert_ne!(*language.cite(cite), **cite, "{language:?}");
            }
        }
    }
}

/// Goal: a law stands in its country's own words in a report in that language: title, rules, questions and citations. Method:
/// every built-in law of readiness of the country; nothing else is in the catalogue.
#[test]
fn the_law_of_a_country_is_there_in_its_own_words() {
    let library = Library::built_in().unwrap();
    for (language, country) in LAWS {
        let (mut wanted, mut cites) = (BTreeSet::new(), BTreeSet::new());
        for regime in library.all().iter().filter(|regime| regime.id().starts_with(country)) {
            // A group's mean is settled without statements.
            let Some(regime) = library.readiness(regime.id()) else { continue };
            let (id, law) = (regime.id(), Law::of_readiness(regime.clone(), &[]).unwrap());
            wanted.extend(["title", "not-seen"].map(|what| format!("law-{id}-{what}")));
            for rule in &regime.file.rule {
                wanted.insert(format!("law-{id}-rule-{}", rule.get_ref().id));
                cites.insert(rule.get_ref().cite.clone());
            }
            // A citation that is a name of its own, as `HSLF-FS 2018:67`, is the same in every language.
            let prices = regime.file.price.iter().map(|price| price.get_ref().cite.clone());
            cites.extend(prices.filter(|cite| !cite.starts_with("HSLF")));
            for asked in law.questions() {
                wanted.insert(format!("law-{id}-reading-{}", asked.id));
                cites.insert(asked.cite.to_owned());
            }
        }
        assert!(wanted.len() > 8, "{country}");
        let found = of(language, |name| name == LAW);
        let laws: BTreeSet<String> = found.keys().filter(|id| id.starts_with("law-")).cloned().collect();
        assert_eq!(laws, wanted, "{country}");
        let unknown: Vec<&String> = cites.iter().filter(|cite| *language.cite(cite) == ***cite).collect();
        assert!(unknown.is_empty(), "{country}: {unknown:?}");
        assert_eq!(found.len(), wanted.len() + cites.len(), "{country}");
    }
}
