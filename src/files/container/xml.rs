//! XML, event by event, for files that may be hostile: no document type, no entities but the five and character
//! references, few levels and attributes, well-formed from the first element to the end, UTF-8 or UTF-16.

use std::io::BufRead;

use quick_xml::Reader as Parser;
use quick_xml::XmlVersion;
use quick_xml::encoding::DecodingReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesDecl, BytesRef, Event as Parsed};

use crate::files::container::limits::{ATTRIBUTES, DEPTH};
use crate::files::encoding;
use crate::files::refusal::Refusal;
use crate::files::wording::shown;

/// One piece of a document.
#[derive(Debug)]
pub enum XmlEvent<'x> {
    /// An element begins; an empty one ends with the next event.
    Start(XmlElement<'x>),
    /// The innermost open element ends; so many are still open.
    End(usize),
    /// A piece of the text of the innermost open element: an element may hold several, to be joined.
    Text(&'x str),
    /// The document is over, and was whole.
    Done,
}

/// The start of an element.
#[derive(Clone, Copy, Debug)]
pub struct XmlElement<'x> {
    /// What stands between `<` and `>`.
    tag: &'x str,
    /// The length of the name.
    name: usize,
}

impl<'x> XmlElement<'x> {
    /// Its name without a prefix.
    pub fn name(&self) -> &'x str {
        let name = &self.tag[..self.name];
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute, by its name without a prefix; white space in it is spaces.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut found = Attributes::new(self.tag, self.name);
        let mut found = found.with_checks(false).filter_map(Result::ok);
        let local =
            |key: &str| key.rsplit_once(':').map_or(key == name, |(prefix, key)| key == name && prefix != "xmlns");
        let attribute = found.find(|attribute| local(attribute.key.as_ref()))?;
        attribute.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
    }
}

/// Reads a document from a slice.
pub fn reader(bytes: &[u8]) -> XmlReader<'_> {
    XmlReader { source: bytes, ..XmlReader::over(Box::new(bytes)) }
}

/// Reads a document.
pub struct XmlReader<'x> {
    parser: Parser<DecodingReader<Box<dyn BufRead + 'x>>>,
    /// The whole of it, where it is at hand, to say where something stands.
    source: &'x [u8],
    /// The code of what is not well-formed.
    code: &'static str,
    /// Which document it is, for messages: `the XML`, or a part of a workbook.
    what: String,
    buffer: Vec<u8>,
    tag: String,
    name: usize,
    text: String,
    depth: usize,
    had_root: bool,
}

enum XmlStep {
    Start,
    End,
    Text,
    Done,
}

impl<'x> XmlReader<'x> {
    fn over(input: Box<dyn BufRead + 'x>) -> Self {
        let mut parser = Parser::from_reader(DecodingReader::new(input));
        parser.config_mut().expand_empty_elements = true;
        Self {
            parser,
            source: &[],
            code: "F_XML",
            what: "the XML".to_owned(),
            buffer: Vec::new(),
            tag: String::new(),
            name: 0,
            text: String::new(),
            depth: 0,
            had_root: false,
        }
    }

    /// Reads a part of a workbook as it inflates; what is wrong with it is damage.
    pub(crate) fn part(name: &str, input: Box<dyn BufRead + 'x>) -> Self {
        Self { code: "F_DAMAGED", what: format!("the part `{}` of the workbook", shown(name)), ..Self::over(input) }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// How many bytes of the document, as UTF-8, are read.
    pub fn position(&self) -> u64 {
        self.parser.buffer_position()
    }

    /// The next piece.
    ///
    /// # Errors
    /// `F_XML_DOCTYPE`: a document type. `F_ENCODING`: neither UTF-8 nor UTF-16. `F_XML`, in a workbook `F_DAMAGED`: not
    /// well-formed, or beyond the limits.
    #[expect(clippy::should_implement_trait, reason = "each event lives only until the next")]
    pub fn next(&mut self) -> Result<XmlEvent<'_>, Refusal> {
        Ok(match self.step()? {
            XmlStep::Start => XmlEvent::Start(XmlElement { tag: &self.tag, name: self.name }),
            XmlStep::End => XmlEvent::End(self.depth),
            XmlStep::Text => XmlEvent::Text(&self.text),
            XmlStep::Done => XmlEvent::Done,
        })
    }

    /// The text of the element that has just started, up to its end; what stands within elements in it is left out.
    ///
    /// # Errors
    /// As of [`XmlReader::next`].
    pub fn text(&mut self) -> Result<String, Refusal> {
        let (depth, mut all) = (self.depth, String::new());
        loop {
            match self.step()? {
                XmlStep::Text if self.depth == depth => all.push_str(&self.text),
                XmlStep::End if self.depth < depth => return Ok(all),
                XmlStep::Done => return Ok(all),
                _ => {}
            }
        }
    }

    /// Passes over the rest of the element that has just started.
    ///
    /// # Errors
    /// As of [`XmlReader::next`].
    pub fn skip(&mut self) -> Result<(), Refusal> {
        self.text().map(drop)
    }

