//! Append-only records (`progress.toml`, `evidence.toml`, `continuity.toml` …) of two people as one list: no record is lost, equal ones
//! stand once, and what each side wrote keeps its order.
//!
//! A record is what it says; comments and spacing do not make another of it. Between the additions of two people the
//! dates decide, because the newest record is the one that counts. What a record means is not looked at.
//!
//! ```
//! use caitien::merge::records::merge;
//! let record = |item: &str, date: &str| format!("[[record]]\nitem = \"{item}\"\ndate = {date}\n");
//! let (a, b) = (record("w-1.1-2023-1", "2024-05-20"), record("w-1.1-2023-1", "2024-03-01"));
//! assert_eq!(merge("", &a, &b).unwrap().text, format!("{b}\n{a}"));
//! ```

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::proof::Missing;
use super::three::Three;
use crate::plan::conflict::Version;
use crate::plan::item::ItemId;

/// What a merge of records gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    pub text: String,
    /// What is missing though nobody took it out. Unless it is empty, nothing may be changed.
    pub lost: Vec<Missing>,
}

/// What a record says: its table, and each key with its value.
type Says = (String, BTreeMap<String, String>);

/// One record with the bytes from its head to the next one's.
#[derive(Clone, Debug)]
struct Piece {
    says: Says,
    text: String,
}

impl Piece {
    fn date(&self) -> &str {
        self.says.1.get("date").map_or("", String::as_str)
    }
}

/// A file in pieces.
#[derive(Clone, Debug, Default)]
struct File {
    /// What stands before the first record.
    head: String,
    pieces: Vec<Piece>,
}

impl File {
    /// None where the text is no list of records.
    fn read(text: &str) -> Option<File> {
        let tables: BTreeMap<String, Vec<toml::Spanned<toml::Table>>> = toml::from_str(text).ok()?;
        let mut places: Vec<(usize, Says)> = Vec::new();
        for (table, records) in &tables {
            for record in records {
                let values = record.get_ref().iter().map(|(key, value)| (key.clone(), value.to_string()));
                places.push((record.span().start, (table.clone(), values.collect())));
            }
        }
        places.sort_by_key(|(start, _)| *start);
        let ends: Vec<usize> = places.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect();
        let head = text.get(..places.first().map_or(text.len(), |(start, _)| *start))?.to_owned();
        let mut pieces = Vec::new();
        for ((start, says), end) in places.into_iter().zip(ends) {
            pieces.push(Piece { says, text: text.get(start..end)?.to_owned() });
        }
        Some(File { head, pieces })
    }

    fn has(&self, says: &Says) -> bool {
        self.pieces.iter().any(|piece| piece.says == *says)
    }

    fn find(&self, says: &Says) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.says == *says)
    }
}

/// Merges two versions that came from one; None where one of them is no list of records.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Option<Records> {
    let files = Three::new(File::read(base)?, File::read(ours)?, File::read(theirs)?);
    let text = if theirs == base || ours == theirs {
        ours.to_owned()
    } else if ours == base {
        theirs.to_owned()
    } else {
        joined(&files)
    };
    let lost = missing(&files, &File::read(&text)?);
    Some(Records { text, lost })
}

/// Which records of both sides a merged list lacks, though nobody took them out.
pub fn proof(base: &str, ours: &str, theirs: &str, merged: &str) -> Vec<Missing> {
    let unread = || vec![Missing { version: Version::This, text: String::new() }];
    let read = || {
        let files = Three::new(File::read(base)?, File::read(ours)?, File::read(theirs)?);
        Some(missing(&files, &File::read(merged)?))
    };
    read().unwrap_or_else(unread)
}

fn missing(files: &Three<File>, merged: &File) -> Vec<Missing> {
    let sides = [(Version::This, &files.ours, &files.theirs), (Version::Other, &files.theirs, &files.ours)];
    let mut missing = Vec::new();
    for (version, side, other) in sides {
        for piece in &side.pieces {
            let taken_out = files.base.has(&piece.says) && !other.has(&piece.says);
            if !taken_out && !merged.has(&piece.says) {
                missing.push(Missing { version, text: piece.text.clone() });
            }
        }
    }
    missing
}

/// What one side alone added behind a record that both have; None is the beginning.
type Added<'f> = HashMap<Option<&'f Says>, VecDeque<&'f Piece>>;

