//! Two whole trees as one: each file merged as what it is, with a proof over all of them before anything is given out.
//!
//! Everything happens in the object database; no file of the working tree is looked at or touched.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use crate::folder::Inside;
use crate::git::joint::{Leaf, TreeId, Trio};
use crate::git::{CommitId, Repo};
use crate::merge::file::{self, Form, Outcome, Refusal, Sides};
use crate::merge::{Among, Renumbered, Yields, records};
use crate::plan::conflict::Version;
use crate::plan::item::ItemId;
use crate::plan::parse::parse;

/// The trees that are to be joined.
#[derive(Clone, Copy, Debug)]
pub struct Trees {
    /// What both came from.
    pub base: TreeId,
    pub ours: TreeId,
    pub theirs: TreeId,
}

/// How they are joined.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    yields: Yields,
    refused: Refused,
}

/// What becomes of a file that cannot be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    Stops,
    /// Ours stands in for it: only where several old states are joined to compare with.
    IsOurs,
}

impl Way {
    /// What cannot be merged stops everything.
    pub fn strict(yields: Yields) -> Way {
        Way { yields, refused: Refused::Stops }
    }
}

/// What joining gives.
#[derive(Clone, Debug)]
pub struct Joined {
    pub tree: TreeId,
    pub kept: Vec<Kept>,
    pub renumbered: Vec<Numbered>,
}

/// A file that one side had deleted and the other edited: it stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub path: String,
    /// Who edited it.
    pub by: Version,
}

/// A new item that got another id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub path: String,
    pub item: Renumbered,
}

/// What two commits came from: one tree, where histories crossed one that is joined of several; None where there is
/// nothing common. Histories cross where two people took in each other's work at once; there the words decided who
/// keeps an id.
pub fn base(repo: &Repo, (one, other): (CommitId, CommitId)) -> Result<Option<TreeId>, Error> {
    let bases = repo.merge_bases(one, other)?;
    let mut bases = bases.into_iter();
    let Some(first) = bases.next() else { return Ok(None) };
    let mut joined = repo.tree_of(first)?;
    for next in bases {
        let below = base(repo, (first, next))?;
        let trees = Trees { base: below.unwrap_or(joined), ours: joined, theirs: repo.tree_of(next)? };
        joined = join(repo, &trees, Way { yields: Yields::Words, refused: Refused::IsOurs })?.tree;
    }
    Ok(Some(joined))
}

/// Joins two trees.
pub fn join(repo: &Repo, trees: &Trees, way: Way) -> Result<Joined, Error> {
    let trios = repo.trios(Some(trees.base), Some(trees.ours), Some(trees.theirs))?;
    let mut work =
        Work { repo, trees, way, names: Vec::new(), clashes: Vec::new(), changes: BTreeMap::new() };
    let mut joined = Joined { tree: trees.ours, kept: Vec::new(), renumbered: Vec::new() };
    let mut held: BTreeMap<&String, Held> = BTreeMap::new();
    // Plans first: which ids their items get decides what is said of them beside.
    let (plans, others): (Vec<_>, Vec<_>) = trios.iter().partition(|(path, _)| form(path) == Form::Plan);
    for (path, trio) in plans.into_iter().chain(others) {
        let sides = work.held(path, trio)?;
        work.merge(path, (trio, &sides), &mut joined)?;
        held.insert(path, sides);
    }
    if !work.clashes.is_empty() {
        return Err(Error::Clashes { files: work.clashes });
    }
    work.no_file_is_a_folder(&trios)?;
    joined.tree = repo.keep_tree(trees.ours, &work.changes)?;
    if way.refused == Refused::Stops {
        proved(repo, joined.tree, &held)?;
    }
    Ok(joined)
}

