//! Notices of SCCI2075: the five samples, all twelve kinds, the trap, what each chain gives, and liability.

use std::collections::BTreeSet;

use beddays::intake::records;
use beddays::settle;

use beddays::domain::{Authorities, EventKind, EventValue, LedgerStatus, Moment, Origin, Stay};
use beddays::files::scci2075;
use beddays::intake::findings::disposition::Disposition;
use beddays::intake::records::messages::outcome::{Outcome, Verdict};
use beddays::intake::records::scci2075::{Notice, NoticeKind, VALUE_SETS, ValueSet};
use beddays::liability::{Cases, LinkQualities, Reasons, assess_days};
use beddays::settle::scci2075::{Chain, Chained, MissingFact};

use crate::settle::messages_support::{numbered, root, with_rules};

/// A message to order; the defaults are those of the assessment notice of the samples.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    pub kind: NoticeKind,
    pub code: &'a str,
    pub profile: &'a str,
    pub id: &'a str,
    pub issued: &'a str,
    pub answers: &'a str,
    pub referral: &'a str,
    pub encounter: &'a str,
    pub number: &'a str,
    pub council: &'a str,
    pub period: (&'a str, &'a str),
    pub reason: (&'a str, &'a str),
    pub more: &'a str,
}

pub fn order(kind: NoticeKind, id: &'static str, issued: &'static str) -> Message<'static> {
    Message {
        kind,
        code: kind.code(),
        profile: "",
        id,
        issued,
        answers: "",
        referral: "R1",
        encounter: "E1",
        number: "9990000018",
        council: "E9999",
        period: ("2019-03-04", "2019-03-15"),
        reason: ("", ""),
        more: "",
    }
}

fn with(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("<{name} value=\"{value}\"/>") }
}

impl Message<'_> {
    pub fn xml(&self) -> String {
        let Message { code, profile, id, issued, answers, referral, encounter, number, council, more, .. } = self;
        let profile = if profile.is_empty() {
            String::new()
        } else {
            let url = "https://fhir.nhs.uk/StructureDefinition/ADW-";
            format!("<meta><profile value=\"{url}{profile}-MessageHeader-1\"/></meta>")
        };
        let response = if answers.is_empty() {
            String::new()
        } else {
            format!("<response><identifier value=\"{answers}\"/><code value=\"ok\"/></response>")
        };
        let reason = match self.reason {
            ("", _) => String::new(),
            (code, text) => format!("<reason><coding><code value=\"{code}\"/></coding>{}</reason>", with("text", text)),
        };
        let request = if referral.is_empty() {
            String::new()
        } else {
            format!(
                "<entry><fullUrl value=\"urn:uuid:r\"/><resource><ReferralRequest><identifier><value \
                 value=\"{referral}\"/></identifier><encounter><reference value=\"urn:uuid:e\"/></encounter>\
                 </ReferralRequest></resource></entry>"
            )
        };
        let (start, end) = self.period;
        format!(
            "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"/><entry><resource><MessageHeader><id \
             value=\"{id}\"/>{profile}<timestamp value=\"{issued}\"/><event><code value=\"{code}\"/></event>{response}\
             <source><endpoint value=\"urn:nhs-uk:addressing:ods:RZZ01\"/></source>{reason}<data><reference \
             value=\"urn:uuid:r\"/></data></MessageHeader></resource></entry>{request}<entry><fullUrl \
             value=\"urn:uuid:e\"/><resource><Encounter><identifier><system value=\"https://fhir.nhs.uk/encounter-id\"/>\
             <value value=\"{encounter}\"/></identifier><period>{}{}</period></Encounter></resource></entry>\
             <entry><resource><Patient><identifier><system value=\"https://fhir.nhs.uk/Id/nhs-number\"/><value \
             value=\"{number}\"/></identifier><birthDate value=\"1938-02-14\"/></Patient></resource></entry>\
             <entry><resource><Organization><identifier><system value=\"https://fhir.nhs.uk/Id/ods-organization-code\"/>\
             <value value=\"{council}\"/></identifier><name value=\"Norfolk County Council\"/></Organization>\
             </resource></entry>{more}</Bundle>",
            with("start", start),
            with("end", end),
        )
    }
}

