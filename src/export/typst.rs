//! A paper as a source for Typst, which makes a PDF of it.
//!
//! The source is one dictionary of strings and numbers that is handed to the function `paper` of a template: whatever
//! people wrote stands in string literals, so nothing of it is code or markup. How it looks is `templates/paper.typ`,
//! which a school can replace. Making the PDF is [`super::pdf`]'s work, or that of an installed program.

use std::fmt::Write;

use super::paper::grid::{Grid, Role};
use super::paper::{Block, Paper, Paragraph, Picture, Properties, Seal, Sheet, Standing, Table, link};
use super::qr;
use crate::plan::markdown::run::Run;

const TEMPLATE: &str = include_str!("../../templates/paper.typ");

/// Deeper than this nothing is set in further.
const DEEPEST: u8 = 6;

/// What is compiled: a text and the files that it names. Nothing else is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub text: String,
    /// Names without folders, and what is in them.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The source of a paper, by the school's template or by ours.
pub fn source(paper: &Paper, template: Option<&str>) -> Source {
    let own = template.unwrap_or(TEMPLATE);
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let mut source = Source {
        text: String::from("#import \"paper.typ\" as template\n#template.paper((\n"),
        files: vec![file("paper.typ", own), file("default.typ", TEMPLATE)],
    };
    // A paper that does not say its language is one of ours; the engine insists on a tag.
    let lang = if matches!(paper.lang.len(), 2 | 3) { paper.lang } else { "vi" };
    properties(&mut source.text, lang, &paper.properties);
    standing(&mut source.text, &paper.standing);
    source.text.push_str("sheets: (\n");
    for one in &paper.sheets {
        sheet(&mut source, one);
    }
    source.text.push_str("),\n))\n");
    source
}

fn properties(out: &mut String, lang: &str, properties: &Properties) {
    let pairs = [
        ("lang", lang),
        ("title", &properties.title),
        ("subject", &properties.subject),
        ("author", &properties.author),
    ];
    for (key, value) in pairs {
        pair(out, key, value);
        out.push('\n');
    }
    out.push_str("keywords: (");
    properties.keywords.iter().for_each(|word| literal(out, word));
    out.push_str("),\ndate: ");
    // Writing into a text cannot fail, here and below.
    _ = match properties.date {
        Some(day) => writeln!(out, "({}, {}, {}),", day.year, day.month, day.day),
        None => writeln!(out, "none,"),
    };
}

fn standing(out: &mut String, standing: &Standing) {
    _ = write!(out, "standing: (kind: \"{}\", ", standing.kind.as_str());
    pair(out, "line", &standing.line);
    out.push_str("),\nseal: ");
    match &standing.seal {
        Some(one) => seal(out, one),
        None => out.push_str("none"),
    }
    out.push_str(",\n");
}

fn seal(out: &mut String, seal: &Seal) {
    out.push('(');
    pair(out, "heading", &seal.heading);
    out.push_str("facts: (");
    for (label, value) in &seal.facts {
        out.push('(');
        literal(out, label);
        literal(out, value);
        out.push_str("), ");
    }
    out.push_str("), ");
    pair(out, "code", &seal.code);
    // Inside a page the drawing needs no name space; alone it does.
    pair(out, "qr", &qr::svg(&seal.code).replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1));
    out.push(')');
}

fn sheet(source: &mut Source, sheet: &Sheet) {
    _ = writeln!(source.text, "(orientation: \"{}\", blocks: (", sheet.orientation.as_str());
    blocks(source, &sheet.blocks);
    source.text.push_str(")),\n");
}

fn blocks(source: &mut Source, blocks: &[Block]) {
    let last_subject = blocks.iter().rposition(Block::is_subject);
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(one) => paragraph(&mut source.text, one, Some(index) == last_subject),
            Block::Table(one) => table(source, one),
            Block::Picture(one) => picture(source, one),
            Block::Columns { left, right, share } => {
                _ = writeln!(source.text, "(is: \"columns\", share: {}, left: (", (*share).clamp(10, 90));
                self::blocks(source, left);
                source.text.push_str("), right: (\n");
                self::blocks(source, right);
                source.text.push_str(")),\n");
            }
        }
    }
}

fn paragraph(out: &mut String, paragraph: &Paragraph, last: bool) {
    let depth = paragraph.depth.min(DEEPEST);
    let style = paragraph.style.as_str();
    _ = write!(out, "(is: \"paragraph\", style: \"{style}\", depth: {depth}, last: {last}, ");
    pair(out, "label", &paragraph.label);
    out.push_str("runs: (");
    paragraph.runs.iter().for_each(|one| run(out, one));
    out.push_str(")),\n");
}

fn run(out: &mut String, run: &Run) {
    out.push('(');
    pair(out, "text", &run.text);
    let emphasis = run.emphasis;
    for (on, name) in [
        (emphasis.bold, "bold"),
        (emphasis.italic, "italic"),
        (emphasis.strike, "strike"),
        (emphasis.code, "code"),
    ] {
        if on {
            _ = write!(out, "{name}: true, ");
        }
    }
    if let Some(address) = link::followed(run.link.as_deref()) {
        pair(out, "link", address);
    }
    out.push_str("), ");
}

