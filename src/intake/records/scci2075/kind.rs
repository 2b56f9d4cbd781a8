//! The twelve kinds of messages, and how one code that means two of them is resolved.

use crate::domain::EventKind;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $name:literal, [$($event:ident),*];)+) => {
        /// What a message is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum NoticeKind { $($(#[doc = $doc])+ $variant,)+ }

        impl NoticeKind {
            /// Every kind: notices first, then replies, then withdrawals, which is also the order of messages issued in
            /// one second.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The SNOMED CT code of the message event.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// What people call it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The facts about a stay that it is. A reply has no counterpart in law: it is kept with its chain.
            pub fn events(self) -> &'static [EventKind] {
                match self { $(Self::$variant => &[$(EventKind::$event),*],)+ }
            }
        }
    };
}

kinds! {
    /// The hospital reports an admission; it starts no clock.
    AdmissionNotice = "895571000000108", "admission notice", [AdmissionNotice];
    /// The hospital asks for an assessment.
    AssessmentNotice = "975701000000106", "assessment notice", [AssessmentNotice];
    /// The hospital proposes a day of discharge.
    DischargeNotice = "975731000000100", "discharge notice", [DischargeNotice];
    /// The council accepts the assessment notice.
    AssessmentAccepted = "975711000000108", "acceptance of an assessment notice", [];
    /// The council refuses the assessment notice.
    AssessmentRejected = "975721000000102", "rejection of an assessment notice", [];
    /// The council agrees to the day of discharge.
    DischargeAgreed = "975821000000109", "agreement to a discharge notice", [];
    /// The council disagrees with the day of discharge.
    DischargeDisagreed = "975831000000106", "disagreement with a discharge notice", [];
    /// The council accepts a withdrawal.
    WithdrawalAccepted = "1025651000000109", "acceptance of a withdrawal", [];
    /// The council refuses a withdrawal.
    WithdrawalRejected = "1025641000000106", "rejection of a withdrawal", [];
    /// The hospital withdraws the discharge notice alone.
    DischargeWithdrawn = "975851000000104", "withdrawal of the discharge notice", [DischargeNoticeWithdrawn];
    /// The hospital withdraws the assessment notice alone.
    AssessmentWithdrawn = "1078011000000107", "withdrawal of the assessment notice", [AssessmentNoticeWithdrawn];
    /// The hospital withdraws all notices.
    AllWithdrawn = "975841000000102", "withdrawal of all notices", [AssessmentNoticeWithdrawn, DischargeNoticeWithdrawn];
}

impl NoticeKind {
    /// The kind with this code of the value set.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|kind| kind.code() == code).copied()
    }

    /// Whether a council says it in answer to a notice.
    pub fn is_reply(self) -> bool {
        matches!(
            self,
            Self::AssessmentAccepted
                | Self::AssessmentRejected
                | Self::DischargeAgreed
                | Self::DischargeDisagreed
                | Self::WithdrawalAccepted
                | Self::WithdrawalRejected
        )
    }

    /// Whether it takes a notice back.
    pub fn is_withdrawal(self) -> bool {
        matches!(self, Self::DischargeWithdrawn | Self::AssessmentWithdrawn | Self::AllWithdrawn)
    }

    /// Whether the council says no by it.
    pub fn is_refusal(self) -> bool {
        matches!(self, Self::AssessmentRejected | Self::DischargeDisagreed | Self::WithdrawalRejected)
    }

    /// The facts about a stay that a refusal refuses.
    pub fn refused(self) -> &'static [EventKind] {
        match self {
            Self::AssessmentRejected => &[EventKind::AssessmentNotice],
            Self::DischargeDisagreed => &[EventKind::DischargeNotice],
            Self::WithdrawalRejected => &[EventKind::AssessmentNoticeWithdrawn, EventKind::DischargeNoticeWithdrawn],
            _ => &[],
        }
    }

    /// Whether this reply can be an answer to that message.
    pub fn answers(self, notice: Self) -> bool {
        match self {
            // The value set has no replies to admission notices of their own.
            Self::AssessmentAccepted | Self::AssessmentRejected => {
                matches!(notice, Self::AssessmentNotice | Self::AdmissionNotice)
            }
            Self::DischargeAgreed | Self::DischargeDisagreed => notice == Self::DischargeNotice,
            Self::WithdrawalAccepted | Self::WithdrawalRejected => notice.is_withdrawal(),
            _ => false,
        }
    }
}