/// Everything again from the tree that was made: is each file of both sides in it?
fn proved(repo: &Repo, tree: TreeId, held: &BTreeMap<&String, Held>) -> Result<(), Error> {
    let mut files = Vec::new();
    for (path, sides) in held {
        let leaf = repo.leaf(tree, path)?;
        let bytes = leaf.map(|leaf| content(repo, leaf)).transpose()?;
        let missing = file::proof(form(path), sides.sides(), bytes.as_deref());
        if !missing.is_empty() {
            files.push(((*path).clone(), Refusal::Lost(missing.len())));
        }
    }
    if files.is_empty() { Ok(()) } else { Err(Error::Clashes { files }) }
}

/// The bytes of a file; of a link or another repository what it points to.
fn content(repo: &Repo, leaf: Leaf) -> Result<Vec<u8>, Error> {
    let is_blob = leaf.mode & 0o170_000 != 0o160_000;
    if is_blob { Ok(repo.blob(leaf.id)?) } else { Ok(leaf.id.to_string().into_bytes()) }
}

/// What a file is, by its place.
pub fn form(path: &str) -> Form {
    let Some(place) = Inside::of(path) else {
        return if path == "caitien.toml" { Form::Trust } else { Form::Text };
    };
    match (place.file, place.period.is_some()) {
        ("plan.md", true) => Form::Plan,
        ("progress.toml" | "evidence.toml" | "petitions.toml", true) | ("continuity.toml", false) => {
            Form::Records
        }
        ("school.toml", false) => Form::Trust,
        _ => Form::Text,
    }
}

/// The bytes of the three versions.
#[derive(Default)]
struct Held {
    base: Option<Vec<u8>>,
    ours: Option<Vec<u8>>,
    theirs: Option<Vec<u8>>,
}

impl Held {
    fn sides(&self) -> Sides<'_> {
        Sides { base: self.base.as_deref(), ours: self.ours.as_deref(), theirs: self.theirs.as_deref() }
    }
}

/// An id that a new item of a plan got instead of its own.
struct Name {
    /// The plan's folder, with a `/`.
    folder: String,
    version: Version,
    ids: (ItemId, ItemId),
}

struct Work<'w> {
    repo: &'w Repo,
    trees: &'w Trees,
    way: Way,
    names: Vec<Name>,
    clashes: Vec<(String, Refusal)>,
    changes: BTreeMap<String, Option<Leaf>>,
}

