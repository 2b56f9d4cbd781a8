//! Which of several deliveries is later, by the extract date in their names or the run that took them.

use crate::domain::day::digits;
use crate::domain::{Day, Month};
use crate::intake::Delivery;

/// What orders one delivery among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRank<'d> {
    extracted_on: Option<Day>,
    received: u32,
    file: &'d str,
    sha256: &'d str,
    profile: &'d str,
}

impl<'d> DeliveryRank<'d> {
    /// The rank of a delivery.
    pub fn of(delivery: &Delivery<'d>) -> Self {
        let Delivery { file, sha256, received, profile, .. } = *delivery;
        Self { extracted_on: extract_date(file), received, file, sha256, profile: &profile.name }
    }

    /// Whether this delivery is certain to bring later news than the other: by their extract dates if both have one
    /// and they differ, else by the runs that took them.
    pub fn is_later_than(&self, other: &Self) -> bool {
        match (self.extracted_on, other.extracted_on) {
            (Some(mine), Some(theirs)) if mine != theirs => mine > theirs,
            _ => self.received > other.received,
        }
    }

    /// Whether this delivery is certain to bring later news than the other of the same kind of file: only that corrects it.
    pub fn corrects(&self, other: &Self) -> bool {
        self.profile == other.profile && self.is_later_than(other)
    }

    /// A full order that does not depend on how the deliveries were listed; it says which of equal rows is the first.
    pub fn order(&self) -> impl Ord + use<'d> {
        (self.received, self.extracted_on, self.file, self.sha256)
    }
}

/// The extract date in the name of a file: the last `2018-03-31` or `20180331` in it, else the last day of the last
/// `2018-03` or `201803`.
pub fn extract_date(file: &str) -> Option<Day> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file).as_bytes();
    let starts = || (0..name.len()).rev().filter(|at| *at == 0 || !name[at - 1].is_ascii_digit());
    let days = ["9999-99-99", "99999999"];
    let months = ["9999-99", "999999"];
    let find = |shapes: [&str; 2]| starts().find_map(|at| shapes.iter().find_map(|shape| day_at(&name[at..], shape)));
    find(days).or_else(|| find(months))
}

/// The day, or the last day of the month, that a text starts with, if it has this shape and no further digit.
fn day_at(text: &[u8], shape: &str) -> Option<Day> {
    let (found, rest) = text.split_at_checked(shape.len())?;
    let fits = |(found, wanted): (&u8, u8)| if wanted == b'9' { found.is_ascii_digit() } else { *found == wanted };
    if !found.iter().zip(shape.bytes()).all(fits) || rest.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let number: Vec<u8> = found.iter().copied().filter(u8::is_ascii_digit).collect();
    let (year, month) = (digits(&number[..4])?, digits(&number[4..6])?);
    let day = match number.get(6..) {
        Some(day @ [_, _]) => Day::from_ymd(year, month as i8, digits(day)? as i8),
        _ => format!("{year:04}-{month:02}").parse::<Month>().ok().map(Month::last),
    };
    day.filter(|_| (1990..=2100).contains(&year))
}
