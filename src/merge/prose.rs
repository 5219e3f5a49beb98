//! A section's Markdown as the pieces that people change one by one: its blocks, and of its lists the items.

use crate::plan::markdown::{BlockKind, outline};

/// One piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) text: String,
    /// It follows the piece before it without a blank line.
    pub(super) tight: bool,
}

/// The pieces of a text; together, with their blank lines, they are the text.
pub(super) fn chunks(text: &str) -> Vec<Chunk> {
    if text.is_empty() {
        return Vec::new();
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut starts: Vec<usize> = vec![0];
    for block in outline(text).blocks {
        starts.push(block.lines.start);
        if block.kind == BlockKind::List {
            starts.extend(block.children.iter().map(|item| item.lines.start));
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts.push(lines.len());
    let mut chunks = Vec::new();
    let mut tight = false;
    for pair in starts.windows(2) {
        let [from, to] = pair else { continue };
        let own = lines.get(*from..*to).unwrap_or_default();
        let piece = own.join("\n");
        let trimmed = piece.trim_end_matches('\n');
        if !trimmed.is_empty() {
            chunks.push(Chunk { text: trimmed.to_owned(), tight });
            tight = trimmed.len() == piece.len();
        }
    }
    chunks
}

/// Is this an item of a list? Two of them may follow each other without a blank line.
pub(super) fn is_list_item(text: &str) -> bool {
    let bare = text.trim_start_matches(' ');
    let after_digits = bare.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = after_digits.len() < bare.len() && after_digits.starts_with([')', '.']);
    ["- ", "* ", "+ "].iter().any(|bullet| bare.starts_with(bullet)) || numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_pieces() {
        for text in [
            "Một.\n\nHai,\ndài.\n- a\n  - b\n- c\n\n1. x\n2. y",
            "```\na\n\nb\n```\nc",
            "[x]: y\n\n| a |\n| - |",
            "a",
        ] {
            let mut whole = String::new();
            for chunk in chunks(text) {
                let gap = if chunk.tight { "\n" } else { "\n\n" };
                whole.push_str(if whole.is_empty() { "" } else { gap });
                whole.push_str(&chunk.text);
            }
            assert_eq!(whole, text);
        }
        assert_eq!(chunks("Một.\n- a\n  - b\n- c").len(), 3);
    }
}
