//! What is staged before a commit, and what is wrong with it.

use std::collections::HashMap;

use super::Error;
use crate::catalog::{Catalog, Catalogs};
use crate::check::{Subject, check};
use crate::config::Config;
use crate::continuity::Continuity;
use crate::finding::{Finding, Level, Problem, Span};
use crate::folder::Inside;
use crate::git::{ObjectId, Repo, TreeFile};
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::school::School;
use crate::work::{tracking, verify};

/// A staged file and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Staged {
    /// From the repository's root, with `/`.
    pub path: String,
    /// The text that the findings' spans refer to.
    pub text: String,
    pub findings: Vec<Finding>,
}

impl Staged {
    /// Does it stop the commit?
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// What stops it: errors, save those that only say that a draft is not finished yet.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        let stops = |finding: &&Finding| finding.level() == Level::Error && !finding.code().is_unfinished();
        self.findings.iter().filter(stops)
    }
}

/// The staged files that differ from HEAD and mean something here, with what is wrong with them.
pub fn pre_commit(repo: &Repo) -> Result<Vec<Staged>, Error> {
    let index = Index::read(repo)?;
    let mut committed: HashMap<String, ObjectId> = HashMap::new();
    if let Some(head) = repo.head()? {
        committed.extend(repo.files(head, "")?.into_iter().map(|file| (file.path, file.id)));
    }
    let is_new = |file: &&TreeFile| committed.get(&file.path) != Some(&file.id);
    let mut staged = Vec::new();
    for file in index.files.iter().filter(is_new) {
        if let Some((text, findings)) = index.judge(&file.path, file.id)? {
            staged.push(Staged { path: file.path.clone(), text, findings });
        }
    }
    Ok(staged)
}

/// What is staged, with the settings that are staged with it.
struct Index<'r> {
    repo: &'r Repo,
    files: Vec<TreeFile>,
    by_path: HashMap<String, ObjectId>,
    config: Config,
    catalogs: Catalogs,
}

impl<'r> Index<'r> {
    fn read(repo: &'r Repo) -> Result<Index<'r>, Error> {
        let files = repo.staged(None)?;
        let by_path = files.iter().map(|file| (file.path.clone(), file.id)).collect();
        let (config, catalogs) = (Config::default(), Catalogs::default());
        let mut index = Index { repo, files, by_path, config, catalogs };
        let settings = index.text("caitien.toml")?.unwrap_or_default();
        index.config = Config::read(&settings).0;
        for file in &index.files {
            let is_catalog = file.path.starts_with("catalogs/") && file.path.ends_with(".toml");
            if is_catalog && let Ok(catalog) = Catalog::parse(&lossy(&repo.blob(file.id)?)) {
                index.catalogs.add(catalog);
            }
        }
        Ok(index)
    }

    fn text(&self, path: &str) -> Result<Option<String>, Error> {
        let id = self.by_path.get(path);
        Ok(id.map(|id| self.repo.blob(*id)).transpose()?.map(|bytes| lossy(&bytes)))
    }

    /// The text of a file of ours with its findings; None for any other file.
    fn judge(&self, path: &str, id: ObjectId) -> Result<Option<(String, Vec<Finding>)>, Error> {
        let place = Inside::of(path);
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_plan = place.is_some_and(|place| place.is_plan());
        let is_record = place.is_some()
            && (tracking::is_record(name)
                || matches!(name, "school.toml" | "progress.toml" | "continuity.toml"));
        if !is_plan && !is_record && path != "caitien.toml" {
            return Ok(None);
        }
        let bytes = self.repo.blob(id)?;
        let Ok(text) = std::str::from_utf8(&bytes) else {
            let finding = Finding::new(Problem::InvalidUtf8, Span::default());
            return Ok(Some((String::new(), vec![finding])));
        };
        if is_plan {
            return self.judge_plan(path, text).map(Some);
        }
        Ok(Some((text.to_owned(), self.config.keep(flaws(name, text)))))
    }

    fn judge_plan(&self, path: &str, text: &str) -> Result<(String, Vec<Finding>), Error> {
        let parsed = parse(text);
        let place = Inside::of(path);
        let before = self.last_approved(path)?;
        let mut progress = before.as_ref().map(|(_, progress)| progress.clone()).unwrap_or_default();
        let beside = format!("{}progress.toml", path.strip_suffix("plan.md").unwrap_or(path));
        let own = self.text(&beside)?.unwrap_or_default();
        progress.records.extend(Progress::parse(&own).unwrap_or_default().records);
        let decided = self.decided(path)?;
        let subject = Subject {
            plan: &parsed.plan,
            text: &parsed.text,
            original: Some(text),
            school: place.map(|place| place.school),
            period: place.and_then(|place| place.period),
            catalogs: &self.catalogs,
            before: before.as_ref().map(|(plan, _)| plan),
            draft_before: None,
            progress: &progress,
            continuity: &decided,
            lineage: &[],
            schools: None,
        };
        let findings = self.config.keep(check(&subject, &parsed.findings));
        Ok((parsed.text, findings))
    }

    /// What people decided about the school's items, as staged.
    fn decided(&self, path: &str) -> Result<Continuity, Error> {
        let folder = path.rsplitn(3, '/').last().unwrap_or_default();
        let text = self.text(&format!("{folder}/continuity.toml"))?.unwrap_or_default();
        Ok(Continuity::parse(&text).unwrap_or_default())
    }

    /// The last approved plan of the school before this one, with what was recorded about it.
    fn last_approved(&self, path: &str) -> Result<Option<(Plan, Progress)>, Error> {
        let Some(place) = Inside::of(path) else { return Ok(None) };
        let judged = verify::last_approved(self.repo, place.school, place.period)?;
        let Some((name, commit)) = judged.and_then(|judged| Some((judged.name?, judged.commit?))) else {
            return Ok(None);
        };
        let own = place.period.map(|period| period.to_string()).unwrap_or_default();
        let plan = path.replacen(&format!("/{own}/"), &format!("/{}/", name.period), 1);
        let beside = plan.replacen("plan.md", "progress.toml", 1);
        let Some(bytes) = self.repo.read(commit, &plan)? else { return Ok(None) };
        let records = self.text(&beside)?.unwrap_or_default();
        let progress = Progress::parse(&records).unwrap_or_default();
        Ok(Some((parse(&lossy(&bytes)).plan, progress)))
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What is wrong with a file that is not a plan.
fn flaws(name: &str, text: &str) -> Vec<Finding> {
    let flaw = match name {
        "progress.toml" => Progress::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        "continuity.toml" => Continuity::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        name if tracking::is_record(name) => tracking::flaw(name, text),
        "school.toml" => School::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        _ => return Config::read(text).1,
    };
    let finding = flaw.map(|(detail, span)| {
        let span = span.map_or(Span::default(), |span| Span::new(span.start, span.end));
        Finding::new(Problem::InvalidFile { detail }, span)
    });
    finding.into_iter().collect()
}