pub fn read(texts: &[String]) -> Vec<Result<Notice, Box<Disposition>>> {
    let read = |text: &String| {
        with_rules(|rules| records::scci2075::notices(&scci2075::read(text.as_bytes()).unwrap(), rules))
    };
    texts.iter().flat_map(read).collect()
}

fn chained(messages: &[Message<'_>]) -> Chained {
    settle::scci2075::chain(&read(&messages.iter().map(Message::xml).collect::<Vec<_>>()), &numbered)
}

fn codes(chained: &Chained) -> Vec<Vec<&'static str>> {
    chained.outcomes.iter().map(Outcome::codes).collect()
}

fn facts(chain: &Chain) -> Vec<(EventKind, String)> {
    chain.events.iter().map(|fact| (fact.event.kind, fact.event.at.to_string())).collect()
}

const SAMPLES: [&str; 5] = [
    "AssessmentNotice",
    "AssessmentNoticeAcceptResponse",
    "DischargeNotice",
    "DischargeNoticeRejectResponse",
    "WithdrawalNotice",
];

fn samples() -> Vec<String> {
    let read = |name| std::fs::read_to_string(root().join(format!("data-samples/notices/{name}.xml"))).unwrap();
    SAMPLES.into_iter().map(read).collect()
}

#[test]
fn the_five_samples_chain_into_the_events_of_one_stay() {
    let chained = settle::scci2075::chain(&read(&samples()), &numbered);
    assert_eq!(codes(&chained), [vec![], vec![], vec![], vec!["W_DISPUTED"], vec![]]);
    assert_eq!(chained.chains.len(), 1);
    let chain = &chained.chains[0];
    assert_eq!(chain.referral.as_deref(), Some("e52550d5-4ac5-5883-bae7-7cca4abd1363"));
    assert_eq!(chain.encounter.as_deref(), Some("abae2f6a-4ce8-5d0f-8e35-01654a5bcdaf"));
    assert_eq!((chain.site.as_deref(), chain.council.as_deref()), (Some("RZZ01"), Some("E9999")));
    assert_eq!((chain.council_name.as_deref(), chain.admission_type.as_deref()), (Some("Fixture Council"), Some("E")));
    assert_eq!(chain.admitted_on, Some("2019-03-04".parse().unwrap()));
    assert_eq!((chain.age_at_admission, chain.messages.as_slice()), (Some(81), &[0, 1, 2, 3, 4][..]));
    let wanted = [
        (EventKind::AssessmentNotice, "2019-03-11T10:12"),
        (EventKind::DischargeNotice, "2019-03-13T14:05"),
        (EventKind::AssessmentNoticeWithdrawn, "2019-03-16T08:55"),
        (EventKind::DischargeNoticeWithdrawn, "2019-03-16T08:55"),
    ];
    assert_eq!(facts(chain), wanted.map(|(kind, at)| (kind, at.to_owned())));
    assert_eq!(chain.events[1].event.value, EventValue::Day("2019-03-15".parse().unwrap()));
    let replies: Vec<_> = chain.replies.iter().map(|reply| (reply.kind, reply.to)).collect();
    assert_eq!(replies, [(NoticeKind::AssessmentAccepted, Some(0)), (NoticeKind::DischargeDisagreed, Some(2))]);
    assert_eq!(chain.replies[1].reason_text.as_deref(), Some("Care package cannot start before 20 March"));
    assert_eq!(chain.withdrawals[0].reason.as_deref(), Some("07"));
    let shown = format!("{chained:?}");
    assert!(!shown.contains("9990000018") && !shown.contains("TEST0001") && !shown.contains("Alpha"));
}

#[test]
fn every_answer_of_the_samples_is_read() {
    let notices = read(&samples());
    let answers = &notices[0].as_ref().unwrap().answers;
    let all = [
        &answers.patient_consulted,
        &answers.carer_consulted,
        &answers.safeguarding,
        &answers.patient_consent,
        &answers.consent_source,
        &answers.continuing_care_considered,
    ];
    assert_eq!(all.map(|answer| answer.as_deref().unwrap()), ["Y", "NKC", "N", "Y", "N/A", "Y"]);
    let discharge = &notices[2].as_ref().unwrap().answers;
    assert_eq!(discharge.patient_consulted.as_deref(), Some("Y"));
    let grid = scci2075::read(samples()[0].as_bytes()).unwrap();
    let at = grid.columns.iter().position(|name| name == "continuing_care_result").unwrap();
    assert_eq!(grid.records[0].cells[at].text, "Checklist completed; not eligible.");
}

