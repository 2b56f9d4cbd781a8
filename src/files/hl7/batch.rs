//! Files with a frame of their own: batches in a file, and trailers that say how many there ought to be.

use crate::files::hl7::frame::Segment;
use crate::files::hl7::separators::Separators;
use crate::files::refusal::Refusal;
use crate::files::wording::shown_bytes;

const MISSING: &str = "ask the sender for the whole file again";

/// What trailers are checked against.
#[derive(Debug, Default)]
pub struct Batches {
    file: Option<(u32, Separators)>,
    batch: Option<(u32, Separators)>,
    messages: usize,
    batches: usize,
}

impl Batches {
    /// A message starts.
    pub fn message(&mut self) {
        self.messages += 1;
    }

    /// Takes a segment of the frame. Says whether it was one.
    ///
    /// # Errors
    /// A trailer counts otherwise, or a header has no trailer.
    pub fn take(&mut self, name: &str, segment: &Segment<'_>) -> Result<bool, Refusal> {
        match name {
            "FHS" => self.file = Some((segment.line, separators(segment)?)),
            "BHS" => {
                self.must_be_closed(segment.line)?;
                (self.batch, self.messages) = (Some((segment.line, separators(segment)?)), 0);
            }
            "BTS" => {
                let own = self.batch.take().or(self.file).map(|(_, own)| own);
                check(segment, own, self.messages, "message")?;
                (self.messages, self.batches) = (0, self.batches + 1);
            }
            "FTS" => {
                self.must_be_closed(segment.line)?;
                let own = self.file.take().map(|(_, own)| own);
                check(segment, own, self.batches, "batch")?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The file ends.
    ///
    /// # Errors
    /// A header has no trailer.
    pub fn end(&self) -> Result<(), Refusal> {
        let open = self.batch.map(|(line, _)| (line, "BHS", "BTS")).or(self.file.map(|(line, _)| (line, "FHS", "FTS")));
        match open {
            Some((line, header, trailer)) => Err(unclosed(line, header, trailer)),
            None => Ok(()),
        }
    }

    fn must_be_closed(&self, _line: u32) -> Result<(), Refusal> {
        self.batch.map_or(Ok(()), |(line, _)| Err(unclosed(line, "BHS", "BTS")))
    }
}

fn unclosed(line: u32, header: &str, trailer: &str) -> Refusal {
    let what = format!("the {header} segment has no {trailer} segment: the file was cut short");
    Refusal::new("F_TRUNCATED", what, MISSING).at((line as usize, 1))
}

fn separators(segment: &Segment<'_>) -> Result<Separators, Refusal> {
    Separators::of(segment.bytes).map_err(|what| {
        let hint = "ask the sender for HL7 version 2 messages with the separators in the header";
        Refusal::new("F_HL7", what, hint).at((segment.line as usize, 1))
    })
}

fn check(segment: &Segment<'_>, own: Option<Separators>, found: usize, noun: &str) -> Result<(), Refusal> {
    let field = own.map_or(segment.bytes.get(3).copied().unwrap_or(b'|'), |own| own.field as u8);
    let claim = segment.bytes.split(|byte| *byte == field).nth(1).unwrap_or(b"").trim_ascii();
    let place = (segment.line as usize, 1);
    if claim.is_empty() {
        return Ok(());
    }
    let count = std::str::from_utf8(claim).ok().and_then(|text| text.parse::<usize>().ok());
    if count == Some(found) {
        return Ok(());
    }
    let plural = if noun == "batch" { "batches" } else { "messages" };
    let what = format!("the trailer says `{}` {plural}, the file has {found}", shown_bytes(claim));
    Err(Refusal::new("F_COUNT", what, MISSING).at(place))
}
