//! Linking: the best class wins, ties get nothing, what is joined becomes events, what is not is listed with its stake.

use beddays::domain::{
    AmountAtStake, CareEvent, CareKind, Day, Event, EventKind, EventValue, LinkQuality, LinkedKind, Moment,
    NoticeChain, Origin, PersonKey, Stay,
};
use beddays::files::text_source::TextSource;
use beddays::intake::findings::candidate::Place;
use beddays::intake::findings::record_audit::RecordAudit;
use beddays::intake::profile::DateStyle;
use beddays::intake::profile::ServiceStart;
use beddays::intake::profile::native;
use beddays::intake::{Delivery, DeliveryContent, NativeTable};
use beddays::settle::link::{CareRecords, LinkableRecords, Linked, SettledCare, SourcedRecord, link};
use proptest::prelude::*;

use crate::settle::link_class::stay;
use crate::store::commits::authority;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn person(digit: char) -> PersonKey {
    PersonKey(digit.to_string().repeat(64).into())
}

fn origin(record: u32) -> Origin {
    Origin { source_id: "00112233aabbccdd".into(), source_record: record }
}

fn place(record: u32) -> Place {
    Place { delivery: 0, record, line: record + 1, offset: 0 }
}

/// What linking gives, with the codes of what was said.
fn linked(records: LinkableRecords, stays: &[Stay]) -> (Linked, Vec<&'static str>, Vec<String>) {
    let profile = native(NativeTable::Stay).unwrap();
    let delivery = Delivery {
        file: "feed.csv",
        sha256: "00112233aabbccdd0011",
        size: 0,
        content: DeliveryContent::Text(TextSource::Memory(b"")),
        profile: &profile,
        received: 1,
        dates: DateStyle::Iso,
    };
    let mut tally = RecordAudit::new(&[delivery]);
    let linked = link(records, stays, &[], &mut tally);
    let (_, findings) = tally.finish().unwrap();
    let said = findings.iter().map(|finding| finding.message.clone()).collect();
    (linked, findings.iter().map(|finding| finding.code).collect(), said)
}

fn care(record: u32, kind: CareKind, from: &str, to: &str) -> SourcedRecord<CareEvent> {
    let row = CareEvent {
        person_key: person('a'),
        authority: authority("Norfolk"),
        kind,
        from: day(from),
        to: (!to.is_empty()).then(|| day(to)),
        from_hospital: None,
        outcome: None,
        service_type: None,
        origin: origin(record),
    };
    SourcedRecord { row, place: place(record) }
}

fn notices(record: u32, encounter: Option<&str>, admitted: Option<&str>) -> SourcedRecord<NoticeChain> {
    let event = |kind, at: &str, value| Event { kind, at: Moment::parse(at).unwrap().0, until: None, value };
    let proposed = day("2018-03-12");
    let row = NoticeChain {
        encounter_id: encounter.map(Into::into),
        person_key: Some(person('a')),
        hospital_code: Some("RX1RA".into()),
        authority: Some(authority("Norfolk")),
        admitted_on: admitted.map(day),
        proposed_on: Some(proposed),
        events: vec![
            (event(EventKind::AssessmentNotice, "2018-03-06T10:00", EventValue::Nothing), origin(record)),
            (event(EventKind::DischargeNotice, "2018-03-09T10:00", EventValue::Day(proposed)), origin(record + 1)),
        ],
    };
    SourcedRecord { row, place: place(record) }
}

fn march() -> Vec<Stay> {
    vec![stay("S1", day("2018-03-05"), Some(day("2018-03-20"))), stay("S2", day("2018-01-05"), Some(day("2018-01-20")))]
}

fn of_notices(notices: Vec<SourcedRecord<NoticeChain>>) -> LinkableRecords {
    LinkableRecords { notices, ..LinkableRecords::default() }
}

fn of_care(care: Vec<SourcedRecord<CareEvent>>) -> LinkableRecords {
    let settled = |told| SettledCare {
        sourced: told,
        other_starts: Vec::new(),
        not_again: None,
        service_start: ServiceStart::EndOfDay,
    };
    let care = CareRecords { events: care.into_iter().map(settled).collect(), ..CareRecords::default() };
    LinkableRecords { care, ..LinkableRecords::default() }
}

