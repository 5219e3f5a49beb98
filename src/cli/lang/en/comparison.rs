//! The report on two plans, in English.

use crate::cli::lang::En;
use crate::cli::show::comparison::Phrase;
use crate::compare::{DeadlineMove, SectionStatus, Slip, Slips, Status, Trend};
use crate::date::Date;
use crate::plan::item::Anchor;

impl En for Phrase {
    fn en(&self) -> String {
        match self {
            Phrase::Title { from, to } => format!("Comparison of improvement plans: {from} → {to}"),
            Phrase::Status(status) => status.en(),
            Phrase::Lead { .. } | Phrase::Moved { .. } => lead(self),
            Phrase::NoWeakness => "Neither plan names a weakness.".into(),
            Phrase::OtherEdition => "The plans follow different editions of the criteria, so weaknesses are \
                recognised by what they say, not by number."
                .into(),
            Phrase::Unexplained => "To be explained".into(),
            Phrase::UnexplainedIntro => {
                "Named in the earlier plan, absent from the later one, and no record says that it was done."
                    .into()
            }
            Phrase::Chronic => "Years on end".into(),
            Phrase::ChronicIntro => "Standing in three consecutive plans or more.".into(),
            Phrase::ByCriterion => "Each weakness by criterion".into(),
            Phrase::NoCriterion => "Criterion unknown".into(),
            Phrase::Criterion { .. } | Phrase::Short(_) | Phrase::MovedTo { .. } => place(self),
            Phrase::Targets => "Targets that changed".into(),
            Phrase::Actions => "Actions that changed".into(),
            Phrase::Repeated => "Actions repeated word for word".into(),
            Phrase::RepeatedIntro => {
                "The same words from year to year; why have they not been enough?".into()
            }
            Phrase::Prose => "Wording of the other sections".into(),
            Phrase::ProseIntro => "Only paragraphs that differ.".into(),
            Phrase::Section(SectionStatus::Added) => "section added".into(),
            Phrase::Section(SectionStatus::Removed) => "section removed".into(),
            Phrase::Section(_) => "section changed".into(),
            Phrase::Footer => {
                "Made by caitien from the two plans. Weaknesses without a common id are recognised by \
                their words; please look at those marked “please confirm”."
                    .into()
            }
            _ => fact(self),
        }
    }
}

fn lead(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Lead { carried, resolved, dropped, explained, new } => format!(
            "Of {} weaknesses of the earlier plan: {carried} carried over, {resolved} resolved, {}. The later plan \
             adds {new} new ones.",
            carried + resolved + dropped,
            gone(*dropped, *explained)
        ),
        Phrase::Moved { improved, worsened } => {
            format!("By the figures that both sides state: {improved} better, {worsened} worse.")
        }
        _ => String::new(),
    }
}

fn place(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Criterion { anchor, name, edition } => {
            let number = match anchor {
                Anchor::Standard(number) => format!("Standard {number}"),
                Anchor::Criterion(id) => format!("Criterion {id}"),
            };
            let name = if name.is_empty() { number } else { format!("{number}: {name}") };
            match edition {
                Some(edition) => format!("{name} (earlier plan, criteria {edition})"),
                None => name,
            }
        }
        Phrase::Short(Anchor::Standard(number)) => format!("standard {number}"),
        Phrase::Short(Anchor::Criterion(id)) => format!("criterion {id}"),
        Phrase::MovedTo { from, to } => {
            format!("from {} to {}", Phrase::Short(*from).en(), Phrase::Short(*to).en())
        }
        _ => String::new(),
    }
}

