//! Days of a notice that cannot be right beside each other. They are days of the calendar, so the message is taken: what a
//! notice does depends on them, and it is unknown which of them is wrong.

use crate::domain::Day;
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::messages::reading::RecordReading;
use crate::intake::records::scci2075::kind::NoticeKind;
use crate::intake::records::scci2075::notice::{NOTICE_DAYS, Notice};
use crate::intake::records::stay::LONG_DAYS;
use crate::intake::validate::checks::ValueIssue;

/// The Community Care (Delayed Discharges etc.) Act 2003 had the first notices: from 1 October 2003.
const FIRST_NOTICES: Day = Day::from_number(12_326);
/// A proposed day or an expected admission lies at most a year ahead.
const FAR_DAYS: i32 = 366;
/// The greatest age, in days.
const LIFE_DAYS: i32 = 130 * 366;

/// Every day that is doubtful, each said once.
pub fn doubts(notice: &Notice) -> Vec<Disposition> {
    let mut found: Vec<Disposition> = issued(notice).into_iter().collect();
    found.extend(admitted(notice));
    // A reply and a withdrawal only repeat the day that was proposed, which may have passed.
    if matches!(notice.kind, NoticeKind::AdmissionNotice | NoticeKind::AssessmentNotice | NoticeKind::DischargeNotice) {
        found.extend(proposed(notice));
    }
    found
}

/// A message that was issued over two years after that of its referral before it.
pub fn after_long(notice: &Notice, before: Day) -> Option<Disposition> {
    let day = notice.issued_at.day();
    let days = day - before;
    (days > LONG_DAYS).then(|| {
        let message = format!("{days} days after the message of the referral before it, on {before}");
        doubt("issued_at", day, &message)
    })
}

fn doubt(column: &str, day: Day, message: &str) -> Disposition {
    let hint = "check the year with the sender: clocks and charges hang on the days; the message was taken as it is";
    RecordReading::disposition(column, ValueIssue::new("W_NOTICE_DATE", &day.to_string(), message, hint))
}

fn issued(notice: &Notice) -> Option<Disposition> {
    let day = notice.issued_at.day();
    let message = match notice.born_on {
        _ if day < FIRST_NOTICES => {
            "issued before 1 October 2003, when the first law that knows notices came into force"
        }
        Some(born) if day < born => "issued before the patient was born",
        Some(born) if day - born > LIFE_DAYS => "issued over 130 years after the patient was born",
        _ => return None,
    };
    Some(doubt("issued_at", day, message))
}

fn admitted(notice: &Notice) -> Option<Disposition> {
    let (day, issued) = (notice.admitted_on?, notice.issued_at.day());
    let ahead = day - issued;
    let lead = match notice.kind {
        NoticeKind::DischargeNotice => 0,
        NoticeKind::AssessmentNotice => NOTICE_DAYS,
        _ => FAR_DAYS,
    };
    let message = if notice.born_on.is_some_and(|born| day < born) {
        "an admission before the patient was born".to_owned()
    } else if ahead > lead {
        format!("an admission {ahead} days after the {} was issued on {issued}", notice.kind.name())
    } else if -ahead > LONG_DAYS {
        format!("an admission {} days before the {} was issued on {issued}", -ahead, notice.kind.name())
    } else {
        return None;
    };
    Some(doubt("admitted_on", day, &message))
}

fn proposed(notice: &Notice) -> Option<Disposition> {
    let (day, issued) = (notice.proposed_discharge_on?, notice.issued_at.day());
    let message = match notice.admitted_on {
        Some(admitted) if day < admitted => {
            format!("proposed for the discharge, and before the admission on {admitted}")
        }
        _ if day < issued => {
            format!("proposed for the discharge {} days before the notice itself, issued on {issued}", issued - day)
        }
        _ if day - issued > FAR_DAYS => {
            format!("proposed for the discharge {} days after the notice, issued on {issued}", day - issued)
        }
        _ => return None,
    };
    Some(doubt("proposed_discharge_on", day, &message))
}
