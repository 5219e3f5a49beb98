//! The changes of refs that git tells its hooks about.

use crate::git::ObjectId;
use crate::server::name::{Folder, folder};

/// One ref that a push changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefChange {
    /// On the receiving side: `refs/tags/approved/…`.
    pub name: String,
    /// None where it is new there.
    pub old: Option<ObjectId>,
    /// None where it is deleted there.
    pub new: Option<ObjectId>,
}

impl RefChange {
    /// The lines that git hands to `pre-push`: local ref, local id, remote ref, remote id. A line
    /// of another form is passed over.
    pub fn of_push(input: &str) -> Vec<RefChange> {
        input.lines().filter_map(RefChange::of_line).collect()
    }

    fn of_line(line: &str) -> Option<RefChange> {
        // The local side may be any expression, blanks included; the rest never has any.
        let mut fields = line.rsplitn(3, ' ');
        let old = id(fields.next()?)?;
        let name = fields.next()?.to_owned();
        let new = id(fields.next()?.rsplit(' ').next()?)?;
        Some(RefChange { name, old, new })
    }

    /// The lines that git hands to `pre-receive`: old id, new id, ref. None where one of them has another
    /// form: a server does not guess.
    pub fn of_receive(input: &[u8]) -> Option<Vec<RefChange>> {
        let input = String::from_utf8_lossy(input);
        let one = |line: &str| {
            let mut fields = line.splitn(3, ' ');
            let (old, new) = (id(fields.next()?)?, id(fields.next()?)?);
            Some(RefChange { name: fields.next()?.to_owned(), old, new })
        };
        input.split_terminator('\n').map(one).collect()
    }

    /// The three arguments that git hands to `update`.
    pub fn of_update(arguments: &[String]) -> Option<RefChange> {
        match arguments {
            [name, old, new] => Some(RefChange { name: name.clone(), old: id(old)?, new: id(new)? }),
            _ => None,
        }
    }

    /// The tag that changes, if it is one that trust hangs on; its folder.
    pub(super) fn trusted_tag(&self) -> Option<(&str, &'static str)> {
        let tag = self.name.strip_prefix("refs/tags/")?;
        // A name that only nearly belongs there is judged as if it did.
        match folder(tag)? {
            Folder::Exact(folder) | Folder::Like(folder) => Some((tag, folder)),
        }
    }

    /// The branch that changes.
    pub(super) fn branch(&self) -> Option<&str> {
        self.name.strip_prefix("refs/heads/")
    }
}

/// An object id; `Some(None)` for the zeros that stand for nothing.
fn id(text: &str) -> Option<Option<ObjectId>> {
    if !text.is_empty() && text.bytes().all(|byte| byte == b'0') {
        return Some(None);
    }
    text.parse().ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: &str = "0000000000000000000000000000000000000000";
    const ONE: &str = "1111111111111111111111111111111111111111";

    #[test]
    fn reads_the_lines_of_a_push() {
        let line = format!("HEAD~1 {ONE} refs/heads/main {ZERO}\n(delete) {ZERO} refs/tags/x {ONE}\n");
        let changes = RefChange::of_push(&line);
        let one: ObjectId = ONE.parse().unwrap();
        assert_eq!(changes[0], RefChange { name: "refs/heads/main".into(), old: None, new: Some(one) });
        assert_eq!(changes[1], RefChange { name: "refs/tags/x".into(), old: Some(one), new: None });
        assert_eq!(RefChange::of_push("rác\n\n"), []);
    }

    #[test]
    fn a_server_reads_every_line_or_none() {
        let line = format!("{ZERO} {ONE} refs/heads/main\n");
        let one: ObjectId = ONE.parse().unwrap();
        let main = RefChange { name: "refs/heads/main".into(), old: None, new: Some(one) };
        assert_eq!(RefChange::of_receive(line.as_bytes()), Some(vec![main]));
        assert_eq!(RefChange::of_receive(b""), Some(Vec::new()));
        for bad in [format!("{line}rác\n"), format!("{line}\n"), format!("{ONE} refs/heads/main {ZERO}\n")] {
            assert_eq!(RefChange::of_receive(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn trust_hangs_on_these_tags() {
        let check =
            |name: &str| RefChange { name: name.into(), old: None, new: None }.trusted_tag().is_some();
        assert!(check("refs/tags/approved/a/2023-2024/v1"));
        assert!(check("refs/tags/Approved/a"));
        assert!(check("refs/tags/received/a/2023-2024/v1"));
        assert!(check("refs/tags/issued/a/2023-2024/v1"));
        assert!(!check("refs/tags/v1.0"));
        assert!(!check("refs/heads/approved/a"));
    }
}
