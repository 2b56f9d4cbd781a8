//! What the rest of the program asks of a law: prices, warnings, rules, questions, versions; each on both sides of where it changes.

use std::path::Path;

use beddays::domain::{Authorities, AuthorityId, Currency, Day, EventKind, Minor};
use beddays::liability::{Charge, DayAtStake, Doubt, DoubtKind, NotKnown, is_used};
use beddays::regime::readiness::ReadinessRule;
use beddays::regime::{AnyRegime, Law, LawRule, Library, RuleId};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn england(id: &str) -> Law {
    Law::new(Library::built_in().unwrap().get(id).unwrap().clone(), &[]).unwrap()
}

fn north(id: &str) -> Law {
    Law::of_readiness(Library::built_in().unwrap().readiness(id).unwrap().clone(), &[]).unwrap()
}

fn council(name: &str) -> AuthorityId {
    Authorities::england().find(name).unwrap()
}

#[test]
fn a_day_has_a_price_while_its_law_is_in_force() {
    let (camden, surrey) = (council("Camden"), council("Surrey"));
    let of = |law: Law, payer: AuthorityId, currency: Currency, on: &str| {
        Law::price_of_day(&[law], payer, currency, day(on)).map(|amount| amount.0)
    };
    for (on, wanted) in
        [("2015-03-31", None), ("2015-04-01", Some(15_500)), ("2022-06-30", Some(15_500)), ("2022-07-01", None)]
    {
        assert_eq!(of(england("england-2014"), camden, Currency::Gbp, on), wanted, "{on}");
    }
    assert_eq!(of(england("england-2014"), surrey, Currency::Gbp, "2018-01-01"), Some(13_000));
    assert_eq!(of(england("england-2014"), surrey, Currency::Nok, "2018-01-01"), None);
    assert_eq!(of(north("norway-2012"), surrey, Currency::Nok, "2012-01-01"), Some(400_000));
    assert_eq!(of(north("norway-2012"), surrey, Currency::Nok, "2013-01-01"), None, "the price of 2013 was not seen");
    assert_eq!(of(north("sweden-2018"), surrey, Currency::Sek, "2019-12-31"), Some(780_000));
    assert_eq!(
        of(north("denmark-2017"), surrey, Currency::Dkk, "2016-06-01"),
        None,
        "its price hangs on the number of the day"
    );
    assert_eq!(north("denmark-2017").price(surrey, day("2017-06-01")), None);
    // A price of some of the days alone is no price of any day.
    let some_days = |from: &str, to: &str| {
        let text = include_str!("../../../regimes/liability/sweden-2018.toml");
        let to_nth = "to_nth = { value = 9, cite = \"x\", grade = \"verified\" }\nfrom_nth = { value = 1";
        let text = text.replacen("from_nth = { value = 1", if to.is_empty() { from } else { to_nth }, 1);
        let AnyRegime::Readiness(regime) = AnyRegime::parse(Path::new("law.toml"), &text).unwrap() else { panic!() };
        of(Law::of_readiness(*regime, &[]).unwrap(), surrey, Currency::Sek, "2019-12-31")
    };
    assert_eq!(some_days("from_nth = { value = 1", ""), Some(780_000));
    assert_eq!(some_days("from_nth = { value = 2", ""), None);
    assert_eq!(some_days("", "9"), None);
    let dearest = [england("england-2003"), england("england-2014")];
    assert_eq!(Law::price_of_day(&dearest, camden, Currency::Gbp, day("2010-05-05")), Some(Minor(12_000)));
}

#[test]
fn a_warning_and_a_question_are_shown_where_they_can_matter() {
    let law = england("england-2014");
    let warned = |from: &str, to: &str| law.warnings(day(from), day(to)).count();
    assert_eq!(warned("2020-03-01", "2020-03-18"), 0);
    assert_eq!(warned("2020-03-01", "2020-03-19"), 1);
    assert_eq!(warned("2022-06-30", "2022-07-31"), 1);
    assert_eq!(warned("2022-07-01", "2022-07-31"), 0);
    assert_eq!(north("norway-2012").warnings(day("2012-01-01"), day("2018-12-31")).count(), 0);
    assert!(!law.matters_until("covid_pause", day("2020-03-18")));
    assert!(law.matters_until("covid_pause", day("2020-03-19")));
    assert!(law.matters_until("claim_made", day("2015-04-01")), "no pause hangs on it");
    assert!(north("norway-2012").matters_until("covid_pause", day("2012-01-01")));
}

