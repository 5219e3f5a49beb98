//! Writes a bundle: exactly the objects that judging one school reads.

use std::collections::BTreeSet;

use super::{Error, open};
use crate::approval::bundle::{Head, Kind, school_of, write};
use crate::approval::extract::extract;
use crate::approval::hex::Id;
use crate::approval::judge::{Judgement, Object, Signature, judge};
use crate::approval::{ApprovalName, Verdict};
use crate::git::parcel;
use crate::git::view::Names;
use crate::git::{ObjectId, ObjectKind, Repo};
use crate::period::Period;
use crate::plan::format;
use crate::plan::item::ItemId;
use crate::plan::parse::parse;
use crate::signing::Examiner;
use crate::work::facts::{self, Aside, Collected};
use crate::work::verify::{self, Judged, Roots, Scope, Wanted as Question, examine_beside};

/// A larger tag says no more than a smaller one.
const MOST_TAG: usize = 1 << 20;

/// Of which approval a bundle is wanted.
pub struct Wanted<'w> {
    pub school: &'w str,
    /// The newest approved plan where none is named.
    pub period: Option<Period>,
    /// The items of a publication; a bundle with the whole plan where there are none.
    pub items: Option<&'w BTreeSet<ItemId>>,
    /// Roots to trust for the verdict on what was made.
    pub roots: &'w Roots,
}

/// A bundle that was made.
#[derive(Debug)]
pub struct Made {
    pub bytes: Vec<u8>,
    pub head: Head,
    pub objects: usize,
    /// The verdict as this clone sees it.
    pub judged: Vec<Judged>,
}

/// Makes a bundle of the approval, and judges what was made as its reader will.
pub fn make(repo: &Repo, wanted: &Wanted<'_>) -> Result<Made, Error> {
    let collected = facts::collect(repo, Some(&BTreeSet::from([wanted.school.to_owned()])))?;
    if !collected.knows(wanted.school) {
        return Err(verify::Error::NoSuchSchool { school: wanted.school.to_owned() }.into());
    }
    let judged = judge(&collected.facts(wanted.school, &wanted.roots.given));
    let approval = chosen(judged, wanted)?;
    let names = names(repo, &collected, wanted.school)?;
    let (tag, items) = (approval.tag.clone(), shown(repo, &collected, &approval, wanted)?);
    let aside = Aside { extract: items.as_deref().map(|text| open::shown(&tag, text)), around: Vec::new() };
    // Judged once more by a repository that notes what it is asked for.
    let noting = repo.noting(names.clone())?;
    let school = Scope::School(wanted.school.to_owned());
    let examined = examine_beside(&noting, &Question { scope: &school, roots: wanted.roots, aside: &aside })?;
    let before = examined.judged.iter().find(|one| one.tag == tag).map_or("", |one| one.verdict.code());
    let mut starts = names.tips.clone();
    starts.extend(examined.judged.iter().filter_map(|one| Some(Id::from(one.commit?.object()))));
    let packed = repo.packed(&noting.noted(), &starts)?;
    let kind = if items.is_some() { Kind::Publication } else { Kind::Bundle };
    let head = Head {
        kind,
        approval: approval.name,
        head: names.head.unwrap_or(approval.commit),
        tips: names.tips.iter().copied().filter(|tip| Some(*tip) != names.head).collect(),
        tags: names.tags.iter().map(|(tag, id)| (tag.clone(), Id::from(*id))).collect(),
        items,
    };
    let bytes = write(&head, &parcel::write(&packed))?;
    let again = open::open(&bytes, None)?.examine(None, wanted.roots)?;
    let after = again.judged.first().map_or("", |one| one.verdict.code());
    // The reader has other pins than this clone; everything else must come out the same.
    let same = before == after || [before, after].contains(&"unpinned");
    if !same {
        return Err(Error::NotTheSame { before, after });
    }
    let judged = examined.judged.into_iter().filter(|one| one.tag == tag).collect();
    Ok(Made { bytes, head, objects: packed.len(), judged })
}

/// The approval that is meant.
struct Chosen {
    tag: String,
    name: ApprovalName,
    commit: Id,
}

/// The highest version of the plan, or of the newest plan; it must be in order.
fn chosen(judged: Vec<Judgement>, wanted: &Wanted<'_>) -> Result<Chosen, Error> {
    let not_approved = || Error::NotApproved { school: wanted.school.to_owned(), period: wanted.period };
    let in_order = |verdict: &Verdict| verdict.is_in_force() || matches!(verdict, Verdict::Unpinned { .. });
    let named = judged.into_iter().filter_map(|one| Some((one.name.clone()?, one)));
    let of_plan = named.filter(|(name, _)| wanted.period.is_none_or(|period| period == name.period));
    let by_age =
        |(name, one): &(ApprovalName, Judgement)| (in_order(&one.verdict), name.period, name.version);
    let (name, one) = of_plan.max_by_key(by_age).ok_or_else(not_approved)?;
    let withdrawn = matches!(one.verdict, Verdict::Withdrawn { .. });
    match one.commit.filter(|_| in_order(&one.verdict) || withdrawn) {
        Some(commit) => Ok(Chosen { tag: one.tag, name, commit }),
        None => Err(Error::NotInOrder { name, verdict: Box::new(one.verdict) }),
    }
}

/// The names that go into the file: HEAD, the tips where a newer record stands, the school's signed tags.
fn names(repo: &Repo, collected: &Collected, school: &str) -> Result<Names, Error> {
    let head = collected.head;
    let own: Vec<Id> = head.into_iter().collect();
    let lineage = &collected.lineage;
    let at_head = lineage.in_force(school, head, &own).unwrap_or_default();
    let in_force = lineage.in_force(school, head, &collected.tips).unwrap_or_default();
    let mut tips = own;
    for place in in_force.iter().filter(|place| !at_head.contains(place)) {
        let stands = |tip: &&Id| lineage.standing(**tip, school).is_some_and(|at| at.good == Some(*place));
        tips.extend(collected.tips.iter().find(stands));
    }
    let mut tags: Vec<(String, ObjectId)> = Vec::new();
    for (tag, id) in repo.tags("")? {
        if school_of(&tag) == Some(school) && is_signed(repo, &collected.examiner, (&tag, id))? {
            tags.push((tag, id));
        }
    }
    Ok(Names { head, tips, tags })
}

/// Tags that nobody signed say nothing, and only make the file larger.
fn is_signed(repo: &Repo, examiner: &Examiner, (tag, id): (&str, ObjectId)) -> Result<bool, Error> {
    match repo.object(id)? {
        Some((ObjectKind::Tag, bytes)) if bytes.len() <= MOST_TAG => {}
        _ => return Ok(false),
    }
    let read = facts::read_approval(repo, examiner, tag, id.into())?;
    Ok(matches!(read.object, Object::Tag(signed) if matches!(signed.signature, Signature::By(_))))
}

/// The text of the chosen items.
fn shown(
    repo: &Repo,
    collected: &Collected,
    approval: &Chosen,
    wanted: &Wanted<'_>,
) -> Result<Option<String>, Error> {
    let Some(items) = wanted.items else { return Ok(None) };
    let text = facts::plan_text(repo, &collected.places, approval.commit, &approval.name)?;
    let text = text.ok_or_else(|| Error::NoPlan { name: approval.name.clone() })?;
    let short = extract(&parse(&text).plan, items).map_err(|ids| Error::NoSuchItems { ids })?;
    Ok(Some(format::write(&short)))
}
