//! The laws of going to Word and coming back, over generated plans and generated edits.
//!
//! Files are edited in memory, as `docx` reads them; what LibreOffice makes of them is in `tests/cli/office.rs`.

mod plans;

use caitien::docx::{self, Block, Document, Paragraph, Piece, mark, read, write};
use caitien::export::paper::plan::{Form, Wanted, paper};
use caitien::export::paper::wording::Wording;
use caitien::export::paper::{Paper, Part, html, words::words};
use caitien::import::back::{self, Printed, Returned};
use caitien::import::word::Pending;
use caitien::plan::parse::{Parsed, parse};
use plans::draft;
use proptest::prelude::*;

/// A plan on its way.
struct Trip {
    parsed: Parsed,
    page: Paper,
    document: Document,
}

fn page(parsed: &Parsed, form: Form) -> Paper {
    paper(&Wanted::new(parsed, "Trường Tiểu học Vạn Mây", form, &Wording::default()))
}

fn written(page: &Paper) -> Vec<u8> {
    write::write(page, &write::Look::default()).unwrap()
}

fn send(text: &str, form: Form) -> Trip {
    let parsed = parse(text);
    let page = page(&parsed, form);
    let document = read::read(&written(&page)).unwrap();
    Trip { parsed, page, document }
}

fn back(trip: &Trip) -> Returned {
    let printed = Printed { plan: &trip.parsed.plan, text: &trip.parsed.text, paper: &trip.page };
    back::read(&printed, &trip.document, Pending::Accept)
}

/// Every paragraph, those of cells included.
fn paragraphs<'d>(blocks: &'d mut [Block], found: &mut Vec<&'d mut Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    paragraphs(&mut cell.blocks, found);
                }
            }
        }
    }
}

fn all(document: &mut Document) -> Vec<&mut Paragraph> {
    let mut found = Vec::new();
    paragraphs(&mut document.blocks, &mut found);
    found
}

fn part(paragraph: &Paragraph) -> Option<Part> {
    paragraph.pieces.iter().flat_map(|piece| &piece.marks).find_map(|name| mark::part(name))
}

/// What is printed of a paragraph.
fn said(paragraph: &Paragraph) -> String {
    let words: String = paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect();
    format!("{} {words}", paragraph.label)
}

fn new(words: &str) -> Paragraph {
    Paragraph { pieces: vec![Piece { text: words.into(), ..Piece::default() }], ..Paragraph::default() }
}

/// The words that no other sentence has: letters with a number behind them.
fn own_words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let is_own = |word: &&str| {
        word.starts_with(char::is_alphabetic) && word.ends_with(|letter: char| letter.is_ascii_digit())
    };
    words.filter(is_own).map(str::to_owned).collect()
}

/// The lines of the old text that are not in the new one, and the other way round, in order.
fn difference<'t>(old: &'t str, new: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    (old[..old.len() - end].to_vec(), new[..new.len() - end].to_vec())
}

/// Letters only: where formats put white space is their business.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What a reader sees of a page.
fn shown(html: &str) -> String {
    let body = html.split("</head>").last().unwrap();
    let text: String =
        body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    let mut text = text.replace("&nbsp;", " ");
    for (name, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ] {
        text = text.replace(name, letter);
    }
    text
}

/// The strings of a source for Typst that are printed.
fn strings(source: &str) -> String {
    let mut text = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('"') {
        let key = before.trim_end_matches([':', ' ']).rsplit(|letter: char| !letter.is_alphanumeric()).next();
        let (mut value, mut escaped, mut end) = (String::new(), false, after.len());
        for (at, letter) in after.char_indices() {
            match letter {
                '"' if !escaped => {
                    end = at;
                    break;
                }
                '\\' if !escaped => escaped = true,
                letter => {
                    value.push(if escaped && letter == 'n' { ' ' } else { letter });
                    escaped = false;
                }
            }
        }
        if matches!(key, Some("text" | "label")) {
            text.push_str(&value);
        }
        rest = after.get(end + 1..).unwrap_or_default();
    }
    text
}

