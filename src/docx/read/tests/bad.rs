//! What is no document, too much of one, or damaged; and the law that no bytes make the reader panic.

use proptest::prelude::*;

use super::*;

#[test]
fn what_is_no_word_document_is_named() {
    let other = |bytes: &[u8]| match read(bytes) {
        Err(Error::Other { kind }) => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(other(b"{\\rtf1 a}"), Kind::Rtf);
    assert_eq!(other(&zipped(&[("mimetype", b"x"), ("content.xml", b"<a/>")])), Kind::OpenDocument);
    assert_eq!(other(&zipped(&[("xl/workbook.xml", b"<a/>")])), Kind::Workbook);
    assert_eq!(other(&zipped(&[("a.txt", b"a")])), Kind::Archive);
    assert!(matches!(read(b"PK\x03\x04rest"), Err(Error::Archive { .. })));
    let mut macros = docx(&para(&run("a")), "", &[("word/vbaProject.bin", "x")]);
    assert_eq!(read(&macros).unwrap().oddities, [Oddity::Macros]);
    macros.truncate(macros.len() / 2);
    assert!(matches!(read(&macros), Err(Error::Archive { .. })));
}

#[test]
fn what_is_too_much_is_refused() {
    let too_large = |bytes: &[u8]| match read(bytes) {
        Err(Error::TooLarge { what, .. }) => what,
        other => panic!("{other:?}"),
    };
    let wide = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc><w:p/></w:tc>".repeat(64));
    assert_eq!(too_large(&docx(&wide, "", &[])), Limit::Columns);
    let deep = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(70), "</w:sdtContent></w:sdt>".repeat(70));
    assert_eq!(too_large(&docx(&deep, "", &[])), Limit::Depth);
    let bomb = docx(&" ".repeat(limit::PART), "", &[]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(too_large(&bomb), Limit::Bytes);
    let entities = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><w:document>&b;</w:document>";
    let failed = read(&zipped(&[("word/document.xml", entities.as_bytes())])).unwrap_err();
    assert!(matches!(failed, Error::Damaged { flaw: Flaw::DocumentType, .. }), "{failed}");
}

/// XML in which each part of the reader finds something of its own.
const SAMPLE_XML: &str = "<w:x><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:style w:styleId=\"A\"><w:basedOn w:val=\"A\"/><w:rPr><w:b/></w:rPr></w:style>\
    <w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>mot &amp; hai</w:t></w:r></w:p>\
    <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><Relationship Id=\"a\" Type=\"b/image\" Target=\"c\"/></w:x>";

/// A document with something of everything.
fn sample() -> Vec<u8> {
    let text = format!(
        "{}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
        para(&format!(
            "<w:ins w:author=\"a\">{}</w:ins><w:hyperlink r:id=\"r1\">{}</w:hyperlink>",
            run("một"),
            run("hai")
        )),
        para(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    );
    docx(&text, &relation("r1", "hyperlink", "x"), &[("word/styles.xml", "<w:styles/>")])
}

fn fragment() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "sdt",
        "ins",
        "del",
        "pPr",
        "rPr",
        "tcPr",
        "gridSpan",
        "vMerge",
        "b",
        "fldChar",
        "txbxContent",
        "drawing",
        "AlternateContent",
        "bookmarkStart",
        "bookmarkEnd",
        "numPr",
        "x",
    ]);
    let leaf = prop_oneof![
        names.clone().prop_map(|name| format!("<w:{name} w:val=\"2\" w:id=\"1\" w:fldCharType=\"begin\"/>")),
        "[a-zđ &;]{0,8}".prop_map(|text: String| text.replace('&', "&amp;")),
    ];
    leaf.prop_recursive(6, 40, 6, move |inner| {
        (names.clone(), prop::collection::vec(inner, 0..6))
            .prop_map(|(name, inside)| format!("<w:{name}>{}</w:{name}>", inside.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = sample();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn changed_xml_never_panics(changes in prop::collection::vec((any::<prop::sample::Index>(), "[<>/&;:=\"a-z0-9 \u{0}đ]{0,3}"), 1..6)) {
        let mut text = SAMPLE_XML.to_owned();
        for (at, by) in changes {
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let end = text[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
            text.replace_range(at..end, &by);
        }
        for part in ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"] {
            let _ = read(&zipped(&[("word/document.xml", SAMPLE_XML.as_bytes()), (part, text.as_bytes())][usize::from(part == "word/document.xml")..]));
        }
    }

    #[test]
    fn any_nesting_is_read_and_every_word_in_a_run_is_kept(inside in prop::collection::vec(fragment(), 0..8)) {
        let text = format!("{}{}", inside.concat(), para(&run("cuối")));
        let document = read(&docx(&text, "", &[])).unwrap();
        prop_assert!(shown(&document.blocks).contains("cuối"));
    }
}