#[test]
fn a_chain_of_notices_goes_to_one_stay_by_name_or_by_person_and_days() {
    for (encounter, admitted, wanted) in [
        (Some("S1"), Some("2018-03-05"), LinkQuality::Exact),
        (Some("S1"), Some("2017-03-05"), LinkQuality::NamedOnly),
        (Some("ENC-9"), Some("2018-03-05"), LinkQuality::SameAdmission),
        (None, Some("2018-03-04"), LinkQuality::OffByOne),
        (None, None, LinkQuality::Inside),
    ] {
        let (linked, codes, _) = linked(of_notices(vec![notices(1, encounter, admitted)]), &march());
        let found: Vec<_> = linked.links.iter().map(|link| (link.stay_id.as_deref(), link.quality)).collect();
        assert_eq!(found, [(Some("S1"), wanted); 2], "{encounter:?} {admitted:?}");
        let kinds: Vec<EventKind> = linked.events.iter().map(|record| record.event.kind).collect();
        assert_eq!(kinds, [EventKind::AssessmentNotice, EventKind::DischargeNotice]);
        assert!(linked.events.iter().all(|record| &*record.stay_id == "S1"));
        assert_eq!(linked.events[1].origin, origin(2));
        assert_eq!(codes, if wanted.is_doubtful() { vec!["W_LINK_DOUBT"] } else { vec![] });
        assert_eq!(linked.unlinked, []);
    }
}

#[test]
fn the_name_of_another_persons_stay_joins_nothing() {
    let mut stays = march();
    stays.push(Stay { person_key: Some(person('b')), ..stay("X1", day("2018-03-05"), None) });
    let (linked, codes, said) = linked(of_notices(vec![notices(1, Some("X1"), Some("2018-03-05"))]), &stays);
    assert_eq!(linked.links[0].stay_id.as_deref(), Some("S1"));
    assert_eq!(linked.links[0].quality, LinkQuality::SameAdmission);
    assert_eq!(codes, ["W_LINK_DOUBT"]);
    assert!(said[0].contains("`X1`") && said[0].contains("another person's"), "{said:?}");
}

#[test]
fn notices_without_a_stay_are_listed_with_the_days_at_stake() {
    let (linked, codes, said) = linked(of_notices(vec![notices(1, Some("E1"), Some("2018-02-01"))]), &march());
    assert_eq!(linked.events, []);
    assert_eq!(codes, ["W_UNLINKED"]);
    let [SourcedRecord { row: unlinked, .. }] = linked.unlinked.as_slice() else { panic!("{linked:?}") };
    assert_eq!((unlinked.what, unlinked.quality), (LinkedKind::Notice, LinkQuality::NoMatch));
    let payer = Some(authority("Norfolk"));
    assert_eq!(unlinked.stake, AmountAtStake::Days { payer, first: day("2018-03-13"), last: None });
    assert!(
        said[0].contains("no delivery that was read has a stay `E1`") && said[0].contains("2018-03-13"),
        "{said:?}"
    );
    assert!(said[0].contains("the nearest is `S2` from 2018-01-05 to 2018-01-20"), "{said:?}");
}

#[test]
fn two_stays_that_fit_equally_well_get_nothing() {
    let mut stays = march();
    stays.push(stay("S3", day("2018-03-05"), Some(day("2018-03-18"))));
    let (linked, codes, said) = linked(of_notices(vec![notices(1, None, Some("2018-03-05"))]), &stays);
    assert_eq!((linked.events.len(), codes), (0, vec!["W_AMBIGUOUS"]));
    assert!(said[0].contains("the stays `S1`, `S3` fit equally well"), "{said:?}");
    assert_eq!(linked.unlinked[0].row.quality, LinkQuality::Ambiguous);
    let payer = Some(authority("Norfolk"));
    let last = Some(day("2018-03-20"));
    assert_eq!(linked.unlinked[0].row.stake, AmountAtStake::Days { payer, first: day("2018-03-13"), last });
}

