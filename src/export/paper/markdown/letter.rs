//! Letters that mean something in Markdown, written so that they mean themselves.

/// A text inside a line: nothing of it is a mark. Its own line breaks are forced ones.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_mark = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '$' => true,
            // The start of an entity, and of nothing else.
            '&' => letters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        match letter {
            '\n' => out.push_str("\\\n"),
            '\r' | '\t' => out.push(' '),
            letter if letter.is_control() => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
    out
}

/// Escaped text without blanks and forced line breaks at its ends: there they would be printed as backslashes.
pub(super) fn trimmed(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(rest) = text.strip_prefix("\\\n") {
        text = rest.trim_start();
    }
    loop {
        text = text.trim_end();
        // Two of them are one that people wrote.
        let marks = text.len() - text.trim_end_matches('\\').len();
        match text.strip_suffix('\\') {
            Some(less) if marks % 2 == 1 => text = less,
            _ => return text,
        }
    }
}

/// Lines of escaped text as a paragraph: none of them begins a list, a heading, a quotation, a rule or code.
pub(super) fn guarded(text: &str) -> String {
    trimmed(text).split('\n').map(guarded_line).collect::<Vec<_>>().join("\n")
}

fn guarded_line(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or_default();
    let begins = match number {
        "" => rest.starts_with(['-', '+', '=', '#', '>']),
        _ => rest.starts_with(['.', ')']),
    };
    if begins { format!("{number}\\{rest}") } else { line.to_owned() }
}

/// Escaped text as the words of a heading: signs at its end are not the heading's own.
pub(super) fn closed(text: &str) -> String {
    let text = text.trim();
    let words = text.trim_end_matches('#');
    let signs = text.strip_prefix(words).unwrap_or_default();
    if signs.is_empty() { text.to_owned() } else { format!("{words}\\{signs}") }
}

/// The text between marks of emphasis, where Markdown would take them for such: a mark beside punctuation needs a
/// blank or more punctuation on its other side. Otherwise the words alone.
pub(super) fn marked(mark: &str, text: &str, before: Option<char>, after: Option<char>) -> String {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let is_mark = |letter: Option<char>| letter.is_some_and(|letter| "*~_".contains(letter));
    let opens = is_word(text.chars().next()) || !is_word(before);
    let closes = is_word(text.chars().next_back()) || !is_word(after);
    if mark.is_empty() || text.is_empty() || !opens || !closes || is_mark(before) {
        return text.to_owned();
    }
    let closing: String = mark.chars().rev().collect();
    format!("{mark}{text}{closing}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_words_and_other_letters_stay_as_they_are() {
        assert_eq!(escaped("Kết quả: 5 - 10 (a), B! #2"), "Kết quả: 5 - 10 (a), B! #2");
        assert_eq!(
            escaped("*a* _b_ `c` [d] <e> ~f~ \\ | &amp; A & B"),
            r"\*a\* \_b\_ \`c\` \[d\] \<e> \~f\~ \\ \| \&amp; A & B"
        );
        assert_eq!(escaped("một\nhai\u{7}"), "một\\\nhai\u{fffd}");
    }

    #[test]
    fn no_line_begins_what_it_is_not() {
        for (line, expected) in [
            ("1. Mục đích", r"1\. Mục đích"),
            ("12) Mục", r"12\) Mục"),
            ("- Việc", r"\- Việc"),
            ("# x", r"\# x"),
            ("> x", r"\> x"),
            ("---", r"\---"),
            ("    x", "x"),
            ("2023 là năm", "2023 là năm"),
            ("a) x", "a) x"),
            ("a\\\n- b", "a\\\n\\- b"),
            ("a\\\n", "a"),
            (r"a\\", r"a\\"),
        ] {
            assert_eq!(guarded(line), expected);
        }
    }

    #[test]
    fn emphasis_is_left_out_where_markdown_would_print_its_marks() {
        assert_eq!(marked("**", "chữ", Some('a'), Some('b')), "**chữ**");
        assert_eq!(marked("**", "chữ:", Some(' '), Some(' ')), "**chữ:**");
        assert_eq!(marked("**", "chữ:", None, Some('b')), "chữ:");
        assert_eq!(marked("*", "(x", Some('a'), None), "(x");
        assert_eq!(marked("***", "x", None, None), "***x***");
        assert_eq!(marked("**~~", "x", None, None), "**~~x~~**");
        assert_eq!(marked("*", "x", Some('*'), None), "x");
    }
}
