//! How a plan says that two people wrote different things in one place, until a person has chosen.
//!
//! The plan keeps one of the two in its place; the other stands right behind it in a marker that is plain Markdown: a
//! bullet inside an item, a quotation below a paragraph, a comment in the front matter. All of them begin with
//! [`MARKER`] and say what, whose, and the words, so that a person can choose in any editor by deleting lines, and a program
//! finds them again. Merging itself is not done here.
//!
//! ```
//! use caitien::plan::conflict::{Marker, Version, markers};
//! let marker = Marker { what: "Chủ trì".into(), version: Version::Other, text: Some("Tổ trưởng".into()) };
//! assert_eq!(marker.bullet(), "- [XUNG ĐỘT] Chủ trì, bản kia ghi: Tổ trưởng");
//! assert_eq!(markers(&marker.bullet())[0].marker.as_ref(), Some(&marker));
//! ```

use crate::finding::Span;

/// What every marker begins with.
pub const MARKER: &str = "[XUNG ĐỘT]";

/// What a marker speaks of where it is no field and no key.
pub const ITEM: &str = "mục này";
pub const PLACE: &str = "chỗ đặt mục này";
pub const LEVEL: &str = "mức";
pub const LABEL: &str = "nhãn";
pub const HEADING: &str = "tiêu đề";
pub const BLOCK: &str = "đoạn ngay trên";
pub const LINE: &str = "dòng ngay trên";
pub const FRONT: &str = "phần đầu tệp";

/// Whose words a marker holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// Of the plan into which another was merged.
    This,
    /// Of the plan that was merged in.
    Other,
}

impl Version {
    /// As the marker says it.
    pub fn wording(self) -> &'static str {
        match self {
            Version::This => "bản này",
            Version::Other => "bản kia",
        }
    }

    pub fn reverse(self) -> Version {
        match self {
            Version::This => Version::Other,
            Version::Other => Version::This,
        }
    }
}

/// What the other of two versions says; the one that stands in its place is not repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// A field's label, a key of the front matter, or one of the words above.
    pub what: String,
    pub version: Version,
    /// None where that version deleted the thing.
    pub text: Option<String>,
}

/// A marker where it stands; None inside for a conflict that was left by a merge of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub marker: Option<Marker>,
    pub span: Span,
}

const SAYS: &str = " ghi:";
const DELETED: &str = " đã xóa";

/// How a merge of lines begins a conflict.
pub const LINES: &str = "<<<<<<< ";

impl Marker {
    fn head(&self) -> String {
        let verb = if self.text.is_some() { SAYS } else { DELETED };
        format!("{MARKER} {}, {}{verb}", self.what, self.version.wording())
    }

    /// Inside an item or below a shared field.
    pub fn bullet(&self) -> String {
        let mut lines = self.text.as_deref().unwrap_or_default().lines();
        let first = format!("- {} {}", self.head(), lines.next().unwrap_or_default());
        let mut written = first.trim_end().to_owned();
        for line in lines {
            written.push('\n');
            written.push_str(&prefixed("  ", line));
        }
        written
    }

    /// Below a paragraph or a heading.
    pub fn quote(&self) -> String {
        let mut written = format!("> {}", self.head());
        if let Some(text) = self.text.as_deref().filter(|text| !text.is_empty()) {
            written.push_str("\n>");
            for line in text.lines() {
                written.push('\n');
                written.push_str(&prefixed("> ", line));
            }
        }
        written
    }

    /// In the front matter.
    pub fn comment(&self) -> String {
        let lines = self.text.as_deref().unwrap_or_default().lines();
        let lines = lines.map(|line| format!("\n{}", prefixed("#> ", line)));
        format!("# {}{}", self.head(), lines.collect::<String>())
    }

    /// Reads the line that begins with the marker, without what stands before it.
    fn read(line: &str) -> Option<Marker> {
        let rest = line.strip_prefix(MARKER)?.trim_start();
        [Version::Other, Version::This].into_iter().find_map(|version| {
            let said = format!(", {}{SAYS}", version.wording());
            let deleted = format!(", {}{DELETED}", version.wording());
            let (what, text) = match rest.split_once(&said) {
                Some((what, text)) => (what, Some(text.trim().to_owned())),
                None => (rest.split_once(&deleted)?.0, None),
            };
            Some(Marker { what: what.to_owned(), version, text })
        })
    }
}

