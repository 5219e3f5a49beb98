//! Working together on one repository: fetch what others did, merge it item by item, send what is new here.
//!
//! Nothing of the person is ever in danger: what is not saved stops the work before it begins; the merged tree, its proof
//! and its commit are complete in the object database before a file moves; the move itself can be finished after any
//! interruption ([`crate::git::advance`]). Where two people changed the same words, both stand in the plan, marked, and
//! nothing is sent until somebody has chosen (`work::resolve`).

mod error;
mod exchange;
mod place;
mod tags;
mod told;
pub mod union;

use std::path::Path;
use std::time::Duration;

use crate::git::advance::{self, Resumed};
use crate::git::joint::{TreeId, commit_tree};
use crate::git::remote::{Pushed, RemoteError, Turn};
use crate::git::status::{self, Operation};
use crate::git::{CommitId, Head, Repo};
use crate::merge::Yields;
use crate::merge::choose::{Open, open};

pub use error::Error;
use exchange::Exchange;
pub use place::Place;
pub use tags::Tags;
pub use told::{By, Touched};
use union::{Joined, Trees, Way, join};
pub use union::{Kept, Numbered};

/// What is wanted.
#[derive(Clone, Copy)]
pub struct Request<'r> {
    pub here: &'r Path,
    /// A remote's name, an address, a folder, or a file on a stick; as typed.
    pub place: Option<&'r str>,
    pub writing: Writing,
    /// The message of a commit that joins the work of these people to ours.
    pub message: &'r dyn Fn(&[String]) -> String,
}

/// Whether it is done, or only told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Write,
    Pretend,
}

/// Where it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Both have the same now, or would have.
    InStep,
    /// Somebody has to choose first; what is here stays here.
    Conflicts,
    /// On the stick lies another tag under a name of ours: it is not written over.
    TagsDiffer,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Synced {
    pub place: Place,
    pub branch: String,
    pub state: State,
    /// What came, by the people who wrote it as git claims.
    pub came: Vec<By>,
    pub sent: Vec<By>,
    /// Files that one side had deleted and the other edited: they stay.
    pub kept: Vec<Kept>,
    pub renumbered: Vec<Numbered>,
    /// What waits for a choice, by plan.
    pub open: Vec<(String, Vec<Open>)>,
    pub tags: Tags,
    /// The place is known as `origin` from now on.
    pub remembered: bool,
    /// A move that had been interrupted was finished first.
    pub resumed: bool,
    /// There was nothing at the place before.
    pub is_first: bool,
}

/// So often somebody may be faster.
const TRIES: u32 = 5;
const WAIT: Duration = Duration::from_millis(100);

/// Brings this copy and another one in step.
pub fn sync(repo: &Repo, request: &Request<'_>) -> Result<Synced, Error> {
    let turn = Turn::take(repo)?;
    let resumed = request.writing == Writing::Write && finish(repo, &turn)?;
    let (branch, head) = standing(repo)?;
    let place = Place::find(repo, request, &branch)?;
    let exchange = Exchange { repo, turn: &turn, place: &place, branch: &branch };
    let result = exchanged(&exchange, request, head);
    // What came is on the branch now, or of no use.
    let _ = crate::git::remote::drop_incoming(repo);
    let mut synced = Synced { resumed, ..result? };
    if request.writing == Writing::Write && place.is_new(repo) {
        repo.remember_remote("origin", &place.address(), &branch)?;
        synced.remembered = true;
        if let (State::InStep, Some(head)) = (synced.state, repo.head()?) {
            repo.note_remote_branch("origin", &branch, head);
        }
    }
    Ok(synced)
}

/// Finishes what was interrupted; true where there was something.
fn finish(repo: &Repo, turn: &Turn) -> Result<bool, Error> {
    if repo.is_bare() {
        return Err(Error::Bare);
    }
    match advance::resume(repo, turn)? {
        Resumed::Nothing => Ok(false),
        Resumed::Finished => Ok(true),
        Resumed::Edited(paths) => Err(Error::Edited { paths }),
    }
}

/// The branch and its commit, where nothing is unsaved and nothing unfinished.
fn standing(repo: &Repo) -> Result<(String, CommitId), Error> {
    let survey = status::survey(repo)?;
    if let Some(operation) = status::operation(repo).filter(|operation| *operation != Operation::Bisect) {
        return Err(Error::Unfinished { operation });
    }
    let (branch, head) = match repo.head_state()? {
        Head::Branch { branch, commit } => (branch, commit),
        Head::Unborn { .. } => return Err(Error::Unborn),
        Head::Detached { .. } => return Err(Error::Detached),
    };
    let paths: Vec<String> = survey.changes.into_iter().map(|change| change.path).collect();
    if paths.is_empty() { Ok((branch, head)) } else { Err(Error::Unsaved { paths }) }
}

