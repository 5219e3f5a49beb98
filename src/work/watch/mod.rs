//! What one save means: the findings that appeared or went away, and what the plan says differently
//! from its last approved version.
//!
//! A [`Follower`] keeps what it said about a file last, so that a save costs one reading of that
//! file. What a file was when watching began comes from HEAD, and from the disk for files that had
//! edits by then. It does not wait for saves (`watch` does) and does not print.

mod answer;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::approval::Verdict;
use crate::catalog::Catalogs;
use crate::check::{Subject, check};
use crate::compare::meaning::shifts;
use crate::compare::{Pair, Side};
use crate::config::Config;
use crate::continuity::Continuity;
use crate::finding::{Finding, Problem, Span};
use crate::folder::{self, Inside, SchoolFolder};
use crate::git::{CommitId, ObjectId, Repo};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::school::School;
use crate::watch::Content;
use crate::work::tracking;
use crate::work::verify::{self, Judged};

pub use answer::{Against, Answer, Tally};
use answer::{Known, difference};

/// The folder of the schools: what lies below it is followed.
pub const TREE: &str = "schools";

/// Is this a file that people write and that means something here?
pub fn is_wanted(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let ours = tracking::is_record(name)
        || matches!(name, "plan.md" | "progress.toml" | "continuity.toml" | "school.toml" | "caitien.toml");
    ours && !path.components().any(|part| part.as_os_str() == ".git")
}

/// A plan at a commit, read once.
struct Base {
    commit: CommitId,
    plan: Plan,
    progress: Progress,
}

/// Follows the files of one repository.
pub struct Follower {
    repo: Repo,
    root: PathBuf,
    /// HEAD when watching began.
    start: Option<CommitId>,
    catalogs: Catalogs,
    config: Config,
    known: HashMap<String, Known>,
    /// Files that had edits when watching began, as they were then.
    edited: HashMap<String, Vec<u8>>,
    bases: HashMap<String, Base>,
    approvals: HashMap<String, Approvals>,
}

impl Follower {
    /// Learns how things stand when watching begins.
    pub fn new(folder: &Path) -> Result<Follower, verify::Error> {
        let repo = Repo::open(folder)?;
        let root = repo.root().to_path_buf();
        let mut edited = HashMap::new();
        for inside in repo.edited_files()? {
            let path = root.join(&inside);
            if is_wanted(&path) {
                // A file that cannot be read now counts as not there: its errors will be told.
                edited.insert(inside, folder::read(&path).unwrap_or_default());
            }
        }
        let start = repo.head()?;
        let approvals = judge_all(&repo)?;
        let mut follower = Follower {
            repo,
            root,
            start,
            catalogs: Catalogs::default(),
            config: Config::default(),
            known: HashMap::new(),
            edited,
            bases: HashMap::new(),
            approvals,
        };
        follower.read_settings();
        Ok(follower)
    }

    /// The top of the working tree.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What a save means; nothing where the file says what it said before.
    pub fn answer(&mut self, path: &Path, content: Content) -> Result<Vec<Answer>, verify::Error> {
        let Some(inside) = inside(&self.root, path) else { return Ok(Vec::new()) };
        if inside == "caitien.toml" {
            self.read_settings();
        }
        let mut answers: Vec<Answer> = self.hold(&inside, content)?.into_iter().collect();
        if let Some(plan) = settled(&self.root, &inside)
            && let Ok(bytes) = folder::read(&self.root.join(&plan))
        {
            let told = self.hold_anew(&plan, bytes)?;
            answers.extend(told.filter(Answer::says_something));
        }
        Ok(answers)
    }

    fn read_settings(&mut self) {
        // Flawed settings hold as far as they can be read; `check` says what is wrong with them.
        let text = folder::config_text(&self.root).ok().flatten().unwrap_or_default();
        self.config = Config::read(&text).0;
        if let Ok((catalogs, _)) = folder::catalogs(&self.root) {
            self.catalogs = catalogs;
        }
    }

