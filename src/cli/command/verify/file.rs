//! `caitien verify FILE`: judge bundles and publications, with or without a repository around.

use std::path::PathBuf;

use super::{paper, total};
use crate::approval::Verdict;
use crate::approval::bundle::{Kind, is_marked};
use crate::approval::mark::Mark;
use crate::cli::command::bundle::text;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::bundle::{Stop, Told};
use crate::cli::show::json;
use crate::cli::show::verdict::render;
use crate::cli::{Context, Format};
use crate::folder;
use crate::git::{self, Repo};
use crate::work::bundle::{About, Opened, open};
use crate::work::verify::{Examined, Judged, Roots};

/// A file that was named.
pub(super) struct Named {
    word: String,
    bytes: Vec<u8>,
}

/// The named files; None where none of the words is one.
pub(super) fn files(context: &Context, words: &[String]) -> Result<Option<Vec<Named>>, CliError> {
    let mut files = Vec::new();
    let mut other = None;
    for word in words {
        let path = context.folder.join(PathBuf::from(word));
        let looks_like_one = word.ends_with(".caitien");
        if !path.is_file() && !looks_like_one {
            other = other.or(Some(word));
            continue;
        }
        let bytes = folder::read(&path)?;
        match is_marked(&bytes) {
            true => files.push(Named { word: word.clone(), bytes }),
            false if looks_like_one => return Err(CliError::usage(Stop::NotABundle { path: word.clone() })),
            false => other = other.or(Some(word)),
        }
    }
    match other {
        _ if files.is_empty() => Ok(None),
        Some(word) => Err(CliError::usage(Stop::FilesOnly { word: word.clone() })),
        None => Ok(Some(files)),
    }
}

/// One file with its verdict.
struct Answered {
    word: String,
    opened: Opened,
    about: Option<About>,
}

/// Judges the files. A code on paper must be that of every one of them, so one file and one code are meant.
pub(super) fn run(
    context: &Context,
    files: &[Named],
    (roots, marks): (&Roots, &[Mark]),
) -> Result<Exit, CliError> {
    let wire = context.format_among(&[Format::Human, Format::Json, Format::Html])?;
    let around = match Repo::open(&context.folder) {
        Ok(repo) => Some(repo),
        // A repository that cannot be used is no reason not to look at a file.
        Err(
            git::Error::NoRepository { .. } | git::Error::NotOwned { .. } | git::Error::Unsupported { .. },
        ) => None,
        Err(error) => return Err(error.into()),
    };
    let mut all = Examined::nothing();
    let mut answered = Vec::new();
    for file in files {
        let opened = open(&file.bytes, around.as_ref())?;
        let examined = opened.examine(None, roots)?;
        all.remembered &= examined.remembered;
        all.judged.extend(examined.judged);
        all.strays.extend(examined.strays);
        let about = opened.about()?;
        for mark in marks {
            let here = about.as_ref().map(|about| &about.mark);
            here.map_or_else(|| Err(CliError::usage(Stop::NotAMark)), |here| paper::compare(mark, here))?;
        }
        answered.push(Answered { word: file.word.clone(), opened, about });
    }
    match (wire, answered.as_slice()) {
        (Format::Json, _) => json(context, &all, &answered)?,
        (Format::Html, [one]) => {
            context.ui.answer(&text(context, (&one.opened, all.judged.first()), &one.word)?)?;
        }
        (Format::Html, several) => {
            return Err(CliError::usage(Stop::OneFile { count: several.len() }));
        }
        _ => human(context, &all, (&answered, marks))?,
    }
    let is_good = all.judged.iter().all(|one| one.verdict.is_good());
    Ok(if is_good { Exit::Yes } else { Exit::No })
}

/// The chosen items, where they were found to be the approved ones.
fn proved<'a>(all: &Examined, one: &'a Answered) -> Option<&'a str> {
    let name = one.opened.head.approval.to_string();
    let is_good = all.judged.iter().any(|judged| judged.tag == name && judged.verdict.is_good());
    let is_publication = one.opened.head.kind == Kind::Publication;
    one.about.as_ref()?.plan.as_deref().filter(|_| is_good && is_publication)
}

fn json(context: &Context, all: &Examined, answered: &[Answered]) -> Result<(), CliError> {
    let file = |one: &Answered| {
        let head = &one.opened.head;
        let items = one.opened.items().iter().map(ToString::to_string).collect();
        json::verdict::File {
            file: one.word.clone(),
            kind: json::bundle::kind(head.kind),
            approval: head.approval.to_string(),
            mark: one.about.as_ref().map(|about| about.mark.to_string()),
            items: (head.kind == Kind::Publication).then_some(items),
            markdown: proved(all, one).map(str::to_owned),
        }
    };
    let answer = json::verdict::Answer::new(all, context.lang());
    let files = answered.iter().map(file).collect();
    context.ui.json(&json::verdict::Answer { files, ..answer })
}

fn human(
    context: &Context,
    all: &Examined,
    (answered, marks): (&[Answered], &[Mark]),
) -> Result<(), CliError> {
    if !marks.is_empty() {
        context.ui.say(&Told::SamePaper)?;
    }
    for one in answered {
        let (path, head) = (one.word.clone(), &one.opened.head);
        context.ui.talk(&Told::File { path, kind: head.kind, name: head.approval.clone() });
    }
    context.ui.answer(&render(&all.judged, &all.strays, &context.ui))?;
    for one in answered {
        if let (Some(markdown), Some(about)) = (proved(all, one), &one.about) {
            context.ui.say(&Told::Shown { items: one.opened.items().len(), all: about.items })?;
            context.ui.answer(&format!("\n{markdown}"))?;
        }
    }
    let is_unpinned = |one: &Judged| matches!(one.verdict, Verdict::Unpinned { .. });
    if all.judged.iter().any(is_unpinned) {
        context.ui.talk(&Told::GiveRoot);
    }
    context.ui.talk(&Told::OnlyThen);
    total(context, all);
    Ok(())
}