#[test]
fn the_better_class_wins() {
    // S1 was left on the day on which S3 began.
    let stays = [
        stay("S1", day("2018-03-05"), Some(day("2018-03-10"))),
        stay("S3", day("2018-03-10"), Some(day("2018-03-20"))),
    ];
    let (linked, ..) = linked(of_notices(vec![notices(1, None, Some("2018-03-10"))]), &stays);
    assert_eq!(linked.links[0].stay_id.as_deref(), Some("S3"));
}

#[test]
fn completed_assessments_and_services_become_events_at_the_end_of_their_day() {
    let records = vec![
        care(1, CareKind::Assessment, "2018-03-06", "2018-03-08"),
        care(2, CareKind::Assessment, "2018-03-09", ""),
        care(3, CareKind::Request, "2018-03-05", "2018-03-05"),
        care(4, CareKind::Service, "2018-03-12", ""),
        care(5, CareKind::Service, "2018-03-18", ""),
        care(6, CareKind::Service, "2018-03-22", "2018-05-01"),
        care(7, CareKind::Service, "2017-06-01", ""),
        care(8, CareKind::Review, "2018-09-01", "2018-09-01"),
    ];
    let (linked, codes, _) = linked(of_care(records), &march());
    assert_eq!(codes, ["W_CARE_TIME"]);
    let mut events: Vec<(u32, &str, String)> = linked
        .events
        .iter()
        .map(|record| (record.origin.source_record, record.event.kind.name(), record.event.at.to_string()))
        .collect();
    events.sort();
    let wanted = [
        (1, "assessed", "2018-03-08T23:59:59"),
        (4, "partial_services_ready", "2018-03-12T23:59:59"),
        (5, "services_ready", "2018-03-18T23:59:59"),
        (6, "services_ready", "2018-03-22T23:59:59"),
    ];
    let wanted: Vec<(u32, &str, String)> = wanted.iter().map(|(n, kind, at)| (*n, *kind, (*at).to_owned())).collect();
    assert_eq!(events, wanted);
    let classes: Vec<LinkQuality> = linked.links.iter().map(|link| link.quality).collect();
    assert_eq!(
        classes,
        [
            LinkQuality::Inside,
            LinkQuality::Inside,
            LinkQuality::SameAdmission,
            LinkQuality::Inside,
            LinkQuality::AroundDischarge,
            LinkQuality::AroundDischarge,
            LinkQuality::NoMatch,
            LinkQuality::NoMatch,
        ]
    );
    assert_eq!(linked.unlinked, [], "care that is not from a hospital needs no stay");
}

#[test]
fn care_from_a_hospital_that_nobody_knows_is_listed() {
    let mut record = care(1, CareKind::Request, "2018-06-01", "2018-06-02");
    record.row.from_hospital = Some(true);
    let (linked, codes, _) = linked(of_care(vec![record]), &march());
    assert_eq!(codes, ["W_UNLINKED"]);
    assert_eq!(linked.unlinked[0].row.stake, AmountAtStake::Unknown);
}

#[test]
fn of_two_discharges_in_the_window_the_latest_is_taken() {
    let stays = [
        stay("S1", day("2018-03-01"), Some(day("2018-03-10"))),
        stay("S2", day("2018-03-11"), Some(day("2018-03-13"))),
    ];
    let (linked, ..) = linked(of_care(vec![care(1, CareKind::Service, "2018-03-14", "")]), &stays);
    assert_eq!(linked.links[0].stay_id.as_deref(), Some("S2"));
}

#[test]
fn an_event_that_ends_a_stay_counts_as_its_end() {
    use beddays::domain::EventRecord;
    use beddays::settle::link::key::LinkKey;
    use beddays::settle::link::linker::{LinkMatch, Linker};
    let stays = [stay("S1", day("2018-03-05"), None)];
    let at = Moment::end_of(day("2018-03-09"));
    let event = Event { kind: EventKind::Died, at, until: None, value: EventValue::Nothing };
    let died = [EventRecord { stay_id: "S1".into(), event, origin: origin(1) }];
    let person = person('a');
    let from = day("2018-03-10");
    let key = LinkKey { stay_id: None, person: Some(&person), hospital: None, from, to: None, follows: false };
    assert_eq!(Linker::new(&stays, &[]).find(&key), LinkMatch::Stay(0, LinkQuality::AssumedEnd));
    assert_eq!(Linker::new(&stays, &died).find(&key), LinkMatch::Nothing);
}