    /// Holds a file against what was said about it last.
    fn hold(&mut self, inside: &str, content: Content) -> Result<Option<Answer>, verify::Error> {
        self.remember_start(inside)?;
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::Gone => return Ok(self.gone(inside)),
            Content::Unreadable(detail) => {
                return Ok(Some(self.flawed(inside, Problem::UnreadableFile { detail })));
            }
            Content::TooLong(size) => {
                let problem = Problem::FileTooLarge { size, limit: crate::watch::LONGEST };
                return Ok(Some(self.flawed(inside, problem)));
            }
        };
        if self.known.get(inside).is_some_and(|known| known.bytes.as_deref() == Some(&bytes)) {
            return Ok(None);
        }
        self.hold_anew(inside, bytes)
    }

    fn hold_anew(&mut self, inside: &str, bytes: Vec<u8>) -> Result<Option<Answer>, verify::Error> {
        self.remember_start(inside)?;
        let (against, now) = self.look(inside, bytes)?;
        let before = self.known.insert(inside.to_owned(), now.clone()).unwrap_or_default();
        Ok(Some(difference(inside, against, before, now)))
    }

    /// What the file was when watching began, unless something was said about it already.
    fn remember_start(&mut self, inside: &str) -> Result<(), verify::Error> {
        if self.known.contains_key(inside) {
            return Ok(());
        }
        let bytes = match (self.edited.remove(inside), self.start) {
            (Some(bytes), _) => Some(bytes),
            (None, Some(commit)) => self.repo.read(commit, inside)?,
            (None, None) => None,
        };
        let known = match bytes {
            Some(bytes) => self.look(inside, bytes)?.1,
            None => Known::default(),
        };
        self.known.insert(inside.to_owned(), known);
        Ok(())
    }

    fn gone(&mut self, inside: &str) -> Option<Answer> {
        let before = self.known.remove(inside)?;
        self.known.insert(inside.to_owned(), Known::default());
        before.bytes.as_ref()?;
        let mut answer = difference(inside, Against::Nothing, before, Known::default());
        answer.gone = true;
        // That the whole plan is gone says it all.
        answer.disappeared.clear();
        answer.undone.clear();
        Some(answer)
    }

    /// A file of which nothing can be read.
    fn flawed(&mut self, inside: &str, problem: Problem) -> Answer {
        let findings = vec![Finding::new(problem, Span::default())];
        let now = Known { findings, ..Known::default() };
        let before = self.known.insert(inside.to_owned(), now.clone()).unwrap_or_default();
        difference(inside, Against::Nothing, before, now)
    }

    /// Reads a file and judges it.
    fn look(&mut self, inside: &str, bytes: Vec<u8>) -> Result<(Against, Known), verify::Error> {
        let Ok(text) = std::str::from_utf8(&bytes).map(str::to_owned) else {
            let findings = vec![Finding::new(Problem::InvalidUtf8, Span::default())];
            return Ok((Against::Nothing, Known { bytes: Some(bytes), findings, ..Known::default() }));
        };
        let place = Inside::of(inside).filter(Inside::is_plan);
        let Some((place, period)) = place.and_then(|place| Some((place, place.period?))) else {
            let findings = self.config.keep(flaws(inside, &text));
            return Ok((Against::Nothing, Known { bytes: Some(bytes), text, findings, shifts: Vec::new() }));
        };
        let (against, differing) = self.look_at_plan(inside, (place.school, period), &text)?;
        Ok((against, Known { bytes: Some(bytes), ..differing }))
    }

    fn look_at_plan(
        &mut self,
        inside: &str,
        (school, period): (&str, Period),
        text: &str,
    ) -> Result<(Against, Known), verify::Error> {
        let approved = self.approved(school)?;
        let own = approved.iter().rfind(|version| version.period == period).cloned();
        let earlier = approved.iter().rfind(|version| version.period < period).cloned();
        let (against, own) = match own {
            Some(version) => (Against::Approved { tag: version.tag }, Some(version.commit)),
            None => (Against::Committed, self.repo.head()?),
        };
        let earlier_path = earlier.as_ref().map(|version| sibling(inside, period, version.period));
        self.read_base(inside, own)?;
        if let (Some(path), Some(version)) = (&earlier_path, &earlier) {
            self.read_base(path, Some(version.commit))?;
        }
        let before = earlier_path.and_then(|path| self.bases.get(&path));
        let base = self.bases.get(inside);

        let parsed = parse(text);
        let written = self.progress_beside(inside);
        let mut progress = before.map(|base| base.progress.clone()).unwrap_or_default();
        progress.records.extend(written.records.iter().cloned());
        let findings = check(
            &Subject {
                plan: &parsed.plan,
                text: &parsed.text,
                original: Some(text),
                school: Some(school),
                period: Some(period),
                catalogs: &self.catalogs,
                before: before.map(|base| &base.plan),
                draft_before: None,
                progress: &progress,
                continuity: &self.decided(inside),
                lineage: &[],
                schools: None,
            },
            &parsed.findings,
        );
        let findings = self.config.keep(findings);
        let after = Side { plan: &parsed.plan, progress: &written };
        let told = base
            .map(|base| shifts(&Pair { before: Side { plan: &base.plan, progress: &base.progress }, after }));
        let against = if told.is_some() { against } else { Against::Nothing };
        let known = Known { bytes: None, text: parsed.text, findings, shifts: told.unwrap_or_default() };
        Ok((against, known))
    }

    /// The approved versions of a school; judged anew only where its tags changed.
    fn approved(&mut self, school: &str) -> Result<Vec<Version>, verify::Error> {
        let tags = self.repo.tags(&format!("approved/{school}/"))?;
        let known = self.approvals.entry(school.to_owned()).or_default();
        if known.tags != tags {
            let mut anew = Approvals { tags, versions: Vec::new() };
            let scope = verify::Scope::School(school.to_owned());
            verify::verify(&self.repo, &scope)?.iter().for_each(|judged| anew.add(judged));
            *known = anew;
        }
        Ok(known.versions.clone())
    }

    fn progress_beside(&self, inside: &str) -> Progress {
        let path = self.root.join(inside).with_file_name("progress.toml");
        let text = folder::read_text_if_there(&path).ok().flatten().unwrap_or_default();
        Progress::parse(&text).unwrap_or_default()
    }

    /// What people decided about the school's items.
    fn decided(&self, inside: &str) -> Continuity {
        let path = self.root.join(inside);
        let path = path.parent().and_then(Path::parent).map(|school| school.join("continuity.toml"));
        let text = path.and_then(|path| folder::read_text_if_there(&path).ok().flatten());
        Continuity::parse(&text.unwrap_or_default()).unwrap_or_default()
    }

    /// Reads a plan at a commit, unless it is read already; forgets it where there is none.
    fn read_base(&mut self, inside: &str, commit: Option<CommitId>) -> Result<(), verify::Error> {
        if self.bases.get(inside).map(|base| base.commit) == commit {
            return Ok(());
        }
        self.bases.remove(inside);
        let Some(commit) = commit else { return Ok(()) };
        let Some(bytes) = self.repo.read(commit, inside)? else { return Ok(()) };
        let beside = format!("{}progress.toml", inside.strip_suffix("plan.md").unwrap_or(inside));
        let records = self.repo.read(commit, &beside)?.unwrap_or_default();
        let progress = Progress::parse(&String::from_utf8_lossy(&records)).unwrap_or_default();
        let plan = parse(&String::from_utf8_lossy(&bytes)).plan;
        self.bases.insert(inside.to_owned(), Base { commit, plan, progress });
        Ok(())
    }
}