fn table(source: &mut Source, table: &Table) {
    let grid = Grid::new(table);
    source.text.push_str("(is: \"table\", ");
    pair(&mut source.text, "caption", &table.caption);
    source.text.push_str("widths: (");
    let sound = table.widths.len() == grid.columns && table.widths.iter().any(|width| *width > 0);
    for column in 0..grid.columns {
        let width = table.widths.get(column).filter(|_| sound).map_or(1, |width| *width);
        _ = write!(source.text, "{width}, ");
    }
    _ = writeln!(source.text, "), header: {}, rows: (", grid.header);
    for line in &grid.rows {
        let role = match line.role {
            Role::Header => "header",
            Role::Group => "group",
            Role::Body => "body",
        };
        _ = writeln!(source.text, "(role: \"{role}\", cells: (");
        for cell in &line.cells {
            _ = write!(source.text, "(across: {}, down: {}, blocks: (", cell.across, cell.down);
            blocks(source, cell.blocks);
            source.text.push_str(")),\n");
        }
        source.text.push_str(")),\n");
    }
    source.text.push_str(")),\n");
}

/// The picture as a file beside the source, or the words for it where it is none that Typst takes.
fn picture(source: &mut Source, picture: &Picture) {
    let Some(kind) = picture.kind() else {
        let words = Paragraph { runs: vec![Run::plain(picture.words.as_str())], ..Paragraph::default() };
        return paragraph(&mut source.text, &words, false);
    };
    let name = format!("picture-{}.{}", source.files.len(), kind.ending());
    _ = write!(source.text, "(is: \"picture\", file: \"{name}\", width: {}, ", picture.width);
    pair(&mut source.text, "words", &picture.words);
    source.text.push_str("),\n");
    source.files.push((name, picture.bytes.clone()));
}

fn pair(out: &mut String, key: &str, value: &str) {
    _ = write!(out, "{key}: ");
    literal(out, value);
}

/// A text as a string literal with a comma behind it, so that a list of one is a list.
fn literal(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\t' | '\r' => out.push(' '),
            letter if letter.is_control() => out.push_str("\\u{fffd}"),
            letter => out.push(shown(letter)),
        }
    }
    out.push_str("\", ");
}

/// The boxes and ticks of forms, which fonts like Times New Roman lack, as the letters nearest to them that they have.
fn shown(letter: char) -> char {
    match letter {
        '☐' => '□',
        '☑' | '☒' => '■',
        '✓' | '✔' => '√',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::sample;
    use proptest::prelude::*;

    /// The strings of a source, each with the key before it, and what is left without them.
    fn strings(source: &str) -> (Vec<(String, String)>, String) {
        let (mut found, mut left) = (Vec::new(), String::new());
        let mut rest = source;
        while let Some((before, after)) = rest.split_once('"') {
            left.push_str(before);
            let key = before.trim_end_matches([':', ' ']);
            let key = key.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap().to_owned();
            let mut value = String::new();
            let mut letters = after.char_indices();
            let end = loop {
                match letters.next().unwrap() {
                    (at, '"') => break at,
                    (_, '\\') => match letters.next().unwrap().1 {
                        'n' => value.push('\n'),
                        'u' => letters.by_ref().take_while(|(_, letter)| *letter != '}').for_each(drop),
                        letter => value.push(letter),
                    },
                    (_, letter) => value.push(letter),
                }
            };
            found.push((key, value));
            rest = &after[end + 1..];
        }
        (found, left + rest)
    }

    fn words(source: &str) -> String {
        let is_word = |key: &str| !matches!(key, "link" | "is" | "style" | "orientation" | "role" | "qr");
        strings(source).0.into_iter().filter(|(key, _)| is_word(key)).map(|(_, value)| value).collect()
    }

    #[test]
    fn each_word_of_the_paper_is_in_the_source_in_order() {
        for paper in sample::papers() {
            sample::assert_in_order(&paper, &words(&source(&paper, None).text));
        }
    }

    #[test]
    fn a_school_may_bring_its_own_template_and_still_build_on_ours() {
        let source = source(&sample::plan(), Some("#import \"default.typ\": *"));
        let names: Vec<&str> = source.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["paper.typ", "default.typ"]);
        assert_eq!(source.files[0].1, b"#import \"default.typ\": *");
    }

    #[test]
    fn a_picture_is_a_file_beside_the_source() {
        let picture =
            Picture { bytes: b"\x89PNG\r\n\x1a\n".to_vec(), width: 20, words: "Biểu trưng".into() };
        let sheets = vec![Sheet { blocks: vec![Block::Picture(picture)], ..Sheet::default() }];
        let source = source(&Paper { sheets, ..Paper::default() }, None);
        assert!(source.text.contains("file: \"picture-2.png\", width: 20, words: \"Biểu trưng\""));
        assert_eq!(source.files.len(), 3);
    }

    proptest! {
        /// No text leaves its literal: outside the strings there is nothing but the dictionary itself.
        #[test]
        fn nothing_that_people_write_is_code(text in "[\\PC\n\t\u{0}\"\\\\#(){}\\[\\]$]{0,40}") {
            let source = |text: &str| super::source(&sample::filled_with(text), None).text;
            prop_assert_eq!(strings(&source(&text)).1, strings(&source("x")).1);
        }
    }
}
