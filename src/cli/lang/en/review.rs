//! A review, in English.

use crate::cli::lang::En;
use crate::cli::show::review::Told;
use crate::plan::ItemId;
use crate::review::Says;
use crate::vetting::{Lack, LeftOut, Stale};
use crate::work::review::{Against, Rest};

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Head { period, name, against, date } => {
                let against = match (against, date) {
                    (Against::Nothing, _) => "a first look, so everything is new".to_owned(),
                    (Against::Approved { version }, _) => format!("a first look; against the approved v{version}"),
                    (Against::LastLook { .. }, Some(date)) => format!("since your last look, {date}"),
                    (Against::LastLook { .. }, None) => "since your last look".to_owned(),
                };
                format!("Review of the plan {period} · {name} · {against}")
            }
            Told::InReview { version } => format!("Handed in last as number {version}."),
            Told::Counts { new, changed, footing, gone, same } => counts(&[
                (*new, "new"),
                (*changed, "changed"),
                (*footing, "with the same words on something that changed"),
                (*gone, "gone"),
                (*same, "as they were"),
            ]),
            Told::NothingNew => "Nothing is new since your last look.".into(),
            Told::Place { anchor: Some(anchor) } => capital(&super::save::place(*anchor)),
            Told::Place { anchor: None } => "Elsewhere".into(),
            Told::Before { text } => format!("before: {text}"),
            Told::Field { label, before, after } => {
                let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "(nothing)".into());
                format!("{label}: {} → {}", said(before), said(after))
            }
            Told::Footing => "a weakness or target that this action hangs on has changed".into(),
            Told::Gone { item, text: Some(text) } => format!("{item} is gone; it read: {text}"),
            Told::Gone { item, text: None } => format!("{item} is gone"),
            Told::Rest(Rest::New) => "The text outside of the items: never looked at; read it with `caitien show`.".into(),
            Told::Rest(Rest::Same) => "The text outside of the items: as it was.".into(),
            Told::Rest(Rest::Changed { sections }) if sections.is_empty() => {
                "The text outside of the items: changed; read it with `caitien show`.".into()
            }
            Told::Rest(Rest::Changed { sections }) => {
                format!("The text outside of the items: changed in {}.", sections.join("; "))
            }
            Told::Stands => "What people say of the whole plan".into(),
            Told::Stand { name, date, says, item, stale } => {
                let date = date.map(|date| format!(", {date}")).unwrap_or_default();
                format!("{name}{date}: {}{}", word(*says, *item), old(*stale))
            }
            Told::OtherComments => "Comments on the whole plan, and on items that are gone".into(),
            Told::Next { item: Some(item) } => format!(
                "Agree: `caitien review {item} --approve`. Ask for changes: `caitien review {item} --request-changes \"…\"`. \
                 Comment: `caitien comment {item} \"…\"`."
            ),
            Told::Next { item: None } => {
                "Only record that you looked: `caitien review --seen`. Agree: `caitien review --approve`. One item: `caitien review ID`."
                    .into()
            }
            Told::Given { says, item, period, name } => {
                let of = item.map_or_else(|| format!("the plan {period}"), |item| item.to_string());
                match says {
                    Says::Seen => format!("Recorded: {name} looked at {of}."),
                    Says::Approve => format!("Recorded: {name} agrees with {of}."),
                    Says::RequestChanges => format!("Recorded: {name} asks for changes to {of}."),
                }
            }
            Told::KnownAlready => "The same was recorded before of the same text; nothing was added.".into(),
        }
    }
}

fn counts(of: &[(usize, &str)]) -> String {
    let told: Vec<String> =
        of.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!("Items: {}.", if told.is_empty() { "as they were".to_owned() } else { told.join(", ") })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn word(says: Says, item: Option<ItemId>) -> String {
    let of = if item.is_some() { "" } else { " the whole plan" };
    match (says, item) {
        (Says::Seen, _) => format!("looked at{}", if item.is_some() { " it" } else { of }),
        (Says::Approve, None) => format!("agrees with{of}"),
        (Says::Approve, Some(_)) => "agrees".into(),
        (Says::RequestChanges, None) => format!("asks for changes to{of}"),
        (Says::RequestChanges, Some(_)) => "asks for changes".into(),
    }
}

/// That it was said of an earlier text.
pub(super) fn old(stale: Option<Stale>) -> &'static str {
    match stale {
        None => "",
        Some(Stale::Changed) => " (of an earlier text)",
        Some(Stale::Footing) => " (of an earlier text: a weakness or target above has changed)",
        Some(Stale::Gone) => " (of an earlier text: items are gone)",
    }
}

impl En for Lack {
    fn en(&self) -> String {
        match self {
            Lack::Reviewers { needed, counted, left_out } => {
                let counted = if counted.is_empty() { "nobody".to_owned() } else { counted.join(", ") };
                let left_out: Vec<String> = left_out
                    .iter()
                    .map(|(name, why)| format!("{name} does not count: {}", why_not(*why)))
                    .collect();
                let left_out =
                    if left_out.is_empty() { String::new() } else { format!(" ({})", left_out.join("; ")) };
                format!("{needed} must agree with this very text; so far {counted}{left_out}")
            }
            Lack::ChangesRequested { by, item, why } => {
                let of = item.map_or_else(|| "the plan".to_owned(), |item| item.to_string());
                let why = if why.is_empty() { String::new() } else { format!(": {why}") };
                format!("{by} asks for changes to {of}{why}")
            }
            Lack::OpenComments { count } => format!("{count} comments are open"),
            Lack::NotReviewed { items } => {
                let shown: Vec<String> = items.iter().take(5).map(ToString::to_string).collect();
                let more = if items.len() > 5 { ", …" } else { "" };
                format!("nobody agreed with the words of {} items: {}{more}", items.len(), shown.join(", "))
            }
        }
    }
}

fn why_not(why: LeftOut) -> &'static str {
    match why {
        LeftOut::LastEditor => "edited the plan last",
        LeftOut::Role => "has none of the roles that count",
        LeftOut::Stranger => "is not in the school's record",
        LeftOut::Stale => "agreed with an earlier text",
    }
}

/// What to do about it.
pub(super) fn remedy(lack: &Lack) -> String {
    match lack {
        Lack::Reviewers { .. } => {
            "let a reviewer read `caitien review`, then `caitien review --approve` and `caitien save`".into()
        }
        Lack::ChangesRequested { item, .. } => {
            let item = item.map(|item| format!(" {item}")).unwrap_or_default();
            format!(
                "change it; or that person looks again and `caitien review{item} --approve`, then `caitien save`"
            )
        }
        Lack::OpenComments { .. } => {
            "see `caitien comment`, resolve each with `caitien comment --resolve ID`, then `caitien save`"
                .into()
        }
        Lack::NotReviewed { items } => {
            let item = items.first().map(ToString::to_string).unwrap_or_default();
            format!("a reviewer types `caitien review {item} --approve` for each, then `caitien save`")
        }
    }
}
