//! What an approved commit holds of a plan and what goes with it.

use crate::approval::digest;
use crate::approval::hex::Id;
use crate::approval::judge::FoundContent;
use crate::approval::name::ApprovalName;
use crate::approval::statement::SignedContent;
use crate::git::trust::{Places, Trees};
use crate::git::{Repo, size};
use crate::plan::parse::parse;
use crate::work::verify::Error;

/// The folder and the file of a plan in a tree.
fn plan_blob(
    trees: &mut Trees<'_>,
    places: &Places,
    tree: Id,
    name: &ApprovalName,
) -> Result<Option<(String, Id)>, Error> {
    let Some(folder) = places.folder(trees, tree, &name.school)? else { return Ok(None) };
    let folder = format!("{folder}/{}", name.period);
    Ok(trees.file(tree, &format!("{folder}/plan.md"))?.map(|blob| (folder, blob)))
}

/// The text of an approved plan; None where the commit has none, or none that is text.
pub fn plan_text(
    repo: &Repo,
    places: &Places,
    commit: Id,
    name: &ApprovalName,
) -> Result<Option<String>, Error> {
    let mut trees = Trees::new(repo);
    let tree = trees.of_commit(commit)?;
    let Some((_, blob)) = plan_blob(&mut trees, places, tree, name)? else { return Ok(None) };
    let bytes = repo.blob_within(blob.into(), size::PLAN)?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// What a tree holds of a plan and what goes with it.
pub fn content(
    repo: &Repo,
    trees: &mut Trees<'_>,
    places: &Places,
    tree: Id,
    name: &ApprovalName,
) -> Result<FoundContent, Error> {
    let Some((folder, blob)) = plan_blob(trees, places, tree, name)? else { return Ok(FoundContent::NoPlan) };
    let Some(bytes) = repo.blob_within(blob.into(), size::PLAN)? else { return Ok(FoundContent::Unreadable) };
    let Ok(text) = String::from_utf8(bytes) else { return Ok(FoundContent::Unreadable) };
    let plan = parse(&text).plan;
    let evidence = match trees.file(tree, &format!("{folder}/evidence.toml"))? {
        None => None,
        Some(blob) => match repo.blob_within(blob.into(), size::ATTACHED)? {
            None => return Ok(FoundContent::Unreadable),
            bytes => bytes,
        },
    };
    let mut reviews = Vec::new();
    for (file, blob) in trees.files(tree, &format!("{folder}/reviews"))? {
        if let Some(id) = file.strip_suffix(".md") {
            let bytes = repo.blob_within(blob.into(), size::ATTACHED)?;
            let Some(bytes) = bytes else { return Ok(FoundContent::Unreadable) };
            reviews.push((id.to_owned(), digest::file("review", &bytes)));
        }
    }
    Ok(FoundContent::Read(SignedContent {
        plan: digest::plan(&plan),
        items: digest::items(&plan),
        evidence: evidence.map(|bytes| digest::file("evidence", &bytes)),
        reviews,
    }))
}