impl Work<'_> {
    /// The three versions, in which new records and comments name items by the ids that these have now.
    fn held(&self, path: &str, trio: &Trio) -> Result<Held, Error> {
        let read = |leaf: Option<Leaf>| leaf.map(|leaf| content(self.repo, leaf)).transpose();
        let mut held = Held { base: read(trio.base)?, ours: read(trio.ours)?, theirs: read(trio.theirs)? };
        let base = held.base.clone();
        for (version, side) in [(Version::This, &mut held.ours), (Version::Other, &mut held.theirs)] {
            let names = self.names_for(path, version);
            let text = side.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
            let Some(text) = text.filter(|_| !names.is_empty()) else { continue };
            let base = base.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
            let renamed = match (form(path), base) {
                (Form::Records, base) => records::renamed(base.unwrap_or_default(), text, &names),
                // A comment that is new.
                (_, None) => records::with_names(text, &names),
                _ => continue,
            };
            *side = Some(renamed.into_bytes());
        }
        Ok(held)
    }

    fn names_for(&self, path: &str, version: Version) -> Vec<(ItemId, ItemId)> {
        let beside = |name: &&Name| {
            let school = name.folder.trim_end_matches('/').rsplit_once('/').map_or("", |(school, _)| school);
            path.strip_prefix(&name.folder)
                .is_some_and(|rest| rest == "progress.toml" || rest.starts_with("reviews/"))
                || path.strip_prefix(school) == Some("/continuity.toml")
        };
        let names = self.names.iter().filter(|name| name.version == version).filter(beside);
        names.map(|name| name.ids).collect()
    }

    fn merge(&mut self, path: &str, (trio, held): (&Trio, &Held), joined: &mut Joined) -> Result<(), Error> {
        let all = [trio.base, trio.ours, trio.theirs];
        let form = if all.iter().flatten().all(Leaf::is_file) { form(path) } else { Form::Trust };
        let taken = if form == Form::Plan { self.ids_beside(path)? } else { BTreeSet::new() };
        let among = Among { taken: &taken, yields: self.way.yields };
        let outcome = match file::merge(form, held.sides(), among) {
            // Only the mode differs, or a name in it.
            Outcome::Of(Version::This) if trio.ours == trio.base => Outcome::Of(Version::Other),
            outcome => outcome,
        };
        let own = (trio.ours, &held.ours);
        let other = (trio.theirs, &held.theirs);
        match outcome {
            Outcome::Of(Version::This) => self.put(path, own)?,
            Outcome::Of(Version::Other) => self.put(path, other)?,
            Outcome::Kept(by) => {
                self.put(path, if by == Version::This { own } else { other })?;
                joined.kept.push(Kept { path: path.to_owned(), by });
            }
            Outcome::Merged(merged) => {
                let mode = [trio.ours, trio.theirs]
                    .into_iter()
                    .find(|leaf| leaf.map(|leaf| leaf.mode) != trio.base.map(|base| base.mode));
                let mode = mode.flatten().or(trio.ours);
                self.put(path, (mode, &Some(merged.text.into_bytes())))?;
                let folder = path.strip_suffix("plan.md").unwrap_or(path).to_owned();
                for item in merged.renumbered {
                    let (version, ids) = (item.version, (item.from, item.to));
                    self.names.push(Name { folder: folder.clone(), version, ids });
                    joined.renumbered.push(Numbered { path: path.to_owned(), item });
                }
            }
            Outcome::Refused(_) if self.way.refused == Refused::IsOurs => {}
            Outcome::Refused(why) => self.clashes.push((path.to_owned(), why)),
        }
        Ok(())
    }

    /// What a path holds from now on.
    fn put(&mut self, path: &str, (leaf, bytes): (Option<Leaf>, &Option<Vec<u8>>)) -> Result<(), Error> {
        let leaf = match (leaf, bytes) {
            (Some(leaf), Some(bytes)) if leaf.is_file() => {
                Some(Leaf { id: self.repo.keep_blob(bytes)?, ..leaf })
            }
            (leaf, _) => leaf,
        };
        self.changes.insert(path.to_owned(), leaf);
        Ok(())
    }

    /// The ids that the school's other plans use, on both sides.
    fn ids_beside(&self, path: &str) -> Result<BTreeSet<ItemId>, Error> {
        let mut ids = BTreeSet::new();
        let folders = path.strip_suffix("/plan.md").and_then(|folder| folder.rsplit_once('/'));
        let Some((school, own)) = folders else { return Ok(ids) };
        for tree in [self.trees.ours, self.trees.theirs] {
            for name in self.repo.names_in(tree, school)?.iter().filter(|name| *name != own) {
                let leaf = self.repo.leaf(tree, &format!("{school}/{name}/plan.md"))?;
                if let Some(leaf) = leaf.filter(Leaf::is_file) {
                    let text = String::from_utf8_lossy(&self.repo.blob(leaf.id)?).into_owned();
                    ids.extend(parse(&text).plan.items().filter_map(|placed| placed.item.id));
                }
            }
        }
        Ok(ids)
    }

    /// One side's file may lie where the other has a folder: nobody can have both.
    fn no_file_is_a_folder(&self, trios: &BTreeMap<String, Trio>) -> Result<(), Error> {
        let stands = |path: &str| self.changes.get(path).is_some_and(Option::is_some);
        let mut files = Vec::new();
        for path in trios.keys().filter(|path| stands(path)) {
            let above = path.match_indices('/').map(|(at, _)| path.get(..at).unwrap_or_default());
            files.extend(
                above.filter(|above| stands(above)).map(|above| (above.to_owned(), Refusal::NotText)),
            );
        }
        if files.is_empty() { Ok(()) } else { Err(Error::Clashes { files }) }
    }
}