fn prefixed(prefix: &str, line: &str) -> String {
    if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") }
}

/// Every marker of a text, and every conflict that a merge of lines left in it, in order.
pub fn markers(text: &str) -> Vec<Found> {
    if !text.contains(MARKER) && !text.contains(LINES) {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    let mut open: Option<Form> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let lead = bare.len() - bare.trim_start_matches([' ', '\t', '>', '-', '*', '+', '#']).len();
        let words = bare.get(lead..).unwrap_or_default();
        if words.starts_with(MARKER) {
            let marker = Marker::read(words);
            open = marker.is_some().then(|| Form::of(bare));
            found.push(Found { marker, span: Span::new(at + lead, at + bare.len()) });
        } else if line.starts_with(LINES) {
            open = None;
            found.push(Found { marker: None, span: Span::new(at, at + bare.len()) });
        } else if let Some(more) = open.as_ref().and_then(|form| form.goes_on(bare)) {
            if let Some(last) = found.last_mut() {
                last.grow(more, at + bare.len());
            }
        } else {
            open = None;
        }
        at += line.len();
    }
    for one in &mut found {
        one.trim();
    }
    found
}

impl Found {
    fn grow(&mut self, line: &str, end: usize) {
        if let Some(text) = self.marker.as_mut().and_then(|marker| marker.text.as_mut()) {
            text.push('\n');
            text.push_str(line);
            self.span.end = if line.is_empty() { self.span.end } else { end };
        }
    }

    fn trim(&mut self) {
        if let Some(text) = self.marker.as_mut().and_then(|marker| marker.text.as_mut()) {
            *text = text.trim_matches('\n').to_owned();
        }
    }
}

/// How the lines after a marker's first one are known to belong to it.
enum Form {
    /// Indented deeper than its bullet.
    Bullet(usize),
    Quote,
    Comment,
}

impl Form {
    fn of(line: &str) -> Form {
        let bare = line.trim_start_matches([' ', '\t']);
        match bare.chars().next() {
            Some('>') => Form::Quote,
            Some('#') => Form::Comment,
            _ => Form::Bullet(line.len() - bare.len()),
        }
    }

    fn goes_on<'t>(&self, line: &'t str) -> Option<&'t str> {
        let bare = line.trim_start_matches([' ', '\t']);
        let after = |prefix: &str| {
            let rest = bare.strip_prefix(prefix)?;
            Some(rest.strip_prefix(' ').unwrap_or(rest))
        };
        match self {
            Form::Quote => after(">"),
            Form::Comment => after("#>"),
            Form::Bullet(_) if bare.is_empty() => Some(""),
            Form::Bullet(indent) => {
                (line.len() - bare.len() >= indent + 2).then(|| line.get(indent + 2..).unwrap_or(bare))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marker: &Marker) {
        for written in [marker.bullet(), marker.quote(), marker.comment()] {
            let text = format!("Câu trước.\n\n{written}\n\nCâu sau.\n");
            let found = markers(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].marker.as_ref(), Some(marker), "{text}");
            assert!(found[0].span.of(&text).starts_with(MARKER), "{text}");
        }
    }

    #[test]
    fn a_mark_is_read_back_as_it_was_written() {
        let marker = |text: Option<&str>| Marker {
            what: "Kinh phí".into(),
            version: Version::Other,
            text: text.map(str::to_owned),
        };
        check(&marker(None));
        check(&marker(Some("")));
        check(&marker(Some("2 triệu: một lần")));
        check(&marker(Some("2 triệu\n- vở\n\n- bút\n  - đỏ")));
        check(&Marker { version: Version::This, ..marker(Some("x")) });
    }

    #[test]
    fn only_what_begins_a_line_is_a_mark() {
        assert_eq!(markers("Tổ đã bàn về [XUNG ĐỘT] lịch.\n"), []);
        assert_eq!(markers("- [XUNG ĐỘT] viết dở\n")[0].marker, None);
        assert_eq!(markers("<<<<<<< bản này\na\n=======\nb\n>>>>>>> bản kia\n").len(), 1);
        assert_eq!(
            markers("> [XUNG ĐỘT] mức, bản kia ghi:\n>\n> 2\n\n> trích\n")[0]
                .marker
                .as_ref()
                .unwrap()
                .text
                .as_deref(),
            Some("2")
        );
    }
}
