//! Where each plan of each school stands: a draft, submitted, approved with later edits, ….
//!
//! Nothing of this is written in a file: it is derived from git. What was edited comes from one
//! walk over the working tree; an approval counts only if it verifies, and so do the notices that it was issued
//! or received. That a plan was handed in is told by the tag's name alone: it gives nobody a right.

mod tags;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use tags::Tags;

use crate::approval::{Id, Verdict};
use crate::date::Date;
use crate::folder::Inside;
use crate::git::status::{self, ChangeKind, Operation, StatusError, Survey};
use crate::git::trust::Trees;
use crate::git::{self, CommitId, Head, Repo};
use crate::period::Period;
use crate::signing::Program;
use crate::work::deadlines::{Due, due};
use crate::work::submission::{InReview, Subject, in_review_since, is_over};

/// Whose plans are asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Only this school.
    pub school: Option<String>,
    /// The period that should have a plan by now.
    pub current: Option<Period>,
    /// For deadlines; none are told without it.
    pub today: Option<Date>,
    pub deadlines: Deadlines,
}

/// Whose deadlines are told: for them the plan has to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deadlines {
    #[default]
    OfAll,
    /// Only where there are no more schools than are told in full.
    OfFew,
}

/// Up to this many schools are told in full.
pub const FEW: usize = 5;

/// The whole answer.
#[derive(Clone, Debug)]
pub struct Status {
    pub schools: Vec<SchoolStatus>,
    /// Edited files that belong to no plan: records, catalogues, settings.
    pub others: Vec<String>,
    pub notices: Vec<Notice>,
}

/// What holds for the repository as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    NoCommits,
    Detached,
    Unfinished(Operation),
    /// Approvals cannot be judged: the older part of the history is missing here.
    Shallow,
    /// … or a signature could not be checked, for want of this program where it is known.
    NotChecked {
        missing: Option<Program>,
    },
}

/// One school.
#[derive(Clone, Debug)]
pub struct SchoolStatus {
    pub id: String,
    /// Newest first.
    pub plans: Vec<PlanStatus>,
    /// The current period, where no plan covers it.
    pub missing: Option<Period>,
    /// The newest plan before the missing one.
    pub previous: Option<Period>,
    /// Deadlines of the current plan that have passed or soon will, the oldest first.
    pub due: Vec<Due>,
}

/// One plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStatus {
    pub school: String,
    pub period: Period,
    /// From the repository's root.
    pub path: String,
    pub stage: Stage,
    /// The committed plan is another than the approved one.
    pub has_later_edits: bool,
    /// A withdrawal, a receipt or an issue of the approval does not verify.
    pub has_bad_notices: bool,
    /// It was handed in and not approved since; with what was edited meanwhile.
    pub in_review: Option<InReview>,
    /// What the working tree has and HEAD does not.
    pub uncommitted: Option<ChangeKind>,
    /// Progress records, reviews and other files of the period that are not saved.
    pub uncommitted_beside: usize,
}

/// How far a plan has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Draft,
    /// A tag says that it was handed in.
    Submitted {
        version: u32,
    },
    Approved {
        version: u32,
        trust: Trust,
        issued: bool,
        received: bool,
    },
    /// There is an approval, and it does not hold.
    Rejected {
        version: u32,
        verdict: Verdict,
    },
    Withdrawn {
        version: u32,
    },
}

/// How sure the approval is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    Verified,
    /// All holds, but the school's root has not been pinned in this clone.
    Unpinned,
    /// It could not be judged here.
    Unknown,
}

/// What to do next about a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Resolve,
    Save,
    Approve,
    ApproveAgain,
    Pin,
    Verify,
    Nothing,
}

impl PlanStatus {
    pub fn next(&self) -> Next {
        match (&self.stage, self.uncommitted) {
            (_, Some(ChangeKind::Conflicted)) => Next::Resolve,
            (_, Some(_)) => Next::Save,
            _ if self.uncommitted_beside > 0 => Next::Save,
            (Stage::Rejected { .. }, None) => Next::Verify,
            _ if self.has_bad_notices => Next::Verify,
            (Stage::Approved { .. }, None) if self.has_later_edits => Next::ApproveAgain,
            (Stage::Approved { trust: Trust::Unpinned, .. }, None) => Next::Pin,
            (Stage::Approved { .. } | Stage::Withdrawn { .. }, None) => Next::Nothing,
            (Stage::Draft | Stage::Submitted { .. }, None) => Next::Approve,
        }
    }

