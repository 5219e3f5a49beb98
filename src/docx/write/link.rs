//! Where a link may lead, as a target that Word takes.
//!
//! Word refuses a whole file for one target that is no address. Letters beyond ASCII stay as they are; what an address
//! may not hold is written in per cent; what cannot be one is no link, and its words stay words.

/// Longer addresses make Word refuse the file.
const LONGEST: usize = 2_000;

/// The target for a link as written; None where it cannot be one.
pub(super) fn target(link: &str) -> Option<String> {
    let link = link.trim();
    let mut target = String::with_capacity(link.len());
    for (at, letter) in link.char_indices() {
        match letter {
            '%' if !is_escape(link.get(at + 1..at + 3)) => target.push_str("%25"),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\0'..='\x1f' | '\x7f' => {
                target.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter => target.push(letter),
        }
    }
    let fits = !target.is_empty() && target.len() <= LONGEST;
    (fits && has_host(&target)).then_some(target)
}

fn is_escape(digits: Option<&str>) -> bool {
    digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// An address of the web names a machine; others (`mailto:…`, `minh-chung/a.pdf`) need not.
fn has_host(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    match lower.strip_prefix("http:").or(lower.strip_prefix("https:")) {
        Some(rest) => rest.strip_prefix("//").is_some_and(|host| host.starts_with(char::is_alphanumeric)),
        // A colon first is no scheme at all.
        None => !lower.starts_with(':'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(link: &str, expected: Option<&str>) {
        assert_eq!(target(link).as_deref(), expected);
    }

    #[test]
    fn addresses_stay_and_what_is_none_is_no_link() {
        check("https://trường.vn/báo-cáo?x=1#y", Some("https://trường.vn/báo-cáo?x=1#y"));
        check("minh-chung/H2 1.pdf", Some("minh-chung/H2%201.pdf"));
        check("a%20b%zz%", Some("a%20b%25zz%25"));
        check("mailto:a@b.vn", Some("mailto:a@b.vn"));
        check("C:\\a", Some("C:%5Ca"));
        check("http://", None);
        check("HTTPS:a", None);
        check(":", None);
        check(" ", None);
        check(&"a".repeat(LONGEST + 1), None);
    }
}
