//! A paper as a Word file that opens without a question, can be restyled, read aloud and brought back.
//!
//! The looks are in `templates/docx/styles.xml`, which a school can replace by its own; what is here is the structure:
//! parts, sections, tables, bookmarks. Nothing depends on a clock or a machine: the same paper gives the same bytes.
//!
//! ```
//! use caitien::docx::write::{Look, write};
//! use caitien::export::paper::{Block, Paper, Paragraph, Sheet, Style};
//! let words = Paragraph::form(Style::Kind, "Kế hoạch");
//! let sheet = Sheet { blocks: vec![Block::Paragraph(words)], ..Sheet::default() };
//! let paper = Paper { lang: "vi", sheets: vec![sheet], ..Paper::default() };
//! let file = write(&paper, &Look::default()).unwrap();
//! assert!(file.starts_with(b"PK"));
//! ```

mod body;
mod grid;
mod height;
mod line;
mod link;
mod package;
mod page;
mod pen;
mod picture;
mod property;
#[cfg(test)]
pub(crate) mod rules;
#[cfg(test)]
pub(crate) mod sample;
mod seal;
mod stylesheet;
mod table;
mod xml;

pub use property::{ORIGIN, PREFIX};

use crate::export::paper::Paper;

use package::{Package, Relations};
use pen::Pen;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
const DOCUMENT: &str = "word/document.xml";

/// How the file is to look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'a> {
    /// A school's own `styles.xml`; ours where there is none.
    pub styles: Option<&'a str>,
}

/// Why a file could not be written.
#[derive(Debug)]
pub enum Error {
    Write {
        source: std::io::Error,
    },
    Zip {
        source: zip::result::ZipError,
    },
    Picture {
        source: png::EncodingError,
    },
    /// The school's own styles are no `styles.xml`; where, in bytes from its beginning.
    Styles {
        flaw: StyleFlaw,
        at: u64,
    },
}

/// What is wrong with a school's own styles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StyleFlaw {
    /// No XML; the text is the library's own.
    Malformed {
        detail: String,
    },
    /// A document type: it could fetch or blow up things.
    DocumentType,
    /// The outermost element is not `w:styles`.
    NotStyles,
    TooLarge,
}

/// The bytes of the `.docx` file.
pub fn write(paper: &Paper, look: &Look<'_>) -> Result<Vec<u8>, Error> {
    let styles = stylesheet::styles(look)?;
    let mut pen = Pen::new(paper.lang);
    let relations = &mut pen.relations;
    for (kind, name) in
        [("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")]
    {
        relations.part(kind, name);
    }
    let frame = page::Frame {
        header: relations.part("header", "header1.xml"),
        first_header: relations.part("header", "header2.xml"),
        footer: relations.part("footer", "footer1.xml"),
        first_footer: relations.part("footer", "footer2.xml"),
    };
    if paper.origin.is_some() {
        relations.part("customXml", "../customXml/item1.xml");
    }
    body::body(&mut pen, paper, &frame)?;
    package(paper, pen, styles)?.zip()
}

/// All parts in their order, what names others first.
fn package(paper: &Paper, pen: Pen, styles: &str) -> Result<Package, Error> {
    let mut package = Package::default();
    package.add_relations("", &root(paper))?;
    package.add_relations(DOCUMENT, &pen.relations)?;
    package.add(DOCUMENT, content_type(WORD, "document.main"), pen.xml.finish()?);
    package.add("word/styles.xml", content_type(WORD, "styles"), styles.as_bytes().to_vec());
    let language = paper.lang;
    package.add("word/settings.xml", content_type(WORD, "settings"), property::settings(language)?);
    package.add("word/fontTable.xml", content_type(WORD, "fontTable"), property::fonts()?);
    let standing = &paper.standing;
    package.add("word/header1.xml", content_type(WORD, "header"), page::header()?);
    package.add("word/header2.xml", content_type(WORD, "header"), page::first_header(standing)?);
    package.add("word/footer1.xml", content_type(WORD, "footer"), page::footer(standing)?);
    package.add("word/footer2.xml", content_type(WORD, "footer"), page::footer(standing)?);
    let core = property::core(&paper.properties, language)?;
    package.add(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        core,
    );
    let app = property::app(&paper.properties)?;
    package.add("docProps/app.xml", content_type(OFFICE, "extended-properties"), app);
    if let Some(origin) = &paper.origin {
        let custom = property::custom(origin, &paper.standing.line)?;
        package.add("docProps/custom.xml", content_type(OFFICE, "custom-properties"), custom);
        package.add_plain("customXml/item1.xml", property::plan(origin)?);
        let store = property::plan_store()?;
        package.add("customXml/itemProps1.xml", content_type(OFFICE, "customXmlProperties"), store);
        let mut relations = Relations::default();
        relations.part("customXmlProps", "itemProps1.xml");
        package.add_relations("customXml/item1.xml", &relations)?;
    }
    for (name, bytes) in pen.media {
        package.add_plain(&format!("word/media/{name}"), bytes);
    }
    Ok(package)
}