fn stand_in_order(words: &[String], text: &str, format: &str) -> Result<(), TestCaseError> {
    let text = letters(text);
    let mut rest = text.as_str();
    for word in words {
        let Some(at) = rest.find(word.as_str()) else {
            return Err(TestCaseError::fail(format!("{format}: no {word} in {rest}")));
        };
        rest = &rest[at + word.len()..];
    }
    Ok(())
}

/// What a person does to the file; numbers choose where.
#[derive(Clone, Debug)]
enum Edit {
    Append(usize),
    Replace(usize),
    Drop(usize),
    Double(usize),
    Insert(usize),
    Forget(usize),
    DropRow(usize),
    AddRow(usize),
    SwapRows(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = 0..200usize;
    prop_oneof![
        n.clone().prop_map(Edit::Append),
        n.clone().prop_map(Edit::Replace),
        n.clone().prop_map(Edit::Drop),
        n.clone().prop_map(Edit::Double),
        n.clone().prop_map(Edit::Insert),
        n.clone().prop_map(Edit::Forget),
        n.clone().prop_map(Edit::DropRow),
        n.clone().prop_map(Edit::AddRow),
        (n.clone(), n).prop_map(|(one, other)| Edit::SwapRows(one, other)),
    ]
}

fn rows(document: &mut Document) -> Option<&mut Vec<docx::Row>> {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) if table.rows.first().is_some_and(|row| row.header) => Some(&mut table.rows),
        _ => None,
    });
    tables.max_by_key(|rows| rows.len()).filter(|rows| rows.len() > 3)
}

/// Applies an edit; `word` is new in the world.
fn apply(document: &mut Document, edit: &Edit, word: &str) {
    let words = format!("Lời {word} mới hẳn.");
    match *edit {
        Edit::Append(at) | Edit::Replace(at) | Edit::Forget(at) => in_paragraph(document, edit, (at, words)),
        Edit::Drop(at) | Edit::Double(at) | Edit::Insert(at) => in_place(document, edit, (at, words)),
        Edit::DropRow(at) | Edit::AddRow(at) | Edit::SwapRows(at, _) => {
            if let Some(rows) = rows(document) {
                in_rows(rows, edit, (at, words));
            }
        }
    }
}

fn in_paragraph(document: &mut Document, edit: &Edit, (at, words): (usize, String)) {
    let mut all = all(document);
    let count = all.len();
    let paragraph = &mut all[at % count];
    match edit {
        Edit::Append(_) => {
            if let Some(piece) = paragraph.pieces.last_mut() {
                piece.text += &format!(" {words}");
            }
        }
        Edit::Replace(_) => {
            let marks = paragraph.pieces.first().map(|piece| piece.marks.clone()).unwrap_or_default();
            paragraph.pieces = vec![Piece { text: words, marks, ..Piece::default() }];
        }
        _ => paragraph.pieces.iter_mut().for_each(|piece| piece.marks.clear()),
    }
}

/// Among the blocks of a cell or of the body.
fn in_place(document: &mut Document, edit: &Edit, (at, words): (usize, String)) {
    let tables = document.blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Table(_)));
    let tables: Vec<usize> = tables.map(|(place, _)| place).collect();
    let blocks = match document.blocks.get_mut(tables[at % tables.len()]) {
        Some(Block::Table(table)) if at % 2 == 0 => {
            let mut cells: Vec<&mut docx::Cell> =
                table.rows.iter_mut().flat_map(|row| &mut row.cells).collect();
            let count = cells.len();
            &mut cells.swap_remove(at / 2 % count).blocks
        }
        _ => &mut document.blocks,
    };
    let place = at / 2 % blocks.len().max(1);
    let is_words = matches!(blocks.get(place), Some(Block::Paragraph(_)));
    match edit {
        Edit::Insert(_) => blocks.insert(place, Block::Paragraph(new(&words))),
        Edit::Drop(_) if is_words => drop(blocks.remove(place)),
        Edit::Double(_) if is_words => blocks.insert(place, blocks[place].clone()),
        _ => {}
    }
}