/// What the samples say about money once the hospital's stay is there: a day, by the withdrawal.
fn liability(council: &str, discharged_at: &str) -> (Vec<(String, LedgerStatus, i64)>, Vec<MissingFact>) {
    let chain = settle::scci2075::chain(&read(&samples()), &numbered).chains.remove(0);
    let list = Authorities::england();
    let origin = |message| Origin { source_id: "0123456789abcdef".into(), source_record: message as u32 + 1 };
    let stay = Stay {
        stay_id: chain.encounter.clone().unwrap(),
        person_key: chain.person.clone(),
        provider_code: "RZZ".into(),
        site_code: chain.site.clone(),
        authority: list.find(council),
        registered_in: None,
        staying_in: None,
        admitted_at: "2019-03-04T11:30".parse().unwrap(),
        expected_admission_on: None,
        ready_on: Some("2019-03-15".parse().unwrap()),
        discharged_at: Some(discharged_at.parse().unwrap()),
        admission_method: None,
        discharge_method: None,
        discharge_destination: None,
        treatment_function_code: None,
        care_type: None,
        setting: None,
        funding: None,
        age_at_admission: chain.age_at_admission,
        origin: origin(0),
    };
    let events = chain.records(&stay.stay_id, origin);
    let (stays, laws) = ([stay], crate::operate::sample::laws(&["england-2014"]));
    let cases = Cases::of(&stays, &events, &laws, "2019-03-31".parse().unwrap());
    let span = ("2019-03-01".parse().unwrap(), "2019-03-31".parse().unwrap());
    let mut rows = Vec::new();
    assess_days(&cases, &laws, span, (&Reasons::new(&[]), &LinkQualities::new()), &|_| {}, &mut |batch| {
        rows.extend(batch.iter().map(|row| (row.day.to_string(), row.status, row.amount_minor.0)));
        Ok(())
    })
    .unwrap();
    (rows, chain.missing(list))
}

#[test]
fn the_samples_and_a_stay_give_days_and_money() {
    // Assessment notice of 11 March, interval to the 13th; discharge notice after two o'clock on the 13th counts as given
    // on the 14th, in time for the 15th; nobody assessed; all withdrawn on the 16th, which is the last day.
    let charged = |council, left| -> Vec<(String, i64)> {
        let (rows, _) = liability(council, left);
        let charged = rows.into_iter().filter(|(_, status, _)| *status == LedgerStatus::Chargeable);
        charged.map(|(day, _, pence)| (day, pence)).collect()
    };
    assert_eq!(charged("Norfolk", "2019-03-20T15:00"), [("2019-03-16".to_owned(), 13_000)]);
    assert_eq!(charged("Camden", "2019-03-20T15:00"), [("2019-03-16".to_owned(), 15_500)]);
    assert_eq!(charged("Norfolk", "2019-03-15T15:00"), []);
    let (rows, missing) = liability("Norfolk", "2019-03-20T15:00");
    assert_eq!(rows.first().map(|row| &*row.0), Some("2019-03-15"));
    assert!(
        [MissingFact::Departure, MissingFact::Assessed, MissingFact::Authority]
            .iter()
            .all(|fact| missing.contains(fact))
    );
    assert!(!missing.contains(&MissingFact::AssessmentNotice) && !missing.contains(&MissingFact::DischargeNotice));
}

