//! Hands a plan in for review: freezes the saved text under a name that is never used again.
//!
//! A rehearsal finds out everything that stops it; only what it found ready becomes a tag. The tag is signed where a key is
//! given, and plain otherwise: it gives nobody a right.

use crate::approval::submission::Submission;
use crate::approval::{Id, PublicKey, digest};
use crate::finding::{Finding, Level, Lines};
use crate::git::status::{self, StatusError};
use crate::git::tag::{self, TagError, Tagger};
use crate::git::{self, CommitId, ObjectId, Repo};
use crate::plan::parse::parse;
use crate::signing::Signer;
use crate::vetting::Look;
use crate::work::approve::Moment;
use crate::work::approved::Approvals;
use crate::work::check;
use crate::work::choice::{self, Choice};
use crate::work::review::{self, Desk, Speaker, Where};
use crate::work::signed_tag::{self, TagText};
use crate::work::submission::{newest, newest_approved};
use crate::work::verify;

/// What stops it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A file of the plan is not as it was saved.
    NotSaved { path: String },
    /// The very text is in review.
    AlreadySubmitted { version: u32 },
    /// … or was approved.
    AlreadyApproved { version: u32 },
    /// Findings at error level, and nobody said why they are left.
    Findings { path: String, count: usize },
}

/// All that is known before anything is made.
#[derive(Debug)]
pub struct Rehearsal {
    pub submission: Submission,
    pub school_name: String,
    /// The name and address of whoever hands it in.
    pub by: (String, Option<String>),
    /// This person's keys, of which an agent may hold one.
    pub keys: Vec<PublicKey>,
    pub commit: Option<CommitId>,
    pub obstacles: Vec<Obstacle>,
}

/// Why it cannot be done.
#[derive(Debug)]
pub enum Error {
    Review(review::Error),
    Choice(choice::Error),
    Git(git::Error),
    Status(StatusError),
    Verify(verify::Error),
    /// Something was handed in or committed meanwhile.
    Moved,
    Tag(signed_tag::Error),
}

impl From<review::Error> for Error {
    fn from(error: review::Error) -> Self {
        Error::Review(error)
    }
}

impl From<choice::Error> for Error {
    fn from(error: choice::Error) -> Self {
        Error::Choice(error)
    }
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<StatusError> for Error {
    fn from(error: StatusError) -> Self {
        Error::Status(error)
    }
}

impl From<verify::Error> for Error {
    fn from(error: verify::Error) -> Self {
        Error::Verify(error)
    }
}

impl Obstacle {
    /// The stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Obstacle::NotSaved { .. } => "not-saved",
            Obstacle::AlreadySubmitted { .. } => "already-submitted",
            Obstacle::AlreadyApproved { .. } => "already-approved",
            Obstacle::Findings { .. } => "findings",
        }
    }
}

/// Goes through it without making anything. `despite` says why findings are left as they are.
pub fn rehearse(at: &Where<'_>, despite: Option<&str>, speaker: &Speaker<'_>) -> Result<Rehearsal, Error> {
    let desk = Desk::open(at)?;
    let repo = Repo::open(&desk.root)?;
    let person = crate::work::who::who(&desk.root, &desk.record, speaker.by).map_err(review::Error::Who)?;
    let (school, period) = (desk.place.school.clone(), desk.place.period);
    let before = newest(&repo, &school, period)?;
    let mut obstacles: Vec<Obstacle> =
        not_saved(&repo, &desk)?.into_iter().map(|path| Obstacle::NotSaved { path }).collect();
    obstacles.extend(already(&repo, &desk, before)?);
    let (accepted, flawed) = findings(&desk)?;
    let reason = despite.filter(|_| !accepted.is_empty()).map(str::to_owned);
    if reason.is_none() {
        obstacles.extend(flawed.into_iter().map(|(path, count)| Obstacle::Findings { path, count }));
    }
    let plan = digest::plan(desk.plan());
    let version = before.map_or(0, |(version, _)| version).saturating_add(1);
    Ok(Rehearsal {
        submission: Submission { school, period, version, plan, by: person.id.clone(), accepted, reason },
        school_name: desk.record.school.name.clone(),
        by: (person.name.clone(), person.email.clone()),
        keys: person.keys.iter().filter_map(|key| PublicKey::parse(key)).collect(),
        commit: repo.head()?,
        obstacles,
    })
}

