//! Programs of others as they really are: LibreOffice, pdftotext, typst. Where one is not installed its stories are
//! skipped, aloud; in CI that is a failure.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;

use caitien::export::paper::{Block, Paper, Paragraph, Sheet, Style, html};
use caitien::export::pdf::{self, Pdf};
use caitien::export::typst::source;
use caitien::office::{Error, Program, convert, find, pdf_text, typst_pdf};

fn is_there(program: Program) -> bool {
    let found = find(program).is_some();
    if !found {
        // CI installs what distributions package; typst comes only with its own page.
        assert!(std::env::var("CI").is_err() || program.package().is_none(), "{program} is missing in CI");
        eprintln!("skipped: {program} is not installed");
    }
    found
}

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn paper() -> Paper {
    let one = |style, text: &str| Block::Paragraph(Paragraph::form(style, text));
    let blocks = vec![one(Style::Kind, "KẾ HOẠCH"), one(Style::Body, "Mỗi điểm yếu có một người chủ trì.")];
    Paper { lang: "vi", sheets: vec![Sheet { blocks, ..Sheet::default() }], ..Paper::default() }
}

#[test]
fn a_document_becomes_word_and_pdf_and_its_words_come_back() {
    if !is_there(Program::LibreOffice) || !is_there(Program::PdfToText) {
        return;
    }
    let desk = Desk::new();
    // A name that could be taken for an option.
    let page = desk.put("--help.html", html::page(&paper(), None).unwrap());
    let odt = desk.put("x.odt", convert(&page, "odt").unwrap());
    let docx = convert(&odt, "docx").unwrap();
    assert!(docx.starts_with(b"PK"));
    let pdf = desk.put("-enc.pdf", convert(&desk.put("kế hoạch.docx", docx), "pdf").unwrap());
    let text = pdf_text(&pdf).unwrap();
    assert!(text.contains("KẾ HOẠCH") && text.contains("Mỗi điểm yếu có một người chủ trì."), "{text}");
}

#[test]
fn a_document_cannot_make_libreoffice_fetch_anything() {
    if !is_there(Program::LibreOffice) {
        return;
    }
    let door = TcpListener::bind("127.0.0.1:0").unwrap();
    door.set_nonblocking(true).unwrap();
    let address = format!("http://{}/x.png", door.local_addr().unwrap());
    let desk = Desk::new();
    let picture = format!("<html><body><p>Chào</p><img src=\"{address}\"></body></html>");
    let linked = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" office:version=\"1.2\" \
         office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>\
         <text:section text:name=\"a\"><text:section-source xlink:href=\"{address}\" xlink:type=\"simple\"/>\
         </text:section><text:p>Chào <draw:frame text:anchor-type=\"as-char\" svg:width=\"2cm\" \
         svg:height=\"2cm\"><draw:image xlink:href=\"{address}\" xlink:type=\"simple\" xlink:show=\"embed\" \
         xlink:actuate=\"onLoad\"/></draw:frame></text:p></office:text></office:body></office:document>"
    );
    // The reader's own files are no more the document's than the network is.
    let own = desk.put("own.txt", "riêng tư");
    let included = linked.replace(&address, &format!("file://{}", own.display()));
    let pdf = convert(&desk.put("included.fodt", included), "pdf").unwrap();
    if is_there(Program::PdfToText) {
        let text = pdf_text(&desk.put("included.pdf", pdf)).unwrap();
        assert!(text.contains("Chào") && !text.contains("riêng tư"), "{text}");
    }
    for (name, text) in [("picture.html", picture), ("linked.fodt", linked)] {
        let pdf = convert(&desk.put(name, text), "pdf").unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let knock = door.accept();
        assert!(matches!(&knock, Err(error) if error.kind() == ErrorKind::WouldBlock), "{name}: {knock:?}");
    }
}

#[test]
fn what_is_no_document_is_told() {
    let desk = Desk::new();
    let broken = desk.put("broken.docx", b"PK\x03\x04 and nothing more");
    if is_there(Program::LibreOffice) {
        let answer = convert(&broken, "odt");
        assert!(matches!(answer, Err(Error::Failed { program: Program::LibreOffice, .. })), "{answer:?}");
        let answer = convert(&desk.0.path().join("nowhere.doc"), "odt");
        assert!(matches!(answer, Err(Error::Read { .. })), "{answer:?}");
    }
    if is_there(Program::PdfToText) {
        let answer = pdf_text(&broken);
        let Err(Error::Failed { program: Program::PdfToText, detail }) = answer else { panic!("{answer:?}") };
        assert!(!detail.is_empty());
    }
}

/// The order is the reader's to judge: columns that stand side by side come out line by line. Headings are in capitals.
#[test]
fn every_word_of_a_plan_can_be_taken_from_its_pdf() {
    use caitien::export::paper::{plan, wording::Wording, words::words};
    if !pdf::is_built_in() || !is_there(Program::PdfToText) {
        return eprintln!("skipped: this build makes no PDF, or there is no pdftotext");
    }
    // A line may end behind a stroke.
    fn pieces(text: &str) -> impl Iterator<Item = &str> {
        text.split(|letter: char| letter.is_whitespace() || "/-–".contains(letter))
            .filter(|piece| !piece.is_empty())
    }
    let desk = Desk::new();
    for (text, form) in [
        (include_str!("../templates/samples/th-van-may/2025-2026.md"), plan::Form::Old),
        (include_str!("../templates/samples/mn-ben-mo/2026-2027.md"), plan::Form::Modern),
    ] {
        let parsed = caitien::plan::parse::parse(text);
        let paper = plan::paper(&plan::Wanted::new(&parsed, "Trường Vạn Mây", form, &Wording::default()));
        let made = pdf::pdf(&source(&paper, None)).unwrap();
        let text = pdf_text(&desk.put("plan.pdf", made.bytes)).unwrap();
        let (text, words) = (text.to_lowercase(), words(&paper).join(" ").to_lowercase());
        let there: std::collections::BTreeSet<&str> = pieces(&text).collect();
        let missing: Vec<&str> = pieces(&words).filter(|piece| !there.contains(piece)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn an_installed_typst_makes_a_pdf() {
    if is_there(Program::Typst) {
        let Pdf { bytes, .. } = typst_pdf(&source(&paper(), None)).unwrap();
        assert!(bytes.starts_with(b"%PDF"));
        let answer = typst_pdf(&source(&paper(), Some("#import \"@preview/cetz:0.3.0\": *")));
        assert!(matches!(answer, Err(Error::Failed { program: Program::Typst, .. })), "{answer:?}");
    } else {
        let answer = typst_pdf(&source(&paper(), None));
        assert!(matches!(answer, Err(Error::Missing { program: Program::Typst })));
    }
}