/// One approved version of a school's plan.
#[derive(Clone, Debug)]
struct Version {
    period: Period,
    number: u32,
    tag: String,
    commit: CommitId,
}

/// The approvals of one school that hold, by period and version, with the tags they were judged by.
#[derive(Default)]
struct Approvals {
    tags: Vec<(String, ObjectId)>,
    versions: Vec<Version>,
}

impl Approvals {
    fn add(&mut self, judged: &Judged) {
        let holds = judged.verdict.is_in_force() || matches!(judged.verdict, Verdict::Unpinned { .. });
        if let (true, Some(name), Some(commit)) = (holds, &judged.name, judged.commit) {
            let (period, number) = (name.period, name.version);
            self.versions.push(Version { period, number, tag: judged.tag.clone(), commit });
            self.versions.sort_by_key(|version| (version.period, version.number));
        }
    }
}

/// The approvals of every school, judged once: a save must not wait for that.
fn judge_all(repo: &Repo) -> Result<HashMap<String, Approvals>, verify::Error> {
    let mut all: HashMap<String, Approvals> = HashMap::new();
    for (tag, id) in repo.tags("approved/")? {
        let school = tag.split('/').nth(1).unwrap_or("").to_owned();
        all.entry(school).or_default().tags.push((tag, id));
    }
    if all.is_empty() {
        return Ok(all);
    }
    for judged in verify::verify(repo, &verify::Scope::All)? {
        let school = judged.name.as_ref().map(|name| name.school.to_string());
        if let Some(approvals) = school.and_then(|school| all.get_mut(&school)) {
            approvals.add(&judged);
        }
    }
    Ok(all)
}

