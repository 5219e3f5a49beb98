//! Comments: their words, who is said to have written them, which answers which, and which are settled.

use std::collections::HashMap;

use super::Error;
use super::limit::{NAME, cut, room};
use super::package::Package;
use super::xml::{Element, Node, Pull};
use crate::docx::{Comment, Document};

/// Puts the comments into the document; their places by id.
pub(super) fn read(
    package: &mut Package<'_>,
    main: &str,
    document: &mut Document,
) -> Result<HashMap<String, usize>, Error> {
    let relations = package.relations(main)?;
    let part =
        |kind: &str| relations.values().filter(|one| one.kind == kind).map(|one| one.target.clone()).min();
    let mut places = HashMap::new();
    let Some(own) = part("comments") else { return Ok(places) };
    let Some(text) = package.text(&own)? else { return Ok(places) };
    let mut by_paragraph = HashMap::new();
    let mut pull = Pull::new(&text, &own);
    pull.child()?;
    while let Some(element) = pull.child()? {
        room(document.comments.len())?;
        let place = document.comments.len();
        let (comment, last) = comment(&mut pull, &element)?;
        places.insert(cut(&element.get("id").unwrap_or_default(), NAME), place);
        by_paragraph.insert(last, place);
        document.comments.push(comment);
    }
    if let Some(part) = part("commentsExtended")
        && let Some(text) = package.text(&part)?
    {
        extend(&text, &part, &by_paragraph, document)?;
    }
    Ok(places)
}

/// A comment and the id of its last paragraph, by which answers know it.
fn comment(pull: &mut Pull<'_>, element: &Element<'_>) -> Result<(Comment, String), Error> {
    let named = |name| cut(&element.get(name).unwrap_or_default(), NAME);
    let mut comment = Comment { author: named("author"), date: named("date"), ..Comment::default() };
    let (mut last, mut depth) = (String::new(), 1_usize);
    while depth > 0 {
        match pull.next()? {
            Node::Open(inner) => {
                depth += 1;
                match inner.name() {
                    "p" => {
                        last = inner.get("paraId").unwrap_or_default();
                        if !comment.text.is_empty() {
                            comment.text.push('\n');
                        }
                    }
                    "t" => {
                        comment.text.push_str(&pull.text()?);
                        depth -= 1;
                    }
                    "br" | "tab" => comment.text.push(' '),
                    _ => {}
                }
            }
            Node::Close => depth -= 1,
            Node::Text(_) => {}
            Node::End => break,
        }
    }
    Ok((comment, last))
}

/// Which comment answers which, and which are settled.
fn extend(
    text: &str,
    part: &str,
    places: &HashMap<String, usize>,
    document: &mut Document,
) -> Result<(), Error> {
    let mut pull = Pull::new(text, part);
    pull.child()?;
    while let Some(element) = pull.child()? {
        let place = |name| element.get(name).and_then(|id| places.get(&id)).copied();
        if let Some(own) = place("paraId")
            && let Some(comment) = document.comments.get_mut(own)
        {
            comment.answers = place("paraIdParent").filter(|parent| *parent != own);
            comment.resolved = element.get("done").is_some_and(|done| done == "1" || done == "true");
        }
        pull.skip()?;
    }
    Ok(())
}
