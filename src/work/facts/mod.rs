//! The facts of approvals, read from git objects: tags with their signatures, the line of trust
//! records, what the approved commits hold, what this clone remembers.
//!
//! The working tree is never read, and neither are the programs and key lists that the repository's
//! configuration names. Every object is checked against its id when it is read.

mod history;
mod notice;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::approval::digest;
use crate::approval::hex::{Hash, Id};
use crate::approval::judge::{
    Facts, FoundContent, NoticeTag, Object, SeenNotice, Signature, SignedTag, TagFacts,
};
use crate::approval::lineage::Lineage;
use crate::approval::name::{ApprovalName, TagKind};
use crate::approval::record::Office;
use crate::approval::statement::{SignedContent, Statement};
use crate::approval::trust::Violation;
use crate::approval::verdict::Pointed;
use crate::git::seen::{Pins, Seen};
use crate::git::tag::{TagObject, split};
use crate::git::trust::{Places, Trees};
use crate::git::{ObjectKind, Repo};
use crate::plan::parse::parse;
use crate::signing::{Checked, check};

use super::verify::Error;
use history::History;
pub(crate) use history::read_consent;

/// All that is known of the approvals in one repository.
pub struct Collected {
    pub lineage: Lineage,
    pub places: Places,
    pub head: Option<Id>,
    pub tips: Vec<Id>,
    /// Every office of the lists that led to the one in force.
    offices: Vec<Office>,
    schools: BTreeMap<String, SchoolTags>,
    seen: BTreeMap<String, SeenHere>,
    pins: Pins,
}

/// The tags that speak of one school.
#[derive(Default)]
struct SchoolTags {
    tags: Vec<TagFacts>,
    notices: Vec<NoticeTag>,
}

/// What was remembered of one school.
#[derive(Default)]
struct SeenHere {
    approvals: Vec<(String, Id, Hash)>,
    notices: Vec<SeenNotice>,
    /// Root, serial, blob.
    records: Vec<(Hash, u32, Id)>,
}

/// Reads the facts of the wanted schools; of all where None is named.
pub fn collect(repo: &Repo, wanted: Option<&BTreeSet<String>>) -> Result<Collected, Error> {
    if repo.is_shallow() {
        return Err(Error::Shallow);
    }
    let is_wanted = |school: &str| wanted.is_none_or(|wanted| wanted.contains(school));
    let refs: Vec<(String, Id)> = repo
        .tags("")?
        .into_iter()
        .filter(|(tag, _)| school_of(tag).is_some_and(is_wanted))
        .map(|(tag, id)| (tag, id.into()))
        .collect();
    let read = each(repo, &refs, |repo, (tag, id)| read_tag(repo, tag, *id))?;
    let head = repo.head()?.map(|head| Id::from(head.object()));
    let tips = repo.tips()?;
    let mut starts: BTreeSet<Id> = tips.iter().copied().collect();
    starts.extend(read.iter().filter_map(ReadTag::commit));
    let history = History::read(repo, &starts)?;
    let seen = seen(repo, is_wanted);
    let known = seen.values().flat_map(|seen| &seen.approvals).map(|(_, id, _)| *id).collect();
    let read = with_content(repo, &history.places, (read, &known))?;
    let mut schools: BTreeMap<String, SchoolTags> = BTreeMap::new();
    for tag in read {
        tag.file(&mut schools);
    }
    Ok(Collected {
        offices: history.lineage.known_offices(head, &tips),
        lineage: history.lineage,
        places: history.places,
        head,
        tips,
        schools,
        seen,
        pins: repo.pins()?,
    })
}

