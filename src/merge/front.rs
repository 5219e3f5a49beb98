//! The front matter as the pieces that people change one by one: each key with its value; comments and blank lines.
//!
//! Only where a piece begins and ends is seen here; what a value means is the plan's business.

use crate::plan::FrontMatter;

/// One piece of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// None for comments, blank lines and heads of tables.
    pub(super) key: Option<String>,
    /// As written; a value of many lines with all of them.
    pub(super) text: String,
}

/// The pieces, in order; joined by line ends they are the block.
pub(super) fn lines(front: &FrontMatter) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut table = String::new();
    let mut open = Open::default();
    for text in front.source.lines() {
        let text = text.trim_end_matches([' ', '\t']);
        let goes_on = open.goes_on();
        open.read(text);
        match lines.last_mut() {
            Some(last) if goes_on => {
                last.text.push('\n');
                last.text.push_str(text);
            }
            _ => {
                if text.starts_with('[') && !goes_on {
                    table = text.to_owned();
                    open = Open::default();
                }
                lines.push(Line { key: key(text).map(|key| format!("{table}{key}")), text: text.to_owned() });
            }
        }
    }
    lines
}

fn key(text: &str) -> Option<&str> {
    let (key, _) = text.split_once('=')?;
    let key = key.trim();
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    (!key.is_empty() && key.chars().all(plain)).then_some(key)
}

/// What of a value is still open at a line's end.
#[derive(Default)]
struct Open {
    brackets: i32,
    quote: Option<&'static str>,
}

impl Open {
    fn goes_on(&self) -> bool {
        self.brackets > 0 || self.quote.is_some()
    }

    fn read(&mut self, line: &str) {
        const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let mut step = first.len_utf8();
            match self.quote {
                Some(quote) if rest.starts_with(quote) => {
                    step = quote.len();
                    self.quote = None;
                }
                Some(quote) if first == '\\' && quote.starts_with('"') => {
                    step += rest.chars().nth(1).map_or(0, char::len_utf8);
                }
                Some(_) => {}
                None if first == '#' => break,
                None => {
                    self.quote = QUOTES.into_iter().find(|quote| rest.starts_with(quote));
                    step = self.quote.map_or(step, str::len);
                    self.brackets += match first {
                        '[' | '{' => 1,
                        ']' | '}' => -1,
                        _ => 0,
                    };
                }
            }
            rest = rest.get(step..).unwrap_or_default();
        }
        // A text between single quotes ends with its line.
        self.quote = self.quote.filter(|quote| quote.len() == 3);
        self.brackets = self.brackets.max(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let front = FrontMatter { source: source.into(), ..FrontMatter::default() };
        let lines = lines(&front);
        let keys: Vec<&str> = lines.iter().map(|line| line.key.as_deref().unwrap_or("-")).collect();
        assert_eq!(keys, expected);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts.join("\n"), source);
    }

    #[test]
    fn a_block_is_its_pieces() {
        check(
            "schema = 1 # [\n\n# lời\nrecipients = [\n  \"a]\", # x\n  'b',\n]\nplace = \"P\"",
            &["schema", "-", "-", "recipients", "place"],
        );
        check(
            "title = \"\"\"\na = 1\n\"\"\"\nsigner = { name = \"A\", title = \"B\" }",
            &["title", "signer"],
        );
        check("[signer]\nname = \"A\\\"\"\n[x]\nname = 1", &["-", "[signer]name", "-", "[x]name"]);
    }
}