#[test]
fn a_delay_is_as_sure_as_the_least_sure_of_its_links() {
    use std::collections::BTreeMap;

    use beddays::liability::{Cases, delay_periods};
    use beddays::regime::{Law, Library};
    let library = Library::built_in().unwrap();
    let laws = [Law::new(library.get("england-2014").unwrap().clone(), &[]).unwrap()];
    let ready =
        |stay: Stay| Stay { ready_on: Some(day("2018-03-07")), age_at_admission: Some(80), care_type: None, ..stay };
    let stays = [
        ready(stay("S1", day("2018-03-05"), Some(day("2018-03-20")))),
        ready(stay("S2", day("2018-03-05"), None)),
        ready(stay("S3", day("2018-03-05"), Some(day("2018-03-20")))),
    ];
    let cases = Cases::of(&stays, &[], &laws, day("2018-03-31"));
    let links = BTreeMap::from([("S1", LinkQuality::Inside), ("S2", LinkQuality::AssumedEnd)]);
    let delays = delay_periods(&cases, &laws, &links).delays;
    let found: Vec<(&str, LinkQuality)> = delays.iter().map(|delay| (&*delay.stay_id, delay.link_quality)).collect();
    assert_eq!(found, [("S1", LinkQuality::Inside), ("S2", LinkQuality::AssumedEnd), ("S3", LinkQuality::Exact)]);
}

fn stays_strategy() -> impl Strategy<Value = Vec<Stay>> {
    let one = (0..40_i32, prop::option::of(0..15_i32), any::<bool>());
    prop::collection::vec(one, 1..6).prop_map(|spans| {
        let first = day("2018-03-01");
        let of = |(at, (from, length, mine)): (usize, (i32, Option<i32>, bool))| Stay {
            person_key: Some(person(if mine { 'a' } else { 'b' })),
            ..stay(&format!("S{at}"), first + from, length.map(|days| first + from + days))
        };
        spans.into_iter().enumerate().map(of).collect()
    })
}

fn care_strategy() -> impl Strategy<Value = Vec<SourcedRecord<CareEvent>>> {
    let kind = prop::sample::select(vec![CareKind::Assessment, CareKind::Service, CareKind::Request]);
    let one = (kind, 0..60_i32, prop::option::of(0..20_i32), any::<bool>());
    prop::collection::vec(one, 1..12).prop_map(|records| {
        let first = day("2018-02-20");
        let of = |(at, (kind, from, length, hospital)): (usize, (CareKind, i32, Option<i32>, bool))| {
            let mut told = care(at as u32 + 1, kind, "2018-03-01", "");
            told.row.from = first + from;
            told.row.to = length.map(|days| first + from + days);
            told.row.from_hospital = Some(hospital);
            told
        };
        records.into_iter().enumerate().map(of).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_order_of_records_and_stays_does_not_matter(
        stays in stays_strategy(), records in care_strategy(), turn in 0..12_usize,
    ) {
        let (first, first_codes, _) = linked(of_care(records.clone()), &stays);
        prop_assert_eq!(first.links.len(), records.len());
        let (mut turned, mut other) = (records, stays);
        let by = turn % turned.len();
        turned.rotate_left(by);
        turned.reverse();
        other.reverse();
        let (mut again, codes, _) = linked(of_care(turned), &other);
        let mut first = first;
        for linked in [&mut first, &mut again] {
            linked.events.sort_by(|a, b| a.origin.cmp(&b.origin));
        }
        prop_assert_eq!(&first, &again);
        prop_assert_eq!(first_codes, codes);
        // Nothing is joined to a stay of another person.
        for link in first.links.iter().filter_map(|link| link.stay_id.as_deref()) {
            let stay = other.iter().find(|stay| &*stay.stay_id == link).unwrap();
            prop_assert_eq!(stay.person_key.as_ref(), Some(&person('a')));
        }
    }
}