/// Runs a reading on both processors; each worker has the repository for itself.
fn each<T: Sync, R: Send>(
    repo: &Repo,
    list: &[T],
    read: impl Fn(&Repo, &T) -> Result<R, Error> + Sync,
) -> Result<Vec<R>, Error> {
    if list.len() < 8 {
        return list.iter().map(|one| read(repo, one)).collect();
    }
    let door = repo.door();
    let chunk = list.len().div_ceil(rayon::current_num_threads() * 4).max(1);
    let chunks: Result<Vec<Vec<R>>, Error> = list
        .par_chunks(chunk)
        .map(|chunk| {
            let own = door.open()?;
            chunk.iter().map(|one| read(&own, one)).collect()
        })
        .collect();
    Ok(chunks?.into_iter().flatten().collect())
}

/// The school that a tag about approvals speaks of; the empty one where its name is wrong.
fn school_of(tag: &str) -> Option<&str> {
    TagKind::of(tag)?;
    let school = tag.split('/').nth(1).unwrap_or("");
    Some(if crate::school::is_slug(school) { school } else { "" })
}

enum ReadTag {
    Approval(TagFacts),
    Notice(NoticeTag),
}

impl ReadTag {
    fn commit(&self) -> Option<Id> {
        match self {
            ReadTag::Approval(TagFacts { object: Object::Tag(signed), .. }) => Some(signed.commit),
            ReadTag::Approval(_) => None,
            ReadTag::Notice(NoticeTag { object, .. }) => object.as_ref().ok().map(|signed| signed.commit),
        }
    }

    fn file(self, schools: &mut BTreeMap<String, SchoolTags>) {
        match self {
            ReadTag::Approval(tag) => {
                let school = school_of(&tag.tag).unwrap_or("").to_owned();
                schools.entry(school).or_default().tags.push(tag);
            }
            ReadTag::Notice(notice) => {
                let school = school_of(&notice.tag).unwrap_or("").to_owned();
                schools.entry(school).or_default().notices.push(notice);
            }
        }
    }
}

fn read_tag(repo: &Repo, tag: &str, id: Id) -> Result<ReadTag, Error> {
    Ok(match TagKind::of(tag) {
        Some(kind) if kind != TagKind::Approved => ReadTag::Notice(notice::read(repo, tag, id, kind)?),
        _ => ReadTag::Approval(read_approval(repo, tag, id)?),
    })
}

/// One tag below `approved/`, or one that was named; its content is not read yet.
pub fn read_approval(repo: &Repo, tag: &str, id: Id) -> Result<TagFacts, Error> {
    let object = match annotated(repo, id)? {
        Err(found) => Object::Other(found),
        Ok(object) => match pointed(repo, &object)? {
            Some(found) => Object::Other(found),
            None => Object::Tag(Box::new(SignedTag {
                header: object.name.clone(),
                commit: object.target,
                signature: signature(&object),
                statement: Statement::parse(&object.message),
                found: FoundContent::NotRead,
            })),
        },
    };
    Ok(TagFacts { tag: tag.to_owned(), id, object })
}

fn annotated(repo: &Repo, id: Id) -> Result<Result<TagObject, Pointed>, Error> {
    Ok(match repo.object(id.into())? {
        Some((ObjectKind::Tag, bytes)) => split(&bytes).ok_or(Pointed::Nothing),
        Some((ObjectKind::Commit, _)) => Err(Pointed::Lightweight),
        Some((ObjectKind::Tree, _)) => Err(Pointed::Tree),
        Some((ObjectKind::Blob, _)) => Err(Pointed::Blob),
        None => Err(Pointed::Nothing),
    })
}

/// What a tag points to; None where it is a commit, by its header and by what is there.
fn pointed(repo: &Repo, tag: &TagObject) -> Result<Option<Pointed>, Error> {
    Ok(match repo.kind(tag.target.into())? {
        Some(ObjectKind::Commit) if tag.kind == "commit" => None,
        Some(ObjectKind::Tag) => Some(Pointed::Tag),
        Some(ObjectKind::Tree) => Some(Pointed::Tree),
        Some(ObjectKind::Blob) => Some(Pointed::Blob),
        Some(ObjectKind::Commit) | None => Some(Pointed::Nothing),
    })
}

