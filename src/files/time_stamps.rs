//! Time stamps of message formats as ISO text, with the precision and the offset that they were written with.
//!
//! Only the spelling is changed; whether the day is one of the calendar is for the reader of the cell to say.

use crate::domain::Day;

/// An HL7 v2 time stamp (`YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ]`) as ISO text of the same precision, without fractions of
/// a second: `2026-02`, `2026-02-06`, `2026-02-06T09`, `2026-02-06T09:30+01:00`. A time without an offset has that of its
/// message (`zone`, as in `+0100`), if MSH-7 gives one; 24:00 is the next midnight. Nothing if it is not written so.
pub fn from_hl7(text: &str, zone: Option<&str>) -> Option<String> {
    let (stamp, own) = text.find(['+', '-']).map_or((text, None), |at| (&text[..at], Some(&text[at..])));
    let offset = own.or(zone).map_or(Some(String::new()), offset)?;
    let (digits, fraction) = stamp.split_once('.').map_or((stamp, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(digits) || !matches!(digits.len(), 4 | 6 | 8 | 10 | 12 | 14) {
        return None;
    }
    if fraction.is_some_and(|part| digits.len() != 14 || part.is_empty() || part.len() > 4 || !all_digits(part)) {
        return None;
    }
    let mut iso = digits[..4].to_owned();
    for (at, mark) in [(4, '-'), (6, '-'), (8, 'T'), (10, ':'), (12, ':')] {
        if digits.len() > at {
            iso.push(mark);
            iso.push_str(&digits[at..at + 2]);
        }
    }
    let iso = next_midnight(&iso).unwrap_or(iso);
    // An offset says nothing about a day.
    Some(if digits.len() > 8 { iso + &offset } else { iso })
}

/// The zone that a time stamp of HL7 states, as in `+0100`; nothing if it states none.
pub fn zone_of_hl7(text: &str) -> Option<&str> {
    text.find(['+', '-']).map(|at| &text[at..]).filter(|zone| offset(zone).is_some())
}

/// `2018-06-12T24:00` as `2018-06-13T00:00`; nothing for any other time.
fn next_midnight(iso: &str) -> Option<String> {
    let (day, time) = iso.split_once('T')?;
    let rest = time.strip_prefix("24")?;
    let day: Day = day.parse().ok().filter(|_| matches!(rest, ":00" | ":00:00"))?;
    Some(format!("{}T00{rest}", day + 1))
}

fn offset(text: &str) -> Option<String> {
    let digits = &text[1..];
    let good = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| format!("{}{}:{}", &text[..1], &digits[..2], &digits[2..]))
}

/// A FHIR `dateTime` or `instant` without fractions of a second; any other text as it is.
pub fn from_fhir(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else { return text.to_owned() };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if whole.len() == 19 && digits > 0 { format!("{whole}{}", &rest[digits..]) } else { text.to_owned() }
}
