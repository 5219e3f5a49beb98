//! Whole documents, made in memory out of the parts that matter.

mod bad;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::docx::{Change, Paragraph, Piece, Table};

/// An archive of these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A document with this body, and what its parts point to.
fn docx(body: &str, relations: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut parts: Vec<(&str, &[u8])> =
        vec![("word/document.xml", main.as_bytes()), ("word/_rels/document.xml.rels", relations.as_bytes())];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    zipped(&parts)
}

fn body(body: &str) -> Document {
    read(&docx(body, "", &[])).unwrap()
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn para(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

fn paragraph(block: &Block) -> &Paragraph {
    match block {
        Block::Paragraph(paragraph) => paragraph,
        Block::Table(_) => panic!("a table"),
    }
}

fn table(block: &Block) -> &Table {
    match block {
        Block::Table(table) => table,
        Block::Paragraph(_) => panic!("a paragraph"),
    }
}

fn pieces(document: &Document) -> &[Piece] {
    &paragraph(&document.blocks[0]).pieces
}

/// Everything that is to be read: one line for each paragraph, cells between bars.
fn shown(blocks: &[Block]) -> String {
    let lines = blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => {
            let text: String = paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect();
            format!("{}{}{text}", paragraph.label, if paragraph.label.is_empty() { "" } else { " " })
        }
        Block::Table(table) => {
            let cell = |cell: &crate::docx::Cell| {
                let joined = if cell.continues { "^" } else { "" };
                format!("{}{joined}[{}]", cell.across, shown(&cell.blocks))
            };
            let row = |row: &crate::docx::Row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|");
            table.rows.iter().map(row).collect::<Vec<_>>().join("/")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn runs_of_one_look_are_one_piece_and_signs_become_letters() {
    let text = "<w:r><w:t>Một </w:t></w:r><w:r><w:t xml:space=\"preserve\">hai</w:t><w:tab/><w:t>ba</w:t><w:br/></w:r>\
        <w:r><w:rPr><w:b/></w:rPr><w:t>b\u{1ed1}n</w:t><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>";
    let document = body(&para(text));
    let pieces = pieces(&document);
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(texts, ["Một hai\tba\n", "bốn-☑"]);
    assert!(pieces[1].emphasis.bold && !pieces[0].emphasis.bold);
}

#[test]
fn tables_keep_their_merged_cells_and_what_is_nested() {
    let cell = |properties: &str, inside: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>{}", cell("", &para(&run("trong"))), para(""));
    let rows = format!(
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:sdt><w:sdtContent><w:tr>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:tr></w:sdtContent></w:sdt>",
        cell("<w:gridSpan w:val=\"2\"/>", &para(&run("a"))),
        cell("<w:vMerge w:val=\"restart\"/>", &para(&run("b"))),
        cell("", &para(&run("c"))),
        cell("", &inner),
        cell("<w:vMerge/>", &para("")),
    );
    let document =
        body(&format!("<w:tbl><w:tblPr><w:tblCaption w:val=\"Bảng\"/></w:tblPr><w:tblGrid/>{rows}</w:tbl>"));
    assert_eq!(shown(&document.blocks), "2[a]|1[b]/1[c]|1[1[trong]\n]|1^[]");
    assert!(table(&document.blocks[0]).rows[0].header);
    assert_eq!(table(&document.blocks[0]).caption, "Bảng");
}

#[test]
fn changes_are_told_apart_with_who_and_when() {
    let who = "w:author=\"Lan\" w:date=\"2026-03-01T08:00:00Z\"";
    let text = format!(
        "<w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{}<w:ins {who}>{}</w:ins><w:del {who}><w:r><w:delText>cũ</w:delText></w:r></w:del>\
         <w:moveTo {who}>{}</w:moveTo><w:r><w:rPr><w:rPrChange {who}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>đậm</w:t></w:r>",
        run("giữ"),
        run("mới"),
        run("chuyển")
    );
    let document = body(&para(&text));
    let changes: Vec<(&str, Option<Change>)> = pieces(&document)
        .iter()
        .map(|piece| (piece.text.as_str(), piece.tracked.as_ref().map(|tracked| tracked.change)))
        .collect();
    assert_eq!(
        changes,
        [
            ("giữ", None),
            ("mới", Some(Change::Inserted)),
            ("cũ", Some(Change::Deleted)),
            ("chuyển", Some(Change::MovedHere)),
            ("đậm", None)
        ]
    );
    let mark = paragraph(&document.blocks[0]).tracked.as_ref().unwrap();
    assert_eq!((mark.change, mark.author.as_str()), (Change::Deleted, "Lan"));
}

#[test]
fn rows_and_cells_that_were_inserted_or_deleted_say_so() {
    let document = body(&format!(
        "<w:tbl><w:tr><w:trPr><w:ins w:author=\"A\"/></w:trPr><w:tc>{0}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:cellDel w:author=\"B\"/></w:tcPr>{0}</w:tc></w:tr></w:tbl>",
        para(&run("x"))
    ));
    let rows = &table(&document.blocks[0]).rows;
    assert_eq!(rows[0].tracked.as_ref().map(|tracked| tracked.change), Some(Change::Inserted));
    let piece = &paragraph(&rows[1].cells[0].blocks[0]).pieces[0];
    assert_eq!(piece.tracked.as_ref().map(|tracked| tracked.change), Some(Change::Deleted));
}

#[test]
fn of_a_field_the_result_is_text_and_page_numbers_are_none() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            run(result)
        )
    };
    let text = format!(
        "{}{}<w:fldSimple w:instr=\" DATE \">{}</w:fldSimple>{}",
        field(" HYPERLINK \"https://a.vn\" ", "liên kết"),
        field(" PAGE ", "7"),
        run("hôm nay"),
        field(" DDEAUTO cmd ", "")
    );
    let document = body(&para(&text));
    let found: Vec<(&str, Option<&str>)> =
        pieces(&document).iter().map(|piece| (piece.text.as_str(), piece.link.as_deref())).collect();
    assert_eq!(found, [("liên kết", Some("https://a.vn")), ("hôm nay", None)]);
    assert_eq!(document.oddities, [Oddity::External { target: "DDEAUTO cmd".into() }]);
}

#[test]
fn text_boxes_are_read_once_and_stand_behind_their_paragraph() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", para(&run(text)));
    let text = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr descr=\"k\"/><wps:txbx>{0}</wps:txbx></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{1}",
        boxed("khung"),
        run("neo")
    );
    let document = body(&format!("{}{}", para(&text), para(&run("sau"))));
    assert_eq!(shown(&document.blocks), "neo\nkhung\nsau");
    assert_eq!(document.oddities, [Oddity::TextBox { paragraph: 1 }]);
    let numbers: Vec<usize> = document.blocks.iter().map(|block| paragraph(block).number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let only_old = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        boxed("cũ")
    );
    assert_eq!(shown(&body(&para(&only_old)).blocks), "\ncũ");
}