    /// Should somebody look at it, among many?
    pub fn needs_attention(&self) -> bool {
        let is_rejected = matches!(self.stage, Stage::Rejected { .. });
        self.uncommitted.is_some() || self.has_later_edits || self.has_bad_notices || is_rejected
    }
}

/// Why it cannot be said.
#[derive(Debug)]
pub enum Error {
    Status(StatusError),
    Git(git::Error),
    /// There is no such school; perhaps this one was meant.
    NoSchool {
        id: String,
        meant: Option<String>,
    },
}

impl From<StatusError> for Error {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::Git(error) => Error::Git(error),
            error => Error::Status(error),
        }
    }
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

/// Collects where every plan stands.
pub fn status(repo: &Repo, request: &Request) -> Result<Status, Error> {
    let survey = status::survey(repo)?;
    let head = repo.head_state()?;
    let mut notices = Vec::new();
    match head {
        Head::Unborn { .. } => notices.push(Notice::NoCommits),
        Head::Detached { .. } => notices.push(Notice::Detached),
        Head::Branch { .. } => {}
    }
    notices.extend(status::operation(repo).map(Notice::Unfinished));
    let commit = match head {
        Head::Unborn { .. } => None,
        Head::Branch { commit, .. } | Head::Detached { commit } => Some(commit),
    };
    let tags = Tags::read(repo, &mut notices)?;
    let (plans, others) = plans(&survey);
    let mut schools = schools(&survey, &plans);
    if let Some(wanted) = &request.school {
        if !schools.contains(wanted) {
            let known: Vec<&str> = schools.iter().map(String::as_str).collect();
            let meant = crate::plan::spelling::nearest(wanted, &known).map(str::to_owned);
            return Err(Error::NoSchool { id: wanted.clone(), meant });
        }
        schools.retain(|school| school == wanted);
    }
    let judge = Judge { repo, head: commit, tags: &tags, trees: RefCell::new(Trees::new(repo)) };
    let mut answer = Status { schools: Vec::new(), others, notices };
    let are_told = request.deadlines == Deadlines::OfAll || schools.len() <= FEW;
    let request = &Request { today: request.today.filter(|_| are_told), ..request.clone() };
    for id in schools {
        answer.schools.push(judge.school(id, &plans, request)?);
    }
    Ok(answer)
}

/// The files of each plan, by school and period.
type Plans = BTreeMap<(String, Period), Found>;

#[derive(Clone, Debug, Default)]
struct Found {
    path: Option<String>,
    uncommitted: Option<ChangeKind>,
    beside: usize,
}

fn plans(survey: &Survey) -> (Plans, Vec<String>) {
    let (mut plans, mut others) = (Plans::new(), Vec::new());
    for path in &survey.files {
        if let Some(inside) = Inside::of(path).filter(Inside::is_plan)
            && let Some(period) = inside.period
        {
            plans.entry((inside.school.to_owned(), period)).or_default().path = Some(path.clone());
        }
    }
    for change in &survey.changes {
        let Some((inside, period)) =
            Inside::of(&change.path).and_then(|inside| Some((inside, inside.period?)))
        else {
            others.push(change.path.clone());
            continue;
        };
        let found = plans.entry((inside.school.to_owned(), period)).or_default();
        if inside.is_plan() {
            found.path = Some(change.path.clone());
            found.uncommitted = Some(change.kind);
        } else {
            found.beside += 1;
        }
    }
    plans.retain(|_, found| found.path.is_some());
    (plans, others)
}

fn schools(survey: &Survey, plans: &Plans) -> BTreeSet<String> {
    let records = survey.files.iter().filter_map(|path| Inside::of(path));
    let records = records.filter(|inside| inside.file == "school.toml" && inside.period.is_none());
    let named = records.map(|inside| inside.school.to_owned());
    named.chain(plans.keys().map(|(school, _)| school.clone())).collect()
}

