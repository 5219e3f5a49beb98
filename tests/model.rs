//! Several people work on one repository at once, at random: nothing that anybody wrote may be lost.
//!
//! Each run is a seed: two to five copies of a repository with a bare one between them; random edits, saves, syncs, choices
//! and interruptions, all through the library (and now and then the program itself, killed in the midst of it). In the end
//! all copies must be the same, every plan must read well, no id may stand twice, and every word that somebody wrote must
//! be there once, unless somebody who had it before him took it out.
//!
//! `CAITIEN_MODEL=1000 cargo test --test model` makes so many runs; `CAITIEN_MODEL_SEED=17` begins with that one. The
//! last test holds our merge against git's own merge of lines, over the same edits, and prints the figures.

#[path = "model/edit.rs"]
mod edit;
#[path = "model/people.rs"]
mod people;

use std::collections::BTreeSet;
use std::process::Command;

use caitien::merge::merge;
use caitien::plan::conflict::markers;
use caitien::plan::format::format;
use caitien::plan::parse::parse;

use edit::{Dice, PLAN, edited, words};
use people::Run;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn whatever_people_do_together_nothing_is_lost() {
    let first = number("CAITIEN_MODEL_SEED", 1);
    let mut told = people::Told::default();
    for seed in first..first + number("CAITIEN_MODEL", 2) {
        told.add(&Run::new(seed).live());
    }
    eprintln!("{told}");
}

/// What became of a pair of edits.
#[derive(Debug, Default)]
struct Figures {
    pairs: usize,
    conflicts: usize,
    pairs_with_conflict: usize,
    lost: usize,
    doubled: usize,
    same_id: usize,
    unreadable: usize,
}

impl Figures {
    fn look(&mut self, (ours, theirs, base): (&str, &str, &str), merged: &str, conflicts: usize) {
        self.pairs += 1;
        self.conflicts += conflicts;
        self.pairs_with_conflict += usize::from(conflicts > 0);
        let taken_out: BTreeSet<String> = words(base).into_iter().collect();
        let (mine, others, all) = (words(ours), words(theirs), words(merged));
        for word in mine.iter().chain(&others).collect::<BTreeSet<_>>() {
            let both = mine.contains(word) && others.contains(word);
            let times = all.iter().filter(|found| *found == word).count();
            self.lost += usize::from(times == 0 && (both || !taken_out.contains(word)));
            self.doubled += usize::from(times > 1 && conflicts == 0);
        }
        let plan = parse(merged).plan;
        let ids: Vec<_> = plan.items().filter_map(|placed| placed.item.id).collect();
        self.same_id += ids.len() - ids.iter().collect::<BTreeSet<_>>().len();
        self.unreadable += usize::from(merged.contains("<<<<<<< "));
    }
}

/// Git's merge of lines.
fn by_line(base: &str, ours: &str, theirs: &str) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = Command::new("git");
    command.args(["merge-file", "-p", "ours", "base", "theirs"]).current_dir(folder.path());
    let out = command.output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let count = text.matches("<<<<<<< ").count();
    (text, count)
}

#[test]
fn against_gits_own_merge() {
    let (mut our, mut git) = (Figures::default(), Figures::default());
    let first = number("CAITIEN_MODEL_SEED", 1);
    for seed in first..first + 20 * number("CAITIEN_MODEL", 2) {
        let mut dice = Dice::new(seed);
        let mut counter = 0;
        let base = format(PLAN, &BTreeSet::new()).text;
        let [ours, theirs] = [(); 2].map(|()| {
            let mut text = base.clone();
            for _ in 0..1 + dice.below(4) {
                counter += 1;
                text = edited(&mut dice, &text, counter);
            }
            format(&text, &BTreeSet::new()).text
        });
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.lost, [], "seed {seed}");
        assert_eq!(markers(&merged.text).len(), merged.conflicts.len(), "seed {seed}\n{}", merged.text);
        our.look((&ours, &theirs, &base), &merged.text, merged.conflicts.len());
        let (text, conflicts) = by_line(&base, &ours, &theirs);
        git.look((&ours, &theirs, &base), &text, conflicts);
    }
    eprintln!("ours: {our:?}\ngit:  {git:?}");
    assert_eq!((our.lost, our.doubled, our.same_id, our.unreadable), (0, 0, 0, 0), "{our:?}");
}
