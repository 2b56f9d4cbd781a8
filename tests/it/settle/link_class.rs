//! The classes of links: one and only one for everything that can be known, each at the days that its sentence says.

use std::collections::BTreeSet;

use beddays::domain::{Day, LinkQuality, Moment, PersonKey, Stay};
use beddays::settle::link::facts::{Agreement, End, Follows, Leaving, LinkFacts, Start};
use beddays::settle::link::key::LinkKey;
use proptest::prelude::*;

use crate::store::commits::rows;

/// Everything that can be known about a record and a stay.
fn all_facts() -> Vec<LinkFacts> {
    let mut all = Vec::new();
    for is_named in [false, true] {
        for person in Agreement::ALL {
            for hospital in Agreement::ALL {
                for start in Start::ALL {
                    for end in End::ALL {
                        for follows in Follows::ALL {
                            for leaving in Leaving::ALL {
                                for has_rival in [false, true] {
                                    all.push(LinkFacts {
                                        is_named,
                                        person: *person,
                                        hospital: *hospital,
                                        start: *start,
                                        end: *end,
                                        follows: *follows,
                                        leaving: *leaving,
                                        has_rival,
                                    });
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    all
}

#[test]
fn every_combination_of_facts_has_exactly_one_class_and_every_class_is_reached() {
    let all = all_facts();
    assert_eq!(all.len(), 2 * 3 * 3 * 5 * 5 * 3 * 2 * 2);
    let mut reached = BTreeSet::new();
    for facts in all {
        let held: Vec<LinkQuality> = LinkQuality::ALL.iter().filter(|class| facts.is(**class)).copied().collect();
        assert_eq!(held.len(), 1, "{facts:?}: {held:?}");
        assert_eq!(held[0], facts.class(), "{facts:?}");
        reached.insert(held[0]);
    }
    assert_eq!(reached, LinkQuality::ALL.iter().copied().collect());
}

#[test]
fn what_must_hold_of_every_combination() {
    for facts in all_facts() {
        let class = facts.class();
        assert_eq!(class == LinkQuality::Ambiguous, facts.has_rival && class != LinkQuality::NoMatch, "{facts:?}");
        assert!(!class.is_link() || facts.is_named || facts.person == Agreement::Same, "{facts:?}");
        if facts.person == Agreement::Differs {
            assert_eq!(class, LinkQuality::NoMatch, "{facts:?}");
        }
        let by_name = [LinkQuality::Exact, LinkQuality::NamedOnly].contains(&class);
        assert!(!by_name || facts.is_named, "{facts:?}");
        // To know more never makes a link less sure, unless what is known contradicts it.
        let better = LinkFacts { hospital: Agreement::Same, ..facts };
        assert!(better.class() <= class, "{facts:?}");
        if facts.hospital == Agreement::Unknown {
            assert_eq!(better.class(), class, "{facts:?}");
        }
        if !facts.is_named && facts.person == Agreement::Same && class.is_link() {
            assert!(LinkFacts { is_named: true, ..facts }.class() < class, "{facts:?}");
        }
    }
}

#[test]
fn names_and_sentences_are_there_once_each_and_the_order_is_that_of_the_list() {
    let names: BTreeSet<&str> = LinkQuality::ALL.iter().map(|class| class.code()).collect();
    let sentences: BTreeSet<&str> = LinkQuality::ALL.iter().map(|class| class.sentence()).collect();
    assert_eq!((names.len(), sentences.len()), (LinkQuality::ALL.len(), LinkQuality::ALL.len()));
    assert!(LinkQuality::ALL.windows(2).all(|pair| pair[0] < pair[1]));
    let links = LinkQuality::ALL.iter().filter(|class| class.is_link()).count();
    assert_eq!(links, LinkQuality::ALL.len() - 2);
}

fn person(digit: char) -> PersonKey {
    PersonKey(digit.to_string().repeat(64).into())
}

/// A stay at RX1, site RX1RA, of person `a`.
pub fn stay(stay_id: &str, admitted: Day, left: Option<Day>) -> Stay {
    Stay {
        stay_id: stay_id.into(),
        person_key: Some(person('a')),
        provider_code: "RX1".into(),
        site_code: Some("RX1RA".into()),
        admitted_at: Moment::midnight(admitted),
        expected_admission_on: None,
        ready_on: None,
        discharged_at: left.map(Moment::end_of),
        ..rows(1).stays[0].clone()
    }
}

/// The sentences once more, over plain sets of days.
fn naive(record: (i32, Option<i32>), stay: (i32, Option<i32>), follows: bool, elsewhere: bool) -> LinkQuality {
    let (from, to) = record;
    let (admitted, left) = stay;
    let far = 200;
    let days_of_stay: BTreeSet<i32> = (admitted..=left.unwrap_or(far)).collect();
    let days: BTreeSet<i32> = (from..=to.unwrap_or(from)).collect();
    let before = days.iter().filter(|day| **day < admitted).count();
    let after = days.iter().filter(|day| **day > left.unwrap_or(far)).count();
    let near = follows && left.is_some_and(|left| (left - 3..=left + 7).contains(&from));
    let begins_in = days_of_stay.contains(&from);
    let within = before == 0 && after == 0;
    let class = if near {
        LinkQuality::AroundDischarge
    } else if from == admitted && within {
        LinkQuality::SameAdmission
    } else if left.is_none() && begins_in && from != admitted {
        LinkQuality::AssumedEnd
    } else if begins_in && within {
        LinkQuality::Inside
    } else if begins_in && after >= 2 {
        LinkQuality::StartsIn
    } else if (begins_in || from == admitted - 1) && before.max(after) == 1 {
        LinkQuality::OffByOne
    } else if before >= 2 && to.is_some_and(|to| days_of_stay.contains(&to)) {
        LinkQuality::EndsIn
    } else if before >= 1 && after >= 1 {
        LinkQuality::Covers
    } else {
        LinkQuality::NoMatch
    };
    match class {
        LinkQuality::SameAdmission | LinkQuality::AroundDischarge if elsewhere => LinkQuality::OtherHospital,
        _ if elsewhere && begins_in && within => LinkQuality::OtherHospital,
        _ if elsewhere => LinkQuality::NoMatch,
        class => class,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_days_of_a_class_are_those_that_its_sentence_says(
        from in 80..130_i32,
        length in prop::option::of(0..25_i32),
        admitted in 90..110_i32,
        stayed in prop::option::of(0..12_i32),
        follows: bool,
        hospital in prop::sample::select(vec![None, Some("RX1"), Some("RX1RA"), Some("RX1ZZ"), Some("RX2")]),
    ) {
        let (to, left) = (length.map(|days| from + days), stayed.map(|days| admitted + days));
        let day = Day::from_number;
        let stay = stay("S1", day(admitted), left.map(day));
        let person = person('a');
        let key = LinkKey {
            stay_id: None, person: Some(&person), hospital, from: day(from), to: to.map(day), follows,
        };
        let class = key.facts(&stay, left.map(day)).class();
        let elsewhere = hospital == Some("RX2");
        prop_assert_eq!(class, naive((from, to), (admitted, left), follows, elsewhere));
    }
}

#[test]
fn every_class_of_links_is_reached_by_days() {
    let day = Day::from_number;
    let person = person('a');
    let mut reached = BTreeSet::new();
    for left in [Some(104), None] {
        let stay = stay("S1", day(100), left.map(day));
        for (from, to) in (94..115).flat_map(|from| (from..115).map(move |to| (from, to))) {
            for (stay_id, hospital, follows) in
                [(None, None, false), (None, None, true), (None, Some("RX2"), false), (Some("S1"), Some("RX1"), false)]
            {
                let key =
                    LinkKey { stay_id, person: Some(&person), hospital, from: day(from), to: Some(day(to)), follows };
                reached.insert(key.facts(&stay, left.map(day)).class());
            }
        }
    }
    reached.insert(LinkQuality::Ambiguous);
    assert_eq!(reached, LinkQuality::ALL.iter().copied().collect());
}

/// A stay without an end differs from one that ends far off in the class `assumed_end` alone, and in no doubt.
#[test]
fn every_class_of_an_open_stay_is_reached_and_keeps_its_doubt() {
    let (day, person) = (Day::from_number, person('a'));
    let class = |left: Option<i32>, (stay_id, hospital, from, to): (Option<&str>, Option<&str>, i32, Option<i32>)| {
        let key =
            LinkKey { stay_id, person: Some(&person), hospital, from: day(from), to: to.map(day), follows: false };
        key.facts(&stay("S1", day(100), left.map(day)), left.map(day)).class()
    };
    let mut reached = BTreeSet::new();
    for (stay_id, hospital) in [(None, None), (None, Some("RX2")), (Some("S1"), Some("RX1")), (Some("S1"), Some("RX2"))]
    {
        for (from, to) in (94..115).flat_map(|from| (from - 1..115).map(move |to| (from, (to >= from).then_some(to)))) {
            let record = (stay_id, hospital, from, to);
            let (open, far) = (class(None, record), class(Some(200), record));
            reached.insert(open);
            let wanted = if far == LinkQuality::Inside { LinkQuality::AssumedEnd } else { far };
            assert_eq!(open, wanted, "{record:?}");
            assert_eq!(open.is_doubtful(), far.is_doubtful(), "{record:?}");
        }
    }
    use LinkQuality::{AssumedEnd, EndsIn, Exact, NamedOnly, NoMatch, OffByOne, OtherHospital, SameAdmission};
    let wanted = [Exact, NamedOnly, SameAdmission, AssumedEnd, OffByOne, EndsIn, OtherHospital, NoMatch];
    assert_eq!(reached, BTreeSet::from(wanted), "nothing can reach beyond an end that nobody knows");
}

#[test]
fn the_official_window_has_its_two_edges() {
    let (day, person) = (Day::from_number, person('a'));
    let stay = stay("S1", day(80), Some(day(100)));
    let class = |from: i32| {
        let key =
            LinkKey { stay_id: None, person: Some(&person), hospital: None, from: day(from), to: None, follows: true };
        key.facts(&stay, Some(day(100))).class()
    };
    let wanted = [
        (96, LinkQuality::Inside),
        (97, LinkQuality::AroundDischarge),
        (107, LinkQuality::AroundDischarge),
        (108, LinkQuality::NoMatch),
    ];
    for (from, wanted) in wanted {
        assert_eq!(class(from), wanted, "{from}");
    }
}