struct Judge<'j> {
    repo: &'j Repo,
    head: Option<CommitId>,
    tags: &'j Tags,
    /// Many plans lie in few trees.
    trees: RefCell<Trees<'j>>,
}

impl Judge<'_> {
    fn school(&self, id: String, plans: &Plans, request: &Request) -> Result<SchoolStatus, Error> {
        let current = request.current;
        let first = (id.clone(), Period::FIRST);
        let own = plans.range(first..).take_while(|((school, _), _)| *school == id);
        let mut statuses = Vec::new();
        for ((_, period), found) in own {
            statuses.push(self.plan(&id, *period, found)?);
        }
        statuses.reverse();
        let covers = |plan: &PlanStatus, current: Period| {
            plan.period.first() <= current.first() && current.first() < plan.period.last()
        };
        let missing = current.filter(|current| !statuses.iter().any(|plan| covers(plan, *current)));
        let before = |plan: &&PlanStatus| missing.is_some_and(|missing| plan.period < missing);
        let previous = statuses.iter().find(before).map(|plan| plan.period);
        let now = current.and_then(|current| statuses.iter().find(|plan| covers(plan, current)));
        let due = now.zip(request.today).map_or_else(Vec::new, |(plan, today)| {
            due(&self.repo.root().join(&plan.path), plan.period, today)
        });
        Ok(SchoolStatus { id, plans: statuses, missing, previous, due })
    }

    fn plan(&self, school: &str, period: Period, found: &Found) -> Result<PlanStatus, Error> {
        let key = (school.to_owned(), period);
        let path = found.path.clone().unwrap_or_default();
        let approval = self.tags.approvals.get(&key);
        let mut has_later_edits = false;
        if let (Some(commit), Some(head)) = (approval.and_then(|approval| approval.commit), self.head) {
            has_later_edits =
                commit != head && self.repo.blob_id(commit, &path)? != self.repo.blob_id(head, &path)?;
        }
        let stage = match (approval, self.tags.submitted.get(&key)) {
            (Some(approval), _) => approval.stage(),
            (None, Some((version, _))) => Stage::Submitted { version: *version },
            (None, None) => Stage::Draft,
        };
        has_later_edits &= matches!(stage, Stage::Approved { .. });
        let has_bad_notices = approval.is_some_and(|approval| approval.has_bad_notices);
        let (uncommitted, uncommitted_beside) = (found.uncommitted, found.beside);
        let in_review = self.in_review(&key, found)?;
        let school = school.to_owned();
        Ok(PlanStatus {
            school,
            period,
            path,
            stage,
            has_later_edits,
            has_bad_notices,
            in_review,
            uncommitted,
            uncommitted_beside,
        })
    }

    /// The file at a path of a commit.
    fn blob(&self, commit: CommitId, path: &str) -> Result<Option<Id>, Error> {
        let mut trees = self.trees.borrow_mut();
        let tree = trees.of_commit(commit.object().into())?;
        Ok(trees.file(tree, path)?)
    }

    /// Only a plan that was handed in, and reads otherwise since, is opened.
    fn in_review(&self, key: &(String, Period), found: &Found) -> Result<Option<InReview>, Error> {
        let Some((version, id)) = self.tags.submitted.get(key) else { return Ok(None) };
        let Some(commit) = self.repo.commit_behind(*id) else { return Ok(None) };
        let path = found.path.as_deref().unwrap_or_default();
        let approved = self.tags.approvals.get(key).and_then(|approval| approval.commit);
        let head = self.head.filter(|_| found.uncommitted.is_none());
        if let Some(head) = head
            && (head == commit || self.blob(head, path)? == self.blob(commit, path)?)
        {
            let is_over = is_over(self.repo, commit, approved)?;
            return Ok((!is_over).then(|| InReview::unedited(*version)));
        }
        let text = match head {
            Some(head) => self.repo.read(head, path)?,
            None => std::fs::read(self.repo.root().join(path)).ok(),
        };
        let text = text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let subject = Subject { school: &key.0, period: key.1, path, text: text.as_deref() };
        Ok(in_review_since(self.repo, &subject, ((*version, commit), approved))?)
    }
}