#[test]
fn a_rule_is_found_in_the_law_that_has_it() {
    let (england, norway) = (england("england-2014"), north("norway-2012"));
    let readiness = LawRule::Readiness(ReadinessRule::Liable);
    assert_eq!(norway.rule_of(readiness).unwrap().id, "liable");
    assert_eq!(england.rule_of(LawRule::Notices(RuleId::NotAssessed)).unwrap().id, "not_assessed");
    assert!(england.rule_of(readiness).is_none() && norway.rule_of(LawRule::Notices(RuleId::NotAssessed)).is_none());
    assert_eq!(norway.rule_named("message_late").unwrap().id, "message_late");
    assert!(norway.rule_named("not_assessed").is_none());
    assert!(norway.cite(readiness, None).contains("section 13"), "{}", norway.cite(readiness, None));
}

#[test]
fn the_answers_of_several_laws_are_known_together_and_name_their_readings() {
    let laws = [england("england-2014"), north("norway-2012")];
    let known = Law::known_answers(&laws);
    let answers = |name: &str| known.iter().find(|(one, _)| *one == name).map(|(_, answers)| answers.clone());
    assert!(answers("covid_pause").unwrap().len() > 1);
    assert_eq!(answers("end_day_charged").unwrap(), ["no", "yes"]);
    assert_eq!(answers("first_liable_day"), None, "a question of Sweden");
    let chosen = [("end_day_charged".to_owned(), "yes".to_owned())];
    let hash = |law: &Law, chosen: &[(String, String)]| law.readings_hash_under(chosen);
    let under = laws[1].under(&chosen).unwrap();
    assert_eq!(hash(&laws[1], &chosen), Some(Law::hash_of(under.readings_in_words())));
    assert_ne!(hash(&laws[1], &chosen), hash(&laws[1], &[]));
    assert_eq!(hash(&laws[1], &[("end_day_charged".to_owned(), "perhaps".to_owned())]), None);
    assert_eq!(hash(&laws[0], &[]), Some(Law::hash_of(laws[0].readings_in_words())));
}

#[test]
fn a_library_gives_each_law_by_its_own_name() {
    let mut library = Library::built_in().unwrap();
    let groups = include_str!("../../../regimes/liability/sweden-average.toml");
    let other = groups.replace("id = \"sweden-average\"", "id = \"skane-average\"");
    library.put_any(AnyRegime::parse(Path::new("skane.toml"), &other).unwrap());
    for id in ["sweden-average", "skane-average"] {
        assert_eq!(library.group_mean(id).unwrap().id(), id);
    }
    assert!(library.group_mean("sweden-2018").is_none() && library.group_mean("dalarna-average").is_none());
    assert!(library.readiness("sweden-average").is_none() && library.readiness("england-2014").is_none());
    assert_eq!(library.readiness("sweden-2018").unwrap().id(), "sweden-2018");
}

#[test]
fn layers_of_a_price_are_told_apart() {
    let law = north("denmark-2017");
    let law = law.readiness().unwrap();
    let names: Vec<&str> = law.layers_of(u8::MAX).map(|layer| layer.id.as_str()).collect();
    assert!(names.len() > 1, "{names:?}");
    for (at, name) in names.iter().enumerate() {
        assert_eq!(law.bit_of(name), 1 << at, "{name}");
        assert_eq!(law.layers_named(1 << at), *name);
        assert_eq!(law.layers_called(name).map(|layer| layer.id.as_str()).collect::<Vec<_>>(), [*name]);
    }
    assert_eq!(law.bit_of("no such layer"), 0);
    assert!(law.has_several_payees() && !north("norway-2012").readiness().unwrap().has_several_payees());
}

/// Which events a law reads; the others are listed as not used.
#[test]
fn each_law_reads_the_events_that_it_names() {
    let unused = |law: &Law| {
        let kinds = EventKind::ALL.iter().filter(|kind| !is_used(law, **kind)).map(|kind| kind.name());
        kinds.collect::<Vec<_>>().join(" ")
    };
    let northern = "admission_notice need_identified readiness_notice coordination_meeting municipality_reply place_ready relapse \
                    joint_plan_required joint_plan_called planning_call regional_care_unavailable regional_care_available residence_moved";
    assert_eq!(unused(&england("england-2003")), format!("partial_services_ready {northern}"));
    assert_eq!(unused(&england("england-2014")), format!("partial_services_ready {northern}"));
    let under =
        |id: &str, name: &str, answer: &str| england(id).under(&[(name.to_owned(), answer.to_owned())]).unwrap();
    assert!(is_used(&under("england-2014", "partial_2014", "any"), EventKind::PartialServicesReady));
    for (id, read) in [
        (
            "norway-2012",
            "admission admission_notice need_identified readiness_notice ready municipality_reply place_ready relapse",
        ),
        (
            "sweden-2018",
            "admission admission_notice need_identified readiness_notice joint_plan_called joint_plan_required regional_care_available regional_care_unavailable relapse",
        ),
        ("denmark-2017", "admission ready relapse residence_moved"),
    ] {
        let (law, ends) = (north(id), ["discharged", "self_discharged", "died"]);
        for kind in EventKind::ALL {
            let name = kind.name();
            let wanted = read.split(' ').any(|one| one == name) || ends.contains(&name);
            assert_eq!(is_used(&law, *kind), wanted, "{id}: {name}");
        }
    }
    let begins = |id: &str| north(id).readiness().unwrap().begins().unwrap().to_string();
    assert_eq!(
        [begins("norway-2012"), begins("sweden-1990"), begins("sweden-2018")],
        ["2012-01-01", "2003-07-01", "2018-01-01"]
    );
}