/// What a header says besides its event code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs<'t> {
    /// Whether there is a `MessageHeader.response`, which only replies have.
    pub has_response: bool,
    /// The profile of the header, or empty.
    pub profile: &'t str,
    /// The status of the referral, or empty.
    pub status: &'t str,
}

/// What a message is. The event code says it, with one trap: the guidance of 2017 gives the code of a disagreement with a
/// discharge notice (975831000000106) to the withdrawal of an assessment notice, so there the response and the profile of
/// the header decide. Elsewhere a header that contradicts its code is not guessed at: a published example of an admission
/// notice has the code of an assessment notice, which would start a clock.
///
/// # Errors
/// In words: no such code, or what contradicts what.
pub fn tell(code: &str, signs: Signs<'_>) -> Result<NoticeKind, String> {
    let kind = NoticeKind::of_code(code).ok_or("the list of message events has no such code")?;
    let family = family(signs.profile);
    if kind == NoticeKind::DischargeDisagreed && !signs.has_response {
        return match (family, signs.status) {
            ("DischargeNoticeRejectResponse", _) => Ok(kind),
            ("WithdrawalNotice", _) => Ok(NoticeKind::AssessmentWithdrawn),
            (_, "rejected") => {
                Err("a disagreement that answers nothing, or a withdrawal: the header does not say".into())
            }
            (family, _) if allowed(family).is_none() => Ok(NoticeKind::AssessmentWithdrawn),
            _ => Err(contradiction(kind, family)),
        };
    }
    if signs.has_response && !kind.is_reply() {
        return Err(format!("the code is that of {}, but the header answers a message", with_article(kind.name())));
    }
    if allowed(family).is_some_and(|kinds| !kinds.contains(&kind)) {
        return Err(contradiction(kind, family));
    }
    Ok(kind)
}

fn contradiction(kind: NoticeKind, family: &str) -> String {
    format!("the code is that of {}, the profile of the header says {family}", with_article(kind.name()))
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// `WithdrawalNotice` of `https://fhir.nhs.uk/StructureDefinition/ADW-WithdrawalNotice-MessageHeader-1`; empty if the
/// profile is another one.
fn family(profile: &str) -> &str {
    let name = profile.rsplit('/').next().unwrap_or("");
    let inner = name.strip_prefix("ADW-").and_then(|name| name.split_once("-MessageHeader-"));
    inner.map_or("", |(family, _)| family)
}

/// The kinds that a header of this family can be.
fn allowed(family: &str) -> Option<&'static [NoticeKind]> {
    use NoticeKind as K;
    Some(match family {
        "AdmissionNotice" => &[K::AdmissionNotice],
        "AssessmentNotice" => &[K::AssessmentNotice],
        "DischargeNotice" => &[K::DischargeNotice],
        "WithdrawalNotice" => &[K::AllWithdrawn, K::DischargeWithdrawn, K::AssessmentWithdrawn],
        "AssessmentNoticeAcceptResponse" | "AdmissionNoticeAcceptResponse" => &[K::AssessmentAccepted],
        "AssessmentNoticeRejectResponse" | "AdmissionNoticeRejectResponse" => &[K::AssessmentRejected],
        "DischargeNoticeAcceptResponse" => &[K::DischargeAgreed],
        "DischargeNoticeRejectResponse" => &[K::DischargeDisagreed],
        "WithdrawalNoticeAcceptResponse" => &[K::WithdrawalAccepted],
        "WithdrawalNoticeRejectResponse" => &[K::WithdrawalRejected],
        _ => return None,
    })
}