fn fact(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Figures { before, after, unit, trend } => {
            format!("{before} → {}, {}", with_unit(after, unit), trend.en())
        }
        Phrase::Years(years) => format!("in {years} consecutive plans"),
        Phrase::SameWords => "word for word:".into(),
        Phrase::Before => "before:".into(),
        Phrase::Now => "now:".into(),
        Phrase::RecordedDone { date, note: Some(note) } => format!("Recorded as done on {date}: {note}"),
        Phrase::RecordedDone { date, note: None } => format!("Recorded as done on {date}."),
        Phrase::AccountedResolved { by, date, reason } => {
            format!("Accounted for as resolved: {reason} ({})", signed(by, *date))
        }
        Phrase::AccountedDropped { by, date, reason } => format!("Reason: {reason} ({})", signed(by, *date)),
        Phrase::LinkedBy { by, date, reason } => {
            format!("Recorded as the same weakness: {reason} ({})", signed(by, *date))
        }
        Phrase::ToldDone { sentence } => format!("The later plan tells: “{sentence}”"),
        Phrase::Pieces { split: true, texts } => format!("Split into several; the others: {}", quoted(texts)),
        Phrase::Pieces { split: false, texts } => format!("Merged; together with: {}", quoted(texts)),
        Phrase::Reopened { period: Some(period), before } => {
            format!("It is back: it had stood until {period} as “{before}”.")
        }
        Phrase::Reopened { period: None, before } => format!("It is back: it had stood as “{before}”."),
        Phrase::PerhapsResolved { sentence } => {
            format!("Perhaps resolved: the later plan says “{sentence}” Please record it if so.")
        }
        Phrase::ReusedId => "The same id with another sentence altogether: this id needs a look.".into(),
        Phrase::PleaseConfirm { percent } => {
            format!("Recognised by meaning, {percent}% alike: please confirm.")
        }
        Phrase::RepeatedYears(years) => format!("{years} plans running"),
        Phrase::ItemStatus(Status::Carried) => "changed".into(),
        Phrase::ItemStatus(Status::Resolved) => "done".into(),
        Phrase::ItemStatus(Status::Dropped) => "gone".into(),
        Phrase::ItemStatus(Status::New) => "new".into(),
        Phrase::Reworded => "reworded".into(),
        Phrase::Deadline { before, after, slip } => deadline(before, after, *slip),
        Phrase::PutOff(slips) => put_off(*slips),
        Phrase::Budget { before, after, amounts } => budget(before, after, *amounts),
        Phrase::NewLead { before, after } => format!("lead: {} → {}", or_none(before), or_none(after)),
        Phrase::Aim { before, after, raised: true } => format!("aim: {before} → {after} (raised)"),
        Phrase::Aim { before, after, raised: false } => format!("aim: {before} → {after} (lowered)"),
        Phrase::CopiedShare { copied, criteria } => {
            format!("Copied: {copied} of {criteria} criteria stand as in the year before.")
        }
        Phrase::Copied => "Copied from the year before".into(),
        Phrase::CopiedIntro => {
            "As it was, but for ids, dates, school years or punctuation; nor was any progress recorded."
                .into()
        }
        Phrase::CopiedWhole => "the whole criterion".into(),
        Phrase::CopiedWeakness => "weakness and actions".into(),
        Phrase::CopiedYears(years) => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            format!("{} plans: {}", years.len(), years.join(", "))
        }
        _ => String::new(),
    }
}

/// Those that are no longer there, with and without a written reason.
fn gone(dropped: usize, explained: usize) -> String {
    match (dropped - explained, explained) {
        (open, 0) => format!("{open} no longer mentioned without a known result"),
        (0, explained) => format!("{explained} no longer mentioned, with a reason"),
        (open, explained) => {
            format!(
                "{dropped} no longer mentioned ({explained} with a reason, {open} without a known result)"
            )
        }
    }
}

/// Who wrote it and when.
fn signed(by: &str, date: Date) -> String {
    if by.is_empty() { date.to_string() } else { format!("{by}, {date}") }
}

fn deadline(before: &str, after: &str, slip: Option<Slip>) -> String {
    let moved = match slip.map(|slip| (slip, slip.direction())) {
        Some((_, DeadlineMove::YearOn)) => " (the same a year later)".into(),
        Some((slip, DeadlineMove::Later)) => format!(" ({} later)", length(slip.months(), slip.days())),
        Some((slip, DeadlineMove::Earlier)) => format!(" ({} earlier)", length(-slip.months(), -slip.days())),
        Some((_, DeadlineMove::Same)) | None => String::new(),
    };
    format!("schedule: {} → {}{moved}", or_none(before), or_none(after))
}

/// Whole years, else whole months, else days.
fn length(months: i64, days: i64) -> String {
    let counted = |count: i64, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match months {
        0 => counted(days, "day"),
        months if months % 12 == 0 => counted(months / 12, "year"),
        months => counted(months, "month"),
    }
}

fn put_off(slips: Slips) -> String {
    format!(
        "put off {} times over the years, by {} altogether",
        slips.times,
        length(slips.months, slips.days)
    )
}

fn budget(before: &str, after: &str, amounts: Option<(u64, u64)>) -> String {
    let times = match amounts {
        Some((old, new)) if old > 0 && new > old => format!(" ({}% more)", percent(new - old, old)),
        Some((old, new)) if old > 0 && new > 0 => format!(" ({}% less)", percent(old - new, old)),
        _ => String::new(),
    };
    format!("budget: {} → {}{times}", or_none(before), or_none(after))
}

fn percent(part: u64, whole: u64) -> u64 {
    (part.saturating_mul(100) + whole / 2) / whole.max(1)
}

fn with_unit(figure: &str, unit: &str) -> String {
    if unit.is_empty() { figure.to_owned() } else { format!("{figure} {unit}") }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ")
}

impl En for Status {
    fn en(&self) -> String {
        match self {
            Status::Carried => "carried over",
            Status::Resolved => "resolved",
            Status::Dropped => "no longer mentioned",
            Status::New => "new",
        }
        .into()
    }
}

impl En for Trend {
    fn en(&self) -> String {
        match self {
            Trend::Improved => "better",
            Trend::Worsened => "worse",
            Trend::Unchanged => "unchanged",
        }
        .into()
    }
}
