//! A project whose ledger is known by construction: each stay is of one kind, and what its days are is worked out here, without
//! the program.

use std::fmt::Write as _;

use beddays::domain::Day;
use beddays::project::Project;

use crate::operate::field::Case;

/// What a day costs in Norfolk by the Care Act 2014, in pence.
pub const RATE: i64 = 13_000;

/// What the delayed days of a stay are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Both notices: charged from the day after the ready day to that of the discharge.
    Charged,
    /// No notice at all.
    NotNotified,
    /// Both notices, and a cause on the health side on every day.
    OtherCause,
    /// The care is maternity care.
    OutOfScope,
    /// Both notices; Suffolk pays.
    OfSuffolk,
}

#[derive(Clone, Debug)]
pub struct Stay {
    pub id: String,
    pub kind: Kind,
    pub provider: &'static str,
    pub number: String,
    pub ready: Day,
    pub left: Day,
}

impl Stay {
    /// The days that Norfolk owes in March.
    pub fn owed(&self) -> Vec<Day> {
        self.charged()
            .into_iter()
            .filter(|day| day.month().to_string() == "2018-03" && self.kind == Kind::Charged)
            .collect()
    }

    /// The days that anybody is charged for.
    pub fn charged(&self) -> Vec<Day> {
        match self.kind {
            Kind::Charged | Kind::OfSuffolk => (self.ready + 1).to(self.left).collect(),
            _ => Vec::new(),
        }
    }

    /// Its days from the ready day to the discharge.
    pub fn delayed(&self) -> Vec<Day> {
        self.ready.to(self.left).collect()
    }
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An NHS number of the range that is never issued, with its check digit.
pub fn number(serial: u32) -> String {
    (0..)
        .map(|more| format!("999{:06}", serial * 7 + more))
        .find_map(|nine| {
            let sum: u32 =
                nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
            let check = (11 - sum % 11) % 11;
            (check < 10).then(|| format!("{nine}{check}"))
        })
        .unwrap()
}

/// Forty stays of every kind in two hospitals; those of February left before March.
pub fn stays() -> Vec<Stay> {
    let kinds = [
        Kind::Charged,
        Kind::Charged,
        Kind::NotNotified,
        Kind::Charged,
        Kind::OtherCause,
        Kind::Charged,
        Kind::OutOfScope,
        Kind::OfSuffolk,
    ];
    let mut stays = Vec::new();
    for at in 0..40_u32 {
        let (kind, provider) = (kinds[at as usize % kinds.len()], if at % 5 == 4 { "RZZ02" } else { "RZZ01" });
        let ready = day("2018-03-03") + (at % 13) as i32;
        let left = ready + 4 + (at % 9) as i32;
        stays.push(Stay { id: format!("M-{at:02}"), kind, provider, number: number(at), ready, left });
    }
    for at in 0..8_u32 {
        let ready = day("2018-02-05") + at as i32;
        let (id, number) = (format!("F-{at:02}"), number(at + 100));
        stays.push(Stay { id, kind: Kind::Charged, provider: "RZZ01", number, ready, left: ready + 6 });
    }
    stays
}

/// The files of the stays as a hospital sends them.
pub fn files(stays: &[Stay]) -> [(&'static str, String); 2] {
    let mut rows = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,care_type,age_at_admission\n".to_owned();
    let mut events = "stay_id,kind,at,until,value\n".to_owned();
    for stay in stays {
        let Stay { id, provider, number, ready, left, .. } = stay;
        let council = if stay.kind == Kind::OfSuffolk { "Suffolk" } else { "Norfolk" };
        let care = if stay.kind == Kind::OutOfScope { "maternity" } else { "acute" };
        let admitted = *ready - 6;
        writeln!(rows, "{id},{number},{provider},{council},{admitted}T08:30,{ready},{left}T15:00,{care},81").unwrap();
        if stay.kind == Kind::NotNotified {
            continue;
        }
        let (noticed, asked) = (*ready - 3, *ready - 2);
        writeln!(events, "{id},assessment_notice,{noticed}T10:00,,").unwrap();
        writeln!(events, "{id},discharge_notice,{asked}T10:00,,{ready}").unwrap();
        writeln!(events, "{id},assessed,{ready}T10:00,,").unwrap();
        if stay.kind == Kind::OtherCause {
            writeln!(events, "{id},nhs_cause,{ready}T00:00,{left}T23:59:59,").unwrap();
        }
    }
    [("stays.csv", rows), ("events.csv", events)]
}

/// A project of Norfolk in some view, with February and March run.
pub fn project(view: &str, stays: &[Stay]) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.sh(&format!("sed -i 's/^view .*/view = \"{view}\"\\nprovider = \"RZZ01\"/' p/beddays.toml")).exits(0);
    for (name, text) in files(stays) {
        case.put(&format!("p/inbox/{name}"), text);
    }
    case.beddays("run --project p --month 2018-02").exits(0);
    case.beddays("run --project p --month 2018-03").exits(0);
    case
}

/// The same project for the library.
pub fn read(case: &Case) -> Project {
    Project::read(&case.path("p")).unwrap()
}
