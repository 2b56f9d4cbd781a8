//! Notices of SCCI2075: rejected ones with their stay, and messages of another release.

use beddays::intake::records::scci2075::NoticeKind;

use super::super::Case;
use super::{ENC, bundle, encounter, june, project};
use crate::settle::messages_notices::{Message, order};

/// A project with one encounter and these notices, run for June 2018: its exit code and what was rejected.
fn run(notices: &[String]) -> (Option<i32>, String, Case) {
    let case = Case::empty();
    project(&case, &ENC, "");
    case.put("p/inbox/enc/a.json", bundle(&[encounter("E-1", "9990700028", Some("2018-06-20T15:00:00+01:00"))]));
    for (at, notice) in notices.iter().enumerate() {
        case.put(&format!("p/inbox/notices/{at}.xml"), notice);
    }
    let said = june(&case);
    let rejects = case.path("p/reports/2018-06/rejects.csv");
    let rejects = std::fs::read_to_string(rejects).unwrap_or_default();
    (said.exit, format!("{}{}{rejects}", said.stdout, said.stderr), case)
}

fn notice(kind: NoticeKind, id: &'static str, issued: &'static str, encounter: &'static str) -> Message<'static> {
    let period = ("2018-06-01", "2018-06-08");
    Message { encounter, number: "9990700028", period, ..order(kind, id, issued) }
}

#[test]
fn a_rejected_notice_marks_the_stay_that_it_names() {
    let good = notice(NoticeKind::AssessmentNotice, "M1", "2018-06-06T10:00:00+01:00", "E-1").xml();
    let withdrawal = notice(NoticeKind::AllWithdrawn, "M2", "2018-06-09T10:00:00+01:00", "E-1");
    for (code, wrong) in [
        ("R_TIME", Message { issued: "2018-06-09", ..withdrawal.clone() }.xml()),
        ("R_REQUIRED", Message { referral: "", ..withdrawal.clone() }.xml()),
        ("R_NHS", Message { number: "9990700029", ..withdrawal.clone() }.xml()),
        ("R_NOTICE_KIND", Message { code: "1", ..withdrawal.clone() }.xml()),
    ] {
        let (exit, said, _) = run(&[good.clone(), wrong]);
        assert_eq!(exit, Some(1), "{code}: {said}");
        let marked = |line: &str| line.contains(code) && line.ends_with("\"E-1\"");
        assert!(said.lines().any(marked), "{code}: {said}");
    }
}

#[test]
fn messages_of_another_release_are_named() {
    let good = notice(NoticeKind::AssessmentNotice, "M1", "2018-06-06T10:00:00+01:00", "E-1").xml();
    for (mark, later) in [
        ("`ServiceRequest`", good.replace("ReferralRequest", "ServiceRequest")),
        ("`eventCoding`", good.replace("<event>", "<eventCoding>").replace("</event>", "</eventCoding>")),
        ("`Task`", good.replace("ReferralRequest", "Task")),
    ] {
        let (exit, said, _) = run(&[later]);
        assert_eq!(exit, Some(65), "{mark}: {said}");
        assert!(said.contains(mark) && said.contains("the profile reads SCCI2075 in DSTU2"), "{said}");
    }
    assert_eq!(run(&[good]).0, Some(0));
}

/// The header of files that a built-in profile reads.
fn header(profile: &str) -> String {
    let profile = beddays::intake::profile::named(profile).unwrap();
    let names: Vec<&str> = profile.columns.iter().map(|column| column.headers[0].as_str()).collect();
    names.join(",") + "\n"
}

#[test]
fn a_return_of_another_release_is_named() {
    for (declared, sent) in [("cld-r1", "cld-r2"), ("cld-r2", "cld-r1")] {
        let case = Case::empty();
        case.sh("beddays init p --authority Norfolk").exits(0);
        let source = format!("\n[sources.other]\nfiles = \"inbox/other.csv\"\nprofile = \"{declared}\"\n");
        let file = case.read("p/beddays.toml").replacen("[sources.stays]", "[sources.stays]\noptional = true", 1);
        case.put("p/beddays.toml", file + &source);
        case.put("p/inbox/other.csv", header(sent));
        june(&case).exits(65).says(&format!("this is the header of `{sent}`"));
    }
}
