//! XML of FHIR as a small tree, read with limits: no document type, no entities of its own, no depth, no narrative.

use quick_xml::XmlVersion;
use quick_xml::escape::EscapeError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::files::encoding::{place, unread};
use crate::files::refusal::Refusal;

/// No FHIR resource nests deeper.
const DEPTH: usize = 64;
/// A message has some hundreds of elements, a bundle of messages some hundred thousand.
const ELEMENTS: usize = 1_000_000;
const FHIR: &str = "http://hl7.org/fhir";
/// The namespaces of HL7 version 3 and of the XML form of version 2.
const HL7: &str = "urn:hl7-org:";

/// One element with what FHIR puts into attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FhirElement {
    /// Its name without a prefix.
    pub name: Box<str>,
    /// The attribute `value`.
    pub value: Option<Box<str>>,
    /// The attribute `url`, which names an extension.
    pub url: Option<Box<str>>,
    /// Where it starts, in bytes.
    pub offset: usize,
    /// The elements in it. The narrative is not among them.
    pub children: Vec<FhirElement>,
}

impl FhirElement {
    /// The children with a name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| &*child.name == name)
    }

    /// The first element along a path of names, as in `period/start`.
    pub fn find(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, name| element.children.iter().find(|child| &*child.name == name))
    }

    /// The value of the first element along a path, white space round it cut off; nothing if it is empty.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.find(path)?.value.as_deref().map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether an element of this name is anywhere in it.
    pub fn has_anywhere(&self, name: &str) -> bool {
        self.children.iter().any(|child| &*child.name == name || child.has_anywhere(name))
    }
}

/// Reads a document.
///
/// # Errors
/// `F_EMPTY`, `F_ENCODING`, `F_XML_DOCTYPE`, and `F_XML` for all that is no XML or goes beyond the limits.
pub fn read(bytes: &[u8]) -> Result<FhirElement, Refusal> {
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if content.trim_ascii().is_empty() {
        return Err(Refusal::new("F_EMPTY", "there is nothing in the file", "ask the sender for the file again"));
    }
    let start = bytes.len() - content.len();
    let text = std::str::from_utf8(content).map_err(|error| {
        let Refusal { what, .. } = unread("something else");
        let hint = "ask the sender for UTF-8, which FHIR wants";
        Refusal::new("F_ENCODING", what, hint).at(place(bytes, start + error.valid_up_to()))
    })?;
    let mut tree = Tree { bytes: content, open: Vec::new(), root: None, elements: 0, narrative: 0 };
    let mut reader = Reader::from_str(text);
    loop {
        let at = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(start)) => tree.start(&start, at)?,
            Ok(Event::Empty(start)) => {
                tree.start(&start, at)?;
                tree.end();
            }
            Ok(Event::End(_)) => tree.end(),
            Ok(Event::DocType(_)) => return Err(tree.doctype(at)),
            Ok(Event::GeneralRef(reference)) => {
                let known = matches!(&*reference, "lt" | "gt" | "amp" | "apos" | "quot");
                if !known && !matches!(reference.resolve_char_ref(), Ok(Some(_))) {
                    return Err(tree.entity(at));
                }
            }
            Ok(Event::Decl(declaration)) => {
                let named = declaration.encoding().and_then(Result::ok);
                if let Some(name) = named.filter(|name| !is_utf8(name)) {
                    let what = format!("the file says that it is {}", crate::files::wording::shown(&name));
                    let hint = "ask the sender for UTF-8, which FHIR wants";
                    return Err(Refusal::new("F_ENCODING", what, hint).at((1, 1)));
                }
            }
            Ok(Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_)) => {}
            Ok(Event::Eof) => break,
            Err(error) => {
                let at = reader.error_position() as usize;
                let is_doctype = content.get(at..at + 9).is_some_and(|start| start.eq_ignore_ascii_case(b"<!DOCTYPE"));
                return Err(if is_doctype { tree.doctype(at) } else { tree.refused(at, &error.to_string()) });
            }
        }
    }
    if !tree.open.is_empty() || tree.narrative > 0 {
        return Err(tree.refused(content.len(), "it ends in the middle of an element"));
    }
    tree.root.take().ok_or_else(|| tree.refused(0, "there is no element in it"))
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

struct Tree<'d> {
    bytes: &'d [u8],
    open: Vec<FhirElement>,
    root: Option<FhirElement>,
    elements: usize,
    /// How deep in a narrative we are.
    narrative: usize,
}

impl Tree<'_> {
    fn start(&mut self, start: &BytesStart<'_>, at: usize) -> Result<(), Refusal> {
        if self.open.len() + self.narrative >= DEPTH {
            return Err(self.refused(at, &format!("more than {DEPTH} elements one in the other")));
        }
        self.elements += 1;
        if self.elements > ELEMENTS {
            return Err(self.refused(at, &format!("more than {ELEMENTS} elements")));
        }
        let name: Box<str> = start.local_name().as_ref().into();
        let mut element = FhirElement { name, offset: at, ..FhirElement::default() };
        let (mut is_fhir, mut is_hl7) = (false, false);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.refused(at, &error.to_string()))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| match error {
                quick_xml::Error::Escape(EscapeError::UnrecognizedEntity(..)) => self.entity(at),
                other => self.refused(at, &other.to_string()),
            })?;
            match attribute.key.as_ref() {
                "value" => element.value = Some(value.into()),
                "url" => element.url = Some(value.into()),
                key if key == "xmlns" || key.starts_with("xmlns:") => {
                    is_fhir |= &*value == FHIR;
                    is_hl7 |= value.starts_with(HL7);
                }
                _ => {}
            }
        }
        if self.root.is_some() && self.open.is_empty() {
            return Err(self.refused(at, "there is a second element behind the first"));
        }
        if self.open.is_empty() && is_hl7 {
            let what =
                "this is XML of HL7, as version 3 and the XML form of version 2 are; HL7 is read with bars alone";
            let hint = "ask the sender for HL7 version 2 messages in the form with bars, which start with MSH";
            return Err(Refusal::new("F_RELEASE", what, hint).at(place(self.bytes, at)));
        }
        if self.open.is_empty() && !is_fhir {
            let what = "the XML is not FHIR: its first element is not of the namespace http://hl7.org/fhir";
            return Err(Refusal::new("F_FHIR", what, "ask the sender for FHIR messages").at(place(self.bytes, at)));
        }
        if self.narrative > 0 || &*element.name == "div" {
            self.narrative += 1;
        } else {
            self.open.push(element);
        }
        Ok(())
    }

    fn end(&mut self) {
        if self.narrative > 0 {
            self.narrative -= 1;
            return;
        }
        let Some(element) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn refused(&self, at: usize, what: &str) -> Refusal {
        let what = format!("the file is no XML that is read here: {}", crate::files::wording::shown(what));
        let hint = "ask the sender for the file again; it may have been cut or changed on its way";
        Refusal::new("F_XML", what, hint).at(place(self.bytes, at))
    }

    fn doctype(&self, at: usize) -> Refusal {
        let what = "the file has a document type declaration (DOCTYPE), with which a file can reach for other files";
        let hint = "FHIR has none: ask the sender where it comes from";
        Refusal::new("F_XML_DOCTYPE", what, hint).at(place(self.bytes, at))
    }

    fn entity(&self, at: usize) -> Refusal {
        self.refused(at, "an entity beyond the five of XML")
    }
}