#[test]
fn every_kind_is_told_by_its_code_and_has_the_events_that_it_is() {
    let listed = std::fs::read_to_string(root().join("data-samples/notices/adw_value_sets.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(listed.as_bytes());
    let rows: Vec<[String; 4]> = reader.deserialize().map(Result::unwrap).collect();
    let events: BTreeSet<&str> = rows.iter().filter(|row| row[0] == "ADW-MessageEvent-1").map(|row| &*row[2]).collect();
    let known: BTreeSet<&str> = NoticeKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!((events, NoticeKind::ALL.len()), (known, 12));
    for ValueSet { system, codes } in VALUE_SETS {
        let wanted: BTreeSet<&str> = rows.iter().filter(|row| row[1] == *system).map(|row| &*row[2]).collect();
        assert_eq!(codes.iter().copied().collect::<BTreeSet<_>>(), wanted, "{system}");
    }
    for kind in NoticeKind::ALL {
        assert_eq!(kind.events().is_empty(), kind.is_reply(), "{kind:?}: only replies are no events");
        let answers = if kind.is_reply() { "M0" } else { "" };
        let notice =
            read(&[Message { answers, ..order(*kind, "M1", "2019-03-11T10:12:00Z") }.xml()]).remove(0).unwrap();
        assert_eq!(notice.kind, *kind);
    }
}

#[test]
fn the_code_of_two_kinds_is_told_apart_and_contradictions_are_not_guessed_at() {
    let trap = order(NoticeKind::DischargeDisagreed, "M1", "2019-03-16T10:00:00Z");
    let admission = "AdmissionNotice";
    let assessment = order(NoticeKind::AssessmentNotice, "M1", "2019-03-16T10:00:00Z");
    let status = |status: &str, message: &Message<'_>| {
        message.xml().replace("<ReferralRequest>", &format!("<ReferralRequest><status value=\"{status}\"/>"))
    };
    let cases = [
        (Message { answers: "M0", ..trap.clone() }.xml(), Ok(NoticeKind::DischargeDisagreed)),
        (Message { answers: "M0", profile: "DischargeNoticeRejectResponse", ..trap.clone() }.xml(), Ok(trap.kind)),
        (Message { profile: "DischargeNoticeRejectResponse", ..trap.clone() }.xml(), Ok(trap.kind)),
        (Message { profile: "WithdrawalNotice", ..trap.clone() }.xml(), Ok(NoticeKind::AssessmentWithdrawn)),
        (trap.xml(), Ok(NoticeKind::AssessmentWithdrawn)),
        (status("cancelled", &trap), Ok(NoticeKind::AssessmentWithdrawn)),
        (status("rejected", &trap), Err("R_NOTICE_KIND")),
        (Message { answers: "M0", profile: "WithdrawalNotice", ..trap.clone() }.xml(), Err("R_NOTICE_KIND")),
        (Message { profile: "AssessmentNotice", ..trap.clone() }.xml(), Err("R_NOTICE_KIND")),
        // As in a published example: it would start a clock.
        (Message { profile: admission, ..assessment.clone() }.xml(), Err("R_NOTICE_KIND")),
        (Message { answers: "M0", ..assessment.clone() }.xml(), Err("R_NOTICE_KIND")),
        (Message { profile: "OfOurOwn", ..assessment.clone() }.xml(), Ok(assessment.kind)),
        (Message { code: "1", ..assessment.clone() }.xml(), Err("R_NOTICE_KIND")),
        (Message { code: "", ..assessment.clone() }.xml(), Err("R_REQUIRED")),
    ];
    for (xml, wanted) in cases {
        let told = read(std::slice::from_ref(&xml)).remove(0).map(|notice| notice.kind).map_err(|fate| fate.code);
        assert_eq!(told, wanted, "{xml}");
    }
}

#[test]
fn messages_out_of_the_ordinary_are_found_and_none_is_lost() {
    use NoticeKind as K;
    let assessment = order(K::AssessmentNotice, "A", "2019-03-11T10:12:00Z");
    let discharge = order(K::DischargeNotice, "D", "2019-03-13T10:12:00Z");
    let withdrawal = Message { reason: ("13", ""), ..order(K::AllWithdrawn, "W", "2019-03-16T10:12:00Z") };
    let reply = Message { answers: "A", ..order(K::AssessmentAccepted, "Y", "2019-03-12T10:12:00Z") };
    let cases: Vec<(Vec<Message<'_>>, Vec<Vec<&str>>)> = vec![
        (vec![assessment.clone(), discharge.clone(), withdrawal.clone()], vec![vec![]; 3]),
        (vec![withdrawal.clone()], vec![vec!["W_WITHDRAWS_NOTHING"]]),
        (
            vec![assessment.clone(), order(K::DischargeWithdrawn, "X", "2019-03-12T10:00:00Z")],
            vec![vec![], vec!["W_WITHDRAWS_NOTHING"]],
        ),
        (vec![discharge.clone()], vec![vec!["W_NO_ASSESSMENT"]]),
        (vec![reply.clone()], vec![vec!["W_REPLY_ALONE"]]),
        (
            vec![assessment.clone(), discharge.clone(), Message { answers: "D", ..reply.clone() }],
            vec![vec![], vec![], vec!["W_REPLY_MISMATCH", "W_OUT_OF_ORDER"]],
        ),
        (vec![assessment.clone(), reply.clone()], vec![vec![], vec![]]),
        (vec![reply.clone(), assessment.clone()], vec![vec![], vec!["W_OUT_OF_ORDER"]]),
        (
            vec![assessment.clone(), Message { id: "A2", issued: "2019-03-12T10:12:00Z", ..assessment.clone() }],
            vec![vec![], vec!["W_SECOND_NOTICE"]],
        ),
        (vec![assessment.clone(), assessment.clone()], vec![vec![], vec!["D_EXACT"]]),
        (
            vec![assessment.clone(), Message { issued: "2019-03-12T10:12:00Z", ..assessment.clone() }],
            vec![vec!["R_CONFLICT"]; 2],
        ),
        (
            vec![
                assessment.clone(),
                Message { number: "9990000026", encounter: "E2", council: "E9998", ..discharge.clone() },
            ],
            vec![vec![], vec!["W_COUNCIL", "W_ENCOUNTER", "W_PERSON"]],
        ),
        (
            vec![assessment.clone(), Message { reason: ("14", "died"), ..withdrawal.clone() }],
            vec![vec![], vec!["W_VALUE_SET"]],
        ),
        (
            vec![Message { reason: ("01", "of 999 000 0018"), ..withdrawal.clone() }],
            vec![vec!["W_TEXT", "W_WITHDRAWS_NOTHING"]],
        ),
        (vec![Message { referral: "", ..assessment.clone() }], vec![vec!["R_REQUIRED"]]),
        (vec![Message { period: ("2019-03-04", ""), ..discharge.clone() }], vec![vec!["R_REQUIRED"]]),
        (vec![Message { issued: "2019-03-11", ..assessment.clone() }], vec![vec!["R_TIME"]]),
        (vec![Message { issued: "2019-03", ..assessment.clone() }], vec![vec!["R_DATE"]]),
        (vec![Message { issued: "", ..assessment.clone() }], vec![vec!["R_REQUIRED"]]),
        (vec![Message { number: "9990000019", ..assessment.clone() }], vec![vec!["R_NHS"]]),
        (vec![Message { number: "", ..assessment.clone() }], vec![vec!["W_NO_NHS_NUMBER"]]),
    ];
    for (messages, wanted) in cases {
        let chained = chained(&messages);
        let sorted = |list: &[&'static str]| list.iter().copied().collect::<BTreeSet<_>>();
        let found: Vec<_> = codes(&chained).iter().map(|codes| sorted(codes)).collect();
        let wanted: Vec<BTreeSet<&str>> = wanted.iter().map(|codes| codes.iter().copied().collect()).collect();
        assert_eq!(found, wanted, "{messages:?}");
        let accepted = chained.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Accepted).count();
        assert_eq!(chained.chains.iter().map(|chain| chain.messages.len()).sum::<usize>(), accepted);
    }
}

#[test]
fn impossible_days_of_a_notice_are_said_and_days_of_no_calendar_refused() {
    use NoticeKind as K;
    let notice = |kind, issued, start, end| Message { period: (start, end), ..order(kind, "M", issued) };
    let (asked, told) = (K::AssessmentNotice, K::DischargeNotice);
    let march = "2019-03-11T10:12:00Z";
    type Said = Result<&'static [(&'static str, &'static str)], (&'static str, &'static str)>;
    let cases: Vec<(Message<'_>, Said)> = vec![
        (notice(asked, march, "2019-03-04", "2019-03-15"), Ok(&[])),
        (notice(asked, march, "2019-03-04", ""), Ok(&[])),
        // Up to seven days before an admission that is expected; on the day; a year ahead.
        (notice(asked, march, "2019-03-18", "2019-03-20"), Ok(&[])),
        (notice(asked, march, "2019-03-19", "2019-03-20"), Ok(&[("W_NOTICE_DATE", "admitted_on")])),
        (notice(told, march, "2019-03-11", "2019-03-11"), Ok(&[])),
        (notice(told, march, "2019-03-12", "2019-03-15"), Ok(&[("W_NOTICE_DATE", "admitted_on")])),
        (notice(K::AdmissionNotice, march, "2019-09-04", ""), Ok(&[])),
        (notice(K::AdmissionNotice, march, "2029-03-04", ""), Ok(&[("W_NOTICE_DATE", "admitted_on")])),
        (notice(told, march, "2019-03-04", "2019-03-10"), Ok(&[("W_NOTICE_DATE", "proposed_discharge_on")])),
        (notice(told, march, "2019-03-04", "2019-03-03"), Ok(&[("W_NOTICE_DATE", "proposed_discharge_on")])),
        (notice(told, march, "2019-03-04", "2020-03-11"), Ok(&[])),
        (notice(told, march, "2019-03-04", "2020-03-12"), Ok(&[("W_NOTICE_DATE", "proposed_discharge_on")])),
        (notice(told, march, "2019-03-04", "2091-03-15"), Ok(&[("W_NOTICE_DATE", "proposed_discharge_on")])),
        (notice(asked, march, "2017-03-11", "2019-03-15"), Ok(&[])),
        (notice(asked, march, "1999-03-04", "2019-03-15"), Ok(&[("W_NOTICE_DATE", "admitted_on")])),
        (
            notice(asked, "1991-03-11T10:12:00Z", "2019-03-04", "2019-03-15"),
            Ok(&[
                ("W_NOTICE_DATE", "issued_at"),
                ("W_NOTICE_DATE", "admitted_on"),
                ("W_NOTICE_DATE", "proposed_discharge_on"),
            ]),
        ),
        (notice(asked, "1991-03-11T10:12:00Z", "1991-03-04", ""), Ok(&[("W_NOTICE_DATE", "issued_at")])),
        (notice(asked, "2079-03-11T10:12:00Z", "2079-03-04", "2079-03-15"), Ok(&[("W_NOTICE_DATE", "issued_at")])),
        // What only repeats the day may come after it.
        (notice(K::AllWithdrawn, "2019-03-20T10:12:00Z", "2019-03-04", "2019-03-15"), Ok(&[])),
        (notice(K::AllWithdrawn, march, "2009-03-04", "2019-03-15"), Ok(&[("W_NOTICE_DATE", "admitted_on")])),
        (notice(told, march, "2019-02-30", "2019-03-15"), Err(("R_DATE", "admitted_on"))),
        (notice(told, march, "2019-03-04", "2019-02-29"), Err(("R_DATE", "proposed_discharge_on"))),
        (notice(told, "2019-02-29T10:12:00Z", "2019-03-04", "2019-03-15"), Err(("R_DATE", "issued_at"))),
        (notice(told, march, "2019-03-04", "2119-03-15"), Err(("R_DATE_RANGE", "proposed_discharge_on"))),
    ];
    for (message, wanted) in cases {
        let text = message.xml();
        let told = read(std::slice::from_ref(&text)).remove(0);
        let told = told.map_err(|fate| (fate.code, fate.column.clone()));
        let said =
            told.map(|notice| notice.remarks.iter().map(|fate| (fate.code, fate.column.clone())).collect::<Vec<_>>());
        let wanted = wanted.map(|list| list.iter().map(|(code, column)| (*code, (*column).to_owned())).collect());
        assert_eq!(said, wanted.map_err(|(code, column)| (code, column.to_owned())), "{text}");
    }
    let born = |day: &str, issued| {
        let xml = order(asked, "M", issued).xml().replace("1938-02-14", day);
        let remarks = read(&[xml]).remove(0).unwrap().remarks;
        assert!(!format!("{remarks:?}").contains(day), "{remarks:?}");
        remarks.into_iter().map(|fate| (fate.code, fate.column)).collect::<Vec<_>>()
    };
    let issued = ("W_NOTICE_DATE", "issued_at".to_owned());
    assert_eq!(born("2019-03-05", march), [("W_NOTICE_DATE", "admitted_on".to_owned())]);
    assert_eq!(born("2019-03-12", march)[0], issued);
    assert_eq!(born("1838-02-14", march), [issued]);
    assert_eq!(born("1938-02-30", march), [("W_INVALID", "born_on".to_owned())]);
    assert_eq!(born("1938", march), []);
    // A message whose year is wrong stands apart from the others of its referral.
    let later = Message { period: ("", "2022-03-15"), ..order(told, "D", "2022-03-13T10:12:00Z") };
    let chain = chained(&[order(asked, "A", march), later]);
    assert_eq!(codes(&chain), [vec![], vec!["W_NOTICE_DATE"]]);
}

#[test]
fn a_withdrawal_takes_what_it_names_and_a_new_notice_can_follow() {
    use NoticeKind as K;
    let in_july = ("2019-03-04", "2019-07-20");
    let chain = chained(&[
        order(K::AssessmentNotice, "A", "2019-03-11T10:12:00Z"),
        order(K::AllWithdrawn, "W", "2019-03-12T10:12:00Z"),
        Message { period: in_july, ..order(K::AssessmentNotice, "B", "2019-07-13T10:12:00Z") },
        Message { period: in_july, ..order(K::DischargeNotice, "D", "2019-07-14T10:12:00+00:00") },
        order(K::DischargeWithdrawn, "X", "2019-07-15T10:12:00+01:00"),
    ]);
    assert!(codes(&chain).concat().is_empty(), "{chain:?}");
    let wanted = [
        (EventKind::AssessmentNotice, "2019-03-11T10:12"),
        // No discharge notice was in force that could be withdrawn.
        (EventKind::AssessmentNoticeWithdrawn, "2019-03-12T10:12"),
        // Summer time: the ward's clock was an hour ahead.
        (EventKind::AssessmentNotice, "2019-07-13T11:12"),
        (EventKind::DischargeNotice, "2019-07-14T11:12"),
        (EventKind::DischargeNoticeWithdrawn, "2019-07-15T10:12"),
    ];
    assert_eq!(facts(&chain.chains[0]), wanted.map(|(kind, at)| (kind, at.to_owned())));
}

#[test]
fn an_admission_notice_joins_the_first_referral_of_its_encounter() {
    use NoticeKind as K;
    let admission =
        Message { referral: "", period: ("2019-03-10", ""), ..order(K::AdmissionNotice, "N", "2019-03-04T10:00:00Z") };
    let other = Message { encounter: "E2", ..admission.clone() };
    let alone = chained(&[Message { id: "O", ..other }]);
    assert_eq!((alone.chains.len(), alone.chains[0].referral.as_deref()), (1, None));
    let assessment = order(K::AssessmentNotice, "A", "2019-03-11T10:12:00Z");
    let second = Message { id: "B", referral: "R0", issued: "2019-03-12T10:12:00Z", ..assessment.clone() };
    let joined = chained(&[second, assessment, admission]);
    assert_eq!(joined.chains.len(), 2);
    let chain = &joined.chains[1];
    assert_eq!(chain.referral.as_deref(), Some("R1"));
    let wanted = [
        (EventKind::ExpectedAdmission, "2019-03-10T00:00"),
        (EventKind::AdmissionNotice, "2019-03-04T10:00"),
        (EventKind::AssessmentNotice, "2019-03-11T10:12"),
    ];
    assert_eq!(facts(chain), wanted.map(|(kind, at)| (kind, at.to_owned())));
    let at: Moment = "2019-03-10".parse().unwrap();
    assert_eq!(chain.events[0].event.at, at);
}

#[test]
fn an_attachment_is_no_message_and_a_bundle_of_messages_is_many() {
    let attached = "<entry><resource><Bundle><type value=\"document\"/><entry><fullUrl value=\"urn:uuid:e\"/><resource>\
                    <Patient><identifier><system value=\"https://fhir.nhs.uk/Id/nhs-number\"/><value value=\"9990000026\"/>\
                    </identifier></Patient></resource></entry></Bundle></resource></entry>";
    let message = Message { more: attached, ..order(NoticeKind::DischargeNotice, "D", "2019-03-13T10:12:00Z") };
    let plain = order(NoticeKind::DischargeNotice, "D", "2019-03-13T10:12:00Z");
    let person = |message: &Message<'_>| read(&[message.xml()]).remove(0).unwrap().person;
    assert_eq!(person(&message), person(&plain));
    let many: String = (0..3).map(|_| format!("\n<entry><resource>{}</resource></entry>", message.xml())).collect();
    let many = format!(
        "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>{many}<entry><resource><Patient/></resource>\
         </entry></Bundle>"
    );
    let grid = scci2075::read(many.as_bytes()).unwrap();
    assert_eq!(grid.records.iter().map(|record| record.line).collect::<Vec<_>>(), [2, 3, 4, 4]);
    assert!(many[grid.records[1].offset as usize..].starts_with("<Bundle"));
    assert_eq!(grid.records[3].problem.as_ref().map(|problem| &*problem.code), Some("R_FHIR_TYPE"));
    let twice = attached.replace("document", "message").replace("<Bundle>", "<Bundle><id value=\"x\"/>");
    let confused = Message {
        more: &twice.replace("<entry><resource><Bundle>", "<entry><fullUrl value=\"urn:uuid:e\"/><resource><Bundle>"),
        ..plain
    };
    assert_eq!(read(&[confused.xml()]).remove(0).unwrap_err().code, "R_FHIR");
}

#[test]
fn hostile_xml_is_refused() {
    let refused = |bytes: &[u8], code: &str| {
        assert_eq!(
            scci2075::read(bytes).map_err(|refusal| refusal.code),
            Err(code),
            "{}",
            String::from_utf8_lossy(bytes)
        );
    };
    let bundle = "<Bundle xmlns=\"http://hl7.org/fhir\">";
    refused(b"", "F_EMPTY");
    refused(b"MSH|", "F_XML");
    refused(b"<Bundle/>", "F_FHIR");
    refused(b"<Patient xmlns=\"http://hl7.org/fhir\"/>", "F_FHIR");
    refused(
        format!("<!DOCTYPE Bundle [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>{bundle}</Bundle>").as_bytes(),
        "F_XML_DOCTYPE",
    );
    refused(format!("<!DocType x>{bundle}</Bundle>").as_bytes(), "F_XML_DOCTYPE");
    refused(format!("<!DOCTYPE{bundle}").as_bytes(), "F_XML_DOCTYPE");
    refused(format!("{bundle}<id value=\"&x;\"/></Bundle>").as_bytes(), "F_XML");
    refused(format!("{bundle}&x;</Bundle>").as_bytes(), "F_XML");
    refused(format!("{bundle}<id></Bundle>").as_bytes(), "F_XML");
    refused(format!("{bundle}</Bundle>{bundle}</Bundle>").as_bytes(), "F_XML");
    refused(bundle.as_bytes(), "F_XML");
    refused(format!("{bundle}{}{}</Bundle>", "<a>".repeat(64), "</a>".repeat(64)).as_bytes(), "F_XML");
    refused(format!("{bundle}<div>{}", "<a>".repeat(100_000)).as_bytes(), "F_XML");
    refused(b"<Bundle xmlns=\"http://hl7.org/fhir\">\xFF</Bundle>", "F_ENCODING");
    refused(b"<?xml version=\"1.0\" encoding=\"UTF-16\"?><Bundle xmlns=\"http://hl7.org/fhir\"/>", "F_ENCODING");
    let deep = format!("{bundle}{}{}</Bundle>", "<a>".repeat(63), "</a>".repeat(63));
    assert_eq!(scci2075::read(deep.as_bytes()).unwrap().notes[0].code, "W_NO_ROWS");
    let prefixed = "<f:Bundle xmlns:f=\"http://hl7.org/fhir\"><f:type value=\"message\"/>&lt;&#65;</f:Bundle>";
    assert_eq!(scci2075::read(prefixed.as_bytes()).unwrap().records.len(), 1);
}