/// The most that a council, or any that may come after it, could owe for a day.
#[test]
fn the_price_at_most_is_that_of_the_dearest_council_that_may_owe() {
    let law = england("england-2014");
    let rules = &law.notices().unwrap().rules;
    let at_most = |name: &str, on: &str| rules.price_at_most(council(name), day(on)).map(|amount| amount.0);
    assert_eq!(at_most("Camden", "2018-03-05"), Some(15_500));
    assert_eq!(at_most("Surrey", "2018-03-05"), Some(13_000));
    assert_eq!(at_most("Northamptonshire", "2021-04-01"), Some(13_000), "split in two on that day");
    assert_eq!(at_most("Camden", "2014-03-05"), None, "no price is never a zero");
}

#[test]
fn a_charge_is_known_where_every_day_of_it_has_a_price() {
    let charge = |unpriced_days: i64, unpriced_mark: u64| Charge { unpriced_days, unpriced_mark, ..Charge::default() };
    assert!(charge(0, 0).is_known());
    assert!(!charge(1, 0).is_known() && !charge(0, 1).is_known() && !charge(1, 1).is_known());
    let mut sum = Charge { days: 3, amount: Minor(300), unpriced_days: 1, unpriced_mark: 9 };
    sum.add(Charge { days: 1, amount: Minor(120), unpriced_days: 1, unpriced_mark: 9 }, -1);
    assert_eq!(sum, Charge { days: 2, amount: Minor(180), unpriced_days: 0, unpriced_mark: 0 });
    sum.add(Charge { days: 1, amount: Minor(5), unpriced_days: 2, unpriced_mark: 4 }, 1);
    assert_eq!(sum, Charge { days: 3, amount: Minor(185), unpriced_days: 2, unpriced_mark: 4 });
}

/// Goal: never a zero for an unknown. Method: what is at stake, with and without days, known and not.
#[test]
fn what_is_at_stake_is_a_sum_only_where_it_is_known() {
    let at_stake = |amount: i64| DayAtStake {
        day: day("2018-03-05"),
        amount: Minor(amount),
        amounts: [Minor(0), Minor(amount)],
        payers: [None, None],
    };
    let doubt = |days: &[i64], not_known: Option<NotKnown>| Doubt {
        kind: DoubtKind::RecordRejected,
        stay_id: "A-1".into(),
        delay_id: "A-1".into(),
        payee_code: "RX1".into(),
        payer: None,
        at_stake: days.iter().map(|amount| at_stake(*amount)).collect(),
        stands: beddays::liability::CaseBill { days: 0, amount: Minor(0) },
        otherwise: None,
        not_known,
        record: None,
    };
    let said = |doubt: &Doubt| (doubt.days(), doubt.amount().map(|amount| amount.0));
    assert_eq!(said(&doubt(&[], None)), (Some(0), Some(0)));
    assert_eq!(said(&doubt(&[130, 130], None)), (Some(2), Some(260)));
    assert_eq!(said(&doubt(&[0], None)), (Some(1), Some(0)));
    assert_eq!(said(&doubt(&[], Some(NotKnown::Price(1)))), (None, None));
    assert_eq!(said(&doubt(&[0], Some(NotKnown::Price(1)))), (Some(1), None), "a day whose price is not known");
    assert_eq!(said(&doubt(&[0, 130], Some(NotKnown::Price(1)))), (Some(2), Some(130)));
}

#[test]
fn an_amount_is_written_with_the_sign_and_the_pence_it_has() {
    for (amount, plain, with) in [
        (0, "0.00", "£0.00"),
        (-1, "-0.01", "-£0.01"),
        (99, "0.99", "£0.99"),
        (100, "1.00", "£1.00"),
        (99_999, "999.99", "£999.99"),
        (100_000, "1000.00", "£1,000.00"),
        (-123_456_789, "-1234567.89", "-£1,234,567.89"),
    ] {
        assert_eq!((Minor(amount).plain().as_str(), Minor(amount).with(Currency::Gbp).as_str()), (plain, with));
    }
    assert_eq!(Minor(100_000).with(Currency::Nok), "NOK 1,000.00");
    for currency in [Currency::Gbp, Currency::Eur, Currency::Nok, Currency::Sek, Currency::Dkk] {
        assert_eq!(Currency::from_code(currency.code()), Some(currency));
        assert_eq!(currency.to_string(), currency.code());
        assert!(Minor(100).with(currency).starts_with(currency.mark()));
    }
    assert_eq!(Currency::from_code("ZZZ"), None);
}
