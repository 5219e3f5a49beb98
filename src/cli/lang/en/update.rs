//! What `import --update` says, in English.

use crate::cli::command::update::Note;
use crate::cli::lang::En;
use crate::cli::show::update::{Line, short};
use crate::import::back::Why;
use crate::import::word::Pending;
use crate::merge::{Named, Part, Spot};
use crate::plan::label::wording;
use crate::work::update::{Base, Error};

impl En for Spot {
    fn en(&self) -> String {
        match self {
            Spot::Preamble => "the beginning".into(),
            Spot::Section(heading) => format!("section “{heading}”"),
            Spot::Anchor(anchor) => anchor.en().trim_end_matches('.').to_lowercase(),
        }
    }
}

fn named(item: &Named) -> String {
    match item.id {
        Some(id) => format!("{} {id}", id.kind.en()),
        None => format!("“{}”", short(&item.text)),
    }
}

impl En for Part {
    fn en(&self) -> String {
        match self {
            Part::Front(key) => format!("front matter: {key}"),
            Part::Heading(spot) => format!("heading of {}", spot.en()),
            Part::Prose(spot) => format!("paragraph in {}", spot.en()),
            Part::Level(spot) => format!("level of {}", spot.en()),
            Part::Label(spot, kind) => format!("label “{}” of {}", wording(*kind), spot.en()),
            Part::Shared(spot, key) => format!("shared {} of {}", key.as_str(), spot.en()),
            Part::Item(item) => named(item),
            Part::ItemText(item) => format!("sentence of {}", named(item)),
            Part::Field(item, key) => format!("{} of {}", key.as_str(), named(item)),
            Part::ItemNote(item) => format!("note in {}", named(item)),
            Part::Place(item) => format!("place of {}", named(item)),
            Part::Lines => "lines".into(),
        }
    }
}

impl En for Line<'_> {
    fn en(&self) -> String {
        match self {
            Line::Head { path, base, found, printed } => {
                let base = match base {
                    Base::Repository => "compared with the text that was exported",
                    Base::Carried => "compared with the text that the Word file carries",
                    Base::Current => {
                        "the exported text is nowhere, so compared with the plan as it is now: every difference counts as an edit of the Word file"
                    }
                };
                format!("{path}: {base}; {found} of {printed} paragraphs found again")
            }
            Line::Decided { count, pending } => {
                let way = if *pending == Pending::Accept { "accepted" } else { "rejected" };
                format!("{count} tracked changes that nobody had decided on: all {way}, as asked")
            }
            Line::Changes { count } => format!("{count} changes to the plan:"),
            Line::NoChanges => "Nothing to change in the plan.".into(),
            Line::Change { mark, part } => format!("{mark} {}", part.en()),
            Line::Field { label, value } => format!("{label}: {}", short(value)),
            Line::Before(text) => format!("before: {}", short(text)),
            Line::After(text) => format!("after:  {}", short(text)),
            Line::Conflicts { count } => {
                format!(
                    "{count} conflicts: the plan here and the Word file were both changed, each in its own way:"
                )
            }
            Line::Here(text) => format!("here:      {}", text.map_or("(deleted)".into(), short)),
            Line::There(text) => format!("Word file: {}", text.map_or("(deleted)".into(), short)),
            Line::Asides { count } => format!("{count} pieces of the Word file are not taken into the plan:"),
            Line::Aside(aside) => {
                let place = if aside.paragraph > 0 {
                    format!("paragraph {}: ", aside.paragraph)
                } else {
                    String::new()
                };
                let why = match aside.why {
                    Why::Form => {
                        "part of the printed form, not of the plan; templates/paper.toml words the form"
                    }
                    Why::NoPlace => "under no criterion; write it into the plan yourself",
                    Why::Kept => {
                        "gone from the Word file, kept in the plan; delete it there if that is meant"
                    }
                    Why::Picture => "a picture; put it beside the plan yourself and write `![words](file)`",
                    Why::Structure => "would break the plan's structure; write it into the plan yourself",
                };
                format!("{place}“{}” ({why})", short(&aside.text))
            }
            Line::Reviews { new, known } => {
                let known =
                    if *known > 0 { format!("; {known} were brought in before") } else { String::new() };
                format!("{new} new comments, with the authors' names as the Word file claims{known}:")
            }
            Line::Review(review) => {
                let one = &review.review;
                let about = match one.item {
                    Some(id) => format!("on {id}"),
                    None => format!("on “{}”", short(&one.about)),
                };
                format!("{} {about}: {}", one.author, short(&one.text))
            }
            Line::Renumbered { from, to } => {
                format!("The id {from} is in use; the new item of the Word file gets {to}")
            }
        }
    }
}

impl En for Note {
    fn en(&self) -> String {
        match self {
            Note::Question => "Write these changes into the plan?".into(),
            Note::Unwritten => "Nothing was written.".into(),
            Note::Written { path } => {
                format!("Written to {path}. Next: `caitien check`, then `caitien save`.")
            }
            Note::Nothing => "The Word file changes nothing in the plan: nothing to write.".into(),
            Note::DryRun => "A preview: nothing was written.".into(),
            Note::Conflicts => {
                "Nothing was written. Make both sides say the same and try again; or add `--mark-conflicts` to write both into the plan, marked, and choose in an editor (`caitien check` points at each)"
                    .into()
            }
            Note::Decide => {
                "accept or reject each change in Word; or add `--changes accept` or `--changes reject`".into()
            }
            Note::AsNew => "if it is another plan, import it as a new file: `caitien import FILE` without `--update`".into(),
            Note::Again => "export the plan as it is now to Word again, and edit that file".into(),
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Choice(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::File(error) => error.en(),
            Error::WhichPlan { path } => format!(
                "`{}` does not say of which school year it is; add `--period 2023-2024` (and `--school` where there are several)",
                path.display()
            ),
            Error::NoPlan { school, period } => format!("school {school} has no plan {period} here"),
            Error::OtherPlan { says, wanted } => format!("the Word file is plan {says}, not {wanted}"),
            Error::Undecided { path, changes } => super::word::undecided(path, changes),
            Error::Stranger { path, found, printed } => format!(
                "only {found} of the plan's {printed} paragraphs are in `{}`: stopped, so that nothing is deleted by mistake",
                path.display()
            ),
            Error::Lost { count } => {
                format!("cannot bring the two together: {count} pieces would be lost; nothing was written")
            }
        }
    }
}