/// The same school's plan of another period.
fn sibling(inside: &str, period: Period, other: Period) -> String {
    inside.replacen(&format!("/{period}/"), &format!("/{other}/"), 1)
}

/// The plan in which a record may have settled a finding: the one beside progress records, the newest one of
/// the school whose people decided something.
fn settled(root: &Path, inside: &str) -> Option<String> {
    let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    if name == "progress.toml" || tracking::is_record(name) {
        return Some(format!("{folder}/plan.md"));
    }
    let folder = inside.strip_suffix("/continuity.toml")?;
    let id = folder.rsplit('/').next()?.to_owned();
    let school = SchoolFolder { id, inside: folder.to_owned(), path: root.join(folder) };
    school.plans().ok()?.pop().map(|plan| plan.inside)
}

/// A path from the repository's root, with `/`.
fn inside(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components();
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// What is wrong with a file that is not a plan.
fn flaws(inside: &str, text: &str) -> Vec<Finding> {
    let invalid = |detail: &str, span: Option<std::ops::Range<usize>>| {
        let span = span.map_or(Span::default(), |span| Span::new(span.start, span.end));
        vec![Finding::new(Problem::InvalidFile { detail: detail.to_owned() }, span)]
    };
    match inside.rsplit('/').next() {
        Some("progress.toml") => {
            Progress::parse(text).err().map_or(Vec::new(), |flaw| invalid(&flaw.detail, flaw.span))
        }
        Some("continuity.toml") => {
            Continuity::parse(text).err().map_or(Vec::new(), |flaw| invalid(&flaw.detail, flaw.span))
        }
        Some(name) if tracking::is_record(name) => {
            tracking::flaw(name, text).map_or(Vec::new(), |(detail, span)| invalid(&detail, span))
        }
        Some("school.toml") => {
            School::parse(text).err().map_or(Vec::new(), |flaw| invalid(&flaw.detail, flaw.span))
        }
        _ => Config::read(text).1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted() {
        let check = |path: &str| is_wanted(Path::new(path));
        assert!(check("/a/schools/x/2023-2024/plan.md"));
        assert!(check("/a/caitien.toml"));
        assert!(!check("/a/.git/x/plan.md"));
        assert!(!check("/a/schools/x/2023-2024/plan.md~"));
    }
}
