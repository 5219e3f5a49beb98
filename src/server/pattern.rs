//! Names of refs with stars: `*` is any run of letters between two slashes, `**` any number of
//! whole parts, at least one.
//!
//! ```
//! use caitien::server::Pattern;
//! let approvals = Pattern::parse("refs/tags/approved/**").unwrap();
//! assert!(approvals.matches("refs/tags/approved/th-a/2024-2025/v1"));
//! assert!(!approvals.matches("refs/tags/approved"));
//! assert!(!Pattern::parse("refs/heads/*").unwrap().matches("refs/heads/a/b"));
//! ```

/// A name, or many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    text: String,
}

impl Pattern {
    /// None where a part is empty, or `**` is only a piece of one.
    pub fn parse(text: &str) -> Option<Pattern> {
        let is_part = |part: &str| !part.is_empty() && (part == "**" || !part.contains("**"));
        text.split('/').all(is_part).then(|| Pattern { text: text.to_owned() })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The one name that is meant, where there is no star.
    pub fn literal(&self) -> Option<&str> {
        (!self.text.contains('*')).then_some(&self.text)
    }

    pub fn matches(&self, name: &str) -> bool {
        let pattern: Vec<&str> = self.text.split('/').collect();
        let name: Vec<&str> = name.split('/').collect();
        parts(&pattern, &name)
    }
}

fn parts(pattern: &[&str], name: &[&str]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), Some((_, others))) => parts(rest, others) || parts(pattern, others),
        (Some((first, rest)), Some((word, others))) => part(first, word) && parts(rest, others),
        _ => false,
    }
}

/// One part: the pieces between the stars stand in the word in this order, the first and the last at its ends.
fn part(pattern: &str, word: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == word };
    let Some(mut open) = word.strip_prefix(first) else { return false };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    for piece in middle.split('*') {
        match open.split_once(piece) {
            Some((_, after)) => open = after,
            None => return false,
        }
    }
    open.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, yes: &[&str], no: &[&str]) {
        let parsed = Pattern::parse(pattern).unwrap();
        assert!(yes.iter().all(|name| parsed.matches(name)), "{pattern} {yes:?}");
        assert!(!no.iter().any(|name| parsed.matches(name)), "{pattern} {no:?}");
    }

    #[test]
    fn stars_stand_for_parts_and_pieces() {
        check("main", &["main"], &["mainx", "main/x", "Main", ""]);
        check("nhap-*", &["nhap-", "nhap-mai"], &["nhap", "nhap-mai/x", "xnhap-mai"]);
        check("a*b*c", &["abc", "axbyc", "abcbc"], &["ab", "acb", "abcd"]);
        check("**", &["a", "a/b/c"], &[]);
        check("a/**/z", &["a/b/z", "a/b/c/z"], &["a/z", "a/b"]);
        check("aba*aba", &["abaaba", "abaxaba"], &["aba", "ababa"]);
        for bad in ["", "/a", "a//b", "a/", "a**"] {
            assert_eq!(Pattern::parse(bad), None, "{bad}");
        }
    }
}
