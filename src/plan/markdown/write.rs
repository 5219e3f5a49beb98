//! Runs to inline Markdown on one line.
//!
//! What is written reads back as the same runs. As few marks are escaped as that allows, because people read the plan's
//! text: a version with next to no escapes is tried first and read back. A beginning that would open a list, a heading
//! or another block is escaped, and so is what would be taken for an item's id. Words are never left out; an emphasis
//! that Markdown cannot say is.

use super::inline::{cell, inline, normal};
use super::run::{Emphasis, Run};

/// Inline Markdown of which [`inline`] makes these runs.
pub fn write(runs: &[Run]) -> String {
    written(runs, Place::Line)
}

/// The same for a cell of a Markdown table.
pub fn write_cell(runs: &[Run]) -> String {
    written(runs, Place::Cell)
}

/// Where the Markdown is to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Line,
    Cell,
}

/// How many escapes are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    Few,
    All,
}

fn written(runs: &[Run], place: Place) -> String {
    let runs = normal(runs);
    let read = |text: &str| if place == Place::Cell { cell(text) } else { inline(text) };
    for escapes in [Escapes::Few, Escapes::All] {
        let text = compose(&runs, place, escapes);
        if read(&text) == runs {
            return text;
        }
    }
    // What no mark can say (in a table, code with a bar behind a backslash) keeps its words.
    let words: Vec<Run> = runs.into_iter().map(|run| Run::plain(run.text)).collect();
    compose(&normal(&words), place, Escapes::All)
}

fn compose(runs: &[Run], place: Place, escapes: Escapes) -> String {
    let mut text = String::new();
    let mut glued = false;
    for run in runs {
        let blank = run.text.starts_with(char::is_whitespace);
        // Between marks that touch, an empty comment says where the one ends and the other begins.
        if glued && !blank && escapes == Escapes::All {
            text.push_str("<!-- -->");
        }
        text.push_str(&one(run, place, escapes));
        glued = !run.text.ends_with(char::is_whitespace);
    }
    guarded(text)
}

fn one(run: &Run, place: Place, escapes: Escapes) -> String {
    let words = if run.emphasis.code { code(&run.text, place) } else { escaped(&run.text, place, escapes) };
    let marked = emphasised(&words, run.emphasis);
    match &run.link {
        None => marked,
        Some(link) if escapes == Escapes::Few && *link == run.text && run.emphasis == Emphasis::default() => {
            format!("<{link}>")
        }
        Some(link) => {
            let link = link.replace(['\n', '\r'], " ").replace('\\', "\\\\").replace('&', "&amp;");
            let link = link.replace('<', "\\<").replace('>', "\\>").replace('|', "\\|");
            format!("[{marked}](<{link}>)")
        }
    }
}

fn emphasised(words: &str, emphasis: Emphasis) -> String {
    let marks = match (emphasis.bold, emphasis.italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    let strike = if emphasis.strike { "~~" } else { "" };
    format!("{marks}{strike}{words}{strike}{marks}")
}

/// A code span with more backticks around it than are in it.
fn code(text: &str, place: Place) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if place == Place::Cell { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn escaped(text: &str, place: Place, escapes: Escapes) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let escape = match (letter, escapes) {
            ('\\', _) => next.is_none_or(|next| next.is_ascii_punctuation() || next == '\n'),
            ('|', _) => place == Place::Cell || escapes == Escapes::All,
            // `{#…}` at the end of an item is its id.
            ('#', _) => before == '{' || escapes == Escapes::All,
            (_, Escapes::Few) => false,
            _ => "`*_~[]<>&{}!".contains(letter),
        };
        match letter {
            '\n' => out.push_str("<br>"),
            _ if escape => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
        before = letter;
    }
    out
}

/// The line with its beginning and its end escaped where they would mean a block.
fn guarded(text: String) -> String {
    let text = guarded_end(text);
    let first = text.chars().next().unwrap_or(' ');
    let rest = text.trim_start_matches(first);
    let alone = rest.is_empty() || rest.starts_with([' ', '\t']);
    let single = text.len() == rest.len() + first.len_utf8();
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let rule = text.chars().all(|letter| letter == first || letter == ' ');
    let opens = match first {
        '-' | '+' | '*' => (single && alone) || rule,
        '_' => rule,
        '#' => alone,
        '>' => true,
        '~' => text.starts_with("~~~"),
        '<' => text.get(1..).is_some_and(|rest| {
            rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || "/!?".contains(letter))
        }),
        '[' => is_definition(&text),
        _ => false,
    };
    if opens {
        return format!("\\{text}");
    }
    match text.split_at_checked(digits).filter(|_| (1..=9).contains(&digits)) {
        Some((number, rest)) if rest.starts_with(['.', ')']) && ends_marker(rest) => {
            format!("{number}\\{rest}")
        }
        _ => text,
    }
}

/// `[words]:`, which defines where a link leads.
fn is_definition(text: &str) -> bool {
    let mut escaped = false;
    let end = text.char_indices().find(|(_, letter)| {
        let closes = *letter == ']' && !escaped;
        escaped = *letter == '\\' && !escaped;
        closes
    });
    end.and_then(|(at, _)| text.get(at + 1..)).is_some_and(|rest| rest.starts_with(':'))
}

