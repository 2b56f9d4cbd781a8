//! Where text stands in a page and in a sheet of a workbook: elsewhere a short name may be a command of a drawing or the name of a
//! cell.

use std::ops::Range;

/// Attributes that are no text.
const NO_TEXT: [&[u8]; 5] = [b"d", b"points", b"class", b"style", b"transform"];

/// Where in a page no text stands, in order: styles, scripts, and attributes that draw.
pub(super) fn no_text_in_page(page: &[u8]) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = next(page, at, b"<") {
        let block = [(&b"<style"[..], &b"</style"[..]), (b"<script", b"</script")];
        let block = block.iter().find(|(begin, _)| page[start..].starts_with(begin));
        let end = match block {
            Some((_, end)) => next(page, start, end).unwrap_or(page.len()),
            None => next(page, start, b">").unwrap_or(page.len()),
        };
        match block {
            Some(_) => found.push(start..end),
            None => attributes(page, start..end, &mut found),
        }
        at = end.max(start + 1);
    }
    found
}

/// Adds the values of those attributes of a tag that are no text.
fn attributes(page: &[u8], tag: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = tag.start;
    while let Some(quote) = next(&page[..tag.end], at, b"=\"") {
        let name = page[tag.start..quote].rsplit(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
        let end = next(&page[..tag.end], quote + 2, b"\"").unwrap_or(tag.end);
        if NO_TEXT.contains(&name) {
            found.push(quote..end);
        }
        at = end + 1;
    }
}

/// Where in a sheet of a workbook text stands, in order.
pub(super) fn text_in_sheet(sheet: &[u8]) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = next(sheet, at, b"<t") {
        at = start + 2;
        if matches!(sheet.get(at), Some(b'>' | b' ')) {
            let end = next(sheet, at, b"</t>").unwrap_or(sheet.len());
            found.push(at..end);
            at = end;
        }
    }
    found
}

/// Whether a place is in one of some ranges, which are in order.
pub(super) fn is_in(ranges: &[Range<usize>], place: usize) -> bool {
    let behind = ranges.partition_point(|range| range.start <= place);
    behind.checked_sub(1).is_some_and(|at| ranges[at].contains(&place))
}

/// Where a sign stands next.
fn next(bytes: &[u8], from: usize, sign: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(sign.len()).position(|found| found == sign).map(|at| from + at)
}
