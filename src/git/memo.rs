//! A memory of judgements, for as long as nothing changes that they depend on.
//!
//! It lies in the git directory beside what was seen (`caitien/judged`): one line with the state, then
//! one line for each approval. It saves `status` and `check` from judging a thousand approvals anew at
//! every call. `verify`, `approve` and the hooks never read it.

use std::collections::HashSet;
use std::path::PathBuf;

use super::{Error, Repo};
use crate::approval::Hash;
use crate::approval::digest;
use crate::approval::hex::Hex;
use crate::folder;

impl Repo {
    /// A hash of all that a judgement depends on beside the objects themselves, which never change: every
    /// tag and branch, HEAD, the pinned roots, what was seen, and the program's version.
    pub fn approval_state(&self) -> Result<Hash, Error> {
        let mut state = format!("{}\n", env!("CARGO_PKG_VERSION"));
        for (name, id) in self.tags("")? {
            state.push_str(&format!("{name} {id}\n"));
        }
        for tip in self.tips()? {
            state.push_str(&format!("tip {tip}\n"));
        }
        let head = self.head()?.map(|head| head.object().to_string()).unwrap_or_default();
        state.push_str(&format!("head {head}\n"));
        for (key, value) in self.pinned_texts()? {
            state.push_str(&format!("{key} {value}\n"));
        }
        let mut state = state.into_bytes();
        state.extend(self.seen_text());
        Ok(digest::file("approval-state", &state))
    }

    /// What was kept for this state; None where the state has changed since.
    pub fn memo(&self, state: Hash) -> Option<Vec<String>> {
        let text = std::fs::read_to_string(self.memo_file()).ok()?;
        let mut lines = text.lines().map(str::to_owned);
        (lines.next()? == state.to_string() && text.ends_with(".\n"))
            .then(|| lines.filter(|line| line != ".").collect())
    }

    /// Keeps lines for this state. Where the directory cannot be written, the next call judges anew.
    pub fn keep_memo(&self, state: Hash, lines: &[String]) {
        let path = self.memo_file();
        let made = path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok());
        if made && !self.is_assumed() {
            let text = format!("{state}\n{}\n.\n", lines.join("\n"));
            // A memory that cannot be kept costs time, nothing else.
            let _ = folder::replace(&path, text.as_bytes());
        }
    }

    /// The states of plans in which nothing was found (`caitien/clean`): 32 bytes each.
    pub fn clean_plans(&self) -> HashSet<Hash> {
        let bytes = std::fs::read(self.own_file("clean")).unwrap_or_default();
        bytes.chunks_exact(32).filter_map(|chunk| chunk.try_into().ok().map(Hex)).collect()
    }

    /// Replaces that memory. Where it cannot be written, the next check reads everything anew.
    pub fn keep_clean_plans(&self, states: &HashSet<Hash>) {
        let path = self.own_file("clean");
        if path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok()) {
            let bytes: Vec<u8> = states.iter().flat_map(|state| state.0).collect();
            // A memory that cannot be kept costs time, nothing else.
            let _ = folder::replace(&path, &bytes);
        }
    }

    fn memo_file(&self) -> PathBuf {
        self.own_file("judged")
    }
}