/// The files of the plan, and those beside it that checks read, that are not as they were saved.
fn not_saved(repo: &Repo, desk: &Desk) -> Result<Vec<String>, Error> {
    let school = desk.place.school_folder().inside;
    let own = format!("{school}/{}/", desk.place.period);
    let beside = ["school.toml", "continuity.toml"].map(|name| format!("{school}/{name}"));
    let changes = status::survey(repo)?.changes.into_iter().map(|change| change.path);
    let mut paths: Vec<String> =
        changes.filter(|path| path.starts_with(&own) || beside.contains(path)).collect();
    if repo.head()?.is_none() && paths.is_empty() {
        paths.push(desk.place.inside.clone());
    }
    Ok(paths)
}

fn already(repo: &Repo, desk: &Desk, before: Option<(u32, CommitId)>) -> Result<Option<Obstacle>, Error> {
    let is_same = |commit: CommitId| -> Result<bool, Error> {
        let text = repo.read(commit, &desk.place.inside)?.unwrap_or_default();
        Ok(Look::of(&parse(&String::from_utf8_lossy(&text)).plan).plan == desk.look.plan)
    };
    if let Some((version, commit)) = newest_approved(repo, &desk.place.school, desk.place.period)?
        && is_same(commit)?
    {
        return Ok(Some(Obstacle::AlreadyApproved { version }));
    }
    match before {
        Some((version, commit)) if is_same(commit)? => Ok(Some(Obstacle::AlreadySubmitted { version })),
        _ => Ok(None),
    }
}

/// What would stop an approval, as it is recorded; and how much of it each file has.
type Found = (Vec<String>, Vec<(String, usize)>);

fn findings(desk: &Desk) -> Result<Found, Error> {
    let approvals = match Approvals::read(&desk.root, Some(&desk.place.school)) {
        // What was approved cannot be told here; the rest is checked all the same.
        Err(verify::Error::Shallow) => Approvals::default(),
        read => read?,
    };
    let words = [desk.place.inside.clone()];
    let choice = Choice { here: &desk.root, words: &words, school: Some(&desk.place.school) };
    let (mut accepted, mut flawed) = (Vec::new(), Vec::new());
    for file in check::run(&choice, &approvals, |file| file)? {
        let lines = Lines::new(&file.text);
        let stops = |finding: &&Finding| finding.level() == Level::Error;
        let told = |finding: &Finding| {
            format!("{} {}:{}", finding.code(), file.name, lines.place(finding.span.start).line)
        };
        let own: Vec<String> = file.findings.iter().filter(stops).map(told).collect();
        if !own.is_empty() {
            flawed.push((file.name.clone(), own.len()));
        }
        accepted.extend(own);
    }
    Ok((accepted, flawed))
}

/// Makes the tag of a rehearsal that nothing stops; never over another tag.
pub fn submit(
    repo: &Repo,
    rehearsal: &Rehearsal,
    signer: Option<&Signer>,
    moment: Moment,
) -> Result<ObjectId, Error> {
    let commit = rehearsal.commit.filter(|_| rehearsal.obstacles.is_empty()).ok_or(Error::Moved)?;
    if repo.head()? != Some(commit) {
        return Err(Error::Moved);
    }
    let (name, email) = rehearsal.by.clone();
    let email = match email {
        Some(email) => email,
        None => repo.config("user.email")?.unwrap_or_default(),
    };
    let tagger = Tagger { name, email, seconds: moment.seconds, offset: moment.offset };
    let (tag, message) = (rehearsal.submission.tag(), rehearsal.submission.message(&rehearsal.school_name));
    let commit = Id::from(commit.object());
    match signer {
        Some(signer) => {
            let text = TagText { name: &tag, commit, message: &message };
            signed_tag::make(repo, &text, &tagger, signer).map_err(Error::Tag)
        }
        None => {
            let payload = tag::build(commit, &tag, &tagger, &message);
            repo.create_tag(&tag, payload.as_bytes()).map_err(written)
        }
    }
}

fn written(error: TagError) -> Error {
    match error {
        // Somebody else was faster.
        TagError::Exists { .. } => Error::Moved,
        error => Error::Tag(signed_tag::Error::Write(error)),
    }
}