fn content_type(family: &str, part: &str) -> String {
    format!("{family}.{part}+xml")
}

/// What the file as a whole points at.
fn root(paper: &Paper) -> Relations {
    let mut relations = Relations::default();
    relations.part("officeDocument", DOCUMENT);
    relations.part("core-properties", "docProps/core.xml");
    relations.part("extended-properties", "docProps/app.xml");
    if paper.origin.is_some() {
        relations.part("custom-properties", "docProps/custom.xml");
    }
    relations
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::paper::{
        Block, Cell, Orientation, Paragraph, Reach, Row, Sheet, Standing, StandingKind,
    };
    use crate::export::paper::{Picture, Seal, Source, Table};
    use crate::plan::markdown::run::{Emphasis, Run};

    /// The file of a paper, which must keep Word's rules.
    #[track_caller]
    fn written(paper: &Paper) -> Vec<u8> {
        let bytes = write(paper, &Look::default()).unwrap();
        assert_eq!(rules::broken(&bytes), Vec::<String>::new());
        bytes
    }

    fn on_one_sheet(blocks: Vec<Block>) -> Paper {
        Paper { lang: "vi", sheets: vec![Sheet { blocks, ..Sheet::default() }], ..Paper::default() }
    }

    #[test]
    fn a_whole_plan_keeps_the_rules_and_its_words() {
        let paper = sample::plan(StandingKind::Approved);
        let bytes = written(&paper);
        assert_eq!(rules::words(&bytes, DOCUMENT), sample::words(&paper));
        assert_eq!(bytes, write(&paper, &Look::default()).unwrap());
    }

    #[test]
    fn copies_are_told_apart_on_every_page() {
        let kinds = [StandingKind::Draft, StandingKind::Approved, StandingKind::Withdrawn];
        let texts: Vec<Vec<String>> = kinds
            .into_iter()
            .map(|kind| {
                let bytes = written(&sample::plan(kind));
                let parts = ["header2", "header1", "footer1", "footer2"];
                parts.iter().map(|part| rules::words(&bytes, &format!("word/{part}.xml")).join(" ")).collect()
            })
            .collect();
        for (one, other) in [(0, 1), (1, 2), (0, 2)] {
            assert_ne!(texts[one][2], texts[other][2]);
            assert_ne!(texts[one][0], texts[other][0]);
        }
        for text in &texts {
            // The first page says at its foot what the others say.
            assert_eq!(text[2], text[3]);
            assert_eq!(text[1], "2");
        }
        assert_eq!((texts[0][0].clone(), texts[1][0].as_str()), (texts[0][2].clone(), ""));
    }

    #[test]
    fn the_plan_itself_travels_along() {
        let paper = sample::plan(StandingKind::Draft);
        let bytes = written(&paper);
        let origin = paper.origin.unwrap();
        assert_eq!(rules::texts(&bytes, "customXml/item1.xml"), [origin.text]);
        let item = rules::part(&bytes, "customXml/item1.xml");
        assert!(item.contains(&format!("blob=\"{}\"", origin.blob)), "{item}");
        let custom = rules::texts(&bytes, "docProps/custom.xml");
        assert_eq!(custom, [origin.school, origin.period, origin.blob, paper.standing.line]);
    }

    #[test]
    fn a_schools_own_styles_replace_ours() {
        let own = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
        let paper = on_one_sheet(Vec::new());
        let bytes = write(&paper, &Look { styles: Some(own) }).unwrap();
        assert_eq!(rules::part(&bytes, "word/styles.xml"), own);
        assert!(matches!(write(&paper, &Look { styles: Some("<a/>") }), Err(Error::Styles { .. })));
    }

    #[test]
    fn an_empty_paper_is_a_file_too() {
        written(&Paper::default());
        written(&on_one_sheet(Vec::new()));
    }

    fn any_run() -> impl Strategy<Value = Run> {
        let link = proptest::option::of("[ -~à-ỹ]{0,12}");
        ("[\\PC\n\t\u{0}-\u{1f}]{0,12}", any::<[bool; 4]>(), link).prop_map(|(text, on, link)| {
            let [bold, italic, strike, code] = on;
            Run { text, emphasis: Emphasis { bold, italic, strike, code }, link }
        })
    }

    fn any_block() -> impl Strategy<Value = Block> {
        let part = prop_oneof![
            Just(crate::export::paper::Part::Form),
            (0usize..9).prop_map(crate::export::paper::Part::Note)
        ];
        let paragraph = (
            proptest::sample::select(sample::STYLES.to_vec()),
            ".{0,3}",
            any::<u8>(),
            proptest::collection::vec(any_run(), 0..4),
            part,
        )
            .prop_map(|(style, label, depth, runs, part)| {
                let source = Source { part, ..Source::default() };
                Block::Paragraph(Paragraph { style, label, depth, runs, source })
            });
        let shown = |width| Picture { bytes: picture::png(&[]).unwrap(), width, words: "<x>".into() };
        let leaf = prop_oneof![5 => paragraph, 1 => any::<u16>().prop_map(shown).prop_map(Block::Picture)];
        leaf.prop_recursive(3, 24, 4, |inner| {
            let blocks = proptest::collection::vec(inner, 0..3);
            let reach = prop_oneof![Just(Reach::One), Just(Reach::Begins), Just(Reach::Continues)];
            let cell = (0usize..4, reach, blocks.clone()).prop_map(|(across, reach, blocks)| Cell {
                across,
                reach,
                blocks,
            });
            let row = proptest::collection::vec(cell, 0..4).prop_map(|cells| Row { cells });
            let table = (".{0,4}", proptest::collection::vec(any::<u16>(), 0..5), 0usize..3).prop_flat_map(
                move |(caption, widths, header)| {
                    proptest::collection::vec(row.clone(), 0..4).prop_map(move |rows| {
                        Block::Table(Table { caption: caption.clone(), widths: widths.clone(), header, rows })
                    })
                },
            );
            let columns = (blocks.clone(), blocks, any::<u16>())
                .prop_map(|(left, right, share)| Block::Columns { left, right, share });
            prop_oneof![table, columns]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_paper_keeps_the_rules_and_its_words(
            sheets in proptest::collection::vec((any::<bool>(), proptest::collection::vec(any_block(), 0..4)), 0..3),
            line in ".{0,8}",
            sealed in any::<bool>(),
        ) {
            let sheet = |(across, blocks)| {
                let orientation = if across { Orientation::Landscape } else { Orientation::Portrait };
                Sheet { orientation, blocks }
            };
            let seal = Seal { heading: "x".into(), facts: vec![(line.clone(), "y".into())], code: line.clone() };
            let standing = Standing { kind: StandingKind::Draft, line, seal: sealed.then_some(seal) };
            let sheets = sheets.into_iter().map(sheet).collect();
            let paper = Paper { lang: "vi", sheets, standing, ..Paper::default() };
            let bytes = write(&paper, &Look::default()).unwrap();
            prop_assert_eq!(rules::broken(&bytes), Vec::<String>::new());
            prop_assert_eq!(rules::words(&bytes, DOCUMENT), sample::words(&paper));
        }
    }
}