#[test]
fn bookmarks_cover_words_over_runs_paragraphs_and_cells() {
    let text = format!(
        "<w:bookmarkStart w:id=\"1\" w:name=\"ct_w_1\"/>{}<w:bookmarkEnd w:id=\"1\"/>{}",
        run("trong"),
        run("ngoài")
    );
    let document = body(&para(&text));
    let marks: Vec<(&str, usize)> =
        pieces(&document).iter().map(|piece| (piece.text.as_str(), piece.marks.len())).collect();
    assert_eq!(marks, [("trong", 1), ("ngoài", 0)]);
    let over = format!(
        "<w:tbl><w:tr><w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:tc>{0}</w:tc><w:tc>{0}<w:bookmarkEnd w:id=\"1\"/></w:tc></w:tr></w:tbl>{0}",
        para(&run("x"))
    );
    let document = body(&over);
    let cells = &table(&document.blocks[0]).rows[0].cells;
    assert!(cells.iter().all(|cell| paragraph(&cell.blocks[0]).pieces[0].marks == ["a"]));
    assert!(paragraph(&document.blocks[1]).pieces[0].marks.is_empty());
}

#[test]
fn notes_comments_headers_pictures_and_properties() {
    let relations = [
        relation("r1", "footnotes", "footnotes.xml"),
        relation("r2", "comments", "comments.xml"),
        relation("r3", "commentsExtended", "ce.xml"),
        relation("r4", "header", "header1.xml"),
        relation("r5", "image", "media/a.png"),
        relation("r6", "styles", "styles.xml"),
        "<Relationship Id=\"r7\" Type=\"x/attachedTemplate\" Target=\"http://a/t.dotm\" TargetMode=\"External\"/>"
            .to_owned(),
    ]
    .concat();
    let text = format!(
        "<w:commentRangeStart w:id=\"5\"/>{}<w:commentRangeEnd w:id=\"5\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
         <w:r><w:drawing><wp:inline><wp:docPr descr=\"Sân trường\"/><a:blip r:embed=\"r5\"/></wp:inline></w:drawing></w:r>",
        run("câu")
    );
    let more = [
        ("word/footnotes.xml", format!("<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\">{0}</w:footnote><w:footnote w:id=\"1\">{0}</w:footnote><w:footnote w:id=\"2\">{0}</w:footnote></w:footnotes>", para(&run("chú")))),
        ("word/comments.xml", format!("<w:comments><w:comment w:id=\"5\" w:author=\"Mai\"><w:p w14:paraId=\"AA\">{}</w:p></w:comment><w:comment w:id=\"6\" w:author=\"Hoa\"><w:p w14:paraId=\"BB\">{}</w:p></w:comment></w:comments>", run("hỏi"), run("đáp"))),
        ("word/ce.xml", "<w15:commentsEx><w15:commentEx w15:paraId=\"AA\" w15:done=\"1\"/><w15:commentEx w15:paraId=\"BB\" w15:paraIdParent=\"AA\" w15:done=\"0\"/></w15:commentsEx>".to_owned()),
        ("word/header1.xml", format!("<w:hdr>{}</w:hdr>", para(&run("đầu trang")))),
        ("word/media/a.png", "PNG".to_owned()),
        ("docProps/custom.xml", "<Properties><property name=\"caitien\"><v>1</v></property></Properties>".to_owned()),
        ("customXml/item1.xml", "<x/>".to_owned()),
    ];
    let more: Vec<(&str, &str)> = more.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let document = read(&docx(&para(&text), &relations, &more)).unwrap();
    let pieces = pieces(&document);
    assert_eq!(pieces[0].comments, [0]);
    assert_eq!((pieces[1].note, pieces[2].picture), (Some(1), Some(0)));
    let comment = &document.comments[0];
    assert_eq!(
        (comment.author.as_str(), comment.text.as_str(), comment.about.as_str()),
        ("Mai", "hỏi", "câu")
    );
    assert!(comment.resolved && document.comments[1].answers == Some(0));
    assert_eq!(document.notes.iter().map(|note| note.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(shown(&document.headers), "đầu trang");
    let picture = &document.pictures[0];
    assert_eq!((picture.name.as_str(), picture.words.as_str()), ("a.png", "Sân trường"));
    assert_eq!(document.properties, [("caitien".to_owned(), "1".to_owned())]);
    assert_eq!(document.custom, ["<x/>"]);
    assert_eq!(document.oddities, [Oddity::External { target: "http://a/t.dotm".into() }]);
}

#[test]
fn labels_come_from_lists_and_styles() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"o\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:styleId=\"H\"><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    let styled =
        |more: &str, text: &str| para(&format!("<w:pPr><w:pStyle w:val=\"H\"/>{more}</w:pPr>{}", run(text)));
    let text = [
        styled("", "Một"),
        styled("<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>", "gạch"),
        styled("<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "không"),
        styled("", "Hai"),
    ]
    .concat();
    let more = [("word/numbering.xml", numbering), ("word/styles.xml", styles)];
    let document = read(&docx(&text, "", &more)).unwrap();
    assert_eq!(shown(&document.blocks), "I. Một\n- gạch\nkhông\nII. Hai");
    assert!(pieces(&document)[0].emphasis.bold);
}

#[test]
fn strict_documents_and_utf16_parts_are_read_like_others() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><d:body><d:p><d:r><d:t>chữ</d:t></d:r></d:p></d:body></d:document>";
    let wide: Vec<u8> =
        std::iter::once(0xfeff_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let rels = "<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/x/officeDocument\" Target=\"/Word/Main.xml\"/></Relationships>";
    let document = read(&zipped(&[("_rels/.rels", rels.as_bytes()), ("word/main.xml", &wide)])).unwrap();
    assert_eq!(shown(&document.blocks), "chữ");
}

#[test]
fn a_bookmark_that_begins_twice_ends_once() {
    let start = |id| format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"ct_note_1\"/>");
    let emptied = para(&format!("{}{}<w:bookmarkEnd w:id=\"2\"/>", start(1), start(2)));
    let document = body(&(emptied + &para(&run("a"))));
    assert_eq!(paragraph(&document.blocks[1]).pieces[0].marks, Vec::<String>::new());
}
