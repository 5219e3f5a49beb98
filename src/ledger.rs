//! How a record is appended to a file of records that several people write: one table, each of its lines ending
//! in a mark.
//!
//! Git's `union` merge shares equal lines between two people's additions, and would weave two records into one. With a
//! mark (a hash of what the record says) no two records have a line in common. Readers pass over marks: they are comments.
//!
//! ```
//! use caitien::ledger::{added, marked, quoted};
//! let lines = [("item", quoted("a-1.5-2023-1")), ("percent", "50".to_owned())];
//! let record = marked("record", lines.into_iter(), "1f0c2b7e");
//! assert_eq!(record.lines().last(), Some("percent = 50  # 1f0c2b7e"));
//! assert!(added("# sổ", &record).starts_with("# sổ\n\n[[record]]  # 1f0c2b7e\n"));
//! ```

/// A table with its lines, each with the mark.
pub fn marked(table: &str, lines: impl Iterator<Item = (&'static str, String)>, mark: &str) -> String {
    let lines = lines.map(|(key, value)| format!("{key} = {value}  # {mark}\n"));
    format!("[[{table}]]  # {mark}\n{}", lines.collect::<String>())
}

/// A TOML string on one line.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}

/// A list of such strings.
pub fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A file's text with a record behind it: what stands there stays to the last byte.
pub fn added(text: &str, record: &str) -> String {
    let gap = if text.is_empty() || text.ends_with('\n') { "\n" } else { "\n\n" };
    format!("{text}{gap}{record}")
}

/// A sentence as people typed it, on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