fn signature(tag: &TagObject) -> Signature {
    match &tag.signature {
        None => Signature::Missing,
        Some(armoured) => match check(&tag.payload, armoured) {
            Checked::Good(key) => Signature::By(key),
            Checked::Broken => Signature::Broken,
            Checked::OtherKind => Signature::OtherKind,
        },
    }
}

/// The lines of trust records that lead to these commits, and how each commit stands.
pub fn lineage(repo: &Repo, commits: &BTreeSet<Id>) -> Result<Lineage, Error> {
    Ok(History::read(repo, commits)?.lineage)
}

/// Reads what the approved commits hold, for every approval that this can decide. A tag object that
/// was in order here before names the same commit, and so the same plan, for ever: what it was
/// found to hold is what it says. Whoever can forge that memory can forge the pins beside it.
fn with_content(
    repo: &Repo,
    places: &Places,
    (mut tags, known): (Vec<ReadTag>, &BTreeSet<Id>),
) -> Result<Vec<ReadTag>, Error> {
    for tag in &mut tags {
        if let ReadTag::Approval(TagFacts { id, object: Object::Tag(signed), .. }) = tag
            && known.contains(id)
            && let Ok(statement) = &signed.statement
        {
            signed.found = FoundContent::Read(statement.content.clone());
        }
    }
    let asks: Vec<(usize, Id, &Statement)> = tags
        .iter()
        .enumerate()
        .filter_map(|(at, tag)| match tag {
            ReadTag::Approval(TagFacts { object: Object::Tag(signed), .. }) => {
                let by = matches!(signed.signature, Signature::By(_));
                let by = by && signed.found == FoundContent::NotRead;
                let statement = signed.statement.as_ref().ok().filter(|_| by)?;
                Some((at, signed.commit, statement))
            }
            _ => None,
        })
        .collect();
    let found = each(repo, &asks, |repo, (at, commit, statement)| {
        let mut trees = Trees::new(repo);
        let tree = trees.of_commit(*commit)?;
        Ok((*at, content(repo, &mut trees, places, tree, &statement.name)?))
    })?;
    for (at, content) in found {
        if let Some(ReadTag::Approval(TagFacts { object: Object::Tag(signed), .. })) = tags.get_mut(at) {
            signed.found = content;
        }
    }
    Ok(tags)
}

/// What a tree holds of a plan and what goes with it.
pub fn content(
    repo: &Repo,
    trees: &mut Trees<'_>,
    places: &Places,
    tree: Id,
    name: &ApprovalName,
) -> Result<FoundContent, Error> {
    let Some(folder) = places.folder(trees, tree, &name.school)? else { return Ok(FoundContent::NoPlan) };
    let folder = format!("{folder}/{}", name.period);
    let Some(blob) = trees.file(tree, &format!("{folder}/plan.md"))? else { return Ok(FoundContent::NoPlan) };
    let Ok(text) = String::from_utf8(repo.blob(blob.into())?) else { return Ok(FoundContent::Unreadable) };
    let plan = parse(&text).plan;
    let evidence = trees.file(tree, &format!("{folder}/evidence.toml"))?;
    let evidence = evidence.map(|blob| repo.blob(blob.into())).transpose()?;
    let mut reviews = Vec::new();
    for (file, blob) in trees.files(tree, &format!("{folder}/reviews"))? {
        if let Some(id) = file.strip_suffix(".md") {
            reviews.push((id.to_owned(), digest::file("review", &repo.blob(blob.into())?)));
        }
    }
    Ok(FoundContent::Read(SignedContent {
        plan: digest::plan(&plan),
        items: digest::items(&plan),
        evidence: evidence.map(|bytes| digest::file("evidence", &bytes)),
        reviews,
    }))
}

