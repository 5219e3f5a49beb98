//! What was found out about objects that never change: what a commit touched of the files that trust hangs on,
//! and which key signed an object. So that nothing is checked twice.
//!
//! It lies in the git directory (`caitien/checked`) and may be deleted at any time. It holds facts about objects
//! by their ids, never a verdict; and it is thrown away as a whole where the pinned roots are others than when
//! it was written, so that nothing in it outlives the trust under which it was found. Where it cannot be
//! written, the next call checks anew. Objects of bundles and of pushes that wait are never remembered.
//!
//! Text, one line for each fact, in fields parted by tabs and closed by a dot: a line that was cut off is none.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::atomic::Ordering;

use super::trust::Touched;
use super::{Error, Repo};
use crate::approval::digest;
use crate::approval::hex::{Hash, Id};
use crate::approval::key::PublicKey;
use crate::folder;

/// What a commit is and what it touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCommit {
    pub tree: Id,
    pub parents: Vec<Id>,
    pub touched: Touched,
}

/// What is known already, and what is found out on the way.
#[derive(Debug, Default)]
pub struct CheckedHere {
    state: Option<Hash>,
    /// Must the file be written anew, because it was made under other roots?
    is_stale: bool,
    commits: HashMap<Id, KnownCommit>,
    signers: HashMap<Id, PublicKey>,
    new: String,
}

impl CheckedHere {
    pub fn commit(&self, id: Id) -> Option<&KnownCommit> {
        self.commits.get(&id)
    }

    /// The key that made the good signature of an object.
    pub fn signer(&self, id: Id) -> Option<&PublicKey> {
        self.signers.get(&id)
    }

    /// Takes down what a commit touched.
    pub fn note_commit(&mut self, id: Id, known: &KnownCommit) {
        let odd = |(path, _): &(String, Option<Id>)| path.contains(['\t', '\n', '\r']);
        if self.state.is_none() || self.commits.contains_key(&id) || known.touched.iter().any(odd) {
            return;
        }
        let parents: Vec<String> = known.parents.iter().map(Id::to_string).collect();
        let mut line = format!("commit\t{id}\t{}\t{}", known.tree, parents.join(" "));
        for (path, blob) in &known.touched {
            // Writing to a string cannot fail.
            let _ = write!(line, "\t{} {path}", blob.map_or_else(|| "-".to_owned(), |blob| blob.to_string()));
        }
        self.new.push_str(&line);
        self.new.push_str("\t.\n");
    }

    /// Takes down who signed an object.
    pub fn note_signer(&mut self, id: Id, key: &PublicKey) {
        let line = key.to_line();
        if self.state.is_some() && !self.signers.contains_key(&id) && !line.contains('\t') {
            // Writing to a string cannot fail.
            let _ = writeln!(self.new, "signed\t{id}\t{line}\t.");
        }
    }

    fn read(&mut self, text: &str) {
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields.as_slice() {
                ["commit", id, tree, parents, touched @ .., "."] => {
                    if let Some((id, known)) = commit(id, (tree, parents), touched) {
                        self.commits.insert(id, known);
                    }
                }
                ["signed", id, key, "."] => {
                    if let Some((id, key)) = id.parse().ok().zip(PublicKey::parse(key)) {
                        self.signers.insert(id, key);
                    }
                }
                _ => {}
            }
        }
    }
}

fn commit(id: &str, (tree, parents): (&str, &str), touched: &[&str]) -> Option<(Id, KnownCommit)> {
    let parents: Option<Vec<Id>> =
        parents.split(' ').filter(|id| !id.is_empty()).map(|id| id.parse().ok()).collect();
    let one = |field: &&str| {
        let (blob, path) = field.split_once(' ')?;
        let blob = if blob == "-" { None } else { Some(blob.parse().ok()?) };
        Some((path.to_owned(), blob))
    };
    let touched: Option<Touched> = touched.iter().map(one).collect();
    Some((id.parse().ok()?, KnownCommit { tree: tree.parse().ok()?, parents: parents?, touched: touched? }))
}

impl Repo {
    /// What was found out here under the roots that are pinned now.
    pub fn checked(&self) -> Result<CheckedHere, Error> {
        if self.is_viewed() {
            return Ok(CheckedHere::default());
        }
        let mut state = format!("{}\n", env!("CARGO_PKG_VERSION"));
        for (key, value) in self.pinned_texts()? {
            state.push_str(&format!("{key} {value}\n"));
        }
        let state = digest::file("checked-under", state.as_bytes());
        let mut checked = CheckedHere { state: Some(state), is_stale: true, ..CheckedHere::default() };
        let text = std::fs::read_to_string(self.own_file("checked")).unwrap_or_default();
        if let Some(rest) = text.strip_prefix(&head(state)) {
            checked.is_stale = false;
            checked.read(rest);
        }
        Ok(checked)
    }

    /// Keeps what is new. That it cannot be kept costs time, nothing else.
    pub fn keep_checked(&self, checked: &CheckedHere) {
        // What took objects by their names has checked nothing.
        let is_checked = !self.is_assumed() && !super::ONLY_LOOKS.load(Ordering::Relaxed);
        let Some(state) = checked.state.filter(|_| !checked.new.is_empty() && is_checked) else {
            return;
        };
        let path = self.own_file("checked");
        if path.parent().is_none_or(|folder| std::fs::create_dir_all(folder).is_err()) {
            return;
        }
        if checked.is_stale {
            let _ = folder::replace(&path, format!("{}{}", head(state), checked.new).as_bytes());
        } else if let Ok(mut file) = OpenOptions::new().append(true).open(&path) {
            // A line that was cut off must not swallow the next one; empty lines are passed over.
            let _ = file.write_all(format!("\n{}", checked.new).as_bytes());
        }
    }
}

fn head(state: Hash) -> String {
    format!("caitien checked 1 {state}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::hex::Hex;

    #[test]
    fn what_is_noted_is_read_and_what_was_cut_off_is_not() {
        let mut checked = CheckedHere { state: Some(Hex([1; 32])), ..CheckedHere::default() };
        let known = KnownCommit {
            tree: Hex([2; 20]),
            parents: vec![Hex([3; 20]), Hex([4; 20])],
            touched: vec![
                ("schools/xã A/th-a/school.toml".into(), Some(Hex([5; 20]))),
                ("caitien.toml".into(), None),
            ],
        };
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qo";
        let key = PublicKey::parse(key).unwrap();
        checked.note_commit(Hex([6; 20]), &known);
        checked.note_signer(Hex([7; 20]), &key);
        let text = checked.new.clone();
        let read = |text: &str| {
            let mut again = CheckedHere::default();
            again.read(text);
            again
        };
        assert_eq!(read(&text).commit(Hex([6; 20])), Some(&known));
        assert_eq!(read(&text).signer(Hex([7; 20])), Some(&key));
        let cut = text.find(".\n").unwrap();
        assert!(read(&text[..cut]).commit(Hex([6; 20])).is_none());
        let mut odd = known;
        odd.touched[0].0.push('\n');
        checked.note_commit(Hex([8; 20]), &odd);
        assert!(read(&checked.new).commit(Hex([8; 20])).is_none());
    }
}
