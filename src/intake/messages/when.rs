//! Time stamps of message formats as ISO text, with the precision and the offset that they were written with.
//!
//! Only the spelling is changed; whether the day is one of the calendar is for the reader of the cell to say.

/// An HL7 v2 time stamp (`YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ]`) as ISO text of the same precision, without fractions of
/// a second: `2026-02`, `2026-02-06`, `2026-02-06T09`, `2026-02-06T09:30+01:00`. Nothing if it is not written so.
pub fn from_hl7(text: &str) -> Option<String> {
    let (stamp, offset) = match text.find(['+', '-']) {
        Some(at) => (&text[..at], Some(offset(&text[at..])?)),
        None => (text, None),
    };
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
    // An offset says nothing about a day.
    if let Some(offset) = offset.filter(|_| digits.len() > 8) {
        iso.push_str(&offset);
    }
    Some(iso)
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
