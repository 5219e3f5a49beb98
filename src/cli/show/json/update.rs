//! What a Word file would change in its plan, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::lang::{Lang, Say};
use crate::cli::show::update::Line;
use crate::import::back::Why;
use crate::merge::{Part, Taken};
use crate::plan::item::ItemId;
use crate::work::update::{Base, Update};

/// The answer of `import --update`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    pub path: String,
    /// With what the file was compared: repository (the text that was exported), carried (the text in the file) or
    /// current (the plan as it is now).
    pub base: &'static str,
    /// How many of the printed paragraphs were found again.
    pub found: usize,
    pub printed: usize,
    pub changes: Vec<Change>,
    pub conflicts: Vec<Conflict>,
    /// What is in the file and not in the plan.
    pub asides: Vec<Aside>,
    pub reviews: Vec<Review>,
    /// Was anything written?
    pub written: bool,
}

/// One change of the plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change {
    /// added, removed or changed.
    pub kind: &'static str,
    /// The part, in the language of the answer.
    pub part: String,
    pub item: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A part that both sides changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Conflict {
    pub part: String,
    pub item: Option<String>,
    pub base: Option<String>,
    pub plan: Option<String>,
    pub word: Option<String>,
}

/// Words that are not in the plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Aside {
    /// form, no-place, kept, structure or picture.
    pub why: &'static str,
    pub text: String,
    /// The paragraph of the Word file; null where the words stand in none.
    pub paragraph: Option<usize>,
}

/// A comment of the file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Review {
    pub id: String,
    pub item: Option<String>,
    /// As the file claims.
    pub author: String,
    pub text: String,
    /// It was brought in before.
    pub known: bool,
}

impl Answer {
    pub fn new(update: &Update, written: bool, lang: Lang) -> Answer {
        let changes = update.taken.iter().map(|taken| change(taken, lang));
        let conflicts = update.conflicts.iter().map(|one| Conflict {
            part: one.part.say(lang),
            item: item(&one.part),
            base: one.base.clone(),
            plan: one.ours.clone(),
            word: one.theirs.clone(),
        });
        let asides = update.asides.iter().map(|aside| Aside {
            why: why(aside.why),
            text: aside.text.clone(),
            paragraph: Some(aside.paragraph).filter(|number| *number > 0),
        });
        let reviews = update.reviews.iter().map(|one| Review {
            id: one.id.clone(),
            item: one.review.item.map(|id| id.to_string()),
            author: one.review.author.clone(),
            text: one.review.text.clone(),
            known: one.known,
        });
        Answer {
            schema: 1,
            path: update.place.inside.clone(),
            base: base(update.base),
            found: update.found,
            printed: update.printed,
            changes: changes.collect(),
            conflicts: conflicts.collect(),
            asides: asides.collect(),
            reviews: reviews.collect(),
            written,
        }
    }
}

/// One change of a plan.
pub fn change(taken: &Taken, lang: Lang) -> Change {
    Change {
        kind: Line::stable(taken),
        part: taken.part.say(lang),
        item: item(&taken.part),
        before: taken.before.clone(),
        after: taken.after.clone(),
    }
}

fn base(base: Base) -> &'static str {
    match base {
        Base::Repository => "repository",
        Base::Carried => "carried",
        Base::Current => "current",
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Form => "form",
        Why::NoPlace => "no-place",
        Why::Kept => "kept",
        Why::Structure => "structure",
        Why::Picture => "picture",
    }
}

fn item(part: &Part) -> Option<String> {
    let id: Option<ItemId> = match part {
        Part::Item(named)
        | Part::ItemText(named)
        | Part::Field(named, _)
        | Part::ItemNote(named)
        | Part::Place(named) => named.id,
        _ => None,
    };
    id.map(|id| id.to_string())
}