    fn step(&mut self) -> Result<XmlStep, Refusal> {
        loop {
            self.buffer.clear();
            let parsed = match self.parser.read_event_into(&mut self.buffer) {
                Ok(parsed) => parsed,
                Err(error) => return Err(self.unreadable(&error)),
            };
            match parsed {
                Parsed::Start(start) => {
                    self.tag.clear();
                    self.tag.push_str(&start);
                    self.name = start.name().as_ref().len();
                    self.open()?;
                    return Ok(XmlStep::Start);
                }
                Parsed::End(_) => {
                    self.depth -= 1;
                    return Ok(XmlStep::End);
                }
                Parsed::Empty(_) => return Err(self.wrong("an empty element was not taken apart")),
                Parsed::Text(text) => {
                    self.text.clear();
                    self.text.push_str(&text.xml10_content());
                }
                Parsed::CData(text) => {
                    self.text.clear();
                    self.text.push_str(&text.xml10_content());
                }
                Parsed::GeneralRef(reference) => {
                    self.text.clear();
                    match resolve(&reference) {
                        Some(character) => self.text.push(character),
                        None => {
                            let what = format!("`&{};` stands for nothing that is known here", shown(&reference));
                            return Err(self.wrong(&what));
                        }
                    }
                }
                Parsed::DocType(_) => return Err(self.doctype()),
                Parsed::Decl(declaration) => {
                    let declaration = declaration.into_owned();
                    self.declared(&declaration)?;
                    continue;
                }
                Parsed::Comment(_) | Parsed::PI(_) => continue,
                Parsed::Eof if self.depth > 0 || !self.had_root => return Err(self.wrong("it ends in the middle")),
                Parsed::Eof => return Ok(XmlStep::Done),
            }
            if self.depth > 0 {
                return Ok(XmlStep::Text);
            }
            // A byte order mark that stands twice counts as white space.
            if !self.text.trim_start_matches('\u{FEFF}').trim().is_empty() {
                return Err(self.wrong("a text stands outside of the outermost element"));
            }
        }
    }

    /// Counts an element in and checks its attributes.
    fn open(&mut self) -> Result<(), Refusal> {
        if self.depth == 0 && self.had_root {
            return Err(self.wrong("a second outermost element begins"));
        }
        if self.depth == DEPTH {
            return Err(self.wrong(&format!("elements stand more than {DEPTH} deep in each other")));
        }
        (self.depth, self.had_root) = (self.depth + 1, true);
        // Cheap and never too few: every attribute has its sign.
        if self.tag.bytes().filter(|byte| *byte == b'=').count() > ATTRIBUTES
            && Attributes::new(&self.tag, self.name).with_checks(false).take(ATTRIBUTES + 1).count() > ATTRIBUTES
        {
            return Err(self.wrong(&format!("an element has more than {ATTRIBUTES} attributes")));
        }
        let has_reference = self.tag.contains('&');
        for attribute in Attributes::new(&self.tag, self.name) {
            let attribute = attribute.map_err(|error| self.wrong(&shown(&error.to_string())))?;
            if has_reference && attribute.normalized_value(XmlVersion::Explicit1_0).is_err() {
                return Err(self.wrong("an attribute holds an entity that is not known here"));
            }
        }
        Ok(())
    }

    fn declared(&self, declaration: &BytesDecl<'_>) -> Result<(), Refusal> {
        let Some(Ok(name)) = declaration.encoding() else { return Ok(()) };
        let read = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"];
        if read.contains(&&*name.to_ascii_lowercase()) {
            return Ok(());
        }
        let what = format!("{} is declared to be {}; only UTF-8 and UTF-16 are read", self.what, shown(&name));
        Err(Refusal::new("F_ENCODING", what, "ask the sender for UTF-8").at((1, 1)))
    }

    fn doctype(&self) -> Refusal {
        let what =
            format!("{} has a document type (DOCTYPE), which can make a reader open files or fill memory", self.what);
        let hint = "neither workbooks nor messages need one: ask the sender how the file was made";
        self.placed(Refusal::new("F_XML_DOCTYPE", what, hint))
    }

    fn unreadable(&self, error: &quick_xml::Error) -> Refusal {
        match error {
            quick_xml::Error::Encoding(_) if self.code == "F_XML" => {
                let what = format!("{} is neither UTF-8 nor UTF-16", self.what);
                self.placed(Refusal::new("F_ENCODING", what, "ask the sender for UTF-8; no character is guessed"))
            }
            _ => self.wrong(&shown(&error.to_string())),
        }
    }

    fn wrong(&self, what: &str) -> Refusal {
        let what = format!("{} cannot be read: {what}", self.what);
        self.placed(Refusal::new(self.code, what, "ask the sender for the file again"))
    }

    fn placed(&self, refusal: Refusal) -> Refusal {
        // In UTF-16 the places of the text and of the file differ.
        let is_plain =
            !self.source.is_empty() && !self.source.starts_with(b"\xFF\xFE") && !self.source.starts_with(b"\xFE\xFF");
        let at = usize::try_from(self.position()).unwrap_or(usize::MAX);
        if is_plain { refusal.at(encoding::place(self.source, at)) } else { refusal }
    }
}

/// One of the five entities, or a reference to a character that XML may hold.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        let allowed = |character: &char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
        return reference.resolve_char_ref().ok().flatten().filter(allowed);
    }
    resolve_predefined_entity(reference).and_then(|text| text.chars().next())
}