fn ends_marker(rest: &str) -> bool {
    let after = rest.trim_start_matches(['.', ')']);
    rest.len() == after.len() + 1 && (after.is_empty() || after.starts_with([' ', '\t']))
}

/// Hashes at the end of a heading would close it.
fn guarded_end(text: String) -> String {
    let open = text.trim_end_matches('#');
    let hashes = text.len() - open.len();
    if hashes == 0 || !(open.is_empty() || open.ends_with([' ', '\t'])) || open.is_empty() {
        return text;
    }
    format!("{open}\\{}", "#".repeat(hashes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(runs: &[Run], expected: &str) {
        assert_eq!(write(runs), expected);
        assert_eq!(inline(expected), normal(runs));
    }

    fn italic(text: &str) -> Run {
        Run { emphasis: Emphasis { italic: true, ..Emphasis::default() }, ..Run::plain(text) }
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for text in ["Còn 02 lớp ghép [H1-1.1-01]; 8,3%", "a_b 5*3 & C: <5", "số 1.5, a # b!", "**đậm** `mã`"]
        {
            assert_eq!(write(&inline(text)), text);
        }
    }

    #[test]
    fn what_would_open_a_block_is_escaped() {
        check(&[Run::plain("1. một")], "1\\. một");
        check(&[Run::plain("2) hai")], "2\\) hai");
        check(&[Run::plain("- ba")], "\\- ba");
        check(&[Run::plain("# bốn")], "\\# bốn");
        check(&[Run::plain("---")], "\\---");
        check(&[Run::plain("bảy #")], "bảy \\#");
        check(&[Run::plain("1.5 tám")], "1.5 tám");
        check(&[Run::plain("chín {#w-1.5-2021-1}")], "chín {\\#w-1.5-2021-1}");
        assert_eq!(inline(&write(&[Run::plain("> năm")])), [Run::plain("> năm")]);
        assert_eq!(inline(&write(&[Run::plain("<p>sáu</p>")])), [Run::plain("<p>sáu</p>")]);
    }

    #[test]
    fn touching_marks_are_kept_apart() {
        check(&[Run::bold("Điểm yếu:"), Run::plain(" còn ghép")], "**Điểm yếu:** còn ghép");
        check(&[Run::bold("a)"), Run::plain("b")], "**a)**<!-- -->b");
        check(&[Run::bold("a"), italic("b")], "**a***b*");
        check(&[Run::plain("một\nhai")], "một<br>hai");
    }

    #[test]
    fn a_bar_is_escaped_in_a_cell_only() {
        assert_eq!(write(&[Run::plain("a | b")]), "a | b");
        assert_eq!(write_cell(&[Run::plain("a | b")]), "a \\| b");
    }

    /// A link whose words are code with a bracket in it may look like the definition of a link.
    fn unsayable(run: &Run) -> bool {
        run.emphasis.code && run.link.is_some() && run.text.contains(']')
    }

    fn run() -> impl Strategy<Value = Run> {
        let part = prop::sample::select(vec![
            "Nhà",
            "lớp",
            " ",
            "  ",
            "\n",
            "*",
            "**",
            "_",
            "~~",
            "`",
            "``",
            "\\",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "<br>",
            "<b>",
            "<!--",
            "-->",
            "&",
            "&amp;",
            "#",
            "{#",
            "}",
            "|",
            "!",
            "1.",
            "-",
            "+",
            "]: ",
            "\u{a0}",
            "e\u{302}",
            "http://a.vn",
            ":",
            ".",
            "\t",
            "\r\n",
            "a",
            "5/2024",
        ]);
        let link = prop_oneof![
            4 => Just(None),
            1 => prop::sample::select(vec!["http://a.vn", "a b", "x(y", "a&amp;b", "<q>", "\\", "k|h"])
                .prop_map(|link| Some(link.to_owned())),
        ];
        (prop::collection::vec(part, 0..6), any::<[bool; 4]>(), link).prop_map(|(parts, on, link)| Run {
            text: parts.concat(),
            emphasis: Emphasis { bold: on[0], italic: on[1], strike: on[2] && on[0], code: on[3] && on[1] },
            link,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_reads_back(runs in prop::collection::vec(run(), 0..5)) {
            prop_assume!(!normal(&runs).iter().any(unsayable));
            let text = write(&runs);
            prop_assert_eq!(inline(&text), normal(&runs), "{:?}", text);
            prop_assert!(!text.contains('\n'));
        }

        #[test]
        fn a_cell_reads_back(runs in prop::collection::vec(run(), 0..5)) {
            let bar = |run: &Run| run.emphasis.code && run.text.contains("\\|");
            prop_assume!(!normal(&runs).iter().any(|run| unsayable(run) || bar(run)));
            let text = write_cell(&runs);
            prop_assert_eq!(cell(&text), normal(&runs), "{:?}", text);
            prop_assert!(!text.replace("\\|", "").contains('|'), "{:?}", text);
        }

        #[test]
        fn what_was_read_is_normal(text in "[a *_`~\\[\\]()<>&!#|\n\\\\é-]{0,24}") {
            let runs = inline(&text);
            prop_assert_eq!(normal(&runs), runs.clone());
            prop_assert_eq!(inline(&write(&runs)), runs);
        }
    }
}
