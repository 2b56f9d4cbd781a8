//! Notices put into chains by the identifier of their referral, in the order in which they were issued.

use std::collections::{BTreeMap, HashMap};

use crate::domain::stay::age;
use crate::domain::{Alternative, Event, EventKind, EventValue, Moment};
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::messages::outcome::{DuplicateCheck, Outcome, Verdict, duplicate_checks};
use crate::intake::records::scci2075::days;
use crate::intake::records::scci2075::kind::NoticeKind;
use crate::intake::records::scci2075::notice::Notice;
use crate::settle::RecordName;
use crate::settle::scci2075::chained::{Chain, ChainEvent, Reply, Withdrawal};

/// What the notices gave.
#[derive(Clone, Debug, Default)]
pub struct Chained {
    /// The chains: those of referrals by their identifiers, then admission notices alone.
    pub chains: Vec<Chain>,
    /// What became of each message, in their order.
    pub outcomes: Vec<Outcome>,
}

/// What a chain is known by: a referral; or, of admission notices alone, an encounter or the message itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ChainKey<'n> {
    Referral(&'n str),
    Encounter(&'n str),
    Message(&'n str),
}

type NoticeGroup<'n> = Vec<(usize, &'n Notice)>;

/// Chains all notices of all files, in the order in which they arrived. `name` is what findings call a message.
pub fn chain(notices: &[Result<Notice, Box<Disposition>>], name: &RecordName<'_>) -> Chained {
    let mut outcomes = settled(notices, name);
    let mut groups: BTreeMap<ChainKey<'_>, NoticeGroup<'_>> = BTreeMap::new();
    let mut by_id: HashMap<&str, (usize, &Notice)> = HashMap::new();
    for (at, notice) in notices.iter().enumerate() {
        let Ok(notice) = notice else { continue };
        if outcomes[at].verdict == Verdict::Accepted {
            groups.entry(key(notice)).or_default().push((at, notice));
            by_id.insert(&notice.id, (at, notice));
        }
    }
    join_admissions(&mut groups);
    let mut chains = Vec::with_capacity(groups.len());
    for (_, mut group) in groups {
        group.sort_by_key(|(at, _)| *at);
        warn_of_order(&group, &mut outcomes);
        group.sort_by(|(_, a), (_, b)| order(a).cmp(&order(b)));
        chains.push(Links { chain: Chain::default(), assessments: 0, discharges: 0 }.all(
            &group,
            &by_id,
            &mut outcomes,
        ));
    }
    Chained { chains, outcomes }
}

fn settled(notices: &[Result<Notice, Box<Disposition>>], name: &RecordName<'_>) -> Vec<Outcome> {
    let names: Vec<_> =
        notices.iter().map(|notice| notice.as_ref().ok().map(|notice| (&*notice.id, &*notice.digest))).collect();
    let checks = duplicate_checks(&names);
    let settle = |(notice, check): (&Result<Notice, Box<Disposition>>, DuplicateCheck)| match (notice, check) {
        (Err(disposition), _) => Outcome::rejected((**disposition).clone()),
        (Ok(notice), DuplicateCheck::First) => Outcome::accepted(remarks(notice)),
        (Ok(notice), DuplicateCheck::Again(first)) => {
            let text = format!("the same message as {}", name(first));
            Outcome::duplicate(about(notice, "D_EXACT", text, "nothing to do; it counts once"))
        }
        (Ok(notice), DuplicateCheck::Otherwise(other)) => {
            let text = format!("{} has the same id and says something else; neither was taken", name(other));
            let disposition = about(notice, "R_CONFLICT", text, "ask the sender which is right").column("message_id");
            Outcome::rejected(notice.left_out(disposition))
        }
    };
    notices.iter().zip(checks).map(settle).collect()
}

/// What is said of a notice by itself.
fn remarks(notice: &Notice) -> Vec<Disposition> {
    notice.remarks.iter().cloned().map(|disposition| doubted(disposition, notice)).collect()
}

/// A notice of which a day cannot be right may be void, or propose another day.
fn doubted(disposition: Disposition, notice: &Notice) -> Disposition {
    if disposition.code != "W_NOTICE_DATE" {
        return disposition;
    }
    let Disposition { named, whose, .. } = about(notice, disposition.code, "", "");
    let disposition = without(Disposition { named: named.or(notice.encounter.clone()), whose, ..disposition }, notice);
    match notice.kind {
        NoticeKind::DischargeNotice => {
            let at = [notice.issued_at];
            disposition.supposing(Alternative::event([EventKind::DischargeNotice], at, EventValue::Nothing))
        }
        _ => disposition,
    }
}

fn about(notice: &Notice, code: &'static str, message: impl Into<String>, hint: &str) -> Disposition {
    let mut disposition = Disposition::new(code, notice.encounter.as_deref().unwrap_or(""), message, hint);
    if notice.encounter.is_none() {
        disposition.whose.persons = notice.person.iter().cloned().collect();
    }
    disposition
}

/// What hangs on a message: the stay without what it says.
fn without(disposition: Disposition, notice: &Notice) -> Disposition {
    match notice.kind.events() {
        [] => disposition,
        kinds => disposition.supposing(without_kind(kinds, notice.issued_at)),
    }
}

fn without_kind(kinds: &[EventKind], at: Moment) -> Alternative {
    Alternative::Without { kinds: kinds.to_vec(), at: vec![at] }
}

fn key(notice: &Notice) -> ChainKey<'_> {
    match (&notice.referral, &notice.encounter) {
        (Some(referral), _) => ChainKey::Referral(referral),
        (None, Some(encounter)) => ChainKey::Encounter(encounter),
        (None, None) => ChainKey::Message(&notice.id),
    }
}

