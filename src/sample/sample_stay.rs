//! A made-up stay before it is cut into the files of its months.

use crate::domain::codes::{Attribution, CareType};
use crate::domain::moment::TimeOfDay;
use crate::domain::{AuthorityId, Day, Event, Moment};

use super::seeded_rng::SeededRng;

/// A hospital of the sample.
#[derive(Debug)]
pub struct Hospital {
    /// Its organisation code.
    pub code: &'static str,
    /// What its stay ids start with.
    pub prefix: &'static str,
    /// Whether it writes councils by name rather than by code.
    pub writes_names: bool,
}

/// The three hospitals.
pub const HOSPITALS: [Hospital; 3] = [
    Hospital { code: "RZZ01", prefix: "NG", writes_names: false },
    Hospital { code: "RZZ02", prefix: "RV", writes_names: true },
    Hospital { code: "RZZ03", prefix: "SA", writes_names: false },
];

/// One made-up stay with everything that is ever known about it.
#[derive(Clone, Debug)]
pub struct SampleStay {
    /// The hospital, by its place.
    pub hospital: usize,
    /// The patient's NHS number, from the range that is never issued.
    pub number: String,
    /// The council that was notified first.
    pub authority: AuthorityId,
    /// Admitted at.
    pub admitted_at: Moment,
    /// The day of expected admission, if a notice came before the patient.
    pub expected_on: Option<Day>,
    /// The day the patient was ready to leave.
    pub ready_on: Option<Day>,
    /// How and when the patient left: NHS discharge method, moment, NHS destination.
    pub left: Option<Left>,
    /// NHS admission method.
    pub admission_method: &'static str,
    /// NHS treatment function.
    pub treatment_function: &'static str,
    /// Kind of care.
    pub care_type: CareType,
    /// Setting.
    pub setting: String,
    /// Funding.
    pub funding: String,
    /// Age at admission.
    pub age: u8,
    /// Notices and other facts, in order.
    pub events: Vec<Event>,
    /// What the hospital's return says about the days of the delay.
    pub reasons: Vec<ReturnLine>,
    /// What is wrong with its row.
    pub flaw: Option<RowFault>,
    /// Rows about it that will be refused: the table's file they belong to, and the row with `{id}` for its id.
    pub refused_rows: Vec<(&'static str, String)>,
}

/// How a patient left.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    /// When.
    pub at: Moment,
    /// NHS discharge method: 1 on advice, 2 self-discharge, 4 died.
    pub method: &'static str,
    /// NHS discharge destination.
    pub destination: &'static str,
}

/// One line of the hospital's return.
#[derive(Clone, Debug)]
pub struct ReturnLine {
    /// First day.
    pub from: Day,
    /// Last day, if it ended.
    pub to: Option<Day>,
    /// Letter of the return.
    pub code: &'static str,
    /// Who is blamed.
    pub blamed: Attribution,
}

/// What is wrong with the row of a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// Refused: the last digit of the NHS number is another.
    CheckDigit,
    /// Refused: an NHS number of one digit.
    RepeatedDigit,
    /// Refused: admission and discharge the wrong way round.
    LeftFirst,
    /// Refused: an unknown council.
    Council,
    /// Refused: ready on 30 February.
    NoSuchDay,
    /// Refused: day and month the wrong way round, which makes it a day to come.
    Future,
    /// Refused: a comma inside a value and no quotes round it.
    Comma,
    /// Refused, both rows of it: the stay comes twice, with two ready days.
    Contradiction,
    /// A warning: the hospital's code in lower case.
    LowerCase,
    /// A warning: the NHS number in groups.
    Groups,
    /// A warning: no NHS number.
    NoNumber,
    /// A warning: the day of discharge without its time.
    NoTime,
}

impl RowFault {
    /// Whether the row is refused for it.
    pub fn refuses(self) -> bool {
        !matches!(self, Self::LowerCase | Self::Groups | Self::NoNumber | Self::NoTime)
    }
}

impl SampleStay {
    /// A stay that nothing is known about but who, where and when: an older patient, admitted as an emergency.
    pub fn new(hospital: usize, number: String, authority: AuthorityId, admitted_at: Moment) -> Self {
        Self {
            hospital,
            number,
            authority,
            admitted_at,
            expected_on: None,
            ready_on: None,
            left: None,
            admission_method: "21",
            treatment_function: "430",
            care_type: CareType::Acute,
            setting: "nhs_hospital".to_owned(),
            funding: "nhs".to_owned(),
            age: 80,
            events: Vec::new(),
            reasons: Vec::new(),
            flaw: None,
            refused_rows: Vec::new(),
        }
    }

    /// The first day on which the hospital lists the stay: ready, or the first day that anything else is known about.
    pub fn listed_from(&self) -> Day {
        let noticed = self.events.first().map(|event| event.at.day());
        let left = self.left.map(|left| left.at.day());
        self.ready_on.or(left).or(noticed).unwrap_or(self.admitted_at.day()).max(self.admitted_at.day())
    }

    /// Removes what happens after `as_of`.
    pub fn known_on(&mut self, as_of: Day) {
        self.events.retain(|event| event.at.day() <= as_of);
        for event in &mut self.events {
            event.until = event.until.map(|until| until.min(Moment::end_of(as_of)));
        }
        self.left = self.left.filter(|left| left.at.day() <= as_of);
        self.ready_on = self.ready_on.filter(|day| *day <= as_of);
        self.reasons.retain(|line| line.from <= as_of);
        for line in &mut self.reasons {
            line.to = line.to.filter(|day| *day <= as_of);
        }
    }
}

/// The moment so many minutes after midnight.
pub fn at(day: Day, minutes: i32) -> Moment {
    Moment::at(day, TimeOfDay::from_seconds(minutes * 60))
}

/// An age as it is in the wards that delays come from: mostly 65 to 98.
pub fn age(rng: &mut SeededRng) -> u8 {
    let years = if rng.in_100(12) { rng.between(44, 64) } else { 65 + rng.between(0, 16) + rng.between(0, 17) };
    years as u8
}

/// When patients come: at all hours, mostly by day.
pub fn arrival(rng: &mut SeededRng, day: Day) -> Moment {
    let hour = rng.pick(&[(2, 0), (2, 3), (3, 6), (8, 9), (10, 12), (10, 15), (8, 18), (4, 21)]);
    at(day, hour * 60 + rng.between(0, 179))
}

/// The speciality of an acute stay.
pub fn speciality(rng: &mut SeededRng) -> &'static str {
    rng.pick(&[(40, "430"), (22, "300"), (14, "110"), (8, "328"), (6, "340"), (6, "320"), (4, "100")])
}

/// Where a patient goes who had to wait for it, by the letter of the return.
pub fn destination(reason: Option<&str>) -> &'static str {
    match reason {
        Some("Di") => "65",
        Some("Dii") => "85",
        Some("C") => "51",
        _ => "19",
    }
}