fn joined(files: &Three<File>) -> String {
    let Three { base, ours, theirs } = files;
    // What both have stands; what the base had and one side lacks was taken out.
    let (mut of_ours, mut of_theirs) = (added(files, ours), added(files, theirs));
    let mut pieces: Vec<String> = Vec::new();
    let mut put = |piece: &Piece| {
        let versions = Three::new(base, ours, theirs).map(|file| file.find(&piece.says));
        pieces.push(settled(piece, versions));
    };
    let mut at: Option<&Says> = None;
    let mut commons = ours.pieces.iter().filter(|piece| theirs.has(&piece.says));
    loop {
        let (one, other) =
            (of_ours.remove(&at).unwrap_or_default(), of_theirs.remove(&at).unwrap_or_default());
        by_date(one, other).into_iter().for_each(&mut put);
        let Some(common) = commons.next() else { break };
        put(common);
        at = Some(&common.says);
    }
    let head = text_of(Three::new(base, ours, theirs).map(|file| Some(file.head.as_str())), &ours.head);
    let head = Some(head.trim_end().to_owned()).filter(|head| !head.is_empty());
    let all: Vec<String> = head.into_iter().chain(pieces).collect();
    all.join("\n\n") + "\n"
}

fn added<'f>(files: &Three<File>, side: &'f File) -> Added<'f> {
    let mut added = Added::new();
    let mut at = None;
    for piece in &side.pieces {
        if files.ours.has(&piece.says) && files.theirs.has(&piece.says) {
            at = Some(&piece.says);
        } else if !files.base.has(&piece.says) {
            added.entry(at).or_default().push_back(piece);
        }
    }
    added
}

/// Two lists as one: each keeps its order, the earlier date comes first, then the words decide, so that it is the same
/// whoever merges.
fn by_date<'f>(mut ours: VecDeque<&'f Piece>, mut theirs: VecDeque<&'f Piece>) -> Vec<&'f Piece> {
    let mut all = Vec::new();
    while let (Some(one), Some(other)) = (ours.front(), theirs.front()) {
        let ours_first = (one.date(), &one.says) <= (other.date(), &other.says);
        all.extend(if ours_first { ours.pop_front() } else { theirs.pop_front() });
    }
    all.extend(ours);
    all.extend(theirs);
    all
}

/// A record's bytes: of two spellings the one that was changed.
fn settled(piece: &Piece, versions: Three<Option<&Piece>>) -> String {
    text_of(versions.map(|piece| piece.map(|piece| piece.text.as_str())), &piece.text).trim_end().to_owned()
}

/// Text that is no data: who changed it has it; where both did, the comment lines of theirs follow ours.
fn text_of(versions: Three<Option<&str>>, own: &str) -> String {
    let trimmed = versions.map(|text| text.unwrap_or_default().trim_end());
    let Three { base, ours, theirs } = trimmed;
    if versions.ours.is_none() || versions.theirs.is_none() || theirs == base || ours == theirs {
        return own.to_owned();
    }
    if ours == base {
        return theirs.to_owned();
    }
    let known: Vec<&str> = ours.lines().map(str::trim).collect();
    let new =
        theirs.lines().filter(|line| line.trim_start().starts_with('#') && !known.contains(&line.trim()));
    let new: String = new.map(|line| format!("\n{line}")).collect();
    format!("{ours}{new}")
}

/// One side's text, in which its new records name items by the ids that these got in a merge.
pub fn renamed(base: &str, side: &str, names: &[(ItemId, ItemId)]) -> String {
    let (Some(base), Some(file)) = (File::read(base), File::read(side)) else { return side.to_owned() };
    let pieces = file
        .pieces
        .iter()
        .map(|piece| if base.has(&piece.says) { piece.text.clone() } else { with_names(&piece.text, names) });
    std::iter::once(file.head.clone()).chain(pieces).collect()
}