fn seen(repo: &Repo, is_wanted: impl Fn(&str) -> bool) -> BTreeMap<String, SeenHere> {
    let mut here: BTreeMap<String, SeenHere> = BTreeMap::new();
    for seen in repo.seen() {
        match seen {
            Seen::Approval { root, tag, id, .. } => {
                if let Some(school) = school_of(&tag).filter(|school| is_wanted(school)) {
                    here.entry(school.to_owned()).or_default().approvals.push((tag, id, root));
                }
            }
            Seen::Notice { root, tag, id, approval, key } => {
                if let Some(school) = school_of(&tag).filter(|school| is_wanted(school)) {
                    let here = here.entry(school.to_owned()).or_default();
                    here.notices.push(SeenNotice { tag, id, root, approval, key });
                }
            }
            Seen::Record { root, school, serial, blob } if is_wanted(&school) => {
                here.entry(school).or_default().records.push((root, serial, blob));
            }
            Seen::Record { .. } => {}
        }
    }
    here
}

impl Collected {
    /// The schools with approvals, here or remembered.
    pub fn schools(&self) -> BTreeSet<&str> {
        self.schools.keys().chain(self.seen.keys()).map(String::as_str).collect()
    }

    /// Is there anything about this school: a record, a tag, a memory?
    pub fn knows(&self, school: &str) -> bool {
        self.schools().contains(school) || self.lineage.schools().contains(&school)
    }

    /// One school's facts, as the judge wants them. Roots that were given by hand stand in place of the pinned
    /// ones: whoever brought the clone may have pinned a root of his own in it.
    pub fn facts<'c>(&'c self, school: &'c str, given: &'c [Hash]) -> Facts<'c> {
        let own = self.schools.get(school);
        Facts {
            school,
            tags: own.map_or(&[], |own| &own.tags),
            notices: own.map_or(&[], |own| &own.notices),
            lineage: &self.lineage,
            in_force: self.in_force(school),
            pinned: self.pins.root(school).filter(|_| given.is_empty()),
            given,
            seen: self.seen.get(school).map_or(&[], |seen| &seen.approvals),
            seen_notices: self.seen.get(school).map_or(&[], |seen| &seen.notices),
            offices_now: self.head.map_or(&[], |head| self.lineage.offices(head)),
            offices: &self.offices,
        }
    }

    /// The trust records in force, unless a newer one was seen here and is gone.
    pub fn in_force(&self, school: &str) -> Result<Vec<usize>, Violation> {
        let in_force = self.lineage.in_force(school, self.head, &self.tips)?;
        let now = in_force.iter().filter_map(|at| self.lineage.granted(*at));
        let now = now.map(|granted| granted.record.serial()).max().unwrap_or(0);
        for (root, serial, blob) in self.seen.get(school).map_or(&[][..], |seen| &seen.records) {
            let mut records = self.lineage.records(school);
            let here = self.lineage.records(school).any(|(_, granted)| granted.root == *root);
            let there = records.any(|(_, granted)| granted.root == *root && granted.blob == *blob);
            if here && !there {
                return Err(Violation::Forgotten { seen: *serial, now });
            }
        }
        Ok(in_force)
    }

    /// The root that is pinned for a school.
    pub fn pinned(&self, school: &str) -> Option<Hash> {
        self.pins.root(school)
    }

    /// Was this seen before?
    pub fn has_seen(&self, school: &str, new: &Seen) -> bool {
        let Some(seen) = self.seen.get(school) else { return false };
        match new {
            Seen::Approval { root, tag, id, .. } => {
                seen.approvals.iter().any(|known| (&known.0, &known.1, &known.2) == (tag, id, root))
            }
            Seen::Notice { root, tag, id, .. } => {
                seen.notices.iter().any(|known| (&known.root, &known.tag, &known.id) == (root, tag, id))
            }
            Seen::Record { root, serial, blob, .. } => seen.records.contains(&(*root, *serial, *blob)),
        }
    }
}
