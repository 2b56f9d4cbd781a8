//! XML that may be hostile: what is read, and what is refused.

use beddays::files::container::xml::{XmlEvent, reader};
use beddays::files::refusal::Refusal;

/// All pieces of a document in one line: `<a x=1>text</>`.
fn pieces(bytes: &[u8]) -> Result<String, Refusal> {
    let (mut reader, mut line) = (reader(bytes), String::new());
    loop {
        match reader.next()? {
            XmlEvent::Start(element) => {
                line += &format!("<{}", element.name());
                for name in ["x", "y"] {
                    line += &element.attribute(name).map(|value| format!(" {name}={value}")).unwrap_or_default();
                }
                line += ">";
            }
            XmlEvent::End(_) => line += "</>",
            XmlEvent::Text(text) => line += text,
            XmlEvent::Done => return Ok(line),
        }
    }
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    ['\u{FEFF}'].into_iter().chain(text.chars()).collect::<String>().encode_utf16().flat_map(unit).collect()
}

#[test]
fn documents_come_piece_by_piece_with_only_the_five_entities() {
    let table: [(&str, &str); 9] = [
        ("<a/>", "<a></>"),
        ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- c --><a>t</a>\n<?p?>", "<a>t</>"),
        ("\u{FEFF}<n:a n:x='1' xmlns:n=\"u\" y = \"2\"/>", "<a x=1 y=2></>"),
        ("<a x=\"&lt;&#65;&#x20AC;&quot;\"/>", "<a x=<A€\"></>"),
        ("<a>&amp;&lt;&gt;&apos;&quot;&#10;</a>", "<a>&<>'\"\n</>"),
        ("<a><![CDATA[<b>&c;</b>]]></a>", "<a><b>&c;</b></>"),
        ("<a>one\r\ntwo</a>", "<a>one\ntwo</>"),
        ("<a><b>é</b> <c/></a>", "<a><b>é</> <c></></>"),
        // Programs that write UTF-8 and say UTF-16 are many: the bytes decide.
        ("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>é</a>", "<a>é</>"),
    ];
    for (document, wanted) in table {
        assert_eq!(pieces(document.as_bytes()).unwrap(), wanted, "{document}");
    }
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        assert_eq!(pieces(&utf16("<?xml version=\"1.0\"?><a>é\u{1F600}</a>", unit)).unwrap(), "<a>é\u{1F600}</>");
    }
}

#[test]
fn what_is_not_well_formed_or_beyond_the_limits_is_refused_with_its_place() {
    let deep = format!("{}{}", "<a>".repeat(65), "</a>".repeat(65));
    let attributes: String = (0..257).map(|index| format!(" a{index}=''")).collect();
    let table = [
        ("<!DOCTYPE a><a/>".to_owned(), "F_XML_DOCTYPE"),
        ("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>".to_owned(), "F_XML_DOCTYPE"),
        ("<a><!DOCTYPE a></a>".to_owned(), "F_XML_DOCTYPE"),
        ("<a>&e;</a>".to_owned(), "F_XML"),
        ("<a x=\"&e;\"/>".to_owned(), "F_XML"),
        ("<a>&#0;</a>".to_owned(), "F_XML"),
        ("<a>&#xD800;</a>".to_owned(), "F_XML"),
        ("<a>& b</a>".to_owned(), "F_XML"),
        (deep, "F_XML"),
        (format!("<a{attributes}/>"), "F_XML"),
        ("<a x='1' x='2'/>".to_owned(), "F_XML"),
        ("<a x=1/>".to_owned(), "F_XML"),
        ("<a><b></a></b>".to_owned(), "F_XML"),
        ("<a>".to_owned(), "F_XML"),
        ("<a".to_owned(), "F_XML"),
        ("".to_owned(), "F_XML"),
        ("<a/><b/>".to_owned(), "F_XML"),
        ("<a/>text".to_owned(), "F_XML"),
        ("text<a/>".to_owned(), "F_XML"),
        ("</a>".to_owned(), "F_XML"),
        ("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a/>".to_owned(), "F_ENCODING"),
    ];
    for (document, code) in table {
        let refusal = pieces(document.as_bytes()).unwrap_err();
        let start: String = document.chars().take(60).collect();
        assert_eq!(refusal.code, code, "{start}: {}", refusal.what);
        assert!(refusal.place.is_some() || document.is_empty(), "{start}");
        assert!(!refusal.hint.is_empty(), "{start}");
    }
    assert_eq!(pieces(b"<a>caf\xE9</a>").unwrap_err().code, "F_ENCODING");
    assert_eq!(pieces(&utf16("<!DOCTYPE a><a/>", u16::to_be_bytes)).unwrap_err().code, "F_XML_DOCTYPE");
    let cut = utf16("<a>text</a>", u16::to_le_bytes);
    assert_eq!(pieces(&cut[..cut.len() - 1]).unwrap_err().code, "F_ENCODING");
    assert_eq!(pieces(b"<a>\n <b>&e;</b></a>").unwrap_err().place, Some((2, 8)));
}

#[test]
fn the_text_of_an_element_leaves_out_what_stands_in_others() {
    let mut document = reader(b"<a>one<b>two</b> &amp; three</a>");
    assert!(matches!(document.next(), Ok(XmlEvent::Start(_))));
    assert_eq!(document.text().unwrap(), "one & three");
    assert!(matches!(document.next(), Ok(XmlEvent::Done)));
}