fn in_rows(rows: &mut Vec<docx::Row>, edit: &Edit, (at, words): (usize, String)) {
    let count = rows.len() - 1;
    let at = 1 + at % count;
    match *edit {
        Edit::DropRow(_) => drop(rows.remove(at)),
        Edit::SwapRows(_, other) => rows.swap(at, 1 + other % count),
        _ => {
            let width: usize = rows[0].cells.iter().map(|cell| cell.across.max(1)).sum();
            let cell = |column: usize| {
                let blocks = if column == 3 { vec![Block::Paragraph(new(&words))] } else { Vec::new() };
                docx::Cell { across: 1, blocks, ..docx::Cell::default() }
            };
            rows.insert(at, docx::Row { cells: (0..width).map(cell).collect(), ..docx::Row::default() });
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Unedited nothing changes; and a fresh file of what came back is the file that was sent.
    #[test]
    fn unedited_the_plan_comes_back_byte_for_byte(draft in draft()) {
        let text = draft.text();
        let trip = send(&text, draft.form);
        let returned = back(&trip);
        prop_assert_eq!(&returned.text, &text);
        prop_assert_eq!(&returned.asides, &vec![]);
        prop_assert_eq!(returned.found, returned.printed);
        let again = page(&parse(&returned.text), draft.form);
        prop_assert!(written(&again) == written(&trip.page), "another file");
    }

    /// All sentences of these plans differ: of two that are the same nobody could tell which is which.
    #[test]
    fn without_bookmarks_it_is_known_by_its_words(draft in draft()) {
        let text = draft.text();
        let mut trip = send(&text, draft.form);
        for paragraph in all(&mut trip.document) {
            paragraph.pieces.iter_mut().for_each(|piece| piece.marks.clear());
        }
        let returned = back(&trip);
        prop_assert_eq!(&returned.text, &text, "{:?}", returned.asides);
    }

    #[test]
    fn words_added_to_a_paragraph_change_its_line_alone(draft in draft(), at in any::<prop::sample::Index>()) {
        let text = draft.text();
        let mut trip = send(&text, draft.form);
        let is_own = |paragraph: &&mut Paragraph| {
            !matches!(part(paragraph), None | Some(Part::Front(..) | Part::Level(_)))
        };
        let mut own: Vec<&mut Paragraph> = all(&mut trip.document).into_iter().filter(is_own).collect();
        let paragraph = own.swap_remove(at.index(own.len()));
        let what = part(paragraph);
        paragraph.pieces.last_mut().unwrap().text += " thêm999";
        let returned = back(&trip);
        let (old, new) = difference(&text, &returned.text);
        prop_assert_eq!((old.len(), new.len()), (1, 1), "{:?}: {:?} -> {:?}", what, old, new);
        prop_assert!(new[0].contains("thêm999"), "{:?}", new);
        let kept = own_words(old[0]).into_iter().filter(|word| !new[0].contains(word.as_str())).count();
        prop_assert_eq!(kept, 0, "{:?} -> {:?}", old, new);
        prop_assert_eq!(&returned.asides, &vec![]);
    }

    #[test]
    fn a_deleted_row_takes_its_action_alone(draft in draft(), at in any::<prop::sample::Index>()) {
        let text = draft.text();
        let mut trip = send(&text, draft.form);
        let mut alone: Vec<(usize, usize)> = Vec::new();
        for (table, block) in trip.document.blocks.iter().enumerate() {
            let Block::Table(found) = block else { continue };
            for (row, cells) in found.rows.iter().enumerate() {
                let mut blocks: Vec<Block> = cells.cells.iter().flat_map(|cell| cell.blocks.clone()).collect();
                let mut inside = Vec::new();
                paragraphs(&mut blocks, &mut inside);
                let parts: Vec<Part> = inside.iter().filter_map(|paragraph| part(paragraph)).collect();
                let actions = parts.iter().filter(|part| matches!(part, Part::Item { .. })).count();
                let others = parts.iter().any(|part| !matches!(part, Part::Item { kind: caitien::plan::item::Kind::Action, .. } | Part::Field { .. }));
                if actions == 1 && !others {
                    alone.push((table, row));
                }
            }
        }
        prop_assume!(!alone.is_empty());
        let (table, row) = alone[at.index(alone.len())];
        let Block::Table(found) = &mut trip.document.blocks[table] else { unreachable!() };
        let gone = format!("{:?}", found.rows.remove(row));
        let returned = back(&trip);
        let (old, new) = difference(&text, &returned.text);
        prop_assert_eq!(&new, &Vec::<&str>::new(), "{:?}", old);
        prop_assert!(old.iter().filter(|line| line.starts_with("- ")).count() <= 1, "{:?}", old);
        for word in old.iter().flat_map(|line| own_words(line)).filter(|word| word.starts_with("Câu")) {
            prop_assert!(gone.contains(&word), "{word} was not in the row");
        }
        prop_assert!(!old.is_empty());
    }

    #[test]
    fn a_new_paragraph_is_new_and_nothing_else_changes(draft in draft(), at in any::<prop::sample::Index>()) {
        let text = draft.text();
        let mut trip = send(&text, draft.form);
        let is_prose = |block: &Block| {
            matches!(block, Block::Paragraph(paragraph) if matches!(part(paragraph), Some(Part::Prose { .. })))
        };
        let places: Vec<usize> =
            trip.document.blocks.iter().enumerate().filter(|(_, block)| is_prose(block)).map(|(at, _)| at).collect();
        prop_assume!(!places.is_empty());
        let place = places[at.index(places.len())];
        trip.document.blocks.insert(place + 1, Block::Paragraph(new("Đoạn thêm999 mới.")));
        let returned = back(&trip);
        let (old, new) = difference(&text, &returned.text);
        prop_assert!(old.iter().all(|line| line.is_empty()), "{:?} -> {:?}", old, new);
        let new: Vec<&str> = new.into_iter().filter(|line| !line.is_empty()).collect();
        prop_assert_eq!(new, vec!["Đoạn thêm999 mới."]);
        prop_assert_eq!(&returned.asides, &vec![]);
    }

    /// Whatever is done to the file: each word that only one sentence has is in the plan, or told.
    #[test]
    fn nothing_of_an_edited_file_is_lost(draft in draft(), edits in prop::collection::vec(edit(), 1..7)) {
        let text = draft.text();
        let mut trip = send(&text, draft.form);
        for (turn, edit) in edits.iter().enumerate() {
            apply(&mut trip.document, edit, &format!("mới{turn}x9"));
        }
        let returned = back(&trip);
        let mut kept = returned.text.clone();
        returned.asides.iter().for_each(|aside| kept += &format!("\n{}", aside.text));
        let kept: std::collections::BTreeSet<String> = own_words(&kept).into_iter().collect();
        for paragraph in all(&mut trip.document) {
            for word in own_words(&said(paragraph)) {
                prop_assert!(kept.contains(&word), "{word} of {:?} is lost in\n{}\n{:?}", said(paragraph), returned.text, returned.asides);
            }
        }
        let again = caitien::plan::format::format(&returned.text, &std::collections::BTreeSet::new());
        prop_assert!(!again.findings.iter().any(|finding| finding.code() == caitien::finding::Code::NotFormatted));
    }

    #[test]
    fn every_format_prints_the_same_words_in_the_same_order(draft in draft()) {
        let mut trip = send(&draft.text(), draft.form);
        let words: Vec<String> = words(&trip.page).iter().map(|word| letters(word)).collect();
        let word: String = all(&mut trip.document).into_iter().map(|paragraph| said(paragraph)).collect();
        prop_assert_eq!(letters(&word), words.concat());
        stand_in_order(&words, &shown(&html::page(&trip.page, None).unwrap()), "html")?;
        let source = caitien::export::typst::source(&trip.page, None);
        prop_assert_eq!(letters(&strings(&source.text)), words.concat());
    }
}
