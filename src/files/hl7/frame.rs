//! The bytes of an HL7 file as segments: line ends of every kind, network framing, and where each segment starts.

/// Start and end of a message on a network connection (MLLP).
const START: u8 = 0x0B;
const END: u8 = 0x1C;
/// What DOS put at the end of a text.
const CTRL_Z: u8 = 0x1A;

/// One segment as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'d> {
    /// Its line, from 1.
    pub line: u32,
    /// Its first byte.
    pub offset: u64,
    /// Its bytes, without the line end.
    pub bytes: &'d [u8],
    /// Whether anything ends it. By the standard every segment ends with a carriage return, so one without is cut.
    pub is_ended: bool,
}

/// A file cut into segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Framed<'d> {
    /// The segments; blank lines are not among them.
    pub segments: Vec<Segment<'d>>,
    /// How many framing bytes were passed over.
    pub frames: usize,
    /// Whether the old end-of-file byte was passed over.
    pub has_trailer: bool,
}

/// Cuts a file into segments.
pub fn cut(bytes: &[u8]) -> Framed<'_> {
    let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let has_trailer = bytes.ends_with(&[CTRL_Z]);
    let content = &bytes[..bytes.len() - usize::from(has_trailer)];
    let mut framed = Framed { has_trailer, ..Framed::default() };
    let (mut line, mut from) = (1_u32, start.min(content.len()));
    for (at, byte) in content.iter().copied().enumerate().skip(from) {
        if !matches!(byte, b'\r' | b'\n' | START | END) {
            continue;
        }
        framed.add(content, from, at, line, true);
        from = at + 1;
        match byte {
            START | END => framed.frames += 1,
            // A carriage return and a line feed are one line end.
            b'\r' if content.get(at + 1) == Some(&b'\n') => {}
            _ => line = line.saturating_add(1),
        }
    }
    framed.add(content, from, content.len(), line, false);
    framed
}

impl<'d> Framed<'d> {
    fn add(&mut self, content: &'d [u8], from: usize, to: usize, line: u32, is_ended: bool) {
        let bytes = &content[from..to];
        if !bytes.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
            self.segments.push(Segment { line, offset: from as u64, bytes, is_ended });
        }
    }
}

impl<'d> Segment<'d> {
    /// Its name: three capital letters or digits, then nothing or a character that divides fields.
    pub fn name(&self) -> Option<&'d str> {
        let name = self.bytes.get(..3)?;
        let named = name.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let divided = self.bytes.get(3).is_none_or(u8::is_ascii_punctuation);
        if named && divided { std::str::from_utf8(name).ok() } else { None }
    }
}