/// The order in which messages were issued; of those of one second a notice comes before what is said about it. No two
/// that count have one id.
fn order(notice: &Notice) -> (Moment, NoticeKind, &str) {
    (notice.issued_at, notice.kind, &notice.id)
}

/// An admission notice belongs to the first referral that was made of its encounter.
fn join_admissions(groups: &mut BTreeMap<ChainKey<'_>, NoticeGroup<'_>>) {
    let mut first: HashMap<&str, ((Moment, NoticeKind, &str), ChainKey<'_>)> = HashMap::new();
    for (key, group) in groups.iter().filter(|(key, _)| matches!(key, ChainKey::Referral(_))) {
        for (_, notice) in group {
            let Some(encounter) = notice.encounter.as_deref() else { continue };
            let held = first.entry(encounter).or_insert((order(notice), *key));
            if order(notice) < held.0 {
                *held = (order(notice), *key);
            }
        }
    }
    let alone: Vec<ChainKey<'_>> = groups.keys().filter(|key| matches!(key, ChainKey::Encounter(_))).copied().collect();
    for key in alone {
        let ChainKey::Encounter(encounter) = key else { continue };
        let Some((_, home)) = first.get(encounter) else { continue };
        if let Some(group) = groups.remove(&key) {
            groups.entry(*home).or_default().extend(group);
        }
    }
}

fn warn_of_order(group: &[(usize, &Notice)], outcomes: &mut [Outcome]) {
    let mut latest = None;
    for (at, notice) in group {
        if latest.is_some_and(|latest| notice.issued_at < latest) {
            let text = "arrived after a message that was issued later; they were put in order";
            outcomes[*at].warn(about(notice, "W_OUT_OF_ORDER", text, "nothing to do"));
        }
        latest = latest.max(Some(notice.issued_at));
    }
}

/// A chain while it is made, and how many notices of it are in force.
struct Links {
    chain: Chain,
    assessments: usize,
    discharges: usize,
}

impl Links {
    fn all(
        mut self,
        group: &[(usize, &Notice)],
        by_id: &HashMap<&str, (usize, &Notice)>,
        out: &mut [Outcome],
    ) -> Chain {
        let (mut born_on, mut before) = (None, None);
        for (at, notice) in group {
            let last = before.replace(notice.issued_at.day());
            out[*at].dispositions.extend(
                last.and_then(|last| days::after_long(notice, last)).map(|disposition| doubted(disposition, notice)),
            );
            out[*at].dispositions.extend(self.compare(notice));
            self.fill(notice);
            born_on = born_on.or(notice.born_on);
            self.chain.messages.push(*at);
            out[*at].dispositions.extend(match notice.kind {
                kind if kind.is_reply() => self.reply(*at, notice, by_id),
                kind if kind.is_withdrawal() => self.withdraw(*at, notice),
                _ => self.notice(*at, notice),
            });
            // What hangs on a message hangs on the stay of the chain, whatever encounter the message itself names.
            for disposition in
                out[*at].dispositions.iter_mut().filter(|disposition| !disposition.alternatives.is_empty())
            {
                disposition.named = self.chain.encounter.clone().or(disposition.named.take());
            }
        }
        let admitted_on = self.chain.admitted_on;
        self.chain.age_at_admission = born_on.zip(admitted_on).and_then(|(born_on, day)| age(born_on, day));
        self.chain
    }

    /// Says where a notice is about something else than those before it.
    fn compare(&self, notice: &Notice) -> Vec<Disposition> {
        let differs =
            |held: &Option<Box<str>>, given: &Option<Box<str>>| held.is_some() && given.is_some() && held != given;
        let chain = &self.chain;
        let person = chain.person.is_some() && notice.person.is_some() && chain.person != notice.person;
        let hint = "ask the sender which is right; what was given first stands";
        let found = [
            (person, "W_PERSON", "another patient than the messages of this referral before it"),
            (differs(&chain.encounter, &notice.encounter), "W_ENCOUNTER", "another encounter than before"),
            (differs(&chain.council, &notice.council), "W_COUNCIL", "another council than before"),
            (differs(&chain.site, &notice.site), "W_SITE", "another hospital site than before"),
        ];
        let dispositions = found.into_iter().filter(|(differs, _, _)| *differs);
        // It may belong to another referral, and say nothing of this one.
        let text = |(_, code, what)| about(notice, code, format!("this message names {what}"), hint);
        dispositions.map(text).map(|disposition| without(disposition, notice)).collect()
    }

    fn fill(&mut self, notice: &Notice) {
        let chain = &mut self.chain;
        let keep = |held: &mut Option<Box<str>>, text: &Option<Box<str>>| {
            if held.is_none() {
                held.clone_from(text);
            }
        };
        keep(&mut chain.referral, &notice.referral);
        keep(&mut chain.encounter, &notice.encounter);
        keep(&mut chain.site, &notice.site);
        keep(&mut chain.council, &notice.council);
        keep(&mut chain.council_name, &notice.council_name);
        keep(&mut chain.admission_type, &notice.admission_type);
        if chain.person.is_none() {
            chain.person.clone_from(&notice.person);
        }
        // What is said of the days later is newer; replies and withdrawals only repeat them.
        if matches!(
            notice.kind,
            NoticeKind::AdmissionNotice | NoticeKind::AssessmentNotice | NoticeKind::DischargeNotice
        ) {
            chain.admitted_on = notice.admitted_on.or(chain.admitted_on);
            chain.proposed_discharge_on = notice.proposed_discharge_on.or(chain.proposed_discharge_on);
        }
    }

    fn push(&mut self, message: usize, kind: EventKind, at: Moment, value: EventValue) {
        self.chain.events.push(ChainEvent { event: Event { kind, at, until: None, value }, message });
    }

    fn notice(&mut self, at: usize, notice: &Notice) -> Vec<Disposition> {
        let (mut dispositions, issued_at) = (Vec::new(), notice.issued_at);
        let in_force = match notice.kind {
            NoticeKind::AssessmentNotice => &mut self.assessments,
            NoticeKind::DischargeNotice => &mut self.discharges,
            _ => &mut 0,
        };
        *in_force += 1;
        if *in_force > 1 {
            let text = format!("a second {} while the first one is in force", notice.kind.name());
            let hint =
                "a reading of the regime says which of them counts; ask the sender whether the first was withdrawn";
            let first = self.chain.events.iter().rev().find(|told| notice.kind.events().contains(&told.event.kind));
            let only = first.map(|told| without_kind(&[told.event.kind], told.event.at));
            let disposition = without(about(notice, "W_SECOND_NOTICE", text, hint), notice);
            dispositions.push(only.into_iter().fold(disposition, Disposition::supposing));
        }
        if notice.kind == NoticeKind::DischargeNotice && self.assessments == 0 {
            let text = "a discharge notice without an assessment notice in force";
            let disposition = about(notice, "W_NO_ASSESSMENT", text, "ask the sender for the assessment notice");
            dispositions.push(disposition.supposing(Alternative::event(
                [EventKind::AssessmentNotice],
                [],
                EventValue::Nothing,
            )));
        }
        let ahead = notice.admitted_on.filter(|day| *day > issued_at.day());
        let is_told =
            self.chain.events.iter().any(|notice| {
                notice.event.kind == EventKind::ExpectedAdmission && Some(notice.event.at.day()) == ahead
            });
        if let Some(day) = ahead.filter(|_| !is_told && notice.kind != NoticeKind::DischargeNotice) {
            self.push(at, EventKind::ExpectedAdmission, Moment::midnight(day), EventValue::Nothing);
        }
        for kind in notice.kind.events() {
            let proposed = notice.proposed_discharge_on.filter(|_| *kind == EventKind::DischargeNotice);
            self.push(at, *kind, issued_at, proposed.map_or(EventValue::Nothing, EventValue::Day));
        }
        dispositions
    }

    fn withdraw(&mut self, at: usize, notice: &Notice) -> Vec<Disposition> {
        let Notice { kind, issued_at, .. } = *notice;
        let withdrawal = Withdrawal { kind, at: issued_at, reason: notice.reason.clone(), message: at };
        self.chain.withdrawals.push(withdrawal);
        let nothing = match kind {
            NoticeKind::DischargeWithdrawn => self.discharges == 0,
            NoticeKind::AssessmentWithdrawn => self.assessments == 0,
            _ => self.assessments + self.discharges == 0,
        };
        for event in kind.events() {
            // Of all notices only those in force are withdrawn; a withdrawal that meets none is still on record.
            let of_discharge = *event == EventKind::DischargeNoticeWithdrawn;
            let meets_none = kind == NoticeKind::AllWithdrawn && of_discharge && self.discharges == 0;
            if !meets_none {
                self.push(at, *event, issued_at, EventValue::Nothing);
            }
            *(if of_discharge { &mut self.discharges } else { &mut self.assessments }) = 0;
        }
        if !nothing {
            return Vec::new();
        }
        let text = "there is no such notice in force that it could withdraw";
        vec![about(notice, "W_WITHDRAWS_NOTHING", text, "ask the sender for the notice that it means")]
    }

    fn reply(&mut self, at: usize, notice: &Notice, by_id: &HashMap<&str, (usize, &Notice)>) -> Vec<Disposition> {
        let mut dispositions = Vec::new();
        let answered = notice.response_to.as_deref().and_then(|id| by_id.get(id)).copied();
        match answered {
            None => {
                let text = "the message that this one answers is not there";
                dispositions.push(about(
                    notice,
                    "W_REPLY_ALONE",
                    text,
                    "ask the hospital for it; when it comes, they are joined",
                ));
            }
            Some((_, asked)) => {
                let fits = notice.kind.answers(asked.kind)
                    && asked.issued_at <= notice.issued_at
                    && (asked.referral.is_none() || asked.referral == notice.referral);
                if !fits {
                    let text = format!("this {} answers a message that it cannot be an answer to", notice.kind.name());
                    dispositions.push(about(notice, "W_REPLY_MISMATCH", text, "ask the council which notice is meant"));
                }
            }
        }
        if notice.kind.is_refusal() {
            let text = format!("{}: the two sides do not agree", notice.kind.name());
            let hint = "it changes nothing in law by itself; expect the charge to be disputed";
            let disposition = about(notice, "W_DISPUTED", text, hint);
            dispositions.push(match answered {
                Some((_, asked)) => without(disposition, asked),
                None => disposition
                    .supposing(Alternative::Without { kinds: notice.kind.refused().to_vec(), at: Vec::new() }),
            });
        }
        self.chain.replies.push(Reply {
            kind: notice.kind,
            at: notice.issued_at,
            to: answered.map(|(at, _)| at),
            reason_text: notice.reason_text.clone(),
            message: at,
        });
        dispositions
    }
}
