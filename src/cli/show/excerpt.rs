//! Text that fits a terminal of 80: paragraphs, and the beginning of an answer beside a margin.

use unicode_width::UnicodeWidthStr;

/// As wide as a line of an excerpt may be; the rest is its margin.
const WIDTH: usize = 75;

/// As wide as a paragraph may be.
const PAGE: usize = 79;

/// How much of an answer is shown: so many lines of its beginning, and of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Cut {
    pub(in crate::cli) head: usize,
    pub(in crate::cli) tail: usize,
}

impl Cut {
    /// All of it.
    pub(in crate::cli) const NONE: Cut = Cut { head: usize::MAX, tail: 0 };
}

/// The lines that are shown, and how many are not.
pub(in crate::cli) struct Excerpt {
    pub(in crate::cli) head: Vec<String>,
    pub(in crate::cli) left_out: usize,
    pub(in crate::cli) tail: Vec<String>,
}

/// The lines of a text that are shown. Those that are too wide are folded, and lose their styles.
pub(in crate::cli) fn excerpt(text: &str, cut: Cut) -> Excerpt {
    let mut head: Vec<String> = text.trim_end().lines().flat_map(|line| folded(line, WIDTH)).collect();
    // One line more is no longer than the line that says so.
    if head.len() <= cut.head.saturating_add(cut.tail).saturating_add(1) {
        return Excerpt { head, left_out: 0, tail: Vec::new() };
    }
    let tail = head.split_off(head.len() - cut.tail);
    let mut left_out = head.len() - cut.head;
    head.truncate(cut.head);
    while head.last().is_some_and(|line| line.trim().is_empty()) {
        head.pop();
        left_out += 1;
    }
    Excerpt { head, left_out, tail }
}

/// A text with its lines folded to the page.
pub(in crate::cli) fn paragraph(text: &str) -> String {
    text.lines().flat_map(|line| folded(line, PAGE)).collect::<Vec<_>>().join("\n")
}

/// A command on as many lines as it needs, joined as a shell joins them.
pub(in crate::cli) fn continued(command: &str) -> String {
    let mut lines = vec![String::new()];
    // Only blanks before an option may break the line: what belongs together stays together.
    for (at, piece) in command.split(" --").enumerate() {
        let piece = if at == 0 { piece.to_owned() } else { format!(" --{piece}") };
        let fits = lines.last().is_none_or(|line| line.width() + piece.width() < WIDTH - 4);
        match lines.last_mut() {
            Some(line) if fits || line.is_empty() => line.push_str(&piece),
            _ => lines.push(format!("     {piece}")),
        }
    }
    lines.join(" \\\n")
}

/// One line as several where it is too wide; later pieces keep its indentation.
fn folded(line: &str, width: usize) -> Vec<String> {
    let plain = anstream::adapter::strip_str(line).to_string();
    if plain.width() <= width {
        return vec![line.to_owned()];
    }
    let indent: String = plain.chars().take_while(|letter| *letter == ' ').collect();
    let hanging = if indent.is_empty() { indent.clone() } else { format!("{indent}  ") };
    let mut pieces = Vec::new();
    let mut piece = indent.clone();
    for word in plain.split_whitespace() {
        if piece.width() + 1 + word.width() > width && !piece.trim().is_empty() {
            pieces.push(std::mem::replace(&mut piece, hanging.clone()));
        } else if !piece.trim().is_empty() {
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
        let shown = excerpt("một\nhai\n\nba\nbốn\nnăm\n", Cut { head: 3, tail: 1 });
        assert_eq!(
            (shown.head.join(" "), shown.left_out, shown.tail.join(" ")),
            ("một hai".into(), 3, "năm".into())
        );
        assert_eq!(excerpt("một\nhai\n", Cut { head: 1, tail: 0 }).left_out, 0);
    }

    #[test]
    fn breaks_commands_before_options_only() {
        let command =
            "caitien init --name \"Trường Mầm non Bến Mơ\" --level mam-non --principal \"A\" --new-key ../k";
        assert_eq!(
            continued(command),
            "caitien init --name \"Trường Mầm non Bến Mơ\" --level mam-non \\\n      --principal \"A\" --new-key ../k"
        );
    }

    #[test]
    fn folds_wide_lines_under_their_indentation() {
        let shown = excerpt(&format!("  {}", "điểm yếu ".repeat(12)), Cut::NONE);
        assert_eq!(shown.head.len(), 2);
        assert!(shown.head.iter().all(|line| line.width() <= WIDTH && line.starts_with("  ")));
    }
}