/// What a turn of fetching and merging came to.
struct Step {
    /// Where the branch stands, or would stand.
    tree: TreeId,
    head: CommitId,
    kept: Vec<Kept>,
    renumbered: Vec<Numbered>,
}

fn exchanged(exchange: &Exchange<'_>, request: &Request<'_>, before: CommitId) -> Result<Synced, Error> {
    let repo = exchange.repo;
    let (mut head, mut kept, mut renumbered) = (before, Vec::new(), Vec::new());
    let mut last = None;
    for turn in 0..TRIES {
        // Whoever is at work there needs a moment.
        std::thread::sleep(WAIT * turn);
        let there = exchange.fetch()?;
        let mut tags = tags::compare(repo, &there.tags)?;
        let step = step(exchange, request, (head, there.tip))?;
        kept.extend(step.kept);
        renumbered.extend(step.renumbered);
        head = step.head;
        let open = open_in(repo, step.tree, there.tip)?;
        let differs = !tags.differing.is_empty() && exchange.place.is_bundle();
        let state = match (open.is_empty(), differs) {
            (false, _) => State::Conflicts,
            (true, true) => State::TagsDiffer,
            (true, false) => State::InStep,
        };
        if request.writing == Writing::Write {
            tags::take(repo, &mut tags)?;
            let pushed =
                if state == State::InStep { exchange.send(head, &there, &tags)? } else { Pushed::Done };
            if pushed != Pushed::Done {
                last = Some(pushed);
                continue;
            }
        }
        if state != State::InStep {
            tags.sent.clear();
        }
        let sent = match (state, there.tip) {
            (State::InStep, Some(tip)) => told::by_person(repo, tip, head)?,
            _ => Vec::new(),
        };
        let came = there.tip.map(|tip| told::by_person(repo, before, tip)).transpose()?.unwrap_or_default();
        return Ok(Synced {
            place: exchange.place.clone(),
            branch: exchange.branch.to_owned(),
            state,
            came,
            sent,
            kept,
            renumbered,
            open,
            tags,
            remembered: false,
            resumed: false,
            is_first: there.tip.is_none(),
        });
    }
    match last {
        Some(Pushed::Locked { said }) => {
            Err(RemoteError::Refused { place: exchange.place.address(), said }.into())
        }
        _ => Err(Error::Restless),
    }
}

/// Joins what came with what is here, and moves there unless that is only to be told.
fn step(
    exchange: &Exchange<'_>,
    request: &Request<'_>,
    (head, tip): (CommitId, Option<CommitId>),
) -> Result<Step, Error> {
    let repo = exchange.repo;
    let stay = |tree| Step { tree, head, kept: Vec::new(), renumbered: Vec::new() };
    let Some(tip) = tip else { return Ok(stay(repo.tree_of(head)?)) };
    if repo.is_ancestor(tip, head)? {
        return Ok(stay(repo.tree_of(head)?));
    }
    if repo.is_ancestor(head, tip)? {
        if request.writing == Writing::Write {
            advance::advance(repo, exchange.turn, (head, tip))?;
        }
        return Ok(Step { head: tip, ..stay(repo.tree_of(tip)?) });
    }
    let yields = if exchange.place.is_bundle() { Yields::Words } else { Yields::This };
    let trees = Trees {
        base: union::base(repo, (head, tip))?.ok_or(Error::Unrelated)?,
        ours: repo.tree_of(head)?,
        theirs: repo.tree_of(tip)?,
    };
    let Joined { tree, kept, renumbered } = join(repo, &trees, Way::strict(yields))?;
    let mut step = Step { tree, head, kept, renumbered };
    if request.writing == Writing::Write {
        let people = told::people(repo, head, tip)?;
        let target = commit_tree(repo, tree, [head, tip], &(request.message)(&people))?;
        advance::advance(repo, exchange.turn, (head, target))?;
        step.head = target;
    }
    Ok(step)
}

/// What waits for a choice in the plans that the other side does not have so.
fn open_in(repo: &Repo, tree: TreeId, tip: Option<CommitId>) -> Result<Vec<(String, Vec<Open>)>, Error> {
    let theirs = tip.map(|tip| repo.tree_of(tip)).transpose()?;
    let mut found = Vec::new();
    for (path, trio) in repo.trios(None, theirs, Some(tree))? {
        let leaf = trio.theirs.filter(|leaf| leaf.is_file() && path.ends_with("/plan.md"));
        if let Some(leaf) = leaf {
            let text = String::from_utf8_lossy(&repo.blob(leaf.id)?).into_owned();
            let open = open(&text);
            if !open.is_empty() {
                found.push((path, open));
            }
        }
    }
    Ok(found)
}
