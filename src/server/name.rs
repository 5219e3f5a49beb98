//! Names of refs that a server does not take, whoever pushes them: those that git, a file system or a
//! person would read as something else.
//!
//! Only the name is looked at. What the ref leads to is judged elsewhere.

use super::Pattern;
use crate::period::Period;
use crate::plan::spelling::{distance, fold};

/// The first parts of the names of the tags that trust hangs on.
pub const FOLDERS: [&str; 4] = ["approved", "withdrawn", "received", "issued"];

/// Why a name is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFlaw {
    /// Neither a branch, nor a tag, nor a note: replacements, other people's branches, namespaces.
    Elsewhere,
    /// Letters that nobody sees, or that turn the line around.
    Hidden,
    /// Git would read it as the name of something else, or as an option.
    Ambiguous,
    /// Written so that it looks like one of the tags that trust hangs on.
    Lookalike { folder: &'static str },
    /// Stands in front of a protected branch, or beside it on a disk that does not tell case apart.
    Shadow { branch: String },
}

/// How a tag's name belongs to the tags that trust hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// The folder's own spelling.
    Exact(&'static str),
    /// Another spelling of it.
    Like(&'static str),
}

/// What is wrong with the name by itself. The branches are the protected ones, without `refs/heads/`.
pub fn flaw(name: &str, protected: &[Pattern]) -> Option<NameFlaw> {
    if name.chars().any(is_hidden) {
        return Some(NameFlaw::Hidden);
    }
    if name.starts_with("refs/notes/") {
        return None;
    }
    let tag = name.strip_prefix("refs/tags/");
    let Some(short) = tag.or_else(|| name.strip_prefix("refs/heads/")) else {
        return Some(NameFlaw::Elsewhere);
    };
    if is_ambiguous(short) {
        return Some(NameFlaw::Ambiguous);
    }
    match (folder(short), tag) {
        (Some(Folder::Exact(folder) | Folder::Like(folder)), None)
        | (Some(Folder::Like(folder)), Some(_)) => Some(NameFlaw::Lookalike { folder }),
        _ => shadowed(name, protected).map(|branch| NameFlaw::Shadow { branch }),
    }
}

/// The folder of statements that a tag's or a branch's name lies in, or seems to.
pub fn folder(short: &str) -> Option<Folder> {
    let (first, rest) = short.split_once('/').unwrap_or((short, ""));
    if let Some(folder) = FOLDERS.into_iter().find(|folder| *folder == first) {
        return Some(Folder::Exact(folder));
    }
    let folded = fold(first);
    let letters = |letter: &char| letter.is_ascii_alphanumeric() || !letter.is_ascii();
    let letters: Vec<char> = folded.chars().filter(letters).collect();
    let plain: String = letters.iter().filter(|letter| letter.is_ascii()).collect();
    let foreign = letters.len() - plain.len();
    let seems = |folder: &&str| {
        is_drawn_like(&letters, folder) || (distance(&plain, folder) <= foreign + 2 && is_shaped(rest))
    };
    FOLDERS.into_iter().find(seems).map(Folder::Like)
}

/// A letter of another script may look like any of ours; two of ours must be there.
fn is_drawn_like(letters: &[char], folder: &str) -> bool {
    let pairs = || letters.iter().copied().zip(folder.chars());
    let same = pairs().filter(|(letter, own)| letter == own).count();
    let drawn = pairs().all(|(letter, own)| letter == own || !letter.is_ascii());
    letters.len() == folder.len() && drawn && same >= 2
}

/// Does the rest of a name look like that of an approval: a period, or a version at its end?
fn is_shaped(rest: &str) -> bool {
    let is_version = |part: &str| {
        let digits = part.strip_prefix(['v', 'V']).unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = rest.split('/');
    parts.clone().any(|part| part.parse::<Period>().is_ok()) || parts.next_back().is_some_and(is_version)
}

/// Would git, asked for this name, answer with something else?
fn is_ambiguous(short: &str) -> bool {
    let first = short.split('/').next().unwrap_or(short).to_ascii_lowercase();
    let last = short.rsplit('/').next().unwrap_or(short).to_ascii_lowercase();
    let is_id = matches!(short.len(), 40 | 64) && short.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_git_own = ["refs", "heads", "tags", "remotes", "notes", "@"].contains(&first.as_str());
    is_id || is_git_own || last == "head" || last.ends_with("_head") || first.starts_with('-')
}

/// The protected branch that a name stands before: `git show main` shows the tag `main`, and `git show
/// origin/main` the tag `origin/main`. Where file names have no case, `Main` is `main`.
fn shadowed(name: &str, protected: &[Pattern]) -> Option<String> {
    let literal = protected.iter().filter_map(Pattern::literal);
    let branch = name.strip_prefix("refs/heads/");
    let is_shadow = |known: &&str| {
        let own = fold(known);
        match branch {
            Some(short) => short != *known && fold(short) == own,
            None => {
                let short = fold(name.strip_prefix("refs/tags/").unwrap_or(name));
                short == own || short.split_once('/').is_some_and(|(_, rest)| rest == own)
            }
        }
    };
    literal.map(str::trim).find(is_shadow).map(str::to_owned)
}

/// Control letters, those without width, those that turn the writing around, and what stands for
/// bytes that are no text.
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: Option<&NameFlaw>, names: &[&str]) {
        let main = [Pattern::parse("main").unwrap(), Pattern::parse("nhap/**").unwrap()];
        for name in names {
            assert_eq!(flaw(name, &main).as_ref(), wanted, "{name}");
        }
    }

    #[test]
    fn ordinary_names_pass() {
        check(
            None,
            &[
                "refs/heads/main",
                "refs/heads/nháp-của-bình",
                "refs/heads/issues/12",
                "refs/heads/review/main-2",
                "refs/heads/mainline",
                "refs/tags/v1.0",
                "refs/tags/2024",
                "refs/tags/日本語テスト",
                "refs/tags/approved/mn-hoa-sen/2024-2025/v1",
                "refs/tags/issued/mn-hoa-sen/2024-2025/v1",
                "refs/notes/commits",
            ],
        );
    }

    #[test]
    fn lookalikes_are_known_by_what_people_see() {
        let approved = NameFlaw::Lookalike { folder: "approved" };
        check(
            Some(&approved),
            &[
                "refs/heads/approved/mn-hoa-sen/2024-2025/v1",
                "refs/heads/APPROVED",
                "refs/tags/Approved/mn-hoa-sen/2024-2025/v1",
                "refs/tags/approvеd/mn-hoa-sen/2024-2025/v1",
                "refs/tags/аррrоvеd/x",
                "refs/tags/ạpproved/x",
                "refs/tags/approved-/x",
                "refs/tags/aproved/mn-hoa-sen/2024-2025/v1",
                "refs/tags/approve/mn-hoa-sen/2024-2025",
                "refs/tags/appproved/a/b/v3",
            ],
        );
        check(Some(&NameFlaw::Lookalike { folder: "issued" }), &["refs/tags/issue/a/2024-2025/v1"]);
    }

    #[test]
    fn names_that_git_reads_otherwise() {
        check(
            Some(&NameFlaw::Ambiguous),
            &[
                "refs/heads/HEAD",
                "refs/heads/x/HEAD",
                "refs/tags/head",
                "refs/tags/FETCH_HEAD",
                "refs/tags/refs/tags/approved/a/2024-2025/v1",
                "refs/heads/tags/approved/a/2024-2025/v1",
                "refs/heads/refs/heads/main",
                "refs/heads/89e6c98d92887913cadf06b2adb97f26cde4849b",
                "refs/heads/--force",
                "refs/heads/@",
            ],
        );
    }

    #[test]
    fn other_places_and_hidden_letters() {
        check(
            Some(&NameFlaw::Elsewhere),
            &[
                "refs/replace/89e6c98d92887913cadf06b2adb97f26cde4849b",
                "refs/remotes/origin/main",
                "refs/namespaces/a/refs/tags/approved/a/2024-2025/v1",
                "refs/stash",
                "refs/approved/x",
                "HEAD",
            ],
        );
        check(
            Some(&NameFlaw::Hidden),
            &["refs/heads/ma\u{200b}in", "refs/tags/\u{202e}x", "refs/tags/\u{fffd}"],
        );
    }

    #[test]
    fn what_stands_before_a_protected_branch() {
        let main = NameFlaw::Shadow { branch: "main".into() };
        check(Some(&main), &["refs/tags/main", "refs/tags/MAIN", "refs/tags/origin/main", "refs/heads/Main"]);
    }
}
