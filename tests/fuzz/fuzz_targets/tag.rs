//! Tag and commit objects, whatever their bytes: nothing is lost between what was signed and its signature.

#![no_main]

use caitien::git::tag::{read_commit, split, split_commit, split_signed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(tag) = split(bytes) {
        let signature = tag.signature.clone().unwrap_or_default();
        assert_eq!([tag.payload.as_slice(), signature.as_bytes()].concat(), bytes, "a part is lost");
        assert!(tag.payload.ends_with(tag.message.as_bytes()));
        assert!(signature.is_empty() || signature.starts_with("-----BEGIN "));
        assert!(!tag.name.contains('\n') && !tag.kind.contains('\n'));
        let head = format!("object {}\ntype {}\ntag {}\ntagger ", tag.target, tag.kind, tag.name);
        assert!(tag.payload.starts_with(head.as_bytes()), "another header than the one that is read");
    }
    if let Some((text, signature)) = split_signed(bytes) {
        assert_eq!([text, signature].concat().as_bytes(), bytes);
    }
    if let Some((payload, signature)) = split_commit(bytes) {
        assert!(payload.len() + signature.len() < bytes.len());
        // What is left has no signature any more, and is the same commit.
        assert_eq!(split_commit(&payload), None, "a second signature");
        if let (Some(whole), Some(left)) = (read_commit(bytes), read_commit(&payload)) {
            assert_eq!(whole, left, "the signature hid a parent");
        }
    }
    if let Some(commit) = read_commit(bytes) {
        let mut head = format!("tree {}\n", commit.tree);
        commit.parents.iter().for_each(|parent| head.push_str(&format!("parent {parent}\n")));
        head.push_str("author ");
        assert!(bytes.starts_with(head.as_bytes()), "another header than the one that is read");
    }
});
