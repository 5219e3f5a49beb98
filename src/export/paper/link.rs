//! Which links of a plan may be followed from paper that is read on a screen.
//!
//! The address is what somebody wrote. Only what leads to a page or to a mailbox is given out; a script, a file of the
//! reader's machine or an address in disguise stays words.

/// Longer addresses are no addresses.
const LONGEST: usize = 2_000;

/// The address, where it may be followed.
pub fn followed(link: Option<&str>) -> Option<&str> {
    let link = link?.trim();
    let (scheme, rest) = link.split_once(':')?;
    let leads = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.starts_with("//") && rest.len() > 2,
        "mailto" => rest.contains('@'),
        _ => false,
    };
    let plain =
        |letter: char| !letter.is_whitespace() && !letter.is_control() && !"<>\"\\^`{|}".contains(letter);
    (leads && link.len() <= LONGEST && link.chars().all(plain)).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_and_mailboxes_are_followed() {
        for good in
            ["https://example.vn/a?b=1#c", "HTTP://example.vn", "mailto:a@example.vn", " https://a.vn "]
        {
            assert_eq!(followed(Some(good)), Some(good.trim()));
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:x",
            "file:///etc/passwd",
            "data:text/html,x",
            "//a.vn",
            "https://a.vn/\"onclick=x",
            "https:a.vn",
            "https://",
            "mailto:",
            "x",
            "",
            "https://a b.vn",
        ] {
            assert_eq!(followed(Some(bad)), None, "{bad}");
        }
        assert_eq!(followed(Some(&format!("https://{}", "a".repeat(LONGEST)))), None);
        assert_eq!(followed(None), None);
    }
}
