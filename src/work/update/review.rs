//! The comments of a Word file as review files: each once, with the author's name marked as claimed.

use std::path::PathBuf;

use crate::approval::digest;
use crate::docx::{Block, Document, Paragraph, mark};
use crate::export::paper::Part;
use crate::folder::{self, PlanFile};
use crate::plan::item::ItemId;
use crate::review::Review;

/// One comment with the file that it goes to.
#[derive(Clone, Debug)]
pub struct NewReview {
    pub review: Review,
    /// The file's name without its ending.
    pub id: String,
    pub path: PathBuf,
    /// The comment was brought in before.
    pub known: bool,
}

/// The comments, in the order of the document.
pub(super) fn of(
    document: &Document,
    source: &str,
    place: &PlanFile,
) -> Result<Vec<NewReview>, folder::Error> {
    let items = items(document);
    let folder = place.path.with_file_name("reviews");
    let mut ids: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for (at, comment) in document.comments.iter().enumerate() {
        let review = Review {
            item: items.iter().find(|(comment, _)| *comment == at).map(|(_, item)| *item),
            about: comment.about.split_whitespace().collect::<Vec<_>>().join(" "),
            hash: None,
            author: comment.author.clone(),
            claimed: true,
            date: comment.date.clone(),
            source: source.to_owned(),
            answers: comment.answers.and_then(|before| ids.get(before).cloned()),
            resolved: comment.resolved.then(|| comment.author.clone()),
            text: comment.text.clone(),
        };
        let id = id(&review);
        ids.push(id.clone());
        let path = folder.join(format!("{id}.md"));
        let known =
            folder::read_text_if_there(&path)?.is_some() || found.iter().any(|one: &NewReview| one.id == id);
        found.push(NewReview { review, id, path, known });
    }
    Ok(found)
}

/// Made of what was said, not of the file or of whether it was resolved since: the same comment has one name.
fn id(review: &Review) -> String {
    let said = Review { source: String::new(), resolved: None, ..review.clone() };
    let hash = digest::file("review", said.to_text().as_bytes()).to_string();
    let digits: String = hash.chars().filter(char::is_ascii_hexdigit).take(12).collect();
    format!("word-{digits}")
}

/// For each comment the item whose words it is about.
fn items(document: &Document) -> Vec<(usize, ItemId)> {
    let mut found = Vec::new();
    in_blocks(&document.blocks, &mut found);
    found
}

fn in_blocks(blocks: &[Block], found: &mut Vec<(usize, ItemId)>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => in_paragraph(paragraph, found),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    in_blocks(&cell.blocks, found);
                }
            }
        }
    }
}

fn in_paragraph(paragraph: &Paragraph, found: &mut Vec<(usize, ItemId)>) {
    let marks = paragraph.pieces.iter().flat_map(|piece| &piece.marks);
    let item = marks.filter_map(|name| mark::part(name)).find_map(|part| match part {
        Part::Item { id, .. } => id,
        _ => None,
    });
    let Some(item) = item else { return };
    let comments = paragraph.pieces.iter().flat_map(|piece| &piece.comments);
    found.extend(comments.map(|comment| (*comment, item)));
}