/// A text in which quoted ids are replaced, all at once: two of them may change places.
pub fn with_names(text: &str, names: &[(ItemId, ItemId)]) -> String {
    let names: Vec<(String, String)> =
        names.iter().map(|(from, to)| (format!("\"{from}\""), format!("\"{to}\""))).collect();
    let mut written = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        let (before, after) = rest.split_at(at);
        written.push_str(before);
        let known = names.iter().find(|(from, _)| after.starts_with(from));
        let (from, to) = known.map_or(("\"", "\""), |(from, to)| (from.as_str(), to.as_str()));
        written.push_str(to);
        rest = after.get(from.len()..).unwrap_or_default();
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record(number: u8) -> String {
        let date = format!("2024-{:02}-{:02}", 1 + number % 12, 1 + number % 28);
        format!(
            "[[record]]\nitem = \"w-1.1-2023-{}\"\ndate = {date}\nnote = \"[[{number}]]\"\n",
            1 + number / 5
        )
    }

    fn file(numbers: &[u8]) -> String {
        numbers.iter().map(|number| record(*number)).collect::<Vec<_>>().join("\n")
    }

    fn numbers(text: &str) -> Vec<u8> {
        let number = |line: &str| line.strip_prefix("note = \"[[")?.strip_suffix("]]\"")?.parse().ok();
        text.lines().filter_map(number).collect()
    }

    fn check([base, ours, theirs]: [&[u8]; 3], expected: &[u8]) {
        let merged = merge(&file(base), &file(ours), &file(theirs)).unwrap();
        assert_eq!(numbers(&merged.text), expected, "{}", merged.text);
        assert_eq!(merged.lost, []);
    }

    #[test]
    fn both_sides_records_stand_and_equal_ones_once() {
        check([&[1], &[1, 3], &[1, 2]], &[1, 2, 3]);
        check([&[1], &[1, 2], &[1, 2]], &[1, 2]);
        check([&[1], &[1, 2, 5], &[1, 2, 4]], &[1, 2, 4, 5]);
        check([&[1, 2], &[2, 3], &[1, 2, 4]], &[2, 3, 4]);
        check([&[], &[9], &[1]], &[1, 9]);
    }

    #[test]
    fn marks_and_comments_are_no_other_record() {
        let marked = |mark: &str| record(1).replace('\n', &format!("  # {mark}\n"));
        let merged = merge("", &marked("0a"), &marked("1b")).unwrap();
        assert_eq!(numbers(&merged.text.replace("  # 0a", "")), [1]);
        let head = "# Ghi nhận\n";
        let both =
            merge(head, &format!("{head}{}", record(1)), &format!("{head}# thêm\n{}", record(2))).unwrap();
        assert!(both.text.starts_with("# Ghi nhận\n# thêm\n\n[[record]]"), "{}", both.text);
    }

    #[test]
    fn a_new_record_follows_its_item_to_another_id() {
        let id = |serial| format!("w-1.1-2023-{serial}").parse().unwrap();
        let text = renamed(&record(1), &file(&[1, 2]), &[(id(1), id(7))]);
        assert_eq!(text, format!("{}\n{}", record(1), record(2).replace("2023-1\"", "2023-7\"")));
        assert_eq!(merge("x = 1\n", "", ""), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_laws_of_records(
            base in prop::sample::subsequence((0u8..20).collect::<Vec<_>>(), 0..12),
            out in prop::collection::vec(0u8..20, 0..3),
            ours in prop::sample::subsequence((20u8..40).collect::<Vec<_>>(), 0..8),
            theirs in prop::sample::subsequence((20u8..40).collect::<Vec<_>>(), 0..8),
        ) {
            let kept: Vec<u8> = base.iter().copied().filter(|number| !out.contains(number)).collect();
            let (ours, theirs) = ([kept.as_slice(), &ours].concat(), [base.as_slice(), &theirs].concat());
            let [base, one, other] = [&base, &ours, &theirs].map(|numbers| file(numbers));
            let merged = merge(&base, &one, &other).unwrap();
            prop_assert_eq!(&merged.lost, &vec![]);
            let found = numbers(&merged.text);
            let swapped = merge(&base, &other, &one).unwrap();
            prop_assert_eq!(&found, &numbers(&swapped.text));
            for number in ours.iter().chain(&theirs) {
                let times = found.iter().filter(|found| *found == number).count();
                prop_assert_eq!(times, usize::from(!out.contains(number) || *number >= 20));
            }
            for side in [&ours, &theirs] {
                let places: Vec<usize> =
                    side.iter().filter_map(|number| found.iter().position(|found| found == number)).collect();
                prop_assert!(places.is_sorted(), "{found:?} {side:?}");
            }
            prop_assert_eq!(&merge(&base, &merged.text, &other).unwrap().text, &merged.text);
        }
    }
}
