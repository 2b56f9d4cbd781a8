//! Which native file a header belongs to: by its exact names, never by parts of them.

use super::NativeTable;

/// The columns of a native file with whether each is required, in their order.
pub fn columns(table: NativeTable) -> impl Iterator<Item = (&'static str, bool)> {
    let layout = table.layout();
    layout.all().map(|field| (field.name(), layout.required.contains(&field)))
}

/// The table whose required columns are all in the first line; nothing if there is none, or more than one.
pub fn recognise(bytes: &[u8]) -> Option<NativeTable> {
    let line = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty())?;
    // Marks of byte order and the zero bytes of UTF-16 stand between the letters of ASCII names.
    let plain: Vec<u8> = line.iter().copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_slice());
    let record = reader.records().next()?.ok()?;
    let names: Vec<String> =
        record.iter().map(|name| name.trim().to_ascii_lowercase().replace([' ', '-'], "_")).collect();
    let fits =
        |table: &NativeTable| table.layout().required.iter().all(|field| names.iter().any(|n| n == field.name()));
    let mut fitting = [NativeTable::Stay, NativeTable::Event, NativeTable::Reason].into_iter().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}
