//! The beginning of an answer, in lines that fit beside a margin.

use unicode_width::UnicodeWidthStr;

/// As wide as a line may be; with the margin it fits a terminal of 80.
const WIDTH: usize = 75;

/// The lines that are shown, and how many are not.
pub(in crate::cli) struct Excerpt {
    pub(in crate::cli) lines: Vec<String>,
    pub(in crate::cli) left_out: usize,
}

/// The first lines of a text. Lines that are too wide are folded, and lose their styles then.
pub(in crate::cli) fn excerpt(text: &str, limit: usize) -> Excerpt {
    let mut lines: Vec<String> = text.trim_end().lines().flat_map(folded).collect();
    // One line more is no longer than the line that says so.
    let keep = if lines.len() <= limit.saturating_add(1) { lines.len() } else { limit };
    let left_out = lines.len() - keep;
    lines.truncate(keep);
    while lines.last().is_some_and(|line| left_out > 0 && line.trim().is_empty()) {
        lines.pop();
    }
    Excerpt { lines, left_out }
}

/// One line as several where it is too wide; later pieces keep its indentation.
fn folded(line: &str) -> Vec<String> {
    let plain = anstream::adapter::strip_str(line).to_string();
    if plain.width() <= WIDTH {
        return vec![line.to_owned()];
    }
    let indent: String = plain.chars().take_while(|letter| *letter == ' ').collect();
    let mut pieces = Vec::new();
    let mut piece = indent.clone();
    for word in plain.split_whitespace() {
        if piece.width() + 1 + word.width() > WIDTH && piece.len() > indent.len() {
            pieces.push(std::mem::replace(&mut piece, format!("{indent}  ")));
        } else if piece.len() > indent.len() {
            piece.push(' ');
        }
        piece.push_str(word);
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_beginning_and_counts_the_rest() {
        let shown = excerpt("một\nhai\n\nba\nbốn\n", 3);
        assert_eq!((shown.lines.as_slice(), shown.left_out), (["một".to_owned(), "hai".to_owned()].as_slice(), 2));
        assert_eq!(excerpt("một\nhai\n", 1).left_out, 0);
    }

    #[test]
    fn folds_wide_lines_under_their_indentation() {
        let shown = excerpt(&format!("  {}", "điểm yếu ".repeat(12)), 9);
        assert_eq!(shown.lines.len(), 2);
        assert!(shown.lines.iter().all(|line| line.width() <= WIDTH && line.starts_with("  ")));
    }
}
