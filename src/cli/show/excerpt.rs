//! Text that fits a terminal of 80: paragraphs, and the beginning of an answer beside a margin.

use unicode_width::UnicodeWidthStr;

/// As wide as a line of an excerpt may be; the rest is its margin.
const WIDTH: usize = 75;

/// As wide as a paragraph may be.
const PAGE: usize = 79;

/// Which lines of an answer are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Cut {
    All,
    /// So many of the beginning.
    Head(usize),
    /// So many of the beginning and of the end.
    Ends(usize, usize),
    /// So many of the beginning, and so many from the first line on that holds the mark.
    From(usize, char, usize),
}

/// A row of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Row {
    Line(String),
    /// So many lines are not shown here.
    LeftOut(usize),
}

/// The lines of a text that are shown. Those that are too wide are folded, and lose their styles.
pub(in crate::cli) fn excerpt(text: &str, cut: Cut) -> Vec<Row> {
    let lines: Vec<String> = text.trim_end().lines().flat_map(|line| folded(line, WIDTH)).collect();
    let all = lines.len();
    let (head, second) = match cut {
        Cut::All => (all, all..all),
        Cut::Head(head) => (head, all..all),
        Cut::Ends(head, tail) => (head, all.saturating_sub(tail)..all),
        Cut::From(head, mark, count) => {
            let start = lines.iter().position(|line| line.contains(mark)).unwrap_or(all);
            (head, start..start.saturating_add(count).min(all))
        }
    };
    let is_shown = |at: &usize| *at < head || second.contains(at);
    let mut rows: Vec<Row> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        match rows.last_mut() {
            _ if is_shown(&at) => rows.push(Row::Line(line)),
            Some(Row::LeftOut(count)) => *count += 1,
            _ => rows.push(Row::LeftOut(1)),
        }
    }
    rows
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
        let rows = |cut| {
            let row = |row: &Row| match row {
                Row::Line(line) => line.clone(),
                Row::LeftOut(count) => format!("({count})"),
            };
            excerpt("một\nhai\nba ✗\nbốn\nnăm\n", cut).iter().map(row).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(rows(Cut::Head(2)), "một hai (3)");
        assert_eq!(rows(Cut::Ends(1, 2)), "một (2) bốn năm");
        assert_eq!(rows(Cut::From(1, '✗', 2)), "một (1) ba ✗ bốn (1)");
        assert_eq!(rows(Cut::Ends(3, 4)), "một hai ba ✗ bốn năm");
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
        let rows = excerpt(&format!("  {}", "điểm yếu ".repeat(12)), Cut::All);
        assert_eq!(rows.len(), 2);
        for row in rows {
            let Row::Line(line) = row else { panic!() };
            assert!(line.width() <= WIDTH && line.starts_with("  "));
        }
    }
}
