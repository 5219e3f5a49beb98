//! Judges a bundle, as if it had been fetched into the repository around it, or into an empty one.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use crate::approval::bundle::{Flaw, Head, Kind, read, school_of};
use crate::approval::digest;
use crate::approval::extract::extract;
use crate::approval::hex::{Hash, Id};
use crate::approval::judge::Object;
use crate::approval::mark::Mark;
use crate::git::parcel::{self, ParcelFlaw};
use crate::git::seen::Seen;
use crate::git::view::{Beside, Names};
use crate::git::{self, ObjectId, Repo};
use crate::plan::format;
use crate::plan::item::ItemId;
use crate::plan::parse::parse;
use crate::signing::Examiner;
use crate::work::facts::{self, Aside};
use crate::work::verify::{self, Examined, Roots, Scope, Wanted, examine_beside};

/// A bundle that can be judged.
pub struct Opened {
    pub head: Head,
    pub bytes: usize,
    repo: Repo,
    aside: Aside,
}

/// What a file is about.
#[derive(Clone, Debug)]
pub struct About {
    pub mark: Mark,
    /// How many items the approved plan has.
    pub items: usize,
    /// The school's name in the record in force at the approval.
    pub school: String,
    /// The approved plan, or the items of it that are shown: to be believed only where the verdict is good.
    pub plan: Option<String>,
}

/// Reads a bundle. `around` is the repository in which the reader works, where there is one: its pins and its
/// memory count, and its history stands beside the file's.
pub fn open(bytes: &[u8], around: Option<&Repo>) -> Result<Opened, Error> {
    let (head, objects) = read(bytes)?;
    let objects = parcel::read(objects).map_err(|flaw| match flaw {
        ParcelFlaw::Shape => Flaw::Objects,
        ParcelFlaw::Bomb => Flaw::Bomb,
    })?;
    let mut names = Names {
        head: Some(head.head),
        tips: std::iter::once(head.head).chain(head.tips.iter().copied()).collect(),
        tags: head.tags.iter().map(|(tag, id)| (tag.clone(), ObjectId::from(*id))).collect(),
    };
    let extract = head.items.as_deref().map(|text| shown(&head.approval.to_string(), text));
    let mut aside = Aside { extract, around: Vec::new() };
    let nowhere;
    let (around, beside) = match around {
        // Where the older part of the history is missing, only pins and memory are of use.
        Some(around) if around.is_shallow() => (around, Beside::Nothing),
        Some(around) => {
            aside.around = join(around, &head.approval.school, &mut names)?;
            (around, Beside::Repository)
        }
        None => {
            nowhere = Repo::nowhere()?;
            (&nowhere, Beside::Nothing)
        }
    };
    let repo = around.holding(names, objects, beside)?;
    Ok(Opened { head, bytes: bytes.len(), repo, aside })
}

/// Adds the names of the repository around. Under one name, the file's approval is the one that is judged, and
/// that the repository has another is remembered against it; of what was said about approvals, the
/// repository's own counts, so that no file can hide a withdrawal.
fn join(around: &Repo, school: &str, names: &mut Names) -> Result<Vec<Seen>, Error> {
    let mut others = Vec::new();
    let mut tags: BTreeMap<String, ObjectId> = names.tags.drain(..).collect();
    for (tag, id) in around.tags("")?.into_iter().filter(|(tag, _)| school_of(tag) == Some(school)) {
        let is_approval = tag.starts_with("approved/");
        match tags.get(&tag) {
            Some(known) if *known != id && is_approval => others.extend(as_seen(around, &tag, id)?),
            Some(_) if is_approval => {}
            _ => {
                tags.insert(tag, id);
            }
        }
    }
    names.tags = tags.into_iter().collect();
    let tips: BTreeSet<Id> = around.tips()?.into_iter().chain(names.tips.iter().copied()).collect();
    names.tips = tips.into_iter().collect();
    Ok(others)
}

fn as_seen(around: &Repo, tag: &str, id: ObjectId) -> Result<Option<Seen>, Error> {
    let read = facts::read_approval(around, &Examiner::default(), tag, id.into())?;
    let Object::Tag(signed) = read.object else { return Ok(None) };
    let seen = |statement: &crate::approval::Statement| Seen::Approval {
        root: statement.root,
        tag: tag.to_owned(),
        id: id.into(),
        sequence: statement.sequence,
    };
    Ok(signed.statement.as_ref().ok().map(seen))
}

/// The approval that a publication is about, with the hashes of the items that it shows.
pub(super) fn shown(tag: &str, text: &str) -> (String, BTreeMap<ItemId, Hash>) {
    (tag.to_owned(), digest::items(&parse(text).plan))
}

impl Opened {
    /// Judges the approval that the file is about, or every approval that is in it.
    pub fn examine(&self, scope: Option<&Scope>, roots: &Roots) -> Result<Examined, Error> {
        let own = Scope::Tag(self.head.approval.to_string());
        let scope = scope.unwrap_or(&own);
        let examined = examine_beside(&self.repo, &Wanted { scope, roots, aside: &self.aside });
        examined.map_err(|error| missing(error).unwrap_or_else(Error::Verify))
    }

    /// What the approval says, and of what; None where it cannot be read, and then no verdict is good.
    pub fn about(&self) -> Result<Option<About>, Error> {
        let name = &self.head.approval;
        let Some((tag, id)) = self.head.tags.iter().find(|(tag, _)| *tag == name.to_string()) else {
            return Ok(None);
        };
        let Object::Tag(signed) = facts::read_approval(&self.repo, &Examiner::default(), tag, *id)?.object
        else {
            return Ok(None);
        };
        let Ok(statement) = signed.statement else { return Ok(None) };
        let school = BTreeSet::from([name.school.clone()]);
        let collected = facts::collect_beside(&self.repo, Some(&school), &self.aside)?;
        let lineage = &collected.lineage;
        let granted = lineage.standing(signed.commit, &name.school).and_then(|at| lineage.granted(at.good?));
        let plan = match self.head.kind {
            Kind::Bundle => facts::plan_text(&self.repo, &collected.places, signed.commit, name)?,
            Kind::Publication => self.shortened(),
        };
        Ok(Some(About {
            mark: Mark { name: name.clone(), tag: *id, plan: statement.content.plan, root: statement.root },
            items: statement.content.items.len(),
            school: granted.map_or_else(|| name.school.clone(), |one| one.record.school.school.name.clone()),
            plan,
        }))
    }

    /// The chosen items of a publication, and nothing that is not one of them.
    fn shortened(&self) -> Option<String> {
        let plan = parse(self.head.items.as_deref()?).plan;
        let ids = digest::items(&plan).into_keys().collect();
        extract(&plan, &ids).ok().map(|short| format::write(&short))
    }

    /// The ids of the items that a publication shows.
    pub fn items(&self) -> Vec<ItemId> {
        self.aside.extract.iter().flat_map(|(_, items)| items.keys().copied()).collect()
    }
}

/// What the file lacks is said as such: it is not the reader's repository that is damaged.
fn missing(error: verify::Error) -> Result<Error, verify::Error> {
    match &error {
        verify::Error::Git(git::Error::ReadObject { what, .. }) => {
            what.parse().map(|id| Error::Flaw(Flaw::Missing { id })).map_err(|()| error)
        }
        _ => Err(error),
    }
}
